"""From a project and its logs to the sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from camtay import urls
from camtay.errors import fail
from camtay.project import Project
from camtay.scan.page import scan_locales
from camtay.stats import files
from camtay.stats.requests import Site
from camtay.stats.tally import Tally
from camtay.stats.visitors import new_secret


def site_of(project: Project) -> Site:
    """What the count has to know of an instance."""
    site = project.site
    base = site.base_url.partition("://")[2].partition("/")[0].partition(":")[0]
    source = project.source_locale
    kinds = (*project.by_kind, "place")
    return Site(
        hosts=frozenset({base.lower(), site.host.partition(":")[0].lower()}),
        locales=tuple((locale.tag, locale.tag) for locale in project.locales if locale.tag != source.tag),
        source=source.tag,
        folders=frozenset(urls.hub_path(site, source, kind).strip("/") for kind in kinds),
        codes=frozenset(project.ledger.codes),
        carried=tuple(locale.tag for locale in scan_locales(project)),
    )


def count(project: Project, paths: Sequence[Path], since: date | None = None, until: date | None = None) -> Tally:
    """The sums of logs, of all days or of a period. Raises CamtayError with every fault."""
    if since and until and since > until:
        raise fail("stats.period", since=since, until=until)
    first, last = since.toordinal() if since else 0, until.toordinal() if until else date.max.toordinal()
    return files.read(paths, site_of(project), new_secret(), first, last)
