"""A run: photos one after the other through reading, judgement and picture; the worst come first."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from camtay.errors import CamtayError, Problem
from camtay.inspection.outline import picture_of
from camtay.inspection.photo import open_photo, shown
from camtay.inspection.reading import Reading, read
from camtay.inspection.verdict import Finding, Judgement, Note, Register, Verdict, judge_photo

_WORKERS = 4
"""Photos at the same time at most: one of 50 megapixels takes 600 MB while it is read."""


@dataclass(frozen=True)
class Inspection:
    """One photo, inspected. Its position is not kept."""

    name: str
    size: tuple[int, int]
    """Width and height of the upright photo in pixels."""
    taken: str
    judgement: Judgement
    reading: Reading
    picture: bytes = field(repr=False)
    """WebP without metadata, symbols outlined; empty where none was asked for."""

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.judgement.findings

    @property
    def reasons(self) -> tuple[Note, ...]:
        return self.judgement.reasons


def inspect(
    paths: Sequence[Path],
    known: Register,
    expect: str = "",
    pictures: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> tuple[list[Inspection], list[Problem]]:
    """Photos, worst first, and the problems of files that could not be looked at."""

    def one(path: Path) -> Inspection | list[Problem]:
        try:
            return inspect_photo(path, known, expect, pictures)
        except CamtayError as error:
            return error.problems

    done: list[Inspection] = []
    problems: list[Problem] = []
    # Threads are enough: the reader and Pillow let go of the interpreter while they work.
    with ThreadPoolExecutor(min(_WORKERS, os.cpu_count() or 1)) as pool:
        for number, (path, result) in enumerate(zip(paths, pool.map(one, paths), strict=True), 1):
            say(f"{number}/{len(paths)} {shown(path.name)}")
            if isinstance(result, Inspection):
                done.append(result)
            else:
                problems += result
    return sorted(done, key=lambda inspection: inspection.verdict), problems


def inspect_photo(path: Path, known: Register, expect: str = "", pictures: bool = False) -> Inspection:
    """One photo. Raises CamtayError when the file is no sound photo."""
    photo = open_photo(path)
    reading = read(photo.image)
    judgement = judge_photo(reading, known, photo.position, expect)
    picture = picture_of(photo.image, judgement, reading) if pictures else b""
    return Inspection(photo.name, photo.image.size, photo.taken, judgement, reading, picture)
