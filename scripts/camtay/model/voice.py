"""A person reading an entry aloud: `audio: {vi: {file: …, licence: …}}`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from camtay.model.fields import Day, Line, Record, SoundFile, locales_of


class Recording(Record):
    """A sound file beside the content, with the words that it reads."""

    file: SoundFile
    licence: Line
    reader: Line | None = None
    """Who reads, as that person wants to be named."""
    recorded: Day | None = None
    reads: Line | None = None
    """`spoken.digest` of the text that was read: the recording is played only while the text says the same."""

    @model_validator(mode="before")
    @classmethod
    def _lines(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise PydanticCustomError("audio_shape", "a file name alone")
        if not value.get("licence"):
            raise PydanticCustomError("audio_licence", "no licence")
        return value


def _by_locale(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, dict):
        raise PydanticCustomError("audio_shape", "not by locale")
    known = locales_of(info)
    for key in value:
        if key not in known:
            raise PydanticCustomError("text_locale", "unknown locale {key}", {"key": key})
    return value


Audio = Annotated[dict[str, Recording], BeforeValidator(_by_locale)]
"""Recordings by locale."""
