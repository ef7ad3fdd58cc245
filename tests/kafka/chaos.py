"""Chaos: workers and the broker are hurt at random while copy flows in; at the end every count must be exact.

Half of the copy comes in transactions, of which some are aborted or left open first (see newsroom.py).
``make chaos SEED=7 MINUTES=10`` starts a Kafka of its own (``BROKERS=3``: a cluster of three, every topic on all of
them, two of which must have a record) and prints one line of figures; it exits 0 only when the
counts, the published statements, the dead letters and the commits are what plain Python expects. The same seed
feeds the same copy and hurts in the same order. A run whose broker does not come back has no verdict, says so, and
exits 69.
"""

import argparse
import json
import random
import resource
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from confluent_kafka import ElectionType, Producer
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, ResourceType
from day import Records, day
from desk import SESSION_SECONDS, Worker, read, rows, settle
from newsroom import MOST, SILENT, Newsroom, counted_in_vain
from reference import by_articles, by_statements, expected_events, numbers, unusable

from schemas.errors import BrokerUnavailable
from streams import topics
from streams.brokers import kafka
from streams.brokers.ports import reserve
from streams.settings import MIB, Settings

SMALLEST, LARGEST = 2, 4  # workers
RIGHT = ("committed", "counts_exact", "aborted_never_counted", "statements_complete", "dead_letters_complete")
OUTPUTS = (topics.STATEMENTS, topics.STANCES, topics.COUNTS, topics.DEAD_LETTERS, topics.ARTICLE_ROWS)


class Chaos:
    """Brokers, workers that a supervisor restarts, and the ways to hurt them."""

    def __init__(self, nodes: list[kafka.KafkaNode], folder: Path, seed: int) -> None:
        self.nodes = nodes
        self.address = ",".join(node.address for node in nodes)
        self.folder = folder
        self.chance = random.Random(seed)  # noqa: S311 (chaos that can be had again)
        self.workers: list[Worker] = []
        self.done: Counter[str] = Counter()
        self.exits: Counter[str] = Counter()

    def _worker(self, number: int) -> Worker:
        return Worker(self.address, self.folder / f"w{number}").start()

    def start(self) -> None:
        """Start the first workers."""
        self.workers = [self._worker(n) for n in range(SMALLEST + 1)]

    def supervise(self) -> None:
        """Start again what has ended, as `restart: always` does."""
        for worker in self.workers:
            assert worker.process is not None
            code = worker.process.poll()
            if code is not None:
                self.exits[str(code)] += 1
                worker.start()

    def hurt(self) -> None:
        """One blow, chosen at random."""
        blow = self.chance.choice(BLOWS if len(self.nodes) == 1 else OF_A_CLUSTER)
        self.done[blow.__name__] += 1
        blow(self, self.chance.choice(self.workers))
        self.supervise()

    def sigkill(self, worker: Worker) -> None:
        """Kill a worker."""
        worker.end(signal.SIGKILL)

    def sigkill_and_wipe(self, worker: Worker) -> None:
        """Kill a worker and remove its data folder."""
        worker.end(signal.SIGKILL)
        worker.wipe()

    def sigterm(self, worker: Worker) -> None:
        """Ask a worker to end."""
        worker.end(signal.SIGTERM, 60)

    def sigstop(self, worker: Worker) -> None:
        """Stop a worker until the group has given its partitions away, then let it go on."""
        worker.send(signal.SIGSTOP)
        time.sleep(SESSION_SECONDS + 2)
        worker.send(signal.SIGCONT)

    def full_disk(self, worker: Worker) -> None:
        """Let a worker write no more to its files, as on a full disk."""
        assert worker.process is not None
        resource.prlimit(worker.process.pid, resource.RLIMIT_FSIZE, (4096, 4096))
        time.sleep(4)
        worker.end(signal.SIGKILL)

    def more_workers(self, _: Worker) -> None:
        """Add a worker."""
        if len(self.workers) < LARGEST:
            self.workers.append(self._worker(len(self.workers)))

    def fewer_workers(self, _: Worker) -> None:
        """Take a worker away."""
        if len(self.workers) > SMALLEST:
            self.workers.pop().end(signal.SIGTERM, 60)

    def broker_killed(self, _: Worker) -> None:
        """Kill a broker, and start it again on its data, at once or some seconds later."""
        node = self.chance.choice(self.nodes)
        node.kill()
        time.sleep(self.chance.uniform(0, 8))
        node.start()

    def broker_stopped(self, _: Worker) -> None:
        """End a broker in order, so that its partitions get other leaders first, and start it again."""
        node = self.chance.choice(self.nodes)
        node.stop()
        node.start()

    def leaders_moved(self, _: Worker) -> None:
        """Let each partition be led by the broker that its topic prefers: after a kill it is another's."""
        admin = AdminClient({"bootstrap.servers": self.address})
        admin.elect_leaders(ElectionType.PREFERRED).result()

    def produce_refused(self, _: Worker) -> None:
        """Let the broker refuse what the workers send to one topic, for a while."""
        topic = self.chance.choice(OUTPUTS)
        self._limit(topic, 100)
        time.sleep(3)
        self._limit(topic, 16 * MIB)

    def _limit(self, topic: str, size: int) -> None:
        entry = ConfigEntry("max.message.bytes", str(size), incremental_operation=AlterConfigOpType.SET)
        asked = ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[entry])
        admin = AdminClient({"bootstrap.servers": self.address})
        for done in admin.incremental_alter_configs([asked]).values():
            done.result()


BLOWS: tuple[Callable[[Chaos, Worker], None], ...] = (
    Chaos.sigkill,
    Chaos.sigkill,
    Chaos.sigkill,
    Chaos.sigkill_and_wipe,
    Chaos.sigterm,
    Chaos.sigstop,
    Chaos.full_disk,
    Chaos.more_workers,
    Chaos.fewer_workers,
    Chaos.broker_killed,
    Chaos.produce_refused,
)
OF_A_CLUSTER = (*BLOWS, Chaos.broker_killed, Chaos.broker_stopped, Chaos.leaders_moved, Chaos.leaders_moved)


def flow(broker: str, records: Records, seconds: float, newsroom: Newsroom) -> None:
    """Feed records evenly over some time, through whatever happens to the broker; half of them in transactions."""
    settings = {"partitioner": "murmur2_random", "message.timeout.ms": 0, "log_level": SILENT}
    producer = Producer({"bootstrap.servers": broker} | settings)
    began = time.monotonic()
    with newsroom:
        for number, (key, value) in enumerate(records):
            piece, place = divmod(number, MOST)
            if piece % 2:
                producer.produce(topics.ARTICLES, key=key, value=value)
                producer.poll(0)
            elif not place:
                newsroom.feed(records[number : number + MOST])
            time.sleep(max(0.0, began + seconds * number / len(records) - time.monotonic()))
        producer.flush()


def verdict(broker: str) -> dict[str, Any]:
    """What is right at the end, and what it took."""
    counted = rows(broker)
    sent = [dict(m.headers())["ce_id"].decode() for m in read(broker, topics.STATEMENTS)]
    headers = [dict(m.headers()) for m in read(broker, topics.DEAD_LETTERS)]
    letters = {(int(h["_dlq.errors.partition"]), int(h["_dlq.errors.offset"])) for h in headers}
    return {
        "rows": len(counted),
        "aborted_never_counted": counted_in_vain(broker) == [],
        "counts_exact": counted == by_articles(broker) and numbers(counted) == by_statements(broker),
        "statements_complete": expected_events(broker) <= set(sent),
        "dead_letters_complete": unusable(broker) <= letters,
        "statements_sent_again": len(sent) - len(set(sent)),
    }


def run(seed: int, minutes: float, folder: Path, brokers: int = 1) -> dict[str, Any]:
    """One run; its figures."""
    nodes = _started(folder, brokers)
    chaos = Chaos(nodes, folder, seed)
    topics.declare(Settings.read({}, broker=chaos.address, replication=brokers))
    chaos.start()
    records = day(seed, round(minutes * 60 * 20))
    newsroom = Newsroom(chaos.address, seed)
    feeding = threading.Thread(  # a daemon: it waits for a broker for ever, and the run ends without one
        target=flow, args=(chaos.address, records, minutes * 60, newsroom), daemon=True
    )
    feeding.start()
    try:
        while feeding.is_alive():
            time.sleep(chaos.chance.uniform(0.5, 5))
            chaos.supervise()
            chaos.hurt()
        settled = _settled(chaos)
        given = {"seed": seed, "brokers": brokers, "records": len(records), "transactions": dict(newsroom.done)}
        done = {"blows": dict(chaos.done), "exits": dict(chaos.exits), "committed": settled}
        return given | done | verdict(chaos.address)
    finally:
        for worker in chaos.workers:
            worker.end(signal.SIGKILL)
        for node in nodes:
            node.kill()


def _started(folder: Path, brokers: int) -> list[kafka.KafkaNode]:
    """Brokers that answer."""
    if brokers == 1:
        nodes = [kafka.KafkaNode(folder / "kafka", port=reserve(2))]
    else:
        nodes = kafka.nodes_of_cluster(folder, brokers)
    try:
        for node in nodes:
            node.spawn()
        for node in nodes:
            node.await_answer()
    except BrokerUnavailable:
        for node in nodes:
            node.kill()
        raise
    return nodes


def _settled(chaos: Chaos) -> bool:
    """Whether everything is committed two minutes after the last blow."""
    for _ in range(12):
        chaos.supervise()
        try:
            settle(chaos.address, 10)
        except AssertionError:
            continue
        return True
    return False


def main() -> None:
    """Print the figures of one run as a line; exit 1 unless all is exact, 69 where a broker does not come back."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--brokers", type=int, choices=(1, 3), default=1)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="tasrih-chaos-"))
    how = f"SEED={given.seed} MINUTES={given.minutes:g} BROKERS={given.brokers}"
    again = f"Everything is kept in {folder}; again with: make chaos {how}"
    try:
        figures = run(given.seed, given.minutes, folder, given.brokers)
    except BrokerUnavailable as error:
        print(f"No verdict: {error} {again}", file=sys.stderr)  # noqa: T201 (its output)
        sys.exit(error.exit_code)
    exact = all(figures[what] for what in RIGHT)
    print(json.dumps({"exact": exact} | figures))  # noqa: T201 (its output)
    if not exact:
        sys.exit(f"Not exact. {again}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
