"""First visits to our pages over slow links, beside a minimal page made by hand in the same run.

    sudo python scripts/bench/page.py SITE [--runs 5] [--links slow4g,village3g,slow3g] [--json FILE]

SITE is a built site. Chromium with an empty cache, 360 × 640, CPU slowed four times; nginx with TLS 1.3, HTTP/2 and
brotli; delay and rate apply to every packet (`netlink.py`). Prints medians as a Markdown table. Needs root, and
Debian's chromium, nginx, libnginx-mod-http-brotli-static, iproute2 and openssl. Not in the figures: the look-up of the
name (about one more round trip) and the radio waking up.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import netlink  # noqa: E402 - a script beside this one

HOST = "bench.test"
PORTS = {"h2 brotli": 443, "h2 plain": 444, "h1 plain": 445}
NGINX = """\
user root; worker_processes 1; daemon off; pid DIR/nginx.pid; error_log DIR/nginx.err warn;
include /etc/nginx/modules-enabled/*.conf;
events { worker_connections 512; }
http {
  include /etc/nginx/mime.types; charset utf-8; sendfile on; tcp_nopush on; keepalive_timeout 65;
  log_format size '$msec $request_uri $bytes_sent'; access_log DIR/access.log size;
  client_body_temp_path DIR/t; proxy_temp_path DIR/t; fastcgi_temp_path DIR/t; uwsgi_temp_path DIR/t; scgi_temp_path DIR/t;
  ssl_certificate DIR/chain.pem; ssl_certificate_key DIR/leaf.key; ssl_protocols TLSv1.3; ssl_buffer_size 4k;
  root DIR/site; add_header Cache-Control "public, max-age=600";
  server { listen IP:443 ssl http2; brotli_static on; gzip_static on; location / { try_files $uri $uri.html $uri/index.html =404; } }
  server { listen IP:444 ssl http2; location / { try_files $uri $uri.html $uri/index.html =404; } }
  server { listen IP:445 ssl; location / { try_files $uri $uri.html $uri/index.html =404; } }
}
"""  # noqa: E501 - lines of a configuration file
OBSERVE = """() => { const m = window.__m = {fcp: null, lcp: null, cls: 0, long: []};
const on = (type, take) => new PerformanceObserver(l => l.getEntries().forEach(take)).observe({type, buffered: true});
on("paint", e => { if (e.name == "first-contentful-paint") m.fcp = e.startTime; });
on("largest-contentful-paint", e => { m.lcp = e.startTime; });
on("layout-shift", e => { if (!e.hadRecentInput) m.cls += e.value; });
on("longtask", e => m.long.push([e.startTime, e.duration])); }"""
HAND = """\
<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>body{{font:20px/1.5 sans-serif;max-width:38rem;margin:auto;padding:1rem}}</style></head>
<body>{body}</body></html>
"""


def hand(page: str) -> str:
    """The text of a scan page in the plainest page that one could write: no classes, no script, ten words of style."""
    body = re.search(r"<main>(.*)</main>", page, re.DOTALL)
    title = re.search(r"<title>(.*?)</title>", page)
    assert body  # noqa: S101 - a bench of something else is worth nothing
    assert title  # noqa: S101 - as above
    plain = re.sub(r' (?:class|id|data-[\w-]+|loading|type|hidden)(?:="[^"]*")?(?=[ >])', "", body[1])
    plain = re.sub(r"<button.*?</button>|<svg.*?</svg>|<img[^>]*>|</?(?:article|div|span|footer)[^>]*>", "", plain)
    return HAND.format(title=title[1], body=plain)


def certificates(folder: Path) -> str:
    """A chain of the size of a public authority's; the key's hash for Chromium's list of exceptions."""

    def openssl(*words: object, text: str = "") -> bytes:
        command = ["openssl", *map(str, words)]
        return subprocess.run(command, check=True, capture_output=True, input=text.encode()).stdout

    for name, curve in (("root", "secp384r1"), ("middle", "secp384r1"), ("leaf", "prime256v1")):
        openssl("ecparam", "-genkey", "-name", curve, "-noout", "-out", folder / f"{name}.key")
    subject = "/C=VN/O=Bench Security Research Group/CN=Bench Root X2"
    openssl(
        "req",
        "-x509",
        "-new",
        "-key",
        folder / "root.key",
        "-days",
        "30",
        "-subj",
        subject,
        "-out",
        folder / "root.pem",
    )
    stamps = hashlib.sha512(b"stamps").hexdigest() * 4  # in the place of the two signed timestamps
    rules = {
        "middle": "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign\n",
        "leaf": f"subjectAltName=DNS:{HOST}\nextendedKeyUsage=serverAuth\n1.3.6.1.4.1.99999.2=DER:{':'.join(re.findall('..', stamps))}\n",  # noqa: E501
    }
    for name, by in (("middle", "root"), ("leaf", "middle")):
        (folder / "rules").write_text(rules[name])
        request = openssl("req", "-new", "-key", folder / f"{name}.key", "-subj", f"/CN={name}.{HOST}").decode()
        made = openssl(
            "x509",
            "-req",
            "-CA",
            folder / f"{by}.pem",
            "-CAkey",
            folder / f"{by}.key",
            "-CAcreateserial",
            "-days",
            "20",
            "-extfile",
            folder / "rules",
            text=request,
        )
        (folder / f"{name}.pem").write_bytes(made)
    (folder / "chain.pem").write_bytes((folder / "leaf.pem").read_bytes() + (folder / "middle.pem").read_bytes())
    public = openssl("pkey", "-in", folder / "leaf.key", "-pubout", "-outform", "der")
    return base64.b64encode(hashlib.sha256(public).digest()).decode()


@contextmanager
def network(link: str, folder: Path) -> Iterator[None]:
    """The link and the server, while the block runs."""
    netlink.up()
    relay = subprocess.Popen([sys.executable, HERE / "netlink.py", "run", link], stdout=subprocess.PIPE)
    server = subprocess.Popen(["ip", "netns", "exec", netlink.SERVER, "nginx", "-c", str(folder / "nginx.conf")])
    try:
        assert relay.stdout  # noqa: S101 - asked for above
        relay.stdout.readline()
        time.sleep(1)
        yield
    finally:
        for process in (server, relay):
            process.terminate()
            process.wait()
        netlink.down()


def visit(folder: Path, pages: dict[str, tuple[str, str]], runs: int, key: str) -> list[dict[str, Any]]:
    """Each page `runs` times, in turn, from inside the client's namespace."""
    from playwright.sync_api import sync_playwright

    found: list[dict[str, Any]] = []
    log = folder / "access.log"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
                "--disable-component-update", f"--host-resolver-rules=MAP {HOST} {netlink.SERVER_IP}",
                f"--ignore-certificate-errors-spki-list={key}",
            ],
        )  # fmt: skip
        for _ in range(runs):
            for name, (path, port) in pages.items():
                before = len(log.read_text().splitlines()) if log.exists() else 0
                context = browser.new_context(
                    viewport={"width": 360, "height": 640}, device_scale_factor=2, is_mobile=True, has_touch=True,
                    locale="vi-VN",
                )  # fmt: skip
                page = context.new_page()
                context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
                page.add_init_script(f"({OBSERVE})()")
                page.goto(f"https://{HOST}:{PORTS[port]}{path}", wait_until="load", timeout=120_000)
                page.wait_for_load_state("networkidle", timeout=120_000)
                page.wait_for_timeout(1_500)
                seen = page.evaluate("window.__m")
                timing = page.evaluate("performance.getEntriesByType('navigation')[0].toJSON()")
                context.close()
                lines = [line.rsplit(" ", 1) for line in log.read_text().splitlines()[before:]]
                late = sum(max(0, d - 50) for start, d in seen["long"] if start + d > (seen["fcp"] or 0))
                found.append(
                    {
                        "page": name,
                        "first_byte": timing["responseStart"],
                        "last_byte": timing["responseEnd"],
                        **{key: seen[key] for key in ("fcp", "lcp", "cls")},
                        "tbt": late,
                        "requests": len(lines),
                        "bytes": sum(int(size) for _, size in lines),
                    }
                )
        browser.close()
    return found


def prepare(site: Path, folder: Path) -> dict[str, tuple[str, str]]:
    """Copy and compress the site; the pages to visit: (path, way of serving)."""
    root = folder / "site"
    shutil.copytree(site, root)
    scans = sorted((root / "Q").glob("??????.html"), key=lambda path: (-len(brotli.compress(path.read_bytes())), path))
    heaviest = scans[0].read_text("utf-8")
    (root / "hand.html").write_text(hand(heaviest), "utf-8")
    entry = re.search(r'<link rel="canonical" href="https://[^/]*([^"]*)"', heaviest)
    assert entry  # noqa: S101 - every scan page has one
    for path in root.rglob("*"):
        if path.suffix in (".html", ".css", ".js", ".svg", ".json", ".xml") and path.stat().st_size > 200:
            data = path.read_bytes()
            path.with_name(path.name + ".br").write_bytes(brotli.compress(data))
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(data, mtime=0))
    scan = f"/Q/{scans[0].stem}"
    return {
        "by hand": ("/hand", "h2 brotli"),
        "scan page (heaviest)": (scan, "h2 brotli"),
        "scan page, not compressed": (scan, "h2 plain"),
        "scan page, not compressed, HTTP/1.1": (scan, "h1 plain"),
        "entry page": (entry[1], "h2 brotli"),
    }


def report(link: str, found: list[dict[str, Any]]) -> str:
    """A Markdown table of medians."""
    profile = netlink.LINKS[link]
    lines = [
        f"\n{link}: {profile.down / 1e6:.2g} Mbit/s, {profile.rtt * 1000:.0f} ms",
        "| page | first byte s | last byte s | first paint s | largest paint s | × by hand "
        "| blocking ms | shift | requests | kB |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    base = 0.0
    for name in dict.fromkeys(row["page"] for row in found):
        rows = [row for row in found if row["page"] == name]
        middle = {key: statistics.median(row[key] for row in rows) for key in rows[0] if key != "page"}
        base = base or middle["lcp"]
        lines.append(
            f"| {name} | "
            + " | ".join(f"{middle[key] / 1000:.2f}" for key in ("first_byte", "last_byte", "fcp", "lcp"))
            + f" | {middle['lcp'] / base:.2f} | {middle['tbt']:.0f} | {middle['cls']:.3f} "
            f"| {middle['requests']:.0f} | {middle['bytes'] / 1000:.1f} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure and print; the client's half calls itself inside its namespace."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("site", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--links", default=",".join(netlink.LINKS))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--client", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.client:
        folder = Path(options.client)
        plan = json.loads((folder / "plan.json").read_text())
        print(json.dumps(visit(folder, plan["pages"], options.runs, plan["key"])))
        return
    if os.geteuid() or not all(map(shutil.which, ("nginx", "chromium", "ip", "openssl"))):
        sys.exit("needs root, and: apt-get install chromium nginx libnginx-mod-http-brotli-static iproute2 openssl")
    everything: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        key = certificates(folder)
        (folder / "plan.json").write_text(json.dumps({"pages": prepare(options.site, folder), "key": key}))
        (folder / "nginx.conf").write_text(NGINX.replace("DIR", name).replace("IP", netlink.SERVER_IP))
        for link in options.links.split(","):
            with network(link, folder):
                command = ["ip", "netns", "exec", netlink.CLIENT, sys.executable, __file__, str(options.site)]
                command += ["--client", name, "--runs", str(options.runs)]
                everything[link] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            print(report(link, everything[link]), flush=True)
    if options.json:
        options.json.write_text(json.dumps(everything, indent=1) + "\n")


if __name__ == "__main__":
    main()
