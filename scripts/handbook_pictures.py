"""The pictures of the handbook: real pages, reports and signs of the example instance, taken with Chromium.

    python scripts/handbook_pictures.py

Writes `docs/so-tay/hinh/*.webp`. Needs Debian's chromium, the `test` extra (Playwright) and the bundle of the browser
editor (`scripts/editor/build.sh`), which is shown with the tests' server for repositories.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console

from camtay import editor
from camtay.commands import previewing
from camtay.commands.app import App
from camtay.editor import publish
from camtay.project import load
from camtay.signs import symbol

REPO = Path(__file__).parent.parent
sys.path.insert(0, str(REPO))

from tests.forge import REPO as NAME  # noqa: E402 - found once the repository is on the path
from tests.forge import TOKEN, forge  # noqa: E402
from tests.hosting import hosted  # noqa: E402

OUT = REPO / "docs" / "so-tay" / "hinh"
LIMIT = 40_000
"""Bytes a picture at most."""
ENV = {
    **os.environ,
    "SOURCE_DATE_EPOCH": "1795348800",
    **{f"GIT_{who}_{what}": "so.tay@thu.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{who}_DATE": "2026-11-22T08:00:00+07:00" for who in ("AUTHOR", "COMMITTER")},
}
GUIDE = "guides/huong-dan/dung-wifi-chung.yml"
DRAFT = """\
kind: guide
id: goi-tong-dai
status: draft
title: {vi: Gọi tổng đài hỏi thủ tục, en: Ask about a procedure by phone}
summary: {vi: Gọi hỏi trước khi đi cho đỡ mất công., en: Call before you go.}
reviewed: 2026-11-22
topic: services
audience: [everyone]
sources:
  - {id: so-tay, title: "Sổ tay người biên tập, bài mẫu"}
steps:
  - {vi: Chuẩn bị giấy bút., en: Have pen and paper ready., confidence: memory}
  - {vi: Gọi vào giờ làm việc., en: Call during office hours., confidence: memory}
  - {vi: Ghi lại giấy tờ phải mang., en: Note what to bring., confidence: memory}
"""


def main() -> None:
    """Make every picture anew."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "son-vi"
        shutil.copytree(REPO / "examples" / "son-vi", root, ignore=shutil.ignore_patterns("site", "print"))
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Bản đang đăng"]):
            subprocess.run(["git", "-C", str(root), *words], check=True, env=ENV)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        previews(browser, root)
        terminal(browser)
        reports(browser, root)
        signs(browser, root)
        editing(browser, root, Path(folder) / "served")
        browser.close()
    for path in sorted(OUT.glob("*.webp")):
        print(f"{path.stat().st_size:6} {path.name}")


def previews(browser: Browser, root: Path) -> None:
    """The scan page of a guide, a draft with its ribbon, a fault told on the page."""
    with serving(root) as address:
        phone = (360, 640)
        keep("trang-quet", shot(browser, f"{address}/Q/M6K6B7", *phone))
        (root / "guides/huong-dan/goi-tong-dai.yml").write_text(DRAFT, "utf-8")
        await_text(f"{address}/huong-dan/", "Gọi tổng đài")
        keep("ban-nhap", shot(browser, f"{address}/huong-dan/goi-tong-dai/", *phone))
        whole = (root / GUIDE).read_text("utf-8")
        (root / GUIDE).write_text(whole.replace("steps:", "stpes:"), "utf-8")
        await_text(f"{address}/", "stpes")
        keep("loi-tren-trang", shot(browser, f"{address}/huong-dan/dung-wifi-chung/", 760, 420))
        (root / GUIDE).write_text(whole, "utf-8")
    (root / "guides/huong-dan/goi-tong-dai.yml").unlink()


def terminal(browser: Browser) -> None:
    """What `camtay serve --share` prints."""
    app = App(REPO, "vi")
    app.out = Console(
        record=True, width=74, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False
    )
    previewing._ready(app, "192.0.2.10", "8000")
    shown = app.out.export_html(inline_styles=True, code_format="{code}")
    page = opened(browser, 760, 470)
    style = "margin:0;padding:16px;background:#16201d;color:#e8efec;font:16px/18px 'DejaVu Sans Mono',monospace"
    page.set_content(f'<body style="margin:0"><pre style="{style}">{shown}</pre>')
    keep("chia-se", page.locator("pre").screenshot())


def reports(browser: Browser, root: Path) -> None:
    """What `camtay diff` says of a few changes."""
    whole = (root / GUIDE).read_text("utf-8")
    changed = whole.replace("Chọn đúng tên đã hỏi.", "Chọn đúng tên wifi vừa hỏi.")
    (root / GUIDE).write_text(changed.replace("Năm 2023, khu 10 đã có.", "Gọi 113 nếu bị lừa."), "utf-8")
    camtay(root, "diff", "--format", "html")
    keep("bao-cao", shot(browser, f"file://{root}/thay-doi.html", 760, 760))
    (root / GUIDE).write_text(whole, "utf-8")


def signs(browser: Browser, root: Path) -> None:
    """A printed sign, and the report on a photograph of it with another code pasted over."""
    camtay(root, "qr", "print", "--place", "dung-wifi-chung", "--format", "png", "--dpi", "150")
    (path,) = (p for p in (root / "qr/print").rglob("*.png") if "dung-wifi-chung" in p.name)
    with Image.open(path) as opened_:
        sign = opened_.convert("RGB")
    keep("bien-a6", _png(sign))
    wall = Image.new("RGB", (sign.width + 240, sign.height + 200), "#8f9a94")
    wall.paste(sign, (120, 100))
    fake = symbol.make("https://TRUNG-THUONG.EXAMPLE/NHAN-QUA", "Q")
    side = fake.size + 8
    label = Image.new("RGB", (side, side), "white")
    for y, row in enumerate(fake.modules):
        for x, dark in enumerate(row):
            if dark:
                label.putpixel((x + 4, y + 4), (0, 0, 0))
    width = sign.width * 2 // 5
    label = label.resize((width, width), Image.Resampling.NEAREST)
    wall.paste(label, (wall.width // 2 - width // 2, 100 + sign.height // 2 - width // 3))
    photo = root / "bien-nghi-ngo.jpg"
    wall.save(photo, quality=90)
    camtay(root, "qr", "inspect", str(photo), "--html", str(root / "kiem.html"), codes=(0, 3))
    keep("ma-dan-de", shot(browser, f"file://{root}/kiem.html", 760, 700))


def editing(browser: Browser, root: Path, served: Path) -> None:
    """The kinds of entries in the browser editor, and a step of a guide that is open, on a phone."""
    shutil.rmtree(root / ".git")  # the server begins a repository of its own
    os.environ[publish.BUNDLE] = str(REPO / "scripts/editor/dist")
    with forge(root) as (server, repository):
        with (root / "guides/site.yml").open("a", encoding="utf-8") as site:
            site.write(f"editor: {{backend: gitea, repo: {NAME}, branch: main, base_url: '{server}'}}\n")
        repository.git("commit", "-qam", "Mở trang soạn bài")
        editor.write(load(root), served)
        with hosted(served) as (host, _):
            page = opened(browser, 360, 640)
            page.goto(f"{host}/admin/")
            page.get_by_role("button", name="Đăng nhập bằng mã truy cập").click()
            page.get_by_role("textbox").fill(TOKEN)
            page.get_by_role("button", name="Đăng nhập", exact=True).click()
            page.get_by_text("Hướng dẫn từng bước").first.wait_for()
            page.goto(f"{host}/admin/#/collections")
            page.get_by_text("Hướng dẫn từng bước").first.wait_for()
            page.wait_for_timeout(1000)  # until what slides in has come to rest
            keep("soan-muc", page.screenshot())
            page.goto(f"{host}/admin/#/collections/guide/entries/{Path(GUIDE).stem}")
            steps = page.locator('[data-key-path="steps"]')
            page.mouse.move(180, 400)
            for _ in range(60):  # fields further down are made while one scrolls
                if steps.count():
                    break
                page.mouse.wheel(0, 400)
                page.wait_for_timeout(100)
            steps.first.scroll_into_view_if_needed()
            steps.get_by_role("button", name="Mở rộng", exact=True).first.click()
            page.locator('[data-key-path="steps.0.vi"]').evaluate("e => e.scrollIntoView({block: 'center'})")
            page.wait_for_timeout(1000)
            keep("soan-buoc", page.screenshot())


# ---------------------------------------------------------------- tools
def camtay(root: Path, *words: str, codes: tuple[int, ...] = (0,)) -> None:
    """Run a command of the tool in the example."""
    done = subprocess.run([sys.executable, "-m", "camtay.cli", "--root", str(root), *words], check=False, env=ENV)
    if done.returncode not in codes:
        raise SystemExit(f"camtay {' '.join(words)}: {done.returncode}")


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Address of a running preview."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "camtay.cli", "--root", str(root), "serve", "--address", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, env=ENV)
    try:
        await_text(f"http://127.0.0.1:{port}/", "<h1")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def await_text(address: str, text: str) -> None:
    """Until a page is there and holds a text."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own preview
                if text in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.5)
    raise SystemExit(f"{address} never said {text}")


def opened(browser: Browser, width: int, height: int) -> Page:
    """A page of a phone, or of a computer where it is wider."""
    scale = 2 if width < 500 else 1
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=scale, locale="vi-VN", color_scheme="light"
    )
    return context.new_page()


def shot(browser: Browser, address: str, width: int, height: int) -> bytes:
    """What a window of this size shows. A page of its own each time: a preview reloads the pages that are open."""
    page = opened(browser, width, height)
    page.goto(address)
    data = page.screenshot()
    page.context.close()
    return data


def keep(name: str, data: bytes) -> None:
    """As WebP within the limit, at most 720 pixels wide."""
    with Image.open(io.BytesIO(data)) as picture:
        whole = picture.convert("RGB")
    phone = whole.height > 1.5 * whole.width
    whole.thumbnail((400 if phone else 760, 1400), Image.Resampling.LANCZOS)
    tries = (_webp(whole, quality) for quality in (80, 70, 60, 50, 40, 30, 20))
    data = next(made for made in tries if len(made) <= LIMIT)
    (OUT / f"{name}.webp").write_bytes(data)


def _webp(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=quality, method=6)
    return out.getvalue()


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    main()
