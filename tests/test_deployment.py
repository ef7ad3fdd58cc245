"""docker-compose.yml and Dockerfile, read as a careful operator reads them; deploy/test_compose.py runs them."""

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.main import COMMANDS
from streams.brokers.kafka import POM
from streams.settings import Settings, variable

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("worker", "serve")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SERVICES)
def test_ports_are_on_loopback_alone(name: str) -> None:
    """A machine on the internet offers nothing by being started."""
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - set(OURS)))
def test_images_of_others_have_a_version(name: str) -> None:
    """What was tried is what runs."""
    assert re.fullmatch(r"[\w./-]+:v?\d+\.\d+\.\d+", SERVICES[name]["image"])


def test_kafka_is_the_one_of_the_tests() -> None:
    """The container's version is that of ``make kafka``."""
    assert SERVICES["kafka"]["image"] == f"apache/kafka:{re.findall('<version>(4.*)</version>', POM.read_text())[0]}"


def test_kafka_keeps_its_data_and_tells_when_it_is_ready() -> None:
    """Records survive the container: the log folder is a named volume; others wait for its health check."""
    kafka = SERVICES["kafka"]
    assert kafka["volumes"] == [f"kafka-data:{kafka['environment']['KAFKA_LOG_DIRS']}"]
    assert "kafka-data" in COMPOSE["volumes"]
    assert kafka["healthcheck"]["test"]
    assert all(SERVICES[name]["depends_on"]["kafka"]["condition"] == "service_healthy" for name in (*OURS, "kafka-ui"))


def test_kafka_makes_no_topic_by_chance() -> None:
    """A topic of one partition with the wrong policy would be worse than an error."""
    assert SERVICES["kafka"]["environment"]["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"


def test_workers_can_be_scaled() -> None:
    """Nothing of a worker is there once only: no name, no port; and its data folder is a volume of its own."""
    worker = SERVICES["worker"]
    assert not {"container_name", "ports", "hostname"} & set(worker)
    assert worker["volumes"] == [worker["environment"]["TASRIH_DATA_DIR"]]


@pytest.mark.parametrize("name", OURS)
def test_our_processes_come_back_and_may_do_little(name: str) -> None:
    """A worker that stops so that nothing is lost is started again; no process may write but where it must."""
    service = SERVICES[name]
    assert service["restart"] == "always"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["healthcheck"]["test"]


@pytest.mark.parametrize("name", OURS)
def test_commands_and_settings_exist(name: str) -> None:
    """A word that the product does not know would be an error at start, or worse, nothing."""
    assert SERVICES[name]["command"][0] in COMMANDS
    assert set(SERVICES[name]["environment"]) <= {variable(field.name) for field in fields(Settings)}


def test_nothing_is_started_without_a_token() -> None:
    """They listen to everybody inside their containers: compose ends with a sentence where no token is set."""
    assert SERVICES["serve"]["command"][-2:] == ["--host", "0.0.0.0"]  # noqa: S104 (what the token is for)
    assert SERVICES["worker"]["environment"]["TASRIH_WEB_HOST"] == "0.0.0.0"  # noqa: S104 (the same)
    for name in OURS:
        assert re.fullmatch(r"\$\{TASRIH_TOKEN:\?.+README.+\}", SERVICES[name]["environment"]["TASRIH_TOKEN"])
    assert ".env" in (ROOT / ".gitignore").read_text().splitlines()


def test_what_is_not_needed_is_asked_for() -> None:
    """Only a profile starts it; the Kafka UI may only read."""
    profiles = {name: service["profiles"] for name, service in SERVICES.items() if "profiles" in service}
    assert profiles == {"kafka-ui": ["ui"], "prometheus": ["metrics"], "grafana": ["metrics"]}
    assert SERVICES["kafka-ui"]["environment"]["KAFKA_CLUSTERS_0_READONLY"] == "true"


def test_the_image_is_made_from_the_lock_and_runs_unprivileged() -> None:
    """Dependencies are those of the lock, and the last user is not root."""
    assert "pip --python /opt/tasrih/bin/python install --no-deps -r requirements.lock" in DOCKERFILE
    assert "COPY --from=build /opt/tasrih /opt/tasrih" in DOCKERFILE
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE) == ["10001"]


def test_the_image_brings_the_inflected_forms() -> None:
    """Its user has no home to keep them in: they are made in the build, where the last layer then looks for them."""
    assert "import vocabulary; vocabulary()" in DOCKERFILE
    assert re.findall(r"XDG_CACHE_HOME=(\S+)", DOCKERFILE) == ["/opt/tasrih/cache"] * 2


def test_the_image_is_compiled_by_what_our_own_articles_do() -> None:
    """The build has the script that compiles and the articles that it reads, as a checkout has them."""
    ignored = set((ROOT / ".dockerignore").read_text().splitlines())
    assert {"!deploy/wheel.sh", "!tests/gold/articles"} <= ignored
    assert "RUN deploy/wheel.sh /opt/build/bin/python dist" in DOCKERFILE
    assert DOCKERFILE.index("COPY tests/gold/articles tests/gold/articles") < DOCKERFILE.index("RUN deploy/wheel.sh")


def test_the_image_holds_every_package() -> None:
    """What pyproject.toml packs is copied, and .dockerignore lets it through."""
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"][
        "packages"
    ]
    assert re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.MULTILINE) == packed
    assert {f"!{name}" for name in packed} <= set((ROOT / ".dockerignore").read_text().splitlines())


LOADED = """
import pkgutil
import sys
from importlib import import_module
from importlib.metadata import packages_distributions

before = set(sys.modules)
for room in ("agents", "cli", "extraction", "schemas", "serving", "streams"):
    for module in pkgutil.walk_packages(import_module(room).__path__, f"{room}."):
        import_module(module.name)
sys.modules["extraction.extractor"].Extractor()
known = packages_distributions()
print(*{name for module in sys.modules.keys() - before for name in known.get(module.split(".")[0], ())})
"""


def test_the_lock_holds_whatever_is_imported() -> None:
    """The image has no other packages: neither those of the tests nor what camel-tools asks for besides."""
    environment = {"HOME": os.devnull, "PATH": os.environ["PATH"]}
    done = subprocess.run([sys.executable, "-c", LOADED], env=environment, capture_output=True, text=True, check=True)
    locked = re.findall(r"^([\w-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    loaded = {re.sub("[._]", "-", name.lower()) for name in done.stdout.split()}
    assert "camel-tools" in loaded
    assert loaded - {"tasrih"} <= set(locked)
