"""The shipped configuration in front of a built site: real nginx (and Caddy, where it is installed) on loopback."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest

from camtay import geodata, hosting, policy
from camtay.build import build
from camtay.project import Project, load
from tests.conftest import HERITAGE, REPO, need
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DEPLOY = REPO / "scripts/deploy"
MOVED = HERITAGE.replace("id: gieng-co", "id: gieng-co\nslug: gieng-moi\nformer_slugs: [gieng-cu]")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small instance with a code for each entry, built with compressed files."""
    from datetime import date

    from camtay import ledger as ledgers
    from tests.conftest import BASE

    root = tmp_path_factory.mktemp("hosts") / "project"
    site = BASE["guides/site.yml"] + "editor: {backend: gitlab, repo: xa/cam-tay, app_id: abcd1234}\n"
    for name, text in {**BASE, "guides/site.yml": site, "guides/gieng.yml": MOVED}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    ledger = ledgers.Ledger()
    for entry in ("goi-dien", "gieng-co"):
        ledger, _ = ledger.issue(entry, date(2026, 11, 22))
    ledger.write(root)
    bundle = tmp_path_factory.mktemp("bundle")
    (bundle / "editor.js").write_text("// the browser editor", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMTAY_EDITOR", str(bundle))
        build(root, compressed=True)
    return root


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    return load(root)


class Host:
    """A server on loopback, asked without following redirects."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """(status, headers, body) of one request; `accept_encoding="br"` becomes a header."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, response.headers, body


def free_port() -> int:
    """A port that nobody listens on, below those that the kernel gives to whoever asks for any: it stays free."""
    while True:
        port = 12_000 + secrets.randbelow(20_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[Host]:
    process = subprocess.Popen(command, env={**os.environ, **environment}, stderr=subprocess.PIPE)
    try:
        for _ in range(1_200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                pytest.fail(process.stderr.read().decode() if process.stderr else "ended")
            time.sleep(0.05)
        else:
            pytest.fail(f"nobody answers on port {port}")
        yield Host(port)
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def nginx(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The shipped server, but for its certificate: plain HTTP on a free port."""
    program = need("nginx")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    shipped = (
        (DEPLOY / "nginx.conf").read_text("utf-8").replace("/SITE", str(root / "site")).replace("HOST", "thu.example")
    )
    shipped = re.sub(r"server \{\n  listen 80;.*?\n\}\n", "", shipped, count=1, flags=re.DOTALL)
    shipped = re.sub(r"\n  (listen|ssl_)[^\n]*", "", shipped).replace("server {", f"server {{ listen 127.0.0.1:{port};")
    temporary = "".join(f"{name}_temp_path {folder}; " for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root; " if os.geteuid() == 0 else ""  # or its worker may not see the tests' folders
    (folder / "nginx.conf").write_text(
        f"{user}daemon off; pid {folder}/pid; error_log {folder}/err; include /etc/nginx/modules-enabled/*.conf;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; {temporary}\n{shipped} }}\n",
        "utf-8",
    )
    with running([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "err")], port) as host:
        yield host


@pytest.fixture(scope="module")
def caddy(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The shipped site in Caddy, plain HTTP on a free port."""
    program = need("caddy")
    folder, port = tmp_path_factory.mktemp("caddy"), free_port()
    shipped = (DEPLOY / "Caddyfile").read_text("utf-8").replace("/SITE", str(root / "site"))
    shipped = "{\n\tadmin off\n\tauto_https off\n}\n" + shipped.replace("HOST {", f"http://127.0.0.1:{port} {{")
    (folder / "Caddyfile").write_text(shipped, "utf-8")
    command = [program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with running(command, port, XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder)) as host:
        yield host


@pytest.fixture(params=["nginx", "caddy"])
def host(request: pytest.FixtureRequest) -> Host:
    found: Host = request.getfixturevalue(request.param)
    return found


def spellings(code: str) -> list[str]:
    return [f"/{folder}/{written}" for folder in "Qq" for written in (code, code.lower())]


def test_every_code_is_answered_at_once_as_printed_and_as_typed(host: Host, project: Project) -> None:
    """Capital or small letters, either folder: one answer, no redirect, the page of that code."""
    for code in project.ledger.codes:
        for path in spellings(code):
            status, headers, body = host.get(path)
            assert (status, headers["Location"]) == (200, None), path
            assert f"<strong>{code}</strong>" in body.decode(), path
            assert headers.get_content_type() == "text/html"


def test_nginx_answers_a_code_in_mixed_letters(nginx: Host, project: Project) -> None:
    """Phones make the first letter a capital."""
    for code in project.ledger.codes:
        mixed = "".join(letter.lower() if i % 2 else letter for i, letter in enumerate(code))
        status, _, body = nginx.get(f"/q/{mixed}")
        assert status == 200
        assert f"<strong>{code}</strong>" in body.decode()


def test_the_policy_of_a_page_holds_as_a_header_too(host: Host, project: Project) -> None:
    """What the meta element allows is allowed; frames of others are not; nothing is unsafe."""
    code = next(iter(project.ledger.codes))
    paths = [f"/Q/{code}", f"/q/{code.lower()}", "/Q/", "/", "/en/heritage/gieng-moi/", "/not-there"]
    for path in paths:
        _, headers, body = host.get(path)
        told = headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in told
        assert "unsafe" not in told
        for source in (hash_ for found in policy.hashes(body.decode()) for hash_ in found):
            assert source in told, path


def test_the_editor_may_talk_to_its_server_and_answer_the_window_that_signs_in(host: Host) -> None:
    """Its policy as a header is that of its page; no other page is let out."""
    for path in ("/admin/", "/admin/editor.js"):
        status, headers, _ = host.get(path)
        assert status == 200
        assert "connect-src 'self' https://gitlab.com blob: data:" in headers["Content-Security-Policy"]
        assert "unsafe-eval" not in headers["Content-Security-Policy"]
        assert headers["Cross-Origin-Opener-Policy"] in (None, "unsafe-none")
        assert headers["X-Frame-Options"] == "DENY"
    for path in ("/", "/Q/", "/administration"):
        _, headers, _ = host.get(path)
        assert "gitlab" not in headers["Content-Security-Policy"]
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.fixture(scope="module")
def told(project: Project, root: Path) -> dict[str, dict[str, str]]:
    """What the table says for the built site: folder → name → value. The policies come from what pages hold."""
    scan, full = hosting.Inline(), hosting.Inline()
    for path in (root / "site").rglob("*.html"):
        name = path.relative_to(root / "site")
        if name.parts[0] != "admin" and 'http-equiv="refresh"' not in (html := path.read_text("utf-8")):
            (scan if name.parts[0] in "Qq" else full).add(html)
    assert project.site.editor
    return hosting.answers(hosting.rules([], [], scan, full, policy.editor(project.site.editor.connects)))


def test_every_answer_carries_the_headers_of_the_one_table(
    host: Host, project: Project, root: Path, told: dict[str, dict[str, str]]
) -> None:
    """Pages, files and errors of every folder alike, from both servers."""
    code = next(iter(project.ledger.codes))
    (root / "site/media").mkdir(exist_ok=True)
    (root / "site/media/dau.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    folders = {
        "": ("/", "/en/", "/robots.txt", "/not-there", "/mediathek", "/administration"),
        "/Q": ("/Q/", f"/Q/{code}", f"/q/{code.lower()}"),
        "/media": ("/media/dau.svg",),
        "/admin": ("/admin/", "/admin/editor.js"),
    }
    assert set(folders) == set(told)
    for folder, paths in folders.items():
        for path in paths:
            headers = host.get(path)[1]
            assert {name: headers[name] for name in told[folder]} == told[folder], path


def test_the_error_page_may_run_its_own_script_wherever_it_is_shown(host: Host) -> None:
    """Also below the folder of scan pages, whose policy is another: it leads on from a code in mixed letters."""
    for path in ("/not-there", "/Q/222222", "/media/none.svg"):
        status, headers, body = host.get(path)
        assert status == 404
        assert all(source in headers[hosting.POLICY] for found in policy.hashes(body.decode()) for source in found), (
            path
        )


@pytest.mark.browser
def test_chromium_takes_every_header_and_runs_nothing_in_a_picture(
    host: Host, project: Project, root: Path, chromium: Browser
) -> None:
    """No word of a header is unknown to it; a drawing that reached the host behind the check's back stays still."""
    acting = '<svg xmlns="http://www.w3.org/2000/svg"><script>document.documentElement.id="ran"</script></svg>'
    (root / "site/media").mkdir(exist_ok=True)
    (root / "site/media/la.svg").write_text(acting, "utf-8")
    page = chromium.new_context().new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    for path in ("/", f"/Q/{next(iter(project.ledger.codes))}", "/en/", "/admin/"):
        page.goto(f"http://127.0.0.1:{host.port}{path}")
    assert told == []
    page.goto(f"http://127.0.0.1:{host.port}/media/la.svg")
    assert page.evaluate("document.documentElement.id") == ""
    assert "Blocked script execution" in told[0]


def test_files_named_by_their_content_are_kept_and_pages_are_not(host: Host, root: Path) -> None:
    """A year for hashed names, minutes for pages."""
    sheet = next((root / "site/assets").glob("camtay-*.css"))
    assert "immutable" in host.get(f"/assets/{sheet.name}")[1]["Cache-Control"]
    assert host.get("/")[1]["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_compressed_files_are_sent_to_who_takes_them(
    host: Host, encoding: str, unpack: object, project: Project
) -> None:
    """Made once by the build; the same text comes out."""
    path = f"/Q/{next(iter(project.ledger.codes))}"
    _, plain_headers, plain = host.get(path)
    _, headers, packed = host.get(path, accept_encoding=encoding)
    assert plain_headers["Content-Encoding"] is None
    assert headers["Content-Encoding"] == encoding
    assert "Accept-Encoding" in headers["Vary"]
    assert unpack(packed) == plain  # type: ignore[operator]
    assert len(packed) < len(plain) / 2


def test_what_there_is_not_gets_the_404_page(host: Host) -> None:
    """Also a code that nobody issued, and files that are for the server only."""
    for path in ("/not-there", "/Q/222222", "/_host/codes.map", "/_headers", "/.nojekyll"):
        status, _, body = host.get(path)
        assert status == 404, path
        assert "Không có trang này" in body.decode(), path


def test_a_former_address_leads_on_for_good(host: Host) -> None:
    """301, with and without the slash, in both languages."""
    for old, new in (
        ("/di-tich/gieng-cu", "/di-tich/gieng-moi/"),
        ("/en/heritage/gieng-cu", "/en/heritage/gieng-moi/"),
    ):
        for path in (old, f"{old}/"):
            status, headers, _ = host.get(path)
            assert (status, headers["Location"]) == (301, new)


def test_a_part_of_a_file_can_be_asked_for(host: Host) -> None:
    """Recordings can be wound on."""
    status, headers, body = host.get("/robots.txt", range="bytes=5-9")
    assert status == 206
    assert headers["Content-Range"].startswith("bytes 5-9/")
    assert len(body) == 5


def test_compressed_files_are_the_same_each_time(root: Path, tmp_path: Path) -> None:
    """No time of day inside; small files and pictures stay alone."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text("chữ " * 100, "utf-8")
    (site / "b.html").write_text("ngắn", "utf-8")
    (site / "c.webp").write_bytes(bytes(1_000))
    assert hosting.compress(site) == 1
    first = {path.name: path.read_bytes() for path in site.iterdir()}
    hosting.compress(site)
    assert first == {path.name: path.read_bytes() for path in site.iterdir()}
    assert set(first) == {"a.html", "a.html.br", "a.html.gz", "b.html", "c.webp"}


def test_hosts_that_read_rules_from_the_site_get_them(root: Path) -> None:
    """Netlify and Cloudflare Pages: headers and redirects; GitHub Pages: no Jekyll, which would drop `_host`."""
    rules = (root / "site/_headers").read_text("utf-8")
    for name, value in hosting.HEADERS.items():
        # They put the headers of several rules together: one that differs somewhere can't be said for all.
        assert (f"  {name}: {value}\n" in rules) == (name not in (hosting.OPENER, hosting.RESOURCE))
    assert f"/media/*\n  {hosting.POLICY}: {policy.MEDIA}\n" in rules
    assert "/di-tich/gieng-cu/ /di-tich/gieng-moi/ 301\n" in (root / "site/_redirects").read_text("utf-8")
    assert (root / "site/.nojekyll").read_bytes() == b""


@pytest.mark.browser
def test_where_the_host_minds_capitals_a_mixed_code_still_arrives(
    root: Path, project: Project, chromium: Browser, tmp_path: Path
) -> None:
    """The 404 page turns it into the code as printed; a code that is none stays there."""
    site = tmp_path / "site"
    shutil.copytree(root / "site", site)
    code = next(iter(project.ledger.codes))
    mixed = code[:3] + code[3:].lower() if code[3:].lower() != code[3:] else code.lower()[:3] + code[3:]
    for name in (mixed, "222222"):  # the tests' host has no error page: put it where it would be shown
        shutil.copy(site / "404.html", site / f"Q/{name}.html")
    with hosted(site) as (base, _):
        page = chromium.new_context(locale="vi-VN").new_page()
        page.goto(f"{base}/Q/{mixed}")
        page.wait_for_url(f"{base}/Q/{code}")
        assert page.locator("strong").first.inner_text() == code
        page.goto(f"{base}/Q/222222")
        assert "Không có trang này" in page.locator("article").inner_text()


@pytest.mark.parametrize(
    ("ending", "told"), [*geodata.TYPES.items(), ("webmanifest", "application/manifest+json")], ids=lambda one: one[:4]
)
def test_positions_to_take_along_open_in_the_right_program(host: Host, root: Path, ending: str, told: str) -> None:
    """Phones choose the program by the type, and take nothing for something else (nosniff)."""
    (root / "site" / f"place.{ending}").write_text("{}", "utf-8")
    assert host.get(f"/place.{ending}")[1].get_content_type() == told
