"""Builds of made-up provinces of growing size, and Hugo on the same texts: CPU, wall, memory, bytes, growth.

    python scripts/bench/build.py [--runs 3] [--json FILE] [COUNT …]          (500 and 2,000 entries unless told)

Ours makes the whole site (both locales, scan pages, hubs, sitemap, maps for hosts), without signs; Hugo makes two pages
an entry, lists and one JSON index a locale, from Markdown that says the same. Every run is a process of its own and all
runs of one size follow each other in turn; medians are printed as Markdown. Ratios within a table can be compared.
Hugo is left out, and says so, where it is not installed (Debian: hugo).
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from gauge import Row, timed
from synthetic import write

OURS = """\
import sys
from pathlib import Path
from camtay import build
from camtay.project import load
project = load(Path(sys.argv[1]))
out = Path(sys.argv[1]) / "site"
out.mkdir()
with build._fixed_date(project):
    build.build_site(project, out)
"""
CHECK = "import sys; from pathlib import Path; from camtay.project import check; check(Path(sys.argv[1]))"
HUGO = """\
baseURL: https://quangtri.example/
defaultContentLanguage: vi
disableKinds: [taxonomy, term]
languages:
  vi: {contentDir: content/vi, title: Cầm Tay, weight: 1}
  en: {contentDir: content/en, title: Cầm Tay, weight: 2}
outputs: {home: [HTML, JSON], section: [HTML]}
"""
LAYOUTS = {
    "_default/baseof.html": """\
<!doctype html>
<html lang="{{ site.Language.Lang }}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">
{{ end }}<link rel="stylesheet" href="/site.css">
</head>
<body><header><a href="{{ site.Home.RelPermalink }}">{{ site.Title }}</a>
<nav><ul>{{ range site.Home.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>
{{ range .Translations }}<a href="{{ .RelPermalink }}" hreflang="{{ .Language.Lang }}">{{ .Language.Lang }}</a>{{ end }}
</header><main>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>
""",
    "_default/single.html": """\
{{ define "main" }}<nav><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a></nav>
<h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ .Content }}<aside>{{ .TableOfContents }}</aside>{{ end }}
""",
    "_default/list.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
    "index.json": """\
[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}
{{ dict "u" $p.RelPermalink "t" $p.Title "x" $p.Plain | jsonify }}{{ end }}]
""",
}


def texts(value: Any, tag: str) -> Iterator[str]:
    """All words of an entry in a locale, in their order."""
    if isinstance(value, dict):
        if isinstance(value.get(tag), str):
            yield value[tag]
        for key, inner in value.items():
            if key not in ("vi", "en", "sources", "confirm", "address"):
                yield from texts(inner, tag)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, tag)


def markdown(entry: dict[str, Any], tag: str) -> str:
    """An entry as a page for Hugo: a heading for each field, a list of its texts."""
    head = {"title": entry["title"][tag], "description": entry.get("summary", entry["title"])[tag]}
    parts = ["---\n" + yaml.safe_dump(head, allow_unicode=True, width=1000) + "---"]
    for key, value in entry.items():
        if key in ("title", "summary", "sources", "short", "address", "alleys") or not isinstance(value, list | dict):
            continue
        found = list(texts(value, tag))
        if found:
            mark = "1." if key == "steps" else "-"
            parts.append(f"## {key}\n\n" + "\n".join(f"{mark} {text}" for text in found))
    return "\n\n".join(parts) + "\n"


def hugo_site(root: Path, site: Path) -> int:
    """The entries of a project as a site for Hugo; how many pages."""
    site.mkdir(parents=True)
    (site / "config.yaml").write_text(HUGO, "utf-8")  # the name that old versions know too
    for name, text in LAYOUTS.items():
        (site / "layouts" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "layouts" / name).write_text(text, "utf-8")
    pages = 0
    for path in sorted((root / "guides").glob("*/*.yml")):
        data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for entry in (data, *data.get("alleys", ())):
            for tag in ("vi", "en"):
                target = site / "content" / tag / path.parent.name / f"{entry['id']}.md"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(markdown(entry, tag), "utf-8")
                pages += 1
    return pages


def measure(count: int, runs: int) -> dict[str, dict[str, float]]:
    """Medians of everything at one size: name → cpu and wall (seconds), memory (MB), bytes, files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "ours"
        write(project, count)
        works: dict[str, tuple[list[object], Path | None]] = {
            "check": ([sys.executable, "-c", CHECK, project], None),
            "cold build": ([sys.executable, "-c", OURS, project], project / "site"),
        }
        if shutil.which("hugo"):
            hugo_site(project, folder / "hugo")
            works["Hugo"] = (["hugo", "--quiet", "-s", folder / "hugo"], folder / "hugo/public")
        else:
            print("hugo is not installed (apt-get install hugo): left out", file=sys.stderr)
        rows: dict[str, list[Row]] = {work: [] for work in works}
        sizes: dict[str, tuple[int, int]] = {}
        for _ in range(runs):
            for work, (command, out) in works.items():
                if out:
                    shutil.rmtree(out, ignore_errors=True)
                rows[work].append(timed(work, _run(command))[1])
                if out:
                    files = [path for path in out.rglob("*") if path.is_file()]
                    sizes[work] = sum(path.stat().st_size for path in files), len(files)
        return {
            work: {
                **{key: statistics.median(row[n] for row in found) for n, key in ((1, "cpu"), (2, "wall"), (3, "mb"))},
                "bytes": sizes.get(work, (0, 0))[0],
                "files": sizes.get(work, (0, 0))[1],
            }
            for work, found in rows.items()
        }


def _run(command: list[object]) -> Callable[[], Any]:
    return lambda: subprocess.run(list(map(str, command)), check=True, stdout=subprocess.DEVNULL)


def report(results: dict[int, dict[str, dict[str, float]]]) -> str:
    """A Markdown table; growth is the exponent between one size and the next (1: in proportion)."""
    lines = [
        "| entries | work | CPU s | wall s | peak MB | CPU, ratio to Hugo | grows with | files | MB written |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    before: dict[str, tuple[int, float]] = {}
    for count, works in results.items():
        for work, found in works.items():
            ratio = f"{found['cpu'] / works['Hugo']['cpu']:.2f}" if "Hugo" in works and found["files"] else ""
            grows = ""
            if work in before:
                n, cpu = before[work]
                grows = f"n^{math.log(found['cpu'] / cpu) / math.log(count / n):.2f}"
            before[work] = count, found["cpu"]
            lines.append(
                f"| {count:,} | {work} | {found['cpu']:.1f} | {found['wall']:.1f} | {found['mb']:.0f} | {ratio} "
                f"| {grows} | {found['files']:,.0f} | {found['bytes'] / 1e6:.1f} |"
            )
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("counts", nargs="*", type=int, default=[500, 2_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    results = {count: measure(count, options.runs) for count in options.counts}
    print(report(results))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n")


if __name__ == "__main__":
    main()
