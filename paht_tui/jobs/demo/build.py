"""Building the sample: the script is played, through the program's own functions, up to the chosen instant.

It uses no network, and no clock but the one that the script moves.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.store import Store
from paht_tui.domain.clock import SetClock
from paht_tui.errors import UserError
from paht_tui.jobs.demo.about import ABOUT
from paht_tui.jobs.demo.approach import answers, germany, mailing
from paht_tui.jobs.demo.days import afterwards, reception, the_day
from paht_tui.jobs.demo.plan import planning
from paht_tui.jobs.demo.stage import SENDER, Cast, Event, Stage, on, play
from paht_tui.jobs.report import meeting_report
from paht_tui.settings import SenderSettings

DAY_AFTER = on("2012-01-27", "09:00")
"""When the sample stands unless another day is asked for: the morning after the meeting of The Hague."""

ACTOR = "coordinator"
_BEGINS = on("2011-12-01", "12:00")


@dataclass(frozen=True)
class Demo:
    """The open sample; who built it closes the store. `clock` stands where the sample ends."""

    store: Store
    clock: SetClock
    sender: SenderSettings
    database: Path
    outgoing: Path
    programme_id: int
    meeting_id: int
    """The Hague."""


async def build_demo(*, folder: Path, at: datetime = DAY_AFTER) -> Demo:
    """Build the sample as it stood at `at` (aware) in `folder`: `paht.db`, and `outgoing/*.eml`.

    Raises:
        UserError: a sample is there already, or `at` is before there is anything to show.
    """
    database, outgoing = folder / "paht.db", folder / "outgoing"
    if database.exists() or outgoing.exists():
        raise UserError(f"There is a record in {folder} already: name an empty folder.")
    if at < _BEGINS:
        raise UserError(f"The sample begins on {_BEGINS.day} {_BEGINS:%B %Y}: give a later day.")
    clock = SetClock(_BEGINS)
    store = Store(str(database), clock=clock, actor=ACTOR)
    cast = Cast()
    try:
        await play(Stage(store, clock, outgoing, cast), _script(), until=at)
    except BaseException:
        store.close()
        raise
    return Demo(store, clock, SENDER, database, outgoing, cast.programme, cast.meetings["the-hague"])


async def demo_text(demo: Demo) -> str:
    """What is printed without a terminal: the report of The Hague, what the sample is, where it lies."""
    report = await meeting_report(demo.store, demo.meeting_id)
    messages = len(list(demo.outgoing.glob("*.eml")))
    return (
        f"{report}\n---\n\n{ABOUT}\n"
        f"Sent mail: {messages} messages in {demo.outgoing}\n"
        f"The record: {demo.database}\n"
    )


def _script() -> list[Event]:
    return [
        *planning(),
        *mailing(),
        *answers(),
        *germany(),
        *reception(),
        *the_day(),
        *afterwards(),
    ]
