"""Synonyms lead somewhere, and each stands once."""

from __future__ import annotations

from camtay.project import check
from tests.conftest import TinyProject, golden
from tests.test_content_problems import messages

FAULTY = """\
kind: synonyms
groups:
  - words: {vi: [điện thoại, A lô], en: [telephone]}
    entries: goi-dienn
  - words: {vi: [a lo]}
    entries: []
"""


def test_a_synonym_that_points_nowhere_and_one_that_stands_twice_are_told(tiny_project: TinyProject) -> None:
    """With the entry that was probably meant and the line of the first; also where accents differ only."""
    _, problems = check(tiny_project({"guides/synonyms.yml": FAULTY}))
    nowhere = [problem for problem in problems if problem.file == "guides/synonyms.yml"]
    _, problems = check(
        tiny_project({"guides/synonyms.yml": FAULTY.replace("[]", "[goi-dien]").replace("ienn", "ien")})
    )
    twice = [problem for problem in problems if problem.file == "guides/synonyms.yml"]
    assert {problem.code for problem in [*nowhere, *twice]} == {"field.empty", "synonym.twice"}
    _, problems = check(
        tiny_project({"guides/synonyms.yml": FAULTY.replace("[]", "goi-dien").replace("a lo]", "gọi]")})
    )
    unknown = [problem for problem in problems if problem.file == "guides/synonyms.yml"]
    golden("problems/synonyms.txt", FAULTY + "\n" + messages([*nowhere, *twice, *unknown]))
