"""What problems say: code → locale → (what is wrong, what to do).

Vietnamese first: the editors know Word and Zalo, not YAML, so each cure names what to type.
"""

from __future__ import annotations

from camtay.messages import (
    audio,
    codes,
    fields,
    files,
    handouts,
    init,
    inspection,
    interface,
    learning,
    maps,
    placements,
    po,
    references,
    schedule,
    signs,
    style,
    translation,
)
from camtay.messages.words import Words

LABELS: dict[str, dict[str, str]] = {
    "vi": {"error": "LỖI", "warning": "Lưu ý", "cure": "Cách sửa", "at": "ở"},
    "en": {"error": "ERROR", "warning": "Note", "cure": "Cure", "at": "at"},
}

MESSAGES: dict[str, Words] = {
    **files.MESSAGES,
    **fields.MESSAGES,
    **references.MESSAGES,
    **learning.MESSAGES,
    **maps.MESSAGES,
    **handouts.MESSAGES,
    **codes.MESSAGES,
    **signs.MESSAGES,
    **placements.MESSAGES,
    **inspection.MESSAGES,
    **style.MESSAGES,
    **interface.MESSAGES,
    **init.MESSAGES,
    **audio.MESSAGES,
    **schedule.MESSAGES,
    **translation.MESSAGES,
    **po.MESSAGES,
}
