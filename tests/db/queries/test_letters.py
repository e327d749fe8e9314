from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from db.change import Change
from db.enums import Channel, Delivery, MeetingState, MessageKind
from db.queries.letters import (
    LetterRow,
    OutOfDate,
    letters_out_of_date,
    letters_to_print,
    unposted_letters,
)
from db.queries.mail import list_messages, message_by_id
from db.store import Store
from db.tables import OutboxMessage
from paht_tui.domain.letters import mark_posted, mark_printed
from paht_tui.domain.meetings import add_session, edit_meeting, edit_session
from paht_tui.domain.outbox import drop, hold
from paht_tui.domain.people import add_postal_address
from paht_tui.domain.planning import remove_session
from paht_tui.domain.programmes import edit_programme
from paht_tui.domain.templates import save_template
from paht_tui.domain.undo import undo_last
from tests.factories import Scene, invite, planned, prepare, prepare_plainly, the_hague


async def letters(store: Store, *names: str) -> Scene:
    """A letter to each, numbered from 1; everybody is asked to both sessions."""
    scene = await the_hague(store)
    invited = await invite(store, scene, *names)
    messages = [planned(each, number) for number, each in enumerate(invited, start=1)]
    await prepare_plainly(store, scene, messages, channel=Channel.LETTER)
    return scene


def _reword(change: Change, *, text: str) -> None:
    change.describe("message.edited", "Changed the letter")
    change.set(change.session.get_one(OutboxMessage, 1), text=text)


def _with_letterhead(change: Change) -> None:
    edit_programme(change, programme_id=1, letterhead="HTF\nLondon", letter_place="London")


async def out_of_date(store: Store, *numbers: int) -> dict[int, OutOfDate]:
    return await store.read(letters_out_of_date, message_ids=numbers or (1,))


async def test_a_letter_has_everything_that_stands_on_it(store: Store) -> None:
    scene = await letters(store, "Adams")
    await store.write(_with_letterhead)
    assert await store.read(letters_to_print, message_ids=[1]) == (
        LetterRow(
            id=1,
            meeting_id=scene.meeting,
            state=Delivery.PLANNED,
            to_name="Person 1",
            to_address="person1@mp.example",
            subject="Invitation",
            text="Dear colleague",
            language="en",
            sender="",
            signatories=None,
            letterhead="HTF\nLondon",
            letter_place="London",
            programme="Parliamentarians against Human Trafficking",
            meeting="Good practice",
        ),
    )


async def test_e_mails_and_letters_that_were_dropped_are_not_printed(store: Store) -> None:
    scene = await letters(store, "Adams", "Brown")
    await prepare(store, scene, await invite(store, scene, "Clark"))
    await store.write(drop, message_id=2)
    found = await store.read(letters_to_print, message_ids=[1, 2, 3])
    assert [row.id for row in found] == [1]


async def test_what_is_to_be_posted(store: Store) -> None:
    scene = await letters(store, "Adams", "Brown", "Clark")
    await store.write(hold, message_id=2)
    await store.write(mark_posted, message_id=3)
    for where in ({"batch_id": 1}, {"meeting_id": scene.meeting}, {}):
        assert await store.read(unposted_letters, **where) == (1,)
    assert await store.read(unposted_letters, batch_id=2) == ()


async def test_a_letter_that_says_what_holds_is_not_out_of_date(store: Store) -> None:
    await letters(store, "Adams")
    await store.write(mark_printed, message_id=1)
    assert await out_of_date(store) == {}


async def test_a_letter_that_was_changed_since_it_was_printed_is_out_of_date(store: Store) -> None:
    await letters(store, "Adams", "Brown")
    await store.write(_reword, text="Dear friend")
    assert await out_of_date(store, 1, 2) == {}
    await store.write(mark_printed, message_id=1)
    await store.write(_reword, text="Dear colleague, dear friend")
    assert await out_of_date(store, 1, 2) == {1: OutOfDate.PAPER}
    await store.write(mark_printed, message_id=1)
    assert await out_of_date(store, 1, 2) == {}


async def test_a_change_that_was_undone_leaves_the_paper_right(store: Store) -> None:
    await letters(store, "Adams")
    await store.write(mark_printed, message_id=1)
    await store.write(_reword, text="Dear friend")
    await store.write(undo_last)
    assert await out_of_date(store) == {}


FACTS: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (edit_meeting, {"meeting_id": 1, "title": "Other"}),
    (edit_meeting, {"meeting_id": 1, "state": MeetingState.CANCELLED}),
    (edit_session, {"session_id": 1, "place": "Town hall"}),
    (edit_session, {"session_id": 2, "address": "Sophialaan 2"}),
    (edit_session, {"session_id": 1, "title": "Morning"}),
]


@pytest.mark.parametrize(("alter", "values"), FACTS)
async def test_a_change_of_the_meeting_makes_its_letters_out_of_date_until_it_is_taken_back(
    sqlite_store: Store, alter: Callable[..., Any], values: dict[str, Any]
) -> None:
    await letters(sqlite_store, "Adams")
    await sqlite_store.write(alter, **values)
    assert await out_of_date(sqlite_store) == {1: OutOfDate.MEETING}
    await sqlite_store.write(undo_last)
    assert await out_of_date(sqlite_store) == {}


async def test_what_a_letter_does_not_say_may_change(sqlite_store: Store) -> None:
    await letters(sqlite_store, "Adams")
    await sqlite_store.write(
        edit_meeting, meeting_id=1, state=MeetingState.CONFIRMED, capacity=40, outcomes="many"
    )
    assert await out_of_date(sqlite_store) == {}


async def test_a_session_that_the_person_is_not_asked_to_does_not_concern_the_letter(
    sqlite_store: Store,
) -> None:
    scene = await letters(sqlite_store, "Adams")
    starts = datetime(2012, 1, 26, 19, 0)  # noqa: DTZ001 - a wall clock in the meeting's zone
    await sqlite_store.write(
        add_session,
        meeting_id=scene.meeting,
        title="Dinner",
        starts=starts,
        ends=starts.replace(hour=22),
        counts=False,
    )
    assert await out_of_date(sqlite_store) == {}


async def test_a_session_that_is_gone_concerns_every_letter(sqlite_store: Store) -> None:
    scene = await letters(sqlite_store, "Adams")
    await sqlite_store.write(remove_session, session_id=scene.reception)
    assert await out_of_date(sqlite_store) == {1: OutOfDate.MEETING}
    await sqlite_store.write(undo_last)
    assert await out_of_date(sqlite_store) == {}


async def test_a_letter_that_was_written_anew_after_the_meeting_was_changed_is_right(
    sqlite_store: Store,
) -> None:
    await letters(sqlite_store, "Adams")
    await sqlite_store.write(edit_meeting, meeting_id=1, title="Other")
    await sqlite_store.write(_reword, text="Please come to the other meeting")
    assert await out_of_date(sqlite_store) == {}


async def test_the_lists_say_which_letters_are_out_of_date(sqlite_store: Store) -> None:
    await letters(sqlite_store, "Adams", "Brown")
    await sqlite_store.write(mark_printed, message_id=1)
    await sqlite_store.write(_reword, text="Dear friend")
    listed = await sqlite_store.read(list_messages, batch_id=1)
    assert [row.out_of_date for row in listed] == [OutOfDate.PAPER, None]
    assert (await sqlite_store.read(message_by_id, message_id=1)).out_of_date is OutOfDate.PAPER


async def test_who_signs_comes_from_the_text(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    invited = await invite(sqlite_store, scene, "Adams")
    await sqlite_store.write(add_postal_address, person_id=1, lines="Binnenhof 22", city="The Hague")
    await prepare(sqlite_store, scene, invited, "invitation letter")
    await sqlite_store.write(
        save_template,
        name="invitation letter",
        kind=MessageKind.INVITATION,
        channel=Channel.LETTER,
        subject="Invitation",
        body="Come",
        signatories="Anthony Steen\n\nStana Buchowska",
    )
    [row] = await sqlite_store.read(letters_to_print, message_ids=[1])
    assert (row.sender, row.signatories) == ("Anna Visser", "Anthony Steen\n\nStana Buchowska")
