"""The last files of a large project are read by another process: what comes of it is the same."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from camtay import ahead, aside, records
from camtay.aside import Aside
from camtay.library import Wholes
from camtay.project import check, load
from tests.conftest import GUIDE, HERITAGE, PATH, SECOND_GUIDE, VILLAGE, TinyProject
from tests.test_records import ADMISSION, CHANGES, anew, shown

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no forks")

FILES = {
    "guides/goi-dien.yml": GUIDE,
    "guides/nhan-tin.yml": SECOND_GUIDE,
    "guides/gieng-co.yml": HERITAGE + ADMISSION,
    "guides/lang.yml": VILLAGE,
    "guides/nguoi-moi.yml": PATH,
}


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the moment that it is called, two processes read all but the smallest projects."""
    monkeypatch.setattr(records, "FEW", 0)

    def begin() -> None:
        monkeypatch.setattr(ahead, "MANY", 2)
        monkeypatch.setattr(ahead, "workers", lambda items, many: 2 if items >= many else 1)
        monkeypatch.setattr(ahead, "alone_enough", lambda: True)  # tests run beside threads of their own

    return begin


@pytest.mark.parametrize("wholes", ["held", "packed", "left"])
def test_the_project_is_the_same(tiny_project: TinyProject, two: Callable[[], None], wholes: Wholes) -> None:
    """Every entry with all its fields, however whole records are kept."""
    root = tiny_project(FILES)
    one = shown(load(root))
    (root / records.FILE).unlink(missing_ok=True)
    two()
    assert shown(load(root, wholes=wholes)) == one


@pytest.mark.parametrize("change", CHANGES)
def test_a_check_tells_the_same(tiny_project: TinyProject, two: Callable[[], None], change: tuple[str, str]) -> None:
    """Faults of one file and of several together, each at its place."""
    root = tiny_project({name: text.replace(*change) for name, text in FILES.items()})
    one = anew(root)
    two()
    assert anew(root) == one


def test_it_is_remembered_like_what_was_read_here(tiny_project: TinyProject, two: Callable[[], None]) -> None:
    """The next run reads nothing."""
    root = tiny_project(FILES)
    two()
    first = check(root)[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ahead, "Aside", lambda _: pytest.fail("a process"))
        assert check(root)[1] == first


def test_files_that_a_killed_process_had_are_read_here(tiny_project: TinyProject, two: Callable[[], None]) -> None:
    """It costs time and nothing else."""
    root = tiny_project(FILES)
    one, first = anew(root), os.getpid()
    two()
    real = ahead._one

    def dies(*words: object) -> ahead.Found | None:
        if os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*words)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ahead, "_one", dies)
        assert anew(root) == one


def test_where_no_process_can_be_started_all_is_read_here(tiny_project: TinyProject, two: Callable[[], None]) -> None:
    """As where a host allows none."""
    root = tiny_project(FILES)
    one = anew(root)
    two()

    def refused() -> int:
        raise OSError(errno.EAGAIN, "no more processes")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fork", refused)
        assert anew(root) == one


# ---------------------------------------------------------------- work aside
def test_what_another_process_made_comes_back() -> None:
    """And an error of its disk is raised here."""

    def full() -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    first = os.getpid()
    assert Aside(os.getpid).result() != first
    with pytest.raises(OSError, match="No space left"):
        Aside(full).result()


def test_work_of_a_killed_process_is_done_here() -> None:
    """Whoever only waits for it is told nothing."""
    first = os.getpid()

    def work() -> int:
        if os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    assert Aside(work).result() == first
    assert Aside(work).done() is None
    Aside(work).leave()


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_a_fork_ends_with_the_process_that_started_it() -> None:
    """However that ends: its lock on the project would stay as long as the fork does."""
    code = (
        "import os, time; from camtay.aside import Aside; made = Aside(lambda: time.sleep(60));"
        "print(made._process, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        fork = int(first.stdout.readline())
        os.kill(fork, 0)
        first.kill()
        end = time.monotonic() + 20
        while _runs(fork) and time.monotonic() < end:
            time.sleep(0.05)
        assert not _runs(fork)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # ended, and nobody has asked how


def test_the_machine_or_whoever_runs_it_says_how_many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few items are not worth a second one."""
    monkeypatch.delenv(aside.WORKERS, raising=False)
    assert aside.workers(99, 100) == 1
    assert aside.workers(100, 100) >= 1
    monkeypatch.setenv(aside.WORKERS, "3")
    assert aside.workers(100, 100) == 3
