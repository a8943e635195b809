"""The preview: on this computer, and for the phones in the same network."""

from __future__ import annotations

import re
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image

from camtay import hosting
from camtay.build import serve
from camtay.cli import main
from camtay.commands import previewing
from camtay.errors import CamtayError
from camtay.plugin import CamtayPlugin
from camtay.project import load
from camtay.signs import symbol
from camtay.signs.terminal import half_blocks
from tests.conftest import GUIDE, SECOND_GUIDE, SITE, TinyProject
from tests.test_hosting import free_port

CODED = '{"code":"BCFGH5","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}\n'


def drawn(lines: list[str]) -> Image.Image:
    """What a terminal shows of half blocks, dark on light: 4 × 8 pixels a character."""
    picture = Image.new("L", (len(lines[0]) * 4, len(lines) * 8), 255)
    for row, line in enumerate(lines):
        for column, letter in enumerate(line):
            for half, dark in enumerate((letter in "▀█", letter in "▄█")):
                if dark:
                    picture.paste(0, (column * 4, row * 8 + half * 4, column * 4 + 4, row * 8 + half * 4 + 4))
    return picture


def test_the_symbol_in_the_terminal_is_read_back() -> None:
    """With a quiet zone of four modules on each side; it fits a terminal of 80 × 24."""
    lines = half_blocks(symbol.make("http://192.168.100.200:8000/", "M"))
    assert [r.text for r in zxingcpp.read_barcodes(drawn(lines))] == ["http://192.168.100.200:8000/"]
    assert len({len(line) for line in lines}) == 1
    assert {*lines[0], *lines[1], *lines[-1]} == {" "}
    assert {line[:4] for line in lines} == {line[-4:] for line in lines} == {"    "}
    assert (len(lines) <= 20, len(lines[0]) <= 40) == (True, True)


def ready(
    monkeypatch: pytest.MonkeyPatch, root: Path, *words: str, lan: str | None = "192.168.1.23"
) -> tuple[str, str]:
    """(address that the server would be given, output) of `camtay serve`."""
    given: list[str] = []

    def run(root: Path, address: str, call: previewing.Ready) -> None:
        given.append(address)
        call()

    monkeypatch.setattr("camtay.build.serve", run)
    monkeypatch.setattr(previewing, "own_address", lambda: lan)
    result = CliRunner().invoke(main, ["--root", str(root), "serve", *words])
    assert result.exit_code == 0
    return given[0], result.output


@pytest.mark.parametrize(
    "words", [["--share"], ["--address", "0.0.0.0:8000"], ["--share", "--address", "0.0.0.0:8000"]]
)
def test_a_shared_preview_shows_a_symbol_with_its_address(
    words: list[str], tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The symbol as printed leads there; who can see it and how to stop is said."""
    address, output = ready(monkeypatch, tiny_project(), *words)
    assert address == "0.0.0.0:8000"
    rows = [line for line in output.split("\n") if re.fullmatch("[ ▀▄█]{20,}", line)]
    assert [r.text for r in zxingcpp.read_barcodes(drawn(rows))] == ["http://192.168.1.23:8000/"]
    assert "http://192.168.1.23:8000/" in output
    assert "Ai ở cùng mạng cũng mở được" in output
    assert "Ctrl+C" in output


def test_a_preview_is_for_this_computer_alone_unless_one_asks(
    tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No symbol, no address of the network."""
    address, output = ready(monkeypatch, tiny_project())
    assert address == "127.0.0.1:8000"
    assert "█" not in output
    assert "192.168" not in output


def test_an_address_of_ones_own_and_a_port_are_kept(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with two networks may choose one of them."""
    address, output = ready(monkeypatch, tiny_project(), "--share", "--address", "10.0.0.7:9000")
    assert address == "10.0.0.7:9000"
    assert "http://10.0.0.7:9000/" in output
    assert ready(monkeypatch, tiny_project(), "--share", "--address", "localhost:9000")[0] == "0.0.0.0:9000"


def test_without_a_network_the_preview_says_so(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """It still runs for this computer."""
    _, output = ready(monkeypatch, tiny_project(), "--share", lan=None)
    assert "Máy này chưa nối vào mạng nào" in output
    assert "http://127.0.0.1:8000/" in output


def test_the_address_of_this_computer_is_none_that_only_it_knows() -> None:
    """Or there is none."""
    found = previewing.own_address()
    assert found is None or (re.fullmatch(r"[0-9.]+", found) and not found.startswith("127."))


@pytest.mark.parametrize("address", ["here", "127.0.0.1", ":8000", "127.0.0.1:0", "127.0.0.1:65536"])
def test_an_address_that_is_none_is_a_fault_of_the_command_line(address: str, tiny_project: TinyProject) -> None:
    """Exit code 2."""
    assert CliRunner().invoke(main, ["--root", str(tiny_project()), "serve", "--address", address]).exit_code == 2


# ---------------------------------------------------------------- the running server
@pytest.fixture
def preview(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a running preview: one entry with a code, one draft, a link to the domain that is not there yet."""
    link = SITE + "home:\n  - {vi: 'Xem [bài này](https://thu.example/huong-dan/goi-dien/).', en: Read., sources: []}\n"
    files: dict[str, str | bytes | None] = {
        "guides/nhan-tin.yml": SECOND_GUIDE + "status: draft\n",
        "guides/site.yml": link,
        "guides/goi-dien.yml": GUIDE,
        "qr/ledger.jsonl": CODED,
    }
    root, port = tiny_project(files), free_port()
    # Stopped as by Ctrl+C, which a thread can't be sent: the loop of the server is told to end.
    from mkdocs.livereload import LiveReloadServer

    servers: list[LiveReloadServer] = []
    activate = LiveReloadServer.server_activate

    def kept(server: LiveReloadServer) -> None:
        servers.append(server)
        activate(server)

    monkeypatch.setattr(LiveReloadServer, "server_activate", kept)
    answering = threading.Event()
    thread = threading.Thread(target=serve, args=(root, f"127.0.0.1:{port}", answering.set), daemon=True)
    thread.start()
    assert answering.wait(60)
    yield f"http://127.0.0.1:{port}"
    servers[0]._shutdown = True
    thread.join(20)


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def test_a_preview_answers_as_the_site_will_and_keeps_its_links(preview: str) -> None:
    """Codes in both spellings, drafts with their ribbon; no link leads to the domain, which may not be there yet."""
    assert "Gọi điện thoại" in get(f"{preview}/Q/BCFGH5")
    assert "Gọi điện thoại" in get(f"{preview}/q/bcfgh5")
    assert '<p class="ct-draft">' in get(f"{preview}/huong-dan/nhan-tin/")
    home = get(f"{preview}/")
    assert '<a href="/huong-dan/goi-dien/">bài này</a>' in home
    for path in ("/", "/huong-dan/", "/huong-dan/goi-dien/", "/Q/BCFGH5", "/Q/", "/en/"):
        assert re.findall(r"<a\b[^>]*href=\"?https://thu\.example[^>]*>", get(preview + path)) == []


def test_a_preview_is_for_this_computer_and_its_network(preview: str) -> None:
    """No frame round it, nothing loaded from elsewhere, and no answer to a foreign name that was given its address."""
    with urllib.request.urlopen(f"{preview}/", timeout=20) as answer:
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    foreign = urllib.request.Request(f"{preview}/huong-dan/nhan-tin/", headers={"Host": "xau.example"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(foreign, timeout=20)


def test_an_address_in_use_is_told(tiny_project: TinyProject) -> None:
    """With what to do; no traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CamtayError, match="can't be opened"):
            serve(tiny_project(), f"127.0.0.1:{taken.getsockname()[1]}")


def test_only_links_to_the_own_domain_are_turned(tiny_project: TinyProject, tmp_path: Path) -> None:
    """Not those to a host whose name begins alike, nor what search engines read."""
    page = tmp_path / "out" / "a.html"
    page.parent.mkdir()
    kept = '<a href="https://thu.example.org/"></a><link rel="canonical" href="https://thu.example/x/">'
    page.write_text(f'<a class="b" href="https://thu.example/x/"></a><a href=https://thu.example></a>{kept}', "utf-8")
    hosting.keep_inside(page.parent, load(tiny_project()).site)
    assert page.read_text("utf-8") == f'<a class="b" href="/x/"></a><a href=/></a>{kept}'


def told(preview: str, page: str) -> str:
    """The page once the preview has told a browser that looked at it to load it again."""
    epoch = re.findall(r"livereload\(([0-9]+), ", page)[0]
    assert int(get(f"{preview}/livereload/{epoch}/1")) > int(epoch)
    return get(f"{preview}/huong-dan/goi-dien/")


def test_an_edit_is_seen_without_a_build(preview: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the entry's page, its scan page and in lists; a fault stands on the page until it is mended. A file that is
    about many entries, and one that is new, take MkDocs."""
    builds: list[str] = []
    real = CamtayPlugin.on_config
    monkeypatch.setattr(CamtayPlugin, "on_config", lambda *given: builds.append("") or real(*given))
    guide = tmp_path / "project/guides/goi-dien.yml"
    page = get(f"{preview}/huong-dan/goi-dien/")
    guide.write_text(GUIDE.replace("Bấm số.", "Bấm số thật chậm.").replace("Gọi điện thoại", "Gọi về nhà"), "utf-8")
    page = told(preview, page)
    assert "Bấm số thật chậm." in page
    assert "Bấm số thật chậm." in get(f"{preview}/Q/BCFGH5")
    assert "Bấm số thật chậm." in get(f"{preview}/q/bcfgh5")
    assert "Gọi về nhà" in get(f"{preview}/huong-dan/")
    assert "Gọi về nhà" not in get(f"{preview}/en/")
    guide.write_text(GUIDE.replace("kind: guide", "kind: guid"), "utf-8")
    page = told(preview, page)
    assert "guid" in page
    assert "ct-faults" in page
    assert "Bấm số thật chậm." in page
    guide.write_text(GUIDE, "utf-8")
    page = told(preview, page)
    assert "ct-faults" not in page
    assert "Bấm số." in page
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(f"{preview}/media/nothing.png")
    assert builds == []
    (tmp_path / "project/guides/them.yml").write_text(SECOND_GUIDE.replace("nhan-tin", "them"), "utf-8")
    told(preview, page)
    assert "<h1" in get(f"{preview}/huong-dan/them/")
    assert builds == [""]
