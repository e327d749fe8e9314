"""A meeting with people, and how to look at a record: helpers that use the program's own functions.

scene = await the_hague(store)
ann, ben = await invite(store, scene, "Adams", "Brown")
await say(store, ann, Answer.ACCEPTED)
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from db.base import Base
from db.change import Change, columns_of
from db.enums import ActivityType, Answer, Category, Channel, Delivery, MessageKind
from db.queries.templates import TemplateRow, find_template
from db.store import Store
from db.tables import History, Invitation, OutboxMessage
from paht_tui.domain.answers import Said, record_answer
from paht_tui.domain.handover import Claimed, HandedOver, claim, record
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.meetings import add_session, create_meeting
from paht_tui.domain.outbox import Planned, prepare_batch, release_batch
from paht_tui.domain.people import add_person
from paht_tui.domain.programmes import create_programme
from paht_tui.domain.templates import add_default_templates
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.settings import SenderSettings

BY_HAND = Said()
SENDER = SenderSettings(name="Anna Visser", address="anna@paht.example")


@dataclass(frozen=True, slots=True)
class Scene:
    """A programme, its meeting in The Hague, the main session and the reception of the evening before."""

    programme: int
    meeting: int
    main: int
    reception: int


def _the_hague(change: Change) -> Scene:
    programme = create_programme(change, name="Parliamentarians against Human Trafficking", short_name="PAHT")
    meeting = create_meeting(
        change,
        programme_id=programme,
        title="Good practice",
        activity=ActivityType.GOOD_PRACTICE_EXCHANGE,
        zone="Europe/Amsterdam",
        city="The Hague",
        country="nl",
    )
    main = add_session(
        change,
        meeting_id=meeting,
        title="Main",
        starts=datetime(2012, 1, 26, 9, 30),  # noqa: DTZ001 - wall-clock time in the meeting's zone
        ends=datetime(2012, 1, 26, 17, 0),  # noqa: DTZ001
        place="Senate",
    )
    reception = add_session(
        change,
        meeting_id=meeting,
        title="Reception",
        starts=datetime(2012, 1, 25, 18, 30),  # noqa: DTZ001
        ends=datetime(2012, 1, 25, 20, 0),  # noqa: DTZ001
        place="Hotel",
        counts=False,
    )
    return Scene(programme, meeting, main, reception)


async def the_hague(store: Store) -> Scene:
    """The meeting: 26 January 2012, 9:30 to 17:00 in Amsterdam; the reception at 18:30 the evening before."""
    return await store.write(_the_hague)


async def another_meeting(store: Store, scene: Scene, title: str = "Elsewhere") -> Scene:
    """A second meeting of the programme, with one session of the same title: 1 March 2012, 9 to 17 UTC."""
    meeting = await store.write(
        create_meeting,
        programme_id=scene.programme,
        title=title,
        activity=ActivityType.SEMINAR,
        zone="UTC",
    )
    main = await store.write(
        add_session,
        meeting_id=meeting,
        title=title,
        starts=datetime(2012, 3, 1, 9, tzinfo=UTC),
        ends=datetime(2012, 3, 1, 17, tzinfo=UTC),
    )
    return Scene(scene.programme, meeting, main, main)


async def add(store: Store, family_name: str, **values: Any) -> int:
    """A member of parliament from the Netherlands with an address, unless `values` say otherwise."""
    known: dict[str, Any] = {
        "category": Category.MP,
        "country": "nl",
        "emails": [f"{family_name.lower()}@mp.example"],
    }
    return await store.write(add_person, family_name=family_name, **{**known, **values})


async def invite(store: Store, scene: Scene, *family_names: str) -> tuple[int, ...]:
    """New people on the list of the meeting; their invitations."""
    people = [await add(store, name) for name in family_names]
    return (await store.write(invite_people, meeting_id=scene.meeting, person_ids=people)).added


async def say(
    store: Store, invitation: int, answer: Answer, said: Said = BY_HAND, *, session_id: int | None = None
) -> Answer:
    """An answer; what was recorded."""
    return await store.write(
        record_answer, invitation_id=invitation, answer=answer, said=said, session_id=session_id
    )


async def default_template(store: Store, name: str = "invitation", language: str = "en") -> TemplateRow:
    """One of the texts that a record starts with."""
    await store.write(add_default_templates)
    return await store.read(find_template, name=name, language=language)


async def prepare(store: Store, scene: Scene, invitations: Sequence[int], name: str = "invitation") -> int:
    """A batch of a default template to these invitees, by the program's own job."""
    template = await default_template(store, name)
    plan = await plan_batch(
        store, meeting_id=scene.meeting, invitation_ids=invitations, template=template, sender=SENDER
    )
    return await write_batch(store, plan, sender=SENDER)


def planned(invitation: int, person: int, **values: Any) -> Planned:
    """A message to one invitee, without what a template would say."""
    known: dict[str, Any] = {
        "invitation_id": invitation,
        "person_id": person,
        "message_id": f"<{invitation}@paht.example>",
        "to_name": f"Person {person}",
        "to_address": f"person{person}@mp.example",
        "subject": "Invitation",
        "text": "Dear colleague",
        "once": f"invitation {invitation}",
    }
    return Planned(**{**known, **values})


async def prepare_plainly(
    store: Store, scene: Scene, messages: Sequence[Planned], channel: Channel = Channel.EMAIL
) -> int:
    """A batch of messages as they are given."""
    return await store.write(
        prepare_batch,
        meeting_id=scene.meeting,
        kind=MessageKind.INVITATION,
        messages=messages,
        channel=channel,
        sender_address=SENDER.address,
    )


def _hand_over(change: Change, batch_id: int, state: Delivery) -> int:
    release_batch(change, batch_id=batch_id)
    claimed = claim(change, batch_id=batch_id, worker="test")
    assert isinstance(claimed, Claimed)
    record(change, handed_over=HandedOver(claimed.id, state, "said"))
    return claimed.id


async def hand_over(store: Store, batch: int, state: Delivery = Delivery.SENT) -> int:
    """Release a batch and let its first message end in `state`; that message."""
    return await store.write(_hand_over, batch, state)


async def rows(store: Store, table: type[Base], *names: str) -> list[Any]:
    """The columns of all rows of a table in the order of their numbers: values of one, tuples of several."""

    def ask(session: Session) -> list[Any]:
        columns = [inspect(table).columns[name] for name in names]
        found = session.execute(select(*columns).order_by(inspect(table).columns["id"])).all()
        return [row[0] if len(row) == 1 else tuple(row) for row in found]

    return await store.read(ask)


async def whole(store: Store, table: type[Base], number: int) -> dict[str, Any]:
    """All columns of one row by name."""

    def ask(session: Session) -> dict[str, Any]:
        return columns_of(session.get_one(table, number))

    return await store.read(ask)


async def everything(store: Store) -> dict[str, list[Any]]:
    """All rows of all tables but the history: to compare a record with itself."""
    return {
        mapper.class_.__tablename__: await rows(store, mapper.class_, *(each.key for each in mapper.columns))
        for mapper in Base.registry.mappers
        if mapper.class_ is not History
    }


async def answers(store: Store) -> list[Answer]:
    """The answers of all invitations, in the order of the list."""
    return await rows(store, Invitation, "answer")


async def states(store: Store) -> list[Delivery]:
    """The states of all messages, in the order in which they were prepared."""
    return await rows(store, OutboxMessage, "state")


@asynccontextmanager
async def another(store: Store, actor: str = "ben") -> AsyncIterator[Store]:
    """The same database, opened once more by somebody else."""
    opened = Store(store.url.render_as_string(hide_password=False), clock=store.clock, actor=actor)
    try:
        yield opened
    finally:
        opened.close()


@dataclass(slots=True)
class Statements:
    """What was asked of the database, in order."""

    texts: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many statements."""
        return len(self.texts)


@contextmanager
def count_statements(store: Store) -> Iterator[Statements]:
    """Count the statements of a block: `with count_statements(store) as asked: …; asked.count`.

    BEGIN and COMMIT do not count.
    """
    asked = Statements()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            asked.texts.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(store._engine, "before_cursor_execute", note)
