"""The board: lines fit, spots are found by arrows and mouse, and what is opened is what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.widgets.board import Board
from paht_tui.ui.widgets.board_lines import Piece, beside, cut, flow, line, spread
from tests.ui.driving import opened, quiet, screen_lines, told
from tests.ui.kit_app import KitRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from paht_tui.ui.widgets.board_lines import Line


def _nothing() -> None:
    return None


def test_a_line_knows_where_its_spots_are_in_cells_and_in_letters() -> None:
    made = line("漢 ", Piece("国会 1", _nothing, "diet"))
    (spot,) = made.spots
    assert (made.text.plain, spot.left, spot.right, spot.letters) == ("漢 国会 1", 3, 9, (2, 6))


def test_text_from_outside_is_cleaned_and_never_read_as_markup() -> None:
    assert line(Piece("\x1b[31m[red]Bold[/]\n", _nothing)).text.plain == "[31m[red]Bold[/] "


def test_groups_flow_onto_as_many_lines_as_they_need_and_none_is_broken() -> None:
    lines = flow([["aaaa"], ["bbbb"], ["cc", "dd"]], 14, indent=1)
    assert [each.text.plain for each in lines] == [" aaaa · bbbb", " ccdd"]


def test_a_long_line_is_cut_and_so_are_its_spots() -> None:
    made = cut(line(Piece("abcdef", _nothing, 1), " ", Piece("ghi", _nothing, 2)), 5)
    assert (made.text.plain, [(spot.key, spot.right) for spot in made.spots]) == ("abcd…", [(1, 5)])


def test_two_blocks_stand_side_by_side_with_their_spots() -> None:
    (first, second) = beside(
        [line("left")], [line(Piece("r", _nothing, 1)), line(Piece("s", _nothing, 2))], 6
    )
    assert (first.text.plain, second.text.plain) == ("left  r", "      s")
    assert [(spot.left, spot.mark) for spot in (*first.spots, *second.spots)] == [(6, 6), (6, 6)]


def test_what_stands_at_the_right_edge_is_always_seen() -> None:
    assert spread(["a long title that has no room"], "in 10 days", 24).text.plain == "a long titl… in 10 days"


class BoardScreen(PlaceScreen):
    """A place with a board."""

    def __init__(self, lines: Sequence[Line] | None = None) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.lines = lines

    def body(self) -> ComposeResult:
        yield Board()

    async def load(self) -> None:
        self.query_one(Board).show(lambda _width: self.made() if self.lines is None else self.lines)

    def made(self) -> list[Line]:
        return [
            line("heading"),
            line("  ", self._piece("one"), "   ", self._piece("two"), "   ", self._piece("three")),
            line(""),
            line("         ", self._piece("four")),
        ]

    def _piece(self, word: str) -> Piece:
        return Piece(word, lambda: self.opened.append(word), word)


async def test_arrows_go_from_spot_to_spot_and_enter_opens() -> None:
    screen = BoardScreen()
    async with opened(KitRecord(makers={"today": lambda: screen})) as (_app, pilot):
        await pilot.press("enter", "right", "enter", "j", "enter", "k", "right", "enter", "home", "enter")
        assert screen.opened == ["one", "two", "four", "three", "one"]


async def test_the_cursor_begins_at_the_first_spot_that_is_for_it_and_stays_where_it_was_moved() -> None:
    first, second = Piece("how far", _nothing, "far", begins=False), Piece("what is next", _nothing, "next")
    screen = BoardScreen([line(first), line(second)])
    async with opened(KitRecord(makers={"today": lambda: screen})) as (_app, pilot):
        board = screen.query_one(Board)
        begun = board.current
        await pilot.press("up")
        screen.reload()
        await quiet(pilot)
        moved = board.current
        assert [spot.key for spot in (begun, moved) if spot is not None] == ["next", "far"]


async def test_a_click_opens_what_it_hits() -> None:
    screen = BoardScreen()
    async with opened(KitRecord(makers={"today": lambda: screen})) as (app, pilot):
        await pilot.click(Board, offset=(14, 1))
        await pilot.pause()
        assert screen.opened == ["three"]
        assert screen_lines(app)[2].startswith("▸ one")


async def test_a_board_without_spots_says_so() -> None:
    screen = BoardScreen([line("Nothing is due.")])
    async with opened(KitRecord(makers={"today": lambda: screen})) as (app, pilot):
        await pilot.press("down", "enter")
        assert told(app) == ["There is nothing to open here."]


async def test_what_does_not_fit_scrolls_with_the_cursor() -> None:
    screen = BoardScreen([line(Piece(f"line {n}", _nothing, n)) for n in range(60)])
    async with opened(KitRecord(makers={"today": lambda: screen})) as (app, pilot):
        await pilot.press("end")
        assert screen_lines(app)[22] == "line 59"
        await pilot.press("home")
        assert screen_lines(app)[1] == "line 0"
