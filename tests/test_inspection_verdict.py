"""What a symbol's text is, which addresses imitate ours, and what the symbols of one photo add up to."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camtay import codes
from camtay.errors import CamtayError
from camtay.inspection import address
from camtay.inspection.photo import Position
from camtay.inspection.places import away, distance, here, placement_spots, reach
from camtay.inspection.reading import Corners, Reading, Symbol
from camtay.inspection.verdict import (
    OURS,
    Judgement,
    Note,
    Register,
    Status,
    Verdict,
    judge,
    judge_photo,
    length,
    register,
)
from camtay.ledger import Ledger
from camtay.project import load
from camtay.texts import TEXTS
from tests.conftest import TinyProject
from tests.test_inspection_photos import CODES, FILES, LEDGER, SPOT, VIETQR

DAY = date(2026, 11, 22)
HOST = "quangtri.example"
AT = Position(*SPOT)
NEARBY = Position(16.7506, 107.1805)
"""85 metres away."""
FAR = Position(16.77, 107.18)
"""2.2 kilometres away."""


def known(spots: dict[str, list[tuple[float, float]]] | None = None, host: str = HOST) -> Register:
    """Our signs: the small world of the photos, under a host of ordinary length."""
    names = {CODES["well"]: "Giếng cổ", CODES["call"]: "Gọi điện", CODES["village"]: "Làng Thử", CODES["old"]: "Cũ"}
    return Register(host, frozenset({host}), LEDGER.codes, names, spots or {CODES["well"]: [SPOT]})


def square(x: float = 0, side: float = 100) -> Corners:
    return (x, 0), (x + side, 0), (x + side, side), (x, side)


def symbol(text: str, x: float = 0) -> Symbol:
    return Symbol(text, square(x))


def ours(name: str) -> str:
    return f"https://QUANGTRI.EXAMPLE/Q/{CODES[name]}"


def status(text: str, position: Position | None = None) -> tuple[Status, str]:
    """Status and the key of the first sentence."""
    found = judge(symbol(text), known(), position)
    return found.status, found.notes[0].key if found.notes else ""


# ---------------------------------------------------------------- ours
def test_a_known_code_on_our_host_is_genuine() -> None:
    """With the name of the entry that it leads to."""
    found = judge(symbol(ours("well")), known())
    assert (found.status, found.code, found.entry, found.name) == (
        Status.GENUINE,
        CODES["well"],
        "gieng-co",
        "Giếng cổ",
    )
    assert found.notes == ()


@pytest.mark.parametrize("form", [str.lower, lambda text: text.replace("/Q/", "/q/")])
def test_other_capitals_lead_to_the_same_page_but_were_not_printed_by_us(form) -> None:  # type: ignore[no-untyped-def]
    """Genuine, with a word about the copy."""
    assert status(form(ours("well"))) == (Status.GENUINE, "copy")


@pytest.mark.parametrize(
    ("level", "version", "keys"),
    [("H", 4, []), ("Q", 3, []), ("M", 4, ["copy"]), ("H", 5, ["copy"]), ("", 0, []), ("H", 0, [])],
)
def test_a_symbol_that_was_never_printed_is_a_copy(level: str, version: int, keys: list[str]) -> None:
    """Each code may have been printed in several levels; what the reader does not say is not held against it."""
    code = CODES["well"]
    ledger = LEDGER.record_print(code, DAY, ours("well"), "H", 4, 1, "a").record_print(
        code, date(2027, 1, 1), ours("well"), "Q", 3, 2, "b"
    )
    found = judge(Symbol(ours("well"), square(), level, version), replace(known(), codes=ledger.codes))
    assert (found.status, [note.key for note in found.notes]) == (Status.GENUINE, keys)


def test_a_retired_code_says_since_when_and_why() -> None:
    """It still resolves, but the sign is to be taken down."""
    found = judge(symbol(ours("old")), known())
    assert found.status is Status.RETIRED
    assert found.notes == (Note("retired", {"date": "22/11/2026", "reason": "biển gãy"}),)


def test_a_sign_far_from_its_place_is_in_the_wrong_place() -> None:
    """The distance is told, the position is not."""
    found = judge(symbol(ours("well")), known(), FAR)
    assert (found.status, found.metres) == (Status.WRONG_PLACE, 2224)
    assert found.notes == (Note("wrong_place", {"distance": "2,2 km"}),)


@pytest.mark.parametrize(
    ("position", "wrong"),
    [
        (None, False),
        (AT, False),
        (NEARBY, False),
        (FAR, True),
        (replace(FAR, error=700), True),
        (replace(FAR, error=800), False),
    ],
)
def test_a_place_is_wrong_beyond_150_metres_or_thrice_the_error(position: Position | None, wrong: bool) -> None:
    """Phones among houses are often far off, and some say so."""
    assert (status(ours("well"), position)[0] is Status.WRONG_PLACE) == wrong


def test_a_sign_whose_place_nobody_wrote_down_is_nowhere_wrong() -> None:
    """And of several places the nearest counts."""
    assert status(ours("call"), FAR)[0] is Status.GENUINE
    spots = {CODES["well"]: [SPOT, (FAR.lat, FAR.lon)]}
    assert judge(symbol(ours("well")), known(spots), FAR).status is Status.GENUINE


# ---------------------------------------------------------------- our host, and yet
def test_a_code_that_was_never_issued() -> None:
    """Mistyped or forged when the check letter is wrong; forged or not yet known here when it is right."""
    right = codes.new(LEDGER.codes, random.Random("other").choice)  # noqa: S311 - a fixed code
    wrong = right[:-1] + next(letter for letter in codes.ALPHABET if letter != right[-1])
    assert status(f"https://QUANGTRI.EXAMPLE/Q/{right}") == (Status.UNKNOWN, "unknown_valid")
    assert status(f"https://QUANGTRI.EXAMPLE/Q/{wrong}") == (Status.UNKNOWN, "unknown_check")
    assert status("https://QUANGTRI.EXAMPLE/Q/ADMIN") == (Status.UNKNOWN, "unknown_form")
    assert status("https://QUANGTRI.EXAMPLE/Q/") == (Status.UNKNOWN, "unknown_form")
    assert status(f"http://quangtri.example/Q/{right}") == (Status.UNKNOWN, "unknown_valid")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("https", "http"),
        lambda text: text + "?next=1",
        lambda text: text + "#x",
        lambda text: text + "/",
        lambda text: text + "/x",
        lambda text: text.replace("EXAMPLE", "EXAMPLE:8443"),
        lambda text: text.replace("EXAMPLE", "EXAMPLE."),
        lambda text: text.replace("//", "//x@"),
        lambda text: text.replace("//", "//www."),
        lambda text: text.replace("//", "\\\\"),
        lambda text: text.replace("Q/", "Q/ "),
        lambda text: text.replace("QUANGTRI", "ＱUANGTRI"),
        lambda text: text.replace("QUANGTRI", "%51UANGTRI"),
        lambda text: text.removeprefix("https://"),
        lambda text: f"Ghé {text} nhé",
    ],
)
def test_an_address_on_our_host_that_no_sign_has_is_altered(change) -> None:  # type: ignore[no-untyped-def]
    """Browsers forgive much; what was printed is known to the letter."""
    assert status(change(ours("well"))) == (Status.ALTERED, "altered_known")


@pytest.mark.parametrize("path", ["", "/", "/di-tich/gieng-co/", "/?u=https://la.example/", "/QQ/29G275"])
def test_another_page_of_ours_is_no_sign(path: str) -> None:
    """Nobody prints it on a plate; somebody pasted it there."""
    assert status(f"https://quangtri.example{path}") == (Status.ALTERED, "altered_page")


# ---------------------------------------------------------------- imitations
@pytest.mark.parametrize(
    ("how", "text"),
    [
        ("letters", "https://quangtr1.example/"),
        ("letters", "https://quangtrl.example/Q/29G275"),
        ("letters", "https://QUANGTRL.EXAMPLE/"),
        ("letters", "https://quangtri.3xample/"),
        ("letters", "https://quangtrị.example/"),
        ("letters", "https://qu\u0430ngtri.example/"),
        ("letters", "https://quangtr\u0456.\u0435xample/"),
        ("letters", "https://xn--qungtri-2fg.example/"),
        ("near", "https://quangtti.example/"),
        ("near", "https://quagntri.example/"),
        ("near", "https://quangtrii.example/"),
        ("near", "https://quantri.example/"),
        ("near", "http://quangtri.exmple"),
        ("near", "quangtri.exampl"),
        ("inside", "https://quangtri.example.la.example/Q/29G275"),
        ("inside", "https://quangtri-example.com/"),
        ("inside", "https://quangtriexample.com/"),
        ("inside", "https://m-quangtri.example/"),
        ("inside", "https://quangtr1.example.vn/"),
        ("ending", "https://quangtri.vn/"),
        ("ending", "https://quangtri-checkin.com/"),
        ("ending", "https://qr.quangtri.net/"),
        ("user", "https://quangtri.example@la.example/"),
        ("user", "https://quangtri.example:443@la.example/"),
        ("user", "https://quangtri.example%2FQ@la.example/"),
        ("user", "https:\\\\quangtri.example@la.example\\Q"),
        ("path", "https://la.example/quangtri.example/Q/29G275"),
        ("path", "https://la.example/?to=https%3A%2F%2Fquangtri.example%2F"),
        ("path", f"https://la.example/Q/{CODES['well']}"),
    ],
)
def test_a_look_alike_is_found_and_explained(how: str, text: str) -> None:
    """The reader is told where the trick is."""
    found = judge(symbol(text), known())
    assert (found.status, found.notes[0].key) == (Status.LOOKALIKE, f"lookalike_{how}")
    assert "quangtri.example" in TEXTS[f"inspect_lookalike_{how}"]["vi"].format(**found.notes[0].values)


@pytest.mark.parametrize(
    ("ours_", "theirs"),
    [("mailam.example", "rnailarn.example"), ("vvuon.example", "wuon.example"), ("sen50.example", "sens0.example")],
)
def test_letters_that_run_together_are_alike(ours_: str, theirs: str) -> None:
    """rn and m, vv and w, 0 and o, 5 and s, in either name."""
    link = address.link(f"https://{theirs}/")
    assert link is not None
    assert address.imitates(link, ours_) == "letters"


@pytest.mark.parametrize(
    "text",
    [
        "https://la.example/",
        "http://la.example/x",
        "https:la.example",
        "https:/\\la.example",
        "HTTPS://LA.EXAMPLE/",
        "ht\ntps://la.example",
        "\x01 https://la.example",
        "la.example",
        "www.la.example/x?y",
        "https://192.0.2.7/x",
        "https://[2001:db8::1]/",
        "https://l\u00e0.example/",
        "Trúng thưởng! https://la.example/nhan",
        "URLTO:https://la.example",
        "MEBKM:TITLE:x;URL:https\\://la.example;;",
        "BEGIN:VCARD\nURL:https://la.example\nEND:VCARD",
        "googlechrome://navigate?url=https://la.example",
        "https://quangnam.example/",
        "https://quangtri.gov.vn/",
        "https://dichvucong.quangtri.gov.vn/",
    ],
)
def test_an_address_elsewhere_is_foreign(text: str) -> None:
    """However it is written, a phone would open it. The province's own portal is no imitation, but no sign either."""
    assert status(text) == (Status.FOREIGN, "foreign")


def test_a_short_host_is_not_seen_everywhere() -> None:
    """Two letters of seven would make half the world alike."""
    for theirs, how in (("qt.vm", "near"), ("qr.com", ""), ("atvnews.com", ""), ("qt.vn.la.example", "inside")):
        link = address.link(f"https://{theirs}/")
        assert link is not None
        assert address.imitates(link, "qt.vn") == how


def test_a_host_is_shown_as_it_would_be_looked_up() -> None:
    """Not as the picture of it."""
    assert judge(symbol("https://quangtri.example@La.Example:8080/x"), known()).host == "la.example"


# ---------------------------------------------------------------- other things
def test_a_bank_transfer_is_a_payment_and_names_the_account() -> None:
    """What the police will ask for."""
    found = judge(symbol(VIETQR), known())
    assert found.status is Status.PAYMENT
    assert found.notes == (Note("payment_to", {"account": "257678859", "bank": "970416"}),)


@pytest.mark.parametrize(
    "text",
    ["000201", "0002010102", "00020101021138", "000201\x00\x00", " " + VIETQR, "bitcoin:1A1z?amount=1", "momo://x"],
)
def test_a_payment_is_one_however_it_is_cut(text: str) -> None:
    """A damaged code is still no sign of ours."""
    assert judge(symbol(text), known()).status is Status.PAYMENT


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("WIFI:S:Free;T:WPA;P:12345678;;", "not_link_acts"),
        ("tel:0905123456", "not_link_acts"),
        ("SMSTO:1900:DK", "not_link_acts"),
        ("javascript:alert(1)", "not_link_acts"),
        ("intent://x#Intent;end", "not_link_acts"),
        ("Số hiệu 12", "not_link_words"),
        ("Ghi chú: rỗng", "not_link_words"),
        ("12.5.2026", "not_link_words"),
        ("\u202e", "not_link_words"),
    ],
)
def test_what_is_no_link_is_told_apart(text: str, key: str) -> None:
    """Whether a phone would act on it, or show words."""
    assert status(text) == (Status.NOT_LINK, key)


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    """Whoever prints a sticker chooses what is in it; nothing of it reaches the eye unguarded."""
    found = judge(symbol(text), known())
    assert found.status not in OURS
    assert address.visible(text).isprintable()


@given(st.sampled_from(["https://", "http:\\\\", "HTTPS:", ""]), st.text(min_size=1, max_size=60))
def test_any_address_is_judged(start: str, rest: str) -> None:
    """Brackets, bad punycode, percent signs, every alphabet."""
    assert judge(symbol(f"{start}xn--{rest}@{rest}.{rest}/%ff{rest}"), known()).status not in OURS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bình thường", "bình thường"),
        ("a\x1b[31mb", "a⟨U+001B⟩[31mb"),
        ("\u202egnp.exe", "⟨U+202E⟩gnp.exe"),
        ("a\nb", "a⟨U+000A⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("x" * 300, "x" * 200 + "…"),
    ],
)
def test_texts_are_shown_without_what_a_screen_would_obey(text: str, shown: str) -> None:
    """Colours of the terminal, text from right to left, new lines."""
    assert address.visible(text) == shown


# ---------------------------------------------------------------- places
def test_distances_are_those_of_a_map() -> None:
    """A minute of latitude is a nautical mile."""
    assert distance(Position(16, 107), (16 + 1 / 60, 107)) == pytest.approx(1853, abs=2)
    assert distance(Position(0, 0), (0, 180)) == pytest.approx(20_015_000, abs=1000)
    assert reach(Position(0, 0)) == 150
    assert reach(Position(0, 0, 80)) == 240


def test_codes_that_hang_here_come_nearest_first() -> None:
    """With nothing known, nothing is here."""
    spots = {"A": [(16.751, 107.18)], "B": [SPOT], "C": [(16.9, 107.18)], "D": []}
    assert here(AT, spots) == ["B", "A"]
    assert here(None, spots) == []
    assert away(AT, []) is None


@pytest.mark.parametrize(
    ("metres", "locale", "shown"),
    [(160.4, "vi", "160 m"), (2_340, "vi", "2,3 km"), (2_340, "en", "2.3 km"), (812_345, "vi", "812 km")],
)
def test_lengths_are_told_as_people_say_them(metres: float, locale: str, shown: str) -> None:
    """Metres up to a kilometre; the decimal mark is the locale's."""
    assert length(metres, locale) == shown


PLACEMENTS = """\
- {code: bbbbbb, coordinates: {lat: 16.75, lon: 107.18}}
- {code: BBBBBB, coordinates: {lat: "16.76", lon: "107.18"}}
- {code: CCCCCC}
- {code: DDDDDD, coordinates: {lat: here, lon: 107}}
- {code: FFFFFF, coordinates: {lat: 16.75}}
- {code: GGGGGG, coordinates: {lat: 16.75, lon: 107.18, precision_m: 5000}}
- {code: HHHHHH, coordinates: {lat: 16.75, lon: 107.18}, state: removed}
- {code: JJJJJJ, coordinates: 3}
- nonsense
"""


def test_spots_are_read_from_the_list_of_placements(tmp_path: Path) -> None:
    """Those that are known well and still hang there; the rest is for another command to complain about."""
    assert placement_spots(tmp_path) == {}
    (tmp_path / "qr").mkdir()
    (tmp_path / "qr/placements.yml").write_text(PLACEMENTS)
    assert placement_spots(tmp_path) == {"BBBBBB": [(16.75, 107.18), (16.76, 107.18)]}


@pytest.mark.parametrize("text", ["", "a: 1\n", "[]\n", "just words\n"])
def test_a_list_without_placements_has_no_spots(text: str, tmp_path: Path) -> None:
    """Empty, or of another shape."""
    (tmp_path / "qr").mkdir()
    (tmp_path / "qr/placements.yml").write_text(text)
    assert placement_spots(tmp_path) == {}


def test_a_list_that_is_no_yaml_stops_the_run(tmp_path: Path) -> None:
    """Without it, a sign in the wrong place would pass for genuine."""
    (tmp_path / "qr").mkdir()
    (tmp_path / "qr/placements.yml").write_text("- {code: 'x\n")
    with pytest.raises(CamtayError, match=r"placements\.yml"):
        placement_spots(tmp_path)


# ---------------------------------------------------------------- a photo
def photo(*texts: str, position: Position | None = None, expect: str = "", **reading: object) -> Judgement:
    """The judgement of a photo with these symbols side by side."""
    symbols = tuple(symbol(text, 200 * i) for i, text in enumerate(texts))
    return judge_photo(Reading(symbols, **reading), known(), position, CODES[expect] if expect else "")  # type: ignore[arg-type]


def keys(judgement: Judgement) -> tuple[Verdict, list[str]]:
    return judgement.verdict, [note.key for note in judgement.reasons]


LA = "https://la.example/"


@pytest.mark.parametrize(
    ("judgement", "verdict", "reasons"),
    [
        (photo(ours("well")), Verdict.GENUINE, []),
        (photo(ours("well"), ours("call")), Verdict.GENUINE, []),
        (photo(ours("well"), ours("well")), Verdict.GENUINE, []),
        (photo(ours("well"), ours("old")), Verdict.SUSPICIOUS, []),
        (photo(ours("well"), position=FAR), Verdict.SUSPICIOUS, []),
        (photo(ours("well"), unread=(square(900),)), Verdict.SUSPICIOUS, ["unread"]),
        (photo(), Verdict.UNREADABLE, ["none"]),
        (photo(unread=(square(),)), Verdict.UNREADABLE, ["none_damaged"]),
        # A stranger.
        (photo(LA), Verdict.SUSPICIOUS, ["alone"]),
        (photo(LA, position=FAR), Verdict.SUSPICIOUS, ["alone"]),
        (photo(LA, position=NEARBY), Verdict.ALARM, ["alarm_covered"]),
        (photo(LA, ours("well")), Verdict.ALARM, ["alarm_beside"]),
        (photo(LA, ours("old")), Verdict.ALARM, ["alarm_beside"]),
        (photo("tel:0905", ours("well")), Verdict.ALARM, ["alarm_beside"]),
        (photo("Số 12", ours("well")), Verdict.SUSPICIOUS, []),
        (photo("Số 12", position=AT), Verdict.ALARM, ["alarm_covered"]),
        (photo(VIETQR), Verdict.ALARM, ["alarm_payment", "alone"]),
        (photo(VIETQR, ours("well")), Verdict.ALARM, ["alarm_payment", "alarm_beside"]),
        (photo("https://quangtri.vn/"), Verdict.ALARM, ["alarm_lookalike", "alone"]),
        (photo("https://quangtri.example/Q/ADMIN", ours("well")), Verdict.SUSPICIOUS, []),
        # A sticker on top of something.
        (photo(LA, covered=((0, square(-50, 300)),)), Verdict.ALARM, ["alarm_pasted"]),
        (photo(ours("well"), covered=((0, square(-50, 300)),)), Verdict.SUSPICIOUS, ["pasted_own"]),
        # The sign that should be seen.
        (photo(ours("well"), expect="well"), Verdict.GENUINE, []),
        (photo(ours("call"), ours("well"), expect="well"), Verdict.GENUINE, []),
        (photo(ours("call"), expect="well"), Verdict.SUSPICIOUS, ["other_sign"]),
        (photo(LA, expect="well"), Verdict.ALARM, ["alarm_expected"]),
        (photo(LA, ours("call"), expect="well"), Verdict.ALARM, ["alarm_beside", "other_sign"]),
        (photo("https://quangtri.example/Q/ADMIN", expect="well"), Verdict.SUSPICIOUS, ["missing"]),
        (photo(expect="well"), Verdict.UNREADABLE, ["none", "missing"]),
    ],
)
def test_what_the_symbols_of_a_photo_add_up_to(judgement: Judgement, verdict: Verdict, reasons: list[str]) -> None:
    """A stranger beside ours, on top of another, or alone where ours should be is an alarm; the rest is doubt."""
    assert keys(judgement) == (verdict, reasons)


def test_the_covered_signs_are_named() -> None:
    """So that one knows which to mend."""
    (note,) = photo(LA, position=AT).reasons
    assert note.values == {"signs": f"{CODES['well']} (Giếng cổ)"}


def test_findings_come_worst_first() -> None:
    """Payments before look-alikes before the rest; genuine ones last."""
    found = photo(ours("well"), LA, "https://quangtri.vn/", VIETQR, ours("old")).findings
    order = [Status.PAYMENT, Status.LOOKALIKE, Status.FOREIGN, Status.RETIRED, Status.GENUINE]
    assert [finding.status for finding in found] == order


def test_every_status_verdict_and_note_has_its_words() -> None:
    """In both languages, and no value is missing."""
    import re

    import camtay.inspection.verdict as module

    source = Path(module.__file__).read_text("utf-8")
    used = set(re.findall(r'Note\(\s*"([a-z_]+)"', source)) | {"unknown_check", "unknown_form", "none_damaged"}
    used |= {f"lookalike_{how}" for how in ("user", "letters", "near", "inside", "ending", "path")}
    used |= {f"status_{name}" for name in Status} | {f"verdict_{v.name.lower()}" for v in Verdict}
    assert [key for key in used if set(TEXTS.get(f"inspect_{key}", {})) != {"vi", "en"}] == []


# ---------------------------------------------------------------- the project
def test_hosts_of_all_printed_signs_are_ours(tiny_project: TinyProject) -> None:
    """The site's own, the one on new signs, and the ones on old signs."""
    from tests.conftest import SITE

    code = CODES["well"]
    ledger = LEDGER.record_print(code, DAY, f"https://CU.EXAMPLE/Q/{code}", "H", 4, 1, "a")
    site = f"{SITE}sign_host: cu.example\n"
    found = register(load(tiny_project({**FILES, "guides/site.yml": site, "qr/ledger.jsonl": ledger.text()})), "en")
    assert (found.host, found.hosts) == ("cu.example", {"cu.example", "thu.example"})
    assert (found.names[code], found.spots) == ("The old well", {})
    assert judge(symbol(f"https://THU.EXAMPLE/Q/{code}"), found).status is Status.GENUINE


def test_a_project_without_codes_knows_no_sign(tiny_project: TinyProject) -> None:
    """Every code on its host is one that was never issued."""
    found = register(load(tiny_project()), "vi")
    assert found.codes == Ledger().codes
    assert judge(symbol(f"https://thu.example/Q/{CODES['well']}"), found).status is Status.UNKNOWN
