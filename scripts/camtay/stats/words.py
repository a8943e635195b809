"""How the report speaks, in one locale."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from babel.dates import format_date
from babel.numbers import format_decimal

from camtay.locales import Locale
from camtay.stats.report import Report, Sign
from camtay.stats.shown import LEAST, Shown
from camtay.texts import text as sentence


@dataclass(frozen=True)
class Speaker:
    """Texts, numbers and dates."""

    locale: str

    @cached_property
    def _locale(self) -> Locale:
        return Locale(self.locale)

    def text(self, key: str, **values: object) -> str:
        return sentence(f"stats_{key}", self.locale, **values)

    def number(self, value: float) -> str:
        """`4.740` in Vietnamese; one decimal below ten, where there is one."""
        rounded = round(value, 1) if abs(value) < 10 else round(value)
        return str(format_decimal(rounded, locale=self._locale.cldr))

    def shown(self, value: Shown | None) -> str:
        """`12`, `1–4`."""
        if value is None:
            return "–"
        return self.number(value.low) if value.exact else f"{self.number(value.low)}–{self.number(value.high)}"

    def day(self, value: date) -> str:
        return self._locale.day(value)

    def short_day(self, value: date) -> str:
        """`1/10`, `1 Oct`: below a column."""
        if self.locale == "vi":
            return f"{value.day}/{value.month}"
        return str(format_date(value, "d MMM", locale=self._locale.cldr))

    def weekday(self, value: date) -> str:
        """`Thứ Bảy`, `Saturday`."""
        return str(format_date(value, "EEEE", locale=self._locale.cldr))

    def hour(self, value: int) -> str:
        return self.text("hours", n=value)

    def days(self, values: tuple[date, ...]) -> str:
        """Days one after another as a range: `3/10–5/10, 9/10`."""
        runs: list[list[date]] = []
        for value in values:
            if runs and (value - runs[-1][-1]).days == 1:
                runs[-1].append(value)
            else:
                runs.append([value])
        told = (
            self.short_day(r[0]) if len(r) == 1 else f"{self.short_day(r[0])}–{self.short_day(r[-1])}" for r in runs
        )
        return ", ".join(told)

    def language(self, tag: str) -> str:
        """The name of a language in the report's own."""
        name = Locale(tag).name_in(self._locale)
        return name[:1].upper() + name[1:]

    def summary(self, found: Report) -> str:
        return self.text(
            "summary",
            days=found.days,
            scans=self.shown(found.scans),
            a_day=self.number(found.a_day),
            scanned=self.number(found.scanned),
            hanging=self.number(max(found.hanging, found.scanned)),
        )

    def place(self, sign: Sign, registered: bool) -> str:
        """Where a sign hangs, as far as anybody wrote it down; `registered`: whether anybody keeps the register."""
        known = " · ".join(dict.fromkeys(part for part in (sign.where, sign.commune) if part))
        if sign.retired:
            known = " · ".join(part for part in (known, self.text("retired")) if part)
        if sign.state is None and registered:
            return " · ".join(part for part in (known, self.text("place_unknown")) if part)
        return known

    def few(self) -> str:
        return self.text("few", n=LEAST)
