"""Importing a list: found, understood, looked at, imported at once, undone; refused rows mended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from db.queries.invitations import list_invitations
from db.queries.people import list_people
from paht_tui.domain.people import add_person
from paht_tui.ui.importing_rows import RowLine
from paht_tui.ui.screens.import_file import ImportScreen
from paht_tui.ui.screens.people import People
from tests.ui.driving import told, until_open
from tests.ui.house import House, app_of, at_home, make_house
from tests.ui.keys import press, recorded, seen
from tests.ui.pasting import paste

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.app import PahtApp

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
LIST = """Nazwisko;Imię;E-mail;Kraj;Uwagi;Kod
Przykład;Żaneta;nowa@sejm.example;PL;ważne;1
Łoś;Stanisław;los@sejm.example;Polska;;2
Bez;;zły adres;PL;;3
Beispiel;Jana;person0@parliament.example;DE;;4
"""


@pytest.fixture
def house(tmp_path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> House:
    home = tmp_path / "home"
    (home / "lists" / "old").mkdir(parents=True)
    (home / "lists" / "people.csv").write_bytes(LIST.encode("cp1250"))
    (home / "lists" / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (home / "lists" / "picture.png").write_bytes(b"\x89PNG")
    monkeypatch.setenv("HOME", str(home))
    return make_house(tmp_path, clock)


def rows(app: PahtApp) -> list[RowLine]:
    assert isinstance(app.screen, ImportScreen)
    shown = (app.screen.rows.row_at(index) for index in range(app.screen.rows.count))
    return [row for row in shown if row is not None]


async def begin(pilot: Pilot[None], path: str) -> None:
    await press(pilot, "3", "i", "ctrl+u")
    await paste(pilot, path)
    await press(pilot, "enter")


async def test_the_path_is_completed_and_picked_and_a_tilde_is_the_home(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "i")
        assert "~/" in seen(app)
        assert "lists/" in seen(app)
        await press(pilot, "l", "tab")
        assert "~/lists/" in seen(app)
        assert "▸ old/" in seen(app)
        assert "people.csv" in seen(app)
        assert "picture.png" not in seen(app)
        await press(pilot, "p", "tab")
        assert "~/lists/people.csv" in seen(app)
        await press(pilot, "enter")
        assert "people.csv · CSV, Windows-1250 (central European), semicolons" in seen(app)
        await press(pilot, "n")
        assert "~/lists/" in seen(app)
        await press(pilot, "escape")
        assert "people.csv · CSV" in seen(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, People)


async def test_arrows_and_enter_walk_through_folders(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "i", "enter", "down", "down", "enter")
        assert "people.csv · CSV" in seen(app)


async def test_the_dry_run_says_what_would_become_of_each_row_and_writes_nothing(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await begin(pilot, "~/lists/people.csv")
        assert "i imports 1 new person, 1 update, 1 unchanged, 1 refused." in seen(app)
        refused, *others = rows(app)
        assert (refused.row, refused.name, refused.what) == (4, "Bez", "refused")
        assert "The e-mail address “zły” cannot be used" in refused.detail
        assert others == [
            RowLine(2, "Żaneta Przykład", "updated", "e-mail nowa@sejm.example is new; the note is longer"),
            RowLine(3, "Stanisław Łoś", "added", "PL · los@sejm.example"),
            RowLine(5, "Jana Beispiel", "unchanged", ""),
        ]
        assert len(await recorded(house, list_people)) == 6
        await press(pilot, "tab", "down", "enter")
        assert "e-mail nowa@sejm.example is new" in seen(app)
        await press(pilot, "escape", "slash")
        await paste(pilot, "los added")
        assert [row.name for row in rows(app)] == ["Stanisław Łoś"]
        assert "1 of 4" in seen(app)


async def test_one_key_imports_all_and_one_undoes_it(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await begin(pilot, "~/lists/people.csv")
        await press(pilot, "i")
        text = " ".join(seen(app).split())
        assert "Imported: 1 added, 1 updated, 1 unchanged. z takes it back." in text
        assert "The refused rows are in ~/lists/people-refused.csv: mend them there; n opens" in text
        assert told(app)[-1] == "Imported: 1 added, 1 updated, 1 unchanged."
        assert len(await recorded(house, list_people)) == 7
        await press(pilot, "i")
        assert told(app)[-1] == "There is nothing in this list that the contacts do not have already."
        await press(pilot, "z")
        assert len(await recorded(house, list_people)) == 6
        assert "i imports 1 new person, 1 update, 1 unchanged, 1 refused." in seen(app)


async def test_refused_rows_are_mended_and_imported_again(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await begin(pilot, "~/lists/people.csv")
        await press(pilot, "i")
        refused = Path.home() / "lists" / "people-refused.csv"
        mended = refused.read_text(encoding="utf-8-sig").replace("zły adres", "bez@sejm.example")
        refused.write_text(mended, encoding="utf-8-sig")
        await press(pilot, "n", "enter", "i")
        assert "people-refused.csv · CSV, UTF-8" in seen(app)
        assert "Imported: 1 added, 0 updated, 0 unchanged." in seen(app)
        (row,) = await recorded(house, list_people, text="bez")
        assert (row.name, row.email) == ("Bez", "bez@sejm.example")


async def test_what_a_column_is_can_be_changed(house: House) -> None:
    path = Path.home() / "odd.csv"
    path.write_text("Wer,Mail\nAnna Muster,anna@office.example\n", encoding="utf-8")
    async with at_home(house) as (app, pilot):
        await begin(pilot, str(path))
        await press(pilot, "i")
        assert told(app)[-1].startswith("No column is taken for names yet")
        await press(pilot, "enter")
        await paste(pilot, "whole")
        await press(pilot, "enter")
        assert rows(app) == [RowLine(2, "Anna Muster", "added", "anna@office.example")]
        await press(pilot, "i")
        (row,) = await recorded(house, list_people, text="muster")
        assert row.name == "Anna Muster"


async def test_a_workbook_with_names_that_look_like_markup_and_control(house: House) -> None:
    path = Path.home() / "guests.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Gäste")
        for index, cells in enumerate(
            [
                ["Name", "E-mail", "Country", "Note"],
                ["Ελένη Νέα", "eleni@vouli.example", "Greece", "[red]x[/]"],
                ["[bold]Bob[/] Markup", "bob@x.example", "UK", "\x9b31mred"],
            ]
        ):
            for column, cell in enumerate(cells):
                sheet.write_string(index, column, cell)
    async with at_home(house) as (app, pilot):
        await begin(pilot, str(path))
        assert "guests.xlsx · XLSX, sheet “Gäste” · 2 rows" in seen(app)
        await press(pilot, "i")
        assert "[bold]Bob[/] Markup" in seen(app)
        assert {row.name for row in await recorded(house, list_people)} >= {
            "Ελένη Νέα",
            "[bold]Bob[/] Markup",
        }


async def test_what_is_wrong_with_a_file_is_said_beneath_its_path(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await begin(pilot, "~/lists/broken.xlsx")
        assert "broken.xlsx cannot be read as a spreadsheet" in " ".join(seen(app).split())
        await press(pilot, "ctrl+u")
        await paste(pilot, "~/nothing/here.csv")
        assert "cannot be read as a spreadsheet" not in seen(app)
        await press(pilot, "enter")
        assert "There is no file" in seen(app)


async def test_into_a_meeting_the_people_are_put_on_its_list(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3")
        people = app.screen
        assert isinstance(people, People)
        await app.push_screen(ImportScreen(people.ground, meeting_id=house.meeting))
        await press(pilot, "ctrl+u")
        await paste(pilot, "~/lists/people.csv")
        await press(pilot, "enter")
        assert "for the list of Good Practice Exchange" in " ".join(seen(app).split())
        await press(pilot, "i")
        assert "1 person put on the list of Good Practice Exchange." in " ".join(seen(app).split())
    found = await recorded(house, list_invitations, meeting_id=house.meeting, text="los")
    assert [row.name for row in found] == ["Stanisław Łoś"]


async def test_contacts_that_have_changed_meanwhile_are_shown_before_anything_is_imported(
    house: House,
) -> None:
    async with at_home(house) as (app, pilot):
        await begin(pilot, "~/lists/people.csv")
        await house.record.store.write(
            add_person, family_name="Łoś", given_name="Stanisław", country="PL", emails=["los@sejm.example"]
        )
        await press(pilot, "i")
        assert told(app)[-1] == ("The contacts have changed meanwhile: look at the rows again, then press i.")
        assert len(await recorded(house, list_people)) == 7
        assert "i imports 0 new people, 1 update, 2 unchanged, 1 refused." in seen(app)


async def test_keys_go_on_while_a_long_list_is_read(house: House) -> None:
    lines = "\n".join(f"Person{n};person{n}@x.example" for n in range(3000))
    (Path.home() / "long.csv").write_text(f"Name;E-mail\n{lines}\n", encoding="utf-8")
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "i", "ctrl+u")
        await paste(pilot, "~/long.csv")
        await pilot.press("enter", "f1")
        assert app.current_mode == "today"
        await press(pilot, "3")
        assert "3000 new people" in seen(app)


@SIZES
@pytest.mark.parametrize("state", ["asking", "preview"])
def test_the_import_as_drawn(
    snap_compare: Callable[..., bool], house: House, size: tuple[int, int], state: str
) -> None:
    async def before(pilot: Pilot[None]) -> None:
        await until_open(pilot)
        if state == "asking":
            await press(pilot, "3", "i", "l", "tab")
            pilot.app.screen.query_one("_PathLine").cursor_blink = False  # type: ignore[attr-defined]
            await pilot.pause()
        else:
            await begin(pilot, "~/lists/people.csv")

    app = app_of(house)
    app.animation_level = "none"
    assert snap_compare(app, terminal_size=size, run_before=before)
