"""Repairs that are safe: what Word, Zalo and old fonts do to a YAML file is undone, and nothing else changes."""

from camtay.repair.record import Repair, Repaired
from camtay.repair.repair import repair
from camtay.repair.show import difference

__all__ = ["Repair", "Repaired", "difference", "repair"]
