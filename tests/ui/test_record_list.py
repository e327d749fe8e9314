from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from rich.text import Text

from paht_tui.errors import UserError
from paht_tui.ui.widgets.columns import Column, cell, lay_out
from paht_tui.ui.widgets.sources import PAGE, PAGES_KEPT, Paged
from tests.ui.driving import opened, quiet, screen_lines, told
from tests.ui.kit_app import COLUMNS, PEOPLE, KitRecord, PeopleScreen, Person

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from textual.pilot import Pilot

    from paht_tui.ui.app import PahtApp
    from paht_tui.ui.widgets.record_list import RecordList

MANY = 100_000
LINED_UP = [
    "  Name                                  Organisation                   Answer",
    "▸ Dr Jana Beispiel MP               DE  Bundestag, Committee on Lega…  accepted",
    "  漢字 太郎                         JP  国会 The National Diet         tentative",
    "  Ελένη Παπαδοπούλου                GR  Βουλή των Ελλήνων              accepted",
    "  Zażółć Gęślą-Jaźń                 PL  Sejm Rzeczypospolitej Polski…  declined",
    "  José Álvarez                      ES  Congreso de los Diputados      none",
    "  Mary 👩\u200d⚖️ Judge 🇳🇱                  NL  Court of Appeal                none",
    "  [red]not markup[/] [b]            UK  House of [Lords]               accepted",
    "  [31mred[0m gnp.exe                FR  Assemblée nationale tabbed     none",
    "  한국어 김철수                     KR  국회                           none",
    "  A very long name indeed with ma…  UK  House of Commons               accepted",
]


def _person(number: int) -> Person:
    return Person(number, f"Person {number}", "DE", "Bundestag")


class Pages:
    """A record of many people that can be held back."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []
        self.may_go = asyncio.Event()
        self.may_go.set()

    async def fetch(self, offset: int, limit: int) -> Sequence[Person]:
        self.asked.append((offset, limit))
        await self.may_go.wait()
        return [_person(number) for number in range(offset, min(MANY, offset + limit))]


@asynccontextmanager
async def people(
    rows: Sequence[Person] = PEOPLE,
) -> AsyncIterator[tuple[PahtApp, Pilot[None], RecordList[Person]]]:
    record = KitRecord(makers={"today": lambda: PeopleScreen(rows)})
    async with opened(record) as (app, pilot):
        assert isinstance(app.screen, PeopleScreen)
        yield app, pilot, app.screen.list


def keys(record_list: RecordList[Person]) -> set[object]:
    return set(record_list.selected_keys)


async def test_names_in_any_script_line_up_and_nothing_is_markup() -> None:
    async with people() as (app, _pilot, _list):
        lines = screen_lines(app)
        assert lines[1:12] == LINED_UP


async def test_the_cursor_moves_by_arrows_letters_and_pages() -> None:
    async with people([_person(number) for number in range(1, 101)]) as (_app, pilot, shown):
        seen = []
        for key in ("down", "j", "up", "k", "k", "pagedown", "G", "down", "pageup", "g", "end", "home"):
            await pilot.press(key)
            seen.append(shown.cursor)
        assert seen == [1, 2, 1, 0, 0, 20, 99, 99, 79, 0, 99, 0]


async def test_enter_opens_the_row_and_an_empty_list_says_why_it_cannot() -> None:
    async with people() as (app, pilot, shown):
        await pilot.press("down", "enter")
        assert isinstance(app.screen, PeopleScreen)
        assert app.screen.done == ["opened 2"]
        shown.set_rows([])
        await pilot.press("enter", "space")
        assert app.screen.done == ["opened 2"]
        assert told(app) == [
            "The list is empty, so there is nothing to open.",
            "The list is empty, so there is nothing to select.",
        ]
        assert "Nobody is invited yet. Press a to add people, i to import a file." in "\n".join(
            screen_lines(app)
        )


async def test_rows_are_selected_one_by_one_and_in_ranges() -> None:
    async with people() as (app, pilot, shown):
        await pilot.press("space", "down", "v", "down", "down")
        assert keys(shown) == {1, 3, 4, 5}
        assert "4 selected" in screen_lines(app)[1]
        await pilot.press("v", "down", "down", "space")
        assert keys(shown) == {1, 3, 4, 5, 7}
        assert [row.id for row in await shown.chosen()] == [1, 3, 4, 5, 7]
        await pilot.press("up", "space")
        assert keys(shown) == {1, 3, 4, 5}
        await pilot.press("escape")
        assert keys(shown) == set()
        assert app.current_mode == "today"


async def test_without_a_selection_a_verb_is_for_the_row_under_the_cursor() -> None:
    async with people() as (_app, pilot, shown):
        await pilot.press("down")
        assert [row.id for row in await shown.chosen()] == [2]


async def test_the_cursor_stays_on_the_same_person_when_the_rows_are_replaced() -> None:
    async with people() as (_app, pilot, shown):
        await pilot.press("down", "down", "space", "space")
        assert keys(shown) == {3, 4}
        shown.set_rows([PEOPLE[9], *PEOPLE[4:7], PEOPLE[3]])
        assert shown.current == PEOPLE[4]
        assert keys(shown) == {4}
        shown.set_rows(PEOPLE[:2])
        assert shown.cursor == 1


async def test_one_row_is_repainted_with_its_new_data() -> None:
    async with people() as (app, pilot, shown):
        shown.update_row(3, replace(PEOPLE[2], answer="declined"))
        await pilot.pause()
        lines = [line for line in screen_lines(app) if "Ελένη" in line]
        assert [line.endswith("declined") for line in lines] == [True]
        assert shown.current == PEOPLE[0]


async def test_the_mouse_moves_selects_and_opens() -> None:
    async with people() as (app, pilot, shown):
        await pilot.click(shown, offset=(10, 4))
        assert (shown.cursor, keys(shown)) == (3, set())
        await pilot.click(shown, offset=(0, 2))
        assert keys(shown) == {2}
        await pilot.click(shown, offset=(10, 6), times=2)
        assert isinstance(app.screen, PeopleScreen)
        assert app.screen.done == ["opened 6"]
        await pilot.click(shown, offset=(10, 18))
        assert shown.cursor == 5


async def test_a_hundred_thousand_rows_are_shown_at_once_and_only_what_is_seen_is_fetched() -> None:
    async with people([]) as (app, pilot, shown):
        pages = Pages()
        begun = perf_counter()
        shown.set_source(MANY, pages.fetch)
        await quiet(pilot)
        await pilot.press("G")
        await quiet(pilot)
        assert perf_counter() - begun < 5
        assert pages.asked == [(0, PAGE), (MANY - PAGE, PAGE)]
        assert shown.current == _person(MANY - 1)
        assert "Person 99999" in screen_lines(app)[-2]


async def test_while_rows_are_fetched_their_places_are_marked_and_keys_work() -> None:
    async with people([]) as (app, pilot, shown):
        pages = Pages()
        pages.may_go.clear()
        shown.set_source(MANY, pages.fetch)
        await pilot.press("down", "down", "enter")
        assert screen_lines(app)[2:5] == ["  …", "  …", "▸ …"]
        assert told(app) == ["This row is still being read."]
        pages.may_go.set()
        await quiet(pilot)
        assert shown.current == _person(2)


async def test_a_range_over_rows_never_seen_is_fetched_when_it_is_used() -> None:
    async with people([]) as (_app, pilot, shown):
        pages = Pages()
        shown.set_source(MANY, pages.fetch)
        await pilot.press("v", "G")
        chosen = await shown.chosen()
        assert (len(chosen), chosen[0], chosen[-1]) == (MANY, _person(0), _person(MANY - 1))


async def test_the_cursor_is_led_to_the_same_person_in_another_order() -> None:
    async with people([]) as (_app, pilot, shown):
        pages = Pages()
        shown.set_source(MANY, pages.fetch)
        await quiet(pilot)
        await pilot.press("down")

        async def locate(key: object) -> int | None:
            return 70_001 if key == 1 else None

        shown.set_source(MANY, pages.fetch, locate=locate)
        await quiet(pilot)
        assert shown.cursor == 70_001


async def test_what_is_selected_and_still_in_the_list_stays_selected() -> None:
    async with people([]) as (app, pilot, shown):
        pages = Pages()

        async def those_left() -> Sequence[int]:
            return range(1, 5)

        shown.set_source(MANY, pages.fetch)
        await quiet(pilot)
        await pilot.press("space", "space", "space")
        shown.set_source(4, pages.fetch, keys=those_left)
        await quiet(pilot)
        assert keys(shown) == {1, 2}
        assert "2 selected" in screen_lines(app)[1]
        shown.set_source(MANY, pages.fetch)  # where nobody can say who is still there, nothing is kept
        await quiet(pilot)
        assert keys(shown) == set()


async def test_what_is_selected_is_given_back_as_it_was_read_last() -> None:
    async with people([]) as (_app, pilot, shown):

        def of(organisation: str) -> Callable[[int, int], Awaitable[Sequence[Person]]]:
            async def fetch(_offset: int, _limit: int) -> Sequence[Person]:
                return [replace(_person(0), organisation=organisation)]

            return fetch

        async def the_one() -> Sequence[int]:
            return (0,)

        shown.set_source(1, of("Bundestag"))
        await quiet(pilot)
        await pilot.press("space")
        shown.set_source(1, of("Bundesrat"), keys=the_one)
        await quiet(pilot)
        assert [person.organisation for person in await shown.chosen()] == ["Bundesrat"]


async def test_rows_that_cannot_be_read_are_a_sentence() -> None:
    async def refuse(_offset: int, _limit: int) -> Sequence[Person]:
        raise UserError("The record cannot be reached. Nothing was changed. Look at the network.")

    async with people([]) as (app, pilot, shown):
        shown.set_source(10, refuse)
        await quiet(pilot)
        assert told(app) == ["The record cannot be reached. Nothing was changed. Look at the network."]


async def test_of_the_pages_seen_the_latest_are_kept() -> None:
    pages = Pages()
    source = Paged(MANY, pages.fetch)
    for number in range(PAGES_KEPT + 1):
        await source.need(number * PAGE, number * PAGE)
    assert (source.at(0), source.at(PAGE)) == (None, _person(PAGE))
    assert not await source.need(PAGE, PAGE * 2)
    assert len(pages.asked) == PAGES_KEPT + 1


def test_a_wide_terminal_has_more_columns_and_not_wider_gaps() -> None:
    def widths(width: int) -> list[tuple[str, int]]:
        return [(column.title, cells) for column, cells in lay_out(COLUMNS, width)]

    assert widths(58) == [("Name", 24), ("", 2), ("Organisation", 17), ("Answer", 9)]
    assert widths(80) == [("Name", 23), ("", 2), ("Organisation", 16), ("Answer", 9), ("Note", 22)]
    assert widths(200) == [
        ("Name", 40),
        ("", 2),
        ("Organisation", 40),
        ("Answer", 9),
        ("Note", 22),
        ("No", 6),
    ]


def test_columns_narrower_than_the_terminal_never_fail() -> None:
    columns = [Column[int]("Name", str, width=40), Column[int]("x", str, width=5, drop_order=1)]
    assert [cells for _column, cells in lay_out(columns, 10)] == [10]


def test_a_styled_cell_keeps_its_style_unless_its_text_had_to_be_cleaned() -> None:
    styled = Text.assemble(("yes", "bold"), " and no")
    assert cell(styled, 5, "left").markup == "[bold]yes[/bold] …"
    assert cell(Text("12", "bold"), 4, "right").plain == "  12"
    assert cell(Text("a\x1bb", "bold"), 3, "left").plain == "ab "
