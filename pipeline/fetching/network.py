"""Connections that lead only where they may: no private network nobody named, no answer that never ends."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpcore
import httpx

from pipeline.fetching.http_errors import FetchFailed


class Guard(httpcore.SyncBackend):
    """Opens connections: looks every name up itself, refuses private addresses, and ends reading at a deadline.

    `named` holds the hosts the person named: these may be private.  The check is made on the very address that is
    connected to, so a name that changes its meaning between check and use gains nothing.
    """

    def __init__(self, named: Iterable[str] = ()) -> None:
        super().__init__()
        self.named = set(named)
        self.deadline: float | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's addresses that answers."""
        last: Exception | None = None
        for ip in self.permitted(host, port):
            try:
                stream = super().connect_tcp(ip, port, timeout, local_address, socket_options)
                return Bounded(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or httpcore.ConnectError(f"{host} has no address")

    def permitted(self, host: str, port: int) -> list[str]:
        """The addresses of a host; raises FetchFailed where one is private and nobody named the host."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} is not known") from error
        ips = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if host.lower() not in self.named:
            for ip in ips:
                if not is_public(ip):
                    raise FetchFailed(
                        f"the address leads into a private network ({ip})",
                        subject=host,
                        advice="Name that host yourself if this is meant.",
                    )
        return ips


CARRYING = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))
"""IPv6 networks whose addresses carry an IPv4 address in their last four bytes: NAT64, compatible, translated."""
LOCAL = ipaddress.ip_network("fec0::/10")
"""Site-local addresses, of before the unique local ones."""


def is_public(ip: str) -> bool:
    """Whether an IP address belongs to the open internet, and so does any that it carries.

    >>> is_public("192.168.1.1"), is_public("::1"), is_public("::ffff:10.0.0.1"), is_public("193.166.3.2")
    (False, False, False, True)
    >>> is_public("::127.0.0.2"), is_public("::ffff:0:127.0.0.2"), is_public("fec0::1"), is_public("64:ff9b::c1a6:302")
    (False, False, False, True)
    """
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if any(address in network for network in CARRYING):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and address not in LOCAL


class Bounded(httpcore.NetworkStream):
    """A stream that reads no further than the guard's deadline, however slowly the bytes trickle in."""

    def __init__(self, stream: httpcore.NetworkStream, guard: Guard) -> None:
        self._stream, self._guard = stream, guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read, within what is left of the time."""
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write, within what is left of the time."""
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        """Close it."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Speak TLS from here on."""
        return Bounded(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._guard)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None) -> float | None:
        if self._guard.deadline is None:
            return timeout
        left = self._guard.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left if timeout is None else min(timeout, left)


@cache
def trusted() -> ssl.SSLContext:
    """The certificates that are trusted, read once: that costs more than a pass that finds nothing new."""
    return httpx.create_ssl_context()


def client(guard: Guard, *, user_agent: str, timeout: float, proxy: str | None = None) -> httpx.Client:
    """An HTTP client whose connections the guard opens; it follows no redirect, takes no cookie and no environment."""
    transport = httpx.HTTPTransport(proxy=proxy, retries=0, verify=trusted())
    if proxy is None:
        transport._pool = httpcore.ConnectionPool(
            ssl_context=trusted(), network_backend=guard, max_connections=8, keepalive_expiry=30
        )
    headers = {
        "User-Agent": user_agent,
        "Accept": "text/html, application/xhtml+xml, application/pdf, application/xml;q=0.9, */*;q=0.8",
        "Accept-Language": "fi, sv;q=0.8, en;q=0.6",
        "Accept-Encoding": "gzip, deflate",
    }
    none = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx.Client(
        transport=transport, headers=headers, timeout=timeout, cookies=none, follow_redirects=False, trust_env=False
    )
