"""Asking a live host for pages: at a bounded rate, again where that may help, never beyond its own hosts.

urllib3 does the work: connections are kept open (a TLS handshake a page would be the greater part of the load), proxies
ask for their password, and a time limit holds for each step. It comes with MkDocs Material anyway.
"""

from __future__ import annotations

import base64
import email.utils
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import cast
from urllib.parse import quote, unquote, urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
)

from camtay.guard.page import refresh_of

AGENT = "camtay-guard/1 (looks after the printed codes of this site)"
MOST = 2_000_000
"""Bytes of a page; none of ours is near it."""
HOPS = 5
"""Redirects that are followed."""
AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be another one in a moment (RFC 9110, 15.5 and 15.6; RFC 6585)."""
PASSING = frozenset({"guard.timeout", "guard.refused", "guard.broken", "guard.dns", "guard.proxy"})
"""Faults of the line, which may be gone in a moment."""
CLOSED = frozenset({"guard.expired", "guard.certificate_host", "guard.certificate_trust"})
"""Faults of the certificate: no phone opens any page."""
LONGEST = 120.0
"""Seconds that a host may ask us to wait (Retry-After, RFC 9110, 10.2.3); with more it counts as not answering."""
_CERTIFICATE = {10: "guard.expired", 62: "guard.certificate_host", 64: "guard.certificate_host"}
"""OpenSSL's X509_V_ERR_… → code; whatever else is wrong with a certificate is that nobody trusts who signed it."""


@dataclass(frozen=True)
class Limits:
    """`rate` in requests a second, all others in seconds; `tries` is how often one page is asked for at most."""

    rate: float = 5.0
    parallel: int = 4
    timeout: float = 15.0
    tries: int = 3
    back_off: float = 1.0
    """Before the second try; doubled before each further one."""
    whole: float = 3_600.0
    """For the whole round."""


@dataclass(frozen=True)
class Answer:
    """What came at the end of the redirects. Without an answer `status` is 0 and `fault` says why: a code of
    `messages.guard`, with `detail` as its value."""

    url: str
    status: int = 0
    fault: str = ""
    detail: str = ""
    hops: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Names in small letters."""
    text: str = ""
    seconds: float = 0.0
    tries: int = 1


class Pace:
    """Lets requests start one after the other at even intervals, whoever makes them."""

    def __init__(self, rate: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._gap, self._clock, self._sleep = 1 / rate, clock, sleep
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Until it is one's turn."""
        with self._lock:
            now = self._clock()
            start = max(now, self._next)
            self._next = start + self._gap
        if start > now:
            self._sleep(start - now)

    def hold(self, seconds: float) -> None:
        """Let nobody start for so long: the host asked for it."""
        with self._lock:
            self._next = max(self._next, self._clock() + seconds)


class Web:
    """Asks the hosts in `own`; what leads elsewhere is told, not followed.

    `connect` is (host, port) of a server to ask in place of the one that the name `connect_for` leads to: a new server
    before the name is moved to it."""

    def __init__(
        self,
        own: frozenset[str],
        limits: Limits = Limits(),
        connect: tuple[str, int] | None = None,
        connect_for: str = "",
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.own, self.limits = own, limits
        self._connect, self._connect_for = connect, connect_for
        self._clock, self._sleep = clock, sleep
        self._pace = Pace(limits.rate, clock, sleep)
        self._until = clock() + limits.whole
        self._context = ssl.create_default_context()
        self._pools: dict[str, HTTPSConnectionPool] = {}
        self._lock = threading.Lock()
        self.certificates: dict[str, datetime] = {}
        """Host → until when its certificate is valid, UTC, as soon as it was seen."""

    @property
    def over(self) -> bool:
        """Whether the time for the whole round is used up."""
        return self._clock() >= self._until

    def get(self, address: str, once: bool = False) -> Answer:
        """The answer at an address, asked for again where the line or the server may be better in a moment."""
        tries = 1 if once else self.limits.tries
        for number in range(1, tries + 1):
            answer = replace(self._followed(address), tries=number)
            wait = self._wait(answer, number)
            if number == tries or wait is None or self._clock() + wait >= self._until:
                break
            if answer.status in (429, 503):  # the host has too much to do: nobody else asks meanwhile
                self._pace.hold(wait)
            else:
                self._sleep(wait)
        return answer

    def _wait(self, answer: Answer, number: int) -> float | None:
        """Seconds until it makes sense to ask again; None where it makes none."""
        if answer.fault in PASSING:
            return self.limits.back_off * 2.0 ** (number - 1)
        if answer.status not in AGAIN:
            return None
        asked = retry_after(answer.headers.get("retry-after", ""), datetime.now(UTC))
        if asked is not None and asked > LONGEST:
            return None
        return max(asked or 0.0, self.limits.back_off * 2.0 ** (number - 1))

    def _followed(self, address: str) -> Answer:
        hops: list[str] = []
        seconds = 0.0
        while True:
            self._pace.wait()
            began = self._clock()
            answer = self._once(address)
            seconds += self._clock() - began
            answer = replace(answer, hops=tuple(hops), seconds=seconds)
            to = self._leads(answer)
            if not to:
                return answer
            there = urlsplit(to)
            if there.hostname not in self.own:
                return replace(answer, status=0, fault="guard.foreign", detail=to)
            if there.scheme != "https":
                return replace(answer, status=0, fault="guard.downgrade", detail=to)
            if to in (address, *hops) or len(hops) >= HOPS:
                return replace(answer, status=0, fault="guard.loop", detail=to)
            hops.append(address)
            address = to

    @staticmethod
    def _leads(answer: Answer) -> str:
        """Where the answer leads, by its header or, as static hosts do, by the page itself; nothing if it stays."""
        if answer.status in (301, 302, 303, 307, 308):
            to = answer.headers.get("location", "")
        else:
            to = refresh_of(answer.text) if answer.status == 200 else ""
        return quote(urljoin(answer.url, to), safe=":/?&=#%+,;@!$'()*~[]") if to else ""

    def _once(self, address: str) -> Answer:
        parts = urlsplit(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc, "User-Agent": AGENT, "Accept": "text/html", "Accept-Encoding": "br, gzip"}
        end = self._clock() + self.limits.timeout
        try:
            pool = self._pool(parts.hostname or "", parts.port or 443)
            response = pool.request(
                "GET", path, headers=headers, redirect=False, retries=False, preload_content=False,
                timeout=urllib3.Timeout(connect=self.limits.timeout, read=self.limits.timeout),
            )  # fmt: skip
            try:
                body = b""
                while chunk := response.read1(65_536):
                    body += chunk
                    if len(body) > MOST:
                        return Answer(address, fault="guard.large")
                    # A page that drips is one that nobody waits for.
                    if self._clock() > end:
                        return Answer(address, fault="guard.timeout", detail=f"{self.limits.timeout:g}")
            except BaseException:
                response.close()
                raise
            else:
                response.release_conn()
            told = {name.lower(): value for name, value in response.headers.items()}
            return Answer(address, response.status, headers=told, text=body.decode("utf-8", "replace"))
        except (HTTPError, OSError, ValueError) as error:
            fault, detail = _fault(error)
            return Answer(address, fault=fault, detail=detail or f"{self.limits.timeout:g}")

    def _pool(self, host: str, port: int) -> HTTPSConnectionPool:
        with self._lock:
            if f"{host}:{port}" not in self._pools:
                self._pools[f"{host}:{port}"] = self._new_pool(host, port)
            return self._pools[f"{host}:{port}"]

    def _new_pool(self, host: str, port: int) -> HTTPSConnectionPool:
        many = {"maxsize": self.limits.parallel, "block": True, "ssl_context": self._context}
        if self._connect and host == self._connect_for:
            there, at = self._connect
            pool = HTTPSConnectionPool(there, at, server_hostname=host, **many)  # type: ignore[arg-type]
        elif proxy := _proxy(host):
            words = urlsplit(proxy)
            secret = unquote(f"{words.username or ''}:{words.password or ''}")
            basic = base64.b64encode(secret.encode()).decode()  # RFC 7617, 2.1
            asked = {"Proxy-Authorization": f"Basic {basic}"} if words.username else None
            plain = words._replace(netloc=words.netloc.rpartition("@")[2]).geturl()
            manager = urllib3.ProxyManager(plain, proxy_headers=asked, **many)  # type: ignore[arg-type]
            pool = cast(HTTPSConnectionPool, manager.connection_from_host(host, port, "https"))
        else:
            pool = HTTPSConnectionPool(host, port, **many)  # type: ignore[arg-type]
        certificates = self.certificates

        class Seen(HTTPSConnection):
            """Notes until when the certificate of its host is valid."""

            def connect(self) -> None:
                super().connect()
                if isinstance(self.sock, ssl.SSLSocket) and (found := self.sock.getpeercert()):
                    seconds = ssl.cert_time_to_seconds(str(found["notAfter"]))
                    certificates[host] = datetime.fromtimestamp(seconds, UTC)

        pool.ConnectionCls = Seen
        return pool


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds of a Retry-After header, which gives a number or a day; None where it gives neither."""
    if value.strip().isdigit():
        return float(value)
    try:
        day = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    day = day if day.tzinfo else day.replace(tzinfo=UTC)
    return max(0.0, (day - now).total_seconds())


def _proxy(host: str) -> str:
    """The proxy for a host by the environment (`https_proxy`, `all_proxy`, `no_proxy`) or the system's settings."""
    if urllib.request.proxy_bypass(host):
        return ""
    known = urllib.request.getproxies()
    found = known.get("https") or known.get("all") or ""
    return found if "://" in found or not found else f"http://{found}"


def _fault(error: BaseException) -> tuple[str, str]:
    """Code and detail of what kept an answer from coming."""
    cause: BaseException | None = error
    seen = []
    while cause is not None and cause not in seen:
        seen.append(cause)
        inner = next((part for part in cause.args if isinstance(part, BaseException)), None)
        cause = getattr(cause, "original_error", None) or inner or cause.__cause__ or cause.__context__
    for one in seen:
        if isinstance(one, ssl.SSLCertVerificationError):
            return _CERTIFICATE.get(one.verify_code, "guard.certificate_trust"), one.verify_message
    if any(isinstance(one, ProxyError) for one in seen):
        return "guard.proxy", str(seen[-1])
    if any(isinstance(one, NameResolutionError) for one in seen):
        return "guard.dns", str(seen[-1])
    if any(isinstance(one, NewConnectionError) for one in seen):  # a sort of ConnectTimeoutError to urllib3
        return "guard.refused", str(seen[-1])
    if any(isinstance(one, ConnectTimeoutError | ReadTimeoutError | TimeoutError) for one in seen):
        return "guard.timeout", ""
    return "guard.broken", str(seen[-1]) or type(error).__name__
