"""Signs gone silent: found soon, and hardly ever by chance."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from datetime import date

from camtay.stats.rhythm import silent

START = date(2026, 10, 1).toordinal()
DAYS = 60
OBSERVED = dict.fromkeys(range(START, START + DAYS), 1.0)
Rate = Callable[[int, int], float]


def poisson(dice: random.Random, mean: float) -> int:
    """One draw (Knuth)."""
    limit, n, product = math.exp(-mean), 0, dice.random()
    while product > limit:
        n, product = n + 1, product * dice.random()
    return n


def office(_: int, day: int) -> float:
    """Nobody at weekends."""
    return 0.02 if (day - 1) % 7 >= 5 else 1.4


def storm(_: int, day: int) -> float:
    """The last five days nobody goes out."""
    return 0.05 if day >= START + DAYS - 5 else 1.0


def made(seed: int, rate: Rate, means: list[float], group: int = 1) -> dict[str, dict[int, int]]:
    """Scans of signs with these means a day, in groups of up to `group` people."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    return {
        f"S{n}": {
            day: sum(dice.randint(1, group) for _ in range(poisson(dice, mean * rate(n, day)))) for day in OBSERVED
        }
        for n, mean in enumerate(means)
    }


MEANS = [0.1, 0.3, 0.5, 1, 1, 2, 3, 5, 8, 12] * 3


def alarms(rate: Rate, group: int = 1, reports: int = 20) -> float:
    """Signs named without cause in a report, on average."""
    found = (silent(made(seed, rate, MEANS, group), OBSERVED, {}) for seed in range(reports))
    return sum(map(len, found)) / reports


def test_sound_signs_are_hardly_ever_named() -> None:
    """Even rhythm, offices closed at weekends, coaches that bring 25 people, and a storm that empties all streets."""
    rates = {
        "even": alarms(lambda *_: 1.0),
        "office": alarms(office),
        "groups": alarms(lambda *_: 0.3, group=25),
        "storm": alarms(storm),
    }
    assert sum(rates.values()) / len(rates) <= 0.1, rates
    assert max(rates.values()) <= 0.15, rates


def test_a_covered_sign_is_named_within_days() -> None:
    """One with two scans a day after eight days, in nine cases of ten; one with eight a day after three."""
    for mean, gone in ((2.0, 8), (8.0, 3)):
        hits = 0
        for seed in range(10):
            signs = made(seed, lambda *_: 1.0, MEANS)
            dice = random.Random(1000 + seed)  # noqa: S311 - no secret
            signs["GONE"] = {day: poisson(dice, mean) for day in range(START, START + DAYS - gone)}
            hits += "GONE" in [one.code for one in silent(signs, OBSERVED, {})]
        assert hits >= 9, (mean, hits)


def test_a_gap_is_told_with_its_last_day_and_what_was_to_be_expected() -> None:
    """Days without a log are no silence."""
    signs = {"A": dict.fromkeys(range(START, START + 50), 4), "B": dict.fromkeys(OBSERVED, 20)}
    (found,) = silent(signs, OBSERVED, {})
    assert (found.code, found.last, found.days) == ("A", date.fromordinal(START + 49), 10)
    assert round(found.expected) == 40
    assert silent(signs, {day: 1.0 for day in OBSERVED if day < START + 50}, {}) == []
    assert silent({}, {}, {}) == []


def test_too_little_is_no_rhythm() -> None:
    """A sign scanned four times in its life may just be unpopular; one hung today has no history."""
    signs = {"FEW": {START + n: 1 for n in range(4)}, "B": dict.fromkeys(OBSERVED, 20)}
    assert silent(signs, OBSERVED, {"FEW": START}) == []
    assert silent({"NEW": {START + DAYS - 1: 30}}, OBSERVED, {"NEW": START + DAYS - 1}) == []
