"""`paht calendar`: the feed of a programme."""

from datetime import date, datetime
from pathlib import Path

from icalendar import Calendar

from tests.cli.conftest import Paht


def sessions(raw: bytes) -> list[tuple[str, str, date | datetime]]:
    return [(str(e["SUMMARY"]), str(e["STATUS"]), e.start) for e in Calendar.from_ical(raw).events]


def test_every_session_with_times_is_written_and_nobody_invited(the_hague: Paht, tmp_path: Path) -> None:
    the_hague("meeting", "new", "No day yet", "--zone=Europe/Athens", "--city=Athens")
    target = tmp_path / "programme.ics"
    target.write_text("what was there before")
    assert the_hague("calendar", str(target)).err == f"Written to {target}.\n"
    raw = target.read_bytes()
    assert [(summary, status) for summary, status, _ in sessions(raw)] == [
        ("Reception: Good practice exchange", "CONFIRMED"),
        ("Good practice exchange", "CONFIRMED"),
    ]
    assert b"ATTENDEE" not in raw


def test_a_programme_without_times_has_no_calendar(paht: Paht, settings: Path) -> None:
    paht("programme", "new", "P", "--short=P")
    assert paht("calendar", code=1).err == "paht: No meeting of P has times yet: give one a session first.\n"


def test_a_folder_that_is_not_there_is_named(the_hague: Paht, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "programme.ics"
    said = the_hague("calendar", str(target), code=1)
    assert said.err == f"paht: The calendar cannot be written to {target}: No such file or directory.\n"
