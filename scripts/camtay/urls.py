"""Addresses: pages, alternates, and what is printed on a sign."""

from __future__ import annotations

from camtay.locales import Locale
from camtay.model.entries import Entry
from camtay.model.site import Site

SCAN_FOLDER = "Q"


def folder(site: Site, locale: Locale) -> str:
    """Root of a locale's pages: empty for the source locale, else `en/`."""
    return "" if locale.tag == site.locales[0] else f"{locale.tag}/"


def hub_path(site: Site, locale: Locale, kind: str) -> str:
    """`di-tich/`, `en/heritage/`: the page that lists a kind (or `place`)."""
    return f"{folder(site, locale)}{locale.word(f'path.{kind}')}/"


def entry_path(site: Site, locale: Locale, entry: Entry, slug: str | None = None) -> str:
    """`di-tich/dia-dao-vinh-moc/`: relative to the base URL, directory form."""
    return f"{hub_path(site, locale, entry.kind)}{slug or entry.address_name}/"


def absolute(site: Site, path: str) -> str:
    """Full address of a path of this site."""
    return site.base_url + path


def payload(site: Site, code: str) -> str:
    """The exact string in the symbol: lower-case scheme, everything else in upper case.

    Hosts ignore case, and alphanumeric mode (ISO/IEC 18004, 7.4.4) has capitals only. The scheme stays
    lower case because some phone cameras don't open `HTTPS://`."""
    return f"https://{site.host.upper()}/{SCAN_FOLDER}/{code}"


def short_url(site: Site, code: str) -> str:
    """What people read and type: host in lower case, code in upper case, no scheme."""
    return f"{site.host}/{SCAN_FOLDER}/{code}"
