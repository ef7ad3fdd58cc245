"""The sweep of both tables, every few minutes."""

import asyncio
from datetime import UTC, datetime, timedelta

from schemas import topic_count
from streams.app import WireApp
from streams.counting import expired
from streams.fail_stop import fail_stop
from streams.rows import Rows
from streams.standing import decode_row, forgotten
from streams.sweep import sweep


def attach(app: WireApp, articles: Rows, counts: Rows) -> None:
    """Let ``app`` sweep both tables from its first recovery on."""
    keep = timedelta(hours=app.settings.keep_hours)
    keep_articles = timedelta(hours=app.settings.keep_article_hours)

    def stale_count(value: bytes) -> bool:
        return expired(topic_count.decode(value), datetime.now(UTC), keep)

    def stale_article(value: bytes) -> bool:
        return forgotten(decode_row(value), datetime.now(UTC), keep_articles)

    async def sweeper() -> None:
        try:
            while True:
                await asyncio.sleep(app.settings.sweep_seconds)
                await sweep(app, counts, stale_count)
                await sweep(app, articles, stale_article)
        except Exception as error:
            fail_stop(f"expired rows could not be removed ({error!r}); restart the worker.", error)

    app.task(sweeper)
