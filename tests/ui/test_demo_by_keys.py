"""The whole demonstration by keys: from Today to the report, and the next meeting up to an answer."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from db.queries.invitations import list_invitations
from paht_tui.jobs.demo import Demo, build_demo
from paht_tui.jobs.opening import Record
from paht_tui.settings import Settings
from paht_tui.ui.app import PahtApp
from paht_tui.ui.places import open_places
from tests.ui.driving import told, until_open
from tests.ui.keys import press
from tests.ui.walking import seen


@pytest.fixture
def demo(tmp_path: Path) -> Demo:
    return asyncio.run(build_demo(folder=tmp_path))


def app_of(demo: Demo, folder: Path) -> PahtApp:
    settings = Settings(sender=demo.sender)
    record = Record(demo.store, settings, demo.clock, demo.outgoing, folder / "settings.toml")
    return PahtApp(open_record=lambda: open_places(record))


def only(app: PahtApp, *beginnings: str) -> list[str]:
    """The lines on the screen that begin so, with single spaces."""
    return [" ".join(line.split()) for line in seen(app) if line.lstrip("▌▸ ").startswith(beginnings)]


async def test_the_demonstration_from_today_to_the_report(demo: Demo, tmp_path: Path) -> None:
    app = app_of(demo, tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_open(pilot)
        assert only(app, "The Hague", "Rome") == [
            "▸The Hague · Good Practice Exchange · Thu 26 Jan 2012 held, yesterday",
            "Rome · Regional seminar · Thu 22 Mar 2012 in 55 days",
        ]

        await press(pilot, "2", "enter")
        assert only(app, "on list", "present 37") == [
            "on list 68 invited 68 answered 64 accepted 41 may come 1 not coming 22",
            "present 37",
        ]

        await press(pilot, "tab", "tab", "tab", "tab", "tab", "tab")
        assert only(app, "Main session present", "expected", "no notice", "flight cancelled") == [
            "expected 40 · present 37 · absent 3 · withdrew 11",
            "no notice 3",
            "expected 29 · present 18 · absent 11",
            "flight cancelled 8 · weather 3",
        ]

        await press(pilot, "6", "enter")
        assert only(app, "There were", "• 11 members") == [
            "▌There were 37 participants.",
            "▌• 11 members of parliament from 7 countries: 3 from the UK, 2 from the",
        ]


async def test_the_next_meeting_from_its_list_to_an_answer(demo: Demo, tmp_path: Path) -> None:
    app = app_of(demo, tmp_path)
    sent_before = len(list(demo.outgoing.glob("*.eml")))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_open(pilot)
        await press(pilot, "2", "down", "enter", "b", "enter")
        await press(pilot, "s", "y", "enter")
        assert only(app, "18 sent") == [
            "18 sent · from Parliamentarians against Human Trafficking <paht@htf.example>"
        ]
        assert len(list(demo.outgoing.glob("*.eml"))) - sent_before == 18

        demo.clock.advance(timedelta(days=4))
        await press(pilot, "4", "4", "o", "enter")
        assert only(app, "Call ") == ["Call 2 of 18 · why now: e-mail sent 27 Jan, no answer for 4 days"]

        await press(pilot, "z")
        assert told(app)[-1].startswith("Undone: Called ")
        await press(pilot, "4", "o", "enter")
        rome = await demo.store.read(list_invitations, meeting_id=3, text="answer:accepted")
        assert [(row.answer, row.said_by, row.calls) for row in rome] == [("accepted", "office", 1)]
