"""Lines a second, and memory, of counting an access log.

    python scripts/bench/stats.py [LINES]        (1,000,000 unless told; 10,000,000 take 2 GB of disk while it runs)

Writes logs of a made-up month with `scans.py` (nginx' `combined`, packed, and Caddy's JSON), counts them with one
process and with all cores, and prints a Markdown table. Seconds are CPU seconds of all processes, so that other work on
the machine disturbs less; a busy machine still shows lower figures than a quiet one: the time that Python takes to
split the same lines at their quotes is printed for comparison.
"""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import scans
from gauge import Watch, cpu

from camtay.stats import files
from camtay.stats.requests import Site

CODES = [f"CODE{n:02}" for n in range(60)]
SITE = Site(
    frozenset({"quangtri.example"}), (("en", "en"),), "vi", frozenset({"di-tich"}), frozenset(CODES), ("vi", "en")
)
BASE = 100_000
"""Lines that are made; longer logs repeat them, minute for minute, under other addresses."""
GOAL_SPEED, GOAL_MEMORY = 500_000, 300


def lines(form: Callable[[scans.Request], str]) -> list[bytes]:
    """About `BASE` lines with pictures and styles as a browser fetches them: one in seven is a scan."""
    month = scans.Month([scans.Place(code, "di-tich/x/") for code in CODES], date(2026, 10, 1), 30, 480, seed=5)
    made: list[scans.Request] = []
    for request in month.make():
        made.append(request)
        if request.line.startswith("GET /Q/") and request.status == 200:
            made += [
                request._replace(line=f"GET /media/x-{n}-0123456789.webp HTTP/2.0", referer=f"{scans.HOST}/Q/CODE01")
                for n in range(3)
            ]
    return [form(request).encode() for request in made[:BASE]]


def write(path: Path, rows: list[bytes], count: int) -> int:
    """Write about `count` lines, the same every time; how many."""
    data, done = b"\n".join(rows) + b"\n", 0
    with path.open("wb") as file:
        while done < count:
            # Another network each time, so that visitors are others too.
            file.write(data.replace(b"203.0.113.", b"10.%d." % (done // len(rows)) + b"7."))
            done += len(rows)
    return done


def jobs(folder: Path, count: int) -> Iterator[tuple[str, list[Path], int]]:
    """(name, files, lines)."""
    rows = lines(scans.nginx)
    plain = folder / "access.log"
    n = write(plain, rows, count)
    yield "combined, one file", [plain], n
    halves = [folder / f"half{i}.log" for i in range(os.cpu_count() or 1)]
    each = count // len(halves)
    total = sum(write(path, rows[i * 1000 :] + rows[: i * 1000], each) for i, path in enumerate(halves))
    yield f"combined, {len(halves)} files, as many processes", halves, total
    for path in halves:
        path.unlink()
    packed = folder / "access.log.gz"
    with gzip.open(packed, "wb", compresslevel=6) as out, plain.open("rb") as source:
        while block := source.read(1 << 22):
            out.write(block)
    plain.unlink()
    yield "combined, gzip", [packed], n
    packed.unlink()
    caddy = folder / "caddy.log"
    yield "Caddy JSON", [caddy], write(caddy, lines(scans.caddy), count // 4)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rows = lines(scans.nginx)
    before = time.process_time()
    for row in rows:
        row.split(b'"')
    print(f"Splitting a line: {(time.process_time() - before) / len(rows) * 1e9:.0f} ns.")
    print(f"Goals: {GOAL_SPEED:,} lines a second and core, {GOAL_MEMORY} MB at 10,000,000 lines.\n")
    print("| log | lines | scans | CPU s | lines a CPU second | seconds | peak MB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory(prefix="camtay-stats-") as name:
        for title, paths, n in jobs(Path(name), count):
            before, began = cpu(), time.perf_counter()
            with Watch() as watch:
                found = files.read(paths, SITE, b"s" * 32)
            spent, waited = cpu() - before, time.perf_counter() - began
            if found.lines != n:
                raise SystemExit(f"{title}: {found.lines} lines counted, {n} written")
            cells = (title, f"{n:,}", f"{found.scans:,}", f"{spent:.1f}", f"{n / spent:,.0f}", f"{waited:.1f}")
            print("| " + " | ".join((*cells, f"{watch.peak:.0f}")) + " |")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
