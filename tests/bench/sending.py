"""Batches of 500 and 5,000 against a raw loop of ready bytes, to the same server in processes of its own."""

import asyncio
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import aiosmtplib

from paht_tui.domain.templates import add_default_templates
from paht_tui.jobs.send import send_batch
from paht_tui.mail.folder import FolderSender
from paht_tui.mail.sender import SmtpSender
from paht_tui.settings import ServerSettings
from tests.bench.figures import Figure, Memory, compare
from tests.bench.records import SENDER, opened, prepare
from tests.postfix import Postfix, why_not
from tests.servers import HOST, Certificates, MailServer

ROUNDS = {500: 3, 5_000: 1}


def figures(folder: Path) -> Iterator[Figure | Memory]:
    """Every state durable on our side, ready bytes on the other, over one connection each; and the memory.

    Against a server that keeps nothing, which is the hardest, and against one that keeps what it takes.
    """
    peaks: dict[int, float] = {}
    with _server() as port:
        for messages in ROUNDS:
            figure, peaks[messages] = _measured(folder, messages, port, "a server that keeps nothing")
            yield figure
    few, many = peaks
    yield Memory(f"most memory, sending {few} and {many}", peaks[few], peaks[many])
    if not why_not():
        with Postfix(Certificates()) as postfix:
            for messages in ROUNDS:
                figure, _ = _measured(folder, messages, postfix.settings("plain").port, "Postfix")
                yield figure


def _measured(folder: Path, messages: int, port: int, server: str) -> tuple[Figure, float]:
    """The figure of a batch to the server at this port, and the most memory it took (MiB)."""
    peaks: list[float] = []
    with tempfile.TemporaryDirectory(dir=folder) as name:
        ready = asyncio.run(_ready_messages(Path(name), messages))

        def ours() -> float:
            path = Path(name) / f"{len(peaks)}.db"
            seconds, peak = _in_a_process(path, asyncio.run(_prepare(path, messages)), port)
            peaks.append(peak)
            return seconds

        def floor() -> float:
            return asyncio.run(_raw(ready, port))

        what = f"{messages} messages to {server}"
        return compare(what, ours, "a raw aiosmtplib loop", floor, rounds=ROUNDS[messages]), max(peaks)


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
    store = opened(path)
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
    store = opened(folder / "ready.db")
    async for _ in send_batch(store, batch_id=batch, sender=SENDER, post=FolderSender(folder / "ready")):
        pass
    store.close()
    files = sorted((folder / "ready").glob("*.eml"))
    return [(f"person{number}@parliament.example", file.read_bytes()) for number, file in enumerate(files)]


async def _prepare(path: Path, messages: int) -> int:
    """A record with a batch of so many messages, ready to be released."""
    store = opened(path)
    await store.write(add_default_templates)
    batch = await prepare(store, invitees=messages, text="invitation")
    store.close()
    return batch


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
