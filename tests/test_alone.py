"""One run at a time in a project: whoever writes waits for the other, or says so and stops."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from camtay import ledger
from camtay.alone import WAIT, alone
from camtay.errors import CamtayError
from tests.conftest import REPO, golden

HOLD = "import sys; from camtay.alone import alone; from pathlib import Path\n"
HOLD += "with alone(Path(sys.argv[1])): print('in', flush=True); sys.stdin.readline()"
ISSUE = """
import sys
from datetime import date
from pathlib import Path
from camtay import ledger
from camtay.alone import alone
root = Path(sys.argv[1])
for _ in range(4):
    with alone(root):
        book, code = ledger.read(root).issue("gieng-co", date(2026, 11, 22))
        book.write(root)
    print(code)
"""
ENV = {**os.environ, "PYTHONPATH": str(REPO / "scripts")}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the folder; a line on its input lets it go."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENV) as process:
        assert process.stdout
        assert process.stdout.readline() == "in\n"
        yield process
        process.kill()


def test_a_second_run_that_waited_long_enough_says_so_and_stops(
    tmp_path: Path, other: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the folder, in both languages, and what to do."""
    monkeypatch.setenv(WAIT, "0")
    told: list[str] = []
    (tmp_path / "xa-thu").mkdir()
    with pytest.raises(CamtayError) as caught, alone(tmp_path, lambda: told.append("waiting")):
        told.append("in")
    assert told == ["waiting"]
    (problem,) = caught.value.problems
    assert problem.params["folder"] == tmp_path.name
    words = [problem.format(tag).replace(tmp_path.name, "xa-thu") for tag in ("vi", "en")]
    golden("problems/project_busy.txt", "project.busy\n=>\n" + "\n".join(words) + "\n")


def test_a_second_run_goes_on_when_the_first_has_ended(tmp_path: Path, other: subprocess.Popen[str]) -> None:
    """Whether it ended well or was killed: the system takes the lock away."""
    told: list[str] = []

    def kill() -> None:
        told.append("waiting")
        os.kill(other.pid, signal.SIGKILL)

    with alone(tmp_path, kill):
        told.append("in")
    assert told == ["waiting", "in"]


def test_a_run_may_enter_what_it_has_already(tmp_path: Path) -> None:
    """A command that holds the project calls others that want it."""
    with alone(tmp_path), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass


def test_two_that_issue_at_once_lose_no_code(tmp_path: Path) -> None:
    """Three processes issue four codes each, one after the other: every code that one of them told is there."""
    ledger.Ledger().write(tmp_path)
    command = [sys.executable, "-c", ISSUE, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENV) for _ in range(3)]
    told = [line for one in running for line in one.communicate()[0].splitlines()]
    assert [one.returncode for one in running] == [0] * 3
    assert len(told) == 12
    assert set(ledger.read(tmp_path).codes) == set(told)
