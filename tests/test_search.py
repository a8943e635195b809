"""The search page: what people type finds the page that they mean, in the browser that they have."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from camtay import codes, project
from camtay.build import build_site
from camtay.pages import search, ways
from camtay.pages.search import Record
from camtay.text import LETTERS, fold, slugify
from tests.conftest import GUIDE, REPO, SECOND_GUIDE, TinyProject
from tests.hosting import hosted, until
from tests.test_full_access import CUT
from tests.test_scan_access import faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What is typed → id of the entry or commune that must stand first.
PAIRS = {
    "vi": {
        # without accents, with them, with some of them; đ and d; both placements of the tone
        "can cuoc": "cap-doi-can-cuoc",
        "căn cước": "cap-doi-can-cuoc",
        "CĂN CƯỚC": "cap-doi-can-cuoc",
        "căn cuoc": "cap-doi-can-cuoc",
        "doi can cuoc": "cap-doi-can-cuoc",
        "lam the": "cap-doi-can-cuoc",
        "dia dao vinh moc": "dia-dao-vinh-moc",
        "địa đạo": "dia-dao-vinh-moc",
        "thanh co": "thanh-co-quang-tri",
        "thành cổ quảng trị": "thanh-co-quang-tri",
        "hoà trạch": "hoa-trach",
        "hòa trạch": "hoa-trach",
        "hoa trach": "hoa-trach",
        "đông hà": "dong-ha",
        "dong ha": "dong-ha",
        "Đông Hà": "dong-ha",
        "lua dao": "bao-tin-lua-dao",
        "dat dai": "dat-dai",
        "luong huu": "luong-huu-an-sinh",
        "mat khau": "mat-khau-2-lop",
        "khai sinh": "khai-sinh",
        "chu ky so": "chu-ky-so",
        "bun hen": "bun-hen-mai-xa",
        # while typing
        "căn cươ": "cap-doi-can-cuoc",
        "vinh mo": "dia-dao-vinh-moc",
        "vne": "vneid-cai-dat-kich-hoat",
        "livest": "livestream",
        "hưng nh": "hung-nhon",
        # keys of an input method that is off, or half
        "ca9n cu7o7c1": "cap-doi-can-cuoc",
        "can8 cuoc71": "cap-doi-can-cuoc",
        "cawn cuowcs": "cap-doi-can-cuoc",
        "căn cuowc": "cap-doi-can-cuoc",
        "ddija ddaoj vijnh moocs": "dia-dao-vinh-moc",
        "ddoong haf": "dong-ha",
        "d9o6ng ha2": "dong-ha",
        "mật khaaur": "mat-khau-2-lop",
        "khai sinh1": "khai-sinh",
        # a slip of the finger; spaces too few
        "vinh mov": "dia-dao-vinh-moc",
        "hien lung": "hien-luong-ben-hai",
        "giengg co": "gieng-co-gio-an",
        "can cuov": "cap-doi-can-cuoc",
        "gmial": "gmail-tai-khoan",
        "cancuoc": "cap-doi-can-cuoc",
        "hungnhon": "hung-nhon",
        # codes, as printed, as typed, as pasted
        "29G275": "san-bay-ta-con",
        "29g 275": "san-bay-ta-con",
        "https://quangtri.example/Q/29G275": "san-bay-ta-con",
        "quangtri.example/q/29g275": "san-bay-ta-con",
        # communes of today and of yesterday
        "xa hai phong": "nam-hai-lang",
        "nam hai lang": "nam-hai-lang",
        "ben quan": "ben-quan",
        "xã gio an": "con-tien",
        # other words for the same
        "CCCD": "cap-doi-can-cuoc",
        "chung minh thu": "cap-doi-can-cuoc",
        "sổ đỏ": "dat-dai",
        "bằng lái": "doi-giay-phep-lai-xe",
        "ho khau": "cu-tru",
        "113": "so-khan-cap",
        "otp": "mat-khau-2-lop",
        "công an giả": "nhan-dien-lua-dao",
        "bom bi": "bao-bom-min",
        "đi khám": "bhyt-can-cuoc",
        # the other language
        "ID card": "cap-doi-can-cuoc",
        "tunnel": "dia-dao-vinh-moc",
        "citadel": "thanh-co-quang-tri",
        "password": "mat-khau-2-lop",
        "emergency": "so-khan-cap",
        "pension": "luong-huu-an-sinh",
        # more words than any page has
        "làm sao đổi thẻ căn cước nhanh": "cap-doi-can-cuoc",
    },
    "en": {
        "id card": "cap-doi-can-cuoc",
        "renew id card": "cap-doi-can-cuoc",
        "identity card": "cap-doi-can-cuoc",
        "tunnel": "dia-dao-vinh-moc",
        "tunnels": "dia-dao-vinh-moc",
        "citadel": "thanh-co-quang-tri",
        "quang tri citadel": "thanh-co-quang-tri",
        "password": "mat-khau-2-lop",
        "strong passwords": "mat-khau-2-lop",
        "bank account": "mo-tai-khoan-ngan-hang",
        "video call": "goi-video-zalo",
        "zalo": "goi-video-zalo",
        "scam": "bao-tin-lua-dao",
        "fraud": "nhan-dien-lua-dao",
        "emergency": "so-khan-cap",
        "ambulance": "so-khan-cap",
        "police": "so-khan-cap",
        "bomb": "bao-bom-min",
        "uxo": "bao-bom-min",
        "landmine": "bao-bom-min",
        "hotel": "dat-ve",
        "train ticket": "dat-ve",
        "pension": "luong-huu-an-sinh",
        "electricity": "dien-nuoc",
        "driving licence": "doi-giay-phep-lai-xe",
        "driver's license": "doi-giay-phep-lai-xe",
        "birth certificate": "khai-sinh",
        "criminal record": "ly-lich-tu-phap",
        "digital signature": "chu-ky-so",
        "email": "gui-thu-dien-tu",
        "fake news": "doc-tin",
        "weather": "khi-den-quang-tri",
        "dmz": "vi-tuyen-17",
        "ho chi minh trail": "duong-truong-son",
        "prison": "nha-tu-lao-bao",
        "basilica": "la-vang",
        "war graves": "nghia-trang-truong-son",
        "la vang": "la-vang",
        "la vanf": "la-vang",
        "vinh moc": "dia-dao-vinh-moc",
        "vĩnh mốc": "dia-dao-vinh-moc",
        "vinhx moocs": "dia-dao-vinh-moc",
        "hien luong": "hien-luong-ben-hai",
        "hiền lương": "hien-luong-ben-hai",
        "khe sanh commune": "khe-sanh",
        "dong ha": "dong-ha",
        "đông hà ward": "dong-ha",
        "hai phong": "nam-hai-lang",
        "xã hải phong": "nam-hai-lang",
        "can cuoc": "cap-doi-can-cuoc",
        "căn cước": "cap-doi-can-cuoc",
        "mật khẩu": "mat-khau-2-lop",
        "địa đạo": "dia-dao-vinh-moc",
        "lừa đảo": "nhan-dien-lua-dao",
        "tunel": "dia-dao-vinh-moc",
        "pasword": "mat-khau-2-lop",
        "citadle": "thanh-co-quang-tri",
        "cita": "thanh-co-quang-tri",
        "vneid": "vneid-cai-dat-kich-hoat",
        "e-id": "vneid-cai-dat-kich-hoat",
        "29G275": "san-bay-ta-con",
        "29g-275": "san-bay-ta-con",
        "hung nhon": "hung-nhon",
        "alley 3": "hung-nhon-kiet-03",
        "how do I pay my electricity bill": "dien-nuoc",
    },
}


@pytest.fixture(scope="module")
def real() -> project.Project:
    return project.load(REPO)


@pytest.fixture(scope="module")
def base(quang_tri: Path) -> Iterator[tuple[str, list[str]]]:
    with hosted(quang_tri / "site") as found:
        yield found


def opened(chromium: Browser, address: str, **options: Any) -> tuple[Page, list[str]]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, **options)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.goto(address)
    return page, complaints


# ---------------------------------------------------------------- engine
@pytest.mark.browser
@pytest.mark.parametrize(("tag", "path"), [("vi", "/tim/"), ("en", "/en/search/")])
def test_what_people_type_finds_what_they_mean(
    tag: str, path: str, base: tuple[str, list[str]], chromium: Browser
) -> None:
    """Every pair of a locale; nothing is asked of the network but the page, its sheet, two scripts and the index."""
    address, asked = base
    before = len(asked)
    page, complaints = opened(chromium, address + path)
    until(page, "ctSearch.ready")
    first = page.evaluate("typed => typed.map(t => [t, ctSearch.find(t)[0] || ''])", list(PAIRS[tag]))
    wrong = {typed: url for typed, url in first if not url.endswith(f"/{PAIRS[tag][typed]}/")}
    assert wrong == {}
    assert len(PAIRS[tag]) >= 60
    loaded = [re.sub(r"-[0-9a-f]{10}\.", ".", name) for name in asked[before:] if "icon" not in name]
    assert loaded[0] == path
    # A browser fetches these beside one another, in any order.
    assert sorted(loaded[1:]) == [
        "/assets/camtay-fold.js",
        "/assets/camtay-search.js",
        "/assets/camtay.css",
        f"/assets/search-{tag}.json",
    ]
    assert complaints == []


@pytest.mark.browser
def test_a_code_forgives_letters_that_look_alike(
    real: project.Project, base: tuple[str, list[str]], chromium: Browser
) -> None:
    """Every code of the instance with its G read as 0 or O and its 8 as B leads to its entry or one of the same look;
    a code that was never given is told as such."""
    page, _ = opened(chromium, f"{base[0]}/tim/")
    until(page, "ctSearch.ready")
    find = "typed => typed.map(t => ctSearch.find(t))"
    whole = {code.code: real.entries[code.entry] for code in real.ledger.codes.values()}
    for code, found in zip(whole, page.evaluate(find, list(whole)), strict=True):
        assert found == ["/" + real.urls(whole[code])["vi"]], code
    blurred = {code.replace("Q", "0").replace("7", "1"): code for code in whole if "Q" in code or "7" in code}
    assert len(blurred) > 10
    for typed, found in zip(blurred, page.evaluate(find, list(blurred)), strict=True):
        assert "/" + real.urls(whole[blurred[typed]])["vi"] in found, typed
    missing = next(c for c in iter(lambda: codes.new(whole), "") if c not in whole)
    page.get_by_label("Bạn tìm gì?").fill(missing)
    until(page, "document.getElementById('ct-search-count').textContent.includes('Không thấy mã')")


@pytest.mark.browser
def test_exact_accents_come_before_folded_ones_and_titles_before_texts(
    base: tuple[str, list[str]], chromium: Browser
) -> None:
    """`hòa` finds hòa before hóa, `hoa` the flower first; a word of a title beats the same word in a text."""
    titles = {"hoa": "Hoa sen", "hóa": "Hóa đơn", "hòa": "Hoà bình", "in text": "Đèn, quạt", "begins": "Hoan hô"}
    found = [Record("guide", title, id_) for id_, title in titles.items()]
    found[3] = found[3]._replace(text="Có bông hoa.")
    context = chromium.new_context()
    page = context.new_page()
    index = search.encoded(found, LABELS, 90)
    page.route("**/search-vi-*.json", lambda route: route.fulfill(body=index, content_type="application/json"))
    page.goto(f"{base[0]}/tim/")
    until(page, "ctSearch.ready")
    for typed, order in {
        "hoa": ["hoa", "hóa", "hòa", "begins", "in text"],
        "hòa": ["hòa", "hoa", "hóa", "begins", "in text"],
        "hoà": ["hòa", "hoa", "hóa", "begins", "in text"],
        "hóa": ["hóa", "hoa", "hòa", "begins", "in text"],
    }.items():
        assert page.evaluate("t => ctSearch.find(t)", typed) == [f"/guide/{id_}/" for id_ in order]


def in_three_communes(root: TinyProject, target: Path, patch: pytest.MonkeyPatch, titles: tuple[str, str, str]) -> None:
    """Build a site with a guide in each of three communes, searched as one of thousands is: by title alone until the
    file of a commune is there. The last guide, `chup-anh`, has the code 29G275."""
    patch.setattr(search, "WHOLE", 1)
    patch.setattr(search, "LIGHT", ((),))
    communes = (("a", "Xã An", "nhan-tin"), ("b", "Xã Bình", "ghi-am"), ("c", "Xã Ca", "chup-anh"))
    places = "kind: places\nitems:\n" + "".join(f"  - {{id: {i}, title: {{vi: {t}}}}}\n" for i, t, _ in communes)
    placed = {
        f"guides/{place}.yml": GUIDE.replace("goi-dien", id_)
        .replace("Gọi điện thoại", title)
        .replace("Gọi cho", f"{title} cho")
        + f"place: {place}\n"
        for (place, _, id_), title in zip(communes, titles, strict=True)
    }
    ledger = '{"code":"29G275","seq":1,"event":"issue","date":"2026-01-02","entry":"chup-anh"}\n'
    made = root({"guides/places.yml": places, **placed, "qr/ledger.jsonl": ledger})
    build_site(project.load(made), target)


@pytest.mark.browser
def test_thousands_of_entries_are_found_by_title_and_searched_whole_on_request(
    tmp_path: Path, tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch, chromium: Browser
) -> None:
    """The file of a commune comes when something in it is found or it is chosen, all of them when somebody asks for it
    or has typed a code; nobody else waits for them."""
    in_three_communes(tiny_project, tmp_path / "site", monkeypatch, ("Nhắn tin", "Ghi âm", "Chụp ảnh"))
    with hosted(tmp_path / "site") as (address, asked):
        page, complaints = opened(chromium, f"{address}/tim/")

        def loaded() -> set[str]:
            return {part for name in asked if (part := re.sub(r".*/search-vi-([abc])-.*|.*", r"\1", name))}

        until(page, "ctSearch.ready")
        field = page.get_by_label("Bạn tìm gì?")
        assert page.evaluate("ctSearch.find('ghi am')") == ["/huong-dan/ghi-am/"]
        assert loaded() == set()
        field.fill("ghi am")
        until(page, "document.querySelector('#ct-search-hits').textContent.includes('Ghi âm cho người nhà')")
        assert loaded() == {"b"}
        assert page.evaluate("ctSearch.find('ghi am')") == ["/huong-dan/ghi-am/"]
        page.get_by_label("Tìm cả trong").select_option("Xã An")
        field.fill("nhan tin")
        until(page, "document.querySelector('#ct-search-hits').textContent.includes('Nhắn tin cho người nhà')")
        assert loaded() == {"a", "b"}
        field.fill("nguoi nha")
        until(page, "document.querySelectorAll('#ct-search-hits a').length === 3")
        page.get_by_role("button", name="Tìm kỹ hơn").click()
        until(page, "document.querySelectorAll('#ct-search-hits a').length === 4")
        assert page.get_by_role("button", name="Tìm kỹ hơn").is_hidden()
        other, _ = opened(chromium, f"{address}/tim/?q=29G275")
        until(other, "document.querySelector('#ct-search-hits a')?.pathname === '/huong-dan/chup-anh/'")
        assert complaints == []


@pytest.mark.browser
def test_a_code_that_reads_like_a_word_is_looked_for_in_every_commune(
    tmp_path: Path, tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch, chromium: Browser
) -> None:
    """29G275 is also what keys of VNI may leave of the letter G, which a title has: those who come with it in the
    address and those who type it get the entry of the code, and nothing else."""
    in_three_communes(tiny_project, tmp_path / "site", monkeypatch, ("Nhắn tin", "Ghi âm nhóm G", "Chụp ảnh"))
    only = "[...document.querySelectorAll('#ct-search-hits a')].map(a => a.pathname).join() === '/huong-dan/chup-anh/'"
    with hosted(tmp_path / "site") as (address, _):
        came, complaints = opened(chromium, f"{address}/tim/?q=29G275")
        until(came, only)
        typing, _ = opened(chromium, f"{address}/tim/")
        until(typing, "ctSearch.ready")
        assert typing.evaluate("ctSearch.find('29g275')") == ["/huong-dan/ghi-am/"]
        typing.get_by_label("Bạn tìm gì?").press_sequentially("29g275")
        until(typing, only)
        assert complaints == []


@pytest.mark.browser
def test_python_and_the_browser_fold_alike(base: tuple[str, list[str]], chromium: Browser) -> None:
    """Over every letter of Vietnamese, large and small, composed and not, with whatever stands between words."""
    page, _ = opened(chromium, f"{base[0]}/tim/")
    letters = LETTERS + LETTERS.upper() + "abcxyzABCXYZ0189 –…“”&'|"
    texts = [form for letter in letters for form in (letter, unicodedata.normalize("NFD", letter))]
    texts += [name for row in PAIRS.values() for name in row]
    assert page.evaluate("texts => texts.map(t => ctFold(t))", texts) == [fold(text) for text in texts]


# ---------------------------------------------------------------- page
@pytest.mark.browser
def test_results_come_while_typing_and_the_address_keeps_them(base: tuple[str, list[str]], chromium: Browser) -> None:
    """With the keyboard alone: type, go down to a result, open it, come back to the same results."""
    page, complaints = opened(chromium, base[0] + "/huong-dan/khai-sinh/")
    page.get_by_role("link", name="Tìm", exact=True).click()
    field = page.get_by_label("Bạn tìm gì?")
    # Nobody types into a field that is not to be seen: its script brings it.
    until(page, "getComputedStyle(document.querySelector('.ct-find')).visibility === 'visible'")
    field.focus()
    page.keyboard.type("vinh moc")
    until(page, "document.querySelectorAll('#ct-search-hits a').length > 0")
    assert page.locator("#ct-search-hits strong").first.inner_text().startswith("Địa đạo Vịnh Mốc")
    until(page, "/^Tìm thấy: [0-9]+$/.test(document.querySelector('[role=status]').textContent)")
    until(page, "location.search === '?q=vinh%20moc'")
    assert page.locator(".ct-lang").get_attribute("href").endswith("/en/search/?q=vinh%20moc")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/di-tich/dia-dao-vinh-moc/")
    page.go_back()
    until(page, "document.querySelectorAll('#ct-search-hits a').length > 0")
    assert page.get_by_label("Bạn tìm gì?").input_value() == "vinh moc"
    page.get_by_label("Bạn tìm gì?").fill("không có đâu xyzxyz")
    until(page, "document.querySelector('[role=status]').textContent.startsWith('Không')")
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_among_results(scheme: Any, base: tuple[str, list[str]], chromium: Browser) -> None:
    """WCAG 2.2 AA with results shown, on a phone; nothing is wider than it."""
    page, _ = opened(chromium, f"{base[0]}/tim/?q=h", color_scheme=scheme)
    until(page, "document.querySelectorAll('#ct-search-hits a').length === 20")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="Xem thêm").click()
    assert page.evaluate("document.querySelectorAll('#ct-search-hits a')[20] === document.activeElement")
    page.goto(f"{base[0]}/a-z/")
    page.evaluate(CUT)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # laid out
    assert faults(page) == []


@pytest.mark.browser
def test_without_a_script_there_are_letters(base: tuple[str, list[str]], chromium: Browser) -> None:
    """No field that can't work: the letters lead to the list of all pages."""
    page, _ = opened(chromium, f"{base[0]}/tim/", java_script_enabled=False)
    assert not page.get_by_label("Bạn tìm gì?").is_visible()
    page.get_by_role("link", name="Đ", exact=True).click()
    page.wait_for_url("**/a-z/#l-*")
    assert page.get_by_role("link", name="Địa đạo Vịnh Mốc").is_visible()


def test_every_page_links_to_the_search_of_its_locale_and_none_but_it_loads_anything(quang_tri: Path) -> None:
    """Full pages and pages of codes; the scripts of the search stand on its own page alone."""
    site = quang_tri / "site"
    pages = sorted({*site.rglob("index.html"), *site.glob("Q/*.html")})
    assert len(pages) > 400
    for page in pages:
        html, name = page.read_text("utf-8"), page.relative_to(site).as_posix()
        if 'http-equiv="refresh"' in html or name.startswith(("admin/", "Q/index", "q/index")):
            continue
        english = name.startswith("en/")
        assert f'href="/{"en/search" if english else "tim"}/"' in html, name
        assert ("camtay-search.js" in html) == (name in ("tim/index.html", "en/search/index.html")), name


def test_the_script_is_old_enough_for_old_phones() -> None:
    """No syntax after ES5, no code from strings; Zalo's browser is the phone's own WebView, however old."""
    theme = REPO / "scripts/camtay/templates/theme/assets"
    for name in ("camtay-fold.js", "camtay-search.js", "camtay-places.js"):
        code = re.sub(r"/\*.*?\*/|//[^\n\"]*$|\"[^\"\n]*\"", "", (theme / name).read_text("utf-8"), flags=re.S | re.M)
        found = re.findall(r"=>|`|\?\.|\?\?|\b(?:let|const|class|async|await|eval|Function|innerHTML)\b|\.\.\.", code)
        assert found == [], name


# ---------------------------------------------------------------- index
def made_up(number: int, real: project.Project) -> list[Record]:
    """Records of titles and texts that are put together from halves of real ones: they compress as those do."""
    dice = random.Random(7)  # noqa: S311 - the same records on every run

    def mixed(texts: list[str]) -> str:
        first, second = (dice.choice(texts).split() for _ in range(2))
        return " ".join([*first[: (len(first) + 1) // 2], *second[len(second) // 2 :]])

    known, names = search.records(real, real.source_locale), ("title", "other", "text")
    titles, others, texts = ([getattr(r, name) for r in known if getattr(r, name)] for name in names)
    made = []
    for n in range(number):
        kind, code = ("guide", "heritage", "alley", "village")[n % 4], "".join(dice.choices(codes.ALPHABET, k=6))
        title = mixed(titles)
        made.append(Record(kind, title, slugify(title), (), (), mixed(others), mixed(texts), (code,), f"xa-{n % 80}"))
    return sorted(made, key=lambda record: record.kind)


LABELS = {kind: (kind, f"/{kind}/") for kind in ("guide", "heritage", "alley", "village")}


@pytest.mark.parametrize(("number", "limit"), [(200, 12_000), (2_000, 70_000)])
def test_the_index_stays_small(number: int, limit: int, real: project.Project) -> None:
    """Texts are cut until it fits: 12 kB at 200 entries, 70 kB at 2,000, after gzip. Titles stay whole."""
    found = made_up(number, real)
    file = search.fitted("vi", found, LABELS)
    assert len(gzip.compress(file.data, 9)) <= limit
    assert json.loads(file.data)["title"].split("\n") == [record.title for record in found]
    for locale in real.locales:
        assert len(gzip.compress(search.index(real, locale).main.data, 9)) <= 12_000


def test_thousands_of_entries_are_shared_out_by_commune(real: project.Project) -> None:
    """Above 3,000 alleys stand in the file of their commune, then whatever else lies in one; nothing is lost."""
    found = made_up(3_000, real)
    assert search.shared_out(found) == (found, {})
    found = made_up(3_600, real)
    main, communes = search.shared_out(found)
    assert {record.kind for record in main} == {"guide", "heritage", "village"}
    assert sorted([*main, *(r for part in communes.values() for r in part)], key=repr) == sorted(found, key=repr)
    assert all(record.place == place for place, part in communes.items() for record in part)
    main, communes = search.shared_out([*made_up(5_000, real), found[0]._replace(place="")])
    assert [record.place for record in main] == [""]


def test_of_thousands_every_title_is_in_the_first_file(real: project.Project) -> None:
    """Within 70 kB at 3,600 and at 5,000: nobody has to know in which commune a thing lies."""
    for number in (3_600, 5_000):
        found = made_up(number, real)
        main, communes = search.shared_out(found)
        file = search.opened("vi", found, set(map(id, main)), list(communes), LABELS)
        assert len(gzip.compress(file.data, 9)) <= 70_000
        told = json.loads(file.data)
        assert told["title"].split("\n") == [record.title for record in found]
        assert told["in"].count("~") == number - len(main)


def test_the_same_content_gives_the_same_index(tiny_project: TinyProject) -> None:
    """Name and bytes; another word, another name."""
    root = tiny_project()
    first, again = (search.index(p, p.source_locale) for p in (project.load(root), project.load(root)))
    assert first.main == again.main
    other = project.load(tiny_project({"guides/b.yml": SECOND_GUIDE}))
    assert search.index(other, other.source_locale).main.path != first.main.path


def test_names_that_the_title_says_already_are_left_out(tiny_project: TinyProject) -> None:
    """Of needs; short names and synonyms stay, since they lead to where they are listed."""
    synonyms = """\
kind: synonyms
groups:
  - words: {vi: [điện thoại, A lô], en: [telephone]}
    entries: goi-dien
"""
    guide = GUIDE + "short: {vi: Gọi điện}\nneeds: [{vi: gọi điện thoại}, {vi: gọi con cháu}]\n"
    small = project.load(tiny_project({"guides/synonyms.yml": synonyms, "guides/goi-dien.yml": guide}))
    record = search.records(small, small.source_locale)[0]
    assert (record.also, record.other) == (
        ("Gọi điện", "điện thoại", "A lô", "telephone", "gọi con cháu"),
        "Make a phone call",
    )


def test_letters_have_every_entry_but_alleys(real: project.Project) -> None:
    """In the order of the alphabet, each with its sort."""
    for locale in real.locales:
        html = ways.letters_page(real, locale).html
        for entry in real.entries.values():
            assert (f'href="/{real.urls(entry)[locale.tag]}"' in html) == (entry.kind != "alley")
