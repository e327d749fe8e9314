"""Who is sending: each sender has a name, by which a later start finds out whether it is still alive."""

import os
import platform
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from db.queries.mail import in_flight
from db.store import Store
from paht_tui.domain.handover import doubt

_PATIENCE = timedelta(minutes=15)
"""How long a message may be with a sender in another process, before that process is taken for another one.

Numbers of processes are given again, after a restart of the machine from the beginning.
"""

LOST = "the program ended while this message was sent"

_RUNNING: set[str] = set()


@contextmanager
def working() -> Iterator[str]:
    """The name of one run of sending, while it lasts: machine, process, and a token that no other run has."""
    name = f"{platform.node()}/{os.getpid()}/{secrets.token_hex(4)}"
    _RUNNING.add(name)
    try:
        yield name
    finally:
        _RUNNING.discard(name)


async def doubt_abandoned(store: Store) -> int:
    """Set in doubt what a sender that is gone had taken up; how many messages.

    Run at every start of the program and before each batch.
    """
    taken = await store.read(in_flight)
    now = store.clock()
    gone = [number for number, worker, since in taken if not is_alive(worker, since, now=now)]
    return await store.write(doubt, message_ids=gone, why=LOST) if gone else 0


def is_alive(worker: str, since: datetime, *, now: datetime) -> bool:
    """Whether the sender of this name still runs; in another process, whether it may still run."""
    node, _, rest = worker.partition("/")
    process, _, _ = rest.partition("/")
    if node == platform.node() and process == str(os.getpid()):
        return worker in _RUNNING
    if now - since >= _PATIENCE:
        return False
    return node != platform.node() or _exists(process)


def _exists(process: str) -> bool:
    if os.name != "posix":
        return True  # elsewhere the question itself would end the process
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
