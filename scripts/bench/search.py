"""How fast the search page is: 5,000 entries in one index, Chromium slowed down six times.

    python scripts/bench/search.py [ENTRIES] [SLOWDOWN]

Prints the size of the index, the time from its arrival until it can be searched, and for each query the time from a key
to the first result in the page (median and worst of five). Titles and texts are put together from halves of real ones.
Needs Debian's chromium and the packages of the tests.
"""

from __future__ import annotations

import gzip
import random
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

REPO = Path(__file__).parent.parent.parent
sys.path[:0] = [str(REPO), str(REPO / "scripts")]

from tests.hosting import hosted  # noqa: E402

from camtay import codes, project  # noqa: E402 - the repository's own, wherever this is started
from camtay.build import build_site  # noqa: E402
from camtay.pages import search  # noqa: E402
from camtay.text import slugify  # noqa: E402

QUERIES = ("c", "can", "can cuoc", "dia dao vinh moc", "cawn cuowcs", "vinh mov", "mat the phai lam sao", "kiet 12")
TIMED = """query => {
    const field = document.getElementById("ct-search-words");
    const start = performance.now();
    field.value = query;
    field.dispatchEvent(new Event("input"));
    document.getElementById("ct-search-hits").getBoundingClientRect();  // laid out
    return performance.now() - start;
}"""
STARTED = """() => new Promise(done => {
    const seen = performance.getEntriesByType("resource").find(one => one.name.includes("search-vi-"));
    const wait = () => ctSearch.ready ? done(performance.now() - (seen ? seen.responseEnd : 0)) : setTimeout(wait, 5);
    wait();
})"""


def records(number: int, real: project.Project) -> list[search.Record]:
    """Made-up records of all kinds, sorted by kind."""
    dice = random.Random(7)  # noqa: S311 - the same records on every run
    known = search.records(real, real.source_locale)

    def mixed(name: str) -> str:
        first, second = (getattr(dice.choice(known), name).split() for _ in range(2))
        return " ".join([*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]])

    made = []
    for n in range(number):
        kind, title = ("guide", "heritage", "alley", "village")[n % 4], f"{mixed('title')} {n // 50}"
        code = "".join(dice.choices(codes.ALPHABET, k=codes.LENGTH))
        made.append(search.Record(kind, title, slugify(title), (), (), mixed("other"), mixed("text"), (code,)))
    return sorted(made, key=lambda record: record.kind)


def main(number: int = 5_000, slowdown: float = 6) -> None:
    """Measure and print."""
    real = project.load(REPO)
    labels = {kind: (kind, f"/{kind}/") for kind in ("guide", "heritage", "alley", "village")}
    index = search.fitted("vi", records(number, real), labels).data
    print(f"{number} entries: {len(index):,} B, {len(gzip.compress(index, 9)):,} B gzip")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build_site(real, Path(folder, "site"))
        with hosted(Path(folder, "site")) as (base, _):
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 360, "height": 740})
            page.route("**/search-vi-*.json", lambda route: route.fulfill(body=index, content_type="application/json"))
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
            page.goto(f"{base}/tim/")
            print(f"ready {page.evaluate(STARTED):.0f} ms after the index has arrived ({slowdown:g}× slower)")
            for query in QUERIES:
                times = [page.evaluate(TIMED, query) for _ in range(5)]
                found = page.evaluate("document.querySelectorAll('#ct-search-hits a').length")
                print(f"{query!r}: {statistics.median(times):.0f} ms, worst {max(times):.0f} ms, {found} shown")
            browser.close()


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
