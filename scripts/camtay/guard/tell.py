"""A round for other programs."""

from __future__ import annotations

import json
from typing import Any

from camtay.errors import Problem
from camtay.guard.memory import Change
from camtay.guard.run import Round


def as_json(found: Round, change: Change, locale: str) -> str:
    """One object. `well`: no fault (notes may be there). Times in seconds, days as YYYY-MM-DD, absent values null."""

    def problem(p: Problem) -> dict[str, Any]:
        return {
            "fault": p.code,
            "severity": p.severity,
            "address": p.file,
            "code": p.params.get("code") or None,
            "entry": p.params.get("entry") or None,
            "message": p.message(locale),
            "cure": p.cure(locale),
            "since": change.since[p],
            "new": p in change.new,
        }

    data = {
        "host": found.plan.origin,
        "time": found.now.isoformat(timespec="seconds"),
        "well": not any(p.severity == "error" for p in found.problems),
        "counts": {
            "codes": found.plan.codes,
            "codes_seen": found.count("code"),
            "codes_bad": found.bad_codes,
            "typed_seen": found.count("typed"),
            "pages_seen": found.count("address"),
        },
        "certificate": {
            "until": found.until.date().isoformat() if found.until else None,
            "days": found.days,
        },
        "problems": [problem(p) for p in found.problems],
        "mended": [{"fault": code, "address": address} for code, address in change.mended],
        "asked_again": found.retried,
        "slowest_seconds": round(max((s.answer.seconds for s in found.seen), default=0.0), 2),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
