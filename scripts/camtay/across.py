"""What several files can have wrong only together: names that nothing has, addresses taken twice, dead codes."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

from camtay import ledger as ledgers
from camtay import source as sources
from camtay import urls
from camtay.errors import Problem
from camtay.ledger import Ledger
from camtay.model.entries import Alley, Guide, LearningPath, held, references
from camtay.model.fields import Confidence
from camtay.model.site import Site
from camtay.source import Source
from camtay.text import candidates, nearest, slugify
from camtay.yaml_file import Document, Path_

UNSURE = Confidence.UNSURE.value

_FAR = {
    "ref.entry": "ref.entry_far",
    "ref.named": "ref.named_far",
    "ref.place": "ref.place_far",
    "ref.topic": "ref.topic_far",
    "ref.audience": "ref.audience_far",
}
"""The code for a name that resembles none of those that are known."""


def unknown(code: str, name: str, known: list[str]) -> tuple[str, dict[str, str]]:
    """Code and values of the problem of a `name` that is none of the `known` ones: with the one that was probably
    meant, or with the few that are the least unlike it. `code` is one of `_FAR`."""
    if best := nearest(name, known):
        return code, {"name": name, "nearest": best}
    return _FAR[code], {"name": name, "known": candidates(name, known)}


def unknown_entries(names: Iterable[str], known: Iterable[str], drafts: Container[str] = ()) -> list[Problem]:
    """The problems of entries that were named on the command line and are not among the `known` ones, or are drafts."""
    all_ = list(known)
    found = []
    for name in names:
        if name in drafts:
            found.append(("draft.command", {"name": name}))
        elif name not in all_:
            found.append(unknown("ref.named", name, all_))
    return [Problem(code, params=params) for code, params in found]


def reference_problems(source: Source, site: Site) -> list[Problem]:
    """Names of entries, communes, topics and audiences that there are not."""
    problems: list[Problem] = []

    def look_up(document: Document, path: Path_, code: str, name: str, known: dict[str, None]) -> None:
        if name not in known:
            found, params = unknown(code, name, list(known))
            problems.append(document.problem(found, path, **params))

    # A file whose own fault kept it from being read is not reported once more by those who name it.
    ids = dict.fromkeys([*source.entries, *sorted(source.unread)])
    places = dict.fromkeys(place.id for place in source.places.items) if source.places else {}
    places_known = not any(p.file == sources.PLACES and p.severity == "error" for p in source.problems)
    topics, audiences = dict.fromkeys(t.id for t in site.topics), dict.fromkeys(t.id for t in site.audiences)
    for index, name in enumerate(site.featured):
        look_up(source.site_document, ("featured", index), "ref.entry", name, ids)
    for number, group in enumerate(source.synonyms.groups if source.synonyms else ()):
        for index, name in enumerate(group.entries):
            look_up(source.synonyms_document, ("groups", number, "entries", index), "ref.entry", name, ids)
    for id_, entry in source.entries.items():
        document, base = source.documents[id_]
        for path, name in references(entry):
            look_up(document, (*base, *path), "ref.entry", name, ids)
        if not isinstance(entry, Alley) and places_known:  # an alley's are its village's
            for index, name in enumerate(entry.place):
                look_up(document, ("place", index), "ref.place", name, places)
        if isinstance(entry, Guide):
            look_up(document, ("topic",), "ref.topic", entry.topic, topics)
        if isinstance(entry, Guide | LearningPath):
            for index, name in enumerate(entry.audience):
                look_up(document, ("audience", index), "ref.audience", name, audiences)
    return problems


def course_problems(source: Source) -> list[Problem]:
    """Courses with something else than guides, with a guide twice, or with questions about what they don't teach."""
    problems: list[Problem] = []
    for id_, entry in source.entries.items():
        if not isinstance(entry, LearningPath):
            continue
        document, _ = source.documents[id_]
        for index, name in enumerate(entry.guides):
            at = ("course", index, "guide")
            found = dict.get(source.entries, name)
            if found is not None and not isinstance(found, Guide):
                problems.append(document.problem("course.guide", at, name=name, kind=found.kind))
            if name in entry.guides[:index]:
                problems.append(document.problem("course.twice", at, name=name))
        for index, question in enumerate(entry.questions):
            if question.guide is not None and question.guide not in entry.guides:
                known = candidates(question.guide, list(entry.guides))
                problems.append(
                    document.problem("course.outside", ("questions", index, "guide"), name=question.guide, known=known)
                )
    return problems


def synonym_problems(source: Source) -> list[Problem]:
    """Words that stand twice in one locale: nobody could say what a change of one of them does."""
    problems: list[Problem] = []
    seen: dict[tuple[str, str], Path_] = {}
    told = source.synonyms_document
    for number, group in enumerate(source.synonyms.groups if source.synonyms else ()):
        for locale, words in group.words.items():
            for index, word in enumerate(words):
                path: Path_ = ("groups", number, "words", locale, index)
                first = seen.setdefault((locale, slugify(word)), path)
                if first != path:
                    params = {"word": word, "line": str(told.place(first)[0])}
                    problems.append(told.problem("synonym.twice", path, **params))
    return problems


def slug_problems(source: Source) -> list[Problem]:
    """Addresses that two entries have, or one that an entry has and had."""
    problems: list[Problem] = []
    taken: dict[tuple[str, str], str] = {}
    for id_, entry in source.entries.items():
        document, base = source.documents[id_]
        for slug in (entry.address_name, *entry.former_slugs):
            other = taken.setdefault((entry.kind, slug), id_)
            if other != id_ or (slug in entry.former_slugs and slug == entry.address_name):
                problems.append(document.problem("slug.taken", (*base, "slug"), slug=slug, other=other))
    return problems


def unsure_problems(source: Source) -> list[Problem]:
    """Required fields that are `unsure`: nothing would be left to say."""
    problems: list[Problem] = []
    for id_, entry in source.entries.items():
        if id_ in source.unsure:
            document, base = source.documents[id_]
            problems += (document.problem("claim.unsure", (*base, *path), name=path[-1]) for path in held(entry))
    return problems


def ledger_problems(source: Source, site: Site, ledger: Ledger, day: date) -> list[Problem]:
    """The gate's first half: every code leads to an entry; what was printed is what is encoded today."""
    problems: list[Problem] = []
    broken = any(p.severity == "error" for p in source.problems)
    for code in ledger.codes.values():
        if code.entry not in source.entries and not broken:
            best = nearest(code.entry, list(source.entries))
            problems.append(
                Problem(
                    "gate.target", ledgers.FILE, params={"code": code.code, "entry": code.entry, "nearest": best or "…"}
                )
            )
        today = urls.payload(site, code.code)
        for event in code.events:
            if event.event == "print" and event.payload != today:
                params = {"code": code.code, "printed": event.payload, "today": today, "host": _host_of(event.payload)}
                problems.append(Problem("gate.payload", ledgers.FILE, params=params))
                break
    for id_, entry in source.entries.items():
        if id_ not in ledger.by_entry and entry.begins <= day and not entry.expired(day):
            document, base = source.documents[id_]
            problems.append(document.problem("ledger.uncoded", (*base, "id"), "warning", id=id_))
    at = ("sign_host",) if site.sign_host else ("base_url",)
    told = source.site_document.problem
    if any(c.isdigit() for c in site.host):
        problems.append(told("site.host_digits", at, "warning", host=site.host))
    if len(site.host) > 28:
        problems.append(told("site.host_long", at, "warning", host=site.host, length=len(site.host)))
    return problems


def _host_of(payload: str) -> str:
    return payload.split("/")[2].lower() if payload.count("/") >= 3 else payload
