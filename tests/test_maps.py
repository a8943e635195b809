"""Sketches from coordinates, the page of all places by map, and places as GPX, KML and GeoJSON."""

from __future__ import annotations

import json
import random
import re
import warnings
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fastkml
import pyogrio
import pytest
from lxml import etree

from camtay import geodata, sketch
from camtay.build import build_site
from camtay.drawing import layout
from camtay.geo import Point, distance
from camtay.pages import maps, render
from camtay.project import Project, load
from camtay.sketch import HEIGHTS, MARGIN, PILL, WIDTH, Mark
from tests.conftest import HERITAGE, REPO, ROUTE, VILLAGE, TinyProject
from tests.hosting import hosted
from tests.test_content_problems import PLACES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AT = "coordinates: {{lat: {}, lon: {}, precision_m: {}, sources: [s]}}\n"


def village(count: int) -> str:
    """A village with `count` alleys; the last one has no coordinates."""
    text = VILLAGE[: VILLAGE.index("alleys:")] + "place: xa-thu\n" + AT.format(16.7512, 107.1821, 30) + "alleys:\n"
    for n in range(1, count + 1):
        text += f'  - id: lang-thu-kiet-{n}\n    title: {{vi: "Kiệt {n}, Làng Thử"}}\n    short: {{vi: Kiệt {n}}}\n'
        if n < count:
            text += "    " + AT.format(round(16.75 + n // 2 * 0.0006, 6), round(107.18 + n % 2 * 0.0012, 6), 8)
    return text


def well(number: int, place: str, sure: bool = True) -> str:
    """A monument; every one stands somewhere else."""
    text = HERITAGE.replace("id: gieng-co", f"id: gieng-{number}").replace("Giếng cổ", f"Giếng {number} & “cổ”")
    at = AT.format(round(16.7 + number * 37 % 100 / 1000, 4), round(107.1 + number / 100, 4), 20)
    return text + f"place: {place}\n" + (at if sure else "")


def files(wells: int = 5, sure: bool = True) -> dict[str, str | bytes | None]:
    """A village of five alleys, monuments in two communes and a route of four stops, the last of them not sure."""
    stops = "".join(
        f"  - entry: gieng-{n}\n    do: [{{vi: Xem., en: Look., sources: [s]}}]\n" for n in range(2, min(wells, 3) + 1)
    )
    route = ROUTE.replace("entry: gieng-co", "entry: gieng-1").replace("  - title:", f"{stops}  - title:")
    names = ("xa-thu", "phuong-moi")
    return {
        "guides/places.yml": PLACES,
        "guides/lang-thu.yml": village(5) if sure else VILLAGE,
        "guides/mot-ngay.yml": route,
        **{f"guides/gieng-{n}.yml": well(n, names[n % 2], sure) for n in range(1, wells + 1)},
    }


@pytest.fixture
def world(tiny_project: TinyProject) -> Project:
    return load(tiny_project(files()))


def html_of(project: Project, path: str, locale: str = "vi") -> str:
    [found] = [p for p in render.all_pages(project) if p.path == path and p.locale == locale]
    return found.html


def marks(count: int, spread: float) -> list[Mark]:
    chance = random.Random(5)  # noqa: S311 - not for secrets
    return [
        Mark(str(n), Point(16.75 + chance.random() * spread, 107.18 + chance.random() * spread))
        for n in range(1, count + 1)
    ]


# ---------------------------------------------------------------- sketches
@pytest.mark.parametrize("count", [2, 16, 30, 120])
@pytest.mark.parametrize("spread", [0.00002, 0.005, 0.5])
def test_numbers_never_touch_and_stay_on_the_sketch(count: int, spread: float) -> None:
    """From stickers on one counter to a whole province; up to thirty spots all find room."""
    found = marks(count, spread)
    laid = sketch.laid_out(found)
    pills = sketch.pills(found, laid)
    assert len(pills) == count or count > maps.CROWDED
    for pill in pills:
        half = (PILL + pill.wider) / 2
        assert half <= pill.at.x <= WIDTH - half
        assert PILL / 2 <= pill.at.y <= laid.height - PILL / 2
    for a, b in combinations(pills, 2):
        apart = abs(a.at.x - b.at.x) >= PILL + (a.wider + b.wider) / 2 or abs(a.at.y - b.at.y) >= PILL
        assert apart, (a, b)


def test_a_sketch_keeps_directions_and_its_scale() -> None:
    """North is up, east is right; the bar is as long as it says and its length is round."""
    points = [Point(16.76, 107.18), Point(16.75, 107.19)]
    laid = layout(points, WIDTH, HEIGHTS, MARGIN, 90)
    (x1, y1), (x2, y2) = laid.spots
    assert (x2 > x1, y2 > y1) == (True, True)
    drawn = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    assert drawn / distance(*points) == pytest.approx(laid.bar / laid.metres, rel=0.01)
    assert laid.bar_label == "200 m"


def test_a_sketch_says_in_words_what_it_shows(world: Project) -> None:
    """A title, a description, and beside it a list with the same numbers, names, distances and directions."""
    html = html_of(world, "lang/lang-thu/")
    svg = etree.fromstring(re.findall(r"<svg.*?</svg>", html, re.DOTALL)[0])
    named = {element.get("id"): element.text for element in svg if element.get("id")}
    assert named[svg.get("aria-labelledby")] == "Sơ đồ Làng Thử: các kiệt vẽ theo tọa độ đã đo"
    assert "hướng bắc" in named[svg.get("aria-describedby")]
    numbers = [text.text for text in svg.iter("text")]
    assert numbers == ["1", "2", "3", "4", "20 m", "B"]
    lines = re.findall(r'<li><b>(\d+)</b><span><a href="([^"]+)">([^<]+)</a> <small>([^<]+)</small>', html)
    assert [line[0] for line in lines] == numbers[:4]
    assert lines[0] == ("1", "/kiet/lang-thu-kiet-1/", "Kiệt 1", "160 m về phía tây nam")
    assert '<a href="/kiet/lang-thu-kiet-5/">Kiệt 5</a>' in html, "what has no coordinates is still listed"


def test_an_alley_is_shown_among_those_of_its_village(world: Project) -> None:
    """Its own number is filled and has no link."""
    html = html_of(world, "kiet/lang-thu-kiet-2/")
    assert re.findall(r'<text[^>]*fill="#fff">([^<]+)<', html) == ["2"]
    assert "<li><b>2</b><span><strong>Kiệt 2</strong>" in html
    assert "<figure" not in html_of(world, "kiet/lang-thu-kiet-5/"), "nobody knows where it is"


def test_a_route_joins_its_stops_in_order(world: Project) -> None:
    """Stops without sure spots are counted, and then nobody is led through all of them."""
    [html] = [p.html for p in render.all_pages(world) if p.locale == "en" and p.path.endswith("/mot-ngay/")]
    assert len(re.findall(r"stroke-dasharray[^>]* d=\"([^\"]+)\"", html)[0].split("L")) == 3
    assert 'href="#stop-2"' in html
    assert "nobody measured are not on the sketch: 1." in html
    assert "Directions through all stops" not in html


def test_directions_pass_through_all_stops() -> None:
    """As Google's addresses have it: origin, destination, waypoints between bars; eleven stops at most."""
    a, b, c = Point(16.7, 107.1), Point(16.8, 107.2), Point(16.9, 107.3)
    assert maps.directions([a]).endswith("?api=1&destination=16.70000,107.10000")
    whole = maps.directions([a, b, c])
    assert "&origin=16.70000,107.10000&destination=16.90000,107.30000&waypoints=16.80000%2C107.20000" in whole
    assert maps.directions([a] * 12) == ""


# ---------------------------------------------------------------- by map
def test_places_are_found_by_map(world: Project) -> None:
    """All on one sketch with links; alleys stay with their village."""
    html = html_of(world, "ban-do/")
    assert re.findall(r"<li><b>(\d+)</b>", html) == ["1", "2", "3", "4", "5", "6"]
    assert html.count("https://www.google.com/maps/dir/") == 6
    assert 'href="/geo/vi.gpx" download' in html
    assert "kiet-1" not in html


def test_many_places_are_drawn_commune_by_commune(tiny_project: TinyProject) -> None:
    """A sketch that a phone can show: a number for each commune, whose own page has the rest."""
    project = load(tiny_project(files(maps.CROWDED + 5)))
    html = html_of(project, "ban-do/")
    assert re.findall(r'<li><b>(\d)</b><span><a href="([^"]+)">', html) == [
        ("1", "/noi/xa-thu/"), ("2", "/noi/phuong-moi/"),
    ]  # fmt: skip
    assert len(re.findall(r"<li><b>", html_of(project, "noi/phuong-moi/"))) == 18


def test_without_sure_spots_there_is_no_map_but_a_search_by_name(tiny_project: TinyProject) -> None:
    """No empty picture, no empty file: the names, each with a search."""
    project = load(tiny_project(files(sure=False)))
    html = html_of(project, "ban-do/")
    assert "<svg" not in html
    assert "/geo/" not in html
    assert html.count("https://www.google.com/maps/search/") == 6
    assert list(maps.files(project)) == []


def test_a_site_without_places_has_no_page_of_them(tiny_project: TinyProject) -> None:
    """Guides alone stand nowhere."""
    assert "map" not in {page.kind for page in render.all_pages(load(tiny_project()))}


def test_quang_tri_draws_nothing_that_nobody_measured() -> None:
    """None of its coordinates is sure yet: all its places are searched for by name."""
    project = load(REPO)
    sure = [e for e in project.entries.values() if sketch.spot_of(e)]
    assert bool(list(maps.files(project))) == bool(sure)
    assert ("<svg" in html_of(project, "ban-do/")) == (len(sure) > 1)


# ---------------------------------------------------------------- files
GPX = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.topografix.com/GPX/1/1"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<define name="lat"><attribute name="lat" ns=""><data type="decimal">
  <param name="minInclusive">-90</param><param name="maxInclusive">90</param></data></attribute></define>
<define name="lon"><attribute name="lon" ns=""><data type="decimal">
  <param name="minInclusive">-180</param><param name="maxExclusive">180</param></data></attribute></define>
<define name="point"><ref name="lat"/><ref name="lon"/>
  <optional><element name="ele"><data type="decimal"/></element></optional>
  <optional><element name="time"><data type="dateTime"/></element></optional>
  <optional><element name="name"><text/></element></optional>
  <optional><element name="cmt"><text/></element></optional>
  <optional><element name="desc"><text/></element></optional>
  <optional><element name="src"><text/></element></optional>
  <zeroOrMore><element name="link"><attribute name="href" ns=""><data type="anyURI"/></attribute></element></zeroOrMore>
  <optional><element name="sym"><text/></element></optional>
  <optional><element name="type"><text/></element></optional></define>
<start><element name="gpx"><attribute name="version" ns=""><value>1.1</value></attribute>
  <attribute name="creator" ns=""><text/></attribute>
  <optional><element name="metadata"><optional><element name="name"><text/></element></optional>
    <optional><element name="bounds">{bounds}</element></optional></element></optional>
  <zeroOrMore><element name="wpt"><ref name="point"/></element></zeroOrMore>
  <zeroOrMore><element name="rte"><optional><element name="name"><text/></element></optional>
    <zeroOrMore><element name="rtept"><ref name="point"/></element></zeroOrMore></element></zeroOrMore>
</element></start></grammar>"""
"""The part of GPX 1.1 that we write, with the order of its elements, after www.topografix.com/GPX/1/1: its schema has
no licence that lets others pass it on."""


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    side = '<attribute name="{}" ns=""><data type="decimal"/></attribute>'
    bounds = "".join(side.format(name) for name in ("minlat", "minlon", "maxlat", "maxlon"))
    return etree.RelaxNG(etree.fromstring(GPX.replace("{bounds}", bounds)))


@pytest.fixture(scope="module")
def kml_schema() -> etree.XMLSchema:
    """The Open Geospatial Consortium's own, as fastkml brings it."""
    return etree.XMLSchema(etree.parse(Path(fastkml.__file__).parent / "schema" / "ogckml22.xsd"))


@pytest.fixture
def written(world: Project, tmp_path: Path) -> Path:
    for name, data in maps.files(world):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "geo"


def test_every_place_route_and_commune_is_a_file(written: Path, world: Project) -> None:
    """And all together, in every locale and three formats; what has no sure spot has none. Same content, same bytes."""
    names = {str(path.relative_to(written)) for path in written.rglob("*.gpx")}
    alleys = {f"vi/lang-thu-kiet-{n}.gpx" for n in range(1, 5)}
    wells = {f"vi/gieng-{n}.gpx" for n in range(1, 6)}
    others = {"vi.gpx", "vi/lang-thu.gpx", "vi/mot-ngay.gpx", "vi/place/xa-thu.gpx", "vi/place/phuong-moi.gpx"}
    assert {name for name in names if name.startswith("vi")} == alleys | wells | others
    assert {name.replace("vi", "en", 1) for name in names if name.startswith("vi")} < names
    assert all(path.with_suffix(".kml").exists() for path in written.rglob("*.gpx"))
    assert all((written.parent / name).read_bytes() == data for name, data in maps.files(world))


def test_files_keep_the_schemas_of_their_formats(
    written: Path, grammar: etree.RelaxNG, kml_schema: etree.XMLSchema
) -> None:
    """GPX 1.1, KML 2.2 and RFC 7946, also with quotes and ampersands in names."""
    for path in written.rglob("*.gpx"):
        grammar.assertValid(etree.parse(path))
    for path in written.rglob("*.kml"):
        kml_schema.assertValid(etree.parse(path))
    for path in written.rglob("*.geojson"):
        data = json.loads(path.read_text("utf-8"))
        assert (data["type"], set(data)) == ("FeatureCollection", {"type", "features"})
        for feature in data["features"]:
            assert set(feature) == {"type", "id", "geometry", "properties"}
            at = feature["geometry"]["coordinates"]
            for lon, lat in at if feature["geometry"]["type"] == "LineString" else [at]:
                assert (107 < lon < 108, 16 < lat < 17) == (True, True)


def test_a_file_out_of_order_would_be_noticed(grammar: etree.RelaxNG, kml_schema: etree.XMLSchema) -> None:
    """The schemas that the files are held against refuse what they should."""
    place = geodata.Feature("a", "A", Point(16, 107), about="B")
    gpx, kml = geodata.gpx("T", [place]).decode(), geodata.kml("T", [place]).decode()
    swapped = re.sub(r"( *<name>A</name>\n)( *<desc>B</desc>\n)", r"\2\1", gpx)
    assert not grammar.validate(etree.fromstring(swapped.encode()))
    assert not grammar.validate(etree.fromstring(gpx.replace('lat="16"', 'lat="160"').encode()))
    moved = kml.replace("    <description>B</description>\n", "").replace(
        "</Point>", "</Point><description>B</description>"
    )
    assert not kml_schema.validate(etree.fromstring(moved.encode()))


def test_gdal_opens_the_files(written: Path) -> None:
    """The same places in all three formats, and the route as a line."""

    def read(name: str, **options: Any) -> tuple[list[str], int]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            meta, _, geometry, fields = pyogrio.raw.read(written / name, **options)
        found = [str(n) for n in dict(zip((f.lower() for f in meta["fields"]), fields, strict=True))["name"]]
        return found, sum(g is not None for g in geometry)

    names = [f"Giếng {n} & “cổ”" for n in range(1, 6)]
    gpx, count = read("vi.gpx", layer="waypoints")
    assert (gpx[:5], count) == (names, 10)
    assert read("vi.kml") == (gpx, 10)
    assert read("vi.geojson") == (gpx, 10)
    line, _ = read("vi/mot-ngay.gpx", layer="routes")
    assert line == ["Một ngày ở xã Thử"]
    assert read("vi/mot-ngay.kml") == ([*(f"{n}. {name}" for n, name in enumerate(names[:3], 1)), line[0]], 4)


# ---------------------------------------------------------------- seen
@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from tests.conftest import BASE

    root = tmp_path_factory.mktemp("maps")
    for name, content in {**BASE, **files()}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(content))
    build_site(load(root), root / "site")
    with hosted(root / "site") as (address, _):
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_sketch_can_be_read_on_a_narrow_phone(base: str, chromium: Browser, scheme: Any) -> None:
    """At 320 px letters are 18 px or more, no text lies on another, what is tapped is 44 px high, nothing overflows."""
    page = chromium.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme).new_page()
    for path in ("/lang/lang-thu/", "/ban-do/"):
        page.goto(base + path)
        boxes = page.evaluate(
            "[...document.querySelectorAll('svg text')].map(t => {const b = t.getBoundingClientRect();"
            "return [b.left, b.top, b.right, b.bottom]})"
        )
        for a, b in combinations(boxes, 2):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1] + 6, (a, b)
        scale = page.evaluate("document.querySelector('.map svg').getBoundingClientRect().width / 320")
        assert scale * sketch.LETTERS >= 18
        heights = page.evaluate(
            "[...document.querySelectorAll('.ct-marks a, .ct-files a')].map(a => a.getBoundingClientRect().height)"
        )
        assert min(heights) >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        ink = page.evaluate("getComputedStyle(document.querySelector('.map svg g')).stroke")
        assert ink == ("rgb(236, 236, 236)" if scheme == "dark" else ink)
