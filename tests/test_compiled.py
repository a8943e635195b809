"""Templates as one function each: what comes out is what Jinja makes of them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from camtay.compiled.runtime import has, safe
from camtay.model.fields import Channel, Claim, Text
from camtay.pages.page import Page
from camtay.pages.render import all_pages
from camtay.project import Project, load
from camtay.scan.page import ScanPage, render_code
from camtay.templating import OVERRIDES, Templates, wordless
from camtay.view import View, render
from tests.conftest import REPO, TinyProject


@lru_cache(maxsize=1)
def own() -> Project:
    """The repository's own project: every kind of entry, drafts, pictures, voices."""
    return load(REPO, drafts=True)


def everything(project: Project) -> tuple[list[Page], list[ScanPage]]:
    return list(all_pages(project)), [render_code(project, code) for code in project.ledger.codes.values()]


def test_all_pages_of_all_kinds_are_what_jinja_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page and every scan page of the instance, letter by letter; and none of them needs Jinja."""
    project = own()
    monkeypatch.setattr(Templates, "quick", lambda *_: None)
    slow = everything(project)
    monkeypatch.undo()

    def never(_: Templates, name: str, __: object) -> str:
        raise AssertionError(name)

    monkeypatch.setattr(Templates, "plain", never)
    quick = everything(project)
    assert {page.kind for page in quick[0]} >= {"guide", "heritage", "village", "alley", "route", "path", "procedures"}
    assert quick == slow


PIECES = {
    "text": "a <b>&amp;</b>\n{# not #}\n  {% if yes %}\n  x\n  {% endif %}\n",
    "escaped": "{{ html }} {{ safe }} {{ number }} {{ none }} {{ '<' }} {{ html ~ 1 }} {{ safe ~ html ~ 1 }} {{ yes }}",
    "numbers": "{{ 1 + 2 * 3 - 4 // 3 }} {{ -number }} {{ 7 % 4 }} {{ 2 ** 3 }} {{ 1 / 4 }}",
    "compared": "{{ 1 < number <= 3 }} {{ 'a' in rows }} {{ 'z' not in rows }} {{ number == 3 and not none or 'x' }}",
    "filters": "{{ rows | join(', ') }} {{ html | upper | replace('B', '&') }} {{ rows | length }}"
    " {{ html | urlencode }} "
    "{{ pairs | map(attribute=0) | list }} {{ pairs | selectattr(1) | list }} {{ 'x' * 50 | int }} {{ rows | first }}",
    "attributes": "{{ things | map(attribute='confidence') | join }} {{ keyed | map(attribute='items') | list }} "
    "{{ things | selectattr('sources') | list }} "
    "{{ things | selectattr('confidence', 'eq', 'memory') | list }}"
    "{{ pairs | map('first') | list }} {{ rows | reject('eq', 'b') | list }} {{ rows | select | list }}",
    "tests": "{{ none is none }} {{ html is string }} {{ number is divisibleby(3) }} {{ nothing is defined }} "
    "{{ html is defined }} {{ thing.url is defined }} {{ thing.nowhere is undefined }} {{ table.key is defined }}",
    "parts": "{{ table['key'] }} {{ rows[0] }} {{ rows[1:] }} {{ pairs[0][0] }} {{ thing.text.source }}"
    " {{ {'a': 1}['a'] }}",
    "choice": "{{ 'y' if yes else 'n' }}{{ '<' if yes }}{{ 'no' if not yes }}{{ html if yes else number }}",
    "loops": "{% for row in rows %}{{ loop.index }}{{ loop.index0 }}{{ row }}{{ '!' if loop.first }}"
    "{{ ';' if not loop.last }}"
    "{% for a, b in pairs %}{{ loop.index }}{{ a }}{{ b }}{% endfor %}{{ loop.index }}{% endfor %}{{ row is defined }}",
    "sieved": "{% for row in rows if row != 'b' %}{{ row }}{% endfor %}{% for row in [] %}never{% endfor %}",
    "set": "{% set x = 1 %}{% for row in rows %}{{ x }}{% set x = row %}{{ x }}{% endfor %}{{ x }}",
    "set sometimes": "{% for row in rows %}{% if row == 'b' %}{% set number = row %}{% endif %}{{ number }}"
    "{% endfor %}{{ number }}",
    "set outside": "{% if yes %}{% set y = 5 %}{% endif %}{{ y }}{% set html = 'z' %}{{ html }}"
    "{% set a, b = pairs[0] %}{{ a }}{{ b }}",
    "own variable": "{% for row in rows %}{% set row = row ~ '!' %}{{ row }}{% endfor %}",
    "unset": "{% if none %}{% set q = 5 %}{% endif %}{{ q is defined }}",
    "macro": "{% import 'macros' as m with context %}{{ m.one('<', html) }}|{{ m.one(b=safe, a=2) }}|{{ m.two(rows) }}",
    "macro as value": "{% import 'macros' as m with context %}{% set x = m.one(1) %}{{ x }}{{ x ~ html }}"
    "{{ m.two([m.one(html)]) }}",
    "included": "{% set x = 'set' %}{% include 'part' %}{% for row in rows %}{% include 'part' %}{% endfor %}{{ x }}",
    "frame": "{% block body %}theirs{% endblock %}",
    "extends": "{% extends 'base' %}\n{% import 'macros' as m with context %}\n{% block body %}{{ m.one(html) }}"
    "{{ x }}{% set x = 2 %}{{ x }}{% endblock %}",
    "range": "{% for n in range(3) %}{{ n }}{% endfor %}",
}  # fmt: skip
MACROS = """\
{# macros #}
{% macro one(a, b="<d>") %}
({{ a }}, {{ b }}, {{ number }})
{% endmacro %}

{% macro two(list) %}{% for item in list %}{{ one(item, loop.index) }}{% endfor %}{% endmacro %}
"""
BASE = "{% set x = 1 %}<{% block body %}{% endblock %}|{% block foot %}foot {{ x }}{% endblock %}{{ x }}>\n"
PART = "[{{ x }}{% set x = 'inside' %}{{ x }}{{ number }}]"
VALUES: dict[str, Any] = {
    "html": "<b> & 'c' \"d\"",
    "safe": Markup("<i>&amp;</i>"),
    "number": 3,
    "none": None,
    "yes": True,
    "rows": ["a", "b", "<"],
    "pairs": [("k", 1), ("l", 0)],
    "table": {"key": "value"},
    "things": [Claim(text=Text({"vi": "x"}), confidence=sure) for sure in ("memory", "verified")],
    "keyed": [{"items": 1}],
    "thing": Claim(text=Text({"vi": "x"})),
}


def templates(root: Path, **own: str) -> Templates:
    """An instance with templates of its own."""
    folder = root / OVERRIDES
    folder.mkdir(parents=True)
    for name, source in {"macros": MACROS, "base": BASE, "part": PART, **own}.items():
        (folder / name).write_text(source, "utf-8")
    return Templates(root)


@pytest.mark.parametrize("name", PIECES)
def test_a_piece_of_a_template_means_what_it_means_to_jinja(tmp_path: Path, name: str) -> None:
    """Escaping, scopes, loops, macros and frames, each by itself."""
    known = templates(tmp_path, it=PIECES[name])
    made = known.quick("it", VALUES)
    assert made is not None
    assert made == known.plain("it", VALUES)


STRANGE = {
    "call": "{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}{{ html }}{% endcall %}",
    "super": "{% extends 'base' %}{% block foot %}{{ super() }}!{% endblock %}",
    "recursive": "{% for n in [[[]], []] recursive %}{{ loop.depth }}{{ loop(n) if n }}{% endfor %}",
    "cycle": "{% for row in rows %}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "block set": "{% set x %}<b>{{ html }}</b>{% endset %}{{ x }}",
    "default": "{{ nothing | default('?') }}",
    "else of a loop": "{% for row in [] %}{% else %}none{% endfor %}",
    "block in a loop": "{% for row in rows %}{% block one %}{{ number }}{% endblock %}{% endfor %}",
    "namespace": "{% set n = namespace(x=1) %}{% for row in rows %}{% set n.x = n.x + 1 %}{% endfor %}{{ n.x }}",
    "many": "{{ '%s %s' | format(*rows[:2]) }}",
    "filter block": "{% filter upper %}a{{ html }}{% endfilter %}",
    "no context": "{% import 'macros' as m %}{{ m.two([]) }}!",
    "chosen": "{% include ['nowhere', 'part'] %}",
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_the_compiler_does_not_know_is_left_to_jinja(tmp_path: Path, name: str) -> None:
    """No function is made of such a template; the page is what Jinja makes of it."""
    values = {**VALUES, "x": 0}
    known = templates(tmp_path, it=STRANGE[name])
    assert known.program("it", "", wordless) is None
    assert known.quick("it", values) is None
    assert known.plain("it", values)


def test_what_only_jinja_finds_is_found(tiny_project: TinyProject) -> None:
    """`table.key` is an attribute to Python and a key to Jinja: the page comes out all the same, and nothing of the
    first try is left in the view."""
    root = tiny_project({f"{OVERRIDES}/it.html": "{{ v.h2('One') }}{{ table.key }}"})
    project = load(root)
    view = View(project, project.locales[0])
    assert render(view, "it.html", table={"key": "value"}) == '<h2 id="one">One</h2>value'
    assert view.toc == [("one", "One")]


def test_a_fault_of_a_template_is_told_by_jinja(tiny_project: TinyProject) -> None:
    """A name that nothing has is an error with its name, as before."""
    root = tiny_project({f"{OVERRIDES}/it.html": "{{ v.h2('One') }}{{ nowhere }}"})
    project = load(root)
    with pytest.raises(UndefinedError, match="'nowhere' is undefined"):
        render(View(project, project.locales[0]), "it.html")


def test_words_are_those_of_the_locale_and_of_the_instance(tiny_project: TinyProject) -> None:
    """A word is written into the function; another locale, or another word of the same one, gets another function."""
    root = tiny_project({f"{OVERRIDES}/it.html": "{{ v.w('full') }} {{ v.w('call', number='<1>') }}"})
    vi, en = (project := load(root)).locales
    assert render(View(project, vi), "it.html") == f"{vi.word('full')} {safe(vi.word('call', number='<1>'))}"
    assert render(View(project, en), "it.html") == f"{en.word('full')} {safe(en.word('call', number='<1>'))}"
    other = replace(en, words={**en.words, "full": "Read <on>"})
    assert render(View(project, other), "it.html").startswith("Read &lt;on&gt; ")


def test_fields_of_records_are_known_by_their_class() -> None:
    """`claim.url is defined` asks the class, once, and not each claim by an exception."""
    environment = Templates(REPO)
    text = Text({"vi": "x"})
    assert has(environment, Channel(text=text, url="https://a.example"), "url")
    assert has(environment, Channel(text=text), "url")
    assert has(environment, Claim(text=text), "published")
    assert not has(environment, Claim(text=text), "url")
    assert has(environment, {"url": 1}, "url")
