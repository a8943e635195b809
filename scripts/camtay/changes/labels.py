"""What the parts of an entry are called: `Các bước 3`, from the words of the content model."""

from __future__ import annotations

from pydantic import BaseModel

from camtay.model.described import FILES, Described, describe
from camtay.model.entries import KINDS, AlleyFields
from camtay.yaml_file import Path_, dotted

_ONE = {"steps": {"vi": "Bước", "en": "Step"}, "stops": {"vi": "Điểm dừng", "en": "Stop"}}
"""Lists whose items are called by a word of their own, as on the pages."""


def record_of(kind: str) -> Described | None:
    """The described record of a kind, or of a file that there is one of."""
    if kind == "alley":
        return describe(AlleyFields)
    found: type[BaseModel] | None = KINDS.get(kind) or (FILES[kind][1] if kind in FILES else None)
    return describe(found) if found else None


def label(kind: str, path: Path_, locale: str) -> tuple[str, str]:
    """(name of a part, locale of the text or nothing). Fields without a name are called as in the file."""
    record, words, text = record_of(kind), [], ""
    for index, part in enumerate(path):
        if isinstance(part, int):
            words.append(str(part + 1))
            continue
        if record is None:
            break
        names = {field.name: field for field in record.fields}
        if part not in names:
            text = part if record.beside else ""  # the words of a claim stand beside its other fields
            break
        field = names[part]
        numbered = part in _ONE and index + 1 < len(path)
        name = _ONE[part][locale] if numbered else field.label.get(locale, part)
        words.append(("› " if words else "") + name)
        record = field.record
        if field.sort == "text" or field.by_locale:
            rest = path[index + 1 :]
            text = str(rest[0]) if rest else ""
            break
        if record is None:
            words += (str(rest + 1) for rest in path[index + 1 :] if isinstance(rest, int))
            break
    return " ".join(words) or dotted(path), text
