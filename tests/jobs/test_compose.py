"""What the calendar part of a message says to the one who gets it, read from the bytes that leave."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes

import pytest

from db.enums import Answer, Delivery, MeetingState, MessageKind
from db.store import Store
from paht_tui.domain.clock import SetClock
from paht_tui.domain.handover import Claimed, HandedOver, claim, record
from paht_tui.domain.meetings import edit_meeting, edit_session
from paht_tui.domain.outbox import release_batch
from paht_tui.jobs.compose import compose_claimed, read_occasion
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.jobs.previewing import message_as_seen, planned_as_seen
from paht_tui.mail.preview import MessagePreview
from tests.factories import SENDER, Scene, default_template, invite, say, the_hague

INVITATION, UPDATE, CANCELLATION = MessageKind.INVITATION, MessageKind.UPDATE, MessageKind.CANCELLATION


async def send(store: Store, scene: Scene, kind: MessageKind, text: str = "Come") -> dict[str, str]:
    """Let a message about the main session leave to the first on the list; what its calendar part says."""
    template = replace(await default_template(store), kind=kind, body=text)
    plan = await plan_batch(
        store, meeting_id=scene.meeting, invitation_ids=(1,), template=template, sender=SENDER
    )
    batch = await write_batch(store, plan, sender=SENDER)
    await store.write(release_batch, batch_id=batch)
    claimed = await store.write(claim, batch_id=batch, worker="test")
    assert isinstance(claimed, Claimed)
    raw = compose_claimed(claimed, await store.read(read_occasion, meeting_id=scene.meeting), SENDER)
    await store.write(record, handed_over=HandedOver(claimed.id, Delivery.SENT, "250", raw))
    return said_by(raw)


def said_by(raw: bytes) -> dict[str, str]:
    """The properties that say what becomes of the entry, and whether an answer is asked."""
    (part,) = [part for part in message_from_bytes(raw).walk() if part.get_content_type() == "text/calendar"]
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    lines = payload.decode().replace("\r\n ", "").split("\r\n")
    found = dict(line.partition(":")[::2] for line in lines if line.startswith(("METHOD", "SEQ", "STATUS")))
    (attendee,) = [line.partition(":mailto")[0] for line in lines if line.startswith("ATTENDEE")]
    return found | {"ATTENDEE": attendee.partition("ROLE=REQ-PARTICIPANT")[2]}


ASKED = ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE"


async def invited(store: Store, clock: SetClock, answer: Answer = Answer.NONE) -> Scene:
    """The Hague with the invitation sent to Adams, who has answered an hour later; another has passed."""
    scene = await the_hague(store)
    (adams,) = await invite(store, scene, "Adams")
    assert await send(store, scene, INVITATION) == request(0, ASKED)
    clock.advance(timedelta(hours=1))
    if answer is not Answer.NONE:
        await say(store, adams, answer)
    clock.advance(timedelta(hours=1))
    return scene


def request(sequence: int, attendee: str) -> dict[str, str]:
    return {
        "METHOD": "REQUEST",
        "SEQUENCE": str(sequence),
        "STATUS": "CONFIRMED",
        "ATTENDEE": attendee,
    }


async def called_off(store: Store, scene: Scene) -> None:
    await store.write(edit_meeting, meeting_id=scene.meeting, state=MeetingState.CANCELLED)


async def session_cancelled(store: Store, scene: Scene) -> None:
    await store.write(edit_session, session_id=scene.main, cancelled=True)


async def told_alone(store: Store, scene: Scene) -> None:
    """The meeting takes place, without this person."""


@pytest.mark.parametrize(
    ("how", "status"),
    [
        (called_off, {"STATUS": "CANCELLED"}),
        (session_cancelled, {"STATUS": "CANCELLED"}),
        (told_alone, {}),
    ],
)
async def test_only_what_takes_place_for_nobody_is_called_cancelled(
    sqlite_store: Store,
    clock: SetClock,
    how: Callable[[Store, Scene], Awaitable[None]],
    status: dict[str, str],
) -> None:
    scene = await invited(sqlite_store, clock)
    await how(sqlite_store, scene)
    expected = {"METHOD": "CANCEL", "SEQUENCE": "1", "ATTENDEE": ""} | status
    assert await send(sqlite_store, scene, CANCELLATION) == expected


@pytest.mark.parametrize(
    ("answer", "attendee"),
    [
        (Answer.NONE, ASKED),
        (Answer.TENTATIVE, ";PARTSTAT=TENTATIVE;RSVP=TRUE"),
        (Answer.ACCEPTED, ";PARTSTAT=ACCEPTED"),
        (Answer.DECLINED, ";PARTSTAT=DECLINED"),
        (Answer.DELEGATED, ";PARTSTAT=DECLINED"),
    ],
)
async def test_new_words_keep_the_answer_and_a_new_place_asks_for_one(
    store: Store, clock: SetClock, answer: Answer, attendee: str
) -> None:
    scene = await invited(store, clock, answer)
    assert await send(store, scene, UPDATE, "At the back door") == request(0, attendee)
    await store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    assert await send(store, scene, UPDATE) == request(1, ASKED)


async def test_an_answer_to_the_old_place_is_none_to_the_new_one_until_it_is_given_again(
    store: Store, clock: SetClock
) -> None:
    scene = await invited(store, clock, Answer.ACCEPTED)
    await store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    await send(store, scene, UPDATE)
    clock.advance(timedelta(hours=1))
    assert await send(store, scene, UPDATE, "At the back door") == request(1, ASKED)
    clock.advance(timedelta(hours=1))
    await say(store, 1, Answer.ACCEPTED)
    assert await send(store, scene, UPDATE, "At the front door") == request(1, ";PARTSTAT=ACCEPTED")


async def test_the_answer_for_a_session_goes_before_that_for_the_meeting(
    sqlite_store: Store, clock: SetClock
) -> None:
    scene = await invited(sqlite_store, clock, Answer.ACCEPTED)
    await say(sqlite_store, 1, Answer.TENTATIVE, session_id=scene.main)
    tentative = request(0, ";PARTSTAT=TENTATIVE;RSVP=TRUE")
    assert await send(sqlite_store, scene, UPDATE, "At the back door") == tentative


async def test_an_answer_that_came_after_the_update_was_prepared_is_kept(
    sqlite_store: Store, clock: SetClock
) -> None:
    scene = await invited(sqlite_store, clock)
    template = replace(await default_template(sqlite_store), kind=UPDATE, body="At the back door")
    plan = await plan_batch(
        sqlite_store, meeting_id=scene.meeting, invitation_ids=(1,), template=template, sender=SENDER
    )
    await write_batch(sqlite_store, plan, sender=SENDER)
    found = []
    for answer in (None, Answer.ACCEPTED):
        if answer:
            await say(sqlite_store, 1, answer)
        for seen in (
            await message_as_seen(sqlite_store, message_id=2, sender=SENDER),
            await planned_as_seen(
                sqlite_store, plan.messages[0], meeting_id=scene.meeting, template=template, sender=SENDER
            ),
        ):
            assert isinstance(seen.view, MessagePreview)
            assert seen.view.calendar is not None
            found.append(seen.view.calendar.asks)
    assert found == [True, True, False, False]
