"""What learning paths and day routes consist of: lessons, questions, stops."""

from __future__ import annotations

import zlib
from typing import Annotated, NamedTuple, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from camtay.model.fields import Claim, Coordinates, Count, Id, Record, Text

QUESTIONS = 5
"""Questions of every self-check: few enough for one sheet and for one breath at the end of a class."""
MOST_WRONG = 3


class Lesson(Record):
    """One guide of a course."""

    guide: Id
    reason: Text | None = None
    """Why it stands here, in a few words."""


class Question(Record):
    """A question of the self-check. Who writes it can't mark the wrong answer: the right one has a field of its own."""

    ask: Text
    right: Text
    wrong: Annotated[tuple[Text, ...], Count(1, MOST_WRONG)]
    """One to three."""
    why: Claim
    """What is true, for whoever chose another answer."""
    guide: Id | None = None
    """The lesson that teaches it."""

    @model_validator(mode="after")
    def _choosable(self) -> Self:
        if not 1 <= len(self.wrong) <= MOST_WRONG:
            raise PydanticCustomError("question_wrong", "one to three wrong answers", {"n": len(self.wrong)})
        written = [text.source.casefold() for text in (self.right, *self.wrong)]
        twice = next((text for text in written if written.count(text) > 1), None)
        if twice is not None:
            raise PydanticCustomError("question_same", "the same answer twice", {"answer": twice[:60]})
        return self


class Asked(NamedTuple):
    """A question as it is put: with its answers in order."""

    number: int
    question: Question
    answers: tuple[Text, ...]
    letter: str
    """Of the right answer: A, B, C or D."""


def asked(questions: tuple[Question, ...], name: str) -> list[Asked]:
    """The questions with their answers mixed: the right one moves on by one place each time.

    Where it begins depends on `name` alone, so that every page and sheet shows the same order."""
    found = []
    for number, question in enumerate(questions, 1):
        place = (number + zlib.crc32(name.encode())) % (len(question.wrong) + 1)
        answers = (*question.wrong[:place], question.right, *question.wrong[place:])
        found.append(Asked(number, question, answers, "ABCD"[place]))
    return found


def _count(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    if len(questions) != QUESTIONS:
        raise PydanticCustomError("question_count", "not five questions", {"n": len(questions)})
    return questions


Questions = Annotated[tuple[Question, ...], AfterValidator(_count), Count(QUESTIONS, QUESTIONS)]


class Stop(Record):
    """One stop of a day: an entry, or a place named by its title."""

    entry: Id | None = None
    title: Text | None = None
    where: Text | None = None
    """Commune or ward of a place that has no entry: shown, and part of the map search."""
    coordinates: Coordinates | None = None
    do: tuple[Claim, ...] = Field(min_length=1)
    stay: Claim | None = None
    """How long: a suggestion."""
    onward: tuple[Claim, ...] = ()
    """The way to the next stop."""
    respect: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _one_name(self) -> Self:
        if (self.entry is None) == (self.title is None):
            raise PydanticCustomError("stop_what", "entry or title")
        return self


def _two(stops: tuple[Stop, ...]) -> tuple[Stop, ...]:
    if len(stops) < 2:
        raise PydanticCustomError("route_short", "fewer than two stops", {"n": len(stops)})
    return stops


Stops = Annotated[tuple[Stop, ...], AfterValidator(_two), Count(2, None)]
