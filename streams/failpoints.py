"""Places where a test ends the process as SIGKILL would, so that the duplicate path is really taken.

``TASRIH_FAILPOINT`` names one place, with ``@N`` for the N-th time that it is passed:

- ``acknowledged:wire.stances-3``: that partition has acknowledged, the others perhaps not
- ``emitted``: everything is acknowledged, no row is recorded
- ``recorded``: the rows are acknowledged, the batch is not
- ``counted``: the counter rows are acknowledged, the batch is not
- ``recovering``: in the middle of a table's recovery
- ``begun``, ``sent``, ``committed``: ``tasrih dlq replay`` has begun a transaction, sent its records, committed it
- ``suspended``: as ``sent``, but the process is suspended
- ``sending:wire.topic-counts-3``: a produce request to that partition has passed every check and is not written yet;
  here the process is suspended, as by SIGSTOP, for this is where a worker that wakes too late does harm
"""

import os
import signal
from collections import Counter

VARIABLE = "TASRIH_FAILPOINT"

_place, _, _turn = os.environ.get(VARIABLE, "").partition("@")
_passed: Counter[str] = Counter()


def failpoint(place: str, number: int = signal.SIGKILL) -> None:
    """Send this process a signal if the environment names this place and it is passed for the N-th time."""
    if place != _place:
        return
    _passed[place] += 1
    if _passed[place] == int(_turn or 1):
        os.kill(os.getpid(), number)
