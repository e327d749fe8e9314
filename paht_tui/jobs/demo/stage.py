"""What the script of the sample is played on: the open record, who is who in it, and dated acts.

Every act is a recorded change of its own, with its own instant and sentence; acts between two messages share
one transaction, so that the sample is there at once.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from db.change import Change
from db.store import Store
from paht_tui.domain.clock import SetClock
from paht_tui.settings import SenderSettings

ZONE = ZoneInfo("Europe/Amsterdam")
"""The zone in which the script's times are written."""

SENDER = SenderSettings(name="Parliamentarians against Human Trafficking", address="paht@htf.example")


@dataclass
class Cast:
    """The numbers that the record gave to people, meetings and the rest, by the script's names."""

    people: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    sessions: dict[str, int] = field(default_factory=dict)
    invitations: dict[str, int] = field(default_factory=dict)
    """To The Hague; the other lists are not used again."""
    programme: int = 0
    letters: int = 0
    """The batch of printed invitations."""


Write = Callable[[Change, Cast], object]


@dataclass(frozen=True)
class Act:
    """Something that was recorded at an instant."""

    at: datetime
    write: Write


@dataclass(frozen=True)
class Post:
    """Something that leaves the house at an instant."""

    at: datetime
    send: "Callable[[Stage], Awaitable[None]]"


Event = Act | Post


@dataclass(frozen=True)
class Stage:
    """The record, its clock, where mail goes, and the cast."""

    store: Store
    clock: SetClock
    outgoing: Path
    cast: Cast


def on(day: str, time: str) -> datetime:
    """An instant of the script: `on("2012-01-26", "09:30")`, in The Hague."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZONE)


async def play(stage: Stage, events: Iterable[Event], *, until: datetime) -> None:
    """Let everything happen that the script has up to and including `until`, in its order."""
    waiting: list[Act] = []
    for event in sorted((each for each in events if each.at <= until), key=lambda each: each.at):
        if isinstance(event, Act):
            waiting.append(event)
            continue
        await _write(stage, waiting)
        waiting = []
        stage.clock.at = event.at.astimezone(UTC)
        await event.send(stage)
    await _write(stage, waiting)
    stage.clock.at = until.astimezone(UTC)


async def _write(stage: Stage, acts: Sequence[Act]) -> None:
    if acts:
        await stage.store.write(_write_all, acts, stage.cast)


def _write_all(change: Change, acts: Sequence[Act], cast: Cast) -> None:
    for act in acts:
        own = Change(change.transaction, act.at.astimezone(UTC), change.actor)
        act.write(own, cast)
        own.write_history()
