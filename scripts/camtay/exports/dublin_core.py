"""Monuments as Dublin Core for a heritage catalogue: CSV as DSpace imports it and Omeka S can map.

Columns are elements with their language (`dc.title[vi]`), several values stand between `||` (DSpace 7, Batch Metadata
Editing). Positions are in DCMI Point, only where they are sure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from camtay import urls
from camtay.geo import degrees
from camtay.model.entries import Heritage
from camtay.project import Project
from camtay.text import cell
from camtay.view import View

NAME = "dublin-core.csv"
BETWEEN = "||"
TYPE = "PhysicalObject"
"""Of the DCMI Type Vocabulary: what is catalogued is the monument, not our page about it."""


def table(project: Project) -> list[dict[str, str]]:
    """A row for each monument, in the order of the site; every row has all columns."""
    return [_row(project, entry) for entry in project.by_kind.get("heritage", ()) if isinstance(entry, Heritage)]


def csv_file(project: Project) -> bytes:
    """The table as UTF-8 with a byte-order mark, which Excel needs for Vietnamese. Empty without monuments."""
    rows = table(project)
    if not rows:
        return b""
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(rows[0]))
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _row(project: Project, entry: Heritage) -> dict[str, str]:
    site, code = project.site, project.code_of(entry)
    views = {loc.tag: View(project, loc) for loc in project.locales}
    pages = [urls.absolute(site, path) for path in project.urls(entry).values()]
    codes = [f"https://{urls.short_url(site, code.code)}"] if code else []
    near = views[site.locales[0]].entries((*entry.related, *entry.nearby))
    row = {"id": entry.id, "dc.identifier": _join([*codes, *pages])}
    for tag in views:
        row[f"dc.title[{tag}]"] = _in(views[tag], entry.title, tag)
    for tag in views:
        row[f"dc.description[{tag}]"] = _in(views[tag], entry.summary, tag)
    for tag in views:
        row[f"dc.subject[{tag}]"] = _in(views[tag], entry.rank.text, tag) if entry.rank else ""
    for tag in views:
        places = (entry.address.now, entry.address.before)
        row[f"dc.coverage[{tag}]"] = _join(_in(views[tag], text, tag) for text in places)
    at = entry.coordinates
    point = f"east={degrees(at.lon)}; north={degrees(at.lat)}; projection=WGS84" if at and at.exact else ""
    return {
        **row,
        "dc.coverage": point,
        "dc.type": TYPE,
        "dc.language": _join(tag for tag in views if entry.title.has(tag)),
        "dc.relation": _join(urls.absolute(site, next(iter(project.urls(e).values()))) for e in near),
        "dc.source": _join(" ".join(part for part in (s.title, s.url) if part) for s in entry.sources),
        "dc.publisher": views[site.locales[0]].plain(site.title),
        "dc.rights": site.licence or "",
        "dcterms.modified": entry.reviewed.isoformat(),
    }


def _in(view: View, text: object, tag: str) -> str:
    """The words in exactly this locale: a catalogue must not take one language for another."""
    from camtay.model.fields import Text

    return view.plain(text) if isinstance(text, Text) and text.has(tag) else ""


def _join(values: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(value.replace(BETWEEN, "|") for value in values if value))
