"""Telephone numbers and other ways to reach somebody, wherever the content has them, as one sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from camtay.model.described import Words, describe
from camtay.model.entries import Alley, Entry, Guide
from camtay.model.fields import Channel, Phone
from camtay.model.site import Contact
from camtay.project import Project
from camtay.sheets.columns import Column, of_model, wordings
from camtay.sheets.kinds import REF, checker, is_within, names, order, owner_column, texts
from camtay.sheets.table import Item, Table, Target, Values, World, values_of
from camtay.source import SITE
from camtay.yaml_file import Path_

OWNER = "site"
"""Stands for the site itself in the column of entries."""
SECTIONS = ("contact", "emergency", "phones", "channels")
"""Where a way of contact stands: whom to tell about a sign, at the foot of scan pages, in an entry, in a guide."""
_ONLY = {"url": ("channels",), "email": ("contact",), "zalo": ("contact",), "office": ("contact",)}
"""Fields that not every section has."""


def _place(section: str) -> Callable[[Path_], Path_ | None]:
    """A column's path → where this section keeps it."""

    def place(path: Path_) -> Path_ | None:
        field = str(path[0])
        if section not in _ONLY.get(field, SECTIONS):
            return None
        if field in _ONLY:
            return path
        if section == "contact":
            return ("phone", *path)
        return ("phone", *path[1:]) if section == "channels" and field == "number" else path

    return place


def contacts(world: World) -> Table:
    """Numbers of the site, then of entries in the order of menus."""
    project = world.project
    columns = _columns(world)
    owners: dict[str, Words] = {OWNER: texts("sheet_site")}
    entries = [entry for entry in project.entries.values() if not isinstance(entry, Alley) and is_within(world, entry)]
    owners |= names(entries)
    sections = {section: texts(f"sheet_{section}") for section in SECTIONS}
    section = Column(
        "section",
        "owner",
        34,
        texts("sheet_section"),
        hint=texts("sheet_section_hint"),
        options=sections,
        required=True,
    )
    items = [_item(columns, *found) for found in _found(project, entries, not world.within)]

    def target(values: Values) -> Target:
        kind = values.get("section", "")
        at_site = kind in ("contact", "emergency")
        file = SITE if at_site else project.documents[values["owner"]][0].file
        return Target(file, (kind,), "mapping" if kind == "contact" else "list", place=_place(kind))

    def complete(values: Values) -> dict[str, str]:
        found = dict(values)
        if found.get("section") in ("contact", "emergency"):
            found["owner"] = OWNER
        elif not found.get("section"):
            found["section"] = "emergency" if found.get("owner") == OWNER else "phones"
        return found

    return Table(
        "contact",
        (REF, section, owner_column("sheet_entry", owners), *columns),
        tuple(items),
        order(world.locales),
        _name,
        target,
        checker(world, contacts),
        complete,
        caption=lambda values: " ".join(filter(None, (values.get("number"), values.get("vi") or values.get("url")))),
    )


def _columns(world: World) -> list[Column]:
    """The number and whom it reaches; then what only some sections have; then what it rests on."""
    phone = list(of_model(describe(Phone), world.locales, ()))
    words = wordings((), world.locales, "text", texts("sheet_answers"), texts("sheet_answers_hint"), 36, True)
    url = of_model(describe(Channel), world.locales, ("phone", "confidence", "sources"))
    others = of_model(describe(Contact), world.locales, ("phone",))
    return [phone[0], *words, *url, *others, *phone[1:]]


def _name(values: Values) -> str:
    section = values.get("section", "")
    if section == "contact":
        return f"{OWNER}/contact"
    return f"{values.get('owner', '')}/{section}/{values.get('number') or values.get('url', '')}"


def _found(project: Project, entries: Sequence[Entry], with_site: bool) -> Iterator[tuple[str, str, str, Path_, Any]]:
    """Owner, section, file, path and data of each."""
    site = project.common[0].data
    if with_site:
        yield OWNER, "contact", SITE, ("contact",), site.get("contact")
        for index, data in enumerate(site.get("emergency") or ()):
            yield OWNER, "emergency", SITE, ("emergency", index), data
    for entry in entries:
        document, _ = project.documents[entry.id]
        for index, data in enumerate(document.data.get("phones") or ()):
            yield entry.id, "phones", document.file, ("phones", index), data
        for index, data in enumerate((document.data.get("channels") or ()) if isinstance(entry, Guide) else ()):
            if data.get("phone") or data.get("url"):
                yield entry.id, "channels", document.file, ("channels", index), data


def _item(columns: list[Column], owner: str, section: str, file: str, base: Path_, data: Any) -> Item:
    place = _place(section)
    values = values_of(columns, data, place) | {"owner": owner, "section": section}
    return Item(file, base, data, values, place)
