"""How soon 300 subscribers of one ``tasrih serve`` have each statement.

``python benchmarks/subscribers.py [--subscribers N] [--rate N] [--seconds N]`` starts an embedded broker and a server,
subscribes to the statements (NDJSON), publishes statements at ``rate`` a second, and prints how long each took from the
producer's hand to each subscriber's; then the same with a subscriber among them who never reads.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import psutil
from confluent_kafka import Producer

from schemas import published
from schemas.statement import Statement, encode
from streams import topics
from streams.brokers.embedded import EmbeddedBroker
from streams.brokers.ports import reserve

TASRIH = str(Path(sys.executable).with_name("tasrih"))
EXAMPLE = msgspec.json.decode(published.example("statement"), type=Statement)


async def ready(session: aiohttp.ClientSession) -> None:
    """Wait until the server is live."""
    while True:
        try:
            async with session.get("/readyz") as answer:
                if answer.status == 200:
                    return
        except aiohttp.ClientConnectionError:
            pass
        await asyncio.sleep(0.1)


async def subscriber(session: aiohttp.ClientSession, live: asyncio.Semaphore, took: list[float]) -> None:
    """Note for each statement how long it took; its id is when it was published."""
    async with session.get("/v1/streams/statements", headers={"Accept": "application/x-ndjson"}) as stream:
        live.release()
        async for line in stream.content:
            if line.startswith(b"{"):
                took.append(time.time() - float(line[7 : line.index(b'"', 7)]))  # noqa: PERF401 (it ends by being cancelled)


async def publish(broker: str, rate: int, seconds: int) -> None:
    """Publish statements, evenly."""
    producer = Producer({"bootstrap.servers": broker, "linger.ms": 0})
    began = time.monotonic()
    for number in range(rate * seconds):
        await asyncio.sleep(max(began + number / rate - time.monotonic(), 0))
        said = msgspec.structs.replace(EXAMPLE, id=str(time.time()))
        producer.produce(topics.STATEMENTS, encode(said), said.article_uri)
        producer.poll(0)
    producer.flush(10)


async def idle(port: int) -> asyncio.StreamWriter:
    """A subscriber who never reads."""
    _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    writer.write(b"GET /v1/streams/statements HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    writer.transport.pause_reading()  # type: ignore[attr-defined]  # of a socket it is a reading one
    return writer


async def measure(broker: str, port: int, given: Any, server: int) -> None:
    """Two rounds, and a line for each."""
    connector = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}", connector=connector, timeout=timeout) as session:
        await ready(session)
        for name in ("all read", "one does not"):
            took: list[float] = []
            live = asyncio.Semaphore(0)
            tasks = [asyncio.create_task(subscriber(session, live, took)) for _ in range(given.subscribers)]
            for _ in tasks:
                await live.acquire()
            writer = await idle(port) if name == "one does not" else None
            await asyncio.sleep(1)
            spent = sum(psutil.Process(server).cpu_times()[:2])
            await publish(broker, given.rate, given.seconds)
            await asyncio.sleep(2)
            cpu = (sum(psutil.Process(server).cpu_times()[:2]) - spent) / given.seconds
            for task in tasks:
                task.cancel()
            if writer:
                writer.close()
            report(name, took, given, cpu)


def report(name: str, took: list[float], given: Any, cpu: float) -> None:
    """Print a line; ``cpu`` in cores."""
    expected = given.subscribers * given.rate * given.seconds
    cuts = statistics.quantiles(took, n=100)
    print(
        f"{name:14} {len(took):9,} {expected - len(took):6} {cuts[49]:8.3f} {cuts[98]:8.3f} {max(took):8.3f} {cpu:6.2f}"
    )


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--subscribers", type=int, default=300)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=20)
    given = parser.parse_args()
    with EmbeddedBroker(topic.name for topic in topics.TOPICS) as broker:
        port = reserve()
        command = [TASRIH, "serve", "--broker", broker.address, "--port", str(port)]
        environment = os.environ | {"TASRIH_CLIENT_STREAMS": str(given.subscribers + 1)}
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as server:
            print(f"{'':14} {'delivered':>9} {'missed':>6} {'p50 s':>8} {'p99 s':>8} {'most s':>8} {'cores':>6}")
            asyncio.run(measure(broker.address, port, given, server.pid))
            server.terminate()


if __name__ == "__main__":
    main()
