"""Publishing to another machine: rsync and one ssh connection. Most tests have an `ssh` that stays on this machine."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from camtay import ledger as ledgers
from camtay import publishing, scan
from camtay.project import Project, load
from camtay.publishing import Outcome, listing, place, remote, roll_back
from camtay.remembered import OWN
from tests.conftest import need
from tests.test_publish import issue, made, put, refused, root, seen, site, target

__all__ = ["made", "put", "root", "target"]  # fixtures

Put = Callable[..., Outcome]


@pytest.fixture
def ssh(tmp_path: Path) -> str:
    """`ssh [-l USER] HOST COMMAND`, which runs the command at home."""
    need("rsync")
    program = tmp_path / "ssh"
    program.write_text('#!/bin/sh\n[ "$1" != -l ] || shift 2\nshift\nexec sh -c "$*"\n')
    program.chmod(0o755)
    return str(program)


@pytest.fixture
def send(root: Path, target: Path, ssh: str) -> Put:
    """`send("hai")` publishes a site with these words on its first page to `web@thu.example`."""

    def publish(words: str = "một", **options: int) -> Outcome:
        there = place(f"web@thu.example:{target}", ssh)
        return publishing.publish(load(root), site(root, words), there, **options)

    return publish


def test_a_far_place_is_like_a_near_one(send: Put, put: Put, root: Path, target: Path, ssh: str) -> None:
    """Link, names, rights, what stays, the way back: a machine can even change from one to the other."""
    names = [send(words).release for words in ("một", "hai", "hai", "ba", "bốn")]
    assert [name.number for name in names] == [1, 2, 2, 3, 4]
    assert os.readlink(target / "current") == f"releases/{names[-1]}"
    built = {str(p.relative_to(root / "site")): p.read_bytes() for p in (root / "site").rglob("*") if p.is_file()}
    assert seen(target) == built
    assert {oct((target / "current" / name).stat().st_mode & 0o777) for name in built} == {"0o644"}
    there = place(f"thu.example:{target}", ssh)
    assert [(one.release, one.live, one.codes) for one in listing(there)] == [
        (one.release, one.live, one.codes) for one in listing(place(str(target)))
    ]
    roll_back(there, ledgers.read(root))
    assert seen(target)["index.html"].decode() == "ba"
    assert [one.release.withdrawn for one in listing(there)] == [False, False, False, True]
    roll_back(there, ledgers.read(root), "4")
    assert seen(target)["index.html"].decode() == "bốn"
    assert put("năm", keep=2).release.number == 5
    assert send("sáu", keep=2).release.number == 6
    assert sorted(path.name[:4] for path in (target / "releases").iterdir()) == ["0005", "0006"]


def test_only_what_is_new_travels_and_takes_room(send: Put, target: Path) -> None:
    """Built anew, files have new dates; their content decides."""
    send("một")
    time.sleep(0.01)
    send("hai")
    first, last = sorted((target / "releases").iterdir())
    same = [p.stat().st_ino == (last / p.relative_to(first)).stat().st_ino for p in first.rglob("*") if p.is_file()]
    assert same.count(False) == 1


def test_a_far_site_keeps_its_codes(send: Put, root: Path, target: Path, ssh: str) -> None:
    """Neither an older ledger nor a step back takes one away unasked."""
    older = (root / "qr/ledger.jsonl").read_bytes()
    send("một")
    new = issue(root, "goi-dien")
    send("hai")
    assert refused("publish.rollback_lost", lambda: roll_back(place(f"x:{target}", ssh), None))["codes"] == new
    (root / "qr/ledger.jsonl").write_bytes(older)
    (root / OWN).unlink()  # on another computer, which never saw the new code
    assert refused("publish.lost", lambda: send("ba"))["codes"] == new
    assert seen(target)["index.html"].decode() == "hai"


def test_what_is_typed_reaches_the_shell_as_one_word(root: Path, tmp_path: Path, ssh: str) -> None:
    """Spaces, quotes and dollars in the name of a folder are part of the name."""
    target = tmp_path / "trang 'của' $(touch x) xã; ls"
    publishing.publish(load(root), site(root), place(f"thu.example:{target}", ssh))
    assert seen(target)["index.html"].decode() == "một"
    assert not list(tmp_path.rglob("x"))


def _killed(moment: int, project: Project, built: Path, target: str, ssh: str) -> bool:
    """Publish in a process that dies by SIGKILL at its `moment`-th step: a command sent away, or rsync half-way."""
    pid = os.fork()
    if not pid:
        try:
            left = moment
            run, tell = subprocess.run, remote.Remote._tell

            def step() -> None:
                nonlocal left
                left -= 1
                if not left:
                    os.kill(os.getpid(), signal.SIGKILL)

            def told(self: remote.Remote, script: str) -> str:
                shell = self._shell
                if left == 1 and shell and shell.stdin:  # sent, and the answer never read
                    shell.stdin.write(f"(eval {shlex.quote(script)})\n")
                    shell.stdin.flush()
                step()
                return tell(self, script)

            def rsync(command: list[str], **options: object) -> object:
                if left == 1:
                    subprocess.Popen([*command[:1], "--bwlimit=1", *command[1:]])
                step()
                return run(command, **options)  # type: ignore[call-overload]

            remote.Remote._tell = told  # type: ignore[method-assign]
            subprocess.run = rsync  # type: ignore[assignment]
            publishing.publish(project, built, place(target, ssh), keep=2)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def test_killed_at_any_step_the_far_site_is_whole(
    root: Path, target: Path, tmp_path: Path, ssh: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock goes with the connection; the next run finds a whole site and finishes what was begun."""
    monkeypatch.setattr(scan, "verify", lambda *_: [])
    project, address = load(root), f"thu.example:{target}"
    sites = [tmp_path / words for words in ("một", "hai", "ba")]
    for one in sites:
        for name in ("index.html", "Q/29G275.html", "same.css"):
            (one / name).parent.mkdir(parents=True, exist_ok=True)
            (one / name).write_text("" if name == "same.css" else one.name, "utf-8")
    whole = [{str(p.relative_to(s)): p.read_bytes() for p in s.rglob("*") if p.is_file()} for s in sites]
    for turn in range(3):
        publishing.publish(project, sites[turn], place(address, ssh), keep=2)
    moment, turn, killed = 0, 2, True
    while killed:
        moment, turn = moment + 1, turn + 1
        killed = _killed(moment, project, sites[turn % 3], address, ssh)
        assert seen(target) in (whole[(turn - 1) % 3], whole[turn % 3]), moment
        publishing.publish(project, sites[turn % 3], place(address, ssh), keep=2)
        assert seen(target) == whole[turn % 3], moment
    assert moment > 8


def test_two_at_once_are_told_apart(send: Put, target: Path, ssh: str) -> None:
    """One holds the lock over its connection; the other waits no longer than it is told to."""
    send()
    there = place(f"thu.example:{target}", ssh)
    with there.held(0):
        assert refused("publish.busy", lambda: send("hai", wait=0))["place"] == f"web@thu.example:{target}/current"
    assert send("hai").fresh


def test_a_server_that_can_not_be_reached_is_told(root: Path, target: Path, tmp_path: Path) -> None:
    """ssh's own words say why; a program that is not there is a problem too."""
    site(root)

    def attempt(ssh: str) -> Callable[[], object]:
        return lambda: publishing.publish(load(root), root / "site", place(f"thu.example:{target}", ssh))

    refusing = tmp_path / "refusing"
    refusing.write_text("#!/bin/sh\necho 'Permission denied (publickey).' >&2; exit 255\n")
    refusing.chmod(0o755)
    assert refused("publish.remote", attempt(str(refusing)))["reason"] == "Permission denied (publickey)."
    assert refused("publish.program", attempt(str(tmp_path / "missing")))["program"].endswith("missing")


def test_a_connection_that_breaks_leaves_the_old_site(send: Put, root: Path, target: Path, tmp_path: Path) -> None:
    """While files travel (the server's disk is full), and between two commands."""
    send()
    before = seen(target)
    site(root, "hai")
    for name, script in {
        "full": 'case "$*" in *rsync*) echo "rsync: write failed: No space left on device (28)" >&2; exit 11;; esac\n',
        "cut": 'case "$*" in *flock*) read -r one; sh -c "$one"; exit 255;; esac\n',
    }.items():
        program = tmp_path / name
        program.write_text(f'#!/bin/sh\nshift\n{script}exec sh -c "$*"\n')
        program.chmod(0o755)
        with pytest.raises(publishing.run.CamtayError) as caught:
            publishing.publish(load(root), root / "site", place(f"thu.example:{target}", str(program)))
        code = caught.value.problems[0].code
        assert code == ("publish.send" if name == "full" else "publish.remote")
        assert ("No space left" in caught.value.problems[0].params["reason"]) == (name == "full")
        assert seen(target) == before
    assert send("hai").fresh


def test_a_command_afterwards_runs_there(send: Put, root: Path, target: Path, ssh: str) -> None:
    """Such as reloading the web server; even one that is badly written ends with its own words."""
    there = place(f"thu.example:{target}", ssh)
    publishing.publish(load(root), site(root), there, after="pwd > where")
    assert (target / "where").read_text().strip() == str(target)
    for command in ("echo hỏng; false", "fi", "exit 3"):
        told = refused("publish.after", lambda c=command: publishing.publish(load(root), root / "site", there, after=c))
        assert told["command"] == command
    assert (target / "current").exists()


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[str]:
    """A real ssh server on loopback for the user who runs the tests, as `ssh …` that reaches it."""
    program, keygen = need("sshd", "openssh-server"), need("ssh-keygen", "openssh-client")
    folder = tmp_path / "sshd"
    folder.mkdir(mode=0o700)
    for name in ("host", "user"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    shutil.copy(folder / "user.pub", folder / "authorized")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized\n"
        f"PidFile none\nUsePAM no\nStrictModes no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    key = (folder / "host.pub").read_text().split(" ")
    (folder / "known").write_text(f"[127.0.0.1]:{port} {key[0]} {key[1]}\n")
    server = subprocess.Popen([program, "-D", "-e", "-f", str(folder / "config")], stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(1_200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if server.poll() is not None:
                pytest.fail(server.stderr.read() if server.stderr else "sshd ended")
            time.sleep(0.05)
        yield (
            f"ssh -F none -p {port} -i {folder}/user -o UserKnownHostsFile={folder}/known -o BatchMode=yes "
            "-o IdentitiesOnly=yes"
        )
    finally:
        server.terminate()
        server.wait()
        if server.stderr:
            server.stderr.close()


def test_over_a_real_ssh_connection(sshd: str, root: Path, target: Path) -> None:
    """OpenSSH on loopback: publish, publish, list, go back; a wrong key is refused in ssh's words."""
    need("rsync")
    there = place(f"{getpass.getuser()}@127.0.0.1:{target}", sshd)
    for words in ("một", "hai"):
        publishing.publish(load(root), site(root, words), there)
    assert seen(target)["index.html"].decode() == "hai"
    roll_back(there, ledgers.read(root))
    assert seen(target)["index.html"].decode() == "một"
    assert [(one.release.number, one.live) for one in listing(there)] == [(1, True), (2, False)]
    stranger = place(f"{getpass.getuser()}@127.0.0.1:{target}", sshd.replace("/user ", "/host "))
    assert "Permission denied" in refused("publish.remote", lambda: listing(stranger))["reason"]
