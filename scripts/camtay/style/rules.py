"""The words that the style check knows: the package's own by locale, and those that the instance adds."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from camtay import yaml_file
from camtay.model.style import StyleWords
from camtay.project import Project
from camtay.yaml_file import Document


def words_of(project: Project, locale: str) -> StyleWords:
    """The words of a locale. Where the package has none (`ko`), only the instance's: without verbs, no step is
    asked to begin with one."""
    return _own(locale).and_(project.style.get(locale, StyleWords()))


@lru_cache(maxsize=8)
def _own(locale: str) -> StyleWords:
    name = f"{locale}.yml"
    file = resources.files("camtay") / "templates" / "style" / name
    if not file.is_file():
        return StyleWords()
    return StyleWords.model_validate(yaml_file.parse(file.read_text("utf-8"), Document(name)).data)
