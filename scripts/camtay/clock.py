"""The day of a run."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def print_day(default: date | None = None) -> date:
    """The date that files carry: SOURCE_DATE_EPOCH (seconds, UTC) where it is set, else `default`, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return default or datetime.now(UTC).date()
