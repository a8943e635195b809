"""What an editor is told about each fault in the content.

Every golden file under `golden/problems/` shows which lines differ from the sound file of that kind, and then each
problem under its code, in Vietnamese and English. `ledger.uncoded` is left out: no tiny project has issued codes.
"""

from __future__ import annotations

import difflib
import io
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from camtay import across, project
from camtay.errors import CamtayError, Problem
from camtay.messages import MESSAGES
from camtay.model.entries import Heritage
from tests.conftest import GUIDE, HERITAGE, ROUTE, SITE, VILLAGE, TinyProject, golden

Told = Callable[[str, dict[str, str | bytes]], None]

PLACES = """\
kind: places
items:
  - {id: xa-thu, code: "19501", title: {vi: xã Thử, en: Thử commune}}
  - {id: phuong-moi, code: "19502", title: {vi: phường Mới, en: Mới ward}}
"""

SPECIALITY = """\
kind: speciality
id: banh-thu
title: {vi: Bánh thử, en: Test cake}
summary: {vi: Một thứ bánh., en: A cake.}
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
type: dish
what: {vi: Bánh gạo., en: A rice cake.}
where:
  before: {vi: xã Cũ, en: Cũ commune}
  now: {vi: xã Thử, en: Thử commune}
"""

PROCEDURES = """\
kind: procedures
id: mot-cua
title: {vi: Một cửa, en: One-stop office}
summary: {vi: Việc làm được ở đây., en: What is done here.}
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
office: {vi: UBND xã Thử, en: Thử commune office}
items:
  - {id: goi, title: {vi: Gọi điện, en: Phone}, guide: goi-dien}
"""

SOUND = (SITE, GUIDE, HERITAGE, VILLAGE, SPECIALITY, PROCEDURES, PLACES, ROUTE)

PICTURE = "picture: {file: anh.png, alt: {vi: Cái giếng, en: The well}}\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


def edit(text: str, old: str, new: str) -> str:
    """`text` with the one place that reads `old` changed."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def png(width: int = 8, height: int = 8) -> bytes:
    """A black picture."""
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG", compress_level=1)
    return out.getvalue()


def problems_of(root: Path) -> list[Problem]:
    """All problems of a project but the missing codes."""
    return [p for p in project.check(root)[1] if p.code != "ledger.uncoded"]


def codes(root: Path) -> list[str]:
    return [p.code for p in problems_of(root)]


def changed_lines(name: str, content: str | bytes) -> str:
    """The file's name and its lines that differ from the sound file of that kind; all lines where it is another."""
    if isinstance(content, bytes) or not name.endswith(".yml"):
        return f"{name} ({len(content)} bytes)\n"
    after = content.splitlines()
    before = max((text.splitlines() for text in SOUND), key=lambda lines: len(set(lines) & set(after)))
    if before == after or len(set(before) & set(after)) < len(before) / 2:
        before = []
    shown = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            shown += [f"   - {line}" for line in before[i1:i2]]
            shown += [f"{number:4} {line}" for number, line in enumerate(after[j1:j2], j1 + 1)]
    return f"{name}\n" + "".join(f"{line.rstrip()}\n" for line in shown)


def messages(problems: list[Problem]) -> str:
    """Each problem under its code, in both locales of the command line."""
    return "".join(f"\n{p.code}\n{p.format('vi').rstrip()}\n{p.format('en').rstrip()}\n" for p in problems)


@pytest.fixture
def told(tiny_project: TinyProject) -> Told:
    """`told("name", {"guides/x.yml": text})` compares what the editor reads with `golden/problems/name.txt`."""

    def compare(name: str, files: dict[str, str | bytes]) -> None:
        root = tiny_project(dict(files))
        shown = "\n".join(changed_lines(*file) for file in files.items())
        golden(f"problems/{name}.txt", shown + messages(problems_of(root)))

    return compare


def test_sound_content_has_no_problem(tiny_project: TinyProject) -> None:
    """The files that the other tests break are sound as they stand."""
    files: dict[str, str | bytes | None] = {
        "guides/gieng-co.yml": HERITAGE,
        "guides/lang-thu.yml": VILLAGE,
        "guides/places.yml": PLACES,
        "guides/banh-thu.yml": SPECIALITY,
        "guides/mot-cua.yml": PROCEDURES,
        "guides/co-anh.yml": edit(HERITAGE, "id: gieng-co", "id: co-anh") + PICTURE,
        "guides/anh.png": png(),
    }
    assert problems_of(tiny_project(files)) == []


# ---------------------------------------------------------------- fields
def test_an_unknown_field_is_told_with_the_nearest_known_one(told: Told) -> None:
    """A misspelt field is answered with the field that was probably meant."""
    told("unknown_field", {"guides/goi-dien.yml": edit(GUIDE, "audience: [", "lever: basic\naudience: [")})


def test_an_unknown_field_inside_a_record_is_told_with_the_nearest_field_of_that_record(told: Told) -> None:
    """The suggestion comes from the fields of the source, not from those of the guide."""
    told("unknown_field_nested", {"guides/goi-dien.yml": edit(GUIDE, "title: Sổ tay", "title: Sổ tay, ulr: x")})


def test_an_unknown_field_inside_a_claim_is_told_with_the_nearest_field_of_a_claim(told: Told) -> None:
    """In a claim the fields stand beside the locales; a misspelt one is still found."""
    text = edit(GUIDE, "    sources: [s]", "    sources: [s]\n    confidense: memory")
    told("unknown_field_in_claim", {"guides/goi-dien.yml": text})


def test_an_unknown_field_that_resembles_none_is_told_with_all_fields(told: Told) -> None:
    """Where no field is near, none is guessed; the editor gets the list."""
    told("unknown_field_far", {"guides/goi-dien.yml": GUIDE + "xyzzy: 1\n"})


def test_a_claim_written_under_text_is_told_by_that_name(told: Told) -> None:
    """`text` is how the program calls the words of a claim; written in a file it is an unknown field like another."""
    told("unknown_field_text", {"guides/goi-dien.yml": edit(GUIDE, "steps:\n  - vi:", "steps:\n  - text: x\n    vi:")})


def test_a_missing_field_is_named(told: Told) -> None:
    """A field that every guide needs is named, at the top of the file."""
    told("missing_field", {"guides/goi-dien.yml": edit(GUIDE, "topic: safety\n", "")})


def test_a_missing_field_inside_a_list_is_told_at_its_item(told: Told) -> None:
    """The place of a missing field is the item that lacks it."""
    text = edit(HERITAGE, "  - id: nuoc\n    title: {vi: Nước, en: Water}\n", "  - id: nuoc\n")
    told("missing_field_nested", {"guides/gieng-co.yml": text})


def test_a_value_outside_the_choices_is_told_with_the_choices(told: Told) -> None:
    """A word that is no choice is answered with the nearest choice and all of them."""
    told("choice", {"guides/goi-dien.yml": GUIDE + "level: basik\n"})


def test_each_wrong_shape_of_a_field_is_told(told: Told) -> None:
    """Text where a list belongs, a list where text belongs, an empty list, text where fields belong."""
    text = edit(GUIDE, "audience: [everyone]", "audience: []")
    text = edit(text, "{id: s, title: Sổ tay}", "{id: s, title: [Sổ tay]}")
    text = text[: text.index("steps:")] + "steps: Bấm số.\npicture: anh.png\n"
    told("shapes", {"guides/goi-dien.yml": text})


def test_a_file_that_holds_a_list_is_no_entry(told: Told) -> None:
    """An entry consists of fields."""
    told("list_for_entry", {"guides/goi-dien.yml": "- kind: guide\n- id: goi-dien\n"})


def test_a_fault_without_words_of_its_own_is_told_in_general_words(told: Told) -> None:
    """What only the validation library knows is passed on with its detail."""
    told("other_fault", {"guides/site.yml": SITE + "contact: {email: khong-co-a-cong}\n"})


def test_whole_numbers_have_no_thousands_mark(told: Told) -> None:
    """`150.000` is how Vietnamese writes 150,000; the cure shows the number without marks."""
    text = edit(VILLAGE, "short: {vi: Kiệt 1, en: Alley 1}", "short: {vi: Kiệt 1, en: Alley 1}\n    length_m: 150.000")
    told("whole_number", {"guides/lang-thu.yml": text})


def test_a_web_address_has_a_scheme(told: Told) -> None:
    """`www.…` without https is no address."""
    told("web_address", {"guides/goi-dien.yml": edit(GUIDE, "title: Sổ tay}", "title: Sổ tay, url: www.thu.vn}")})


# ---------------------------------------------------------------- kinds, ids, slugs
def test_a_missing_kind_is_told_with_all_kinds(told: Told) -> None:
    """Without a kind the rest of the file can't be judged and is not."""
    told("kind_missing", {"guides/goi-dien.yml": edit(GUIDE, "kind: guide\n", "")})


def test_an_unknown_kind_is_told_with_the_nearest(told: Told) -> None:
    """A misspelt kind is answered with the kind that was probably meant."""
    told("kind_unknown", {"guides/goi-dien.yml": edit(GUIDE, "kind: guide", "kind: giude")})


def test_a_value_that_resembles_no_choice_is_told_with_the_choices(told: Told) -> None:
    """Where no choice is near none is proposed; of the kind of an entry too."""
    told(
        "choice_far",
        {
            "guides/goi-dien.yml": GUIDE + "level: xyzzy\n",
            "guides/hai.yml": edit(GUIDE, "kind: guide", "kind: xyzzy"),
        },
    )


@pytest.mark.parametrize("kind", ["[guide]", "{a: b}", "true", "", '""'])
def test_a_kind_that_is_no_word_is_a_problem_like_another(tiny_project: TinyProject, kind: str) -> None:
    """A list, fields or nothing in the place of the kind is told, and the run goes on."""
    root = tiny_project({"guides/goi-dien.yml": edit(GUIDE, "kind: guide", f"kind: {kind}")})
    assert codes(root) in (["kind.missing"], ["kind.unknown"])


def test_an_id_with_a_slash_is_refused(told: Told) -> None:
    """An id becomes part of an address and of a file name: no slash, no accents, no capitals."""
    told(
        "id_form",
        {
            "guides/goi-dien.yml": edit(GUIDE, "id: goi-dien", "id: goi/dien"),
            "guides/b.yml": edit(GUIDE, "id: goi-dien", "id: ../goi-dien"),
            "guides/c.yml": edit(GUIDE, "id: goi-dien", "id: Gọi điện"),
        },
    )


def test_an_id_is_used_once_in_all_files(told: Told) -> None:
    """The second file with an id is told where the first one stands; the folder does not matter."""
    told("id_duplicate", {"guides/z/goi-dien.yml": GUIDE})


def test_an_alley_can_not_take_the_id_of_another_entry(told: Told) -> None:
    """Alleys are entries of their own, so their ids count too."""
    text = edit(VILLAGE, "id: lang-thu-kiet-1", "id: goi-dien")
    told("id_duplicate_alley", {"guides/lang-thu.yml": text})


def test_a_slug_belongs_to_one_entry_of_a_kind(told: Told) -> None:
    """An address can't be given away while its first owner has it, or had it."""
    told(
        "slug_taken",
        {
            "guides/goi-dien.yml": GUIDE + "former_slugs: [goi]\n",
            "guides/hai.yml": edit(GUIDE, "id: goi-dien", "id: hai") + "slug: goi-dien\n",
            "guides/nam.yml": edit(GUIDE, "id: goi-dien", "id: nam") + "slug: goi\n",
        },
    )


def test_a_slug_can_not_also_be_a_former_one(told: Told) -> None:
    """A former address that is the present one would lead to itself."""
    told("slug_own", {"guides/goi-dien.yml": GUIDE + "slug: goi\nformer_slugs: [goi]\n"})


def test_entries_of_different_kinds_may_share_a_slug(tiny_project: TinyProject) -> None:
    """Each kind has a folder of its own in the addresses."""
    assert problems_of(tiny_project({"guides/gieng-co.yml": HERITAGE + "slug: goi-dien\n"})) == []


# ---------------------------------------------------------------- texts and locales
def test_a_missing_translation_is_a_warning(told: Told) -> None:
    """A text without one of the locales is published with a notice, so this stops nothing."""
    text = edit(GUIDE, "  vi: Gọi điện thoại\n  en: Make a phone call\n", "  vi: Gọi điện thoại\n")
    told("missing_translation", {"guides/goi-dien.yml": text})


def test_many_missing_translations_of_a_file_are_one_warning(told: Told) -> None:
    """A new language begins with thousands of them."""
    told("missing_translations", {"guides/gieng-co.yml": re.sub(r", en: [^}]*}|\n    en: .*", "}", HERITAGE).replace(
        "năm.}", "năm.")})  # fmt: skip


@pytest.mark.parametrize("empty", ["", '""', "' '", "null"])
def test_an_empty_translation_is_a_missing_one(tiny_project: TinyProject, empty: str) -> None:
    """A locale that is named and left empty warns, as if it were not there."""
    root = tiny_project({"guides/goi-dien.yml": edit(GUIDE, "en: Make a phone call", f"en: {empty}")})
    assert [(p.code, p.severity, p.line) for p in problems_of(root)] == [("text.translation", "warning", 3)]


def test_a_warning_does_not_keep_a_project_from_loading(tiny_project: TinyProject) -> None:
    """Warnings come with the project."""
    root = tiny_project({"guides/goi-dien.yml": edit(GUIDE, "  en: Make a phone call\n", "")})
    loaded = project.load(root)
    assert [p.code for p in loaded.problems] == ["ledger.uncoded", "text.translation"]


def test_a_missing_source_locale_is_an_error(told: Told) -> None:
    """The locale that is written first can't be missing, in a title and in a claim."""
    text = edit(GUIDE, "  vi: Gọi điện thoại\n", "")
    told("missing_source_locale", {"guides/goi-dien.yml": edit(text, "  - vi: Bấm số.\n    en:", "  - en:")})


def test_an_unknown_locale_is_told_with_the_locales_of_the_site(told: Told) -> None:
    """A locale that the site does not have is named, with the way to add it."""
    text = edit(GUIDE, "  en: Make a phone call\n", "  en: Make a phone call\n  fr: Téléphoner\n")
    told("unknown_locale", {"guides/goi-dien.yml": text})


def test_an_unknown_locale_of_a_claim_is_an_unknown_field(told: Told) -> None:
    """In a claim locales and fields stand side by side, so the list of what is known has both."""
    text = edit(GUIDE, "    en: Dial the number.\n", "    en: Dial the number.\n    fr: Composez le numéro.\n")
    told("unknown_locale_in_claim", {"guides/goi-dien.yml": text})


def test_a_text_is_written_for_each_locale(told: Told) -> None:
    """A bare sentence where locales belong is told with the form to write."""
    text = edit(GUIDE, "title:\n  vi: Gọi điện thoại\n  en: Make a phone call\n", "title: Gọi điện thoại\n")
    told("text_shape", {"guides/goi-dien.yml": text})


def test_words_of_a_locale_are_a_text(told: Told) -> None:
    """A list in the place of a sentence is told at its locale's line."""
    told("text_words", {"guides/goi-dien.yml": edit(GUIDE, "en: Make a phone call", "en: [Make, a call]")})


def test_a_text_that_is_too_long_is_told_with_its_limit(told: Told) -> None:
    """A summary has 160 characters and a short name 40, in each locale."""
    text = edit(GUIDE, "en: Call your family.", f"en: {'Call your family. ' * 9}!")
    told("too_long", {"guides/goi-dien.yml": text + f"short: {{vi: {'Gọi điện ' * 5}, en: Call}}\n"})


def test_a_text_of_just_the_limit_is_accepted(tiny_project: TinyProject) -> None:
    """The limit counts characters, not bytes, and is itself allowed."""
    root = tiny_project({"guides/goi-dien.yml": edit(GUIDE, "vi: Gọi cho người nhà.", f"vi: {'ế' * 160}")})
    assert problems_of(root) == []


def test_hidden_characters_of_a_text_are_taken_out_with_a_warning(told: Told) -> None:
    """Characters of no width come with pasting; the editor need not find them."""
    told("hidden", {"guides/goi-dien.yml": edit(GUIDE, "vi: Bấm số.", "vi: B\u200bấm\u00ad số.")})


def test_text_of_a_tcvn3_font_is_recognised(told: Told) -> None:
    """Letters typed for .VnTime are told with the way to convert them."""
    told("legacy_tcvn3", {"guides/goi-dien.yml": edit(GUIDE, "vi: Gọi cho người nhà.", "vi: Gäi vÒ nhµ, b¸o tin.")})


def test_text_of_a_vni_font_is_recognised(told: Told) -> None:
    """Letters typed for VNI-Times are told with the way to convert them."""
    told("legacy_vni", {"guides/goi-dien.yml": edit(GUIDE, "vi: Gọi cho người nhà.", "vi: Goïi cho ngöôøi nhaø.")})


# ---------------------------------------------------------------- markup
def test_html_in_a_text_is_refused(told: Told) -> None:
    """Scripts, tags and comments are told with what was found."""
    text = edit(GUIDE, "vi: Bấm số.", "vi: Bấm <script>alert(1)</script> số.")
    text = edit(text, "en: Dial the number.", 'en: "Dial <img src=x onerror=alert(1)> <!-- the --> number."')
    told("html", {"guides/goi-dien.yml": text})


UNSAFE_LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "<javascript:alert(1)>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    "//xau.example/",
    "https&#58;//xau.example/",
    "file:///etc/passwd",
    "thu.vn",
)


def test_links_that_are_not_web_addresses_are_refused(told: Told) -> None:
    """Only http, https, tel, mailto and addresses inside the site; entities don't hide another one."""
    steps = "".join(f'  - {{vi: "Xem [đây]({link}).", en: See., sources: [s]}}\n' for link in UNSAFE_LINKS)
    told("links", {"guides/goi-dien.yml": GUIDE[: GUIDE.index("steps:")] + "steps:\n" + steps})


@pytest.mark.parametrize(
    "link",
    ["https://thu.vn/a?b=1&amp;c=2", "http://thu.vn", "HTTPS://THU.VN", "tel:113", "mailto:a@thu.vn", "/q/", "#a"],
)
def test_safe_links_are_accepted(tiny_project: TinyProject, link: str) -> None:
    """What a text may link to."""
    root = tiny_project({"guides/goi-dien.yml": edit(GUIDE, "vi: Bấm số.", f'vi: "Bấm [số]({link})."')})
    assert problems_of(root) == []


@pytest.mark.parametrize(
    "text", ["5 < 10 > 3", "a <- b", "**đậm** và *nghiêng*", "`mã`", "giá <50.000 đồng", "I <3 you"]
)
def test_signs_of_less_and_more_are_no_html(tiny_project: TinyProject, text: str) -> None:
    """Only what a browser would take for a tag is refused."""
    root = tiny_project({"guides/goi-dien.yml": edit(GUIDE, "vi: Bấm số.", f'vi: "{text}"')})
    assert problems_of(root) == []


# ---------------------------------------------------------------- sources and claims
def test_a_claim_names_a_source_of_its_entry(told: Told) -> None:
    """A source that the entry does not list is told with the nearest one that it does."""
    text = edit(GUIDE, "    sources: [s]", "    sources: [so-tai, khac]")
    told("unknown_source", {"guides/goi-dien.yml": edit(text, "{id: s, ", "{id: so-tay, ")})


def test_a_source_that_resembles_none_is_told_with_those_there_are(told: Told) -> None:
    """At most five are listed, the likest first."""
    text = edit(
        GUIDE, "  - {id: s, ", "".join(f"  - {{id: s{n}, title: Sách}}\n" for n in range(1, 7)) + "  - {id: s, "
    )
    told("unknown_source_far", {"guides/goi-dien.yml": edit(text, "    sources: [s]", "    sources: [xyz]")})


def test_an_id_of_a_source_is_used_once_in_an_entry(told: Told) -> None:
    """Two sources of one id can't be told apart."""
    text = edit(GUIDE, "  - {id: s, title: Sổ tay}\n", "  - {id: s, title: Sổ tay}\n  - {id: s, title: Báo}\n")
    told("source_twice", {"guides/goi-dien.yml": text})


def test_sources_without_an_id_are_not_called_the_same(tiny_project: TinyProject) -> None:
    """Two sources that lack their id are told as that, each once."""
    text = edit(GUIDE, "  - {id: s, title: Sổ tay}\n", "  - {id: s, title: A}\n  - {title: B}\n  - {title: C}\n")
    assert codes(tiny_project({"guides/goi-dien.yml": text})) == ["field.missing", "field.missing"]


def test_a_claim_that_a_page_needs_can_not_be_unsure(told: Told) -> None:
    """What is unsure is not published; of a speciality that leaves nothing to say."""
    text = edit(SPECIALITY, "what: {vi", "what: {confidence: unsure, vi")
    told("unsure", {"guides/banh-thu.yml": text})


def test_where_a_speciality_comes_from_can_not_be_unsure(tiny_project: TinyProject) -> None:
    """`where` is as indispensable as `what`."""
    root = tiny_project({"guides/banh-thu.yml": edit(SPECIALITY, "where:\n", "where:\n  confidence: unsure\n")})
    assert [(p.code, p.path) for p in problems_of(root)] == [("claim.unsure", "where")]


def test_a_guide_whose_every_step_is_unsure_is_refused(tiny_project: TinyProject) -> None:
    """A required list of claims keeps at least one that can be published."""
    root = tiny_project(
        {"guides/goi-dien.yml": edit(GUIDE, "    sources: [s]", "    sources: [s]\n    confidence: unsure")}
    )
    assert [(p.code, p.path) for p in problems_of(root)] == [("claim.unsure", "steps")]


def test_a_section_whose_every_item_is_unsure_is_refused(tiny_project: TinyProject) -> None:
    """A heading over nothing is no section; the others need not be looked at again."""
    items = "items: [{vi: a, en: b, confidence: unsure}]"
    sections = f"sections:\n  - {{id: a, title: {{vi: a, en: b}}, {items}}}\n"
    text = edit(HERITAGE[: HERITAGE.index("address:")], "kind: heritage", "kind: visitor") + sections
    root = tiny_project({"guides/gieng-co.yml": text})
    assert [(p.code, p.path) for p in problems_of(root)] == [("claim.unsure", "sections[0].items")]


def test_what_is_unsure_is_not_published(tiny_project: TinyProject) -> None:
    """Neither a claim, nor a position, nor a paragraph of the home page."""
    loaded = project.load(
        tiny_project(
            {
                "guides/site.yml": SITE + "home: [{vi: a, en: b, confidence: unsure}, {vi: c, en: d}]\n",
                "guides/gieng-co.yml": HERITAGE + "coordinates: {lat: 16.8, lon: 107.1, confidence: unsure}\n"
                "visiting: [{vi: a, en: b, confidence: unsure}]\n",
            }
        )
    )
    entry = loaded.entry("gieng-co", Heritage)
    assert (entry.coordinates, entry.visiting) == (None, ())
    assert [claim.text.source for claim in loaded.site.home] == ["c"]


def test_an_unsure_claim_that_the_page_can_do_without_is_no_problem(tiny_project: TinyProject) -> None:
    """It is held back, and the rest is published."""
    root = tiny_project({"guides/goi-dien.yml": GUIDE + "cost: {vi: Miễn phí., en: Free., confidence: unsure}\n"})
    assert problems_of(root) == []


# ---------------------------------------------------------------- references
def test_a_related_entry_exists(told: Told) -> None:
    """A misspelt id of another entry is answered with the nearest one."""
    told("reference_related", {"guides/gieng-co.yml": HERITAGE + "related: [goi-dein]\n"})


def test_a_nearby_entry_exists(told: Told) -> None:
    """The second of two ids is told at its own place in the line."""
    told("reference_nearby", {"guides/gieng-co.yml": HERITAGE + "nearby: [goi-dien, gieng-cu]\n"})


def test_the_guide_of_a_procedure_exists(told: Told) -> None:
    """An office's list of services leads to guides that are there."""
    text = edit(PROCEDURES, "guide: goi-dien", "guide: goi-dine")
    told("reference_guide", {"guides/mot-cua.yml": text})


def test_the_topic_of_a_guide_is_one_of_the_site(told: Told) -> None:
    """Topics are those of site.yml."""
    told("reference_topic", {"guides/goi-dien.yml": edit(GUIDE, "topic: safety", "topic: savety")})


def test_the_audience_of_a_guide_is_one_of_the_site(told: Told) -> None:
    """Audiences are those of site.yml."""
    told("reference_audience", {"guides/goi-dien.yml": edit(GUIDE, "[everyone]", "[everyone, everybody]")})


def test_the_place_of_an_entry_is_a_commune_of_today(told: Told) -> None:
    """Places are those of places.yml, and one stands for a list of one."""
    told(
        "reference_place",
        {"guides/gieng-co.yml": HERITAGE + "place: xa-thu-2\n", "guides/places.yml": PLACES},
    )


def test_a_place_is_unknown_where_there_is_no_list_of_places(tiny_project: TinyProject) -> None:
    """Without places.yml every place is a broken reference."""
    assert codes(tiny_project({"guides/gieng-co.yml": HERITAGE + "place: xa-thu\n"})) == ["ref.place_far"]


def test_a_place_is_not_missed_where_the_list_of_places_has_a_fault(tiny_project: TinyProject) -> None:
    """One fault, one problem."""
    places = edit(PLACES, "  - {id: xa-thu, ", "  - {id: Xã Thử, ")
    files: dict[str, str | bytes | None] = {
        "guides/gieng-co.yml": HERITAGE + "place: xa-thu\n",
        "guides/places.yml": places,
    }
    assert codes(tiny_project(files)) == ["id.form"]


def test_a_name_that_resembles_none_is_told_with_some_that_there_are(told: Told) -> None:
    """Where nothing is near nothing is proposed: up to five ids stand for all, a dash for none."""
    text = edit(GUIDE, "topic: safety", "topic: xyzzy")
    told(
        "reference_far",
        {
            "guides/goi-dien.yml": edit(text, "[everyone]", "[xyzzy]") + "place: xyzzy\n",
            "guides/lang-thu.yml": VILLAGE + "nearby: [xyzzy]\n",
        },
    )


def test_a_featured_entry_of_the_site_exists(told: Told) -> None:
    """The home page shows entries that are there; the fault is told at the line that names it."""
    told("reference_featured", {"guides/site.yml": SITE + "featured: [goi-dien, goi-dein]\n"})


def test_an_entry_with_a_fault_of_its_own_is_not_missed_by_those_who_name_it(tiny_project: TinyProject) -> None:
    """One fault, one problem: a file that could not be read is not also a broken reference elsewhere."""
    root = tiny_project(
        {
            "guides/site.yml": SITE + "featured: [goi-dien]\n",
            "guides/goi-dien.yml": edit(GUIDE, "topic: safety\n", ""),
            "guides/gieng-co.yml": HERITAGE + "nearby: [goi-dien]\n",
        }
    )
    assert codes(root) == ["field.missing"]


def test_an_alley_of_a_village_with_a_fault_is_not_missed(tiny_project: TinyProject) -> None:
    """Nor is an entry whose file has another name than its id."""
    root = tiny_project(
        {
            "guides/hai.yml": edit(VILLAGE, "reviewed: 2026-11-22", "reviewed: hôm qua"),
            "guides/gieng-co.yml": HERITAGE + "nearby: [lang-thu, lang-thu-kiet-1]\n",
        }
    )
    assert codes(root) == ["date.form"]


# ---------------------------------------------------------------- dates
def test_days_are_written_year_first(told: Told) -> None:
    """The cure has the day that was meant: the Vietnamese order turned round, zeros added. Else it has an example."""
    forms = ("22/11/2026", "2-9-2026", "2026-9-2", "hôm qua", "2026", "2026-11-22 08:00", "")
    told(
        "dates",
        {f"guides/{i}.yml": edit(edit(GUIDE, "2026-11-22", day), "goi-dien", f"g{i}") for i, day in enumerate(forms)},
    )


def test_a_day_is_one_of_the_calendar(told: Told) -> None:
    """30 February is told as what it is, with its line."""
    told("date_impossible", {"guides/goi-dien.yml": edit(GUIDE, "2026-11-22", "2021-02-30")})


@pytest.mark.parametrize("day", ["31/02/2026", "11/22/2026", "99-99-2026", "0/0/2026", "2026-2-30"])
def test_no_cure_proposes_a_day_that_is_not_in_the_calendar(tiny_project: TinyProject, day: str) -> None:
    """In whichever order it is written; a cure that leads to the next error is none."""
    root = tiny_project({"guides/goi-dien.yml": edit(GUIDE, "reviewed: 2026-11-22", f"reviewed: {day}")})
    assert codes(root) == ["date.impossible"]


def test_times_are_years_months_days_or_ranges(told: Told) -> None:
    """The date of a source and of an event may be partial, in one form."""
    forms = ("1972-6", "tháng 6 năm 1972", "1972-13", "1972-06-31", "1972/1973/1974")
    listed = "".join(f"  - {{id: s{i}, title: Sách, date: {form}}}\n" for i, form in enumerate(forms))
    told("times", {"guides/goi-dien.yml": edit(GUIDE, "sources:\n", "sources:\n" + listed)})


@pytest.mark.parametrize("when", ["1972", "972", "1972-06", "1972-06-28", "1972-06-28/1972-09-16", "1965/1968"])
def test_partial_dates_are_accepted(tiny_project: TinyProject, when: str) -> None:
    """What is not known of a date need not be written; no quotation marks are needed."""
    root = tiny_project({"guides/goi-dien.yml": edit(GUIDE, "title: Sổ tay}", f"title: Sổ tay, date: {when}}}")})
    assert problems_of(root) == []


# ---------------------------------------------------------------- telephone numbers
def phones(*numbers: str) -> str:
    """A guide with these numbers, each with a source."""
    items = "".join(f"  - {{vi: Trực ban, en: Duty, number: {n}, sources: [s]}}\n" for n in numbers)
    return f"{GUIDE}phones:\n{items}"


def test_letters_make_no_telephone_number(told: Told) -> None:
    """What can't be dialled is refused."""
    told("phone_letters", {"guides/goi-dien.yml": phones('"0233 3852 xxx"', "không có", "12", "(0233) 3852 111")})


def test_a_lost_leading_zero_is_put_back_in_the_cure(told: Told) -> None:
    """A spreadsheet drops the 0 of a mobile or a fixed number; the cure has it."""
    told("phone_leading_zero", {"guides/goi-dien.yml": phones("912345678", "2333 852 111")})


def test_the_number_that_a_cure_shows_is_accepted(tiny_project: TinyProject) -> None:
    """An example that the check refuses would send the editor round in a circle."""
    cures = [MESSAGES["phone.form"][locale][1] for locale in ("vi", "en")]
    examples = {number for cure in cures for number in re.findall(r'"([^"]*)"', cure)}
    assert examples == {"113"}  # of a number like 0912 … one does not know whose it is
    assert problems_of(tiny_project({"guides/goi-dien.yml": phones(*(f'"{number}"' for number in examples))})) == []


def test_a_telephone_number_needs_a_source(told: Told) -> None:
    """A number without a source is not published."""
    told("phone_source", {"guides/goi-dien.yml": edit(phones("0912345678"), ", sources: [s]}", "}")})


def test_a_telephone_number_can_not_be_unsure(told: Told) -> None:
    """A number that somebody may dial in need is sure or is not there."""
    text = edit(phones("0912345678"), "{vi: Trực ban", "{confidence: unsure, vi: Trực ban")
    told("phone_unsure", {"guides/goi-dien.yml": text})


@pytest.mark.parametrize(("sources", "expected"), [("", ["phone.source"]), (", sources: [s]", [])])
def test_the_number_of_a_channel_needs_a_source_like_another(
    tiny_project: TinyProject, sources: str, expected: list[str]
) -> None:
    """Wherever it stands, somebody may dial it."""
    text = f"{GUIDE}channels:\n  - {{vi: Tổng đài, en: Hotline, phone: 19001234{sources}}}\n"
    assert codes(tiny_project({"guides/goi-dien.yml": text})) == expected


def test_telephone_numbers_are_kept_as_digits(tiny_project: TinyProject) -> None:
    """A leading zero stays without quotation marks; blanks, points and hyphens fall away."""
    numbers = ("113", "1022", "1900 1234", "0123456701", "0233.3852.111", "0233-385-2111", "+84 912 345 678")
    loaded = project.load(tiny_project({"guides/goi-dien.yml": phones(*numbers)}))
    assert [p.number for p in loaded.entries["goi-dien"].phones] == [
        "113", "1022", "19001234", "0123456701", "02333852111", "02333852111", "+84912345678",
    ]  # fmt: skip


def test_digits_of_other_scripts_make_no_telephone_number(tiny_project: TinyProject) -> None:
    """Full-width and Arabic digits look like digits to Python and not to a telephone."""
    assert (
        codes(tiny_project({"guides/goi-dien.yml": phones("０９１２３４５６７８", "٠٩١٢٣٤٥٦٧٨")})) == ["phone.form"] * 2
    )


# ---------------------------------------------------------------- coordinates
def test_swapped_coordinates_are_recognised(told: Told) -> None:
    """Latitude and longitude in each other's place are Vietnam when swapped back; the cure says so."""
    told("coordinates_swapped", {"guides/gieng-co.yml": HERITAGE + "coordinates: {lat: 107.1, lon: 16.8}\n"})


def test_coordinates_lie_in_vietnam(told: Told) -> None:
    """A point elsewhere is a slip."""
    told("coordinates_outside", {"guides/gieng-co.yml": HERITAGE + "coordinates: {lat: 48.85, lon: 2.35}\n"})


def test_coordinates_have_a_decimal_point(told: Told) -> None:
    """The Vietnamese decimal comma is told with the point, and so is a position in minutes."""
    text = HERITAGE + "coordinates:\n  lat: 16,8012\n  lon: 107°06'05\"\n"
    told("coordinates_comma", {"guides/gieng-co.yml": text})


@pytest.mark.parametrize(("lat", "lon"), [("16.53", "111.61"), ("8.64", "111.92")])
def test_hoang_sa_and_truong_sa_are_in_vietnam(tiny_project: TinyProject, lat: str, lon: str) -> None:
    """The islands lie inside the box."""
    root = tiny_project({"guides/gieng-co.yml": f"{HERITAGE}coordinates: {{lat: {lat}, lon: {lon}}}\n"})
    assert problems_of(root) == []


# ---------------------------------------------------------------- pictures
def with_picture(file: str) -> str:
    return HERITAGE + edit(PICTURE, "anh.png", file)


def test_a_picture_is_there(told: Told) -> None:
    """A name in other capitals is another file."""
    told("image_missing", {"guides/gieng-co.yml": with_picture("Anh.PNG"), "guides/anh.png": png()})


@pytest.mark.parametrize("file", ["../mkdocs.yml", "x/../../anh.png", "x/../anh.png", "/etc/passwd"])
def test_a_picture_lies_in_guides(tiny_project: TinyProject, file: str) -> None:
    """No way leads out of the content folder, whether or not something is there."""
    assert codes(tiny_project({"guides/gieng-co.yml": with_picture(file), "guides/anh.png": png()})) == [
        "image.outside"
    ]


def test_the_words_for_a_picture_outside(told: Told) -> None:
    """What the editor reads when a path climbs out of guides."""
    told("image_outside", {"guides/gieng-co.yml": with_picture("../anh.png"), "anh.png": png()})


def test_a_picture_that_links_out_of_guides_is_refused(tiny_project: TinyProject) -> None:
    """A symbolic link is judged by where it leads."""
    root = tiny_project({"guides/gieng-co.yml": with_picture("anh.png"), "anh.png": png()})
    (root / "guides/anh.png").symlink_to(root / "anh.png")
    assert "image.outside" in codes(root)


@pytest.mark.parametrize("file", ["x" * 300 + ".png", '"a\\0b.png"', "vong.png"])
def test_a_picture_with_an_impossible_name_is_missing(tiny_project: TinyProject, file: str) -> None:
    """Names that are too long, hold NUL or lead round in a circle are told like other faults."""
    root = tiny_project({"guides/gieng-co.yml": with_picture(file)})
    (root / "guides/vong.png").symlink_to("vong.png")
    assert {p.code for p in problems_of(root)} & {"image.missing", "image.outside"}


def test_a_file_that_is_no_picture_is_refused(told: Told) -> None:
    """The content counts, not the ending: text, half a picture, a drawing without a drawing."""
    told(
        "image_unreadable",
        {
            "guides/gieng-co.yml": with_picture("anh.png"),
            "guides/anh.png": b"GIF? no",
            "guides/hai.yml": edit(with_picture("nua.png"), "id: gieng-co", "id: hai"),
            "guides/nua.png": png()[:40],
            "guides/nam.yml": edit(with_picture("ve.svg"), "id: gieng-co", "id: nam"),
            "guides/ve.svg": b"<html></html>",
        },
    )


def test_half_a_photograph_is_refused(tiny_project: TinyProject) -> None:
    """A download that broke off has a sound beginning; it is read to its end."""
    out = io.BytesIO()
    Image.effect_noise((400, 400), 90).save(out, "JPEG")
    files: dict[str, str | bytes | None] = {
        "guides/gieng-co.yml": with_picture("anh.jpg"),
        "guides/anh.jpg": out.getvalue()[:-2000],
    }
    assert codes(tiny_project(files)) == ["image.unreadable"]


def test_the_emblem_of_the_site_is_a_picture_like_another(told: Told) -> None:
    """What is wrong with it is told at its line in site.yml."""
    told("emblem", {"guides/site.yml": SITE + "emblem: huy-hieu.svg\n"})


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("huy-hieu.png", b"no picture", "image.unreadable"),
        ("huy-hieu.svg", "<svg", "image.unreadable"),
        ("huy-hieu.jpg", SVG, "image.unreadable"),
        ("huy-hieu.png", png(5001, 4000), "image.large"),
        ("huy-hieu.svg", f"{SVG}<!--{'x' * 300_000}-->", "image.drawing"),
        ("huy-hieu.svg", SVG.replace("<path", "<script>1</script><path"), "image.active"),
        ("huy-hieu.svg", SVG.replace("<path", "<image href='https://x.example/a.png'/><path"), "image.active"),
        ("../huy-hieu.svg", SVG, "image.outside"),
    ],
    ids=["no PNG", "no SVG", "wrong ending", "20 MP", "300 kB", "script", "outside picture", "outside"],
)
def test_an_emblem_that_no_sign_can_carry(
    tiny_project: TinyProject, name: str, content: str | bytes, code: str
) -> None:
    """Told at its line in site.yml, before anything is printed."""
    root = tiny_project({"guides/site.yml": SITE + f"emblem: {name}\n", f"guides/{name}": content})
    [problem] = problems_of(root)
    assert (problem.code, problem.file, problem.path, problem.line) == (code, "guides/site.yml", "emblem", 12)


@pytest.mark.parametrize(("name", "content"), [("huy-hieu.png", png()), ("HUY-HIEU.SVG", SVG)])
def test_an_emblem_that_is_there_is_accepted(tiny_project: TinyProject, name: str, content: str | bytes) -> None:
    """Pixels or a plain drawing, whatever the case of its ending."""
    root = tiny_project({"guides/site.yml": SITE + f"emblem: {name}\n", f"guides/{name}": content})
    assert problems_of(root) == []


def test_a_picture_has_at_most_20_megapixels(told: Told) -> None:
    """A file of few bytes that unfolds to a huge picture is refused before it is unfolded."""
    told("image_large", {"guides/gieng-co.yml": with_picture("anh.png"), "guides/anh.png": png(5001, 4000)})


def test_a_place_without_sure_coordinates_can_not_say_what_is_near(told: Told) -> None:
    """A note only: its scan page names the neighbours without their distance."""
    told("coordinates_missing", {"guides/gieng-co.yml": HERITAGE + "nearby: [goi-dien]\n"})


def test_alleys_without_sure_coordinates_are_not_in_the_sketch(told: Told) -> None:
    """One note a village, however many alleys it has."""
    second = "  - {id: lang-thu-kiet-2, title: {vi: Kiệt 2, en: Alley 2}}\n"
    told("coordinates_missing_alleys", {"guides/lang-thu.yml": VILLAGE + second})


def test_two_signs_can_not_hang_in_one_spot(told: Told) -> None:
    """The same sure coordinates twice were copied, not measured; rough ones may be the same."""
    at = "coordinates: {lat: 16.75, lon: 107.1860000, precision_m: 20, sources: [s]}\n"
    other = HERITAGE.replace("id: gieng-co", "id: mieu-co").replace("Giếng cổ", "Miếu cổ")
    told("spot_shared", {"guides/gieng-co.yml": HERITAGE + at, "guides/mieu-co.yml": other + at.replace("6000", "6")})


def test_rough_coordinates_may_be_the_same(tiny_project: TinyProject) -> None:
    """Nobody is led there and nothing is drawn from them."""
    at = "coordinates: {lat: 16.75, lon: 107.18, precision_m: 4000, confidence: memory}\n"
    other = HERITAGE.replace("id: gieng-co", "id: mieu-co")
    root = tiny_project({"guides/gieng-co.yml": HERITAGE + at, "guides/mieu-co.yml": other + at})
    assert problems_of(root) == []


def test_a_route_needs_two_stops(told: Told) -> None:
    """A single place is an entry of its own."""
    one = ROUTE[: ROUTE.index("  - title:")] + ROUTE[ROUTE.index("safety:") :]
    told("route_short", {"guides/gieng-co.yml": HERITAGE, "guides/mot-ngay.yml": one})


def test_a_drawing_has_at_most_300_kilobytes(told: Told) -> None:
    """It is published as it is: traced photographs of megabytes would be loaded on every phone."""
    files = {"guides/gieng-co.yml": with_picture("ve.svg"), "guides/ve.svg": f"{SVG}<!--{'x' * 300_000}-->".encode()}
    told("image_drawing", dict(files))


def test_a_plain_drawing_is_accepted(tiny_project: TinyProject) -> None:
    """SVG that only draws."""
    root = tiny_project({"guides/gieng-co.yml": with_picture("ve.svg"), "guides/ve.svg": SVG})
    assert problems_of(root) == []


def test_the_words_for_a_drawing_that_runs_code(told: Told) -> None:
    """What the editor reads when a drawing holds a script."""
    active = edit(SVG, "</svg>", "<script>alert(1)</script></svg>").encode()
    told("image_active", {"guides/gieng-co.yml": with_picture("ve.svg"), "guides/ve.svg": active})


@pytest.mark.parametrize(
    "inside",
    [
        "<SCRIPT>alert(1)</SCRIPT>",
        '<g onclick="alert(1)"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<image href="https://xau.example/x.png"/>',
        "<foreignObject><body/></foreignObject>",
        '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
        '<a><animate attributeName="href" values="java&#115;cript:alert(1)"/><text>x</text></a>',
        "<style>@import url(https://xau.example/x.css);</style>",
        '<style>@im<!-- -->port "https://xau.example/x.css";</style>',
        '<style>@import "https://xau.example/x.css";<g/></style>',
        "<style><![CDATA[path { fill: url(https://xau.example/x.svg) }]]></style>",
        '<path style="fill: u\\72l(https://xau.example/x.svg)"/>',
        '<path fill="url(https://xau.example/x.svg#a)"/>',
        '<g xml:base="https://xau.example/"><use href="#a"/></g>',
        '<use href="data:image/svg+xml,x"/>',
        '<set attributeName="href" to="https://xau.example/"/>',
        '<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x"/>',
        '<?xml-stylesheet href="https://xau.example/x.css"?>',
    ],
)
def test_a_drawing_with_scripts_or_outside_links_is_refused(tiny_project: TinyProject, inside: str) -> None:
    """Opened by itself, a drawing could run code in the site's name."""
    root = tiny_project(
        {"guides/gieng-co.yml": with_picture("ve.svg"), "guides/ve.svg": edit(SVG, "</svg>", f"{inside}</svg>")}
    )
    assert codes(root) == ["image.active"]


@pytest.mark.parametrize(
    "subset", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ATTLIST svg onload CDATA "alert(1)">']
)
def test_a_drawing_that_declares_entities_or_hidden_attributes_is_refused(
    tiny_project: TinyProject, subset: str
) -> None:
    """A document type can bring in what the elements do not show."""
    drawing = f"<!DOCTYPE svg [{subset}]>{SVG}"
    assert codes(tiny_project({"guides/gieng-co.yml": with_picture("ve.svg"), "guides/ve.svg": drawing})) == [
        "image.active"
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "<title>onload javascript: https://thu.vn</title>",
        "<text>url(https://thu.vn) @import \\</text>",
        '<path fill="url(#a)" style="mask: url(\'#b\')"/><use href="#c"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        "<style>.a { fill: #000 }</style>",
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
    ],
)
def test_what_a_drawing_program_writes_is_accepted(tiny_project: TinyProject, inside: str) -> None:
    """Words that look like code, references inside the drawing, pixels in it, style, metadata."""
    drawing = edit(SVG, "</svg>", f"{inside}</svg>")
    root = tiny_project({"guides/gieng-co.yml": with_picture("ve.svg"), "guides/ve.svg": drawing})
    assert problems_of(root) == []


def test_a_picture_needs_words_for_those_who_can_not_see_it(told: Told) -> None:
    """The alternative text is required; one that lacks a translation warns."""
    text = edit(GUIDE, "    sources: [s]", "    sources: [s]\n    picture: {file: anh.png, alt: {vi: Bàn phím}}")
    told(
        "image_alt",
        {
            "guides/gieng-co.yml": HERITAGE + "picture: {file: anh.png}\n",
            "guides/goi-dien.yml": text,
            "guides/anh.png": png(),
        },
    )


# ---------------------------------------------------------------- site
def site(**changes: str) -> str:
    """site.yml with some top-level values changed or added."""
    text = SITE
    for name, value in changes.items():
        line = next((row for row in SITE.splitlines() if row.startswith(f"{name}:")), None)
        text = edit(text, line, f"{name}: {value}") if line else f"{text}{name}: {value}\n"
    return text


def test_the_words_for_a_base_url_without_https(told: Told) -> None:
    """What the editor reads about a site address that can't be used."""
    told("site_base_url", {"guides/site.yml": site(base_url="http://thu.example/")})


@pytest.mark.parametrize(
    "value",
    [
        "thu.example",
        "https://thu.example/site/",
        "https://thu.example:8000/",
        "https://localhost/",
        "https://192.168.1.1/",
        "https://Thu.example/",
        "https://tên-miền.vn/",
        "https://thu.example/?a",
        "https://a:b@thu.example/",
        "https://-thu.example/",
        '"https://thu.example/ "',
        '"https://thu.example/\\n"',
        "[https://thu.example/]",
    ],
)
def test_a_base_url_is_a_whole_host_with_https(tiny_project: TinyProject, value: str) -> None:
    """Codes stand at the root of the host, so nothing may follow it."""
    assert codes(tiny_project({"guides/site.yml": site(base_url=value)})) == ["site.base_url"]


@pytest.mark.parametrize("value", ["https://thu.example/", "https://thu.example", "https://a-b.quangtri.gov.vn/"])
def test_a_base_url_may_leave_out_its_last_slash(tiny_project: TinyProject, value: str) -> None:
    """The record always has it."""
    loaded = project.load(tiny_project({"guides/site.yml": site(base_url=value)}))
    assert loaded.site.base_url == value.rstrip("/") + "/"


def test_the_host_of_signs_is_a_bare_host(told: Told) -> None:
    """No scheme and no slash: the address is made from it."""
    told("site_sign_host", {"guides/site.yml": site(sign_host="https://thu.example/")})


def test_a_host_that_makes_poor_symbols_is_a_warning(told: Told) -> None:
    """Digits are opened wrongly by some cameras; many letters make dense symbols."""
    told("site_host", {"guides/site.yml": site(base_url="https://camtay24h.dong-ha.quangtri.gov.vn/")})


def test_the_host_of_signs_is_the_one_that_is_judged(tiny_project: TinyProject) -> None:
    """Where signs have a host of their own, it stands in the symbols, and the problem at its line."""
    root = tiny_project(
        {"guides/site.yml": site(sign_host="a1.vn", base_url="https://camtay.dong-ha.quangtri.gov.vn/")}
    )
    assert [(p.code, p.path) for p in problems_of(root)] == [("site.host_digits", "sign_host")]


def test_locales_are_language_tags(told: Told) -> None:
    """A word that is no language tag is told once, at its place in the list; no text is asked for in it."""
    told("site_locale", {"guides/site.yml": site(locales="[vi, en, tieng-han]")})


def test_a_locale_stands_once(told: Told) -> None:
    """The same locale twice is told."""
    told("site_locale_twice", {"guides/site.yml": site(locales="[vi, en, vi]")})


def test_a_single_locale_stands_for_a_list_of_one(tiny_project: TinyProject) -> None:
    """`locales: vi` and `locales: [vi]` are the same site: English words are of no locale of it."""
    one = problems_of(tiny_project({"guides/site.yml": site(locales="vi")}))
    many = problems_of(tiny_project({"guides/site.yml": site(locales="[vi]")}))
    assert one == many


@pytest.mark.parametrize("locales", ["[vi, EN]", "[Vi, en]", "[vi, en, tieng-han]", "[tieng-viet, vi, en]"])
def test_one_bad_locale_is_one_problem(tiny_project: TinyProject, locales: str) -> None:
    """Texts are not called wrong because the list of locales is, even those that were written under a bad name."""
    text = edit(GUIDE, "    en: Dial the number.\n", "    en: Dial the number.\n    tieng-han: x\n")
    files: dict[str, str | bytes | None] = {"guides/site.yml": site(locales=locales)}
    if "tieng-han" in locales:
        files["guides/goi-dien.yml"] = text
    assert codes(tiny_project(files)) == ["site.locale"]


def test_norway_is_a_locale(tiny_project: TinyProject) -> None:
    """`no` is Norwegian, not false."""
    loaded = project.load(tiny_project({"guides/site.yml": site(locales="[vi, en, no]")}))
    assert [locale.tag for locale in loaded.locales] == ["vi", "en", "no"]


@pytest.mark.parametrize("content", ["", "# chưa có gì\n", "---\n", "- a\n", "abc\n"])
def test_a_site_file_without_fields_is_a_problem(tiny_project: TinyProject, content: str) -> None:
    """Whatever keeps a project from loading is told."""
    found, problems = project.check(tiny_project({"guides/site.yml": content}))
    assert found is None
    assert [p.file for p in problems if p.severity == "error"] == ["guides/site.yml"]


def test_a_missing_site_file_is_a_problem(told: Told, tiny_project: TinyProject) -> None:
    """site.yml is the one file that every project has."""
    (tiny_project({}) / "guides/site.yml").unlink()
    root = tiny_project({"guides/site.yml": None})
    golden("problems/site_missing.txt", "guides/site.yml is missing\n" + messages(problems_of(root)))


def test_a_folder_without_guides_is_no_project(tmp_path: Path) -> None:
    """Started in a wrong folder, the command says which folder it misses."""
    root = tmp_path / "noi-khac"
    root.mkdir()
    golden("problems/project_missing.txt", "noi-khac/ is empty\n" + messages(project.check(root)[1]))


# ---------------------------------------------------------------- files and runs
def test_a_link_out_of_guides_is_not_followed(tiny_project: TinyProject) -> None:
    """Neither a file nor a folder outside is read as content."""
    root = tiny_project({"ngoai/bai.yml": edit(GUIDE, "id: goi-dien", "id: ngoai")})
    (root / "guides/bai.yml").symlink_to(root / "ngoai/bai.yml")
    (root / "guides/thu-muc").symlink_to(root / "ngoai")
    text = "guides/bai.yml → ngoai/bai.yml\nguides/thu-muc → ngoai\n"
    golden("problems/link_outside.txt", text + messages(problems_of(root)))


def test_a_link_out_of_the_project_is_not_published(tiny_project: TinyProject, tmp_path: Path) -> None:
    """Whoever sends a change could have files of the building machine put on the site."""
    root = tiny_project()
    (root / "docs/bi-mat.txt").symlink_to(tmp_path / "bi-mat.txt")
    golden("problems/link_leads_out.txt", "docs/bi-mat.txt → ../bi-mat.txt\n" + messages(problems_of(root)))


def test_a_link_inside_guides_is_a_file_like_another(tiny_project: TinyProject) -> None:
    """Only links that lead out are refused; the id then stands twice."""
    root = tiny_project()
    (root / "guides/bai.yml").symlink_to(root / "guides/goi-dien.yml")
    assert codes(root) == ["id.duplicate"]


def test_a_link_that_leads_nowhere_stops_nothing(tiny_project: TinyProject) -> None:
    """A link to a file that is gone, or round in a circle, is told, and the other files are read."""
    root = tiny_project()
    (root / "guides/vong.yml").symlink_to("vong.yml")
    (root / "guides/mat.yml").symlink_to("khong-co.yml")
    assert [(p.code, p.file) for p in problems_of(root)] == [
        ("file.unreadable", "guides/mat.yml"),
        ("file.unreadable", "guides/vong.yml"),
    ]


@pytest.mark.parametrize("ending", ["yml", "yaml", "YML", "Yaml"])
def test_files_of_content_are_known_by_their_ending(tiny_project: TinyProject, ending: str) -> None:
    """In capitals too, as some cameras and old programs write it."""
    root = tiny_project({f"guides/hai.{ending}": edit(GUIDE, "id: goi-dien", "id: hai")})
    assert set(project.load(root).entries) == {"goi-dien", "hai"}


def test_a_name_of_a_file_can_not_steer_a_terminal(tiny_project: TinyProject) -> None:
    """Control characters of a name are shown as a sign of their own."""
    [problem] = problems_of(tiny_project({"guides/a\x1b[31m.yml": "kind: [\n"}))
    assert problem.file == "guides/a\ufffd[31m.yml"


def test_hidden_files_are_no_content(tiny_project: TinyProject) -> None:
    """Editors leave files that begin with a point."""
    assert problems_of(tiny_project({"guides/.goi-dien.yml": "[", "guides/.git/x.yml": "["})) == []


def test_entries_named_on_the_command_line(tiny_project: TinyProject) -> None:
    """The entry that was probably meant, or the nearest ones; there is no line to delete."""
    loaded = project.load(tiny_project({"guides/gieng-co.yml": HERITAGE}))
    named = ["goi-dein", "xyzzy", "goi-dien"]
    golden("problems/named_entries.txt", messages(across.unknown_entries(named, loaded.entries)))


def test_words_of_the_interface_that_nothing_asks_for(told: Told) -> None:
    """A misspelt key is answered with the one that was probably meant, or the nearest ones; a file of no locale of
    the site is warned of."""
    words = "hoem: Trang chính\nzzz: x\nhome: Trang chính\n"
    told("interface_unknown", {"guides/ui/vi.yml": words, "guides/ui/fr.yml": "home: Accueil\n"})


def test_placeholders_of_the_words_of_the_interface(told: Told) -> None:
    """Each that the program fills in stands there, and no other; the sample is the word of the package."""
    words = (
        'count: "nhiều bài"\ncall: Gọi {numbre}\nscan.moved: "Đã chuyển: {name"\n'
        'alley.metres: "{n:,} mét"\nhome: Trang {n}\n'
    )
    told("interface_placeholders", {"guides/ui/vi.yml": words})


def test_words_in_addresses_are_plain(told: Told) -> None:
    """Words under `path.` are folders of the site."""
    told("interface_path", {"guides/ui/vi.yml": "path.guide: Hướng dẫn\npath.heritage: di-tich-cu\n"})


def test_an_instance_s_own_words_are_used(tiny_project: TinyProject) -> None:
    """In its locale, and the English ones wherever a locale has none."""
    files = {"guides/ui/vi.yml": "home: Trang chính\n", "guides/ui/en.yml": 'call: "Ring {number}"\n'}
    found, problems = project.check(tiny_project(dict(files)))
    assert found is not None
    assert [p.code for p in problems] == ["ledger.uncoded"]
    assert found.locales[0].word("home") == "Trang chính"
    assert found.locales[1].word("call", number="113") == "Ring 113"
    assert found.locales[1].word("home") == "Home"


def test_words_of_the_interface_are_texts(told: Told) -> None:
    """The instance's own words for buttons are text, one line each."""
    told("interface_words", {"guides/ui/vi.yml": "search: [Tìm]\n", "guides/ui/en.yml": "- search\n"})


def test_all_problems_of_a_run_are_told_together_in_order(told: Told) -> None:
    """Faults of YAML, fields, references and pictures of several files come at once, by file and line."""
    text = edit(GUIDE, "topic: safety", "topic: savety")
    text = edit(text, "  en: Call your family.\n", "")
    told(
        "together",
        {
            "guides/site.yml": site(featured="[goi-dein]"),
            "guides/goi-dien.yml": edit(text, "en: Dial the number.", "en: Dial <b>the</b> number.") + PICTURE,
            "guides/gieng-co.yml": edit(HERITAGE, "reviewed: 2026-11-22", "reviewed: 22/11/2026"),
            "guides/lang-thu.yml": edit(VILLAGE, "id: lang-thu\n", "id: lang-thu\nid: lang-hai\n"),
            "guides/a.yml": "kind: guide\ntitle: Lưu ý: mang thẻ\n",
        },
    )


def test_problems_are_sorted_by_file_then_line_then_column(tiny_project: TinyProject) -> None:
    """The order is that of reading, whatever found them."""
    bad = edit(GUIDE, "topic: safety", "topic: x\nxyzzy: 1")
    root = tiny_project({"guides/b.yml": bad, "guides/a/c.yml": bad, "guides/goi-dien.yml": bad})
    found = project.check(root)[1]
    places = [(p.file, p.line, p.column) for p in found]
    assert len({file for file, _, _ in places}) == 3
    assert places == sorted(places)


def test_load_raises_all_that_check_finds(tiny_project: TinyProject) -> None:
    """`load` is `check` for those who can't go on."""
    root = tiny_project({"guides/b.yml": "kind: x\n", "guides/c.yml": "a: [\n"})
    with pytest.raises(CamtayError) as raised:
        project.load(root)
    assert raised.value.problems == project.check(root)[1]
    assert len(raised.value.problems) >= 2


def test_every_problem_has_a_place_in_its_file(tiny_project: TinyProject) -> None:
    """Lines and columns count from 1 and lie inside the file."""
    text = edit(VILLAGE, "title: {vi: Làng Thử", "titel: {vi: Làng Thử") + "nearby: [x]\nphones: [{}]\n"
    found = problems_of(tiny_project({"guides/lang-thu.yml": text}))
    assert len(found) >= 3
    for problem in found:
        row = text.splitlines()[problem.line - 1]
        assert 1 <= problem.column <= len(row)


ODD = st.sampled_from(
    ["", "a/b", "x" * 600, "true", "2026-11-22", "{x}", "vi", "\0", [], {}, [[]], [{}], {"": ""}, {"vi": ["x"]}]
)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(data=st.data())
def test_no_content_makes_a_check_fail_itself(data: st.DataObject) -> None:
    """Whatever stands in a field, the run ends with problems that can be read in both locales."""
    content: Any = yaml.load(data.draw(st.sampled_from(SOUND)), yaml.BaseLoader)  # noqa: S506 - strings only
    holder: Any = content
    key = data.draw(st.sampled_from(sorted(content)))
    while isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans()):
        holder = holder[key]
        key = data.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    holder[key] = data.draw(ODD)
    with tempfile.TemporaryDirectory() as folder:
        guides = Path(folder) / "guides"
        guides.mkdir()
        (guides / "site.yml").write_text(SITE)
        name = "site.yml" if "base_url" in content else "places.yml" if content.get("kind") == "places" else "x.yml"
        (guides / name).write_text(yaml.safe_dump(content, allow_unicode=True))
        found, problems = project.check(Path(folder))
    assert messages(problems) or found
    assert (found is None) == any(p.severity == "error" for p in problems)
