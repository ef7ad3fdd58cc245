"""Which media type to answer with, by the header ``Accept`` (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence
from typing import NamedTuple


class Range(NamedTuple):
    """Media types that a caller takes, as ``text/*``, and how gladly: ``weight`` from 0 (not at all) to 1."""

    media: str
    weight: float


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of those ``offered`` that is taken most gladly, of equals the first; None if none is taken.

    >>> chosen("application/x-ndjson;q=0.5, text/*", ["text/event-stream", "application/x-ndjson"])
    'text/event-stream'
    >>> chosen("text/html, */*;q=0", ["text/event-stream"]) is None
    True
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [Range("*/*", 1.0)]
    weights = {media: _weight(media, ranges) for media in offered}
    best = max(offered, key=weights.__getitem__)
    return best if weights[best] > 0 else None


def _range(part: str) -> Range:
    """A range; what cannot be read as a weight is none."""
    media, *parameters = (word.strip().lower() for word in part.split(";"))
    given = next((word.partition("=")[2] for word in parameters if word.startswith("q=")), "1")
    try:
        weight = float(given)
    except ValueError:
        weight = 0.0
    return Range(media, weight if 0 <= weight <= 1 else 0.0)


def _weight(media: str, ranges: Sequence[Range]) -> float:
    """The weight of the range that names a media type most closely."""
    for name in (media, f"{media.partition('/')[0]}/*", "*/*"):
        weights = [one.weight for one in ranges if one.media == name]
        if weights:
            return max(weights)
    return 0.0
