"""What compiled templates call while they run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import Environment, Undefined
from jinja2.runtime import markup_join
from markupsafe import Markup, escape

try:  # plain text in, plain text out: a Markup made for every piece that is only joined is a tenth of a page's time
    from markupsafe._speedups import _escape_inner  # type: ignore[attr-defined, unused-ignore]
except ImportError:  # an older library, or one without its C part

    def _escape_inner(text: str, /) -> str:
        return str(escape(text))


escaped: Callable[[str], str] = _escape_inner


def safe(value: Any) -> str:
    """What Jinja's `escape` says of anything, as text."""
    if value.__class__ is str:
        return escaped(value)
    return str(escape(value))


def joined(*parts: Any) -> str:
    """`a ~ b`: HTML as soon as one of them is."""
    for part in parts:
        if part.__class__ is not str and part.__class__ is not int:
            return markup_join(parts)
    return "".join(map(str, parts))


def listed(items: Iterable[Any]) -> Sequence[Any]:
    """The same items, of which the number is known."""
    return items if isinstance(items, list | tuple) else list(items)


@lru_cache(maxsize=2_000)
def _field(cls: type, name: str) -> bool | None:
    """Whether every object of this class has this attribute, or none has; None where each must be asked.

    Records of pydantic that forbid further fields are all alike, and say so slowly: by an exception, twice a claim."""
    fields = getattr(cls, "model_fields", None)
    if not isinstance(fields, dict) or getattr(cls, "model_config", {}).get("extra") != "forbid":
        return None
    return True if name in fields else None if hasattr(cls, name) else False


def has(environment: Environment, value: Any, name: str) -> bool:
    """`value.name is defined`."""
    known = _field(value.__class__, name)
    return not isinstance(environment.getattr(value, name), Undefined) if known is None else known


def attributes(environment: Environment, items: Iterable[Any], name: str) -> Iterator[Any]:
    """`items | map(attribute=name)`, of a name without dots."""
    for item in items:
        yield environment.getitem(item, name) if hasattr(item.__class__, "__getitem__") else getattr(item, name)


def those(
    environment: Environment, items: Iterable[Any], name: str, test: Callable[..., Any] = bool, *given: Any
) -> Iterator[Any]:
    """`items | selectattr(name, test, …)`, of a name without dots."""
    for item in items:
        keyed = hasattr(item.__class__, "__getitem__")
        if test(environment.getitem(item, name) if keyed else getattr(item, name), *given):
            yield item


class Pieces(list[str]):
    """The page so far."""

    def apart(self, macro: Callable[..., None], *given: Any, **named: Any) -> Markup:
        """What a macro writes, taken out again: for macros whose outcome is a value."""
        start = len(self)
        macro(*given, **named)
        made = "".join(self[start:])
        del self[start:]
        return Markup(made)  # noqa: S704 - templates escape
