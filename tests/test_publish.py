"""Publishing: the site that visitors see is a whole one at every moment, every code in it, with the way back kept."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from camtay import ledger as ledgers
from camtay import publishing, scan
from camtay.alone import WAIT
from camtay.cli import main
from camtay.errors import CamtayError
from camtay.project import Project, load
from camtay.publishing import Outcome, listing, place, roll_back
from camtay.remembered import OWN
from tests.conftest import BASE, HERITAGE, REPO

DAY = date(2026, 11, 22)


def site(root: Path, words: str = "một") -> Path:
    """A built site without MkDocs: real scan pages of the ledger's codes, and an empty page for each entry."""
    out, of = root / "site", root / "site.of"
    ledger = (root / "qr/ledger.jsonl").read_bytes()
    if out.is_dir() and of.read_bytes() == ledger:
        (out / "index.html").write_text(words, "utf-8")
        return out
    of.write_bytes(ledger)
    shutil.rmtree(out, ignore_errors=True)
    project = load(root)
    scan.write(project, out)
    for entry in project.entries.values():
        for url in project.urls(entry).values():
            (out / url).mkdir(parents=True, exist_ok=True)
            (out / url / "index.html").touch()
    (out / "index.html").write_text(words, "utf-8")
    return out


def issue(root: Path, entry: str) -> str:
    ledger, code = ledgers.read(root).issue(entry, DAY)
    ledger.write(root)
    return code


def seen(target: Path) -> dict[str, bytes]:
    """What visitors get: every file by name."""
    live = target / "current" if (target / "releases").exists() else target
    return {
        str(path.relative_to(live)): path.read_bytes()
        for path in sorted(live.rglob("*"))
        if path.is_file() and path.name != ".camtay-release"
    }


def codes(root: Path) -> list[str]:
    return list(ledgers.read(root).codes)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A guide and a monument, each with a code, and their site."""
    root = tmp_path_factory.mktemp("made") / "project"
    for name, text in {**BASE, "guides/gieng.yml": HERITAGE}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    for entry in ("goi-dien", "gieng-co"):
        issue(root, entry)
    site(root)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "project"))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "www"


@pytest.fixture
def put(root: Path, target: Path) -> Callable[..., Outcome]:
    """`put("hai")` publishes a site with these words on its first page."""

    def publish(words: str = "một", **options: int) -> Outcome:
        return publishing.publish(load(root), site(root, words), place(str(target)), **options)

    return publish


Put = Callable[..., Outcome]


def refused(code: str, action: Callable[[], object]) -> dict[str, str]:
    """The parameters of the one problem that the action stops with."""
    with pytest.raises(CamtayError) as caught:
        action()
    assert [problem.code for problem in caught.value.problems] == [code]
    return dict(caught.value.problems[0].params)


def test_the_web_server_reads_a_link_to_the_whole_new_site(put: Put, root: Path, target: Path) -> None:
    """`current` leads to the release; what is in it is the built site and nothing else."""
    assert put().fresh
    assert os.readlink(target / "current").startswith("releases/0001-")
    built = {str(p.relative_to(root / "site")): p.read_bytes() for p in (root / "site").rglob("*") if p.is_file()}
    assert seen(target) == built
    assert (target / "current").stat().st_mode & 0o777 == 0o755
    assert all((target / "current" / name).stat().st_mode & 0o777 == 0o644 for name in built)


def test_the_same_sites_in_the_same_order_get_the_same_names(put: Put, root: Path, tmp_path: Path) -> None:
    """A name is a turn and a content; the site that is live already takes no further turn."""
    names = [str(put(words).release) for words in ("một", "hai", "hai", "một")]
    again = place(str(tmp_path / "elsewhere"))
    twice = [str(publishing.publish(load(root), site(root, w), again).release) for w in ("một", "hai", "hai", "một")]
    assert names == twice
    assert [name[:4] for name in names] == ["0001", "0002", "0002", "0003"]
    assert names[0][5:] == names[3][5:] != names[1][5:]


def test_only_the_last_ones_stay_and_equal_files_are_stored_once(put: Put, target: Path) -> None:
    """Five unless told otherwise; a release costs only what is new in it."""
    for turn in range(7):
        put(str(turn))
    assert sorted(path.name[:4] for path in (target / "releases").iterdir()) == ["0003", "0004", "0005", "0006", "0007"]
    put("x", keep=2)
    first, last = sorted((target / "releases").iterdir())
    name = f"Q/{next(path.name for path in (last / 'Q').iterdir())}"
    assert (first / name).stat().st_ino == (last / name).stat().st_ino
    assert (first / "index.html").read_text("utf-8") == "6"


def test_a_site_that_misses_a_code_is_refused(put: Put, root: Path, target: Path) -> None:
    """The gate of the build once more: what is published may not be what was built. Visitors notice nothing."""
    put()
    before = seen(target)
    (site(root, "hai") / f"q/{codes(root)[0].lower()}.html").write_text("", "utf-8")
    with pytest.raises(CamtayError) as caught:
        publishing.publish(load(root), root / "site", place(str(target)))
    assert [(p.code, p.params["code"]) for p in caught.value.problems] == [("gate.page", codes(root)[0])]
    assert seen(target) == before
    assert len(list((target / "releases").iterdir())) == 1


def test_a_site_of_an_older_ledger_is_refused(put: Put, root: Path, target: Path) -> None:
    """Published from a copy that has not fetched the newest codes, it would kill signs that hang already."""
    older = (root / "qr/ledger.jsonl").read_bytes()
    new = issue(root, "goi-dien")
    put()
    before = seen(target)
    (root / "qr/ledger.jsonl").write_bytes(older)
    (root / OWN).unlink()  # on another computer, which never saw the new code
    assert refused("publish.lost", lambda: put("hai")) == {"n": "1", "codes": new}
    assert seen(target) == before


def test_what_is_no_built_site_is_refused(root: Path, target: Path) -> None:
    """Nothing built; a link inside, which might lead out."""
    there = place(str(target))
    shutil.rmtree(root / "site")
    refused("publish.unbuilt", lambda: publishing.publish(load(root), root / "site", there))
    (site(root) / "secret").symlink_to("/etc/passwd")
    assert refused("publish.link", lambda: publishing.publish(load(root), root / "site", there))["path"] == "secret"
    assert not (target / "current").exists()


def test_one_command_goes_back_and_the_next_step_back_goes_further(put: Put, root: Path, target: Path) -> None:
    """A release that somebody left is not where a later step back leads."""
    for words in ("một", "hai", "ba"):
        put(words)

    def back(**options: str) -> str:
        roll_back(place(str(target)), ledgers.read(root), **options)
        return seen(target)["index.html"].decode()

    assert back() == "hai"
    put("bốn")
    assert back() == "hai"
    assert back() == "một"
    refused("publish.no_earlier", back)
    states = [(one.release.number, one.live, one.release.withdrawn) for one in listing(place(str(target)))]
    assert states == [(1, True, False), (2, False, True), (3, False, True), (4, False, True)]
    assert back(wanted="3") == "ba"
    assert [one.release.withdrawn for one in listing(place(str(target)))] == [False, True, False, True]
    assert refused("publish.no_release", lambda: back(wanted="9"))["wanted"] == "9"


def test_going_back_never_kills_a_printed_code_unasked(put: Put, root: Path, target: Path) -> None:
    """A code that was only issued may wait; one that hangs outside may not, nor one of which nothing is known."""
    put("một")
    new = issue(root, "goi-dien")
    put("hai")
    there = place(str(target))
    assert refused("publish.rollback_lost", lambda: roll_back(there, None))["codes"] == new
    assert seen(target)["index.html"].decode() == "hai"
    assert roll_back(there, ledgers.read(root)).lost == (new,)
    put("ba")
    ledger = ledgers.read(root).record_print(new, DAY, "payload", "Q", 3, 1, "0" * 64)
    assert refused("publish.rollback_lost", lambda: roll_back(there, ledger))["codes"] == new
    assert roll_back(there, ledger, anyway=True).lost == (new,)
    assert seen(target)["index.html"].decode() == "một"


def test_a_folder_that_is_a_site_already_trades_places_with_the_new_one(put: Put, root: Path, target: Path) -> None:
    """Where the web server reads the folder itself: it stays a folder, and what was there can come back."""
    target.mkdir()
    (target / "index.html").write_text("chép tay", "utf-8")
    put("một")
    put("hai")
    assert not target.is_symlink()
    assert seen(target)["index.html"].decode() == "hai"
    assert [one.release.number for one in listing(place(str(target)))] == [0, 1, 2]
    roll_back(place(str(target)), ledgers.read(root))
    assert seen(target)["index.html"].decode() == "một"
    put("ba", keep=2)
    assert [one.release.number for one in listing(place(str(target)))] == [1, 3]


def test_a_folder_with_other_files_is_left_alone(put: Put, target: Path) -> None:
    """Nobody loses a file by a slip of the keyboard; a file is no place either."""
    target.mkdir()
    (target / "luong.xlsx").touch()
    assert refused("publish.foreign", put)["name"] == "luong.xlsx"
    (target / "luong.xlsx").rename(target / "current")
    (target / "releases").mkdir()
    assert refused("publish.foreign", put)["name"] == "current"
    assert [path.name for path in (target / "releases").iterdir()] == []


def _killed(moment: int, project: Project, built: Path, target: Path) -> bool:
    """Publish in a process that dies by SIGKILL just before its `moment`-th change of the disk; False: it got through.

    Python tells an audit hook of every such change before it happens."""
    pid = os.fork()
    if not pid:
        try:
            left = moment

            def watch(event: str, words: tuple[object, ...]) -> None:
                nonlocal left
                writes = event == "open" and isinstance(words[2], int) and bool(words[2] & (os.O_WRONLY | os.O_RDWR))
                if writes or event in _CHANGES:
                    left -= 1
                    if not left:
                        os.kill(os.getpid(), signal.SIGKILL)

            os.sync = lambda: None  # nothing of this loop is about power cuts
            sys.addaudithook(watch)
            publishing.publish(project, built, place(str(target)), keep=2)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


_CHANGES = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "ctypes.dlsym"}


@pytest.mark.parametrize("begins", ["nothing", "a folder"])
def test_killed_at_any_change_of_the_disk_it_leaves_a_whole_site(
    begins: str, root: Path, target: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Visitors see the old one or the new one, never a mixture or nothing, and the next run simply goes on."""
    monkeypatch.setattr(os, "sync", lambda: None)
    monkeypatch.setattr(scan, "verify", lambda *_: [])  # many small turns: only the files matter here
    project = load(root)
    sites = [tmp_path / words for words in ("một", "hai", "ba")]
    for one in sites:
        for name in ("index.html", "a/index.html", "Q/29G275.html", "q/29g275.html", "same.css", "b.css", "c.css"):
            (one / name).parent.mkdir(parents=True, exist_ok=True)
            (one / name).write_text("" if name == "same.css" else f"{one.name} {name}", "utf-8")
    if begins == "a folder":
        shutil.copytree(sites[0], target)
    whole = [{str(p.relative_to(s)): p.read_bytes() for p in s.rglob("*") if p.is_file()} for s in sites]
    for turn in range(3):
        publishing.publish(project, sites[turn], place(str(target)), keep=2)
    moment, turn = 0, 2
    while True:
        moment, turn = moment + 1, turn + 1
        old, new = whole[(turn - 1) % 3], whole[turn % 3]
        killed = _killed(moment, project, sites[turn % 3], target)
        assert seen(target) in (old, new), moment
        publishing.publish(project, sites[turn % 3], place(str(target)), keep=2)
        assert seen(target) == new, moment
        if not killed:
            break
    assert moment > 40
    store = target / "releases" if begins == "nothing" else target.parent / ".www.releases"
    kept = [path.name for path in store.iterdir() if path.name != ".lock"]
    assert len(kept) == (2 if begins == "nothing" else 1)


def test_two_at_once_one_waits_or_is_told(put: Put, root: Path, target: Path) -> None:
    """The lock is the system's: it goes with the process that has it."""
    put()
    site(root, "hai")
    with (target / ".lock").open("a") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        refused("publish.busy", lambda: put("hai", wait=0))
        pid = os.fork()
        if not pid:
            with contextlib.suppress(BaseException):
                publishing.publish(load(root), root / "site", place(str(target)), wait=60)
                os._exit(0)
            os._exit(1)
        assert os.waitpid(pid, os.WNOHANG) == (0, 0)
        fcntl.flock(other, fcntl.LOCK_UN)
    assert os.waitpid(pid, 0)[1] == 0
    assert seen(target)["index.html"].decode() == "hai"


def test_nobody_publishes_while_another_run_is_at_work_in_the_project(root: Path, target: Path) -> None:
    """It waits and publishes what that run has made, or says so, names the folder and has touched nothing."""
    hold = "import sys; from pathlib import Path; from camtay.alone import alone\n"
    hold += "with alone(Path(sys.argv[1])): print('in', flush=True); sys.stdin.readline()\n"
    words = [sys.executable, "-m", "camtay", "--root", str(root), "publish", str(target)]
    env = {**os.environ, "PYTHONPATH": str(REPO / "scripts")}
    built = site(root, "cũ")
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "in\n"
        done = subprocess.run(words, capture_output=True, text=True, env={**env, WAIT: "0"})
        assert (done.returncode, target.exists()) == (1, False), done.stdout + done.stderr
        assert "project.busy" in done.stderr
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as waiting:
            assert waiting.stderr
            assert "đợi nó xong" in waiting.stderr.readline()
            (built / "index.html").write_text("mới", "utf-8")
            other.stdin.write("\n")
            other.stdin.flush()
            waiting.communicate()
            assert waiting.returncode == 0
    assert seen(target)["index.html"].decode() == "mới"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("where", ["write_bytes", "mkdir", "rename", "symlink_to", "replace"])
def test_a_disk_that_takes_nothing_is_told_and_the_site_stays(
    code: int, where: str, put: Put, root: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Full, read-only, not ours: at whatever step. No half release is left behind."""
    put()
    before = seen(target)
    built, project = site(root, "hai"), load(root)

    def no(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, where, no)
    told = refused("publish.write", lambda: publishing.publish(project, built, place(str(target))))
    assert told["reason"] == os.strerror(code)
    monkeypatch.undo()
    assert seen(target) == before
    assert put("hai").fresh


def test_a_site_that_changes_while_it_is_copied_is_not_published(
    put: Put, root: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody builds at the same time."""
    put()
    monkeypatch.setattr(publishing.run, "mark_of", lambda _: "0123456789ab")
    refused("publish.changed", lambda: put("hai"))
    assert seen(target)["index.html"].decode() == "một"
    assert len(list((target / "releases").iterdir())) == 1


@pytest.mark.parametrize(
    ("typed", "host", "folder"),
    [
        ("web@thu.example:/srv/cam-tay", "web@thu.example", "/srv/cam-tay"),
        ("thu.example:www", "thu.example", "www"),
        ("web@thu.example:~/trang của xã", "web@thu.example", "trang của xã"),
    ],
)
def test_addresses_are_written_as_for_rsync_and_scp(typed: str, host: str, folder: str) -> None:
    """A folder with a colon after its first slash is one of this machine."""
    there = place(typed)
    assert (getattr(there, "host", ""), getattr(there, "folder", "")) == (host, folder)
    assert place(f"/tmp/{typed.replace('/', '_')}").root.startswith("/tmp/")


@pytest.mark.parametrize("typed", ["thu.example::www", "rsync://thu.example/www"])
def test_a_server_that_only_takes_files_is_refused(typed: str) -> None:
    """It has no way to switch the release."""
    refused("publish.daemon", lambda: place(typed))


def test_no_address_becomes_an_option_of_ssh() -> None:
    """`-oProxyCommand=…:x` is a folder's name."""
    assert not hasattr(place("-oProxyCommand=x:y"), "host")


def test_the_command_publishes_lists_and_goes_back(root: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In both languages; the place may stand in a variable; a command afterwards runs even if nothing was new."""

    def run(*words: str, locale: str = "vi") -> tuple[int, str]:
        result = CliRunner().invoke(main, ["--root", str(root), "--locale", locale, "publish", *words])
        return result.exit_code, result.output

    assert run()[0] == 2
    assert "CAMTAY_PUBLISH" in run()[1]
    assert run(str(target), "--list", "--rollback")[0] == 2
    assert run(str(target), "--anyway")[0] == 2
    assert run(str(target), "--list")[0] == 1
    assert not target.exists()
    site(root)
    done = target.parent / "done"
    assert "Đã đưa lên" in run(str(target), "--after", f"echo x >> '{done}'")[1]
    monkeypatch.setenv("CAMTAY_PUBLISH", str(target))
    assert "this very site already" in run("--after", f"echo x >> '{done}'", locale="en")[1]
    assert done.read_text() == "x\nx\n"
    site(root, "hai")
    assert run("--after", "echo hỏng >&2; false") == (1, run("--after", "echo hỏng >&2; false")[1])
    assert "hỏng" in run("--after", "echo hỏng >&2; false")[1]
    listed = run("--list")[1].splitlines()
    assert [line[:7] for line in listed] == ["  0001-", "* 0002-", "2 bản ở"]
    assert "2 mã  đang chạy" in listed[1]
    (root / "guides/site.yml").write_text("hỏng: [", "utf-8")
    assert run("--rollback")[0] == 0
    assert seen(target)["index.html"].decode() == "một"
    assert run()[0] == 1


def test_a_content_with_a_fault_is_not_built_over_the_live_site(root: Path, target: Path, put: Put) -> None:
    """`--build` stops before anything is copied."""
    put()
    before = seen(target)
    (root / "guides/x.yml").write_text("kind: guide\nid: x\n", "utf-8")
    result = CliRunner().invoke(main, ["--root", str(root), "publish", str(target), "--build"])
    assert result.exit_code == 1
    assert "guides/x.yml" in result.output
    assert seen(target) == before
