"""Reading only the changed files of content: the same problems and the same project as from reading all of them."""

from __future__ import annotations

import os
import pickle
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from camtay import again, library, media, records
from camtay.errors import CamtayError, Problem
from camtay.kept import EVERYTHING, Watched
from camtay.model.entries import Guide
from camtay.model.listed import LATER, unpacked
from camtay.model.shape import shape
from camtay.project import Project, check, load
from tests.conftest import GUIDE, HERITAGE, SECOND_GUIDE, SITE, VILLAGE, TinyProject

FILES = {
    "guides/goi-dien.yml": GUIDE,
    "guides/nhan-tin.yml": SECOND_GUIDE,
    "guides/gieng-co.yml": HERITAGE,
    "guides/lang.yml": VILLAGE,
}
ADMISSION = "admission: {vi: Không rõ, en: Not known, confidence: unsure}"
CHANGES = (
    ("Gọi", "Gọi nhanh"),
    ("goi-dien", "nhan-tin"),
    ("reviewed: 2026-11-22", "reviewed: 2026-11-23"),
    ("reviewed: 2026", "reviewed: 202x"),
    ("topic: safety", "topic: safty"),
    ("kind: guide", "kind: gide"),
    ("  vi: ", "  vi:\t"),
    ("sources:", "confidence: unsure\nsources:"),
    ("sources:", "related: [gieng-co, khong-co]\nsources:"),
    ("sources:", "status: draft\nsources:"),
    ("sources:", "picture: {file: khong-co.jpg, alt: {vi: Ảnh, en: Picture}}\nsources:"),
    ("  en: ", "  xx: "),
)
"""Words in a file and what somebody writes in their place: sound, faulty, and faulty only together with others."""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few files are remembered too, and the clock does not tick."""
    monkeypatch.setattr(records, "FEW", 0)
    monkeypatch.setattr(records, "TICK", -(10**18))


def told(root: Path) -> list[tuple[object, ...]]:
    """Everything that a check says, in its order."""
    _, problems = check(root, drafts=True)
    return [(p.code, p.place, p.path, sorted(p.params.items()), p.severity) for p in problems]


def anew(root: Path) -> list[tuple[object, ...]]:
    """The same from reading every file, and nothing is remembered of that."""
    file = root / records.FILE
    before = file.read_bytes() if file.exists() else None
    file.unlink(missing_ok=True)
    found = told(root)
    if before is not None:
        file.write_bytes(before)
    return found


def shown(project: Project) -> list[tuple[str, dict[str, object], str]]:
    """Every entry in its order, with all its fields."""
    ids = list(project.entries)
    return [(id_, project.entries[id_].model_dump(), project.documents[id_][0].text) for id_ in ids]


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files of content that are parsed from here on."""
    names: list[str] = []
    real = library._records
    monkeypatch.setattr(
        library, "_records", lambda document, *more: names.append(document.file) or real(document, *more)
    )
    return names


def test_after_any_edits_a_check_says_what_one_from_nothing_says(tiny_project: TinyProject) -> None:
    """Files that change, go, come back, or take each other's names."""
    root = tiny_project(FILES)
    chance = random.Random(8)  # noqa: S311 - the same edits in every run
    seen: set[object] = set()
    assert told(root) == anew(root)
    for _ in range(60):
        name = chance.choice(list(FILES))
        path = root / name
        text = path.read_text("utf-8") if path.exists() else FILES[name]
        old, new = chance.choice(CHANGES)
        match chance.randrange(6):
            case 0:
                path.unlink(missing_ok=True)
            case 1:
                path.write_text(FILES[name], "utf-8")
            case 2:
                path.write_text(FILES[chance.choice(list(FILES))], "utf-8")
            case _:
                path.write_text(text.replace(old, new, 1), "utf-8")
        assert told(root) == anew(root)
        seen |= {code for code, *_ in told(root)}
    assert len(seen) > 10, "most of the changes did nothing"
    assert {"image.missing", "ref.entry", "id.duplicate"} <= seen


def test_only_a_changed_file_is_read(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the others neither the record nor the text, for a check that has nothing new to say of them."""
    root = tiny_project(FILES)
    told(root)
    names = opened(monkeypatch)
    told(root)
    assert names == []
    path = root / "guides/goi-dien.yml"
    path.write_text(GUIDE.replace("Gọi điện thoại", "Gọi"), "utf-8")
    told(root)
    assert names == ["guides/goi-dien.yml"]


def test_a_file_that_was_only_touched_is_known_by_what_is_in_it(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a fresh clone, where every time is another."""
    root = tiny_project(FILES)
    told(root)
    os.utime(root / "guides/goi-dien.yml", (1, 1))
    names = opened(monkeypatch)
    told(root)
    assert names == []


def test_another_content_of_the_same_size_and_time_is_seen(tiny_project: TinyProject) -> None:
    """The system's own time of a change tells it, which nobody can set."""
    root = tiny_project(FILES)
    told(root)
    path = root / "guides/goi-dien.yml"
    before = path.stat()
    path.write_text(GUIDE.replace("topic: safety", "topic: safetx"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert "ref.topic" in {code for code, *_ in told(root)}


def test_a_sound_picture_is_looked_at_once(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many entries show it, and in however many runs; until it is another file."""
    picture = "picture: {file: anh.png, alt: {vi: Cái giếng, en: The well}}\n"
    root = tiny_project({**FILES, "guides/gieng-co.yml": HERITAGE + picture, "guides/goi-dien.yml": GUIDE + picture})
    path = root / "guides/anh.png"
    Image.new("RGB", (20, 20)).save(path)
    looked: list[str] = []
    real = media._pixel_fault
    monkeypatch.setattr(media, "_pixel_fault", lambda path: looked.append(path.name) or real(path))
    assert {code for code, *_ in told(root)} & {"image.unreadable"} == set()
    told(root)
    assert looked == ["anh.png"]
    path.write_bytes(path.read_bytes()[:-30])
    assert [code for code, *_ in told(root) if code.startswith("image.")] == ["image.unreadable"] * 2
    assert looked == ["anh.png"] * 2


def test_the_project_is_the_same(tiny_project: TinyProject) -> None:
    """Entries, their order, every field and every document, also without what is unsure."""
    story = HERITAGE.replace(
        "kind: heritage", "kind: heritage\nadmission: {vi: Không rõ, en: Not known, confidence: unsure}"
    )
    root = tiny_project({**FILES, "guides/gieng-co.yml": story})
    first = shown(load(root))
    assert (root / records.FILE).is_file()
    again = load(root)
    assert shown(again) == first
    assert again.entries["gieng-co"].admission is None  # type: ignore[attr-defined]


def test_a_check_of_texts_that_are_not_saved_remembers_nothing(tiny_project: TinyProject) -> None:
    """What a form or a spreadsheet would write is not what the file says."""
    root = tiny_project(FILES)
    before = told(root)
    drafts = {"guides/goi-dien.yml": GUIDE.replace("topic: safety", "topic: safetx").encode()}
    assert "ref.topic" in {p.code for p in check(root, changed=drafts)[1]}
    assert told(root) == before


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
def test_a_damaged_memory_is_as_good_as_none(tiny_project: TinyProject, damage: bytes) -> None:
    """And is made again."""
    root = tiny_project(FILES)
    before = told(root)
    (root / records.FILE).write_bytes(damage)
    assert told(root) == before


def test_a_damaged_row_is_read_again(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands in it."""
    root = tiny_project(FILES)
    before = told(root)
    with closing(sqlite3.connect(root / records.FILE)) as db:
        for known in (b"\x80\x05N.", b"", pickle.dumps(([], 0, set(), False, [1], {}))):
            db.execute("update file set known = ? where name = 'guides/goi-dien.yml'", (known,))
            db.commit()
            names = opened(monkeypatch)
            assert told(root) == before
            assert names[:1] == ["guides/goi-dien.yml"]


def test_nothing_but_records_comes_out_of_the_memory() -> None:
    """Whoever puts a file into somebody's folder runs no code there."""
    with pytest.raises(pickle.UnpicklingError):
        unpacked(pickle.dumps(os.getcwd))


def test_another_program_or_other_languages_read_everything_again(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Since both decide what a file has wrong."""
    root = tiny_project(FILES)
    told(root)
    names = opened(monkeypatch)
    (root / "guides/site.yml").write_text(f"{SITE}locales: [vi]\n", "utf-8")
    assert "text.locale" in {code for code, *_ in told(root)}
    assert len(names) == len(FILES)
    names.clear()
    monkeypatch.setattr(records, "program", lambda: "another")
    told(root)
    assert len(names) == len(FILES)


def test_a_file_that_is_another_one_by_now_is_refused(tiny_project: TinyProject) -> None:
    """Half of one state and half of another make no page."""
    root = tiny_project(FILES)
    load(root)
    project = load(root)
    (root / "guides/goi-dien.yml").write_text(SECOND_GUIDE, "utf-8")
    with pytest.raises(CamtayError) as refused:
        _ = project.entry("goi-dien", Guide).steps
    assert [p.code for p in refused.value.problems] == ["file.unreadable"]


def test_a_few_files_are_not_remembered(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are read in no time, and nothing has to be written."""
    monkeypatch.setattr(records, "FEW", 200)
    root = tiny_project(FILES)
    load(root)
    assert not (root / ".cache").exists()


def test_a_disk_that_can_not_be_written_changes_nothing(tiny_project: TinyProject) -> None:
    """There is a file where the folder should be."""
    root = tiny_project({**FILES, ".cache": "no folder"})
    assert told(root) == told(root)


# ---------------------------------------------------------------- listed entries
def test_who_goes_through_all_entries_reads_none(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names, places and dates are at hand, and a record is of its own kind."""
    root = tiny_project(FILES)
    told(root)
    names = opened(monkeypatch)
    project = load(root)
    assert sorted(e.name.source for e in project.entries.values())
    assert {type(e).__name__ for e in project.by_kind["guide"]} == {"Guide"}
    assert [e.begins for e in project.entries.values()]
    assert names == []
    assert project.entry("goi-dien", Guide).steps
    assert names == ["guides/goi-dien.yml"]


def test_a_listed_entry_is_equal_to_its_record(tiny_project: TinyProject) -> None:
    """And a copy of it is whole."""
    project = load(tiny_project(FILES))
    listed = next(iter(project.entries.values()))
    whole = project.entries[listed.id]
    assert LATER in vars(listed)
    assert LATER not in vars(whole)
    assert listed == whole
    assert whole == listed
    assert listed.model_copy() == whole
    assert LATER not in vars(pickle.loads(pickle.dumps(listed)))  # noqa: S301 - our own bytes
    with pytest.raises(AttributeError):
        _ = listed.nothing  # type: ignore[attr-defined]


def test_what_is_read_of_a_listed_entry_is_remembered(tiny_project: TinyProject) -> None:
    """Going through all of them is one thing, a field that lists do not show another, each time it is asked for."""
    project = load(tiny_project(FILES))
    entries = Watched(project.entries)
    guide = next(e for e in dict.values(entries) if isinstance(e, Guide))
    for _ in range(2):
        entries.reads = seen = set[str]()
        assert [e.title for e in entries.values()]
        assert seen == {EVERYTHING}
        assert guide.steps
        assert seen == {EVERYTHING, guide.id}


def test_shapes_tell_what_lists_show_from_what_a_page_shows(tiny_project: TinyProject) -> None:
    """Remembered ones are the same."""
    root = tiny_project(FILES)

    def shapes() -> tuple[str, str]:
        return again.shape(load(root), "goi-dien")

    first = shapes()
    assert shapes() == first
    path = root / "guides/goi-dien.yml"
    path.write_text(GUIDE.replace("Bấm số.", "Bấm."), "utf-8")
    assert shapes() == first
    path.write_text(GUIDE.replace("Gọi điện thoại", "Gọi"), "utf-8")
    assert (shapes()[0] == first[0], shapes()[1] == first[1]) == (True, False)
    path.write_text(GUIDE.replace("2026", "2025", 1), "utf-8")
    assert (shapes()[0] == first[0], shapes()[1] == first[1]) == (False, True)


def test_every_field_that_lists_show_is_told_apart() -> None:
    """Two entries that differ in one of these fields have two shapes."""
    base = {"vi": "A"}
    made = {
        "kind": "guide", "id": "a", "title": base, "summary": base, "reviewed": "2026-11-22", "topic": "t",
        "audience": ["a"], "steps": [base], "sources": [{"id": "s", "title": "S"}],
    }  # fmt: skip
    others = [
        {}, {"title": {"vi": "B"}}, {"short": base}, {"summary": {"vi": "B"}}, {"reviewed": "2026-11-23"},
        {"topic": "u"}, {"audience": ["b"]}, {"needs": [base]}, {"status": "draft"}, {"slug": "b"}, {"place": ["b"]},
        {"related": ["b"]}, {"valid_until": "2026-11-23"}, {"picture": {"file": "a.jpg", "alt": base}},
    ]  # fmt: skip
    shapes = {shape({**made, **other}, (), files=True) for other in others}
    assert len(shapes) == len(others)
    step = {**base, "picture": {"file": "a.jpg", "alt": base}}
    assert shape({**made, "steps": [step]}, (), files=True)[0] != shape(made, (), files=True)[0]


def test_the_same_entry_twice_is_told_with_both_places(tiny_project: TinyProject) -> None:
    """Also where neither file was read in this run."""
    root = tiny_project({**FILES, "guides/z.yml": GUIDE})
    first = told(root)
    assert [place for code, place, *_ in first if code == "id.duplicate"] == ["guides/z.yml:2:5"]
    assert told(root) == first


def test_problems_keep_their_places(tiny_project: TinyProject) -> None:
    """A note of a file that is not read again names line and column."""
    problem = Problem("x", "f", 1, 2, "a.b", {"n": "1"}, "warning")
    shelved = records.Known([problem], 1, {"u"}, True, [], {("a", 1): (1, 2)})
    assert records.Known.of(shelved.packed()) == shelved


def test_who_reads_again_and_again_unpacks_what_was_changed(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an open preview: whatever is edited, it says what a check from nothing says."""
    root = tiny_project(FILES)
    check(root)
    monkeypatch.setattr(records.Shelf, "met", {})
    told(root)
    unpacked_: list[bytes] = []
    real = records.unpacked
    monkeypatch.setattr(records, "unpacked", lambda data: unpacked_.append(data) or real(data))
    assert told(root) == anew(root)
    assert unpacked_ == []
    for old, new in (("Gọi cho", "Nói với"), ("reviewed: 2026-11-22", "reviewed: 202x")):
        path = root / "guides/goi-dien.yml"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        assert told(root) == anew(root)
        unpacked_.clear()
        assert told(root) == anew(root)
        assert len(unpacked_) <= 1
