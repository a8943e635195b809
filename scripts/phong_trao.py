"""Writes the handbook's table of the movement (`docs/so-tay/phong-trao.md`) from `docs/.data/phong-trao.yml`.

python scripts/phong_trao.py            in the folder of the project; says what it changed
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from camtay import files, parts, urls, yaml_file
from camtay.errors import CamtayError
from camtay.project import Project, load

DATA = "docs/.data/phong-trao.yml"
PAGE = "docs/so-tay/phong-trao.md"
BEGIN, END = "<!-- bảng: python scripts/phong_trao.py -->", "<!-- hết bảng -->"


def groups(root: Path) -> list[dict[str, Any]]:
    """The groups of the data file, each `{id, vi, items: [{id, vi, at, says?, missing?}]}`. Raises CamtayError."""
    document = yaml_file.read(root / DATA, DATA)
    if document.problems:
        raise CamtayError(document.problems)
    found: list[dict[str, Any]] = document.data["groups"]
    return found


def table(project: Project, groups: list[dict[str, Any]]) -> str:
    """Headings and tables in Markdown, each item with links to the pages that serve it."""
    made = []
    for group in groups:
        rows = [_row(project, item) for item in group["items"]]
        made.append("\n".join([f"## {group['vi']}", "", "| Việc | Xem ở | Còn thiếu |", "|---|---|---|", *rows]))
    return "\n\n".join(made)


def _row(project: Project, item: dict[str, Any]) -> str:
    links = ", ".join(_link(project, place) for place in item["at"])
    return f"| {item['vi']} | {links} | {item.get('missing', '')} |"


def _link(project: Project, place: str) -> str:
    name, _, field = place.partition(".")
    entry = project.entries[name]
    path = urls.entry_path(project.site, project.source_locale, entry)
    title = entry.name.in_(project.source_locale.tag).text
    heading = parts.name(project.source_locale, entry, (field,)).lower() if field else ""
    return f"[{title}](../{path}index.md)" + (f": {heading}" if heading else "")


def page(root: Path, project: Project) -> str:
    """The page's text with the table made anew between its marks."""
    before, _, rest = (root / PAGE).read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{table(project, groups(root))}\n\n{END}{after}"


def main() -> int:
    """Writes the page where it differs. Returns 1 if the content has faults."""
    root = Path.cwd()
    try:
        project = load(root)
        text = page(root, project)
    except CamtayError as error:
        print(error, file=sys.stderr)
        return 1
    if text == (root / PAGE).read_text("utf-8"):
        print(f"{PAGE}: không đổi / unchanged")
    else:
        files.write_atomic(root / PAGE, text.encode())
        print(f"{PAGE}: đã viết lại / written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
