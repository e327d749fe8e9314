"""A batch of 500 against a raw aiosmtplib loop of ready bytes, to one server in a process of its own."""

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
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
from tests.bench.figures import Figure, compare
from tests.servers import HOST, MailServer

SENDER = SenderSettings(name="The bench", address="bench@office.example")
MESSAGES = 500


def figures(folder: Path) -> Iterator[Figure]:
    """The one figure of sending: every state durable on our side, ready bytes on the other."""
    with _server() as port:
        ready = asyncio.run(_ready_messages(folder))
        names = iter(range(1_000))

        def ours() -> float:
            return asyncio.run(_batch(folder / f"{next(names)}.db", port))

        def floor() -> float:
            return asyncio.run(_raw(ready, port))

        yield compare(
            f"a batch of {MESSAGES}, each state durable", ours, "a raw aiosmtplib loop", floor, rounds=3
        )


async def _batch(path: Path, port: int) -> float:
    store = Store(str(path), clock=system_clock, actor="bench")
    batch = await _prepared(store)
    post = SmtpSender(ServerSettings(host=HOST, port=port, security="none"))
    begun = time.perf_counter()
    async for progress in send_batch(store, batch_id=batch, sender=SENDER, post=post):
        sent = progress.sent
    seconds = time.perf_counter() - begun
    store.close()
    if sent != MESSAGES:
        raise RuntimeError(f"only {sent} of {MESSAGES} were sent")
    return seconds


async def _raw(messages: list[tuple[str, bytes]], port: int) -> float:
    begun = time.perf_counter()
    async with aiosmtplib.SMTP(hostname=HOST, port=port, start_tls=False, use_tls=False) as client:
        for recipient, raw in messages:
            await client.sendmail(SENDER.address, [recipient], raw)
    return time.perf_counter() - begun


async def _ready_messages(folder: Path) -> list[tuple[str, bytes]]:
    """The same messages as bytes, as the program writes them into a folder."""
    store = Store(str(folder / "ready.db"), clock=system_clock, actor="bench")
    post = FolderSender(folder / "ready")
    async for _ in send_batch(store, batch_id=await _prepared(store), sender=SENDER, post=post):
        pass
    store.close()
    files = sorted((folder / "ready").glob("*.eml"))
    return [(f"person{number}@parliament.example", file.read_bytes()) for number, file in enumerate(files)]


async def _prepared(store: Store) -> int:
    meeting, invitations = await store.write(_fill)
    template = await store.read(find_template, name="invitation")
    plan = await plan_batch(
        store, meeting_id=meeting, invitation_ids=invitations, template=template, sender=SENDER
    )
    return await write_batch(store, plan, sender=SENDER)


def _fill(change: Change) -> tuple[int, tuple[int, ...]]:
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
        for number in range(MESSAGES)
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
