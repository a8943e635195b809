"""One style sheet for the full pages: of the theme's rules only those that some page can need.

Material's sheets are made for every feature it has; ours use a tenth of them. A reader on a weak signal waits for
each of these bytes, since a page is drawn only when its style is there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import tinycss2

_VALUED = ("data-", "dir")
"""Attributes whose very value must occur for a rule to be kept: colour schemes, script direction, toggles."""
_FUNCTION = re.compile(r":(?:not|is|where|has)\(([^()]|\([^()]*\))*\)")
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)\s*(?:([~|^$*]?=)\s*\"?'?([^\]\"']*)\"?'?)?[^\]]*\]")
_PSEUDO = re.compile(r"::?[\w-]+(\([^)]*\))?")
_CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
_ID = re.compile(r"#((?:\\.|[\w-])+)")
_TYPE = re.compile(r"[A-Za-z][\w-]*")
_TAG = re.compile(r"""<[A-Za-z](?:[^>"']|"[^"]*"|'[^']*')*>""")
_TEXTS = re.compile(r"""(?<=\s)(href|src|srcset|alt|title|content|value|d|aria-[a-z]+)=(?:"[^"]*"|'[^']*')""")
_SETTING = re.compile(r"(?<=[{;])(--[\w-]+):(?:[^;{}\"']|\"[^\"]*\"|'[^']*')*;?")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


SHEETS = ("assets/stylesheets/main.*.css", "assets/stylesheets/palette.*.css", "assets/camtay.css")
"""What is purged into one, in this order; of each the first that a folder of the theme has."""


@dataclass(frozen=True)
class Stylesheet:
    """`path` is relative to the site and changes with the text, so that browsers may keep it for ever."""

    path: str
    text: str


def sheets(folders: list[Path]) -> str:
    """The sheets of a theme as one text, from the folders in which its files are looked for."""
    found = (next((hit for folder in folders for hit in sorted(folder.glob(name))), None) for name in SHEETS)
    return "".join(path.read_text("utf-8") for path in found if path)


def make(css: str, pages: Iterable[str], templates: Iterable[str] = ()) -> Stylesheet:
    """The sheet that these pages, or pieces of pages, need, and all that can be made of `templates`.

    It depends on no entry: a word more in one does not change the address of the sheet on all pages."""
    text = purge(css, names([*pages, *map(_written, templates), *_drawn(css)]))
    return Stylesheet(f"assets/camtay-{hashlib.sha256(text.encode()).hexdigest()[:10]}.css", text)


_TEMPLATE = re.compile(r"\{[{%#](.*?)[}%#]\}", re.DOTALL)
_QUOTED = re.compile(r"""["']([A-Za-z][\w -]*)["']""")
_OWN = re.compile(r"\.(ct-[\w-]+)")
_MADE = (
    "p br ul ol li strong em code a sup span div small b svg g path rect circle line polyline polygon text title desc"
)
"""Elements that no template writes: of Markdown and of drawings."""


def _written(template: str) -> str:
    """HTML with everything that a template can make: its own tags, and as classes the words that it passes on."""
    passed = {word for tag in _TEMPLATE.findall(template) for words in _QUOTED.findall(tag) for word in words.split()}
    plain = _TEMPLATE.sub(" ", template)
    return plain + "".join(f'<p class="{word}">' for word in sorted(passed))


def _drawn(css: str) -> list[str]:
    """HTML with what Python writes: its elements, and our own classes, all of which the sheets name."""
    return [f"<{name}>" for name in _MADE.split()] + [f'<p class="{name}">' for name in sorted(set(_OWN.findall(css)))]


def templates(env: Any) -> list[str]:
    """The sources of everything that bodies of pages are made from."""
    names_ = (name for name in env.list_templates(["html"]) if name.startswith("pages/"))
    return [env.loader.get_source(env, name)[0] for name in names_]


def write(sheet: Stylesheet, out: Path) -> None:
    """Put it into a built site. Raises OSError."""
    target = out / sheet.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(sheet.text, "utf-8")


@dataclass
class Names(HTMLParser):
    """What style rules can speak of: names of elements, classes, ids and attributes that occur in pages."""

    elements: set[str] = field(default_factory=lambda: {"html", "body"})
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    """Names, and `name=value` for those that `_VALUED` lists."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the names of an element; called by the parser."""
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "class":
                self.classes.update((value or "").split())
            elif name == "id":
                self.ids.add(value or "")
            elif name.startswith(_VALUED):
                self.attributes.add(f"{name}={value or ''}")


def names(pages: Iterable[str]) -> Names:
    """The names in pieces of HTML."""
    tags: set[str] = set()
    for html in pages:
        tags.update(_TAG.findall(_TEXTS.sub(r"\1", html)))
    found = Names()
    for tag in sorted(tags):  # each of the few that there are is read once, not once a page
        found.feed(tag)
        found.reset()
    return found


def purge(css: str, used: Names) -> str:
    """The rules of a style sheet that can match, without white space, comments, and values that nothing refers to."""
    kept = "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used))
    while (smaller := _without_idle_variables(kept)) != kept:  # a variable may be all that refers to another
        kept = smaller
    animations = " ".join(re.findall(r"animation(?:-name)?:([^;}]*)", kept))
    kept = re.sub(
        r"@(?:-webkit-)?keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\}",
        lambda found: found[0] if re.search(rf"(?<![\w-]){re.escape(found[1])}(?![\w-])", animations) else "",
        kept,
    )
    return re.sub(r"[^{}]+\{\}", "", kept)


def _without_idle_variables(css: str) -> str:
    wanted = set(_VARIABLE.findall(css))
    return _SETTING.sub(lambda found: found[0] if found[1] in wanted else "", css)


def _rules(nodes: Iterable[Any], used: Names) -> Iterable[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [s for s in _selectors(node.prelude) if matches(s, used)]
            if selectors:
                yield ",".join(selectors) + "{" + _declarations(node.content) + "}"
        elif node.type == "at-rule" and node.content is not None:
            prelude = _squeeze(node.prelude)
            head = f"@{node.at_keyword} {prelude}".strip()
            if node.lower_at_keyword in ("media", "supports"):
                inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
                body = "".join(_rules(inner, used))
                if body:
                    yield head + "{" + body + "}"
            else:
                yield head + "{" + _squeeze(node.content) + "}"


def _declarations(content: list[Any]) -> str:
    parts = []
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            value = _squeeze(node.value)
            parts.append(f"{node.name}:{value}{'!important' if node.important else ''}")
    return ";".join(parts)


def _squeeze(tokens: Iterable[Any]) -> str:
    return "".join(" " if token.type == "whitespace" else token.serialize() for token in tokens).strip()


def _selectors(prelude: list[Any]) -> list[str]:
    """The selectors of a rule: its prelude cut at commas outside of brackets."""
    groups: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            groups.append([])
        elif token.type != "comment":
            groups[-1].append(token)
    return [re.sub(r"\s*([>~+])\s*", r"\1", _squeeze(group)) for group in groups]


def matches(selector: str, used: Names) -> bool:
    """Whether everything that a selector names occurs somewhere; what stands in `:not()`, `:is()` … is not asked."""
    rest = _FUNCTION.sub("", selector)
    for name, operator, value in _ATTRIBUTE.findall(rest):
        if operator == "=" and name.startswith(_VALUED):
            if f"{name}={value.strip()}" not in used.attributes:
                return False
        elif name not in used.attributes:
            return False
    rest = _ATTRIBUTE.sub("", rest)
    if not {c.replace("\\", "") for c in _CLASS.findall(rest)} <= used.classes:
        return False
    if not {i.replace("\\", "") for i in _ID.findall(rest)} <= used.ids:
        return False
    return {t.lower() for t in _TYPE.findall(_PSEUDO.sub("", _ID.sub("", _CLASS.sub("", rest))))} <= used.elements
