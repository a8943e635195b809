"""The QR symbol: how large it is, that it reads back, that it can be repeated for ever, how it is drawn."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, get_args

import numpy as np
import pytest
import qrcode
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from camtay.codes import ALPHABET, check_letter
from camtay.signs import masking, outlines
from camtay.signs.formats import FORMATS, choose
from camtay.signs.symbol import QUIET_ZONE, Level, Symbol, codewords, make
from tests.conftest import golden

steady = settings(deadline=None, derandomize=True, max_examples=25)
"""The same examples on every machine, however slow it is."""
PAYLOAD = "https://QUANGTRI.EXAMPLE/Q/29G275"
LEVELS: tuple[Level, ...] = get_args(Level)
CODES = st.text(ALPHABET, min_size=5, max_size=5).map(lambda letters: letters + check_letter(letters))


def for_sign(text: str) -> Symbol:
    """The symbol that an A6 sign gets."""
    return choose(text, FORMATS["a6"])


def payload(host_length: int) -> str:
    """What a sign of a host with so many characters carries."""
    return f"https://{'A' * (host_length - len('.EXAMPLE'))}.EXAMPLE/Q/29G275"


def picture(symbol: Symbol, quiet: int = QUIET_ZONE, dots: int = 4) -> Any:
    """The symbol as grey dots, black on white, `dots` a module."""
    dark = np.pad(np.array([list(row) for row in symbol.modules], dtype=bool), quiet)
    return np.where(np.kron(dark, np.ones((dots, dots), dtype=bool)), 0, 255).astype(np.uint8)


def read(image: Any) -> list[str]:
    """What an independent reader sees on a picture."""
    return [found.text for found in zxingcpp.read_barcodes(image)]


def format_information(symbol: Symbol) -> tuple[str, int]:
    """Level and mask that the symbol itself states beside its top left corner (ISO/IEC 18004, 7.9.1)."""
    bits = "".join("1" if dark else "0" for dark in symbol.modules[8][:5])
    value = int(bits, 2) ^ 0b10101
    return "MLHQ"[value >> 3], value & 0b111


# ---------------------------------------------------------------- size
@pytest.mark.parametrize(
    ("host", "level", "modules"),
    [(14, "H", 29), (15, "H", 33), (28, "H", 33), (29, "H", 37), (19, "Q", 29), (25, "Q", 29), (26, "Q", 33)],
)
def test_the_length_of_the_host_decides_the_size(host: int, level: Level, modules: int) -> None:
    """At level H 29 modules hold 14 characters and 33 hold 28; at level Q 29 modules hold 25."""
    assert make(payload(host), level).size == modules


def test_the_host_of_the_instance_needs_33_modules_at_level_h() -> None:
    """`quangtri.example` has 16 characters."""
    symbol = for_sign(PAYLOAD)
    assert [symbol.level, symbol.size, symbol.version] == ["H", 33, 4]


@pytest.mark.parametrize(
    ("host", "level", "modules"),
    [(14, "H", 29), (15, "H", 33), (28, "H", 33), (29, "Q", 33), (46, "Q", 33), (47, "Q", 37)],
)
def test_a_sign_has_level_h_up_to_33_modules_and_level_q_beyond(host: int, level: Level, modules: int) -> None:
    """More damage survives at H; past 33 modules the distance from which it is read counts more."""
    symbol = for_sign(payload(host))
    assert [symbol.level, symbol.size] == [level, modules]


def test_two_segments_need_fewer_modules_than_one() -> None:
    """All in lower case the same address is bytes from end to end and needs 33 modules where two segments need 29."""
    one = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_Q)
    one.add_data(payload(19).lower(), optimize=0)
    one.make()
    assert [len(one.modules), make(payload(19), "Q").size] == [33, 29]


@steady
@given(st.integers(9, 40), st.sampled_from(LEVELS))
def test_a_symbol_is_square_and_as_large_as_its_version_says(host: int, level: Level) -> None:
    """17 + 4 × version modules a side (ISO/IEC 18004, 5.2)."""
    symbol = make(payload(host), level)
    assert {len(row) for row in symbol.modules} == {symbol.size} == {17 + 4 * symbol.version}


# ---------------------------------------------------------------- reading it back
@steady
@given(st.integers(9, 40), CODES, st.sampled_from(LEVELS))
def test_another_library_reads_exactly_the_payload(host: int, code: str, level: Level) -> None:
    """zxing-cpp shares no line with what drew the symbol; case and all it reads the same string."""
    text = payload(host).replace("29G275", code)
    assert read(picture(make(text, level))) == [text]


@pytest.mark.parametrize("mask", range(8))
def test_every_mask_reads_the_same(mask: int) -> None:
    """Masks change the look, not the content; the one that was asked for is the one in the symbol."""
    symbol = make(PAYLOAD, "H", mask=mask)
    assert read(picture(symbol)) == [PAYLOAD]
    assert [symbol.mask, format_information(symbol)] == [mask, ("H", mask)]


@steady
@given(CODES, st.sampled_from(LEVELS))
def test_level_and_mask_recorded_are_those_in_the_symbol(code: str, level: Level) -> None:
    """The ledger keeps what `Symbol` says: it is what the symbol's own format information says."""
    symbol = make(PAYLOAD.replace("29G275", code), level)
    assert format_information(symbol) == (symbol.level, symbol.mask) == (level, symbol.mask)


def test_level_h_survives_ten_by_ten_modules_painted_over() -> None:
    """A sticker in the middle of the symbol: error correction restores what it hides."""
    image = picture(make(PAYLOAD, "H"))
    middle, half = image.shape[0] // 2, 5 * 4
    assert not image[middle - half : middle + half, middle - half : middle + half].all()
    image[middle - half : middle + half, middle - half : middle + half] = 255
    assert read(image) == [PAYLOAD]


# ---------------------------------------------------------------- repeating it
@steady
@given(st.integers(9, 40), CODES, st.sampled_from(LEVELS))
def test_version_and_mask_repeat_a_symbol_exactly(host: int, code: str, level: Level) -> None:
    """The hash of the matrix is the same module for module."""
    first = make(payload(host).replace("29G275", code), level)
    again = make(first.payload, level, first.version, first.mask)
    assert again.modules == first.modules
    assert again.matrix_hash == first.matrix_hash


def test_another_mask_is_another_matrix() -> None:
    """The hash tells symbols apart that read the same."""
    assert len({make(PAYLOAD, "H", mask=mask).matrix_hash for mask in range(8)}) == 8


@pytest.mark.parametrize(
    ("code", "mask", "matrix"),
    [
        ("29G275", 0, "af4de489eb64ca4fe74c88beb463671b0bf6fcb7ef2d03b4000fe029cd4790f4"),
        ("2BKN4G", 0, "789ba31fef4985ff401dacc6ad5d98307afdbee695f27390ca9cebe1a84b717c"),
        ("2KTMP2", 4, "5f5893407206f57bd0ec34314ddcd66be00499f2ade2f0c113bfb7355856e99d"),
    ],
)
def test_symbols_that_hang_outside_are_repeated_for_ever(code: str, mask: int, matrix: str) -> None:
    """First prints from the ledger: no later version of any library may draw them otherwise."""
    assert make(PAYLOAD.replace("29G275", code), "H", 4, mask).matrix_hash == matrix


@steady
@given(st.integers(9, 50), CODES, st.sampled_from(LEVELS), st.none() | st.integers(0, 7))
def test_modules_are_those_that_qrcode_itself_sets(host: int, code: str, level: Level, mask: int | None) -> None:
    """Masks are searched and data placed by numpy for speed; the slow way gives the same symbol, mask and all."""
    text = payload(host).replace("29G275", code)
    scheme, rest = text.split(":", 1)
    slow = qrcode.QRCode(error_correction=getattr(qrcode, f"ERROR_CORRECT_{level}"), border=0, mask_pattern=mask)
    slow.add_data(QRData(scheme.encode(), MODE_8BIT_BYTE), optimize=0)
    slow.add_data(QRData(f":{rest}".encode(), MODE_ALPHA_NUM), optimize=0)
    slow.make()
    assert [list(map(bool, row)) for row in make(text, level, mask=mask).modules] == slow.modules


@steady
@given(st.sampled_from([21, 25, 29]), st.integers(0, 999), st.sampled_from([0.3, 0.5, 0.8]))
def test_penalty_points_are_those_of_qrcode(size: int, seed: int, dark: float) -> None:
    """Runs, blocks, finder-like patterns and balance, on any matrix (ISO/IEC 18004, 7.8.3)."""
    matrix = np.random.default_rng(seed).random((size, size)) < dark
    assert masking.penalties(matrix[np.newaxis])[0] == qrcode.util.lost_point(matrix.tolist())


# ---------------------------------------------------------------- drawing it
def wound(path: str, size: int) -> Any:
    """How often outlines `Mx yh…v…z` wind around each module (non-zero: dark)."""
    winding = np.zeros((size, size), dtype=int)
    assert re.fullmatch(r"(M\d+ \d+(h-?\d+v-?\d+)+h-?\d+z)*", path)
    for loop in path.split("z")[:-1]:
        x, y = map(int, re.findall(r"\d+", loop)[:2])
        corners = [(x, y)]
        for way, length in re.findall(r"([hv])(-?\d+)", loop):
            x, y = (x + int(length), y) if way == "h" else (x, y + int(length))
            corners.append((x, y))
        for (x, y), (right, below) in pairwise([*corners, corners[0]]):
            assert x == right or y == below
            winding[min(y, below) : max(y, below), x:] += np.sign(y - below)
    return winding


@steady
@given(st.integers(9, 40), CODES, st.sampled_from(LEVELS))
def test_outlines_enclose_exactly_the_dark_modules(host: int, code: str, level: Level) -> None:
    """What an engraver's machine follows: the edges of dark areas, holes the other way round."""
    symbol = make(payload(host).replace("29G275", code), level)
    assert (wound(symbol.path, symbol.size) == [list(row) for row in symbol.modules]).all()


@steady
@given(st.integers(1, 12), st.integers(0, 999), st.sampled_from([0.2, 0.5, 0.8]))
def test_any_matrix_has_outlines(size: int, seed: int, dark: float) -> None:
    """Islands in holes and modules that touch only at a corner: each is enclosed once."""
    matrix = np.random.default_rng(seed).random((size, size)) < dark
    assert (wound(outlines.path(matrix), size) == matrix).all()


@pytest.mark.parametrize("version", [1, 2, 4, 7, 14, 27, 40])
@pytest.mark.parametrize("level", LEVELS)
def test_codewords_are_those_of_qrcode(version: int, level: Level) -> None:
    """Full symbols and almost empty ones, one block and many, of equal and of unequal length."""
    error_correction = getattr(qrcode, f"ERROR_CORRECT_{level}")
    most = (qrcode.util.BIT_LIMIT_TABLE[error_correction][version] - 80) // 6
    for length in {1, most // 2, most}:
        data = [QRData(b"https", MODE_8BIT_BYTE), QRData(b"A9:/" * length, MODE_ALPHA_NUM)]
        data[1].data = data[1].data[: max(1, length)]
        assert codewords(version, error_correction, data) == qrcode.util.create_data(version, error_correction, data)


def test_the_image_has_a_quiet_zone_of_four_modules_on_every_side() -> None:
    """The view box begins four modules before the path and ends four after it (ISO/IEC 18004, 6.3.8)."""
    symbol = make(PAYLOAD, "H")
    box = re.search(r'viewBox="(-?\d+) (-?\d+) (\d+) (\d+)"', symbol.svg)
    assert box
    left, top, width, height = map(int, box.groups())
    assert [left, top] == [-4, -4]
    assert [width, height] == [4 + symbol.size + 4] * 2
    # The corner patterns reach the edges of the matrix, so that the path fills it from 0 to `size`.
    corners = [symbol.modules[0][0], symbol.modules[0][-1], symbol.modules[-1][0]]
    assert corners == [True, True, True]


def test_the_image_is_black_and_nothing_else() -> None:
    """One path, no text, no logo, no colour."""
    golden("symbol/29G275.svg", make(PAYLOAD, "H", 4, 0).svg)


@pytest.mark.parametrize("level", LEVELS)
def test_the_finder_patterns_stand_in_three_corners(level: Level) -> None:
    """Seven by seven modules, dark, light, dark (ISO/IEC 18004, 6.3.3); dark is true, row comes before column."""
    finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    rows = ["".join("1" if dark else "0" for dark in row) for row in make(PAYLOAD, level).modules]
    assert [row[:7] for row in rows[:7]] == finder
    assert [row[-7:] for row in rows[:7]] == finder
    assert [row[:7] for row in rows[-7:]] == finder
    assert [row[-7:] for row in rows[-7:]] != finder
