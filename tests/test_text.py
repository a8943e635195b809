"""Vietnamese text: folding, slugs, Unicode forms, fonts of the time before Unicode."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camtay.text import candidates, fold, legacy_encoding, nearest, nfc, slugify

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
VIETNAMESE = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "     0123456789,.-–“”"), max_size=60)


# ---------------------------------------------------------------- folding
@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Địa đạo Vịnh Mốc", "dia dao vinh moc"),
        ("Thành cổ", "thanh co"),
        ("Đăng ký VNeID", "dang ky vneid"),
        ("Đường", "duong"),
        ("ĐẶC SẢN", "dac san"),
        ("Nguyễn Tri Phương", "nguyen tri phuong"),
        ("Café 100 %", "cafe 100 %"),
        ("", ""),
    ],
)
def test_fold_is_what_people_type_without_diacritics(text: str, folded: str) -> None:
    """Also đ, which Unicode does not decompose."""
    assert fold(text) == folded


@pytest.mark.parametrize(("old", "new"), [("hoà", "hòa"), ("thuý", "thúy"), ("Khoẻ", "Khỏe"), ("UỶ BAN", "ỦY BAN")])
def test_both_placements_of_the_tone_fold_to_the_same(old: str, new: str) -> None:
    """`hoà` and `hòa` are one word in two spellings, which Unicode normalisation keeps apart."""
    assert nfc(old) != nfc(new)
    assert fold(old) == fold(new)


@given(VIETNAMESE)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_every_vietnamese_text_folds_to_ascii_letters(text: str) -> None:
    """In any Unicode form, and a folded text folds to itself."""
    folded = fold(text)
    assert re.fullmatch(r"[a-z0-9 ,.\-–“”]*", folded)
    assert fold(unicodedata.normalize("NFD", text)) == folded == fold(folded) == fold(text.upper())


@given(VIETNAMESE)
@settings(max_examples=50, deadline=None, derandomize=True)
def test_nfc_joins_what_nfd_takes_apart(text: str) -> None:
    """Composed text is left alone."""
    assert nfc(unicodedata.normalize("NFD", text)) == text == nfc(text)


# ---------------------------------------------------------------- slugs
@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Địa đạo Vịnh Mốc", "dia-dao-vinh-moc"),
        ("  Hiền Lương – Bến Hải (Vĩ tuyến 17) ", "hien-luong-ben-hai-vi-tuyen-17"),
        ("“Chợ phiên” & hơn nữa", "cho-phien-hon-nua"),
        ("../../etc/passwd", "etc-passwd"),
        ("ĐĐ", "dd"),
        ("…", ""),
        ("ລາວ", ""),
    ],
)
def test_slugify_makes_an_ascii_part_of_an_address(text: str, slug: str) -> None:
    """Words joined by hyphens; what has no Latin letters gives nothing."""
    assert slugify(text) == slug


def test_slugify_takes_the_separator_of_markdown_toc() -> None:
    """The signature is that of Python-Markdown's option."""
    assert slugify("Giờ mở cửa", "_") == "gio_mo_cua"


@given(VIETNAMESE)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_slug_is_an_id_and_its_own_slug(text: str) -> None:
    """Only lower-case letters, digits and single hyphens inside."""
    slug = slugify(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert slugify(slug) == slug


# ---------------------------------------------------------------- fonts before Unicode
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thµnh cæ Qu¶ng TrÞ", "TCVN3"),
        ("Gäi cho ng­êi nhµ, b¸o tin.", "TCVN3"),
        ("§Þa ®¹o VÞnh Mèc", "TCVN3"),
        ("Thaønh coå Quaûng Trò", "VNI"),
        ("Goïi cho ngöôøi nhaø, baùo tin.", "VNI"),
        ("Ñòa ñaïo Vònh Moác", "VNI"),
        ("B¸nh", "TCVN3"),
        ("Ñaø Naüng", "VNI"),
        ("HUYÖN §¶O", "TCVN3"),
    ],
)
def test_text_of_an_old_font_is_recognised(text: str, name: str) -> None:
    """Sentences, and titles, which are what stands on a sign."""
    assert legacy_encoding(text) == name


@given(VIETNAMESE)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_no_vietnamese_text_in_unicode_is_taken_for_an_old_font(text: str) -> None:
    """Whatever its syllables."""
    assert legacy_encoding(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Windows® và Office®",
        "© 2026 UBND xã",
        "25 °C, 3½ km, 5 m², A¹",
        "ca-fê München",
        "Con Đường Noël",
        "“Chào” – tạm biệt…",
        "«Chào» và «Anh»",
        "München, Zürich và Köln",
        "naïve, Citroën, señor Muñoz, piñata",
        "5µm và 10 µm, 20×30 cm, ±5",
        "© Báo Quảng Trị · Yên Bái·Lào Cai",
        "Krông Ana, Cư M'gar, Ea H’leo",
    ],
)
def test_signs_and_foreign_names_are_not_taken_for_an_old_font(text: str) -> None:
    """Trademarks, units and a name with an umlaut stand in good texts too."""
    assert legacy_encoding(text) is None


# ---------------------------------------------------------------- the nearest word
@pytest.mark.parametrize(
    ("word", "found"),
    [("sumary", "summary"), ("Tóm tắt", None), ("titel", "title"), ("TITLE", "title"), ("xyzzy", None), ("", None)],
)
def test_nearest_finds_what_was_probably_meant(word: str, found: str | None) -> None:
    """And nothing where the likeness is chance."""
    assert nearest(word, ["title", "summary", "sources"]) == found


def test_nearest_looks_past_diacritics() -> None:
    """An id typed with its accents is still recognised."""
    assert nearest("địa-đạo-vịnh-mốc", ["thanh-co", "dia-dao-vinh-moc"]) == "dia-dao-vinh-moc"


def test_nothing_is_nearest_among_nothing() -> None:
    """No known word, no guess."""
    assert nearest("a", []) is None


def test_candidates_are_a_few_words_the_likest_first() -> None:
    """Where nothing is near enough to be meant, the editor chooses; a dash stands for an empty list."""
    assert candidates("xyz", ["ab", "y", "xy"]) == "xy, y, ab"
    assert candidates("Vĩ tuyến", ["a", "b", "c", "vi-tuyen", "d", "e"]) == "vi-tuyen, e, a, b, c …"
    assert candidates("a", []) == "–"
