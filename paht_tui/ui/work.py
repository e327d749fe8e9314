"""Long work that belongs to the app, not to a screen: it goes on when one leaves, and is seen everywhere.

The work itself is an async generator that yields how far it is. It is stopped between two of its steps, never
within one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, Protocol

from paht_tui.ui.problems import PROBLEMS
from paht_tui.ui.text import sentence_case

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable

State = Literal["running", "stopping", "finished", "stopped", "failed"]
_MINUTE: Final = 60


class Step(Protocol):
    """How far a work is: what a job yields. `total` is None while it is not known."""

    @property
    def done(self) -> int:
        """How many are done."""

    @property
    def total(self) -> int | None:
        """How many there are."""


class Reins(Protocol):
    """What holds a work back while it goes on."""

    paused: bool
    ends: bool
    """Set when the program is left: what remains is gone on with another time."""


@dataclass(slots=True)
class Work:
    """One piece of long work. `last` is the newest step the job has yielded, `sentence` its report.

    `what` and `about` are the words and the number of what it works on, `reins` are there where it can be
    paused.
    """

    name: str
    started: float
    """In monotonic seconds; later by each time that it has waited."""
    done: int = 0
    total: int | None = None
    state: State = "running"
    problem: str = ""
    sentence: str = ""
    last: Step | None = None
    what: str = ""
    about: int | None = None
    reins: Reins | None = None

    @property
    def title(self) -> str:
        """What is done, in words."""
        return sentence_case(f"{self.name} {self.what}".strip())

    @property
    def waits(self) -> str:
        """For what it waits at this moment, in a sentence; empty while it goes on."""
        return str(getattr(self.last, "waits", ""))

    @property
    def runs(self) -> bool:
        """Whether it is still under way."""
        return self.state in {"running", "stopping"}

    @property
    def left(self) -> int | None:
        """How many remain, if that is known."""
        return None if self.total is None else max(0, self.total - self.done)

    @property
    def line(self) -> str:
        """The work in a few words, for the header: `sending 12/64`."""
        of = "" if self.total is None else f"/{self.total}"
        return f"{self.name} {self.done}{of}{' (waits)' if self.waits else ''}"

    def remaining(self, now: float) -> str:
        """How long it will take still, in words; empty while nobody can say. `now` in monotonic seconds."""
        if not self.left or not self.done or not self.runs or self.waits:
            return ""
        seconds = (now - self.started) / self.done * self.left
        if seconds < _MINUTE:
            return f"about {max(1, round(seconds))} s to go"
        return f"about {round(seconds / _MINUTE)} min to go"

    @property
    def figures(self) -> str:
        """How much is done and left."""
        return f"{self.done} done" + (f", {self.left} left" if self.left else "")

    def report(self) -> str:
        """What came of it, in a sentence."""
        name, figures = sentence_case(self.name), self.figures
        match self.state:
            case "finished":
                return f"{name}: {self.done} done."
            case "failed":
                return f"{name} ended with a problem: {self.problem} So far {figures}."
            case "stopped":
                return f"{name} stopped: {figures}."
            case _:
                return f"{name}: {figures}."


@dataclass(slots=True)
class WorkBoard:
    """All work of the program. `changed` is called after each step, `ended` when a work has its report."""

    changed: Callable[[], None]
    ended: Callable[[Work], None]
    monotonic: Callable[[], float] = time.monotonic
    works: list[Work] = field(default_factory=list)

    @property
    def running(self) -> list[Work]:
        """What is under way, the oldest first."""
        return [work for work in self.works if work.runs]

    @property
    def if_left(self) -> str:
        """What stands there still, and what becomes of it when the program is left."""
        works = [f"{work.title}: {work.figures}. {work.waits}".strip() for work in self.running]
        return "\n".join([*works, "It stops after the step that is under way when you leave."])

    @property
    def line(self) -> str:
        """What is under way, in a few words; empty when nothing is."""
        running = self.running
        if not running:
            return ""
        return running[0].line + (f" +{len(running) - 1}" if len(running) > 1 else "")

    def begin(self, name: str) -> Work:
        """Put a new work on the board."""
        work = Work(name, self.monotonic())
        self.works = [*self.running, work]
        self.changed()
        return work

    async def run(
        self, work: Work, steps: AsyncIterator[Step], report: Callable[[Work], str | None] | None = None
    ) -> None:
        """Carry a work out to its end, or until it is asked to stop; `report` may word what came of it."""
        try:
            seen = self.monotonic()
            async for step in steps:
                seen, before = self.monotonic(), seen
                if work.waits:  # what it has waited says nothing of how long the rest will take
                    work.started += seen - before
                work.done, work.total, work.last = step.done, step.total, step
                if work.state == "stopping":
                    break
                self.changed()
        except PROBLEMS as problem:
            work.state, work.problem = "failed", str(problem)
        else:
            complete = work.total is None or work.done >= work.total
            stopped = work.state == "stopping" and not complete
            work.state = "stopped" if stopped else "finished"
        finally:
            await _close(steps)
        work.sentence = (report(work) if report is not None else None) or work.report()
        self.changed()
        self.ended(work)

    def end_all(self) -> None:
        """Let all work come to an end because the program is left."""
        for work in self.running:
            if work.reins is not None:
                work.reins.ends = True
            else:
                self.stop(work)

    def stop(self, work: Work) -> None:
        """Ask a work to stop after the step that is under way."""
        if work.state == "running":
            work.state = "stopping"
            self.changed()


async def _close(steps: AsyncIterator[Step] | AsyncGenerator[Step]) -> None:
    close = getattr(steps, "aclose", None)
    if close is not None:
        await close()
