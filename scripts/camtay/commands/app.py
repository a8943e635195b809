"""What every command needs: where the project is, in which language to speak, how faults are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from camtay.errors import CamtayError, Problem
from camtay.texts import TEXTS

LOCALES = ("vi", "en")


class App:
    """What every command needs: where the project is and in which language to speak."""

    def __init__(self, root: Path, locale: str) -> None:
        self.root = root
        self.locale = locale
        self.out = Console(highlight=False, soft_wrap=True)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True)

    def text(self, key: str, **values: object) -> str:
        """A sentence of the command line."""
        return TEXTS[key][self.locale].format(**values)

    def say(self, key: str, **values: object) -> None:
        self.out.print(self.text(key, **values), markup=False)

    def problems(self, problems: Sequence[Problem]) -> None:
        """List problems on the error stream, errors first; of warnings of one sort only the first three."""
        warnings: dict[str, list[Problem]] = {}
        for problem in problems:
            if problem.severity == "error":
                self.err.print(problem.format(self.locale), style="red", markup=False)
            else:
                warnings.setdefault(problem.code, []).append(problem)
        for alike in warnings.values():
            for problem in alike[:3]:
                self.err.print(problem.format(self.locale), style="yellow", markup=False)
            if len(alike) > 3:
                self.err.print(self.text("more", n=len(alike) - 3), style="yellow", markup=False)

    @contextmanager
    def guard(self, last: str = "failed") -> Iterator[None]:
        """Turn a CamtayError into the list of its problems, the sentence `last` and exit code 1."""
        try:
            yield
        except CamtayError as error:
            self.problems(error.problems)
            errors = sum(p.severity == "error" for p in error.problems)
            self.err.print(self.text(last, n=errors), style="bold red", markup=False)
            sys.exit(1)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """A spinner on a terminal, plain lines elsewhere."""
        if not self.out.is_terminal:
            yield lambda step: self.out.print(f"· {step}", markup=False)
            return
        with self.out.status("camtay") as status:
            yield lambda step: status.update(step)


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
