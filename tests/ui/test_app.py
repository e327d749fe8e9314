from __future__ import annotations

import subprocess
import sys
import threading
from time import perf_counter

import pytest
from textual.widgets import Input

from paht_tui.errors import UserError
from paht_tui.ui.app import PahtApp
from paht_tui.ui.dialogs.help import Help
from paht_tui.ui.opening import OpeningScreen
from paht_tui.ui.widgets.header import Header
from paht_tui.ui.widgets.key_bar import KeyBar
from tests.ui.driving import opened, quiet, screen_lines, told, until_open
from tests.ui.kit_app import KitRecord, NumbersScreen, PeopleScreen

HEAVY = ("sqlalchemy", "icalendar", "jinja2", "aiosmtplib", "alembic", "keyring", "babel", "phonenumbers")


def test_the_first_frame_needs_nothing_of_the_record() -> None:
    code = f"import sys, paht_tui.ui.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"


async def test_the_frame_stands_while_the_record_is_opened_and_keys_are_answered() -> None:
    go = threading.Event()
    record = KitRecord()

    def open_slowly() -> KitRecord:
        go.wait()
        return record

    app = PahtApp(open_record=open_slowly)
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("2")
        lines = screen_lines(app)
        assert "1 Today 2 Meetings 3 People 4 Calls 5 Mail 6 Reports" in lines[0]
        assert "Opening the record…" in "\n".join(lines)
        assert told(app) == ["The record is still being opened."]
        go.set()
        await until_open(pilot)
        assert app.current_mode == "today"
        assert "[1 Today]" in screen_lines(app)[0]
    assert record.closed


async def test_a_record_that_cannot_be_opened_says_why() -> None:
    def refuse() -> KitRecord:
        raise UserError("The file /tmp/[b]paht.db is not a record of paht. Name another with --db.")

    app = PahtApp(open_record=refuse)
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, OpeningScreen)
        text = " ".join(line.strip() for line in screen_lines(app))
        assert "The file /tmp/[b]paht.db is not a record of paht. Name another with --db." in text
        await pilot.press("q")
    assert not app.is_running


async def test_number_keys_and_function_keys_go_to_places_and_escape_goes_back() -> None:
    async with opened() as (app, pilot):
        seen = []
        for key in ("2", "f3", "5", "escape"):
            await pilot.press(key)
            seen.append(app.current_mode)
        assert seen == ["meetings", "people", "mail", "today"]
        await pilot.press("escape")
        assert told(app) == ["This is Today; press q to leave."]


async def test_a_place_keeps_its_state_while_one_is_elsewhere() -> None:
    async with opened() as (app, pilot):
        await pilot.press("3")
        await quiet(pilot)
        people = app.screen
        await pilot.press("down", "down", "1", "3")
        await quiet(pilot)
        assert app.screen is people
        assert isinstance(people, PeopleScreen)
        assert people.list.cursor == 2


async def test_a_visited_place_is_there_at_once() -> None:
    async with opened() as (_app, pilot):
        await pilot.press("3", "1")
        begun = perf_counter()
        await pilot.press("3")
        # Pilot itself waits for quiet after a key, so that this bound is far from tight.
        assert perf_counter() - begun < 1


async def test_a_screen_opened_from_a_place_is_left_by_escape_and_by_the_places_number() -> None:
    async with opened() as (app, pilot):
        await pilot.press("3")
        people = app.screen
        for key in ("escape", "3"):
            await app.push_screen(NumbersScreen())
            await pilot.press(key if key == "escape" else "f3")
            assert app.screen is people


async def test_in_calls_the_numbers_are_outcomes_and_the_places_have_function_keys() -> None:
    async with opened() as (app, pilot):
        await pilot.press("4", "1", "3")
        screen = app.screen
        assert isinstance(screen, NumbersScreen)
        assert screen.done == ["no answer", "call back"]
        assert "F1 Today F2 Meetings F3 People [F4 Calls]" in screen_lines(app)[0]
        await pilot.press("f1")
        assert app.current_mode == "today"


async def test_a_key_that_does_nothing_here_says_so() -> None:
    async with opened() as (app, pilot):
        await pilot.press("s", "space", "d")
        assert told(app) == [
            "“send” (s) is not something this place does; press ? for what it does.",
            "“select” (Space) is not something this place does; press ? for what it does.",
            "“remove” (d) is not something this place does; press ? for what it does.",
        ]


async def test_a_verb_that_is_not_available_now_says_why() -> None:
    async with opened() as (app, pilot):
        await pilot.press("3")
        await quiet(pilot)
        await pilot.press("s")
        assert told(app) == ["This person has answered; there is nothing to send."]
        await pilot.press("4", "f3", "down", "down", "down", "down", "s")
        await quiet(pilot)
        assert isinstance(app.screen, PeopleScreen)
        assert app.screen.done == ["sent [5]"]


async def test_an_error_for_the_user_is_shown_and_nothing_ends() -> None:
    async with opened() as (app, pilot):
        await pilot.press("3", "d")
        await quiet(pilot)
        assert told(app) == [
            "Person 7 is the host of a meeting. Nothing was removed. Name another host first."
        ]
        assert app.is_running


async def test_a_verb_of_the_whole_program_works_on_every_screen() -> None:
    record = KitRecord()
    async with opened(record) as (_app, pilot):
        await pilot.press("z", "3", "z")
        assert record.undone == ["undone", "undone"]


async def test_the_users_own_keys_replace_the_given_ones_everywhere() -> None:
    record = KitRecord(keymap={"call": "y", "people": "ctrl+g", "down": "ctrl+n"})
    async with opened(record) as (app, pilot):
        await pilot.press("ctrl+g")
        await quiet(pilot)
        await pilot.press("ctrl+n", "y", "c")
        people = app.screen
        assert isinstance(people, PeopleScreen)
        assert (people.list.cursor, people.done) == (1, ["called"])
        assert "y call" in screen_lines(app)[-1]


async def test_the_help_is_made_of_the_verbs_of_this_place() -> None:
    async with opened(size=(80, 60)) as (app, pilot):
        await pilot.press("3")
        await quiet(pilot)
        await pilot.press("question_mark")
        assert isinstance(app.screen, Help)
        text = "\n".join(screen_lines(app))
        assert "All contacts. Type / to filter." in text
        assert "c          call           Call the person" in text
        assert "prepared" in text
        assert "walk-in" not in text
        await pilot.press("escape")
        assert isinstance(app.screen, PeopleScreen)


async def test_the_palette_does_a_verb_and_goes_to_a_place_by_name() -> None:
    async with opened() as (app, pilot):
        await pilot.press("3")
        await quiet(pilot)
        await pilot.press("ctrl+p", *"call")
        await app.workers.wait_for_complete()
        await pilot.press("enter")
        await quiet(pilot)
        people = app.screen
        assert isinstance(people, PeopleScreen)
        assert people.done == ["called"]


async def test_the_footer_shows_what_fits_and_help_last() -> None:
    for width, line in (
        (80, " ⏎ open   c call   s send   / find   d remove   ? help   ^p commands"),
        (40, " ⏎ open   c call   ? help   ^p commands"),
        (24, " ? help   ^p commands"),
    ):
        async with opened(size=(width, 24)) as (app, pilot):
            await pilot.press("3")
            await quiet(pilot)
            assert screen_lines(app)[-1] == line


async def test_keys_and_places_can_be_clicked() -> None:
    async with opened() as (app, pilot):
        await pilot.click(Header, offset=(33, 0))
        await quiet(pilot)
        people = app.screen
        assert isinstance(people, PeopleScreen)
        await pilot.click(KeyBar, offset=(11, 0))
        await quiet(pilot)
        assert people.done == ["called"]


@pytest.mark.parametrize(
    ("width", "work", "line"),
    [
        (80, "", " PAHT  [1 Today] 2 Meetings 3 People 4 Calls 5 Mail 6 Reports   09:12 The Hague"),
        (
            80,
            "sending 12/64",
            " PAHT  [1 Today] 2 Meetings 3 People 4 Calls 5 Mail 6 Reports     sending 12/64",
        ),
    ],
)
async def test_the_header_shows_what_there_is_room_for(width: int, work: str, line: str) -> None:
    async with opened(size=(width, 24)) as (app, pilot):
        app.work_line = work
        await pilot.pause()
        assert screen_lines(app)[0] == line


async def test_the_filter_narrows_is_kept_and_is_given_up_by_escape() -> None:
    async with opened() as (app, pilot):
        await pilot.press("3")
        await quiet(pilot)
        await pilot.press("slash", *"zolc")
        people = app.screen
        assert isinstance(people, PeopleScreen)
        assert isinstance(app.focused, Input)
        assert [row.id for row in map(people.list.row_at, range(people.list.count)) if row] == [4]
        await pilot.press("enter")
        assert people.list.has_focus
        assert people.list.count == 1
        assert screen_lines(app)[1].startswith(" Find zolc")
        await pilot.press("escape")
        assert people.list.has_focus
        assert (people.list.count, app.current_mode) == (10, "people")
        assert people.list.current is not None
        assert people.list.current.id == 4
        await pilot.press("slash", "q", "escape", "escape")
        assert app.current_mode == "today"


async def test_letters_typed_to_filter_are_not_verbs() -> None:
    async with opened() as (app, pilot):
        await pilot.press("3")
        await quiet(pilot)
        await pilot.press("slash", *"q1?/")
        assert app.is_running
        assert isinstance(app.focused, Input)
        assert app.focused.value == "q1?/"
