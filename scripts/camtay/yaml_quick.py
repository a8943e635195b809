"""The data of a YAML file without the places of its values, in a third of the time.

Most files have nothing to tell of, and places are needed for problems alone. libyaml's composer builds the whole tree
in C; anything that the careful composer in `yaml_file` would refuse, warn of or read in another way is left to it.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from camtay.text import HIDDEN_CHARACTERS

_LEFT = re.compile(
    r"(?:^|[-:?,\[{])\s*(?:[&*]\w|!)"  # an anchor, an alias or a tag can only stand where a value begins
    r"|<<\s*:|^(?:---|\.\.\.|%)"  # merge keys, further documents, directives
    r"|(?:^|[-:?,\[{])\s*[“„‟”‘‚’][A-Za-z0-9+][A-Za-z0-9+._:/@-]+[”“‟’‘]\s*(?:$|[#,\]}])"  # a word in curly marks
    r"|\\[^\"\\n]"  # an escape might hide a character
    r"|:[\t\u00a0\u2000-\u200a\u202f\u3000]",  # perhaps a field whose colon is followed by no plain space
    re.MULTILINE,
)


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


def load(text: str, typed: dict[str, Any], deepest: int) -> Any:
    """The data of a document of dict, list and str; of plain scalars those in `typed` are what it says.

    Raises NotPlainError for whatever is not just that, or nested deeper than `deepest`."""
    if TREE is None or _LEFT.search(text) or HIDDEN_CHARACTERS.search(text):
        raise NotPlainError
    try:
        node = TREE(text).get_single_node()
    except yaml.YAMLError:
        raise NotPlainError from None
    scalar, sequence = yaml.ScalarNode, yaml.SequenceNode

    def value(node: Any, depth: int) -> Any:
        kind = type(node)
        if kind is scalar:
            words = node.value
            return typed[words] if not node.style and words in typed else words
        if depth >= deepest:
            raise NotPlainError
        if kind is sequence:
            return [value(item, depth + 1) for item in node.value]
        found = {}
        for key, item in node.value:
            if type(key) is not scalar or key.value in found:
                raise NotPlainError
            found[key.value] = value(item, depth + 1)
        return found

    return None if node is None else value(node, 0)
