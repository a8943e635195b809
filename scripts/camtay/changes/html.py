"""A report as one HTML file that needs no other and asks nobody for anything."""

from __future__ import annotations

import io
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from PIL import Image, ImageOps

from camtay import media, svg
from camtay import policy as policies
from camtay.changes.shots import Shots, data_uri
from camtay.changes.tell import Teller
from camtay.changes.words import pieces

THUMBNAIL = 320
"""Pixels at most on each side."""
_TAGS = {"out": "del", "in": "ins"}


def render(say: Teller, shots: Shots) -> str:
    """The whole page."""
    environment = Environment(
        loader=PackageLoader("camtay"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    template = environment.get_template("changes/report.html")
    tools = {"marked": marked, "thumbnail": thumbnail, "shot": _shot, "zip": zip}
    html = template.render(say=say, report=say.report, shots=shots, **tools)
    _, styles = policies.hashes(html)
    rules = ("default-src 'none'", f"style-src {' '.join(styles)}", "img-src data:", "base-uri 'none'")
    return policies.add(html, "; ".join((*rules, "form-action 'none'")))


def marked(before: str | None, after: str | None) -> Markup:
    """A text in which `<del>` and `<ins>` show what changed."""
    if before is None or after is None:
        return escape(after if before is None else before)
    made = Markup()
    for sort, text in pieces(before, after):
        tag = _TAGS.get(sort)
        made += Markup(f"<{tag}>{{}}</{tag}>").format(text) if tag else escape(text)  # noqa: S704 - of two names
    return made


def thumbnail(path: Path | None) -> str:
    """A picture of the content, small, as a data URI; nothing for one that can't be shown."""
    if path is None:
        return ""
    try:
        if path.suffix.lower() == ".svg":
            data = path.read_bytes()
            return "" if svg.fault(data) or len(data) > media.MAX_DRAWING else data_uri(data, path.name)
        with Image.open(path, formats=media.FORMATS) as opened:
            whole = ImageOps.exif_transpose(opened)
            whole.thumbnail((THUMBNAIL, THUMBNAIL))
            out = io.BytesIO()
            whole.convert("RGBA" if "A" in whole.getbands() else "RGB").save(out, "WEBP", quality=70, method=6)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ""
    return data_uri(out.getvalue(), "x.webp")


def _shot(data: bytes | None) -> str:
    return data_uri(data, "x.webp") if data else ""
