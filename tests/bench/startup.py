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
    """The two figures of starting, against a bare Textual app."""
    demo = asyncio.run(build_demo(folder=folder, at=DAY_AFTER))
    demo.store.close()
    paht = [sys.executable, "-m", "paht_tui", "--db", str(folder / "paht.db")]
    bare = _until([sys.executable, "-c", BARE], b"bare-first-frame", folder)
    yield compare("start to first frame", _until(paht, FIRST_FRAME, folder), "a bare Textual app", bare)
    yield compare("start to data on screen", _until(paht, DATA, folder), "a bare Textual app", bare)


def _until(command: list[str], mark: bytes, folder: Path) -> Way:
    return lambda: seconds_until(command, mark, folder)


def seconds_until(command: list[str], mark: bytes, folder: Path) -> float:
    """Seconds from starting the command until `mark` is written to its terminal; then it is killed."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "PAHT_CONFIG": str(folder / "none.toml")}
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    ) as process:
        os.close(theirs)
        seen = b""
        while mark not in seen:
            seen += os.read(ours, 65536)
            if time.perf_counter() - begun > _PATIENCE:
                process.kill()
                raise RuntimeError(f"{mark!r} never came: {seen[-2000:]!r}")
        seconds = time.perf_counter() - begun
        process.kill()
    os.close(ours)
    return seconds
