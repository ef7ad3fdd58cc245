"""The lease on the partitions."""

import time

from streams.repairs.lease import Lease


def test_a_lease_is_not_held_before_the_group_took_the_worker_in() -> None:
    """Nothing may be sent by a worker that never joined."""
    assert not Lease(60).held


def test_a_lease_is_held_from_the_join_and_ends_before_the_session() -> None:
    """A heartbeat sent long ago does not renew it."""
    lease = Lease(10)
    lease.join()
    assert lease.held
    lease.renew(time.monotonic() - 8.1)
    assert not lease.held


def test_an_expelled_worker_has_no_lease_and_another_membership_when_it_joins_again() -> None:
    """What it began before is told apart from what it begins after."""
    lease = Lease(10)
    lease.join()
    first = lease.membership
    lease.give_up()
    assert not lease.held
    lease.join()
    assert lease.held
    assert lease.membership != first
