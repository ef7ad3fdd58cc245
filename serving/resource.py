"""A resource of the HTTP interface: its path, what it can be asked, what it answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import hdrs, web
from msgspec import Struct

from serving.streams import HUB
from streams.web.problem import Problem


class NoQuery(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing can be asked."""


@dataclass(frozen=True)
class Resource:
    """A path, what answers it, and the types of question and answer; ``answer`` is None for a stream.

    ``body`` are the types of which a POST carries one.
    """

    path: str
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    query: type[Struct]
    answer: type[Struct] | type[dict[str, Any]] | None
    body: tuple[type[Struct], ...] = ()

    @property
    def method(self) -> str:
        """The HTTP method: what carries a body is posted."""
        return hdrs.METH_POST if self.body else hdrs.METH_GET


def ready(request: web.Request, *asked: str) -> None:
    """See that the Kafka topics ``asked`` are live: a count that still grows from the past would look like news.

    Raises:
        Problem: they are not; it says when to ask again.
    """
    status = request.app[HUB].status(asked)
    if status == "catching up":
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "Still reading what was counted; ask again in a second.", 1)
    if status == "disconnected":
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, "The broker does not answer; ask again in some seconds.", 5)
