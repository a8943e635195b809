"""DXF for engravers: closed polylines in millimetres, one layer a colour, through ezdxf."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from camtay.signs.shapes import Area, Point, polygons

LAYERS = {"#000000": "MUC-DEN", "#0a5c43": "MAU-XANH", "#ffffff": "NEN-TRANG"}
"""Layer of each colour of the templates; white lies on a coloured ground and is cut out of it."""


def to_dxf(found: Sequence[Area], height: float) -> bytes:
    """An R2010 file; y points up as in every CAD program, `height` is the page's in millimetres.

    The same shapes give the same bytes."""
    import ezdxf
    from ezdxf._options import options

    before = options.write_fixed_meta_data_for_testing
    options.write_fixed_meta_data_for_testing = True  # no clock and no random ids in the file
    try:
        drawing: Any = ezdxf.new("R2010", units=4)  # type: ignore[attr-defined] # 4: millimetres
        drawing.header["$INSUNITS"] = 4
        drawing.header["$MEASUREMENT"] = 1
        space = drawing.modelspace()
        for shape in found:
            layer = LAYERS.get(shape.fill, f"MAU-{shape.fill.removeprefix('#').upper()}")
            if layer not in drawing.layers:
                drawing.layers.add(layer, true_color=int(shape.fill.removeprefix("#"), 16))
            for ring in polygons(shape):
                points = [(x, height - y) for x, y in ring]
                space.add_lwpolyline(points, close=True, dxfattribs={"layer": layer})
        out = io.StringIO()
        drawing.write(out)
    finally:
        options.write_fixed_meta_data_for_testing = before
    return out.getvalue().encode()


def outlines(data: bytes) -> list[tuple[str, list[Point]]]:
    """(layer, closed outline) of every polyline in a DXF file, y up: what the proof draws again."""
    import ezdxf

    drawing: Any = ezdxf.read(io.StringIO(data.decode()))  # type: ignore[attr-defined]
    return [
        (str(line.dxf.layer), [(float(x), float(y)) for x, y in line.get_points("xy")])
        for line in drawing.modelspace().query("LWPOLYLINE")
    ]
