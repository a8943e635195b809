"""Pictures that were made small once are not made small again."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from camtay import media, records
from camtay.blobs import Blobs


@pytest.fixture(autouse=True)
def _no_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are as good as old, and nothing is held in memory."""
    monkeypatch.setattr(records, "TICK", -(10**18))
    media._asset.cache_clear()


@pytest.fixture
def shrunk(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A number for each picture that is made small from here on: its bytes."""
    found: list[int] = []
    real: Callable[..., dict[media.Size, bytes]] = media._shrunk
    monkeypatch.setattr(media, "_shrunk", lambda data: found.append(len(data)) or real(data))
    return found


def photo(root: Path, name: str = "anh.jpg", shade: str = "grey") -> Path:
    path = root / "guides" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (900, 600), shade).save(path)
    return path


def later(root: Path, name: str = "anh.jpg") -> media.Asset:
    """As another run has it."""
    media._asset.cache_clear()
    return media.asset(root, name)


def test_another_run_takes_what_the_first_has_made(tmp_path: Path, shrunk: list[int]) -> None:
    """The same bytes and measures; all sizes are made at once, since they have much of the work in common."""
    photo(tmp_path)
    first = media.asset(tmp_path, "anh.jpg")
    assert (first.width, first.height) == (640, 427)
    assert later(tmp_path) == first
    assert len(shrunk) == 1
    assert media.asset(tmp_path, "anh.jpg", "large").width == 900
    assert len(shrunk) == 1


def test_another_picture_under_the_same_name_is_seen(tmp_path: Path, shrunk: list[int]) -> None:
    """In the same run too: a preview is open while somebody puts a better one there."""
    photo(tmp_path)
    first = media.asset(tmp_path, "anh.jpg")
    photo(tmp_path, shade="blue")
    assert media.asset(tmp_path, "anh.jpg").path != first.path
    assert len(shrunk) == 2


def test_the_same_picture_in_another_file_is_known_by_its_content(tmp_path: Path, shrunk: list[int]) -> None:
    """As after a fresh clone, where every time is another, or in another village's folder."""
    path = photo(tmp_path)
    first = media.asset(tmp_path, "anh.jpg")
    os.utime(path, (1, 1))
    assert later(tmp_path) == first
    photo(tmp_path, "gieng.jpg")
    assert media.asset(tmp_path, "gieng.jpg").data == first.data
    assert len(shrunk) == 1


def test_pictures_of_one_name_and_time_are_told_apart_by_their_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout writes many files within one tick of the disk's clock, some of one size."""
    photo(tmp_path, "dong/anh.png", "blue")
    photo(tmp_path, "tay/anh.png", "red")
    monkeypatch.setattr(media, "stamp", lambda _: (1, 1, 1))
    east, west = media.asset(tmp_path, "dong/anh.png"), media.asset(tmp_path, "tay/anh.png")
    assert east.data != west.data


def test_what_is_kept_and_damaged_is_made_again(tmp_path: Path, shrunk: list[int]) -> None:
    """Nothing but time is lost, whatever happens to the folder."""
    photo(tmp_path)
    first = media.asset(tmp_path, "anh.jpg")
    for path in (tmp_path / media.MADE).iterdir():
        path.write_bytes(path.read_bytes()[:-9])
    assert later(tmp_path) == first
    assert later(tmp_path) == first
    assert len(shrunk) == 2


def test_who_compares_takes_nothing_that_is_kept(tmp_path: Path, shrunk: list[int]) -> None:
    """`camtay build --verify` makes all anew."""
    photo(tmp_path)
    first = media.asset(tmp_path, "anh.jpg")
    with media.anew():
        assert media.asset(tmp_path, "anh.jpg") == first
    assert len(shrunk) == 2


def test_what_was_not_used_for_the_longest_time_goes_first(tmp_path: Path) -> None:
    """Beyond a size; what was read is used."""
    kept = Blobs(tmp_path)
    for number, name in enumerate("abc"):
        kept.keep(name, b"x" * 100)
        os.utime(tmp_path / name, (number, number))
    assert kept.read("a") == b"x" * 100
    kept.prune(400)
    assert (kept.read("a"), kept.read("b"), kept.read("c")) == (b"x" * 100, None, b"x" * 100)


def test_pictures_are_made_by_another_process_meanwhile(tmp_path: Path, shrunk: list[int]) -> None:
    """Here they are only taken up; what is no picture is left for whoever needs it to tell."""
    photo(tmp_path)
    (tmp_path / "guides/hong.jpg").write_bytes(b"no picture")
    ahead = media.Ahead(tmp_path, ["anh.jpg", "hong.jpg", "mat.jpg"])
    ahead.wait()
    assert later(tmp_path).width == 640
    assert shrunk == []
    with pytest.raises(OSError, match="cannot identify"):
        media.asset(tmp_path, "hong.jpg")


def test_a_process_that_made_pictures_and_was_killed_costs_only_time(tmp_path: Path) -> None:
    """They are made where they are needed."""
    photo(tmp_path)
    ahead = media.Ahead(tmp_path, ["anh.jpg"])
    assert ahead._aside
    os.kill(ahead._aside._process, signal.SIGKILL)
    ahead.wait()
    ahead.wait()
    assert later(tmp_path).width == 640


def test_no_process_is_started_where_all_pictures_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in every build but the first."""
    photo(tmp_path)
    media.asset(tmp_path, "anh.jpg")
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("a process"))
    media.Ahead(tmp_path, ["anh.jpg"]).wait()
