"""Random histories of a project: no code that somebody was told ever dies. `scripts/histories.py` replays many more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from scripts import histories

from tests.conftest import REPO

LINES = st.lists(st.sampled_from([f'{{"code":"{letter}"}}\n' for letter in "ABCDEFGH"]), max_size=6, unique=True)


def replayed(*words: str) -> tuple[int, str]:
    """Exit code and output of the replay of some seeds, in a process of its own."""
    code = "from scripts import histories\n"
    code += "ends, holes = histories.part(range(int(sys.argv[1]), int(sys.argv[2])), len(sys.argv) > 3, 22)\n"
    code += "print(json.dumps([dict(ends), holes]))"
    command = [sys.executable, "-c", f"import json, sys\nsys.path[:0] = ['.', 'scripts']\n{code}", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPO, check=False)
    assert not done.stderr
    return done.returncode, done.stdout


def test_sixty_histories_end_with_every_code_resolving_or_a_refusal() -> None:
    """And not by refusing everything: most end resolved."""
    ends, holes = json.loads(replayed("1", "61")[1])
    assert holes == []
    assert ends["resolved"] > 60 > ends["refused"]


def test_a_few_histories_hold_with_real_git_too() -> None:
    """The same steps in worktrees of one repository."""
    ends, holes = json.loads(replayed("1", "4", "git")[1])
    assert holes == []
    assert sum(ends.values()) == 6


@settings(max_examples=30)
@given(LINES, LINES, LINES)
def test_the_model_merges_as_git_does(base: list[str], ours: list[str], theirs: list[str]) -> None:
    """No line is in one and not in the other, whatever their order."""
    texts = ["".join(sorted(lines)).encode() for lines in (base, ours, theirs)]
    folder = Path(histories.tempfile.mkdtemp())
    names = ["base", "ours", "theirs"]
    for name, text in zip(names, texts, strict=True):
        (folder / name).write_bytes(text)
    command = ["git", "merge-file", "-p", "--union", "ours", "base", "theirs"]
    made = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
    histories.shutil.rmtree(folder)
    assert set(made.splitlines()) == set(histories.union(*texts).splitlines())
