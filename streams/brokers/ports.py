"""Ports of this machine that nobody else takes between their choice and their use.

A port that the system gives out is of the range in which it gives ports to outgoing connections, too: on a busy
machine one of these may have it before a broker listens there. These are below that range, and a lock in the temporary
folder keeps other processes of ours away, for as long as this one lives.
"""

import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path
from typing import IO

FIRST, END = 20_000, 32_768  # Linux gives out those from END on

_chance = random.SystemRandom()
_held: list[IO[bytes]] = []


def reserve(count: int = 1) -> int:
    """The first of ``count`` ports in a row on which nobody listens; they are this process's until it ends."""
    while True:
        first = _chance.randrange(FIRST, END - count)
        ports = range(first, first + count)
        locks = [lock for lock in map(_locked, ports) if lock]
        if len(locks) == count and all(map(free, ports)):
            _held.extend(locks)
            return first
        for lock in locks:
            lock.close()


def _locked(port: int) -> IO[bytes] | None:
    """The lock of a port, None where another has it."""
    folder = Path(tempfile.gettempdir()) / f"tasrih-ports-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    lock = (folder / str(port)).open("wb")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def free(port: int) -> bool:
    """Whether nobody listens on a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
