"""The preview as a server that others in the network can reach: what it answers with, and whom it answers."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Any

from camtay import hosting, policy

Answer = Callable[[dict[str, str], Any], Iterable[bytes] | None]
HEADERS = {name: hosting.HEADERS[name] for name in ("Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options")}
"""The others of the table would say that HTTPS is there, or keep an editor on the same computer from working."""


def guarded(answer: Answer) -> Answer:
    """The same answers with headers that protect readers, and none to a page that borrowed this address.

    A site may give its own name the address of this computer and then read the preview with its drafts through the
    browser of whoever looks at both (DNS rebinding): so a name in `Host` has to be one of this computer's."""

    def told(environ: dict[str, str], start_response: Any) -> Iterable[bytes] | None:
        if not is_own(environ.get("HTTP_HOST", "")):
            start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"Open the preview by the address that camtay serve shows.\n"]

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            own = [*HEADERS.items(), ("Content-Security-Policy", policy.PREVIEW)]
            return start_response(status, [*headers, *own], *more)

        return answer(environ, start)

    return told


def is_own(host: str) -> bool:
    """Whether a `Host` header names this computer: an address in numbers, `localhost`, or its name in the network."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() and not host.endswith("]") else host
    name = name.strip("[]").rstrip(".").lower()
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in ("localhost", *(f"{socket.gethostname()}{end}".lower() for end in ("", ".local", ".lan")))
    return True
