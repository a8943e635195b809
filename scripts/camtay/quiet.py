"""Making many small objects at a time without Python's collector of cycles going through them again and again."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Libraries that look for what is left when Python ends must find it given back.
atexit.register(gc.unfreeze)


@contextmanager
def quiet() -> Iterator[None]:
    """No collection meanwhile; afterwards it is on or off as before. What has no cycles is freed as ever.

    What was made is set aside until the next time, since most of it stays: the first collection would go through all
    of it for nothing."""
    was = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.enable()
