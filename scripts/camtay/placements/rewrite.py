"""Writing `placements.yml` back: what comes out is read again before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from camtay import yaml_file
from camtay.errors import fail
from camtay.files import write_atomic
from camtay.placements.columns import cells
from camtay.placements.merge import Merge
from camtay.placements.record import FIELDS, Placement
from camtay.placements.register import FILE, parse
from camtay.text import nfc
from camtay.yaml_edit import OneLine, edited
from camtay.yaml_file import Document, Path_


def write(root: Path, merge: Merge) -> None:
    """Replace the file in one step. Raises CamtayError when it would not read back as `merge` says."""
    path = root / FILE
    raw = path.read_bytes() if path.exists() else b""
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    text = raw.decode("utf-8-sig")
    after = rewritten(nfc(text.replace("\r\n", "\n")), merge)
    _prove(after, merge)
    if "\r\n" in text:
        after = after.replace("\n", "\r\n")
    try:
        write_atomic(path, mark + after.encode())
    except OSError as error:
        raise fail("file.write", FILE, reason=error.strerror or error) from error


def _prove(text: str, merge: Merge) -> None:
    document = yaml_file.parse(text, Document(FILE))
    items, problems = parse(document)
    read = [cells(item.placement) for item in items]
    wanted = [cells(item.placement) for item in merge.items]
    problems += document.problems
    if any(p.severity == "error" for p in problems) or read != wanted:
        pairs = enumerate(zip(read, wanted, strict=False), 1)
        differs = next((f"item {i}" for i, (a, b) in pairs if a != b), "length")
        detail = problems[0].message("en") if problems else differs
        raise fail("placement.write", FILE, detail=detail)


def rewritten(text: str, merge: Merge) -> str:
    """The file's text after the changes. `text` is sound and ends its lines with `\n`."""
    data = yaml_file.parse(text, Document(FILE)).data or []
    edits: dict[Path_, Any] = {}
    for index in sorted({change.index for change in merge.changes}):
        wanted = {change.key: change.after or None for change in merge.changes if change.index == index}
        spot: dict[str, str | None] = {key: wanted.pop(key) for key in ("lat", "lon") if key in wanted}
        edits |= {(index, key): value for key, value in wanted.items()}
        edits |= _spot_edits(index, data[index].get("coordinates") or {}, spot)
    edits |= {(len(data) + i,): _item(placement) for i, placement in enumerate(merge.new)}
    return edited(text, edits, FIELDS) if edits else text


def _spot_edits(index: int, old: dict[str, Any], spot: dict[str, str | None]) -> dict[Path_, Any]:
    """A place goes as a whole: without its numbers, what else was known of it says nothing."""
    at: Path_ = (index, "coordinates")
    after = {key: value for key in ("lat", "lon") if (value := spot.get(key, old.get(key)))}
    if not spot or not old or not after:
        return {at: OneLine(after) if after else None} if spot else {}
    return {(*at, key): value for key, value in spot.items()}


def _item(placement: Placement) -> dict[str, Any]:
    values = {key: value for key, value in cells(placement).items() if value}
    spot = OneLine({key: values.pop(key) for key in ("lat", "lon") if key in values})
    return {**values, **({"coordinates": spot} if spot else {})}
