"""`/Q/`, the page for people who doubt a sign: what it says about what they type, in Debian's Chromium."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from camtay import codes, policy
from camtay.build import build_site
from camtay.project import load
from camtay.scan import doubt
from camtay.scan.page import BUDGET
from tests.conftest import BASE, GUIDE, REPO, SITE, TinyProject
from tests.hosting import hosted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOST = "thu.example"
CODE = "29G275"
LEDGER = f'{{"code":"{CODE}","seq":1,"event":"issue","date":"2026-11-22","entry":"goi-dien"}}\n'
CONTACT = """\
contact:
  email: baobien@thu.example
  zalo: "123456789012"
  phone: {number: "0912345678", vi: Xã đoàn, en: Youth union, sources: [so]}
  office: {vi: Gặp xã đoàn., en: See the youth union.}
sources:
  - {id: so, title: Sổ điện thoại của xã}
"""

# What the page made of each text: kind of answer and, where there is one, the address that its button opens.
# Scrolling to the answer is left out: it would lay the page out for each of tens of thousands of texts.
ASK = """texts => { const scroll = Element.prototype.scrollIntoView;
const form = [...document.forms].find(f => f.checkVisibility()) || document.forms[0];
const input = form.querySelector("input");
Element.prototype.scrollIntoView = () => {};
const answers = texts.map(text => { input.value = text; form.requestSubmit();
  const out = form.nextElementSibling, go = out.querySelector("a[data-go]");
  return [out.dataset.kind, go ? go.getAttribute("href") : ""]; });
Element.prototype.scrollIntoView = scroll; return answers }"""


def some_codes(number: int) -> list[str]:
    """Valid codes, the same in every run."""
    dice = random.Random(3)  # noqa: S311 - no secret
    return [codes.new((), dice.choice) for _ in range(number)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with one guide and one code."""
    root = tmp_path_factory.mktemp("doubt")
    for name, text in {**BASE, "qr/ledger.jsonl": LEDGER}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    build_site(load(root), root / "site")
    return root / "site"


@pytest.fixture(scope="module")
def base(site: Path) -> Iterator[str]:
    with hosted(site) as (address, _):
        yield address


@pytest.fixture(scope="module")
def phone(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A Vietnamese phone that one test hands to the next, and what its browser complains about."""
    with chromium.new_context(viewport={"width": 360, "height": 640}, locale="vi-VN") as context:
        page = context.new_page()
        yield page, heard(page)


@pytest.fixture
def page(base: str, phone: tuple[Page, list[str]]) -> Iterator[Page]:
    """The page on that phone, which remembers nothing of the test before."""
    found, complaints = phone
    complaints.clear()
    found.goto(f"{base}/Q/")
    yield found
    found.evaluate("localStorage.clear()")
    assert complaints == []


def heard(page: Page) -> list[str]:
    """What the browser complains about from now on."""
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    return complaints


def open_page(chromium: Browser, base: str, **options: Any) -> Iterator[Page]:
    context = chromium.new_context(**{"viewport": {"width": 360, "height": 640}, "locale": "vi-VN", **options})
    page = context.new_page()
    complaints = heard(page)
    page.goto(f"{base}/Q/")
    yield page
    context.close()
    assert complaints == []


def ask(page: Page, *texts: str) -> list[tuple[str, str]]:
    """(kind of answer, address of its button or nothing) for each text, one after the other."""
    return [(kind, go) for kind, go in page.evaluate(ASK, list(texts))]


def bare(page: Page) -> None:
    """Leave out the other language and painting, which long runs do not look at: they take half as long then."""
    page.evaluate("document.querySelector('#en').remove(); document.body.hidden = true")


def answer(page: Page, text: str) -> str:
    """What one reads after typing a text and pressing Enter."""
    field = page.locator("article:visible input")
    field.fill(text)
    field.press("Enter")
    return page.locator("article:visible .r").inner_text()


# ---------------------------------------------------------------- codes
@pytest.mark.browser
def test_the_page_agrees_with_the_ledger_about_every_code(page: Page) -> None:
    """300 codes are taken, and offered to open; no other ending of them is."""
    bare(page)
    good = some_codes(300)
    assert ask(page, *good) == [("ok", f"/Q/{code}") for code in good]
    endings = [code[:-1] + letter for code in good for letter in codes.ALPHABET if letter != code[-1]]
    assert not any(codes.is_valid(code) for code in endings)
    assert {kind for kind, _ in ask(page, *endings)} == {"bad"}


@pytest.mark.browser
def test_no_single_slip_and_no_swap_passes(page: Page) -> None:
    """Every other letter of the alphabet in every place of 100 codes, and any two neighbours changed about."""
    good = some_codes(100)
    slips = {
        code[:i] + letter + code[i + 1 :]
        for code in good
        for i in range(codes.LENGTH)
        for letter in codes.ALPHABET
        if letter != code[i]
    }
    swaps = {
        code[:i] + code[i + 1] + code[i] + code[i + 2 :]
        for code in good
        for i in range(codes.LENGTH - 1)
        if code[i] != code[i + 1]
    }
    assert len(slips) > 13_000
    bare(page)
    assert {kind for kind, _ in ask(page, *slips, *swaps)} == {"bad"}


@pytest.mark.browser
@pytest.mark.parametrize(
    "typed",
    [
        "29g275", " 29G275 ", "29 G2 75", "29-G2-75", "29G–275", "29G.275", "2 9 g 2 7 5", "２９Ｇ２７５",
        "29G\u200b275", "/Q/29G275", "q/29g275", "“29G275”.",
        "thu.example/Q/29G275", "THU.EXAMPLE/Q/29G275", "thu.example/q/29g275", "thu.example / Q / 29G 275",
        "https://thu.example/Q/29G275", "https://THU.EXAMPLE/Q/29G275", "http://thu.example/Q/29G275",
        "https//thu.example/Q/29G275", "https:/thu.example/Q/29G275", "//thu.example/Q/29G275",
        "www.thu.example/Q/29G275", "https://thu.example:443/Q/29G275", "https://thu.example./Q/29G275",
        "https://thu.example/Q/29G275/", "https://thu.example/Q/29G275.html", "https://thu.example/Q/29G%20275",
        "https://thu.example/Q/29G275?zarsrc=30#vi", "Xem (https://thu.example/Q/29G275), hay lắm!",
        "thu.example 29G275",
    ],
)  # fmt: skip
def test_ways_of_writing_a_code_are_forgiven(typed: str, page: Page) -> None:
    """Case, gaps, hyphens, full-width letters, a whole address, and words around an address."""
    assert ask(page, typed) == [("ok", f"/Q/{CODE}")]


@pytest.mark.browser
def test_a_letter_that_no_code_has_is_taken_for_its_look_alike(page: Page) -> None:
    """Every such letter in every place where its look-alike stands: the page asks whether that was meant."""
    cases = [
        (code[:i] + odd + code[i + 1 :], code)
        for code in some_codes(300)
        for i in range(codes.LENGTH)
        for odd, letters in codes.LOOK_ALIKES.items()
        if odd not in codes.ALPHABET and code[i] in letters
    ]
    assert {odd for typed, _ in cases for odd in typed if odd not in codes.ALPHABET} == set(doubt.NEVER.split())
    assert ask(page, *(typed for typed, _ in cases)) == [("bad", f"/Q/{code}") for _, code in cases]


@pytest.mark.browser
def test_several_such_letters_are_taken_for_the_nearest(page: Page) -> None:
    """`S9GZ75` for `59G275`: each has one nearest look-alike, and the check letter has to agree."""
    nearest = {letters[0]: odd for odd, letters in codes.LOOK_ALIKES.items() if odd not in codes.ALPHABET}
    cases = []
    for code in some_codes(300):
        typed = "".join(nearest.get(letter, letter) for letter in code)
        if len(set(typed) - set(codes.ALPHABET)) > 1:
            cases.append((typed, code))
    assert len(cases) > 100
    assert ask(page, *(typed for typed, _ in cases)) == [("bad", f"/Q/{code}") for _, code in cases]


@pytest.mark.browser
def test_nothing_is_suggested_where_the_meaning_is_not_unique(page: Page) -> None:
    """Of all ways to take 8 for B, B for 8, 6 for G or G for 6 in one place, exactly one must be a code."""
    pairs = {odd: letters for odd, letters in codes.LOOK_ALIKES.items() if odd in codes.ALPHABET}
    slips = [
        code[:i] + pairs[code[i]] + code[i + 1 :]
        for code in some_codes(400)
        for i in range(codes.LENGTH)
        if code[i] in pairs
    ]
    meant = [
        [
            other
            for i, letter in enumerate(typed)
            if codes.is_valid(other := typed[:i] + pairs.get(letter, "-") + typed[i + 1 :])
        ]
        for typed in slips
    ]
    assert {len(found) for found in meant} >= {1, 2}, "both sorts are among the cases"
    expected = [("bad", f"/Q/{found[0]}" if len(found) == 1 else "") for found in meant]
    assert ask(page, *slips) == expected


@pytest.mark.browser
def test_few_false_codes_get_a_suggestion(page: Page) -> None:
    """A sign with an invented code must not be talked into a genuine one: at most one in twelve."""
    dice = random.Random(5)  # noqa: S311 - no secret
    invented = ["".join(dice.choices(codes.ALPHABET, k=codes.LENGTH)) for _ in range(3_000)]
    wrong = [code for code in invented if not codes.is_valid(code)]
    assert sum(1 for _, go in ask(page, *wrong) if go) < len(wrong) / 12


def test_look_alikes_lead_from_every_foreign_letter_into_the_alphabet() -> None:
    """No letter or digit that somebody may type is without a meaning; none stands for itself."""
    assert doubt.NEVER == "0 1 A D E I L O S U W Y Z"
    assert set(doubt.NEVER.split()) <= set(codes.LOOK_ALIKES)
    for odd, letters in codes.LOOK_ALIKES.items():
        assert set(letters) <= set(codes.ALPHABET) - {odd}


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["Mã 29G275", "ma:29G275", "mã số: 29g275 nhé", "Q29G275", "thu example q 29G275"])
def test_a_code_among_other_words_is_asked_about(typed: str, page: Page) -> None:
    """It is offered, not taken silently."""
    assert ask(page, typed) == [("bad", f"/Q/{CODE}")]


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["29G27", "29G2755", "x", "hello world", "29G275 29G275 2BKN4G", "🙂🙂a", "a" * 2000])
def test_anything_else_is_no_code(typed: str, page: Page) -> None:
    """Too short, too long, prose: wrong, with nothing to open."""
    assert ask(page, typed) == [("bad", "")]


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["", "   ", "!?", "—"])
def test_nothing_typed_is_told_so(typed: str, page: Page) -> None:
    """An empty field is no false sign."""
    assert ask(page, typed) == [("none", "")]
    assert "Hãy gõ mã" in answer(page, typed)


@pytest.mark.browser
def test_a_right_code_opens_its_page(page: Page) -> None:
    """The answer says what to compare, and that a missing page means a false sign; its button leads to the page."""
    said = answer(page, "29g 275")
    for words in ("Mã này viết đúng", CODE, "đừng quét lại", "phải giống trên biển", "chưa từng được cấp"):
        assert words in said
    page.get_by_role("link", name=f"Mở trang của mã {CODE}").click()
    assert page.url.endswith(f"/Q/{CODE}")
    assert page.locator("#vi h1").inner_text() == "Gọi điện thoại"


@pytest.mark.browser
def test_a_wrong_code_is_explained(page: Page) -> None:
    """Mistyped or false, compare letter by letter, how to report; in both languages."""
    said = answer(page, "29G276")
    for words in ("Mã này không đúng", "29G276", "biển là giả", "So từng chữ", "báo cho thôn hoặc xã"):
        assert words in said
    assert "Có phải" not in said
    page.get_by_role("link", name="English").click()
    said = page.locator("article:visible .r").inner_text()
    for words in ("This code is not right", "29G276", "the sign is false", "letter by letter", "commune office"):
        assert words in said


@pytest.mark.browser
def test_a_suggestion_is_a_question(page: Page) -> None:
    """Letters that can't be and letters that were changed are marked; nothing opens by itself."""
    said = answer(page, "29GZ7S")
    assert "Có phải bạn muốn gõ mã này?" in said
    assert "Nếu trên biển in đúng như bạn gõ thì biển là giả." in said
    assert page.locator("article:visible .r mark").all_inner_texts() == ["Z", "S", "2", "5"]
    assert page.url.endswith("/Q/")


@pytest.mark.browser
def test_a_wrong_length_is_named(page: Page) -> None:
    """Five letters are not a false sign yet."""
    assert "Số ký tự đã gõ: 5." in answer(page, "29G27")


# ---------------------------------------------------------------- hosts
FOREIGN = {
    "https://evil.example/Q/29G275": "evil.example",
    "evil.com": "evil.com",
    "evil.com/Q/29G275": "evil.com",
    "https://thu.example.evil.com/Q/29G275": "thu.example.evil.com",
    "https://thu.example@evil.com/Q/29G275": "evil.com",
    "https://thu.example:x@evil.com/Q/29G275": "evil.com",
    "https://evil.com\\@thu.example/Q/29G275": "evil.com",
    "https:\\\\evil.com/thu.example/Q/29G275": "evil.com",
    "//evil.com/Q/29G275": "evil.com",
    "https://evil.com/https://thu.example/Q/29G275": "evil.com",
    "https://evil.com?https://thu.example/Q/29G275": "evil.com",
    "https://evil.com#thu.example/Q/29G275": "evil.com",
    "https://thu.example:8443/Q/29G275": "thu.example:8443",
    "https://thu-example.com/Q/29G275": "thu-example.com",
    "https://q.thu.example/Q/29G275": "q.thu.example",
    "thu/Q/29G275": "thu",
    "203.0.113.9/Q/29G275": "203.0.113.9",
    "https://[2001:db8::1]/Q/29G275": "[2001:db8::1]",
    "https://thu.exampl℀evil.com": "thu.exampl℀evil.com",
    "https://thu.example／Q／29G275@evil.com": "evil.com",
    "Quét https://thu.example/Q/29G275 rồi vào https://evil.com/nhan-qua nhé": "evil.com",
    "WIFI:T:WPA;S:quan-ca-phe;P:12345678;;": "wifi:",
    "javascript:alert(document.domain)": "javascript:",
    "tel:0912345678": "tel:",
    "zalo://evil": "zalo:",
}


@pytest.mark.browser
@pytest.mark.parametrize("text", FOREIGN)
def test_an_address_of_another_host_is_not_our_sign(text: str, page: Page) -> None:
    """The host that a browser would go to is named above ours, whatever stands around it; nothing is to be opened."""
    assert ask(page, text) == [("host", "")]
    assert "Đây KHÔNG phải biển của chúng tôi" in page.locator("article:visible .r").inner_text()
    assert page.locator("article:visible dd").all_inner_texts() == [FOREIGN[text], HOST]
    above, below = page.locator("article:visible dd").all()
    assert (above.bounding_box() or {})["y"] < (below.bounding_box() or {})["y"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("host", "marks"),
    [
        ("thu.exanple", ["n", "m"]),
        ("thu.exarnple", ["rn", "m"]),
        ("thu-example.com", ["-", ".com", "."]),
        ("thu.example.evil.com", [".evil.com"]),
        ("thu.exampl", ["e"]),
        ("google.com", []),
    ],
)
def test_the_letters_that_differ_are_marked(host: str, marks: list[str], page: Page) -> None:
    """In a host that looks like ours; one that does not needs no marks."""
    said = answer(page, f"https://{host}/Q/29G275")
    assert page.locator("article:visible dd mark").all_inner_texts() == marks
    assert ("trông giống nhau" in said) == bool(marks)


@pytest.mark.browser
def test_letters_of_another_script_are_shown_as_pasted_and_as_the_network_calls_them(page: Page) -> None:
    """A Cyrillic е looks the same; it is marked, and the name that begins with xn-- stands below."""
    said = answer(page, "https://thu.еxample/Q/29G275")
    theirs, ours = page.locator("article:visible dd").all_inner_texts()
    assert (theirs, ours) == ("thu.еxample", HOST)
    assert theirs != ours
    assert page.locator("article:visible dd mark").all_inner_texts() == ["е", "e"]
    assert re.search(r"Tên thật của nó: thu\.xn--[a-z0-9-]+", said)


@pytest.mark.browser
@pytest.mark.parametrize(
    "typed", ["thu.example", "https://thu.example/", "thu.example/Q/", "https://thu.example/di-tich/x/"]
)
def test_an_address_of_ours_without_a_code_is_told_so(typed: str, page: Page) -> None:
    """It is no false sign, and says nothing about one."""
    assert ask(page, typed) == [("own", "")]
    assert "thu.example/Q/" in page.locator("article:visible .r").inner_text()


@pytest.mark.browser
def test_a_wrong_code_in_our_address_is_wrong(page: Page) -> None:
    """The host alone does not make a sign genuine."""
    assert ask(page, "https://thu.example/Q/29G276", "https://thu.example/Q/%F0") == [("bad", ""), ("bad", "")]


def test_a_moved_site_knows_both_its_hosts(tiny_project: TinyProject) -> None:
    """Signs keep the old host for ever; it is the one that the page shows."""
    project = load(tiny_project({"guides/site.yml": SITE + "sign_host: cu.example\n"}))
    assert doubt.own_hosts(project.site) == ("cu.example", HOST)
    html = doubt.render_doubt(project).html
    assert 'data-h="cu.example thu.example"' in html
    assert '<p class="plate big">cu.example/</p>' in html


# ---------------------------------------------------------------- the page
def test_the_page_stands_under_both_spellings(site: Path) -> None:
    """`/Q/` and `/q/` are the same file, within the first flight of packets."""
    upper, lower = ((site / name).read_text("utf-8") for name in doubt.FILES)
    assert upper == lower
    assert doubt.FILES == ("Q/index.html", "q/index.html")


@pytest.mark.parametrize("contact", ["", CONTACT])
def test_the_page_fits_the_first_packets(contact: str, tiny_project: TinyProject) -> None:
    """With every way of reporting configured too."""
    assert doubt.render_doubt(load(tiny_project({"guides/site.yml": SITE + contact}))).size <= BUDGET


def test_the_page_of_the_first_instance_fits_the_first_packets() -> None:
    """As it is deployed."""
    assert doubt.render_doubt(load(REPO)).size <= BUDGET


def test_the_policy_allows_only_what_is_in_the_page_and_no_form(site: Path) -> None:
    """Hashes of its one style and one script; a form may go nowhere, and this one has no address and no names."""
    html = (site / "Q/index.html").read_text("utf-8")
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert found
    scripts, styles = policy.hashes(html)
    assert (len(scripts), len(styles)) == (1, 1)
    assert found[1].startswith(f"default-src 'none'; script-src 'self' {scripts[0]}; style-src 'self' {styles[0]};")
    assert "form-action 'none'" in found[1]
    assert "unsafe" not in found[1]
    for form in re.findall(r"<form.*?</form>", html, re.DOTALL):
        assert not re.search(r"\b(action|name|method|formaction)=", form)


@pytest.mark.browser
def test_what_is_typed_goes_nowhere(site: Path, chromium: Browser) -> None:
    """One request for the page, one for the worker; none for answers of any kind; nothing of it is stored."""
    with hosted(site) as (address, asked):
        for page in open_page(chromium, address):
            for typed in (CODE, "29G276", "https://evil.com/x", "29GZ7S"):
                assert answer(page, typed)
            page.locator("article:visible button.b").click()
            page.wait_for_load_state("networkidle")
            assert page.evaluate("JSON.stringify({...localStorage}) + document.cookie") == "{}"
            assert page.url == f"{address}/Q/"
        # The worker that opens pages without a signal comes after the page, whatever is typed.
        assert [path for path in asked if path != "/sw.js"] == ["/Q/"]


@pytest.mark.browser
def test_text_from_outside_stays_text(page: Page) -> None:
    """Markup in what is pasted is shown or dropped, never run."""
    for typed in ("<img src=x onerror=alert(1)>", "https://<b>evil</b>.com/", 'https://evil.com/"><script>1</script>'):
        answer(page, typed)
    assert page.locator(".r img, .r script, .r dd b").count() == 0


@pytest.mark.browser
def test_the_page_speaks_the_language_that_scan_pages_were_read_in(base: str, chromium: Browser) -> None:
    """The same two keys in localStorage; an answer survives the change of language."""
    for page in open_page(chromium, base, locale="en-GB"):
        assert page.locator("article:visible h1").inner_text() == "Is this sign genuine?"
        assert "This code is well formed" in answer(page, CODE)
        page.get_by_role("link", name="Tiếng Việt").click()
        assert "Mã này viết đúng" in page.locator("article:visible .r").inner_text()
        assert page.locator("article:visible input").input_value() == CODE
        page.locator(".z:visible button[value='3']").click()
        page.goto(f"{base}/Q/{CODE}")
        assert page.locator("article:visible").get_attribute("lang") == "vi"
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "30px"
        page.goto(f"{base}/Q/")
        assert page.locator("article:visible").get_attribute("lang") == "vi"
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "30px"


@pytest.mark.browser
def test_typing_on_takes_the_answer_away(page: Page) -> None:
    """An answer never stands under another code than it is about."""
    assert answer(page, CODE)
    page.locator("article:visible input").press("Backspace")
    assert page.locator(".r").all_text_contents() == ["", ""]


@pytest.mark.browser
def test_without_javascript_people_are_told_what_to_type(base: str, chromium: Browser) -> None:
    """Both languages, the address to type, and no form that would do nothing."""
    for page in open_page(chromium, base, java_script_enabled=False):
        text = page.locator("main").inner_text()
        for words in (
            "Gõ dòng này vào thanh địa chỉ", "6 ký tự trên biển", "Type this into the address line", "in capitals",
            "Đừng bóc miếng dán", "Do not peel the sticker off",
        ):  # fmt: skip
            assert words in text
        assert text.count(f"{HOST}/Q/") == 2
        assert [f.is_visible() for f in page.locator("form").all()] == [False, False]


@pytest.mark.browser
def test_with_javascript_that_advice_is_gone(page: Page) -> None:
    """The field is there instead."""
    assert "thanh địa chỉ" not in page.locator("main").inner_text()
    assert page.locator("article:visible input").is_visible()


@pytest.mark.parametrize(
    "words",
    [
        ("không bao giờ hỏi mã OTP, mật khẩu hay tiền", "never ask for an OTP, a password or money"),
        ("Mã in cạnh hình QR giống mã trên trang", "beside the QR symbol is the same as on the page"),
        ("Tên nơi in trên biển giống tên trên trang", "name of the place on the sign is the same"),
        ("miếng dán đè lên biển", "A sticker covers part of the sign"),
        ("Đừng bóc", "Do not peel"),
        ("Chụp ảnh cả biển", "Photograph the whole sign"),
        ("báo cho thôn hoặc xã", "tell the village or commune office"),
    ],
)
def test_the_page_tells_how_to_see_that_a_sign_is_genuine(words: tuple[str, str], site: Path) -> None:
    """In both languages, beside the host in large letters."""
    html = (site / "Q/index.html").read_text("utf-8")
    for text in words:
        assert text in html
    assert html.count(f'<p class="plate big">{HOST}/</p>') == 2


def test_reports_go_to_the_configured_contact(tiny_project: TinyProject) -> None:
    """In the advice and in the answers; the village office is named only where there is nobody else."""
    html = doubt.render_doubt(load(tiny_project({"guides/site.yml": SITE + CONTACT}))).html
    for link in ("mailto:baobien@thu.example?subject=", "https://zalo.me/123456789012", "tel:0912345678"):
        assert html.count(f'href="{link}') == 6, "a wrong code, a foreign host and the advice, in two languages"
    assert "Gặp xã đoàn." in html
    assert "thôn hoặc xã" not in html


def test_the_words_of_the_page_are_the_instances_to_change(tiny_project: TinyProject) -> None:
    """As all words of the interface."""
    project = load(tiny_project({"guides/ui/vi.yml": "doubt.title: Biển này của ai?\n"}))
    assert "<h1>Biển này của ai?</h1>" in doubt.render_doubt(project).html


# ---------------------------------------------------------------- people
ANSWERS = ("", CODE, "29G276", "29GZ7S", "29G27", f"https://{HOST}x/Q/{CODE}", "https://thu.еxample", f"{HOST}/")


@pytest.mark.browser
@pytest.mark.parametrize(("locale", "scheme"), [("vi-VN", "light"), ("en-GB", "dark")])
def test_everything_is_large_enough_and_fits(locale: str, scheme: str, base: str, chromium: Browser) -> None:
    """At all text sizes and with every answer: text from 18 px, targets from 48 px, no sideways scrolling at 320 px."""
    options = {"locale": locale, "color_scheme": scheme, "viewport": {"width": 320, "height": 640}}
    for page in open_page(chromium, base, **options):
        for size in ("1", "2", "3"):
            page.locator(f".z:visible button[value='{size}']").click()
            for typed in ANSWERS:
                answer(page, typed)
                assert page.evaluate(SMALLEST_TEXT) >= 18, typed
                assert page.evaluate(SMALLEST_TARGET) >= 48, typed
                assert page.evaluate("document.documentElement.scrollWidth") <= 320, typed


SMALLEST_TEXT = """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let least = 99;
while (walk.nextNode()) { const e = walk.currentNode.parentElement;
  if (walk.currentNode.data.trim() && e.checkVisibility())
    least = Math.min(least, parseFloat(getComputedStyle(e).fontSize)); } return least }"""
SMALLEST_TARGET = """() => Math.min(...[...document.querySelectorAll("a, button, input")]
.filter(e => e.checkVisibility()).flatMap(e => { const r = e.getBoundingClientRect(); return [r.width, r.height] }))"""

# WCAG 2.2, 1.4.3: contrast of every visible text with the nearest background that is painted.
LEAST_CONTRAST = """() => {
const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
const light = c => { const [r, g, b] = rgb(c).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b };
const below = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
  if (rgb(c).length == 3) return c } };
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); let least = [99, ""];
while (walk.nextNode()) { const e = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || !e.checkVisibility()) continue;
  const [a, b] = [light(getComputedStyle(e).color), light(below(e))].sort((x, y) => y - x);
  const ratio = (a + .05) / (b + .05);
  if (ratio < least[0]) least = [ratio, walk.currentNode.data] }
return least }"""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(scheme: str, base: str, chromium: Browser) -> None:
    """4.5 to 1 at least, in both colour schemes and all answers."""
    for page in open_page(chromium, base, color_scheme=scheme):
        for typed in ANSWERS:
            answer(page, typed)
            ratio, text = page.evaluate(LEAST_CONTRAST)
            assert ratio >= 4.5, (typed, text)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("phone", "label", "button"), [("vi-VN", "Gõ mã in trên biển", "Kiểm tra"), ("en-GB", "Type the code", "Check")]
)
def test_the_form_works_from_the_keyboard_and_is_named(
    phone: str, label: str, button: str, base: str, chromium: Browser
) -> None:
    """From the field to the button to the answer's link by Tab alone; names and roles for those who listen."""
    for page in open_page(chromium, base, locale=phone):
        field = page.get_by_role("textbox", name=label)
        field.focus()
        assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 3
        page.keyboard.type(CODE)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == button
        page.keyboard.press("Space")
        assert CODE in page.get_by_role("status").inner_text()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == f"/Q/{CODE}"
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/Q/{CODE}")


@pytest.mark.browser
def test_the_markup_is_sound(page: Page) -> None:
    """What axe looks at first: one live region a language that was there from the start, no id twice, every field named
    and described, headings in order, languages marked."""
    assert page.locator(".r[role=status][aria-live=polite]").count() == 2
    answer(page, "https://evil.com/")
    found = page.evaluate(
        """() => { const all = [...document.querySelectorAll("[id]")].map(e => e.id);
        const levels = [...document.querySelectorAll("article:not([lang=en]) :is(h1, h2, h3)")].map(h => +h.tagName[1]);
        return { twice: all.filter((id, i) => all.indexOf(id) != i),
          fields: [...document.querySelectorAll("input")].map(i => [i.labels.length,
            !!document.getElementById(i.getAttribute("aria-describedby"))]),
          levels, langs: [...document.querySelectorAll("article")].map(a => a.lang),
          inline: document.querySelectorAll("[style], [onclick], [onsubmit]").length } }"""
    )
    assert found["twice"] == []
    assert found["fields"] == [[1, True], [1, True]]
    assert found["levels"] == [1, 2, 2, 2, 2]
    assert found["langs"] == ["vi", "en"]
    assert found["inline"] == 0


@pytest.mark.browser
def test_on_a_touch_screen_the_keyboard_makes_room_for_the_answer(base: str, chromium: Browser) -> None:
    """The field loses focus and the answer is inside the window; with a mouse the field keeps it."""
    for touch, focused in ((True, False), (False, True)):
        for page in open_page(chromium, base, has_touch=touch, is_mobile=touch):
            answer(page, "https://thu.exanple/")
            assert page.evaluate("document.activeElement.tagName == 'INPUT'") == focused
            top = page.evaluate(
                "[...document.querySelectorAll('.v')].find(e => e.checkVisibility()).getBoundingClientRect().top"
            )
            assert 0 <= top < 500


# ---------------------------------------------------------------- ways to the page
@pytest.mark.browser
def test_a_scan_page_leads_here(base: str, chromium: Browser) -> None:
    """Who doubts the page that a sign opened finds the way at its foot."""
    for page in open_page(chromium, base):
        page.goto(f"{base}/Q/{CODE}")
        page.get_by_role("link", name="Biển thật hay giả?").click()
        assert page.url == f"{base}/Q/"


@pytest.mark.browser
def test_a_page_that_is_missing_leads_here(base: str, chromium: Browser) -> None:
    """The 404 page says in both languages what a missing code means, and links to /Q/; it needs no script for it."""
    for page in open_page(chromium, base, java_script_enabled=False):
        page.goto(f"{base}/404.html")
        text = page.locator("article").inner_text()
        assert "chưa từng được cấp: biển có thể là giả" in text
        assert "it was never issued: the sign may be false" in text
        links = page.locator("article a[href='/Q/']")
        assert links.all_inner_texts() == ["Biển thật hay giả? Kiểm tra ở đây", "Is this sign genuine? Check here"]
        links.first.click()
        assert page.url == f"{base}/Q/"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_that_link_stands_out(scheme: str, base: str, chromium: Browser) -> None:
    """The theme's own outlined button is dark green on black at night; ours takes the colour of links."""
    for page in open_page(chromium, base, color_scheme=scheme):
        page.goto(f"{base}/404.html")
        page.evaluate("document.body.replaceChildren(document.querySelector('article'))")
        ratio, text = page.evaluate(LEAST_CONTRAST)
        assert ratio >= 4.5, text


def test_the_page_is_there_before_the_first_code(tiny_project: TinyProject, tmp_path: Path) -> None:
    """A false sign may hang before a genuine one does."""
    build_site(load(tiny_project({"guides/goi-dien.yml": GUIDE})), tmp_path / "site")
    assert (tmp_path / "site/Q/index.html").is_file()
