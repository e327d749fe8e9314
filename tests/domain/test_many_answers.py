from db.enums import Answer, Reason
from db.queries.invitations import list_invitations
from db.queries.people import list_people
from db.store import Store
from paht_tui.domain.answers import Said
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.many_answers import Recorded, Substitution, record_answers, record_substitutes
from paht_tui.domain.newcomers import NewPerson
from paht_tui.domain.people import add_person, edit_person
from paht_tui.domain.undo import undo_last
from tests.factories import invite, say, the_hague

YES, NO, WITHDREW, SENDS, NONE = (
    Answer.ACCEPTED,
    Answer.DECLINED,
    Answer.WITHDRAWN,
    Answer.DELEGATED,
    Answer.NONE,
)


async def said(store: Store, meeting: int) -> list[tuple[str, Answer]]:
    found = await store.read(list_invitations, meeting_id=meeting)
    return [(row.name, row.answer) for row in found]


async def test_one_answer_for_many_is_one_act(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben, carl = await invite(store, scene, "Adams", "Brown", "Clark")
    await say(store, ann, YES)
    done = await store.write(
        record_answers,
        invitation_ids=[ann, ben, carl, carl],
        answer=Answer.WITHDRAWN,
        said=Said(reason=Reason.WEATHER),
    )
    assert done == Recorded(
        (ann,),
        tuple(
            f"{name} has not answered: “withdrawn” cannot follow that. Record “declined”."
            for name in ("Brown", "Clark")
        ),
    )
    assert await said(store, scene.meeting) == [("Adams", WITHDREW), ("Brown", NONE), ("Clark", NONE)]
    await store.write(record_answers, invitation_ids=[ben, carl], answer=NO)
    undone = await store.write(undo_last)
    assert undone.summary == "2 people: declined"
    assert await said(store, scene.meeting) == [("Adams", WITHDREW), ("Brown", NONE), ("Clark", NONE)]


async def test_substitutes_are_refused_before_anything_of_them_is_written(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben, carl = await invite(store, scene, "Adams", "Brown", "Clark")
    hermit = await store.write(add_person, family_name="Hermit")
    await store.write(edit_person, person_id=hermit, do_not_contact=True)
    found = await store.read(list_invitations, meeting_id=scene.meeting)
    adams = next(row.person_id for row in found if row.id == ann)
    done = await store.write(
        record_substitutes,
        substitutions=[
            Substitution(ann, adams),
            Substitution(ben, hermit),
            Substitution(carl, NewPerson("Muster", given_name="Max", email="max@x.example")),
            Substitution(999, hermit),
            Substitution(carl, 999),
        ],
    )
    assert done == Recorded(
        (carl,),
        (
            "Adams cannot be the substitute of the same person: choose another.",
            "Hermit is not to be contacted.",
            "This invitation is no longer on the list.",
            "There is no person number 999 any more.",
        ),
    )
    assert await said(store, scene.meeting) == [
        ("Adams", NONE),
        ("Brown", NONE),
        ("Clark", SENDS),
        ("Max Muster", YES),
    ]
    await store.write(undo_last)
    assert await said(store, scene.meeting) == [("Adams", NONE), ("Brown", NONE), ("Clark", NONE)]
    assert await store.read(list_people, text="muster") == ()


async def test_a_newcomer_for_one_is_named_in_the_history(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    await store.write(record_substitutes, substitutions=[Substitution(ann, NewPerson("Muster", prefix="Dr"))])
    undone = await store.write(undo_last)
    assert undone.summary == "Adams sends Dr Muster"


async def test_somebody_not_to_be_contacted_who_is_on_the_list_may_still_come_for_another(
    store: Store,
) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    hermit = await store.write(add_person, family_name="Hermit")
    await store.write(invite_people, meeting_id=scene.meeting, person_ids=[hermit])
    await store.write(edit_person, person_id=hermit, do_not_contact=True)
    done = await store.write(record_substitutes, substitutions=[Substitution(ann, hermit)])
    assert done == Recorded((ann,), ())
    assert await said(store, scene.meeting) == [("Adams", SENDS), ("Hermit", YES)]
