"""The editors' handbook: its commands exist, its pictures are there and light, its chapters are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from camtay.cli import main
from tests.conftest import REPO

HANDBOOKS = (REPO / "docs/so-tay", REPO / "docs/en/handbook")
CHAPTERS = sorted(path for folder in HANDBOOKS for path in folder.glob("*.md"))
PICTURES = sorted((REPO / "docs/so-tay/hinh").iterdir())


def commands(page: Path) -> Iterator[list[str]]:
    """What a chapter tells to type, word by word."""
    text = page.read_text("utf-8")
    spans = re.findall(r"`(camtay [^`]+)`|^(camtay .+)$", text, re.MULTILINE)
    yield from ((one or other).split() for one, other in spans)


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_every_command_of_a_chapter_exists(page: Path) -> None:
    """With its options: nobody types what the program does not know."""
    for words in commands(page):
        found: click.Command = main
        rest = words[3:] if words[1:2] == ["--locale"] else words[1:]
        while rest and isinstance(found, click.Group):
            assert rest[0] in found.commands, f"{page.name}: {' '.join(words)}"
            found = found.commands[rest.pop(0)]
        options = {name for parameter in found.params for name in parameter.opts}
        used = {word.partition("=")[0] for word in rest if word.startswith("--")}
        assert used <= options, f"{page.name}: {' '.join(words)}"


@pytest.mark.parametrize("folder", HANDBOOKS, ids=lambda folder: folder.name)
def test_every_chapter_is_in_the_list_of_chapters(folder: Path) -> None:
    """A chapter without a way to it is read by nobody."""
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (folder / "index.md").read_text("utf-8")))
    assert {path.name for path in folder.glob("*.md")} - {"index.md"} <= listed


def test_every_picture_is_used_described_and_light() -> None:
    """40 kB at most: editors have weak connections too. `scripts/handbook_pictures.py` makes them."""
    shown = {
        (page.parent / file).resolve(): words
        for page in CHAPTERS
        for words, file in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text("utf-8"))
    }
    assert all(len(words) > 20 for words in shown.values())
    assert {path for path in shown if path.suffix == ".webp"} <= set(PICTURES)
    assert [path.name for path in PICTURES if path.stat().st_size > 40_000] == []
    assert [path.name for path in PICTURES if path not in shown] == []
