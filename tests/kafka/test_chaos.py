"""What a chaos run says where it can come to no verdict."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.kafka

TESTS = Path(__file__).parents[1]
BROKER_LOST = """
import chaos

def broker_lost(run, worker):
    node = run.nodes[0]
    node.kill()
    (node.folder / "data" / "meta.properties").write_text("")  # with this no Kafka starts
    node.start()

chaos.BLOWS = (broker_lost,)
chaos.main()
"""


def test_a_run_whose_broker_does_not_come_back_ends_and_says_so() -> None:
    """In the middle of a run, while copy is fed: one sentence, with the way to do it again, and exit code 69."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(TESTS / "kafka"), str(TESTS / "support")))}
    command = [sys.executable, "-c", BROKER_LOST, "--seed", "7", "--minutes", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=300)
    said = re.search(
        r"^No verdict: Kafka ended while it started; \S+/kafka.log says why\."
        r" Everything is kept in (\S+); again with: make chaos SEED=7 MINUTES=1 BROKERS=1$",
        done.stderr,
        re.MULTILINE,
    )
    assert said, done.stderr
    assert (done.returncode, done.stdout) == (69, "")
    assert "Traceback" not in done.stderr
    shutil.rmtree(said[1])
