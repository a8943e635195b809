"""Lines of access logs: what they mean for a count, in every form, and what is wrong with files."""

from __future__ import annotations

import gzip
import http.client
import importlib.util
import json
import os
import re
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camtay.errors import CamtayError
from camtay.stats import files, visitors
from camtay.stats.agents import Device, Program, Role, agent
from camtay.stats.lines import json_hit, minute, text_hit
from camtay.stats.requests import Site, preferred
from camtay.stats.tally import Counting, Tally
from tests.conftest import REPO, need
from tests.test_hosting import free_port, running

DAY = date(2026, 11, 22).toordinal()
SITE = Site(
    hosts=frozenset({"thu.example"}),
    locales=(("en", "en"),),
    source="vi",
    folders=frozenset({"di-tich", "huong-dan"}),
    codes=frozenset({"29G275", "2BKN4G"}),
    carried=("vi", "en"),
)
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36"
)
SECRET = b"s" * 32


@pytest.fixture(scope="session")
def scans() -> ModuleType:
    """`scripts/bench/scans.py`, which makes months of logs."""
    spec = importlib.util.spec_from_file_location("scans", REPO / "scripts/bench/scans.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["scans"] = module
    spec.loader.exec_module(module)
    return module


def line(
    request: str = "GET /Q/29G275 HTTP/2.0",
    status: int = 200,
    referer: str = "-",
    agent: str = PHONE,
    stamp: str = "22/Nov/2026:10:15:33 +0700",
    who: str = "203.0.113.7 - -",
    more: str = "",
) -> str:
    """A line in the combined format."""
    return f'{who} [{stamp}] "{request}" {status} 4321 "{referer}" "{agent}"{more}'


def counted(*lines: str | bytes, **options: Any) -> Tally:
    """The sums of these lines."""
    counting = Counting(SITE, SECRET, **options)
    counting.add([one.encode() if isinstance(one, str) else one for one in lines])
    return counting.tally


# ---------------------------------------------------------------- what a scan is
def test_a_scan_is_counted_by_code_day_and_hour() -> None:
    """In Vietnamese time, whatever the clock of the server; small letters are the same code."""
    found = counted(line(), line("GET /q/29g275 HTTP/1.1", stamp="22/Nov/2026:18:30:00 +0000"))
    assert found.by_day == {("29G275", DAY): 1, ("29G275", DAY + 1): 1}
    assert found.by_hour == {10: 1, 1: 1}
    assert found.lines == 2
    assert found.damaged == 0


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", {"status": 304}),
        ("", {"request": "GET /Q/29G275?zarsrc=30 HTTP/2.0"}),
        ("", {"referer": "android-app://com.google.android.googlequicksearchbox/"}),
        ("", {"referer": "https://thu.example/Q/29g275"}),
        ("", {"request": "GET /%51/29G275.html HTTP/1.1"}),
        ("", {"request": "GET https://thu.example/Q/29G275 HTTP/1.1"}),
        ("methods", {"request": "HEAD /Q/29G275 HTTP/2.0"}),
        ("methods", {"request": "POST /Q/29G275 HTTP/2.0"}),
        ("bots", {"agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}),
        ("bots", {"agent": "-"}),
        ("previews", {"agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"}),
        ("monitors", {"agent": "camtay-guard/1 (+https://thu.example/)"}),
        ("prefetches", {"more": ' "prefetch;prerender"'}),
        ("links", {"referer": "https://l.facebook.com/"}),
        ("links", {"request": "GET /Q/29G275?fbclid=x HTTP/2.0"}),
        ("inside", {"referer": "https://thu.example/di-tich/x/"}),
        ("inside", {"referer": "https://THU.example/sw.js"}),
        ("inside", {"referer": "https://thu.example/Q/2BKN4G"}),
        ("redirects", {"status": 301}),
        ("redirects", {"request": "GET /q/29g27P HTTP/2.0", "status": 301}),
        ("interrupted", {"status": 499}),
        ("errors", {"status": 500}),
        ("errors", {"status": 404}),
        ("redirects", {"request": "GET /q/29G2-75 HTTP/2.0", "status": 404}),
        ("unknown", {"request": "GET /Q/29G276 HTTP/2.0", "status": 404}),
    ],
    ids=str,
)
def test_what_is_no_scan_is_left_out_by_reason(reason: str, words: dict[str, Any]) -> None:
    """Every request for a scan page is a scan or has a reason why it is none."""
    found = counted(line(**words))
    assert found.left_out == ({reason: 1} if reason else {})
    assert found.scans == (0 if reason else 1)
    assert (found.asked, found.damaged) == (1, 0)


def test_errors_and_unknown_codes_are_kept_apart() -> None:
    """A known code that fails concerns the host, an unknown one the person who typed it."""
    found = counted(line(status=502), line("GET /Q/29G27 HTTP/2.0", 404), line("GET /Q/ HTTP/2.0"))
    assert found.failed == {("29G275", 502): 1}
    assert found.tried == {"29G27": 1}
    assert found.doubts == 1


def test_reading_on_tells_the_language() -> None:
    """A full page opened from a scan page shows what its reader reads; anything else asked for there does not."""
    own = "https://thu.example/Q/29G275"
    found = counted(
        line("GET /di-tich/x/ HTTP/2.0", referer=own),
        line("GET /en/heritage/x/ HTTP/2.0", referer=own, more=' "203.0.113.9"'),
        line("GET /en/heritage/x/ HTTP/2.0"),
        line("GET /assets/a.js HTTP/2.0", referer=own),
        line("GET /di-tich/x/ HTTP/2.0", 404, referer=own),
        line("GET /di-tich/x/ HTTP/2.0", referer=own, agent="curl/8"),
    )
    assert found.read_on == {"vi": 1, "en": 1}
    assert found.scans == 0


@pytest.mark.parametrize(
    ("languages", "locale"),
    [
        ("vi-VN,vi;q=0.9", "vi"),
        ("en-GB,en;q=0.9", "en"),
        ("ko-KR,vi;q=0.5", "vi"),
        ("ko-KR", "en"),
        ("*", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_telephone_opens_the_page_in_a_locale(languages: str, locale: str) -> None:
    """As the script of the scan page chooses, where the log has the languages."""
    assert preferred(languages.encode(), ("vi", "en")) == locale


def test_days_outside_the_period_are_not_counted() -> None:
    """Both ends are counted in."""
    stamps = [f"{day}/Nov/2026:10:15:33 +0700" for day in (21, 22, 23)]
    found = counted(*(line(stamp=stamp) for stamp in stamps), since=DAY, until=DAY)
    assert found.by_day == {("29G275", DAY): 1}
    assert found.lines == 3


# ---------------------------------------------------------------- forms
@pytest.mark.parametrize(
    "text",
    [
        line(who="2001:db8::1 - -"),
        line(who="thu.example:443 203.0.113.7 - -"),
        line(who="203.0.113.7 - nguyen van a"),
        line(stamp="22/Nov/2026:08:45:33 +0530"),
        line(agent=PHONE + r" \"quoted\" name"),
        line(agent=PHONE + r" \x22quoted\x22"),
        line(more=' "198.51.100.1, 10.0.0.1"'),
        line(more=' "-"'),
        line(more=' 0.005 "vi-VN,vi;q=0.9"'),
        line() + "\r",
        '203.0.113.7 - - [22/Nov/2026:10:15:33 +0700] "GET /Q/29G275 HTTP/1.1" 200 4321',
    ],
    ids=str,
)
def test_every_form_of_a_text_log_is_read(text: str) -> None:
    """Common and combined, with more fields, with a virtual host before, and whatever stands in a field."""
    found = counted(text)
    assert (found.scans, found.damaged, found.by_hour) == (1, 0, {10: 1})


def test_the_address_behind_a_proxy_is_the_visitor() -> None:
    """Hundreds of telephones come through one proxy; and the log of a virtual host begins with its name."""
    lines = [line(more=f' "198.51.100.{n}"') for n in range(5)] + [line(who="thu.example:443 203.0.113.9 - -")]
    assert counted(*lines).visitors.counts() == {DAY: 6}


def caddy(**changes: Any) -> str:
    """A line of Caddy's."""
    headers = {"User-Agent": [PHONE], "Accept-Language": ["en-GB"], **changes.pop("headers", {})}
    request = {"remote_ip": "203.0.113.7", "proto": "HTTP/2.0", "method": "GET", "uri": "/Q/29G275", "headers": headers}
    return json.dumps({"level": "info", "ts": 1795317333.25, "request": request, "status": 200, **changes})


def test_caddy_tells_more() -> None:
    """Its JSON has the languages of a telephone and says what is fetched beforehand."""
    found = counted(caddy(), caddy(ts="2026-11-22T10:15:33+07:00"), caddy(headers={"Sec-Purpose": ["prefetch"]}))
    assert found.by_day == {("29G275", DAY): 2}
    assert found.by_hour == {10: 2}
    assert found.opened_in == {"en": 2}
    assert found.left_out == {"prefetches": 1}
    assert counted(caddy(status=0)).left_out == {"interrupted": 1}


@pytest.mark.parametrize(
    "text",
    [
        b"\0" * 500, b"\xff\xfe\x80", b"hello", line()[:70].encode(), line()[:-1].encode(), caddy()[:-4].encode(), b"{}",  # noqa: E501
        b"[" * 40_000, b'{"ts":1,"status":200,"request":[]}', b'{"ts":"x","status":200,"request":{"uri":"/"}}',
        line(stamp="99/Nov/2026:10:15:33 +0700").encode(), line(stamp="22/Nov/2026:10:15:33 +9999").encode()[:-2],
        line("GET /Q/29G275?" + "A" * 40_000).encode(), b"{" * 10_000, b'{"a":' * 3_000 + b"1" + b"}" * 3_000,
    ],
    ids=range(15),
)  # fmt: skip
def test_a_damaged_line_is_counted_and_harms_nothing(text: bytes) -> None:
    """Power cuts fill logs with zeros and cut lines off."""
    found = counted(line(), text, line())
    assert (found.lines, found.damaged, found.scans) == (3, 1, 2)


POOL = (
    line(), line("GET /q/2bkn4g?fbclid=x HTTP/2.0"), line("GET /Q/ZZZZZZ HTTP/2.0", 404), line("GET /a.webp HTTP/2.0"),
    line("HEAD /Q/29G275 HTTP/2.0"), line(agent="curl/8.5"), line(status=500), line("GET /Q/ HTTP/2.0"),
    line("GET /en/x/ HTTP/2.0", referer="https://thu.example/Q/29G275"), line(stamp="22/Nov/2026:11:15:33 +0700"),
    line(stamp="20/Nov/2026:11:15:33 +0700"), line(stamp="22/Nov/2026:11:15:33 +0530"), line(agent='x \\"y\\" z'),
    line(more=' "vi-VN,vi;q=0.9"'), line("GET /Q/2BKN4G HTTP/2.0", more=' "en" "prefetch"'),
    line(who="a.example:443 1.2.3.4 - -"), line().rpartition(' "-" ')[0], line()[:70], line()[:-1],
    caddy(), caddy()[:-9], caddy(headers={"Purpose": ["prefetch"]}),
    caddy(headers={"Referer": ["https://thu.example/Q/2BKN4G"]}), caddy(status=404), "", "\0" * 90, 'x"' * 9, 'x"y' * 6,
    line(agent=""), line(referer=""),
)  # fmt: skip


def sums(tally: Tally) -> dict[str, object]:
    """All of a tally in a form that can be compared."""
    return {**vars(tally), "visitors": tally.visitors.days}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(POOL), st.integers(1, 40)), min_size=1, max_size=8))
def test_lines_together_count_as_each_by_itself(runs: list[tuple[str, int]]) -> None:
    """Whatever stands beside a line: runs of lines that are alike are counted at once, others one by one."""
    lines = [text for text, times in runs for _ in range(times)]
    whole = Tally()
    for text in lines:
        alone = Counting(SITE, SECRET, DAY - 1)
        alone.tally.lines += bool(text)
        alone._line(text.encode())
        whole.merge(alone.tally)
    assert sums(counted(*lines, since=DAY - 1)) == sums(whole)


def test_a_log_is_cut_into_parts_at_the_ends_of_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line is in one of the parts that several processes read, also where one is longer than a part."""
    monkeypatch.setattr(files, "TOGETHER", 0)
    path = tmp_path / "access.log"
    for text in ("\n".join([line(), "x" * 5_000, *[line()] * 20]), line() * 3, "", "\n\n"):
        path.write_text(text)
        parts = files._parts(path, 7)
        made = [files._one(*part, SITE, SECRET, 0, 10**7) for part in parts]
        whole = Tally()
        for tally, problem in made:
            assert problem is None
            whole.merge(tally)
        assert sums(whole) == sums(files._one(path, 0, None, SITE, SECRET, 0, 10**7)[0])
        assert whole.lines == sum(map(bool, text.split("\n")))
    path.write_text("\n".join([line()] * 20))
    assert len(files._parts(path, 7)) == 7


def test_garbage_that_the_server_wrote_down_is_no_damage() -> None:
    """TLS sent to a plain port is a whole line about nothing."""
    found = counted(
        line("\\x16\\x03\\x01\\x02\\x00\\x01", 400, agent="-"), line("", 400), line('a\\"b', 400), line("-", 408)
    )
    assert (found.damaged, found.asked) == (0, 0)


@pytest.mark.parametrize("form", ["nginx", "apache", "caddy", "common"])
def test_a_made_up_month_is_counted_as_it_was_made(scans: ModuleType, form: str, tmp_path: Path) -> None:
    """Each form of log gives the sums that its maker knows, packed or not, in one file or many."""
    places = [scans.Place(code, "di-tich/x/") for code in sorted(SITE.codes)]
    month = scans.Month(places, date(2026, 11, 1), 5, 60, seed=3)
    made = [scans.FORMS[form](request) for request in month.make()]
    (tmp_path / "a.gz").write_bytes(gzip.compress("\n".join(made[:150]).encode()))
    (tmp_path / "b").write_text("\n".join(made[150:]) + "\n", "utf-8")
    site = Site(**{**SITE.__dict__, "hosts": frozenset({"quangtri.example"})})
    found = files.read([tmp_path / "a.gz", tmp_path / "b"], site, SECRET)
    truth = month.truth
    assert (found.lines, found.damaged) == (truth.lines, truth.damaged)
    if form == "common":  # neither Referer nor User-Agent: machines and links can't be told from people
        assert found.scans > sum(truth.by_code.values())
        return
    by_code: Counter[str] = Counter()
    for (code, _), n in found.by_day.items():
        by_code[code] += n
    assert by_code == truth.by_code
    assert found.by_hour == truth.by_hour
    assert found.left_out == truth.left_out
    assert found.read_on == truth.read_on
    assert found.tried == truth.tried
    assert {date.fromordinal(day).isoformat(): n for day, n in found.visitors.counts().items()} == truth.visitors
    devices: Counter[str] = Counter()
    for who, n in found.agents.items():
        devices[who.device.value] += n
    assert devices == truth.devices
    assert sum(n for who, n in found.agents.items() if who.old) == truth.old
    assert found.opened_in == (truth.opened_in if form == "caddy" else {})


def test_minutes_are_read_strictly() -> None:
    """No day that is none, no month in another language."""
    assert minute(b"22/Nov/2026:23:59 +0000") == (DAY + 1, 6)
    assert minute(b"31/Nov/2026:23:59 +0000") is None
    assert minute(b"22/Thg/2026:23:59 +0000") is None
    assert text_hit(b"") is None
    assert json_hit(b"[1]") is None


# ---------------------------------------------------------------- who
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PHONE, (Role.PERSON, Device.PHONE, Program.BROWSER, False)),
        (PHONE + " Zalo android/12100630 ZaloTheme/light ZaloLanguage/vi", (Role.PERSON, Device.PHONE, Program.ZALO, False)),  # noqa: E501
        (PHONE.replace("Mobile ", ""), (Role.PERSON, Device.TABLET, Program.BROWSER, False)),
        (PHONE.replace("10; K", "5.1.1; SM-J320F"), (Role.PERSON, Device.PHONE, Program.BROWSER, True)),
        (PHONE.replace("Chrome/141", "Chrome/79"), (Role.PERSON, Device.PHONE, Program.BROWSER, True)),
        (PHONE + " [FB_IAB/Orca-Android;FBAV/440.0;]", (Role.PERSON, Device.PHONE, Program.FACEBOOK, False)),
        ("Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1", (Role.PERSON, Device.TABLET, Program.BROWSER, False)),  # noqa: E501
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) coc_coc_browser/110.0 Chrome/104.0 Safari/537.36", (Role.PERSON, Device.COMPUTER, Program.BROWSER, False)),  # noqa: E501
        ("Mozilla/5.0 (Linux; Android 4.4.2;LG-F320S) AppleWebKit/537.36 (KHTML, like Gecko) Zalo/1.0 Safari/537.36", (Role.PREVIEW, Device.UNKNOWN, Program.BROWSER, False)),  # noqa: E501
        ("ZaloPC-win32-24v618", (Role.PREVIEW, Device.UNKNOWN, Program.BROWSER, False)),
        ("Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)", (Role.BOT, Device.UNKNOWN, Program.BROWSER, False)),  # noqa: E501
        ("python-requests/2.32", (Role.BOT, Device.UNKNOWN, Program.BROWSER, False)),
        ("camtay-links/1 (link check of a public information site)", (Role.MONITOR, Device.UNKNOWN, Program.BROWSER, False)),  # noqa: E501
        ("Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", (Role.MONITOR, Device.UNKNOWN, Program.BROWSER, False)),  # noqa: E501
    ],
)  # fmt: skip
def test_an_agent_falls_into_a_class(text: str, expected: tuple[object, ...]) -> None:
    """Telephones by kind and program; search engines, previews and what watches the site apart."""
    assert tuple(agent(text)) == expected


# ---------------------------------------------------------------- visitors
def test_visitors_of_a_day_are_different_addresses_and_programs() -> None:
    """The same telephone twice a day is one visitor, the next day another; under another secret nothing matches."""
    tomorrow = "23/Nov/2026:10:15:33 +0700"
    found = counted(line(), line(), line(who="203.0.113.8 - -"), line(stamp=tomorrow), line(agent=PHONE + " x"))
    assert found.visitors.counts() == {DAY: 3, DAY + 1: 1}
    marks = {visitors.day_key(secret, day)(b"x") for secret in (SECRET, b"t" * 32) for day in (1, 2)}
    assert len(marks) == 4


def test_no_address_is_kept() -> None:
    """Not in any part of the sums."""
    assert "203.0.113" not in repr(counted(line(), caddy()).__dict__)
    assert b"203.0.113" not in repr(counted(line()).visitors.days).encode()


def test_many_visitors_are_estimated_within_two_percent() -> None:
    """Beyond a limit a day is a sketch of 16 kB; merging with a second log counts nobody twice."""
    key = visitors.day_key(SECRET, 1)
    one, two = visitors.Visitors(exact=5_000), visitors.Visitors(exact=5_000)
    for n in range(40_000):
        one.of(1).add(key(b"%d" % n))
        two.of(1).add(key(b"%d" % (n + 20_000)))
        if n % 1_000 == 0:
            one.settle()
            two.settle()
    two.of(2).add(key(b"x"))
    one.merge(two)
    assert one.counts()[1] == pytest.approx(60_000, rel=0.02)
    assert one.counts()[2] == 1


# ---------------------------------------------------------------- files
def problems(*paths: Path) -> list[str]:
    """Codes of what is wrong with files."""
    with pytest.raises(CamtayError) as caught:
        files.read(paths, SITE, SECRET)
    return [problem.code for problem in caught.value.problems]


def test_every_file_that_cannot_be_counted_is_told(tmp_path: Path) -> None:
    """All of them together."""
    good = gzip.compress("\n".join(line(who=f"203.0.113.{n} - -") for n in range(200)).encode())
    contents = {"a-cut.gz": good[:-9], "b-broken.gz": good[:60] + b"xxxx" + good[64:], "c.xz": b"\xfd7zXZ\0rest"}
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "d").mkdir()
    paths = [tmp_path / name for name in (*contents, "d", "e-missing")]
    assert problems(*paths[2:]) == ["stats.packed", "stats.folder", "stats.unreadable"]
    assert problems(*paths[:2]) == ["stats.cut", "stats.gzip"]


def test_a_gzip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Growth of a thousand times is no log; that of a log which says the same again and again may be great."""
    monkeypatch.setattr(files, "FREE", 2 << 20)
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(bytes(8 << 20)))
    (tmp_path / "calm.gz").write_bytes(gzip.compress((line() + "\n").encode() * 5_000))
    assert problems(tmp_path / "bomb.gz") == ["stats.bomb"]
    assert files.read([tmp_path / "calm.gz"], SITE, SECRET).scans == 5_000


def test_the_same_log_twice_is_told(tmp_path: Path) -> None:
    """Packing was interrupted: access.log.1 and access.log.1.gz both lie there. One name twice is one file."""
    data = "".join(line() + "\n" for _ in range(100)).encode()
    (tmp_path / "access.log.1").write_bytes(data)
    (tmp_path / "access.log.1.gz").write_bytes(gzip.compress(data))
    assert problems(tmp_path / "access.log.1", tmp_path / "access.log.1.gz") == ["stats.twice"]
    assert files.read([tmp_path / "access.log.1"] * 2, SITE, SECRET).scans == 100


def test_members_of_a_gzip_file_and_long_lines_are_read(tmp_path: Path) -> None:
    """Packed logs that were put together, with zeros behind; a line of megabytes is one damaged line."""
    data = (line() + "\n").encode()
    (tmp_path / "a.gz").write_bytes(gzip.compress(data) + gzip.compress(data) + bytes(512))
    (tmp_path / "b").write_bytes(data + b"x" * 3_000_000 + b"\n" + data + b"\n\n" + data.rstrip())
    (tmp_path / "empty").write_bytes(b"")
    found = files.read([tmp_path / "a.gz", tmp_path / "b", tmp_path / "empty"], SITE, SECRET)
    assert (found.scans, found.lines, found.damaged) == (5, 6, 1)


def test_several_processes_give_the_same_sums(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Visitors of a day that stands in two files are counted once."""
    for n in range(2):
        (tmp_path / f"log{n}").write_text("".join(line(who=f"203.0.113.{i + n} - -") + "\n" for i in range(9)), "utf-8")
    paths = [tmp_path / "log0", tmp_path / "log1"]
    alone = files.read(paths, SITE, SECRET)
    monkeypatch.setattr(files, "TOGETHER", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    together = files.read(paths, SITE, SECRET)
    assert together.visitors.counts() == alone.visitors.counts() == {DAY: 10}
    assert together.by_day == alone.by_day == {("29G275", DAY): 18}


# ---------------------------------------------------------------- real servers
def asked_of(port: int) -> None:
    """One telephone scans, another fetches beforehand, a third has a strange name."""
    names = {"User-Agent": PHONE, "Accept-Language": "vi-VN,vi;q=0.9"}
    for path, more in (
        ("/Q/29G275", {}),
        ("/q/29g275", {"Sec-Purpose": "prefetch;prerender"}),
        ("/Q/2BKN4G", {"User-Agent": PHONE + ' "quoted" \\ back', "Accept-Language": "en-GB"}),
        ("/Q/29G276", {}),
    ):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path, headers={**names, **more})
        connection.getresponse().read()
        connection.close()


def expect(found: Tally) -> None:
    """What a right count finds in the log of that."""
    assert (found.lines, found.damaged) == (4, 0)
    assert sorted(code for code, _ in found.by_day) == ["29G275", "2BKN4G"]
    assert found.left_out == {"prefetches": 1, "unknown": 1}
    assert found.opened_in == {"vi": 1, "en": 1}


def lines_of(path: Path) -> list[bytes]:
    """The log, once the server has written all of it."""
    for _ in range(200):
        rows = path.read_bytes().splitlines() if path.exists() else []
        if len(rows) >= 4:
            break
        time.sleep(0.05)
    return rows


def test_the_log_format_of_the_handbook_is_read_as_nginx_writes_it(tmp_path: Path) -> None:
    """The chapter tells which fields to add; real nginx writes them."""
    program, port = need("nginx"), free_port()
    chapter = (REPO / "docs/so-tay/dem-luot-quet.md").read_text("utf-8")
    (form,) = re.findall(r"log_format camtay .*?;\n", chapter, re.DOTALL)
    temporary = "".join(f"{n}_temp_path {tmp_path}; " for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root; " if os.geteuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(
        f"{user}daemon off; pid {tmp_path}/pid; error_log {tmp_path}/err; events {{}}\nhttp {{ {temporary}\n{form}"
        f"access_log {tmp_path}/access.log camtay; server {{ listen 127.0.0.1:{port}; "
        f"location ~* ^/q/(29G275|2BKN4G)$ {{ return 200; }} location / {{ return 404; }} }} }}\n",
        "utf-8",
    )
    with running([program, "-c", str(tmp_path / "nginx.conf"), "-e", str(tmp_path / "err")], port):
        asked_of(port)
    expect(counted(*lines_of(tmp_path / "access.log")))


def test_a_log_of_caddy_is_read_as_caddy_writes_it(tmp_path: Path) -> None:
    """Its default JSON."""
    program, port = need("caddy"), free_port()
    (tmp_path / "Caddyfile").write_text(
        f"{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port} {{\n\tlog {{\n\t\toutput file "
        f"{tmp_path}/access.log\n\t}}\n\t@known path_regexp (?i)^/q/(29G275|2BKN4G)$\n"
        "\trespond @known 200\n\trespond 404\n}\n",
        "utf-8",
    )
    command = [program, "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    with running(command, port, XDG_DATA_HOME=str(tmp_path), XDG_CONFIG_HOME=str(tmp_path)):
        asked_of(port)
    expect(counted(*lines_of(tmp_path / "access.log")))
