"""The templates of a project, compiled once, with calls that cost what a call in Python costs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame

OVERRIDES = "docs/.overrides/camtay"
"""Templates here replace the package's own of the same name."""


class _Direct(CodeGenerator):
    """Writes `f(a, b)` where Jinja writes `context.call(f, a, b)`, which asks every callable five times what it would
    like to be given. None of ours wants the context. (A fifth of the time of a page.)"""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Called by Jinja for each call in a template."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for number, argument in enumerate([*node.args, *node.kwargs]):
            if number:
                self.write(", ")
            self.visit(argument, frame)
        self.write(")")


@lru_cache(maxsize=8)
def environment(root: Path) -> Environment:
    """The templates of a project. Changed ones are seen only where `auto_reload` is set."""
    loader = ChoiceLoader([FileSystemLoader(root / OVERRIDES), PackageLoader("camtay", "templates")])
    made = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
        auto_reload=False,
    )  # fmt: skip
    made.code_generator_class = _Direct
    made.filters["word"] = _word
    return made


def _word(view: Any, key: str) -> str:
    return str(view.w(key))
