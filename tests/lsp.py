"""A text editor without a window: what VS Code says to npm's yaml-language-server, over its standard streams."""

from __future__ import annotations

import itertools
import json
import os
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).parent / "language_server" / "node_modules" / ".bin" / "yaml-language-server"
PATIENCE = 60
"""Seconds until an answer is given up."""


class Editor:
    """The server with one folder open; `settings` as in `.vscode/settings.json`."""

    def __init__(self, root: Path, settings: dict[str, Any]) -> None:
        self.settings = nested(settings)
        self.numbers = itertools.count(1)
        self.inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self.told: dict[str, list[dict[str, Any]]] = {}
        self.process = subprocess.Popen([str(PROGRAM), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        threading.Thread(target=self._listen, daemon=True).start()
        folder = {"uri": root.as_uri(), "name": root.name}
        able = {"workspace": {"configuration": True}, "textDocument": {"hover": {"contentFormat": ["markdown"]}}}
        able["textDocument"]["completion"] = {"completionItem": {"snippetSupport": True}}
        self.ask(
            "initialize", processId=os.getpid(), rootUri=folder["uri"], workspaceFolders=[folder], capabilities=able
        )
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings=self.settings)

    def close(self) -> None:
        self.ask("shutdown")
        self.tell("exit")
        self.process.wait(PATIENCE)

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """What is marked in a file that is opened with this text."""
        uri = path.as_uri()
        self.told.pop(uri, None)
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        while uri not in self.told:
            self._take()
        return self.told[uri]

    def at(self, method: str, path: Path, line: int, column: int) -> Any:
        """The answer to a question about a place, from 0, of an open file."""
        return self.ask(method, textDocument={"uri": path.as_uri()}, position={"line": line, "character": column})

    def ask(self, method: str, **params: Any) -> Any:
        number = next(self.numbers)
        self._send({"id": number, "method": method, "params": params})
        while (answer := self._take()).get("id") != number or "method" in answer:
            pass
        return answer["result"]

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _listen(self) -> None:
        out = self.process.stdout
        assert out
        while line := out.readline():
            length = int(line.split(b":")[1])
            while out.readline().strip():
                pass
            self.inbox.put(json.loads(out.read(length)))

    def _take(self) -> dict[str, Any]:
        message = self.inbox.get(timeout=PATIENCE)
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            wanted = [item.get("section") for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": [self.settings.get(section) for section in wanted]})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        return message


def nested(settings: dict[str, Any]) -> dict[str, Any]:
    """`{"yaml.hover": true}` → `{"yaml": {"hover": true}}`."""
    found: dict[str, Any] = {}
    for name, value in settings.items():
        *folders, last = name.split(".") if not name.startswith("[") else [name]
        place = found
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last] = value
    return found


def need_server() -> None:
    """The server is there: missing, the test fails in CI and is skipped elsewhere, saying so."""
    if not PROGRAM.exists():
        reason = "yaml-language-server is not installed: npm ci --prefix tests/language_server"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
