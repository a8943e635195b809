"""The description of the model says what the readers accept, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from camtay.deceit import strange_host
from camtay.model import fields
from camtay.model.described import FILES, Described, Field, describe, kinds
from camtay.model.described_words import CHOICES, KIND_NAMES, WORDS
from camtay.model.entries import KINDS

LOCALES = ("vi", "en")
RECORDS: dict[str, type[BaseModel]] = {**KINDS, **{name: record for name, (_, record) in FILES.items()}}
EXAMPLES = {"lat": "17.072", "lon": "107.11"}


def sample(record: Described, full: bool) -> dict[str, Any]:
    """A value of the record made from nothing but its description; `full`: with every field."""
    words = {"vi": "Chữ", "en": "Words"} if record.beside else {}
    chosen = (one for one in record.fields if full or one.required)
    made = {**words, **{one.name: value(one, full) for one in chosen}}
    if record.name == "Stop":  # an entry or a title, not both
        made = {**made, "title": {"vi": "Chợ"}}
        made.pop("entry", None)
    if record.name in ("Phone", "Channel"):  # a number needs a source, and to be sure
        made |= {"sources": ["s"], "confidence": "verified"}
    return made


def value(one: Field, full: bool) -> Any:
    if one.many:
        items = [single(one, full, number) for number in range(max(one.least, 1))]
        return dict.fromkeys(LOCALES, items) if one.by_locale else items
    return {locale: single(one, full) for locale in LOCALES} if one.by_locale else single(one, full)


def single(one: Field, full: bool, number: int = 0) -> Any:
    if one.sort == "text":
        return {"vi": f"Chữ {one.name} {number}", "en": f"Words {number}"}
    if one.sort == "record":
        assert one.record
        return sample(one.record, full)
    if one.sort in ("choice", "constant"):
        return one.choices[0].value
    if one.sort == "flag":
        return True
    if one.name == "only":
        return "vi"
    return EXAMPLES.get(one.name) or one.form.example or "một dòng"


def refused(kind: str, data: dict[str, Any]) -> set[tuple[Any, ...]]:
    """Where the reader finds faults."""
    try:
        RECORDS[kind].model_validate(data, context={"locales": LOCALES})
    except ValidationError as error:
        return {detail["loc"] for detail in error.errors()}
    return set()


def every_field(record: Described) -> Iterator[tuple[Described, Field]]:
    for one in record.fields:
        yield record, one
        if one.record:
            yield from every_field(one.record)


def all_fields() -> list[tuple[Described, Field]]:
    return [pair for record in RECORDS.values() for pair in every_field(describe(record))]


@pytest.mark.parametrize("kind", RECORDS)
def test_readers_accept_what_the_description_says(kind: str) -> None:
    """A record made from the description alone is read: with every field, and with the required ones only."""
    record = describe(RECORDS[kind])
    assert refused(kind, sample(record, full=True)) == set()
    assert refused(kind, sample(record, full=False)) == set()


@pytest.mark.parametrize("kind", RECORDS)
def test_required_fields_are_required(kind: str) -> None:
    """Without any one of its required fields a record is refused there; every field of the record is described."""
    record = describe(RECORDS[kind])
    whole = sample(record, full=False)
    for one in record.fields:
        if one.required:
            assert refused(kind, {name: whole[name] for name in whole if name != one.name}) == {(one.name,)}
    assert {one.name for one in record.fields} | ({"text"} if record.beside else set()) == set(
        RECORDS[kind].model_fields
    )


def test_lists_have_the_described_number_of_items() -> None:
    """One item fewer than `least` or more than `most` is refused."""
    whole = sample(kinds()["path"], full=False)
    questions = whole["questions"]
    assert (len(questions), kinds()["path"].field("questions").most) == (5, 5)
    assert refused("path", {**whole, "questions": questions[:4]}) == {("questions",)}
    assert refused("path", {**whole, "questions": [*questions, questions[0]]}) == {("questions",)}
    assert refused("path", {**whole, "course": []}) == {("course",)}


def test_a_choice_is_one_of_the_described_ones() -> None:
    """Every described choice is read, another value is not."""
    whole = sample(kinds()["guide"], full=False)
    for choice in kinds()["guide"].field("level").choices:
        assert refused("guide", {**whole, "level": choice.value}) == set()
    assert refused("guide", {**whole, "level": "khó"}) == {("level",)}


@pytest.mark.parametrize("kind", RECORDS)
def test_single_values_stand_for_lists_only_where_described(kind: str) -> None:
    """`place: cua-tung` is a list of one; `confirm: …` is not."""
    record = describe(RECORDS[kind])
    whole = sample(record, full=True)
    for one in record.fields:
        if one.many and one.sort == "scalar" and not one.by_locale:
            found = refused(kind, {**whole, one.name: single(one, full=True)})
            assert found == (set() if one.one_allowed else {(one.name,)})


def test_texts_are_no_longer_than_described() -> None:
    """A summary of 161 characters is refused, one of 160 is not."""
    whole = sample(kinds()["guide"], full=False)
    limit = kinds()["guide"].field("summary").form.limit
    assert limit == 160
    assert refused("guide", {**whole, "summary": {"vi": "a" * limit}}) == set()
    assert refused("guide", {**whole, "summary": {"vi": "a" * (limit + 1)}}) == {("summary",)}


READERS: dict[str, TypeAdapter[Any]] = {
    "id": TypeAdapter(fields.Id),
    "whole": TypeAdapter(fields.Whole),
    "decimal": TypeAdapter(fields.Decimal),
    "phone": TypeAdapter(fields.PhoneNumber),
    "web": TypeAdapter(fields.Web),
}
FORMS = {one.form.name: one.form for _, one in all_fields() if one.form.pattern}


@given(
    st.sampled_from(sorted(READERS)).flatmap(
        lambda n: st.tuples(st.just(n), st.from_regex(FORMS[n].pattern, fullmatch=True))
    )
)
def test_what_a_pattern_lets_pass_is_read(case: tuple[str, str]) -> None:
    """A value that an editor's pattern lets pass is no fault for the reader, but for a host that pretends to be another
    one, which no pattern can tell."""
    name, text = case
    assume(name != "web" or not strange_host(text))
    READERS[name].validate_python(text.rstrip("\n"))


def test_patterns_show_a_right_example() -> None:
    """The example of each form matches its pattern; a wrong one does not."""
    for form in FORMS.values():
        assert re.fullmatch(form.pattern, form.example), form.name
        assert not re.search(form.pattern, "Giếng cổ!"), form.name


def test_every_field_has_words() -> None:
    """No field, kind or choice without a Vietnamese and an English name, and no words for what is no field."""
    unused = set(WORDS)
    for record, one in all_fields():
        owners = {key for key in WORDS if key.endswith(f".{one.name}")}
        assert one.label["vi"] != one.name, f"{record.name}.{one.name} has no words in described_words.WORDS"
        assert one.label["en"]
        assert owners
        unused -= owners
        if one.sort == "choice":
            assert {choice.value for choice in one.choices} <= set(CHOICES)
    assert unused == set()
    assert set(KIND_NAMES) == set(RECORDS)
