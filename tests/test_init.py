"""`camtay init`: an empty folder becomes an instance of its own that builds at once."""

from __future__ import annotations

import errno
import os
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from camtay import init
from camtay import project as projects
from camtay.build import build, build_site
from camtay.cli import main
from camtay.init.answers import Answers, Unit, english
from tests.conftest import REPO, elsewhere

PHU_THO = ("--province", "Phú Thọ", "--commune", "xã Phùng Nguyên", "--domain", "sonvi.example")
ELSEWHERE = elsewhere()


def run(*words: str, typed: str = "") -> Result:
    """The result of `camtay init`; an exception is a failure of the test."""
    result = CliRunner().invoke(main, ["init", *words], input=typed)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def answers(**changes: object) -> Answers:
    values = {
        "province": Unit("tỉnh", "Phú Thọ"),
        "commune": Unit("xã", "Phùng Nguyên"),
        "before": "xã Sơn Vi, huyện Lâm Thao, tỉnh Phú Thọ",
        "domain": "sonvi.example",
        "locales": ("vi", "en"),
        "day": date(2026, 11, 22),
    }
    return Answers(**{**values, **changes})  # type: ignore[arg-type] # whatever a test wants to change


def text_of(root: Path) -> str:
    """All text files below a folder, one after the other."""
    kinds = (".html", ".css", ".js", ".xml", ".txt", ".yml", ".md", ".jsonl", ".json")
    return "\n".join(path.read_text("utf-8") for path in sorted(root.rglob("*")) if path.suffix in kinds)


def test_an_empty_folder_becomes_a_commune_that_builds(tmp_path: Path) -> None:
    """Pages, scan pages and signs, under the commune's own name and with nothing of another province."""
    root = tmp_path / "sonvi"
    result = run(str(root), *PHU_THO, "--before", "xã Sơn Vi,huyện Lâm Thao,tỉnh Phú Thọ", "--yes")
    assert result.exit_code == 0
    assert "3 bài mẫu, 4 mã đã cấp" in result.output
    assert "chỉ để dùng thử" in result.output
    summary = build(root)
    assert (summary.scan_pages, summary.signs, summary.warnings) == (4, 4, ())
    site = text_of(root / "site")
    assert ELSEWHERE.findall(site) == []
    assert "<h1>Cầm Tay Phùng Nguyên</h1>" in site
    assert "Sơn Vi commune, Lâm Thao district, Phú Thọ province" in site
    assert "https://sonvi.example/ngo/mau-ngo-1/" in site
    assert (root / "qr/print/signs-a4.pdf").is_file()


def test_a_province_without_communes_yet_builds_too(tmp_path: Path) -> None:
    """It starts with a monument instead of a village, and has no page of places until places are named."""
    init.create(tmp_path / "tinh", answers(commune=None, before=""))
    project = projects.load(tmp_path / "tinh")
    assert set(project.entries) == {"mau-huong-dan", "mau-di-tich", "mau-dac-san"}
    assert build_site(project, tmp_path / "site") == 2 * 11
    assert ELSEWHERE.findall(text_of(tmp_path / "site")) == []


@pytest.mark.parametrize("tags", ["vi", "en", "en,vi", "vi,en,lo"])
def test_each_choice_of_locales_is_sound(tags: str, tmp_path: Path) -> None:
    """Samples are written in the locales chosen; other ones fall back until somebody translates."""
    result = run(str(tmp_path / "x"), *PHU_THO, "--locales", tags, "--yes")
    assert result.exit_code == 0
    project, problems = projects.check(tmp_path / "x")
    assert project
    assert [loc.tag for loc in project.locales] == tags.split(",")
    assert {p.code for p in problems} <= {"text.translation", "text.translations", "word.untranslated"}
    assert build_site(project, tmp_path / "site", strict=False)


def test_git_merges_what_the_tool_writes_as_it_does_here(tmp_path: Path) -> None:
    """Two people may issue codes, or accept translations, without a conflict."""
    init.create(tmp_path / "x", answers())
    assert (tmp_path / "x/.gitattributes").read_bytes() == (REPO / ".gitattributes").read_bytes()


def test_samples_say_that_they_are_samples(tmp_path: Path) -> None:
    """Title and first sentence, on paper and on screen; nobody takes them for facts."""
    init.create(tmp_path / "x", answers())
    for entry in projects.load(tmp_path / "x").entries.values():
        assert entry.title.in_("vi").text.startswith("Bài mẫu:")
        assert entry.title.in_("en").text.startswith("Sample:")
        assert "mẫu" in entry.name.source
        assert entry.summary.source.startswith("Bài mẫu, ")


def test_nothing_is_invented(tmp_path: Path) -> None:
    """No number to call but the three of the whole country, no price, no coordinates, no contact."""
    init.create(tmp_path / "x", answers())
    content = "".join(path.read_text("utf-8") for path in (tmp_path / "x/guides").rglob("*.yml"))
    spoken = re.sub(r"#.*", "", content)
    assert set(re.findall(r'number: "(\d+)"', spoken)) == {"113", "114", "115"}
    assert not re.search(r"[0-9] ?(đồng|VND|₫)|coordinates|contact", spoken)


def test_every_sample_has_its_code(tmp_path: Path) -> None:
    """What the ledger issued leads to the entries, dated as asked."""
    ledger = init.create(tmp_path / "x", answers())
    project = projects.load(tmp_path / "x")
    assert set(project.ledger.by_entry) == set(project.entries)
    assert project.ledger.events == ledger.events
    assert {event.date for event in ledger.events} == {"2026-11-22"}


def test_questions_are_asked_again_until_the_answer_is_sound(tmp_path: Path) -> None:
    """In Vietnamese; only what no option has answered is asked."""
    typed = "Phú Thọ\nPhùng Nguyên\nphường Việt Trì\n\nviệt trì.vn\nhttps://VietTri.vn/\nvi,zz\nvi\n"
    result = run(str(tmp_path / "x"), typed=typed)
    assert result.exit_code == 0
    assert "Tỉnh hoặc thành phố nào" in result.output
    assert "“Phùng Nguyên” chưa nói là xã, phường hay đặc khu." in result.output
    assert "“việt trì.vn” không phải tên miền." in result.output
    assert "“vi,zz” không phải danh sách ngôn ngữ." in result.output
    assert "dùng thử." not in result.output.rsplit("Đã tạo", 1)[1]
    site = projects.load(tmp_path / "x").site
    assert (site.base_url, site.locales) == ("https://viettri.vn/", ("vi",))
    assert site.area.now.source == site.area.before.source == "phường Việt Trì, tỉnh Phú Thọ"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--domain", "không phải"),
        ("--domain", "sonvi"),
        ("--domain", "sonvi.vn/trang"),
        ("--domain", f"{'a' * 64}.vn"),
        ("--locales", "tiếng Việt"),
        ("--locales", "vi,vi"),
        ("--locales", "lo,vi"),
        ("--province", ""),
        ("--province", 'Phú Thọ"\nx: y'),
        ("--province", "Phú Thọ {{ 1 }}"),
        ("--province", "Đ" * 31),
        ("--commune", "Phùng Nguyên"),
        ("--before", "xã <b>"),
    ],
)
def test_a_wrong_option_ends_with_2_and_makes_nothing(option: str, value: str, tmp_path: Path) -> None:
    """The command line is at fault, and says which option."""
    words = [*PHU_THO, "--yes", option, value]
    result = run(str(tmp_path / "x"), *words)
    assert result.exit_code == 2
    assert option in result.output
    assert list(tmp_path.iterdir()) == []


def test_without_questions_province_and_domain_are_needed(tmp_path: Path) -> None:
    """A domain is never guessed: it stands on plates for ever."""
    result = run(str(tmp_path / "x"), "--province", "Phú Thọ", "--yes")
    assert result.exit_code == 2
    assert "--domain" in result.output


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    """Even with --yes; a repository without files is empty enough."""
    (tmp_path / "thu.txt").write_text("x")
    result = run(str(tmp_path), *PHU_THO, "--yes")
    assert result.exit_code == 1
    assert "Thư mục này đã có tệp (thu.txt)." in result.output
    assert "Chưa tạo gì cả." in result.output
    assert os.listdir(tmp_path) == ["thu.txt"]
    (tmp_path / "thu.txt").unlink()
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert run(str(tmp_path), *PHU_THO, "--yes").exit_code == 0


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    """And so is a path that can't be made."""
    (tmp_path / "x").write_text("x")
    assert "Đây là một tệp" in run(str(tmp_path / "x"), *PHU_THO, "--yes").output
    result = run(str(tmp_path / "x" / "y"), *PHU_THO, "--yes")
    assert result.exit_code == 1
    assert "Không ghi được vào đây" in result.output


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("moment", ["write", "move"])
def test_a_full_disk_leaves_nothing_behind(
    there: bool, moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither half an instance nor a temporary folder, whether the folder was there before or not."""
    target = tmp_path / "x"
    if there:
        target.mkdir()
    real, name = (os.fsync, "fsync") if moment == "write" else (os.replace, "replace")
    places: list[str] = []

    def full(*words: object) -> None:
        """The disk is full at the fourth file, or while the files go to their places: at once, or at the third."""
        place = str(words[-1])
        if moment == "write" or (place.startswith(str(target)) and "/.cache/" not in place and "/.x." not in place):
            places.append(place)
            if len(places) == (4 if moment == "write" else 3 if there else 1):
                raise OSError(errno.ENOSPC, "No space left on device")
        real(*words)  # type: ignore[arg-type] # whatever it was called with

    monkeypatch.setattr(os, name, full)
    result = run(str(target), *PHU_THO, "--yes")
    assert result.exit_code == 1
    assert "No space left on device" in result.output
    assert os.listdir(tmp_path) == (["x"] if there else [])
    assert not there or os.listdir(target) == []


def test_an_instance_is_made_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`camtay init .` keeps the folder itself, so that the next command finds its place."""
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    assert run(".", *PHU_THO, "--yes").exit_code == 0
    assert tmp_path.stat().st_ino == before
    result = CliRunner().invoke(main, ["check"])
    assert "Nội dung tốt: 4 bài, 4 mã, 0 lưu ý." in result.output


def test_the_same_answers_give_the_same_files(tmp_path: Path) -> None:
    """All but the codes, which are drawn by lot."""
    for name in ("a", "b"):
        init.create(tmp_path / name, answers())
    files = [p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file() and p.suffix != ".jsonl"]
    assert len([path for path in files if path.parts[0] != ".vscode"]) == 13
    assert {path.name for path in files} >= {"settings.json", "camtay.code-snippets", "guide.json"}
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files)


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("Phú Thọ", "tỉnh Phú Thọ"),
        ("tỉnh  Phú Thọ ", "tỉnh Phú Thọ"),
        ("hue", "thành phố Huế"),
        ("Thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh"),
        ("Đắk Lắk", "tỉnh Đắk Lắk"),
    ],
)
def test_a_province_is_named_with_its_rank(typed: str, unit: str) -> None:
    """The six cities of that rank are known; every other name without a rank is a province."""
    assert init.province(typed).vi == unit


def test_units_have_english_words() -> None:
    """Names stay, the words for their rank are translated, and unknown ones are left."""
    assert english("thôn Đoài, phường Việt Trì, thị xã X, tỉnh Phú Thọ") == (
        "Đoài village, Việt Trì ward, X town, Phú Thọ province"
    )
    assert english("khu 10, đặc khu Cô Tô") == "khu 10, Cô Tô special zone"
