"""What an original said when it was translated: the lock has its hash, git's history its words."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from camtay import yaml_file
from camtay.translation import Translated, digest
from camtay.yaml_file import Document

MOST = 200
"""Versions of a file that are looked at."""


def previous(root: Path, stale: Iterable[Translated]) -> dict[str, str]:
    """Hash → words, as far as the history of each text's file still has them. Empty where git is missing."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in stale:
        if one.line:
            wanted[one.unit.document.file].add(one.line.source)
    found: dict[str, str] = {}
    for file, hashes in wanted.items():
        missing = set(hashes)
        for text in _versions(root, file):
            document = yaml_file.parse(text, Document(file))
            found |= {hash_: words for words in _words(document.data) if (hash_ := digest(words)) in missing}
            missing -= set(found)
            if not missing:
                break
    return found


def _words(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data.strip()
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _words(value)


def _versions(root: Path, file: str) -> Iterator[str]:
    """A file as it was in each commit that changed it, the newest first."""
    for commit in (_git(root, "log", f"-{MOST}", "--format=%H", "--", f"./{file}") or "").split():
        text = _git(root, "show", f"{commit}:./{file}")
        if text is not None:
            yield text


def _git(root: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
