"""Writing files and folders: whole or not at all, and what was there before stays until then."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

import pytest

from camtay import files
from camtay.files import finish, new_folder, scratch, tidy, write_atomic, write_together


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder, hidden ones too, with its text."""
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


def names(folder: Path) -> list[str]:
    """What stands in a folder, hidden ones too."""
    return sorted(p.name for p in folder.iterdir())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder `site` that holds two files of an earlier build."""
    site = tmp_path / "site"
    (site / "cu").mkdir(parents=True)
    (site / "index.html").write_text("bản cũ")
    (site / "cu" / "index.html").write_text("trang cũ")
    return site


OLD = {"index.html": "bản cũ", "cu/index.html": "trang cũ"}


def failing_replace(monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    """Let the `call`-th rename of a run fail, as a full or read-only disk does."""
    real, calls = os.replace, iter(range(1, 99))

    def replace(source: Path, target: Path) -> None:
        if next(calls) == call:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


def fail_inside(target: Path, error: BaseException) -> None:
    """A build of `target` that stops after its first page."""
    with new_folder(target) as fresh:
        (fresh / "index.html").write_text("nửa chừng")
        raise error


# ---------------------------------------------------------------- one file
def test_a_new_file_gets_its_folders(tmp_path: Path) -> None:
    """`qr/` need not be there."""
    write_atomic(tmp_path / "qr" / "print" / "a.txt", b"moi")
    assert tree(tmp_path) == {"qr/print/a.txt": "moi"}


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """A shorter text leaves nothing of a longer one, and no other file stays behind."""
    path = tmp_path / "a.txt"
    write_atomic(path, b"mot dong dai")
    write_atomic(path, b"moi")
    assert tree(tmp_path) == {"a.txt": "moi"}


def test_everybody_may_read_what_was_written(tmp_path: Path) -> None:
    """A web server runs as another user than the one who builds."""
    write_atomic(tmp_path / "a.txt", b"moi")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o644


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_a_file_that_can_not_be_written_stays_as_it_was(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever step the disk refuses: the old bytes are there and no temporary file is."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"cu")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, step, full)
        with pytest.raises(OSError, match="No space left"):
            write_atomic(path, b"moi")
    assert tree(tmp_path) == {"a.txt": "cu"}


def test_stopping_while_a_file_is_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C is no exception to that."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"cu")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_atomic(path, b"moi")
    assert tree(tmp_path) == {"a.txt": "cu"}


# ---------------------------------------------------------------- a folder
def test_a_new_folder_takes_its_place_when_it_is_finished(tmp_path: Path) -> None:
    """Until then there is none; afterwards nothing else stands beside it."""
    with new_folder(tmp_path / "out" / "site") as fresh:
        (fresh / "index.html").write_text("bản mới")
        assert not (tmp_path / "out" / "site").exists()
    assert names(tmp_path / "out") == ["site"]
    assert tree(tmp_path / "out" / "site") == {"index.html": "bản mới"}


def test_a_new_folder_replaces_the_old_one_whole(site: Path) -> None:
    """Pages that are gone from the content are gone from the site; leftovers of the swap are removed."""
    with new_folder(site) as fresh:
        (fresh / "index.html").write_text("bản mới")
        assert tree(site) == OLD
    assert names(site.parent) == ["site"]
    assert tree(site) == {"index.html": "bản mới"}


def test_a_new_folder_starts_empty_and_beside_the_old_one(site: Path) -> None:
    """On the same disk, so that it can be renamed, and hidden, so that nobody serves it."""
    with new_folder(site) as fresh:
        assert names(fresh) == []
        assert fresh.parent == site.parent
        assert fresh.name.startswith(".site.")


def test_everybody_may_read_a_new_folder(tmp_path: Path) -> None:
    """A web server runs as another user than the one who builds."""
    with new_folder(tmp_path / "site"):
        pass
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o755


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), ValueError("x"), KeyboardInterrupt(), SystemExit(1)])
def test_an_error_inside_leaves_the_old_folder(site: Path, error: BaseException) -> None:
    """The half-made folder is removed, and the error goes on to whoever asked for the folder."""
    with pytest.raises(type(error)):
        fail_inside(site, error)
    assert tree(site) == OLD
    assert names(site.parent) == ["site"]


def test_an_error_inside_leaves_no_folder_where_there_was_none(tmp_path: Path) -> None:
    """The first build that fails leaves nothing."""
    with pytest.raises(ValueError, match="x"):
        fail_inside(tmp_path / "site", ValueError("x"))
    assert names(tmp_path) == []


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system or disk that can't let two folders change places in one step."""

    def none(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(files, "exchange", none)


@pytest.mark.usefixtures("no_exchange")
@pytest.mark.parametrize("call", [1, 2])
def test_a_swap_that_fails_leaves_the_old_folder(site: Path, call: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the old one can't be moved aside or the new one can't be moved in."""
    with monkeypatch.context() as patched:
        failing_replace(patched, call)
        with pytest.raises(OSError, match="No space left"), new_folder(site) as fresh:
            (fresh / "index.html").write_text("bản mới")
    assert tree(site) == OLD
    assert names(site.parent) == ["site"]


def test_two_new_folders_are_swapped_in_together_or_not_at_all(site: Path) -> None:
    """The build makes site/ and the signs' folder one inside the other: an error keeps both old ones."""
    signs = site.parent / "print"
    signs.mkdir()
    (signs / "a.pdf").write_text("biển cũ")
    with pytest.raises(ValueError, match="x"), new_folder(site), new_folder(signs):
        raise ValueError("x")
    assert names(site.parent) == ["print", "site"]
    assert tree(site.parent) == {
        "site/index.html": "bản cũ",
        "site/cu/index.html": "trang cũ",
        "print/a.pdf": "biển cũ",
    }


def test_what_a_killed_run_left_does_not_hinder_the_next_one(site: Path) -> None:
    """A run was killed while it removed the old folder; in a container the next one has the same process number."""
    left = site.parent / f".site.old-{os.getpid()}"
    left.mkdir()
    (left / "index.html").write_text("bản cũ hơn")
    with new_folder(site) as fresh:
        (fresh / "index.html").write_text("bản mới")
    assert tree(site) == {"index.html": "bản mới"}


def test_folders_change_places_in_one_step(site: Path) -> None:
    """There is no moment without a site: both names lead to a whole folder before and after."""
    with new_folder(site) as fresh:
        (fresh / "index.html").write_text("bản mới")
        files.exchange(fresh, site)
        assert (tree(site), tree(fresh)) == ({"index.html": "bản mới"}, OLD)
        files.exchange(fresh, site)
    assert tree(site) == {"index.html": "bản mới"}


@pytest.mark.usefixtures("no_exchange")
def test_a_folder_that_a_killed_run_had_moved_aside_comes_back(site: Path) -> None:
    """Killed between two renames: the next run begins with the old site in its place."""
    aside = site.parent / ".site.old-abc"
    aside.mkdir()
    os.replace(site, aside / "site")
    with pytest.raises(ValueError, match="x"):
        fail_inside(site, ValueError("x"))
    assert names(site.parent) == ["site"]
    assert tree(site) == OLD


def test_a_folder_in_the_making_is_not_taken_for_a_left_one(site: Path) -> None:
    """Of two runs at once neither removes what the other works on."""
    with new_folder(site) as first:
        (first / "index.html").write_text("bản một")
        with new_folder(site) as second:
            (second / "index.html").write_text("bản hai")
        assert tree(site) == {"index.html": "bản hai"}
    assert tree(site) == {"index.html": "bản một"}
    assert names(site.parent) == ["site"]


def test_a_site_that_is_a_link_is_replaced_and_what_it_led_to_stays(site: Path) -> None:
    """Somebody let `site` lead to the folder of the web server."""
    os.replace(site, site.parent / "www")
    site.symlink_to("www")
    with new_folder(site) as fresh:
        (fresh / "index.html").write_text("bản mới")
    assert names(site.parent) == ["site", "www"]
    assert tree(site.parent / "www") == OLD


# ---------------------------------------------------------------- what killed runs left
def test_what_killed_runs_left_in_a_project_is_cleared_up(tmp_path: Path) -> None:
    """Temporary files and folders of builds, prints and single files go; everything else stays."""
    for name in ("guides/.a.yml.camtay-abcdefgh", "qr/.ledger.jsonl.camtay-12345678", ".site.new-x/index.html",
                 "qr/.print.new-x/a.pdf", "guides/a.yml", "qr/ledger.jsonl", "guides/.a.yml.swp"):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    tidy(tmp_path)
    assert set(tree(tmp_path)) == {"guides/a.yml", "guides/.a.yml.swp", "qr/ledger.jsonl"}


def test_a_folder_that_is_no_project_is_not_cleared_up(tmp_path: Path) -> None:
    """`camtay init` runs in folders of all kinds."""
    (tmp_path / ".site.new-x").mkdir()
    tidy(tmp_path)
    assert names(tmp_path) == [".site.new-x"]


class Killed(BaseException):
    """The process is gone: nothing is cleaned up."""


def kill_at(monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    """End everything at the `call`-th rename: that one, and all that would follow, does not happen."""
    real, calls = os.replace, iter(range(1, 99))

    def replace(source: Path, target: Path) -> None:
        if next(calls) >= call:
            for name in ("unlink", "link", "rmdir"):
                monkeypatch.setattr(os, name, gone)
            monkeypatch.setattr(files, "remove", gone)
            raise Killed
        real(source, target)

    def gone(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("call", range(1, 9))
def test_files_written_together_are_all_old_or_all_new_after_a_kill(
    call: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At whichever rename: before the plan is down the next run finds the old ones, afterwards it finishes."""
    (tmp_path / "guides").mkdir()
    first, second = tmp_path / "guides/a.yml", tmp_path / "guides/b.yml"
    first.write_text("a")
    with monkeypatch.context() as patched:
        kill_at(patched, call)
        with contextlib.suppress(Killed):
            write_together({first: b"A", second: b"B"}, tmp_path)
    monkeypatch.setattr(files, "_marked", lambda _: False)  # the process lives on here
    tidy(tmp_path)
    old, new = {"guides/a.yml": "a"}, {"guides/a.yml": "A", "guides/b.yml": "B"}
    assert tree(tmp_path) == (old if call <= 3 else new)


def test_a_file_that_somebody_has_changed_since_the_kill_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was put down is not laid over what people wrote after it."""
    first, second = tmp_path / "a.yml", tmp_path / "b.yml"
    with monkeypatch.context() as patched:
        kill_at(patched, 5)
        with pytest.raises(Killed):
            write_together({first: b"A", second: b"B"}, tmp_path)
    first.write_text("sửa tay")
    monkeypatch.setattr(files, "_marked", lambda _: False)
    finish(tmp_path)
    assert (first.read_text("utf-8"), second.exists()) == ("sửa tay", False)


def test_files_that_can_not_be_written_together_leave_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither those that were made for them, nor is the folder itself taken away because it is empty again."""
    project = tmp_path / "trong"
    project.mkdir()
    failing_replace(monkeypatch, 5)  # two files and the plan are put down, one is in its place
    with pytest.raises(OSError, match="No space"):
        write_together({project / "a/b/c.yml": b"A", project / "d.yml": b"D"}, project)
    assert names(project) == []


def test_a_scratch_folder_of_a_killed_run_is_cleared_up_by_the_next(tmp_path: Path) -> None:
    """One of a run that is still at work stays, and so does whatever only has such a name."""
    left = tmp_path / ".camtay.work-abcdefgh"
    (left / "x").mkdir(parents=True)
    (tmp_path / ".camtay.work-ijklmnop").write_text("tệp")
    (tmp_path / ".camtay.work-qrstuvwx").symlink_to(tmp_path)
    with scratch(tmp_path) as one, scratch(tmp_path) as two:
        (one / "y").mkdir()
        assert names(tmp_path) == sorted([".camtay.work-ijklmnop", ".camtay.work-qrstuvwx", one.name, two.name])
    assert names(tmp_path) == [".camtay.work-ijklmnop", ".camtay.work-qrstuvwx"]
