from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from paht_tui.errors import UserError
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.progress import Progress
from paht_tui.ui.work import Work, WorkBoard
from tests.ui.driving import opened, quiet, screen_lines, told

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass(frozen=True)
class Sent:
    done: int
    total: int | None = 3
    waits: str = ""


class Batch:
    """Three messages; each waits until it may go."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.may_go = asyncio.Semaphore(0)
        self.fails_at = fails_at
        self.closed = False

    async def send(self) -> AsyncIterator[Sent]:
        try:
            for number in (1, 2, 3):
                await self.may_go.acquire()
                if number == self.fails_at:
                    raise UserError("The server refused the password. Set it again in the settings.")
                yield Sent(number)
        finally:
            self.closed = True

    async def let_go(self, number: int = 1) -> None:
        for _ in range(number):
            self.may_go.release()


async def test_work_is_shown_in_a_dialog_and_then_reports() -> None:
    async with opened() as (app, pilot):
        batch = Batch()
        app.works.monotonic = iter([0.0, *[20.0] * 100]).__next__
        work = app.start_work("sending", batch.send())
        await batch.let_go()
        await pilot.pause()
        text = "\n".join(screen_lines(app))
        assert "1 of 3 done, 2 remain, about 40 s to go" in text
        assert "sending 1/3" in text
        await batch.let_go(2)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Sending: 3 done." in "\n".join(screen_lines(app))
        assert (work.state, work.last, batch.closed, told(app)) == ("finished", Sent(3), True, [])
        await pilot.press("enter")
        assert not isinstance(app.screen, Progress)
        assert "sending" not in screen_lines(app)[0]


async def test_work_goes_on_when_one_leaves_and_is_seen_from_every_screen() -> None:
    async with opened() as (app, pilot):
        batch = Batch()
        app.start_work("sending", batch.send(), ended=lambda work: f"All {work.done} are out.")
        await pilot.press("enter", "3")
        await batch.let_go(2)
        await quiet(pilot)
        assert screen_lines(app)[0].endswith("sending 2/3")
        await pilot.press("full_stop")
        assert isinstance(app.screen, Progress)
        await pilot.press("enter")
        await batch.let_go()
        await app.workers.wait_for_complete()
        assert told(app) == ["All 3 are out."]


async def test_escape_stops_between_two_steps_and_says_what_was_left() -> None:
    async with opened() as (app, pilot):
        batch = Batch()
        work = app.start_work("sending", batch.send())
        await batch.let_go()
        await pilot.press("escape")
        assert work.state == "stopping"
        assert "Stopping after the step that is under way…" in "\n".join(screen_lines(app))
        await batch.let_go()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert (work.state, batch.closed) == ("stopped", True)
        assert "Sending stopped: 2 done, 1 left." in "\n".join(screen_lines(app))


async def test_a_problem_ends_the_work_and_is_told() -> None:
    async with opened() as (app, pilot):
        batch = Batch(fails_at=2)
        app.start_work("sending", batch.send(), show=False)
        await batch.let_go(2)
        await app.workers.wait_for_complete()
        await pilot.pause()
        problem = "The server refused the password. Set it again in the settings."
        assert told(app) == [f"Sending ended with a problem: {problem} So far 1 done, 2 left."]


async def test_the_time_it_has_waited_does_not_count_for_how_long_it_takes() -> None:
    board = WorkBoard(lambda: None, lambda _: None, monotonic=iter([0.0, 0.0, 10.0, 3610.0, 3620.0]).__next__)
    work = board.begin("sending")

    async def steps() -> AsyncIterator[Sent]:
        yield Sent(0, waits="3 wait until 08:00")  # at 10 s, for an hour
        yield Sent(1)
        assert (work.started, work.remaining(3620.0)) == (3600.0, "about 40 s to go")
        yield Sent(3)

    await board.run(work, steps())


async def test_leaving_asks_while_work_is_under_way() -> None:
    async with opened() as (app, pilot):
        app.start_work("sending", Batch().send(), show=False)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("y")
    assert not app.is_running


async def test_without_work_the_key_says_so() -> None:
    async with opened() as (app, pilot):
        await pilot.press("full_stop")
        assert told(app) == ["No work is under way."]


@pytest.mark.parametrize(
    ("done", "total", "words"),
    [(0, 10, ""), (5, None, ""), (5, 10, "about 30 s to go"), (1, 21, "about 10 min to go"), (10, 10, "")],
)
def test_how_long_it_takes_is_said_once_it_can_be_known(done: int, total: int | None, words: str) -> None:
    assert Work("sending", 0.0, done, total).remaining(30.0) == words
