"""A server for repositories on loopback that answers the browser editor as Gitea 1.24 does (docs.gitea.com/api).

It keeps a real git repository, knows one person by a token, and refuses a change to a file that has moved on since.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "khoa-thu-0123456789abcdef"  # noqa: S105  a token of this server alone
PERSON = {
    "id": 1,
    "login": "cu-ba",
    "full_name": "Cụ Ba",
    "email": "cu-ba@xa.example",
    "html_url": "",
    "avatar_url": "",
}
REPO = "xa-thu/cam-tay"
BRANCH = "main"
Answer = tuple[int, Any]


class Repository:
    """A checkout whose commits are made by the server."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", BRANCH)
        self.git("add", "-A")
        self.git("commit", "-qm", "Bài đầu tiên")

    def git(self, *words: str, author: dict[str, str] | None = None) -> str:
        who = author or {"name": PERSON["full_name"], "email": PERSON["email"]}
        env = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            **{
                f"GIT_{role}_{key.upper()}": str(who[key])
                for role in ("AUTHOR", "COMMITTER")
                for key in ("name", "email")
            },
        }
        command = ["git", "-C", str(self.root), "-c", "core.quotePath=false", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout.strip()

    def tree(self) -> list[dict[str, Any]]:
        rows = (row.split(None, 4) for row in self.git("ls-tree", "-r", "-l", "HEAD").splitlines())
        return [{"type": "blob", "sha": sha, "size": int(size), "path": path} for _, _, sha, size, path in rows]

    def sha(self, path: str) -> str | None:
        return next((item["sha"] for item in self.tree() if item["path"] == path), None)

    def commit(self, body: dict[str, Any]) -> Answer:
        """`POST /contents`: several files in one commit, or none of them."""
        for file in body["files"]:
            if file["operation"] != "create" and file["sha"] != self.sha(file["path"]):
                return 409, {"message": "sha does not match"}
            if file["operation"] == "create" and self.sha(file["path"]):
                return 422, {"message": "file already exists"}
        for file in body["files"]:
            target = self.root / file["path"]
            if file["operation"] == "delete":
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(base64.b64decode(file["content"]))
        self.git("add", "-A")
        self.git("commit", "-qm", body["message"], author=body["author"])
        files = [{"path": file["path"], "sha": self.sha(file["path"])} for file in body["files"]]
        return 201, {
            "commit": {"sha": self.git("rev-parse", "HEAD"), "created": "2026-11-22T00:00:00Z"},
            "files": files,
        }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def repository(self) -> Repository:
        return self.server.repository  # type: ignore[attr-defined,no-any-return]

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def do_OPTIONS(self) -> None:
        self.send(204, b"")

    def do_GET(self) -> None:
        self.reply({})

    def do_POST(self) -> None:
        self.reply(json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}"))

    def reply(self, body: dict[str, Any]) -> None:
        if self.headers.get("Authorization") not in (f"token {TOKEN}", f"Bearer {TOKEN}"):
            self.send(401, b'{"message": "invalid token"}')
            return
        with self.server.lock:  # type: ignore[attr-defined]
            status, found = self.answer(urlsplit(self.path).path.removeprefix("/api/v1"), body)
        self.send(status, found if isinstance(found, bytes) else json.dumps(found).encode())

    def answer(self, path: str, body: dict[str, Any]) -> Answer:
        repo, query = self.repository, parse_qs(urlsplit(self.path).query)
        if path in ("/user", "/version", "/settings/api"):
            known = {"user": PERSON, "version": {"version": "1.24.2"}, "settings/api": {"default_paging_num": 30}}
            return 200, known[path[1:]]
        rest = path.removeprefix(f"/repos/{REPO}")
        if rest == "":
            return 200, {"default_branch": BRANCH, "permissions": {"pull": True, "push": True}}
        if rest == f"/branches/{BRANCH}":
            message = repo.git("log", "-1", "--format=%B")
            return 200, {"commit": {"id": repo.git("rev-parse", "HEAD"), "message": message}}
        if rest.startswith("/git/trees/"):
            return 200, {"tree": repo.tree(), "truncated": False}
        if rest == "/file-contents":
            return 200, [self.content(name) for name in body["files"]]
        if rest == "/contents":
            return repo.commit(body)
        if rest == "/commits":
            return 200, self.history(query["path"][0])
        if rest.startswith(("/media/", "/raw/")):
            name = unquote(rest.removeprefix(f"/media/{BRANCH}/").removeprefix("/raw/"))
            return 200, (repo.root / name).read_bytes()
        return 404, {"message": path}

    def content(self, name: str) -> dict[str, Any]:
        data = base64.b64encode((self.repository.root / name).read_bytes()).decode()
        return {"path": name, "sha": self.repository.sha(name), "encoding": "base64", "content": data}

    def history(self, name: str) -> list[dict[str, Any]]:
        rows = self.repository.git("log", "--format=%H\t%an\t%ae\t%aI", "--", name).splitlines()
        keys = ("name", "email", "date")
        found = (row.split("\t") for row in rows)
        return [{"sha": sha, "commit": {"author": dict(zip(keys, rest, strict=True))}} for sha, *rest in found]

    def send(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*, Authorization, Content-Type")
        self.send_header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def forge(root: Path) -> Iterator[tuple[str, Repository]]:
    """(base address, repository) of the project at `root`, while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.lock = threading.Lock()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    try:
        yield f"http://127.0.0.1:{server.server_port}", _start(server, thread, root)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _start(server: ThreadingHTTPServer, thread: threading.Thread, root: Path) -> Repository:
    thread.start()
    server.repository = Repository(root)  # type: ignore[attr-defined]
    return server.repository  # type: ignore[attr-defined,no-any-return]
