"""What an editor must confirm locally: claims from memory, unsure ones that are held back, open questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from camtay.project import Project
from camtay.yaml_file import Path_, dotted


@dataclass(frozen=True)
class Question:
    """One thing to confirm: `reason` is `memory`, `unsure` or `confirm`; `text` is in the source locale."""

    entry: str
    file: str
    line: int
    path: str
    reason: str
    text: str


def questions(project: Project) -> list[Question]:
    """All open questions, by file and line."""
    found = []
    for entry_id, (document, base) in project.documents.items():
        data = document.data
        for part in base:
            data = data[part]
        for path, reason, text in _walk(data, base, project.source_locale.tag):
            found.append(Question(entry_id, document.file, document.place(path)[0], dotted(path), reason, text))
    return sorted(found, key=lambda q: (q.file, q.line, q.path))


def _walk(data: Any, path: Path_, locale: str) -> Iterator[tuple[Path_, str, str]]:
    if isinstance(data, dict):
        if data.get("confidence") in ("memory", "unsure"):
            position = f"{data.get('lat')}, {data.get('lon')}" if "lat" in data else ""
            text = str(data.get(locale) or data.get("now", {}).get(locale, "") or position)
            yield path, str(data["confidence"]), text
        for key, value in data.items():
            if key == "alleys":
                continue  # entries of their own
            if key == "confirm" and isinstance(value, list):
                for index, line in enumerate(value):
                    yield (*path, key, index), "confirm", str(line)
            else:
                yield from _walk(value, (*path, key), locale)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _walk(value, (*path, index), locale)
