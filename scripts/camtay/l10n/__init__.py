"""Translations: what is missing or behind, and files for translators."""
