"""Articles for the demo, written for it: every name, place and agency in them is invented."""

from datetime import datetime
from importlib.resources import files

import orjson
from msgspec.structs import replace

from schemas.adapters.ninjs import article_of
from schemas.article import Article


def articles(now: datetime) -> list[Article]:
    """The articles in the order of the day, the newest a minute before ``now`` at most."""
    found = list(map(article_of, orjson.loads(files(__package__).joinpath("articles.json").read_bytes())))
    times = [datetime.fromisoformat(article.version_created or "") for article in found]
    shift = now.replace(second=0, microsecond=0) - max(times)
    return [
        replace(article, version_created=(time + shift).isoformat()) for article, time in zip(found, times, strict=True)
    ]
