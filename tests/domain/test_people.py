import pytest

from db.enums import Category, ContactState, NeedKind
from db.queries.people import PersonRow, Reach, list_people, person_card
from db.store import Store
from db.tables import EmailAddress, Organisation, Person, Phone, Position
from paht_tui.domain.logistics import note_need
from paht_tui.domain.names import full_name, search_key, sort_key
from paht_tui.domain.people import (
    add_email,
    add_person,
    add_phone,
    add_position,
    add_postal_address,
    edit_person,
    mark_email,
    mark_phone,
    remove_person,
)
from paht_tui.errors import UserError
from tests.factories import add, everything, invite, rows, the_hague


async def test_a_person_is_added_with_the_name_in_its_parts(store: Store) -> None:
    await store.write(
        add_person,
        prefix=" Lord ",
        given_name="",
        family_name="McColl ",
        post_nominals="CBE",
        category=Category.MP,
        country="gb",
        languages="en",
        emails=["McColl@Lords.example", "mccoll@lords.example", "office@lords.example"],
        phones=[("+441632960001", "office"), ("+441632960001", "again")],
        organisation="House of Lords",
        position="Member",
        note="by post first",
    )
    assert await store.read(list_people) == (
        PersonRow(
            1,
            "Lord McColl CBE",
            "GB",
            Category.MP,
            "House of Lords",
            "McColl@Lords.example",
            ContactState.UNTRIED,
            "+441632960001",
            do_not_contact=False,
        ),
    )
    assert await rows(store, Person, "sort_key", "search_key") == [
        ("mccoll", "lord mccoll cbe house of lords")
    ]
    assert await rows(store, EmailAddress, "address", "address_key", "position") == [
        ("McColl@Lords.example", "mccoll@lords.example", 0),
        ("office@lords.example", "office@lords.example", 2),
    ]
    assert await rows(store, Phone, "number", "label") == [("+441632960001", "office")]


@pytest.mark.parametrize("family_name", ["", "  "])
async def test_a_person_without_a_family_name_is_refused(sqlite_store: Store, family_name: str) -> None:
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(add_person, family_name=family_name, given_name="Anna")
    assert str(refused.value) == "A person needs a family name; a single name goes there too."
    assert await rows(sqlite_store, Person, "id") == []


@pytest.mark.parametrize("address", ["", "nobody", "@mp.example", "adams@"])
async def test_what_is_no_address_is_refused(sqlite_store: Store, address: str) -> None:
    number = await add(sqlite_store, "Adams", emails=())
    with pytest.raises(UserError, match="is not an e-mail address"):
        await sqlite_store.write(add_email, person_id=number, address=address)


async def test_an_edited_name_is_found_sorted_and_written_anew(store: Store) -> None:
    number = await add(store, "Adams", organisation="Tweede Kamer")
    await store.write(edit_person, person_id=number, given_name="Żaneta", family_name="Wójcik", country="pl")
    assert await rows(store, Person, "full_name", "sort_key", "search_key", "country") == [
        ("Żaneta Wójcik", "wojcik zaneta", "zaneta wojcik tweede kamer", "PL")
    ]


async def test_an_edit_keeps_the_family_name(sqlite_store: Store) -> None:
    number = await add(sqlite_store, "Adams")
    with pytest.raises(UserError, match="A person needs a family name"):
        await sqlite_store.write(edit_person, person_id=number, family_name=" ")
    with pytest.raises(UserError, match="There is no person number 7 any more"):
        await sqlite_store.write(edit_person, person_id=7, note="x")


async def test_a_new_position_is_found_by_the_name_of_its_organisation(store: Store) -> None:
    number = await add(store, "Adams")
    for organisation in ("Tweede Kamer", "La Strada"):
        await store.write(add_position, person_id=number, organisation=organisation, title="Member")
    assert await rows(store, Person, "search_key") == ["adams tweede kamer la strada"]
    assert await rows(store, Organisation, "name", "country") == [
        ("Tweede Kamer", "NL"),
        ("La Strada", "NL"),
    ]


async def test_the_card_shows_everything(store: Store) -> None:
    number = await add(store, "Adams", organisation="Senate", position="Senator")
    await store.write(add_phone, person_id=number, number="+3170", label="office")
    await store.write(
        add_postal_address, person_id=number, lines="Binnenhof 22", postal_code="2513 AA", city="The Hague"
    )
    await store.write(note_need, person_id=number, kind=NeedKind.DIET, text="vegan")
    card = await store.read(person_card, person_id=number)
    assert card is not None
    assert (card.addresses, card.positions, card.needs) == (
        (Reach(1, "Binnenhof 22, 2513 AA The Hague", "", ContactState.UNTRIED),),
        ("Senator, Senate",),
        ((NeedKind.DIET, "vegan"),),
    )
    assert [(reach.value, reach.state) for reach in (*card.emails, *card.phones)] == [
        ("adams@mp.example", ContactState.UNTRIED),
        ("+3170", ContactState.UNTRIED),
    ]
    assert await store.read(person_card, person_id=7) is None


async def test_what_is_known_of_an_address_and_a_number(store: Store) -> None:
    await add(store, "Adams", phones=[("+3170", "office")])
    await store.write(mark_email, email_id=1, state=ContactState.GOOD)
    await store.write(mark_phone, phone_id=1, state=ContactState.WRONG)
    await store.write(mark_phone, phone_id=7, state=ContactState.WRONG)  # one that is gone
    assert await rows(store, EmailAddress, "state") == [ContactState.GOOD]
    assert await rows(store, Phone, "state") == [ContactState.WRONG]


async def test_a_person_is_removed_with_everything_but_the_organisation(store: Store) -> None:
    number = await add(store, "Adams", organisation="Senate", phones=[("1", "")])
    await store.write(remove_person, person_id=number)
    for table in (Person, EmailAddress, Phone, Position):
        assert await rows(store, table, "id") == []
    assert await rows(store, Organisation, "name") == ["Senate"]


async def test_who_is_on_a_list_stays(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    await invite(sqlite_store, scene, "Adams")
    before = await everything(sqlite_store)
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(remove_person, person_id=1)
    assert str(refused.value) == (
        "Adams is on the list of 1 meeting(s): remove the invitations first, or set “do not contact”."
    )
    assert await everything(sqlite_store) == before


@pytest.mark.parametrize(
    ("prefix", "given", "family", "after", "written"),
    [
        ("Lord", "", "McColl", "", "Lord McColl"),
        ("", "Anna", "Lo", "MLA", "Anna Lo MLA"),
        ("Dr", "Żaneta", "Wójcik", "MP", "Dr Żaneta Wójcik MP"),
        ("", "", "Sukarno", "", "Sukarno"),
    ],
)
def test_the_name_as_it_is_written(prefix: str, given: str, family: str, after: str, written: str) -> None:
    assert full_name(prefix=prefix, given_name=given, family_name=family, post_nominals=after) == written


def test_what_a_name_is_sorted_and_found_by() -> None:
    assert sort_key(family_name="Żółć", given_name="Ewa") == "zolc ewa"
    assert search_key("Lord McColl", ("House of Lords", "Sénat")) == "lord mccoll house of lords senat"
