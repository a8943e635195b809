"""Problems: faults in the content, told to the person who wrote it.

A `Problem` names the place (file, line, column), what is wrong and how to mend it. Its words come
from `messages.MESSAGES`, in Vietnamese unless another locale is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from camtay.messages import label, words_of

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One fault. `line` and `column` count from 1; 0 means that the fault has no place in the file.

    `code` is a key of `messages.MESSAGES`; `path` is where in the data (`steps[2].vi`)."""

    code: str
    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""
    params: Mapping[str, str] = field(default_factory=dict, hash=False)
    severity: Severity = "error"

    def message(self, locale: str = "vi") -> str:
        """What is wrong, in one sentence."""
        return words_of(self.code, locale)[0].format_map(self.params)

    def cure(self, locale: str = "vi") -> str:
        """What to do about it, in one sentence."""
        return words_of(self.code, locale)[1].format_map(self.params)

    @property
    def place(self) -> str:
        """`file:line:column`, as far as they are known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)

    def sentence(self, locale: str = "vi") -> str:
        """`error: what (at path)`."""
        at = f" ({label('at', locale)} {self.path})" if self.path else ""
        return f"{label(self.severity, locale)}: {self.message(locale)}{at}"

    def format(self, locale: str = "vi") -> str:
        """`place: error: what` and, indented on the next line, the cure: for logs. A screen shows more: `report`."""
        head = f"{self.place}: " if self.place else ""
        return f"{head}{self.sentence(locale)}\n    {label('cure', locale)}: {self.cure(locale)}"


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by place, each once."""
    unique = {(p.file, p.line, p.column, p.code, p.path, tuple(sorted(p.params.items()))): p for p in problems}
    return [unique[key] for key in sorted(unique)]


class CamtayError(Exception):
    """Something that stops a run; carries every problem found so far."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = ordered(problems)
        super().__init__("\n".join(p.format("en") for p in self.problems))


class PackageError(Exception):
    """A file of the package itself can't be read: a fault of the program, not of what somebody wrote."""

    def __init__(self, problems: Iterable[Problem], file: str) -> None:
        super().__init__("\n".join(p.format("en") for p in problems) or f"{file} is not as it should be")


def fail(code: str, file: str = "", line: int = 0, /, **params: object) -> CamtayError:
    """An error with a single problem."""
    words = {key: str(value) for key, value in params.items()}
    return CamtayError([Problem(code, file, line, params=words)])
