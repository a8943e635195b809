"""Watching the live site: real nginx with TLS on loopback, right and with faults planted in it."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import trustme
from click.testing import CliRunner, Result

from camtay import hosting, scan, urls
from camtay import ledger as ledgers
from camtay.cli import main
from camtay.guard import page as live
from camtay.guard.fetch import Answer, Limits, Pace, Web, retry_after
from camtay.guard.judge import judge
from camtay.guard.plan import chosen, plan
from camtay.pages.render import redirects
from camtay.project import Project, load
from camtay.written import Known
from tests.conftest import BASE, GUIDE, HERITAGE, need
from tests.test_hosting import DEPLOY, free_port, running

HOST = "thu.example"
CODES = (
    "29G275", "2BKN4G", "2KTMP2", "33K6BK", "3GCK7F", "3K4HVB", "3NRK59", "3QMPC4", "3TKF3J", "43R658", "465RVR",
    "4C5F9T", "4QKCMR",
)  # fmt: skip
RIGHT, MISSING, OTHER, ENTRY, FOREIGN, DOWN, BROKEN, FLAKY, SLOW, CUT, STRANGE, ROUND, NAME = CODES
ENTRIES = {code: f"bai-{number}" for number, code in enumerate(CODES)} | {RIGHT: "gieng-co"}
WELL = HERITAGE.replace("id: gieng-co", "id: gieng-co\nslug: gieng-moi\nformer_slugs: [gieng-cu]")
UNKNOWN = "222222"


@dataclass
class World:
    """A built site, its server, and the ports at which it is right or wrong."""

    root: Path
    ports: dict[str, int]
    asked: list[str]
    """Paths that came to the flaky server behind nginx."""

    def guard(self, port: str, *words: str) -> Result:
        """`camtay guard` against one of the ports, quick, in English."""
        quick = ["--connect", f"127.0.0.1:{self.ports[port]}", "--rate", "100", "--timeout", "1"]
        line = ["--root", str(self.root), "--locale", "en", "guard", *quick, *words]
        result = CliRunner().invoke(main, line)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The site behind the shipped nginx configuration: as it should be, with faults, with bad certificates."""
    program = need("nginx")
    folder = tmp_path_factory.mktemp("guard")
    root = folder / "project"
    guides = {
        f"guides/{id_}.yml": GUIDE.replace("id: goi-dien", f"id: {id_}").replace("Gọi điện thoại", f"Bài {id_}")
        for id_ in ENTRIES.values()
        if id_ != "gieng-co"
    }
    for name, text in {**BASE, **guides, "guides/gieng.yml": WELL, "guides/goi-dien.yml": None}.items():
        if text is not None:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
    events = (ledgers.Event(code, 1, "issue", "2026-11-22", entry) for code, entry in ENTRIES.items())
    ledgers.Ledger(events).write(root)
    project = load(root)
    _publish(project, root / "site")
    ports, asked = {}, []
    flaky = ThreadingHTTPServer(("127.0.0.1", 0), _flaky(root / "site", asked))
    thread = threading.Thread(target=flaky.serve_forever, daemon=True)
    thread.start()
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    now = datetime.now(UTC)
    certificates = {
        "right": authority.issue_cert(HOST),
        "bad": authority.issue_cert(HOST),
        "expired": authority.issue_cert(HOST, not_before=now - timedelta(90), not_after=now - timedelta(1)),
        "soon": authority.issue_cert(HOST, not_after=now + timedelta(20, 60)),
        "urgent": authority.issue_cert(HOST, not_after=now + timedelta(3, 60)),
        "other": authority.issue_cert("khac.example"),
        "stranger": trustme.CA().issue_cert(HOST),
    }
    servers = ""
    for name, certificate in certificates.items():
        ports[name] = free_port()
        certificate.private_key_and_cert_chain_pem.write_to_path(str(folder / f"{name}.pem"))
        servers += _server(root / "site", folder, name, ports[name], _faults(folder, root / "site", flaky.server_port))
    shipped = (DEPLOY / "nginx.conf").read_text("utf-8").replace("/SITE", str(root / "site"))
    maps = shipped[: shipped.index("server {")]
    temporary = "".join(f"{n}_temp_path {folder}/{n}; " for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/err;\n"
        "include /etc/nginx/modules-enabled/*.conf;\n"
        f"events {{}}\nhttp {{ access_log off; {temporary}\n{maps}\n{servers} }}\n",
        "utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
        for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            patch.delenv(name, raising=False)
        with running([program, "-c", str(folder / "nginx.conf"), "-e", str(folder / "err")], ports["right"]):
            yield World(root, ports, asked)
    flaky.shutdown()
    flaky.server_close()
    thread.join()


def _publish(project: Project, site: Path) -> None:
    """Real scan pages and rules for the server; of pages and the error page only what a guard looks at."""
    inline = hosting.Inline()
    known = Known(site)
    scan.write(project, site, known=known)
    for told in known.pages.values():
        inline.note(told.scripts, told.styles)
    moved = list(redirects(project))
    hosting.write(hosting.rules(project.ledger.codes, [(old, new) for old, new, _ in moved], inline, inline), site)
    paths = ["", *(path for entry in project.entries.values() for path in project.urls(entry).values())]
    for path in paths:
        (site / path).mkdir(parents=True, exist_ok=True)
        head = f'<link rel="canonical" href="{urls.absolute(project.site, path)}">'
        (site / path / "index.html").write_text(f"<!doctype html><html><head>{head}</head></html>", "utf-8")
    (site / "404.html").write_text('<!doctype html><html><a href="/Q/">?</a></html>', "utf-8")
    hosting.compress(site)


def _server(site: Path, folder: Path, name: str, port: int, faults: str) -> str:
    """The shipped server under another port and certificate; the one called `bad` with the faults in front."""
    shipped = (DEPLOY / "nginx.conf").read_text("utf-8").replace("/SITE", str(site)).replace("HOST", HOST)
    server = shipped[shipped.index("server {", shipped.index("return 301 https")) :]
    server = re.sub(r"\n  (listen|ssl_certificate|ssl_session)[^\n]*", "", server)
    own = f"listen 127.0.0.1:{port} ssl; ssl_certificate {folder}/{name}.pem; ssl_certificate_key {folder}/{name}.pem;"
    return server.replace("server {", f"server {{ {own} {faults if name == 'bad' else ''}", 1)


def _faults(folder: Path, site: Path, backend: int) -> str:
    """A location for each fault; pages that were tampered with lie in `folder`."""
    pages = {code: (site / f"Q/{code}.html").read_text("utf-8") for code in CODES}
    changed = {
        ENTRY: pages[ENTRY].replace(f"/{ENTRIES[ENTRY]}/", f"/{ENTRIES[SLOW]}/"),
        CUT: pages[CUT][:-300],
        STRANGE: pages[STRANGE].replace("</body>", '<script src="https://la.example/x.js"></script></body>'),
        NAME: pages[NAME].replace("Bài bai-12", "Bài cũ"),
    }
    for code, text in changed.items():
        (folder / f"{code}.html").write_text(text, "utf-8")
    said = {code: f"default_type text/html; alias {folder}/{code}.html;" for code in changed}
    said |= {
        MISSING: "return 404;",
        OTHER: f"rewrite ^ /Q/{RIGHT}.html break;",
        FOREIGN: "return 302 https://la.example/q;",
        DOWN: f"return 301 http://{HOST}/Q/{DOWN}.html;",
        BROKEN: "return 500;",
        FLAKY: f"proxy_pass http://127.0.0.1:{backend};",
        SLOW: f"rewrite ^ /Q/{SLOW}.html break; limit_rate 500;",
        ROUND: f"return 302 /Q/{ROUND};",
        UNKNOWN: "return 200 well;",
    }
    return "".join(f"location = /Q/{code} {{ {what} }}\n" for code, what in said.items())


def _flaky(site: Path, asked: list[str]) -> type[BaseHTTPRequestHandler]:
    class Flaky(BaseHTTPRequestHandler):
        """Fails the first time, asks to wait the second, answers the third."""

        def do_GET(self) -> None:
            asked.append(self.path)
            body = (site / f"{self.path[1:]}.html").read_bytes()
            self.send_response({1: 500, 2: 503}.get(len(asked), 200))
            if len(asked) == 2:
                self.send_header("Retry-After", "1")
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    return Flaky


def faults(result: Result) -> set[tuple[str, str]]:
    """(fault, code of the sign or nothing) of a report in JSON."""
    return {(p["fault"], p["code"] or "") for p in json.loads(result.output)["problems"]}


# ---------------------------------------------------------------- the real server
def test_a_site_as_it_should_be_passes(world: World) -> None:
    """Every code, former addresses, small letters, the page for wrong codes: nothing to tell, exit 0."""
    result = world.guard("right", f"https://{HOST}")
    assert result.exit_code == 0, result.output
    assert f"Looked at https://{HOST}: 13 of 13 codes, 28 addresses of pages." in result.output
    assert "Every code opens its page. 0 notes." in result.output
    assert world.guard("right", "--quiet").output == ""


def test_every_planted_fault_is_found(world: World) -> None:
    """And nothing else: what failed once is asked again, sound codes beside it are left in peace."""
    result = world.guard("bad", "--format", "json", "--tries", "2", "--parallel", "8")
    assert result.exit_code == 1
    assert faults(result) == {
        ("guard.missing", MISSING),
        ("guard.other_code", OTHER),
        ("guard.entry", ENTRY),
        ("guard.foreign", FOREIGN),
        ("guard.downgrade", DOWN),
        ("guard.status", BROKEN),
        ("guard.timeout", SLOW),
        ("guard.cut", CUT),
        ("guard.strange", STRANGE),
        ("guard.loop", ROUND),
        ("guard.name", NAME),
        ("guard.unknown", ""),
    }
    told = json.loads(result.output)
    assert not told["well"]
    assert told["counts"]["codes_bad"] == 10
    assert told["asked_again"] == [f"https://{HOST}/Q/{FLAKY}"]
    assert world.asked == [f"/Q/{FLAKY}"] * 3
    (foreign,) = (p for p in told["problems"] if p["fault"] == "guard.foreign")
    assert foreign["address"] == f"https://{HOST}/Q/{FOREIGN}"
    assert "https://la.example/q" in foreign["message"]


@pytest.mark.parametrize(
    ("port", "fault", "exit_code"),
    [
        ("expired", "guard.expired", 1),
        ("other", "guard.certificate_host", 1),
        ("stranger", "guard.certificate_trust", 1),
        ("urgent", "guard.days", 1),
        ("soon", "guard.days", 0),
    ],
)
def test_a_certificate_is_judged_once(world: World, port: str, fault: str, exit_code: int) -> None:
    """A bad one is one fault, not one for every code; from 30 days on it is a note, below 7 a fault."""
    result = world.guard(port, "--format", "json", "--sample", "1")
    assert faults(result) == {(fault, "")}
    assert result.exit_code == exit_code


def test_a_host_that_is_not_there_is_one_fault(world: World) -> None:
    """Not one for every code."""
    world.ports["nobody"] = free_port()
    result = world.guard("nobody", "--format", "json", "--tries", "1")
    assert faults(result) == {("guard.refused", "")}
    assert result.exit_code == 1


def test_another_domain_than_the_printed_one_is_told(world: World) -> None:
    """Looking at the wrong host proves nothing for the signs."""
    result = world.guard("other", "https://khac.example", "--sample", "1")
    assert "Signs carry the domain thu.example, and you look at khac.example." in result.output
    assert result.exit_code == 1


def test_a_report_by_cron_tells_only_what_changed(world: World) -> None:
    """A fault is told when it comes and when it is gone; in between there is silence, and still exit code 1."""
    page = world.root / "site/Q" / f"{RIGHT}.html"
    text = page.read_text("utf-8")
    often = ("--quiet", "--since-last", "--tries", "1")
    world.guard("right")
    page.write_text(text.replace(f"<strong>{RIGHT}</strong>", ""), "utf-8")
    for file in page.parent.glob(f"{RIGHT}.html.*"):
        file.rename(file.with_name(f"kept-{file.name}"))
    first, second = world.guard("right", *often), world.guard("right", *often)
    page.write_text(text, "utf-8")
    third, fourth = world.guard("right", *often), world.guard("right", *often)
    assert [r.exit_code for r in (first, second, third, fourth)] == [1, 1, 0, 0]
    assert f"https://{HOST}/Q/{RIGHT}: ERROR: The page of {RIGHT} names no code" in first.output
    assert second.output == fourth.output == ""
    assert f"Mended: https://{HOST}/Q/{RIGHT}" in third.output


@pytest.mark.parametrize(
    "words", [["http://thu.example"], ["https://thu.example/Q/"], ["--connect", "a b"], ["--rate", "0"]]
)
def test_a_wrong_address_is_a_wrong_command_line(world: World, words: list[str]) -> None:
    """Exit code 2, nothing is asked."""
    assert world.guard("right", *words).exit_code == 2


# ---------------------------------------------------------------- what is decided without a server
def test_the_pages_that_a_build_makes_are_right(quang_tri: Path) -> None:
    """Every code and every address of the real instance, former ones too, as static files."""
    project = load(quang_tri)
    planned = plan(project, project.site.host, 0)
    bad = []
    for look in planned.looks:
        path = urlsplit(look.address).path
        file = quang_tri / "site" / (f"{path}index.html" if path.endswith("/") else f"{path}.html")[1:]
        found = look.kind != "unknown" and file.read_text("utf-8")
        answer = (
            Answer(look.address, 200, text=found) if found else Answer(look.address, 404, text=_notfound(quang_tri))
        )
        bad += judge(planned, look, answer).problems
    assert bad == []
    assert planned.codes == sum(look.kind == "code" for look in planned.looks) > 100


def _notfound(root: Path) -> str:
    return (root / "site/404.html").read_text("utf-8")


class Time:
    """A clock that goes on only by sleeping."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_requests_start_at_even_intervals() -> None:
    """Four a second, however fast the answers come; and nobody starts while the host asks to wait."""
    time = Time()
    pace = Pace(4, time, time.sleep)
    starts = []
    for _ in range(5):
        pace.wait()
        starts.append(time())
    assert starts == [100.0, 100.25, 100.5, 100.75, 101.0]
    pace.hold(30)
    pace.wait()
    assert time() == 131.0


def test_a_wait_that_the_host_asks_for_is_read_in_both_forms() -> None:
    """Seconds or a day; nonsense is none."""
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert retry_after("7", now) == 7
    assert retry_after("Sun, 22 Nov 2026 12:00:30 GMT", now) == 30
    assert retry_after("Sun, 22 Nov 2026 11:00:00 GMT", now) == 0
    assert retry_after("soon", now) is None
    assert retry_after("", now) is None


def test_every_code_has_its_turn() -> None:
    """A light look takes others each day, and after all / sample days each was seen."""
    names = [f"n{i}" for i in range(23)]
    days = [chosen(names, names, 5, day) for day in range(5)]
    assert {len(set(day)) for day in days} == {5}
    assert set().union(*days) == set(names)
    assert chosen(names, names, 0, 1) == names
    assert chosen(names, names, 50, 1) == names


def test_a_site_that_moved_is_looked_at_under_both_names(world: World) -> None:
    """Codes at the host of the signs, pages at their own; a redirect between the two is no stranger."""
    project = load(world.root)
    site = project.site.model_copy(update={"base_url": "https://moi.example/", "sign_host": HOST})
    planned = plan(replace(project, site=site), HOST, 0)
    assert planned.own == {HOST, "moi.example"}
    assert {look.address.split("/")[2] for look in planned.looks if look.kind == "code"} == {HOST}
    assert {look.address.split("/")[2] for look in planned.looks if look.kind == "address"} == {"moi.example"}


def test_what_a_page_takes_from_elsewhere_is_read() -> None:
    """Scripts, frames, forms and styles of others; links that a person follows, and own files, are none."""
    found = live.read(
        '<meta http-equiv="Refresh" content="0; url=/a/"><a href="https://zalo.me/1">x</a>'
        '<script src="/own.js"></script><link rel="stylesheet" href="https://d.example/">'
        '<iframe src="//b.example/"></iframe><form action="https://c.example">'
        "<h1>Một  <b>hai</b></h1><strong>29G275</strong>"
    )
    assert found.elsewhere == {"b.example", "c.example", "d.example"}
    assert (found.headings, found.strong, found.refresh) == ({"Một hai"}, {"29G275"}, "/a/")


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its name and password; a proxy that takes no connection is named as what is wrong."""
    heard: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            heard.append(f"{self.path} {self.headers['Proxy-Authorization']}")
            self.send_error(403)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in ("no_proxy", "NO_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", f"http://xa:m%C3%A2t@127.0.0.1:{server.server_port}")
    answer = Web(frozenset({HOST}), Limits(tries=1)).get(f"https://{HOST}/")
    server.shutdown()
    server.server_close()
    assert answer.fault == "guard.proxy"
    assert heard == [f"{HOST}:443 Basic eGE6bcOidA=="]
