"""What follows from a change of a meeting that was sent out: who gets what, and whom to call."""

from datetime import timedelta

import pytest

from db.enums import Answer, CallOutcome, Channel, Delivery, LetterStep, MeetingState, MessageKind
from db.queries.templates import list_templates
from db.store import Store
from db.tables import FollowUp, OutboxMessage
from paht_tui.domain.calls import log_call
from paht_tui.domain.clock import SetClock
from paht_tui.domain.consequences import Consequences, consequences_of
from paht_tui.domain.handover import Claimed, HandedOver, claim, record
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.letters import mark_letters
from paht_tui.domain.meetings import edit_meeting, edit_session, open_doors
from paht_tui.domain.outbox import bounce, release_batch
from paht_tui.domain.people import add_postal_address
from paht_tui.domain.templates import remove_template
from paht_tui.errors import UserError
from paht_tui.jobs.overtaking import Prepared, prepare_consequences
from tests.factories import SENDER, Scene, add, everything, invite, prepare, rows, say, the_hague


async def send(store: Store, batch: int, number: int) -> None:
    """Let so many messages of a batch leave."""
    await store.write(release_batch, batch_id=batch)
    for _ in range(number):
        claimed = await store.write(claim, batch_id=batch, worker="test")
        assert isinstance(claimed, Claimed)
        await store.write(record, handed_over=HandedOver(claimed.id, Delivery.SENT, "250"))


async def sent_to(store: Store, clock: SetClock, *names: str) -> tuple[Scene, tuple[int, ...]]:
    """The Hague with the invitation sent to these people; an hour has passed since."""
    scene = await the_hague(store)
    ids = await invite(store, scene, *names)
    await send(store, await prepare(store, scene, ids), len(names))
    clock.advance(timedelta(hours=1))
    return scene, ids


async def seen(store: Store, scene: Scene) -> dict[str, list[int]]:
    """The invitations of each consequence that has any."""
    found = await store.read(consequences_of, meeting_id=scene.meeting, now=store.clock())
    return words(found)


def words(found: Consequences) -> dict[str, list[int]]:
    kinds = ("moved", "reworded", "invited", "cancelled", "dropped", "holds", "waiting")
    groups = {f"{of.session.title} {kind}": getattr(of, kind) for of in found.sessions for kind in kinds}
    groups |= {"letters here": found.to_print, "letters there": found.posted_wrong}
    groups |= {why.value: invitees for why, invitees in found.calls}
    return {name: [each.invitation_id for each in group] for name, group in groups.items() if group}


async def test_nothing_follows_while_nothing_was_changed(store: Store, clock: SetClock) -> None:
    scene, _ = await sent_to(store, clock, "Adams")
    await invite(store, scene, "Brown")
    assert await seen(store, scene) == {}
    await store.write(edit_session, session_id=scene.main, place="Ridderzaal", title="Plenary")
    await store.write(edit_session, session_id=scene.main, title="Main")
    assert await seen(store, scene) == {"Main moved": [1], "Main invited": [2]}


async def test_a_new_time_asks_again_who_said_yes_and_a_no_holds(store: Store, clock: SetClock) -> None:
    scene, ids = await sent_to(store, clock, "Adams", "Brown", "Clark", "Davis", "Evans")
    for invitation, answer in zip(
        ids,
        (Answer.ACCEPTED, Answer.TENTATIVE, Answer.DECLINED, Answer.ACCEPTED),
        strict=False,
    ):
        await say(store, invitation, answer)
    await say(store, ids[3], Answer.DECLINED)
    await store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    assert await seen(store, scene) == {
        "Main moved": [1, 2, 5],
        "Main holds": [3],
        "Main cancelled": [4],
    }


async def test_new_words_ask_nobody_again(store: Store, clock: SetClock) -> None:
    scene, ids = await sent_to(store, clock, "Adams", "Brown")
    await say(store, ids[0], Answer.ACCEPTED)
    await say(store, ids[1], Answer.DECLINED)
    await store.write(edit_meeting, meeting_id=scene.meeting, title="Exchange of good practice")
    assert await seen(store, scene) == {"Main reworded": [1]}
    await store.write(edit_meeting, meeting_id=scene.meeting, title="Good practice")
    assert await seen(store, scene) == {}


@pytest.mark.parametrize("how", ["session", "meeting"])
async def test_what_is_called_off_leaves_every_calendar_and_what_waits_is_not_sent(
    sqlite_store: Store, clock: SetClock, how: str
) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams", "Brown")
    await send(sqlite_store, await prepare(sqlite_store, scene, ids), 1)
    clock.advance(timedelta(hours=1))
    if how == "session":
        await sqlite_store.write(edit_session, session_id=scene.main, cancelled=True)
    else:
        await sqlite_store.write(edit_meeting, meeting_id=scene.meeting, state=MeetingState.CANCELLED)
    assert await seen(sqlite_store, scene) == {"Main cancelled": [1], "Main dropped": [2]}
    done = await prepare_consequences(sqlite_store, meeting_id=scene.meeting, sender=SENDER)
    assert done == Prepared(batches=(2,), messages=1, dropped=1, calls=0, left_out=())
    assert await rows(sqlite_store, OutboxMessage, "kind", "sequence", "state") == [
        (MessageKind.INVITATION, 0, Delivery.SENT),
        (MessageKind.INVITATION, 0, Delivery.DROPPED),
        (MessageKind.CANCELLATION, 1, Delivery.PLANNED),
    ]
    assert await seen(sqlite_store, scene) == {"Main waiting": [1]}


async def test_what_waits_and_says_the_old_is_prepared_anew(sqlite_store: Store, clock: SetClock) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    await prepare(sqlite_store, scene, ids)
    clock.advance(timedelta(hours=1))
    await sqlite_store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    assert await seen(sqlite_store, scene) == {"Main invited": [1]}
    await prepare_consequences(sqlite_store, meeting_id=scene.meeting, sender=SENDER)
    assert await rows(sqlite_store, OutboxMessage, "sequence", "state") == [
        (0, Delivery.DROPPED),
        (1, Delivery.PLANNED),
    ]
    assert await seen(sqlite_store, scene) == {"Main waiting": [1]}


async def test_whom_no_message_reaches_is_called(store: Store, clock: SetClock) -> None:
    scene = await the_hague(store)
    adams, brown = await invite(store, scene, "Adams", "Brown")
    await send(store, await prepare(store, scene, [adams, brown]), 2)
    await store.write(bounce, message_id=2, reply="550")
    people = [await add(store, name, emails=[]) for name in ("Clark", "Davis", "Evans", "Fisher")]
    clark, davis, evans, _ = (
        await store.write(invite_people, meeting_id=scene.meeting, person_ids=people)
    ).added
    for person in people[:2]:
        await store.write(
            add_postal_address, person_id=person, lines="Binnenhof 1", postal_code="2513 AA", city="The Hague"
        )
    await prepare(store, scene, [clark, davis], "invitation letter")
    await store.write(mark_letters, message_ids=[3], step=LetterStep.POSTED)
    await store.write(log_call, invitation_id=evans, outcome=CallOutcome.MESSAGE_LEFT)
    clock.advance(timedelta(hours=1))
    assert await seen(store, scene) == {}
    await store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    letters = {"letters here": [davis], "letters there": [clark]}
    assert await seen(store, scene) == {
        "Main moved": [adams],
        **letters,
        "has a letter that says otherwise": [clark],
        "was told otherwise by phone": [evans],
        "no address that works": [brown, 4, 6],
    }
    done = await prepare_consequences(store, meeting_id=scene.meeting, sender=SENDER)
    assert (done.messages, done.calls, done.left_out) == (1, 5, ())
    assert await seen(store, scene) == {"Main waiting": [adams], **letters}
    assert await rows(store, FollowUp, "invitation_id", "text", "due_at") == [
        (number, f"Tell of the change: Good practice ({why})", clock())
        for number, why in (
            (brown, "no address that works"),
            (davis, "no address that works"),
            (6, "no address that works"),
            (clark, "has a letter that says otherwise"),
            (evans, "was told otherwise by phone"),
        )
    ]


async def test_who_was_called_since_the_change_knows_it(sqlite_store: Store, clock: SetClock) -> None:
    scene = await the_hague(sqlite_store)
    (person,) = [await add(sqlite_store, "Evans", emails=[])]
    await sqlite_store.write(invite_people, meeting_id=scene.meeting, person_ids=[person])
    await sqlite_store.write(log_call, invitation_id=1, outcome=CallOutcome.MESSAGE_LEFT)
    clock.advance(timedelta(hours=1))
    await sqlite_store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    assert await seen(sqlite_store, scene) == {"was told otherwise by phone": [1]}
    clock.advance(timedelta(hours=1))
    await sqlite_store.write(log_call, invitation_id=1, outcome=CallOutcome.MESSAGE_LEFT)
    assert await seen(sqlite_store, scene) == {}


async def test_who_is_invited_by_post_is_not_mailed_because_of_a_change(
    sqlite_store: Store, clock: SetClock
) -> None:
    scene, _ = await sent_to(sqlite_store, clock, "Adams")
    person = await add(sqlite_store, "Brown")
    await sqlite_store.write(
        invite_people, meeting_id=scene.meeting, person_ids=[person], channel=Channel.LETTER
    )
    await sqlite_store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    assert await seen(sqlite_store, scene) == {"Main moved": [1]}


async def test_what_was_held_has_no_consequences(sqlite_store: Store, clock: SetClock) -> None:
    scene, _ = await sent_to(sqlite_store, clock, "Adams")
    await sqlite_store.write(open_doors, session_id=scene.main)
    await sqlite_store.write(edit_meeting, meeting_id=scene.meeting, title="Another title")
    assert await seen(sqlite_store, scene) == {}


async def test_without_a_text_of_the_kind_nothing_is_prepared(sqlite_store: Store, clock: SetClock) -> None:
    scene, _ = await sent_to(sqlite_store, clock, "Adams")
    await sqlite_store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    for row in await sqlite_store.read(list_templates):
        if row.kind is MessageKind.UPDATE:
            await sqlite_store.write(remove_template, template_id=row.id)
    before = await everything(sqlite_store)
    with pytest.raises(UserError) as refused:
        await prepare_consequences(sqlite_store, meeting_id=scene.meeting, sender=SENDER)
    assert str(refused.value) == "There is no text of the kind “update” yet: write one on the tab Mail (n)."
    assert await everything(sqlite_store) == before
