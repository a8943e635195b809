"""What a symbol's text is to a phone: a web address, a payment, something else; and whether a host imitates ours.

Addresses are cut as browsers cut them (WHATWG URL, 4.4), not as RFC 3986 would: a backslash is a slash, one slash
is as good as two, tabs and line breaks vanish, and everything before the last `@` is only a name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from camtay.text import fold

_WEB = re.compile(r"https?:[\\/]*", re.IGNORECASE)
_INSIDE = re.compile(r"https?(?::|\\:)[\\/]+[^\s\"'<>]+", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BARE = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}\.?(?::[0-9]+)?(?:[/?#]\S*)?")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")

# Letters of other scripts that look like Latin ones after folding (from Unicode's confusables.txt,
# those that fonts draw alike): Cyrillic, Armenian, Greek, and Latin ones that no accent explains.
_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u051d\u04bb\u043a\u043c\u043d\u0442\u0432\u043f\u0433"
    "\u0578\u057d\u0581\u0585\u0570\u03b1\u03bf\u03c1\u03bd\u03c4\u03b9\u03ba\u03c5\u03b7\u03b3\u03b2\u0261\u0131\u029f",
    "aeopcyxijsdqwhkmhtbnrnugohaopvtikunybgil",
)
_DIGITS = str.maketrans("0135i", "olesl")
_PAYMENT_SCHEMES = frozenset({"bitcoin", "ethereum", "litecoin", "upi", "alipay", "alipays", "momo", "zalopay"})


@dataclass(frozen=True)
class Link:
    """A web address in a symbol. `host` is in lower case, as a browser would look it up, letters in Unicode."""

    scheme: str
    """`https`, `http`, or nothing where the text has none and phones guess."""
    host: str
    user: str = ""
    """What stands before an `@`: a browser shows it and ignores it."""
    port: str = ""
    path: str = ""
    """Path, query and fragment."""


# ---------------------------------------------------------------- taking apart
def link(text: str) -> Link | None:
    """The web address that a phone would offer to open, alone or inside a text; nothing when there is none."""
    text = re.sub(r"[\t\r\n]", "", text.strip("".join(map(chr, range(33))) + "\ufeff"))
    if start := _WEB.match(text):
        return _parts(text[:5].lower().rstrip(":"), text[start.end() :])
    if _BARE.fullmatch(text):
        return _parts("", text)
    if found := _INSIDE.search(text):
        inner = found[0].replace("\\:", ":")
        return _parts(inner.split(":")[0].lower(), _WEB.sub("", inner, count=1))
    return None


def _parts(scheme: str, rest: str) -> Link | None:
    rest = rest.replace("\\", "/")
    end = min((rest.index(mark) for mark in "/?#" if mark in rest), default=len(rest))
    authority, path = rest[:end], rest[end:]
    user, _, place = authority.rpartition("@")
    port = re.search(r":([0-9]*)$", place)
    host = _host(place[: port.start()] if port else place)
    return Link(scheme, host, unquote(user), port[1] if port else "", path) if host else None


def _host(raw: str) -> str:
    """The name that is looked up: percent signs undone, wide and composed letters unified, punycode shown."""
    name = unicodedata.normalize("NFKC", _INVISIBLE.sub("", unquote(raw))).replace("。", ".").casefold().rstrip(".")
    return ".".join(_label(label) for label in name.split("."))


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode").casefold()
    except (UnicodeError, ValueError, OverflowError):
        return label


def scheme(text: str) -> str:
    """What kind of thing other than a web address a text is: `wifi`, `tel`, `smsto` …; nothing for plain words."""
    found = _SCHEME.match(text.strip())
    # "Liên hệ: 0905…" and "Name: x" are words; schemes are followed by no space.
    return found[1].lower() if found and not text.strip()[found.end() :].startswith(" ") else ""


# ---------------------------------------------------------------- payments
@dataclass(frozen=True)
class Payment:
    """A request for money. `bank` is a bank's number at NAPAS (6 digits); each may be missing."""

    bank: str = ""
    account: str = ""
    name: str = ""
    amount: str = ""


def payment(text: str) -> Payment | None:
    """The payment that a text asks for (EMVCo merchant-presented mode 1.1, with NAPAS' VietQR in field 38)."""
    text = text.strip().lstrip("\ufeff")
    if text.startswith("000201"):
        fields = _fields(text)
        whom = _fields(_fields(fields.get("38", "")).get("01", ""))
        return Payment(whom.get("00", ""), whom.get("01", ""), fields.get("59", ""), fields.get("54", ""))
    return Payment() if scheme(text) in _PAYMENT_SCHEMES else None


def _fields(text: str) -> dict[str, str]:
    """Two digits of name, two of length, then the value; what follows a fault is dropped."""
    found: dict[str, str] = {}
    while re.match(r"[0-9]{4}", text):
        length = int(text[2:4])
        found.setdefault(text[:2], text[4 : 4 + length])
        text = text[4 + length :]
    return found


# ---------------------------------------------------------------- likeness
def skeleton(host: str) -> str:
    """What is left of a name when letters that the eye takes for one another are one: `quảngtrị.1ink` →
    `quangtrl.llnk`."""
    plain = fold(host).translate(_ALIKE)
    return plain.replace("vv", "w").replace("rn", "m").translate(_DIGITS)


def imitates(found: Link, ours: str, codes: frozenset[str] = frozenset()) -> str:
    """How a foreign address passes itself off as `ours`: the key of a reason, or nothing when it does not.

    `user`: our name stands before an @. `letters`: another alphabet, digits or accents for our letters. `near`: one or
    two letters differ. `inside`: our name is part of a longer one. `ending`: our name, another ending. `path`: our name
    or one of our `codes` stands behind the slash."""
    theirs, mine = skeleton(found.host), skeleton(ours)
    near = 2 if len(ours) >= 9 else 1
    name = ours.removeprefix("www.").split(".")[0]
    if mine in skeleton(found.user):
        return "user"
    if theirs == mine:
        return "letters"
    if not found.host.isascii() and _edits(theirs, mine) <= near:
        return "letters"
    if _holds(theirs, mine):
        return "inside"
    if _edits(theirs, mine) <= near:
        return "near"
    # Nobody but the state gets a name under gov.vn: a province's own portal is foreign, yet no imitation.
    if len(name) >= 6 and not found.host.endswith(".gov.vn"):
        labels = theirs.split(".")[:-1]
        alike = skeleton(name)
        if any(alike in (label, *label.split("-")) for label in labels):
            return "ending"
    shown = unquote(found.path)
    parts = {part.upper() for part in re.split(r"[/?#&=.]", shown)}
    if mine in skeleton(shown) or parts & codes:
        return "path"
    return ""


def _holds(theirs: str, mine: str) -> bool:
    """Whether our name is part of theirs, dots and hyphens aside; a short one only between dots and hyphens."""
    if len(mine) < 9:
        return bool(re.search(rf"(^|[.-]){re.escape(mine)}([.-]|$)", theirs))
    return mine.replace(".", "").replace("-", "") in theirs.replace(".", "").replace("-", "")


def _edits(a: str, b: str) -> int:
    """Letters to change, add, drop or swap with their neighbour (optimal string alignment); 3 stands for more."""
    if abs(len(a) - len(b)) > 2:
        return 3
    before, row = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return min(row[-1], 3)


def visible(text: str, limit: int = 200) -> str:
    """A text that is safe to show: control characters, strange spaces and what turns the direction of reading spelled
    out."""
    shown = "".join(_shown(character) for character in text[: limit + 1])
    return shown[:limit] + "…" if len(shown) > limit or len(text) > limit else shown


def _shown(character: str) -> str:
    return character if character.isprintable() else f"⟨U+{ord(character):04X}⟩"
