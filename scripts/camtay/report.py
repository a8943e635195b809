"""Problems as people read them on a screen: place, sentence, the line with a caret, what is right, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rich.text import Text

from camtay.errors import Problem
from camtay.excerpt import WIDTH, Lines, excerpt, visible
from camtay.messages import allowed, example, label
from camtay.texts import text as sentence

IN_FULL = 3
"""How many problems of one sort are shown in full; of those that follow, errors in a line each, notes not at all."""
_COLOURS = {"error": "red", "warning": "yellow"}


def report(
    problems: Iterable[Problem], locale: str, lines: Lines, width: int = WIDTH, every: bool = False
) -> Iterator[Text]:
    """Errors first, in the order given, then notes, sort by sort; `every` shows all of the notes too."""
    listed = list(problems)
    speaker = _Speaker(locale, lines, width)
    yield from map(speaker.told, (p for p in listed if p.severity == "error"))
    sorts: dict[str, list[Problem]] = {}
    for problem in (p for p in listed if p.severity != "error"):
        sorts.setdefault(problem.code, []).append(problem)
    for alike in sorts.values():
        shown = alike if every else alike[:IN_FULL]
        yield from map(speaker.told, shown)
        if len(alike) > len(shown):
            yield Text(sentence("more", locale, n=len(alike) - len(shown)), style="yellow")


@dataclass
class _Speaker:
    """Knows what it has said already: an example of a sort is given once, a cure behind the third only if it is new."""

    locale: str
    lines: Lines
    width: int
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def told(self, problem: Problem) -> Text:
        colour, cure = _COLOURS[problem.severity], visible(problem.cure(self.locale))
        number = self._count(problem.severity, problem.code)
        made = Text()
        if problem.place:
            made.append(f"{visible(problem.place)}: ", "bold")
        made.append(visible(problem.sentence(self.locale)), colour)
        made.append(f" [{problem.code}]", "dim")
        if number <= IN_FULL:
            for part, style in _line(problem, self.lines, self.width, colour):
                made.append(part, style)
        if number == 1:
            for key, text in (("allowed", allowed(problem.code, self.locale)), ("example", example(problem.code))):
                made.append(self._labelled(key, text) if text else "")
        if self._count(problem.code, cure) == 1 or number <= IN_FULL:
            made.append(self._labelled("cure", cure))
        return made

    def _count(self, *what: str) -> int:
        self.seen[what] += 1
        return self.seen[what]

    def _labelled(self, key: str, text: str) -> str:
        rows = text.splitlines()
        gap = " " if len(rows) == 1 else "\n        "
        return f"\n    {label(key, self.locale)}:{gap}" + gap.join(rows)


def _line(problem: Problem, lines: Lines, width: int, colour: str) -> Iterator[tuple[str, str]]:
    """The line of the file below a gutter with its number, and the caret below that; nothing where there is no line."""
    row = lines.row(problem.file, problem.line) if problem.line else None
    if row is None or not row.strip():
        return
    shown = excerpt(row, problem.column, width)
    yield f"\n{problem.line:>6} | ", "dim"
    yield shown.text, ""
    if shown.caret is not None:
        yield "\n       | ", "dim"
        yield f"{' ' * shown.caret}^", f"bold {colour}"
