"""The movement “Bình dân học vụ số”: each of its 92 items has its page on the site, or its place on one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from scripts import phong_trao

from camtay import parts
from camtay.markup import plain
from camtay.model.entries import Entry, Guide
from camtay.model.fields import Record, Text
from camtay.project import Project, load
from tests.conftest import REPO

Item = dict[str, Any]

ASKED_FOR = {
    "one citizen, one digital identity": ("moi-cong-dan-danh-tinh-so", "mot-danh-tinh-so"),
    "market 4.0": ("cho-40", "cho-4-0"),
    "digital countryside": ("nong-thon-so-thanh-thi-so", "cho-4-0"),
    "digital family": ("gia-dinh-so", "gia-dinh-so"),
    "digital ambassadors": ("dai-su-so", "to-cong-nghe-so"),
    "help on Saturdays": ("thu-bay-tinh-nguyen", "ngay-ho-tro"),
    "help on Thursdays": ("thu-5-khong-hen", "ngay-ho-tro"),
    "calling a community digital team": ("to-cong-nghe-so-cong-dong", "to-cong-nghe-so"),
    "joining one": ("to-cong-nghe-so-cong-dong", "lam-nguoi-huong-dan"),
    "competence frame": ("khung-nang-luc-so", "tu-cham-ky-nang-so"),
    "loudspeaker": ("loa-thong-minh", "thon-thong-minh"),
    "cameras": ("camera-an-ninh", "thon-thong-minh"),
    "street lights": ("den-tu-xa", "thon-thong-minh"),
    "procedure codes": ("qr-bo-tthc", "qr-mot-cua"),
    "from 2G to 4G": ("2g-4g", "tat-2g-len-4g"),
    "learning days": ("hoc-tap-so", "ngay-hoi-hoc-so"),
    "AI for a small business": ("ai-chatgpt", "ai-ho-nho"),
    "booking": ("dat-ve-phong", "dat-ve"),
    "livestreams of OCOP products": ("livestream-ocop", "livestream"),
    "digital signature": ("chu-ky-so", "chu-ky-so"),
}
"""What residents were promised by name: the item and a page that must serve it."""


@pytest.fixture(scope="module")
def project() -> Project:
    return load(REPO)


@pytest.fixture(scope="module")
def items() -> dict[str, Item]:
    found = [item for group in phong_trao.groups(REPO) for item in group["items"]]
    twice = [name for name, n in Counter(item["id"] for item in found).items() if n > 1]
    assert twice == []
    return {item["id"]: item for item in found}


def served(project: Project, place: str) -> tuple[Entry, str, Any]:
    """Entry, field and content of `entry` or `entry.field`."""
    name, _, field = place.partition(".")
    entry = project.entries[name]
    return entry, field, getattr(entry, field) if field else entry


def words(project: Project, entry: Entry, field: str, value: Any) -> str:
    """The Vietnamese words of a field or a whole entry; of audiences, their names."""
    if field == "audience":
        return " | ".join(a.title.source for a in project.site.audiences if a.id in value)
    return " | ".join(plain(text.source) for text in texts(value))


def texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))


def test_there_are_exactly_92_items(items: dict[str, Item]) -> None:
    """The five articles name 92; none is lost and none is made up."""
    assert len(items) == 92
    for item in items.values():
        assert {"id", "vi", "at"} <= set(item) <= {"id", "vi", "at", "says", "missing"}, item["id"]
        assert item["at"], item["id"]


def test_every_item_leads_to_an_entry_and_a_field_with_words(project: Project, items: dict[str, Item]) -> None:
    """No entry is missing, no field is empty, and each field stands under a heading of its page."""
    lost = []
    for item in items.values():
        for place in item["at"]:
            name, _, field = place.partition(".")
            if name not in project.entries or (field and not getattr(project.entries[name], field, None)):
                lost.append((item["id"], place))
            elif field:
                assert parts.name(project.source_locale, project.entries[name], (field,)), place
    assert lost == []


def test_what_a_place_is_named_for_still_stands_there(project: Project, items: dict[str, Item]) -> None:
    """`says` is found in the first place of the item: an editor who cuts it out is told what loses its place."""
    silent = []
    for item in items.values():
        if "says" not in item:
            continue
        entry, field, value = served(project, item["at"][0])
        if item["says"].casefold() not in words(project, entry, field, value).casefold():
            silent.append((item["id"], item["says"]))
    assert silent == []


@pytest.mark.parametrize("what", ASKED_FOR)
def test_what_was_promised_by_name_has_its_guide(what: str, items: dict[str, Item]) -> None:
    """Each promise is an item whose places include the page that keeps it."""
    item, entry = ASKED_FOR[what]
    assert entry in {place.partition(".")[0] for place in items[item]["at"]}


def test_every_audience_has_guides(project: Project) -> None:
    """Nobody is left behind: each audience of the site has guides of its own."""
    used = {audience for entry in project.entries.values() if isinstance(entry, Guide) for audience in entry.audience}
    assert {audience.id for audience in project.site.audiences} <= used


def test_the_handbook_shows_the_table_of_the_data_file(project: Project) -> None:
    """`docs/so-tay/phong-trao.md` is what `python scripts/phong_trao.py` writes, with one row an item."""
    page = (REPO / phong_trao.PAGE).read_text("utf-8")
    assert page == phong_trao.page(REPO, project)
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| Việc")]
    assert len(rows) == 92


def test_what_is_only_partly_served_says_what_is_missing(project: Project, items: dict[str, Item]) -> None:
    """A place that rests on nobody's confirmation is told to the editors there too: the entry asks about it."""
    silent = []
    for item in items.values():
        entries = {project.entries[place.partition(".")[0]].id for place in item["at"]}
        if "missing" in item and not any(project.entries[name].confirm for name in entries):
            silent.append(item["id"])
    assert silent == []
