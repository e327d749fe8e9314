from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from db.enums import BatchState, Channel, ContactState, Delivery, MeetingState, MessageKind
from db.queries.templates import TemplateRow
from db.store import Store
from db.tables import Batch, Letter, OutboxMessage
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.meetings import edit_meeting, edit_session
from paht_tui.domain.people import add_email, add_postal_address, edit_person, mark_email
from paht_tui.errors import UserError
from paht_tui.jobs.prepare import NO_SENDER, BatchPlan, plan_batch, write_batch
from paht_tui.settings import SenderSettings
from tests.conftest import NOON
from tests.factories import (
    SENDER,
    Scene,
    add,
    another_meeting,
    default_template,
    everything,
    hand_over,
    invite,
    rows,
    the_hague,
)

PLAIN = TemplateRow(
    1, "plain", MessageKind.INVITATION, Channel.EMAIL, "en", "To {{ name }}", "{{ salutation }}"
)


async def plan(
    store: Store, scene: Scene, invitations: tuple[int, ...], template: TemplateRow = PLAIN, **values: Any
) -> BatchPlan:
    known: dict[str, Any] = {"sender": SENDER}
    return await plan_batch(
        store,
        meeting_id=scene.meeting,
        invitation_ids=invitations,
        template=template,
        **{**known, **values},
    )


async def test_each_invitee_gets_words_of_his_own(store: Store) -> None:
    scene = await the_hague(store)
    template = await default_template(store)
    first = await add(store, "McColl", prefix="Lord")
    second = await add(store, "Żółć", given_name="Ewa", emails=["ewa@ngo.example"])
    ids = (await store.write(invite_people, meeting_id=scene.meeting, person_ids=[first, second])).added
    planned = await plan(store, scene, ids, template)
    assert planned.left_out == ()
    assert [
        (each.to_name, each.to_address, each.subject, each.text.split(",")[0], each.session_id, each.sequence)
        for each in planned.messages
    ] == [
        (name, address, "Invitation: Good practice, Thursday, 26 January 2012", opening, scene.main, 0)
        for name, address, opening in (
            ("Lord McColl", "mccoll@mp.example", "Dear Lord McColl"),
            ("Ewa Żółć", "ewa@ngo.example", "Dear Ewa Żółć"),
        )
    ]
    assert (
        "Main: Thursday, 26 January 2012, 09:30–17:00 (Amsterdam time), Senate\\\n"
        "Reception: Wednesday, 25 January 2012, 18:30–20:00 (Amsterdam time), Hotel"
    ) in planned.messages[0].text


async def test_a_plan_writes_nothing(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    before = await everything(sqlite_store)
    await plan(sqlite_store, scene, ids)
    assert await everything(sqlite_store) == before


async def test_a_written_batch_waits_to_be_confirmed(store: Store) -> None:
    scene = await the_hague(store)
    template = await default_template(store)
    ids = await invite(store, scene, "Adams", "Brown")
    number = await write_batch(store, await plan(store, scene, ids, template), sender=SENDER)
    assert await rows(
        store, Batch, "id", "kind", "state", "sender_name", "sender_address", "prepared_at"
    ) == [(number, MessageKind.INVITATION, BatchState.PREPARED, "Anna Visser", "anna@paht.example", NOON)]
    assert await rows(store, OutboxMessage, "state", "invitation_id", "once") == [
        (
            Delivery.PLANNED,
            each,
            f"invitation by email: invitation {each}, session {scene.main}, sequence 0",
        )
        for each in ids
    ]
    domains = {each.rpartition("@")[2] for each in await rows(store, OutboxMessage, "message_id")}
    assert domains == {"paht.example>"}


async def test_who_cannot_be_written_to_is_left_out_with_the_reason(store: Store) -> None:
    scene = await the_hague(store)
    people = [
        await add(store, "Adams"),
        await add(store, "Brown", emails=()),
        await add(store, "Clark"),
        await add(store, "Dunn"),
        await add(store, "Evans"),
    ]
    ids = (await store.write(invite_people, meeting_id=scene.meeting, person_ids=people)).added
    await store.write(edit_person, person_id=people[0], do_not_contact=True)
    await store.write(mark_email, email_id=2, state=ContactState.BOUNCED)
    await store.write(mark_email, email_id=3, state=ContactState.WRONG)
    await store.write(add_email, person_id=people[3], address="dunn@second.example")
    planned = await plan(store, scene, ids)
    assert planned.left_out == (
        "Adams is not to be contacted.",
        "Brown has no e-mail address that works.",
        "Clark has no e-mail address that works.",
    )
    assert [(each.to_name, each.to_address) for each in planned.messages] == [
        ("Dunn", "dunn@second.example"),
        ("Evans", "evans@mp.example"),
    ]


async def test_who_has_nothing_to_put_into_a_gap_is_left_out(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    template = replace(PLAIN, subject="{{ organisation }}", body="{{ focus }} {{ organisation }}")
    planned = await plan(sqlite_store, scene, ids, template)
    assert (planned.messages, planned.left_out) == (
        (),
        ("Adams: there is nothing to put for organisation, focus.",),
    )
    with pytest.raises(UserError, match="Everybody chosen has this message already"):
        await write_batch(sqlite_store, planned, sender=SENDER)


@pytest.mark.parametrize(
    "template",
    [replace(PLAIN, subject="Dear {{ first_name }}"), replace(PLAIN, body="Dear {{ first_name }}")],
)
async def test_an_unknown_placeholder_is_refused_before_anything_is_prepared(
    sqlite_store: Store, template: TemplateRow
) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    with pytest.raises(UserError, match="first_name"):
        await plan(sqlite_store, scene, ids, template)
    assert await rows(sqlite_store, Batch, "id") == []


async def test_without_a_sender_nothing_is_prepared(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    with pytest.raises(UserError) as refused:
        await plan(sqlite_store, scene, ids, sender=SenderSettings(name="Anna"))
    assert str(refused.value) == NO_SENDER


async def test_without_a_session_there_is_nothing_to_invite_to(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    for session in (scene.main, scene.reception):
        await sqlite_store.write(edit_session, session_id=session, cancelled=True)
    with pytest.raises(UserError) as refused:
        await plan(sqlite_store, scene, ids)
    assert str(refused.value) == "Good practice has no session yet: give it a day and times first."


async def test_a_side_session_is_asked_to_by_itself(store: Store) -> None:
    scene = await the_hague(store)
    adams, brown = await add(store, "Adams"), await add(store, "Brown")
    await store.write(invite_people, meeting_id=scene.meeting, person_ids=[adams])
    await store.write(invite_people, meeting_id=scene.meeting, person_ids=[brown], session_ids=[scene.main])
    planned = await plan(store, scene, (1, 2), session_id=scene.reception)
    assert [(each.to_name, each.session_id) for each in planned.messages] == [("Adams", scene.reception)]
    assert planned.left_out == ("Brown is not asked to this session.",)


async def test_who_is_asked_to_the_reception_only_is_invited_to_it(store: Store) -> None:
    scene = await the_hague(store)
    adams = await add(store, "Adams")
    await store.write(
        invite_people, meeting_id=scene.meeting, person_ids=[adams], session_ids=[scene.reception]
    )
    template = replace(PLAIN, body="{{ day }} {{ time }} {{ place }}")
    (message,) = (await plan(store, scene, (1,), template)).messages
    assert (message.session_id, message.text) == (
        scene.reception,
        "Wednesday, 25 January 2012 18:30–20:00 (Amsterdam time) Hotel",
    )


async def test_the_same_invitation_is_prepared_once_and_again_when_time_or_place_has_changed(
    store: Store,
) -> None:
    scene = await the_hague(store)
    template = await default_template(store)
    ids = await invite(store, scene, "Adams")
    await write_batch(store, await plan(store, scene, ids, template), sender=SENDER)
    with pytest.raises(UserError, match="has this message already"):
        await write_batch(store, await plan(store, scene, ids, template), sender=SENDER)
    await store.write(edit_session, session_id=scene.main, place="Ridderzaal")
    await write_batch(store, await plan(store, scene, ids, template), sender=SENDER)
    assert await rows(store, OutboxMessage, "sequence") == [0, 1]


async def called_off(store: Store, scene: Scene) -> None:
    await store.write(edit_meeting, meeting_id=scene.meeting, state=MeetingState.CANCELLED)


async def cancelled(store: Store, scene: Scene) -> None:
    await store.write(edit_session, session_id=scene.main, cancelled=True)


async def told_alone(store: Store, scene: Scene) -> None:
    """Nothing is cancelled: these people only are told not to come."""


@pytest.mark.parametrize("how", [called_off, cancelled, told_alone])
async def test_a_cancellation_carries_a_higher_sequence_than_the_invitation(
    sqlite_store: Store, how: Callable[[Store, Scene], Awaitable[None]]
) -> None:
    scene = await the_hague(sqlite_store)
    template = await default_template(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    batch = await write_batch(sqlite_store, await plan(sqlite_store, scene, ids, template), sender=SENDER)
    await hand_over(sqlite_store, batch)
    await how(sqlite_store, scene)
    cancellation = replace(template, kind=MessageKind.CANCELLATION)
    await write_batch(sqlite_store, await plan(sqlite_store, scene, ids, cancellation), sender=SENDER)
    assert await rows(sqlite_store, OutboxMessage, "kind", "session_id", "sequence") == [
        (MessageKind.INVITATION, scene.main, 0),
        (MessageKind.CANCELLATION, scene.main, 1),
    ]


async def test_a_reminder_carries_no_calendar_and_may_be_sent_more_than_once(store: Store) -> None:
    scene = await the_hague(store)
    template = await default_template(store, "reminder")
    ids = await invite(store, scene, "Adams")
    for _ in range(2):
        await write_batch(store, await plan(store, scene, ids, template), sender=SENDER)
    assert await rows(store, OutboxMessage, "session_id", "sequence", "once") == [(None, None, None)] * 2


async def test_letters_go_to_where_people_live(store: Store) -> None:
    scene = await the_hague(store)
    template = await default_template(store, "invitation letter")
    ids = await invite(store, scene, "Adams", "Brown")
    await store.write(
        add_postal_address,
        person_id=1,
        lines="Binnenhof 22",
        postal_code="2513 AA",
        city="The Hague",
        country="NL",
    )
    planned = await plan(store, scene, ids, template)
    assert planned.left_out == ("Brown has no postal address that works.",)
    await write_batch(store, planned, sender=SENDER)
    assert await rows(store, OutboxMessage, "channel", "to_address", "session_id", "once") == [
        (
            Channel.LETTER,
            "Binnenhof 22\n2513 AA The Hague\nNETHERLANDS",
            None,
            f"invitation by letter: invitation 1, session {scene.main}, sequence 0",
        )
    ]
    assert await rows(store, Letter, "outbox_id", "posted_on") == [(1, None)]


async def test_invitees_of_another_meeting_are_not_written_to(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, await another_meeting(sqlite_store, scene), "Adams")
    planned = await plan(sqlite_store, scene, ids)
    assert (planned.messages, planned.left_out) == ((), ("Adams is not asked to this session.",))


@pytest.mark.parametrize(
    ("language", "day", "time"),
    [
        ("en", "Thursday, 26 January 2012", "09:30–17:00 (Amsterdam time)"),
        ("de", "Donnerstag, 26. Januar 2012", "09:30–17:00 (Ortszeit Amsterdam)"),
        ("bg", "четвъртък, 26 януари 2012 г.", "9:30–17:00 (местно време, Амстердам)"),
    ],
)
async def test_days_and_times_are_written_in_the_language_of_the_text_and_the_zone_of_the_meeting(
    sqlite_store: Store, language: str, day: str, time: str
) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    template = replace(PLAIN, language=language, subject="{{ day }} | {{ time }}")
    (message,) = (await plan(sqlite_store, scene, ids, template)).messages
    found = message.subject.replace("\u202f", " ").split(" | ")
    assert found == [day, time]


async def test_a_name_is_data_and_never_a_template_or_a_header(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    await sqlite_store.write(edit_meeting, meeting_id=scene.meeting, title="{{ sender }}\r\nBcc: x@y.example")
    await sqlite_store.write(
        edit_session,
        session_id=scene.main,
        starts_at=datetime(2012, 1, 26, 10),  # noqa: DTZ001 - in the meeting's zone
        place="**here** <b>",
    )
    ids = await invite(sqlite_store, scene, "{% if x %}")
    template = replace(PLAIN, subject="{{ meeting }} {{ name }}", body="{{ place }}")
    (message,) = (await plan(sqlite_store, scene, ids, template)).messages
    assert message.subject == "{{ sender }} Bcc: x@y.example {% if x %}"
    assert message.text == "\\*\\*here\\*\\* \\<b\\>"
