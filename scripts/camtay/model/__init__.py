"""Frozen records of the content: what YAML becomes."""
