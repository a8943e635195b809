"""Random edits of the real project, each built as an editor's would be, and compared with a build from nothing.

python -m scripts.histories.edits --count 200 --every 20

Words are put into texts of any field and kind. Exit code 1 where a file differs, with the seed."""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import click

from camtay.build import build, verify
from camtay.errors import CamtayError

REPO = Path(__file__).parents[2]
_SHARED = ("site.yml", "places.yml", "glossary.yml", "synonyms.yml")
_TEXT = re.compile(r"\b(vi|en): .{30}")
_WORD = re.compile(r"(?<= )[a-zà-ỹ]{3,}(?= )")


def project(root: Path) -> list[Path]:
    """Make a copy of the real project and build it; the files that are edited."""
    for name in ("guides", "docs", "qr"):
        shutil.copytree(REPO / name, root / name, ignore=shutil.ignore_patterns("print", "handouts"))
    shutil.copy(REPO / "mkdocs.yml", root)
    build(root, signs=False)
    files = [path for path in sorted((root / "guides").glob("*/*.yml")) if path.name not in _SHARED]
    return [path for path in files if path.parent.name not in ("ui", "style")]


def edit(root: Path, path: Path, dice: random.Random, mark: str) -> bool:
    """Put a word into a text of a file and build; False where that was refused, and the file is as it was: a sentence
    that became too long for its page, a claim that is none any more."""
    before = path.read_text("utf-8")
    lines = before.split("\n")
    at = dice.choice([n for n, line in enumerate(lines) if _TEXT.search(line)])
    found = list(_WORD.finditer(lines[at]))
    if found:
        word = dice.choice(found)
        lines[at] = f"{lines[at][: word.end()]} {mark}{lines[at][word.end() :]}"
        path.write_text("\n".join(lines), "utf-8")
    try:
        build(root, signs=False)
    except CamtayError:
        path.write_text(before, "utf-8")
        return False
    return True


def edits(root: Path, count: int, every: int, seed: int) -> int:
    """Edit `count` times and compare after `every` few; how many were refused. Raises CamtayError as `verify`."""
    files, dice, refused = project(root), random.Random(seed), 0  # noqa: S311 - no secret
    for number in range(1, count + 1):
        refused += not edit(root, dice.choice(files), dice, f"x{number}")
        if number % every == 0 or number == count:
            build(root, signs=False)
            verify(root)
    return refused


@click.command()
@click.option("--count", default=200, show_default=True)
@click.option("--every", default=20, show_default=True, help="Edits after which all is compared.")
@click.option("--seed", default=1, show_default=True)
def main(count: int, every: int, seed: int) -> None:
    """Edit the real project at random; exit code 1 where the site is not what a whole build makes."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="camtay-edits-") as folder:
        try:
            refused = edits(Path(folder), count, every, seed)
        except CamtayError as error:
            print(*(problem.file for problem in error.problems), sep="\n")
            sys.exit(f"seed {seed}: {len(error.problems)} files differ")
    took = time.monotonic() - began
    print(f"{count} edits, seed {seed}, {took:.0f} s: {refused} refused, all files as a whole build makes them")


if __name__ == "__main__":
    main()
