"""The real instance: what is promised of every page holds for every page."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from camtay import policy, review, scan
from camtay.project import Project, load
from camtay.scan.page import BUDGET
from camtay.signs import sign as signs
from camtay.signs.formats import FORMATS
from camtay.style import style_problems
from tests.conftest import REPO


class _Reader(HTMLParser):
    """Links, things that a browser would fetch, ids, and headings of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.attributes: set[str] = set()
        self.lang = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.attributes |= set(found)
        if tag == "html":
            self.lang = found.get("lang", "")
        if "id" in found:
            self.ids.append(found["id"])
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if "src" in found:
            self.fetched.append(found["src"])
        if tag == "link" and found.get("rel") not in ("canonical", "alternate", "prev", "next"):
            self.fetched.append(found["href"])


def read(path: Path) -> _Reader:
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    return reader


@pytest.fixture(scope="module")
def site(quang_tri: Path) -> Path:
    return quang_tri / "site"


@pytest.fixture(scope="module")
def project() -> Project:
    return load(REPO)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, _Reader]:
    """Every HTML page by its path in the site."""
    return {path.relative_to(site).as_posix(): read(path) for path in sorted(site.rglob("*.html"))}


def test_no_page_asks_a_third_party_for_anything(pages: dict[str, _Reader]) -> None:
    """Scripts, styles, pictures and icons are the site's own or inside the page."""
    outside = {
        (name, address)
        for name, page in pages.items()
        for address in page.fetched
        if urlsplit(address).scheme not in ("", "data") or address.startswith("//")
    }
    assert outside == set()


def test_styles_fetch_nothing_from_elsewhere(site: Path) -> None:
    """No style sheet that a page uses imports or draws from another host."""
    used = {a for p in site.rglob("*.html") for a in read(p).fetched if a.endswith(".css")}
    sheets = [p for p in site.rglob("*.css") if any(a.endswith(p.name) for a in used)]
    assert sheets
    for sheet in sheets:
        assert not re.search(r"url\(['\"]?(https?:)?//", sheet.read_text("utf-8")), sheet


def test_every_link_inside_the_site_leads_to_a_page(site: Path, pages: dict[str, _Reader]) -> None:
    """Relative and absolute links, with their anchors."""
    broken = set()
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            path = unquote(parts.path)
            target = site / path.lstrip("/") if path.startswith("/") else (site / name).parent / path
            candidates = [target, target / "index.html", target.with_name(f"{target.name}.html")]
            if not path:
                candidates = [site / name]
            found = next((c for c in candidates if c.is_file()), None)
            if found is None:
                broken.add((name, link))
            elif parts.fragment:
                key = found.resolve().relative_to(site.resolve()).as_posix()
                if unquote(parts.fragment) not in pages[key].ids:
                    broken.add((name, link))
    assert broken == set()


def test_every_page_names_its_language(pages: dict[str, _Reader], project: Project) -> None:
    """Pages under en/ are English, all others Vietnamese; scan pages start in the source locale."""
    wrong = {name: page.lang for name, page in pages.items() if page.lang != ("en" if name.startswith("en/") else "vi")}
    assert wrong == {}


def test_every_page_carries_a_policy_without_unsafe_words(site: Path) -> None:
    """Each inline script and style is named by its hash; nothing else may run."""
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert found, path
        assert "unsafe" not in found[1]
        for source in (*policy.hashes(html)[0], *policy.hashes(html)[1]):
            assert source in found[1], path
        assert re.search(r"default-src '(none|self)'", found[1])


def test_no_page_has_inline_handlers_or_styles(pages: dict[str, _Reader]) -> None:
    """The policy would block them silently."""
    for name, page in pages.items():
        assert not [a for a in page.attributes if a.startswith("on") or a == "style"], name


def test_no_id_stands_twice_on_a_page(pages: dict[str, _Reader]) -> None:
    """Anchors lead to one place."""
    twice = {name: [i for i, n in Counter(p.ids).items() if n > 1] for name, p in pages.items()}
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_every_entry_has_a_code_and_every_code_a_page(project: Project, site: Path) -> None:
    """What the ledger issued is there, under both spellings, and within the first flight of packets."""
    assert set(project.entries) == set(project.ledger.by_entry)
    assert scan.verify(project, site) == []
    for code in project.ledger.codes.values():
        assert scan.render_code(project, code).size <= BUDGET


def test_a_scan_page_has_both_languages_and_fetches_nothing(project: Project, pages: dict[str, _Reader]) -> None:
    """The text is in the one file that a scan loads."""
    for code in project.ledger.codes:
        page = pages[f"Q/{code}.html"]
        assert {"vi", "en"} <= set(page.ids)
        assert all(address.startswith("data:") or address.startswith("/media/") for address in page.fetched)


def test_the_first_instance_holds_what_it_announces(project: Project) -> None:
    """The README and CHANGELOG count the content; the counts are these."""
    counts = {kind: len(entries) for kind, entries in project.by_kind.items()}
    assert counts == {
        "guide": 51,
        "path": 7,
        "procedures": 1,
        "heritage": 16,
        "route": 2,
        "village": 1,
        "alley": 16,
        "speciality": 16,
        "visitor": 4,
    }
    assert len(project.places) == 78
    assert project.site.host.endswith(".example"), "no real domain is promised"


def test_every_text_is_there_in_both_languages(project: Project) -> None:
    """Nothing falls back in the first instance."""
    assert [p for p in project.problems if p.code == "text.translation"] == []


def test_what_must_be_confirmed_is_listed(project: Project) -> None:
    """Every alley waits for its name, and no unsure claim is on a page."""
    questions = review.questions(project)
    asked = {q.entry for q in questions}
    assert {f"hung-nhon-kiet-{n:02}" for n in range(1, 17)} <= asked
    assert all(q.text for q in questions)


def test_steps_and_sentences_are_short(project: Project) -> None:
    """One action a step, said first, in at most 25 words; sentences of 16 on average at most; one way with tones."""
    promised = {"style.step_long", "style.step_verb", "style.step_actions", "style.average", "style.tone"}
    assert [p.format("en") for p in style_problems(project) if p.code in promised] == []


def test_signs_of_the_ledger_are_repeated_exactly(project: Project) -> None:
    """Every code has its first print in the ledger, and today's symbol is that one."""
    for code in project.ledger.codes.values():
        assert code.printed, code.code
        assert signs.symbol_of(project, code, FORMATS["a6"]).matrix_hash == code.printed.matrix
