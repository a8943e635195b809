"""Short codes: what they are made of, what their check letter catches, what is never made."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camtay import codes
from camtay.codes import ALPHABET, LENGTH, RUDE, check_letter, is_rude, is_valid, new, tidy

LETTERS = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)
steady = settings(deadline=None, derandomize=True)
"""The same examples on every machine, however slow it is."""
CODES = LETTERS.map(lambda letters: letters + check_letter(letters))


def spelling(words: str) -> Callable[[str], str]:
    """A chooser that spells `words` letter by letter, in place of chance."""
    letters = iter(words)
    return lambda alphabet: next(letters)


# ---------------------------------------------------------------- alphabet
def test_the_alphabet_has_a_prime_number_of_different_capitals_and_digits() -> None:
    """23 letters, each once: with a prime number every weight of the check letter has an inverse."""
    assert len(ALPHABET) == len(set(ALPHABET)) == 23
    assert all(len(ALPHABET) % n for n in range(2, 23))
    assert ALPHABET.isascii()
    assert not any(letter.islower() for letter in ALPHABET)
    assert ALPHABET.isalnum()


def test_the_alphabet_has_no_vowels() -> None:
    """Without vowels (Y is one in Vietnamese) no code spells a word."""
    assert not set(ALPHABET) & set("AEIOUY")


@pytest.mark.parametrize("alike", ["0ODQ", "1ILJ", "2Z", "5S", "UVWY"])
def test_of_letters_that_look_alike_the_alphabet_has_one_at_most(alike: str) -> None:
    """Nobody has to ask whether that is a zero or an O, a one or an I, a two or a Z."""
    assert len(set(ALPHABET) & set(alike)) <= 1


@steady
@given(CODES)
def test_a_six_read_as_g_or_an_eight_as_b_gives_no_code(code: str) -> None:
    """6 and G, 8 and B are all in the alphabet: taking one for the other is told, and leads to no other sign."""
    alike = {"6": "G", "G": "6", "8": "B", "B": "8"}
    for i, letter in enumerate(code):
        if letter in alike:
            assert not is_valid(code[:i] + alike[letter] + code[i + 1 :])


def _telex_changes(word: str) -> bool:
    """Whether a Telex keyboard shows something else than was typed (aa â, dd đ, w ư, s f r x j z after a vowel)."""
    word = word.lower()
    vowels = [i for i, c in enumerate(word) if c in "aeiouy"]
    tone = bool(vowels) and any(c in "sfrxjz" for c in word[vowels[0] :])
    return tone or "w" in word or any(pair in word for pair in ("aa", "ee", "oo")) or word.count("d") > 1


def _vni_changes(word: str) -> bool:
    """Whether a VNI keyboard shows something else than was typed (1–8 after a vowel, 9 after d)."""
    word = word.lower()
    vowels = [i for i, c in enumerate(word) if c in "aeiouy"]
    tone = bool(vowels) and any(c in "012345678" for c in word[vowels[0] :])
    return tone or ("d" in word and "9" in word[word.index("d") :])


@pytest.mark.parametrize(
    ("word", "telex", "vni"),
    [("tieengs", True, False), ("d9oc6", False, True), ("W2", True, False), ("AX1", True, True)],
)
def test_a_vietnamese_keyboard_changes_ordinary_letters(word: str, telex: bool, vni: bool) -> None:
    """The two rules that the next test relies on do find what such keyboards change."""
    assert (_telex_changes(word), _vni_changes(word)) == (telex, vni)


@steady
@given(st.text(ALPHABET, max_size=12))
def test_no_vietnamese_keyboard_changes_a_code(word: str) -> None:
    """Telex and VNI need a vowel, a D or a W to act on; whoever types a code with either switched on gets the code."""
    assert not _telex_changes(word)
    assert not _vni_changes(word)


# ---------------------------------------------------------------- check letter
@pytest.mark.parametrize("code", ["29G275", "2BKN4G", "2KTMP2", "33K6BK"])
def test_codes_that_hang_outside_stay_valid(code: str) -> None:
    """The rule of the check letter never changes: these codes are on plates."""
    assert check_letter(code[:-1]) == code[-1]
    assert is_valid(code)


@steady
@given(CODES)
def test_every_single_wrong_letter_is_caught(code: str) -> None:
    """Any letter put in place of another, at any position, the check letter's own included."""
    for i, wrong in itertools.product(range(LENGTH), ALPHABET):
        if wrong != code[i]:
            assert not is_valid(code[:i] + wrong + code[i + 1 :])


@steady
@given(CODES)
def test_every_swap_of_two_letters_is_caught(code: str) -> None:
    """Neighbours or not, the check letter's own position included; equal letters make no difference."""
    for i, j in itertools.combinations(range(LENGTH), 2):
        swapped = list(code)
        swapped[i], swapped[j] = swapped[j], swapped[i]
        assert is_valid("".join(swapped)) == (code[i] == code[j])


@steady
@given(CODES, st.sampled_from(list(itertools.combinations(range(LENGTH), 2))))
def test_of_two_wrong_letters_all_but_one_in_22_pairs_are_caught(code: str, places: tuple[int, int]) -> None:
    """At any two positions 22 × 22 pairs are wrong; for each wrong first letter one second letter passes."""
    i, j = places
    passed = 0
    for a, b in itertools.product(set(ALPHABET) - {code[i]}, set(ALPHABET) - {code[j]}):
        passed += is_valid(code[:i] + a + code[i + 1 : j] + b + code[j + 1 :])
    assert passed == 22


@pytest.mark.parametrize("typed", ["", "29G27", "29G2755", "29g275", "29G27O", "29G27 ", "2９G275", "ĐỒNGHỚ"])
def test_what_has_another_length_or_other_letters_is_no_code(typed: str) -> None:
    """Only six capitals of the alphabet are a code; nothing else raises an error."""
    assert not is_valid(typed)


# ---------------------------------------------------------------- making codes
@steady
@given(st.integers())
def test_a_new_code_is_valid_and_polite(seed: int) -> None:
    """Whatever chance brings."""
    code = new(set(), random.Random(seed).choice)  # noqa: S311 - repeatable chance
    assert is_valid(code)
    assert not is_rude(code)


def test_without_a_chooser_chance_decides() -> None:
    """`new` needs nothing but the codes that are taken."""
    assert is_valid(new(set()))


@pytest.mark.parametrize("word", RUDE)
def test_a_rude_word_is_found_wherever_it_stands(word: str) -> None:
    """At the beginning, in the middle, at the end."""
    fill = "2" * (LENGTH - len(word))
    assert all(is_rude(fill[:i] + word + fill[i:]) for i in range(len(fill) + 1))


@pytest.mark.parametrize("word", [w for w in RUDE if set(w) <= set(ALPHABET)])
def test_a_rude_word_is_thrown_away_and_chosen_anew(word: str) -> None:
    """Letters that spell it are drawn; the code that comes out is made of the next ones."""
    rude = word.ljust(LENGTH - 1, "2")
    assert new(set(), spelling(rude + "29G27")) == "29G275"


def test_a_rude_word_that_only_the_check_letter_completes_is_thrown_away() -> None:
    """Five harmless letters whose check letter makes them rude are not used."""
    five = ("".join(letters) for letters in itertools.product(ALPHABET, repeat=LENGTH - 1))
    harmless = next(x for x in five if not is_rude(x) and is_rude(x + check_letter(x)))
    assert new(set(), spelling(harmless + "29G27")) == "29G275"


def test_a_code_that_is_taken_is_skipped() -> None:
    """The same letters drawn again lead on to the next ones."""
    assert new({"29G275", "2BKN4G"}, spelling("29G27" + "2BKN4" + "2KTMP")) == "2KTMP2"


def test_no_code_is_made_twice() -> None:
    """Chance is given three letters only, so that it would repeat itself often: 120 codes are all different."""
    chance = random.Random(1)  # noqa: S311 - repeatable chance
    made: list[str] = []
    for _ in range(120):
        made.append(new(made, lambda alphabet: chance.choice(alphabet[:3])))
    assert len(set(made)) == 120


def test_most_codes_are_left_after_the_rude_ones() -> None:
    """Of all 6.4 million codes the rude words take few: of a fixed sample fewer than one in ten."""
    chance = random.Random(2)  # noqa: S311 - repeatable chance
    sample = ["".join(chance.choices(ALPHABET, k=LENGTH - 1)) for _ in range(5_000)]
    assert sum(is_rude(letters + check_letter(letters)) for letters in sample) < 500


# ---------------------------------------------------------------- typing codes
@steady
@given(CODES, st.lists(st.tuples(st.integers(0, LENGTH), st.sampled_from(" -.–\u00a0\t")), max_size=4), st.booleans())
def test_case_spaces_and_hyphens_are_forgiven(code: str, extra: list[tuple[int, str]], lower: bool) -> None:
    """However a code was read out or copied, `tidy` gives the code."""
    typed = code.lower() if lower else code
    for place, character in extra:
        typed = typed[:place] + character + typed[place:]
    assert tidy(typed) == code


def test_what_is_no_code_stays_none() -> None:
    """`tidy` mends no letters: a wrong one stays wrong and is told."""
    assert not is_valid(codes.tidy("29g-27o"))
