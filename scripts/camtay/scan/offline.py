"""What stays readable without a signal: the service worker, and the lists of files that a reader can choose to keep."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup, escape

from camtay import urls
from camtay.ledger import Code
from camtay.model.entries import DayRoute, Entry, LearningPath, Village
from camtay.project import Project
from camtay.scan.bundle import bundle
from camtay.scan.page import assemble, scan_locales
from camtay.templating import environment
from camtay.view import View, render
from camtay.written import Known

WORKER = "sw.js"
FOLDER = "keep"
_LIST = Markup(".k{list-style:none;padding:0}")
GONE = "self.addEventListener('install',()=>self.skipWaiting());self.addEventListener('activate',e=>e.waitUntil((async()=>{for(const n of await caches.keys())await caches.delete(n);await self.registration.unregister()})()))\n"  # noqa: E501
"""A worker that removes itself: in a preview pages must never come from a store."""


def write(project: Project, out: Path, preview: bool = False, known: Known | None = None) -> dict[str, str]:
    """Write `/sw.js` and `/keep/CODE.json` into a site whose other files are all there. Raises OSError.

    What `known` does not tell of pages is read. Gives what `worker` wants to know of the lists."""
    if preview:
        (out / WORKER).write_text(GONE, "utf-8")
        return {}
    known = known or Known(out)
    folder = out / FOLDER
    folder.mkdir(exist_ok=True)
    marks = {}
    for code in project.ledger.codes.values():
        text = manifest(project, code, known)
        marks[code.code] = mark_of(text)
        (folder / f"{code.code}.json").write_bytes(text.encode())
    (out / WORKER).write_text(worker(project, marks), "utf-8")
    return marks


def mark_of(text: str) -> str:
    """What stands for a list in the version of the worker."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def worker(project: Project, marks: Mapping[str, str]) -> str:
    """The script; another one as soon as any page or file that somebody may have kept is another.

    `marks` are what `mark_of` gives for the list of each code."""
    made = bundle(project)
    files = {
        made.script_path: ("text/javascript; charset=utf-8", made.script),
        made.style_path: ("text/css; charset=utf-8", made.style),
    }
    template = environment(project.root).get_template("scan/sw.js")
    ends = {loc.tag: str(escape(f" – {View(project, loc).plain(project.site.short)}")) for loc in project.locales}
    values = {"files": _script(files), "offline": _script(page(project)), "ends": _script(ends)}
    source = template.render(version="", **values)
    mark = hashlib.sha256(
        "\0".join([source, *(f"{code} {marks[code]}" for code in sorted(marks))]).encode()
    ).hexdigest()[:12]
    return template.render(version=mark, **values)


def page(project: Project) -> str:
    """The page for what this phone has not seen, whole in itself; the worker fills in what it has."""
    site = project.site
    views = [View(project, locale) for locale in scan_locales(project)]
    bodies = [Markup(render(v, "scan/offline.html")) for v in views]  # noqa: S704 - our own template
    titles = [f"{v.w('offline.title')} – {v.plain(site.short)}" for v in views]
    return assemble(project, views, titles, bodies, site.base_url, [], titles[0], own_css=_LIST)


def manifest(project: Project, code: Code, known: Known) -> str:
    """Files of the set of a code as JSON: `{"mark": …, "size": bytes, "files": [[path, bytes], …]}`.

    The scan page, the full pages in all locales with their styles, pictures and voices; of a village its alleys' scan
    pages too, of a course or a route those of its parts."""
    entry = project.listed(code.entry)
    pages = [f"/{urls.SCAN_FOLDER}/{code.code}"]
    pages += [f"/{path}" for path in project.urls(entry).values()]
    pages += [f"/{urls.SCAN_FOLDER}/{own.code}" for part in parts(project, entry) if (own := project.code_of(part))]
    found: dict[str, tuple[int, str] | None] = dict.fromkeys(pages)
    for path in pages:
        if told := known.page(path):
            found[path] = told.size, told.sha256
            for need in told.needs:
                if need not in found:
                    found[need] = known.file(need)
    there = [(path, file) for path, file in found.items() if file]
    mark = hashlib.sha256(b"".join(path.encode() + b"\0" + bytes.fromhex(sha) for path, (_, sha) in there))
    sized = [[path, size] for path, (size, _) in there]
    made = {"mark": mark.hexdigest()[:12], "size": sum(size for _, (size, _) in there), "files": sized}
    return json.dumps(made, separators=(",", ":")) + "\n"


def parts(project: Project, entry: Entry) -> list[Entry]:
    """What belongs to an entry: a village's alleys, a course's guides, a route's stops."""
    if isinstance(entry, Village):
        return list(project.alleys.get(entry.id, ()))
    names: list[str] = []
    if isinstance(entry, LearningPath):
        names = [item.guide for item in entry.course]
    if isinstance(entry, DayRoute):
        names = [stop.entry for stop in entry.stops if stop.entry]
    return [project.listed(name) for name in names if name in project.entries]


def _script(value: object) -> Markup:
    """A value as JavaScript, for a file of its own."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704 - no HTML
