"""The MkDocs plugin: hands the project's pages to one build for all locales. Hooks only unpack and delegate.

Works under MkDocs 1.6 and its continuation ProperDocs: classes of the engine are taken from
whichever of the two runs.
"""

from __future__ import annotations

import copy
import logging
import posixpath
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module, resources
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from camtay import editor, guarded, hosting, media, ondemand, scan, shards
from camtay.catalogues import locales
from camtay.errors import CamtayError, Problem
from camtay.excerpt import Lines
from camtay.kept import Kept
from camtay.making import Made, Maker
from camtay.memory import Stamp
from camtay.pages import filling, frame, problem_codes, site_files, stylesheet
from camtay.pages.page import Page
from camtay.pages.render import entry_page, few_pages, redirects
from camtay.project import Project, load
from camtay.records import Shelf
from camtay.report import report
from camtay.reuse import Reuse
from camtay.scan import offline, publish
from camtay.templating import environment
from camtay.written import Known

log = logging.getLogger("mkdocs.plugins.camtay")
_LINKED = re.compile(r"\]\(([^)\s#]+/index\.md)")
TEMPLATES = Path(str(resources.files("camtay"))) / "templates" / "theme"


def _engine(config: Any, module: str) -> Any:
    return import_module(f"{type(config).__module__.partition('.')[0]}.{module}")


def contents(engine: Any, of: frame.Toc) -> Any:
    """A table of contents as the engine has them; `engine` is its module for that."""
    return engine.TableOfContents([engine.AnchorLink(item.title, item.id, 2) for item in of.items])


def _made(pages: Any, toc: Any) -> Any:
    """The engine's class of pages for those that come ready: nothing is read, no Markdown is parsed."""

    class Made(pages.Page):  # type: ignore[misc] # the engine is not known to the type checker
        made: Page

        def read_source(self, config: Any) -> None:
            self.markdown = ""

        def render(self, config: Any, files: Any) -> None:
            self.content = self.made.html
            self.toc = contents(toc, filling.contents(self.made))

    return Made


class CamtayConfig(Config):  # type: ignore[no-untyped-call] # MkDocs does not annotate it
    """Options of the plugin in mkdocs.yml."""

    locale = Choice(locales(), default="vi")
    """Language of the problems that a build or preview reports."""


class CamtayPlugin(BasePlugin[CamtayConfig]):  # type: ignore[no-untyped-call] # as above
    """`plugins: [camtay]`. Set `project` beforehand to spare reading the content again."""

    project: Project | None = None
    serving = False
    count = 0
    """Pages of the last build."""
    kept: Kept | None = None
    """What the last build made, where pages may be taken over from it."""
    reuse: Reuse | None = None
    marks: dict[str, str]
    """Of the lists that phones keep, by code."""
    theme: filling.Theme
    made: Made
    shard: shards.Shard | None = None
    """The part that is to be made, instead of a site."""
    ahead: media.Ahead | None = None
    """Makes pictures meanwhile."""
    before: Mapping[str, Stamp]
    """What a preview is made from, as it was before it was read."""
    preview: ondemand.OnDemand
    heaviest: publish.Heaviest = None
    """Of the scan pages that were built."""
    sizes: dict[str, int]
    """Of the scan pages that may be it, by hash."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview; being there at all keeps the plugin alive between builds."""
        self.serving = command == "serve"

    def on_config(self, config: Any) -> Any:
        """Read the project and fill in what the theme needs of it. Stops before anything is deleted."""
        faults: list[str] = []
        self.before = ondemand.read(Path(config.config_file_path).parent) if self.serving else {}
        if self.serving or self.project is None:
            try:
                self.project = load(Path(config.config_file_path).parent, drafts=self.serving)
            except CamtayError as error:
                faults = self._faults(error.problems, Path(config.config_file_path).parent)
                if self.project is None:
                    raise PluginError("\n" + "\n".join(faults)) from None
                # A preview goes on with the last sound content and says on every page what is wrong.
                log.warning("\n%s", "\n".join(faults))
        self.inline = hosting.Inline()
        self.configs: dict[str, Any] = {}
        self.pages: dict[str, Page] = {page.source: page for page in few_pages(self.project)}
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(TEMPLATES))
        config.site_url = self.project.site.base_url
        config.nav = ["index.md"]
        config.extra["alternate"] = True
        config.extra["camtay"] = {
            **site_files.theme_data(self.project, self.pages.values()),
            "faults": faults,
            "stylesheet": "",
        }
        return config

    def _faults(self, problems: Sequence[Problem], root: Path) -> list[str]:
        """What a preview says of problems on its pages."""
        return [told.plain for told in report(problems, self.config.locale, Lines(root))]

    def on_files(self, files: Any, config: Any) -> Any:
        """Add every page as a generated file. The theme's scripts are left out, its sheets too: see `on_env`."""
        module = _engine(config, "structure.files")
        for file in [f for f in files if site_files.of_theme(f.src_uri)]:
            if not (config.theme.custom_dir and Path(config.theme.custom_dir, file.src_uri).exists()):
                files.remove(file)
        self.page_class = _made(_engine(config, "structure.pages"), _engine(config, "structure.toc"))
        self.pages |= self._linked(files)
        for made in self.pages.values():
            files.append(self._page(made, config).file)
        if Path(config.docs_dir, problem_codes.HANDBOOK).is_dir():
            files.append(module.File.generated(config, problem_codes.SOURCE, content=problem_codes.MARKDOWN))
        return files

    def _page(self, made: Page, config: Any) -> Any:
        """A page as the engine has them."""
        assert self.project is not None
        file = _engine(config, "structure.files").File.generated(config, made.source, content="")
        page = self.page_class(None, file, config)
        page.made, page.markdown = made, ""
        page.meta = filling.meta(self.project, made)
        return page

    def _linked(self, files: Any) -> dict[str, Page]:
        """Entries' pages that hand-written pages name as files: the engine has to know them to make the links."""
        assert self.project is not None
        wanted = set()
        for file in files.documentation_pages():
            for link in _LINKED.findall(file.content_string):
                wanted.add(posixpath.normpath(posixpath.join(posixpath.dirname(file.src_uri), link)))
        found = (
            entry_page(self.project, locale, entry)
            for entry in (self.project.entries.values() if wanted else ())
            for locale in self.project.locales
            if f"{self.project.urls(entry)[locale.tag]}index.md" in wanted
        )
        return {page.source: page for page in found}

    def on_nav(self, nav: Any, config: Any, files: Any) -> Any:
        """One short navigation per locale: home and hubs. Every page gets its own in `on_page_context`."""
        navigation = _engine(config, "structure.nav")
        assert self.project is not None
        self.navs: dict[str, Any] = {}
        for locale in self.project.locales:
            items = []
            for page in site_files.menu(self.project, self.pages.values(), locale):
                file = files.get_file_from_path(page.source)
                title = locale.word("home") if page.kind == "home" else page.title
                file.page.title = title
                items.append(file.page)
            self.navs[locale.tag] = navigation.Navigation(items, items)
            self.navs[locale.tag].homepage = items[0]
        self.nav = nav
        return nav

    def on_env(self, env: Any, config: Any, files: Any) -> Any:
        """Make the one style sheet of all full pages from what can stand in them."""
        assert self.project is not None
        build = _engine(config, "commands.build")
        documents = [file.page for file in files.documentation_pages()]
        # Pages of one locale share their frame; one of each kind and each hand-written one show all that occurs in it.
        shown: dict[Any, Any] = {}
        own = [page for page in documents if page.file.src_uri not in self.pages]
        handbook: dict[str, list[Any]] = {}
        config.extra["camtay"]["handbook"] = handbook
        for page in own:
            if page.file.src_uri.endswith("/index.md"):
                handbook.setdefault(page.meta.get("locale", config.extra["camtay"]["source"]), []).append(page)
        for page in documents:
            made = self.pages.get(page.file.src_uri)
            shown.setdefault((made.kind, made.locale) if made else page.file.src_uri, page)
        frames = []
        for page in [*shown.values(), *self._samples(config)]:
            made = getattr(page, "made", None)
            context = build.get_context(self.nav, files, config, page)
            if made:
                context = self._localised(context, made)
            else:
                context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            template = "main.html" if made else page.meta.get("template", "main.html")
            frames.append(env.get_template(template).render(context))
        frames.append(env.get_template("404.html").render(build.get_context(self.nav, files, config, base_url="/")))
        sheets = stylesheet.sheets([Path(folder) for folder in config.theme.dirs])
        bodies = stylesheet.templates(environment(self.project.root))
        self.stylesheet = stylesheet.make(sheets, [*frames, *(page.content or "" for page in documents)], bodies)
        config.extra["camtay"]["stylesheet"] = self.stylesheet.path
        self.env, self.files = env, files
        self.theme = filling.Theme(self.project, self._themed, policies=not self.serving)
        self.config_now = config
        self.reuse = Reuse(self.project, self.kept, self._shells(config)) if self.kept else None
        if self.shard:
            out = Path(config.site_dir)
            publish.begin(out)
            self.made = Maker(self.project, self.theme, out, self.reuse).make(*shards.part(self.project, self.shard))
            raise shards.PartMade
        return env

    def _shells(self, config: Any) -> Iterator[str]:
        """What the theme adds to pages of every kind."""
        assert self.project is not None
        for page in self._samples(config):
            made = page.made

            def render(of: Any, made: Page = made) -> str:
                return self._themed(made, of)

            yield frame.shell(filling.leaf(self.project, made), render)

    def _themed(self, made: Page, of: frame.Leaf) -> str:
        """HTML of a page of ours as the theme's template has it, with the words of `of`."""
        page = self._page(made, self.config_now)
        page.meta, page.content, page.canonical_url = of.meta, of.content, of.canonical_url
        page.toc = contents(_engine(self.config_now, "structure.toc"), of.toc)
        build = _engine(self.config_now, "commands.build")
        context = self._localised(build.get_context(self.nav, self.files, self.config_now, page), made)
        html: str = self.env.get_template("main.html").render(context)
        return html

    def _samples(self, config: Any) -> Iterator[Any]:
        """The first entry of each kind as a page, in every locale."""
        assert self.project is not None
        for entries in self.project.by_kind.values():
            for locale in self.project.locales:
                page = self._page(entry_page(self.project, locale, entries[0]), config)
                page.render(config, None)
                yield page

    def on_page_markdown(self, markdown: str, page: Any, config: Any, files: Any) -> str:
        """Give generated pages their metadata."""
        made = self.pages.get(page.file.src_uri)
        if made and self.project:  # the engine has just read metadata from the empty text
            page.meta = filling.meta(self.project, made)
        return markdown

    def on_page_content(self, html: str, page: Any, config: Any, files: Any) -> str:
        """Put the codes of problems below the title of their page."""
        codes = page.file.src_uri == problem_codes.SOURCE
        return html + problem_codes.html(Path(config.config_file_path).parent) if codes else html

    def on_page_context(self, context: Any, page: Any, config: Any, nav: Any) -> Any:
        """The navigation and the site's name in the locale of the page; of most pages the whole HTML, see `frame`."""
        if made := self.pages.get(page.file.src_uri):
            context = self._localised(context, made)
            context["ct_filled"] = self.theme.whole(made)
        return context

    def _localised(self, context: Any, made: Page) -> Any:
        config = context["config"]
        if made.locale not in self.configs:
            assert self.project is not None
            local = copy.copy(config)
            local.data = {**config.data, "site_name": self.project.site.title.in_(made.locale).text}
            self.configs[made.locale] = local
        context["config"], context["nav"] = self.configs[made.locale], self.navs[made.locale]
        return context

    def on_post_page(self, output: str, page: Any, config: Any) -> str:
        """Forbid in the page itself whatever it does not need."""
        made = self.pages.get(page.file.src_uri)
        body = made.html if made else ""
        self.inline.add(output, body)
        return output if self.serving else site_files.with_policy(output, body)

    def on_post_template(self, output_content: str, template_name: str, config: Any) -> str:
        """The same for the 404 page."""
        self.inline.add(output_content)
        html = template_name.endswith(".html") and not self.serving
        return site_files.with_policy(output_content) if html else output_content

    def on_post_build(self, config: Any) -> None:
        """Write what MkDocs has no word for: pages of entries and codes, pictures, redirects."""
        assert self.project is not None
        out = Path(config.site_dir)
        if self.serving:
            publish.begin(out)
            self.made = Made()
            self.preview = ondemand.OnDemand(self.project, self.theme, out, self.before)
        else:
            if self.ahead:
                self.ahead.wait()
            self.made = Maker(self.project, self.theme, out, self.reuse).make_all()
        if self.made.problems:
            raise CamtayError(self.made.problems)
        if self.kept:
            self.kept.new = self.made.kept
        known = Known(out, self.made.pages)
        # Those that hand-written pages link to are pages of the engine's too.
        self.count = len(self.pages.keys() | {f"{path[1:]}index.md" for path in known.pages if path.endswith("/")})
        site_files.write(self.project, out, preview=self.serving)
        stylesheet.write(self.stylesheet, out)
        scan.finish(self.project, out, not self.serving, known)
        self.sizes = {}
        self.heaviest = scan.heaviest(self.project, out, self.made.heavy, self.sizes)
        self.marks = offline.write(self.project, out, self.serving, known)
        editor.write(self.project, out)
        hosting.write(self._rules(known), out)
        if self.serving:
            hosting.keep_inside(out, self.project.site)

    def _rules(self, known: Known) -> hosting.Rules:
        """What hosts have to know."""
        assert self.project is not None
        inline = hosting.Inline()
        for path, told in known.pages.items():
            (inline if path.startswith(f"/{scan.FOLDER}/") else self.inline).note(told.scripts, told.styles)
        moved = [(old, new) for old, new, _ in redirects(self.project)]
        return hosting.rules(self.project.ledger.codes, moved, inline, self.inline, editor.policy_of(self.project))

    def on_serve(self, server: Any, config: Any, builder: Any) -> Any:
        """Watch the content too."""
        assert self.project is not None
        answer, whole, making = server.serve_request, server.builder, threading.Lock()

        def as_hosts_do(environ: dict[str, str], start_response: Any) -> Any:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            with making:
                self.preview.ensure(path)
            # Static hosts answer /Q/CODE with CODE.html; MkDocs' preview has to be told.
            environ["PATH_INFO"] = scan.file_of(environ["PATH_INFO"])
            return answer(environ, start_response)

        seen: list[Mapping[str, Stamp]] = []

        def refreshed() -> None:
            with making:
                faults = self.preview.faults
                if not self.preview.refresh(seen.pop() if seen else None):
                    whole()
                elif self.preview.faults or faults:
                    told = self._faults(self.preview.faults, self.preview.project.root)
                    self.config_now.extra["camtay"]["faults"] = told
                    if told:
                        log.warning("\n%s", "\n".join(told))
                self.project = self.preview.project

        def changed(now: Mapping[str, Stamp]) -> None:
            seen[:] = [now]
            # What MkDocs does when its own look at every file, twice a second, finds a change: with thousands of files
            # that look leaves no time for anything else.
            with server._rebuild_cond:
                server._want_rebuild = True
                server._rebuild_cond.notify_all()

        root = self.project.root
        Shelf.met = {}
        server.build_delay = 0.03  # `watch` has gathered what belongs together
        with suppress(KeyError):  # where the engine itself watches nothing; with its settings pages have its script
            server.unwatch(config.docs_dir)
        ondemand.watch(root, changed, lambda: bool(server._shutdown))
        server.builder = refreshed
        server.set_app(guarded.guarded(as_hosts_do))
        return server
