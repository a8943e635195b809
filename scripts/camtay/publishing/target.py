"""From what somebody typed to the place that is meant."""

from __future__ import annotations

import re
from pathlib import Path

from camtay.errors import fail
from camtay.publishing.local import Exchanged, Linked, is_site
from camtay.publishing.place import Place
from camtay.publishing.release import FOLDER, LIVE

_REMOTE = re.compile(r"((?:[^\s:/@-][^\s:/@]*@)?[^\s:/@-][^\s:/@]*):(.+)")


def place(target: str, ssh: str = "ssh", new: bool = True) -> Place:
    """`FOLDER`, or `HOST:FOLDER` and `USER@HOST:FOLDER` as rsync and scp have them.

    `new`: it need not be there yet. Raises CamtayError for a folder that holds something else, and for addresses that
    have no shell (`HOST::MODULE`, `rsync://`)."""
    if re.match(r"[^/]+::|rsync://", target):
        raise fail("publish.daemon", target=target)
    if remote := _REMOTE.fullmatch(target):
        from camtay.publishing.remote import Remote

        return Remote(remote[1], remote[2].removeprefix("~/"), ssh, new)
    folder = Path(target)
    if folder.name == LIVE and folder.is_symlink():
        folder = folder.parent
    folder = folder.resolve()
    if not new and not folder.exists():
        raise fail("publish.no_release", wanted=target, known="–")
    if not folder.exists() or (folder / FOLDER).is_dir():
        return Linked(folder)
    if not folder.is_dir():
        raise fail("publish.foreign", folder=folder.parent, name=folder.name)
    if is_site(folder):
        return Exchanged(folder)
    if other := next((path.name for path in sorted(folder.iterdir()) if path.name not in (".lock", FOLDER)), ""):
        raise fail("publish.foreign", folder=folder, name=other)
    return Linked(folder)
