import pytest

from db.enums import CallOutcome, ContactState
from db.queries.people import PersonCard, person_card, place_of_person
from db.store import Store
from paht_tui.domain.calls import log_call
from paht_tui.domain.contact_details import add_new_assistant, edit_contact, remove_people
from paht_tui.domain.newcomers import NewPerson
from paht_tui.domain.people import add_person, mark_email, mark_phone
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from tests.factories import invite, the_hague


async def card_of(store: Store, person_id: int) -> PersonCard:
    card = await store.read(person_card, person_id=person_id)
    assert card is not None
    return card


async def jana(store: Store) -> int:
    return await store.write(
        add_person,
        family_name="Beispiel",
        given_name="Jana",
        emails=["one@x.example", "two@x.example"],
        phones=[("+49 30 1", "office"), ("+49 170 2", "mobile")],
    )


async def test_what_stays_keeps_its_state_and_the_order_is_that_of_the_lines(store: Store) -> None:
    person_id = await jana(store)
    before = await card_of(store, person_id)
    await store.write(mark_email, email_id=before.emails[1].id, state=ContactState.GOOD)
    await store.write(mark_phone, phone_id=before.phones[0].id, state=ContactState.WRONG)
    await store.write(
        edit_contact,
        person_id=person_id,
        values={"given_name": "Jana-Maria"},
        emails=["TWO@x.example", "three@x.example"],
        phones=[("+49 170 2", "private"), ("+49 30 1", "office")],
    )
    after = await card_of(store, person_id)
    assert after.name == "Jana-Maria Beispiel"
    assert [(each.value, each.state) for each in after.emails] == [
        ("TWO@x.example", ContactState.GOOD),
        ("three@x.example", ContactState.UNTRIED),
    ]
    assert [(each.value, each.label, each.state) for each in after.phones] == [
        ("+49 170 2", "private", ContactState.UNTRIED),
        ("+49 30 1", "office", ContactState.WRONG),
    ]
    await store.write(undo_last)
    back = await card_of(store, person_id)
    assert (back.name, [each.value for each in back.emails]) == (
        "Jana Beispiel",
        ["one@x.example", "two@x.example"],
    )


async def test_an_address_that_is_none_keeps_everything_as_it_was(store: Store) -> None:
    person_id = await jana(store)
    with pytest.raises(UserError, match="“nonsense” is not an e-mail address"):
        await store.write(
            edit_contact, person_id=person_id, values={"note": "x"}, emails=["nonsense"], phones=[]
        )
    card = await card_of(store, person_id)
    assert (card.note, len(card.emails), len(card.phones)) == ("", 2, 2)


async def test_those_who_are_invited_stay_and_the_others_go_in_one_act(store: Store) -> None:
    scene = await the_hague(store)
    await invite(store, scene, "Adams")
    adams = 1
    others = [await store.write(add_person, family_name=name) for name in ("Brown", "Clark")]
    refused = await store.write(remove_people, person_ids=[adams, *others])
    assert [sentence.split(" is on")[0] for sentence in refused] == ["Adams"]
    assert [await store.read(person_card, person_id=other) for other in others] == [None, None]
    assert (await store.write(undo_last)).summary == "Removed 3 people"
    assert (await card_of(store, others[1])).name == "Clark"


async def test_an_assistant_who_is_new(store: Store) -> None:
    person_id = await jana(store)
    await store.write(
        add_new_assistant, member_id=person_id, newcomer=NewPerson("Muster", given_name="Eva"), role="office"
    )
    assert (await card_of(store, person_id)).assistants == ("Eva Muster (office)",)
    assert (await store.write(undo_last)).summary == "Eva Muster assists Jana Beispiel"


async def test_the_place_of_a_person_in_the_list(store: Store) -> None:
    ids = [await store.write(add_person, family_name=name) for name in ("Brown", "Adams", "Brown")]
    places = [await store.read(place_of_person, person_id=each) for each in (*ids, 99)]
    assert places == [1, 0, 2, None]
    assert await store.read(place_of_person, person_id=ids[1], text="brown") is None


async def test_a_call_takes_a_substitute_who_is_new(store: Store) -> None:
    scene = await the_hague(store)
    (ann,) = await invite(store, scene, "Adams")
    with pytest.raises(UserError, match="Who comes for Adams"):
        await store.write(log_call, invitation_id=ann, outcome=CallOutcome.SUBSTITUTE)
    await store.write(
        log_call, invitation_id=ann, outcome=CallOutcome.SUBSTITUTE, newcomer=NewPerson("Muster")
    )
    assert (await store.write(undo_last)).summary == "Called Adams: sends a substitute"
