"""The frame of full pages is rendered once and filled, and what comes out is what the template would have given."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from mkdocs.structure.toc import AnchorLink, TableOfContents

from camtay.build import build_site
from camtay.pages import frame
from camtay.project import load
from tests.conftest import GUIDE, HERITAGE, PATH, SECOND_GUIDE, TinyProject
from tests.test_build import issued, tree

WORDS = ["Một <b>", "Hai & “ba”", "Bốn 'năm' \"sáu\"", "Bảy\ue001 tám"]
TEMPLATES = {
    "escaped, raw and as JSON": "{{ page.meta.title | e }}{{ page.content }}<s>{{ page.meta.title | tojson }}</s>",
    "a list": "{% for item in page.toc.items %}<a href='{{ item.url }}'>{{ item.title }}</a>{% endfor %}",
    "a condition": "{% if page.meta.note %}<p>{{ page.meta.note }}</p>{% endif %}{{ page.canonical_url or 'none' }}",
    "the site's name": "{{ page.meta.title if page.meta.title != page.meta.site_name else 'home' }}",
    "content": "{% if '<h1' not in page.content %}<h1>{{ page.meta.title }}</h1>{% endif %}{{ page.content }}",
    "something of the page itself": "{{ page.url }}",
    "a part of a word": "{{ page.meta.title[:3] }}",
    "the length of a word": "{{ page.content | length }}",
}


def page(number: int) -> Any:
    """One page of a folder, with words of its own."""
    title = WORDS[number % len(WORDS)]
    return SimpleNamespace(
        url=f"a/{number}/",
        meta={
            "title": title,
            "site_name": WORDS[0],
            "note": "" if number % 3 else title,
            "paths": {"vi": f"/{number}/"},
        },
        content=f"<h1>{title}</h1>" if number % 2 else f"<p>{number}</p>",
        canonical_url=f"https://thu.example/{number}/" if number % 5 else None,
        toc=TableOfContents([AnchorLink(title, f"s{n}", 2) for n in range(number % 3)]),
    )


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
def test_a_filled_frame_is_what_the_template_gives(template: str) -> None:
    """Whatever a template does with the words of a page: where a frame would not hold, the page is rendered in full."""
    compiled = jinja2.Environment(autoescape=False).from_string(template)  # noqa: S701 - as MkDocs does
    frames = frame.Frames()
    for number in range(60):
        made = frames.html(page(number), ("a",), lambda of: str(compiled.render(page=of)))
        assert made == compiled.render(page=page(number))


def test_a_frame_is_rendered_once_and_tried_twice() -> None:
    """Further pages cost no rendering."""
    compiled = jinja2.Environment(autoescape=True).from_string("<h1>{{ page.meta.title }}</h1>")
    asked = []

    def render(of: Any) -> str:
        asked.append(of)
        return str(compiled.render(page=of))

    frames = frame.Frames()
    made = [frames.html(page(number), ("a",), render) for number in range(1, 600, 30)]
    assert len(asked) == 1 + frame.TRIED
    assert len(set(made)) == len(WORDS) // 2


def test_a_site_with_frames_is_the_site_without(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, on every page."""
    guides = [GUIDE.replace("goi-dien", f"goi-{n}").replace("Gọi điện", f"Gọi & nhắn <{n}>") for n in range(4)]
    files = {f"guides/g{n}.yml": text.replace("<", "").replace(">", "") for n, text in enumerate(guides)}
    root = tiny_project(
        files | {"guides/b.yml": SECOND_GUIDE, "guides/c.yml": HERITAGE, "guides/d.yml": PATH,
                 "qr/ledger.jsonl": issued("goi-dien")}
    )  # fmt: skip
    project = load(root)
    build_site(project, root / "filled")
    monkeypatch.setattr(frame.Frames, "html", lambda self, page, key, render: render(page))
    build_site(project, root / "rendered")
    assert tree(root / "filled") == tree(root / "rendered")
    assert len(tree(root / "filled")) > 30
