"""How much one caller, and all together, may ask for: requests a second, and streams at a time."""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from math import ceil

from aiohttp import web

from streams.web.problem import Problem

BURST_SECONDS = 5  # of its rate that a caller may ask for at once
STREAMS = 1000
CALLERS = 10_000  # that are remembered; who was away longest is forgotten


class Limits:
    """Requests a second and streams at a time, for each caller; ``clock`` gives seconds."""

    def __init__(self, rate: int, streams: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._streams = streams
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # what is left, and since when
        self._open: Counter[str] = Counter()

    def request(self, caller: str) -> None:
        """Let one request pass.

        Raises:
            Problem: the caller asks too often.
        """
        left, since = self._buckets.pop(caller, (self._burst, 0.0))
        now = self._clock()
        left = min(self._burst, left + (now - since) * self._rate)
        self._buckets[caller] = (max(left - 1, 0.0), now)
        if len(self._buckets) > CALLERS:
            self._buckets.popitem(last=False)
        if left < 1:
            raise Problem(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"You ask more than {self._rate} times a second; come back later, or follow /v1/streams.",
                retry_after=ceil(1 / self._rate),
            )

    @contextmanager
    def stream(self, caller: str) -> Iterator[None]:
        """Hold one stream open for the caller.

        Raises:
            Problem: the caller, or all together, have too many.
        """
        if self._open.total() >= STREAMS:
            full = f"{STREAMS} subscribers are here already; come back in a minute."
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, full, retry_after=60)
        if self._open[caller] >= self._streams:
            full = f"You have {self._streams} streams open already; close one first."
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, full, retry_after=60)
        self._open[caller] += 1
        try:
            yield
        finally:
            self._open[caller] -= 1
            self._open += Counter()  # forget those who have none

    @property
    def _burst(self) -> float:
        return float(self._rate * BURST_SECONDS)


LIMITS = web.AppKey("limits", Limits)


def caller(remote: str | None) -> str:
    """Who asks, by address; of IPv6 the network, for one machine has a great many addresses in it.

    >>> caller("2001:db8:1:2:3:4:5:6"), caller("192.0.2.7")
    ('2001:db8:1:2', '192.0.2.7')
    """
    try:
        address = ip_address(remote or "")
    except ValueError:
        return remote or ""
    return ":".join(f"{word:x}" for word in _network(address)) if isinstance(address, IPv6Address) else str(address)


def _network(address: IPv6Address) -> list[int]:
    """The first 64 bits in words of 16."""
    return [int.from_bytes(address.packed[at : at + 2]) for at in range(0, 8, 2)]
