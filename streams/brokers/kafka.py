"""A real Apache Kafka (KRaft) on this machine, one node or a cluster of several.

``python -m streams.brokers.kafka start|stop`` is one node that outlives the command. Maven fetches Kafka; the jars
are kept in ``HOME/libs`` (45 files, 43 MB), a node's configuration, data and output in a folder of its own. Needs
Java 17 or later, and Maven for the first start.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from schemas.errors import BrokerUnavailable, TasrihError
from streams.brokers.ports import free, reserve

HOME = Path(".kafka")
PORT = 9092
START_SECONDS = 180  # on a machine under load it took more than 60
STOP_SECONDS = 30
POM = Path(__file__).with_name("pom.xml")

# auto.create.topics.enable: a topic made by chance would have one partition and the wrong clean-up policy.
PROPERTIES = """\
process.roles=broker,controller
node.id={number}
{quorum}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
log.dirs={logs}
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
num.io.threads=4
num.network.threads=2
offsets.topic.num.partitions=8
offsets.topic.replication.factor={replication}
share.coordinator.state.topic.replication.factor={replication}
share.coordinator.state.topic.min.isr={in_sync}
transaction.state.log.replication.factor={replication}
transaction.state.log.min.isr={in_sync}
min.insync.replicas={in_sync}
"""

LOG4J = """\
rootLogger.level=INFO
rootLogger.appenderRefs=out
rootLogger.appenderRef.out.ref=out
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=[%d] %p %m (%c)%n
"""


@dataclass
class KafkaNode:
    """One Kafka on loopback with its data in ``folder``; it can be stopped or killed, and started on the same data.

    The controller listens on ``port + 1``. ``process`` is None while it does not run. ``properties`` are lines of its
    configuration that win over ours.
    """

    folder: Path
    port: int = PORT
    home: Path = HOME
    cluster: "Cluster | None" = None
    properties: str = ""
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    @property
    def address(self) -> str:
        """HOST:PORT for clients."""
        return f"127.0.0.1:{self.port}"

    @property
    def output(self) -> Path:
        """The file with everything that Kafka says."""
        return self.folder / "kafka.log"

    def start(self) -> int:
        """Start Kafka in a session of its own, and return its process id when it answers.

        Raises:
            TasrihError: Java, Maven, the jars or the port are not to be had, or Kafka ended at once.
        """
        process = self.spawn()
        self.await_answer()
        return process.pid

    def spawn(self) -> "subprocess.Popen[bytes]":
        """Start Kafka as ``start`` does, and wait for nothing."""
        _check_free(self.port, self.port + 1)
        libs = fetch(self.home)
        self._configure(libs)
        with self.output.open("ab") as output:
            command = _java(
                libs, "kafka.Kafka", self.folder / "server.properties", log4j=self.folder / "log4j2.properties"
            )
            self.process = subprocess.Popen(  # noqa: S603 (a command made here)
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
            )
        return self.process

    def stop(self) -> None:
        """End Kafka in order: it flushes and leaves."""
        if self.process:
            self.process.terminate()
            self.process.wait(STOP_SECONDS)
            self.process = None

    def kill(self) -> None:
        """End Kafka with SIGKILL, as a crash does."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _configure(self, libs: Path) -> None:
        """Write the configuration, and format the data folder where it is new."""
        self.folder.mkdir(parents=True, exist_ok=True)
        properties = self.folder / "server.properties"
        logs = self.folder / "data"
        properties.write_text(self._properties(logs) + self.properties)
        (self.folder / "log4j2.properties").write_text(LOG4J)
        if not (logs / "meta.properties").exists():
            identity = ("-t", self.cluster.id) if self.cluster else ("--standalone", "-t", _cluster_id(libs))
            _checked(_java(libs, "kafka.tools.StorageTool", "format", *identity, "-c", properties))

    def _properties(self, logs: Path) -> str:
        cluster = self.cluster
        size = len(cluster.ports) if cluster else 1
        return PROPERTIES.format(
            port=self.port,
            controller=self.port + 1,
            logs=logs.resolve(),
            number=cluster.ports.index(self.port) + 1 if cluster else 1,
            quorum=cluster.quorum if cluster else f"controller.quorum.bootstrap.servers=127.0.0.1:{self.port + 1}",
            replication=size,
            in_sync=max(1, size - 1),
        )

    def await_answer(self) -> None:
        """Wait until Kafka answers.

        Raises:
            BrokerUnavailable: it ended, or took too long.
        """
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                raise BrokerUnavailable(f"Kafka ended while it started; {self.output} says why.")
            if answers(self.address):
                return
        self.kill()
        raise BrokerUnavailable(f"Kafka did not answer within {START_SECONDS} s; {self.output} says why.")


@dataclass(frozen=True)
class Cluster:
    """What the nodes of one cluster have in common: an id, and each other's ports."""

    id: str
    ports: tuple[int, ...]

    @property
    def quorum(self) -> str:
        """The property that names the controllers to each other."""
        voters = ",".join(f"{number}@127.0.0.1:{port + 1}" for number, port in enumerate(self.ports, 1))
        return f"controller.quorum.voters={voters}"


def nodes_of_cluster(folder: Path, size: int, home: Path = HOME) -> list[KafkaNode]:
    """The nodes of a cluster, on reserved ports and with data below ``folder``; none runs yet."""
    cluster = Cluster(_cluster_id(fetch(home)), tuple(sorted(reserve(2) for _ in range(size))))
    return [KafkaNode(folder / f"node{port}", port=port, home=home, cluster=cluster) for port in cluster.ports]


def answers(address: str) -> bool:
    """Whether a Kafka at ``address`` answers within a second."""
    try:
        return bool(AdminClient({"bootstrap.servers": address, "log_level": 0}).list_topics(timeout=1).brokers)
    except KafkaException:
        return False


def available() -> bool:
    """Whether this machine has Java and Maven."""
    return bool(shutil.which("java") and shutil.which("mvn"))


def fetch(home: Path) -> Path:
    """The folder of Kafka's jars; Maven fetches them once.

    Raises:
        TasrihError: there is no Java or no Maven, or Maven failed.
    """
    libs = home / "libs"
    if libs.is_dir():
        return libs
    if not available():
        raise TasrihError("A Kafka on this machine needs Java 17 and Maven: install both, or use docker compose.")
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home) as folder:  # a fetch that breaks off leaves no half-filled libs
        into = Path(folder) / "libs"
        goal = ("dependency:copy-dependencies", f"-DoutputDirectory={into.resolve()}", "-DincludeScope=runtime")
        _checked(["mvn", "-q", "-B", "-f", str(POM), *goal])
        into.rename(libs)
    return libs


@contextmanager
def temporary(home: Path = HOME) -> Iterator[KafkaNode]:
    """A running node on reserved ports with data of its own, both gone at the end."""
    with tempfile.TemporaryDirectory(prefix="tasrih-kafka-") as folder:
        node = KafkaNode(Path(folder), port=reserve(2), home=home)
        node.start()
        try:
            yield node
        finally:
            node.kill()


def alive(pid: int) -> bool:
    """Whether ``pid`` is a Kafka that runs: a system gives the number of an ended process to another program."""
    command = ["ps", "-ww", "-o", "args=", "-p", str(pid)]
    shown = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (fixed words)
    return "kafka.Kafka" in shown.stdout


def _check_free(*ports: int) -> None:
    for port in ports:
        if not free(port):
            raise TasrihError(
                f"Port {port} of 127.0.0.1 is taken: stop what listens there, or start Kafka with --port."
            )


def _java(libs: Path, main: str, *arguments: object, log4j: Path | None = None) -> list[str]:
    logging = [f"-Dlog4j2.configurationFile={log4j}"] if log4j else []
    return ["java", "-Xmx512m", *logging, "-cp", f"{libs}/*", main, *map(str, arguments)]


def _cluster_id(libs: Path) -> str:
    return _checked(_java(libs, "kafka.tools.StorageTool", "random-uuid")).strip().splitlines()[-1]


def _checked(command: list[str]) -> str:
    """The output of a command that has to succeed."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (a command made here)
    if done.returncode:
        last = (done.stdout + done.stderr).strip().splitlines()[-1:]
        raise TasrihError(f"{command[0]} failed with exit code {done.returncode}: {' '.join(last)}")
    return done.stdout


def _start(home: Path, port: int) -> str:
    """Start the node that outlives this process; what to tell its user."""
    if pid := _left(home):
        return f"Kafka runs already, process {pid}; make kafka-stop ends it."
    node = KafkaNode(home / "node", port=port, home=home)
    pid = node.start()
    (home / "pid").write_text(str(pid))
    return f"Kafka listens on {node.address}, process {pid}; make kafka-stop ends it, its data stay in {node.folder}."


def _stop(home: Path) -> str:
    """End the node that ``_start`` left; what to tell its user."""
    pid = _left(home)
    if not pid:
        return "No Kafka of ours runs."
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    return f"Kafka, process {pid}, does not stop." if alive(pid) else "Kafka has stopped."


def _left(home: Path) -> int | None:
    """The process that ``_start`` left, if it still runs."""
    pid_file = home / "pid"
    pid = int(pid_file.read_text()) if pid_file.exists() else 0
    return pid if pid and alive(pid) else None


def main() -> None:
    """Start or stop a Kafka that outlives this command."""
    parser = argparse.ArgumentParser(prog="python -m streams.brokers.kafka", description=main.__doc__)
    parser.add_argument("action", choices=("start", "stop"))
    parser.add_argument("--port", type=int, default=PORT, help="port for clients; the controller takes the next")
    given = parser.parse_args()
    try:
        said = _start(HOME, given.port) if given.action == "start" else _stop(HOME)
    except TasrihError as error:
        sys.exit(f"tasrih: {error}")
    sys.stderr.write(f"{said}\n")


if __name__ == "__main__":
    main()
