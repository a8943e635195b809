"""A sign in the street, at true scale: drawn onto a gate post, a wall or a table, seen from a distance, and scanned.

    python scripts/mockup.py qr/print/signs-gate.pdf out.png --scene post --distance 3 --side 20

For looking at a layout before it is made in steel; no part of the package and none of its promises. Lengths are
millimetres, x to the right, y up from the ground, z from the wall towards the camera.
"""

from __future__ import annotations

import argparse
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

SIZE = (1200, 1500)
"""Pixels of the picture: a phone held upright, made smaller."""
ACROSS = 52.0
"""Degrees that a phone's main camera sees across, held upright."""
CENTRE = {"post": 1200.0, "wall": 1200.0, "office": 1450.0, "table": 812.0}
"""Height of the sign's middle: plates hang at 1.2 m, posters a little higher, a card stands on a table of 0.76 m."""
EYE = {"post": 1500.0, "wall": 1500.0, "office": 1500.0, "table": 1150.0}
PERSON = 1600.0
_SCALE = 0.5
"""Pixels a millimetre of the drawn wall."""
_WALL = (6000, 3000)

Point = tuple[float, float]


def sign_of(path: Path, width: float | None, page: int, half: bool) -> tuple[Image.Image, float, float]:
    """The sign as a picture, its width and height. A PDF says its size itself (TrimBox)."""
    if path.suffix.lower() == ".pdf":
        sheet = pypdfium2.PdfDocument(path)[page]
        left, bottom, right, top = sheet.get_trimbox()
        full = sheet.get_mediabox()
        picture = sheet.render(scale=300 / 72, crop=(left - full[0], bottom - full[1], full[2] - right, full[3] - top))
        image, wide, high = picture.to_pil().convert("RGB"), (right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4
    else:
        image = Image.open(path).convert("RGB")
        if width is None:
            raise SystemExit("a picture needs --width (millimetres)")
        wide, high = width, width * image.height / image.width
    if half:  # a folded card shows its lower face
        image, high = image.crop((0, image.height // 2, *image.size)), high / 2
    return image, wide, high


class Camera:
    """A phone that looks at (0, `height`) on the wall from `distance`, `side` degrees to the right."""

    def __init__(self, distance: float, side: float, eye: float, height: float) -> None:
        turn = math.radians(side)
        self.place = np.array([distance * math.sin(turn), eye, distance * math.cos(turn)])
        ahead = np.array([0, height, 0]) - self.place
        ahead /= np.linalg.norm(ahead)
        right = np.cross(ahead, [0, 1, 0])
        right /= np.linalg.norm(right)
        self.axes = np.array([right, np.cross(right, ahead), ahead])
        self.focal = SIZE[0] / 2 / math.tan(math.radians(ACROSS / 2))

    def __call__(self, x: float, y: float, z: float = 0.0) -> Point:
        right, up, deep = self.axes @ (np.array([x, y, z]) - self.place)
        deep = max(deep, 50.0)
        return SIZE[0] / 2 + self.focal * right / deep, SIZE[1] / 2 - self.focal * up / deep


def corners(
    camera: Camera, left: float, top: float, right: float, bottom: float, z: float, back: float = 0
) -> list[Point]:
    """Where an upright rectangle comes on the picture, from the top left clockwise; its top leans `back`."""
    upper = z - back
    return [camera(left, top, upper), camera(right, top, upper), camera(right, bottom, z), camera(left, bottom, z)]


def put(scene: Image.Image, piece: Image.Image, at: list[Point]) -> None:
    """A flat piece into the scene; `at` are its corners, from the top left one clockwise."""
    wide, high = piece.size
    # Where the piece comes out much smaller it is shrunk first, as a lens does; sampling alone would sparkle.
    seen = max(math.dist(a, b) for a, b in pairwise(at))
    if max(wide, high) > 1.5 * seen:
        shrink = max(wide, high) / (1.5 * seen)
        piece = piece.resize((max(1, round(wide / shrink)), max(1, round(high / shrink))), Image.Resampling.BOX)
        wide, high = piece.size
    rows, values = [], []
    for (x, y), (u, v) in zip(at, [(0, 0), (wide, 0), (wide, high), (0, high)], strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    plane = np.linalg.solve(np.array(rows, dtype=float), np.array(values, dtype=float))
    way = Image.Transform.PERSPECTIVE
    mask = Image.new("L", piece.size, 255).transform(scene.size, way, plane, Image.Resampling.BILINEAR)
    if piece.mode == "RGBA":
        clear = piece.getchannel("A").transform(scene.size, way, plane, Image.Resampling.BILINEAR)
        mask = Image.fromarray(np.minimum(np.asarray(mask), np.asarray(clear)))
    scene.paste(piece.convert("RGB").transform(scene.size, way, plane, Image.Resampling.BICUBIC), (0, 0), mask)


def plaster(colour: tuple[int, int, int], grain: float = 5) -> Image.Image:
    """The wall: stains and grain on one colour."""
    chance = np.random.default_rng(4)
    wide, high = round(_WALL[0] * _SCALE), round(_WALL[1] * _SCALE)
    stains = Image.fromarray(chance.integers(0, 255, (high // 90, wide // 90), dtype=np.uint8))
    coarse = np.asarray(stains.resize((wide, high), Image.Resampling.BICUBIC), dtype=float) / 255 - 0.5
    value = coarse[..., None] * 16 + chance.normal(0, grain, (high, wide, 1)) + np.array(colour)
    return Image.fromarray(value.clip(0, 255).astype(np.uint8))


def person() -> Image.Image:
    """Somebody of 1.6 m in trousers, as a plain figure, one pixel for two millimetres."""
    figure = Image.new("RGBA", (260, 800), (0, 0, 0, 0))
    draw = ImageDraw.Draw(figure)
    draw.ellipse((92, 0, 168, 108), fill="#c99a73")
    draw.rounded_rectangle((116, 96, 144, 140), 6, fill="#c99a73")
    draw.rounded_rectangle((50, 128, 210, 420), 46, fill="#3f5f8a")
    for x in (26, 190):
        draw.rounded_rectangle((x, 150, x + 44, 440), 20, fill="#3f5f8a")
    for x in (68, 136):
        draw.rounded_rectangle((x, 400, x + 58, 790), 14, fill="#3a3a3f")
    return figure


def scene_of(name: str, camera: Camera, high: float, wide: float) -> Image.Image:
    """What is around the sign."""
    scene = Image.new("RGB", SIZE, "#cfe0ea")
    half = _WALL[0] / 2

    def flat(piece: Image.Image, left: float, top: float, right: float, bottom: float, z: float = 0) -> None:
        put(scene, piece, corners(camera, left, top, right, bottom, z))

    def block(colour: str, *points: tuple[float, float, float]) -> None:
        ImageDraw.Draw(scene).polygon([camera(*point) for point in points], fill=colour)

    def floor(colour: str, far: float = 0) -> None:
        near = camera.place[2] - 250
        block(colour, (-half * 2, 0, far), (half * 2, 0, far), (half * 2, 0, near), (-half * 2, 0, near))

    if name == "post":
        flat(plaster((150, 172, 128), 9), -half, 1500, half, 0, -900)
        floor("#a9a193", -900)
        width = max(500.0, wide + 160)
        block("#c9b48f", (width / 2, 0, -500), (width / 2, 0, 0), (width / 2, 2600, 0), (width / 2, 2600, -500))
        block("#b5a07c", (-width / 2, 0, -500), (-width / 2, 0, 0), (-width / 2, 2600, 0), (-width / 2, 2600, -500))
        flat(plaster((217, 200, 165)).resize((500, 2600)), -width / 2, 2600, width / 2, 0)
    elif name == "table":
        flat(plaster((226, 222, 210)), -half, _WALL[1], half, 0, -1500)
        block("#7c5230", (-900, 760, -600), (900, 760, -600), (900, 760, 350), (-900, 760, 350))
        cup = Image.new("RGB", (80, 95), "#e9eef2")
        ImageDraw.Draw(cup).rectangle((0, 20, 80, 34), fill="#2d6aa0")
        flat(cup, wide / 2 + 60, 855, wide / 2 + 140, 760, 20)
    else:
        colour = (231, 226, 206) if name == "office" else (206, 196, 176)
        flat(plaster(colour), -half, _WALL[1], half, 0)
        flat(Image.new("RGB", (40, 4), "#8b7d68"), -half, 120, half, 0, 1)
        floor("#b9b3a8" if name == "office" else "#9a948a")
    if name != "table":
        x = wide / 2 + 300
        flat(person(), x, PERSON, x + 520, 0, 250)
    return scene


def main() -> None:
    """See the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sign", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scene", choices=sorted(CENTRE), default="wall")
    parser.add_argument("--distance", type=float, default=2.0, help="metres")
    parser.add_argument("--side", type=float, default=15.0, help="degrees to the right of straight ahead")
    parser.add_argument("--width", type=float, help="of a PNG, millimetres")
    parser.add_argument("--page", type=int, default=0)
    chosen = parser.parse_args()
    image, wide, high = sign_of(chosen.sign, chosen.width, chosen.page, chosen.scene == "table")
    middle = CENTRE[chosen.scene]
    camera = Camera(chosen.distance * 1000, chosen.side, EYE[chosen.scene], middle)
    scene = scene_of(chosen.scene, camera, high, wide)
    left, right, top, bottom = -wide / 2, wide / 2, middle + high / 2, middle - high / 2
    shade = Image.new("RGBA", (8, 8), (0, 0, 0, 70))
    put(scene, shade, corners(camera, left + 5, top - 7, right + 7, bottom - 9, 0))
    back = 45.0 if chosen.scene == "table" else 0.0  # a tent leans back
    put(scene, image, corners(camera, left, top, right, bottom, 6, back))
    grain = np.random.default_rng(9).normal(0, 3, (SIZE[1], SIZE[0], 3))
    seen = np.asarray(scene.filter(ImageFilter.GaussianBlur(0.6)), dtype=float) + grain
    photo = Image.fromarray(seen.clip(0, 255).astype(np.uint8))
    photo.save(chosen.out)
    found = zxingcpp.read_barcodes(photo)
    print(f"{chosen.out.name}: {wide:.0f} × {high:.0f} mm from {chosen.distance:g} m, {chosen.side:g}° aside")
    for code in found:
        at = code.position
        width = math.dist((at.top_left.x, at.top_left.y), (at.top_right.x, at.top_right.y))
        print(f"  {code.text}  {width:.0f} pixels wide")
    if not found:
        print("  nothing read")


if __name__ == "__main__":
    main()
