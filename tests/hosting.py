"""A static host on loopback that answers as the README's hosts do: `/Q/CODE` with CODE.html, no redirect."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page


class _Handler(SimpleHTTPRequestHandler):
    requests: list[str]

    def translate_path(self, path: str) -> str:
        found = Path(super().translate_path(path))
        html = found.with_name(f"{found.name}.html")
        return str(html if not found.exists() and html.is_file() else found)

    def log_message(self, *args: Any) -> None:
        """Say nothing; `do_GET` keeps the list."""

    def end_headers(self) -> None:
        if "." not in Path(self.path).name:  # or a browser guesses for how long a page stays fresh
            self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        super().do_GET()


@contextmanager
def hosted(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """(base address, list of paths asked for so far) of `folder` while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    asked: list[str] = []
    server.asked = asked  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def until(page: Page, condition: str) -> None:
    """Wait for a condition; Playwright's own waiting is what our policy forbids."""
    for _ in range(1_000):  # a busy machine may take long
        if page.evaluate(condition):
            return
        time.sleep(0.05)
    raise AssertionError(condition)
