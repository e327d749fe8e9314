"""From the command to the first frame and to data on the screen, in a real pseudo-terminal of 80×24."""

import asyncio
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from paht_tui.jobs.demo import DAY_AFTER, build_demo
from tests.bench.figures import Figure, Way, compare

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("bare-first-frame")
Bare().run()
"""
FIRST_FRAME = b"Opening"
DATA = b"Targets"
"""Stands on Today when it has been read from the record."""
_PATIENCE = 60.0


def figures(folder: Path) -> Iterator[Figure]:
    """The figures of starting, against a bare Textual app."""
    demo = asyncio.run(build_demo(folder=folder, at=DAY_AFTER))
    demo.store.close()
    paht = [sys.executable, "-m", "paht_tui", "--db", str(folder / "paht.db")]
    bare = _until([sys.executable, "-c", BARE], b"bare-first-frame", folder)
    floor = "a bare Textual app"
    yield compare("start to first frame", _until(paht, FIRST_FRAME, folder), floor, bare)
    # Killed as soon as it shows its data, the program keeps no picture of Today: each start reads the record.
    yield compare("start to data on screen, read anew", _until(paht, DATA, folder), floor, bare)
    use_and_leave(paht, folder)
    yield compare("start to data on screen, as it was left", _until(paht, DATA, folder), floor, bare)


def _until(command: list[str], mark: bytes, folder: Path) -> Way:
    return lambda: seconds_until(command, mark, folder)


def seconds_until(command: list[str], mark: bytes, folder: Path) -> float:
    """Seconds from starting the command until `mark` is written to its terminal; then it is killed."""
    begun = time.perf_counter()
    with _in_a_terminal(command, folder) as (process, terminal):
        _read_until(terminal, mark, begun)
        seconds = time.perf_counter() - begun
        process.kill()
    return seconds


def use_and_leave(command: list[str], folder: Path) -> None:
    """Start the program, wait for its data, and leave it by its key."""
    with _in_a_terminal(command, folder) as (process, terminal):
        _read_until(terminal, DATA, time.perf_counter())
        os.write(terminal, b"q")
        with suppress(OSError):  # how a terminal says that its program is gone
            while os.read(terminal, 65536):
                pass
        process.wait(_PATIENCE)


@contextmanager
def _in_a_terminal(command: list[str], folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "PAHT_CONFIG": str(folder / "none.toml")}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    ) as process:
        os.close(theirs)
        try:
            yield process, ours
        finally:
            process.kill()
            os.close(ours)


def _read_until(terminal: int, mark: bytes, begun: float) -> None:
    seen = b""
    while mark not in seen:
        seen += os.read(terminal, 65536)
        if time.perf_counter() - begun > _PATIENCE:
            raise RuntimeError(f"{mark!r} never came: {seen[-2000:]!r}")
