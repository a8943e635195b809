"""The pictures that chat apps show with a link to a full page, and the site's icons.

Drawn in few colours, so that they are small; named by what is drawn, so that the last build's are taken again."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from importlib.metadata import version
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from camtay.cards import HEIGHT, LEADING, MARGIN, WIDTH, Title, drawable, fitted, font, has_own, title_of
from camtay.files import write_atomic
from camtay.locales import Locale
from camtay.model.entries import Alley, Entry
from camtay.project import Project
from camtay.source import FOLDER
from camtay.svg import size as svg_size
from camtay.view import View

if TYPE_CHECKING:
    from PIL import Image

DRAWING = 1
"""Raised when the same words are drawn differently."""
BAND = 104
"""Height of the white band at the foot."""
TOP = 56
EMBLEM = 104
COLOUR = "#0a5c43"
LIMIT = 60_000
"""Bytes: what chat apps fetch at once on a slow line."""
_RAMP = 32
"""Steps between the colour of the ground and that of letters."""
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
        causes = [DRAWING, _version("pillow"), _version("fontpkg-be-vietnam-pro"), asdict(self)]
        mark = hashlib.sha256(json.dumps(causes, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:10]
        return f"media/card-{self.name}-{mark}.png"


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
        return _of_entry(project, locale, project.entries[entry.village])
    found = title_of(entry, locale.tag)
    if found is None:
        return None
    view = View(project, locale)
    places = [project.places[id_] for id_ in entry.place if id_ in project.places]
    where = view.plain(places[0].title) if len(places) == 1 else ""
    return _card(project, locale, entry.id, found[2], view.w(f"scan.kind.{entry.kind}"), where)


@lru_cache(maxsize=16)
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
    """Draw the cards and icons into `out`; those that the site in `before` already has are taken from there."""
    for card in all_cards(project):
        target, old = out / card.path, before / card.path
        data = old.read_bytes() if old.is_file() else b""
        if not (data.startswith(b"\x89PNG") and data.endswith(b"IEND\xaeB`\x82")):
            data = drawn(card, _picture(project))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def drawn(card: Card, emblem: Image.Image | None = None) -> bytes:
    """PNG of a card, 1200 × 630, of at most 256 colours."""
    from PIL import Image, ImageDraw

    ground = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(ground)
    left = MARGIN
    if emblem:
        left += emblem.width + 28
    if card.site != " ".join(card.title.lines):
        pen.text((left, TOP + EMBLEM / 2), card.site, fill=255, font=font("Medium", 44), anchor="lm")
    if card.kind:
        edge = left + font("Medium", 44).getlength(card.site)
        if edge + 40 + font("Medium", 38).getlength(card.kind) <= WIDTH - MARGIN:
            pen.text((WIDTH - MARGIN, TOP + EMBLEM / 2), card.kind, fill=215, font=font("Medium", 38), anchor="rm")
    step = card.title.size * LEADING
    middle = (TOP + EMBLEM + HEIGHT - BAND) / 2
    first = middle - step * (len(card.title.lines) - 1) / 2
    for number, line in enumerate(card.title.lines):
        pen.text((MARGIN, first + number * step), line, fill=255, font=font("Bold", card.title.size), anchor="lm")
    foot = Image.new("L", (WIDTH, BAND), 0)
    pen = ImageDraw.Draw(foot)
    pen.text((MARGIN, BAND / 2), card.host, fill=255, font=font("Bold", 42), anchor="lm")
    room = WIDTH - 2 * MARGIN - font("Bold", 42).getlength(card.host) - 40
    if card.where and font("Medium", 38).getlength(card.where) <= room:
        pen.text((WIDTH - MARGIN, BAND / 2), card.where, fill=255, font=font("Medium", 38), anchor="rm")
    steps = [value * (_RAMP - 1) // 255 for value in range(256)]
    picture = ground.point(steps)
    picture.paste(foot.point([step + _RAMP for step in steps]), (0, HEIGHT - BAND))
    colours = _between(card.colour, "#ffffff") + _between("#ffffff", card.colour)
    indexed = Image.frombytes("P", picture.size, picture.tobytes())
    if emblem:
        few, own = _few(emblem, card.colour)
        indexed.paste(few, (MARGIN, TOP + (EMBLEM - emblem.height) // 2))
        colours += own
    indexed.putpalette(colours)
    made = io.BytesIO()
    indexed.save(made, "PNG", compress_level=2)
    return made.getvalue()


def _between(a: str, b: str) -> list[int]:
    """A palette of `_RAMP` colours from `a` to `b`."""
    start, end = _rgb(a), _rgb(b)
    last = _RAMP - 1
    return [round(x + (y - x) * n / last) for n in range(_RAMP) for x, y in zip(start, end, strict=True)]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _few(emblem: Image.Image, colour: str) -> tuple[Image.Image, list[int]]:
    """The emblem on the ground, in the colours of a palette that stands behind the two ramps."""
    from PIL import Image

    flat = Image.new("RGB", emblem.size, _rgb(colour))
    flat.paste(emblem, (0, 0), emblem)
    few = flat.quantize(256 - 2 * _RAMP, dither=Image.Dither.NONE)
    shifted = Image.frombytes("L", few.size, few.tobytes()).point([min(n + 2 * _RAMP, 255) for n in range(256)])
    return Image.frombytes("P", few.size, shifted.tobytes()), list(few.getpalette() or [])[: 3 * (256 - 2 * _RAMP)]


def _picture(project: Project) -> Image.Image | None:
    name = project.site.emblem
    return emblem_of(project.root / FOLDER / name, EMBLEM, _look(project.root, name)[1]) if name else None


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
