"""The program as processes: terminals, pipes, signals, and two at once on one file."""

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from tests.cli.conftest import SENDER, Paht
from tests.servers import MailServer, Received

PAHT = (sys.executable, "-m", "paht_tui")
LIMIT = 60
"""The seconds after which a process that has not ended is killed: its test fails, and does not hang."""


@contextmanager
def started(*words: str, **options: Any) -> Iterator[subprocess.Popen[str]]:
    with ExitStack() as stack:
        process = subprocess.Popen([*PAHT, "--db", "paht.db", *words], text=True, **options)
        timer = Timer(LIMIT, process.kill)
        timer.start()
        stack.callback(timer.cancel)
        yield stack.enter_context(process)


@contextmanager
def all_started(*commands: Sequence[str]) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes at once, whose output is read."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(started(*each, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
            for each in commands
        ]


def finish(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PAHT, "--db", "paht.db", *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=LIMIT,
    )


class Terminal:
    """A terminal with somebody at it."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self.seen = ""

    def wait_for(self, text: str) -> None:
        while text not in self.seen:
            self.seen += os.read(self.handle, 4096).decode(errors="replace")

    def type(self, text: str) -> None:
        os.write(self.handle, text.encode())

    def rest(self) -> str:
        """All that is written until the program lets go of the terminal."""
        try:
            while more := os.read(self.handle, 4096):
                self.seen += more.decode(errors="replace")
        except OSError:  # on Linux the end of a terminal is an error
            pass
        return self.seen


@contextmanager
def at_a_terminal(*words: str) -> Iterator[tuple[Terminal, subprocess.Popen[str]]]:
    ours, theirs = pty.openpty()
    try:
        with started(*words, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True) as process:
            os.close(theirs)
            yield Terminal(ours), process
    finally:
        os.close(ours)


@pytest.mark.parametrize(
    ("typed", "code", "end"),
    [("y\n", 0, "4 sent."), ("n\n", 1, "Nothing was sent."), ("\n", 1, "Nothing was sent.")],
)
def test_the_sentence_is_confirmed_at_the_terminal(
    the_hague: Paht, tmp_path: Path, typed: str, code: int, end: str
) -> None:
    with at_a_terminal("send", "hague") as (terminal, process):
        terminal.wait_for(
            "Send 4 invitations to Good practice exchange from PAHT <paht@htf.example>"
            f" into the folder {tmp_path}/outgoing? [y/N] "
        )
        terminal.type(typed)
        assert end in terminal.rest()
    assert process.returncode == code
    assert len(the_hague("messages", "--json").json) == (4 if code == 0 else 0)


def test_ctrl_c_at_the_sentence_sends_nothing(the_hague: Paht) -> None:
    with at_a_terminal("send", "hague") as (terminal, process):
        terminal.wait_for("[y/N] ")
        process.send_signal(signal.SIGINT)
        assert terminal.rest().endswith("paht: interrupted.\r\n")
    assert process.returncode == 130
    assert the_hague("messages", "--json").json == []


class Pressing(list[Received]):
    """Presses Ctrl-C in a process when the second message has been taken, before the server answers."""

    process: subprocess.Popen[str] | None = None

    def append(self, message: Received) -> None:
        super().append(message)
        if len(self) == 2 and self.process is not None:
            self.process.send_signal(signal.SIGINT)


def test_ctrl_c_in_a_process_that_sends(the_hague: Paht, settings: Path) -> None:
    with MailServer() as server:
        received = server.received = Pressing()
        settings.write_text(
            f'{SENDER}[smtp]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n', encoding="utf-8"
        )
        with started("send", "hague", "--yes", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            received.process = process
            out, err = process.communicate()
        assert (process.returncode, out, err) == (
            130,
            "2 sent, 2 left waiting.\nGo on with: paht send the-hague\n",
            "paht: stopped.\n",
        )
        assert finish("send", "hague", "--yes").returncode == 0
        assert len({each.recipients for each in received}) == len(received) == 4


def test_a_reader_that_goes_away_is_no_error(the_hague: Paht, tmp_path: Path) -> None:
    rows = "".join(f"Person {number};DE\n" for number in range(5000))
    (tmp_path / "many.csv").write_text(f"Name;Country\n{rows}", encoding="utf-8")
    the_hague("import", "many.csv")
    with started("people", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


def test_two_processes_make_one_record(tmp_path: Path) -> None:
    with all_started(*[("people", "--json")] * 2) as both:
        assert [(*process.communicate(), process.returncode) for process in both] == [("[]\n", "", 0)] * 2


def test_two_processes_write_at_once(the_hague: Paht, tmp_path: Path) -> None:
    for name in ("a", "b"):
        rows = "".join(f"Person {name}{number};{name}{number}@x.example\n" for number in range(500))
        (tmp_path / f"{name}.csv").write_text(f"Name;E-mail\n{rows}", encoding="utf-8")
    with all_started(*(("import", f"{name}.csv", "--meeting=hague") for name in ("a", "b"))) as both:
        for process in both:
            process.communicate()
    assert [process.returncode for process in both] == [0, 0]
    assert len(the_hague("invitations", "--json").json) == 1004


def test_two_processes_send_nothing_twice(the_hague: Paht, tmp_path: Path) -> None:
    with all_started(*[("send", "hague", "--yes")] * 2) as both:
        for process in both:
            process.communicate()
    assert {process.returncode for process in both} <= {0, 1}
    names = [row["name"] for row in the_hague("messages", "delivery:sent", "--json").json]
    assert len(names) == len(set(names)) == 4
    assert len(list((tmp_path / "outgoing").glob("*.eml"))) == 4


def test_json_is_utf_8_whatever_the_terminal_speaks(the_hague: Paht, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    words = [*PAHT, "--db", "paht.db", "people"]
    done = subprocess.run([*words, "--json"], capture_output=True, check=True, timeout=LIMIT)
    assert "Ewa Żółć" in done.stdout.decode("utf-8")
    done = subprocess.run(words, capture_output=True, check=True, timeout=LIMIT)
    assert b"Ewa ????" in done.stdout
