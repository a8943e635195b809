"""What the parts of an entry are called: `Các bước 3`, from the words of the content model."""

from __future__ import annotations

from pydantic import BaseModel

from camtay.model.described import FILES, Described, describe
from camtay.model.entries import KINDS, AlleyFields
from camtay.yaml_file import Path_, dotted


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
            return " ".join(words) or dotted(path), part if index and not words else text
        names = {field.name: field for field in record.fields}
        if part not in names:
            text = part  # of a claim, or of a text below
            break
        field = names[part]
        words.append(("› " if words else "") + field.label.get(locale, part))
        record = field.record
        if field.sort == "text" or field.by_locale:
            rest = path[index + 1 :]
            text = str(rest[0]) if rest else ""
            break
        if record is None:
            words += (str(rest + 1) for rest in path[index + 1 :] if isinstance(rest, int))
            break
    return " ".join(words) or dotted(path), text
