"""The words of a report, shared by its Markdown and its HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from camtay.changes.compare import Change, Coded, Report, Touched, Warned
from camtay.changes.history import Commit
from camtay.changes.snapshot import Snapshot
from camtay.locales import Locale
from camtay.model.described import kind_names
from camtay.placements.record import Placement
from camtay.texts import TEXTS


@dataclass(frozen=True)
class Teller:
    """Sentences about a report in one locale."""

    locale: str
    report: Report
    commit: Commit
    now: Snapshot
    errors: int = 0
    """Of the present content."""

    def text(self, key: str, **values: object) -> str:
        return TEXTS[f"diff_{key}"][self.locale].format(**values)

    def day(self, value: str) -> str:
        return Locale(self.locale).day(date.fromisoformat(value))

    @property
    def since(self) -> str:
        commit = self.commit
        return self.text("since", day=self.day(commit.day), subject=commit.subject, name=commit.name[:8])

    @property
    def summary(self) -> str:
        report = self.report
        pages = {p for one in report.touched for a in one.pages for p in (a.before, a.after) if p}
        return self.text(
            "sum",
            codes=len(report.codes),
            warnings=len(report.warnings),
            entries=len(report.touched),
            pages=len(pages),
        )

    # ------------------------------------------------------------ codes
    def code(self, one: Coded) -> str:
        return self.text(f"code_{one.what}", code=one.code, title=one.title, former=one.former)

    def about(self, one: Coded) -> Iterator[str]:
        """What stands below a code: why, and where it hangs."""
        if one.reason:
            yield self.text("reason", reason=one.reason)
        if one.signs:
            yield self.text("signs", signs="; ".join(self.sign(sign) for sign in one.signs))
        elif one.what != "issue":
            yield self.text("code_printed" if one.printed else "no_signs")

    def sign(self, sign: Placement) -> str:
        """`đang treo, trụ cổng bên trái (22/11/2026)`."""
        parts = [TEXTS[f"state_{sign.state}"][self.locale], sign.note or sign.size or ""]
        hung = f" ({self.day(sign.hung_on.isoformat())})" if sign.hung_on else ""
        return ", ".join(part for part in parts if part) + hung

    # ------------------------------------------------------------ warnings
    def warning(self, one: Warned) -> str:
        none = self.text("none")
        title = one.title if one.title else one.id
        label = one.label or self.text("none")
        return self.text(
            f"warn_{one.what}", title=title, label=label, before=one.before or none, after=one.after or none
        )

    # ------------------------------------------------------------ entries
    def head(self, one: Touched) -> str:
        """`Gọi điện thoại – sửa`."""
        return f"{one.title} – {self.text(f'state_{one.state}')}"

    def where(self, one: Touched) -> str:
        """Kind, id and file."""
        if one.kind in ("page", "words"):
            return one.file
        kind = kind_names(one.kind)[self.locale] if one.kind != "alley" else ""
        return " · ".join(dict.fromkeys(part for part in (kind, one.id, one.file) if part))

    def below(self, one: Touched) -> Iterator[str]:
        """Which codes lead there, and which pages are touched."""
        if one.codes:
            yield self.text("leads", codes=", ".join(self.hanging(code) for code in one.codes))
        if one.kind in ("site", "words"):
            yield self.text("every_page")
        pages = []
        for address in one.pages:
            before, after = f"/{address.before}", f"/{address.after}"
            if address.before is None:
                pages.append(self.text("new_page", page=after))
            elif address.after is None:
                pages.append(self.text("gone_page", page=before))
            else:
                moved = before != after
                pages.append(self.text("moved_page", before=before, after=after) if moved else after)
        if pages:
            yield self.text("pages", pages=", ".join(pages))

    def hanging(self, code: str) -> str:
        hung = [sign for sign in self.now.signs.get(code, ()) if sign.state.hangs]
        return f"{code} ({self.text('hanging', n=len(hung))})" if hung else code

    def part(self, change: Change) -> str:
        """`Các bước 3 (en), thêm`."""
        tag = f" ({change.locale})" if change.locale else ""
        what = self.text(f"sort_{change.sort}", before=change.before, after=change.after)
        head = f"{change.label}{tag}"
        return f"{head}, {what}" if head else what
