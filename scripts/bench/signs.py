"""CPU seconds and peak memory of symbols, typesetting and proof, per 1,000 A6 signs, beside segno and qrencode.

    python scripts/bench/signs.py [COUNT]        (a made-up village of COUNT alleys; 1,000 unless told)

Prints a Markdown table. Ratios within one run can be compared; absolute times belong to the machine.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from camtay import ledger as ledgers
from camtay.project import Project, load
from camtay.signs import proof, sheet
from camtay.signs.choice import build_documents
from camtay.signs.symbol import make

SITE = """\
title: {vi: Xã Thử, en: Thử commune}
short: {vi: Xã Thử, en: Thử commune}
summary: {vi: Trang thử., en: A test.}
area: {now: {vi: Thử, en: Thử}, before: {vi: Cũ, en: Cũ}}
base_url: https://quangtri.example/
"""
HEAD = """\
kind: village
id: lang
title: {vi: Làng Thử, en: Thử village}
summary: {vi: "Làng lúa bên sông, kiệt nào cũng có bảng mã ở đầu lối.", en: A village by the river with plates.}
reviewed: 2026-11-22
sources: [{id: s, title: Sổ tay}]
address: {before: {vi: Cũ, en: Cũ}, now: {vi: Thử, en: Thử}}
alleys:
"""


def cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """(result, CPU seconds, wall seconds) of one call."""
    before, start = cpu(), time.perf_counter()
    result = work()
    return result, cpu() - before, time.perf_counter() - start


def village(root: Path, count: int) -> Project:
    """A project of one village with `count` alleys, each with a code."""
    (root / "guides").mkdir(parents=True)
    (root / "guides/site.yml").write_text(SITE, "utf-8")
    parts = [count] if count < 3_000 else [3_000] * (count // 3_000) + ([count % 3_000] if count % 3_000 else [])
    for part, size in enumerate(parts):
        alleys = "".join(
            f"  - {{id: k{part}-{n}, title: {{vi: 'Kiệt {n}, Làng Thử {part}', en: 'Alley {n}, Thử {part}'}}}}\n"
            for n in range(size)
        )
        (root / f"guides/l{part}.yml").write_text(HEAD.replace("id: lang", f"id: lang{part}") + alleys, "utf-8")
    ledger = ledgers.Ledger()
    events = []
    for entry in load(root).entries.values():
        if entry.kind == "alley":
            made, code = ledger.issue(entry.id, date(2026, 11, 22))
            events.append(made.codes[code].events[0])
    ledgers.Ledger(events).write(root)
    return load(root)


def main(count: int) -> None:
    """Measure and print."""
    rows: list[tuple[str, float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        project = village(Path(folder) / "p", count)
        payloads = [f"https://QUANGTRI.EXAMPLE/Q/{code}" for code in project.ledger.codes]
        make(payloads[0], "H")
        _, used, wall = timed(lambda: [make(p, "H").path for p in payloads])
        rows.append(("symbol and SVG path (qrcode, masks by numpy)", used, wall))
        rows += rivals(payloads)
        (document, _), used, wall = timed(lambda: build_documents(project))
        rows.append(("signs as records (symbols included)", used, wall))
        pdf, used, wall = timed(lambda: sheet.pdf(project, document, date(2026, 11, 22)))
        rows.append(("A6 PDF set by typst", used, wall))
        symbols = {s.symbol.payload: s.symbol for s in document.signs}
        plain, used, wall = timed(lambda: proof.proof(pdf, document.pages, "a6"))
        rows.append(("proof: rasterised at 300 dpi and read", used, wall))
        trials, used, wall = timed(lambda: proof.proof(pdf, document.pages, "a6", symbols))
        rows.append(("proof with all trials", used, wall))
        assert not plain  # noqa: S101 - a bench of something broken is worth nothing
        assert not trials  # noqa: S101 - as above
    print(f"| {count} signs | CPU s per 1,000 | wall s per 1,000 |\n|---|---|---|")
    for name, used, wall in rows:
        print(f"| {name} | {used / count * 1000:.2f} | {wall / count * 1000:.2f} |")
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"\nPeak memory of the largest process: {peak / 1024:.0f} MB")


def rivals(payloads: list[str]) -> list[tuple[str, float, float]]:
    """The same payloads by other makers, where they are installed (pip install segno; apt-get install qrencode)."""
    found = []
    try:
        import segno
    except ImportError:
        print("segno is not installed: left out", file=sys.stderr)
    else:
        _, used, wall = timed(lambda: [segno.make_qr(p, error="h").svg_inline() for p in payloads])
        found.append(("segno, symbol and SVG", used, wall))
    if shutil.which("qrencode"):
        sample = payloads[:100]
        command = ["qrencode", "-l", "H", "-t", "SVG", "-o", "-"]
        _, used, wall = timed(lambda: [subprocess.run([*command, p], check=True, capture_output=True) for p in sample])
        scale = len(payloads) / len(sample)
        found.append(("qrencode, a process a symbol", used * scale, wall * scale))
    else:
        print("qrencode is not installed: left out", file=sys.stderr)
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
