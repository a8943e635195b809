"""CPU seconds and memory of symbols, typesetting and proof, per 1,000 A6 signs, beside segno, qrcode and qrencode.

    python scripts/bench/signs.py [--large] [COUNT …]     (made-up villages of COUNT alleys; 500 and 2,000 unless told)

Prints a Markdown table and how times grow with the number of signs (1: in proportion); `--large` adds 20,000. Memory is
that of all processes together, shared pages counted once (PSS; Linux). Ratios within one run can be compared; absolute
times belong to the machine, and grow when it has something else to do.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from gauge import Row, timed
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from camtay import ledger as ledgers
from camtay.project import Project, load
from camtay.signs import press, run, sheet
from camtay.signs.choice import build_documents
from camtay.signs.symbol import make

DAY = date(2026, 11, 22)
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
    used: set[str] = set()
    for entry in load(root).entries.values():
        if entry.kind == "alley":
            # Issuing one after the other would copy the ledger each time; codes are drawn again where they meet.
            while True:
                made, code = ledger.issue(entry.id, date(2026, 11, 22))
                if code not in used:
                    break
            used.add(code)
            events.append(made.codes[code].events[0])
    ledgers.Ledger(events).write(root)
    return load(root)


def symbols(payloads: list[str]) -> list[Row]:
    """Symbol and SVG path here, by stock qrcode, by segno and by qrencode."""

    def stock(payload: str) -> Any:
        code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_H, border=0)
        code.add_data(QRData(payload[:5].encode(), MODE_8BIT_BYTE), optimize=0)
        code.add_data(QRData(payload[5:].encode(), MODE_ALPHA_NUM), optimize=0)
        return code.make_image(image_factory=qrcode.image.svg.SvgPathImage).to_string()

    import qrcode.image.svg

    make(payloads[0], "H")
    rows = [timed("symbol and SVG path", lambda: [make(p, "H").path for p in payloads])[1]]
    few = payloads[: max(1, len(payloads) // 5)]
    name, used, wall, peak = timed("· stock qrcode", lambda: [stock(p) for p in few])[1]
    scale = len(payloads) / len(few)
    rows.append((name, used * scale, wall * scale, peak))
    try:
        import segno
    except ImportError:
        print("segno is not installed (pip install segno): left out", file=sys.stderr)
    else:
        rows.append(timed("· segno", lambda: [segno.make_qr(p, error="h").svg_inline() for p in payloads])[1])
    if shutil.which("qrencode"):
        sample = payloads[:100]
        command = ["qrencode", "-l", "H", "-t", "SVG", "-o", "-"]
        work = lambda: [subprocess.run([*command, p], check=True, capture_output=True) for p in sample]  # noqa: E731
        name, used, wall, peak = timed("· qrencode, a process each", work)[1]
        scale = len(payloads) / len(sample)
        rows.append((name, used * scale, wall * scale, peak))
    else:
        print("qrencode is not installed (apt-get install qrencode): left out", file=sys.stderr)
    return rows


def measure(count: int) -> list[Row]:
    """All rows for `count` signs."""
    with tempfile.TemporaryDirectory() as folder:
        project = village(Path(folder) / "p", count)
        rows = (
            symbols([f"https://QUANGTRI.EXAMPLE/Q/{code}" for code in project.ledger.codes]) if count <= 5_000 else []
        )
        documents, row = timed("signs as records, symbols included", lambda: build_documents(project))
        rows.append(row)
        a6 = [document for document in documents if document.name == "signs-a6"]
        options = run.Options(DAY, DAY, ("pdf",))
        if count <= 5_000:
            with sheet.templates(project) as templates:
                jobs = [run._job(project, document, "pdf", options, templates) for document in a6]
                files, row = timed("A6 PDF set, one process", lambda: [_forgotten(job) for job in jobs])
                rows.append(row)
                work = lambda: [press.prove(job, made)[0] for job, made in zip(jobs, files, strict=True)]  # noqa: E731
                problems, row = timed("A6 PDF proven with all trials, one process", work)
                rows.append(row)
                assert not any(problems)  # noqa: S101 - a bench of something broken is worth nothing
        # In a process of its own: this one still holds what the steps above needed.
        with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
            rows += fresh.submit(whole, Path(folder)).result()
    return rows


def whole(folder: Path) -> list[Row]:
    """Rows of the command that a printer runs, and of the same command again."""
    project = load(folder / "p")
    a6 = [document for document in build_documents(project) if document.name == "signs-a6"]
    options = run.Options(DAY, DAY, ("pdf",))
    rows = []
    for name, kept in (
        ("whole run: set, proven, listed, all processors", 0),
        ("the same again, nothing changed", 1),
    ):
        out = folder / f"out{kept}"
        out.mkdir()
        done, row = timed(name, lambda out=out: run.make(project, a6, options, out))  # type: ignore[misc]
        rows.append(row)
        assert bool(done.kept) == bool(kept)  # noqa: S101 - a bench of something broken is worth nothing
    return rows


def _forgotten(job: press.Job) -> list[bytes]:
    made = press.typeset(job)
    job.copy.forget()
    return made


def main(counts: list[int]) -> None:
    """Measure and print."""
    before: dict[str, tuple[int, float]] = {}
    for count in counts:
        rows = measure(count)
        ours = rows[0][1]
        print(f"\n| {count} signs, per 1,000 | CPU s | wall s | peak MB (PSS) | CPU, ratio to ours | grows with |")
        print("|---|---|---|---|---|---|")
        for name, used, wall, peak in rows:
            ratio = f"{used / ours:.2f}" if name.startswith("·") else ""
            grown = ""
            if name in before and used > 0.05:
                n, earlier = before[name]
                grown = f"n^{math.log(used / earlier) / math.log(count / n):.2f}"
            before[name] = count, used
            print(
                f"| {name} | {used / count * 1000:.2f} | {wall / count * 1000:.2f} | {peak:.0f} | {ratio} | {grown} |"
            )
    print(f"\nLoad of the machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()] or [500, 2_000]
    main([*numbers, *([20_000] if "--large" in sys.argv else [])])
