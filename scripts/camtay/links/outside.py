"""Links to other people's pages: asked for rarely, slowly, and remembered.

One request at a time to a host and a pause after it; HEAD first, GET where a host wants that; what answered well is not
asked again for a week. A host that is down today proves nothing: only what says that a page is gone counts as dead.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

from camtay.errors import Problem
from camtay.files import write_atomic

CACHE = ".cache/camtay/links.json"
KEPT = timedelta(days=7)
"""How long an answer is believed."""
GONE = ("404", "410", "host")
"""Answers that mean that a page is no more: of HTTP (RFC 9110, 15.5.5 and 15.5.11), or that its host is unknown."""
PATIENCE = 15
"""Seconds that a host may take."""
HOSTS = 6
"""Hosts that are asked side by side."""
AGENT = "camtay-links/1 (link check of a public information site)"


@dataclass(frozen=True)
class Answer:
    """`state` is an HTTP status, `host` (no such host) or `none` (nothing for now), as text."""

    state: str
    day: str


Ask = Callable[[str], str]


def ask(address: str) -> str:
    """The state of an address. Proxies are taken from the environment."""
    safe = quote(address, safe=":/?&=#%+,;@!$'()*~[]")
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(safe, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - http and https only
                return str(answer.status)
        except urllib.error.HTTPError as error:
            # Some hosts know no HEAD, or turn away whoever asks with it.
            if method == "GET":
                return str(error.code)
        except urllib.error.URLError as error:
            unknown = "Name or service not known" in str(error.reason) or "nodename nor servname" in str(error.reason)
            return "host" if unknown else "none"
        except (OSError, ValueError):
            return "none"
    return "none"


def answers(root: Path, addresses: Iterable[str], today: date, pause: float = 1.0, ask: Ask = ask) -> dict[str, Answer]:
    """The state of every address, from memory where that is fresh enough. Writes the memory; raises OSError."""
    known = _remembered(root)
    wanted = list(dict.fromkeys(addresses))
    fresh = {a: known[a] for a in wanted if a in known and _holds(known[a], today)}
    by_host: dict[str, list[str]] = {}
    for address in wanted:
        if address not in fresh:
            by_host.setdefault(urlsplit(address).netloc, []).append(address)

    def visit(these: list[str]) -> list[tuple[str, str]]:
        found = []
        for number, address in enumerate(these):
            if number:
                time.sleep(pause)
            found.append((address, ask(address)))
        return found

    with ThreadPoolExecutor(HOSTS) as pool:
        asked = {a: Answer(state, today.isoformat()) for part in pool.map(visit, by_host.values()) for a, state in part}
    made = {**fresh, **asked}
    kept = {**{a: b for a, b in known.items() if _holds(b, today)}, **made}
    text = json.dumps({a: [b.state, b.day] for a, b in sorted(kept.items())}, ensure_ascii=False, indent=1)
    write_atomic(root / CACHE, f"{text}\n".encode())
    return {address: made[address] for address in wanted}


def problems(found: dict[str, Answer], pages: dict[str, list[str]]) -> list[Problem]:
    """A note for every address that is gone, and for those that gave no sound answer for now."""
    told = []
    for address, answer in found.items():
        if answer.state[:1] in "23":
            continue
        code = "link.outside" if answer.state in GONE else "link.silent"
        params = {"to": address, "state": answer.state, "n": str(len(pages[address]))}
        told.append(Problem(code, f"site/{pages[address][0]}", params=params, severity="warning"))
    return told


def _holds(answer: Answer, today: date) -> bool:
    return answer.state[:1] in "23" and date.fromisoformat(answer.day) > today - KEPT


def _remembered(root: Path) -> dict[str, Answer]:
    try:
        data = json.loads((root / CACHE).read_bytes())
        return {str(a): Answer(str(state), date.fromisoformat(day).isoformat()) for a, (state, day) in data.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # a memory that can't be read is none
