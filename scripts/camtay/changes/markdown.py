"""A report as Markdown, fit for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from camtay.changes.compare import Change, Shown
from camtay.changes.tell import Teller
from camtay.changes.words import pieces

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~@])")


def escape(text: str) -> str:
    """A text of the content as plain words: nothing in it is Markdown, HTML or the name of somebody to notify."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def render(say: Teller) -> str:
    """The whole report."""
    return "\n".join(_lines(say)) + "\n"


def _lines(say: Teller) -> Iterator[str]:
    report = say.report
    yield f"## {say.text('title')}"
    yield ""
    yield escape(say.since)
    if say.errors:
        yield from ("", f"**{escape(say.text('errors', n=say.errors))}**")
    if report.empty:
        yield from ("", escape(say.text("nothing")))
        return
    yield from ("", f"**{escape(say.summary)}**")
    if report.codes or report.printed:
        yield from ("", f"### {say.text('codes')}", "")
        for code in report.codes:
            yield f"- **{escape(say.code(code))}**"
            yield from (f"  - {escape(line)}" for line in say.about(code))
        if report.printed:
            yield f"- {escape(say.text('printed', n=report.printed))}"
    if report.warnings:
        yield from ("", f"### {say.text('warnings')}", "")
        yield from (f"- {escape(say.warning(warning))}" for warning in report.warnings)
    if report.touched:
        yield from ("", f"### {say.text('entries')}")
    for one in report.touched:
        yield from ("", f"#### {escape(say.head(one))}", "", escape(say.where(one)), "")
        yield from (f"- {escape(line)}" for line in say.below(one))
        yield from (f"- {_change(say, change)}" for change in one.changes)
        yield from (f"- {_picture(say, shown)}" for shown in one.pictures)


def _change(say: Teller, change: Change) -> str:
    head = escape(say.part(change))
    return head if change.sort == "moved" else f"{head}: {_marked(change.before or '', change.after or '')}"


def _marked(before: str, after: str) -> str:
    """`Bấm số ~~113~~ **114**`; the marks stand at letters, or they would not count as marks."""
    if not before or not after:
        return escape(after or before)
    made = ""
    for sort, text in pieces(before, after):
        plain = escape(text)
        lead, tail = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
        if sort in ("same", "cut") or not plain:
            made += f"{lead}{plain}{tail}" if plain else " "
            continue
        mark = "~~" if sort == "out" else "**"
        glued = " " if made[-2:] in ("~~", "**") and not lead else ""
        made += f"{glued}{lead}{mark}{plain}{mark}{tail}"
    return made.strip()


def _picture(say: Teller, shown: Shown) -> str:
    names = (
        f"{each.name} ({max(1, each.stat().st_size // 1000)} kB)" if each else None
        for each in (shown.before, shown.after)
    )
    before, after = (escape(name) if name else say.text("none") for name in names)
    return f"{say.text('picture')} {escape(shown.label)}: {before} → {after}"
