from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import inspect

from db.base import Base
from db.change import Change, from_json, to_json
from db.enums import Answer, Capacity, Category, Channel, ContactState
from db.store import Store
from db.tables import (
    Assistance,
    Attendance,
    EmailAddress,
    FollowUp,
    History,
    Invitation,
    Meeting,
    MeetingSession,
    Organisation,
    OutboxMessage,
    Person,
    Position,
)
from paht_tui.domain.desk import check_in
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.people import add_person, edit_person, remove_person
from tests.conftest import NOON
from tests.factories import add, invite, prepare, rows, the_hague, whole


async def entries(store: Store, *names: str) -> list[Any]:
    return await rows(store, History, *names)


async def test_an_act_is_recorded_as_it_was_before_and_after(store: Store) -> None:
    number = await add(store, "Adams", emails=())
    await store.write(edit_person, person_id=number, family_name="Adamson", note="moved")
    added, edited = await entries(
        store,
        "at",
        "actor",
        "verb",
        "summary",
        "undoable",
        "undoes",
        "entity",
        "entity_id",
        "before",
        "after",
    )
    person = {
        "id": number,
        "prefix": "",
        "given_name": "",
        "family_name": "Adams",
        "post_nominals": "",
        "full_name": "Adams",
        "sort_key": "adams",
        "search_key": "adams",
        "category": "mp",
        "country": "NL",
        "languages": "",
        "salutation": "",
        "do_not_contact": False,
        "note": "",
    }
    assert added == (
        NOON,
        "ann",
        "person.added",
        "Added Adams",
        True,
        None,
        "people",
        number,
        None,
        person,
    )
    before = {name: person[name] for name in ("note", "family_name", "full_name", "sort_key", "search_key")}
    assert edited == (
        NOON,
        "ann",
        "person.edited",
        "Edited Adams",
        True,
        None,
        "people",
        number,
        before,
        {
            "note": "moved",
            "family_name": "Adamson",
            "full_name": "Adamson",
            "sort_key": "adamson",
            "search_key": "adamson",
        },
    )


async def test_what_is_not_altered_is_not_recorded(store: Store) -> None:
    number = await add(store, "Adams", emails=())
    altered = await store.write(edit_person, person_id=number, family_name="Adams", country="NL")
    assert (altered, await entries(store, "verb")) == (False, ["person.added"])


async def test_the_rows_of_one_act_share_its_name_whatever_is_called_on_the_way(store: Store) -> None:
    await add(store, "Adams", organisation="Senate")
    assert await entries(store, "verb", "summary", "entity") == [
        ("person.added", "Added Adams", entity)
        for entity in ("people", "email_addresses", "organisations", "positions")
    ]
    assert len(set(await entries(store, "change"))) == 1


async def test_many_rows_at_once_get_their_numbers_in_order_and_each_its_history(store: Store) -> None:
    def add_three(change: Change, person: int) -> list[int]:
        change.describe("test", "Added three")
        return change.add_many(
            EmailAddress,
            [
                {"person_id": person, "position": place, "address": each, "address_key": each}
                for place, each in enumerate(("c@x.example", "a@x.example", "b@x.example"))
            ],
        )

    person = await add(store, "Adams", emails=())
    numbers = await store.write(add_three, person)
    assert await rows(store, EmailAddress, "id", "address", "state") == [
        (numbers[0], "c@x.example", ContactState.UNTRIED),
        (numbers[1], "a@x.example", ContactState.UNTRIED),
        (numbers[2], "b@x.example", ContactState.UNTRIED),
    ]
    recorded = await entries(store, "entity", "entity_id", "before", "after", "person_id")
    assert recorded[1:] == [
        (
            "email_addresses",
            numbers[place],
            None,
            {
                "id": numbers[place],
                "person_id": person,
                "position": place,
                "address": each,
                "address_key": each,
            },
            person,
        )
        for place, each in enumerate(("c@x.example", "a@x.example", "b@x.example"))
    ]


async def test_nothing_to_add_records_nothing(store: Store) -> None:
    assert await store.write(lambda change: change.add_many(EmailAddress, [])) == []
    assert await entries(store, "id") == []


async def test_an_arrival_stands_in_the_timeline_of_person_meeting_and_invitation(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    (person,) = await rows(store, Person, "id")
    await store.write(check_in, invitation_id=ann, session_id=scene.main)
    recorded = await entries(store, "verb", "entity", "meeting_id", "person_id", "invitation_id")
    assert [row[1:] for row in recorded if row[0] == "desk.arrived"] == [
        ("sessions", scene.meeting, None, None),
        ("attendances", scene.meeting, person, ann),
        ("attendances", scene.meeting, person, ann),
    ]


async def test_a_removed_row_is_recorded_with_all_that_the_database_removes_with_it(store: Store) -> None:
    member, assistant = await add(store, "Adams"), await add(store, "Brown", emails=())

    def connect(change: Change) -> None:
        change.describe("test", "Test")
        change.add(Assistance(assistant_id=assistant, member_id=member, role="diary"))
        change.add(FollowUp(kind="task", person_id=member, text="write"))

    await store.write(connect)
    before = len(await entries(store, "id"))
    await store.write(remove_person, person_id=member)
    recorded = (await entries(store, "entity", "verb", "after"))[before:]
    assert recorded == [
        (entity, "person.removed", None)
        for entity in ("assistances", "email_addresses", "follow_ups", "people")
    ]


async def test_what_only_refers_to_a_removed_row_lets_go_of_it_and_that_is_recorded(store: Store) -> None:
    scene = await the_hague(store)
    referrer = await add(store, "Adams", emails=())
    guest = await add(store, "Brown", emails=())
    await store.write(invite_people, meeting_id=scene.meeting, person_ids=[guest], referred_by_id=referrer)
    await store.write(remove_person, person_id=referrer)
    assert await rows(store, Invitation, "person_id", "referred_by_id") == [(guest, None)]
    last_but_one = (await entries(store, "entity", "before", "after"))[-2]
    assert last_but_one == ("invitations", {"referred_by_id": referrer}, {"referred_by_id": None})


async def test_whether_anything_refers_to_a_row(store: Store) -> None:
    def ask(change: Change, table: type[Base], number: int) -> bool:
        return change.is_referred_to([change.session.get_one(table, number)])

    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    found = [
        await store.write(ask, table, number)
        for table, number in ((Meeting, scene.meeting), (Invitation, ann), (Attendance, 1))
    ]
    assert found == [True, True, False]


@pytest.mark.parametrize(
    ("table", "name", "value", "kept"),
    [
        (Person, "family_name", "Żółć", "Żółć"),
        (Person, "category", Category.MP, "mp"),
        (Person, "country", None, None),
        (Person, "do_not_contact", True, True),
        (Meeting, "starts_on", date(2012, 1, 26), "2012-01-26"),
        (Meeting, "latitude", 52.08, 52.08),
        (MeetingSession, "starts_at", NOON, "2012-01-16T11:00:00+00:00"),
        (Invitation, "answer", Answer.WITHDRAWN, "withdrawn"),
    ],
)
def test_a_value_survives_the_way_through_the_history(
    table: type[Base], name: str, value: object, kept: object
) -> None:
    assert to_json(value) == kept
    assert from_json(table, name, kept) == value


def test_an_instant_is_kept_in_utc_whatever_zone_it_was_given_in() -> None:
    there = datetime(2012, 1, 26, 9, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert to_json(there) == "2012-01-26T08:30:00+00:00"
    assert from_json(MeetingSession, "starts_at", to_json(there)) == datetime(2012, 1, 26, 8, 30, tzinfo=UTC)


def test_a_message_as_it_left_is_not_kept_twice() -> None:
    assert to_json(b"Subject: x") == "10 bytes"
    assert from_json(OutboxMessage, "raw", "10 bytes") is None


def test_every_column_that_undo_brings_back_has_a_type_that_the_history_can_keep() -> None:
    kinds = {
        type(column.type).__name__
        for mapper in Base.registry.mappers
        if mapper.class_ is not History
        for column in mapper.columns
    }
    assert kinds == {"Boolean", "Date", "Double", "Enum", "Instant", "Integer", "LargeBinary", "String"}


async def test_a_message_of_the_outbox_is_recorded_with_whom_it_is_for(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await prepare(store, scene, [ann])
    outbox = await whole(store, OutboxMessage, 1)
    recorded = await entries(store, "entity", "outbox_id", "invitation_id", "person_id", "meeting_id")
    assert [row for row in recorded if row[0] == "outbox"] == [
        ("outbox", 1, ann, outbox["person_id"], scene.meeting)
    ]


def test_history_refers_to_no_row_by_a_key_that_could_delete_it() -> None:
    assert [column.name for column in inspect(History).columns if column.foreign_keys] == []


async def test_the_defaults_of_an_invitation(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    assert await whole(store, Invitation, ann) == {
        "id": ann,
        "meeting_id": scene.meeting,
        "person_id": 1,
        "capacity": Capacity.PARTICIPANT,
        "seat": None,
        "delegation_id": None,
        "substitute_for_id": None,
        "referred_by_id": None,
        "channel": Channel.EMAIL,
        "added_at": NOON,
        "answer": Answer.NONE,
        "answered_at": None,
        "answer_said_by": None,
        "answer_firmness": None,
        "answer_via": None,
        "answer_reason": None,
        "answer_note": "",
    }


async def test_an_organisation_is_one_row_however_it_is_written(store: Store) -> None:
    await store.write(add_person, family_name="Adams", organisation="Sénat de Belgique")
    await store.write(add_person, family_name="Brown", organisation="senat  DE belgique")
    assert await rows(store, Organisation, "name") == ["Sénat de Belgique"]
    assert await rows(store, Position, "person_id", "organisation_id") == [(1, 1), (2, 1)]
