"""Releases on another machine, over ssh and rsync. It needs `rsync`, `flock` and a shell there, as Debian has them."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from camtay.errors import CamtayError, fail
from camtay.publishing.release import FOLDER, INCOMING, LIVE, Release, codes, mark_of, parse, parsed
from camtay.urls import SCAN_FOLDER

_END = "-- camtay --"
_BUSY = 75  # EX_TEMPFAIL: what flock is told to end with when somebody else has the lock
_SILENCE = 120
"""Seconds without a byte after which rsync gives up."""


class Remote:
    """As `local.Linked`, on `host`. One ssh connection holds the lock and takes all commands: when this process dies,
    however it dies, the connection and the lock go with it. Files travel over connections of rsync's own."""

    def __init__(self, host: str, folder: str, ssh: str, new: bool = True) -> None:
        self.host, self.folder, self.new = host, folder, new
        self.ssh = shlex.split(ssh)
        self.root = f"{host}:{folder.rstrip('/')}/{LIVE}"
        self._shell: subprocess.Popen[str] | None = None
        self._errors: IO[str] | None = None

    @contextmanager
    def held(self, wait: float) -> Iterator[None]:
        folder = shlex.quote(self.folder)
        make = f"mkdir -p {folder}/{FOLDER} && " if self.new else ""
        begin = f"umask 022; {make}cd {folder} && exec flock -w {wait:g} -E {_BUSY} .lock sh"
        with tempfile.TemporaryFile("w+") as self._errors:
            try:
                self._shell = subprocess.Popen(
                    [*self.ssh, self.host, begin],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=self._errors,
                    text=True,
                    encoding="utf-8",
                    errors="replace",
                )
            except OSError as error:
                raise fail("publish.program", program=self.ssh[0], reason=error.strerror or error) from error
            try:
                self._tell("true")
                yield
            finally:
                self._hang_up()

    def releases(self) -> list[Release]:
        return parsed(self._tell(f"ls -1 {FOLDER}").split())

    def live(self) -> Release | None:
        answer = self._tell(
            f"if [ -L {LIVE} ]; then readlink {LIVE}; elif [ -e {LIVE} ]; then echo foreign; fi"
        ).strip()
        if answer == "foreign":
            raise fail("publish.foreign", folder=f"{self.host}:{self.folder}", name=LIVE)
        found = parse(answer.rpartition("/")[2])
        return found if found in self.releases() else None

    def codes(self, release: Release) -> frozenset[str]:
        return codes(self._tell(f"ls -1 {FOLDER}/{release}/{SCAN_FOLDER} 2>/dev/null || true").split())

    def made(self, release: Release) -> int:
        return int(self._tell(f"stat -c %Y {FOLDER}/{release}"))

    def receive(self, site: Path, release: Release, like: Release | None) -> None:
        # Named by its content: what a killed run left is finished, and its rsync, should it still run, writes the same.
        fresh = f"{INCOMING}-{release.mark}"
        self._tell(f'for old in {FOLDER}/{INCOMING}*; do [ "$old" = {FOLDER}/{fresh} ] || rm -rf -- "$old"; done')
        command = ["rsync", "-s", "-rp", "--checksum", "--delete", "--chmod=D755,F644", f"--timeout={_SILENCE}"]
        command += [f"--link-dest=../{like}"] if like else []
        command += ["-e", shlex.join(self.ssh), f"{site}/", f"{self.host}:{self.folder.rstrip('/')}/{FOLDER}/{fresh}/"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        except OSError as error:
            raise fail("publish.program", program="rsync", reason=error.strerror or error) from error
        if done.returncode:
            raise fail("publish.send", place=self.root, reason=_first(done.stderr, done.returncode))
        if mark_of(site) != release.mark:
            raise fail("publish.changed", site=site)
        self._tell(f"sync -f {FOLDER} 2>/dev/null || sync; mv -T {FOLDER}/{fresh} {FOLDER}/{release}")

    def switch(self, release: Release) -> None:
        new = f".{LIVE}.new"
        self._tell(f"rm -f {new} && ln -s {FOLDER}/{release} {new} && mv -fT {new} {LIVE}")

    def rename(self, old: Release, new: Release) -> None:
        self._tell(f"mv -T {FOLDER}/{old} {FOLDER}/{new}")

    def remove(self, release: Release) -> None:
        gone = f"{FOLDER}/{INCOMING}-{release}"
        self._tell(f"mv -T {FOLDER}/{release} {gone} && rm -rf -- {gone}")

    def after(self, command: str) -> None:
        try:
            self._tell(command)
        except CamtayError as error:
            raise fail("publish.after", command=command, reason=error.problems[0].params["reason"]) from error

    def _tell(self, script: str) -> str:
        """Run a piece of shell there; what it printed. Raises CamtayError when it, or the connection, failed."""
        shell = self._shell
        if not (shell and shell.stdin and shell.stdout):
            raise RuntimeError("only inside held()")
        lines: list[str] = []
        try:
            # `eval`, so that a mistake in a command of the user's can't swallow the line that tells how it ended.
            shell.stdin.write(f"(eval {shlex.quote(script)}) </dev/null 2>&1; printf '%s %s\\n' '{_END}' $?\n")
            shell.stdin.flush()
            for line in shell.stdout:
                head, _, code = line.partition(f"{_END} ")
                lines.append(head)
                if code.endswith("\n"):
                    break
            else:
                raise self._broken()
        except BrokenPipeError:
            raise self._broken() from None
        told = "".join(lines)
        if int(code):
            raise fail("publish.remote", place=self.root, reason=_first(told, int(code)))
        return told

    def _broken(self) -> CamtayError:
        code = self._shell.wait() if self._shell else 1
        if code == _BUSY:
            return fail("publish.busy", place=self.root)
        told = ""
        if self._errors:
            self._errors.seek(0)
            told = self._errors.read()
        return fail("publish.remote", place=self.root, reason=_first(told, code))

    def _hang_up(self) -> None:
        if self._shell and self._shell.stdin and self._shell.stdout:
            with suppress(BrokenPipeError):
                self._shell.stdin.close()
            self._shell.wait()
            self._shell.stdout.close()
        self._shell = None


def _first(told: str, code: int) -> str:
    """The line of a program's complaint that says most: not its banners, not rsync's closing words."""
    lines: Sequence[str] = [line.strip() for line in told.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(("rsync error:", "Warning: Permanently added"))]
    return (telling or lines or [str(code)])[0]
