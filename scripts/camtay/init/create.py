"""Files of a new instance, and how they get to their folder: all of them or none."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from camtay import interface, source, vscode
from camtay import ledger as ledgers
from camtay import project as projects
from camtay.alone import alone
from camtay.errors import CamtayError, fail
from camtay.files import finish, new_folder, scratch, write_atomic, write_together
from camtay.init.answers import Answers, english
from camtay.ledger import Ledger

COMMON = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    "README.md": "README.md",
    "mkdocs.yml": "mkdocs.yml",
    "docs/.overrides/README.md": "overrides.md",
    "qr/sheets.yml": "qr/sheets.yml",
    "guides/site.yml": "guides/site.yml",
    "guides/places.yml": "guides/places.yml",
    "guides/glossary.yml": "guides/glossary.yml",
    "guides/huong-dan/mau-huong-dan.yml": "guides/guide.yml",
    "guides/dac-san/mau-dac-san.yml": "guides/speciality.yml",
}
"""File → template. None of the templates is hidden, so that every packager takes them along."""
WORDS = "guides/ui/vi.yml"
OF_COMMUNE = {"guides/lang/mau-thon.yml": "guides/village.yml", WORDS: "guides/ui-vi.yml"}
OF_PROVINCE = {"guides/di-tich/mau-di-tich.yml": "guides/heritage.yml"}
KEPT = {".git"}
"""What may already be in the folder."""


def files(answers: Answers) -> dict[str, bytes]:
    """Every file but the ledger, by its path."""
    environment = Environment(
        loader=PackageLoader("camtay", "templates/init"),
        autoescape=False,  # noqa: S701 - YAML and Markdown; every answer goes through `text` or was checked for its form
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    known = {
        "text": _in_locales(answers.locales),
        "quoted": _quoted,
        "english": english,
        "lanes": _lanes(),
        "a": answers,
    }
    environment.globals |= known
    wanted = {**COMMON, **(OF_COMMUNE if answers.commune else OF_PROVINCE)}
    if "vi" not in answers.locales:
        wanted.pop(WORDS, None)
    return {name: environment.get_template(template).render().encode() for name, template in wanted.items()}


def _for_editors(folder: Path) -> dict[str, bytes]:
    """What VS Code needs to know about the content of `folder`."""
    found = source.read(folder)
    if found.site is None:
        raise CamtayError(found.problems)
    return vscode.files(vscode.About.of(found.site, [place.id for place in found.places.items] if found.places else ()))


def _in_locales(tags: tuple[str, ...]) -> Callable[..., str]:
    def text(indent: int, vi: str, en: str) -> str:
        """`vi: "…"` and `en: "…"` one below the other, in the order and as far as the instance has these locales."""
        said = {"vi": vi, "en": en}
        return ("\n" + " " * indent).join(f"{tag}: {_quoted(said[tag])}" for tag in tags if tag in said)

    return text


def _lanes() -> dict[str, str]:
    """Interface words about lanes, with the word that most of the country uses: `kiệt` is central Vietnam's."""
    words = {key: re.sub("([Kk])iệt", _lane, text) for key, text in interface.words("vi").items()}
    found = {key: text for key, text in words.items() if text != interface.words("vi")[key]}
    return {"path.alley": "ngo", **found}


def _lane(found: re.Match[str]) -> str:
    return "Ngõ" if found[1] == "K" else "ngõ"


def _quoted(words: str) -> str:
    """A double-quoted YAML scalar: what JSON writes is one."""
    return json.dumps(words, ensure_ascii=False)


def create(target: Path, answers: Answers) -> Ledger:
    """Write the instance into `target`, a folder that is not there yet or empty; its ledger of issued codes.

    Raises CamtayError: something is in the folder, it can't be written, or (a fault of ours) its content is unsound.
    Killed at any moment it leaves the folder as it was, or a whole instance once `camtay` runs in it again."""
    try:
        if not target.is_dir():
            _refuse_taken(target)
            with new_folder(target) as folder:
                return _fill(folder, answers)[0]
        # The folder stays itself: somebody may stand in it, and it may be all that they can write to.
        with alone(target):
            finish(target)
            _refuse_taken(target)
            with scratch() as folder:
                ledger, made = _fill(folder, answers)
            write_together({target / name: data for name, data in made.items()}, target)
    except OSError as error:
        raise fail("init.write", str(target), reason=error.strerror or error) from error
    return ledger


def _fill(folder: Path, answers: Answers) -> tuple[Ledger, dict[str, bytes]]:
    """Write the instance into an empty folder and check it: its ledger, and every file by its path, the content first,
    since a folder with content in it is what `camtay` takes for a project and clears up."""
    made = files(answers)
    for name, data in made.items():
        write_atomic(folder / name, data)
    for name, data in _for_editors(folder).items():
        made[name] = data
        write_atomic(folder / name, data)
    ledger = Ledger()
    for entry in source.read(folder).entries:
        ledger, _ = ledger.issue(entry, answers.day)
    made[ledgers.FILE] = ledger.text().encode()
    write_atomic(folder / ledgers.FILE, made[ledgers.FILE])
    _, problems = projects.check(folder)
    if any(problem.severity == "error" for problem in problems):
        raise CamtayError(problems)
    return ledger, dict(sorted(made.items(), key=lambda file: not file[0].startswith("guides/")))


def _refuse_taken(target: Path) -> None:
    if target.is_dir():
        try:
            found = sorted(path.name for path in target.iterdir() if path.name not in KEPT)
        except OSError as error:
            raise fail("init.write", str(target), reason=error.strerror or error) from error
        if found:
            raise fail("init.taken", str(target), names=", ".join(found[:3]) + " …" * (len(found) > 3))
    elif target.exists():
        raise fail("init.file", str(target))
