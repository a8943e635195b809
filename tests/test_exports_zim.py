"""The site as one file for Kiwix, read back with libzim."""

from __future__ import annotations

import importlib.util
import io
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from camtay.cli import main
from camtay.exports import zim
from tests.conftest import TinyProject

MAIN = """<!doctype html><html lang="vi"><head><title>Trang chủ</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><link rel="stylesheet" href="assets/a.css">
</head><body><nav>Thanh mục lục</nav><main><h1>Chào</h1><a href="di-tich/dia-dao/">Địa đạo</a></main></body></html>"""
PAGE = """<!doctype html><html lang="vi"><head><title>Địa đạo Vịnh Mốc</title>
<link rel="stylesheet" href="../../assets/a.css"></head><body><main><h1>Địa đạo</h1><p>Đèn dầu và giếng nước.</p>
<img src="/media/a.png" alt=""><a href="../..">Về đầu</a><a href="/">Đầu</a><a href="/Q/29G275">Mã</a>
<a href="..">Di tích</a><a href="#x">Đoạn</a></main></body></html>"""
ENGLISH = """<!doctype html><html lang="en"><head><title>Old churches</title></head>
<body><main>A tunnel under two cities. Its glasses and buses.</main></body></html>"""
ROADS = """<!doctype html><html lang="en"><head><title>Roads</title></head>
<body><main>One road passes a church, and beside the church are many roads.</main></body></html>"""
SITE = {
    "site/en/church/index.html": ENGLISH, "site/en/roads/index.html": ROADS,
    "site/index.html": MAIN, "site/di-tich/dia-dao/index.html": PAGE, "site/assets/a.css": "a{color:#000}",
    "site/media/a.png": b"\x89PNG", "site/Q/29G275.html": "<title>Mã</title>", "site/_headers": "/*", "site/sw.js": "",
}  # fmt: skip


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "export", "zim", *words])


@pytest.fixture
def archive(tiny_project: TinyProject) -> Any:
    """A small site, exported and opened."""
    if importlib.util.find_spec("libzim") is None:
        reason = f"libzim is not installed: {zim.INSTALL}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from libzim.reader import Archive

    icon = io.BytesIO()
    Image.new("RGB", (192, 192), "green").save(icon, "PNG")
    root = tiny_project({**SITE, "site/icon-192.png": icon.getvalue()})
    done = run(root)
    assert "export/thu-example.zim (4 trang" in done.output
    again = root / "again.zim"
    assert run(root, "--out", str(again)).exit_code == 0
    assert again.read_bytes() == (root / "export/thu-example.zim").read_bytes(), "the same site gives the same bytes"
    return Archive(again)


def test_the_site_is_read_back_from_one_file(archive: Any) -> None:
    """Its first page, languages, icon, pages, pictures and styles; nothing that only a web server needs."""
    from libzim.search import Query, Searcher
    from libzim.suggestion import SuggestionSearcher

    assert archive.check(), "the sum at its end is right"
    assert archive.main_entry.get_item().path == "index.html"
    assert archive.get_metadata("Language") == b"vie,eng"
    assert archive.get_metadata("Title").decode() == "Cầm Tay Thử"
    assert archive.get_metadata("Date") == b"2026-11-22"
    assert archive.has_illustration(48)
    for path in ("di-tich/dia-dao/", "assets/a.css", "media/a.png"):
        assert archive.has_entry_by_path(path), path
    for path in ("Q/29G275.html", "_headers", "sw.js"):
        assert not archive.has_entry_by_path(path), path

    home = bytes(archive.main_entry.get_item().content).decode()
    assert "Content-Security-Policy" not in home
    page = bytes(archive.get_entry_by_path("di-tich/dia-dao/").get_item().content).decode()
    for link in ('src="../../media/a.png"', 'href="../../index.html">Về', 'href="../../index.html">Đầu'):
        assert link in page
    for link in ('href="https://thu.example/Q/29G275"', 'href="..">Di tích', 'href="#x"'):
        assert link in page

    for typed in ("đèn dầu", "den dau", "Đèn Dầu", "đen dau", "giếng"):
        found = Searcher(archive).search(Query().set_query(typed))
        assert list(found.getResults(0, 5)) == ["di-tich/dia-dao/"], typed
    for typed in ("tunnels", "tunnel", "city", "cities", "two city tunnels", "glass", "bus"):
        found = Searcher(archive).search(Query().set_query(typed))
        assert list(found.getResults(0, 5)) == ["en/church/"], typed
    one, many = (list(Searcher(archive).search(Query().set_query(t)).getResults(0, 5)) for t in ("church", "churches"))
    assert one == many, "in the same order"
    assert sorted(one) == ["en/church/", "en/roads/"]
    assert not list(Searcher(archive).search(Query().set_query("thanh mục")).getResults(0, 5)), "menus are not searched"
    assert zim.searched("Đèn dầu.").split("\n") == ["đèn dầu.", "đen dau.", "den dau."], "for readers old and new"
    for typed in ("địa đạo", "dia dao"):
        [path] = SuggestionSearcher(archive).suggest(typed).getResults(0, 5)
        assert archive.get_entry_by_path(path).get_item().path == "di-tich/dia-dao/", typed


def test_without_a_built_site_it_says_what_to_run(tiny_project: TinyProject) -> None:
    """Nothing is written."""
    root = tiny_project()
    done = run(root)
    assert done.exit_code == 1
    assert "camtay build" in done.output
    assert not list((root / "export").iterdir())


def test_without_libzim_it_says_what_to_install(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """libzim is an extra."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    done = run(tiny_project(SITE))
    assert done.exit_code == 1
    assert zim.INSTALL in done.output
