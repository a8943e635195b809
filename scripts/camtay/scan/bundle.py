"""What a scan page fetches only after a touch: one script and one style sheet for all codes, named by their content.

The page is whole without them. They bring what needs room: one step at a time, listening, sharing, keeping pages.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from camtay.project import Project, once
from camtay.templating import environment

PARTS = ("core", "steps", "listen", "share", "keep")
"""Files of `templates/scan/more/`, each `NAME.js`, in the order in which they run."""
WORDS = re.compile(r"more\.[a-z_.]+")
"""Keys of the interface that the script may use; they travel in it, in every locale of the instance."""


@dataclass(frozen=True)
class Bundle:
    """Addresses are from the root of the host; both change when the content does, so they may be cached for ever."""

    script_path: str
    script: str
    style_path: str
    style: str


@once
def bundle(project: Project) -> Bundle:
    """The script and style of an instance."""
    templates = environment(project.root)
    words = {
        loc.tag: {k: loc.word(k) for k in sorted({*loc.fallback, *loc.words}) if WORDS.fullmatch(k)}
        for loc in project.locales
    }
    packed = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")
    parts = "\n".join(templates.get_template(f"scan/more/{name}.js").render().strip() for name in PARTS)
    style = templates.get_template("scan/more/more.css").render().replace("\n", "")
    script = f'(function(d,w,WORDS){{"use strict";\n{parts}\n}})(document,window,{packed})\n'
    mark = hashlib.sha256(f"{script}\0{style}".encode()).hexdigest()[:10]
    return Bundle(f"/assets/scan-{mark}.js", script, f"/assets/scan-{mark}.css", style)


def write(project: Project, out: Path) -> Bundle:
    """Put both into a built site. Raises OSError."""
    made = bundle(project)
    for path, text in ((made.script_path, made.script), (made.style_path, made.style)):
        target = out / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return made
