"""`camtay diff`: what changed, for a person who decides."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from camtay.changes import shots
from camtay.changes.compare import Report, compare
from camtay.changes.labels import label
from camtay.changes.leaves import Leaf, leaves
from camtay.changes.markdown import escape
from camtay.changes.snapshot import read
from camtay.changes.weight import weights
from camtay.changes.words import pieces
from camtay.cli import main
from camtay.clock import print_day
from camtay.project import load
from camtay.yaml_file import Path_
from tests.conftest import GUIDE, HERITAGE, SECOND_GUIDE, SITE, VILLAGE, TinyProject, need

Git = Callable[..., None]
CODED = '{"code":"BCFGH5","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}\n'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h{}v9z"/></svg>'


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """22 November 2026; no settings of git but its own."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture
def saved(tiny_project: TinyProject, git: Git) -> TinyProject:
    """As `tiny_project`, with everything committed."""

    def make(files: dict[str, str | bytes | None] | None = None, **options: bool) -> Path:
        root = tiny_project(files, **options)
        git(root, "init", "-q", "-b", "main")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", "Bản đầu")
        return root

    return make


def run(root: Path, *words: str) -> Result:
    result = CliRunner().invoke(main, ["--root", str(root), *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def put(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, "utf-8")


def report(before: Path, after: Path) -> Report:
    day = print_day()
    return compare(read(before, day), read(after, day), day, "vi")


@pytest.fixture
def between(tiny_project: TinyProject, tmp_path: Path) -> Callable[..., Report]:
    """`between(files, other_files)` → the report on the way from the one to the other."""

    def make(first: dict[str, str | bytes | None], second: dict[str, str | bytes | None]) -> Report:
        root = tiny_project(first)
        shutil.copytree(root, tmp_path / "before")
        return report(tmp_path / "before", tiny_project(second))

    return make


# ---------------------------------------------------------------- values that differ
@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": "x"}, {"a": "x"}, []),
        ({"a": "x"}, {"a": "y"}, [Leaf(("a",), "x", "y")]),
        ({}, {"a": "y"}, [Leaf(("a",), None, "y", "added")]),
        ({"a": ["x", "y"]}, {"a": ["y"]}, [Leaf(("a", 0), "x", None, "removed")]),
        ({"a": "x"}, {"a": {"vi": "y"}}, [Leaf(("a",), "x", None, "removed"), Leaf(("a", "vi"), None, "y", "added")]),
    ],
)
def test_values_that_differ_are_found(before: object, after: object, found: list[Leaf]) -> None:
    """With their place, the present one where there is one."""
    assert list(leaves(before, after)) == found


def test_a_new_first_step_leaves_the_others_as_they_are() -> None:
    """Items are matched by what they say, a rewritten one by most of its words, one with an id by that."""
    before = [{"vi": "Mở máy lên."}, {"vi": "Bấm số nhà rồi chờ."}, {"id": "x", "vi": "Nói."}]
    after = [{"vi": "Ngồi xuống đi."}, {"vi": "Mở máy lên."}, {"vi": "Bấm số nhà rồi đợi."}, {"id": "x", "vi": "Dạ."}]
    assert [(leaf.path, leaf.sort) for leaf in leaves(before, after)] == [
        ((0, "vi"), "added"),
        ((2, "vi"), "changed"),
        ((3, "vi"), "changed"),
    ]


def test_a_step_that_moved_is_told_as_moved() -> None:
    """Not as one that went and one that came."""
    found = list(leaves(["một", "hai", "ba"], ["ba", "một", "hai"]))
    assert [(leaf.sort, leaf.before, leaf.after) for leaf in found] == [("moved", "1", "2"), ("moved", "2", "3")]


def test_texts_are_compared_word_by_word() -> None:
    """Neighbouring changes stand together; what is far from any is left out of long texts."""
    assert [tuple(p) for p in pieces("Bấm số 113 rồi chờ.", "Bấm số 114 rồi đợi.")] == [
        ("same", "Bấm số "), ("out", "113"), ("in", "114"), ("same", " rồi "),
        ("out", "chờ"), ("in", "đợi"), ("same", "."),
    ]  # fmt: skip
    assert [p.sort for p in pieces("xin chào bà con", "kính thưa bà con")][:2] == ["out", "in"]
    cut = pieces("a " * 60 + "x " + "b " * 60, "a " * 60 + "y " + "b " * 60)
    assert [p.sort for p in cut] == ["cut", "same", "out", "in", "same", "cut"]


@pytest.mark.parametrize(
    ("path", "before", "after", "sorts"),
    [
        (("steps", 0, "vi"), "Gọi 113.", "Gọi 114.", ["phone"]),
        (("steps", 0, "vi"), "Gọi 0233 3852 123.", "Gọi 0233 3852 124.", ["phone"]),
        (("steps", 0, "vi"), "Gọi 1900.1234 nhé", "Gọi 1900.1235 nhé", ["phone"]),
        (("steps", 0, "vi"), "Nộp 5.000 đồng.", "Nộp 7.000 đồng.", ["money"]),
        (("steps", 0, "en"), "Pay 5,000 dong.", "Pay 7,000 dong.", ["money"]),
        (("know", 0, "vi"), "Hạn 31/1.", "Hạn 31/3.", ["day"]),
        (("know", 0, "vi"), "Trong 15 ngày làm việc.", "Trong 10 ngày làm việc.", ["day"]),
        (("know", 0, "vi"), "Dài 113 km.", "Dài 112 km.", []),
        (("cost", "vi"), "Không mất tiền.", "Phải nộp tiền.", ["money"]),
        (("cost", "confidence"), "memory", None, []),
        (("phones", 0, "number"), "0233", "0234", ["phone"]),
        (("channels", 0, "url"), "https://a.vn", "https://b.vn", ["link"]),
        (("coordinates", "lat"), "16.1", "16.2", ["place"]),
        (("valid_until",), None, "2026-12-31", ["day"]),
        (("steps", 0, "vi"), "Bấm số.", "Bấm nút.", []),
    ],
)
def test_numbers_prices_and_deadlines_weigh_more(
    path: Path_, before: str | None, after: str | None, sorts: list[str]
) -> None:
    """By the field in which they stand, or by their form inside a text."""
    assert [weight.sort for weight in weights(Leaf(path, before, after))] == sorts


@pytest.mark.parametrize(
    ("kind", "path", "name"),
    [
        ("guide", ("steps", 2, "vi"), ("Bước 3", "vi")),
        ("guide", ("steps", 2, "note", "en"), ("Bước 3 › Giải thích thêm", "en")),
        ("heritage", ("title", "vi"), ("Tên bài", "vi")),
        ("heritage", ("coordinates", "lat"), ("Tọa độ › Vĩ độ", "")),
        ("words", ("home.start",), ("home.start", "")),
        ("guide", ("khac", 0), ("khac[0]", "")),
    ],
)
def test_parts_are_called_as_in_the_forms(kind: str, path: Path_, name: tuple[str, str]) -> None:
    """What no form knows is called as in the file."""
    assert label(kind, path, "vi") == name


# ---------------------------------------------------------------- two states
def test_an_entry_that_is_gone_stands_before_its_texts(between: Callable[..., Report]) -> None:
    """Addresses of its pages in each locale, as they were."""
    found = between({"guides/nhan-tin.yml": SECOND_GUIDE}, {"guides/nhan-tin.yml": None})
    assert [(w.what, w.title) for w in found.warnings] == [("removed", "Nhắn tin")]
    (one,) = found.touched
    assert (one.state, [(a.before, a.after) for a in one.pages]) == (
        "removed",
        [("huong-dan/nhan-tin/", None), ("en/guides/nhan-tin/", None)],
    )


def test_a_text_touches_the_page_of_its_locale_only(between: Callable[..., Report]) -> None:
    """A value without a locale touches all; a question to the editors none."""
    steps = GUIDE.replace("Dial the number.", "Dial it.")
    (one,) = between({}, {"guides/goi-dien.yml": steps}).touched
    assert [a.locale for a in one.pages] == ["en"]


def test_a_question_to_the_editors_touches_no_page(between: Callable[..., Report]) -> None:
    """It is told all the same."""
    (one,) = between({}, {"guides/goi-dien.yml": GUIDE + "confirm: [Hỏi bưu điện.]\n"}).touched
    assert (one.pages, one.changes[0].after) == ((), "Hỏi bưu điện.")


@pytest.mark.parametrize(
    ("first", "second", "state", "pages"),
    [
        ("", "status: draft\n", "withdrawn", 2),
        ("status: draft\n", "", "published", 2),
        ("status: draft\n", "status: draft\nlevel: basic\n", "draft", 0),
        ("publish_from: 2026-11-23\n", "publish_from: 2026-11-22\n", "published", 2),
    ],
)
def test_drafts_come_and_go(first: str, second: str, state: str, pages: int, between: Callable[..., Report]) -> None:
    """A draft that was published is a new page; one that becomes a draft is a page less."""
    name = "guides/nhan-tin.yml"
    (one,) = between({name: SECOND_GUIDE + first}, {name: SECOND_GUIDE + second}).touched
    assert (one.state, len(one.pages)) == (state, pages)


def test_an_address_that_leads_nowhere_any_more_is_told(between: Callable[..., Report]) -> None:
    """Unless the former one is kept in `former_slugs`."""
    name = "guides/goi-dien.yml"
    found = between({}, {name: GUIDE + "slug: goi\n"})
    assert [(w.what, w.before, w.after) for w in found.warnings] == [
        ("address", "/en/guides/goi-dien/", "/en/guides/goi/"),
        ("address", "/huong-dan/goi-dien/", "/huong-dan/goi/"),
    ]


def test_an_address_that_leads_on_is_no_fault(between: Callable[..., Report]) -> None:
    """It is listed with the pages."""
    found = between({}, {"guides/goi-dien.yml": GUIDE + "slug: goi\nformer_slugs: [goi-dien]\n"})
    assert found.warnings == ()
    assert [a.after for a in found.touched[0].pages] == ["huong-dan/goi/", "en/guides/goi/"]


def test_a_figure_that_changed_in_one_locale_only_is_told(between: Callable[..., Report]) -> None:
    """The other one still says what is wrong; where both changed it is told once."""
    paid = GUIDE.replace("Bấm số.", "Nộp 5.000 đồng.").replace("Dial the number.", "Pay 5,000 dong.")
    one = paid.replace("5.000", "7.000")
    found = between({"guides/goi-dien.yml": paid}, {"guides/goi-dien.yml": one})
    assert [(w.what, w.before, w.after) for w in found.warnings] == [
        ("money", "5.000 đồng", "7.000 đồng"),
        ("left", "vi", "en"),
    ]


def test_alleys_are_entries_of_their_own(between: Callable[..., Report]) -> None:
    """A change to one does not touch its village."""
    name = "guides/lang-thu.yml"
    found = between({name: VILLAGE}, {name: VILLAGE + "    households: 12\n"})
    assert [(one.id, one.kind) for one in found.touched] == [("lang-thu-kiet-1", "alley")]


def test_a_file_that_cannot_be_read_is_told_and_the_rest_compared(between: Callable[..., Report]) -> None:
    """Half-written content has a report too."""
    found = between({"guides/d.yml": HERITAGE}, {"guides/d.yml": "a: [", "guides/goi-dien.yml": GUIDE + "slug: g\n"})
    assert found.warnings[0].what == "unread"
    assert "goi-dien" in [one.id for one in found.touched]


# ---------------------------------------------------------------- the command
def test_codes_come_first_with_what_hangs_where(saved: TinyProject) -> None:
    """Led elsewhere, printed no more, new: why, and which signs carry them."""
    placed = "- {code: BCFGH5, state: hung, note: Trụ cổng, hung_on: 2026-11-22}\n"
    root = saved({"guides/d.yml": HERITAGE, "qr/ledger.jsonl": CODED, "qr/placements.yml": placed})
    run(root, "qr", "retarget", "BCFGH5", "gieng-co", "--reason", "gộp bài", "--date", "2026-11-22")
    run(root, "qr", "issue", "goi-dien", "--date", "2026-11-22")
    output = run(root, "diff").output
    assert "- **Mã BCFGH5 trước dẫn tới “Gọi điện thoại”, nay dẫn tới “Giếng cổ”**\n" in output
    assert "  - Lý do: gộp bài\n  - Biển: đang treo, Trụ cổng (22/11/2026)\n" in output
    assert re.search(r"- \*\*Mã mới [0-9A-Z]{6} → Gọi điện thoại\*\*\n", output)
    assert "**2 việc về mã QR" in output


def test_the_report_is_sorted_by_what_matters(saved: TinyProject) -> None:
    """Codes, then what to look at, then entry by entry; without a name it compares with the last commit."""
    phone = "phones:\n  - {number: '113', vi: Công an, en: Police, sources: [s]}\n"
    root = saved({"guides/goi-dien.yml": GUIDE + phone})
    put(root, "guides/goi-dien.yml", (GUIDE + phone).replace("'113'", "'114'").replace("Bấm số.", "Bấm *đúng* số."))
    run(root, "qr", "issue", "--all", "--date", "2026-11-22")
    output = run(root, "diff").output
    heads = [line for line in output.splitlines() if line.startswith("### ")]
    assert heads == ["### Mã QR", "### Cần xem kỹ trước khi đăng", "### Từng bài"]
    assert "So với bản lưu ngày" in output
    assert "“Bản đầu”" in output
    assert "- Gọi điện thoại, Số gọi 1 › Số điện thoại: số gọi 113 → 114\n" in output
    assert "- Bước 1 (vi), sửa: Bấm **\\*đúng\\*** số.\n" in output
    assert run(root, "diff").output == output
    english = run(root, "--locale", "en", "diff", "HEAD").output
    assert "number 113 → 114" in english


def test_nothing_changed_is_said(saved: TinyProject) -> None:
    """And nothing else."""
    output = run(saved(), "diff").output
    assert output.endswith("Không có gì đổi.\n")


def test_content_that_cannot_be_published_is_told(saved: TinyProject) -> None:
    """The report still shows what changed."""
    root = saved()
    put(root, "guides/goi-dien.yml", GUIDE.replace("topic: safety", "topic: khong-co"))
    output = run(root, "diff").output
    assert "đang có 1 lỗi" in output
    assert "Gọi điện thoại – sửa" in output


def test_no_checkout_is_touched(saved: TinyProject) -> None:
    """Neither the files nor the index nor the branch."""
    root = saved()
    put(root, "guides/goi-dien.yml", GUIDE + "slug: goi\n")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run(root, "diff").exit_code == 0
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_project_in_a_folder_of_a_repository_is_compared_too(
    tiny_project: TinyProject, git: Git, tmp_path: Path
) -> None:
    """An instance may stand beside others."""
    root = tiny_project()
    git(tmp_path, "init", "-q")
    put(tmp_path, "README.md", "x")
    git(tmp_path, "add", "README.md")
    git(tmp_path, "commit", "-q", "-m", "x")
    result = run(root, "diff")
    assert (result.exit_code, "chưa có thư mục guides" in result.output) == (1, True)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Bản hai")
    assert run(root, "diff").output.endswith("Không có gì đổi.\n")


@pytest.mark.parametrize(
    ("commands", "revision", "code"),
    [
        ([], [], "không nằm trong kho git"),
        ([["init", "-q"]], [], "chưa lưu bản nào"),
        ([["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]], ["v9"], "“v9”"),
    ],
)
def test_what_cannot_be_compared_is_a_problem(
    commands: list[list[str]], revision: list[str], code: str, tiny_project: TinyProject, git: Git
) -> None:
    """No repository, nothing saved yet, no such state: with what to do, and exit code 1."""
    root = tiny_project()
    for words in commands:
        git(root, *words)
    result = run(root, "diff", *revision)
    assert (result.exit_code, code in result.output, "Cách sửa" in result.output) == (1, True, True)


def test_without_git_the_cure_is_to_install_it(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback."""
    monkeypatch.setenv("PATH", "")
    result = run(tiny_project(), "diff")
    assert (result.exit_code, "git" in result.output) == (1, True)


def test_hand_written_pages_and_the_site_are_compared(saved: TinyProject) -> None:
    """Paragraph by paragraph; what every page shows is said to touch every page."""
    root = saved({"docs/so-tay.md": "# Sổ tay\n\nMột.\n\nHai.\n"})
    put(root, "docs/so-tay.md", "# Sổ tay\n\nMột.\n\nBa.\n")
    put(root, "guides/site.yml", SITE.replace("Trang thử.", "Trang thật."))
    output = run(root, "diff").output
    assert "#### Sổ tay – sửa\n\ndocs/so-tay.md\n\n- sửa: ~~Hai~~ **Ba**.\n" in output
    assert "Mọi trang có thể khác." in output


def test_nothing_in_the_content_becomes_markdown() -> None:
    """Nor HTML, nor the name of somebody who would be notified."""
    assert escape("<b>*x*</b> @ai #1 [a](b)") == "\\<b\\>\\*x\\*\\</b\\> \\@ai \\#1 \\[a\\](b)"


# ---------------------------------------------------------------- HTML
PICTURED = GUIDE.replace(
    "    sources: [s]\n", "    sources: [s]\n    picture: {file: a.svg, alt: {vi: Hình, en: Figure}}\n"
)


def test_the_page_holds_everything_itself(saved: TinyProject) -> None:
    """Pictures of before and after inside it; words taken out and put in; nothing is fetched, nothing runs."""
    root = saved({"guides/goi-dien.yml": PICTURED, "guides/a.svg": DRAWING.format(1)})
    put(root, "guides/a.svg", DRAWING.format(2))
    put(root, "guides/goi-dien.yml", PICTURED.replace("Bấm số.", "Bấm <nút>."))
    result = run(root, "diff", "--format", "html")
    assert "thay-doi.html" in result.output
    html = (root / "thay-doi.html").read_text("utf-8")
    assert "<del>số</del><ins>&lt;nút&gt;</ins>" in html
    assert html.count('<img src="data:image/svg+xml;base64,') == 2
    assert "<script" not in html
    assert re.findall(r'(?:src|href)="(?!data:)', html) == []
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


def test_screenshots_show_the_scan_page_before_and_after(saved: TinyProject) -> None:
    """As wide as a small phone; of a new entry there is none before."""
    need("chromium")
    root = saved({"guides/goi-dien.yml": PICTURED, "guides/a.svg": DRAWING.format(1)})
    put(root, "guides/nhan-tin.yml", SECOND_GUIDE)
    result = run(root, "diff", "--format", "html", "--pictures", "--out", str(root / "x.html"))
    assert result.exit_code == 0
    html = (root / "x.html").read_text("utf-8")
    assert html.count('<img src="data:image/webp;base64,') == 1
    assert 'alt="Trang quét của Nhắn tin"' in html
    assert "(không có)" in html


def test_a_page_for_a_screenshot_needs_no_other_file(tiny_project: TinyProject) -> None:
    """Its pictures are inside it; an entry without a code has its page too."""
    project = load(tiny_project({"guides/goi-dien.yml": PICTURED, "guides/a.svg": DRAWING.format(1)}))
    html = shots.page(project, "goi-dien") or ""
    assert "data:image/svg+xml;base64," in html
    assert '"/media/' not in html
    assert shots.page(project, "khong-co") is None


def test_without_chromium_the_report_says_so(saved: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is a report all the same."""
    root = saved()
    put(root, "guides/goi-dien.yml", GUIDE + "level: intermediate\n")
    monkeypatch.setattr(shots, "_PROGRAMS", ("khong-co-chuong-trinh-nay",))
    result = run(root, "diff", "--format", "html", "--pictures")
    assert (result.exit_code, "không có Chromium" in result.output) == (0, True)
    assert "không có Chromium" in (root / "thay-doi.html").read_text("utf-8")


def test_screenshots_need_a_page_to_stand_on(saved: TinyProject) -> None:
    """Markdown has no room for them: a fault of the command line."""
    assert run(saved(), "diff", "--pictures").exit_code == 2
