"""Words of the interface: the package's own in `templates/ui/LOCALE.yml`, an instance's in `guides/ui/LOCALE.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from string import Formatter
from types import MappingProxyType

from camtay import yaml_file
from camtay.errors import PackageError, Problem
from camtay.text import candidates, nearest
from camtay.yaml_file import Document

_FOLDER_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What may stand in an address: words under `path.`."""
NAMED = 12
"""Keys that the note about missing words names; the PO file of the interface has them all."""


@lru_cache(maxsize=16)
def words(tag: str) -> Mapping[str, str]:
    """The package's words in a locale; none for a locale that only an instance has."""
    file = resources.files("camtay") / "templates" / "ui" / f"{tag}.yml"
    if not file.is_file():
        return MappingProxyType({})
    document = yaml_file.parse(file.read_text("utf-8"), Document(f"templates/ui/{tag}.yml"))
    if document.problems or not isinstance(document.data, dict) or not {*map(type, document.data.values())} <= {str}:
        raise PackageError(document.problems, document.file)
    return MappingProxyType(document.data)


def problems(document: Document, own: Mapping[str, str], tag: str, locales: Sequence[str]) -> list[Problem]:
    """Faults in an instance's own words: keys that nothing asks for, and words whose placeholders differ from those
    that the program fills in. A file of no locale of the site is only warned of: English words stand in for others."""
    found = []
    if tag not in locales and tag != "en":
        found.append(document.problem("word.locale", (), "warning", tag=tag, locales=", ".join(locales)))
    reference = {**words("en"), **words(tag)}
    for key, text in own.items():
        if key not in reference:
            if best := nearest(key, list(reference)):
                found.append(document.problem("word.unknown", (key,), key=key, nearest=best))
            else:
                known = candidates(key, list(reference))
                found.append(document.problem("word.unknown_far", (key,), key=key, known=known))
            continue
        if key.startswith("path.") and not _FOLDER_NAME.fullmatch(text):
            found.append(document.problem("word.path", (key,), value=text))
        found += _placeholder_problems(document, key, text, reference[key])
    return found


def untranslated(site: Document, own: Mapping[str, Mapping[str, str]], locales: Sequence[str]) -> list[Problem]:
    """One note for each locale of the site that lacks words of the interface: English stands in for them."""
    found = []
    for index, tag in enumerate(locales):
        known = {*words(tag), *own.get(tag, {})}
        missing = [key for key in words("en") if key not in known]
        if missing:
            named = ", ".join(missing[:NAMED]) + (" …" if len(missing) > NAMED else "")
            params = {"tag": tag, "n": len(missing), "all": len(words("en")), "keys": named}
            found.append(site.problem("word.untranslated", ("locales", index), "warning", **params))
    return found


def _placeholder_problems(document: Document, key: str, text: str, reference: str) -> list[Problem]:
    wanted, written = placeholders(reference) or frozenset(), placeholders(text)
    sample = reference.strip()
    if written is None:
        return [document.problem("word.brace", (key,), sample=sample)]
    if not wanted:
        return [document.problem("word.plain", (key,), name=name) for name in sorted(written)]
    known = ", ".join(f"{{{name}}}" for name in sorted(wanted))
    extra = sorted(written - wanted)
    # A misspelt one is told once, not also as the missing one that it should be.
    missing = [] if extra else sorted(wanted - written)
    return [
        *(document.problem("word.extra", (key,), name=name, known=known, sample=sample) for name in extra),
        *(document.problem("word.missing", (key,), name=name, sample=sample) for name in missing),
    ]


def placeholders(text: str) -> frozenset[str] | None:
    """Names in braces (`{n}`), with whatever else stands there; nothing where the braces don't close."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    return frozenset(
        name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
        for _, name, spec, conversion in parts
        if name is not None
    )
