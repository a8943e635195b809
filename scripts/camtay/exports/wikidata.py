"""Drafts of Wikidata items for monuments: QuickStatements (version 1), and a list of what a person must check first.

A draft says only what is sure and needs no item of Wikidata to be guessed: names, a short description, the country, a
sure position with its source, and the pages that describe it. What it is (P31), in which unit it lies (P131) and what
it is ranked as (P1435) are left to who knows the items."""

from __future__ import annotations

from urllib.parse import quote

from camtay import urls
from camtay.geo import degrees
from camtay.model.entries import Heritage
from camtay.project import Project
from camtay.texts import text
from camtay.view import View

NAME, LIST = "wikidata-quickstatements.txt", "wikidata-check.md"
VIETNAM, COUNTRY, POSITION, DESCRIBED, REFERENCE = "Q881", "P17", "P625", "P973", "S854"
LANGUAGE = {"vi": "Q9199", "en": "Q1860"}
"""Items of languages, for the qualifier P407 of a page's address."""
LONGEST = 250
"""Letters of a label or a description (Wikidata's limit)."""


def statements(project: Project) -> str:
    """Lines of tab-separated commands, an item after the other. Empty without monuments."""
    lines: list[str] = []
    for entry in _monuments(project):
        lines.append("CREATE")
        for locale in project.locales:
            if entry.title.has(locale.tag):
                view = View(project, locale)
                lines.append(f"LAST\tL{locale.tag}\t{_quoted(view.name(entry))}")
                where = view.plain(entry.address.now)
                about = view.w("wikidata.about", where=where) if entry.address.now.has(locale.tag) else ""
                lines += [f"LAST\tD{locale.tag}\t{_quoted(about)}"] if about else []
        lines.append(f"LAST\t{COUNTRY}\t{VIETNAM}")
        at = entry.coordinates
        if at and at.exact:
            known = {source.id: source.url for source in entry.sources}
            from_ = next((f'\t{REFERENCE}\t"{known[id_]}"' for id_ in at.sources if known.get(id_)), "")
            lines.append(f"LAST\t{POSITION}\t@{degrees(at.lat)}/{degrees(at.lon)}{from_}")
        for tag, path in project.urls(entry).items():
            if entry.title.has(tag):
                language = f"\tP407\t{LANGUAGE[tag]}" if tag in LANGUAGE else ""
                lines.append(f'LAST\t{DESCRIBED}\t"{urls.absolute(project.site, path)}"{language}')
    return "".join(f"{line}\n" for line in lines)


def check_list(project: Project, locale: str) -> str:
    """Markdown for the person who checks: of each monument a search for an item that may be there already."""
    lines = [f"# {text('wikidata_title', locale)}", "", text("wikidata_how", locale), ""]
    for entry in _monuments(project):
        name = View(project, project.source_locale).name(entry)
        search = f"https://www.wikidata.org/w/index.php?search={quote(name)}"
        lines.append(f"- [ ] {name}: <{search}>")
    return "\n".join(lines) + "\n"


def _monuments(project: Project) -> list[Heritage]:
    return [entry for entry in project.by_kind.get("heritage", ()) if isinstance(entry, Heritage)]


def _quoted(words: str) -> str:
    """A string as the tool reads it: it knows no way to write a quotation mark or a tab inside."""
    flat = " ".join(words.replace('"', "”").split())
    return f'"{flat[:LONGEST]}"'
