"""Signs that have fallen silent: whether the time without a scan is too long for chance, by the sign's own rhythm.

Scans are taken for a Poisson process whose rate follows the sign's weekdays and what happens on all signs (a storm, a
festival, a day without a log). Given that `n` scans fell into a time of weight `T`, each lies in the last `g` of it
with chance g/T, so that the last gap is as long as it is or longer with chance (1 - g/T)**n, whatever the rate. People
who come in groups make scans clump: `n` is divided by the dispersion (variance over mean, as in quasi-Poisson
regression).

A sign is named where that chance is below ALARMS divided by the number of signs looked at (Bonferroni): on average a
report names at most 0.1 sound signs by chance. `tests/test_stats_rhythm.py` measures it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

ALARMS = 0.1
"""Signs named without cause that one report may have on average."""
LEAST_DAYS = 3
"""Nobody is sent out for less."""
LEAST_GROUPS = 5
"""Days with scans, and groups of scans, before the silence; below, a sign has no rhythm yet."""
_TRUST = 4
"""Days of a weekday of its own that outweigh the rhythm of all signs together."""
_CALM = 2
"""Scans added to both sides when a day is compared with its like: few scans say little about a storm."""

Counts = Mapping[int, int]
"""Day (ordinal) → scans."""


@dataclass(frozen=True)
class Silence:
    """A sign that should have been scanned. `expected` is in scans, `chance` that of so long a gap."""

    code: str
    last: date
    days: int
    """Days with a log since then."""
    expected: float
    chance: float


def silent(by_code: Mapping[str, Counts], observed: Mapping[int, float], hung: Mapping[str, int]) -> list[Silence]:
    """Signs gone silent, the least likely gap first.

    `observed` has each day of which there is a log, with the part of it that the log covers (0 to 1); `hung` the day on
    which a sign was hung, where it is known."""
    if not observed:
        return []
    total: dict[int, int] = dict.fromkeys(observed, 0)
    for counts in by_code.values():
        for day, n in counts.items():
            if day in total:
                total[day] += n
    looked_at = [
        found
        for code, counts in sorted(by_code.items())
        if (found := _gap(code, counts, total, observed, hung.get(code)))
    ]
    named = [one for one in looked_at if one.days >= LEAST_DAYS and one.chance < ALARMS / len(looked_at)]
    return sorted(named, key=lambda one: (one.chance, one.code))


def _gap(
    code: str, counts: Counts, total: Mapping[int, int], observed: Mapping[int, float], hung: int | None
) -> Silence | None:
    """The time since the last scan of a sign; nothing for one without a rhythm."""
    days = {day: n for day, n in counts.items() if n and day in observed}
    if not days:
        return None
    last, begin = max(days), min(days)
    if hung is not None and hung <= begin:
        begin = max(hung, min(observed))
    else:  # nobody knows when it was hung: its first day is where its history begins, and no chance event
        del days[begin]
        begin += 1
    scans = sum(days.values())
    if len(days) < LEAST_GROUPS:
        return None
    there = {day: part for day, part in observed.items() if day >= begin}
    # First by the rhythm of all signs; how much the sign's own weekdays are believed depends on how its scans clump.
    level = _levels(days, total, there)
    clumps = _dispersion(days, _until(last, _weights(days, total, there, level, last, math.inf)), scans)
    weights = _weights(days, total, there, level, last, clumps)
    before = _until(last, weights)
    rest = {day: weight for day, weight in weights.items() if day > last}
    groups = scans / _dispersion(days, before, scans)
    if groups < LEAST_GROUPS or not sum(before.values()):
        return None
    share = sum(rest.values()) / sum(weights.values())
    expected = scans * sum(rest.values()) / sum(before.values())
    return Silence(code, date.fromordinal(last), len(rest), expected, (1 - share) ** groups)


def _until(last: int, weights: Mapping[int, float]) -> dict[int, float]:
    return {day: weight for day, weight in weights.items() if day <= last}


def _weights(
    days: Counts,
    total: Mapping[int, int],
    observed: Mapping[int, float],
    level: Mapping[int, float],
    last: int,
    clumps: float,
) -> dict[int, float]:
    """How much of the sign's scans each day would have, up to a factor: its weekday's rate times the day's level."""
    known = {day: level[day] * part for day, part in observed.items() if day <= last}
    rate = sum(days.values()) / (sum(known.values()) or 1)
    everybody, exposure = [0.0] * 7, [0.0] * 7
    for day, part in observed.items():
        everybody[(day - 1) % 7] += total[day]
        exposure[(day - 1) % 7] += part
    usual = sum(everybody) / (sum(exposure) or 1)
    own, seen = [0.0] * 7, [0.0] * 7
    for day, weight in known.items():
        own[(day - 1) % 7] += days.get(day, 0)
        seen[(day - 1) % 7] += weight
    trust = _TRUST * clumps
    rates = []
    for k in range(7):
        like_all = everybody[k] / exposure[k] / usual if exposure[k] and usual else 1
        given = rate * like_all
        rates.append(given if trust == math.inf else (own[k] + trust * given) / (seen[k] + trust))
    return {day: rates[(day - 1) % 7] * level[day] * part for day, part in observed.items()}


def _levels(days: Counts, total: Mapping[int, int], observed: Mapping[int, float]) -> dict[int, float]:
    """Each day's scans on all other signs beside those of the same weekday: 1 is an ordinary day."""
    others = {day: max(total[day] - days.get(day, 0), 0) for day in observed}
    sums, parts = [0.0] * 7, [0.0] * 7
    for day, part in observed.items():
        sums[(day - 1) % 7] += others[day]
        parts[(day - 1) % 7] += part
    found = {}
    for day, part in observed.items():
        k = (day - 1) % 7
        usual = sums[k] / parts[k] * part if parts[k] else 0
        found[day] = min(max((others[day] + _CALM) / (usual + _CALM), 0.02), 3)
    return found


def _dispersion(days: Counts, before: Mapping[int, float], scans: int) -> float:
    """Variance over mean of the daily counts (Pearson's X² by its degrees of freedom), at least 1."""
    weight = sum(before.values())
    if not weight or len(before) < 2:
        return 1.0
    means = {day: part * scans / weight for day, part in before.items()}
    squares = sum((days.get(day, 0) - mean) ** 2 / mean for day, mean in means.items() if mean > 0)
    return max(1.0, squares / (len(before) - 1))
