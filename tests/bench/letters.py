"""200 letters from the record into a file, against typst alone on the same data.

Each round runs in a process of its own: typst remembers what it has set.
"""

import asyncio
import multiprocessing
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from db.change import Change
from db.enums import ActivityType, Category, Channel, MessageKind
from db.queries.templates import find_template
from db.store import Store
from paht_tui.documents.letters import pdf
from paht_tui.documents.letters.content import Json
from paht_tui.documents.letters.sheets import Output
from paht_tui.domain.clock import system_clock
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.meetings import add_session, create_meeting
from paht_tui.domain.people import add_person, add_postal_address
from paht_tui.domain.programmes import create_programme
from paht_tui.domain.templates import save_template
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.jobs.printing import print_letters
from paht_tui.settings import SenderSettings
from tests.bench.figures import Figure, compare, timed

SENDER = SenderSettings(name="The bench", address="bench@office.example")
LETTERS = 200
DAY = date(2030, 1, 4)
_TEXT = """\
{{ salutation }},

on behalf of **{{ programme }}** I have the honour of inviting you to {{ meeting }}.

{{ sessions }}

- interpretation is provided into English
- travel and accommodation are *arranged* by us

We shall call your office in the coming days and would be glad to hear that you can take part.

Yours sincerely,
{{ sender }}
"""


def figures(folder: Path) -> Iterator[Figure]:
    """The one figure of letters."""
    path = folder / "letters.db"
    asyncio.run(_prepared(path))

    def ours() -> float:
        return _apart(_print, path)

    def floor() -> float:
        return _apart(_typeset, path)

    yield compare(f"{LETTERS} letters from the record into a file", ours, "typst alone", floor)


def _apart(does: Callable[[Path], float], path: Path) -> float:
    """The seconds that it takes in a new process, once everything is loaded there."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(does, (path,))


def _print(path: Path) -> float:
    store = Store(str(path), clock=system_clock, actor="bench")
    try:
        return timed(lambda: asyncio.run(_printed(store, path.with_suffix(".pdf"))))
    finally:
        store.close()


def _typeset(path: Path) -> float:
    """The last step alone: the data are ready, and nothing is written."""
    known: list[tuple[str, Json, date, list[object]]] = []

    def keep(template: str, data: Json, day: date, letters: list[object]) -> bytes:
        known.append((template, data, day, letters))
        return b""

    store = Store(str(path), clock=system_clock, actor="bench")
    with patch.object(pdf, "_typeset", keep):
        asyncio.run(_printed(store, path.with_suffix(".pdf")))
    store.close()
    return timed(lambda: pdf._typeset(*known[0]))  # type: ignore[arg-type]


async def _printed(store: Store, path: Path) -> None:
    number = await print_letters(
        store,
        message_ids=range(1, LETTERS + 1),
        output=Output.LETTERS,
        day=DAY,
        path=path,
        replace=True,
    )
    if number != LETTERS:
        raise RuntimeError(f"only {number} of {LETTERS} were printed")


async def _prepared(path: Path) -> None:
    store = Store(str(path), clock=system_clock, actor="bench")
    meeting, invitations = await store.write(_fill)
    template = await store.read(find_template, name="letter")
    plan = await plan_batch(
        store, meeting_id=meeting, invitation_ids=invitations, template=template, sender=SENDER
    )
    await write_batch(store, plan, sender=SENDER)
    store.close()


def _fill(change: Change) -> tuple[int, tuple[int, ...]]:
    change.describe("bench", "The bench")
    save_template(
        change,
        name="letter",
        kind=MessageKind.INVITATION,
        channel=Channel.LETTER,
        subject="Invitation: {{ meeting }}, {{ day }}",
        body=_TEXT,
        signatories="Anna One\nCoordinator\n\nBen Two\nCoordinator",
    )
    programme = create_programme(
        change,
        name="The bench",
        short_name="bench",
        letterhead="The bench\nSample Street 1\nLondon\n\nbench@office.example",
        letter_place="London",
    )
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
        )
        for number in range(LETTERS)
    ]
    for number, person in enumerate(people):
        add_postal_address(
            change, person_id=person, lines=f"Sample Street {number}", city="Berlin", country="DE"
        )
    return meeting, invite_people(change, meeting_id=meeting, person_ids=people).added
