"""What search engines and assistants read of a page: JSON-LD in schema.org's terms.

Only what the page itself says: a number, a position or free admission that nobody confirmed is left out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from camtay import urls
from camtay.model.entries import (
    Alley,
    DayRoute,
    Entry,
    Guide,
    Heritage,
    LearningPath,
    Located,
    Place,
    Procedures,
)
from camtay.model.fields import Confidence
from camtay.sketch import spot_of
from camtay.view import View

Node = dict[str, Any]
Crumbs = Sequence[tuple[str | Markup, str]]
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
"""`json.dumps` makes another one for each page."""


def page(view: View, path: str, title: str, about: str, crumbs: Crumbs, entity: Node | None, reviewed: str) -> str:
    """The script's content: a WebPage (of the home page the WebSite), its trail from home, and what it is about.

    `path` is relative to the host, `crumbs` as the page shows them without home, `reviewed` a day or nothing."""
    site = view.project.site
    address = urls.absolute(site, path)
    own: Node = {"@type": "WebSite", "name": view.plain(site.title), "url": urls.absolute(site, view.home[1:])}
    if f"/{path}" == view.home:
        data = {"@context": "https://schema.org", **own, "description": about, "inLanguage": view.locale.tag}
        return _script(data)
    trail = [(view.w("home"), view.home), *crumbs, (title, f"/{path}")]
    steps = [
        {"@type": "ListItem", "position": n, "name": str(name), "item": urls.absolute(site, href.lstrip("/"))}
        for n, (name, href) in enumerate(trail, 1)
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": address,
        "name": title,
        "inLanguage": view.locale.tag,
        "isAccessibleForFree": True,
        **({"lastReviewed": reviewed, "dateModified": reviewed} if reviewed else {}),
        "isPartOf": own,
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": steps},
        **({"mainEntity": entity} if entity else {}),
    }
    return _script(data)


def _script(data: Node) -> str:
    """JSON that no HTML parser takes for the end of the script."""
    return _JSON.encode(data).replace("<", "\\u003c")


# ---------------------------------------------------------------- what a page is about
def entry(view: View, one: Entry) -> Node | None:
    """The thing that an entry describes; None for those that are nothing but their page.

    Addresses of its many parts are relative to the page, as JSON-LD in a page may have them: pages stay light."""
    if isinstance(one, Guide):
        return {
            "@type": "HowTo",
            "name": view.plain(one.title),
            **({"estimatedCost": view.plain(one.cost.text)} if one.cost else {}),
            "step": [
                {
                    "@type": "HowToStep",
                    "position": n,
                    "text": view.plain(step.text),
                    "url": f"#step-{n}",
                    **_image(view, step.picture),
                }
                for n, step in enumerate(one.steps, 1)
            ],
        }
    if isinstance(one, LearningPath):
        parts = [view.project.listed(id_) for id_ in one.guides]
        return {
            "@type": "LearningResource",
            "name": view.plain(one.title),
            "hasPart": [{"@type": "HowTo", "name": view.name(e), "url": view.path(e)} for e in parts],
        }
    if isinstance(one, DayRoute):
        stops = []
        for n, stop in enumerate(one.stops, 1):
            there = view.stop_entry(stop)
            name = view.name(there) if there else view.plain(stop.title) if stop.title else ""
            item = {"@type": "Place", "name": name, **({"url": _address(view, there)} if there else {})}
            stops.append({"@type": "ListItem", "position": n, "item": item})
        return {
            "@type": "TouristTrip",
            "name": view.plain(one.title),
            "itinerary": {"@type": "ItemList", "itemListElement": stops},
        }
    if isinstance(one, Procedures):
        where = view.plain(one.address.now) if one.address else ""
        return {"@type": "GovernmentOffice", "name": view.plain(one.office), **({"address": where} if where else {})}
    return _located(view, one) if isinstance(one, Located) else None


def _located(view: View, one: Located) -> Node:
    found: Node = {"@type": "Place", "name": view.plain(one.title)}
    if isinstance(one, Heritage):
        found["@type"] = ["LandmarksOrHistoricalBuildings", "TouristAttraction"]
        if view.code(one):
            # Its sign tells a visitor about it in these, as far as they were written.
            found["availableLanguage"] = [loc.tag for loc in view.project.locales if one.title.has(loc.tag)]
        if one.admission and one.admission.confidence is Confidence.VERIFIED and one.admission.free is not None:
            found["isAccessibleForFree"] = one.admission.free
    found["description"] = view.plain(one.summary)
    if one.address:
        found["address"] = view.plain(one.address.now)
    if point := spot_of(one):
        found["geo"] = {"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon}
    if isinstance(one, Alley):
        village = view.project.listed(one.village)
        found["containedInPlace"] = {"@type": "Place", "name": view.name(village), "url": _address(view, village)}
    elif one.place and one.place[0] in view.project.places:
        found["containedInPlace"] = commune(view, view.project.places[one.place[0]])
    return {**found, **_image(view, one.picture)}


def commune(view: View, place: Place) -> Node:
    """A commune, ward or special zone of today."""
    address = urls.absolute(view.project.site, view.place_path(place.id)[1:])
    return {"@type": "AdministrativeArea", "name": view.plain(place.title), "url": address}


def _address(view: View, one: Entry) -> str:
    return urls.absolute(view.project.site, view.path(one)[1:])


def _image(view: View, picture: Any) -> Node:
    return {"image": urls.absolute(view.project.site, view.image(picture).path)} if picture else {}
