"""Versions of what the package needs: bounded below and above, and locked within the bounds."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from tests.conftest import REPO


@pytest.fixture(scope="module")
def versions() -> ModuleType:
    """The script that builds and tests with the oldest and the newest versions."""
    spec = importlib.util.spec_from_file_location("versions", REPO / "scripts/versions.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_bounds_hold_and_locks_lie_within_them(versions: ModuleType) -> None:
    """That the bounds are right, the script itself shows: `python scripts/versions.py oldest`, once a month."""
    assert list(versions.faults()) == []


def test_its_tests_are_there(versions: ModuleType) -> None:
    """A test file that was renamed is looked for."""
    assert [name for name in versions.TESTS if not (REPO / f"tests/{name}.py").is_file()] == []


def test_a_version_outside_its_bounds_is_named(versions: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that is missing from a lock, or has no upper bound."""
    wanted = {
        "a": versions.Requirement("a>=2,<3"),
        "b": versions.Requirement("b>=1"),
        "c": versions.Requirement("c>=1,<2"),
    }
    monkeypatch.setattr(versions, "direct", lambda extra="": wanted)
    monkeypatch.setattr(versions, "locked", lambda file: {"a": "3.1", "b": "1.0"})
    found = list(versions.faults())
    assert "constraints.txt: a 3.1 is outside <3,>=2" in found
    assert "pyproject.toml: b>=1 needs a lower and an upper bound" in found
    assert "constraints.txt: c is not in it" in found
