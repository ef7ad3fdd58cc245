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

FIRST, END = 20_000, 32_768  # Linux gives out those from END on

_chance = random.SystemRandom()


def reserve(count: int = 1) -> int:
    """The first of ``count`` ports in a row on which nobody listens; they are this process's until it ends."""
    while True:
        first = _chance.randrange(FIRST, END - count)
        ports = range(first, first + count)
        locks = [lock for lock in map(_locked, ports) if lock is not None]
        if len(locks) == count and all(map(free, ports)):
            return first
        for lock in locks:
            os.close(lock)


def _locked(port: int) -> int | None:
    """The file descriptor with the lock of a port, None where another has it; it is held as long as it is open."""
    folder = Path(tempfile.gettempdir()) / f"tasrih-ports-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    lock = os.open(folder / str(port), os.O_WRONLY | os.O_CREAT, 0o666)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
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
