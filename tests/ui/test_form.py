from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.dialogs.fields import Field, UnreadableError, Values
from paht_tui.ui.dialogs.form import Form
from tests.ui.driving import opened, screen_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TODAY = date(2012, 1, 16)  # a Monday
AMSTERDAM = "Europe/Amsterdam"
ANSWERS = (("a", "accepted"), ("d", "declined"), ("t", "tentative"))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("26 Jan 2012", date(2012, 1, 26)),
        ("Thu 26 January 2012", date(2012, 1, 26)),
        ("26.1.2012", date(2012, 1, 26)),
        ("26/01/2012", date(2012, 1, 26)),
        ("2012-01-26", date(2012, 1, 26)),
        ("today", TODAY),
        ("Tomorrow", date(2012, 1, 17)),
        ("+3", date(2012, 1, 19)),
        ("thu", date(2012, 1, 19)),
        ("monday", date(2012, 1, 23)),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: date | None) -> None:
    assert Field("on", "On", "date", today=TODAY).read(typed) == day


@pytest.mark.parametrize(
    ("typed", "at"),
    [("9", time(9)), ("9:30", time(9, 30)), ("14.05", time(14, 5)), ("0930", time(9, 30)), ("9h", time(9))],
)
def test_times_are_read_as_people_write_them(typed: str, at: time) -> None:
    assert Field("at", "At", "time").read(typed) == at


def test_a_moment_is_local_to_its_zone_and_comes_back_in_utc() -> None:
    field = Field("at", "Begins", "moment", zone=AMSTERDAM, today=TODAY)
    assert field.read("26 Jan 2012 9:30") == datetime(2012, 1, 26, 8, 30, tzinfo=UTC)
    assert field.read("tomorrow 10") == datetime(2012, 1, 17, 9, 0, tzinfo=UTC)
    assert field.read("26 Jul 2012 9:30") == datetime(2012, 7, 26, 7, 30, tzinfo=UTC)


def _even(value: object) -> str | None:
    return None if isinstance(value, int) and value % 2 == 0 else "An even number is needed."


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (Field("n", "Name", required=True), " ", "Name is needed."),
        (Field("n", "Places", "number"), "3,5", "“3,5” is not a whole number. A whole number, such as 12."),
        (Field("n", "Places", "number", check=_even), "3", "An even number is needed."),
        (Field("c", "Answer", "choice", options=ANSWERS), "x", "“x” is not one of the list."),
        (
            Field("d", "On", "date"),
            "31 Feb 2012",
            "There is no such day as “31 Feb 2012”. A day, such as 26 Jan 2012, 26.1.2012 or 2012-01-26.",
        ),
        (
            Field("d", "On", "date"),
            "1.1.0001",
            "“1.1.0001” is not a day. A day, such as 26 Jan 2012, 26.1.2012 or 2012-01-26.",
        ),
        (
            Field("n", "Places", "number"),
            "9999999999",
            "“9999999999” is not a whole number. A whole number, such as 12.",
        ),
        (
            Field("d", "On", "date", expected="The day of the reception."),
            "soon",
            "“soon” is not a day. The day of the reception.",
        ),
        (Field("t", "At", "time"), "25:00", "“25:00” is not a time of day. A time, such as 9:30 or 14."),
        (
            Field("m", "Begins", "moment", zone=AMSTERDAM),
            "9:30",
            f"“9:30” is not a day and a time. A day and a time, such as 26 Jan 2012 9:30. In {AMSTERDAM}.",
        ),
        (
            Field("m", "Begins", "moment", zone=AMSTERDAM),
            "25.3.2012 2:30",
            "02:30 does not exist on that day in Europe/Amsterdam: the clocks go forward.",
        ),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_is_expected(
    field: Field, typed: str, sentence: str
) -> None:
    with pytest.raises(UnreadableError) as refused:
        field.read(typed)
    assert str(refused.value) == sentence


FIELDS = (
    Field("name", "Name", required=True),
    Field("answer", "Answer", "choice", value="a", options=ANSWERS),
    Field("places", "Places", "number"),
)


async def fill(
    fields: Sequence[Field], *keys: str, check: Callable[[Values], tuple[str, str] | None] | None = None
) -> tuple[list[Values | None], str]:
    """What the form gave back after these keys, if it did, and what stands on the screen."""
    given: list[Values | None] = []
    async with opened() as (app, pilot):
        await app.push_screen(Form("New meeting", fields, check=check), given.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return given, " ".join(" ".join(screen_lines(app)).replace("│", " ").split())


async def test_enter_goes_from_field_to_field_and_saves_on_the_last() -> None:
    given, _ = await fill(FIELDS, *"Rome", "enter", "right", "enter", *"18", "enter")
    assert given == [{"name": "Rome", "answer": "d", "places": 18}]
    values = given[0]
    assert values is not None
    assert (values.text("name"), values.text("answer"), values.number("places")) == ("Rome", "d", 18)


async def test_a_choice_is_made_by_its_first_letters() -> None:
    given, _ = await fill(FIELDS, *"Rome", "tab", "t", "ctrl+s")
    assert given == [{"name": "Rome", "answer": "t", "places": None}]


async def test_a_choice_of_many_is_listed_by_space() -> None:
    many = tuple((str(n), f"Country number {n} of many") for n in range(20))
    fields = (Field("country", "Country", "choice", value="3", options=many),)
    given, _ = await fill(fields, "space", *"r 17", "enter", "enter")
    assert given == [{"country": "17"}]


async def test_what_will_not_do_is_said_beneath_the_field_and_what_was_typed_is_kept() -> None:
    given, shown = await fill(FIELDS, *"Rome", "enter", "enter", *"many", "enter")
    assert given == []
    assert "“many” is not a whole number. A whole number, such as 12." in shown
    assert "Rome" in shown


async def test_saving_goes_to_the_first_field_that_will_not_do() -> None:
    given, shown = await fill(FIELDS, "down", "down", "ctrl+s", *"Rome", "ctrl+s")
    assert given == [{"name": "Rome", "answer": "a", "places": None}]
    assert "Name is needed." not in shown


async def test_all_values_together_can_be_refused() -> None:
    def check(values: Values) -> tuple[str, str] | None:
        return ("places", "Rome has room for 20.") if (values.number("places") or 0) > 20 else None

    given, shown = await fill(FIELDS, *"Rome", "down", "down", *"21", "ctrl+s", check=check)
    assert given == []
    assert "Rome has room for 20." in shown


async def test_escape_asks_nothing_when_nothing_was_typed() -> None:
    given, _ = await fill(FIELDS, "escape")
    assert given == [None]


async def test_escape_asks_before_what_was_typed_is_thrown_away() -> None:
    given: list[Values | None] = []
    async with opened() as (app, pilot):
        await app.push_screen(Form("New", FIELDS), given.append)
        await pilot.press("x", "escape")
        assert isinstance(app.screen, Confirm)
        await pilot.press("escape")
        assert isinstance(app.screen, Form)
        assert given == []
        await pilot.press("escape", "y")
        assert given == [None]


async def test_lines_keep_their_breaks() -> None:
    given, _ = await fill((Field("note", "Note", "lines", value="one"),), "end", "enter", *"two", "ctrl+s")
    assert given == [{"note": "one\ntwo"}]
