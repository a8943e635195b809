"""The one style sheet of the full pages: small, and nothing looks different for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import material
import pytest

from camtay.pages.stylesheet import names, purge, sheets
from camtay.plugin import TEMPLATES
from tests.conftest import REPO
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = '<html dir="ltr"><body class="wide"><main id="top" data-state="open"><p class="a b">x</p></main></body></html>'


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p{color:red}", "p{color:red}"),
        ("table{color:red}", ""),
        (".a .b{color:red}.a .c{color:red}", ".a .b{color:red}"),
        ("p,table{color:red}", "p{color:red}"),
        ("#top>p{color:red}#end{color:red}", "#top>p{color:red}"),
        ("[dir=rtl] p{color:red}[dir=ltr] p{color:red}", "[dir=ltr] p{color:red}"),
        ('[data-state="open"]{color:red}[data-state=shut]{color:red}', '[data-state="open"]{color:red}'),
        ("p[hidden]{color:red}", ""),
        ("p:not(.c):hover::after{color:red}", "p:not(.c):hover::after{color:red}"),
        ("@media print{p{color:red}table{color:red}}", "@media print{p{color:red}}"),
        ("@media print{table{color:red}}", ""),
        ("p{color:red!important}", "p{color:red!important}"),
        ('.a{content:"two  spaces"}', '.a{content:"two  spaces"}'),
        (":root{--used:1;--idle:2}p{order:var(--used)}", ":root{--used:1;}p{order:var(--used)}"),
        (":root{--icon:url('data:;a{}')}p{order:1}", "p{order:1}"),
        ("@keyframes on{from{top:0}}@keyframes off{from{top:0}}p{animation:on 1s}",
         "@keyframes on{from{top:0}}p{animation:on 1s}"),
        ("/* why */p{order:1}", "p{order:1}"),
        (".a\\:b{order:1}", ""),
    ],
)  # fmt: skip
def test_a_rule_stays_when_all_that_it_names_occurs(css: str, kept: str) -> None:
    """Elements, classes, ids, attributes; of a list of selectors only those that can match."""
    assert purge(css, names([PAGE])) == kept


def test_a_variable_that_only_an_idle_one_needs_goes_too() -> None:
    """Chains end where nothing real refers to them."""
    assert purge(":root{--a:var(--b);--b:1}p{order:1}", names([PAGE])) == "p{order:1}"


def test_the_sheet_of_the_first_instance_is_small(quang_tri: Path) -> None:
    """A quarter of Material's own on the wire; every page asks for this one file and for nothing of the theme."""
    found = list((quang_tri / "site/assets").glob("camtay-*.css"))
    assert len(found) == 1
    assert len(brotli.compress(found[0].read_bytes())) <= 7_000
    for page in (quang_tri / "site").rglob("index.html"):
        html = page.read_text("utf-8")
        linked = re.findall(r'<link rel="stylesheet" href="([^"]*)"', html)
        assert len(linked) <= 1, page
        assert [(page.parent / name).resolve() for name in linked] in ([], [found[0].resolve()]), page
    assert not (quang_tri / "site/assets/javascripts").exists()
    assert not (quang_tri / "site/assets/stylesheets").exists()


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["/", "/en/heritage/dia-dao-vinh-moc/", "/huong-dan/vneid-cai-dat-kich-hoat/", "/noi/"]
)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_pages_look_as_with_the_whole_sheets(
    path: str, width: int, scheme: str, quang_tri: Path, chromium: Browser
) -> None:
    """Pixel for pixel, on a phone and on a desk, in both colour schemes."""
    package = Path(material.__path__[0]) / "templates"
    whole = sheets([REPO / "docs/.overrides", TEMPLATES, package])
    pictures: dict[bool, set[bytes]] = {False: set(), True: set()}
    with hosted(quang_tri / "site") as (base, _):
        for replaced in (False, True, False, True):  # again if need be: a busy machine may once draw a letter elsewhere
            context = chromium.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            if replaced:
                page.route("**/camtay-*.css", lambda route: route.fulfill(body=whole, content_type="text/css"))
            page.goto(base + path)
            page.evaluate("""() => Promise.all([...document.images].map(image => {
                image.loading = "eager"; return image.decode() }))""")
            pictures[replaced].add(page.screenshot(full_page=True))
            context.close()
            if pictures[False] & pictures[True]:
                return
    pytest.fail("pages look otherwise with the whole sheets")
