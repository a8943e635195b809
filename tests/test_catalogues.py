"""Catalogues for translators: complete, up to date, and the same from one day to the next."""

from __future__ import annotations

import gettext
import io
import string
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from scripts import catalogues as script

from camtay import catalogues
from camtay.cli import main as program
from camtay.commands import speaking
from camtay.messages import MESSAGES
from camtay.texts import TEXTS

LOCALES = sorted(path.name for path in catalogues.FOLDER.iterdir() if catalogues.file_of(path.name).is_file())


def read(locale: str) -> Catalog:
    """The catalogue of a locale as it lies in the package."""
    return read_po(io.BytesIO(catalogues.file_of(locale).read_bytes()), locale)


def said(compiled: bytes) -> dict[object, str]:
    """What a compiled catalogue says, without its header: that names the version of babel."""
    translations: Any = gettext.GNUTranslations(io.BytesIO(compiled))
    return {key: text for key, text in translations._catalog.items() if key}


def values(text: str) -> set[str]:
    """Names in braces, with how they are written."""
    return {f"{name}!{how}" for _, name, _, how in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_catalogue_is_up_to_date(locale: str) -> None:
    """Mended by `python scripts/catalogues.py`."""
    written = catalogues.file_of(locale).read_bytes()
    assert script.refreshed(locale, written) == written
    shipped, fresh = catalogues.file_of(locale, "mo").read_bytes(), catalogues.compiled(catalogues.file_of(locale))
    assert said(shipped) == said(fresh)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_translation_fills_in_the_same_values(locale: str) -> None:
    """Of a plural form those of both English ones may be used."""
    for message in read(locale):
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        given = [message.string] if isinstance(message.string, str) else list(message.string)
        known = set().union(*map(values, originals))
        for text in given if message.id else []:
            assert values(text) <= known, text


def test_vietnamese_says_all_that_click_says() -> None:
    """Nothing is left in English, and nothing was left out of the catalogue."""
    catalogue = read("vi")
    assert {m.id for m in catalogue if m.id} == set(script.clicks_texts())
    assert script.counts(catalogue) == {"all": len(catalogue), "done": len(catalogue), "fuzzy": 0}


def test_a_new_locale_gets_every_text_with_the_vietnamese_beside_it() -> None:
    """Messages, sentences, help, and what click says."""
    template = script.template("lo")
    messages: list[Message] = [message for message in template if message.id]
    assert {m.context for m in messages} == {"label", "help", None, *MESSAGES, *TEXTS}
    cure = next(m for m in messages if m.context == "field.missing" and m.id == MESSAGES["field.missing"]["en"][1])
    assert cure.auto_comments == [MESSAGES["field.missing"]["vi"][1]]
    helped = {m.id for m in messages if m.context == "help"}
    assert {both["en"] for both in speaking.helps(program)} == helped


def test_a_translators_work_is_kept_when_the_program_changes() -> None:
    """What is still said keeps its translation; what is said otherwise now is marked; what is gone goes."""
    old = script.template("lo")
    old.add("What was once said", "ເກົ່າ", context="built")
    for message in old:
        if message.context == "sign.none":
            message.string = "ບໍ່ມີ"
    again = read_po(io.BytesIO(script.refreshed("lo", script.as_bytes(old))), "lo")
    assert all(m.string == "ບໍ່ມີ" for m in again if m.context == "sign.none")
    assert "What was once said" not in {m.id for m in again}
    assert script.counts(again)["all"] == script.counts(script.template("lo"))["all"]
