"""The data of a YAML file without the places of its values, in a third of the time.

Most files have nothing to tell of, and places are needed for problems alone. libyaml's composer builds the whole tree
in C; anything that the careful composer in `yaml_file` would refuse, warn of or read in another way is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import yaml

from camtay import yaml_lines
from camtay.text import HIDDEN_CHARACTERS

_BEFORE = r"(?:^|[-:?,\[{])\s*"
"""Where a value begins; an anchor, an alias or a tag can stand nowhere else."""
_MARK = re.compile(_BEFORE + r"(?:[&*]\w|!)", re.MULTILINE)
_MERGE = re.compile(r"<<\s*:")
_FURTHER = re.compile(r"^(?:---|\.\.\.|%)", re.MULTILINE)
"""Further documents, directives."""
_CURLY = re.compile("[“„‟”‘‚’][A-Za-z0-9+][A-Za-z0-9+._:/@-]+[”“‟’‘]")
_CURLY_VALUE = re.compile(rf"{_BEFORE}{_CURLY.pattern}\s*(?:$|[#,\]}}])", re.MULTILINE)
"""A word in curly marks."""
_ESCAPE = re.compile(r"\\[^\"\\n]")
"""It might hide a character."""
_SPACE = re.compile(r":[\t\u00a0\u2000-\u200a\u202f\u3000]")
"""Perhaps a field whose colon is followed by no plain space."""

_SCALAR, _SEQUENCE = yaml.ScalarNode, yaml.SequenceNode


def smooth(text: str) -> bool:
    """Whether a text has nothing but printed characters, plain spaces and line feeds, so that nothing can hide in it.

    Asked once, for it is many times as quick as looking for each sort of what might."""
    return text.replace("\n", "").isprintable()


def _is_left(text: str, plain: bool) -> bool:
    """Whether something is in a text that only the careful composer reads; `plain`: see `smooth`.

    A regular expression that begins with what may be anywhere takes as long as all the parsing: each is asked only
    where characters stand that it needs."""
    return bool(
        (_may_be_marked(text, plain) and _MARK.search(text))
        or ("<<" in text and _MERGE.search(text))
        or (("\n---" in text or "\n..." in text or "\n%" in text or text[:1] in "-.%") and _FURTHER.search(text))
        or ("\\" in text and _ESCAPE.search(text))
        or (any(_CURLY.match(text, at) for at in _places(text, "“„‟”‘‚’")) and _CURLY_VALUE.search(text))
        or (not plain and (_SPACE.search(text) or HIDDEN_CHARACTERS.search(text)))
    )


def _may_be_marked(text: str, plain: bool) -> bool:
    """False where no value can begin with one of the signs of `_MARK`."""
    if not plain:
        return "&" in text or "*" in text or "!" in text
    for sign in "&*!":
        if sign in text:
            # In a plain text blanks are spaces and line feeds; `**` begins bold words.
            starts = (text.count(f"{c}{sign}") - (sign == "*" and text.count(f"{c}**")) for c in " \n-:?,[{")
            if text[0] == sign or any(starts):
                return True
    return False


def _places(text: str, characters: str) -> Iterator[int]:
    """Where any of some characters stands."""
    for character in characters:
        at = text.find(character)
        while at >= 0:
            yield at
            at = text.find(character, at + 1)


class NotPlainError(Exception):
    """The file has something to look at with care."""


def _tree() -> Any:
    """A parser of nodes whose tags nobody asks for; None where PyYAML was built without libyaml."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined] # named in no __all__
    except ImportError:
        return None
    parser: Any = CParser

    class Tree(parser):  # type: ignore[misc] # the binding has no types
        def __init__(self, text: str) -> None:
            parser.__init__(self, text)

        def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
            return "-"

        def descend_resolver(self, node: Any, index: Any) -> None: ...

        def ascend_resolver(self) -> None: ...

    return Tree


TREE = _tree()


def load(text: str, typed: dict[str, Any], deepest: int, plain: bool = False) -> Any:
    """The data of a document of dict, list and str; of plain scalars those in `typed` are what it says. `plain`: the
    text is known to be `smooth`.

    Raises NotPlainError for whatever is not just that, or nested deeper than `deepest`."""
    if TREE is None or _is_left(text, plain := plain or smooth(text)):
        raise NotPlainError
    if plain:
        with suppress(yaml_lines.NotSimpleError):
            return yaml_lines.load(
                text, typed, deepest, lambda part, depth: _value(_tree_of(part), typed, deepest, depth)
            )
    node = _tree_of(text)
    return None if node is None else _value(node, typed, deepest, 0)


# Functions that call themselves stand at the top of the module: inside of others they would hold all that they have
# seen until rubbish is collected.
def _value(node: Any, typed: Mapping[str, Any], deepest: int, depth: int) -> Any:
    kind = type(node)
    if kind is _SCALAR:
        words = node.value
        return typed[words] if not node.style and words in typed else words
    if depth >= deepest:
        raise NotPlainError
    if kind is _SEQUENCE:
        return [_value(item, typed, deepest, depth + 1) for item in node.value]
    found = {}
    for key, item in node.value:
        if type(key) is not _SCALAR or key.value in found:
            raise NotPlainError
        found[key.value] = _value(item, typed, deepest, depth + 1)
    return found


Marks = dict[tuple[str | int, ...], tuple[int, int]]


def places(text: str) -> tuple[Marks, Marks]:
    """Data path → line and column of every value (of its key, where it has one), and of what stands behind a key or a
    hyphen, where that is words. Raises NotPlainError as `load` does."""
    if TREE is None or _is_left(text, smooth(text)):
        raise NotPlainError
    found: tuple[Marks, Marks] = {}, {}
    node = _tree_of(text)
    if node is not None:
        _look(node, (), *found)
    return found


def _look(node: Any, path: tuple[str | int, ...], marks: Marks, values: Marks) -> None:
    start = node.start_mark
    mark = (start.line + 1, start.column + 1)
    marks.setdefault(path, mark)
    if type(node) is _SCALAR:
        if node.value or node.style:
            values[path] = mark
    elif type(node) is _SEQUENCE:
        for index, item in enumerate(node.value):
            _look(item, (*path, index), marks, values)
    else:
        for key, item in node.value:
            child = (*path, key.value)
            marks[child] = (key.start_mark.line + 1, key.start_mark.column + 1)
            _look(item, child, marks, values)


def _tree_of(text: str) -> Any:
    try:
        return TREE(text).get_single_node()
    except yaml.YAMLError:
        raise NotPlainError from None
