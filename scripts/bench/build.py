"""Builds of made-up provinces of growing size, beside Hugo on the same texts: CPU, wall, memory, bytes, growth.

    python scripts/bench/build.py [--runs 3] [--stock-python PATH] [--json FILE] [--plot FILE.svg] [--docs] [COUNT …]
    python scripts/bench/build.py --from FILE [--plot FILE.svg] [--docs]        what was measured before

500 and 2,000 entries unless told. Ours is the real command, `camtay check` and `camtay build --no-signs`: both locales,
scan pages, hubs, search, sitemap, feeds, what hosts need. “Cold” knows nothing of an earlier run, “edited” is the build
after one summary was changed, “idle” the one after that. Hugo makes the pages of entries and lists, no scan pages
(peers.py tells what its theme has). Pictures for chat apps are one for all pages (`cards: site`), as Hugo draws none;
one more row is a cold build with one for each entry, which is what a project has unless told. `--stock-python` is a
Python that can import mkdocs, material and mkdocs_static_i18n; that pair is measured up to --stock-most entries.

Every run is a process of its own with all its children, and the works of one size follow each other in turn; medians
are printed as Markdown. Ratios within a table can be compared. `--docs` writes the figures of the handbook's chapters
on speed, their plot, and `docs/.data/speed.json`, from which plan.py reckons. Hugo is left out, and says so, where it
is not installed (Debian: hugo).
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import peers
import yaml
from chapters import SPEED, fill, speed, table
from gauge import Use, command
from plot import drawing
from synthetic import REPO, write

import camtay
from camtay.files import ROOM, write_atomic

DATA = REPO / "docs/.data/speed.json"
PLOT = REPO / "docs/so-tay/hinh/toc-do.svg"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPO / "scripts"), "NO_MKDOCS_2_WARNING": "1"}
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody who installs it compiles it each time
CAMTAY = (sys.executable, "-m", "camtay")
BUILD = (*CAMTAY, "build", "--no-signs")
Found = dict[str, float]
"""Of one work at one size: cpu and wall (seconds), mb (peak), files, folders, bytes, written (files), page (mean bytes
of an entry's page), and for each `part` of a site its files and bytes."""


@dataclass(frozen=True)
class Work:
    """Something to measure: what is done before, without being counted, the command, and where it writes."""

    name: str
    words: tuple[object, ...]
    folder: Path
    site: Path | None = None
    before: Callable[[], None] = lambda: None


class Ours:
    """A made-up project, and the states in which it is built."""

    def __init__(self, root: Path, count: int) -> None:
        write(root, count)
        self.root = root
        self.site = root / "site"
        self.settings = root / "guides/site.yml"
        self.text = self.settings.read_text("utf-8")
        self.edits = 0
        self.cards("site")

    def cards(self, kind: str) -> None:
        """Pictures for chat apps: one for the site, or one for each entry."""
        self.settings.write_text(f"{self.text}cards: {kind}\n", "utf-8")

    def forget(self) -> None:
        """As if nothing had ever been checked or built."""
        for path in (self.root / ROOM, self.site):
            shutil.rmtree(path, ignore_errors=True)

    def edit(self) -> None:
        """Another summary for one entry, in the place where an editor would change it."""
        path = [path for kind in ("huong-dan", "di-tich") for path in sorted(self.root.glob(f"guides/{kind}/*.yml"))][
            -1
        ]
        data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        self.edits += 1
        data["summary"]["vi"] = f"Câu này được sửa lần thứ {self.edits}."
        path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), "utf-8")

    def with_cards(self) -> None:
        """From nothing, with a picture for each entry."""
        self.forget()
        self.cards("entries")

    def works(self) -> list[Work]:
        """In this order: each needs what the one before it leaves."""
        return [
            Work("check, cold", (*CAMTAY, "check"), self.root, None, self.forget),
            Work("check, warm", (*CAMTAY, "check"), self.root),
            Work("cold build", BUILD, self.root, self.site, self.forget),
            Work("edited build", BUILD, self.root, self.site, self.edit),
            Work("idle build", BUILD, self.root, self.site),
            Work("cold build, a card an entry", BUILD, self.root, self.site, self.with_cards),
        ]


def measure(count: int, runs: int, folder: Path, stock: Path | None) -> dict[str, Found]:
    """Medians of everything at one size. Raises RuntimeError when a command fails."""
    ours = Ours(folder / "ours", count)
    works = ours.works()
    if shutil.which("hugo"):
        peers.hugo(ours.root, folder / "hugo")
        public = folder / "hugo/public"
        works.append(Work("Hugo", ("hugo", "--quiet"), folder / "hugo", public, lambda: shutil.rmtree(public, True)))
    if stock:
        peers.stock(ours.root, folder / "stock")
        works.append(
            Work("stock Material", (stock, "-m", "mkdocs", "build", "-q"), folder / "stock", folder / "stock/site")
        )
    used: dict[str, list[Use]] = {work.name: [] for work in works}
    sizes: dict[str, Found] = {}
    ids = {path.stem for path in (ours.root / "guides").glob("*/*.yml")}
    for run in range(runs):
        ours.cards("site")
        for work in works:
            print(f"{count:,} entries, run {run + 1} of {runs}: {work.name} …", file=sys.stderr, flush=True)
            work.before()
            had = _stamps(work.site) if work.site else {}
            used[work.name].append(command(work.words, work.folder, ENVIRONMENT))
            if work.site:
                sizes[work.name] = {**_size(work.site, ids), "written": _written(work.site, had)}
    return {
        name: {
            **{key: round(statistics.median(getattr(use, key) for use in uses), 3) for key in ("cpu", "wall", "mb")},
            **sizes.get(name, {}),
        }
        for name, uses in used.items()
    }


def _stamps(site: Path) -> dict[str, tuple[int, int]]:
    """Which file stands where, and since when."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in site.rglob("*") if path.is_file()}


def _written(site: Path, had: dict[str, tuple[int, int]]) -> int:
    """How many files a host that compares times would have to fetch."""
    return sum(had.get(path) != stamp for path, stamp in _stamps(site).items())


def _size(site: Path, ids: set[str]) -> Found:
    """What stands in a site; by what it is for, see `part`."""
    found: dict[str, float] = {"files": 0, "folders": 0, "bytes": 0, "pages": 0}
    sums = [0, 0]
    for path in site.rglob("*"):
        if path.is_dir():
            found["folders"] += 1
            continue
        size, name = path.stat().st_size, part(path.relative_to(site))
        found["files"] += 1
        found["bytes"] += size
        found["pages"] += path.suffix == ".html"
        found[name] = found.get(name, 0) + 1
        found[f"{name} bytes"] = found.get(f"{name} bytes", 0) + size
        if path.suffix == ".html" and path.parent.name in ids:
            sums = [sums[0] + 1, sums[1] + size]
    return {**found, "page": round(sums[1] / max(1, sums[0]))}


def part(path: Path) -> str:
    """What a file of our site is for: `scan` (a code's page, and what a phone keeps), `card`, `full` or `other`."""
    if path.parts[0] in ("Q", "q", "keep"):
        return "scan"
    if path.name.startswith("card-"):
        return "card"
    return "full" if path.suffix == ".html" else "other"


def machine(stock: Path | None) -> dict[str, Any]:
    """Date, versions and the computer. Memory is in GB."""
    versions = {"camtay": camtay.__version__, "Python": platform.python_version()}
    names = {"MkDocs": "mkdocs", "Material": "mkdocs-material"}
    versions |= {name: importlib.metadata.version(package) for name, package in names.items()}
    if shutil.which("hugo"):
        told = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout
        versions["Hugo"] = told.split()[1].removeprefix("v").partition("+")[0].partition("-")[0]
    if stock:
        ask = "from importlib.metadata import version as v; print(v('mkdocs-material'), v('mkdocs-static-i18n'))"
        both = subprocess.run([stock, "-c", ask], capture_output=True, text=True, check=True).stdout.split()
        versions |= {"mkdocs-static-i18n": both[1]}
        if both[0] != versions["Material"]:
            versions["Material"] += f" (nguyên bản/stock: {both[0]})"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": round(memory),
        "load": round(os.getloadavg()[0], 1),
        "versions": versions,
    }


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure all sizes: `{date, cores, memory, load, versions, runs, sizes: {count: {work: Found}}}`."""
    if not shutil.which("hugo"):
        print("hugo is not installed (apt-get install hugo): left out", file=sys.stderr)
    told = {**machine(options.stock_python), "runs": options.runs, "sizes": {}}
    for count in sorted(options.counts):
        stock = options.stock_python if count <= options.stock_most else None
        with tempfile.TemporaryDirectory() as name:
            told["sizes"][str(count)] = measure(count, options.runs, Path(name), stock)
        told["load"] = max(told["load"], round(os.getloadavg()[0], 1))
        if options.json:  # after each size: a long run that is stopped has not been for nothing
            _save(options.json, told)
    return told


def _save(path: Path, told: dict[str, Any]) -> None:
    write_atomic(path, (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode())


def main() -> int:
    """Measure and print; 1 when a command failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=[500, 2_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--from", dest="source", type=Path, help="results of --json, instead of measuring")
    parser.add_argument("--stock-python", type=Path, help="also measure mkdocs-material with mkdocs-static-i18n")
    parser.add_argument("--stock-most", type=int, default=2_000, help="entries above which that pair is left out")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--docs", action="store_true", help="write the chapters of the handbook")
    options = parser.parse_args()
    try:
        told = json.loads(options.source.read_text("utf-8")) if options.source else run(options)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(table(told, "en"))
    for path in (options.plot, PLOT if options.docs else None):
        if path:
            write_atomic(path, drawing(told["sizes"]).encode())
    if options.docs:
        _save(DATA, told)
        fill({path: speed(told, locale) for locale, path in SPEED.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
