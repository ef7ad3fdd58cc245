"""A lease on the partitions, renewed by each good heartbeat.

Fault: a worker that the group has expelled (it was stopped, or could not reach the broker) goes on sending what it
has in hand, and writes over the rows of its successor. Repair: nothing is sent without a lease that is shorter than
the session, nor what was begun in an earlier membership.
"""

import time

SHARE = 0.8  # of the session timeout: the broker's clock starts at the latest when ours does


class Lease:
    """Held from a good heartbeat for ``SHARE`` of the session timeout. One thread renews, another asks.

    ``membership`` is another number after each joining and each expulsion.
    """

    def __init__(self, session_seconds: float) -> None:
        self.membership = 0
        self._term = session_seconds * SHARE
        self._ends = 0.0

    def renew(self, since: float) -> None:
        """The group knew this worker at some moment after ``since``, a reading of ``time.monotonic``."""
        self._ends = since + self._term

    def join(self) -> None:
        """The group took this worker in."""
        self.membership += 1
        self.renew(time.monotonic())

    def give_up(self) -> None:
        """The group does not know this worker any more."""
        self.membership += 1
        self._ends = 0.0

    @property
    def held(self) -> bool:
        """Whether the partitions are still this worker's."""
        return time.monotonic() < self._ends
