"""A lease on the partitions, renewed by each good heartbeat.

Fault: a worker that the group has expelled (it was stopped, or could not reach the broker) goes on sending what it
has in hand, and writes over the rows of its successor. Repair: nothing is sent without a lease that is shorter than
the session.
"""

import time

SHARE = 0.8  # of the session timeout: the broker's clock starts at the latest when ours does


class Lease:
    """Held from a good heartbeat for ``SHARE`` of the session timeout. One thread renews, another asks."""

    def __init__(self, session_seconds: float) -> None:
        self._term = session_seconds * SHARE
        self._ends = 0.0

    def renew(self, since: float) -> None:
        """The group knew this worker at some moment after ``since``, a reading of ``time.monotonic``."""
        self._ends = since + self._term

    def give_up(self) -> None:
        """The group does not know this worker any more."""
        self._ends = 0.0

    @property
    def held(self) -> bool:
        """Whether the partitions are still this worker's."""
        return time.monotonic() < self._ends
