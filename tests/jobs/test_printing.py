import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.change import Change
from db.enums import ActivityType, Channel, Delivery, MessageKind
from db.store import Store
from db.tables import Letter
from paht_tui.documents.letters.sheets import Output
from paht_tui.domain.letters import mark_posted
from paht_tui.domain.meetings import create_meeting
from paht_tui.domain.people import add_postal_address
from paht_tui.domain.programmes import create_programme, edit_programme
from paht_tui.domain.templates import save_template
from paht_tui.errors import UserError
from paht_tui.jobs.printing import print_letters
from tests.conftest import NOON
from tests.documents.letters.reading import lines
from tests.factories import Scene, invite, planned, prepare, prepare_plainly, rows, states, the_hague

DAY = date(2012, 1, 4)
LETTER: dict[str, Any] = {
    "name": "letter",
    "kind": MessageKind.INVITATION,
    "channel": Channel.LETTER,
    "subject": "Invitation: {{ meeting }}, {{ day }}",
    "body": "{{ salutation }},\n\nplease come to **{{ meeting }}**.\n\nYours sincerely,\n{{ sender }}\n",
}


async def letters(store: Store, *names: str) -> None:
    """A letter to each of them, numbered from 1."""
    scene = await the_hague(store)
    await store.write(save_template, **LETTER)
    invited = await invite(store, scene, *names)
    for person in range(1, len(names) + 1):
        await store.write(
            add_postal_address, person_id=person, lines="Binnenhof 22", city="The Hague", country="NL"
        )
    await prepare(store, scene, invited, "letter")


def _with_letterhead(change: Change) -> None:
    edit_programme(change, programme_id=1, letterhead="HTF\nLondon", letter_place="London")


async def made(store: Store, path: Path, *numbers: int, **options: Any) -> int:
    """Print these letters, or the first, into a file; how many."""
    known: dict[str, Any] = {"output": Output.LETTERS, "day": DAY, "path": path}
    return await print_letters(store, message_ids=numbers or (1,), **{**known, **options})


def left_over(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.suffix == ".part"]


async def test_a_letter_of_the_record_is_on_paper_as_it_was_prepared(store: Store, tmp_path: Path) -> None:
    await letters(store, "Adams")
    await store.write(_with_letterhead)
    path = tmp_path / "letters.pdf"
    assert await made(store, path) == 1
    assert lines(path.read_bytes()) == [
        "HTF",
        "London",
        "HTF · London",
        "Adams",
        "Binnenhof 22",
        "The Hague",
        "NETHERLANDS",
        "London, 4 January 2012",
        "Invitation: Good practice, Thursday, 26 January 2012",
        "Dear Adams,",
        "please come to Good practice.",
        "Yours sincerely,",
        "Anna Visser",
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_the_letter_is_signed_by_those_whom_the_text_names(sqlite_store: Store, tmp_path: Path) -> None:
    await letters(sqlite_store, "Adams")
    both = "A. One\nCoordinator of A\n\nB. Two"
    await sqlite_store.write(save_template, **LETTER, signatories=both)
    await made(sqlite_store, tmp_path / "letters.pdf")
    found = lines((tmp_path / "letters.pdf").read_bytes())
    assert found[-4:] == ["Yours sincerely,", "A. One", "Coordinator of A", "B. Two"]


async def test_printing_is_recorded_where_it_is_asked_for(sqlite_store: Store, tmp_path: Path) -> None:
    await letters(sqlite_store, "Adams", "Brown", "Clark")
    await sqlite_store.write(mark_posted, message_id=3)
    path = tmp_path / "letters.pdf"
    await made(sqlite_store, path, 1, 2, 3)
    assert await rows(sqlite_store, Letter, "printed_on") == [None, None, None]
    await made(sqlite_store, path, 1, 3, replace=True, mark=True)
    assert await rows(sqlite_store, Letter, "printed_on") == [NOON.date(), None, None]
    assert await states(sqlite_store) == [Delivery.PLANNED, Delivery.PLANNED, Delivery.SENT]


async def test_labels_are_no_letters(sqlite_store: Store, tmp_path: Path) -> None:
    await letters(sqlite_store, "Adams")
    await made(sqlite_store, tmp_path / "labels.pdf", output=Output.L7160, mark=True)
    address = ["Adams", "Binnenhof 22", "The Hague", "NETHERLANDS"]
    assert lines((tmp_path / "labels.pdf").read_bytes()) == address
    assert await rows(sqlite_store, Letter, "printed_on") == [None]


async def test_a_file_that_is_there_is_left_alone(sqlite_store: Store, tmp_path: Path) -> None:
    await letters(sqlite_store, "Adams")
    path = tmp_path / "letters.pdf"
    path.write_text("mine")
    with pytest.raises(UserError) as refused:
        await made(sqlite_store, path, mark=True)
    assert str(refused.value) == f"{path} is there already: name another file, or replace it."
    assert path.read_text() == "mine"
    assert left_over(tmp_path) == []
    assert await rows(sqlite_store, Letter, "printed_on") == [None]
    await made(sqlite_store, path, replace=True)
    assert path.read_bytes().startswith(b"%PDF-")


async def test_a_folder_that_is_not_there_is_said(sqlite_store: Store, tmp_path: Path) -> None:
    await letters(sqlite_store, "Adams")
    path = tmp_path / "absent" / "letters.pdf"
    with pytest.raises(UserError, match=r"letters\.pdf cannot be written \(No such file or directory\)"):
        await made(sqlite_store, path)


async def test_a_name_that_cannot_be_printed_leaves_no_file(sqlite_store: Store, tmp_path: Path) -> None:
    scene = await the_hague(sqlite_store)
    invited = await invite(sqlite_store, scene, "Li")
    await prepare_plainly(
        sqlite_store, scene, [planned(invited[0], 1, to_name="Li 漢")], channel=Channel.LETTER
    )
    with pytest.raises(UserError, match=r"Nothing was printed\. Li 漢: no font has “漢”"):
        await made(sqlite_store, tmp_path / "letters.pdf", mark=True)
    assert not (tmp_path / "letters.pdf").exists()
    assert await rows(sqlite_store, Letter, "printed_on") == [None]


async def test_an_e_mail_is_not_printed(sqlite_store: Store, tmp_path: Path) -> None:
    scene = await the_hague(sqlite_store)
    await prepare(sqlite_store, scene, await invite(sqlite_store, scene, "Adams"))
    with pytest.raises(UserError, match="There is no letter to print"):
        await made(sqlite_store, tmp_path / "letters.pdf")


async def test_letters_of_two_programmes_do_not_share_a_letterhead(
    sqlite_store: Store, tmp_path: Path
) -> None:
    await letters(sqlite_store, "Adams")
    other = await sqlite_store.write(create_programme, name="Other", short_name="OTHER")
    meeting = await sqlite_store.write(
        create_meeting, programme_id=other, title="Elsewhere", activity=ActivityType.SEMINAR, zone="UTC"
    )
    scene = Scene(other, meeting, 0, 0)
    invited = await invite(sqlite_store, scene, "Brown")
    await prepare_plainly(sqlite_store, scene, [planned(invited[0], 2)], channel=Channel.LETTER)
    with pytest.raises(UserError, match="These letters are of several programmes"):
        await made(sqlite_store, tmp_path / "letters.pdf", 1, 2)
