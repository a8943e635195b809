"""Content as spreadsheets, and back: what fits rows (alleys, specialities, procedures, contacts, hung signs)."""
