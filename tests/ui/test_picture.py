"""Today as it was last drawn: shown while the record is opened, and never when it would not be true."""

from __future__ import annotations

import asyncio
import stat
import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from db.enums import Answer
from db.peek import newest_entry
from db.store import Store
from paht_tui.domain.answers import record_answer
from paht_tui.errors import UserError
from paht_tui.ui.app import PahtApp
from paht_tui.ui.picture import Picture, PictureLine, keep_picture, recall_picture
from paht_tui.ui.places import open_places
from tests.conftest import NOON
from tests.ui.driving import quiet, screen_lines, until_open
from tests.ui.house import House, at_home, make_house

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from paht_tui.domain.clock import SetClock
    from paht_tui.ui.shell import OpenedRecord


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock, sent=True)


@pytest.fixture
def database(house: House, tmp_path: Path) -> Path:
    """The file that the house stands on."""
    del house
    return tmp_path / "paht.db"


def today_of(app: PahtApp) -> list[str]:
    """What Today says, without the mark of its cursor."""
    return [f" {line[1:]}" if line.startswith("▸") else line for line in screen_lines(app)[1:-1]]


async def use_and_leave(house: House, *keys: str) -> list[str]:
    """Open the program, press these keys and leave; what Today said in the body of its screen."""
    async with at_home(house) as (app, pilot):
        said = today_of(app)
        for key in keys:
            await pilot.press(key)
            await quiet(pilot)
        await pilot.press("q")
        await app.workers.wait_for_complete()
    return said


def start_again(house: House, database: Path, go: threading.Event, *, refused: str = "") -> PahtApp:
    """The program on the same file; its record stays closed until `go`."""

    def open_slowly() -> OpenedRecord:
        go.wait()
        if refused:
            raise UserError(refused)
        store = Store(str(database), clock=house.record.clock, actor="ann")
        return open_places(replace(house.record, store=store))

    return PahtApp(open_record=open_slowly, recall=lambda: recall_picture(database, house.record.clock()))


async def until_seen(pilot: Pilot[None], words: str) -> None:
    async with asyncio.timeout(20):
        while words not in "\n".join(screen_lines(pilot.app)):  # type: ignore[arg-type]
            await pilot.pause()


def picture(entry: int, line: str = "Ελένη [b]") -> Picture:
    return Picture(entry, NOON, 80, "PAHT", (PictureLine(line, (("heading", 0, 5),)),))


async def test_the_next_start_shows_what_today_said_while_the_record_is_opened(
    house: House, database: Path
) -> None:
    said = await use_and_leave(house, "4")
    go = threading.Event()
    app = start_again(house, database, go)
    async with app.run_test() as pilot:
        await until_seen(pilot, "Targets")
        begun = screen_lines(app)
        go.set()
        await until_open(pilot)
        assert (begun[0].split()[0], begun[1:-1]) == ("PAHT", said)
        assert today_of(app) == said


async def test_what_was_recorded_before_leaving_stands_in_it(house: House, database: Path) -> None:
    before = await use_and_leave(house, "2", "enter", "A")
    recalled = recall_picture(database, NOON)
    store = Store(str(database), clock=house.record.clock, actor="ann")
    now = await use_and_leave(replace(house, record=replace(house.record, store=store)))
    assert recalled is not None
    lines = [line.text.rstrip() for line in recalled[0].lines]
    assert (lines, recalled[1]) == (now[: len(lines)], True)
    assert lines != before[: len(lines)]


async def test_what_is_recorded_elsewhere_or_another_day_makes_it_out_of_date(
    house: House, database: Path
) -> None:
    await use_and_leave(house)
    kept = recall_picture(database, NOON)
    tomorrow = recall_picture(database, NOON + timedelta(days=1))
    other = Store(str(database), clock=house.record.clock, actor="bob")
    await other.write(record_answer, invitation_id=house.invitations[0], answer=Answer.ACCEPTED)
    other.close()
    changed = recall_picture(database, NOON)
    assert kept is not None
    assert (kept[1], tomorrow, changed) == (True, (kept[0], False), (kept[0], False))


async def test_out_of_date_it_says_from_when_it_is(house: House, database: Path) -> None:
    said = await use_and_leave(house)
    house.record.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]
    go = threading.Event()
    app = start_again(house, database, go)
    async with app.run_test() as pilot:
        await until_seen(pilot, "Targets")
        begun = screen_lines(app)
        go.set()
        await until_open(pilot)
    left = NOON.astimezone()
    assert (begun[0].split("Reports")[1].strip(), begun[1:-1]) == (f"as left {left.day} Jan", said)
    assert picture(1).age() == (f"as left {left.day} Jan, {left:%H:%M}", f"as left {left.day} Jan", "as left")


async def test_without_a_picture_for_this_width_the_program_says_that_it_opens_the_record(
    house: House, database: Path
) -> None:
    await use_and_leave(house)
    go = threading.Event()
    app = start_again(house, database, go)
    async with app.run_test(size=(120, 40)) as pilot:
        await until_seen(pilot, "Opening the record…")
        go.set()
        await until_open(pilot)
        assert app.picture is None


async def test_a_record_that_cannot_be_opened_says_so_below_it(house: House, database: Path) -> None:
    await use_and_leave(house)
    go = threading.Event()
    go.set()
    app = start_again(house, database, go, refused="The file is locked.")
    async with app.run_test() as pilot:
        await until_seen(pilot, "The file is locked.")
        below = [line.strip() for line in screen_lines(app)[1:-1] if line.strip()][-2:]
        assert below == ["The file is locked.", "Press q to leave."]


def test_only_its_owner_reads_it_and_it_is_replaced_whole(database: Path, house: House) -> None:
    house.record.close()
    entry = newest_entry(database)
    assert entry is not None
    keep_picture(database, picture(entry, "first"))
    keep_picture(database, picture(entry, "second"))
    kept = database.with_name("paht.db-today")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert recall_picture(database, NOON) == (picture(entry, "second"), True)
    assert [path.name for path in database.parent.glob(".*")] == []


def test_where_it_cannot_be_kept_nothing_is_lost(tmp_path: Path) -> None:
    keep_picture(tmp_path / "absent" / "paht.db", picture(1))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"entry": "1"}', b"\xff\xfe", msgspec.json.encode(1)]
)
def test_a_broken_one_is_as_none(database: Path, house: House, content: bytes) -> None:
    house.record.close()
    database.with_name("paht.db-today").write_bytes(content)
    assert recall_picture(database, NOON) is None


def test_its_text_is_data() -> None:
    (line,) = picture(1, "\x1b[31mred [b]bold").board_lines(80)
    assert line.text.plain == "[31mred [b]bold"
