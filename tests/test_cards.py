"""Social cards: which there are, what they look like, what they weigh, and titles that do not fit."""

from __future__ import annotations

import io
import json
import struct
import zlib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from camtay import cards as words
from camtay.cards import HEIGHT, LEADING, LEVELS, MARGIN, WIDTH, Title, drawable, fitted
from camtay.pages import cards, pixels
from camtay.project import Project, check, load
from tests.conftest import GUIDE, HERITAGE, SITE, VILLAGE, TinyProject, golden
from tests.test_content_problems import messages

STAR = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#d8232a"/></svg>'
LONG = "Cài đặt và kích hoạt tài khoản định danh điện tử mức độ 2 cho cha mẹ, ông bà và những người thân khác "
WITH_EMBLEM = {"guides/site.yml": SITE + "emblem: sao.svg\n", "guides/sao.svg": STAR}


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def card_of(project: Project, name: str) -> cards.Card:
    return {card.name: card for card in cards.all_cards(project)}[name]


# ---------------------------------------------------------------- words
@pytest.mark.parametrize("title", ["Gọi", "Cài đặt và kích hoạt VNeID mức 2", LONG[:70], LONG])
def test_titles_are_broken_into_lines_that_fit(title: str) -> None:
    """At the largest size that they fit, no word lost."""
    found = fitted(title)
    assert found
    assert " ".join(found.lines) == title.strip()
    assert (found.size, len(found.lines)) <= (92, 4)
    for line in found.lines:
        assert words.font("Bold", found.size).getlength(line) <= WIDTH - 2 * MARGIN


def test_no_word_stands_alone_on_the_last_line_where_it_can_be_helped() -> None:
    """Lines are about as long as each other."""
    found = fitted("Đăng ký tạm trú, thường trú, thông báo lưu trú trên VNeID")
    assert found
    assert min(map(len, found.lines)) > 12


def test_a_title_that_does_not_fit_is_told_at_its_place(tiny_project: TinyProject) -> None:
    """In the locale in which it is too long; a short name is taken instead."""
    long = GUIDE.replace("vi: Gọi điện thoại", f"vi: {LONG}{LONG}".rstrip())
    found = check(tiny_project({"guides/goi-dien.yml": long}))[1]
    golden("problems/card_title.txt", messages([p for p in found if p.code != "ledger.uncoded"]))
    short = long.replace("topic:", "short: {vi: Gọi điện, en: Call}\ntopic:")
    project = load(tiny_project({"guides/goi-dien.yml": short}))
    assert card_of(project, "goi-dien-vi").title.lines == ("Gọi điện",)


def test_a_script_that_the_font_lacks_gets_the_card_of_the_site(tiny_project: TinyProject) -> None:
    """Better than empty boxes."""
    assert drawable("Đường Hồ Chí Minh – 1973")
    assert not drawable("ເມືອງ")
    root = tiny_project(
        {
            "guides/site.yml": SITE + "locales: [vi, en, lo]\n",
            "guides/goi-dien.yml": GUIDE.replace("  en: Make a phone call", "  en: Make a phone call\n  lo: ໂທ"),
        }
    )
    project = load(root)
    assert "goi-dien-lo" not in {card.name for card in cards.all_cards(project)}
    assert "card-site-lo" in cards.of_page(project, project.locales[2], project.entries["goi-dien"])


# ---------------------------------------------------------------- letters
TITLES = ("Gọi", "Ễnh ương Ở đập Trằm: jậf, “AVATẦ”", LONG[:70], LONG.strip(), "Việt x\u0301n x\u0323")


def plainly(card: cards.Card) -> Any:
    """The levels of a card without an emblem, drawn by Pillow line by line."""
    ground, foot = Image.new("L", (WIDTH, HEIGHT), 0), Image.new("L", (WIDTH, cards.BAND), 0)
    pen, right, top = ImageDraw.Draw(ground), WIDTH - MARGIN, cards.TOP + cards.EMBLEM / 2
    pen.text((MARGIN, top), card.site, fill=255, font=words.font("Medium", 44), anchor="lm")
    pen.text((right, top), card.kind, fill=215, font=words.font("Medium", 38), anchor="rm")
    step, lines = card.title.size * LEADING, card.title.lines
    first = (cards.TOP + cards.EMBLEM + HEIGHT - cards.BAND) / 2 - step * (len(lines) - 1) / 2
    for n, line in enumerate(lines):
        pen.text((MARGIN, first + n * step), line, 255, words.font("Bold", card.title.size), anchor="lm")
    pen = ImageDraw.Draw(foot)
    pen.text((MARGIN, cards.BAND / 2), card.host, fill=255, font=words.font("Bold", 42), anchor="lm")
    pen.text((right, cards.BAND / 2), card.where, fill=255, font=words.font("Medium", 38), anchor="rm")
    whole, last = (np.rint(np.asarray(image) * ((LEVELS - 1) / 255)) for image in (ground, foot))
    whole[HEIGHT - cards.BAND :] = LEVELS - 1 - last
    return whole


@pytest.mark.parametrize("title", TITLES)
def test_letters_stand_where_pillow_puts_them(tiny_project: TinyProject, title: str) -> None:
    """Each pixel of a card made of kept letters is that of whole lines drawn anew, at every size, with marks that
    stand on other letters."""
    found = fitted(title)
    assert found
    card = replace(card_of(load(tiny_project()), "goi-dien-vi"), title=found)
    assert "" not in (card.kind, card.where, card.site)
    assert (np.asarray(picture(cards.drawn(card))) == plainly(card)).all()


def test_letters_outside_a_picture_are_cut_off() -> None:
    """On all four sides: a name that is wider than its picture ends at its edge."""
    line = pixels.Words(30, 70, "Ậgj Ửy", "Bold", 92)
    large = pixels.whole([line], 400, 150)
    assert large[:, :1].max() == large[:, -1:].max() == 0
    cut = pixels.whole([line._replace(x=30 - 50, middle=70 - 30)], 250, 60)
    assert (cut == large[30:90, 50:300]).all()
    assert all(edge.any() for edge in (cut[0], cut[-1], cut[:, 0], cut[:, -1]))
    for x, middle in ((-900, 70), (900, 70), (30, -200), (30, 900)):
        assert not pixels.whole([line._replace(x=x, middle=middle)], 250, 60).any()


def test_a_letter_is_drawn_once(tiny_project: TinyProject) -> None:
    """The next card with the same letters asks the font for none, and what it shares is not compressed again."""
    card = card_of(load(tiny_project()), "goi-dien-vi")
    kept = (pixels._letter, cards._head, cards._foot)
    cards.drawn(replace(card, title=Title(92, ("an toàn",))))
    before = [function.cache_info() for function in kept]
    cards.drawn(replace(card, title=Title(92, ("toan", "à n"))))
    after = [function.cache_info() for function in kept]
    assert [one.misses for one in before] == [one.misses for one in after]
    assert all(one.hits < other.hits for one, other in zip(before, after, strict=True))


def test_what_is_kept_between_cards_has_a_bound() -> None:
    """Memory does not grow with the number of entries."""
    kept = (pixels._letter, pixels.empty, cards._head, cards._foot, cards._few, cards._look, words._wide, words.fitted)
    assert all(function.cache_parameters()["maxsize"] for function in kept)


# ---------------------------------------------------------------- pictures
@pytest.mark.parametrize("site", [SITE, WITH_EMBLEM["guides/site.yml"]])
def test_parts_that_are_compressed_apart_make_a_sound_png(tiny_project: TinyProject, site: str) -> None:
    """Chunks with their sums, and one zlib stream with its own: half a byte a pixel, a whole one with an emblem."""
    project = load(tiny_project({**WITH_EMBLEM, "guides/site.yml": site}))
    emblem = cards._picture(project)
    data = cards.drawn(card_of(project, "goi-dien-vi"), emblem)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", data, at + 8 + size)[0] == zlib.crc32(name + body)
        chunks[name] = body
        at += size + 12
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    wide = WIDTH if emblem else WIDTH // 2
    assert len(zlib.decompress(chunks[b"IDAT"])) == HEIGHT * (wide + 1)
    assert len(chunks[b"PLTE"]) <= 3 * (256 if emblem else LEVELS)


@pytest.mark.parametrize("name", ["sao.svg", ""])
def test_a_card_weighs_little(tiny_project: TinyProject, name: str) -> None:
    """The longest title takes less than half of what chat apps fetch at once."""
    project = load(tiny_project(WITH_EMBLEM if name else {}))
    found = fitted(LONG)
    assert found
    assert len(cards.drawn(replace(card_of(project, "goi-dien-vi"), title=found), cards._picture(project))) < 26_000


def test_a_card_is_what_chat_apps_want(tiny_project: TinyProject) -> None:
    """1200 × 630, at most 60 kB, the same bytes each time, nothing outside its margins."""
    project = load(tiny_project({"guides/gieng-co.yml": HERITAGE.replace("Giếng cổ", f'"{LONG.strip()}"', 1)}))
    card = card_of(project, "gieng-co-vi")
    assert (len(card.title.lines), card.title.size) == (4, 60)
    data = cards.drawn(card)
    assert data == cards.drawn(card)
    assert len(data) <= cards.LIMIT
    image = picture(data).convert("RGB")
    assert image.size == (WIDTH, HEIGHT)
    for left, right in ((0, MARGIN - 6), (WIDTH - MARGIN + 6, WIDTH)):
        strip = image.crop((left, 0, right, HEIGHT - cards.BAND))
        assert strip.getcolors() == [(strip.width * strip.height, (10, 92, 67))]


def test_lines_of_a_card_keep_apart(tiny_project: TinyProject) -> None:
    """Between the name above, four lines and the band below there are rows without ink."""
    project = load(tiny_project({"guides/gieng-co.yml": HERITAGE.replace("Giếng cổ", f'"{LONG.strip()}"', 1)}))
    image = picture(cards.drawn(card_of(project, "gieng-co-vi"))).convert("L")
    rows = [image.crop((0, y, WIDTH, y + 1)).getextrema() for y in range(HEIGHT - cards.BAND)]
    inked = [low != high for low, high in rows]
    blocks = sum(1 for before, now in zip([False, *inked], inked, strict=False) if now and not before)
    assert blocks >= 3
    assert not any(inked[: cards.TOP])
    assert not any(inked[-8:])


@pytest.mark.parametrize("name", ["sao.svg", "sao.png"])
def test_a_card_shows_the_emblem(tiny_project: TinyProject, name: str) -> None:
    """From a drawing or pixels, in its own colours, beside the name of the site."""
    made = io.BytesIO()
    Image.new("RGB", (40, 40), "#d8232a").save(made, "PNG")
    content = STAR if name.endswith("svg") else made.getvalue()
    root = tiny_project({"guides/site.yml": SITE + f"emblem: {name}\n", f"guides/{name}": content})
    project = load(root)
    cards.write(project, root / "out", root / "none")
    image = picture((root / "out" / card_of(project, "goi-dien-vi").path).read_bytes()).convert("RGB")
    assert image.getpixel((MARGIN + 15, cards.TOP + cards.EMBLEM // 2)) == (216, 35, 42)
    assert picture(cards.icons(project)["icon-192.png"]).convert("RGB").getpixel((96, 96)) == (216, 35, 42)


def test_cards_have_the_colour_of_the_instance(tiny_project: TinyProject) -> None:
    """That of the heads of its pages, where it has a sheet of its own."""
    sheet = ":root { --md-primary-fg-color: #103070; }"
    project = load(tiny_project({"docs/.overrides/assets/camtay.css": sheet}))
    card = card_of(project, "goi-dien-vi")
    assert picture(cards.drawn(card)).convert("RGB").getpixel((3, 3)) == (16, 48, 112)


# ---------------------------------------------------------------- which
def test_alleys_have_the_card_of_their_village(tiny_project: TinyProject) -> None:
    """Hubs and the home page have the site's."""
    project = load(tiny_project({"guides/lang-thu.yml": VILLAGE}))
    vi = project.source_locale
    village, alley = (project.entries[id_] for id_ in ("lang-thu", "lang-thu-kiet-1"))
    assert cards.of_page(project, vi, alley) == cards.of_page(project, vi, village)
    assert "card-site-vi" in cards.of_page(project, vi, None)


@pytest.mark.parametrize(("chosen", "count"), [("entries", 4), ("site", 2), ("none", 0)])
def test_the_site_says_how_many_cards_it_wants(tiny_project: TinyProject, chosen: str, count: int) -> None:
    """One for each entry, one for all pages, or none, in each locale."""
    root = tiny_project({"guides/site.yml": SITE + f"cards: {chosen}\n"})
    project = load(root)
    cards.write(project, root / "out", root / "none")
    assert len(list((root / "out").rglob("card-*.png"))) == count
    named = {cards.of_page(project, loc, project.entries["goi-dien"]) for loc in project.locales}
    assert all((root / "out" / name).is_file() for name in named if name)
    assert bool("" in named) == (chosen == "none")


def test_the_last_builds_cards_are_taken_again(tiny_project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is drawn twice, but what is broken or says something else is drawn anew."""
    root = tiny_project()
    project = load(root)
    cards.write(project, root / "one", root / "none")
    drawn: list[str] = []
    real = cards.drawn

    def counted(card: cards.Card, emblem: cards.Emblem | None = None) -> bytes:
        drawn.append(card.name)
        return real(card, emblem)

    monkeypatch.setattr(cards, "drawn", counted)
    broken = root / "one" / card_of(project, "goi-dien-en").path
    whole = broken.read_bytes()
    broken.write_bytes(whole[:500])
    cards.write(project, root / "two", root / "one")
    assert drawn == ["goi-dien-en"]
    assert (root / "two" / card_of(project, "goi-dien-en").path).read_bytes() == whole
    other = load(tiny_project({"guides/goi-dien.yml": GUIDE.replace("Gọi điện thoại", "Gọi người nhà")}))
    cards.write(other, root / "three", root / "two")
    assert drawn[1:] == ["goi-dien-vi"]


def test_cards_that_stay_are_the_same_files(tiny_project: TinyProject) -> None:
    """Nothing is written for them; a link that somebody put there is not taken, since it may lead anywhere."""
    root = tiny_project()
    project = load(root)
    cards.write(project, root / "one", root / "none")
    names = [card.path for card in cards.all_cards(project)]
    moved = root / "one" / names[0]
    moved.rename(root / "elsewhere.png")
    moved.symlink_to(root / "elsewhere.png")
    cards.write(project, root / "two", root / "one")
    cards.write(project, root / "two", root / "two")
    assert not (root / "two" / names[0]).is_symlink()
    assert (root / "two" / names[0]).read_bytes() == (root / "elsewhere.png").read_bytes()
    assert all((root / "one" / name).samefile(root / "two" / name) for name in names[1:])


@pytest.mark.parametrize("name", [field.name for field in fields(cards.Card)])
def test_all_that_is_drawn_is_in_the_name_of_the_file(tiny_project: TinyProject, name: str) -> None:
    """Chat apps keep pictures by their address: what looks otherwise has another one, and what does not keeps it."""
    card = card_of(load(tiny_project()), "goi-dien-vi")
    other = Title(card.title.size, ("Gọi", "điện")) if name == "title" else f"{getattr(card, name)}x"
    assert replace(card, **{name: other}).path != card.path
    assert replace(card).path == card.path


def test_another_emblem_is_another_card(tiny_project: TinyProject) -> None:
    """Chat apps keep pictures by their address for weeks."""
    before = card_of(load(tiny_project(dict(WITH_EMBLEM))), "goi-dien-vi").path
    cards._look.cache_clear()
    after = card_of(load(tiny_project({"guides/sao.svg": STAR.replace("#d8232a", "#0000ff")})), "goi-dien-vi").path
    assert before != after


def test_every_locale_has_a_manifest(tiny_project: TinyProject) -> None:
    """It opens the home page in that language, and names icons that are there in their sizes."""
    project = load(tiny_project())
    made = cards.icons(project)
    english = json.loads(made["manifest-en.webmanifest"])
    assert (english["start_url"], english["lang"], english["short_name"]) == ("/en/", "en", "Cầm Tay Test")
    for icon in english["icons"]:
        assert "x".join(map(str, picture(made[icon["src"][1:]]).size)) == icon["sizes"]
    assert made == cards.icons(load(Path(project.root)))
