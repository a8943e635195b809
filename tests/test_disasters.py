"""Killed, no room left, nothing may be written: the last good state stays. `scripts/disasters.py` kills far more."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from camtay import ledger
from camtay.build import SITE
from camtay.cli import main
from tests.conftest import HERITAGE, REPO, TinyProject

LEDGER = '{"code":"29G275","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}\n'
KILL = """
import json, pathlib, sys, tempfile
sys.path[:0] = [".", "scripts"]
from scripts import disasters
with tempfile.TemporaryDirectory() as folder:
    room = pathlib.Path(folder)
    made = disasters.world(sys.argv[1], room)
    places = range(int(sys.argv[2]), made.moments + 1, int(sys.argv[3]))
    print(json.dumps([[at, *disasters.kill(made, room, at, again=at == places[-1])] for at in places]))
"""


def test_an_import_killed_at_any_moment_leaves_the_last_good_state() -> None:
    """YAML and ledger are whole, and the next run ends well and clears up."""
    words = [sys.executable, "-c", KILL, "import", "2", "5"]
    done = subprocess.run(words, capture_output=True, text=True, cwd=REPO, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) >= 5
    assert {end for _, end, _ in found} == {"killed"}
    assert [(at, faults) for at, _, faults in found if faults] == []


INIT = ["--locale", "en", "init", "now", "--province", "tỉnh Phú Thọ", "--domain", "phutho.gov.vn", "--yes"]
INITS = """
import json, pathlib, sys, tempfile
sys.path[:0] = [".", "scripts"]
from scripts import disasters
words, seen = json.loads(sys.argv[1]), []
names = lambda root: sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
with tempfile.TemporaryDirectory() as folder:
    room = pathlib.Path(folder) / "room"
    room.mkdir()
    counter = disasters.Moments(folder)
    (room / "now").mkdir()
    disasters.must(room, words, counter)
    whole, moments = names(room / "now"), int((room.parent / "room.seen").read_text())
    for at in [1, moments // 3, moments // 2, *range(moments - 60, moments, 12)]:
        disasters.shutil.rmtree(room / "now")
        (room / "now").mkdir()
        code = disasters.ended(disasters.start(room, words, disasters.Moments(folder, at)))
        then = disasters.ended(disasters.start(room, words))
        check = disasters.ended(disasters.start(room, ["--root", "now", "check"]))
        seen.append([at, code, then, check, names(room / "now") == whole])
print(json.dumps(seen))
"""


def test_an_instance_whose_making_was_killed_is_made_by_the_next_run() -> None:
    """In a folder that was there already: the same command again makes the instance, or completes it and says that the
    folder is taken; no half of one stays."""
    words = [sys.executable, "-c", INITS, json.dumps(INIT)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=REPO, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {code for _, code, *_ in found} == {-9}
    assert {then for _, _, then, *_ in found} == {0, 1}
    assert [row for row in found if row[3:] != [0, True]] == []


def run(root: Path, *words: str) -> tuple[int, str]:
    """Exit code and what a command says on a disk that is full: no file of it may grow beyond 120 bytes."""
    out, said = os.pipe()
    child = os.fork()
    if not child:
        code = 99
        try:
            os.dup2(said, 1)
            os.dup2(said, 2)
            sys.stdout, sys.stderr = (os.fdopen(n, "w", closefd=False, encoding="utf-8") for n in (1, 2))
            resource.setrlimit(resource.RLIMIT_FSIZE, (120, 120))
            main(["--root", str(root), *words])
        except SystemExit as error:
            code = int(error.code or 0)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    os.close(said)
    with os.fdopen(out, "rb") as file:
        text = file.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text


@pytest.mark.parametrize("words", [["build"], ["qr", "issue", "--all"], ["qr", "print"], ["handout", "goi-dien"]])
def test_a_full_disk_is_told_and_loses_nothing(words: list[str], tiny_project: TinyProject) -> None:
    """Exit code 1, a sentence with what to do, the old site and ledger, no temporary file."""
    root = tiny_project({"guides/gieng-co.yml": HERITAGE, ledger.FILE: LEDGER, f"{SITE}/index.html": "bản cũ"})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    code, said = run(root, *words)
    assert (code, "Traceback" in said) == (1, False), said
    assert "Không ghi được tệp" in said
    assert "Dọn bớt ổ đĩa" in said
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
