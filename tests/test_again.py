"""After an edit only what shows it is made, without the engine, and the site is what a whole build makes."""

from __future__ import annotations

import gc
import gzip
import random
from collections.abc import Callable
from pathlib import Path
from weakref import ref

import pytest
import yaml
from scripts.histories.edits import edits

from camtay import again, scan
from camtay import build as builds
from camtay.build import build, verify
from camtay.errors import CamtayError
from camtay.kept import Kept
from camtay.memory import FILE, opened
from camtay.model import shape
from camtay.model.entries import KINDS, Alley, Entry
from camtay.project import Project
from camtay.reuse import Reuse
from camtay.scan import publish
from camtay.signs import run as runs
from tests.conftest import GUIDE, HERITAGE, PATH, ROUTE, SECOND_GUIDE, SITE, VILLAGE, TinyProject
from tests.test_reuse import coded, edit, stamps, written

FILES: dict[str, str | bytes | None] = {
    "guides/nhan-tin.yml": SECOND_GUIDE, "guides/gieng-co.yml": HERITAGE, "guides/lang.yml": VILLAGE,
    "guides/nguoi-moi.yml": PATH,
}  # fmt: skip


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the moment that it is called, whole builds are an error."""

    def refuse(*_: object) -> None:
        raise AssertionError("a whole build")

    return lambda: monkeypatch.setattr(builds, "_whole", refuse)


@pytest.fixture
def root(tiny_project: TinyProject) -> Path:
    """A built project with entries of several kinds, each with a code."""
    made = coded(tiny_project(FILES))
    build(made, signs=False)
    return made


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("goi-dien.yml", "Dial the number.", "Dial the number slowly."),
        ("goi-dien.yml", "Bấm số.", "Bấm **từng số**."),
        ("gieng-co.yml", "Nước trong quanh năm.", "Nước trong, mát quanh năm."),
        ("nguoi-moi.yml", "Send a message on my own.", "Send messages on my own."),
        ("lang.yml", "A small village.", "A very small village."),
        ("goi-dien.yml", "Make a phone call", "Make a call"),
        ("lang.yml", "Alley 1, Thử village", "First alley, Thử village"),
    ],
)
def test_an_edit_needs_no_engine(root: Path, quick: Callable[[], None], file: str, old: str, new: str) -> None:
    """Of a step, a story, a summary, a title: all files are those of a build from nothing, few were written."""
    before = stamps(root / "site")
    quick()
    edit(root / "guides" / file, old, new)
    build(root, signs=False)
    changed = written(before, root / "site")
    assert changed
    assert len(changed) < len(before) / 2
    verify(root)
    assert build(root, signs=False).again


PLACES = """\
kind: places
items:
  - {id: xa-thu, title: {vi: Xã Thử, en: Thử commune}, former: ["Xã Cũ, huyện Thử"]}
  - {id: xa-ben, title: {vi: Xã Bên, en: Bên commune}, former: ["Xã Bờ, huyện Thử"]}
"""
LISTED: dict[str, str | bytes | None] = {
    name: f"{text}short: {{vi: Tên ngắn, en: Short name}}\nneeds: [{{vi: làm việc này, en: do this}}]\n"
    for name, text in {
        **FILES,
        "guides/goi-dien.yml": GUIDE,
        "guides/mot-ngay.yml": ROUTE,
        "guides/gieng-co.yml": f"{HERITAGE}place: [xa-thu]\ncoordinates: {{lat: 16.7, lon: 107.2, precision_m: 10}}\n",
    }.items()
} | {"guides/site.yml": f"{SITE}featured: [nhan-tin]\n", "guides/places.yml": PLACES}
"""Every entry has all words, so that an edit of one adds no line to any page."""


@pytest.mark.parametrize("name", ["goi-dien", "nhan-tin", "gieng-co", "lang", "mot-ngay", "nguoi-moi"])
def test_every_list_that_shows_a_word_is_made_anew(tiny_project: TinyProject, name: str) -> None:
    """Each word of an entry by itself: the start page and the page of needs show others than cards and the map."""
    root = coded(tiny_project(LISTED))
    build(root, signs=False)
    file = root / f"guides/{name}.yml"
    data = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    for word in shape.WORDS:
        text = data[word][0] if word == "needs" else data[word]
        text["vi"] += " khác"
        file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(builds, "_whole", lambda *_: pytest.fail("a whole build"))
            build(root, signs=False)
        verify(root)


def test_what_others_show_of_an_entry_changes_with_it(root: Path, quick: Callable[[], None]) -> None:
    """Lists, the search, feeds, pages that link to it, and what phones keep."""
    before = stamps(root / "site")
    quick()
    edit(root / "guides/goi-dien.yml", "Make a phone call", "Make a call")
    build(root, signs=False)
    changed = written(before, root / "site")
    for name in ("en/guides/goi-dien/index.html", "en/guides/index.html", "en/index.html", "en/feed.xml", "sw.js"):
        assert name in changed, name
    assert any(name.startswith("assets/search-en-") for name in changed)
    assert "en/learning-paths/nguoi-moi/index.html" in changed, "the path of which it is a lesson"
    assert "huong-dan/goi-dien/index.html" not in changed, "the Vietnamese page says nothing of it"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("goi-dien.yml", "reviewed: 2026-11-22", "reviewed: 2026-11-23"),
        ("goi-dien.yml", "reviewed:", "slug: goi\nreviewed:"),
        ("goi-dien.yml", "reviewed:", "valid_until: 2090-01-01\nreviewed:"),
        ("site.yml", "Trang thử.", "Trang thử nghiệm."),
    ],
)
def test_what_more_than_pages_depends_on_takes_a_whole_build(
    root: Path, quick: Callable[[], None], file: str, old: str, new: str
) -> None:
    """An address, a day, the settings of the site."""
    edit(root / "guides" / file, old, new)
    build(root, signs=False)
    verify(root)
    quick()
    edit(root / "guides" / file, new, old)
    with pytest.raises(AssertionError, match="a whole build"):
        build(root, signs=False)


def test_a_new_entry_and_one_that_is_gone_take_a_whole_build(root: Path) -> None:
    """And the site is right."""
    (root / "guides/moi.yml").write_text(GUIDE.replace("goi-dien", "goi-moi"), "utf-8")
    build(root, signs=False)
    assert (root / "site/huong-dan/goi-moi/index.html").is_file()
    verify(root)


def test_a_site_that_somebody_changed_is_put_right(root: Path) -> None:
    """Nothing of it is trusted after that, also where the edit has nothing to do with it."""
    (root / "site/di-tich/gieng-co/index.html").write_text("stolen")
    edit(root / "guides/goi-dien.yml", "Dial the number.", "Dial it.")
    build(root, signs=False)
    verify(root)


def test_a_memory_that_is_damaged_costs_a_whole_build(root: Path) -> None:
    """Whatever is wrong with it."""
    for data in (b"", b"x" * 5_000, (root / FILE).read_bytes()[:9_000]):
        (root / FILE).write_bytes(data)
        edit(root / "guides/goi-dien.yml", "Dial", "Dial ")
        build(root, signs=False)
        verify(root)


def test_a_mistake_in_an_edit_leaves_the_site(root: Path) -> None:
    """It is told, and nothing is written."""
    before = stamps(root / "site")
    edit(root / "guides/goi-dien.yml", "kind: guide", "kind: gide")
    with pytest.raises(CamtayError) as caught:
        build(root, signs=False)
    assert [problem.code for problem in caught.value.problems if problem.severity == "error"] == ["kind.unknown"]
    assert written(before, root / "site") == set()


def test_a_text_too_long_for_its_scan_page_is_told(root: Path, quick: Callable[[], None]) -> None:
    """As a whole build tells it."""
    before, random_ = stamps(root / "site"), random.Random(1)  # noqa: S311 - no secret
    letters = "".join(random_.choice("abcdefghijklmnopqrstuvwxyz ") for _ in range(30_000))
    quick()
    edit(root / "guides/goi-dien.yml", "Dial the number.", letters)
    with pytest.raises(CamtayError) as caught:
        build(root, signs=False)
    assert "scan.budget" in {problem.code for problem in caught.value.problems}
    assert written(before, root / "site") == set()


def test_the_gate_stands_before_an_edited_page_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is not its code's is never put into the site; the build fails with the code."""
    before = stamps(root / "site")
    render = scan.render_code

    def broken(*words: object) -> scan.ScanPage:
        page = render(*words)  # type: ignore[arg-type]
        return scan.ScanPage(page.code, page.entry, page.html.replace("<strong>", "<strong>X"))

    monkeypatch.setattr(scan, "render_code", broken)
    monkeypatch.setattr(publish, "render_code", broken)
    edit(root / "guides/goi-dien.yml", "Dial the number.", "Dial it.")
    with pytest.raises(CamtayError) as caught:
        build(root, signs=False)
    assert {problem.code for problem in caught.value.problems} == {"gate.page"}
    assert written(before, root / "site") == set()


def test_compressed_files_change_with_their_pages(tiny_project: TinyProject, quick: Callable[[], None]) -> None:
    """None is left of a page that is another now."""
    root = coded(tiny_project(FILES))
    build(root, compressed=True, signs=False)
    quick()
    edit(root / "guides/goi-dien.yml", "Make a phone call", "Make a call")
    build(root, compressed=True, signs=False)
    site = root / "site"
    for packed in site.rglob("*.gz"):
        if packed.name != "sitemap.xml.gz":
            assert gzip.decompress(packed.read_bytes()) == packed.with_suffix("").read_bytes(), packed
    verify(root)


def test_a_sign_is_printed_anew_where_its_words_changed(tiny_project: TinyProject, quick: Callable[[], None]) -> None:
    """And not where only a step did."""
    root = coded(tiny_project())
    build(root)
    quick()
    first = stamps(root / "qr/print")
    edit(root / "guides/goi-dien.yml", "Dial the number.", "Dial it.")
    build(root)
    assert stamps(root / "qr/print") == first
    edit(root / "guides/goi-dien.yml", "Gọi điện thoại", "Gọi cho người nhà")
    build(root)
    assert stamps(root / "qr/print") != first
    assert "Gọi cho người nhà" in (root / "qr/print/signs.csv").read_text("utf-8")
    verify(root)
    assert build(root).again


def test_signs_that_can_not_be_printed_leave_the_site_too(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All or nothing."""
    root = coded(tiny_project())
    build(root)
    before = stamps(root / "site")

    def fails(*_: object) -> None:
        raise CamtayError([])

    monkeypatch.setattr(runs, "make", fails)
    edit(root / "guides/goi-dien.yml", "Make a phone call", "Make a call")
    with pytest.raises(CamtayError):
        build(root)
    assert written(before, root / "site") == set()


def test_what_an_edit_has_read_is_given_back_at_once(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview is open all day: with every edit the whole content is read again, and nobody collects rubbish."""
    root = coded(tiny_project(FILES))
    build(root)
    read: list[ref[Project]] = []

    def watched(project: Project, kept: Kept) -> Reuse:
        read.append(ref(project))
        return Reuse(project, kept)

    monkeypatch.setattr(again, "Reuse", watched)
    gc.collect()
    gc.disable()
    try:
        edit(root / "guides/goi-dien.yml", "Make a phone call", "Make a call")
        build(root)
        assert [one() for one in read] == [None]
    finally:
        gc.enable()


@pytest.mark.parametrize("kind", [*KINDS.values(), Alley])
def test_every_field_of_an_entry_is_of_one_sort(kind: type[Entry]) -> None:
    """What lists show, what only its pages show, or what takes a whole build; the first two are real fields."""
    assert set(shape.WORDS) <= set(kind.model_fields)
    assert not shape.BODY & set(shape.WORDS)
    everywhere = {name for one in (*KINDS.values(), Alley) for name in one.model_fields}
    assert everywhere >= shape.BODY
    structure = set(kind.model_fields) - shape.BODY - set(shape.WORDS)
    assert {"id", "kind", "reviewed", "place", "status", "slug", "picture", "audio", "related"} <= structure


def test_random_edits_of_the_real_project_give_the_bytes_of_a_whole_build(tmp_path: Path) -> None:
    """Words are put into texts of any field and kind; the seed is printed where it fails. Many more at once:
    `python -m scripts.histories.edits`."""
    seed = random.randrange(10**6)  # noqa: S311 - no secret
    refused = edits(tmp_path, 9, 3, seed)
    assert refused < 4, seed
    with opened(tmp_path) as memory:
        assert memory is not None
