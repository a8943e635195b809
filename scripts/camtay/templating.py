"""The templates of a project, compiled once, with calls that cost what a call in Python costs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame

from camtay.compiled.scopes import RefusedError
from camtay.compiled.whole import Program, Whole, Word, whole

OVERRIDES = "docs/.overrides/camtay"
"""Templates here replace the package's own of the same name."""
PROGRAMS = 500
"""Most functions that are kept: a template in a locale each."""


class _Direct(CodeGenerator):
    """Writes `f(a, b)` where Jinja writes `context.call(f, a, b)`, which asks every callable five times what it would
    like to be given. None of ours wants the context. (A fifth of the time of a page.)"""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Called by Jinja for each call in a template."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for number, argument in enumerate([*node.args, *node.kwargs]):
            if number:
                self.write(", ")
            self.visit(argument, frame)
        self.write(")")


def wordless(key: str) -> str:
    """The words of a page without a view: none."""
    raise KeyError(key)


class Templates(Environment):
    """Jinja's environment, and the functions that some of its templates were made to as a whole (`compiled`)."""

    def __init__(self, root: Path) -> None:
        loader = ChoiceLoader([FileSystemLoader(root / OVERRIDES), PackageLoader("camtay", "templates")])
        super().__init__(
            loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
            auto_reload=False,
        )  # fmt: skip
        self.code_generator_class = _Direct
        self.filters["word"] = _word
        self._parsed: dict[str, nodes.Template] = {}
        self._wholes: dict[str, Whole | None] = {}
        self._programs: dict[tuple[str, str], Program | None] = {}

    def program(self, name: str, words: str, word: Word) -> Program | None:
        """The function of a template for the words of one locale, of which `words` is a name; None where the template
        is written in a way that only Jinja understands."""
        key = (name, words)
        if key not in self._programs:
            if len(self._programs) >= PROGRAMS:
                self._programs.clear()
            made = self._whole(name)
            try:
                self._programs[key] = made.program(word) if made else None
            except RefusedError:
                self._programs[key] = None
        return self._programs[key]

    def _whole(self, name: str) -> Whole | None:
        if name not in self._wholes:
            try:
                self._wholes[name] = whole(self, name, self._parsed)
            except RefusedError:
                self._wholes[name] = None
        return self._wholes[name]

    def plain(self, name: str, values: Mapping[str, Any]) -> str:
        """What Jinja makes of a template."""
        return self.get_template(name).render(values)

    def quick(self, name: str, values: Mapping[str, Any], words: str = "", word: Word = wordless) -> str | None:
        """The same from the template's function. None where there is none, or where something went wrong in it: what
        the function takes for certain Jinja can make up for, or else it says what is wrong in which line."""
        made = self.program(name, words, word)
        if made is None:
            return None
        try:
            return made(values)
        except Exception:  # whatever it is: Jinja meets it again
            return None


@lru_cache(maxsize=8)
def environment(root: Path) -> Templates:
    """The templates of a project. Changed ones are seen only by a new process."""
    return Templates(root)


def _word(view: Any, key: str) -> str:
    return str(view.w(key))
