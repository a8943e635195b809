"""Publishing, going back, listing: the same for every place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from camtay import scan
from camtay.errors import CamtayError, Problem, fail
from camtay.ledger import FILE, Ledger
from camtay.project import Project
from camtay.publishing.place import Place
from camtay.publishing.release import Release, mark_of, scan_folder
from camtay.publishing.release import codes as codes_of

KEEP = 5
"""Releases that stay, the live one among them."""
WAIT = 60.0
"""Seconds to wait for somebody else who is publishing to the same place."""
_SHOWN = 8
"""Codes that a problem names one by one."""


@dataclass(frozen=True)
class Outcome:
    """`fresh` is false where the very same site was live already."""

    release: Release
    fresh: bool = True
    lost: tuple[str, ...] = ()
    """Codes that the release before answered and this one does not."""


@dataclass(frozen=True)
class Listed:
    """`codes` counts the printed addresses that it answers; `made` is in seconds since 1970."""

    release: Release
    live: bool
    codes: int
    made: int


def publish(
    project: Project, site: Path, place: Place, keep: int = KEEP, wait: float = WAIT, after: str = ""
) -> Outcome:
    """Make a built site the live one; at most `keep` releases stay, and at least the one before.

    Raises CamtayError, and then visitors see what they saw before: for a site that misses the page of an issued code,
    or answers fewer codes than the live one; for a full disk; for a connection that breaks. Only when the command
    `after` fails the new site is live already."""
    with _told(place):
        if not (site / "index.html").is_file():
            raise fail("publish.unbuilt", site=site)
        if problems := scan.verify(project, site):
            raise CamtayError(problems)
        mark = mark_of(site)
        with place.held(wait):
            there, live = place.releases(), place.live()
            if live and live.mark == mark:
                outcome = Outcome(live, fresh=False)
            else:
                if lost := sorted(place.codes(live) - codes_of(scan_folder(site))) if live else []:
                    raise _lost("publish.lost", lost)
                number = max((one.number for one in there), default=0) + 1
                outcome = Outcome(Release(number, mark))
                place.receive(site, outcome.release, live)
                place.switch(outcome.release)
            _clear(place, outcome.release, keep)
            if after:
                place.after(after)
    return outcome


def roll_back(
    place: Place,
    ledger: Ledger | None,
    wanted: str = "",
    anyway: bool = False,
    wait: float = WAIT,
    after: str = "",
) -> Outcome:
    """Make an earlier release the live one: the one before, or the one called `wanted` (its name, or its number).

    Releases after it are marked as withdrawn: a further step back goes past them. Codes of the live release that the
    earlier one does not know stop it, unless the ledger tells that they were never printed, or `anyway` is set.
    Raises CamtayError; then nothing has changed."""
    with _told(place), place.held(wait):
        there, live = place.releases(), place.live()
        chosen = _chosen(there, live, wanted)
        lost = sorted(place.codes(live) - place.codes(chosen)) if live else []
        hung = [code for code in lost if ledger is None or _printed(ledger, code)]
        if hung and not anyway:
            raise _lost("publish.rollback_lost", hung)
        release = chosen.as_withdrawn(False)
        if chosen.withdrawn:
            place.rename(chosen, release)
        if release != live:
            place.switch(release)
        for later in place.releases():
            if later.number > release.number and not later.withdrawn:
                place.rename(later, later.as_withdrawn(True))
        if after:
            place.after(after)
    return Outcome(release, release != live, tuple(lost))


def listing(place: Place, wait: float = WAIT) -> list[Listed]:
    """All releases, oldest first. Raises CamtayError."""
    with _told(place), place.held(wait):
        live = place.live()
        return [Listed(one, one == live, len(place.codes(one)), place.made(one)) for one in place.releases()]


def _chosen(there: list[Release], live: Release | None, wanted: str) -> Release:
    if wanted:
        found = [one for one in there if wanted in (str(one), str(one.as_withdrawn(False)), str(one.number))]
        if not found:
            raise fail("publish.no_release", wanted=wanted, known=", ".join(map(str, there)) or "–")
        return found[0]
    earlier = [one for one in there if not one.withdrawn and (live is None or one.number < live.number)]
    if not earlier:
        raise fail("publish.no_earlier")
    return earlier[-1]


def _clear(place: Place, live: Release, keep: int) -> None:
    """Remove the oldest. What was withdrawn goes before what one may want to go back to."""
    others = [one for one in place.releases() if one != live]
    others.sort(key=lambda one: (not one.withdrawn, one.number))
    for old in others[: max(0, len(others) - max(1, keep - 1))]:
        place.remove(old)


def _printed(ledger: Ledger, code: str) -> bool:
    known = ledger.codes.get(code)
    return known is None or known.printed is not None


def _lost(problem: str, codes: list[str]) -> CamtayError:
    shown = ", ".join(codes[:_SHOWN]) + (", …" if len(codes) > _SHOWN else "")
    return CamtayError([Problem(problem, FILE, params={"n": str(len(codes)), "codes": shown})])


@contextmanager
def _told(place: Place) -> Iterator[None]:
    """Faults of the disk as problems."""
    try:
        yield
    except OSError as error:
        raise fail("publish.write", place=place.root, reason=error.strerror or error) from error
