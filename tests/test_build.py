"""The whole build, on tiny projects."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from camtay import ledger as ledgers
from camtay.build import build
from camtay.errors import CamtayError
from camtay.signs import proof
from tests.conftest import GUIDE, HERITAGE, SITE, VILLAGE, TinyProject

CODED = '{"code":"234564","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}\n'


def code_for(letters: str) -> str:
    from camtay.codes import check_letter

    return letters + check_letter(letters)


def issued(entry: str, letters: str = "BCFGH") -> str:
    """One ledger line."""
    event = {"code": code_for(letters), "seq": 1, "event": "issue", "date": "2026-11-22", "entry": entry}
    return json.dumps(event, separators=(",", ":")) + "\n"


def tree(folder: Path) -> dict[str, str]:
    """Hash of every file below a folder."""
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def errors(error: CamtayError) -> list[str]:
    """Codes of the errors, without warnings."""
    return [p.code for p in error.problems if p.severity == "error"]


def test_a_build_writes_the_site_and_the_signs(tiny_project: TinyProject) -> None:
    """One guide in two locales makes home, hub, entry page, search and two ways in twice, a scan page and a sign."""
    root = tiny_project({"qr/ledger.jsonl": issued("goi-dien")})
    summary = build(root)
    assert (summary.pages, summary.scan_pages, summary.signs) == (12, 1, 1)
    assert summary.warnings == ()
    code = code_for("BCFGH")
    for name in ("index.html", "en/index.html", "huong-dan/goi-dien/index.html", "en/guides/goi-dien/index.html",
                 f"Q/{code}.html", f"q/{code.lower()}.html", "404.html", "sitemap.xml", "robots.txt"):  # fmt: skip
        assert (root / "site" / name).is_file(), name
    names = sorted(p.name for p in (root / "qr/print").rglob("*") if p.is_file())
    papers = ["job-sheet.pdf", "proof.csv", "signs-a4.pdf", "signs-a6.pdf", "signs.csv"]
    assert names == [f"{code}-goi-dien.svg", *papers]


def test_the_same_content_gives_the_same_bytes(tiny_project: TinyProject) -> None:
    """Two builds of one project differ in no file, the second without any memory of the first."""
    root = tiny_project({"qr/ledger.jsonl": issued("goi-dien")})
    build(root)
    first = {**tree(root / "site"), **tree(root / "qr")}
    shutil.rmtree(root / ".cache")
    build(root)
    assert {**tree(root / "site"), **tree(root / "qr")} == first


def test_the_first_build_records_what_it_prints(tiny_project: TinyProject) -> None:
    """The ledger gets level, version, mask and hash once; a second build adds nothing."""
    root = tiny_project({"qr/ledger.jsonl": issued("goi-dien")})
    build(root)
    (code,) = ledgers.read(root).codes.values()
    assert code.printed is not None
    assert code.printed.payload == f"https://THU.EXAMPLE/Q/{code.code}"
    assert (code.printed.level, code.printed.version) == ("H", 3)
    before = (root / "qr/ledger.jsonl").read_bytes()
    shutil.rmtree(root / ".cache")
    build(root)
    assert (root / "qr/ledger.jsonl").read_bytes() == before


def test_a_project_without_codes_builds_without_signs(tiny_project: TinyProject) -> None:
    """Content comes first; the missing code is only noted."""
    summary = build(tiny_project())
    assert (summary.scan_pages, summary.signs) == (0, 0)
    assert [p.code for p in summary.warnings] == ["ledger.uncoded"]


BAD_INPUT: dict[str, dict[str, str | bytes]] = {
    "bad YAML": {"guides/x.yml": "kind: [guide\n"},
    "unknown field": {"guides/x.yml": GUIDE.replace("id: goi-dien", "id: x").replace("steps:", "stpes:")},
    "a picture outside the folder": {"guides/goi-dien.yml": GUIDE + "picture: {file: ../x.png, alt: {vi: x, en: x}}\n"},
    "a 50 MB file": {"guides/x.yml": b"#" * 50_000_000},
    "a picture that is none": {
        "guides/goi-dien.yml": GUIDE + "picture: {file: x.png, alt: {vi: x, en: x}}\n",
        "guides/x.png": b"not a picture",
    },
    "a script in a text": {"guides/goi-dien.yml": GUIDE.replace("Bấm số.", "Bấm <script>alert(1)</script>")},
    "a javascript: link": {"guides/goi-dien.yml": GUIDE.replace("Bấm số.", '"[Bấm](javascript:alert(1))"')},
    "an id with a slash": {"guides/goi-dien.yml": GUIDE.replace("id: goi-dien", "id: goi/dien")},
    "a ledger with a merge conflict": {"qr/ledger.jsonl": "<<<<<<< a\n" + CODED + "=======\n>>>>>>> b\n"},
    "a code that leads nowhere": {"qr/ledger.jsonl": issued("khong-con")},
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_stops_the_build_and_loses_nothing(name: str, tiny_project: TinyProject) -> None:
    """Whatever is wrong, the old site, the old signs and the ledger stay as they were."""
    root = tiny_project({"qr/ledger.jsonl": issued("goi-dien")})
    build(root)
    tiny_project(BAD_INPUT[name], base=False)
    before = {**tree(root / "site"), **tree(root / "qr")}
    with pytest.raises(CamtayError) as caught:
        build(root)
    assert all(p.cure("vi") and p.cure("en") for p in caught.value.problems)
    assert {**tree(root / "site"), **tree(root / "qr")} == before


def test_a_link_out_of_the_folder_stops_the_build(tiny_project: TinyProject, tmp_path: Path) -> None:
    """A symbolic link that leads out of guides/ is refused, whatever it points to."""
    root = tiny_project()
    (tmp_path / "secret.yml").write_text(GUIDE.replace("goi-dien", "secret"), "utf-8")
    (root / "guides" / "x.yml").symlink_to(tmp_path / "secret.yml")
    with pytest.raises(CamtayError) as caught:
        build(root)
    assert errors(caught.value) == ["file.outside"]


def test_a_full_disk_stops_the_build_and_loses_nothing(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing a scan page fails, everything is as before and the problem says so."""
    root = tiny_project({"qr/ledger.jsonl": issued("goi-dien")})
    build(root)
    before = {**tree(root / "site"), **tree(root / "qr")}
    shutil.rmtree(root / ".cache")
    real = Path.write_text

    def full(self: Path, *args: object, **kwargs: object) -> int:
        if self.parent.name == "Q":
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(CamtayError) as caught:
        build(root)
    assert errors(caught.value) == ["file.write"]
    assert {**tree(root / "site"), **tree(root / "qr")} == before
    assert {p.name for p in root.iterdir()} - {".cache"} == {"docs", "guides", "mkdocs.yml", "qr", "site"}


def test_a_sign_that_does_not_scan_stops_the_run(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page on which the reader sees nothing is a problem; nothing is printed and the ledger is untouched."""
    root = tiny_project({"qr/ledger.jsonl": issued("goi-dien")})
    monkeypatch.setattr(proof, "look", lambda number, image, symbols: proof.Seen(number, ()))
    with pytest.raises(CamtayError) as caught:
        build(root)
    assert {p.code for p in caught.value.problems} == {"sign.proof"}
    assert not (root / "qr/print").exists()
    assert not (root / "site").exists()
    assert (root / "qr/ledger.jsonl").read_text("utf-8") == issued("goi-dien")


def test_a_name_too_long_for_the_sign_is_a_problem(tiny_project: TinyProject) -> None:
    """A word wider than the sign can't shrink for ever."""
    long = "Đ" * 120
    guide = GUIDE.replace("vi: Gọi điện thoại", f"vi: {long}")
    site = SITE + "cards: none\n"  # a card has no room for it either, which is told before signs are set
    root = tiny_project({"guides/site.yml": site, "guides/goi-dien.yml": guide, "qr/ledger.jsonl": issued("goi-dien")})
    with pytest.raises(CamtayError) as caught:
        build(root)
    assert errors(caught.value) == ["sign.text"]


def test_a_strict_warning_of_mkdocs_stops_the_build(tiny_project: TinyProject) -> None:
    """A broken link in a hand-written page is MkDocs' to find and ours to tell."""
    root = tiny_project({"docs/tay.md": "# Tay\n\n[x](khong-co.md)\n"})
    with pytest.raises(CamtayError) as caught:
        build(root)
    (problem,) = (p for p in caught.value.problems if p.severity == "error")
    assert problem.code == "engine.failed"
    assert "khong-co.md" in problem.message()


def test_a_hand_written_page_is_published_beside_the_others(tiny_project: TinyProject) -> None:
    """Markdown in docs/ goes the ordinary way."""
    root = tiny_project({"docs/tay.md": "# Trang viết tay\n\nĐôi lời.\n"})
    build(root)
    assert "Đôi lời." in (root / "site/tay/index.html").read_text("utf-8")


def test_a_missing_translation_falls_back_with_a_notice(tiny_project: TinyProject) -> None:
    """The English page shows the Vietnamese step with its own lang and says so once, under the title."""
    guide = GUIDE.replace("    en: Dial the number.\n", "")
    root = tiny_project({"guides/goi-dien.yml": guide})
    summary = build(root)
    assert "text.translation" in [p.code for p in summary.warnings]
    english = (root / "site/en/guides/goi-dien/index.html").read_text("utf-8")
    assert '<span lang="vi">Bấm số.</span>' in english
    assert english.count("ct-fallback") == 1
    assert "shown in Tiếng Việt" in english


def test_another_locale_is_added_by_configuration_alone(tiny_project: TinyProject) -> None:
    """Korean needs a tag in site.yml and a file of words; its texts fall back to English."""
    root = tiny_project(
        {
            "guides/site.yml": SITE + "locales: [vi, en, ko]\n",
            "guides/ui/ko.yml": "home: 홈\npath.guide: guides\n",
            "guides/goi-dien.yml": GUIDE.replace("vi: Bấm số.", "vi: Bấm số.\n    ko: 번호를 누르세요."),
            "qr/ledger.jsonl": issued("goi-dien"),
        }
    )
    build(root)
    html = (root / "site/ko/guides/goi-dien/index.html").read_text("utf-8")
    assert '<html lang="ko"' in html
    assert "번호를 누르세요." in html
    assert '<span lang="en">Make a phone call</span>' in html
    assert "목차" in html, "Material's own words are Korean too"
    scan = (root / f"site/Q/{code_for('BCFGH')}.html").read_text("utf-8")
    assert '<a class="l" href="/ko/guides/goi-dien/" lang="ko" hreflang="ko">한국어</a>' in scan


def test_a_former_address_leads_on(tiny_project: TinyProject) -> None:
    """A page that was renamed leaves a redirect in every locale."""
    guide = GUIDE + "slug: goi\nformer_slugs: [goi-dien-thoai]\n"
    root = tiny_project({"guides/goi-dien.yml": guide})
    build(root)
    old = (root / "site/en/guides/goi-dien-thoai/index.html").read_text("utf-8")
    assert 'content="0; url=/en/guides/goi/"' in old
    assert '<link rel="canonical" href="https://thu.example/en/guides/goi/">' in old


def test_alternates_are_absolute_with_a_default(tiny_project: TinyProject) -> None:
    """hreflang needs whole addresses; x-default is the source locale; the sitemap says the same."""
    root = tiny_project()
    build(root)
    html = (root / "site/en/guides/goi-dien/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://thu.example/en/guides/goi-dien/">' in html
    for tag, path in (
        ("vi", "huong-dan/goi-dien/"),
        ("en", "en/guides/goi-dien/"),
        ("x-default", "huong-dan/goi-dien/"),
    ):
        assert f'<link rel="alternate" hreflang="{tag}" href="https://thu.example/{path}">' in html
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = ET.parse(root / "site/sitemap.xml").getroot().findall("s:url", spaces)  # noqa: S314 - our own file
    assert len(urls) == 12
    assert all(len(url.findall("x:link", spaces)) == 2 for url in urls)


def test_an_alley_is_an_entry_of_its_own(tiny_project: TinyProject) -> None:
    """An alley has its page and code; its address, sources and date are its village's."""
    root = tiny_project(
        {"guides/lang.yml": VILLAGE, "guides/d.yml": HERITAGE, "qr/ledger.jsonl": issued("lang-thu-kiet-1")}
    )
    build(root)
    html = (root / "site/kiet/lang-thu-kiet-1/index.html").read_text("utf-8")
    assert "Kiệt 1, Làng Thử" in html
    assert 'href="/lang/lang-thu/"' in html
    assert "xã Cũ" in html


def test_a_retargeted_code_shows_the_new_entry_and_a_retired_one_still_resolves(tiny_project: TinyProject) -> None:
    """Both say what happened, in both languages."""
    root = tiny_project({"guides/d.yml": HERITAGE, "qr/ledger.jsonl": issued("goi-dien")})
    code = code_for("BCFGH")
    from datetime import date

    ledger = ledgers.read(root).retarget(code, "gieng-co", date(2026, 11, 23), "gộp bài")
    ledger.retire(code, date(2026, 11, 24), "biển cũ").write(root)
    build(root)
    html = (root / f"site/Q/{code}.html").read_text("utf-8")
    assert "Nội dung đã chuyển sang: Giếng cổ" in html
    assert "This has moved to: The old well" in html
    assert "Biển này không còn dùng nữa." in html
    assert not list((root / "qr/print").rglob("*.svg")), "a retired code is printed no more"


def test_a_build_inside_a_folder_that_is_no_project_says_so(tmp_path: Path) -> None:
    """The cure names the folder that is missing."""
    with pytest.raises(CamtayError) as caught:
        build(tmp_path)
    assert errors(caught.value) == ["project.missing"]
