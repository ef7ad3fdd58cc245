"""Places where a test ends the process as SIGKILL would, so that the duplicate path is really taken.

``TASRIH_FAILPOINT`` names one place, with ``@N`` for the N-th time that it is passed:

- ``acknowledged:wire.stances-3``: that partition has acknowledged, the others perhaps not
- ``emitted``: everything is acknowledged, no row is recorded
- ``recorded``: the rows are acknowledged, the batch is not
- ``counted``: the counter rows are acknowledged, the batch is not
- ``recovering``: in the middle of a table's recovery
"""

import os
import signal
from collections import Counter

VARIABLE = "TASRIH_FAILPOINT"

_place, _, _turn = os.environ.get(VARIABLE, "").partition("@")
_passed: Counter[str] = Counter()


def failpoint(place: str) -> None:
    """Kill this process if the environment names this place and it is passed for the N-th time."""
    if place != _place:
        return
    _passed[place] += 1
    if _passed[place] == int(_turn or 1):
        os.kill(os.getpid(), signal.SIGKILL)
