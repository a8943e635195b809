"""Cầm Tay: a bilingual site and permanent QR signs from YAML, for one province or commune."""

__version__ = "0.1.0"
