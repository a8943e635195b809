"""`camtay links`: whether the links of the built site lead somewhere."""

from __future__ import annotations

import sys

import click

from camtay.commands.app import App, day_of, pass_app


@click.command()
@click.option("--outside", "also_outside", is_flag=True, help="Hỏi cả trang ngoài / ask other people's pages too.")
@pass_app
def links(app: App, also_outside: bool) -> None:
    """Kiểm tra liên kết trong site/ · check the links of site/."""
    from camtay.build import SITE
    from camtay.errors import fail
    from camtay.links import inside, outside
    from camtay.project import load

    with app.guard():
        project = load(app.root)
        folder = app.root / SITE
        if not folder.is_dir() or not any(folder.glob("*.html")):
            raise fail("link.unbuilt", SITE, folder=f"{SITE}/")
        site = inside.load(folder, project.site.base_url, f"https://{project.site.host}")
        problems = inside.problems(site)
        app.problems(problems, every=True)
        count = sum(site.inside(page, link.to) is not None for page, read in site.pages.items() for link in read.links)
        app.say("links_inside", pages=len(site.pages), links=count, faults=len(problems))
        if also_outside:
            pages = inside.outside(site)
            app.say("links_asking", n=len(pages))
            found = outside.answers(app.root, pages, day_of(None))
            told = outside.problems(found, pages)
            app.problems(told, every=True)
            gone = sum(problem.code == "link.outside" for problem in told)
            app.say("links_outside", n=len(pages), gone=gone, silent=len(told) - gone)
    sys.exit(1 if problems else 0)
