"""A phone's browser, a server for repositories and the built site: from signing in to the page that has changed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from camtay import editor
from camtay.build import build
from camtay.editor import publish
from camtay.project import load
from camtay.sheets.run import apply, planned
from camtay.yaml_edit import edited
from tests.conftest import BASE, REPO, SITE, need
from tests.forge import REPO as NAME
from tests.forge import TOKEN, Repository, forge
from tests.hosting import hosted
from tests.test_editor import built_editor
from tests.test_placements import PLACES
from tests.test_sheets import SPECIALITY, export, seen
from tests.test_sheets import filled as sheet_with
from tests.test_translators_files import brought
from tests.test_translators_files import filled as catalogue_with

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
GUIDE = "guides/goi-dien.yml"
CAKE = "guides/banh-thu.yml"
CAKES = SPECIALITY.replace("   #", " #").replace(
    "summary: {vi: Bánh ngon., en: A good cake.}", 'summary:\n  vi: Bánh ngon. # hỏi lại\n  en: "A good cake."'
)


@dataclass
class Office:
    """What the people of a commune have: a repository, a folder that is published, and a phone with /admin/ open."""

    root: Path
    repository: Repository
    page: Page
    host: str
    faults: list[str]
    """What the browser complained about, and every address outside the site and the repository's server."""


def until(done: Callable[[], Any], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Office]:
    """A project under version control, its editor on a host, and a visitor who has signed in with a token."""
    root = tmp_path_factory.mktemp("office") / "project"
    files = {**BASE, "guides/places.yml": PLACES, CAKE: CAKES}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (root / ".gitignore").write_text("site/\nqr/print/\n", "utf-8")
    served = tmp_path_factory.mktemp("served")
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True, locale="en-US")
    context.set_default_timeout(60_000)
    with forge(root) as (server, repository), pytest.MonkeyPatch.context() as patch:
        patch.setenv(publish.BUNDLE, str(built_editor()))
        wanted = f"editor: {{backend: gitea, repo: {NAME}, branch: main, base_url: '{server}'}}\n"
        (root / "guides/site.yml").write_text(SITE + wanted, "utf-8")
        repository.git("commit", "-qam", "Mở trang soạn bài")
        editor.write(load(root), served)
        with hosted(served) as (host, _):
            page = context.new_page()
            faults: list[str] = []
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on(
                "request",
                lambda r: (
                    None if r.url.startswith((host, server, "data:", "blob:", "about:blank")) else faults.append(r.url)
                ),
            )
            page.add_init_script(MOVES)
            page.add_init_script(
                # What Playwright itself evaluates comes from no file.
                "addEventListener('securitypolicyviolation', e => (e.blockedURI !== 'eval' || e.sourceFile)"
                " && console.log('CSP', e.violatedDirective))"
            )
            page.on(
                "console", lambda m: faults.append(m.text) if m.text in ("CSP script-src", "CSP connect-src") else None
            )
            sign_in(page, host)
            yield Office(root, repository, page, host, faults)
    context.close()


def sign_in(page: Page, host: str) -> None:
    page.goto(f"{host}/admin/")
    page.get_by_role("button", name="Đăng nhập bằng mã truy cập").click()
    page.get_by_role("textbox").fill(TOKEN)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_text("Hướng dẫn từng bước").first.wait_for()


def field(page: Page, path: str) -> Locator:
    """A field of the form; those further down are made while one scrolls."""
    found = page.locator(f'[data-key-path="{path}"]')
    page.mouse.move(180, 400)
    for _ in range(40):
        if found.count():
            break
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(60)
    found.first.scroll_into_view_if_needed()
    return found.first


def open_entry(office: Office, path: str) -> None:
    form = office.page.locator('[data-key-path="id"]')
    go(office.page, f"#/collections/{path.partition('/')[0]}")
    form.wait_for(state="detached")  # the form of before must not be taken for this one
    go(office.page, f"#/collections/{path}")
    form.wait_for()


MOVES = """if (document.startViewTransition) { const begin = Document.prototype.startViewTransition;
Document.prototype.startViewTransition = function (how) { const move = begin.call(this, how);
window.moving = move.finished.catch(() => {}); return move } }"""


def go(page: Page, place: str) -> None:
    """To another page of the editor, and until it is there.

    Sveltia changes pages in a view transition, and at its next frame shows whatever the address names by then. A form
    that one has opened meanwhile, which takes a machine and no person, is then made again, without what was typed."""
    page.evaluate(
        """place => new Promise(done => { if (location.hash === place) return done();
        addEventListener("hashchange", () => done(), {once: true}); location.hash = place })""",
        place,
    )
    page.evaluate("() => window.moving")


def save(office: Office) -> str:
    """Press Lưu; the commit that it made."""
    before = office.repository.git("rev-parse", "HEAD")
    office.page.get_by_role("button", name="Lưu", exact=True).click()
    until(lambda: office.repository.git("rev-parse", "HEAD") != before)
    # The form closes once the server's answer is there; until then Sveltia looks for nobody else's changes.
    office.page.locator('[data-key-path="id"]').wait_for(state="detached")
    return office.repository.git("rev-parse", "HEAD")


def test_a_step_is_changed_and_one_with_a_picture_added_on_a_phone(office: Office, tmp_path: Path) -> None:
    """One commit with file and picture; it passes the check, keeps the order of fields, and the site shows it."""
    page, root = office.page, office.root
    Image.radial_gradient("L").convert("RGB").resize((800, 600)).save(tmp_path / "Ảnh quầy.jpg")
    open_entry(office, "guide/entries/goi-dien")
    steps = field(page, "steps")
    steps.get_by_role("button", name="Mở rộng", exact=True).click()
    field(page, "steps.0.vi").locator("textarea").fill("Bấm số của người nhà.")
    steps.get_by_role("button", name=re.compile("^Thêm .?mục.?$")).click()
    field(page, "steps.1.vi").locator("textarea").fill("Chờ người nhà nghe máy.")
    field(page, "steps.1.en").locator("textarea").fill("Wait for an answer.")
    field(page, "steps.1.picture").get_by_text("Thêm").click()
    field(page, "steps.1.picture.file").get_by_role("button", name="Duyệt tệp").click()
    dialog = page.get_by_role("dialog")
    page.locator("input[type=file]").last.set_input_files(tmp_path / "Ảnh quầy.jpg")
    dialog.get_by_role("button", name="Chèn").click()
    # Shrunk first, which takes a moment that no person can type in.
    field(page, "steps.1.picture.file").locator("img[src^=blob]").wait_for()
    field(page, "steps.1.picture.alt.vi").locator("textarea").fill("Một chiếc điện thoại.")
    field(page, "steps.1.picture.alt.en").locator("textarea").fill("A telephone.")
    save(office)

    changed = office.repository.git("show", "--name-only", "--format=%an: %s", "HEAD").splitlines()
    assert changed[0].startswith("Cụ Ba: Sửa bài goi-dien")
    assert changed[2:] == [GUIDE, "guides/hinh/anh-quay.webp"]
    assert (root / GUIDE).read_text("utf-8") == BASE[GUIDE].replace("vi: Bấm số.", 'vi: "Bấm số của người nhà."') + (
        '  - vi: "Chờ người nhà nghe máy."\n'
        '    en: "Wait for an answer."\n'
        "    picture:\n"
        '      file: "hinh/anh-quay.webp"\n'
        "      alt:\n"
        '        vi: "Một chiếc điện thoại."\n'
        '        en: "A telephone."\n'
    )
    build(root)
    html = (root / "site/huong-dan/goi-dien/index.html").read_text("utf-8")
    assert "Chờ người nhà nghe máy." in html
    assert 'alt="Một chiếc điện thoại."' in html
    assert (root / "site/admin/config.json").is_file()


def test_a_new_entry_is_written_as_people_write_them(office: Office) -> None:
    """The file is named by the id; its fields stand in the order of the form; the check accepts it.

    Also on a phone on which Sveltia hears choices a second after it has drawn them, when they may have been tapped."""
    page, root = office.page, office.root
    page.evaluate(
        "{ const own = setTimeout; window.setTimeout = (f, ms, ...a) => own(f, ms === 100 ? 1000 : ms, ...a) }"
    )
    open_entry(office, "guide/new")
    field(page, "id").locator("input").fill("nhan-tin")
    for path, words in {
        "title.vi": "Nhắn tin",
        "title.en": "Send a message",
        "summary.vi": "Nhắn tin cho người nhà.",
        "summary.en": "Write to your family.",
    }.items():
        field(page, path).locator("textarea").fill(words)
    field(page, "topic").get_by_role("radio", name="An toàn").click()
    field(page, "audience").get_by_role("checkbox", name="Mọi người").click()
    field(page, "steps").get_by_role("button", name=re.compile("^Thêm .?mục.?$")).click()
    field(page, "steps.0.vi").locator("textarea").fill("Viết tin.")
    field(page, "steps.0.en").locator("textarea").fill("Write it.")
    field(page, "sources").get_by_role("button", name=re.compile("^Thêm .?mục.?$")).click()
    field(page, "sources.0.id").locator("input").fill("so-tay")
    field(page, "sources.0.title").locator("input").fill("Sổ tay")
    save(office)
    lines = (root / "guides/nhan-tin.yml").read_text("utf-8").splitlines()
    today = next(line for line in lines if line.startswith("reviewed: "))
    assert lines == [
        "kind: guide",
        "id: nhan-tin",
        "title:",
        '  vi: "Nhắn tin"',
        '  en: "Send a message"',
        "summary:",
        '  vi: "Nhắn tin cho người nhà."',
        '  en: "Write to your family."',
        today,
        "topic: safety",
        "audience: [everyone]",
        "steps:",
        '  - vi: "Viết tin."',
        '    en: "Write it."',
        "sources:",
        "  - id: so-tay",
        '    title: "Sổ tay"',
    ]
    assert "nhan-tin" in load(root).entries


def test_the_same_change_is_the_same_file_and_page_whoever_makes_it(office: Office, tmp_path: Path) -> None:
    """Browser, spreadsheet, text editor and translator's catalogue: one English sentence, one line of YAML."""
    words, page = "A steamed rice cake.", "site/en/specialities/banh-thu/index.html"
    roads = {name: tmp_path / name / "project" for name in ("sheet", "text", "translator")}
    for copy in roads.values():
        shutil.copytree(office.root, copy, ignore=shutil.ignore_patterns("site", ".git"))
    before = (office.root / CAKE).read_text("utf-8")

    open_entry(office, "speciality/entries/banh-thu")
    field(office.page, "summary.en").locator("textarea").fill(words)
    save(office)
    sheet, text, translator = roads.values()
    path = export(seen(sheet), "speciality")
    apply(seen(sheet), planned(sheet_with(path, {(3, "summary.en"): words}), seen(sheet)))
    (text / CAKE).write_text(edited(before, {("summary", "en"): words}, ()), "utf-8")
    brought(translator, catalogue_with(translator, {"banh-thu/summary": words}), "--apply")

    wanted = before.replace("A good cake.", words)
    roads["browser"] = office.root
    assert {name: (root / CAKE).read_text("utf-8") for name, root in roads.items()} == dict.fromkeys(roads, wanted)
    # Equal files make equal pages; only the translator's folder differs in more, by the lock of translations.
    pages = {name: (roads[name] / page).read_text("utf-8") for name in ("browser", "translator") if build(roads[name])}
    assert words in pages["browser"]
    assert pages["translator"] == pages["browser"]


def test_two_people_on_one_entry_do_not_lose_each_others_words(office: Office) -> None:
    """Whoever saves second is told, in Vietnamese, and nothing is written until that person decides."""
    page, root, repository = office.page, office.root, office.repository
    open_entry(office, "guide/entries/goi-dien")
    field(page, "title.en").locator("textarea").fill("Mine")
    theirs = (root / GUIDE).read_text("utf-8").replace("Make a phone call", "Theirs")
    (root / GUIDE).write_text(theirs, "utf-8")
    repository.git("commit", "-qam", "Người khác sửa")
    before = repository.git("rev-parse", "HEAD")
    page.get_by_role("button", name="Lưu", exact=True).click()
    dialog = page.get_by_role("alertdialog")
    assert "Người khác đã sửa bài này" in dialog.inner_text()
    assert "Nếu lưu bây giờ, phần sửa của người ấy sẽ mất." in dialog.inner_text()
    dialog.get_by_role("button", name="Hủy").click()
    assert repository.git("rev-parse", "HEAD") == before
    assert (root / GUIDE).read_text("utf-8") == theirs


def test_nobody_else_is_asked_for_anything(office: Office) -> None:
    """After all that: no request beyond the site and the server, and nothing that the policy had to stop but fonts."""
    assert office.faults == []


def test_a_change_with_a_fault_leaves_the_site_as_it_was_and_its_author_is_told(office: Office, tmp_path: Path) -> None:
    """The pipeline fails with the line and the cure in Vietnamese, a letter goes out, and the last good pages stay."""
    root, repository = office.root, office.repository
    (tmp_path / "sendmail").write_text(f'#!/bin/sh\ncat > "{tmp_path}/letter"\n')
    (tmp_path / "camtay").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m camtay.cli "$@"\n')
    for program in ("sendmail", "camtay"):
        (tmp_path / program).chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    need("git")
    before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    assert before
    broken = (root / GUIDE).read_text("utf-8").replace("topic: safety", "topic: an-toan")
    answer, _ = repository.commit(
        {
            "message": "Sửa bài goi-dien",
            "author": {"name": "Cụ Ba", "email": "cu-ba@xa.example"},
            "files": [{"operation": "update", "path": GUIDE, "sha": repository.sha(GUIDE), "content": encoded(broken)}],
        }
    )
    assert answer == 201
    done = subprocess.run(
        [str(REPO / "scripts/deploy/publish.sh")], cwd=root, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Chào Cụ Ba" in done.stdout
    assert f"{GUIDE}:9:8: LỖI" in done.stdout
    assert "Cách sửa" in done.stdout
    letter = (tmp_path / "letter").read_text("utf-8")
    assert letter.startswith("To: cu-ba@xa.example\n")
    assert "chưa lên trang" in letter
    assert {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()} == before


def encoded(text: str) -> str:
    import base64

    return base64.b64encode(text.encode()).decode()
