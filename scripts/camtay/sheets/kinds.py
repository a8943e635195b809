"""The kinds of content that fit rows: what each sheet shows, and where a new row goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from camtay import project as projects
from camtay.errors import Problem
from camtay.model.described import Words, describe
from camtay.model.entries import AlleyFields, Entry, Procedures, Speciality, Village
from camtay.model.fields import Service, Text
from camtay.project import Project
from camtay.sheets.columns import Column, of_model
from camtay.sheets.table import Drafts, Item, Table, Target, Values, World, values_of
from camtay.text import fold, slugify
from camtay.texts_sheets import TEXTS

_SPECIALITIES = "guides/dac-san"
"""Where the first speciality goes; later ones go where the others are."""
_FIELDS = (
    "kind", "id", "number", "title", "short", "summary", "reviewed", "place", "address", "email", "phone", "zalo",
    "office", "guide", "type", "what", "story", "where", "before", "now", "season", "ocop", "eating", "caution",
    "phones", "length_m", "households", "landmarks", "directions", "coordinates", "lat", "lon", "precision_m",
    "getting_there", "alleys", "items", "channels", "contact", "emergency", "related", "confirm",
)  # fmt: skip


def order(locales: Sequence[str]) -> tuple[str, ...]:
    """The order of new keys in files of `guides/`; what a thing rests on stands behind its words."""
    return (*_FIELDS, *locales, "url", "date", "note", "sources", "confidence")


# ---------------------------------------------------------------- columns
def texts(key: str) -> Words:
    """A sentence of the command line in both languages."""
    return TEXTS[key]


REF = Column("ref", "ref", 12, {"vi": "ref", "en": "ref"})


def code_column() -> Column:
    """The code of a row that is an entry, to read only."""
    return Column("code", "show", 11, texts("sheet_code"), hint=texts("sheet_code_hint"))


def owner_column(key: str, owners: Mapping[str, Words]) -> Column:
    """Which entry a row belongs to."""
    return Column("owner", "owner", 26, texts(key), hint=texts("sheet_owner_hint"), options=owners, required=True)


def words_of(text: Text) -> Words:
    """A text in the languages of the command line."""
    return {tag: text.in_(tag).text for tag in ("vi", "en")}


def distinct(names: Mapping[str, Words]) -> dict[str, Words]:
    """Names by id; with the id behind where two are the same."""
    counts = {tag: Counter(words[tag] for words in names.values()) for tag in ("vi", "en")}
    return {
        id_: {tag: f"{words[tag]} ({id_})" if counts[tag][words[tag]] > 1 else words[tag] for tag in ("vi", "en")}
        for id_, words in names.items()
    }


def communes(project: Project) -> dict[str, Words]:
    """Names of communes by id."""
    return distinct({id_: words_of(place.title) for id_, place in project.places.items()})


def names(entries: Iterable[Entry]) -> dict[str, Words]:
    """Names of entries by id."""
    return distinct({entry.id: words_of(entry.title) for entry in entries})


def arranged(columns: Iterable[Column], first: Sequence[str]) -> list[Column]:
    """Columns in the order in which one fills them in: those of the fields in `first`, then all others."""
    rank = {name: i for i, name in enumerate(first)}
    return sorted(columns, key=lambda column: rank.get(str(column.path[0]), len(rank)))


def with_options(columns: Iterable[Column], options: Mapping[str, Mapping[str, Words]]) -> list[Column]:
    """Columns of ids, with what people see for them; one that holds a single id becomes a choice."""
    return [
        replace(c, sort="choice" if c.sort == "id" else c.sort, width=30 if c.sort == "id" else c.width, options=found)
        if (found := options.get(c.key))
        else c
        for c in columns
    ]


# ---------------------------------------------------------------- what kinds share
def checker(
    world: World, build: Callable[[World], Table]
) -> Callable[[Drafts], tuple[tuple[Item, ...] | None, list[Problem]]]:
    """Checks the whole project with files of `guides/` changed, and gives the items as they would be."""

    def check(drafts: Drafts) -> tuple[tuple[Item, ...] | None, list[Problem]]:
        project, problems = projects.check(world.root, drafts=True, changed=drafts)
        return (build(replace(world, project=project)).items if project else None), problems

    return check


def is_within(world: World, entry: Entry) -> bool:
    """Whether an entry is one of those that were asked for."""
    return not world.within or world.within in (entry.id, *entry.place)


def _completed(values: Values, prefix: str, owners: Sequence[str]) -> dict[str, str]:
    """With the only owner that there is, and an id from the name."""
    found = dict(values)
    if not found.get("owner") and len(owners) == 1:
        found["owner"] = owners[0]
    if not found.get("id"):
        named = next((text for key, text in found.items() if key.startswith(("short.", "title.")) and text), "")
        short = next((text for key, text in found.items() if key.startswith("short.") and text), named)
        words = [found.get("owner", "") if prefix else "", short]
        found["id"] = slugify(" ".join(words))
    return found


def _called(values: Values) -> frozenset[str]:
    """Its titles and short names, with the entry that it belongs to."""
    names_ = (text for key, text in values.items() if key.startswith(("title.", "short.")) and text)
    return frozenset(f"{values.get('owner', '')}/{fold(text)}" for text in names_)


def _caption(values: Values) -> str:
    return next((text for key, text in values.items() if key.startswith("title.") and text), values.get("id", ""))


# ---------------------------------------------------------------- alleys
def alleys(world: World) -> Table:
    """The alleys of villages, in the order of their files."""
    project = world.project
    villages = {e.id: e for e in project.entries.values() if isinstance(e, Village) and is_within(world, e)}
    columns = [*of_model(describe(AlleyFields), world.locales, ("audio", "coordinates/note", "coordinates/sources"))]
    columns = arranged(columns, ("id", "title", "short", "coordinates", "length_m", "households"))
    shown = (REF, columns[0], code_column(), owner_column("sheet_village", names(villages.values())), *columns[1:])
    items = []
    for village in villages:
        document, _ = project.documents[village]
        for index, data in enumerate(document.data.get("alleys") or ()):
            values = values_of(columns, data)
            code = project.ledger.of(values["id"])
            values |= {"owner": village, "code": code.code if code else ""}
            items.append(Item(document.file, ("alleys", index), data, values))

    def target(values: Values) -> Target:
        return Target(project.documents[values["owner"]][0].file, ("alleys",))

    return Table(
        "alley",
        shown,
        tuple(items),
        order(world.locales),
        lambda values: values.get("id", ""),
        target,
        checker(world, alleys),
        lambda values: _completed(values, "owner", list(villages)),
        entry=lambda values: values["id"],
        called=_called,
        caption=_caption,
    )


# ---------------------------------------------------------------- specialities
def specialities(world: World) -> Table:
    """Dishes and products, each in a file of its own."""
    project = world.project
    skip = ("kind", "phones", "picture", "audio", "slug", "former_slugs")
    columns = with_options(
        of_model(describe(Speciality), world.locales, skip),
        {"place": communes(project), "related": names(project.entries.values())},
    )
    first = ("id", "title", "short", "type", "place", "summary", "what", "where", "season", "ocop", "story", "eating")
    columns = arranged(columns, (*first, "caution", "reviewed", "sources", "confirm", "related"))
    # A new row's day is the one on which it comes in.
    columns = [replace(column, required=column.required and column.key != "reviewed") for column in columns]
    items = []
    folders: Counter[str] = Counter()
    for entry in project.entries.values():
        if isinstance(entry, Speciality):
            document, base = project.documents[entry.id]
            folders[str(PurePosixPath(document.file).parent)] += 1
            if is_within(world, entry):
                code = project.ledger.of(entry.id)
                values = values_of(columns, document.data) | {"code": code.code if code else ""}
                items.append(Item(document.file, base, document.data, values))
    folder = folders.most_common(1)[0][0] if folders else _SPECIALITIES

    def complete(values: Values) -> dict[str, str]:
        found = _completed(values, "", ())
        return found | {"reviewed": found.get("reviewed") or world.day.isoformat()}

    return Table(
        "speciality",
        (REF, columns[0], code_column(), *columns[1:]),
        tuple(items),
        order(world.locales),
        lambda values: values.get("id", ""),
        lambda values: Target(f"{folder}/{values['id']}.yml", (), "file", {"kind": "speciality"}),
        checker(world, specialities),
        complete,
        entry=lambda values: values["id"],
        called=_called,
        caption=_caption,
    )


# ---------------------------------------------------------------- procedures
def procedures(world: World) -> Table:
    """What one-stop offices do."""
    project = world.project
    offices = {e.id: e for e in project.entries.values() if isinstance(e, Procedures) and is_within(world, e)}
    guides = {e.id: e for e in project.entries.values() if e.kind == "guide"}
    columns = with_options(of_model(describe(Service), world.locales, ()), {"guide": names(guides.values())})
    shown = (REF, columns[0], owner_column("sheet_office", names(offices.values())), *columns[1:])
    items = []
    for office in offices:
        document, _ = project.documents[office]
        for index, data in enumerate(document.data.get("items") or ()):
            items.append(Item(document.file, ("items", index), data, values_of(columns, data) | {"owner": office}))

    def target(values: Values) -> Target:
        return Target(project.documents[values["owner"]][0].file, ("items",))

    return Table(
        "procedure",
        shown,
        tuple(items),
        order(world.locales),
        lambda values: f"{values.get('owner', '')}/{values.get('id', '')}",
        target,
        checker(world, procedures),
        lambda values: _completed(values, "", list(offices)),
        called=_called,
        caption=_caption,
    )
