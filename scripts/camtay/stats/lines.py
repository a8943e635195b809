"""One line of an access log → what is needed of it.

Common Log Format and its relatives (Apache's mod_log_config; nginx' predefined `combined`):

    [vhost:port ]ADDRESS IDENT USER [22/Nov/2026:10:15:33 +0700] "GET /Q/29G275 HTTP/2.0" 200 4321 "REFERER" "AGENT"

Further quoted fields are known by what they hold: addresses (X-Forwarded-For), a purpose (`prefetch`) or languages
(Accept-Language). Caddy writes one JSON object a line (`http.log.access`). Quotes inside a field are `\\"` (Apache) or
`\\x22` (nginx), so that a quote without a backslash always ends one.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, NamedTuple

ZONE = timezone(timedelta(hours=7))
"""Vietnam has one time zone and no summer time."""
_MONTHS = {name: n for n, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_STAMP = re.compile(rb"([0-9]{2})/([A-Z][a-z]{2})/([0-9]{4}):([0-9]{2}):([0-9]{2}) ([+-])([0-9]{2})([0-9]{2})")
_FIELDS = re.compile(rb'"((?:[^"\\]|\\.)*)"')
_ADDRESSES = re.compile(rb"[0-9A-Fa-f:.\[\]]+(?:%\w+)?(?:, ?[0-9A-Fa-f:.\[\]]+)*")
_LANGUAGES = re.compile(rb"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*(?:[,;][^\"]*)?")


UNTOLD = b"\0"
"""The agent where the log has no field for it (Common Log Format)."""


_QUICK_TIME = re.compile(rb'"ts":([0-9]+(?:\.[0-9]+)?),')
_QUICK_STATUS = re.compile(rb'"status":([0-9]+)[,}]')
_QUICK_REQUEST = re.compile(rb'"method":"([A-Z]+)","host":"[^"\\]*","uri":"([^"\\]*)"')


class Hit(NamedTuple):
    """One request, as bytes from the log. `-` is empty."""

    stamp: bytes | float
    """As in the log: `22/Nov/2026:10:15:33 +0700`, or seconds since 1970."""
    address: bytes
    request: bytes
    """`GET /Q/29G275 HTTP/2.0`"""
    status: bytes
    referer: bytes
    agent: bytes
    languages: bytes = b""
    purpose: bytes = b""


@lru_cache(maxsize=10_000)
def minute(stamp: bytes) -> tuple[int, int] | None:
    """Local day (ordinal) and hour of `22/Nov/2026:10:15 +0700`; None for anything else."""
    found = _STAMP.fullmatch(stamp)
    month = _MONTHS.get(found[2]) if found else None
    if not found or not month:
        return None
    minutes = int(found[7]) * 60 + int(found[8])
    offset = timezone(timedelta(minutes=-minutes if found[6] == b"-" else minutes)) if minutes < 1440 else UTC
    try:
        there = datetime(int(found[3]), month, int(found[1]), int(found[4]), int(found[5]), tzinfo=offset)
        here = there.astimezone(ZONE)
    except (ValueError, OverflowError):
        return None
    return here.toordinal(), here.hour


_EPOCH = date(1970, 1, 1).toordinal()


def second(stamp: float) -> tuple[int, int] | None:
    """The same of seconds since 1970."""
    hours = int(stamp + 7 * 3600) // 3600
    return (_EPOCH + hours // 24, hours % 24) if 0 < stamp < 4e9 else None


def text_hit(line: bytes) -> Hit | None:
    """The request of a line of text; None for what is none."""
    if b'\\"' in line:
        parts: list[bytes] = []
        end = 0
        for found in _FIELDS.finditer(line):
            parts += (line[end : found.start()], found[1])
            end = found.end()
        parts.append(line[end:])
        if b'"' in parts[-1]:
            return None
    else:
        parts = line.split(b'"')
    return hit_of(parts)


def hit_of(parts: list[bytes]) -> Hit | None:
    """The same from a line that is cut at its quotes."""
    head = parts[0]
    at = head.find(b" [")
    if len(parts) < 3 or not len(parts) & 1 or at < 0 or head[-2:] != b"] ":
        return None
    status = parts[2]
    if status[:1] != b" " or not status[1:4].isdigit():
        return None
    owner = head[:at].split(b" ")
    address = owner[1] if len(owner) > 3 and _ADDRESSES.fullmatch(owner[1]) else owner[0]  # behind `vhost:port`
    languages = purpose = b""
    if len(parts) > 7:
        for extra in parts[7::2]:
            if _ADDRESSES.fullmatch(extra):
                address = extra.partition(b",")[0]
            elif extra[:8] in (b"prefetch", b"preview"):
                purpose = extra
            elif _LANGUAGES.fullmatch(extra):
                languages = extra
    referer, agent = (_empty(parts[3]), _empty(parts[5])) if len(parts) > 5 else (b"", UNTOLD)
    return Hit(head[at + 2 : -2], address, parts[1], status[1:4], referer, agent, languages, purpose)


def _empty(field: bytes) -> bytes:
    return b"" if field == b"-" else field


def json_hit(line: bytes) -> Hit | None:
    """The request of a line of Caddy's; None for what is none."""
    try:
        data: Any = json.loads(line)
        request = data["request"]
        headers = {str(k).lower(): v[0] for k, v in (request.get("headers") or {}).items() if isinstance(v, list) and v}
        stamp, status = data["ts"], data["status"]
        address = request.get("client_ip") or request.get("remote_ip") or request.get("remote_addr", "")
        words = (request["method"], request["uri"], request.get("proto", ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    seconds = _seconds(stamp)
    if seconds is None or type(status) is not int or not all(isinstance(word, str) for word in words):
        return None
    purpose = headers.get("sec-purpose") or headers.get("purpose") or headers.get("x-purpose") or headers.get("x-moz")
    forwarded = str(headers.get("x-forwarded-for", "")).partition(",")[0]
    return Hit(
        seconds,
        _bytes(forwarded or address),
        _bytes(" ".join(words)),
        b"%d" % status,
        _bytes(headers.get("referer", "")),
        _bytes(headers.get("user-agent", "")),
        _bytes(headers.get("accept-language", "")),
        _bytes(purpose or ""),
    )


def json_quick(line: bytes) -> tuple[float, bytes] | None:
    """Time and request (without its protocol) of a line as Caddy writes it by default, found without reading the whole;
    None for others.

    Quotes inside values are escaped, so that none of these names can be part of what a visitor has sent."""
    stamp, asked = _QUICK_TIME.search(line, 0, 200), _QUICK_REQUEST.match(line, line.find(b'"method":"'))
    return (float(stamp[1]), asked[1] + b" " + asked[2]) if stamp and asked else None


def json_usual(line: bytes, stamp: float, request: bytes) -> Hit | None:
    """The rest of such a line where it holds nothing but the usual and nothing in it is escaped; None for others."""
    if b"\\" in line or b"urpose" in line or b'"X-Moz"' in line or b"orwarded" in line or b'"headers":{' not in line:
        return None
    status, address = _QUICK_STATUS.search(line), _value(line, b'"client_ip":"')
    agent = _value(line, b'"User-Agent":["')
    if not (status and address and agent):
        return None
    referer, languages = _value(line, b'"Referer":["'), _value(line, b'"Accept-Language":["')
    return Hit(stamp, address, request, status[1], referer, agent, languages)


def _value(line: bytes, name: bytes) -> bytes:
    """What stands in the quotes that `name` opens."""
    at = line.find(name)
    return line[at + len(name) : line.find(b'"', at + len(name))] if at >= 0 else b""


def _seconds(stamp: object) -> float | None:
    """Of `ts` as Caddy writes it: seconds, or a date in one of its text forms."""
    if isinstance(stamp, int | float) and not isinstance(stamp, bool):
        return float(stamp)
    try:
        there = datetime.fromisoformat(str(stamp).replace("/", "-"))
    except ValueError:
        return None
    return (there if there.tzinfo else there.replace(tzinfo=UTC)).timestamp()


def _bytes(value: object) -> bytes:
    return str(value).encode("utf-8", "replace")
