"""Links of the built site: every one inside leads somewhere, and those outside are asked for politely."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from camtay.cli import main
from camtay.links import inside, outside
from tests.conftest import TinyProject

BASE = "https://thu.example/"
DAY = date(2026, 11, 22)
PAGE = '<!doctype html><html lang="{tag}"><head>{head}</head><body><h1 id="top">x</h1>{body}</body></html>'


def site(tmp_path: Path, pages: dict[str, str], tags: dict[str, str] | None = None) -> inside.Site:
    """A built site of pages: file → what stands in its body."""
    for name, body in {"index.html": "", **pages}.items():
        head = f'<link rel="alternate" hreflang="en" href="{tags[name]}">' if tags and name in tags else ""
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE.format(tag="vi", head=head, body=body), "utf-8")
    return inside.load(tmp_path, BASE)


@pytest.mark.parametrize(
    "link",
    ["../b/", "../b", "/b/#top", "https://thu.example/b/", "#top", "/b/index.html", "/Q/BCFGHJ", "/q/bcfghj", "?x=1",
     "tel:113", "geo:16.7,107.2", "mailto:a@b.example", "/media/h%C3%ACnh.svg", "/b/#:~:text=x", "", "data:,x",
     "https://elsewhere.example/nothing"],
)  # fmt: skip
def test_a_sound_link_is_not_reported(link: str, tmp_path: Path) -> None:
    """However it is written; links that leave the site are somebody else's."""
    (tmp_path / "media").mkdir()
    (tmp_path / "media/hình.svg").write_text("<svg/>")
    body = f'<a href="{link}">x</a>'
    found = site(tmp_path, {"a/index.html": body, "b/index.html": "", "Q/BCFGHJ.html": "", "q/bcfghj.html": ""})
    assert inside.problems(found) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="/nowhere/">x</a>', "link.dead"),
        ('<a href="../B/">x</a>', "link.dead"),
        ('<img src="/media/gone.svg" alt="">', "link.dead"),
        ('<img srcset="/b/ 1x, /gone.webp 2x" alt="">', "link.dead"),
        ('<audio src="/gone.mp3"></audio>', "link.dead"),
        ('<meta http-equiv="refresh" content="0; url=/gone/">', "link.dead"),
        ('<a href="/files/gone.gpx" download>x</a>', "link.dead"),
        ('<a href="/b/#nothing">x</a>', "link.anchor"),
        ('<a href="#nothing">x</a>', "link.anchor"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_problem(body: str, code: str, tmp_path: Path) -> None:
    """Pages, pictures, sounds, downloads, redirects and parts of pages; told once, with how many pages have it."""
    found = inside.problems(site(tmp_path, {"a/index.html": body, "c/index.html": body, "b/index.html": ""}))
    told = {(problem.code, problem.file) for problem in found}
    assert (code, "site/a/index.html") in told
    assert {problem.code for problem in found} == {code}


def test_languages_that_do_not_lead_back_are_a_problem(tmp_path: Path) -> None:
    """A page and its translation name each other."""
    pages = {"a/index.html": "", "en/a/index.html": "", "b/index.html": ""}
    tags = {"a/index.html": f"{BASE}en/a/", "b/index.html": f"{BASE}en/gone/"}
    found = inside.problems(site(tmp_path, pages, tags))
    assert [(p.code, p.file) for p in found] == [
        ("link.alternate", "site/a/index.html"),
        ("link.dead", "site/b/index.html"),
    ]


@pytest.fixture
def world() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(address, what was asked for) of a host outside with pages of every sort."""
    asked: list[tuple[str, str]] = []

    class Host(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked.append((self.command, self.path))
            name = self.path.strip("/").partition("/")[0]
            status = {"gone": 404, "over": 410, "broken": 500, "no-head": 405 if self.command == "HEAD" else 200}
            self.send_response(status.get(name, 200))
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = answer  # noqa: N815 - names that the server looks for
        do_HEAD = answer  # noqa: N815 - as above

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


def test_pages_outside_are_asked_once_and_remembered(world: tuple[str, list[Any]], tmp_path: Path) -> None:
    """HEAD is enough; GET where a host wants it; what answered is believed for a week, what failed is asked again."""
    base, asked = world
    names = ("sound", "no-head", "gone", "over", "broken")
    wanted = [f"{base}/{name}" for name in names] + ["http://no-such-host.invalid/"]
    found = outside.answers(tmp_path, [*wanted, *wanted], DAY, pause=0)
    assert [found[address].state for address in wanted] == ["200", "200", "404", "410", "500", "host"]
    assert asked.count(("HEAD", "/sound")) == 1
    assert ("GET", "/sound") not in asked
    asked.clear()
    outside.answers(tmp_path, wanted, DAY + timedelta(days=6), pause=0)
    assert {path for _, path in asked} == {"/gone", "/over", "/broken"}
    asked.clear()
    outside.answers(tmp_path, wanted[:1], DAY + outside.KEPT, pause=0)
    assert {path for _, path in asked} == {"/sound"}
    told = outside.problems(found, {address: ["a/index.html"] for address in wanted})
    assert [problem.code for problem in told] == ["link.outside"] * 2 + ["link.silent", "link.outside"]


def test_one_host_is_asked_one_after_the_other(tmp_path: Path) -> None:
    """Never two requests at a time; other hosts do not wait for it."""
    busy: set[str] = set()

    def ask(address: str) -> str:
        host = address.split("/")[2]
        assert host not in busy
        busy.add(host)
        threading.Event().wait(0.01)
        busy.remove(host)
        return "200"

    wanted = [f"http://{host}.example/{n}" for host in "ab" for n in range(5)]
    assert set(outside.answers(tmp_path, wanted, DAY, 0, ask)) == set(wanted)


def test_a_memory_that_is_broken_is_none(tmp_path: Path) -> None:
    """It is made anew."""
    (tmp_path / ".cache/camtay").mkdir(parents=True)
    (tmp_path / outside.CACHE).write_text('{"x": 1}')
    assert outside.answers(tmp_path, ["http://a.example/"], DAY, 0, lambda _: "200")["http://a.example/"].state == "200"


def test_the_command_needs_a_built_site(tiny_project: TinyProject) -> None:
    """And says so."""
    told = CliRunner().invoke(main, ["--root", str(tiny_project({})), "--locale", "en", "links"])
    assert told.exit_code == 1
    assert "camtay build" in told.stderr


def test_every_link_of_the_first_instance_leads_somewhere(quang_tri: Path) -> None:
    """In all pages, both languages, scan pages and handbook."""
    told = CliRunner().invoke(main, ["--root", str(quang_tri), "--locale", "en", "links"])
    assert told.exit_code == 0, told.output
    assert " 0 lead nowhere" in told.output
