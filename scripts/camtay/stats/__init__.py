"""Scans counted from the web server's own log: how often, where and when, never who."""
