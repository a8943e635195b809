"""Which Python variable stands for a name in a template.

Every scope of Jinja (a template, a block, a loop, a macro) gets variables of its own: a `set` inside a loop ends with
the turn, and a name that was not set yet means what it means outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from jinja2 import nodes

ANY = "*"
"""In place of a name: what a template includes may ask for all of them."""


class RefusedError(Exception):
    """A template holds what the compiler does not know; Jinja makes its pages."""


@dataclass
class Scope:
    """Names that were given a meaning, inside a further scope; outermost come the values that the page was given."""

    outer: Scope | None = None
    own: dict[str, str] = field(default_factory=dict)
    loop: dict[str, str] = field(default_factory=dict)
    """Attributes of `loop` → Python, in the body of a loop."""

    def find(self, name: str) -> str | None:
        """The variable of a name that some scope set."""
        if name in self.own:
            return self.own[name]
        return self.outer.find(name) if self.outer else None


def assigned(body: Iterable[nodes.Node]) -> list[str]:
    """Names that a body sets in its own scope: `if` has none of its own, loops and blocks do."""
    found: dict[str, None] = {}
    for node in body:
        if isinstance(node, nodes.Assign):
            found |= dict.fromkeys(names(node.target))
        elif isinstance(node, nodes.If):
            found |= dict.fromkeys(assigned([*node.body, *node.elif_, *node.else_]))
    return list(found)


def names(target: nodes.Node) -> list[str]:
    """The names of `a` or `a, (b, c)`. Raises RefusedError for `a.b`."""
    if isinstance(target, nodes.Name):
        return [target.name]
    if isinstance(target, nodes.Tuple):
        return [name for item in target.items for name in names(item)]
    raise RefusedError(type(target).__name__)


def set_first(name: str, body: Sequence[nodes.Node]) -> bool:
    """Whether a scope sets a name in any case, before anything asks for it."""
    for node in body:
        if isinstance(node, nodes.Assign) and name in names(node.target):
            return not mentions(node.node, name)
        if mentions(node, name):
            return False
    return False


def mentions(node: nodes.Node, name: str) -> bool:
    """Whether a name occurs anywhere in a piece of a template. What a template includes may ask for any."""
    found = _named(node)
    return name in found or ANY in found


@lru_cache(maxsize=2_000)
def _named(node: nodes.Node) -> frozenset[str]:
    """All names in a piece of a template."""
    if isinstance(node, nodes.Include | nodes.Block):
        return frozenset((ANY,))
    inside = frozenset().union(*map(_named, node.iter_child_nodes()))
    return inside | {node.name} if isinstance(node, nodes.Name) else inside
