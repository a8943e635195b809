"""Puts `/admin/` into a built site: the bundle that `scripts/editor/build.sh` made, its page and its configuration."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from camtay import policy
from camtay.editor.config import Forms
from camtay.editor.words import WORDS
from camtay.errors import Problem
from camtay.project import Project
from camtay.templating import environment

FOLDER = "admin"
BUNDLE = "CAMTAY_EDITOR"
"""Environment variable: a folder with the bundle, where it is not the one of this source tree."""


def bundle() -> Path | None:
    """The folder with Sveltia CMS, if it has been built."""
    named = os.environ.get(BUNDLE)
    folder = Path(named) if named else Path(__file__).parents[2] / "editor" / "dist"
    return folder if (folder / "editor.js").is_file() else None


def problems(project: Project) -> list[Problem]:
    """A note that the editor is wanted and can't be published."""
    if project.site.editor is None or bundle() is not None:
        return []
    document, path = project.common[0], ("editor",)
    return [document.problem("editor.bundle", path, "warning")]


def policy_of(project: Project) -> str | None:
    """The Content-Security-Policy of the page, or None where there is no such page."""
    if project.site.editor is None or bundle() is None:
        return None
    return policy.editor(project.site.editor.connects)


def write(project: Project, out: Path) -> None:
    """Write `out/admin/`, if the site wants it and the bundle is there. Raises OSError."""
    folder, rules = bundle(), policy_of(project)
    if folder is None or rules is None or project.site.editor is None:
        return
    target = out / FOLDER
    for path in (path for path in sorted(folder.rglob("*")) if path.is_file()):
        copy = target / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)  # with the site's permissions, not the bundle's
    forms = Forms(project)
    config = forms.config(project.site.editor)
    (target / "config.json").write_text(json.dumps(config, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    words = {key: value[forms.tag] for key, value in WORDS.items()}
    templates = environment(project.root)
    page = templates.get_template("editor/index.html").render(words=words, title=config["app_title"], locale=forms.tag)
    tags = [locale.tag for locale in project.locales]
    for name in ("camtay.css", "logo.svg"):
        (target / name).write_text(templates.get_template(f"editor/{name}").render(tags=tags), "utf-8")
    (target / "index.html").write_text(policy.add(page, rules), "utf-8")
