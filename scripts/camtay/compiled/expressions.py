"""Expressions of templates as expressions of Python.

They are written for the case in which all is well: `a.b` is Python's own, which is what Jinja tries first. Where that
raises anything the page is made again by Jinja, which knows the second thing to try, or says what is wrong and where.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.runtime import Context, Undefined
from markupsafe import Markup

from camtay.compiled.runtime import attributes, has, joined, listed, safe, those
from camtay.compiled.scopes import RefusedError, Scope

NOTHING = object()
"""No constant."""
ARGUMENT = "a_"
"""What names of arguments of macros begin with in Python."""
_COMPARED = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}
_BINARY = {"add": "+", "sub": "-", "mul": "*", "div": "/", "floordiv": "//", "mod": "%", "pow": "**"}
_NEVER = {"self", "super", "caller", "varargs", "kwargs", "loop"}
"""Names that mean something else in Jinja."""
_ASKING = {"selectattr", "rejectattr", "select", "reject", "map"}
"""Filters that want a context, but only for its environment."""


class Expressions:
    """Writes expressions; gathers what the function needs around it."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.words: dict[tuple[str, str], str] = {}
        """(what is made of a word of the locale, its key) → the global that holds it."""
        self.given: dict[str, str] = {}
        """Names of the page's values → variables."""
        self.macros: dict[str, dict[str, str]] = {}
        """Names of imports (empty: the template's own) → macro → its function."""
        self.called: dict[str, None] = {}
        """Functions of macros that are called."""
        self.room: dict[str, Any] = {
            "M": Markup,
            "Undefined": Undefined,
            "has": lambda value, name: has(environment, value, name),
            "joined": joined,
            "listed": listed,
            "safe": safe,
            "attributes": attributes,
            "those": those,
            "absent": Undefined("the inline if-expression has no else"),
        }
        """Globals of the function."""
        self._held: dict[tuple[str, int], str] = {}

    def hold(self, kind: str, value: Any) -> str:
        """A global for a value."""
        key = (kind, id(value))
        if key not in self._held:
            self._held[key] = f"{kind}{len(self._held)}"
            self.room[self._held[key]] = value
        return self._held[key]

    def word(self, kind: str, key: str) -> str:
        """A global for a word of the locale: `words` as it is, `shown` as text of a page, `filled` with its gaps."""
        return self.words.setdefault((kind, key), f"{kind}{len(self.words)}")

    # ------------------------------------------------------------ what is known beforehand
    def constant(self, node: nodes.Node) -> Any:
        """The value of an expression that has always the same; else `NOTHING`."""
        if isinstance(node, nodes.Const):
            return node.value
        if isinstance(node, nodes.TemplateData):
            return Markup(node.data)  # noqa: S704 - the template's own text
        return NOTHING

    def shown(self, node: nodes.Node, scope: Scope) -> str | None:
        """The global that holds a word of the locale as text of a page, where the expression is nothing else."""
        key = self._key(node, scope)
        plain = key is not None and isinstance(node, nodes.Call) and not node.kwargs
        return self.word("shown", key) if key is not None and plain else None

    def _key(self, node: nodes.Node, scope: Scope) -> str | None:
        """The constant key in `v.w("key", …)`, where `v` is the page's view."""
        if not isinstance(node, nodes.Call) or len(node.args) != 1:
            return None
        called, key = node.node, node.args[0]
        if not (isinstance(called, nodes.Getattr) and called.attr == "w" and isinstance(key, nodes.Const)):
            return None
        view = called.node
        known = isinstance(view, nodes.Name) and view.name == "v" and scope.find("v") is None
        plain = not node.dyn_args and not node.dyn_kwargs and all(k.key != "key" for k in node.kwargs)
        return key.value if known and plain and isinstance(key.value, str) else None

    # ------------------------------------------------------------ what is computed
    def write(self, node: nodes.Node, scope: Scope) -> str:
        """The expression in Python. Raises RefusedError."""
        known = self.constant(node)
        if known is not NOTHING:
            return repr(known) if isinstance(known, str | int | float | None) else self.hold("k", known)
        found = getattr(self, f"on_{type(node).__name__.lower()}", None)
        if found is None:
            raise RefusedError(type(node).__name__)
        made: str = found(node, scope)
        return made

    def _all(self, items: list[nodes.Expr], scope: Scope) -> list[str]:
        return [self.write(item, scope) for item in items]

    def on_name(self, node: nodes.Name, scope: Scope) -> str:
        if node.name in _NEVER or node.name in self.macros or node.name in self.macros.get("", ()):
            raise RefusedError(node.name)
        return scope.find(node.name) or self.given.setdefault(node.name, f"c_{node.name}")

    def on_getattr(self, node: nodes.Getattr, scope: Scope) -> str:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            return self._of_loop(node.attr, scope)
        return f"{self.write(node.node, scope)}.{node.attr}"

    def _of_loop(self, name: str, scope: Scope | None) -> str:
        while scope is not None and not scope.loop:
            scope = scope.outer
        if scope is None or name not in scope.loop:
            raise RefusedError(f"loop.{name}")
        return scope.loop[name]

    def on_getitem(self, node: nodes.Getitem, scope: Scope) -> str:
        if isinstance(node.arg, nodes.Slice):
            parts = [node.arg.start, node.arg.stop, node.arg.step]
            inside = ":".join(self.write(part, scope) if part else "" for part in parts)
        else:
            inside = self.write(node.arg, scope)
        return f"{self.write(node.node, scope)}[{inside}]"

    def given_to(self, node: nodes.Call | nodes.Filter | nodes.Test, scope: Scope, before: str = "") -> list[str]:
        """Arguments as they stand in a call; `before` is put before their names."""
        if node.dyn_args or node.dyn_kwargs:
            raise RefusedError("*")
        named = [(pair.key, pair.value) for pair in node.kwargs if isinstance(pair, nodes.Keyword)]
        return [*self._all(node.args, scope), *(f"{before}{key}={self.write(value, scope)}" for key, value in named)]

    def macro(self, node: nodes.Node) -> str | None:
        """The function of a macro that is called here, if one is."""
        called = node.node if isinstance(node, nodes.Call) else None
        found = None
        if isinstance(called, nodes.Name):
            found = self.macros.get("", {}).get(called.name)
        elif isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name):
            known = self.macros.get(called.node.name)
            if known is not None and called.attr not in known:
                raise RefusedError(called.attr)
            found = known[called.attr] if known is not None else None
        if found:
            self.called[found] = None
        return found

    def on_call(self, node: nodes.Call, scope: Scope) -> str:
        if macro := self.macro(node):
            return f"apart({', '.join([macro, *self.given_to(node, scope, ARGUMENT)])})"
        given = self.given_to(node, scope)
        key = self._key(node, scope)
        if key is not None:
            return f"{self.word('filled', key)}({', '.join(given[1:])})" if node.kwargs else self.word("words", key)
        return f"{self.write(node.node, scope)}({', '.join(given)})"

    def on_filter(self, node: nodes.Filter, scope: Scope) -> str:
        known = self.environment.filters.get(node.name)
        if known is None or node.node is None or node.name in ("default", "d"):
            raise RefusedError(node.name)
        wants = _wants(known)
        if quick := self._by_attribute(node, node.node, scope):
            return quick
        first: list[str] = []
        if wants == "environment":
            first = [self.hold("x", self.environment)]
        elif wants == "eval_context":
            first = [self._held_once("evaluating", lambda: nodes.EvalContext(self.environment, None))]
        elif wants:
            if node.name not in _ASKING:
                raise RefusedError(node.name)
            first = [self._held_once("asking", lambda: Context(self.environment, {}, None, {}))]
        given = [*first, self.write(node.node, scope), *self.given_to(node, scope)]
        return f"{self.hold('f', known)}({', '.join(given)})"

    def _by_attribute(self, node: nodes.Filter, items: nodes.Expr, scope: Scope) -> str:
        """`items | map(attribute="name")` and `items | selectattr("name", "test", …)` without a context."""
        plain = not node.dyn_args and not node.dyn_kwargs
        values = [*node.args, *(pair.value for pair in node.kwargs)]
        known = [value.value if isinstance(value, nodes.Const) else None for value in values[:2]]
        if not plain or not known or not isinstance(known[0], str) or not known[0].isidentifier():
            return ""
        start = f"{self.hold('x', self.environment)}, {self.write(items, scope)}, {known[0]!r}"
        if node.name == "map" and not node.args and [pair.key for pair in node.kwargs] == ["attribute"]:
            return f"attributes({start})"
        if node.name == "selectattr" and not node.kwargs and len(values) == 1:
            return f"those({start})"
        test = self.environment.tests.get(str(known[-1]))
        if node.name == "selectattr" and not node.kwargs and len(values) > 1 and test and not _wants(test):
            return f"those({', '.join([start, self.hold('f', test), *self._all(values[2:], scope)])})"
        return ""

    def _held_once(self, name: str, make: Callable[[], Any]) -> str:
        if name not in self.room:
            self.room[name] = make()
        return name

    def on_test(self, node: nodes.Test, scope: Scope) -> str:
        if node.name in ("defined", "undefined"):
            sure = self._defined(node.node, scope)
            return sure if node.name == "defined" else f"(not {sure})"
        if node.name == "none":
            return f"({self.write(node.node, scope)} is None)"
        known = self.environment.tests.get(node.name)
        if known is None or _wants(known):
            raise RefusedError(node.name)
        given = [self.write(node.node, scope), *self.given_to(node, scope)]
        return f"{self.hold('f', known)}({', '.join(given)})"

    def _defined(self, node: nodes.Node, scope: Scope) -> str:
        if isinstance(node, nodes.Getattr) and not (isinstance(node.node, nodes.Name) and node.node.name == "loop"):
            return f"has({self.write(node.node, scope)}, {node.attr!r})"
        if isinstance(node, nodes.Name):
            return f"(not isinstance({self.write(node, scope)}, Undefined))"
        raise RefusedError("defined")

    def on_compare(self, node: nodes.Compare, scope: Scope) -> str:
        rest = " ".join(f"{_COMPARED[operand.op]} {self.write(operand.expr, scope)}" for operand in node.ops)
        return f"({self.write(node.expr, scope)} {rest})"

    def on_and(self, node: nodes.And, scope: Scope) -> str:
        return f"({self.write(node.left, scope)} and {self.write(node.right, scope)})"

    def on_or(self, node: nodes.Or, scope: Scope) -> str:
        return f"({self.write(node.left, scope)} or {self.write(node.right, scope)})"

    def on_not(self, node: nodes.Not, scope: Scope) -> str:
        return f"(not {self.write(node.node, scope)})"

    def on_condexpr(self, node: nodes.CondExpr, scope: Scope) -> str:
        other = self.write(node.expr2, scope) if node.expr2 is not None else "absent"
        return f"({self.write(node.expr1, scope)} if {self.write(node.test, scope)} else {other})"

    def on_concat(self, node: nodes.Concat, scope: Scope) -> str:
        return f"joined({', '.join(self._all(node.nodes, scope))})"

    def on_tuple(self, node: nodes.Tuple, scope: Scope) -> str:
        return f"({' '.join(f'{item},' for item in self._all(node.items, scope))})"

    def on_list(self, node: nodes.List, scope: Scope) -> str:
        return f"[{', '.join(self._all(node.items, scope))}]"

    def on_dict(self, node: nodes.Dict, scope: Scope) -> str:
        pairs = [f"{self.write(pair.key, scope)}: {self.write(pair.value, scope)}" for pair in node.items]
        return f"{{{', '.join(pairs)}}}"

    def _binary(self, node: nodes.BinExpr, scope: Scope) -> str:
        return (
            f"({self.write(node.left, scope)} {_BINARY[type(node).__name__.lower()]} {self.write(node.right, scope)})"
        )

    on_add = on_sub = on_mul = on_div = on_floordiv = on_mod = on_pow = _binary

    def on_neg(self, node: nodes.Neg, scope: Scope) -> str:
        return f"(-{self.write(node.node, scope)})"


def _wants(known: Any) -> str:
    """What a filter or a test is given first by Jinja: `context`, `eval_context`, `environment` or nothing."""
    return getattr(getattr(known, "jinja_pass_arg", None), "name", "")
