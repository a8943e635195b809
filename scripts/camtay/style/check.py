"""The style check of a project: every text of every entry, as warnings with their place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from camtay import markup
from camtay.errors import Problem, ordered
from camtay.model.style import StyleWords
from camtay.project import Project
from camtay.style.marks import slips
from camtay.style.prose import begins_with_verb, count, second_action, sentences
from camtay.style.rules import words_of
from camtay.yaml_file import Document, Path_

STEP = 25
"""Words of a step at most."""
AVERAGE = 16
"""Words of a sentence, at most, on the average of an entry in one locale."""
LONGEST = 30
"""A sentence of more words is told wherever it stands."""
NAMED = 3
"""Sentences named of an entry whose average is too high."""
_NO_PROSE = {"title", "short", "now", "before", "alt", "office", "name"}
"""Fields of names and headings: no sentences, and they would lower the average."""

_CAPITALS = re.compile(r"(?<![\w/.-])[A-ZĐĂÂÊÔƠƯ]{2,6}(?![\w/-]|\.[a-z])")
_EXPLAINED = re.compile(rf"({_CAPITALS.pattern}) \(|\(({_CAPITALS.pattern})[),;:]")
"""`OCOP (mỗi xã một sản phẩm)`, `Trung tâm Hành động bom mìn (QTMAC)`."""

_ROMAN = re.compile(r"[IVXL]+")
_APOSTROPHES = re.compile(r"\w+['’]\w+")


@dataclass(frozen=True)
class Passage:
    """A text of a file in one locale; `path` ends with the locale."""

    document: Document
    path: Path_
    text: str

    @property
    def locale(self) -> str:
        return str(self.path[-1])

    def problem(self, code: str, **params: object) -> Problem:
        return self.document.problem(code, self.path, "warning", **params)


def style_problems(project: Project) -> list[Problem]:
    """All warnings about how the content is written, in order of place."""
    problems: list[Problem] = []
    locales = tuple(locale.tag for locale in project.locales)
    words = {tag: words_of(project, tag) for tag in locales}
    told: set[tuple[str, str]] = set()
    for document in _documents(project):
        found: list[Problem] = []
        passages = list(_passages(document, document.data, (), locales))
        for passage in passages:
            found += _marks(passage)
            if passage.path[0] == "steps" and len(passage.path) == 3:
                found += _step(passage, words[passage.locale])
        found += _apostrophes(passages)
        for tag in locales:
            own = [passage for passage in passages if passage.locale == tag]
            found += _lengths(own, words[tag])
            found += _abbreviations(project, own, words[tag], told)
        problems += found
    return ordered(problems)


def passages_of(project: Project) -> Iterator[Passage]:
    """Every text of the content in every locale."""
    locales = tuple(locale.tag for locale in project.locales)
    for document in _documents(project):
        yield from _passages(document, document.data, (), locales)


def _documents(project: Project) -> list[Document]:
    """Every file of texts once: an alley's is its village's."""
    found = {document.file: document for document, _ in project.documents.values()}
    found |= {document.file: document for document in project.common}
    return [document for document in found.values() if isinstance(document.data, dict)]


def _passages(document: Document, data: Any, path: Path_, locales: tuple[str, ...]) -> Iterator[Passage]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in locales and isinstance(value, str):
                yield Passage(document, (*path, key), value)
            else:
                yield from _passages(document, value, (*path, key), locales)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _passages(document, value, (*path, index), locales)


def _marks(passage: Passage) -> Iterator[Problem]:
    for slip in slips(passage.text, passage.locale):
        yield passage.problem(slip.code, found=slip.found.strip()[:60], good=slip.good[:60])


def _apostrophes(passages: list[Passage]) -> Iterator[Problem]:
    """Where a file uses both kinds: the first of the rarer kind."""
    found = [(hit, passage) for passage in passages for hit in _APOSTROPHES.finditer(passage.text)]
    straight = [(hit, passage) for hit, passage in found if "'" in hit[0]]
    curly = [(hit, passage) for hit, passage in found if "'" not in hit[0]]
    if straight and curly:
        hit, passage = min(straight, curly, key=len)[0]
        yield passage.problem("style.quotes_mixed", found=hit[0])


def _step(passage: Passage, words: StyleWords) -> Iterator[Problem]:
    text = markup.plain(passage.text)
    if (length := count(text)) > STEP:
        yield passage.problem("style.step_long", count=length, limit=STEP)
    if not words.verbs:
        return
    if not begins_with_verb(text, words):
        yield passage.problem("style.step_verb", found=" ".join(text.split()[:3]))
    if verb := second_action(text, words):
        yield passage.problem("style.step_actions", found=verb)


def _lengths(passages: list[Passage], words: StyleWords) -> Iterator[Problem]:
    """Sentences that are too long in themselves, and those that make an entry's average too high."""
    found = [
        (count(sentence), sentence, passage)
        for passage in passages
        if not set(passage.path) & _NO_PROSE
        for sentence in sentences(markup.plain(passage.text), words.stops)
    ]
    if not found:
        return
    average = sum(length for length, _, _ in found) / len(found)
    longest = sorted(found, key=lambda item: (-item[0], item[2].path))
    if average > AVERAGE:
        shown = f"{average:.1f}"
        for length, sentence, passage in longest[:NAMED]:
            yield passage.problem("style.average", average=shown, limit=AVERAGE, count=length, found=sentence[:60])
    for length, sentence, passage in longest:
        if length > LONGEST:
            yield passage.problem("style.sentence_long", count=length, limit=LONGEST, found=sentence[:60])


def _abbreviations(
    project: Project, passages: list[Passage], words: StyleWords, told: set[tuple[str, str]]
) -> Iterator[Problem]:
    """Capitals that neither the glossary nor their own file explains; told once for each file and locale."""
    forms = project.glossary.forms(passages[0].locale) if project.glossary and passages else ()
    known = {*words.abbreviations, *(token for form in forms for token in _CAPITALS.findall(form))}
    plain = [(passage, markup.plain(passage.text)) for passage in passages]
    explained = {found[1] or found[2] for _, text in plain for found in _EXPLAINED.finditer(text)}
    for passage, text in plain:
        for token in _CAPITALS.findall(text):
            key = (passage.document.file, token)
            if token not in known | explained and key not in told and not _ROMAN.fullmatch(token):
                told.add(key)
                yield passage.problem("style.abbreviation", found=token)
