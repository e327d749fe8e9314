"""Batches of 500 and 5,000 against a raw loop of ready bytes, to one server in a process of its own."""

import asyncio
import multiprocessing
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import aiosmtplib

from db.change import Change
from db.enums import ActivityType, Category
from db.queries.templates import find_template
from db.store import Store
from paht_tui.domain.clock import system_clock
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.meetings import add_session, create_meeting
from paht_tui.domain.people import add_person
from paht_tui.domain.programmes import create_programme
from paht_tui.domain.templates import add_default_templates
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.jobs.send import send_batch
from paht_tui.mail.folder import FolderSender
from paht_tui.mail.sender import SmtpSender
from paht_tui.settings import SenderSettings, ServerSettings
from tests.bench.figures import Figure, Memory, compare
from tests.servers import HOST, MailServer

SENDER = SenderSettings(name="The bench", address="bench@office.example")
ROUNDS = {500: 3, 5_000: 1}


def figures(folder: Path) -> Iterator[Figure | Memory]:
    """Every state durable on our side, ready bytes on the other, over one connection each; and the memory."""
    peaks = {}
    with _server() as port:
        for messages, rounds in ROUNDS.items():
            ready = asyncio.run(_ready_messages(folder / f"ready-{messages}", messages))
            taken: list[float] = []

            def ours(messages: int = messages, taken: list[float] = taken) -> float:
                path = folder / f"{messages}-{len(taken)}.db"
                seconds, peak = _in_a_process(path, asyncio.run(_prepare(path, messages)), port)
                taken.append(peak)
                return seconds

            def floor(ready: list[tuple[str, bytes]] = ready) -> float:
                return asyncio.run(_raw(ready, port))

            what = f"a batch of {messages}, each state durable"
            yield compare(what, ours, "a raw aiosmtplib loop", floor, rounds=rounds)
            peaks[messages] = max(taken)
    few, many = peaks
    yield Memory(f"most memory, sending {few} and {many}", peaks[few], peaks[many])


def _in_a_process(path: Path, batch: int, port: int) -> tuple[float, float]:
    """Send a prepared batch in a process that does nothing else: seconds, and its peak of memory in MiB."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_send, path, batch, port).result()


def _send(path: Path, batch: int, port: int) -> tuple[float, float]:
    seconds = asyncio.run(_sent(path, batch, port))
    return seconds, _peak()


def _peak() -> float:
    """The most memory that this process took, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():
        # What `getrusage` says begins with what the parent had when it started this process.
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


async def _sent(path: Path, batch: int, port: int) -> float:
    store = Store(str(path), clock=system_clock, actor="bench")
    post = SmtpSender(ServerSettings(host=HOST, port=port, security="none"))
    begun = time.perf_counter()
    async for progress in send_batch(store, batch_id=batch, sender=SENDER, post=post):
        last = progress
    seconds = time.perf_counter() - begun
    store.close()
    if last.sent != last.total:
        raise RuntimeError(f"only {last.sent} of {last.total} were sent: {last.remark}")
    return seconds


async def _raw(messages: list[tuple[str, bytes]], port: int) -> float:
    begun = time.perf_counter()
    async with aiosmtplib.SMTP(hostname=HOST, port=port, start_tls=False, use_tls=False) as client:
        for recipient, raw in messages:
            await client.sendmail(SENDER.address, [recipient], raw)
    return time.perf_counter() - begun


async def _ready_messages(folder: Path, messages: int) -> list[tuple[str, bytes]]:
    """The same messages as bytes, as the program writes them into a folder."""
    batch = await _prepare(folder / "ready.db", messages)
    store = Store(str(folder / "ready.db"), clock=system_clock, actor="bench")
    async for _ in send_batch(store, batch_id=batch, sender=SENDER, post=FolderSender(folder / "ready")):
        pass
    store.close()
    files = sorted((folder / "ready").glob("*.eml"))
    return [(f"person{number}@parliament.example", file.read_bytes()) for number, file in enumerate(files)]


async def _prepare(path: Path, messages: int) -> int:
    """A record with a batch of so many messages, ready to be released."""
    store = Store(str(path), clock=system_clock, actor="bench")
    meeting, invitations = await store.write(_fill, messages)
    template = await store.read(find_template, name="invitation")
    plan = await plan_batch(
        store, meeting_id=meeting, invitation_ids=invitations, template=template, sender=SENDER
    )
    batch = await write_batch(store, plan, sender=SENDER)
    store.close()
    return batch


def _fill(change: Change, messages: int) -> tuple[int, tuple[int, ...]]:
    change.describe("bench", "The bench")
    add_default_templates(change)
    programme = create_programme(change, name="The bench", short_name="bench")
    meeting = create_meeting(
        change, programme_id=programme, title="Bench", activity=ActivityType.OTHER, zone="Europe/Amsterdam"
    )
    starts = datetime(2030, 1, 26, 9, 30)  # noqa: DTZ001 - a wall clock in the meeting's zone
    add_session(change, meeting_id=meeting, title="Main", starts=starts, ends=starts + timedelta(hours=7))
    people = [
        add_person(
            change,
            given_name=f"Given {number}",
            family_name=f"Family {number}",
            category=Category.MP,
            country="DE",
            emails=[f"person{number}@parliament.example"],
        )
        for number in range(messages)
    ]
    return meeting, invite_people(change, meeting_id=meeting, person_ids=people).added


@contextmanager
def _server() -> Iterator[int]:
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send("stop")
        process.join()


def _serve(connection: Connection) -> None:
    with MailServer() as server:
        connection.send(server.port)
        connection.recv()
