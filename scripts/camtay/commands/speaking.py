"""The command line in one language: help, what click says by itself, and a calm word when the program is at fault.

Help of commands and options is written in both languages at once, Vietnamese first: “Dựng trang · build the site.” for
a command, “Lý do / reason.” for an option. Of more paragraphs the first half is Vietnamese, the second half English.
"""

from __future__ import annotations

import gettext
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from camtay import __version__
from camtay.catalogues import locales, said, translations
from camtay.commands.app import App
from camtay.errors import CamtayError
from camtay.texts import text

CONTEXT = "help"
"""Context of these texts in catalogues."""
VARIABLE = "CAMTAY_LOCALE"
FAULTY = 70
"""Exit code of a run in which the program itself is at fault: EX_SOFTWARE of sysexits.h."""
INTERRUPTED = 130
"""Exit code after Ctrl-C: 128 + SIGINT."""
_WORDS = {
    "[OPTIONS]": {"vi": "[TÙY CHỌN]", "en": "[OPTIONS]"},
    "COMMAND [ARGS]...": {"vi": "LỆNH [THAM SỐ]...", "en": "COMMAND [ARGS]..."},
}


class Commands(dict[str, click.Command]):
    """Commands by name, each imported when it is asked for: one run needs one of them, and all take half a second."""

    def __init__(self, places: Mapping[str, str]) -> None:
        """`places`: name → `module:attribute`."""
        super().__init__(dict.fromkeys(places, click.Command(None)))
        self._places = dict(places)
        self._locale: str | None = None

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._places.pop(name, None)
        super().__setitem__(name, command)

    def __getitem__(self, name: str) -> click.Command:
        if name in self._places:
            module, _, attribute = self._places[name].partition(":")
            self[name] = getattr(import_module(module), attribute)
            if self._locale:
                translate(super().__getitem__(name), self._locale)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default

    def values(self) -> Any:
        return [self[name] for name in self]

    def items(self) -> Any:
        return [(name, self[name]) for name in self]

    def speak(self, locale: str) -> None:
        """Help in one locale, now or when it is imported."""
        self._locale = locale
        for name in self.keys() - self._places.keys():
            translate(super().__getitem__(name), locale)


class Program(click.Group):
    """The group of all commands: speaks the locale that is asked for, whatever goes wrong."""

    locale = "vi"

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Ctrl-C ends it with 130, as programs do that a shell started, and without a traceback."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort) as error:
            if not isinstance(error.__context__ or error, KeyboardInterrupt):
                raise  # a question to which there was no answer
            click.echo(f"\n{text('stopped', self.locale)}", err=True)
            sys.exit(INTERRUPTED)

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> Any:
        """Run the command line; never shows a traceback."""
        words = list(sys.argv[1:] if args is None else args)
        locale = wanted(words)
        translate(self, locale)
        self.locale = locale
        with _click_speaks(locale):
            try:
                return super().main(args, *more, **extra)
            except CamtayError as error:
                if not extra.get("standalone_mode", True):
                    raise
                App(Path(_given(words).get("--root", ".")), locale).problems(error.problems)
                sys.exit(1)
            except Exception as error:
                if not extra.get("standalone_mode", True):
                    raise
                file = _written_down(error, words)
                click.echo(text("broken" if file else "broken_untold", locale, file=file, error=repr(error)), err=True)
                sys.exit(FAULTY)


def wanted(words: Sequence[str]) -> str:
    """The locale of a command line: `--locale` before the command, else the environment, else Vietnamese.

    Looked for before click reads the line, since what is wrong with the line must be told in it."""
    found = _given(words).get("--locale", os.environ.get(VARIABLE, ""))
    return found if found in locales() else "vi"


def _given(words: Sequence[str]) -> dict[str, str]:
    """Options with a value that stand before the command."""
    found = {}
    rest = iter(words)
    for word in rest:
        name, equals, value = word.partition("=")
        if name in ("--locale", "--root"):
            found[name] = value if equals else next(rest, "")
        elif not word.startswith("-"):
            break
    return found


# ---------------------------------------------------------------- help
def translate(command: click.Command, locale: str) -> None:
    """Give a command, its options and the commands below it their help in one locale."""
    for part, field in _parts(command):
        setattr(part, field, said(_both(part, field), locale, CONTEXT))
    for field in ("options_metavar", "subcommand_metavar"):
        if known := _WORDS.get(_original(command, field)):
            setattr(command, field, said(known, locale, CONTEXT))
    # click makes the option --help once a command and keeps it here, with its help in the language of that time.
    command._help_option = None
    if isinstance(command, click.Group):
        if isinstance(command.commands, Commands):
            command.commands.speak(locale)
            return
        for below in command.commands.values():
            translate(below, locale)


def helps(command: click.Command) -> Iterator[dict[str, str]]:
    """Every help text of a command and of those below it: locale → text. For translators, and for tests."""
    yield from (_both(part, field) for part, field in _parts(command))
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from helps(below)


def _parts(command: click.Command) -> Iterator[tuple[Any, str]]:
    """What has a text, and the name of its field."""
    if _original(command, "help"):
        yield command, "help"
    for parameter in command.params:
        for field in ("help", "metavar"):
            if _original(parameter, field):
                yield parameter, field


def _original(part: Any, field: str) -> str:
    """The text as it stands in the module, also after `translate`."""
    return part.__dict__.setdefault(f"bilingual_{field}", getattr(part, field, None)) or ""


def _both(part: Any, field: str) -> dict[str, str]:
    vi, en = halves(_original(part, field))
    if field == "metavar" or vi == en:  # no words of a language
        return {"vi": vi, "en": en}
    return {"vi": _sentence(vi), "en": _sentence(en)}


@cache
def halves(both: str) -> tuple[str, str]:
    """The Vietnamese and the English half; the same text twice where it has no halves."""
    first, *rest = both.split("\n\n")
    for separator in (" · ", " / "):
        vi, found, en = first.partition(separator)
        if found:
            middle = len(rest) // 2
            return "\n\n".join([vi, *rest[:middle]]), "\n\n".join([en, *rest[middle:]])
    return both, both


def _sentence(half: str) -> str:
    """With a capital and a full stop, as where it stands alone."""
    head, gap, tail = half.partition("\n\n")
    head = head.strip().removesuffix(".")
    return f"{head[:1].upper()}{head[1:]}.{gap}{tail}"


# ---------------------------------------------------------------- what click says
@contextmanager
def _click_speaks(locale: str) -> Iterator[None]:
    """Let click say its own words in `locale`.

    It asks gettext, which takes the language from the environment alone; set there, it would reach git and others."""
    catalogue = translations(locale)
    before = {name: getattr(gettext, name) for name in ("dgettext", "dngettext")}
    own = {
        "dgettext": lambda _, message: catalogue.gettext(message),
        "dngettext": lambda _, one, many, n: catalogue.ngettext(one, many, n),
    }
    for name, function in own.items():
        setattr(gettext, name, function)
    try:
        yield
    finally:
        for name, function in before.items():
            setattr(gettext, name, function)


# ---------------------------------------------------------------- faults of the program
def _written_down(error: Exception, words: Sequence[str]) -> Path | None:
    """A file with all that a programmer has to know; None where it can't be written."""
    about = f"camtay {__version__}, Python {platform.python_version()}, {platform.platform()}"
    trace = "".join(traceback.format_exception(error))
    try:
        handle, name = tempfile.mkstemp(prefix="camtay-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{about}\ncamtay {' '.join(words)}\n\n{trace}")
    except OSError:
        return None
    return Path(name)
