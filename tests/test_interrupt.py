"""Ctrl-C: every command ends with 130, says one calm sentence and leaves nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import HERITAGE, REPO, TinyProject

ENV = {**os.environ, "PYTHONPATH": str(REPO / "scripts"), "PYTHONUNBUFFERED": "1"}
LEDGER = '{"code":"29G275","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}\n'


INTERRUPTED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
done = []
def hook(event, args):
    if event in ("open", "os.mkdir", "os.rename") and not done and sys.argv[1] in str(args[0]):
        done.append(event)
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(hook)
from camtay.cli import main
main(sys.argv[2:])
"""


def run(root: Path, touching: str, words: list[str]) -> tuple[int, str]:
    """Exit code and error stream of a command that gets Ctrl-C the moment it touches a path with a certain word."""
    command = [sys.executable, "-c", INTERRUPTED, touching, "--root", str(root), *words]
    done = subprocess.run(command, capture_output=True, text=True, env=ENV, check=False, timeout=120)
    return done.returncode, done.stderr


def tree(root: Path) -> dict[str, bytes]:
    """Every file and folder of the project by name; git-ignored caches left out."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in root.rglob("*")
        if ".cache" not in path.parts
    }


@pytest.mark.parametrize(
    ("touching", "words"),
    [
        ("guides/goi-dien.yml", ["check"]),
        (".site.new-", ["build"]),
        ("ledger.jsonl.camtay-", ["qr", "issue", "--all"]),
        ("ledger.jsonl.camtay-", ["qr", "retire", "29G275", "--reason", "Biển gỉ."]),
        ("ledger.jsonl.camtay-", ["qr", "retarget", "29G275", "gieng-co", "--reason", "Đổi bài."]),
        (".print.new-", ["qr", "print"]),
        ("ledger.jsonl.camtay-", ["handout", "goi-dien"]),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_a_command_ends_with_130_and_leaves_all_as_it_was(
    touching: str, words: list[str], tiny_project: TinyProject
) -> None:
    """In the midst of its work: no traceback, no temporary file, the old ledger."""
    root = tiny_project({"guides/gieng-co.yml": HERITAGE, "qr/ledger.jsonl": LEDGER})
    before = tree(root)
    code, told = run(root, touching, words)
    assert (code, "Traceback" in told) == (130, False), told
    assert "Đã dừng." in told
    assert tree(root) == before


def test_before_the_program_is_there_ctrl_c_just_ends_it(tmp_path: Path) -> None:
    """While modules are read: no traceback; a shell tells that as 130."""
    code = "import os, signal, sys; sys.meta_path.insert(0, type('F', (), {'find_spec': classmethod(lambda *a:"
    code += " os.kill(os.getpid(), signal.SIGINT) if a[1] == 'camtay.cli' else None)}))\n"
    code += "from camtay.__main__ import run; run()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=ENV, check=False)
    assert (done.returncode, done.stderr) == (-2, "")
