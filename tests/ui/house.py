"""The program on a small record of its own, for the tests of its screens."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias
from unittest.mock import patch
from uuid import UUID

from db.enums import ActivityType, Category, TargetKind
from db.queries.templates import find_template
from db.store import Store
from paht_tui.domain.clock import SetClock
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.meetings import add_session, create_meeting
from paht_tui.domain.people import add_person
from paht_tui.domain.programmes import create_programme, set_target
from paht_tui.domain.templates import add_default_templates
from paht_tui.jobs.opening import Record
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.jobs.send import send_batch
from paht_tui.mail.folder import FolderSender
from paht_tui.settings import SenderSettings, Settings
from paht_tui.ui.app import PahtApp
from paht_tui.ui.places import open_places
from tests.ui.driving import until_open

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from db.change import Change

SENDER = SenderSettings(name="Parliamentarians against Human Trafficking", address="paht@office.example")
PEOPLE = (
    ("Dr", "Jana", "Beispiel", "MP", Category.MP, "DE", "Bundestag"),
    ("", "Ελένη", "Παράδειγμα", "MP", Category.MP, "GR", "Βουλή των Ελλήνων"),
    ("", "Zoë", "Voorbeeld", "", Category.MP, "NL", "Tweede Kamer"),
    ("", "Żaneta", "Przykład", "", Category.NGO, "PL", "Fundacja Przykład"),
    ("Lord", "", "Sample", "", Category.MP, "GB", "House of Lords"),
    ("", "[red]Bold[/]", "Markup", "", Category.OTHER, "PT", "=cmd()"),
)


@dataclass(frozen=True, slots=True)
class House:
    """The numbers of what the sample record holds."""

    record: Record
    programme: int
    meeting: int
    main: int
    reception: int
    people: tuple[int, ...]
    invitations: tuple[int, ...]


Numbers: TypeAlias = tuple[int, int, int, int, tuple[int, ...], tuple[int, ...]]
"""Of the programme, the meeting, its two sessions, the people and their invitations."""


def _fill(change: Change) -> Numbers:
    change.describe("sample", "The sample of the tests", undoable=False)
    add_default_templates(change)
    programme = create_programme(change, name="Parliamentarians against Human Trafficking", short_name="PAHT")
    set_target(
        change,
        programme_id=programme,
        kind=TargetKind.PEOPLE_REACHED,
        category=Category.MP,
        goal=100,
        label="parliamentarians",
    )
    set_target(
        change,
        programme_id=programme,
        kind=TargetKind.COUNTRIES,
        category=Category.MP,
        goal=15,
        label="countries",
    )
    meeting = create_meeting(
        change,
        programme_id=programme,
        number=2,
        title="Good Practice Exchange",
        activity=ActivityType.GOOD_PRACTICE_EXCHANGE,
        zone="Europe/Amsterdam",
        city="The Hague",
        country="NL",
        starts_on=date(2012, 1, 26),
        venue="Assembly Room, Senate",
    )
    main = add_session(
        change,
        meeting_id=meeting,
        title="Main session",
        starts=datetime(2012, 1, 26, 9, 30),  # noqa: DTZ001 - a wall clock in the meeting's zone
        ends=datetime(2012, 1, 26, 17, 0),  # noqa: DTZ001
        place="Assembly Room, Senate",
    )
    reception = add_session(
        change,
        meeting_id=meeting,
        title="Reception",
        starts=datetime(2012, 1, 25, 18, 30),  # noqa: DTZ001
        ends=datetime(2012, 1, 25, 20, 30),  # noqa: DTZ001
        place="Carlton Ambassador Hotel",
        counts=False,
    )
    people = tuple(
        add_person(
            change,
            prefix=prefix,
            given_name=given,
            family_name=family,
            post_nominals=post,
            category=category,
            country=country,
            organisation=organisation,
            emails=[f"person{number}@parliament.example"],
            phones=[(f"+44 1632 96000{number}", "office")],
        )
        for number, (prefix, given, family, post, category, country, organisation) in enumerate(PEOPLE)
    )
    invited = invite_people(change, meeting_id=meeting, person_ids=people)
    return programme, meeting, main, reception, people, invited.added


@cache
def _filled(at: datetime) -> tuple[bytes, Numbers]:
    """The sample as written at that instant: the file of its database, and the numbers of what it holds.

    A run makes it once for each instant, as a copy takes a twentieth of the time.
    """
    numbers = count(1)
    # A calendar UID is shown, so it must not differ from one run to the next.
    with TemporaryDirectory() as folder, patch("uuid.uuid4", lambda: UUID(int=next(numbers))):
        store = Store(f"{folder}/paht.db", clock=SetClock(at), actor="ann")
        filled = asyncio.run(store.write(_fill))
        store.close()
        return Path(folder, "paht.db").read_bytes(), filled


def make_house(folder: Path, clock: SetClock, *, sent: bool = False, empty: bool = False) -> House:
    """A record in `folder`; with `sent` everybody has the invitation by e-mail, as files in a folder.

    With `empty` nothing is in it at all. Not to be called on an event loop.
    """
    database = folder / "paht.db"
    is_new = not database.exists()
    if is_new and not empty:
        database.write_bytes(_filled(clock.at)[0])
    store = Store(str(database), clock=clock, actor="ann")
    record = Record(store, Settings(sender=SENDER), clock, folder / "outgoing", folder / "settings.toml")
    if empty:
        return House(record, 0, 0, 0, 0, (), ())
    # A record that is open already is filled as it stands, as by another program.
    house = House(record, *(_filled(clock.at)[1] if is_new else asyncio.run(store.write(_fill))))
    if sent:
        asyncio.run(send_all(house))
    return house


async def send_all(house: House) -> int:
    """Send the invitation to everybody on the list, into the folder; the number of the batch."""
    store = house.record.store
    template = await store.read(find_template, name="invitation")
    plan = await plan_batch(
        store,
        meeting_id=house.meeting,
        invitation_ids=house.invitations,
        template=template,
        sender=SENDER,
    )
    batch = await write_batch(store, plan, sender=SENDER)
    async for _ in send_batch(store, batch_id=batch, sender=SENDER, post=FolderSender(house.record.outgoing)):
        pass
    return batch


def app_of(house: House) -> PahtApp:
    """The program on this record."""
    return PahtApp(open_record=lambda: open_places(house.record))


@asynccontextmanager
async def at_home(
    house: House, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[PahtApp, Pilot[None]]]:
    """The program on this record, open on Today."""
    app = app_of(house)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until_open(pilot)
        yield app, pilot
