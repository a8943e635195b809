"""The report for other programs: JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from camtay.stats.report import Report, Sign
from camtay.stats.shown import LEAST, Shown

NAME = "luot-quet"


def files(found: Report, html: str) -> dict[str, bytes]:
    """Name → content of all files."""
    signs = (
        (s.code, s.name, s.where, s.commune, s.state.value if s.state else "", _iso(s.hung_on) or "", *s.scans)
        for s in found.signs
    )
    made = {
        f"{NAME}.html": html.encode(),
        f"{NAME}.json": as_json(found).encode(),
        f"{NAME}-bien.csv": _csv(("code", "name", "where", "commune", "state", "hung_on", "from", "to"), signs),
        f"{NAME}-ngay.csv": _csv(
            ("day", "scans_from", "scans_to", "phones_from", "phones_to"),
            ((day.isoformat(), *n, *found.visitors[day]) for day, n in found.by_day.items()),
        ),
    }
    if found.by_hour:
        made[f"{NAME}-gio.csv"] = _csv(("hour", "from", "to"), ((hour, *n) for hour, n in found.by_hour.items()))
    return made


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """With a mark by which spreadsheets see that it is UTF-8."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    """No cell is a formula for a spreadsheet that opens the file."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def as_json(found: Report) -> str:
    """Everything that is shown. A count is a number, or `[1, 4]` where it is not told exactly."""
    data: dict[str, Any] = {
        "format": "camtay-stats-1",
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "days": found.days,
        "days_without_log": [day.isoformat() for day in found.gaps],
        "time_zone": "+07:00",
        "least": LEAST,
        "lines": {"all": found.lines, "damaged": found.damaged, "for_codes": found.asked},
        "scans": _count(found.scans),
        "visitors_a_day": None if found.visitors_a_day is None else round(found.visitors_a_day, 1),
        "by_day": {day.isoformat(): _count(n) for day, n in found.by_day.items()},
        "visitors": {day.isoformat(): _count(n) for day, n in found.visitors.items()},
        "by_hour": _table(found.by_hour),
        "devices": _table(found.devices),
        "programs": _table(found.programs),
        "old_android": None if found.old is None else _count(found.old),
        "opened_in": _table(found.opened_in),
        "read_on": _table(found.read_on),
        "doubts": _count(found.doubts),
        "left_out": found.left_out,
        "signs": [_sign(sign) for sign in found.signs],
        "never": [sign.code for sign in found.never],
        "silent": [
            {"code": s.code, "last": gap.last.isoformat(), "days": gap.days, "expected": round(gap.expected, 1)}
            for s, gap in found.silent
        ],
        "errors": [{"code": f.sign.code, "status": f.status, "times": f.times} for f in found.faults],
        "unknown_codes": [
            {"code": t.code, "times": t.times, "nearest": list(t.nearest), "check_letter_right": t.sound}
            for t in found.tried
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _count(value: Shown) -> int | list[int]:
    return value.low if value.exact else list(value)


def _table(values: Any) -> dict[str, int | list[int]] | None:
    return None if values is None else {str(key): _count(n) for key, n in values.items()}


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _sign(sign: Sign) -> dict[str, Any]:
    return {
        "code": sign.code,
        "entry": sign.entry,
        "name": sign.name,
        "where": sign.where,
        "commune": sign.commune,
        "state": sign.state.value if sign.state else None,
        "hung_on": _iso(sign.hung_on),
        "retired": sign.retired,
        "scans": _count(sign.scans),
    }
