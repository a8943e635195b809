"""What a symbol is, and what the symbols of one photo add up to.

A sticker over a plate is what this must catch: a stranger beside one of our symbols, on top of another symbol, or
alone where one of our signs hangs or is expected, is an alarm. Doubt is never settled in favour of a symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from camtay import codes as codes_
from camtay import urls
from camtay.inspection import address
from camtay.inspection.photo import Position
from camtay.inspection.places import Spot, away, here, placement_spots
from camtay.inspection.reading import Reading, Symbol
from camtay.ledger import Code
from camtay.locales import Locale
from camtay.markup import plain
from camtay.project import Project


class Status(StrEnum):
    """What a symbol is; worst first."""

    PAYMENT = "payment"
    LOOKALIKE = "lookalike"
    FOREIGN = "foreign"
    NOT_LINK = "not_link"
    UNKNOWN = "unknown"
    """Our host and a code that was never issued."""
    ALTERED = "altered"
    """Our host, but not what a sign of ours says."""
    WRONG_PLACE = "wrong_place"
    RETIRED = "retired"
    GENUINE = "genuine"


class Verdict(IntEnum):
    """What a photo shows; worst first."""

    ALARM = 0
    SUSPICIOUS = 1
    UNREADABLE = 2
    GENUINE = 3


OURS = frozenset({Status.GENUINE, Status.RETIRED, Status.WRONG_PLACE})
"""Symbols that lead to an entry of ours."""
_ORDER = list(Status)


@dataclass(frozen=True)
class Note:
    """A sentence: `inspect_KEY` of the texts with its values."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """A symbol and what it is. `code` and `name` are those of our sign, `host` is where a link leads."""

    symbol: Symbol
    status: Status
    notes: tuple[Note, ...] = ()
    code: str = ""
    entry: str = ""
    name: str = ""
    host: str = ""
    metres: int | None = None
    """From where the sign should hang, when that is too far."""
    acts: bool = True
    """Whether a phone would do something with it; plain words are harmless."""

    @property
    def stranger(self) -> bool:
        """Whether it leads people away from us."""
        return self.status in (Status.PAYMENT, Status.LOOKALIKE, Status.FOREIGN) or (
            self.status is Status.NOT_LINK and self.acts
        )


@dataclass(frozen=True)
class Register:
    """What is known of our signs: hosts, issued codes, names of entries by code, and where codes hang."""

    host: str
    """The one printed on signs today."""
    hosts: frozenset[str]
    codes: Mapping[str, Code]
    names: Mapping[str, str]
    spots: Mapping[str, Sequence[Spot]]
    locale: str = "vi"

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self.codes)


def register(project: Project, locale: str) -> Register:
    """The register of a project. Raises CamtayError when the list of placements can't be read."""
    site, codes = project.site, project.ledger.codes
    printed = {event.payload.split("/")[2].lower() for code in codes.values() for event in code.events if event.payload}
    home = site.base_url.removeprefix("https://").rstrip("/")
    entries = project.entries
    names = {c.code: plain(entries[c.entry].name.in_(locale).text) for c in codes.values() if c.entry in entries}
    spots = placement_spots(project.root)
    return Register(site.host, frozenset({site.host, home, *printed}), codes, names, spots, locale)


# ---------------------------------------------------------------- one symbol
def judge(symbol: Symbol, known: Register, position: Position | None = None) -> Finding:
    """What one symbol is."""
    text = symbol.text
    if asked := address.payment(text):
        keys = {"account": asked.account, "bank": asked.bank or "?", "name": asked.name}
        key = "payment_to" if asked.account else "payment_plain"
        shown = {k: address.visible(v, 60) for k, v in keys.items() if v}
        return Finding(symbol, Status.PAYMENT, (Note(key, shown),))
    link = address.link(text)
    if link is None:
        kind = address.scheme(text)
        note = Note("not_link_acts", {"scheme": address.visible(kind, 30)}) if kind else Note("not_link_words")
        return Finding(symbol, Status.NOT_LINK, (note,), acts=bool(kind))
    if link.host in known.hosts or any(link.host.endswith(f".{ours}") for ours in known.hosts):
        return _at_home(symbol, link, known, position)
    host = address.visible(link.host, 120)
    values = {"host": host, "ours": known.host}
    for ours in sorted(known.hosts, key=lambda name: (name != known.host, name)):
        if how := address.imitates(link, ours, known.known):
            note = Note(f"lookalike_{how}", {**values, "ours": ours})
            return Finding(symbol, Status.LOOKALIKE, (note,), host=host)
    return Finding(symbol, Status.FOREIGN, (Note("foreign", values),), host=host)


def _at_home(symbol: Symbol, link: address.Link, known: Register, position: Position | None) -> Finding:
    """A symbol that leads to our host."""
    found = re.match(rf"/{urls.SCAN_FOLDER}/([^/?#]*)", link.path, re.IGNORECASE)
    host = address.visible(link.host, 120)
    if not found:
        return Finding(symbol, Status.ALTERED, (Note("altered_page", {"ours": host}),), host=host)
    typed = found[1].upper()
    letters = codes_.tidy(typed)
    code = known.codes.get(letters)
    if code is None:
        return Finding(symbol, Status.UNKNOWN, (_never_issued(letters),), address.visible(letters, 20), host=host)
    name = known.names.get(letters, code.entry)

    def made(status: Status, *notes: Note, metres: float | None = None) -> Finding:
        far = None if metres is None else round(metres)
        return Finding(symbol, status, notes, letters, code.entry, name, host, far)

    # Hosts and our two folders ignore case. Anything else that a browser forgives was not printed by us.
    forms = {f"https://{ours}/{urls.SCAN_FOLDER}/{letters}".lower() for ours in known.hosts}
    if not symbol.text.isascii() or symbol.text.lower() not in forms:
        expected = f"https://{known.host}/{urls.SCAN_FOLDER}/{letters}"
        return made(Status.ALTERED, Note("altered_known", {"expected": expected}))
    copy = (Note("copy"),) if _is_copy(symbol, code, known) else ()
    if event := code.retired:
        day = Locale(known.locale).day(date.fromisoformat(event.date))
        return made(Status.RETIRED, Note("retired", {"date": day, "reason": event.reason}), *copy)
    metres = away(position, known.spots.get(letters, ()))
    if metres is not None:
        note = Note("wrong_place", {"distance": length(metres, known.locale)})
        return made(Status.WRONG_PLACE, note, *copy, metres=metres)
    return made(Status.GENUINE, *copy)


def _never_issued(letters: str) -> Note:
    alphabet = len(letters) == codes_.LENGTH and set(letters) <= set(codes_.ALPHABET)
    if codes_.is_valid(letters):
        return Note("unknown_valid")
    return Note("unknown_check" if alphabet else "unknown_form")


def _is_copy(symbol: Symbol, code: Code, known: Register) -> bool:
    """Whether the symbol is none of those that were printed: other capitals, another level, another size."""
    prints = [event for event in code.events if event.event == "print"]
    today = f"https://{known.host.upper()}/{urls.SCAN_FOLDER}/{code.code}"
    if symbol.text not in {today, *(event.payload for event in prints)}:
        return True
    drawn = (symbol.level, symbol.version)
    return bool(prints) and all(drawn) and drawn not in {(event.level, event.version) for event in prints}


def length(metres: float, locale: str) -> str:
    """`850 m`, `2,3 km`."""
    if metres < 1_000:
        return f"{metres:.0f} m"
    kilometres = f"{metres / 1_000:.1f}" if metres < 100_000 else f"{metres / 1_000:.0f}"
    return f"{kilometres.replace('.', ',') if locale == 'vi' else kilometres} km"


# ---------------------------------------------------------------- one photo
@dataclass(frozen=True)
class Judgement:
    """What a photo shows. `reasons` speak of the photo as a whole; findings are sorted, worst first."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    reasons: tuple[Note, ...]


def judge_photo(reading: Reading, known: Register, position: Position | None, expect: str = "") -> Judgement:
    """What all symbols of a photo add up to; `expect` is the code of the sign that it should show."""
    found = [judge(symbol, known, position) for symbol in reading.symbols]
    alarms = list(_alarms(found, reading, known, position, expect))
    doubts = list(_doubts(found, reading, known, expect))
    if any(_in_its_place(f) for f in found) and not any(f.status in OURS for f in found):
        placed = any(note.key in ("alarm_covered", "alarm_expected", "alarm_pasted") for note in alarms)
        doubts += [] if placed else [Note("alone")]
    if alarms:
        verdict = Verdict.ALARM
    elif doubts or any(f.status is not Status.GENUINE for f in found):
        verdict = Verdict.SUSPICIOUS
    else:
        verdict = Verdict.GENUINE if found else Verdict.UNREADABLE
    if not found:
        verdict = Verdict.UNREADABLE
        doubts = [Note("none_damaged" if reading.unread else "none")]
        if expect:
            doubts.append(_missing(expect, known))
    ranked = sorted(found, key=lambda finding: _ORDER.index(finding.status))
    return Judgement(verdict, tuple(ranked), tuple(alarms + doubts))


def _alarms(
    found: Sequence[Finding], reading: Reading, known: Register, position: Position | None, expect: str
) -> Iterator[Note]:
    strangers = [f for f in found if f.stranger]
    ours = any(f.status in OURS for f in found)
    if any(f.status is Status.PAYMENT for f in found):
        yield Note("alarm_payment")
    if any(f.status is Status.LOOKALIKE for f in found):
        yield Note("alarm_lookalike")
    if any(found[index].status not in OURS for index, _ in reading.covered):
        yield Note("alarm_pasted")
    if strangers and ours:
        yield Note("alarm_beside")
    # Alone on a spot of ours, even plain words are in the place of our symbol.
    if not ours and any(_in_its_place(f) for f in found):
        if codes := here(position, known.spots):
            named = ", ".join(f"{c} ({known.names[c]})" if c in known.names else c for c in codes[:3])
            yield Note("alarm_covered", {"signs": named})
        if expect:
            yield Note("alarm_expected", {"code": expect, "name": known.names.get(expect, "")})


def _doubts(found: Sequence[Finding], reading: Reading, known: Register, expect: str) -> Iterator[Note]:
    seen = [f.code for f in found if f.status in OURS]
    if any(found[index].status in OURS for index, _ in reading.covered):
        yield Note("pasted_own")
    if reading.unread:
        yield Note("unread", {"n": str(len(reading.unread))})
    if expect and expect not in seen and (seen or not any(_in_its_place(f) for f in found)):
        others = ", ".join(dict.fromkeys(seen))
        yield Note("other_sign", {"found": others, "code": expect}) if seen else _missing(expect, known)


def _in_its_place(finding: Finding) -> bool:
    """Whether a symbol can have been put where ours should be."""
    return finding.stranger or finding.status is Status.NOT_LINK


def _missing(expect: str, known: Register) -> Note:
    return Note("missing", {"code": expect, "name": known.names.get(expect, "")})
