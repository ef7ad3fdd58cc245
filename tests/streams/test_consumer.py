"""The consumer that Faust gets from us."""

from typing import Any

from streams.app import WireApp
from streams.settings import Settings


async def test_records_that_come_meanwhile_do_not_wait_for_a_fetch_that_found_nothing(tmp_path: Any) -> None:
    """The client asks again after 0.1 s, where Faust's lets a broker hold it for 1.5 s."""
    app = WireApp(Settings.read({}, data_dir=tmp_path), partitions=4)
    thread = app.consumer._thread
    client = thread._create_worker_consumer(app.transport)
    await client.stop()
    thread.loop.close()  # made with the thread, which does not start here
    assert client._fetch_max_wait_ms == 100
