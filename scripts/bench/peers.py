"""The entries of a made-up province as sites for Hugo and for stock Material: the same texts, as Markdown.

Both get what their users write: a file a page and locale, sections of fifty with a page of their own, tags, pictures
referenced. Hugo's templates are in `hugo/`: breadcrumbs, contents, previous and next, tags, a menu of the section,
alternates, Open Graph, a breadcrumb as JSON-LD, a JSON list for the search; feed and sitemap are its own. Neither makes
scan pages.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
TAGS = ("vi", "en")
SECTION = 50
"""Entries in one section: so many lines has the menu beside a page."""
_HEAD = ("kind", "id", "title", "short", "summary", "reviewed", "place", "topic", "level", "audience", "needs")
_LATE = ("related", "nearby", "sources", "alleys", "picture", "coordinates")
STOCK = """\
site_name: Cầm Tay Quảng Trị
site_url: https://quangtri.example/
theme:
  name: material
  language: vi
  font: false
  features: [navigation.tabs, navigation.indexes, navigation.prune, navigation.top]
markdown_extensions: [admonition, attr_list, md_in_html, tables, {toc: {permalink: true}}]
plugins:
  - search
  - tags
  - i18n:
      docs_structure: folder
      languages:
        - {locale: vi, name: Tiếng Việt, default: true, build: true}
        - {locale: en, name: English, build: true}
"""


@dataclass(frozen=True)
class Item:
    """An entry and where it stands: `kind/section/id`."""

    data: dict[str, Any]
    kind: str
    section: str

    @property
    def path(self) -> str:
        """Without language and suffix."""
        return f"{self.kind}/{self.section}/{self.data['id']}"


def items(root: Path) -> list[Item]:
    """All entries of a project, alleys with what they have from their village, in the order of their files."""
    found: list[Item] = []
    counted: Counter[str] = Counter()

    def add(kind: str, data: dict[str, Any]) -> None:
        found.append(Item(data, kind, f"s{counted[kind] // SECTION:03}"))
        counted[kind] += 1

    for path in sorted((root / "guides").glob("*/*.yml")):
        data = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        add(path.parent.name, data)
        for alley in data.get("alleys", ()):
            shared = {key: data[key] for key in ("summary", "place", "address", "sources") if key in data}
            add("kiet", {**shared, "related": [data["id"]], **alley})
    return found


def _paragraphs(value: Any, tag: str, mark: str = "-") -> Iterator[str]:
    """A field's texts in a locale as Markdown blocks, one a block."""
    if isinstance(value, list):
        for item in value:
            if not isinstance(item, dict):
                continue
            if "title" in item and isinstance(item["title"], dict):
                yield f"### {item['title'][tag]}"
                rest = [item[tag]] if tag in item else _paragraphs(item.get("items"), tag)
                yield "\n".join(rest)
            elif tag in item:
                when = f"**{item['when']}** " if "when" in item else ""
                note = f"\n\n    > {item['note'][tag]}\n" if "note" in item else ""
                yield f"{mark} {when}{item[tag]}{note}"
    elif isinstance(value, dict):
        if tag in value:
            yield value[tag]
        for key in ("before", "now"):
            if isinstance(value.get(key), dict):
                yield f"- {value[key][tag]}"


def markdown(item: Item, tag: str, by_id: dict[str, Item], pictures: str, link: str) -> str:
    """The page's body: a heading for each field, its texts, links to related entries and sources.

    `pictures` and `link` are what stands before a picture's file and before an entry's path."""
    data, parts = item.data, list[str]()
    if "picture" in data:
        parts.append(_picture(data["picture"], tag, pictures))
    for key, value in data.items():
        if key in _HEAD or key in _LATE:
            continue
        found = list(_paragraphs(value, tag, "1." if key == "steps" else "-"))
        if found:
            lists = all(part.startswith(("- ", "1. ")) for part in found)
            parts += [f"## {key.replace('_', ' ').capitalize()}", ("\n" if lists else "\n\n").join(found)]
        if key == "steps":
            parts += [_picture(step["picture"], tag, pictures) for step in value if "picture" in step]
    for key in ("nearby", "related"):
        lines = [
            f"- [{near.data['title'][tag]}]({link.format(tag=tag, path=near.path)}) {near.data['summary'][tag]}"
            for near in (by_id[name] for name in data.get(key, ()) if name in by_id)
        ]
        parts += [f"## {key.capitalize()}", "\n".join(lines)] if lines else []
    sources = [f"- [{one['title']}]({one['url']})" if "url" in one else f"- {one['title']}" for one in data["sources"]]
    return "\n\n".join([*parts, "## Sources", "\n".join(sources)]) + "\n"


def _picture(picture: dict[str, Any], tag: str, folder: str) -> str:
    return f"![{picture['alt'][tag]}]({folder}{Path(picture['file']).name})"


def _front(item: Item, tag: str) -> str:
    """Front matter; JSON is YAML too."""
    data = item.data
    tags = [data["topic"], *data["audience"]] if "topic" in data else [item.kind]
    head = {
        "title": data["title"][tag],
        "description": data["summary"][tag],
        "tags": tags,
        "communes": data.get("place", []),
    }
    return (
        "---\n"
        + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
        + "---\n\n"
    )


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def hugo(root: Path, site: Path) -> None:
    """The entries of the project in `root` as a site for Hugo in `site`, a folder that is not there yet."""
    shutil.copytree(HERE / "hugo", site)
    shutil.copytree(root / "guides/hinh", site / "static/hinh")
    found = items(root)
    by_id = {item.data["id"]: item for item in found}
    for tag in TAGS:
        link = "/{path}/" if tag == TAGS[0] else "/{tag}/{path}/"
        for name in _sections(found):
            _put(site / "content" / tag / name / "_index.md", f"---\ntitle: {name}\n---\n")
        for item in found:
            text = _front(item, tag) + markdown(item, tag, by_id, "/hinh/", link)
            _put(site / "content" / tag / f"{item.path}.md", text)


def stock(root: Path, site: Path) -> None:
    """The same for MkDocs with Material and mkdocs-static-i18n."""
    _put(site / "mkdocs.yml", STOCK)
    shutil.copytree(root / "guides/hinh", site / "docs/hinh")
    found = items(root)
    by_id = {item.data["id"]: item for item in found}
    for tag in TAGS:
        _put(site / "docs" / tag / "index.md", "# Cầm Tay Quảng Trị\n")
        for name in _sections(found):
            _put(site / "docs" / tag / name / "index.md", f"# {name}\n")
        for item in found:
            text = f"# {item.data['title'][tag]}\n\n" + markdown(item, tag, by_id, "../../../hinh/", "../../{path}.md")
            _put(site / "docs" / tag / f"{item.path}.md", _front(item, tag) + text)


def _sections(found: list[Item]) -> list[str]:
    return sorted({name for item in found for name in (item.kind, f"{item.kind}/{item.section}")})
