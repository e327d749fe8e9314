import pytest

from db.enums import Category, TargetKind
from db.queries.meetings import ProgrammeRow, list_programmes
from db.queries.targets import TargetRow, target_facts
from db.store import Store
from db.tables import Target
from paht_tui.domain.programme_plan import change_programme
from paht_tui.domain.programmes import create_programme, set_target
from paht_tui.errors import UserError
from tests.factories import rows


async def a_programme(store: Store) -> int:
    return await store.write(
        create_programme, name=" Against Trafficking ", short_name=" PAHT ", funder="ISEC"
    )


async def test_a_programme_is_started(store: Store) -> None:
    number = await a_programme(store)
    assert await store.read(list_programmes) == (
        ProgrammeRow(number, "Against Trafficking", "PAHT", "ISEC", ""),
    )


@pytest.mark.parametrize(("name", "short_name"), [("", "PAHT"), ("Against Trafficking", " ")])
async def test_a_programme_needs_its_names(sqlite_store: Store, name: str, short_name: str) -> None:
    with pytest.raises(UserError, match="A programme needs a name and a short name"):
        await sqlite_store.write(create_programme, name=name, short_name=short_name)


async def test_two_programmes_do_not_share_a_short_name(sqlite_store: Store) -> None:
    await a_programme(sqlite_store)
    with pytest.raises(UserError, match="There is already a programme “PAHT”: choose another short name"):
        await sqlite_store.write(create_programme, name="Other", short_name="PAHT")


async def test_a_target_set_again_is_replaced(store: Store) -> None:
    number = await a_programme(store)
    for goal, category in ((100, Category.MP), (15, None), (120, Category.MP), (16, None)):
        await store.write(
            set_target,
            programme_id=number,
            kind=TargetKind.PEOPLE_REACHED,
            goal=goal,
            label=f"{goal} people",
            category=category,
        )
    facts = await store.read(target_facts, programme_id=number)
    assert facts.targets == (
        TargetRow(1, TargetKind.PEOPLE_REACHED, Category.MP, "120 people", 120),
        TargetRow(2, TargetKind.PEOPLE_REACHED, None, "16 people", 16),
    )


@pytest.mark.parametrize("goal", [0, -5])
async def test_a_target_is_above_zero(sqlite_store: Store, goal: int) -> None:
    number = await a_programme(sqlite_store)
    with pytest.raises(UserError, match="A target is a number above zero"):
        await sqlite_store.write(
            set_target, programme_id=number, kind=TargetKind.COUNTRIES, goal=goal, label="x"
        )
    assert await rows(sqlite_store, Target, "id") == []


async def test_a_programme_has_a_letterhead_and_a_place_to_write_from(sqlite_store: Store) -> None:
    number = await a_programme(sqlite_store)
    head = "Foundation\nSample Street 1\nLondon\n\npaht@htf.example"
    await sqlite_store.write(
        change_programme,
        programme_id=number,
        name="Against Trafficking",
        short_name="PAHT",
        letterhead=head,
        letter_place="London",
    )
    [row] = await sqlite_store.read(list_programmes)
    assert (row.letterhead, row.letter_place) == (head, "London")
