"""Known weaknesses in what the package stands on.

    python scripts/audit.py             what changed since the list was accepted, and what pip-audit knows
    python scripts/audit.py --accept    write the list anew, after looking at what changed

`scripts/audited.txt` names every version of the lock files (`constraints*.txt`) that a person accepted, with the day
and with what pip-audit could say that day. A test fails for a version that is not in it: nothing comes in unseen.
pip-audit (`pip install pip-audit`) asks the Python Packaging Advisory Database; without it or without data, the
list is what there is. Ends with 1 where something is new or known to be weak."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LIST = ROOT / "scripts/audited.txt"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", re.MULTILINE)


def locked() -> set[tuple[str, str]]:
    """(name, version) of everything in the lock files."""
    return {pin for path in ROOT.glob("constraints*.txt") for pin in _PINNED.findall(path.read_text("utf-8"))}


def accepted() -> set[tuple[str, str]]:
    """The same of the list."""
    return set(_PINNED.findall(LIST.read_text("utf-8"))) if LIST.exists() else set()


def weak(pins: set[tuple[str, str]]) -> tuple[list[str], int]:
    """What pip-audit says of them, a line each, and how many it knew at all; (nothing, 0) where it is not there."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(f"{name}=={version}\n" for name, version in sorted(pins)))
        file.flush()
        command = [sys.executable, "-m", "pip_audit", "-r", file.name, "--no-deps", "--disable-pip", "-f", "json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return [], 0
    known = [one for one in found if "vulns" in one]
    told = [f"{one['name']} {one['version']}: {fault['id']}" for one in known for fault in one["vulns"]]
    return told, len(known)


def main() -> None:
    """Say what there is to see; with `--accept` write the list."""
    pins = locked()
    told, known = weak(pins)
    new, gone = sorted(pins - accepted()), sorted(accepted() - pins)
    for line in (
        *(f"new: {n} {v}" for n, v in new),
        *(f"gone: {n} {v}" for n, v in gone),
        *(f"WEAK: {t}" for t in told),
    ):
        print(line)
    print(f"{len(pins)} locked; pip-audit had data on {known}, weaknesses in {len(told)}")
    if "--accept" not in sys.argv:
        sys.exit(1 if new or told else 0)
    day = datetime.now(UTC).date().isoformat()
    head = (
        f"# Versions that were accepted, {day}. pip-audit had data on {known} of them, with {len(told)} weaknesses.\n"
    )
    LIST.write_text(head + "".join(f"{n}=={v}\n" for n, v in sorted(pins | _coming())), "utf-8")


def _coming() -> set[tuple[str, str]]:
    """`name==version` behind `--accept`: accepted before the lock files have it."""
    return set(_PINNED.findall("\n".join(sys.argv)))


if __name__ == "__main__":
    main()
