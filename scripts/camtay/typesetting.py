"""What every paper is set with, whoever asks for it: signs, job sheets, rounds."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=4)
def fonts(more: str = "") -> Any:
    """Be Vietnam Pro in full (SIL OFL 1.1) and nothing of the machine, so that every machine sets alike; with the fonts
    of the folder `more`, for other scripts."""
    import fontpkg_be_vietnam_pro
    import typst

    folder = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder), *([more] if more else [])]
    )
