"""Who is sending: each sender has a name, by which a later start finds out whether it is still alive."""

import os
import platform
import secrets
from datetime import datetime, timedelta

from db.queries.mail import in_flight
from db.store import Store
from paht_tui.domain.outbox import doubt

_PATIENCE = timedelta(minutes=15)
"""How long a message may be with a sender on another machine, of which nothing else is known."""

_RUN = secrets.token_hex(4)
_names = iter(range(1, 1 << 30))


def worker_name() -> str:
    """A name for one run of sending: machine, process, and a token that no other run has."""
    return f"{platform.node()}/{os.getpid()}/{_RUN}-{next(_names)}"


async def doubt_abandoned(store: Store) -> int:
    """Set in doubt what a sender that is gone had taken up; how many messages. Run at every start."""
    taken = await store.read(in_flight)
    now = store.clock()
    gone = [number for number, worker, since in taken if not is_alive(worker, since, now=now)]
    if gone:
        await store.write(doubt, message_ids=gone, why="the program ended while this message was sent")
    return len(gone)


def is_alive(worker: str, since: datetime, *, now: datetime) -> bool:
    """Whether the sender of this name still runs; on another machine, whether it may still run."""
    node, _, rest = worker.partition("/")
    process, _, run = rest.partition("/")
    if node != platform.node():
        return now - since < _PATIENCE
    if process == str(os.getpid()):
        return run.startswith(f"{_RUN}-")
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
