"""A made-up province of any size for the benchmarks, as long-winded as a real one.

    python scripts/bench/synthetic.py COUNT FOLDER

Copies of this repository's entries, every text with a number of its own so that nothing is shared, in both locales,
each with a code: guides with their drawings, monuments and dishes with photos, visitor notes, villages with their
alleys, spread over all communes. The same count gives the same bytes, codes too.
"""

from __future__ import annotations

import io
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy
import yaml
from PIL import Image

from camtay import codes
from camtay.ledger import Event, Ledger

REPO = Path(__file__).parents[2]
KINDS = ("huong-dan", "di-tich", "dac-san", "khi-den", "lang")
SHARED = ("glossary.yml", "places.yml", "site.yml", "hinh")
NAMES = ("id", "related", "nearby", "guides", "background", "successor")
"""Fields whose values are ids of entries."""
LEFT_OUT = ("confirm", "slug", "former_slugs", "replaces", "audio")
PHOTOS = 12
"""Shared by all entries that show one; a real province has more, each read once in a build."""
DAY = date(2026, 11, 22)
NUMBER, PLACE = "\u2460", "\u2461"
"""Where an original's text gets the number of its copy, and the commune: characters that no entry holds."""


@dataclass(frozen=True)
class Original:
    """An entry of this repository as it is copied: YAML text with `NUMBER` and `PLACE` to be filled in."""

    folder: str
    data: dict[str, Any]

    @property
    def id(self) -> str:
        """With `NUMBER` in it."""
        return str(self.data["id"])

    @property
    def alleys(self) -> list[str]:
        """Their ids, with `NUMBER`."""
        return [alley["id"] for alley in self.data.get("alleys", ())]

    def text(self, alleys: int, known: set[str] | None = None) -> str:
        """The file, with so many of the alleys; references lead to `known` ones only (with `NUMBER`), or to all."""
        data = {**self.data, "alleys": self.data.get("alleys", [])[:alleys]}
        if known is not None:
            data = {key: _kept(value, known) if key in NAMES[1:] else value for key, value in data.items()}
        shown = {key: value for key, value in data.items() if value or key != "alleys"}
        return yaml.dump(shown, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=140)


def _kept(names: Any, known: set[str]) -> Any:
    """A list without the names that are not `known`; what is no name stays (`background:` has texts)."""
    if not isinstance(names, list):
        return names
    return [name for name in names if not isinstance(name, str) or name in known]


def originals() -> list[Original]:
    """What is copied, the same order every time; references to what is not copied are left out."""
    files = (path for kind in KINDS for path in sorted((REPO / "guides" / kind).glob("*.yml")))
    read = [(path.parent.name, yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)) for path in files]
    ids = {data["id"] for _, data in read} | {alley["id"] for _, data in read for alley in data.get("alleys", ())}
    found = []
    for place, (folder, data) in enumerate(read):
        marked = _marked(data, ids)
        known = {f"{name}-{NUMBER}" for name in ids}
        marked = {key: _kept(value, known) if key in NAMES[1:] else value for key, value in marked.items()}
        marked["place"] = [PLACE]
        if "short" in data:  # 40 characters at most, with numbers of five digits too
            marked["short"] = {tag: f"{text[:32].rstrip()} ({NUMBER})" for tag, text in data["short"].items()}
        if data["kind"] in ("heritage", "speciality", "village"):
            alt = {"vi": f"Ảnh: {data['title']['vi']} ({NUMBER})", "en": f"Photo: {data['title']['en']} ({NUMBER})"}
            marked["picture"] = {"file": f"hinh/anh-{place % PHOTOS}.jpg", "alt": alt}
        found.append(Original(folder, marked))
    return found


def _marked(value: Any, ids: set[str], key: str = "") -> Any:
    """The data with `NUMBER` in every text and in every id of an entry."""
    if isinstance(value, dict):
        return {k: _marked(v, ids, k) for k, v in value.items() if k not in LEFT_OUT}
    if isinstance(value, list):
        return [_marked(v, ids, key) for v in value]
    if key in NAMES and value in ids:
        return f"{value}-{NUMBER}"
    return f"{value} ({NUMBER})" if key in ("vi", "en") and isinstance(value, str) else value


def files(count: int) -> Iterator[tuple[Path, str, list[str]]]:
    """(path below `guides/`, text, ids) of every file of `count` entries; alleys stand in their village's file."""
    places = yaml.load((REPO / "guides/places.yml").read_text("utf-8"), yaml.CSafeLoader)
    communes = [item["id"] for item in places["items"]]
    found = originals()
    whole = [one.text(len(one.alleys)) for one in found]  # YAML is written once an original, then only filled in
    made = n = 0
    while made < count:
        left, chosen = count - made, list[tuple[int, int]]()
        for index, one in enumerate(found):
            if left > 0:
                chosen.append((index, min(len(one.alleys), left - 1)))
                left -= 1 + chosen[-1][1]
        known = None if left >= 0 and len(chosen) == len(found) else {found[index].id for index, _ in chosen}
        for index, alleys in chosen:
            one = found[index]
            cut = known is not None or alleys < len(one.alleys)
            text = one.text(alleys, known) if cut else whole[index]
            place = communes[(n * len(found) + index) % len(communes)]
            ids = [name.replace(NUMBER, str(n)) for name in (one.id, *one.alleys[:alleys])]
            yield Path(one.folder, f"{ids[0]}.yml"), text.replace(NUMBER, str(n)).replace(PLACE, place), ids
            made += len(ids)
        n += 1


def write(root: Path, count: int) -> None:
    """A project of `count` entries in `root`, a folder that is not there yet. Raises FileExistsError if it is."""
    (root / "docs/.overrides").mkdir(parents=True)
    (root / "guides").mkdir()
    shutil.copy(REPO / "mkdocs.yml", root)
    for name in SHARED:
        place = REPO / "guides" / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, root / "guides" / name)
    for number in range(PHOTOS):
        (root / f"guides/hinh/anh-{number}.jpg").write_bytes(photo(number))
    site = root / "guides/site.yml"
    kept = [line for line in site.read_text("utf-8").splitlines() if not line.startswith("featured:")]
    site.write_text("\n".join(kept) + "\n", "utf-8")
    choose = random.Random(count).choice  # noqa: S311 – the same codes each time; none of them is printed
    events: dict[str, Event] = {}
    for kind in KINDS:
        (root / "guides" / kind).mkdir(exist_ok=True)
    for path, text, ids in files(count):
        (root / "guides" / path).write_text(text, "utf-8")
        for entry in ids:
            code = codes.new(events, choose)
            events[code] = Event(code, 1, "issue", DAY.isoformat(), entry)
    Ledger(events.values()).write(root)


def photo(number: int) -> bytes:
    """A JPEG of 1,200 × 900 pixels with soft shapes and some grain, so that it packs about as well as a phone's."""
    chance = numpy.random.default_rng(number)
    soft = Image.fromarray(chance.integers(0, 256, (12, 16, 3), numpy.uint8)).resize(
        (1200, 900), Image.Resampling.BICUBIC
    )
    grain = chance.integers(-10, 11, (900, 1200, 1))
    out = io.BytesIO()
    Image.fromarray(numpy.clip(numpy.asarray(soft, int) + grain, 0, 255).astype(numpy.uint8)).save(
        out, "JPEG", quality=82
    )
    return out.getvalue()


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    write(Path(sys.argv[2]), int(sys.argv[1]))
