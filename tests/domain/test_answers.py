from datetime import timedelta

import pytest

from db.enums import Answer, CallOutcome, Capacity, Firmness, Reason, SaidBy, Seat, Via
from db.queries.attendance import SessionAnswer, meeting_attendance, session_answers
from db.store import Store
from db.tables import Attendance, Invitation
from paht_tui.domain.answers import Said, record_substitute
from paht_tui.domain.calls import log_call
from paht_tui.domain.clock import SetClock
from paht_tui.domain.invitations import edit_invitation, invite_people
from paht_tui.domain.people import edit_person
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from tests.conftest import NOON
from tests.factories import add, another_meeting, answers, invite, rows, say, the_hague, whole

NONE, MAYBE, YES, NO, SENDS, WITHDREW = (
    Answer.NONE,
    Answer.TENTATIVE,
    Answer.ACCEPTED,
    Answer.DECLINED,
    Answer.DELEGATED,
    Answer.WITHDRAWN,
)
REFUSED = None

WAYS: dict[Answer, tuple[Answer, ...]] = {
    NONE: (),
    MAYBE: (MAYBE,),
    YES: (YES,),
    NO: (NO,),
    SENDS: (SENDS,),
    WITHDREW: (YES, NO),
}
"""How an invitation comes to stand where it stands."""

TABLE: dict[Answer, dict[Answer, Answer | None]] = {
    NONE: {NONE: NONE, MAYBE: MAYBE, YES: YES, NO: NO, SENDS: SENDS, WITHDREW: REFUSED},
    MAYBE: {NONE: NONE, MAYBE: MAYBE, YES: YES, NO: NO, SENDS: SENDS, WITHDREW: REFUSED},
    YES: {NONE: NONE, MAYBE: MAYBE, YES: YES, NO: WITHDREW, SENDS: SENDS, WITHDREW: WITHDREW},
    NO: {NONE: NONE, MAYBE: MAYBE, YES: YES, NO: NO, SENDS: SENDS, WITHDREW: REFUSED},
    SENDS: {NONE: NONE, MAYBE: MAYBE, YES: YES, NO: NO, SENDS: SENDS, WITHDREW: REFUSED},
    WITHDREW: {NONE: NONE, MAYBE: MAYBE, YES: YES, NO: WITHDREW, SENDS: SENDS, WITHDREW: WITHDREW},
}
"""What is recorded when the answer of the column follows that of the row."""


def test_the_table_is_whole() -> None:
    assert {standing: set(row) for standing, row in TABLE.items()} == {each: set(Answer) for each in Answer}


@pytest.mark.parametrize("standing", Answer)
async def test_what_follows_what(sqlite_store: Store, standing: Answer) -> None:
    scene = await the_hague(sqlite_store)
    found: dict[Answer, Answer | None] = {}
    for answer in Answer:
        (number,) = await invite(sqlite_store, scene, f"Person {answer}")
        for way in WAYS[standing]:
            await say(sqlite_store, number, way)
        try:
            found[answer] = await say(sqlite_store, number, answer)
        except UserError:
            found[answer] = REFUSED
        stands = (await whole(sqlite_store, Invitation, number))["answer"]
        assert stands == (standing if found[answer] is REFUSED else found[answer])
    assert found == TABLE[standing]


async def test_nobody_withdraws_who_had_not_accepted(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    with pytest.raises(UserError) as refused:
        await say(sqlite_store, ann, WITHDREW)
    assert str(refused.value) == "Adams has not answered: “withdrawn” cannot follow that. Record “declined”."


async def test_an_answer_is_recorded_with_who_gave_it_how_firm_when_and_why(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    said = Said(SaidBy.OFFICE, Firmness.VAGUE, Via.PHONE, Reason.PARLIAMENTARY_BUSINESS, "a vote")
    await say(store, ann, NO, said)
    assert {
        name: value
        for name, value in (await whole(store, Invitation, ann)).items()
        if name.startswith("answer")
    } == {
        "answer": NO,
        "answered_at": NOON,
        "answer_said_by": SaidBy.OFFICE,
        "answer_firmness": Firmness.VAGUE,
        "answer_via": Via.PHONE,
        "answer_reason": Reason.PARLIAMENTARY_BUSINESS,
        "answer_note": "a vote",
    }


async def test_asked_again_nothing_of_the_old_answer_stands(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    before = await whole(store, Invitation, ann)
    await say(store, ann, NO, Said(SaidBy.OFFICE, Firmness.FIRM, Via.PHONE, Reason.ILLNESS, "flu"))
    await say(store, ann, NONE)
    assert await whole(store, Invitation, ann) == before


async def test_the_same_answer_again_is_the_newer_one(store: Store, clock: SetClock) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await say(store, ann, YES, Said(SaidBy.OFFICE))
    clock.advance(timedelta(days=1))
    await say(store, ann, YES, Said(SaidBy.MEMBER))
    assert await rows(store, Invitation, "answer_said_by", "answered_at") == [
        (SaidBy.MEMBER, NOON + timedelta(days=1))
    ]


async def places(store: Store) -> list[tuple[int, Answer | None]]:
    return await rows(store, Attendance, "session_id", "answer")


async def test_an_answer_for_one_session_leaves_the_other_and_the_invitation_alone(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await say(store, ann, YES)
    assert await say(store, ann, NO, session_id=scene.reception) is WITHDREW
    assert await answers(store) == [YES]
    assert await places(store) == [(scene.main, None), (scene.reception, WITHDREW)]


FLU = Said(SaidBy.OFFICE, Firmness.FIRM, Via.PHONE, Reason.ILLNESS, "flu")


async def said_of_places(store: Store) -> list[dict[str, object]]:
    """All that was said for each session alone."""
    numbers = await rows(store, Attendance, "id")
    return [
        {name: value for name, value in (await whole(store, Attendance, each)).items() if "answer" in name}
        for each in numbers
    ]


NOTHING = {
    "answer": None,
    "answered_at": None,
    "answer_said_by": None,
    "answer_firmness": None,
    "answer_via": None,
    "answer_reason": None,
    "answer_note": "",
}


async def test_an_answer_for_one_session_keeps_who_gave_it_how_firm_when_and_why(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await say(store, ann, YES, Said(SaidBy.MEMBER))
    await say(store, ann, NO, FLU, session_id=scene.reception)
    withdrew = {
        "answer": WITHDREW,
        "answered_at": NOON,
        "answer_said_by": SaidBy.OFFICE,
        "answer_firmness": Firmness.FIRM,
        "answer_via": Via.PHONE,
        "answer_reason": Reason.ILLNESS,
        "answer_note": "flu",
    }
    assert await said_of_places(store) == [NOTHING, withdrew]
    main, reception = await store.read(meeting_attendance, meeting_id=scene.meeting)
    assert [(each.answer, each.said_by, each.answer_reason) for each in (main, reception)] == [
        (YES, SaidBy.MEMBER, None),
        (WITHDREW, SaidBy.OFFICE, Reason.ILLNESS),
    ]
    assert await store.read(session_answers, person_id=1) == (
        SessionAnswer(
            invitation_id=ann,
            meeting="Good practice",
            session="Reception",
            answer=WITHDREW,
            answered_at=NOON,
            said_by=SaidBy.OFFICE,
            firmness=Firmness.FIRM,
            via=Via.PHONE,
            reason=Reason.ILLNESS,
            note="flu",
        ),
    )


async def test_undo_gives_an_answer_for_one_session_back_with_all_that_was_said(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await say(store, ann, NO, FLU, session_id=scene.reception)
    before = await said_of_places(store)
    await say(store, ann, YES, Said(SaidBy.MEMBER), session_id=scene.reception)
    assert await said_of_places(store) != before
    await store.write(undo_last)
    assert await said_of_places(store) == before
    await store.write(undo_last)
    assert await said_of_places(store) == [NOTHING, NOTHING]


async def test_a_no_to_the_meeting_leaves_nothing_of_what_was_said_for_a_session(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await say(store, ann, NO, FLU, session_id=scene.reception)
    await say(store, ann, NO)
    assert await said_of_places(store) == [NOTHING, NOTHING]


async def test_somebody_who_declines_may_come_to_the_reception_only(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await say(store, ann, NO)
    await say(store, ann, YES, session_id=scene.reception)
    assert await answers(store) == [NO]
    assert await places(store) == [(scene.main, None), (scene.reception, YES)]


@pytest.mark.parametrize(
    ("answer", "kept"), [(NONE, None), (NO, None), (SENDS, None), (YES, NO), (MAYBE, NO)]
)
async def test_a_no_to_the_meeting_is_a_no_to_each_session_and_a_yes_is_not(
    sqlite_store: Store, answer: Answer, kept: Answer | None
) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    await say(sqlite_store, ann, NO, session_id=scene.reception)
    await say(sqlite_store, ann, answer)
    assert await places(sqlite_store) == [(scene.main, None), (scene.reception, kept)]


async def test_who_was_not_asked_to_a_session_may_answer_for_it(store: Store) -> None:
    scene = await the_hague(store)
    ann = await add(store, "Adams")
    invited = await store.write(
        invite_people, meeting_id=scene.meeting, person_ids=[ann], session_ids=[scene.main]
    )
    await say(store, invited.added[0], YES, session_id=scene.reception)
    assert await places(store) == [(scene.main, None), (scene.reception, YES)]


async def test_a_session_of_another_meeting_is_refused(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    elsewhere = (await another_meeting(store, scene)).main
    with pytest.raises(UserError, match="“Elsewhere” is a session of another meeting"):
        await say(store, ann, YES, session_id=elsewhere)
    assert len(await places(store)) == 2


async def test_a_substitute_is_put_on_the_list_in_the_place_of_the_invitee(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await store.write(edit_invitation, invitation_id=ann, capacity=Capacity.SPEAKER, seat=Seat.MEMBER)
    brown = await add(store, "Brown")
    ben = await store.write(
        record_substitute, invitation_id=ann, substitute_id=brown, said=Said(SaidBy.OFFICE)
    )
    assert await rows(
        store, Invitation, "id", "answer", "capacity", "seat", "substitute_for_id", "answer_said_by"
    ) == [
        (ann, SENDS, Capacity.SPEAKER, Seat.MEMBER, None, SaidBy.OFFICE),
        (ben, YES, Capacity.SPEAKER, Seat.SUBSTITUTE, ann, SaidBy.OFFICE),
    ]
    assert await rows(store, Attendance, "invitation_id", "session_id") == [
        (ann, scene.main),
        (ann, scene.reception),
        (ben, scene.main),
        (ben, scene.reception),
    ]


async def test_a_substitute_who_is_on_the_list_is_not_put_there_twice(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben = await invite(store, scene, "Adams", "Brown")
    people = await rows(store, Invitation, "person_id")
    found = await store.write(record_substitute, invitation_id=ann, substitute_id=people[1], answer=MAYBE)
    assert found == ben
    assert await rows(store, Invitation, "id", "answer", "substitute_for_id") == [
        (ann, SENDS, None),
        (ben, MAYBE, ann),
    ]


async def test_nobody_is_his_own_substitute(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    with pytest.raises(UserError, match="Adams cannot be the substitute of the same person"):
        await sqlite_store.write(record_substitute, invitation_id=ann, substitute_id=1)
    assert await answers(sqlite_store) == [NONE]


async def test_a_substitute_who_is_not_to_be_contacted_is_refused_and_nothing_is_kept(
    sqlite_store: Store,
) -> None:
    scene = await the_hague(sqlite_store)
    (ann,) = await invite(sqlite_store, scene, "Adams")
    brown = await add(sqlite_store, "Brown")
    await sqlite_store.write(edit_person, person_id=brown, do_not_contact=True)
    with pytest.raises(UserError, match=r"Brown is not to be contacted\."):
        await sqlite_store.write(record_substitute, invitation_id=ann, substitute_id=brown)
    assert await answers(sqlite_store) == [NONE]


async def test_an_answer_by_phone_is_the_same_answer(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await store.write(log_call, invitation_id=ann, outcome=CallOutcome.COMING)
    assert await rows(store, Invitation, "answer", "answer_via") == [(YES, Via.PHONE)]


async def test_an_invitation_that_is_gone_cannot_be_answered(sqlite_store: Store) -> None:
    with pytest.raises(UserError, match=r"This invitation is no longer on the list\."):
        await say(sqlite_store, 7, YES)
