"""What every command needs: where the project is, in which language to speak, how faults are told."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from camtay.alone import alone
from camtay.errors import CamtayError, Problem, fail
from camtay.texts import text

if TYPE_CHECKING:
    from rich.console import Console

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)


class App:
    """What every command needs: where the project is and in which language to speak."""

    def __init__(self, root: Path, locale: str) -> None:
        self.root = root
        self.locale = locale

    @cached_property
    def out(self) -> Console:
        from rich.console import Console

        return Console(highlight=False, soft_wrap=True)

    @cached_property
    def err(self) -> Console:
        from rich.console import Console

        return Console(stderr=True, highlight=False, soft_wrap=True)

    def text(self, key: str, /, **values: object) -> str:
        """A sentence of the command line."""
        return text(key, self.locale, **values)

    def say(self, key: str, /, **values: object) -> None:
        self.out.print(self.text(key, **values), markup=False)

    def problems(self, problems: Iterable[Problem], out: Console | None = None, every: bool = False) -> None:
        """List problems, on the error stream unless told otherwise: see `report.report`."""
        from camtay.excerpt import WIDTH, Lines
        from camtay.report import report

        screen = out or self.err
        width = min(screen.width - 10, WIDTH) if screen.is_terminal else WIDTH
        for told in report(problems, self.locale, Lines(self.root), width, every):
            screen.print(told)

    @contextmanager
    def guard(self, last: str = "failed") -> Iterator[None]:
        """Turn a CamtayError into the list of its problems, the sentence `last` and exit code 1; so too a disk that is
        full or may not be written, wherever that shows."""
        try:
            yield
        except CamtayError as error:
            self._stop(error, last)
        except OSError as error:
            if error.errno not in _DISK and not isinstance(error, shutil.Error):  # of a folder that could not be copied
                raise
            name = str(error.filename or "")
            file = os.path.relpath(name, self.root) if name.startswith(str(self.root)) else name
            self._stop(fail("file.write", file, reason=error.strerror or _first(error)), last)

    def _stop(self, error: CamtayError, last: str) -> NoReturn:
        self.problems(error.problems)
        errors = sum(p.severity == "error" for p in error.problems)
        self.err.print(self.text(last, n=errors), style="bold red", markup=False)
        sys.exit(1)

    def alone(self) -> AbstractContextManager[None]:
        """For commands that write: nobody else writes in the project meanwhile. Says so where that means to wait."""
        return alone(self.root, lambda: self.err.print(self.text("waiting"), markup=False))

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """A spinner on a terminal, plain lines elsewhere."""
        if not self.out.is_terminal:
            yield lambda step: self.out.print(f"· {step}", markup=False)
            return
        with self.out.status("camtay") as status:
            yield lambda step: status.update(step)


def _first(error: OSError) -> str:
    """The first of the faults that `shutil` gathers while it copies a folder."""
    found = error.args[0] if error.args else error
    return str(found[0][-1] if isinstance(found, list) and found else found)


pass_app = click.make_pass_decorator(App)


def day_of(value: str | None) -> date:
    """The date of an option, or SOURCE_DATE_EPOCH, or today. Raises BadParameter."""
    from camtay.clock import print_day

    if value is None:
        return print_day()
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(value, param_hint="--date") from None


date_option = click.option("--date", "day", default=None, metavar="YYYY-MM-DD", help="Ngày ghi sổ / date of the event.")
