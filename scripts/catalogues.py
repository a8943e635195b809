"""Catalogues for those who translate what the program says (messages of faults, sentences and help of the commands).

python scripts/catalogues.py lo         begins a locale: scripts/camtay/catalogues/lo/LC_MESSAGES/camtay.po, for Poedit
python scripts/catalogues.py            brings every catalogue up to date with the program and compiles it

The originals are the English texts; the Vietnamese ones stand beside them as comments.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from camtay import catalogues
from camtay.cli import main as program
from camtay.commands import speaking
from camtay.files import write_atomic
from camtay.messages import LABELS, MESSAGES
from camtay.texts import TEXTS

_PASSING = re.compile(rb'^"(Project-|Report-|POT-|PO-|Generated-|Last-|Language-Team)[^:]*: .*\n', re.MULTILINE)
"""Lines of a header that babel fills with the time of day, a version and nobody's address."""
Text = tuple[str, str, str]
"""Context, English, Vietnamese."""


def own_texts() -> Iterator[Text]:
    """Every text of the modules, in the order of the modules."""
    for key, word in LABELS["en"].items():
        yield "label", word, LABELS["vi"][key]
    for code, words in MESSAGES.items():
        for english, vietnamese in zip(words["en"], words["vi"], strict=True):
            yield code, english, vietnamese
        if words.allowed:
            yield code, words.allowed["en"], words.allowed["vi"]
    for key, text in TEXTS.items():
        yield key, text["en"], text["vi"]
    for helped in speaking.helps(program):
        yield speaking.CONTEXT, helped["en"], helped["vi"]


def clicks_texts() -> list[str | tuple[str, str]]:
    """What click itself says; singular and plural where it counts."""
    folder = Path(click.__file__).parent
    found = (message for _, _, message, _, _ in extract_from_dir(folder, method_map=[("**.py", "python")]))
    return sorted(dict.fromkeys(found), key=str)


def template(locale: str) -> Catalog:
    """All that a catalogue of `locale` should have. Texts of Vietnamese and English stand in the modules."""
    comment = f"# What Cầm Tay says, in {Locale.parse(locale, sep='-').english_name}: see scripts/catalogues.py."
    catalog = Catalog(locale, header_comment=comment, fuzzy=False)
    if locale not in catalogues.SOURCES:
        for context, english, vietnamese in own_texts():
            catalog.add(english, context=context, auto_comments=[] if vietnamese == english else [vietnamese])
    for message in clicks_texts():
        catalog.add(message, auto_comments=["click"])
    return catalog


def refreshed(locale: str, written: bytes) -> bytes:
    """A PO file brought up to date: new texts are empty, changed ones are marked as fuzzy, others are gone."""
    catalog = read_po(io.BytesIO(written), locale)
    catalog.update(template(locale), update_creation_date=False)
    return as_bytes(catalog)


def as_bytes(catalog: Catalog) -> bytes:
    """The PO file, without anything that changes from one day to the next."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, ignore_obsolete=True, no_location=True)
    return _PASSING.sub(b"", out.getvalue())


def counts(catalog: Catalog) -> Mapping[str, int]:
    """How many texts there are, are translated, and are to be looked at again."""
    messages = [message for message in catalog if message.id]
    done = sum(bool(m.string) and any(m.string) and not m.fuzzy for m in messages)
    return {"all": len(messages), "done": done, "fuzzy": sum(m.fuzzy for m in messages)}


def main(tags: list[str]) -> None:
    """Begin the locales named, bring all that there are up to date."""
    there = {path.name for path in catalogues.FOLDER.iterdir() if catalogues.file_of(path.name).is_file()}
    for locale in sorted(there | set(tags)):
        file = catalogues.file_of(locale)
        before = file.read_bytes() if file.is_file() else as_bytes(template(locale))
        write_atomic(file, refreshed(locale, before))
        write_atomic(catalogues.file_of(locale, "mo"), catalogues.compiled(file))
        with file.open("rb") as opened:
            n = counts(read_po(opened, locale))
        print(f"{locale}: {n['done']} of {n['all']} texts translated, {n['fuzzy']} fuzzy: {file}")


if __name__ == "__main__":
    main(sys.argv[1:])
