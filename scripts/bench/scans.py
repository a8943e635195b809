"""A made-up month of an access log for a project's codes: people, machines, and what goes wrong on a server.

    python scripts/bench/scans.py FOLDER [--root .] [--seed 1] [--days 30] [--start 2026-10-01] [--per-day 160]
                                         [--format nginx|caddy|common] [--gzip]

Writes access.log, or a file a day with --gzip, and `truth.json`: what a right count of it says. The same seed gives the
same bytes. Addresses are those reserved for documents (RFC 5737, RFC 3849).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

HERE = timezone(timedelta(hours=7))
HOST = "https://quangtri.example"
KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
AGENTS: list[tuple[int, tuple[str, str, bool], str]] = [  # long names of real programs
    (30, ("phone", "browser", False), f"Mozilla/5.0 (Linux; Android 10; K) {KIT} Chrome/141.0.0.0 Mobile Safari/537.36"),  # noqa: E501
    (22, ("phone", "zalo", False), f"Mozilla/5.0 (Linux; Android 13; SM-A536E Build/TP1A; wv) {KIT} Version/4.0 Chrome/138.0.7204.179 Mobile Safari/537.36 Zalo android/12100630 ZaloTheme/light ZaloLanguage/vi"),  # noqa: E501
    (14, ("phone", "browser", False), f"{IPHONE} Version/18.6 Mobile/15E148 Safari/604.1"),
    (9, ("phone", "zalo", False), f"{IPHONE} Mobile/15E148 Zalo iOS/702 ZaloTheme/light ZaloLanguage/vn"),
    (8, ("phone", "facebook", False), f"{IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.40.97;FBDV/iPhone15,2;FBLC/vi_VN]"),  # noqa: E501
    (5, ("phone", "browser", True), f"Mozilla/5.0 (Linux; Android 5.1.1; SM-J320F) {KIT} Chrome/95.0.4638.74 Mobile Safari/537.36"),  # noqa: E501
    (4, ("tablet", "browser", False), f"Mozilla/5.0 (Linux; Android 13; SM-T225) {KIT} Chrome/140.0.0.0 Safari/537.36"),
    (3, ("computer", "browser", False), f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/141.0.0.0 Safari/537.36"),  # noqa: E501
]  # fmt: skip
"""Weight, class as the count should see it, `User-Agent`."""
MACHINES: list[tuple[int, str, str]] = [
    (4, "bots", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
    (3, "bots", "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"),
    (1, "bots", "curl/7.88.1"),
    (2, "previews", "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"),
    (2, "previews", f"Mozilla/5.0 (Linux; Android 4.4.2;LG-F320S) {KIT} Zalo/1.0 Safari/537.36"),
    (4, "monitors", "camtay-guard/1 (watch over the printed codes of this site)"),
]
HOURS = [1, 0.4, 0.2, 0.2, 0.5, 2, 5, 9, 14, 16, 15, 9, 6, 8, 13, 15, 14, 12, 9, 9, 8, 6, 4, 2]


class Place(NamedTuple):
    """A code, and how its sign is used."""

    code: str
    page: str
    """Path of its full page in the source locale, `di-tich/x/`."""
    rhythm: str = "even"
    """`office` (Monday to Friday), `trip` (weekends, groups) or `even`."""


@dataclass
class Truth:
    """What a right count finds."""

    lines: int = 0
    damaged: int = 0
    by_code: Counter[str] = field(default_factory=Counter)
    by_day: Counter[str] = field(default_factory=Counter)
    by_hour: Counter[int] = field(default_factory=Counter)
    devices: Counter[str] = field(default_factory=Counter)
    programs: Counter[str] = field(default_factory=Counter)
    old: int = 0
    read_on: Counter[str] = field(default_factory=Counter)
    opened_in: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    visitors: Counter[str] = field(default_factory=Counter)
    never: list[str] = field(default_factory=list)
    silent: dict[str, str] = field(default_factory=dict)
    """Code → first day without its sign."""


class Request(NamedTuple):
    """One line to be written."""

    when: datetime
    address: str
    line: str
    status: int
    referer: str
    agent: str
    languages: str = ""
    purpose: str = ""


class Month:
    """Makes the requests of all days and keeps the truth about them."""

    def __init__(self, places: Sequence[Place], start: date, days: int, per_day: float, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - no secret
        self.places, self.start, self.days, self.per_day = list(places), start, days, per_day
        self.truth = Truth()
        self.requests: list[Request] = []
        order = self.places[:]
        self.dice.shuffle(order)
        self.weights = {p.code: 1 / (rank + 2) for rank, p in enumerate(order)}
        total = sum(self.weights.values())
        self.weights = {code: weight / total for code, weight in self.weights.items()}
        many = len(order)
        if many >= 10:
            for place in order[-max(2, many // 12) :]:  # hang where nobody sees them
                self.weights[place.code] = 0
                self.truth.never.append(place.code)
            for n, place in enumerate(order[3 : 3 + max(1, many // 20)]):  # covered, stolen
                gone = start + timedelta(days=days * (50 + 7 * n) // 100)
                self.truth.silent[place.code] = gone.isoformat()

    def make(self) -> list[Request]:
        """All requests in order of time."""
        for n in range(self.days):
            self._day(self.start + timedelta(days=n))
        self.requests.sort()
        self.truth.lines = len(self.requests)
        for request in self.requests:
            if not request.line:
                self.truth.damaged += 1
        return self.requests

    def _poisson(self, mean: float) -> int:
        limit, n, product = math.exp(-min(mean, 600)), 0, self.dice.random()
        while product > limit:
            n, product = n + 1, product * self.dice.random()
        return n

    def _day(self, day: date) -> None:
        weekend = day.weekday() >= 5
        seen: set[tuple[str, str]] = set()
        for place in self.places:
            factor = {"office": 0.05 if weekend else 1.35, "trip": 2.2 if weekend else 0.55}.get(place.rhythm, 1)
            mean = self.per_day * self.weights[place.code] * factor
            if day.isoformat() >= self.truth.silent.get(place.code, "9"):
                mean = 0
            for _ in range(self._poisson(mean)):
                self._scan(place, day, seen)
            if mean and place.rhythm == "trip" and self.dice.random() < 0.02:
                for _ in range(self.dice.randint(8, 25)):  # a coach
                    self._scan(place, day, seen, hour=9)
        self.truth.visitors[day.isoformat()] = len(seen)
        self._machines(day)
        self._faults(day)

    def _moment(self, day: date, hour: int | None = None) -> datetime:
        hour = self.dice.choices(range(24), HOURS)[0] if hour is None else hour
        return datetime(day.year, day.month, day.day, hour, tzinfo=HERE) + timedelta(seconds=self.dice.randrange(3600))

    def _address(self) -> str:
        n = self.dice.randrange(4000)
        if n % 3 == 0:
            return f"2001:db8:{n:x}::{self.dice.randrange(9):x}"
        return f"{('203.0.113', '198.51.100', '192.0.2')[n % 3]}.{n % 254 + 1}"

    def _put(self, when: datetime, who: str, path: str, status: int, referer: str, agent: str, **more: str) -> None:
        method = more.pop("method", "GET")
        self.requests.append(Request(when, who, f"{method} {path} HTTP/2.0", status, referer, agent, **more))

    def _scan(self, place: Place, day: date, seen: set[tuple[str, str]], hour: int | None = None) -> None:
        dice, truth = self.dice, self.truth
        _, (device, program, old), agent = dice.choices(AGENTS, [a[0] for a in AGENTS])[0]
        who, when = self._address(), self._moment(day, hour)
        english = dice.random() < (0.3 if place.rhythm == "trip" else 0.04)
        languages = "en-GB,en;q=0.9" if english else "vi-VN,vi;q=0.9,en;q=0.6"
        path = f"/Q/{place.code}" if dice.random() < 0.93 else f"/q/{place.code.lower()}"
        chance = dice.random()
        status = 304 if chance < 0.04 else 499 if chance < 0.05 else 200
        self._put(when, who, path, status, "", agent, languages=languages)
        if status == 499:
            truth.left_out["interrupted"] += 1
            return
        truth.by_code[place.code] += 1
        truth.by_day[when.date().isoformat()] += 1
        truth.by_hour[when.hour] += 1
        truth.devices[device] += 1
        truth.programs[program] += 1
        truth.old += old
        truth.opened_in["en" if english else "vi"] += 1
        seen.add((who, agent))
        here = HOST + path
        later = when
        for extra in ("/sw.js", "/assets/scan-0123456789.js"):
            if dice.random() < 0.8:
                later += timedelta(seconds=2)
                self._put(later, who, extra, 200, here, agent, languages=languages)
        if dice.random() < 0.35:
            page = f"/en/{place.page}" if english else f"/{place.page}"
            self._put(later + timedelta(seconds=20), who, page, 200, here, agent, languages=languages)
            truth.read_on["en" if english else "vi"] += 1

    def _machines(self, day: date) -> None:
        for _ in range(max(1, int(self.per_day / 6))):
            _, role, agent = self.dice.choices(MACHINES, [m[0] for m in MACHINES])[0]
            place = self.dice.choice(self.places)
            method = "HEAD" if role == "monitors" else "GET"
            self._put(self._moment(day), self._address(), f"/Q/{place.code}", 200, "", agent, method=method)
            self.truth.left_out[role] += 1

    def _faults(self, day: date) -> None:
        dice, truth, phone = self.dice, self.truth, AGENTS[0][2]
        place = dice.choice(self.places)
        put = lambda path, status, referer="", **more: self._put(  # noqa: E731
            self._moment(day), self._address(), path, status, referer, phone, **more
        )
        put(f"/Q/{place.code}", 200, f"{HOST}/sw.js")
        put(f"/Q/{place.code}", 200, f"{HOST}/{place.page}")
        truth.left_out["inside"] += 2
        put(f"/Q/{place.code}", 200, method="HEAD")
        truth.left_out["methods"] += 1
        put(f"/Q/{place.code}?fbclid=IwAR0", 200, "https://l.facebook.com/")
        truth.left_out["links"] += 1
        put(f"/Q/{place.code}", 301)
        truth.left_out["redirects"] += 1
        if dice.random() < 0.3:
            wrong = _slip(place.code, dice)
            put(f"/Q/{wrong}", 404)
            truth.left_out["unknown"] += 1
            truth.tried[wrong] += 1
        if dice.random() < 0.1:
            put(f"/Q/{place.code}", 500)
            truth.left_out["errors"] += 1
            truth.failed[place.code] += 1
        put("/wp-login.php", 404)
        put("/?q=%C4%91%E1%BB%8Ba+%C4%91%E1%BA%A1o", 200)
        put('/a"b', 404)
        moment = self._moment(day)
        self.requests.append(Request(moment, self._address(), "\\x16\\x03\\x01\\x02\\x00", 400, "", ""))
        if dice.random() < 0.2:
            self.requests.append(Request(moment, "", "", 0, "", ""))  # power cut


def _slip(code: str, dice: random.Random) -> str:
    """A code with one wrong letter."""
    at = dice.randrange(6)
    other = dice.choice([x for x in "23456789BCFGHJKMNPQRTVX" if x != code[at]])
    return code[:at] + other + code[at + 1 :]


# ---------------------------------------------------------------- forms of logs
def nginx(r: Request) -> str:
    """The predefined format `combined`, in the server's own time zone, here UTC."""
    if not r.line:
        return "\0" * 120
    line = r.line.replace('"', "\\x22")
    stamp = r.when.astimezone(UTC).strftime("%d/%b/%Y:%H:%M:%S +0000")
    return f'{r.address} - - [{stamp}] "{line}" {r.status} 4321 "{r.referer or "-"}" "{r.agent or "-"}"'


def apache(r: Request) -> str:
    """`combined` as Apache writes it, in Vietnamese time."""
    if not r.line:
        return "203.0.113.9 - - [01/Oct/2026:10:15:3"
    line = r.line.replace('"', '\\"')
    stamp = r.when.strftime("%d/%b/%Y:%H:%M:%S +0700")
    return f'{r.address} - - [{stamp}] "{line}" {r.status} 4321 "{r.referer or "-"}" "{r.agent or "-"}"'


def common(r: Request) -> str:
    """Common Log Format: neither Referer nor User-Agent."""
    return apache(r).split(f" {r.status} 4321 ")[0] + f" {r.status} 4321" if r.line else apache(r)


def caddy(r: Request) -> str:
    """Caddy's JSON."""
    if not r.line:
        return '{"level":"info","ts":17'
    method, uri, proto = r.line.split(" ") if r.line.count(" ") == 2 else ("GET", "/", "HTTP/2.0")
    headers = {"Accept-Encoding": ["gzip, br"]}
    for name, value in (("User-Agent", r.agent), ("Referer", r.referer), ("Accept-Language", r.languages)):
        if value:
            headers[name] = [value]
    request = {
        "remote_ip": r.address, "remote_port": "50123", "client_ip": r.address, "proto": proto, "method": method,
        "host": "quangtri.example", "uri": uri, "headers": headers,
        "tls": {"resumed": False, "version": 772, "cipher_suite": 4865, "proto": "h2", "server_name": "quangtri.example"},  # noqa: E501
    }  # fmt: skip
    data = {
        "level": "info", "ts": r.when.timestamp() + 0.125, "logger": "http.log.access.log0", "msg": "handled request",
        "request": request, "bytes_read": 0, "user_id": "", "duration": 0.000123, "size": 4321, "status": r.status,
        "resp_headers": {"Server": ["Caddy"], "Content-Type": ["text/html; charset=utf-8"], "Vary": ["Accept-Encoding"]},  # noqa: E501
    }  # fmt: skip
    return json.dumps(data, separators=(",", ":"))


FORMS = {"nginx": nginx, "apache": apache, "common": common, "caddy": caddy}


def places_of(root: Path) -> Iterator[Place]:
    """The codes of a project, used as their kinds are."""
    from camtay import project as projects
    from camtay import urls

    project = projects.load(root)
    rhythms = {"heritage": "trip", "speciality": "trip", "visitor": "trip", "route": "trip", "procedures": "office"}
    for code in project.ledger.codes.values():
        entry = project.entries[code.entry]
        rhythm = rhythms.get(entry.kind, "office" if getattr(entry, "topic", "") == "services" else "even")
        yield Place(code.code, urls.entry_path(project.site, project.source_locale, entry), rhythm)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--root", type=Path, default=Path("."))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--start", type=date.fromisoformat, default=date(2026, 10, 1))
    parser.add_argument("--per-day", type=float, default=160)
    parser.add_argument("--format", choices=FORMS, default="nginx")
    parser.add_argument("--gzip", action="store_true", help="a packed file a day")
    given = parser.parse_args()
    month = Month(list(places_of(given.root)), given.start, given.days, given.per_day, given.seed)
    given.folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, list[str]] = {}
    for request in month.make():
        name = f"access.log-{request.when:%Y%m%d}.gz" if given.gzip else "access.log"
        files.setdefault(name, []).append(FORMS[given.format](request) + "\n")
    for name, lines in files.items():
        data = "".join(lines).encode()
        (given.folder / name).write_bytes(gzip.compress(data, 6, mtime=0) if given.gzip else data)
    (given.folder / "truth.json").write_text(json.dumps(month.truth.__dict__, ensure_ascii=False, indent=1), "utf-8")
    print(f"{month.truth.lines} lines, {sum(month.truth.by_code.values())} scans: {given.folder}")


if __name__ == "__main__":
    main()
