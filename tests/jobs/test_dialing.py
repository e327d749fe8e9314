import asyncio
import threading
from pathlib import Path

import pytest

from paht_tui.errors import UserError
from paht_tui.jobs.dialing import dial, dial_words, dialled


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("+49 30 0000 0001", "+493000000001"),
        ("+44 (0)1632 960001", "+441632960001"),
        ("(030) 123-45", "03012345"),
        ("+49 30 1234 ext. 56", "+49301234"),
        ("--exec=rm 030/12", "03012"),
    ],
)
def test_of_a_number_only_what_can_be_dialled_is_left(written: str, number: str) -> None:
    assert dialled(written) == number


def test_the_number_takes_its_place_in_the_words_of_the_command() -> None:
    assert dial_words("xdg-open 'tel:{number}' --quiet", "+49 30 1") == ["xdg-open", "tel:+49301", "--quiet"]


@pytest.mark.parametrize(
    ("command", "number", "sentence"),
    [
        (" ", "1", "No program that dials is set: write dial_command under [calling]"),
        ("dial", "1", "dial_command “dial” does not say where the {number} goes."),
        ("{number}", "1", "dial_command “{number}” does not say where the {number} goes."),
        ("dial 'x {number}", "1", "dial_command “dial 'x {number}” is not a command"),
        ("dial {number}", "none known", "There is nothing to dial in “none known”."),
    ],
)
def test_what_cannot_be_dialled_is_said(command: str, number: str, sentence: str) -> None:
    with pytest.raises(UserError) as refused:
        dial_words(command, number)
    assert str(refused.value).startswith(sentence)


async def test_a_program_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing-here cannot be started: No such file or directory"):
        await dial(f"{tmp_path}/nothing-here {{number}}", "1")


def test_the_program_is_started_without_a_shell(tmp_path: Path) -> None:
    folder = tmp_path / "dialled"
    folder.mkdir()
    asyncio.run(dial(f"touch {folder}/$HOME;{{number}}", "+49 30 1"))
    for thread in threading.enumerate():
        if thread.name == "paht-dial":
            thread.join()
    assert [path.name for path in folder.iterdir()] == ["$HOME;+49301"]
