"""More than 500 hostile texts in every field that takes text: told by the check, and harmless even where it sleeps.

The site is built with the check of texts switched off, so that each page, file and sign has to be safe by itself."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import defusedxml.ElementTree
import openpyxl
import polib
import pytest
import yaml
from pydantic import TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

from camtay import ledger as ledgers
from camtay import library, markup, policy, source, source_problems, yaml_file
from camtay.build import build_site
from camtay.errors import Problem
from camtay.exports import dublin_core, plain, whole, wikidata
from camtay.l10n import po_out
from camtay.ledger import Code, Event
from camtay.model import editor, fields, site
from camtay.project import Project, check, load
from camtay.scan import publish
from camtay.scan.page import render_code
from camtay.sheets import run as sheets
from camtay.sheets.table import World
from camtay.text import HIDDEN_CHARACTERS, cell
from tests import hostile
from tests.conftest import GUIDE, SITE, TinyProject, printed
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EACH = 12
"""Entries of the two richest kinds; a quarter of each other. Every text stands in the project, most of them often."""
_ELEMENTS = """a article audio b body br button code dd details dfn div dl dt em figcaption figure footer form g h1 h2
    h3 head header html img input label li link main meta nav ol option p path script section select small source span
    strong summary sup svg symbol table tbody td template text th thead title tr ul use circle line desc style"""
_ATTRIBUTES = """action alt autocapitalize autocomplete autocorrect charset class colspan content controls cx cy d defer
    dir download enterkeyhint fill font-size for height hidden href hreflang http-equiv id lang loading maxlength name
    preload property r rel role scope sizes spellcheck src stroke stroke-dasharray stroke-linecap stroke-width
    tabindex text-anchor title type value viewBox width x x1 x2 xmlns y y1 y2"""
ELEMENTS, ATTRIBUTES = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
SCHEMES = {"a": ("https", "http", "tel", "mailto", "geo", "sms", "")}
"""Element → schemes of its addresses; "" is a place of this site. All others lead into this site only."""
OWN_PICTURES = ("data:image/",)


# ---------------------------------------------------------------- the world
@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "project"
    folder.mkdir()
    supply = hostile.world(folder, EACH)
    assert supply.given == set(hostile.texts())
    return folder


@pytest.fixture(scope="module")
def told(root: Path) -> list[Problem]:
    return check(root)[1]


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    """Read without the check of texts."""
    with pytest.MonkeyPatch.context() as patch:
        for reads in (library, source):
            patch.setattr(reads, "text_problems", lambda *_: [])
        made, problems = check(root)
    assert made, [p.format("en") for p in problems if p.severity == "error"]
    return made


@pytest.fixture(scope="module")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hostile-site")
    build_site(project, out, strict=False)
    return out


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, str]:
    return {path.relative_to(built).as_posix(): path.read_text("utf-8") for path in sorted(built.rglob("*.html"))}


# ---------------------------------------------------------------- the corpus and the check
def test_the_corpus_is_large_and_says_what_each_text_tries() -> None:
    """At least 300 different texts, in groups; a reader knows what each is for."""
    rows = [row for group in hostile.groups().values() for row in group]
    assert len(rows) > 500
    assert len({row["text"] for row in rows}) == len(rows)
    assert all(len(row["tries"]) > 2 for row in rows)


def test_every_text_that_markup_refuses_is_told_at_its_place(root: Path, told: list[Problem]) -> None:
    """HTML, unsafe links and links that deceive are errors wherever somebody writes them."""
    places = {(p.file, p.path) for p in told if p.severity == "error"}
    wanted = set()
    for path in root.glob("guides/**/*.yml"):
        document = yaml_file.read(path, path.relative_to(root).as_posix())
        for at, mapping in source_problems.mappings(document.data) if path.parent.name != "ui" else ():
            for tag in hostile.LOCALES:
                if isinstance(mapping.get(tag), str) and any(markup.faults(mapping[tag])):
                    wanted.add((document.file, yaml_file.dotted((*at, tag))))
    assert len(wanted) > 1_000
    assert wanted <= places


def test_every_problem_can_be_told(told: list[Problem]) -> None:
    """Hostile words inside a message break no message, and send nothing to a terminal but letters."""
    for problem in told:
        for locale in hostile.LOCALES:
            assert not HIDDEN_CHARACTERS.search(problem.format(locale).replace("\n", ""))


TYPED: dict[str, tuple[Any, str]] = {
    "id": (fields.Id, fields.ID_PATTERN),
    "day": (fields.Day, r"\d{4}-\d\d-\d\d"),
    "moment": (fields.Moment, fields.MOMENT_PATTERN),
    "whole": (fields.Whole, r"\d+"),
    "decimal": (fields.Decimal, r"-?[\d.]+"),
    "phone": (fields.PhoneNumber, r"\+?\d+"),
    "web": (fields.Web, r"https?://[^\s<>\"'\\]+"),
    "locale": (site.LocaleTag, r"[a-z]{2,3}(-[A-Za-z0-9]+)*"),
    "base_url": (site.Site.model_fields["base_url"].rebuild_annotation(), site.BASE_URL),
    "sign_host": (site.Site.model_fields["sign_host"].rebuild_annotation(), site.HOST),
    "email": (site.Contact.model_fields["email"].rebuild_annotation(), site.MAIL),
    "zalo": (site.Contact.model_fields["zalo"].rebuild_annotation(), site.ZALO),
    "repo": (editor.Editor.model_fields["repo"].rebuild_annotation(), editor.REPO),
    "branch": (editor.Editor.model_fields["branch"].rebuild_annotation(), editor.BRANCH),
    "server": (editor.Editor.model_fields["base_url"].rebuild_annotation(), editor.SERVER),
    "app_id": (editor.Editor.model_fields["app_id"].rebuild_annotation(), editor.APP_ID),
}


@pytest.mark.parametrize("name", TYPED)
def test_a_field_with_a_form_takes_nothing_else(name: str) -> None:
    """Ids, dates, numbers, addresses, hosts: what is accepted has the form to its last character, also a line break."""
    kind, form = TYPED[name]
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    for text in (
        *hostile.texts(),
        "113\n",
        "vi\n",
        "a-b\n",
        "https://thu.example/\n",
        "thu.example\n",
        "a@thu.example\n",
    ):
        try:
            taken = adapter.validate_python(text, context={"locales": hostile.LOCALES})
        except ValidationError:
            continue
        assert re.fullmatch(form.strip("^$"), str(taken)), text


# ---------------------------------------------------------------- pages
def faults(html: str) -> set[str]:
    """What stands in a page that the templates don't write, as a parser of HTML5 sees it."""
    found = set()
    for node in LexborHTMLParser(html).css("*"):
        tag = node.tag or ""
        if tag not in ELEMENTS:
            found.add(f"<{tag}>")
        for name, value in node.attributes.items():
            if name not in ATTRIBUTES and not re.fullmatch(r"(aria|data)-[a-z-]+", name):
                found.add(f"<{tag} {name}>")
            if name in ("href", "src", "action", "srcset", "formaction", "poster") and not _leads_well(
                tag, value or ""
            ):
                found.add(f"<{tag} {name}={value}>")
            if tag == "meta" and name == "http-equiv" and value not in ("Content-Security-Policy", "refresh"):
                found.add(f"<meta {name}={value}>")
        if tag == "script" and "src" not in node.attributes:
            found |= _script_faults(node.text(), node.attributes.get("type") or "")
    return found


def _leads_well(tag: str, address: str) -> bool:
    bare = re.sub(r"[\x00-\x20]", "", address)
    scheme = (re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", bare) or ["", ""])[1].lower()
    if bare.startswith(("//", "\\", "/\\")):
        return False
    if not scheme:
        return True
    if tag == "link":
        return bare.startswith(("https://thu.example/", "data:,"))
    return scheme in SCHEMES.get(tag, ()) or (tag == "img" and bare.startswith(OWN_PICTURES))


def _script_faults(text: str, kind: str) -> set[str]:
    if kind == "application/ld+json":
        json.loads(text)
        return {"<script>"} if "<" in text else set()
    return {f"<script>{text[:60]}"} if any(mark in text for mark in ("ctAlive", "xau.example", "7*191")) else set()


def test_no_page_holds_more_than_its_template_writes(pages: dict[str, str]) -> None:
    """Elements, attributes, addresses and scripts of every page; nothing hostile has become one of them."""
    assert len(pages) > 200
    assert {name: found for name, html in pages.items() if (found := faults(html))} == {}


def test_the_search_for_faults_finds_them() -> None:
    """A page with a live text is not taken for a sound one."""
    planted = (
        "<script>ctAlive()</script>",
        "<img src=x onerror=ctAlive()>",
        "<a href='java\tscript:ctAlive()'>x</a>",
        "<base href=/>",
    )
    for html in (
        *planted,
        "<svg><animate attributeName=x></svg>",
        "<a href=//xau.example>x</a>",
        "<p style=color:red>",
    ):
        assert faults(f"<!doctype html><title>x</title><p>{html}</p>"), html


def test_no_page_shows_what_cannot_be_seen(built: Path) -> None:
    """Marks of direction, zero-width and control characters are gone from every file, also as entities."""
    for path in sorted(built.rglob("*")):
        if path.suffix in (".html", ".xml", ".json", ".gpx", ".kml", ".geojson", ".webmanifest"):
            text = path.read_text("utf-8")
            shown = unescape(text) if path.suffix != ".json" else text
            assert not HIDDEN_CHARACTERS.search(re.sub(r"\\u[0-9a-f]{4}", "", shown).replace("\r", "")), path


def test_no_template_is_filled_in_by_a_text(pages: dict[str, str]) -> None:
    """`{{ 7*191 }}` stays what it is in every language of templates."""
    assert not [name for name, html in pages.items() if "1337" in html]
    assert any("{{ 7*191 }}" in html for html in pages.values())


def test_files_for_programs_hold_nothing_but_their_data(built: Path) -> None:
    """JSON is JSON; XML has no entities, no instructions and no elements of others."""
    names: set[str] = set()
    for path in sorted(built.rglob("*")):
        if path.suffix in (".json", ".geojson", ".webmanifest"):
            json.loads(path.read_text("utf-8"))
        elif path.suffix in (".xml", ".gpx", ".kml"):
            names |= {e.tag.rpartition("}")[2] for e in _xml(path.read_bytes()).iter()}
    assert {"feed", "entry", "gpx", "wpt", "kml", "Placemark", "urlset"} <= names
    assert not names & {"script", "img", "NetworkLink", "content", "include", "svg"}


def _xml(data: bytes) -> ET.Element:
    parsed: ET.Element = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    return parsed


# ---------------------------------------------------------------- Chromium
WATCH = """
window.ctRan = [];
window.ctAlive = (...x) => { ctRan.push(document.location.pathname); return x[0] };
document.addEventListener("securitypolicyviolation", e => ctRan.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


@pytest.mark.browser
def test_no_script_runs_in_chromium(built: Path, pages: dict[str, str], chromium: Browser) -> None:
    """Neither on the pages as they are, where a refusal by their policy counts as a script too, nor without a policy:
    the parts of all pages are put into one document in which everything may run, and every event is sent to them."""
    context = chromium.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    entries = [name for name in pages if name.endswith("-0/index.html") and not name.startswith("en/")]
    chosen = ["", "en/", "404.html", "Q/", *entries[:8], *[name for name in pages if name.startswith("Q/")][1:4]]
    with hosted(built) as (base, asked):
        for name in chosen:
            page.goto(f"{base}/{name.removesuffix('index.html')}", wait_until="load")
            assert page.evaluate("ctRan") == [], name
        assert not [path for path in asked if "xau" in path]
        # An empty page of the same host, without any policy.
        page.route("**/free", lambda route: route.fulfill(body="<!doctype html><body>", content_type="text/html"))
        page.route("**/media/*", lambda route: route.fulfill(body="", content_type="image/png"))
        page.goto(f"{base}/free")
        ran = page.evaluate(FREE, list(pages.values()))
    assert ran["parts"] == len(pages)
    assert ran["ran"] == []
    assert page.evaluate("new Promise(done => { document.body.innerHTML = '<img src=/no onerror=ctAlive()>';"
                         " setTimeout(() => done(ctRan.length), 500) })") == 1  # fmt: skip


FREE = """async all => {
  let parts = 0;
  for (const html of all) {
    const made = new DOMParser().parseFromString(html, "text/html");
    made.querySelectorAll("script, meta, link, base, style").forEach(e => e.remove());
    document.body.replaceChildren(...document.importNode(made.documentElement, true).children);
    for (const e of document.body.querySelectorAll("*"))
      for (const name of ["mouseover", "focus", "toggle"])
        e.dispatchEvent(new Event(name));
    parts += 1;
  }
  await new Promise(done => setTimeout(done, 50));
  return {parts, ran: ctRan};
}"""


@pytest.mark.browser
def test_what_is_typed_or_stands_in_the_address_does_not_run(built: Path, chromium: Browser) -> None:
    """The search, the page for codes in doubt and the page for what there is not take any words."""
    worst = [row["text"] for name in ("polyglots", "json") for row in hostile.groups()[name]]
    worst += [row["text"] for row in hostile.groups()["events"][-9:]]
    context = chromium.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    search = next(path for path in built.rglob("index.html") if "data-index" in path.read_text("utf-8")).parent
    with hosted(built) as (base, _):
        page.goto(f"{base}/{search.relative_to(built)}/?q={quote(worst[0])}#{quote(worst[1])}")
        field = page.locator("input[type=search], main input").first
        for text in worst[:16]:
            field.fill(text.replace("\n", " "))
            assert page.evaluate("ctRan") == [], text
        for path in ("404.html", "Q/", "Q/index.html"):
            page.goto(f"{base}/{path}?c={quote(worst[0])}&q={quote(worst[3])}#{quote(worst[2])}")
            for number in range(page.locator("input:visible").count()):
                page.locator("input:visible").nth(number).fill(worst[2])
            assert page.evaluate("ctRan") == [], path


# ---------------------------------------------------------------- what leaves the site by other ways
def formulas(rows: Iterator[list[str]]) -> list[str]:
    """Cells that a spreadsheet would calculate; one with an apostrophe in front is words."""
    return [value for row in rows for value in row if not value.startswith("'") and cell(value) != value]


def test_no_cell_of_a_table_is_a_formula(project: Project) -> None:
    """CSV for catalogues and sign makers; the sheets that editors fill in keep text as text."""
    table = csv.reader(io.StringIO(dublin_core.csv_file(project).decode("utf-8-sig")))
    assert formulas(table) == []
    for kind in sheets.KINDS:
        data, _ = sheets.exported(kind, World(project.root, project, "vi", hostile.DAY))
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert not [c.coordinate for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"], (
            kind
        )


def test_exports_are_read_again_as_what_they_are(project: Project) -> None:
    """JSON, the front matter of Markdown, statements of one line each, catalogues for translators with every text."""
    assert json.loads(whole.json_file(project))
    for name, data in plain.files(project).items():
        front = data.decode().split("---\n")[1]
        assert set(yaml.safe_load(front)) <= {"title", "locale", "address", "reviewed"}, name
    lines = wikidata.statements(project).splitlines()
    assert all(re.match(r"CREATE$|LAST\t|$", line) for line in lines)
    made = polib.pofile(po_out.content(project, project.locales[1]))
    assert len(made) > 300


def test_typst_sets_hostile_words_and_runs_none(tiny_project: TinyProject) -> None:
    """Words of signs are data: what would read a file, import or panic in typst is printed as it stands."""
    import pypdfium2

    from camtay.signs.choice import build_documents

    harmless = (row["text"] for row in hostile.groups()["typst"] if not any(markup.faults(row["text"])))
    titles = ["=1+1", *(text for text in harmless if len(text) < 40)]
    guides = {
        f"guides/g{n}.yml": GUIDE.replace("vi: Gọi điện thoại", f"vi: {hostile.written(title)}")
        .replace("vi: Gọi cho người nhà.", f"vi: {hostile.written(title)}")
        .replace("id: goi-dien", f"id: g{n}")
        for n, title in enumerate(titles)
    }
    project = load(tiny_project({**guides, "guides/goi-dien.yml": None}))
    ledger = ledgers.Ledger()
    for id_ in project.entries:
        ledger, _ = ledger.issue(id_, hostile.DAY)
    ledger.write(project.root)
    documents = [d for d in build_documents(load(project.root)) if d.name == "signs-a4"]
    run, files = printed(load(project.root), documents, "pdf")
    [name] = [name for name in files if re.search(r"a4.*\.pdf$", name)]
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(files[name]))
    plain_ = re.sub(r"\s", "", words)
    assert [t for t in titles if re.sub(r"\s", "", markup.plain(t)) not in plain_] == []
    listings = [name for name in run.files if name.endswith(".csv")]
    rows = [row for name in listings for row in csv.reader(io.StringIO(files[name].decode("utf-8-sig")))]
    assert "'=1+1" in {value for row in rows for value in row}
    assert formulas(iter(rows)) == []


def test_no_policy_names_a_script_that_came_with_content(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should a text ever bring one through all that cleans it: the policy of its pages, and of the host, does not."""
    script = "<script>alert(1)</script><style>p{color:red}</style>"
    real = markup.inline
    monkeypatch.setattr(markup, "inline", lambda text: real(text) + script)
    root = tiny_project({"guides/site.yml": SITE, "guides/goi-dien.yml": GUIDE})
    project = load(root)
    build_site(project, out := root / "out", strict=False)
    named = {policy.source_hash("alert(1)"), policy.source_hash("p{color:red}")}
    (page,) = [path for path in out.glob("huong-dan/*/index.html") if script in path.read_text("utf-8")]
    for path in (page, out / "index.html", out / "_host/maps.conf"):
        told = path.read_text("utf-8")
        assert "script-src" in told
        assert not any(source in told for source in named), path
    code = Code("29G275", (Event("29G275", 1, "issue", "2026-11-22", "goi-dien"),))
    made = render_code(project, code)
    assert script in made.html
    assert not any(source in made.html for source in named)
    assert publish.told(made, b"").scripts == publish.told(render_code(load(root), code), b"").scripts
