"""The small Markdown of texts, and that nothing else gets through."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from camtay import markup
from camtay.markup import block, faults, inline, plain

ALLOWED_TAGS = {"strong", "em", "code", "a", "p", "br"}
ALLOWED_SCHEMES = ("https://", "http://", "tel:", "mailto:", "#", "/", "./", "../")


class Elements(HTMLParser):
    """Start tags with their attributes, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def is_safe(html: str) -> bool:
    """Only the few elements, only links with an allowed scheme, no attribute but href and title."""
    for tag, attributes in Elements(html).found:
        href = (attributes.get("href") or "#").casefold()
        if tag not in ALLOWED_TAGS or set(attributes) - {"href", "title"} or not href.startswith(ALLOWED_SCHEMES):
            return False
        if href.startswith("//"):
            return False
    return True


# ---------------------------------------------------------------- what is written
@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Chào", "Chào"),
        ("**đậm** và *nghiêng*", "<strong>đậm</strong> và <em>nghiêng</em>"),
        ("bấm `*101#`", "bấm <code>*101#</code>"),
        ("[Cổng](https://thu.vn/a?b=1&c=2)", '<a href="https://thu.vn/a?b=1&amp;c=2">Cổng</a>'),
        ("gọi [113](tel:113)", 'gọi <a href="tel:113">113</a>'),
        ("\\*không đậm\\*", "*không đậm*"),
        ("Tom & Jerry", "Tom &amp; Jerry"),
        ("a &amp; b", "a &amp; b"),
        ("5 < 10 > 3", "5 &lt; 10 &gt; 3"),
        ("snake_case_name và 2*3*4", "snake_case_name và 2<em>3</em>4"),
        ("một\nhai", "một\nhai"),
        ("# không phải tiêu đề", "# không phải tiêu đề"),
        ("1. không phải danh sách", "1. không phải danh sách"),
        ("![ảnh](https://thu.vn/a.png)", '!<a href="https://thu.vn/a.png">ảnh</a>'),
        ("https://thu.vn", "https://thu.vn"),
    ],
)
def test_inline_knows_bold_italic_code_and_links(text: str, html: str) -> None:
    """Nothing else of Markdown is meant by what people write."""
    assert inline(text) == html


def test_block_makes_paragraphs() -> None:
    """An empty line parts them; headings and lists are words like others."""
    assert block("một **hai**\n\n- ba\n# bốn") == "<p>một <strong>hai</strong></p>\n<p>- ba\n# bốn</p>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Địa đạo** *Vịnh Mốc*", "Địa đạo Vịnh Mốc"),
        ("bấm `*101#`", "bấm *101#"),
        ("xem [cổng](https://thu.vn)", "xem cổng"),
        ("một\nhai", "một hai"),
        ("Tom &amp; Jerry &lt;3", "Tom & Jerry <3"),
        ("\\*thật\\*", "*thật*"),
        ("", ""),
    ],
)
def test_plain_keeps_the_words_alone(text: str, words: str) -> None:
    """Titles, descriptions and signs have no markup."""
    assert plain(text) == words


# ---------------------------------------------------------------- what does not get through
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<!-- <b> -->",
        "`<script>alert(1)</script>`",
        "**<b onclick=alert(1)>**",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_html_is_shown_and_never_run(text: str) -> None:
    """What looks like a tag comes out as text."""
    for html in (inline(text), block(text)):
        assert is_safe(html)
        assert not any(tag in html for tag in ("<script", "<img", "<svg", "<b", "<!--"))


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6a;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "<javascript:alert(1)>",
        "< javascript:alert(1)>",
        "\\javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//xau.example",
        "\x01javascript:alert(1)",
    ],
)
def test_an_unsafe_link_stays_text_and_is_a_fault(link: str) -> None:
    """`faults` tells the editor, and the page would be safe even so."""
    text = f"xem [đây]({link})"
    assert "href" not in inline(text)
    assert "text.link" in [fault.code for fault in faults(text)]


@pytest.mark.parametrize(
    "title",
    [
        """"x\\" onmouseover=\\"alert(1)\"""",
        """'x" onmouseover="alert(1)'""",
        """'x"><script>alert(1)</script>'""",
        """(x" onfocus="alert`1`" autofocus=")""",
        """'x&quot; onmouseover=&quot;alert(1)'""",
        """'x&#34; onmouseover=&#34;alert(1)'""",
    ],
)
def test_the_title_of_a_link_stays_inside_its_attribute(title: str) -> None:
    """Quotation marks and brackets of a title are escaped."""
    html = inline(f"[a](https://thu.vn {title})")
    assert [(tag, sorted(attributes)) for tag, attributes in Elements(html).found] == [("a", ["href", "title"])]


@pytest.mark.parametrize(
    "link",
    ['https://thu.vn/"onmouseover="alert(1)', "https://thu.vn/'onmouseover='alert(1)", "https://thu.vn/<script>"],
)
def test_the_address_of_a_link_stays_inside_its_attribute(link: str) -> None:
    """Quotation marks in an address are encoded."""
    assert is_safe(inline(f"[a]({link})"))


def test_a_link_can_not_be_defined_elsewhere() -> None:
    """Reference links, which would hide an address from the check, are not known."""
    text = "[a][b]\n\n[b]: javascript:alert(1)"
    assert "<a" not in block(text)


PIECES = ["javascript:", "data:", "https://", "&colon;", "&#58;", "&quot;", "<script>", "onload=", "](", "<!--", "%22"]
HOSTILE = st.lists(st.sampled_from([*"[]()<>\"'`*\\&;:/# \nađ!", *PIECES]), max_size=25).map("".join)


@given(HOSTILE)
@settings(max_examples=300, deadline=None, derandomize=True)
@example("[a](https://x 'b\" c')")
@example("[a](<https://x> 'b')")
def test_no_text_makes_more_than_a_few_harmless_elements(text: str) -> None:
    """Whatever is put together from brackets, quotation marks, entities and schemes."""
    assert is_safe(inline(text))
    assert is_safe(block(text))


@given(HOSTILE)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_a_text_without_faults_leads_nowhere_unsafe(text: str) -> None:
    """What the check lets pass makes only links that it knows to be safe."""
    if not list(faults(text)):
        assert is_safe(inline(text))
        assert "javascript:" not in [a.get("href") for _, a in Elements(inline(text)).found]


# ---------------------------------------------------------------- faults
def test_faults_show_what_was_found() -> None:
    """Each piece once, cut to a length that fits a line."""
    found = list(faults(f"<b>x</b> [a](javascript:{'x' * 100}) <{'y' * 100}>"))
    assert [(fault.code, len(fault.found)) for fault in found] == [
        ("text.html", 3),
        ("text.html", 4),
        ("text.html", 40),
        ("text.link", 60),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Chào **bạn**",
        "5 < 10",
        "a <- b -> c",
        "[x](https://thu.vn/?a=1&b=2)",
        "[x](https://thu.vn/?a=1&amp;b=2)",
        "[x](mailto:a@thu.vn)",
        "[x](/huong-dan/)",
        "[x](#a)",
        "[1] (2)",
        "mục [a], [b]",
    ],
)
def test_ordinary_texts_have_no_faults(text: str) -> None:
    """Signs of less, brackets and safe links."""
    assert list(faults(text)) == []


EASY = [
    "a",
    "bé",
    " ",
    "  ",
    "'",
    '"',
    ">",
    ".",
    ",",
    "(",
    ")",
    "–",
    "đ",
    "1",
    "-",
    "#",
    "+",
    "=",
    "~",
    "\t",
    "**",
    "*",
    "`",
    "`1`",
]


@example(["**", "a", " ", "bé", "**", ".", " ", "`", "a", "`"])
@example(["(", "**", "a", "**", ")", "'", "**", "a", "**"])
@example(["**", "a", "'", "**", " ", "**", "`", "**"])
@settings(max_examples=1000)
@given(st.lists(st.sampled_from(EASY), max_size=14))
def test_easy_texts_need_no_engine(parts: list[str]) -> None:
    """Quotation marks, words in bold and code come out as markdown-it and nh3 write them."""
    text = "".join(parts).strip()
    assert inline(text) == markup._belt(markup._engine().renderInline(text).strip())
    assert block(text) == markup._belt(markup._engine().render(text).strip())
    tokens = markup._engine().parseInline(text)
    assert plain(text) == markup._seen("".join(token.content for token in (tokens[0].children or [])))


@pytest.mark.parametrize("text", ["**a b** c", "Ask: **Sổ đỏ** (`113`).", 'it\'s "so" > that', "`a b`, **c**"])
def test_the_engine_is_not_asked_about_easy_texts(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most texts that are marked at all are of this kind."""
    monkeypatch.setattr(markup, "_engine", None)
    assert all(made.__wrapped__(text) for made in (inline, block, plain))
