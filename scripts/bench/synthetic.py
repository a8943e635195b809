"""A made-up province of any size for the benchmarks, as long-winded as a real one.

    python scripts/bench/synthetic.py COUNT FOLDER

Copies of this repository's entries, every text with a number of its own so that nothing is shared, in both locales,
each with a code: guides, monuments, specialities, visitor notes, villages with their alleys.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from camtay import ledger as ledgers
from camtay import source

REPO = Path(__file__).parents[2]
KINDS = ("huong-dan", "di-tich", "dac-san", "khi-den", "lang")
SHARED = ("glossary.yml", "places.yml", "site.yml", "hinh")
NAMES = ("id", "related", "nearby", "guides", "background", "successor")
"""Fields whose values are ids of entries."""
DAY = date(2026, 11, 22)


def originals() -> list[tuple[str, dict[str, Any]]]:
    """(folder, entry) of what is copied, the same order every time."""
    files = (path for kind in KINDS for path in sorted((REPO / "guides" / kind).glob("*.yml")))
    return [(path.parent.name, yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)) for path in files]


def copied(value: Any, n: int, ids: set[str], key: str = "") -> Any:
    """The data of an entry with another id and texts of its own; references stay among the copies of one number."""
    if isinstance(value, dict):
        return {k: copied(v, n, ids, f"{key}.{k}") for k, v in value.items() if k not in ("picture", "confirm", "slug")}
    if isinstance(value, list):
        return [copied(v, n, ids, key) for v in value]
    last = key.rpartition(".")[2]
    if last in NAMES and value in ids:
        return f"{value}-{n}"
    return f"{value} ({n})" if last in ("vi", "en") and isinstance(value, str) else value


def write(root: Path, count: int) -> None:
    """A project of `count` entries in `root`, a folder that is not there yet."""
    (root / "docs/.overrides").mkdir(parents=True)
    (root / "guides").mkdir()
    shutil.copy(REPO / "mkdocs.yml", root)
    for name in SHARED:
        place = REPO / "guides" / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, root / "guides" / name)
    site = root / "guides/site.yml"
    kept = [line for line in site.read_text("utf-8").splitlines() if not line.startswith("featured:")]
    site.write_text("\n".join(kept) + "\n", "utf-8")
    found = originals()
    ids = {data["id"] for _, data in found} | {a["id"] for _, data in found for a in data.get("alleys", ())}
    made = n = 0
    while made < count:
        for folder, data in found:
            if made >= count:
                break
            entry = copied(data, n, ids)
            entry["alleys"] = entry.get("alleys", [])[: count - made - 1]
            made += 1 + len(entry["alleys"])
            if not entry["alleys"]:
                del entry["alleys"]
            target = root / "guides" / folder / f"{entry['id']}.yml"
            target.parent.mkdir(exist_ok=True)
            target.write_text(yaml.dump(entry, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=140))
        n += 1
    _close(root)
    ledger, events, used = ledgers.Ledger(), [], set[str]()
    for entry_id in source.read(root).entries:
        while True:  # issuing one after the other would copy the ledger each time
            issued, code = ledger.issue(entry_id, DAY)
            if code not in used:
                break
        used.add(code)
        events.append(issued.codes[code].events[0])
    ledgers.Ledger(events).write(root)


def _close(root: Path) -> None:
    """Drop references to the entries that the last, unfinished number does not have."""
    entries = set(source.read(root).entries)
    for path in (root / "guides").glob("*/*.yml"):
        data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        changed = False
        for key in NAMES[1:]:
            if isinstance(data.get(key), list):
                kept = [name for name in data[key] if not isinstance(name, str) or name in entries]
                changed |= kept != data[key]
                data[key] = kept
        if changed:
            path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=140))


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    write(Path(sys.argv[2]), int(sys.argv[1]))
