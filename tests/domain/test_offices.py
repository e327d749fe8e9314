import pytest

from db.queries.people import person_card
from db.store import Store
from paht_tui.domain.offices import add_assistant, add_office
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from tests.factories import add, everything


async def test_one_office_answers_for_several_members(store: Store) -> None:
    ann, ben = await add(store, "Adams", organisation="Senate"), await add(store, "Brown")
    await store.write(
        add_office,
        name="Office of A and B",
        member_ids=[ann, ben, ann],
        organisation="senate",
        zone="Europe/Amsterdam",
        ask_for="Ms Cole",
        emails=("Office@senate.example",),
        phones=(("+31 70 000 0001", "office"),),
    )
    for member, own in ((ann, "adams@mp.example"), (ben, "brown@mp.example")):
        card = await store.read(person_card, person_id=member)
        assert card is not None
        assert card.offices == ("Office of A and B (ask for Ms Cole)",)
        assert [(reach.value, reach.through) for reach in (*card.emails, *card.phones)] == [
            (own, ""),
            ("Office@senate.example", "Office of A and B"),
            ("+31 70 000 0001", "Office of A and B"),
        ]


async def test_an_assistant_stands_on_the_card_of_the_member(store: Store) -> None:
    ann, ben = await add(store, "Adams"), await add(store, "Brown")
    await store.write(add_assistant, member_id=ann, assistant_id=ben, role="secretary", may_answer=True)
    card = await store.read(person_card, person_id=ann)
    assert card is not None
    assert card.assistants == ("Brown (secretary)",)


async def test_both_are_undone_whole(store: Store) -> None:
    ann, ben = await add(store, "Adams"), await add(store, "Brown")
    before = await everything(store)
    await store.write(add_assistant, member_id=ann, assistant_id=ben)
    await store.write(add_office, name="Office", member_ids=[ann], phones=(("+31 70 000 0001", ""),))
    undone = [(await store.write(undo_last)).summary, (await store.write(undo_last)).summary]
    assert undone == ["Added the office Office", "Brown assists Adams"]
    assert await everything(store) == before


async def test_what_cannot_be_is_refused(store: Store) -> None:
    ann = await add(store, "Adams")
    with pytest.raises(UserError, match="An office needs a name"):
        await store.write(add_office, name=" ", member_ids=[ann])
    with pytest.raises(UserError, match="is not a time zone"):
        await store.write(add_office, name="Office", member_ids=[ann], zone="Here")
    with pytest.raises(UserError, match="There is no person number 99"):
        await store.write(add_office, name="Office", member_ids=[99])
    with pytest.raises(UserError, match="cannot be the assistant of the same person"):
        await store.write(add_assistant, member_id=ann, assistant_id=ann)
