"""Builds in parts: several processes, several machines, one of which is lost; the same bytes as in one go."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from camtay import making, shards, spread
from camtay.build import build, build_site, shard, verify
from camtay.cli import main
from camtay.errors import CamtayError
from camtay.project import load
from tests.conftest import GUIDE, HERITAGE, VILLAGE, TinyProject
from tests.test_build import tree
from tests.test_reuse import coded


@pytest.fixture
def province(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of several communes with codes: guides that lie nowhere, a monument, a village with alleys."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    guides = {f"guides/g{n}.yml": GUIDE.replace("goi-dien", f"goi-{n}") for n in range(5)}
    files = {"guides/gieng-co.yml": HERITAGE, "guides/lang.yml": VILLAGE}
    return coded(tiny_project({**guides, **files}))


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_every_entry_and_code_is_in_one_part(province: Path, of: int) -> None:
    """Also where there are more parts than groups; alleys are where their village is."""
    project = load(province)
    parts = [shards.part(project, shards.Shard(n, of)) for n in range(1, of + 1)]
    entries = [entry.id for own, _ in parts for entry in own]
    codes = [code.code for _, own in parts for code in own]
    assert sorted(entries) == sorted(project.entries)
    assert sorted(codes) == sorted(project.ledger.codes)
    village = next(own for own, _ in parts if any(entry.kind == "village" for entry in own))
    assert {e.id for e in project.by_kind["alley"]} <= {entry.id for entry in village}
    assert all({code.entry for code in own} <= {e.id for e in made} for made, own in parts)


@pytest.mark.parametrize("words", ["", "0/2", "3/2", "1", "1/2/3", "a/b", "-1/2", "1/1001", "01/2"])
def test_a_part_that_is_none_is_refused(words: str) -> None:
    """As a mistake on the command line."""
    with pytest.raises(ValueError, match=r".*"):
        shards.parse(words)
    result = CliRunner().invoke(main, ["--locale", "en", "build", "--shard", words or "x"])
    assert result.exit_code == 2
    assert "2/4" in result.output


def test_joined_parts_are_the_site_made_in_one_go(province: Path, tmp_path: Path) -> None:
    """By the commands that a pipeline calls; all pages come from the parts."""
    runner, files = CliRunner(), []
    for n in (1, 2, 3):
        files.append(tmp_path / f"{n}.tar.gz")
        words = ["--root", str(province), "--locale", "en", "build", "--shard", f"{n}/3", "--out", str(files[-1])]
        result = runner.invoke(main, words)
        assert result.exit_code == 0, result.output
        assert f"Part {n}/3" in result.output
    assert not (province / "site").exists()
    words = ["--root", str(province), "--locale", "en", "merge", "--no-signs", *map(str, files)]
    result = runner.invoke(main, words)
    assert result.exit_code == 0, result.output
    verify(province)
    taken = shards.kept(province, files, tmp_path / "unpacked")
    pages = 2 * len(load(province).entries) + len(load(province).ledger.codes)
    assert len(taken.old) == pages


def test_the_same_part_has_the_same_bytes(province: Path, tmp_path: Path) -> None:
    """Whenever it is made."""
    for name in ("a", "b"):
        shard(province, shards.Shard(1, 2), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_pages_of_a_missing_or_older_part_are_made_on_joining(province: Path, tmp_path: Path) -> None:
    """Nothing of another state of the content gets into the site."""
    shard(province, shards.Shard(1, 2), tmp_path / "old")
    for path in sorted((province / "guides").glob("g?.yml")):
        path.write_text(path.read_text("utf-8").replace("Dial the number.", "Dial the number slowly."), "utf-8")
    build(province, signs=False, parts=[tmp_path / "old"])
    verify(province)


def test_a_page_that_was_changed_on_its_way_is_made_anew(province: Path, tmp_path: Path) -> None:
    """Its hash does not fit."""
    shard(province, shards.Shard(1, 1), tmp_path / "part")
    changed = io.BytesIO()
    with tarfile.open(tmp_path / "part") as before, tarfile.open(fileobj=changed, mode="w:gz") as after:
        for member in before:
            inside = before.extractfile(member)
            assert inside
            data = inside.read()
            data = data.replace(b"<h1>", b"<h1>!") if member.name.endswith(".html") else data
            member.size = len(data)
            after.addfile(member, io.BytesIO(data))
    (tmp_path / "part").write_bytes(changed.getvalue())
    build(province, signs=False, parts=[tmp_path / "part"])
    verify(province)


def packed(members: dict[str, bytes], sort: bytes = tarfile.REGTYPE) -> bytes:
    """A part with these members after a list of one page."""
    row = {"mark": "", "reads": [], "told": [1, "x"], "common": [[], [], []]}
    listed = json.dumps({"a/index.html": row}).encode()
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, data in {shards.ROWS: listed, **members}.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            if name != shards.ROWS:
                member.type, member.linkname = sort, "/etc/passwd"
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        packed({"../outside.html": b"x"}),
        packed({"/tmp/outside.html": b"x"}),
        packed({"b/index.html": b"x"}),
        packed({"a/index.html": b""}, tarfile.SYMTYPE),
        packed({"a/index.html": b""}, tarfile.LNKTYPE),
        packed({})[:60],
    ],
    ids=["empty", "zip", "above", "root", "not listed", "link", "hard link", "cut off"],
)
def test_a_file_that_is_no_part_is_refused(province: Path, tmp_path: Path, data: bytes) -> None:
    """Whatever is in it, nothing is written outside of the folder for it, and the site stays as it was."""
    build(province, signs=False)
    before = tree(province / "site")
    (tmp_path / "part").write_bytes(data)
    with pytest.raises(CamtayError) as caught:
        build(replace_day(province), signs=False, parts=[tmp_path / "part"])
    assert [problem.code for problem in caught.value.problems] == ["shard.file"]
    assert tree(province / "site") == before
    assert not list(tmp_path.glob("outside*"))
    assert not list((province / ".cache/camtay").glob(".*"))


def replace_day(root: Path) -> Path:
    """The project with an edit, so that there is something to build."""
    path = root / "guides/g0.yml"
    path.write_text(path.read_text("utf-8").replace("Dial the number.", "Dial it."), "utf-8")
    return root


# ---------------------------------------------------------------- processes of one machine
@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_make_the_same_site(
    province: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """However many there are."""
    build_site(load(province), tmp_path / "one")
    monkeypatch.setattr(making, "workers", lambda *_: jobs)
    build_site(load(province), tmp_path / "several")
    assert tree(tmp_path / "one") == tree(tmp_path / "several")


def test_the_part_of_a_killed_process_is_made_by_the_first_one(
    province: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build is none the worse for it."""
    first, make = os.getpid(), making.Maker.make

    def dies(self: making.Maker, *part: object) -> making.Made:
        if os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return make(self, *part)  # type: ignore[arg-type]

    build_site(load(province), tmp_path / "one")
    monkeypatch.setattr(making, "workers", lambda *_: 2)
    monkeypatch.setattr(making.Maker, "make", dies)
    build_site(load(province), tmp_path / "several")
    assert tree(tmp_path / "one") == tree(tmp_path / "several")


def test_a_full_disk_in_another_process_is_told(
    province: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the first one, as its own would be."""
    first, make = os.getpid(), making.Maker.make

    def full(self: making.Maker, *part: object) -> making.Made:
        if os.getpid() != first:
            raise OSError(28, "No space left on device")
        return make(self, *part)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "workers", lambda *_: 2)
    monkeypatch.setattr(making.Maker, "make", full)
    with pytest.raises(OSError, match="No space left"):
        build_site(load(province), tmp_path / "several")


# ---------------------------------------------------------------- a cluster
@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Address of a Dask scheduler on this machine, and the processes of its four workers."""
    distributed = pytest.importorskip("distributed")
    with closing(distributed.LocalCluster(n_workers=0, dashboard_address=None, threads_per_worker=1)) as local:
        words = [sys.executable, "-m", "distributed.cli.dask_worker", local.scheduler_address]
        words += [
            "--nthreads",
            "1",
            "--no-dashboard",
            "--no-nanny",
            "--local-directory",
            str(tmp_path_factory.mktemp("dask")),
        ]
        workers = [subprocess.Popen(words, stderr=subprocess.DEVNULL) for _ in range(4)]
        try:
            with distributed.Client(local) as client:
                client.wait_for_workers(4, timeout=120)
            yield local.scheduler_address, workers
        finally:
            for worker in workers:
                worker.kill()
                worker.wait()


def test_a_part_whose_machine_is_lost_is_made_by_another(
    province: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    """A worker is killed as soon as the first part is there; the site is the same to the byte."""
    address, workers = cluster
    parts = []
    for path in spread.spread(province, address, 8, tmp_path):
        if not parts:
            workers[0].send_signal(signal.SIGKILL)
        parts.append(path)
    assert len(set(parts)) == 8
    assert workers[0].wait(30) == -signal.SIGKILL
    build(province, signs=False, parts=parts)
    verify(province)
    taken = shards.kept(province, parts, tmp_path / "unpacked")
    project = load(province)
    assert len(taken.old) == 2 * len(project.entries) + len(project.ledger.codes)


def test_a_cluster_that_is_not_there_is_told(province: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its address; and where Dask is not installed, how to get it."""
    pytest.importorskip("distributed")
    monkeypatch.setattr(spread, "PATIENCE", 1)
    with pytest.raises(CamtayError) as caught:
        list(spread.spread(province, "tcp://127.0.0.1:9", 2, province))
    assert [problem.code for problem in caught.value.problems] == ["shard.cluster"]
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CamtayError) as caught:
        list(spread.spread(province, "tcp://127.0.0.1:9", 2, province))
    assert [problem.code for problem in caught.value.problems] == ["shard.dask"]


def test_a_part_that_can_not_be_made_is_told_with_what_its_machine_said(
    province: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    """The content is at fault here."""
    (province / "guides/g0.yml").write_text("kind: guide\n")
    with pytest.raises(CamtayError) as caught:
        list(spread.spread(province, cluster[0], 2, tmp_path))
    problem = caught.value.problems[0]
    assert problem.code == "shard.failed"
    assert "guides/g0.yml" in str(problem.params["reason"])
