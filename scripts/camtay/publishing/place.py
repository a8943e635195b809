"""What every place for releases can do, near or far."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from camtay.publishing.release import Release


class Place(Protocol):
    """All but `root` inside `held()` only. Every method raises CamtayError, those of near places OSError too."""

    root: str
    """What the web server's root has to be."""

    def held(self, wait: float) -> AbstractContextManager[None]:
        """The place for this run alone; another one that has it is waited for `wait` seconds at most."""

    def releases(self) -> list[Release]:
        """Oldest first, the live one among them."""

    def live(self) -> Release | None:
        """The one that visitors see."""

    def codes(self, release: Release) -> frozenset[str]:
        """Codes that it answers."""

    def made(self, release: Release) -> int:
        """When it was put there, in seconds since 1970."""

    def receive(self, site: Path, release: Release, like: Release | None) -> None:
        """Copy a site and call it `release`; files that are the same in `like` take no room."""

    def switch(self, release: Release) -> None:
        """Make it the live one, in one step."""

    def rename(self, old: Release, new: Release) -> None: ...

    def remove(self, release: Release) -> None: ...

    def after(self, command: str) -> None:
        """Run a command of the person who publishes, there."""
