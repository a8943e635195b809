"""The content model → the configuration of Sveltia CMS, which is a form for every kind of entry.

https://sveltiacms.app/en/docs names the options. What a field is, is taken from `model.described`: a new field of the
model has its place in the form at once. Choices that are content themselves (topics, communes, entries) are those of
the last build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from camtay.editor.words import OPEN, WORDS
from camtay.locales import Locale
from camtay.model.described import FILES, Described, Field, describe, kind_names, kinds
from camtay.model.editor import Editor
from camtay.model.entries import Alley
from camtay.model.form_words import FORM_MESSAGES
from camtay.project import Project

Form = dict[str, Any]
FIRST = ("kind", "id", "title", "short", "summary", "picture", "status", "reviewed", "place")
LAST = (
    "phones",
    "audio",
    "related",
    "publish_from",
    "valid_until",
    "successor",
    "confirm",
    "slug",
    "former_slugs",
    "sources",
)
"""Fields of every entry in the order of filling in; those of its kind stand between."""
ICONS = {
    "guide": "checklist",
    "path": "school",
    "procedures": "assignment",
    "heritage": "account_balance",
    "route": "route",
    "village": "holiday_village",
    "speciality": "restaurant",
    "visitor": "luggage",
    "site": "settings",
    "places": "map",
    "glossary": "dictionary",
}
PICTURES, SOUNDS = "hinh", "tieng"
"""Folders in `guides/` for new files."""


class Forms:
    """Makes the forms of one project in the words of its source locale."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.tag = "vi" if project.source_locale.tag == "vi" else "en"

    # ------------------------------------------------------------ the whole
    def config(self, editor: Editor) -> Form:
        """What Sveltia is started with; `camtay` is for our own `scripts/editor/src/editor.js`."""
        site = self.project.site
        title = site.short.in_(self.project.source_locale.tag).text
        return {
            "backend": self.backend(editor),
            "app_title": f"{title} · {self.word('editor')}",
            "site_url": site.base_url,
            "display_url": site.base_url,
            "logo": {"src": "/admin/logo.svg"},
            "show_preview_links": False,
            "media_folder": f"guides/{PICTURES}",
            "public_folder": f"/{PICTURES}",
            "media_libraries": {"default": {"config": self.media()}, "stock_assets": {"providers": []}},
            "editor": {"preview": False},
            "slug": {"encoding": "ascii", "clean_accents": True},
            "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "double"}},
            "collections": [*self.collections(), {"divider": True}, self.files()],
            "camtay": names(),
        }

    def media(self) -> Form:
        """Pictures leave the phone smaller and without the place where they were taken."""
        return {
            "max_file_size": 10_000_000,
            "slugify_filename": True,
            "transformations": {"raster_image": {"format": "webp", "quality": 85, "width": 1600, "height": 1600}},
        }

    def backend(self, editor: Editor) -> Form:
        found: Form = {"name": editor.backend, "repo": editor.repo, "commit_messages": self.commits()}
        if editor.branch:
            found["branch"] = editor.branch
        if editor.backend == "github":
            if editor.base_url:
                found["base_url"] = editor.base_url
            found["auth_methods"] = ["oauth", "token"] if editor.base_url else ["token"]
            return found
        found["base_url"] = editor.server
        found["api_root"] = editor.server + ("/api/v1" if editor.backend == "gitea" else "/api/v4")
        found["auth_methods"] = ["oauth", "token"] if editor.app_id else ["token"]
        if editor.app_id:
            found["app_id"] = editor.app_id
            if editor.backend == "gitlab":
                found["auth_type"] = "pkce"
        return found

    def commits(self) -> Form:
        kinds_ = ("create", "update", "delete", "uploadMedia", "deleteMedia")
        return {kind: self.word(f"commit.{kind}") for kind in kinds_}

    def word(self, key: str) -> str:
        return WORDS[key][self.tag]

    # ------------------------------------------------------------ collections
    def collections(self) -> Iterator[Form]:
        """One for each kind and each folder in which it has files; kinds without entries get a folder."""
        folders: dict[str, Counter[str]] = {kind: Counter() for kind in kinds()}
        for id_, entry in self.project.entries.items():
            if not isinstance(entry, Alley):
                document, _ = self.project.documents[id_]
                folders[entry.kind][str(PurePosixPath(document.file).parent)] += 1
        for kind, record in kinds().items():
            label = kind_names(kind)[self.tag]
            home = f"guides/{self.project.source_locale.word(f'path.{kind}')}"
            names = [name for name, _ in folders[kind].most_common()] or [home]
            for number, folder in enumerate(names):
                yield {
                    "name": kind if not number else f"{kind}-{number + 1}",
                    "label": label if not number else f"{label} ({folder.removeprefix('guides/')})",
                    "icon": ICONS.get(kind, "article"),
                    "folder": folder,
                    "extension": "yml",
                    "format": "camtay",
                    "filter": {"field": "kind", "value": kind},
                    "identifier_field": "id",
                    "slug": "{{fields.id}}",
                    "summary": f"{{{{title.{self.project.source_locale.tag}}}}}",
                    "sortable_fields": {"fields": ["id", "reviewed"], "default": {"field": "id"}},
                    "thumbnail": False,
                    "delete": False,  # a printed code leads to it; whoever may really delete knows git
                    "fields": [self.field(one) for one in in_order(record)],
                }

    def files(self) -> Form:
        """The files that there is one of."""
        there = {name: file for name, (file, _) in FILES.items() if (self.project.root / file).is_file()}
        return {
            "name": "general",
            "label": self.word("general"),
            "icon": "settings",
            "files": [
                {
                    "name": name,
                    "label": kind_names(name)[self.tag],
                    "icon": ICONS[name],
                    "file": file,
                    "format": "camtay",
                    "fields": [self.field(one) for one in describe(FILES[name][1]).fields],
                }
                for name, file in there.items()
            ],
        }

    # ------------------------------------------------------------ fields
    def field(self, one: Field) -> Form:
        """The form of one field."""
        if one.sort == "constant":
            return {"name": one.name, "label": one.label[self.tag], "widget": "hidden", "default": one.choices[0].value}
        base: Form = {"name": one.name, "label": one.label[self.tag], "required": one.required}
        if hint := one.hint[self.tag]:
            base["hint"] = hint
        if one.by_locale:
            each = [self.of_locale(one, locale) for locale in self.project.locales]
            return {**base, "widget": "object", "collapsed": True, "fields": each}
        if one.many:
            return {**base, **self.many(one)}
        return {**base, **self.single(one)}

    def of_locale(self, one: Field, locale: Locale) -> Form:
        form = self.many(one) if one.many else self.single(one)
        return {"name": locale.tag, "label": locale.name, "required": False, **form}

    def many(self, one: Field) -> Form:
        bounds: Form = {"min": one.least} if one.least else {}
        if one.most is not None:
            bounds["max"] = one.most
        if options := self.options(one):
            return {"widget": "select", "multiple": True, "options": options, **bounds}
        if one.sort == "scalar":
            return {"widget": "list", **bounds, **self.pattern(one)}
        inner = self.texts(one.form.limit) if one.sort == "text" else self.fields(one.record)
        return {
            "widget": "list",
            "label_singular": self.word("item"),
            "collapsed": True,
            "summary": self.summary(one),
            "fields": inner,
            **bounds,
        }

    def single(self, one: Field) -> Form:
        if one.sort == "text":
            return {"widget": "object", "fields": self.texts(one.form.limit)}
        if one.sort == "record":
            return {"widget": "object", "collapsed": "auto", "fields": self.fields(one.record)}
        if one.sort == "flag":
            return {"widget": "boolean"}
        if one.sort == "choice":
            return {"widget": "select", "options": [pair(c.label[self.tag], c.value) for c in one.choices]}
        if options := self.options(one):
            return {"widget": "select", "options": options}
        if one.form.name == "picture":
            return {"widget": "image", **folder(PICTURES)}
        if one.form.name == "sound":
            return {"widget": "file", **folder(SOUNDS)}
        if one.form.name == "day":
            today: Form = {"default": "{{now}}"} if one.required else {}
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", **today}
        return {"widget": "string", **self.pattern(one)}

    def pattern(self, one: Field) -> Form:
        if not one.form.pattern:
            return {}
        words = FORM_MESSAGES.get(one.form.name, OPEN)[self.tag]
        return {"pattern": [one.form.pattern, words.format(example=one.form.example)]}

    def fields(self, record: Described | None) -> list[Form]:
        """Those of a record inside an entry; of a claim its words first."""
        if record is None:
            return []
        return [*(self.texts() if record.beside else ()), *(self.field(one) for one in record.fields)]

    def texts(self, limit: int = 0) -> list[Form]:
        """The same words in every locale; only the source locale needs them."""
        source = self.project.source_locale
        return [self.text(locale, limit, required=locale == source) for locale in self.project.locales]

    def text(self, locale: Locale, limit: int, required: bool) -> Form:
        form: Form = {"name": locale.tag, "label": locale.name, "required": required, "widget": "text"}
        if limit:
            form["maxlength"] = limit
        if 0 < limit < 80:
            form["widget"] = "string"
        return form

    def summary(self, one: Field) -> str:
        """What a closed item of a list is called."""
        source = self.project.source_locale.tag
        names = {inner.name: inner for inner in (one.record.fields if one.record else ())}
        wanted = next((name for name in ("title", "ask", "guide", "number") if name in names), None)
        if wanted:
            return f"{{{{{wanted}.{source}}}}}" if names[wanted].sort == "text" else f"{{{{{wanted}}}}}"
        beside = one.sort == "text" or (one.record is not None and one.record.beside)
        return f"{{{{{source}}}}}" if beside else "{{id}}"

    def options(self, one: Field) -> list[Form]:
        """What an id may be, with its name."""
        project, tag = self.project, self.project.source_locale.tag
        named: Iterable[tuple[str, str]] = ()
        if one.refers == "topic":
            named = ((term.title.in_(tag).text, term.id) for term in project.site.topics)
        elif one.refers == "audience":
            named = ((term.title.in_(tag).text, term.id) for term in project.site.audiences)
        elif one.refers == "place":
            named = ((place.title.in_(tag).text, place.id) for place in project.places.values())
        elif one.refers == "locale":
            named = ((locale.name, locale.tag) for locale in project.locales)
        elif one.refers in ("entry", "guide"):
            wanted = (e for e in project.entries.values() if one.refers == "entry" or e.kind == "guide")
            named = ((e.name.in_(tag).text, e.id) for e in wanted)
        return [pair(label, value) for label, value in named]


def pair(label: str, value: str) -> Form:
    """One option."""
    return {"label": label, "value": value}


def folder(name: str) -> Form:
    """Where new files of a field go. Content names them without the slash: see `scripts/editor/src/yaml_file.js`."""
    return {"media_folder": f"/guides/{name}", "public_folder": f"/{name}"}


def in_order(record: Described) -> list[Field]:
    """Fields of an entry as one fills them in."""
    names = [one.name for one in record.fields]
    own = [name for name in names if name not in FIRST and name not in LAST]
    wanted = [*(n for n in FIRST if n in names), *own, *(n for n in LAST if n in names)]
    return [record.field(name) for name in wanted]


def names() -> dict[str, list[str]]:
    """Names of fields that files write in a way of their own.

    `plain` without quotes (dates, numbers), `lists` also as a single word, `files` without a slash before."""

    def all_fields(record: Described) -> Iterator[Field]:
        for one in record.fields:
            yield one
            if one.record:
                yield from all_fields(one.record)

    records = [*kinds().values(), *(describe(record) for _, record in FILES.values())]
    found = [one for record in records for one in all_fields(record)]
    return {
        "plain": sorted({one.name for one in found if one.form.name in ("day", "whole", "decimal")}),
        "lists": sorted({one.name for one in found if one.one_allowed}),
        "files": sorted({one.name for one in found if one.form.name in ("picture", "sound")}),
    }
