import pytest

from db.enums import CallOutcome, Capacity, Channel, Reason, Seat
from db.store import Store
from db.tables import Attendance, Invitation
from paht_tui.domain.calls import log_call
from paht_tui.domain.desk import check_in, mark_absent
from paht_tui.domain.invitations import (
    Invited,
    edit_invitation,
    invite_people,
    remove_invitation,
    remove_invitations,
)
from paht_tui.domain.meetings import add_session, edit_session
from paht_tui.domain.people import edit_person
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from tests.conftest import NOON
from tests.factories import add, another_meeting, invite, prepare, rows, the_hague


async def test_people_are_put_on_the_list_once_however_often_they_are_named(store: Store) -> None:
    scene = await the_hague(store)
    adams, brown = await add(store, "Adams"), await add(store, "Brown")
    first = await store.write(invite_people, meeting_id=scene.meeting, person_ids=[brown, adams, brown])
    again = await store.write(invite_people, meeting_id=scene.meeting, person_ids=[adams, brown, adams])
    assert (first, again) == (Invited((1, 2), (), ()), Invited((), (adams, brown), ()))
    assert await rows(store, Invitation, "person_id") == [brown, adams]


async def test_people_are_asked_to_all_sessions_or_to_those_that_are_named(store: Store) -> None:
    scene = await the_hague(store)
    adams, brown = await add(store, "Adams"), await add(store, "Brown")
    await store.write(invite_people, meeting_id=scene.meeting, person_ids=[adams])
    await store.write(
        invite_people, meeting_id=scene.meeting, person_ids=[brown], session_ids=[scene.reception]
    )
    assert await rows(store, Attendance, "invitation_id", "session_id") == [
        (1, scene.main),
        (1, scene.reception),
        (2, scene.reception),
    ]


async def test_nobody_is_asked_to_a_session_that_is_cancelled(store: Store) -> None:
    scene = await the_hague(store)
    await store.write(edit_session, session_id=scene.reception, cancelled=True)
    await invite(store, scene, "Adams")
    assert await rows(store, Attendance, "session_id") == [scene.main]


async def test_who_is_on_the_list_before_there_is_a_session_is_asked_to_the_first(store: Store) -> None:
    scene = await the_hague(store)
    other = await another_meeting(store, scene)
    adams, brown = await add(store, "Adams"), await add(store, "Brown")
    await store.write(invite_people, meeting_id=other.meeting, person_ids=[adams], session_ids=[])
    await store.write(invite_people, meeting_id=other.meeting, person_ids=[brown])
    added = await store.write(
        add_session, meeting_id=other.meeting, title="Main", starts=NOON, ends=NOON.replace(hour=17)
    )
    assert await rows(store, Attendance, "invitation_id", "session_id") == [(2, other.main), (1, added)]


async def test_who_is_not_to_be_contacted_is_refused_and_the_others_go_on_the_list(store: Store) -> None:
    scene = await the_hague(store)
    adams, brown = await add(store, "Adams"), await add(store, "Brown")
    await store.write(edit_person, person_id=adams, do_not_contact=True)
    invited = await store.write(invite_people, meeting_id=scene.meeting, person_ids=[adams, brown])
    assert invited == Invited((1,), (), ("Adams is not to be contacted.",))
    assert await rows(store, Invitation, "person_id") == [brown]


async def test_a_list_with_somebody_unknown_is_refused_whole(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    adams = await add(sqlite_store, "Adams")
    with pytest.raises(UserError, match="There is no person number 77 any more"):
        await sqlite_store.write(invite_people, meeting_id=scene.meeting, person_ids=[adams, 77])
    assert await rows(sqlite_store, Invitation, "id") == []


async def test_a_session_of_another_meeting_is_refused(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    other = await another_meeting(sqlite_store, scene)
    adams = await add(sqlite_store, "Adams")
    with pytest.raises(UserError, match="“Elsewhere” is a session of another meeting"):
        await sqlite_store.write(
            invite_people, meeting_id=scene.meeting, person_ids=[adams], session_ids=[other.main]
        )
    assert await rows(sqlite_store, Invitation, "id") == []


async def test_an_invitation_is_edited(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    edited = [
        await store.write(
            edit_invitation,
            invitation_id=ann,
            capacity=Capacity.CHAIR,
            seat=Seat.ADVISOR,
            channel=Channel.LETTER,
        )
        for _ in range(2)
    ]
    assert edited == [True, False]
    assert await rows(store, Invitation, "capacity", "seat", "channel") == [
        (Capacity.CHAIR, Seat.ADVISOR, Channel.LETTER)
    ]


async def test_who_was_not_approached_can_be_taken_off_the_list(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben = await invite(store, scene, "Adams", "Brown")
    await store.write(remove_invitation, invitation_id=ann)
    assert await rows(store, Invitation, "id") == [ben]
    assert await rows(store, Attendance, "invitation_id") == [ben, ben]


STAYS = (
    "Adams stays on the list: there is {} to this person in the record. Record the answer “declined” instead."
)


async def test_who_was_written_to_stays_on_the_list(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await prepare(store, scene, [ann])
    with pytest.raises(UserError) as refused:
        await store.write(remove_invitation, invitation_id=ann)
    assert str(refused.value) == STAYS.format("a message")


async def test_who_was_called_stays_on_the_list(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await store.write(log_call, invitation_id=ann, outcome=CallOutcome.NO_ANSWER)
    with pytest.raises(UserError) as refused:
        await store.write(remove_invitation, invitation_id=ann)
    assert str(refused.value) == STAYS.format("a call")


AT_THE_DOOR = (
    "Adams stays on the list: an arrival or an absence of this person is in the record."
    " If that was a mistake, undo it first (z)."
)


async def test_who_was_there_stays_on_the_list(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await store.write(check_in, invitation_id=ann, session_id=scene.reception)
    with pytest.raises(UserError) as refused:
        await store.write(remove_invitation, invitation_id=ann)
    assert str(refused.value) == AT_THE_DOOR
    await store.write(undo_last)
    await store.write(remove_invitation, invitation_id=ann)
    assert await rows(store, Invitation, "id") == []


async def test_whose_absence_has_a_reason_stays_on_the_list_and_the_others_go(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben = await invite(store, scene, "Adams", "Brown")
    await store.write(mark_absent, session_id=scene.main, invitation_ids=[ann], reason=Reason.WEATHER)
    removed = await store.write(remove_invitations, invitation_ids=[ann, ben])
    assert removed == (1, (AT_THE_DOOR,))
    assert await rows(store, Invitation, "id") == [ann]


async def test_who_is_put_on_the_list_once_the_doors_are_open_was_not_expected(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await store.write(check_in, invitation_id=ann, session_id=scene.main)
    await invite(store, scene, "Brown")
    assert await rows(store, Attendance, "invitation_id", "session_id", "expected") == [
        (ann, scene.main, False),
        (ann, scene.reception, None),
        (2, scene.main, False),
        (2, scene.reception, None),
    ]
