"""`camtay stats`: what is shown of a count, to whom it points, and how it looks."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest
from click.testing import CliRunner, Result

from camtay import codes
from camtay import ledger as ledgers
from camtay.cli import main
from camtay.placements import register as registers
from camtay.project import load
from camtay.stats import charts, files, shown
from camtay.stats.agents import Agent, Device, Program, Role
from camtay.stats.report import Report, report
from camtay.stats.requests import Site
from camtay.stats.shown import Shown
from camtay.stats.tally import Tally
from camtay.stats.tried import nearest, tried
from tests.conftest import HERITAGE, TinyProject, need
from tests.test_stats_lines import PHONE, SECRET, SITE, line, scans  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DAY = date(2026, 11, 1)
FIRST = DAY.toordinal()
ISSUED = ("29G275", "2BKN4G", "33CN4Q")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
WHO = Agent(Role.PERSON, Device.PHONE, Program.ZALO)

PLACEMENTS = """\
- {code: 29G275, state: hung, hung_on: 2026-09-01, note: Trụ cổng bên trái}
- {code: 2BKN4G, state: hung, hung_on: 2026-09-01, note: =SUM(A1)}
- {code: 33CN4Q, state: missing, hung_on: 2026-09-01}
"""


@pytest.fixture
def root(tiny_project: TinyProject) -> Path:
    """Three codes on signs: one of a guide, one of a well, one that is missing and known to be."""
    root = tiny_project({"guides/gieng.yml": HERITAGE, "qr/placements.yml": PLACEMENTS})
    ledger = ledgers.Ledger()
    for code, entry in zip(ISSUED, ("goi-dien", "gieng-co", "gieng-co"), strict=True):
        assert codes.is_valid(code), code
        ledger, _ = ledger.issue(entry, date(2026, 8, 1), choose=picker(code))
    ledger.write(root)
    return root


def picker(code: str) -> Callable[[str], str]:
    """Chooses the letters of a code one by one."""
    letters = iter(code[:-1])
    return lambda _: next(letters)


def told(root: Path, tally: Tally, locale: str = "en") -> Report:
    """The report on sums."""
    project = load(root)
    return report(project, registers.read(project, date(2026, 12, 1)), tally, locale)


def month(days: int = 30, each: int = 10, **more: Any) -> Tally:
    """A log of whole days on which both signs are scanned."""
    tally = Tally(**more)
    for day in range(FIRST, FIRST + days):
        tally.hours |= {(day, hour) for hour in range(24)}
        for code in ISSUED[:2]:
            tally.by_day[code, day] += each
            tally.by_hour[9] += each
            tally.agents[WHO] += each
    return tally


def run(root: Path, *words: str) -> Result:
    """The command."""
    return CliRunner().invoke(main, ["--root", str(root), "--locale", "en", "stats", *words])


# ---------------------------------------------------------------- what may be shown
def test_small_counts_are_ranges_and_nothing_is_nothing() -> None:
    """0 has nobody in it; 1 to 4 may have somebody."""
    assert [shown.one(n) for n in (0, 1, 4, 5)] == [Shown(0, 0), Shown(1, 4), Shown(1, 4), Shown(5, 5)]
    assert (Shown(5, 5).text(), Shown(1, 4).text()) == ("5", "1–4")


@pytest.mark.parametrize(
    "counts", [(3, 90, 40), (1, 1, 9), (4, 4, 4, 70, 8), (2, 0, 0), (1, 6), (0, 7, 8), (2, 3, 50), (4, 5), (1, 2, 3)]
)
def test_a_hidden_count_cannot_be_worked_out_from_the_total(counts: tuple[int, ...]) -> None:
    """Whatever the total says, each hidden count of 1 to 4 may still be at least two different numbers."""
    from itertools import product

    table = shown.table(dict(enumerate(counts)))
    assert all(s.low <= n <= s.high for n, s in zip(counts, table.values(), strict=True))
    hidden = [n for n, value in table.items() if not value.exact]
    left = sum(counts) - sum(table[n].low for n in table if n not in hidden)
    ways = [way for way in product(*(range(table[n].low, table[n].high + 1) for n in hidden)) if sum(way) == left]
    small = [n for n in hidden if counts[n] < shown.LEAST]
    if len([n for n in counts if n]) > 1:  # alone, it is as hidden as the total itself
        for n in small:
            assert len({way[hidden.index(n)] for way in ways}) >= 2, (n, ways)


def test_hours_and_devices_of_few_scans_are_not_told(root: Path) -> None:
    """One evening at one alley is nobody's business."""
    few = told(root, month(days=2, each=10))
    assert (few.by_hour, few.devices, few.programs, few.old, few.visitors_a_day) == (None,) * 5
    assert few.scans == Shown(40, 40)
    many = told(root, month(days=3, each=10))
    assert many.by_hour is not None
    assert many.devices == {"phone": Shown(60, 60)}
    assert many.programs == {"zalo": Shown(60, 60)}


# ---------------------------------------------------------------- what is to be done
def test_signs_carry_their_names_and_places(root: Path) -> None:
    """From the ledger and the register of signs."""
    found = told(root, month(days=8))
    assert [(s.code, s.name, s.where, s.scans.low) for s in found.signs] == [
        ("29G275", "Make a phone call", "Trụ cổng bên trái", 80),
        ("2BKN4G", "The old well", "=SUM(A1)", 80),
        ("33CN4Q", "The old well", "Thử commune", 0),
    ]
    assert (found.scanned, found.hanging) == (2, 2)
    assert found.never == ()  # the third is known to be missing


def test_a_sign_never_scanned_is_told_after_a_week(root: Path) -> None:
    """Not one that hangs since yesterday."""
    tally = month(days=8)
    tally.by_day = Counter({key: n for key, n in tally.by_day.items() if key[0] != "29G275"})
    assert [sign.code for sign in told(root, tally).never] == ["29G275"]
    text = PLACEMENTS.replace("2026-09-01, note: Trụ", "2026-11-05, note: Trụ")
    (root / "qr/placements.yml").write_text(text, "utf-8")
    assert told(root, tally).never == ()


def test_a_sign_that_falls_silent_is_told_with_its_last_day(root: Path) -> None:
    """Days without a log are told, and are no silence."""
    tally = month(days=30)
    for day in range(FIRST + 24, FIRST + 30):
        del tally.by_day["2BKN4G", day]
    ((sign, gap),) = told(root, tally).silent
    assert (sign.code, gap.last, gap.days) == ("2BKN4G", DAY + timedelta(days=23), 6)
    tally.hours = {(day, hour) for day, hour in tally.hours if day < FIRST + 24 or day == FIRST + 29}
    found = told(root, tally)
    assert found.silent == ()
    assert found.gaps == tuple(DAY + timedelta(days=n) for n in range(24, 29))
    assert found.days == 25


def test_errors_are_told_by_code_and_status(root: Path) -> None:
    """The host has to be mended, not the sign."""
    found = told(root, month(failed=Counter({("29G275", 502): 3})))
    assert [(f.sign.code, f.status, f.times) for f in found.faults] == [("29G275", 502, 3)]


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("29G2T5", ("29G275",)),  # one wrong letter
        ("29G257", ("29G275",)),  # two swapped
        ("29G75", ("29G275",)),  # one missing
        ("229G275", ("29G275",)),  # one too many
        ("296275", ("29G275",)),  # a look-alike
        ("Z9GZ1S", ("29G275",)),  # read with other letters throughout
        ("TTTTTT", ()),
    ],
)
def test_an_unknown_code_finds_the_one_that_was_meant(code: str, meant: tuple[str, ...]) -> None:
    """By letters that look alike first, then by one slip of the finger."""
    assert nearest(code, frozenset(ISSUED)) == meant


def test_what_is_not_like_a_code_is_counted_and_not_shown() -> None:
    """Somebody may type a telephone number; a right check letter that the ledger does not know comes first."""
    found, more = tried({"0912345678": 2, "WP-ADMIN": 1, "29G2T5": 9, "2BKN4": 1, "33BBBF": 1, "29G276": 3}, ISSUED)
    sound = [one.code for one in found if one.sound]
    assert all(codes.is_valid(code) for code in sound)
    assert {one.code for one in found} == {"29G2T5", "2BKN4", "33BBBF", "29G276"}
    assert [one.sound for one in found] == sorted((one.sound for one in found), reverse=True)
    assert more == 3


# ---------------------------------------------------------------- the command
def log(root: Path, n: int = 30, name: str = "access.log") -> Path:
    """A log with `n` scans on each of four days, and one of everything that is no scan."""
    lines = [
        line(who=f"203.0.113.{i} - -", stamp=f"0{day}/Nov/2026:{i % 24:02}:15:33 +0700")
        for day in range(1, 5)
        for i in range(n)
    ]
    lines += [line(agent="curl/8"), line("GET /Q/29G2T5 HTTP/2.0", 404), "half a li"]
    path = root / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_the_command_writes_a_report_for_people_and_for_programs(root: Path) -> None:
    """HTML, JSON and CSV in one folder; the same log gives the same bytes, packed or not."""
    path = log(root)
    done = run(root, str(path))
    assert done.exit_code == 0, done.output
    assert "1/11/2026" not in done.output
    assert "120 scans in" in done.output
    folder = root / "export/luot-quet"
    names = {file.name for file in folder.iterdir()}
    assert names == {
        "luot-quet.html", "luot-quet.json", "luot-quet-bien.csv", "luot-quet-ngay.csv", "luot-quet-gio.csv",
    }  # fmt: skip
    data = json.loads((folder / "luot-quet.json").read_text("utf-8"))
    assert data["scans"] == 120
    assert data["left_out"] == {"bots": 1, "unknown": 1}
    assert data["by_day"]["2026-11-01"] == 30
    assert data["visitors"]["2026-11-01"] == 30
    assert data["unknown_codes"][0]["nearest"] == ["29G275"]
    assert data["lines"] == {"all": 123, "damaged": 1, "for_codes": 122}
    rows = list(csv.DictReader(io.StringIO((folder / "luot-quet-bien.csv").read_text("utf-8-sig"))))
    assert next((row["code"], row["from"], row["to"]) for row in rows) == ("29G275", "120", "120")
    assert "'=SUM(A1)" in [row["where"] for row in rows]  # no formula
    before = {name: (folder / name).read_bytes() for name in names}
    (root / "again.gz").write_bytes(gzip.compress(path.read_bytes()))
    assert run(root, str(root / "again.gz")).exit_code == 0
    assert {name: (folder / name).read_bytes() for name in names} == before


def test_no_address_and_no_hash_is_written(root: Path) -> None:
    """Neither into a file nor on the screen."""
    done = run(root, str(log(root)))
    texts = [
        done.output,
        *((root / "export/luot-quet" / n).read_text("utf-8") for n in ("luot-quet.html", "luot-quet.json")),
    ]
    for text in texts:
        assert "203.0.113" not in text
        assert "curl" not in text
        assert PHONE[:30] not in text
        assert not re.search(r"\b[0-9a-f]{16,}\b", text)


def test_a_period_can_be_chosen(root: Path) -> None:
    """Both days are counted in."""
    done = run(root, str(log(root)), "--since", "2026-11-02", "--until", "2026-11-03", "--out", str(root / "out"))
    assert "60 scans in 2 days" in done.output
    assert (root / "out/luot-quet.html").exists()


def test_faults_are_problems_and_leave_no_report(root: Path) -> None:
    """No log, nothing of the period, days the wrong way round, a file that is none; exit code 1, usage 2."""
    path = log(root)
    (root / "poem.txt").write_text("Trăm năm trong cõi người ta\n", "utf-8")
    assert "stats.unreadable" in (found := run(root, str(root / "missing"))).output
    assert found.exit_code == 1
    assert "stats.no_log" in run(root, str(root / "poem.txt")).output
    assert "stats.empty" in run(root, str(path), "--since", "2027-01-01").output
    assert "stats.period" in run(root, str(path), "--since", "2026-11-03", "--until", "2026-11-02").output
    assert run(root, str(path), "--since", "yesterday").exit_code == 2
    assert run(root).exit_code == 2
    assert not (root / "export").exists()


# ---------------------------------------------------------------- the page
def test_a_chart_has_round_steps_and_a_column_each() -> None:
    """Drawn twice, for narrow and wide pages; what is not told is marked as such."""
    svg = charts.columns(
        [charts.Column(Shown(n, n), str(n)) for n in (0, 7, 23)] + [charts.Column(Shown(1, 4))], "x", str
    )
    assert svg.count("<svg") == 2
    assert svg.count('<rect class="a"') == 4
    assert svg.count('<rect class="a few"') == 2
    assert re.findall(r'text-anchor="end">([0-9]+)<', svg)[:4] == ["0", "10", "20", "30"]
    assert [charts._ticks(n)[-1] for n in (0, 1, 4, 5, 9, 40, 41, 281)] == [1, 1, 4, 6, 10, 40, 60, 300]


@pytest.mark.browser
def test_the_page_is_good_on_a_phone_on_a_desk_and_on_paper(root: Path, chromium: Browser) -> None:
    """axe-core finds nothing in both colour schemes, nothing is wider than the screen, nothing is asked for from
    anywhere, and closed tables are printed."""
    tally = month(tried=Counter({"29G2T5": 1}), failed=Counter({("29G275", 500): 2}), read_on=Counter(vi=40, en=9))
    tally.by_day = Counter({k: n for k, n in tally.by_day.items() if k[0] != "29G275" or k[1] < FIRST + 20})
    tally.left_out["bots"] = 12
    from camtay.stats.html import as_html

    page_file = root / "report.html"
    page_file.write_text(as_html(load(root), told(root, tally, "vi"), "vi", DAY), "utf-8")
    html = page_file.read_text("utf-8")
    assert "default-src 'none'; style-src 'sha256-" in html
    assert "<script" not in html
    assert " style=" not in html
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(page_file.as_uri())
    page.evaluate(AXE)
    for width, scheme in ((360, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        letters = "[...document.querySelectorAll('.chart text')].filter(t => t.checkVisibility())"
        assert page.evaluate(f"{letters}.every(t => t.getBoundingClientRect().height >= 16)")
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = page.evaluate("axe.run()")["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found] == []
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = false")
    import pypdfium2

    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    text = "".join(printed[n].get_textpage().get_text_bounded() for n in range(len(printed)))
    assert "Thứ Hai 2/11" in text
    assert "23 giờ" in text
    assert asked == [page_file.as_uri()]
    assert said == []


# ---------------------------------------------------------------- another counter
def test_goaccess_finds_the_same(scans: ModuleType, tmp_path: Path) -> None:  # noqa: F811
    """GoAccess, told to leave out the same lines, has the same totals by code, hour and day, and the same visitors."""
    goaccess = need("goaccess")
    places = [scans.Place(code, "di-tich/x/") for code in sorted(SITE.codes)]
    made = scans.Month(places, date(2026, 11, 1), 6, 80, seed=8).make()
    log_file = tmp_path / "access.log"
    # What GoAccess can't be told to leave out by itself: what a page of ours led to, other files, machines that it
    # takes for people.
    plain = [r for r in made if r.line.upper().startswith("GET /Q/") and not r.referer]
    plain = [r for r in plain if not any(name in r.agent for name in ("camtay", "Zalo/1.0", "curl"))]
    log_file.write_text("".join(scans.apache(r) + "\n" for r in plain), "utf-8")
    ignored = [f"--ignore-status={n}" for n in (301, 404, 499, 500)]
    options = ["--log-format=COMBINED", "--ignore-crawlers", "--no-global-config", "--no-progress", *ignored]
    out = tmp_path / "out.json"
    subprocess.run([goaccess, str(log_file), *options, "-o", str(out)], check=True, capture_output=True, cwd=tmp_path)
    theirs = json.loads(out.read_text("utf-8"))
    ours = files.read([log_file], Site(**{**SITE.__dict__, "hosts": frozenset({"quangtri.example"})}), SECRET)
    by_code: Counter[str] = Counter()
    for item in theirs["requests"]["data"]:
        by_code[item["data"].rpartition("/")[2].upper()] += item["hits"]["count"]
    by_day = {item["data"]: item["hits"]["count"] for item in theirs["visitors"]["data"]}
    visitors = {item["data"]: item["visitors"]["count"] for item in theirs["visitors"]["data"]}
    by_hour = {int(item["data"]): item["hits"]["count"] for item in theirs["visit_time"]["data"]}
    codes_, days = Counter[str](), Counter[str]()
    for (code, day), n in ours.by_day.items():
        codes_[code] += n
        days[f"{date.fromordinal(day):%Y%m%d}"] += n
    assert ours.scans > 300
    assert ours.left_out["bots"] > 0
    assert codes_ == by_code, ours.left_out
    assert days == by_day
    assert ours.by_hour == by_hour
    assert {f"{date.fromordinal(day):%Y%m%d}": n for day, n in ours.visitors.counts().items()} == visitors
