"""Templates → one function: the frame with the blocks of the kind in it, macros as functions inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateError

from camtay.compiled.expressions import ARGUMENT, NOTHING, Expressions
from camtay.compiled.runtime import Pieces, safe
from camtay.compiled.scopes import RefusedError, Scope, assigned, names, set_first

Program = Callable[[Mapping[str, Any]], str]
"""Values of a page → its HTML. Raises whatever goes wrong."""
Word = Callable[[str], str]
"""Key → word of a locale. Raises KeyError."""


@dataclass(frozen=True)
class Whole:
    """A template and all that it draws in, compiled; `words` are the globals that differ from locale to locale."""

    code: CodeType
    room: Mapping[str, Any]
    words: Mapping[tuple[str, str], str]

    def program(self, word: Word) -> Program:
        """The function for the words of one locale. Raises RefusedError where it has not all of them."""
        room = dict(self.room)
        for (kind, key), variable in self.words.items():
            try:
                text = word(key)
            except KeyError:
                raise RefusedError(key) from None
            room[variable] = text.format if kind == "filled" else safe(text) if kind == "shown" else text
        exec(self.code, room)  # noqa: S102 - made of templates, as Jinja's own is
        made: Program = room["page"]
        return made


def whole(environment: Environment, name: str, parsed: dict[str, nodes.Template]) -> Whole:
    """A template, compiled; `parsed` keeps what Jinja's parser made of each file for the next one.

    Raises RefusedError for what this compiler does not know, and for templates that are not there or not sound."""
    try:
        return _Writer(environment, parsed).compiled(name)
    except (TemplateError, RecursionError, SyntaxError) as error:
        raise RefusedError(str(error)) from error


class _Writer:
    """One function in the making."""

    def __init__(self, environment: Environment, parsed: dict[str, nodes.Template]) -> None:
        self.environment = environment
        self.of = Expressions(environment)
        self.parsed = parsed
        self.lines: list[str] = []
        self.depth = 1
        self.pieces: list[str] = []
        """Python of what is written next, all at once."""
        self.text = ""
        """Text behind those pieces."""
        self.count = 0
        self.blocks: dict[str, nodes.Block] = {}
        self.imports: dict[str, str] = {}

    def compiled(self, name: str) -> Whole:
        chain = self._chain(name)
        for template in chain:
            self._imports(template)
        self.of.macros = {target: self._functions(target, file) for target, file in self.imports.items()}
        self._scope(chain[-1].body, Scope())
        body, self.lines = self.lines, []
        macros = self._macros()
        values = [f" {self._value(name, variable)}" for name, variable in self.of.given.items()]
        start = ["def page(given):", " pieces = Pieces()", " e, apart = pieces.extend, pieces.apart"]
        source = "\n".join([*start, *values, *macros, *body, " return ''.join(pieces)"])
        return Whole(compile(source, f"<{name}>", "exec"), {**self.of.room, "Pieces": Pieces}, self.of.words)

    def _value(self, name: str, variable: str) -> str:
        """A value of the page; one that is not given is Jinja's Undefined, which complains when it is used."""
        known = self.environment.globals.get(name, NOTHING)
        other = self.environment.undefined(name=name) if known is NOTHING else known
        return f"{variable} = given.get({name!r}, {self.of.hold('u', other)})"

    # ------------------------------------------------------------ which templates belong together
    def _parsed(self, name: str) -> nodes.Template:
        if name not in self.parsed:
            if self.environment.loader is None:
                raise RefusedError(name)
            source, filename, _ = self.environment.loader.get_source(self.environment, name)
            self.parsed[name] = self.environment.parse(source, name, filename)
        return self.parsed[name]

    def _chain(self, name: str) -> list[nodes.Template]:
        """The template and those that it extends, the frame last. Of a block the first is meant."""
        chain = [self._parsed(name)]
        while extends := [node for node in chain[-1].body if isinstance(node, nodes.Extends)]:
            for node in chain[-1].body:
                if isinstance(node, nodes.Block):
                    self.blocks.setdefault(node.name, node)
                elif not isinstance(node, nodes.Extends | nodes.Import) and not _empty(node):
                    raise RefusedError(type(node).__name__)
            parent = extends[0].template
            if len(extends) > 1 or not isinstance(parent, nodes.Const) or len(chain) > 5:
                raise RefusedError("extends")
            chain.append(self._parsed(parent.value))
        return chain

    def _imports(self, template: nodes.Template) -> None:
        """Make the macros that a template imports known. They come first in it, so they see only the page's values."""
        done = False
        for node in template.body:
            if isinstance(node, nodes.Import):
                named = node.template
                if done or not node.with_context or not isinstance(named, nodes.Const):
                    raise RefusedError("import")
                if self.imports.setdefault(node.target, named.value) != named.value:
                    raise RefusedError("two imports of one name")
            elif isinstance(node, nodes.Assign | nodes.If | nodes.For | nodes.Include):
                done = True

    def _functions(self, target: str, name: str) -> dict[str, str]:
        """Macro → its function, of a file of macros."""
        found = self._parsed(name).body
        if any(not isinstance(node, nodes.Macro) and not _empty(node) for node in found):
            raise RefusedError(f"{name} is more than macros")
        return {node.name: f"m_{target}_{node.name}" for node in found if isinstance(node, nodes.Macro)}

    def _macros(self) -> list[str]:
        """Write the macros that are called, and those that they call."""
        files = self.of.macros
        source = {
            files[target][node.name]: (target, node)
            for target, file in self.imports.items()
            for node in self._parsed(file).body
            if isinstance(node, nodes.Macro)
        }
        written: dict[str, list[str]] = {}
        while waiting := [function for function in self.of.called if function not in written]:
            target, node = source[waiting[0]]
            self.of.macros = {"": files[target]}
            written[waiting[0]] = self._macro(node, waiting[0])
        return [line for lines in written.values() for line in lines]

    def _macro(self, node: nodes.Macro, function: str) -> list[str]:
        scope, given = Scope(), []
        first = len(node.args) - len(node.defaults)
        for number, argument in enumerate(node.args):
            variable = scope.own[argument.name] = f"{ARGUMENT}{argument.name}"
            if number < first:
                given.append(variable)
                continue
            default = self.of.constant(node.defaults[number - first])
            if not isinstance(default, str | int | float | None):
                raise RefusedError("default")
            given.append(f"{variable}={default!r}")
        before, self.lines, self.depth = self.lines, [], 2
        self._scope(node.body, Scope(scope))
        body, self.lines, self.depth = self.lines, before, 1
        return [f" def {function}({', '.join(given)}):", *body, "  return"]

    # ------------------------------------------------------------ writing
    def _line(self, text: str) -> None:
        self.lines.append(" " * self.depth + text)

    def _piece(self, python: str) -> None:
        """A text that the page gets next, as an expression."""
        if self.text:
            self.pieces.append(repr(self.text))
            self.text = ""
        self.pieces.append(python)

    def _flush(self) -> None:
        """Write what was gathered: one call for many pieces."""
        if self.text:
            self.pieces.append(repr(self.text))
        if self.pieces:
            self._line(f"e(({', '.join(self.pieces)},))")
        self.pieces, self.text = [], ""

    def _variable(self, name: str) -> str:
        self.count += 1
        return f"l{self.count}_{name}"

    # ------------------------------------------------------------ statements
    def _scope(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        """A body with variables of its own: what it may leave unset begins with what the name means outside."""
        for name in assigned(body):
            variable = self._variable(name)
            if not set_first(name, body):
                outside = self.of.write(nodes.Name(name, "load"), scope)
                self._flush()
                self._line(f"{variable} = {outside}")
            scope.own[name] = variable
        self._body(body, scope)
        self._flush()

    def _body(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        for node in body:
            found = getattr(self, f"on_{type(node).__name__.lower()}", None)
            if found is None:
                raise RefusedError(type(node).__name__)
            found(node, scope)

    def on_extends(self, node: nodes.Extends, scope: Scope) -> None:
        raise RefusedError("extends")

    def on_import(self, node: nodes.Import, scope: Scope) -> None:
        """Nothing is left to do: see `_imports`."""
        if scope.outer is not None or self.depth > 1:
            raise RefusedError("an import inside something")

    def on_block(self, node: nodes.Block, scope: Scope) -> None:
        if scope.outer is not None or self.depth > 1:
            raise RefusedError("a block inside something")
        body = self.blocks.get(node.name, node).body
        self._flush()
        self._scope(body, Scope(scope))

    def on_include(self, node: nodes.Include, scope: Scope) -> None:
        if not isinstance(node.template, nodes.Const) or not node.with_context or node.ignore_missing:
            raise RefusedError("include")
        body = self._parsed(node.template.value).body
        if any(isinstance(part, nodes.Extends | nodes.Import | nodes.Block | nodes.Macro) for part in body):
            raise RefusedError("include")
        self._flush()
        inner = Scope(scope)
        inner.loop = {"": ""}  # `loop` is not handed on
        self._scope(body, inner)

    def on_output(self, node: nodes.Output, scope: Scope) -> None:
        for part in node.nodes:
            known = self.of.constant(part)
            if known is not NOTHING:
                self.text += safe(known)
            elif word := self.of.shown(part, scope):
                self._piece(word)
            elif isinstance(part, nodes.Call) and (macro := self.of.macro(part)):
                given = self.of.given_to(part, scope, ARGUMENT)
                self._flush()
                self._line(f"{macro}({', '.join(given)})")
            else:
                self._piece(self._shown(part, scope))

    def _shown(self, node: nodes.Node, scope: Scope) -> str:
        """An expression as text of the page."""
        if isinstance(node, nodes.CondExpr):
            ways = [self.of.constant(way) if way else "" for way in (node.expr1, node.expr2)]
            if NOTHING not in ways:
                yes, no = (repr(safe(way)) for way in ways)
                return f"({yes} if {self.of.write(node.test, scope)} else {no})"
        return f"(t if (t := {self.of.write(node, scope)}).__class__ is M else safe(t))"

    def on_assign(self, node: nodes.Assign, scope: Scope) -> None:
        value = self.of.write(node.node, scope)
        self._flush()
        self._line(f"{_target(node.target, scope)} = {value}")

    def on_if(self, node: nodes.If, scope: Scope) -> None:
        tests = [("if", node.test, node.body), *(("elif", one.test, one.body) for one in node.elif_)]
        self._flush()
        for word, test, body in tests:
            self._line(f"{word} {self.of.write(test, scope)}:")
            self._indented(body, scope)
        if node.else_:
            self._line("else:")
            self._indented(node.else_, scope)

    def _indented(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        self.depth += 1
        start = len(self.lines)
        self._body(body, scope)
        self._flush()
        if len(self.lines) == start:
            self._line("pass")
        self.depth -= 1

    def on_for(self, node: nodes.For, scope: Scope) -> None:
        asked = {one.attr for one in _own(node.body) if isinstance(one, nodes.Getattr) and _is_loop(one.node)}
        if node.recursive or node.else_ or (node.test and (asked or any(map(_is_loop, _own([node.test]))))):
            raise RefusedError("for")
        inner = Scope(scope)
        items = self.of.write(node.iter, scope)
        self._flush()
        for name in names(node.target):
            inner.own[name] = self._variable(name)
        target = _target(node.target, inner)
        number, many = self._variable("number"), self._variable("many")
        inner.loop = {
            "index": number,
            "index0": f"({number} - 1)",
            "first": f"({number} == 1)",
            "last": f"({number} == {many})",
        }
        if "last" in asked:
            all_ = self._variable("all")
            self._line(f"{all_} = listed({items})")
            self._line(f"{many} = len({all_})")
            items = all_
        self._line(f"for {number}, {target} in enumerate({items}, 1):" if asked else f"for {target} in {items}:")
        self.depth += 1
        start = len(self.lines)
        if node.test:
            self._line(f"if not {self.of.write(node.test, inner)}: continue")
        turn = Scope(inner)  # a `set` may take the name of the loop's own variable
        self._scope(node.body, turn)
        if len(self.lines) == start:
            self._line("pass")
        self.depth -= 1


def _empty(node: nodes.Node) -> bool:
    """White space between the parts of a template."""
    parts = node.nodes if isinstance(node, nodes.Output) else [node]
    return all(isinstance(part, nodes.TemplateData) and not part.data.strip() for part in parts)


def _is_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "loop"


def _own(body: Sequence[nodes.Node]) -> Iterator[nodes.Node]:
    """Everything in the body of a loop; of a loop inside only what it runs through."""
    for node in body:
        yield node
        yield from _own([node.iter] if isinstance(node, nodes.For) else list(node.iter_child_nodes()))


def _target(node: nodes.Node, scope: Scope) -> str:
    """`a` or `a, (b, c)` on the left of an assignment."""
    if isinstance(node, nodes.Name):
        return scope.own[node.name]
    items = node.items if isinstance(node, nodes.Tuple) else []
    return f"({' '.join(f'{_target(item, scope)},' for item in items)})"
