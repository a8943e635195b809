"""An edit followed in Chromium: seconds from saving a file to the reloaded page, in `camtay serve`.

    python scripts/bench/preview.py [--runs 5] [COUNT …]        (made-up provinces; 5,000 entries unless told)

A page of an entry is open at 360 px, as beside an editor; its file is changed and the new words are waited for. Prints
a Markdown table; --picture FILE.png keeps what the browser shows in the end.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml
from playwright.sync_api import Error, Page, sync_playwright
from synthetic import REPO, write

from camtay.files import write_atomic

ADDRESS = "127.0.0.1:8177"
PATIENCE = 240.0
"""Seconds until the preview answers for the first time: it builds then."""


def save(path: Path, words: str) -> None:
    """Other words for the first step of a guide, as an editor's save puts them there."""
    data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    data["steps"][0]["vi"] = words
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    write_atomic(path, text.encode())


def follow(page: Page, path: Path, runs: int) -> list[float]:
    """Seconds of each edit until the page shows it."""
    found = []
    for run in range(runs):
        words = f"Bước này được sửa lần thứ {run + 1}."
        start = time.perf_counter()
        save(path, words)
        page.get_by_text(words).first.wait_for(timeout=60_000)
        found.append(time.perf_counter() - start)
        time.sleep(2)  # as somebody who looks at it
    return found


def measure(count: int, runs: int, picture: Path | None) -> tuple[float, list[float]]:
    """Seconds until the preview answers, and of each edit."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as driver:
        root = Path(name)
        write(root, count)
        path = sorted((root / "guides/huong-dan").glob("*.yml"))[-1]
        start = time.perf_counter()
        command = [sys.executable, "-m", "camtay", "serve", "--address", ADDRESS]
        server = subprocess.Popen(
            command, cwd=root, env={**os.environ, "PYTHONPATH": str(REPO / "scripts")},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
            browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 360, "height": 740})
            address = f"http://{ADDRESS}/huong-dan/{path.stem}/"
            while True:
                try:
                    page.goto(address)
                    break
                except Error:
                    if time.perf_counter() - start > PATIENCE:
                        raise
                    time.sleep(0.5)
            first = time.perf_counter() - start
            time.sleep(2)
            found = follow(page, path, runs)
            if picture:
                page.screenshot(path=picture)
            browser.close()
        finally:
            server.terminate()
            server.wait(30)
    return first, found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=[5_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    print("| entries | first answer s | edit to reloaded page s (median) | slowest |\n|--:|--:|--:|--:|")
    for count in options.counts:
        first, found = measure(count, options.runs, options.picture)
        print(f"| {count:,} | {first:.1f} | {statistics.median(found):.2f} | {max(found):.2f} |", flush=True)


if __name__ == "__main__":
    main()
