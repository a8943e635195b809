"""Nothing that the package stands on comes in unseen."""

from __future__ import annotations

import re
import sys

from tests.conftest import REPO

sys.path.insert(0, str(REPO / "scripts"))
import audit


def test_every_locked_version_was_accepted() -> None:
    """A new one is looked at first: `python scripts/audit.py`, then `python scripts/audit.py --accept`."""
    assert len(audit.locked()) > 50
    assert audit.locked() - audit.accepted() == set()


def test_the_list_says_when_and_on_what_it_rests() -> None:
    """Its day, and how many versions pip-audit had data on; none is no all-clear."""
    first = audit.LIST.read_text("utf-8").splitlines()[0]
    assert re.fullmatch(
        r"# Versions that were accepted, \d{4}-\d\d-\d\d\. pip-audit had data on \d+ of them, with 0 weaknesses\.",
        first,
    )
