"""The sweep: rows whose time is over go, by tombstones, and what stays is exact."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk import Worker, article, feed, read, rows, settle

from streams.brokers.embedded import EmbeddedBroker


def wait_for(gone: bytes, broker: str) -> None:
    """Wait until the last record of a row is its tombstone."""
    deadline = time.monotonic() + 20
    while {m.key(): m.value() for m in read(broker, "wire.topic-counts")}[gone] is not None:
        assert time.monotonic() < deadline, f"{gone!r} is still there"
        time.sleep(0.3)


def test_hour_rows_expire_and_all_time_stays_exact(embedded: EmbeddedBroker, tmp_path: Path) -> None:
    """An hour row of yesterday gets a tombstone, also after a restart; a later withdrawal changes all time alone."""
    broker = embedded.address
    yesterday = datetime.now(UTC) - timedelta(hours=24)
    hour = yesterday.strftime("water|hour|%Y-%m-%dT%H").encode()
    old = article("urn:old", "karim water + نعم", versionCreated=yesterday.isoformat(timespec="seconds"))
    worker = Worker(broker, tmp_path / "w").start(TASRIH_KEEP_HOURS="2")
    try:
        feed(broker, [(b"urn:old", old)], timestamp=int(yesterday.timestamp() * 1000))
        feed(broker, [(b"urn:new", article("urn:new", "layla water - لا"))])
        settle(broker)
        assert hour in rows(broker)
        worker.end()
        worker.start(TASRIH_KEEP_HOURS="2", TASRIH_SWEEP_SECONDS="1")
        wait_for(hour, broker)
        assert 'tasrih_rows_swept_total{topic="wire.topic-counts"} ' in worker.health("/metrics")[1]
        feed(broker, [(b"urn:old", None)])
        settle(broker)
        assert rows(broker)[b"water|all"]["articles"] == 1
        assert hour not in rows(broker)
    finally:
        worker.end()
