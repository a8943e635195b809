"""Ways to a page: by need, by reader, by letter, by what is new, by what is near."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import feedparser
import pytest

from camtay.pages import feed, render, ways
from camtay.project import Project, load
from tests.conftest import GUIDE, HERITAGE, PATH, REPO, ROUTE, SECOND_GUIDE, TinyProject


@pytest.fixture(scope="module")
def real() -> Project:
    return load(REPO)


def test_a_feed_has_what_the_standard_requires(real: Project) -> None:
    """RFC 4287: id, title and updated of the feed and of every entry, an author, links; absolute, unique and dated by
    the content."""
    for locale in real.locales:
        text = feed.atom(real, locale)
        found = feedparser.parse(text)
        assert (found.bozo, found.version) == (False, "atom10")
        about = found.feed
        assert about.id
        assert about.title
        assert about.author
        assert {(link.rel, link.href) for link in about.links} == {
            ("self", f"{real.site.base_url}{feed.path(real, locale)}"),
            ("alternate", real.site.base_url + ("" if locale.tag == "vi" else "en/")),
        }
        assert len(found.entries) == feed.NEWEST
        assert len({entry.id for entry in found.entries}) == feed.NEWEST
        paths = {real.site.base_url + urls[locale.tag]: e for e in real.entries.values() for urls in [real.urls(e)]}
        for entry in found.entries:
            source = paths[entry.link]
            assert entry.id == f"https://{real.site.host}/id/{source.id}#{locale.tag}"
            assert datetime.fromisoformat(entry.updated).date() == source.reviewed
            assert datetime.fromisoformat(entry.published) <= datetime.fromisoformat(entry.updated)
            assert entry.title
            assert entry.summary
        assert about.updated == max(entry.updated for entry in found.entries)


def test_what_was_reviewed_last_comes_first_and_markup_is_escaped(tiny_project: TinyProject) -> None:
    """Drafts and what is no longer valid are no news; the same content gives the same bytes."""
    newer = SECOND_GUIDE.replace("2026-11-22", "2026-11-23").replace("Nhắn tin", "Nhắn tin & gọi")
    ended = GUIDE.replace("id: goi-dien", "id: xong") + "valid_until: 2020-01-01\n"
    root = tiny_project({"guides/b.yml": newer, "guides/c.yml": ended})
    small = load(root)
    text = feed.atom(small, small.source_locale)
    assert [entry.title for entry in feedparser.parse(text).entries] == ["Nhắn tin & gọi", "Gọi điện thoại"]
    assert "<title>Nhắn tin &amp; gọi</title>" in text
    assert feed.atom(load(root), small.source_locale) == text


def test_needs_lead_to_their_guides(real: Project) -> None:
    """“I want to …”: every need of every entry, in both locales, and the home page leads there."""
    needs = [(need, entry) for entry in real.entries.values() for need in entry.needs]
    assert len(needs) > 40
    for locale in real.locales:
        page = ways.needs_page(real, locale)
        for need, entry in needs:
            words = need.in_(locale.tag).text
            assert f'<a href="/{real.urls(entry)[locale.tag]}">{words}</a>' in page.html
        assert f'href="/{page.path}"' in render.home(real, locale).html
        assert f'href="/{feed.path(real, locale)}"' in render.home(real, locale).html


def test_readers_find_their_paths_before_guides(tiny_project: TinyProject) -> None:
    """A group of people that nothing is written for is not shown."""
    site = (REPO / "tests/conftest.py").read_text("utf-8").split('SITE = """\\\n')[1].split('"""')[0]
    site = site.replace("en: Everyone}}", "en: Everyone}}\n  - {id: nobody, title: {vi: Không ai, en: Nobody}}")
    small = load(tiny_project({"guides/site.yml": site, "guides/b.yml": SECOND_GUIDE, "guides/p.yml": PATH}))
    html = ways.readers_page(small, small.source_locale).html
    assert "Không ai" not in html
    assert re.findall(r'<li><a href="/([^"]+)/"', html) == [
        "lo-trinh/nguoi-moi",
        "huong-dan/goi-dien",
        "huong-dan/nhan-tin",
    ]


def test_a_place_names_the_next_stop_of_the_day_routes_through_it(tiny_project: TinyProject) -> None:
    """At the foot of its page, with a link to that stop."""
    small = load(tiny_project({"guides/g.yml": HERITAGE, "guides/r.yml": ROUTE}))
    html = render.entry_page(small, small.source_locale, small.entries["gieng-co"]).html
    assert '<a href="/lich-trinh/mot-ngay/#stop-2">Chợ Thử</a>' in html


def test_what_is_near_is_told_with_its_distance_where_spots_are_sure(tiny_project: TinyProject) -> None:
    """The nearest first; a spot from memory, and what lies a day away, are not near."""
    spots = {
        "b": ("16.8100", "verified"),
        "c": ("16.8050", "verified"),
        "d": ("16.8010", "memory"),
        "e": ("17.5", "verified"),
    }
    files: dict[str, str | bytes | None] = {}
    for name, (lat, sure) in {"a": ("16.8000", "verified"), **spots}.items():
        text = HERITAGE.replace("id: gieng-co", f"id: gieng-{name}").replace("Giếng cổ", f"Giếng {name}")
        at = f"coordinates: {{lat: {lat}, lon: 107.1, precision_m: 10, confidence: {sure}, sources: [s]}}\n"
        files[f"guides/{name}.yml"] = text + at
    small = load(tiny_project(files))
    html = render.entry_page(small, small.source_locale, small.entries["gieng-a"]).html
    near = html[html.index('id="near"') :].split("</ul>")[0]
    assert re.findall(r">(Giếng .)</a> <span>([^<]+)<", near) == [
        ("Giếng c", "560 m về phía bắc"),
        ("Giếng b", "1,1 km về phía bắc"),
    ]
    assert 'id="near"' not in render.entry_page(small, small.source_locale, small.entries["gieng-d"]).html


def test_a_built_site_has_its_feeds(quang_tri: Path) -> None:
    """One a locale, which feed readers find from the pages that list entries; an entry's page is lighter without it."""
    for folder, hub, entry in (("", "di-tich", "la-vang"), ("en/", "en/heritage", "la-vang")):
        site = quang_tri / "site"
        assert not feedparser.parse((site / f"{folder}feed.xml").read_bytes()).bozo
        for page in (folder, hub):
            found = feedparser.parse((site / page / "index.html").read_text("utf-8"))
            links = [link.href for link in found.feed.get("links", ()) if link.get("type") == "application/atom+xml"]
            assert links == [f"https://quangtri.example/{folder}feed.xml"]
        assert "atom+xml" not in (site / hub / entry / "index.html").read_text("utf-8").partition("</head>")[0]
