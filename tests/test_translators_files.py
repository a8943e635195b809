"""PO files for translators: out, back with a preview, written with --apply; everything that can be wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from camtay import yaml_file
from camtay.l10n import po_in, po_out
from camtay.project import load
from camtay.translation import FILE
from camtay.yaml_file import Document
from tests.conftest import GUIDE, HERITAGE, SITE, TinyProject
from tests.test_translation import accept, camtay, change, states

PLACES = """\
kind: places
items:
  - id: thu
    title: {vi: Xã Thử, en: Thử commune}
"""
RICH = """\
# Chú thích đầu tệp.
kind: guide
id: goi-dien
title: {vi: Gọi điện thoại}  # tên bài
summary:
  vi: Gọi cho người nhà.
  # một dòng ghi chú
topic: safety
audience: [everyone]
reviewed: 2026-11-22
sources:
  - {id: s, title: Sổ tay}
steps:
  - vi: >-
      Bấm **Gọi** rồi đợi.
      Xem [trang này](https://a.example/).
    sources: [s]
    note: {vi: 'Máy cũ: bấm phím xanh.', sources: [s]}
  - sources: [s]
    vi: |-
      Nói chuyện.

      Rồi tắt máy.
"""


def po(root: Path, name: str = "en.po", *words: str) -> polib.POFile:
    """What `camtay l10n export` writes."""
    result = camtay(root, "l10n", "export", "--locale", "en", str(root.parent / name), *words)
    assert result.exit_code == 0, result.output
    return polib.pofile(str(root.parent / name))


def filled(root: Path, words: dict[str, str], name: str = "en.po") -> Path:
    """An exported file in which some texts were translated."""
    file = po(root, name)
    by_name = {entry.msgctxt: entry for entry in file}
    for key, text in words.items():
        by_name[key].msgstr = text
        by_name[key].flags = []
    file.save()
    return root.parent / name


def brought(root: Path, file: Path, *words: str) -> str:
    result = camtay(root, "l10n", "import", str(file), *words, "--date", "2026-11-22")
    assert result.exit_code == 0, result.output
    return result.output


# ---------------------------------------------------------------- out
def test_every_text_has_its_name_its_place_and_what_a_translator_must_know(tiny_project: TinyProject) -> None:
    """The context is entry and field, the reference file and line, the comment says how long a text may be."""
    root = tiny_project({"guides/goi-dien.yml": RICH, "guides/gieng-co.yml": HERITAGE, "guides/places.yml": PLACES})
    file = po(root)
    found = {entry.msgctxt: entry for entry in file}
    assert {"goi-dien/steps[0].note", "gieng-co/story[nuoc].title", "site.yml/topics[safety].title",
            "places.yml/items[thu].title"} <= set(found)  # fmt: skip
    step = found["goi-dien/steps[0]"]
    assert step.msgid == "Bấm **Gọi** rồi đợi. Xem [trang này](https://a.example/)."
    assert step.occurrences == [("guides/goi-dien.yml", "14")]
    assert step.comment.startswith("Gọi điện thoại · Bước 1")
    assert "Keep **" in step.comment
    assert "At most 160 characters." in found["goi-dien/summary"].comment
    assert "At most" not in found["goi-dien/title"].comment
    assert found["goi-dien/steps[1]"].msgid == "Nói chuyện.\n\nRồi tắt máy."
    assert (file.metadata["Language"], file.metadata["X-Camtay-Site"]) == ("en", "thu.example")


def test_the_same_content_gives_the_same_file(tiny_project: TinyProject) -> None:
    """No clock stands in it."""
    root = tiny_project()
    po(root)
    before = (root.parent / "en.po").read_bytes()
    po(root)
    assert (root.parent / "en.po").read_bytes() == before


def test_what_is_stale_is_fuzzy_with_its_former_original(tiny_project: TinyProject, git: Callable[..., None]) -> None:
    """Its words are in git's history, under the hash that the lock has."""
    root = tiny_project()
    accept(root, "--all")
    git(root, "init", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-m", "a")
    change(root, "Bấm số.", "Bấm số điện thoại.")
    git(root, "commit", "-am", "b")
    change(root, "Bấm số điện thoại.", "Bấm số người nhà.")
    (entry,) = [entry for entry in po(root) if entry.fuzzy]
    assert (entry.msgctxt, entry.previous_msgid) == ("goi-dien/steps[0]", "Bấm số.")
    assert (entry.msgid, entry.msgstr) == ("Bấm số người nhà.", "Dial the number.")


def test_without_git_a_stale_text_is_fuzzy_all_the_same(tiny_project: TinyProject) -> None:
    """Only what it said before is not known."""
    root = tiny_project()
    accept(root, "--all")
    change(root, "Bấm số.", "Bấm gọi.")
    (entry,) = [entry for entry in po(root) if entry.fuzzy]
    assert entry.previous_msgid is None


def test_only_what_needs_somebody(tiny_project: TinyProject) -> None:
    """Missing, stale, by a machine."""
    root = tiny_project()
    accept(root, "--all")
    accept(root, "goi-dien/title", "--machine")
    change(root, "Bấm số.", "Bấm gọi.")
    change(root, "  en: Call your family.\n", "")
    file = po(root, "open.po", "--open")
    assert {entry.msgctxt: entry.fuzzy for entry in file} == {
        "goi-dien/title": True, "goi-dien/summary": False, "goi-dien/steps[0]": True,
    }  # fmt: skip


def test_a_third_locale_shows_translators_the_english_too(tiny_project: TinyProject) -> None:
    """Few translators into Lao read Vietnamese and nothing else."""
    root = tiny_project({"guides/site.yml": SITE + "locales: [vi, en, lo]\n"})
    project = load(root)
    file = polib.pofile(po_out.content(project, project.locales[2]))
    assert "English: Dial the number." in next(e.comment for e in file if e.msgctxt == "goi-dien/steps[0]")


# ---------------------------------------------------------------- back
def test_a_preview_writes_nothing(tiny_project: TinyProject) -> None:
    """It shows what would change."""
    root = tiny_project({"guides/goi-dien.yml": RICH})
    file = filled(root, {"goi-dien/title": "Make a call"})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    output = brought(root, file)
    assert "goi-dien/title" in output
    assert "  + Make a call" in output
    assert "1 new · 0 changed" in output
    assert "To write it to 1 files and the lock: add --apply" in output
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_translations_stand_behind_their_originals_and_nothing_else_moves(tiny_project: TinyProject) -> None:
    """Comments, order, quotes and brackets of the file are those of its editors."""
    root = tiny_project({"guides/goi-dien.yml": RICH})
    words = {
        "goi-dien/title": "Make a call",
        "goi-dien/summary": "Call your family.",
        "goi-dien/steps[0]": "Press **Call** and wait. See [this page](https://a.example/).",
        "goi-dien/steps[0].note": "Old phone: press the green key.",
        "goi-dien/steps[1]": "Talk.\n\nThen hang up.",
    }
    assert "Written to 1 files" in brought(root, filled(root, words), "--apply")
    after = (root / "guides/goi-dien.yml").read_text("utf-8")
    added = [line for line in after.splitlines() if line not in RICH.splitlines()]
    assert [line.strip() for line in added] == [
        'title: {vi: Gọi điện thoại, en: "Make a call"} # tên bài',
        'en: "Call your family."',
        'en: "Press **Call** and wait. See [this page](https://a.example/)."',
        "note: {vi: 'Máy cũ: bấm phím xanh.', en: \"Old phone: press the green key.\", sources: [s]}",
        "en: |-",
        "Talk.",
        "Then hang up.",
    ]
    changed = {"title: {vi: Gọi điện thoại}  # tên bài", "note: {vi: 'Máy cũ: bấm phím xanh.', sources: [s]}"}
    assert {line.strip() for line in RICH.splitlines()} - {line.strip() for line in after.splitlines()} == changed
    data = yaml_file.read(root / "guides/goi-dien.yml", "x").data
    assert data["steps"][1]["en"] == "Talk.\n\nThen hang up."
    assert list(data["steps"][1]) == ["sources", "vi", "en"]


def test_what_came_back_is_tracked_from_then_on(tiny_project: TinyProject) -> None:
    """Also where the translator found that a stale text still holds."""
    root = tiny_project()
    accept(root, "--all")
    change(root, "Bấm số.", "Bấm số ấy.")
    file = filled(root, {"goi-dien/steps[0]": "Dial the number.", "goi-dien/title": "Call somebody"})
    assert "0 new · 1 changed · 1 confirmed" in brought(root, file, "--apply")
    assert states(root) == {}


def test_a_machine_s_file_is_marked(tiny_project: TinyProject) -> None:
    """Until a person accepts it."""
    root = tiny_project({"guides/goi-dien.yml": GUIDE.replace("  en: Make a phone call\n", "")})
    accept(root, "--all")
    brought(root, filled(root, {"goi-dien/title": "Call somebody"}), "--apply", "--machine")
    assert states(root) == {"goi-dien/title": "machine"}


def test_going_out_and_back_changes_no_byte(tiny_project: TinyProject) -> None:
    """Not even with Windows line ends and a byte order mark."""
    text = b"\xef\xbb\xbf" + GUIDE.replace("\n", "\r\n").encode()
    root = tiny_project({"guides/goi-dien.yml": text})
    brought(root, filled(root, {}), "--apply")
    assert (root / "guides/goi-dien.yml").read_bytes() == text
    brought(root, filled(root, {"goi-dien/title": "Call"}), "--apply")
    assert (root / "guides/goi-dien.yml").read_bytes() == text.replace(b"Make a phone call", b"Call")


def test_fuzzy_texts_and_empty_ones_are_left_out(tiny_project: TinyProject) -> None:
    """A fuzzy one without words is told: somebody meant to write some."""
    root = tiny_project()
    file = po(root)
    by_name = {entry.msgctxt: entry for entry in file}
    by_name["goi-dien/title"].msgstr, by_name["goi-dien/title"].flags = "Ring", ["fuzzy"]
    by_name["goi-dien/summary"].msgstr = ""
    by_name["goi-dien/steps[0]"].msgstr, by_name["goi-dien/steps[0]"].flags = "", ["fuzzy"]
    file.save()
    output = brought(root, root.parent / "en.po")
    assert "0 new · 0 changed · 0 confirmed · 7 as before · 1 fuzzy, left out · 2 not translated" in output
    assert "“goi-dien/steps[0]” is marked fuzzy but holds no words" in output


def test_a_text_that_moved_is_found_by_its_original(tiny_project: TinyProject) -> None:
    """Steps may be added while the translator is at work."""
    root = tiny_project()
    file = filled(root, {"goi-dien/steps[0]": "Dial it."})
    change(root, "steps:\n", "steps:\n  - {vi: Mở máy., en: Switch on., sources: [s]}\n")
    brought(root, file, "--apply")
    data = yaml_file.read(root / "guides/goi-dien.yml", "x").data
    assert [step["en"] for step in data["steps"]] == ["Switch on.", "Dial it."]


def test_texts_that_changed_or_are_gone_since_the_export_are_told_and_left_out(tiny_project: TinyProject) -> None:
    """The rest is taken."""
    root = tiny_project({"guides/gieng-co.yml": HERITAGE})
    file = filled(root, {"goi-dien/title": "Call", "goi-dien/summary": "Ring home.", "gieng-co/title": "Well"})
    change(root, "Gọi cho người nhà.", "Gọi về nhà.")
    (root / "guides/gieng-co.yml").unlink()
    output = brought(root, file, "--apply")
    assert "The original of “goi-dien/summary” has changed" in output
    assert "The site has no text “gieng-co/title”" in output
    assert "0 new · 1 changed" in output


# ---------------------------------------------------------------- faults
@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("goi-dien/steps[0]", "Press **Call and wait. See [this page](https://a.example/).", "a single **"),
        ("goi-dien/steps[0]", "Press **Call** and wait.", "differ from those of the original (https://a.example/)"),
        ("goi-dien/steps[0]", "Press **Call**. See [this](https://b.example/).", "addresses in the translation"),
        ("goi-dien/title", "<b>Call</b>", "HTML"),
        ("goi-dien/title", "[Call](javascript:x)", "not safe"),
        ("goi-dien/summary", "Long. " * 40, "has 239 characters, over 160"),
    ],
)
def test_a_faulty_translation_is_refused_at_its_line_and_nothing_is_written(
    tiny_project: TinyProject, name: str, words: str, said: str
) -> None:
    """Not even the good ones: whoever mends the file runs it once more."""
    root = tiny_project({"guides/goi-dien.yml": RICH})
    file = filled(root, {"site.yml/title": "Another", name: words})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = camtay(root, "l10n", "import", str(file), "--apply")
    assert result.exit_code == 1
    line = next(entry.linenum for entry in polib.pofile(str(file)) if entry.msgctxt == name)
    assert f"en.po:{line}: ERROR" in result.output
    assert said in result.output
    assert f"(at {name})" in result.output
    assert "Nothing was written" in result.output
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert not (root / FILE).exists()


HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
TITLE = '\nmsgctxt "goi-dien/title"\nmsgid "Gọi điện thoại"\nmsgstr "Call"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no PO at all", "en.po:1: ERROR: This is no PO file"),
        (b"\x89PNG\r\n\x1a\n\0", "not in UTF-8"),
        ("", "This is no PO file"),
        (HEAD + '\nmsgid "x\nmsgstr "y"\n', "This is no PO file"),
        (HEAD + TITLE, "does not name its language"),
        (HEAD + '"Language: de\\n"\n' + TITLE, "The site has no locale “de”"),
        (HEAD + '"Language: vi\\n"\n' + TITLE, "“vi” is the language of the originals"),
        (HEAD + '"Language: en\\n"\n"X-Camtay-Site: hue.example\\n"\n' + TITLE, "another site (hue.example)"),
        (HEAD + '"Language: en\\n"\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n', "None of the texts"),
        (HEAD + '"Language: en\\n"\n' + TITLE + TITLE, "is in the file twice (first in line 6)"),
    ],
)
def test_a_file_that_is_none_of_ours_says_what_it_is(tiny_project: TinyProject, text: str | bytes, said: str) -> None:
    """Each fault in a sentence with a cure."""
    root = tiny_project()
    file = root.parent / "en.po"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = camtay(root, "l10n", "import", str(file))
    assert result.exit_code == 1
    assert said in result.output


def test_a_file_that_is_far_too_large_is_not_read(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody chose another file."""
    root = tiny_project()
    po(root)
    monkeypatch.setattr(po_in, "MAX_BYTES", 100)
    result = camtay(root, "l10n", "import", str(root.parent / "en.po"))
    assert (result.exit_code, "The file is over" in result.output) == (1, True)


def test_a_file_without_language_is_read_as_the_command_says(tiny_project: TinyProject) -> None:
    """Weblate writes `en_GB` where the site says `en`; another one than the command's is refused."""
    root = tiny_project()
    file = root.parent / "x.po"
    file.write_text(HEAD + TITLE)
    assert "1 changed" in brought(root, file, "--locale", "en")
    file.write_text(HEAD + '"Language: en_GB\\n"\n' + TITLE)
    assert "1 changed" in brought(root, file)
    root = tiny_project({"guides/site.yml": SITE + "locales: [vi, en, lo]\n"})
    result = camtay(root, "l10n", "import", str(file), "--locale", "lo")
    assert "says that its language is “en”" in result.output


# ---------------------------------------------------------------- interface
LAO = {"guides/site.yml": SITE + "locales: [vi, en, lo]\n"}


def interface(root: Path, words: dict[str, str]) -> Path:
    """The exported words of the interface in Lao, some of them translated."""
    path = root.parent / "lo-interface.po"
    result = camtay(root, "l10n", "export", "--interface", "--locale", "lo", str(path))
    assert result.exit_code == 0, result.output
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = words.get(entry.msgctxt, entry.msgstr)
    file.save()
    return path


def test_words_of_the_interface_go_out_and_come_back_as_a_file_of_the_instance(tiny_project: TinyProject) -> None:
    """English beside Vietnamese; what an instance has already stays where it is."""
    root = tiny_project({**LAO, "guides/ui/lo.yml": "# ຄຳ\ncode: ລະຫັດ  # mã\n"})
    file = interface(root, {"home": "ໜ້າຫຼັກ", "guide.step": "ຂັ້ນຕອນ {n}"})
    found = {entry.msgctxt: entry for entry in polib.pofile(str(file))}
    assert (found["guide.step"].msgid, found["guide.step"].flags) == ("Step {n}", ["python-brace-format"])
    assert found["guide.step"].comment == "Tiếng Việt: Bước {n}"
    assert found["code"].msgstr == "ລະຫັດ"
    assert "2 new · 0 changed" in brought(root, file, "--apply")
    assert (root / "guides/ui/lo.yml").read_text("utf-8") == (
        '# ຄຳ\ncode: ລະຫັດ  # mã\nhome: "ໜ້າຫຼັກ"\nguide.step: "ຂັ້ນຕອນ {n}"\n'
    )


@pytest.mark.parametrize(
    ("key", "words"), [("guide.step", "ຂັ້ນຕອນ"), ("home", "{n}"), ("path.guide", "ຄູ່ມື"), ("guide.step", "{n")]
)
def test_a_word_that_the_program_could_not_use_is_refused_at_its_line(
    tiny_project: TinyProject, key: str, words: str
) -> None:
    """Placeholders as in English; addresses in ASCII."""
    root = tiny_project(LAO)
    file = interface(root, {key: words})
    result = camtay(root, "l10n", "import", str(file), "--apply")
    line = next(entry.linenum for entry in polib.pofile(str(file)) if entry.msgctxt == key)
    assert result.exit_code == 1
    assert f"lo-interface.po:{line}: ERROR" in result.output
    assert not (root / "guides/ui/lo.yml").exists()


def test_a_document_is_found_by_what_it_says_in_any_form_of_yaml(tiny_project: TinyProject) -> None:
    """Anything in braces, a text alone in a file, keys in any order."""
    block, flow = (
        "title:\n  vi: Gọi điện thoại\n  en: Make a phone call",
        "title: {en: Make a call, vi: Gọi điện thoại}",
    )
    root = tiny_project({"guides/goi-dien.yml": GUIDE.replace(block, flow)})
    brought(root, filled(root, {"goi-dien/title": "Call: {x}, #1"}), "--apply")
    read = yaml_file.parse((root / "guides/goi-dien.yml").read_text("utf-8"), Document("x"))
    assert read.data["title"] == {"en": "Call: {x}, #1", "vi": "Gọi điện thoại"}
