"""Figures of the benchmarks as Markdown, and as parts of the handbook's chapters."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from camtay.files import write_atomic

REPO = Path(__file__).parents[2]

WORKS = {
    "check, cold": ("kiểm tra, lần đầu", "check, the first time"),
    "check, warm": ("kiểm tra, lần sau", "check, again"),
    "cold build": ("dựng lần đầu", "first build"),
    "edited build": ("dựng lại sau khi sửa một câu", "build after one sentence was changed"),
    "idle build": ("dựng lại khi không có gì mới", "build with nothing new"),
    "cold build, a card an entry": (
        "dựng lần đầu, mỗi bài một ảnh gửi kèm",
        "first build, a link picture for each entry",
    ),
    "Hugo": ("Hugo", "Hugo"),
    "stock Material": ("Material nguyên bản", "stock Material"),
}
HEADS = {
    "vi": (
        "bài", "việc", "giây CPU", "giây chờ", "MB bộ nhớ", "so với Hugo", "tăng theo", "tệp", "tệp mới", "MB",
        "kB một trang",
    ),
    "en": (
        "entries", "work", "CPU s", "wall s", "peak MB", "CPU, Hugo = 1", "grows with", "files", "written", "MB",
        "kB a page",
    ),
}  # fmt: skip
LOCALES = ("vi", "en")
SPEED = {"vi": "docs/so-tay/toc-do.md", "en": "docs/en/handbook/speed.md"}
BEGIN, END = "<!-- figures: {script} -->", "<!-- end -->"
"""Marks around what a script writes; the rest of a chapter is written by people."""
MEASURED = {
    "vi": "Đo ngày {date} trên máy {cores} nhân, {memory} GB bộ nhớ, mỗi việc {runs} lần, lấy số ở giữa. {versions}. "
    "Lúc đo, máy có nhiều nhất {load} chương trình chờ chạy cùng lúc.",
    "en": "Measured on {date} with {cores} processor cores and {memory} GB of memory, {runs} runs of each; medians. "
    "{versions}. Up to {load} programs wanted to run at the same time.",
}


def figure(value: float, digits: int, locale: str) -> str:
    """1234.5 as `1,234.5`, and as `1.234,5` in Vietnamese."""
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if locale == "vi" else text


def seconds(value: float, locale: str) -> str:
    """With as many digits as tell something."""
    return figure(value, 2 if value < 10 else 1, locale)


def table(told: Mapping[str, Any], locale: str) -> str:
    """What `build.run` found, as Markdown; growth is the exponent between a size and the one before it."""
    lines = ["| " + " | ".join(HEADS[locale]) + " |", "|--:|---|" + "--:|" * 9]
    before: dict[str, tuple[int, float]] = {}
    for name, works in told["sizes"].items():
        count = int(name)
        for work, (words, found) in {work: (WORKS[work], works[work]) for work in WORKS if work in works}.items():
            cpu, site = found["cpu"], "files" in found
            ratio = figure(cpu / works["Hugo"]["cpu"], 2, locale) if "Hugo" in works and site else ""
            grows = ""
            if work in before:
                n, had = before[work]
                grows = f"n^{figure(math.log(cpu / had) / math.log(count / n), 2, locale)}"
            before[work] = count, cpu
            sizes = (
                [
                    *(figure(found[key], 0, locale) for key in ("files", "written")),
                    figure(found["bytes"] / 1e6, 1, locale),
                    figure(found["page"] / 1e3, 1, locale),
                ]
                if site
                else [""] * 4
            )
            times = [seconds(cpu, locale), seconds(found["wall"], locale), figure(found["mb"], 0, locale)]
            cells = [figure(count, 0, locale), words[LOCALES.index(locale)], *times, ratio, grows, *sizes]
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def speed(told: Mapping[str, Any], locale: str) -> str:
    """The figures of the chapter on speed: the table, and how they were found."""
    versions = ", ".join(f"{name} {number}" for name, number in told["versions"].items())
    facts = {key: told[key] for key in ("cores", "memory", "runs")}
    load = figure(told["load"], 0, locale)
    how = MEASURED[locale].format(date=day(told["date"], locale), versions=versions, load=load, **facts)
    return f"{table(told, locale)}\n\n{how}"


def day(iso: str, locale: str) -> str:
    """2026-12-01 as `1/12/2026` in Vietnamese."""
    return "/".join(str(int(part)) for part in reversed(iso.split("-"))) if locale == "vi" else iso


def fill(bodies: Mapping[str, str], script: str = "scripts/bench/build.py") -> None:
    """Put figures between the marks of chapters: {path in the repository: Markdown}.

    Raises ValueError where a chapter has no such marks."""
    begin = BEGIN.format(script=script)
    for path, body in bodies.items():
        text = (REPO / path).read_text("utf-8")
        if begin not in text or END not in text.partition(begin)[2]:
            raise ValueError(f"{path}: put the lines “{begin}” and “{END}” where the figures go")
        before, _, rest = text.partition(begin)
        after = rest.partition(END)[2]
        write_atomic(REPO / path, f"{before}{begin}\n\n{body}\n\n{END}{after}".encode())
