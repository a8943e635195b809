"""Replays random histories of a project and asks after each whether a code that somebody was told has died.

python -m scripts.histories --count 10000 --seed 1            git as a model in memory
python -m scripts.histories --count 300 --seed 1 --git        the same with real git, in worktrees of one repository

`PYTHONPATH=scripts` lets a package that is not installed be found."""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context

import click

from .replay import part


@click.command()
@click.option("--count", default=10_000, show_default=True)
@click.option("--seed", default=1, show_default=True, help="Of the first history; the next has the next number.")
@click.option("--git", "real", is_flag=True, help="Real git instead of a model of it.")
@click.option("--processes", default=0, help="As many as there are cores, unless told.")
@click.option("--steps", default=22, show_default=True)
def main(count: int, seed: int, real: bool, processes: int, steps: int) -> None:
    """Replay random histories; exit code 1 if one has a hole."""
    began = time.monotonic()
    ends: Counter[str] = Counter()
    holes: list[str] = []
    parts = [range(first, min(first + 100, seed + count)) for first in range(seed, seed + count, 100)]
    with ProcessPoolExecutor(processes or None, get_context("spawn")) as pool:
        for some, found in pool.map(part, parts, repeat(real), repeat(steps)):
            ends += some
            holes += found
            print(*found, sep="\n", end="\n" if found else "", flush=True)
    took = time.monotonic() - began
    told = ", ".join(f"{state} {n}" for state, n in sorted(ends.items()))
    last = seed + count - 1
    print(f"{count} histories of {steps} steps, seeds {seed} to {last}, {took:.0f} s: {told}; holes {len(holes)}")
    sys.exit(bool(holes))


if __name__ == "__main__":
    main()
