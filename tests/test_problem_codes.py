"""The handbook's page of problems: every code with its meaning, its cure and an anchor, in both languages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from camtay.messages import MESSAGES
from camtay.pages import problem_codes
from tests.conftest import REPO

HTML = problem_codes.html(REPO)


def test_the_page_has_every_code_once() -> None:
    """As an anchor, so that a message can lead to it; in the order in which problems are found."""
    assert re.findall('<h3 id="([^"]*)">', HTML) == [c.code for s in problem_codes.subjects() for c in s.codes]
    assert sorted(re.findall('<h3 id="([^"]*)">', HTML)) == sorted(MESSAGES)


def test_every_subject_has_a_heading_in_both_languages() -> None:
    """A module of messages that nobody named would have its file name there."""
    named = {subject.id for subject in problem_codes.subjects()}
    assert named - set(problem_codes.SUBJECTS) == set()
    assert set(re.findall('<h2 id="([^"]*)">', HTML)) == named


@pytest.mark.parametrize("code", MESSAGES)
def test_a_code_is_explained_in_both_languages(code: str) -> None:
    """What is wrong, what to do, what is allowed, a right example; nothing in braces is left for a reader."""
    part = HTML.partition(f'<h3 id="{code}">')[2].partition("<h3")[0]
    text = unescape(re.sub("<[^>]*>", "", part))
    [one] = [c for subject in problem_codes.subjects() for c in subject.codes if c.code == code]
    for told in (one.vi, one.en):
        assert told.what in text
        assert told.cure in text
        assert told.allowed in text
    assert MESSAGES[code].example in text
    assert not re.search(r"\{[a-z]+\}", text.replace(one.example, ""))
    assert 'lang="en"' in part


def test_the_site_with_a_handbook_has_the_page(quang_tri: Path) -> None:
    """Reached from the handbook's first page, with all anchors, under the site's frame."""
    page = (quang_tri / "site/so-tay/ma-loi/index.html").read_text("utf-8")
    assert f"<title>{problem_codes.TITLE} – " in page
    assert all(f'id="{code}"' in page for code in MESSAGES)
    assert 'href="ma-loi/"' in (quang_tri / "site/so-tay/index.html").read_text("utf-8")


def test_the_page_is_not_committed() -> None:
    """A copy in docs/ would go out of date."""
    assert not (REPO / "docs" / problem_codes.SOURCE).exists()
