"""Rounds: the order of the walk, the sketch, and the files to take along."""

from __future__ import annotations

import json
import math
import random
import re
from itertools import combinations, pairwise, permutations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camtay.errors import CamtayError
from camtay.geo import Point, distance, flat, round_length
from camtay.placements import rounds
from camtay.placements.geo import distances, walk
from camtay.placements.sketch import HALF, WIDE, Sketch, groups, sketches
from camtay.project import load
from tests.conftest import TinyProject, golden
from tests.test_placements import DAY, HUNG, camtay, read, told, world
from tests.test_placements import _today as _today

FOLDER = "qr/print/round-xa-thu"
GPX = {"g": "http://www.topografix.com/GPX/1/1"}

THREE = """\
- {code: 29G275, state: hung, hung_on: 2026-09-01, coordinates: {lat: 16.7530, lon: 107.1860}, note: 'Cổng <1> & "A"'}
- {code: 2KTMP2, state: planned, coordinates: {lat: 16.7510, lon: 107.1860}, surface: post, size: 15x20 cm}
- {code: 3GCK7F, state: damaged, hung_on: 2026-09-01, coordinates: {lat: 16.7520, lon: 107.1861}, surface: wall}
- {code: 29G275, state: hung, hung_on: 2026-09-01, note: Trong nhà}
- {code: 2KTMP2, state: removed, coordinates: {lat: 16.7500, lon: 107.1860}}
- {code: 2BKN4G, state: planned, commune: xa-moi, coordinates: {lat: 16.7500, lon: 107.1860}}
"""


def plan(root: Path, **options: Any) -> rounds.Round:
    project = load(root)
    return rounds.plan(project, read(root), "xa-thu", **options)


def stops(made: rounds.Round) -> list[tuple[str, str | None]]:
    return [(stop.hung.placement.code, stop.hung.placement.note) for stop in made.stops]


# ---------------------------------------------------------------- distances and walks
def test_a_degree_of_latitude_is_111_km() -> None:
    """2πR/360 with the mean radius of the earth."""
    assert distance(Point(16, 107), Point(17, 107)) == pytest.approx(111_195.08, abs=0.01)
    assert distance(Point(16, 107), Point(16, 107)) == 0


def test_both_distance_functions_agree() -> None:
    """One for pairs, one for tables."""
    points = [Point(16.75, 107.18), Point(16.7501, 107.1799), Point(17.9, 105.9)]
    table = distances(points, points)
    assert [[distance(a, b) for b in points] for a in points] == table.tolist()


def test_the_flat_projection_keeps_distances_of_a_commune() -> None:
    """Within 0.1 % over ten kilometres."""
    a, b = Point(16.70, 107.10), Point(16.76, 107.17)
    assert math.dist(*flat([a, b])) == pytest.approx(distance(a, b), rel=0.001)


@pytest.mark.parametrize(("metres", "length"), [(0.4, 1), (1, 1), (4.9, 2), (60, 50), (199, 100), (21_000, 20_000)])
def test_a_scale_bar_has_a_round_length(metres: float, length: float) -> None:
    """1, 2 or 5 times a power of ten."""
    assert round_length(metres) == length


def test_a_walk_begins_in_the_north() -> None:
    """Unless somebody says where it starts."""
    points = [Point(16.1, 107), Point(16.3, 107), Point(16.2, 107)]
    assert walk(points) == [1, 2, 0]
    assert walk(points, Point(16.0, 107)) == [0, 2, 1]
    assert walk([]) == []
    assert walk(points[:1]) == [0]


def test_two_opt_takes_the_crossing_out_of_a_walk() -> None:
    """The nearest neighbour alone would come back for the left-out point: 29 km instead of 21."""
    line = [Point(16 + offset / 100, 107) for offset in (0, -1, 3, -5, 11)]
    order = walk(line, Point(16, 107))
    length = sum(distance(a, b) for a, b in pairwise([Point(16, 107), *(line[i] for i in order)]))
    assert length == pytest.approx(21 * 1111.95, rel=1e-4)


spots = st.builds(Point, st.floats(16.5, 16.9), st.floats(107.0, 107.4))


@settings(max_examples=60, deadline=None)
@given(st.lists(spots, min_size=1, max_size=7))
def test_a_walk_visits_each_sign_once_and_no_turned_stretch_is_shorter(points: list[Point]) -> None:
    """And it is at most a third longer than the best of all orders from the same sign."""
    order = walk(points)
    assert sorted(order) == list(range(len(points)))
    assert points[order[0]].lat == max(p.lat for p in points)

    def length(path: list[int]) -> float:
        return sum(distance(points[a], points[b]) for a, b in pairwise(path))

    for i in range(1, len(order)):
        for j in range(i + 1, len(order)):
            turned = order[:i] + order[i : j + 1][::-1] + order[j + 1 :]
            assert length(order) <= length(turned) + 0.01
    best = min(length([order[0], *rest]) for rest in permutations(order[1:]))
    assert length(order) <= best * 1.34 + 0.01


# ---------------------------------------------------------------- sketch
def cloud(n: int, lat: float = 16.75, lon: float = 107.18, spread: float = 0.002) -> list[Point]:
    """Points around a place, always the same."""
    chance = random.Random(7)  # noqa: S311 - not for secrets
    return [Point(lat + chance.gauss(0, spread), lon + chance.gauss(0, spread)) for _ in range(n)]


def in_order(points: list[Point]) -> list[Point]:
    return [points[i] for i in walk(points)]


def test_a_sketch_keeps_directions_and_scale() -> None:
    """North is up, east is right, and the bar is as long as it says."""
    [drawing] = sketches([Point(16.76, 107.18), Point(16.75, 107.19)])
    (x1, y1), (x2, y2) = drawing.path
    assert x2 > x1
    assert y2 > y1
    metres = distance(Point(16.76, 107.18), Point(16.75, 107.19))
    assert math.hypot(x2 - x1, y2 - y1) / metres == pytest.approx(drawing.laid.bar / drawing.laid.metres, rel=0.01)


def overlaps(drawing: Sketch) -> list[tuple[str, str]]:
    """Pairs of labels that touch."""
    return [
        (a.text, b.text)
        for a, b in combinations(drawing.labels, 2)
        if abs(a.at.x - b.at.x) < (a.width + b.width) / 2 and abs(a.at.y - b.at.y) < 4.6
    ]


@pytest.mark.parametrize("n", [1, 2, 30, 150])
def test_numbers_never_cover_each_other_nor_leave_the_sketch(n: int) -> None:
    """Where it is crowded they move aside; up to 150 signs in one village all find room."""
    drawing = sketches(in_order(cloud(n)))[0]
    assert overlaps(drawing) == []
    assert len(drawing.labels) == n
    for label in drawing.labels:
        assert label.width / 2 <= label.at.x <= drawing.laid.width - label.width / 2
        assert 2.3 <= label.at.y <= drawing.laid.height - 2.3


def test_signs_at_one_spot_are_not_blown_up() -> None:
    """Five stickers on one counter: sixty metres across the paper at most, and five numbers."""
    drawing = sketches([Point(16.75, 107.18)] * 5)[0]
    assert len({label.text for label in drawing.labels}) == 5
    assert drawing.laid.bar / drawing.laid.metres <= WIDE / 60


def test_more_signs_than_numbers_fit_leaves_dots() -> None:
    """A thousand signs at one place: no heap of unreadable numbers, every spot still drawn."""
    drawing = sketches([Point(16.75, 107.18)] * 1000)[0]
    assert len(drawing.path) == 1000
    assert len(drawing.labels) < 1000
    assert overlaps(drawing) == []


def test_far_groups_get_sketches_of_their_own() -> None:
    """A village and a market eight kilometres away: an overview with ranges, then each group."""
    points = in_order(cloud(12) + cloud(5, lat=16.68, spread=0.0005))
    whole, village, market = sketches(points)
    assert [label.text for label in whole.labels] == ["1–12", "13–17"]
    assert (village.numbers, market.numbers) == ((1, 12), (13, 17))
    assert village.laid.width == market.laid.width == HALF


def test_signs_spread_evenly_are_one_group() -> None:
    """Long hops alone make no groups."""
    even = [Point(16.70 + i / 100, 107.1) for i in range(8)]
    assert groups(even) == [list(range(8))]


# ---------------------------------------------------------------- which signs
def test_a_round_visits_the_signs_of_its_commune_and_ends_with_those_without_a_place(
    tiny_project: TinyProject,
) -> None:
    """From north to south; removed ones and other communes are left out."""
    made = plan(world(tiny_project, THREE))
    assert stops(made) == [
        ("29G275", 'Cổng <1> & "A"'), ("3GCK7F", None), ("2KTMP2", None), ("29G275", "Trong nhà"),
    ]  # fmt: skip
    assert [stop.number for stop in made.stops] == [1, 2, 3, 4]
    assert [stop.hop is None for stop in made.stops] == [True, False, False, True]
    assert made.metres == pytest.approx(223, abs=1)


def test_a_round_starts_where_people_are(tiny_project: TinyProject) -> None:
    """And counts the way to the first sign."""
    made = plan(world(tiny_project, THREE), start=Point(16.7500, 107.1860))
    assert [code for code, _ in stops(made)] == ["2KTMP2", "3GCK7F", "29G275", "29G275"]
    assert made.stops[0].hop == pytest.approx(111, abs=1)


def test_the_order_of_the_file_does_not_change_the_walk(tiny_project: TinyProject) -> None:
    """The same signs give the same papers, also for two signs at one spot."""
    lines = (
        THREE + THREE.splitlines(keepends=True)[0].replace("Cổng", "Cửa").replace("16.7530", "16.75302")
    ).splitlines()
    there = plan(world(tiny_project, "\n".join(lines) + "\n"))
    back = plan(world(tiny_project, "\n".join(reversed(lines)) + "\n"))
    assert stops(there) == stops(back)


# ---------------------------------------------------------------- files
def test_a_round_is_a_folder_of_three_files(tiny_project: TinyProject) -> None:
    """PDF, GPX, GeoJSON; the command says how many signs and how far."""
    root = world(tiny_project, THREE)
    result = camtay(root, "qr", "round", "--commune", "xa-thu")
    assert result.exit_code == 0
    assert "4 biển, đi khoảng 223 m: qr/print/round-xa-thu/" in result.output
    assert "1 biển chưa có tọa độ" in result.output
    assert sorted(path.name for path in (root / FOLDER).iterdir()) == ["round.geojson", "round.gpx", "round.pdf"]


def test_the_same_round_has_the_same_bytes(tiny_project: TinyProject) -> None:
    """Printed twice or on two machines, it is one paper."""
    root = world(tiny_project, THREE)
    camtay(root, "qr", "round", "--commune", "xa-thu")
    first = {path.name: path.read_bytes() for path in (root / FOLDER).iterdir()}
    camtay(root, "qr", "round", "--commune", "xa-thu")
    assert first == {path.name: path.read_bytes() for path in (root / FOLDER).iterdir()}


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return re.sub(r"\s+", " ", text)


def test_the_paper_lists_every_sign_with_boxes_to_tick(tiny_project: TinyProject) -> None:
    """Number, code, name, where, surface; four boxes; a place to sign; north and a scale on the sketch."""
    root = world(tiny_project, THREE)
    camtay(root, "qr", "round", "--commune", "xa-thu", "--start", "16.7500,107.1860")
    text = text_of(root / FOLDER / "round.pdf")
    for words in (
        "Đi kiểm biển – Xã Thử", "4 biển · đi khoảng 335 m", "xuất phát 16.75, 107.186, cách biển số 1 111 m",
        "in ngày 22/11/2026", "Còn Hỏng Mất Quét được", '29G275 Giếng cổ', 'Cổng <1> & "A"', "Kiệt 1, Làng Thử",
        "lần trước: hỏng, 1/9/2026", "cột, trụ", "15x20 cm", "chưa có tọa độ", "Bắc", "50 m",
        "Người đi kiểm (ký, ghi tên)", "Ngày kiểm", "không phải bản đồ",
    ):  # fmt: skip
        assert words in text, words


def test_the_paper_speaks_english_when_asked(tiny_project: TinyProject) -> None:
    """Names of entries and communes too."""
    root = world(tiny_project, THREE)
    camtay(root, "--locale", "en", "qr", "round", "--commune", "xa-thu")
    text = text_of(root / FOLDER / "round.pdf")
    for words in ("Sign round – Thử commune", "There Broken Gone Scans", "The old well", "North", "no coordinates"):
        assert words in text, words


def test_the_paper_is_tagged_and_names_its_sketch(tiny_project: TinyProject) -> None:
    """PDF/UA-1: a screen reader meets a title, a table with headings, and words for the drawing."""
    root = world(tiny_project, THREE)
    camtay(root, "qr", "round", "--commune", "xa-thu")
    data = (root / FOLDER / "round.pdf").read_bytes()
    assert b"pdfuaid:part" in data
    assert b"/MarkInfo" in data
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["Title"] == "Đi kiểm biển – Xã Thử"
    document.close()


SCHEMA_ORDER = {
    "gpx": ["metadata", "wpt", "rte", "trk", "extensions"],
    "metadata": ["name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions"],
    "wpt": ["ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym", "type"],
    "rte": ["name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"],
    "rtept": ["ele", "time", "magvar", "geoidheight", "name"],
    "link": ["text", "type"],
}
"""The sequences of the schema http://www.topografix.com/GPX/1/1/gpx.xsd."""


def test_the_gpx_keeps_to_the_order_of_its_schema(tiny_project: TinyProject) -> None:
    """Garmin and QGIS refuse a file whose elements stand in another order."""
    root = world(tiny_project, THREE)
    camtay(root, "qr", "round", "--commune", "xa-thu")
    gpx = ElementTree.parse(root / FOLDER / "round.gpx").getroot()  # noqa: S314 - our own file
    assert (gpx.get("version"), bool(gpx.get("creator"))) == ("1.1", True)
    for element in gpx.iter():
        tag = element.tag.removeprefix("{http://www.topografix.com/GPX/1/1}")
        children = [child.tag.removeprefix("{http://www.topografix.com/GPX/1/1}") for child in element]
        ranks = [SCHEMA_ORDER.get(tag, []).index(child) for child in children]
        assert ranks == sorted(ranks), (tag, children)


def test_the_gpx_has_a_waypoint_for_each_place_and_the_route_in_order(tiny_project: TinyProject) -> None:
    """Special characters survive; what the symbol opens is the link."""
    root = world(tiny_project, THREE)
    camtay(root, "qr", "round", "--commune", "xa-thu")
    gpx = ElementTree.parse(root / FOLDER / "round.gpx").getroot()  # noqa: S314 - our own file
    names = [name.text for name in gpx.findall("g:wpt/g:name", GPX)]
    assert names == ["1. Giếng cổ", "2. Kiệt 1, Làng Thử", "3. Làng Thử"]
    assert names == [name.text for name in gpx.findall("g:rte/g:rtept/g:name", GPX)]
    first = gpx.find("g:wpt", GPX)
    assert first is not None
    assert (first.get("lat"), first.get("lon")) == ("16.753", "107.186")
    assert first.findtext("g:desc", namespaces=GPX) == 'Cổng <1> & "A"'
    link = first.find("g:link", GPX)
    assert link is not None
    assert link.get("href") == "https://thu.example/Q/29G275"
    bounds = gpx.find("g:metadata/g:bounds", GPX)
    assert bounds is not None
    assert (bounds.get("minlat"), bounds.get("maxlon")) == ("16.751", "107.1861")


def test_the_geojson_has_longitude_first_and_the_walk_as_a_line(tiny_project: TinyProject) -> None:
    """RFC 7946; a sign without a place has a null geometry."""
    root = world(tiny_project, THREE)
    camtay(root, "qr", "round", "--commune", "xa-thu")
    data = json.loads((root / FOLDER / "round.geojson").read_text("utf-8"))
    *signs, line = data["features"]
    assert data["type"] == "FeatureCollection"
    assert signs[0]["geometry"] == {"type": "Point", "coordinates": [107.186, 16.753]}
    assert signs[3]["geometry"] is None
    assert [s["properties"]["number"] for s in signs] == [1, 2, 3, 4]
    assert signs[1]["properties"]["state"] == "damaged"
    assert line["geometry"]["type"] == "LineString"
    assert line["geometry"]["coordinates"] == [s["geometry"]["coordinates"] for s in signs[:3]]


def test_a_round_of_signs_without_places_is_a_list(tiny_project: TinyProject) -> None:
    """No sketch, no route; still a paper to take along."""
    root = world(tiny_project, "- {code: 29G275, state: planned}\n")
    assert camtay(root, "qr", "round", "--commune", "xa-thu", "--start", "16.75,107.18").exit_code == 0
    assert "không phải bản đồ" not in text_of(root / FOLDER / "round.pdf")
    assert "<rte>" not in (root / FOLDER / "round.gpx").read_text("utf-8")


def test_only_signs_in_the_chosen_states_are_visited(tiny_project: TinyProject) -> None:
    """To mend what is damaged, or to hang what is planned."""
    root = world(tiny_project, THREE)
    result = camtay(root, "qr", "round", "--commune", "xa-thu", "--state", "damaged", "--state", "planned")
    assert "2 biển" in result.output


# ---------------------------------------------------------------- faults
def test_an_unknown_commune_names_the_nearest(tiny_project: TinyProject) -> None:
    """And no folder is made."""
    root = world(tiny_project, THREE)
    result = camtay(root, "qr", "round", "--commune", "xa-thuu")
    assert result.exit_code == 1
    assert "“xa-thu”" in result.output
    assert not (root / "qr/print").exists()


def test_a_commune_without_signs_names_those_with_some(tiny_project: TinyProject) -> None:
    """An empty paper helps nobody."""
    root = world(tiny_project, HUNG)
    with pytest.raises(CamtayError) as caught:
        rounds.plan(load(root), read(root), "xa-moi")
    golden("problems/placement_none.txt", f"camtay qr round --commune xa-moi\n{told(caught.value.problems)}")


@pytest.mark.parametrize("start", ["107.186,16.753", "16,75 107,18", "here", "48.1,11.5"])
def test_a_start_outside_vietnam_is_a_wrong_command_line(start: str, tiny_project: TinyProject) -> None:
    """Swapped numbers too."""
    root = world(tiny_project, THREE)
    assert camtay(root, "qr", "round", "--commune", "xa-thu", "--start", start).exit_code == 2
    assert camtay(root, "qr", "round").exit_code == 2
    assert camtay(root, "qr", "round", "--commune", "xa-thu", "--state", "lost").exit_code == 2


def test_an_emoji_in_a_note_is_named_with_its_line(tiny_project: TinyProject) -> None:
    """The font has none, and an archived PDF may not show a hole; the old folder stays."""
    root = world(tiny_project, HUNG)
    camtay(root, "qr", "round", "--commune", "xa-thu")
    before = (root / FOLDER / "round.pdf").read_bytes()
    text = HUNG.replace("bên trái", "bên trái 🙂")
    root = world(tiny_project, text)
    with pytest.raises(CamtayError) as caught:
        rounds.files(load(root), plan(root), "vi", DAY)
    golden("problems/placement_glyph.txt", f"qr/placements.yml\n{text}{told(caught.value.problems)}")
    assert camtay(root, "qr", "round", "--commune", "xa-thu").exit_code == 1
    assert (root / FOLDER / "round.pdf").read_bytes() == before


def test_a_broken_template_is_a_problem(tiny_project: TinyProject) -> None:
    """Designers edit `round.typ`; what typst says of it is passed on."""
    broken = {"docs/.overrides/camtay/signs/round.typ": '#panic("x")'}
    root = world(tiny_project, HUNG)
    path = root / next(iter(broken))
    path.parent.mkdir(parents=True)
    path.write_text(next(iter(broken.values())))
    with pytest.raises(CamtayError) as caught:
        rounds.files(load(root), plan(root), "vi", DAY)
    golden("problems/placement_typst.txt", f"{path.name}\n{path.read_text()}\n{told(caught.value.problems)}")


def test_a_full_disk_leaves_the_old_round(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is swapped in whole or not at all."""
    root = world(tiny_project, HUNG)
    camtay(root, "qr", "round", "--commune", "xa-thu")
    before = {path.name: path.read_bytes() for path in (root / FOLDER).iterdir()}
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "round.gpx":
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    result = camtay(root, "qr", "round", "--commune", "xa-thu", "--start", "16.7,107.2")
    assert result.exit_code == 1
    assert "No space left on device" in result.output
    assert before == {path.name: path.read_bytes() for path in (root / FOLDER).iterdir()}
    assert [path.name for path in (root / "qr/print").iterdir()] == ["round-xa-thu"]
