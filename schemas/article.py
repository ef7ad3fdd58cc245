"""A wire article, after IPTC ninjs 3.1 (https://iptc.org/std/ninjs/): its names, camelCase on the wire."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

PubStatus = Literal["usable", "withheld", "canceled"]

NonEmpty = Annotated[str, Meta(min_length=1)]
Uri = Annotated[str, Meta(min_length=1, max_length=2048)]


class Headline(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One headline; ``role`` tells several apart."""

    value: str
    role: str | None = None


class Body(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One body; ``contentType`` is a media type, plain text where it is absent."""

    value: str
    role: str | None = None
    content_type: str | None = None


class InfoSource(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who the copy comes from: an agency, a paper."""

    name: str
    uri: str | None = None


class Subject(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the article's own desk says that it is about; an IPTC Media Topic, say."""

    name: str | None = None
    uri: str | None = None


class Article(Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """One version of an article. Only ``uri`` and a body are required, and the body only unless it is canceled.

    ``version`` counts up; a higher one replaces what a lower one said, and of two alike the later ``versionCreated``.
    Without one, an article is version 1, and a withdrawal takes back whatever stands. Times are RFC 3339.
    """

    uri: Uri
    version: Annotated[int, Meta(ge=0, le=2**53)] | None = None
    type: str = "text"
    language: str = "ar"
    version_created: str | None = None
    first_created: str | None = None
    pub_status: PubStatus = "usable"
    urgency: Annotated[int, Meta(ge=1, le=9)] | None = None
    by: str | None = None
    located: str | None = None
    headlines: tuple[Headline, ...] = ()
    bodies: tuple[Body, ...] = ()
    info_sources: tuple[InfoSource, ...] = ()
    subjects: tuple[Subject, ...] = ()

    @property
    def headline(self) -> str:
        """The text of the main headline, or ``""``."""
        return next((h.value for h in self.headlines if h.role in (None, "main")), "") or _first(self.headlines)

    @property
    def body(self) -> str:
        """The text of the main body, or ``""``."""
        return next((b.value for b in self.bodies if b.role in (None, "main")), "") or _first(self.bodies)

    @property
    def source(self) -> str | None:
        """The name of the first information source."""
        return self.info_sources[0].name if self.info_sources else None

    @property
    def canceled(self) -> bool:
        """Whether the article is withdrawn: nothing that it said stands."""
        return self.pub_status != "usable"


def _first(parts: tuple[Headline, ...] | tuple[Body, ...]) -> str:
    return parts[0].value if parts else ""


encode = msgspec.json.Encoder().encode
