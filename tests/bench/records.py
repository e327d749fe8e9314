"""A record with one meeting and as many invitees as a bench asks for."""

from datetime import datetime, timedelta
from pathlib import Path

from db.change import Change
from db.enums import ActivityType, Category
from db.queries.templates import find_template
from db.store import Store
from paht_tui.domain.clock import system_clock
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.meetings import add_session, create_meeting
from paht_tui.domain.people import add_person, add_postal_address
from paht_tui.domain.programmes import create_programme
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.settings import SenderSettings

SENDER = SenderSettings(name="The bench", address="bench@office.example")


def opened(path: Path) -> Store:
    """The record at `path`."""
    return Store(str(path), clock=system_clock, actor="bench")


async def prepare(store: Store, *, invitees: int, text: str) -> int:
    """Prepare the text of this name for so many new people; the number of the batch."""
    meeting, invitations = await store.write(_invite, invitees)
    template = await store.read(find_template, name=text)
    plan = await plan_batch(
        store, meeting_id=meeting, invitation_ids=invitations, template=template, sender=SENDER
    )
    return await write_batch(store, plan, sender=SENDER)


def _invite(change: Change, invitees: int) -> tuple[int, tuple[int, ...]]:
    change.describe("bench", "The bench")
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
    people = [_person(change, number) for number in range(invitees)]
    return meeting, invite_people(change, meeting_id=meeting, person_ids=people).added


def _person(change: Change, number: int) -> int:
    person = add_person(
        change,
        given_name=f"Given {number}",
        family_name=f"Family {number}",
        category=Category.MP,
        country="DE",
        emails=[f"person{number}@parliament.example"],
    )
    add_postal_address(change, person_id=person, lines=f"Sample Street {number}", city="Berlin", country="DE")
    return person
