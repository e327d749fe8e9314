"""What leaves at a time of its own: read and shown by the clock of the meeting, and never long after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from tests.cli.conftest import SENDER, Paht
from tests.servers import MailServer

EIGHT = datetime(2012, 1, 17, 7, tzinfo=UTC)
"""Eight in The Hague, on the day after."""
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
TO_COME = "Batch 1 is to leave on 17 Jan 2012 at 08:00 (Amsterdam time): 4 wait."
STAYS = (
    "paht: Batch 1 to Good practice exchange was to leave on 17 Jan 2012 at 08:00 (Amsterdam time) and did"
    " not. If it still shall: paht send the-hague --batch 1\n"
)


@pytest.fixture
def scheduled(the_hague: Paht) -> Paht:
    """The invitation to The Hague, confirmed to leave at eight on the day after."""
    said = the_hague("send", "hague", "--at=2012-01-17 08:00", "--yes")
    assert said.out == "4 wait for that time; `paht send --due` sends then.\n"
    return the_hague


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


@contextmanager
def settled_as(path: Path, text: str) -> Iterator[None]:
    """The settings with something added, for a while."""
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8")
    yield
    path.write_text(before, encoding="utf-8")


def test_the_time_is_the_clock_of_the_meeting_in_the_sentence_and_wherever_it_is_named(
    the_hague: Paht,
) -> None:
    said = the_hague("send", "hague", "--at=2012-01-17 08:00", "--dry-run")
    assert ", to leave on 17 Jan 2012 at 08:00 (Amsterdam time). Nothing was written" in said.out
    said = the_hague("send", "hague", "--at=2012-01-17T07:00+00:00", "--yes", "--dry-run")
    assert ", to leave on 17 Jan 2012 at 08:00 (Amsterdam time). Nothing was written" in said.out


def test_nothing_leaves_before_and_another_run_says_when_it_does(scheduled: Paht) -> None:
    with at(EIGHT - SECOND):
        assert scheduled("send", "--due").out == "Nothing is due.\n"
        assert scheduled("send", "hague", "--yes").out.endswith(
            f"{TO_COME} Send it now: paht send the-hague --batch 1\nNothing is to be sent.\n"
        )


@pytest.mark.parametrize("late", [timedelta(), 10 * MINUTE, 15 * MINUTE])
def test_cron_that_looks_every_ten_minutes_sends_it(scheduled: Paht, late: timedelta) -> None:
    with at(EIGHT + late):
        said = scheduled("send", "--due")
        assert (said.out.partition("\n")[0], said.err) == ("4 sent.", "4 of 4.\n")


def test_what_is_overdue_stays_and_names_the_command_that_confirms_it(scheduled: Paht) -> None:
    with at(EIGHT + 15 * MINUTE + SECOND):
        stays = scheduled("send", "--due", code=3)
        assert (stays.out, stays.err) == ("Nothing is due.\n", STAYS)
        # The command asks, as every sending does.
        asked = scheduled("send", "the-hague", "--batch", "1", code=1)
        assert "there is no terminal to confirm it at" in asked.err
        assert scheduled("send", "the-hague", "--batch", "1", "--yes").out.startswith("4 sent.\n")
        assert scheduled("send", "--due").out == "Nothing is due.\n"


def test_what_could_not_leave_before_the_hours_of_sending_is_counted_from_their_beginning(
    the_hague: Paht, settings: Path
) -> None:
    the_hague("send", "hague", "--at=2012-01-17 03:00", "--yes")
    with settled_as(settings, '[sending]\nwindow = "08:00-18:00"\n'):
        with at(EIGHT - 4 * 60 * MINUTE):
            assert "4 left waiting" in the_hague("send", "--due").out
        with at(EIGHT + 16 * MINUTE):
            assert the_hague("send", "--due", code=3).out == "Nothing is due.\n"
        with at(EIGHT + 15 * MINUTE):
            assert the_hague("send", "--due").out.startswith("4 sent.\n")


def test_what_has_begun_in_time_is_gone_on_with_however_long_the_server_puts_it_off(
    scheduled: Paht, settings: Path
) -> None:
    with MailServer() as server:
        smtp = f'[smtp]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
        with settled_as(settings, smtp):
            server.script.recipients["lo@mla.example"] = ["450 4.2.1 later"]
            with at(EIGHT):
                assert scheduled("send", "--due", code=3).out.endswith(
                    "3 sent, 1 left waiting.\nGo on with: paht send --due\n"
                )
            with at(EIGHT + 60 * MINUTE):
                assert scheduled("send", "--due").out == "1 sent.\n"


def test_a_time_that_is_past_or_that_the_clocks_skip_is_refused(the_hague: Paht) -> None:
    assert the_hague("send", "hague", "--at=2012-01-16 11:59", "--yes", code=1).err == (
        "paht: 16 Jan 2012 at 11:59 (Amsterdam time) is past: without --at they leave at once.\n"
    )
    assert the_hague("send", "hague", "--at=2012-03-25 02:30", "--yes", code=1).err == (
        "paht: 02:30 does not exist on that day in Europe/Amsterdam: the clocks go forward.\n"
    )
    assert the_hague("messages", "--json").json == []


@pytest.mark.parametrize(
    ("typed", "which"), [("02:30", "first"), ("02:30+02:00", "first"), ("02:30+01:00", "second")]
)
def test_of_a_time_that_comes_twice_the_sentence_says_which_is_meant(
    the_hague: Paht, typed: str, which: str
) -> None:
    said = the_hague("send", "hague", f"--at=2012-10-28 {typed}", "--dry-run")
    assert f"on 28 Oct 2012 at 02:30 (Amsterdam time, the {which} of two)." in said.out


def test_a_batch_that_cannot_be_sent_as_it_is_does_not_keep_back_the_others(
    scheduled: Paht, settings: Path
) -> None:
    settings.write_text(SENDER.replace("paht@htf", "other@htf"), encoding="utf-8")
    scheduled("send", "hague", "--session=reception", "--filter=lo -lords", "--at=2012-01-17 08:00", "--yes")
    with at(EIGHT):
        said = scheduled("send", "--due", code=3)
    assert said.err == (
        "paht: Batch 1: This batch was prepared in the name of paht@htf.example, and the settings now say"
        " other@htf.example: prepare it anew.\n"
    )
    assert said.out.startswith("1 sent, 4 left waiting.\n")


def test_who_would_be_told_two_things_is_named_before_anything_leaves(the_hague: Paht) -> None:
    the_hague("send", "hague", "--yes")
    the_hague("send", "hague", "--template=reminder", "--at=2012-01-17 08:00", "--yes")
    said = the_hague("send", "hague", "--template=cancellation", "--dry-run")
    assert said.err == (
        "Batch 2 waits too, and says otherwise (reminder) to"
        " Max Beispiel, Anna Lo, Lord Ian McColl, Ewa Żółć.\n"
    )
    the_hague("send", "hague", "--template=cancellation", "--at=2012-01-17 09:00", "--yes")
    assert "Batch 3 waits too, and says otherwise (cancellation) to Max Beispiel," in (
        the_hague("send", "hague", "--batch=2", "--dry-run").err
    )
