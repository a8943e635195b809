"""Random histories of a project: no code that was told ever dies. `python -m scripts.histories` replays many more."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from scripts.histories.model import union

from tests.conftest import REPO

LINES = st.lists(st.sampled_from([f'{{"code":"{letter}"}}\n' for letter in "ABCDEFGH"]), max_size=6, unique=True)


def run(code: str, *words: str, salt: str = "0") -> str:
    """What a piece of Python prints that replays histories: they change the tool, so in a process of its own."""
    before = "import json, sys\nsys.path[:0] = ['.', 'scripts']\nfrom scripts.histories import replay\n"
    env = {**os.environ, "PYTHONHASHSEED": salt}
    done = subprocess.run(
        [sys.executable, "-c", before + code, *words], capture_output=True, text=True, cwd=REPO, env=env
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


REPLAY = "print(json.dumps(replay.part(range(int(sys.argv[1]), int(sys.argv[2])), len(sys.argv) > 3, 22)))"
STORIES = """
from dataclasses import asdict, is_dataclass
done, run = {}, replay.History.run
def kept(self, steps):
    run(self, steps)
    done[self.machines[0].root.parent.name] = [self.done, self.machines[0].truth, sorted(self.machines[1].told)]
replay.History.run = kept
replay.part([int(seed) for seed in sys.argv[1:]], False, 22)
print(json.dumps(done, sort_keys=True, default=lambda one: asdict(one) if is_dataclass(one) else vars(one)))
"""


def test_sixty_histories_end_with_every_code_resolving_or_a_refusal() -> None:
    """And not by refusing everything: most end resolved."""
    ends, holes = json.loads(run(REPLAY, "1", "61"))
    assert holes == []
    assert ends["resolved"] > 60 > ends["refused"]


def test_the_same_seed_is_the_same_history() -> None:
    """Whatever is replayed before it in the process, and however sets are ordered there."""
    seeds = [str(seed) for seed in range(30, 60)]
    assert run(STORIES, *seeds) == run(STORIES, *seeds[::-1], salt="1")


def test_what_a_killed_run_wrote_and_nobody_has_read_is_not_owed() -> None:
    """Seed 1264: an import is killed before it says anything, then somebody deletes its codes in the file."""
    ends, holes = json.loads(run(REPLAY, "1264", "1265"))
    assert (ends, holes) == ({"refused": 1, "unsaid": 1}, [])


def test_a_few_histories_hold_with_real_git_too() -> None:
    """The same steps in worktrees of one repository."""
    ends, holes = json.loads(run(REPLAY, "1", "4", "git"))
    assert holes == []
    assert sum(ends.values()) == 6


@settings(max_examples=30)
@given(LINES, LINES, LINES)
def test_the_model_merges_as_git_does(base: list[str], ours: list[str], theirs: list[str]) -> None:
    """No line is in one and not in the other, whatever their order."""
    texts = ["".join(sorted(lines)).encode() for lines in (base, ours, theirs)]
    folder = Path(tempfile.mkdtemp())
    names = ["base", "ours", "theirs"]
    for name, text in zip(names, texts, strict=True):
        (folder / name).write_bytes(text)
    command = ["git", "merge-file", "-p", "--union", "ours", "base", "theirs"]
    made = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout
    shutil.rmtree(folder)
    assert set(made.splitlines()) == set(union(*texts).splitlines())
