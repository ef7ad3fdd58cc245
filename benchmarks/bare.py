"""The yardstick of throughput.py: a bare aiokafka loop with the same extraction and the same sends, and nothing else.

No rows, no counts, no repair of repeats; ``python benchmarks/bare.py BROKER``, until it is killed.
"""

import asyncio
import sys
from datetime import UTC, datetime

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from extraction.extractor import Extractor
from schemas import stance_event, statement
from schemas.adapters import decode
from schemas.errors import UnusableArticle
from schemas.stance_event import Origin
from streams import topics
from streams.cloud_events import headers
from streams.outbox import Outbox, Record, partition_of
from streams.settings import MIB
from streams.standing import Arrival, rfc3339, step

GROUP = "bare"


async def main(broker: str) -> None:
    """Read, extract, send, commit."""
    extract = Extractor().statements
    consumer = AIOKafkaConsumer(
        topics.ARTICLES,
        bootstrap_servers=broker,
        group_id=GROUP,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    producer = AIOKafkaProducer(
        bootstrap_servers=broker, acks="all", enable_idempotence=True, max_batch_size=256 * 1024
    )
    await consumer.start()
    await producer.start()
    while True:
        outbox = Outbox(producer)
        read = await consumer.getmany(timeout_ms=1000, max_records=200)
        for records in read.values():
            for record in records:
                emit(record, extract, outbox)
        await outbox.send()
        if read:
            await consumer.commit()


def emit(record, extract, outbox: Outbox) -> None:  # type: ignore[no-untyped-def]
    """All that an article causes, as the extract agent sends it."""
    try:
        article = decode(record.value, MIB)
    except UnusableArticle:
        return
    time = datetime.fromtimestamp(record.timestamp / 1000, UTC)
    arrival = Arrival(article.uri, article, Origin(partition=record.partition, offset=record.offset), time)
    outcome = step(arrival, None, extract)
    key, stamp = article.uri.encode(), rfc3339(time)
    for said in outcome.statements:
        named = headers("tasrih.statement", f"{said.id}/{said.article_version}/{said.status}", stamp)
        outbox.add("bare.statements", record.partition, Record(key, statement.encode(said), named))
    for stance in outcome.stances:
        topic = stance.topic.encode()
        named = headers("tasrih.stance", f"{record.partition}-{record.offset}/{stance.topic}", stamp)
        outbox.add("bare.stances", partition_of(topic, 8), Record(topic, stance_event.encode(stance), named))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
