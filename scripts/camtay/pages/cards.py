"""The pictures that chat apps show with a link to a full page, and the site's icons.

Drawn in few colours, so that they are small; named by what is drawn, so that the last build's are taken again."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from importlib.resources import files as resources
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from camtay.cards import HEIGHT, LEADING, LEVELS, MARGIN, WIDTH, Title, drawable, fitted, font, has_own, title_of
from camtay.files import link, write_atomic
from camtay.locales import Locale
from camtay.model.entries import Alley, Entry
from camtay.project import Project
from camtay.source import FOLDER
from camtay.svg import size as svg_size
from camtay.view import View

if TYPE_CHECKING:
    from PIL import Image

    from camtay.pages.pixels import Part, Pixels

DRAWING = 2
"""Raised when the same words are drawn differently."""
BAND = 104
"""Height of the white band at the foot."""
TOP = 56
EMBLEM = 104
_HEAD = TOP + EMBLEM
"""Height of what is above the title."""
COLOUR = "#0a5c43"
LIMIT = 60_000
"""Bytes: what chat apps fetch at once on a slow line."""
_SHEET = "assets/camtay.css"


@dataclass(frozen=True)
class Card:
    """All that a card depends on."""

    name: str
    """`ENTRY-LOCALE`."""
    title: Title
    kind: str
    site: str
    host: str
    where: str
    colour: str
    emblem: str
    """Hash of the picture, or nothing."""

    @cached_property
    def path(self) -> str:
        """Relative to the site, with the hash of what is drawn and how."""
        title, versions = self.title, (_version("pillow"), _version("fontpkg-be-vietnam-pro"))
        around = (self.kind, self.site, self.host, self.where, self.colour, self.emblem)
        causes = repr((DRAWING, *versions, self.name, title.size, *title.lines, *around))
        return f"media/card-{self.name}-{hashlib.sha256(causes.encode()).hexdigest()[:10]}.png"


_version = lru_cache(version)
"""Of a package that draws; asked for every card, and read from a file each time."""


# ---------------------------------------------------------------- which cards there are
def of_page(project: Project, locale: Locale, entry: Entry | None) -> str:
    """Path of the card of a page; an entry's own, its village's, or the site's. Nothing where the site has none."""
    if project.site.cards == "none":
        return ""
    card = _of_entry(project, locale, entry) if entry and project.site.cards == "entries" else None
    return (card or _of_site(project, locale)).path


def all_cards(project: Project) -> Iterator[Card]:
    """Every card that some page names."""
    if project.site.cards == "none":
        return
    for locale in project.locales:
        yield _of_site(project, locale)
        if project.site.cards == "entries":
            own = (_of_entry(project, locale, entry) for entry in project.entries.values() if has_own(entry))
            yield from (card for card in own if card)


def of_entry(project: Project, entry: Entry) -> Iterator[tuple[str, bytes]]:
    """Path and picture of an entry's own cards in every locale."""
    for locale in project.locales if has_own(entry) else ():
        if card := _of_entry(project, locale, entry):
            yield card.path, drawn(card, _picture(project))


def _of_entry(project: Project, locale: Locale, entry: Entry) -> Card | None:
    if isinstance(entry, Alley):
        return _of_entry(project, locale, project.listed(entry.village))
    found = title_of(entry, locale.tag)
    if found is None:
        return None
    view = View(project, locale)
    places = [project.places[id_] for id_ in entry.place if id_ in project.places]
    where = view.plain(places[0].title) if len(places) == 1 else ""
    return _card(project, locale, entry.id, found[2], view.w(f"scan.kind.{entry.kind}"), where)


def _of_site(project: Project, locale: Locale) -> Card:
    title = View(project, locale).plain(project.site.title)
    fitting = fitted(title) if drawable(title) else None
    return _card(project, locale, "", fitting or Title(60, (project.site.host,)), "", "")


def _card(project: Project, locale: Locale, id_: str, title: Title, kind: str, where: str) -> Card:
    view = View(project, locale)
    colour, emblem = _look(project.root, project.site.emblem or "")
    site, area = view.plain(project.site.short), where or view.plain(project.site.area.now)
    kind, site, area = (words if drawable(words) else "" for words in (kind, site, area))
    return Card(f"{id_ or 'site'}-{locale.tag}", title, kind, site, project.site.host, area, colour, emblem)


@lru_cache(maxsize=8)
def _look(root: Path, emblem: str) -> tuple[str, str]:
    """The instance's colour, from its own sheet or ours, and the hash of its emblem."""
    own = root / "docs" / ".overrides" / _SHEET
    theirs = resources("camtay") / "templates" / "theme" / _SHEET
    sheet = own.read_text("utf-8") if own.is_file() else theirs.read_text("utf-8")
    found = re.search(r"--md-primary-fg-color: *(#[0-9a-fA-F]{6})\b", sheet)
    picture = root / FOLDER / emblem
    mark = hashlib.sha256(picture.read_bytes()).hexdigest()[:16] if emblem and picture.is_file() else ""
    return found[1] if found else COLOUR, mark


# ---------------------------------------------------------------- drawing
def write(project: Project, out: Path, before: Path) -> None:
    """Draw the cards into `out`; those that the site in `before` already has are taken from there. Raises OSError."""
    emblem = _picture(project)
    for card in all_cards(project):
        target, old = out / card.path, before / card.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if _whole(old):
            with suppress(FileExistsError):  # of the engine's that builds without emptying its folder
                link(old, target)
        else:
            target.write_bytes(drawn(card, emblem))


def _whole(path: Path) -> bool:
    """Whether a picture is there from its first to its last byte."""
    try:
        if not S_ISREG(path.lstat().st_mode):  # the name of a link would be taken, not what it leads to
            return False
        with path.open("rb") as file:
            begins = file.read(4) == b"\x89PNG"
            file.seek(-8, os.SEEK_END)
            return begins and file.read() == b"IEND\xaeB`\x82"
    except OSError:
        return False


@dataclass(frozen=True, eq=False)
class Emblem:
    """An emblem on the ground of cards, in few colours."""

    pixels: Pixels
    colours: bytes
    """Those of its palette, three bytes each; it stands behind the steps of letters."""


def drawn(card: Card, emblem: Emblem | None = None) -> bytes:
    """PNG of a card, 1200 × 630, of at most 256 colours."""
    from camtay.pages import pixels

    deep = emblem is not None
    size, lines = card.title.size, card.title.lines
    step = size * LEADING
    room = HEIGHT - BAND - _HEAD
    first = room / 2 - step * (len(lines) - 1) / 2
    title = [pixels.Words(MARGIN, first + n * step, line, "Bold", size) for n, line in enumerate(lines)]
    row, rows = pixels.lettered(title, WIDTH, room)
    parts = [
        _head("" if card.site == " ".join(lines) else card.site, card.kind, emblem),
        pixels.empty(WIDTH, row, deep),
        pixels.part(rows, deep),
        pixels.empty(WIDTH, room - row - len(rows), deep),
        _foot(card.host, card.where, deep),
    ]
    colours = _ramp(card.colour) + (emblem.colours if emblem else b"")
    return pixels.png(WIDTH, HEIGHT, colours, deep, parts)


@lru_cache(maxsize=100)
def _head(site: str, kind: str, emblem: Emblem | None) -> Part:
    """Emblem, name of the site and, where there is room for it, the kind of the entry."""
    from camtay.pages import pixels

    left = MARGIN + (emblem.pixels.shape[1] + 28 if emblem else 0)
    right = WIDTH - MARGIN - pixels.length(kind, "Medium", 38)
    middle = TOP + EMBLEM / 2
    words = [pixels.Words(left, middle, site, "Medium", 44)]
    if left + pixels.length(site, "Medium", 44) + 40 <= right:
        words.append(pixels.Words(right, middle, kind, "Medium", 38, 215))
    rows = pixels.whole(words, WIDTH, _HEAD)
    if emblem:
        high, wide = emblem.pixels.shape
        top = TOP + (EMBLEM - high) // 2
        rows[top : top + high, MARGIN : MARGIN + wide] = emblem.pixels
    return pixels.part(rows, emblem is not None, often=True)


@lru_cache(maxsize=500)
def _foot(host: str, where: str, deep: bool) -> Part:
    """The band with the address of the site and, where there is room for it, the place."""
    from camtay.pages import pixels

    right = WIDTH - MARGIN - pixels.length(where, "Medium", 38)
    words = [pixels.Words(MARGIN, BAND / 2, host, "Bold", 42)]
    if MARGIN + pixels.length(host, "Bold", 42) + 40 <= right:
        words.append(pixels.Words(right, BAND / 2, where, "Medium", 38))
    # In the colour of the ground on that of letters.
    rows = LEVELS - 1 - pixels.whole(words, WIDTH, BAND)
    return pixels.part(rows, deep, last=True, often=True)


@lru_cache(maxsize=4)
def _ramp(colour: str) -> bytes:
    """Palette of the steps from the ground's colour to white, the letters'."""
    last = LEVELS - 1
    return bytes(round(x + (255 - x) * n / last) for n in range(LEVELS) for x in _rgb(colour))


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _picture(project: Project) -> Emblem | None:
    name = project.site.emblem
    return _few(project.root / FOLDER / name, *_look(project.root, name)) if name else None


@lru_cache(maxsize=4)
def _few(path: Path, colour: str, mark: str) -> Emblem:
    """The emblem on the ground, in the colours that a palette has left."""
    import numpy as np
    from PIL import Image

    emblem = emblem_of(path, EMBLEM, mark)
    flat = Image.new("RGB", emblem.size, _rgb(colour))
    flat.paste(emblem, (0, 0), emblem)
    few = flat.quantize(256 - LEVELS, dither=Image.Dither.NONE)
    return Emblem(np.asarray(few) + np.uint8(LEVELS), bytes(few.getpalette() or [])[: 3 * (256 - LEVELS)])


@lru_cache(maxsize=4)
def emblem_of(path: Path, high: int, _mark: str) -> Image.Image:
    """A checked emblem as pixels, `high` high at most and twice as wide at most; `_mark` tells contents apart."""
    from PIL import Image, ImageOps

    from camtay.media import FORMATS

    if path.suffix.lower() == ".svg":
        import resvg_py

        data = path.read_bytes()
        wide, tall = svg_size(data) or (1, 1)
        options: dict[str, Any] = {"height": high} if tall * 2 >= wide else {"width": high * 2}
        png = resvg_py.svg_to_bytes(svg_string=data.decode(), skip_system_fonts=True, **options)
        return Image.open(io.BytesIO(bytes(png))).convert("RGBA")
    with Image.open(path, formats=FORMATS) as opened:
        whole = ImageOps.exif_transpose(opened).convert("RGBA")
    whole.thumbnail((high * 2, high), Image.Resampling.LANCZOS)
    return whole


# ---------------------------------------------------------------- icons
ICONS = (32, 180, 192, 512)
"""Pixels: tabs, iPhones, Android."""


def icons(project: Project) -> dict[str, bytes]:
    """`icon-SIZE.png` and the manifests that name them, relative to the site.

    The emblem on the instance's colour; without one the first letters of the site's short name."""
    colour, mark = _look(project.root, project.site.emblem or "")
    made = {f"icon-{size}.png": _icon(project, size, colour, mark) for size in ICONS}
    for locale in project.locales:
        view = View(project, locale)
        manifest = {
            "name": view.plain(project.site.title),
            "short_name": view.plain(project.site.short),
            "description": view.plain(project.site.summary),
            "lang": locale.tag,
            "id": "/",
            "start_url": view.home,
            "scope": "/",
            "display": "browser",
            "theme_color": colour,
            "background_color": "#ffffff",
            "icons": [
                {"src": f"/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for size in (192, 512)
                for purpose in ("any", "maskable")
            ],
        }
        made[f"manifest-{locale.tag}.webmanifest"] = (json.dumps(manifest, ensure_ascii=False) + "\n").encode()
    return made


def _icon(project: Project, size: int, colour: str, mark: str) -> bytes:
    from PIL import Image, ImageDraw

    icon = Image.new("RGB", (size, size), _rgb(colour))
    name = project.site.emblem
    if name:
        # Inside the circle of 80 % that every phone shows of a maskable icon.
        emblem = emblem_of(project.root / FOLDER / name, round(size * 0.56), mark).copy()
        emblem.thumbnail((round(size * 0.62), round(size * 0.62)))
        icon.paste(emblem, ((size - emblem.width) // 2, (size - emblem.height) // 2), emblem)
    else:
        words = project.site.short.source.split()
        letters = "".join(word[0] for word in words[:2]).upper()
        pen = ImageDraw.Draw(icon)
        pen.text((size / 2, size / 2), letters, fill="#ffffff", font=font("Bold", round(size * 0.42)), anchor="mm")
    made = io.BytesIO()
    icon.quantize(64, dither=Image.Dither.NONE).save(made, "PNG", compress_level=9)
    return made.getvalue()


def write_icons(project: Project, out: Path) -> None:
    """Write the icons and manifests. Raises OSError."""
    for name, data in icons(project).items():
        write_atomic(out / name, data)
