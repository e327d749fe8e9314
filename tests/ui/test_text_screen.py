"""A text is written with its preview beside it, kept beside others who write, and in a further language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, TextArea

from db.enums import ActivityType, Channel, MessageKind
from db.queries.templates import find_template, list_templates, template_in
from paht_tui.domain.meetings import add_session, create_meeting
from paht_tui.domain.templates import remove_template, save_template
from paht_tui.ui.dialogs.confirm import Confirm
from paht_tui.ui.screens.meeting import MeetingScreen
from paht_tui.ui.screens.text import TextScreen
from tests.ui.driving import told, until_open
from tests.ui.house import House, app_of, at_home, make_house
from tests.ui.keys import press, recorded, seen, settled, type_text, words
from tests.ui.walking import open_texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.pilot import Pilot

    from paht_tui.domain.clock import SetClock

    Compare = Callable[..., bool]

KEPT = "The text is kept. What is prepared already stays as it was prepared."
WIDE = (120, 40)
SIZES = pytest.mark.parametrize("size", [(80, 24), WIDE], ids=["80x24", "120x40"])


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


# -- the preview


async def test_the_preview_follows_what_is_typed_for_somebody_on_the_list(house: House) -> None:
    async with at_home(house, WIDE) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter")
        assert "As Dr Jana Beispiel MP gets it · 1 of 6" in seen(app)
        await press(pilot, "tab")
        await type_text(pilot, "Hello! ")
        assert "Hello! Dear Dr Beispiel," in seen(app)
        assert "invitation · English (en), the fallback · changed, not saved" in seen(app)
        await press(pilot, "f9")
        assert "As [red]Bold[/] Markup gets it · 2 of 6" in seen(app)
        assert "Hello! Dear [red]Bold[/] Markup," in seen(app)
        await press(pilot, "f8", "f8")
        assert "Hello! Dear Ελένη Παράδειγμα," in seen(app)


async def test_it_is_shown_for_somebody_chosen_by_name(house: House) -> None:
    async with at_home(house, WIDE) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter", "ctrl+r", "4")
        assert "As Lord Sample gets it · 4 of 6" in seen(app)
        assert "Dear Lord Sample," in seen(app)


async def test_a_text_is_shown_in_its_own_language_whatever_the_person_reads(house: House) -> None:
    async with at_home(house, WIDE) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "j", "j", "p")
        assert "invitation · German (de)" in seen(app)
        assert "Guten Tag Dr Jana Beispiel," in seen(app)


async def test_what_is_wrong_is_said_with_its_line_and_the_last_that_was_right_stays(house: House) -> None:
    async with at_home(house, WIDE) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter", "tab", "down", "down")
        await type_text(pilot, "{{ nam ")
        assert "Line 3: " in words(app)
        assert "Dear Dr Beispiel," in seen(app)
        await type_text(pilot, "}}, ")
        assert "Line 3: there is no placeholder 'nam'; did you mean name?" in words(app)
        assert "Dear Dr Beispiel," in seen(app)
        await press(pilot, *["left"] * 5)
        await type_text(pilot, "e")
        assert "Dr Jana Beispiel MP, on behalf of" in words(app)
        assert "there is no placeholder" not in words(app)


async def test_what_is_missing_is_said_with_the_name_of_whom_it_is_missing_for(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter")
        await type_text(pilot, " {{ focus }}")
        assert "Dr Jana Beispiel MP: there is nothing to put for focus." in words(app)


async def test_a_letter_without_an_address_is_shown_and_the_address_said_to_be_missing(house: House) -> None:
    async with at_home(house, WIDE) as (app, pilot):
        texts = await house.record.store.read(list_templates)
        number = next(n for n, row in enumerate(texts) if row.channel is Channel.LETTER)
        await open_texts(app, pilot, house.meeting, *["j"] * number, "enter")
        assert "Dr Jana Beispiel MP has no postal address that works." in words(app)
        assert "(no postal address yet)" in seen(app)
        assert "We shall call your office" in words(app)
        assert "L on a prepared batch of letters" in seen(app)


async def test_where_nobody_is_on_the_list_a_sample_stands_in(house: House) -> None:
    store = house.record.store
    rome = await store.write(
        create_meeting,
        programme_id=house.programme,
        title="Rome",
        activity=ActivityType.GOOD_PRACTICE_EXCHANGE,
        zone="Europe/Rome",
    )
    async with at_home(house, WIDE) as (app, pilot):
        await open_texts(app, pilot, rome, "enter")
        assert "Rome has no session yet: give it a day and times first." in words(app)
        begins = datetime(2012, 3, 22, 9, 0)  # noqa: DTZ001 - a wall clock in the meeting's zone
        ends = begins + timedelta(hours=8)
        await store.write(add_session, meeting_id=rome, title="Main session", starts=begins, ends=ends)
        await press(pilot, "escape", "enter")
        assert "Nobody is on the list yet: as Dr Maria Sample MP would get it" in words(app)
        assert "Dear Dr Sample," in seen(app)
        await press(pilot, "f9")
        assert told(app)[-1] == "Nobody is on the list of this meeting yet: it is shown for a sample."


async def test_a_narrow_terminal_shows_words_or_preview_by_one_key(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter")
        assert "{{ salutation }}" in seen(app)
        assert "Dear Dr Beispiel," not in seen(app)
        await press(pilot, "ctrl+t")
        assert "{{ salutation }}" not in seen(app)
        assert "Dear Dr Beispiel," in seen(app)
        await press(pilot, "right", "end")
        assert "As [red]Bold[/] Markup gets it · 2 of 6" in seen(app)
        assert "Attached  invite.ics" in seen(app)
        await press(pilot, "ctrl+t")
        await type_text(pilot, "!")
        assert "{{ day }}!" in seen(app)


async def test_placeholders_are_listed_with_what_they_mean_and_put_where_one_types(house: House) -> None:
    async with at_home(house, WIDE) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter", "tab", "ctrl+g")
        assert "organisation  where the person works; may be empty" in seen(app)
        await type_text(pilot, "organ")
        await press(pilot, "enter")
        assert "{{ organisation }}{{ salutation }}," in seen(app)
        await press(pilot, "shift+tab", "ctrl+g", "enter")
        assert "{{ day }}{{ salutation }}" in seen(app)


# -- keeping and leaving


async def test_leaving_asks_about_what_is_not_saved(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter")
        await type_text(pilot, "X")
        await press(pilot, "f2")
        assert told(app)[-1] == "The text is not saved: ^s keeps it, Esc leaves it as it was."
        await press(pilot, "ctrl+z")
        assert told(app)[-1].startswith("Here ^z takes back typing, in the text.")
        for leave in ("escape", "ctrl+q"):
            await press(pilot, leave)
            assert isinstance(app.screen, Confirm)
            await press(pilot, "n")
            assert isinstance(app.screen, TextScreen)
        await press(pilot, "escape", "y")
        assert isinstance(app.screen, MeetingScreen)
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, MeetingScreen)
    assert (await recorded(house, find_template, name="invitation")).subject.endswith("{{ day }}")


async def test_the_program_ends_once_what_is_typed_is_thrown_away(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter")
        await type_text(pilot, "X")
        await press(pilot, "ctrl+q", "y")
        assert app._exit


async def test_nothing_is_written_where_nothing_is_changed(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter", "ctrl+s")
        assert told(app) == ["Nothing is changed."]
        assert isinstance(app.screen, MeetingScreen)


async def test_what_a_text_is_and_how_it_goes_is_changed_with_its_words(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter", "tab", "tab", "right", "tab", "right")
        assert "Signed by" in seen(app)
        await press(pilot, "shift+tab", "shift+tab")
        await type_text(pilot, "Ann")
        await press(pilot, "enter", "enter", "B", "enter", "enter", "C", "ctrl+s")
        assert "Not saved. At most two sign a letter: an empty line divides their names." in words(app)
        await press(pilot, *["backspace"] * 3, "ctrl+s")
        assert told(app)[-1] == KEPT
    row = await recorded(house, find_template, name="invitation")
    assert (row.kind, row.channel, row.signatories) == (MessageKind.REMINDER, Channel.LETTER, "Ann\n\nB")


async def _changed_by_another(house: House) -> None:
    await house.record.store.write(
        save_template, name="invitation", kind=MessageKind.INVITATION, subject="Theirs", body="Their words"
    )


async def test_what_another_has_changed_meanwhile_is_not_overwritten_unasked(house: House) -> None:
    async with at_home(house, WIDE) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter")
        await type_text(pilot, "X")
        await _changed_by_another(house)
        await press(pilot, "ctrl+s")
        assert "“invitation” was changed by somebody else meanwhile" in words(app)
        assert (await recorded(house, find_template, name="invitation")).subject == "Theirs"
        await press(pilot, "l")
        assert "Their words" in seen(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, TextScreen)
        await press(pilot, "ctrl+s", "t")
        assert [app.screen.query_one("#subject", Input).value, "changed" in words(app)] == ["Theirs", False]
        await type_text(pilot, " and mine")
        await press(pilot, "ctrl+s")
        assert told(app)[-1] == KEPT
    assert (await recorded(house, find_template, name="invitation")).subject == "Theirs and mine"


async def test_mine_is_kept_in_the_place_of_theirs_once_that_is_said(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter")
        await type_text(pilot, "X")
        await _changed_by_another(house)
        await press(pilot, "ctrl+s", "m")
        assert told(app)[-1] == KEPT
    assert (await recorded(house, find_template, name="invitation")).subject.endswith("{{ day }}X")


@pytest.mark.parametrize(("key", "stays"), [("m", 1), ("r", 0)])
async def test_a_text_that_was_removed_meanwhile_is_kept_or_left_removed(
    house: House, key: str, stays: int
) -> None:
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "enter")
        await type_text(pilot, "X")
        row = await recorded(house, find_template, name="invitation")
        await house.record.store.write(remove_template, template_id=row.id)
        await press(pilot, "ctrl+s")
        assert "“invitation” was removed by somebody else meanwhile" in words(app)
        await press(pilot, key)
        assert isinstance(app.screen, MeetingScreen)
    found = await recorded(house, template_in, name="invitation", language="en")
    assert (found is not None) == stays


# -- languages


async def test_a_text_gets_a_further_language_that_begins_with_the_words_of_the_fallback(
    house: House,
) -> None:
    async with at_home(house, WIDE) as (app, pilot):
        await open_texts(app, pilot, house.meeting)
        assert "en (bg de el fr it nl pl ro)" in seen(app)
        await press(pilot, "N")
        assert "German (de) · there already" in seen(app)
        await type_text(pilot, "hungar")
        await press(pilot, "enter")
        assert "invitation · Hungarian (hu) · not kept yet" in seen(app)
        assert "I have the honour of inviting you to" in words(app)
        assert "csütörtök" in seen(app)
        await press(pilot, "ctrl+s")
        assert "en (bg de el fr hu it nl pl" in seen(app)
    english = await recorded(house, find_template, name="invitation")
    hungarian = await recorded(house, template_in, name="invitation", language="hu")
    assert hungarian == replace(english, id=hungarian.id if hungarian else 0, language="hu")


async def test_our_own_words_stand_where_we_have_some_in_the_language(house: House) -> None:
    german = await recorded(house, template_in, name="invitation", language="de")
    assert german is not None
    await house.record.store.write(remove_template, template_id=german.id)
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "N")
        await type_text(pilot, "german (")
        await press(pilot, "enter", "ctrl+s")
        assert told(app)[-1] == "The text is kept."
    again = await recorded(house, template_in, name="invitation", language="de")
    assert again == replace(german, id=again.id if again else 0)


async def test_a_language_that_there_is_opens(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await open_texts(app, pilot, house.meeting, "N")
        await type_text(pilot, "french")
        await press(pilot, "enter")
        assert told(app) == ["There is “invitation” in French already: here it is."]
        assert "invitation · French (fr)" in seen(app)
        await press(pilot, "escape", "n")
        await type_text(pilot, "invitation")
        await press(pilot, "ctrl+s")
        assert told(app)[-1] == "There is “invitation” in English already: here it is."


# -- as it is drawn


@SIZES
@pytest.mark.parametrize(
    "keys",
    [("enter",), ("p",), ("enter", "{", "{", "ctrl+s"), ("enter", "ctrl+g"), ("N",)],
    ids=["words", "preview", "wrong", "placeholders", "language"],
)
def test_texts(snap_compare: Compare, house: House, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    app = app_of(house)
    app.animation_level = "none"

    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        await open_texts(app, pilot, house.meeting, *keys)
        for line in pilot.app.screen.query(Input):
            line.cursor_blink = False
        for area in pilot.app.screen.query(TextArea):
            area.cursor_blink = False
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=before)
