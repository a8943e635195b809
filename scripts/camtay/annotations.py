"""Problems as machines read them: marks on the lines of a pull request, and plain JSON."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from camtay.errors import Problem
from camtay.messages import LABELS, allowed, example, label

CONTENT = "guides"
"""What a problem without a file of its own is about: GitLab wants a path for each."""


def github(problems: Sequence[Problem], locale: str, prefix: str) -> str:
    """Workflow commands of GitHub Actions, one a line.

    Escaped as github.com/actions/toolkit does it (packages/core/src/command.ts)."""
    lines = []
    for problem in problems:
        place = {"file": prefix + problem.file if problem.file else "", "line": problem.line, "col": problem.column}
        given = {name: str(value) for name, value in place.items() if value}
        given["title"] = problem.code
        properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in given.items())
        lines.append(f"::{problem.severity} {properties}::{_escaped(_sentences(problem, locale))}\n")
    return "".join(lines)


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:  # the percent sign first
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def gitlab(problems: Sequence[Problem], locale: str, prefix: str) -> str:
    """A Code Quality report of GitLab (docs.gitlab.com, "Code Quality report format").

    The fingerprint of a problem stays when its line moves, so that GitLab tells new ones from old ones."""
    report = []
    seen: Counter[str] = Counter()
    for problem in problems:
        same = json.dumps([problem.file, problem.code, problem.path, dict(problem.params)], sort_keys=True)
        seen[same] += 1
        report.append(
            {
                "description": _sentences(problem, locale).replace("\n", " "),
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(f"{same} {seen[same]}".encode()).hexdigest(),
                "severity": "major" if problem.severity == "error" else "minor",
                "location": {"path": prefix + (problem.file or CONTENT), "lines": {"begin": max(problem.line, 1)}},
            }
        )
    return _json(report)


def plain(problems: Sequence[Problem], _locale: str, prefix: str) -> str:
    """All that a problem has, with its words in every locale that has them."""
    report = []
    for problem in problems:
        record = dataclasses.asdict(problem)
        record["params"] = dict(problem.params)
        record["file"] = prefix + problem.file if problem.file else ""
        record["message"] = {locale: problem.message(locale) for locale in LABELS}
        record["cure"] = {locale: problem.cure(locale) for locale in LABELS}
        record["allowed"] = {locale: allowed(problem.code, locale) for locale in LABELS}
        record["example"] = example(problem.code)
        report.append(record)
    errors = sum(problem.severity == "error" for problem in problems)
    return _json({"errors": errors, "warnings": len(problems) - errors, "problems": report})


FORMATS: dict[str, Callable[[Sequence[Problem], str, str], str]] = {"github": github, "gitlab": gitlab, "json": plain}
"""Name → (problems, locale, what stands before each file) → text."""


def prefix(root: Path) -> str:
    """Way from the top of the git repository down to the project, with a slash at its end; empty without one.

    Both services name files from the top of the repository."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            inside = root.relative_to(folder).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""


def _sentences(problem: Problem, locale: str) -> str:
    return f"{problem.message(locale)}\n{label('cure', locale)}: {problem.cure(locale)}"


def _json(report: object) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
