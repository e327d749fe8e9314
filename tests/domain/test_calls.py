from datetime import UTC, datetime, timedelta

import pytest

from db.enums import Answer, CallOutcome, ContactState, FollowUpKind, MeetingState, SaidBy, Via
from db.queries.calls import CallDue, calls_due
from db.store import Store
from db.tables import Call, FollowUp, History, Invitation, Phone
from paht_tui.domain.answers import Said
from paht_tui.domain.calls import BY_PHONE, log_call
from paht_tui.domain.clock import SetClock
from paht_tui.domain.meetings import edit_meeting
from paht_tui.domain.people import edit_person
from paht_tui.errors import UserError
from tests.conftest import NOON
from tests.factories import add, answers, everything, hand_over, invite, prepare, rows, the_hague

COOL_DOWN = timedelta(days=3)


@pytest.mark.parametrize(
    ("outcome", "answer", "to_do", "summary"),
    [
        (CallOutcome.NO_ANSWER, Answer.NONE, [], "Called Adams: no answer"),
        (CallOutcome.MESSAGE_LEFT, Answer.NONE, [], "Called Adams: message left"),
        (CallOutcome.COMING, Answer.ACCEPTED, [], "Called Adams: coming"),
        (CallOutcome.NOT_COMING, Answer.DECLINED, [], "Called Adams: not coming"),
        (CallOutcome.MAYBE, Answer.TENTATIVE, [], "Called Adams: maybe"),
        (CallOutcome.WRONG_NUMBER, Answer.NONE, [], "Called Adams: wrong number"),
        (
            CallOutcome.LETTER_AGAIN,
            Answer.NONE,
            [(FollowUpKind.LETTER, "send the letter again", NOON)],
            "Called Adams: wants the letter again",
        ),
        (
            CallOutcome.FOR_ORGANIZER,
            Answer.NONE,
            [(FollowUpKind.TASK, "see the call to Adams", NOON)],
            "Called Adams: for me to do",
        ),
    ],
)
async def test_what_each_outcome_records(
    sqlite_store: Store,
    outcome: CallOutcome,
    answer: Answer,
    to_do: list[tuple[FollowUpKind, str, datetime]],
    summary: str,
) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    call = await sqlite_store.write(log_call, invitation_id=ann, outcome=outcome)
    assert await rows(sqlite_store, Call, "id", "invitation_id", "person_id", "called_at", "outcome") == [
        (call, ann, 1, NOON, outcome)
    ]
    assert await answers(sqlite_store) == [answer]
    assert await rows(sqlite_store, FollowUp, "kind", "text", "due_at") == to_do
    last = (await rows(sqlite_store, History, "verb", "summary"))[-1]
    assert last == ("call.logged", summary)


async def test_a_call_says_who_was_on_the_phone_and_what_was_said(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    said = Said(by=SaidBy.COLLEAGUE, via=Via.PHONE, note="ask for Ms Jansen")
    await store.write(log_call, invitation_id=ann, outcome=CallOutcome.FOR_ORGANIZER, said=said)
    assert await rows(store, Call, "spoke_with", "note") == [(SaidBy.COLLEAGUE, "ask for Ms Jansen")]
    assert await rows(store, FollowUp, "text", "call_id", "person_id", "meeting_id") == [
        ("ask for Ms Jansen", 1, 1, scene.meeting)
    ]


async def test_a_no_by_phone_from_somebody_who_had_accepted_is_a_withdrawal(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    for outcome in (CallOutcome.COMING, CallOutcome.NOT_COMING):
        await store.write(log_call, invitation_id=ann, outcome=outcome)
    assert await rows(store, Invitation, "answer", "answer_via") == [(Answer.WITHDRAWN, Via.PHONE)]


async def test_a_substitute_is_named_on_the_phone(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    brown = await add(store, "Brown")
    await store.write(
        log_call, invitation_id=ann, outcome=CallOutcome.SUBSTITUTE, said=BY_PHONE, substitute_id=brown
    )
    assert await rows(store, Invitation, "person_id", "answer", "substitute_for_id") == [
        (1, Answer.DELEGATED, None),
        (brown, Answer.ACCEPTED, ann),
    ]


async def test_a_substitute_without_a_name_is_asked_for_and_the_call_is_not_half_logged(
    sqlite_store: Store,
) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    before = await everything(sqlite_store)
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(log_call, invitation_id=ann, outcome=CallOutcome.SUBSTITUTE)
    assert str(refused.value) == "Who comes for Adams? Name the substitute."
    assert await everything(sqlite_store) == before


async def test_a_wrong_number_is_marked_and_no_other(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await add(store, "Brown", phones=[("+31701", "office"), ("+31702", "mobile")])
    await store.write(log_call, invitation_id=ann, outcome=CallOutcome.WRONG_NUMBER, phone_id=2)
    assert await rows(store, Phone, "number", "state") == [
        ("+31701", ContactState.UNTRIED),
        ("+31702", ContactState.WRONG),
    ]


@pytest.mark.parametrize(
    ("promised", "due"),
    [
        # Clocks in the Netherlands went from 2:00 to 3:00 on 25 March 2012.
        ("2012-03-24 10:00", "2012-03-24 09:00"),
        ("2012-03-25 01:59", "2012-03-25 00:59"),
        ("2012-03-25 03:00", "2012-03-25 01:00"),
        ("2012-03-26 10:00", "2012-03-26 08:00"),
        # A time that comes twice, on 28 October, is the first of the two.
        ("2012-10-28 02:30", "2012-10-28 00:30"),
    ],
)
async def test_a_promise_is_a_time_of_day_where_the_meeting_is(
    sqlite_store: Store, promised: str, due: str
) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    await sqlite_store.write(
        log_call,
        invitation_id=ann,
        outcome=CallOutcome.CALL_BACK,
        call_back_at=datetime.fromisoformat(promised),
    )
    assert await rows(sqlite_store, FollowUp, "kind", "due_at", "invitation_id", "call_id", "done_at") == [
        (FollowUpKind.CALL, datetime.fromisoformat(due).replace(tzinfo=UTC), ann, 1, None)
    ]


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        (None, "Call back when? Give a day and a time."),
        (NOON, "16 Jan 2012 11:00 is in the past: give a later time to call back."),
        (
            datetime(2012, 1, 16, 11, 30),  # noqa: DTZ001 - in the meeting's zone: 10:30 UTC
            "16 Jan 2012 11:30 is in the past: give a later time to call back.",
        ),
    ],
)
async def test_a_promise_needs_a_time_to_come(
    sqlite_store: Store, when: datetime | None, sentence: str
) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(
            log_call, invitation_id=ann, outcome=CallOutcome.CALL_BACK, call_back_at=when
        )
    assert str(refused.value) == sentence
    assert await rows(sqlite_store, Call, "id") == []


async def test_a_promise_is_no_time_that_the_clocks_skip(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    when = datetime.fromisoformat("2012-03-25 02:30")
    with pytest.raises(UserError, match="02:30 does not exist on that day in Europe/Amsterdam"):
        await sqlite_store.write(
            log_call, invitation_id=ann, outcome=CallOutcome.CALL_BACK, call_back_at=when
        )


async def test_the_call_that_was_promised_is_done_by_the_next_call(store: Store, clock: SetClock) -> None:
    scene = await the_hague(store)
    ann, ben = await invite(store, scene, "Adams", "Brown")
    for each in (ann, ben):
        await store.write(
            log_call,
            invitation_id=each,
            outcome=CallOutcome.CALL_BACK,
            call_back_at=NOON + timedelta(hours=1),
        )
    clock.advance(timedelta(hours=2))
    await store.write(log_call, invitation_id=ann, outcome=CallOutcome.MESSAGE_LEFT)
    assert await rows(store, FollowUp, "invitation_id", "done_at") == [(ann, clock()), (ben, None)]


async def due(store: Store, now: datetime) -> list[tuple[str, datetime | None, int]]:
    found: tuple[CallDue, ...] = await store.read(calls_due, now=now, cool_down=COOL_DOWN)
    return [(row.name, row.promised_at, row.calls) for row in found]


async def test_whom_to_call_next(store: Store, clock: SetClock) -> None:
    scene = await the_hague(store)
    ann, ben, cat, dan, eve = await invite(store, scene, "Adams", "Brown", "Clark", "Dunn", "Evans")
    for each in (ann, ben, cat, dan, eve):
        await hand_over(store, await prepare(store, scene, [each]))
        clock.advance(timedelta(minutes=1))
    later = NOON + timedelta(days=4)
    await store.write(log_call, invitation_id=cat, outcome=CallOutcome.COMING)
    await store.write(
        log_call, invitation_id=dan, outcome=CallOutcome.CALL_BACK, call_back_at=NOON + timedelta(days=2)
    )
    await store.write(
        log_call, invitation_id=eve, outcome=CallOutcome.CALL_BACK, call_back_at=NOON + timedelta(days=9)
    )
    assert await due(store, NOON + timedelta(days=1)) == []
    assert await due(store, later) == [
        ("Dunn", NOON + timedelta(days=2), 1),
        ("Adams", None, 0),
        ("Brown", None, 0),
    ]
    await store.write(edit_person, person_id=1, do_not_contact=True)
    assert await due(store, later) == [("Dunn", NOON + timedelta(days=2), 1), ("Brown", None, 0)]


async def test_who_was_called_is_due_again_when_the_next_message_has_cooled_down(
    store: Store, clock: SetClock
) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await hand_over(store, await prepare(store, scene, [ann]))
    clock.advance(timedelta(days=4))
    await store.write(log_call, invitation_id=ann, outcome=CallOutcome.NO_ANSWER)
    assert await due(store, clock()) == []
    clock.advance(timedelta(days=1))
    await hand_over(store, await prepare(store, scene, [ann], "reminder"))
    assert await due(store, clock()) == []
    clock.advance(COOL_DOWN)
    assert await due(store, clock()) == [("Adams", None, 1)]


@pytest.mark.parametrize(
    "outcome",
    [
        CallOutcome.NO_ANSWER,
        CallOutcome.MESSAGE_LEFT,
        CallOutcome.WRONG_NUMBER,
        CallOutcome.MAYBE,
        CallOutcome.LETTER_AGAIN,
        CallOutcome.FOR_ORGANIZER,
    ],
)
async def test_a_call_without_an_answer_is_repeated_when_it_has_cooled_down(
    sqlite_store: Store, clock: SetClock, outcome: CallOutcome
) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    await hand_over(sqlite_store, await prepare(sqlite_store, scene, [ann]))
    for calls in (1, 2):
        clock.advance(COOL_DOWN)
        await sqlite_store.write(log_call, invitation_id=ann, outcome=outcome)
        assert await due(sqlite_store, clock() + COOL_DOWN - timedelta(minutes=1)) == []
        assert await due(sqlite_store, clock() + COOL_DOWN) == [("Adams", None, calls)]


@pytest.mark.parametrize("outcome", [CallOutcome.COMING, CallOutcome.NOT_COMING])
async def test_a_call_with_an_answer_is_the_last(
    sqlite_store: Store, clock: SetClock, outcome: CallOutcome
) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    await hand_over(sqlite_store, await prepare(sqlite_store, scene, [ann]))
    await sqlite_store.write(log_call, invitation_id=ann, outcome=outcome)
    assert await due(sqlite_store, clock() + timedelta(days=99)) == []


async def test_a_promise_comes_instead_of_the_repeated_call(store: Store, clock: SetClock) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    later = NOON + timedelta(days=9)
    await store.write(log_call, invitation_id=ann, outcome=CallOutcome.NO_ANSWER, call_back_at=later)
    assert await due(store, later - timedelta(minutes=1)) == []
    assert await due(store, later) == [("Adams", later, 1)]


async def test_who_was_called_before_anything_was_sent_is_called_again_after_those_who_wait_longer(
    store: Store, clock: SetClock
) -> None:
    scene = await the_hague(store)
    ann, ben, _ = await invite(store, scene, "Adams", "Brown", "Clark")
    await hand_over(store, await prepare(store, scene, [ann]))
    clock.advance(timedelta(hours=1))
    await store.write(log_call, invitation_id=ben, outcome=CallOutcome.NO_ANSWER)
    clock.advance(timedelta(hours=1))
    await store.write(log_call, invitation_id=ann, outcome=CallOutcome.NO_ANSWER)
    assert await due(store, clock() + COOL_DOWN) == [("Brown", None, 1), ("Adams", None, 1)]


async def test_nobody_is_called_who_is_not_to_be_contacted_or_about_a_meeting_that_is_off(
    store: Store, clock: SetClock
) -> None:
    scene = await the_hague(store)
    ann, ben = await invite(store, scene, "Adams", "Brown")
    when = NOON + timedelta(hours=1)
    for each in (ann, ben):
        await store.write(log_call, invitation_id=each, outcome=CallOutcome.CALL_BACK, call_back_at=when)
    await store.write(edit_person, person_id=1, do_not_contact=True)
    assert await due(store, when) == [("Brown", when, 1)]
    await store.write(edit_meeting, meeting_id=scene.meeting, state=MeetingState.CANCELLED)
    assert await due(store, when) == []
