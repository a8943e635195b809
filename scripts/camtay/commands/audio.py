"""`camtay audio`: the text that somebody is to read aloud."""

from __future__ import annotations

import click

from camtay.commands.app import App, pass_app
from camtay.errors import fail


@click.group()
def audio() -> None:
    """Giọng đọc thu sẵn · recorded voices."""


@audio.command()
@click.argument("entry")
@click.option("--in", "tag", default=None, metavar="vi|en|…", help="Ngôn ngữ đọc / locale to read in.")
@pass_app
def text(app: App, entry: str, tag: str | None) -> None:
    """In câu chữ cần đọc và dòng “reads” của nó · print the text to read aloud and its line “reads”."""
    from camtay import source as sources
    from camtay.spoken import digest, spoken
    from camtay.text import nearest

    with app.guard():
        source = sources.read(app.root)
        found = source.entries.get(entry)
        if found is None:
            raise fail("ref.entry", name=entry, nearest=nearest(entry, list(source.entries)) or "…")
    known = source.site.locales if source.site else ("vi", "en")
    locale = tag or known[0]
    if locale not in known:
        raise click.BadParameter(f"{locale} ({', '.join(known)})", param_hint="--in")
    app.out.print(spoken(found, locale), markup=False)
    app.out.print()
    app.say("audio_reads", locale=locale)
    app.out.print(f"reads: {digest(found, locale)}", markup=False)
