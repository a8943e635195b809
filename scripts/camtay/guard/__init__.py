"""Watching the published site: every issued code is asked for at the live host, as a phone would ask."""
