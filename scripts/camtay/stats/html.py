"""The report as one HTML file that needs no other and asks nobody for anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from camtay import policy as policies
from camtay.project import Project
from camtay.stats import shown
from camtay.stats.charts import Column, columns
from camtay.stats.report import Report, all_days, weekend
from camtay.stats.shown import DAYS, ENOUGH, LEAST, Shown
from camtay.stats.tried import Tried
from camtay.stats.words import Speaker
from camtay.templating import environment

TOP = 20
"""Signs that are listed at once; the others open with a touch, and are printed."""


def as_html(project: Project, found: Report, locale: str, day: date) -> str:
    """The page. Its policy allows its own style, and nothing else: no script, no picture, no other host."""
    say = Speaker(locale)
    html = (
        environment(project.root)
        .get_template("stats/report.html")
        .render(
            say=say,
            found=found,
            site=project.site,
            day=say.day(day),
            day_chart=_day_chart(say, found),
            hour_chart=_hour_chart(say, found),
            busiest=_busiest,
            share=_share,
            bar=_bar,
            weekend=weekend,
            TOP=TOP,
            LEAST=LEAST,
            ENOUGH=ENOUGH,
            DAYS=DAYS,
            one=shown.one,
            some_few=lambda values: any(not n.exact for n in values.values()),
            meant=lambda tried: _meant(found, tried),
        )
    )
    _, styles = policies.hashes(html)
    rules = ("default-src 'none'", f"style-src {' '.join(styles)}", "base-uri 'none'", "form-action 'none'")
    return policies.add(html, "; ".join(rules))


def _meant(found: Report, tried: Tried) -> str:
    """The codes that may be meant, with the names of their signs."""
    names = {sign.code: sign.name for sign in found.signs}
    return ", ".join(f"{code} ({names[code]})" if code in names else code for code in tried.nearest)


def _day_chart(say: Speaker, found: Report) -> Markup:
    bars = [Column(found.by_day.get(day), say.short_day(day), weekend(day)) for day in all_days(found)]
    label = say.text("chart_day", first=say.day(found.first), last=say.day(found.last))
    return columns(bars, label, say.number)


def _hour_chart(say: Speaker, found: Report) -> Markup:
    if not found.by_hour:
        return Markup()
    bars = [Column(n, str(hour)) for hour, n in found.by_hour.items()]
    return columns(bars, say.text("chart_hour"), say.number)


def _busiest(values: Mapping[date | int, Shown]) -> tuple[date | int, Shown] | None:
    """The highest of a table, where it is told exactly."""
    best = max(values.items(), key=lambda item: item[1].middle, default=None)
    return best if best and best[1].exact and best[1].low else None


def _share(value: Shown, values: Mapping[str, Shown]) -> str:
    """Percent of the whole, in whole numbers; nothing where the count is not told."""
    whole = sum(each.middle for each in values.values())
    return f"{round(100 * value.low / whole)} %" if value.exact and whole else ""


def _bar(value: Shown, most: float) -> str:
    """Length of a bar, 0 to 100."""
    return f"{100 * value.middle / most:.1f}" if most else "0"
