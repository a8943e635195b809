"""The whole site for other hands: one JSON file, plain Markdown, a zip for a USB stick."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from click.testing import CliRunner, Result

from camtay import policy
from camtay.cli import main
from camtay.exports import plain, usb, whole
from camtay.links.read import read
from camtay.model.entries import ORDER
from camtay.project import load
from tests.conftest import GUIDE, HERITAGE, REPO, VILLAGE, TinyProject

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ISSUED = '{"code": "29G275", "seq": 1, "entry": "gieng-co", "event": "issue", "date": "2026-11-22"}\n'
WITH_DOUBTS = """\
confirm: [Hỏi ông trưởng thôn]
cost: {vi: Miễn phí., en: Free., confidence: unsure}
time: {vi: Một phút., en: A minute., confidence: memory}
"""
WELL = {"guides/gieng-co.yml": HERITAGE, "qr/ledger.jsonl": ISSUED, "guides/lang.yml": VILLAGE}


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words])


# ---------------------------------------------------------------- JSON
def test_a_site_is_one_json_file(tiny_project: TinyProject) -> None:
    """Site, entries by id with every text in every locale, pages and codes; alleys stand once."""
    root = tiny_project(WELL)
    assert "Xong: export/camtay.json (4 bài)" in run(root, "export", "json").output
    data = json.loads((root / "export/camtay.json").read_bytes())
    assert (data["format"], data["version"], data["site"]["base_url"]) == ("camtay", 1, "https://thu.example/")
    entries = {entry["id"]: entry for entry in data["entries"]}
    assert list(entries) == ["gieng-co", "goi-dien", "lang-thu", "lang-thu-kiet-1"]
    well = entries["gieng-co"]
    assert (well["title"], well["code"]) == ({"vi": "Giếng cổ", "en": "The old well"}, "29G275")
    assert well["addresses"]["en"] == "https://thu.example/en/heritage/gieng-co/"
    assert well["reviewed"] == "2026-11-22"
    assert entries["lang-thu"]["alleys"] == ["lang-thu-kiet-1"]
    step = {"text": {"vi": "Bấm số.", "en": "Dial the number."}, "confidence": "verified", "sources": ["s"]}
    assert entries["goi-dien"]["steps"] == [step]
    [code] = data["codes"]
    assert (code["short"], code["address"]) == ("thu.example/Q/29G275", "https://THU.EXAMPLE/Q/29G275")
    assert code["retired"] is False


def test_json_has_only_what_is_published(tiny_project: TinyProject) -> None:
    """No draft, nothing unsure, no list of what editors must confirm; common knowledge says what it is."""
    draft = GUIDE.replace("goi-dien", "bai-nhap") + "status: draft\n"
    root = tiny_project({"guides/goi-dien.yml": GUIDE + WITH_DOUBTS, "guides/bai-nhap.yml": draft})
    [entry] = whole.data(load(root))["entries"]
    assert "cost" not in entry
    assert "confirm" not in entry
    assert entry["time"]["confidence"] == "memory"


def test_the_same_site_gives_the_same_json() -> None:
    """Keys are sorted; nothing depends on the day or the run."""
    made = whole.json_file(load(REPO))
    assert made == whole.json_file(load(REPO))
    assert b'"unsure"' not in made
    assert b'"confirm"' not in made


# ---------------------------------------------------------------- Markdown
def test_an_entry_is_a_markdown_file_in_each_locale(tiny_project: TinyProject) -> None:
    """In the folders of the site: front matter, numbered steps, sources; what is common knowledge has its asterisk."""
    root = tiny_project({"guides/goi-dien.yml": GUIDE + WITH_DOUBTS, "guides/gieng-co.yml": HERITAGE})
    assert "export/markdown/ (6 tệp)" in run(root, "export", "markdown").output
    folder = root / "export/markdown"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md")) == [
        "di-tich/gieng-co.md", "en/guides/goi-dien.md", "en/heritage/gieng-co.md", "en/index.md",
        "huong-dan/goi-dien.md", "index.md",
    ]  # fmt: skip
    text = (folder / "en/guides/goi-dien.md").read_text("utf-8")
    _, front, body = text.split("---\n", 2)
    assert yaml.safe_load(front) == {
        "title": "Make a phone call",
        "locale": "en",
        "address": "https://thu.example/en/guides/goi-dien/",
        "reviewed": "2026-11-22",
    }
    assert "# Make a phone call\n\nCall your family." in body
    assert "1. Dial the number." in body
    assert "A minute.\\*" in body
    assert "- Sổ tay" in body
    assert "Free." not in text
    assert "trưởng thôn" not in text


def test_markdown_says_everything_of_every_kind() -> None:
    """Each text that JSON publishes of an entry stands in its Vietnamese file; links lead to files that are there."""
    project = load(REPO)
    files = {name: data.decode() for name, data in plain.files(project).items()}
    assert {entry.kind for entry in project.entries.values()} == set(ORDER)
    missing = []
    for entry in whole.data(project)["entries"]:
        path = f"{urlsplit(entry['addresses']['vi']).path.strip('/')}.md"
        said = " ".join(files[path].replace("\\*", "").split())
        left_out = ("short", "needs", "audio", "former_slugs", "place")
        texts = re.findall(r'"vi": "((?:[^"\\]|\\.)*)"', json.dumps(
            {name: value for name, value in entry.items() if name not in left_out}, ensure_ascii=False))  # fmt: skip
        missing += [(path, t) for t in (json.loads(f'"{t}"') for t in texts) if " ".join(t.split()) not in said]
    assert missing == []
    for name, body in files.items():
        for target in re.findall(r"\]\(([^):]+\.md)\)", body):
            assert urljoin(f"http://x/{name}", target).removeprefix("http://x/") in files


def test_a_file_of_somebody_else_is_not_lost(tiny_project: TinyProject) -> None:
    """The folder of Markdown is replaced as a whole, so it may hold nothing else."""
    root = tiny_project({"export/markdown/anh.jpg": "x"})
    result = run(root, "export", "markdown")
    assert (result.exit_code, "anh.jpg" in result.output) == (1, True)
    assert (root / "export/markdown/anh.jpg").is_file()


# ---------------------------------------------------------------- USB
BASE = "https://thu.example/"
FILES = dict.fromkeys(["index.html", "a/b/index.html", "Q/29G275.html", "media/x.webp"])


@pytest.mark.parametrize(
    ("page", "address", "file"),
    [
        ("index.html", "a/b/", "a/b/index.html"),
        ("a/b/index.html", "/", "../../index.html"),
        ("a/b/index.html", "https://THU.example/a/b/?q=1#x", "index.html?q=1#x"),
        ("a/b/index.html", "/q/29g275", "../../Q/29G275.html"),
        ("a/b/index.html", "https://bien.example/Q/29G275", "../../Q/29G275.html"),
        ("a/b/index.html", "/media/x.webp", "../../media/x.webp"),
        ("a/b/index.html", "../c/", "https://thu.example/a/c/"),
        ("index.html", "https://other.example/a/b/", "https://other.example/a/b/"),
        ("index.html", "#x", "#x"),
        ("index.html", "tel:113", "tel:113"),
    ],
)
def test_a_link_leads_to_its_file(page: str, address: str, file: str) -> None:
    """Whatever form it has; what is not on the stick keeps its whole address, what is somebody else's is as it was."""
    own = {"thu.example", "bien.example"}
    assert usb.page(f'<a href="{address}">x</a>', page, FILES, own, BASE) == f'<a href="{file}">x</a>'


def test_the_policy_of_a_page_on_a_stick_names_only_what_that_of_the_site_named() -> None:
    """Its own script is another one there, since addresses in it are; one that came with somebody's words stays out."""
    bare = "<meta charset=utf-8><script>let a = '/Q/' + value</script></head><p><script>worse()</script>"
    html = policy.add(bare, policy.scan([policy.source_hash("let a = '/Q/' + value")], []))
    found = usb.page(html, "di-tich/index.html", {}, set(), "https://x.example/")
    assert policy.source_hash("let a = '/Q/' + value") in found
    assert policy.source_hash("worse()") not in found
    assert "'self' file:" in found


def test_without_a_built_site_there_is_no_zip(tiny_project: TinyProject) -> None:
    """The problem names the command that builds it."""
    result = run(tiny_project(), "export", "usb")
    assert (result.exit_code, "camtay build" in result.output) == (1, True)


def test_the_same_site_gives_the_same_zip(tiny_project: TinyProject) -> None:
    """Whatever the files' own dates; without what only a host needs."""
    page = '<!doctype html><meta charset="utf-8"><p>x'
    built = {"site/index.html": page, "site/Q/29G275.html": page, "site/q/29g275.html": page}
    rest = dict.fromkeys(["sw.js", "_headers", "admin/index.html", "index.html.br", "a/b.geojson"], "{}")
    root = tiny_project(built | {f"site/{name}": data for name, data in rest.items()})
    assert "Xong: export/usb.zip (0.0 MB)" in run(root, "export", "usb").output
    first = (root / "export/usb.zip").read_bytes()
    os.utime(root / "site/index.html", (1_000_000_000, 1_000_000_000))
    assert run(root, "export", "usb").exit_code == 0
    assert (root / "export/usb.zip").read_bytes() == first
    assert zipfile.ZipFile(io.BytesIO(first)).namelist() == [usb.README, "Q/29G275.html", "a/b.geojson", "index.html"]


@pytest.mark.browser
def test_a_stick_shows_the_whole_site_from_disk(quang_tri: Path, tmp_path: Path, chromium: Browser) -> None:
    """Every link and picture is a file; Chromium goes from home to a guide, to English, to a scan page, offline."""
    project = load(quang_tri)
    with zipfile.ZipFile(io.BytesIO(usb.zip_file(project, quang_tri / "site"))) as archive:
        names = archive.namelist()
        assert names[0] == usb.README
        assert len({name.lower() for name in names}) == len(names)  # sticks ignore case
        archive.extractall(tmp_path)
    assert "index.html" in (tmp_path / usb.README).read_text("utf-8-sig")
    lost = []
    for page in tmp_path.rglob("*.html"):
        found = read(page)
        for link in found.links:
            if link.to and not re.match(r"[a-z]+:|#", link.to) and link.to != found.canonical:
                target = page.parent / unquote(urlsplit(link.to).path)
                lost += [] if target.is_file() else [(page.relative_to(tmp_path).as_posix(), link.to)]
    assert lost == []
    assert 'value + ".html"' in (tmp_path / "Q/index.html").read_text("utf-8")  # where a typed code leads

    guide = project.entries["vneid-cai-dat-kich-hoat"]
    code = project.code_of(guide)
    assert code
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="vi-VN", offline=True)
    view, failed = context.new_page(), list[str]()
    # What is cut off since the reader went on has not failed.
    view.on("requestfailed", lambda one: failed.append(one.url) if one.failure != "net::ERR_ABORTED" else None)
    view.on("console", lambda told: failed.append(told.text) if told.type in ("error", "warning") else None)
    view.on("pageerror", lambda error: failed.append(str(error)))
    view.goto((tmp_path / "index.html").as_uri())
    view.locator(f"main a[href*='{guide.id}']").first.click()
    assert view.locator("h1").inner_text() == guide.title.root["vi"]
    for picture in view.locator("main img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("image => { image.loading = 'eager'; return image.decode() }")
        assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert view.locator("main img").count() > 0
    assert view.locator("h1").evaluate("e => getComputedStyle(e).fontWeight !== '' && document.styleSheets.length > 0")
    view.locator("a.ct-lang").first.click()
    assert view.locator("h1").inner_text() == guide.title.root["en"]
    view.locator(".ct-foot a").click()
    assert view.url.endswith(f"/Q/{code.code}.html")
    assert view.locator("article:visible h1").inner_text() in (guide.name.root["en"], guide.title.root["en"])
    view.mouse.click(5, 5)  # fetches the script that the first touch asks for
    view.wait_for_timeout(300)
    view.goto((tmp_path / "tim/index.html").as_uri())
    view.get_by_label("Bạn tìm gì?").fill("can cuoc")  # the index is a script there, since no data is read from a disk
    view.locator("#ct-search-hits a").first.click()
    assert view.url.endswith("/huong-dan/cap-doi-can-cuoc/index.html")
    view.go_back()
    assert view.get_by_label("Bạn tìm gì?").input_value() == "can cuoc"
    view.goto((tmp_path / "en/search/index.html").as_uri())
    view.get_by_label("What are you looking for?").fill("tunel")
    view.locator("#ct-search-hits a").first.click()
    assert view.url.endswith("/en/heritage/dia-dao-vinh-moc/index.html")
    view.goto((tmp_path / "tim/index.html").as_uri())
    view.locator("nav.ct-letters a").first.click()
    assert view.url.split("#")[0].endswith("index.html")
    assert failed == []
