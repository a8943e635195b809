"""What a province and the country take: pages, bytes, inodes, minutes, traffic, codes; reckoned from measured figures.

    python scripts/bench/plan.py [--from FILE] [--communes 3321] [--provinces 34] [--entries 60] [--docs]

The figures of a build are those of `build.py --json` (`docs/.data/speed.json` unless told), straight from one measured
size to the next, and as straight beyond the smallest and the largest. Bytes of content and ledger are this
repository's. Codes are counted one by one with `camtay.codes`, in half a minute. Prints Markdown; `--docs` writes
the tables of the handbook's chapters on the country.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chapters import LOCALES, REPO, day, figure, fill, markdown

from camtay import codes, ledger

CHAPTERS = {"vi": "docs/so-tay/ca-nuoc.md", "en": "docs/en/handbook/country.md"}
MEASURED = REPO / "docs/.data/speed.json"
OURS = 78
"""Communes of Quảng Trị since July 2025 (`guides/places.yml`)."""
WORKERS = (1, 2, 4, 8, 16, 34)
SCANS = (10_000, 100_000, 1_000_000, 10_000_000)
"""Scans a month."""
SCAN_KB = 40
"""kB of one scan at most: the heaviest scan page with all that a phone keeps for later is 19.7 (RESULTS.md), a picture
at its top at most 20 (`media.SIZES`). A phone that comes again takes its page from its own memory."""


@dataclass(frozen=True)
class Cost:
    """A quantity of a site by its entries: what was measured, as (entries, quantity) in their order."""

    points: tuple[tuple[int, float], ...]

    def of(self, entries: float) -> float:
        """For so many entries, on the line through the two measured sizes around them or next to them."""
        above = next((n for n, (count, _) in enumerate(self.points) if count >= entries), len(self.points))
        at = min(max(1, above), len(self.points) - 1)
        (n, a), (m, b) = self.points[at - 1 : at + 1]
        return max(0.0, a + (b - a) * (entries - n) / (m - n))


def cost(sizes: Mapping[str, Mapping[str, Mapping[str, float]]], work: str, *keys: str) -> Cost:
    """The sum of some figures of a work at all sizes. Raises ValueError when there is only one."""
    points = sorted((int(count), sum(works[work].get(key, 0) for key in keys)) for count, works in sizes.items())
    if len(points) < 2:
        raise ValueError("measure at least two sizes: python scripts/bench/build.py --json FILE 500 2000")
    return Cost(tuple(points))


def usable() -> tuple[int, int]:
    """How many codes there are, and how many of them are polite enough to be given out."""
    total = polite = 0
    for code in _codes("", 0):
        total += 1
        polite += not codes.is_rude(code)
    return total, polite


def _codes(letters: str, sum_: int) -> Iterator[str]:
    """All codes that begin so. `sum_` is what the letters add to the check letter: adding it up anew for each of
    millions of codes would take most of the time."""
    if len(letters) == codes.LENGTH - 1:
        yield letters + codes.ALPHABET[sum_ % len(codes.ALPHABET)]
        return
    for value, letter in enumerate(codes.ALPHABET):
        yield from _codes(letters + letter, sum_ + (len(letters) + 2) * value)


@dataclass(frozen=True)
class Plan:
    """The country: how much of it there is, and what was measured."""

    told: Mapping[str, Any]
    communes: int
    provinces: int
    entries: int
    total: int
    polite: int

    @property
    def country(self) -> int:
        """Entries of the whole country."""
        return self.communes * self.entries

    @property
    def province(self) -> int:
        """Entries of a province of middle size."""
        return math.ceil(self.communes / self.provinces) * self.entries

    def cost(self, work: str, *keys: str) -> Cost:
        """What a site takes of something, by its entries."""
        return cost(self.told["sizes"], work, *keys)

    def minutes(self, workers: int) -> tuple[float, float]:
        """Of a province, and of the country as so many provinces that workers take one after the other.

        A worker is one core as fast as the measured one. Within a province each reads all of the content
        (`check`), and the rest of the work is shared out evenly. For the country a worker takes whole provinces, and
        the last ones are shared by those that would have nothing to do."""
        reading, building = (self.cost(work, "cpu").of(self.province) for work in ("check, cold", "cold build"))
        whole = [self._parts(reading, building, n) for n in (1, workers)]
        rounds, left = divmod(self.provinces, workers)
        rest = self._parts(reading, building, workers // left) if left else 0.0
        return whole[1] / 60, (rounds * whole[0] + rest) / 60

    @staticmethod
    def _parts(reading: float, building: float, workers: int) -> float:
        return building if workers < 2 else reading + (building - reading) / workers


CARDS, PLAIN = "cold build, a card an entry", "cold build"
ROWS: tuple[tuple[str, str, str, tuple[str, ...], float], ...] = (
    ("trang HTML", "HTML pages", PLAIN, ("pages",), 1),
    ("tệp", "files", CARDS, ("files",), 1),
    ("tệp và thư mục (inode)", "files and folders (inodes)", CARDS, ("files", "folders"), 1),
    ("dung lượng, MB", "bytes, MB", CARDS, ("bytes",), 1e6),
    ("– trong đó ảnh gửi kèm, MB", "– of these link pictures, MB", CARDS, ("card bytes",), 1e6),
    ("– trang quét mã, MB", "– scan pages, MB", CARDS, ("scan bytes",), 1e6),
    ("kiểm tra, phút CPU", "check, CPU minutes", "check, cold", ("cpu",), 60),
    ("dựng lần đầu, phút CPU", "first build, CPU minutes", PLAIN, ("cpu",), 60),
    ("– với ảnh gửi kèm, phút CPU", "– with link pictures, CPU minutes", CARDS, ("cpu",), 60),
)
"""Names in both languages, the work, its figures, divisor."""


def amount(value: float, locale: str) -> str:
    """With as many decimals as tell something."""
    return figure(value, 2 if value < 1 else 1 if value < 100 else 0, locale)


def sites(plan: Plan, locale: str) -> str:
    """What a commune, a province and the country take."""
    counts = (plan.entries, OURS * plan.entries, plan.province, plan.country)
    head = {
        "vi": ("", "một xã", "Quảng Trị, 78 xã", "một tỉnh cỡ giữa", "cả nước"),
        "en": ("", "a commune", "Quảng Trị, 78 communes", "a middling province", "the country"),
    }[locale]
    body = [[("bài", "entries")[LOCALES.index(locale)], *(figure(count, 0, locale) for count in counts)]]
    for vi, en, work, keys, divisor in ROWS:
        found = plan.cost(work, *keys)
        # The country is not one site but one for each province, each with what every site has.
        values = [found.of(count) for count in counts[:-1]] + [
            plan.provinces * found.of(plan.country / plan.provinces),
        ]
        show = amount if divisor > 1 else lambda value, locale: figure(value, 0, locale)
        body.append([vi if locale == "vi" else en, *(show(value / divisor, locale) for value in values)])
    for names, each in ((("nội dung, MB", "content, MB"), _content()), (("sổ mã, MB", "ledger, MB"), _ledger())):
        sizes = (amount(each * count / 1e6, locale) for count in counts)
        body.append([names[LOCALES.index(locale)], *sizes])
    return markdown(head, body)


def _content() -> float:
    """Bytes of YAML an entry, in this repository."""
    files = list((REPO / "guides").glob("*/*.yml"))
    return sum(path.stat().st_size for path in files) / _entries()


def _ledger() -> float:
    """Bytes of the ledger a code, with its first print, in this repository."""
    return (REPO / ledger.FILE).stat().st_size / len(ledger.read(REPO).codes)


def _entries() -> int:
    from camtay.source import read

    return len(read(REPO).entries)


def building(plan: Plan, locale: str) -> str:
    """Minutes of a first build by number of workers."""
    head = {
        "vi": ("số nhân máy", "một tỉnh, phút", "cả nước, phút"),
        "en": ("workers", "a province, minutes", "the country, minutes"),
    }[locale]
    return markdown(head, [[str(n), *(amount(value, locale) for value in plan.minutes(n))] for n in WORKERS])


def traffic(locale: str) -> str:
    """Gigabytes a month by scans a month."""
    head = {"vi": ("lượt quét một tháng", "GB một tháng, nhiều nhất"), "en": ("scans a month", "GB a month at most")}[
        locale
    ]
    return markdown(head, [[figure(n, 0, locale), figure(n * SCAN_KB / 1e6, 1, locale)] for n in SCANS])


def letters(plan: Plan, locale: str) -> str:
    """How full a ledger gets; two repositories on one host that draw codes without knowing of each other."""
    head = {
        "vi": ("sổ mã", "mã", "phần đã dùng", "cặp trùng nếu rút mã riêng trên cùng một tên miền"),
        "en": ("ledger", "codes", "share in use", "pairs alike if drawn apart on one host"),
    }[locale]
    names = (("một xã", "a commune"), ("một tỉnh cỡ giữa", "a middling province"), ("cả nước", "the country"))
    body = []
    for name, count in zip(names, (plan.entries, plan.province, plan.country), strict=True):
        # Pairs of entries in different communes that draw the same of so many codes.
        pairs = count * (count - plan.entries) / 2 / plan.polite
        share = figure(100 * count / plan.polite, 3, locale)
        body.append([name[LOCALES.index(locale)], figure(count, 0, locale), f"{share} %", figure(pairs, 1, locale)])
    return markdown(head, body)


SAID = {
    "vi": "Tính từ lần đo ngày {date} với {sizes} bài trên máy {cores} nhân: {communes} xã, phường, {provinces} tỉnh, "
    "mỗi nơi {entries} bài. Có {total} mã, bỏ {rude} mã đọc thành chữ khó nghe, còn dùng được {polite}.",
    "en": "Reckoned from what was measured on {date} with {sizes} entries on {cores} cores: {communes} communes in "
    "{provinces} provinces with {entries} entries each. There are {total} codes; without {rude} that read like rude "
    "words, {polite} can be used.",
}
TITLES = {
    "vi": ("Trang", "Thời gian dựng", "Lượng truyền", "Mã"),
    "en": ("Sites", "Minutes of a build", "Traffic", "Codes"),
}


def _listed(words: list[str], locale: str) -> str:
    return {"vi": " và ", "en": " and "}[locale].join((", ".join(words[:-1]), words[-1]))


def page(plan: Plan, locale: str) -> str:
    """All tables with their headings."""
    counts = [int(count) for count in plan.told["sizes"]]
    numbers = {
        "communes": plan.communes,
        "provinces": plan.provinces,
        "entries": plan.entries,
        "total": plan.total,
        "polite": plan.polite,
        "rude": plan.total - plan.polite,
        "cores": plan.told["cores"],
    }
    said = SAID[locale].format(
        date=day(plan.told["date"], locale),
        sizes=_listed([figure(n, 0, locale) for n in sorted(counts)], locale),
        **{key: figure(value, 0, locale) for key, value in numbers.items()},
    )
    tables = (sites(plan, locale), building(plan, locale), traffic(locale), letters(plan, locale))
    parts = [f"### {title}\n\n{table}" for title, table in zip(TITLES[locale], tables, strict=True)]
    return "\n\n".join([said, *parts])


def main() -> int:
    """Reckon and print; 1 when there is too little to reckon from."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, default=MEASURED)
    parser.add_argument("--communes", type=int, default=3_321)
    parser.add_argument("--provinces", type=int, default=34)
    parser.add_argument("--entries", type=int, default=60)
    parser.add_argument("--docs", action="store_true", help="write the chapters of the handbook")
    options = parser.parse_args()
    try:
        told = json.loads(options.source.read_text("utf-8"))
        cost(told["sizes"], PLAIN, "cpu")
    except (OSError, ValueError, KeyError) as error:
        print(f"{options.source}: {error}", file=sys.stderr)
        return 1
    plan = Plan(told, options.communes, options.provinces, options.entries, *usable())
    print(page(plan, "en"))
    if options.docs:
        fill({path: page(plan, locale) for locale, path in CHAPTERS.items()}, "scripts/bench/plan.py")
    return 0


if __name__ == "__main__":
    sys.exit(main())
