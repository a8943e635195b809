"""What a round looks at: every issued code, a few as people type them, all addresses of pages, an unknown code."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from camtay import addresses, codes, markup, urls
from camtay.guard.page import plain
from camtay.project import Project

Kind = Literal["home", "code", "typed", "address", "unknown"]
TYPED = 3
"""Codes that are asked for in small letters too: how a host spells them is one setting, not one for each code."""
T = TypeVar("T")


@dataclass(frozen=True)
class Look:
    """One address to ask for, and what must be there."""

    kind: Kind
    address: str
    code: str = ""
    entry: str = ""
    name: str = ""
    """Title of the entry in the source locale, without markup."""
    canonical: str = ""
    """The address of the entry's page, by which every page says whose it is."""


@dataclass(frozen=True)
class Plan:
    """`origin` is `https://HOST`; `own` are the hosts that belong to the site."""

    origin: str
    own: frozenset[str]
    looks: tuple[Look, ...]
    codes: int
    """How many codes there are; `looks` may hold a part of them."""
    pages: Mapping[str, str] = field(hash=False)
    """Address that a page has or had → its entry."""


def plan(project: Project, host: str, day: int, sample: int = 0) -> Plan:
    """Everything, or with `sample` so many codes and as many pages: other ones each `day` (a number), all in turn.

    `host` stands for the one that signs carry; pages are at their own host where that is another one."""
    site, source = project.site, project.source_locale
    base = urls.absolute(site, "").removeprefix("https://").split("/")[0]
    own = frozenset({host.split(":")[0], site.host, base})
    origin = f"https://{host}"
    pages_at = f"https://{base}" if site.host != base and host == site.host else origin

    def title(entry: str) -> str:
        return plain(markup.plain(project.entries[entry].title.source))

    def home_of(entry: str) -> str:
        return urls.absolute(site, urls.entry_path(site, source, project.entries[entry]))

    looks = [Look("home", f"{origin}/")]
    issued = list(project.ledger.codes.values())
    for number, code in enumerate(chosen(issued, [c.code for c in issued], sample, day)):
        values = (code.code, code.entry, title(code.entry), home_of(code.entry))
        path = f"/{urls.SCAN_FOLDER}/{code.code}"
        looks.append(Look("code", origin + path, *values))
        if number < TYPED and path.lower() != path:
            looks.append(Look("typed", origin + path.lower(), *values))
    looks.append(Look("unknown", f"{origin}/{urls.SCAN_FOLDER}/{unissued(project)}"))
    pages: dict[str, str] = {}
    listed: list[Look] = []
    was = [((a.kind, a.slug), a.entry) for a in project.addresses if a.entry in project.entries]
    now = [((a.kind, a.slug), a.entry) for a in map(addresses.of, project.entries.values())]
    for (kind, slug), entry in dict([*was, *project.moved.items(), *now]).items():
        for locale in project.locales:
            path = f"{urls.hub_path(site, locale, kind)}{slug}/"
            there = urls.absolute(site, urls.entry_path(site, locale, project.entries[entry]))
            pages[urls.absolute(site, path)] = entry
            listed.append(Look("address", f"{pages_at}/{path}", "", entry, title(entry), there))
    looks += chosen(listed, [look.address for look in listed], sample, day)
    return Plan(origin, own, tuple(looks), len(issued), pages)


def chosen(things: Sequence[T], names: Sequence[str], sample: int, day: int) -> list[T]:
    """`sample` of the things (all with 0) for a day, in an order by their names' hashes: neighbours are not together,
    and after all / sample days each was chosen."""
    if not sample or sample >= len(things):
        return list(things)
    order = sorted(range(len(things)), key=lambda i: hashlib.sha256(names[i].encode()).digest())
    first = day * sample % len(things)
    return [things[order[(first + i) % len(things)]] for i in range(sample)]


def unissued(project: Project) -> str:
    """A code with a right check letter that nobody was given."""
    for first in codes.ALPHABET:
        for second in codes.ALPHABET:
            letters = first * 3 + second * 2
            code = letters + codes.check_letter(letters)
            if code not in project.ledger.codes:
                return code
    raise AssertionError("hundreds of codes of this form were issued")
