"""The same with real git: `model` is compared with it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from camtay import addresses
from camtay.ledger import FILE

from .model import Memory

_WHO = {f"GIT_{who}_{what}": "t@t.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
_GIT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **_WHO}


class Git(Memory):
    """The same with real git: each machine is a worktree of one repository."""

    def __init__(self, roots: list[Path]) -> None:
        super().__init__(roots)
        self.names: list[str] = []

    def run(self, root: Path, *words: str, check: bool = True) -> str:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, env=_GIT, check=False)
        if check and done.returncode:
            raise RuntimeError(f"git {words}: {done.stdout}{done.stderr}")
        return done.stdout

    def start(self) -> int:
        first = self.roots[0]
        (first / ".gitattributes").write_text(f"{FILE} merge=union text eol=lf\n{addresses.FILE} merge=union\n")
        self.run(first, "init", "-q", "-b", "m0")
        self.run(first, "config", "core.autocrlf", "false")
        self.head[first] = "m0"
        made = self.commit(first)
        for number, root in enumerate(self.roots[1:], 1):
            shutil.rmtree(root)
            self.run(first, "worktree", "add", "-q", "-b", f"m{number}", str(root))
            self.head[root] = f"m{number}"
            self.refs[f"m{number}"] = made
        return made

    def _known(self, root: Path) -> int:
        name = self.run(root, "rev-parse", "HEAD").strip()
        if name not in self.names:
            self.names.append(name)
        self.refs[self.head[root]] = self.names.index(name)
        return self.names.index(name)

    def commit(self, root: Path) -> int:
        self.run(root, "add", "-A")
        self.run(root, "commit", "-q", "--allow-empty", "-m", "x")
        return self._known(root)

    def switch(self, root: Path, name: str) -> None:
        new = name not in self.refs
        self.discard(root)
        self.run(root, "checkout", "-q", *(["-b"] if new else []), name)
        self.head[root] = name
        self._known(root)

    def discard(self, root: Path) -> None:
        self.run(root, "reset", "-q", "--hard")
        self.run(root, "clean", "-qfd")

    def drop(self, name: str) -> None:
        self.run(self.roots[0], "branch", "-q", "-D", name)
        del self.refs[name]

    def reset(self, root: Path, commit: int) -> None:
        self.run(root, "reset", "-q", "--hard", self.names[commit])
        self._known(root)

    def merge(self, root: Path, other: str) -> int:
        return self._resolved(root, "merge", "-q", "--no-edit", other)

    def revert(self, root: Path, commit: int) -> int:
        parents = self.run(root, "rev-list", "--parents", "-n1", self.names[commit]).split()[1:]
        if not parents:
            return self._known(root)
        return self._resolved(root, "revert", "--no-edit", *(["-m1"] if len(parents) > 1 else []), self.names[commit])

    def _resolved(self, root: Path, *words: str) -> int:
        self.run(root, *words, check=False)
        for line in self.run(root, "status", "--porcelain").splitlines():
            state, name = line[:2], line[3:]
            if state in ("AA", "UU"):
                self.run(root, "checkout", "--ours", "--", name)
        self.run(root, "add", "-A")
        self.run(root, "commit", "-q", "--allow-empty", "-m", "x", check=False)
        self.run(root, words[0], "--abort", check=False)
        return self._known(root)

    def file(self, commit: int, name: str) -> bytes | None:
        done = subprocess.run(["git", "-C", str(self.roots[0]), "show", f"{self.names[commit]}:{name}"],
                              capture_output=True, env=_GIT, check=False)  # fmt: skip
        return done.stdout if done.returncode == 0 else None

    def past(self, root: Path) -> list[int]:
        found = self.run(root, "rev-list", "HEAD").split()
        return [self.names.index(name) for name in reversed(found) if name in self.names]
