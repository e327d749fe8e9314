from pathlib import Path

import pytest

from tests.cli.conftest import Paht
from tests.cli.test_processes import at_a_terminal


def test_without_a_terminal_it_prints_the_report_and_where_the_mail_lies(paht: Paht, tmp_path: Path) -> None:
    told = paht("demo", "--folder", "sample").out
    for part in ("37 participants", "11 of 100", "7 of 15", "46.7%", "second of 11 events"):
        assert part in told
    sent = list((tmp_path / "sample" / "outgoing").glob("*.eml"))
    assert f"Sent mail: {len(sent)} messages in sample/outgoing\n" in told
    assert [path.name for path in tmp_path.glob("*.db")] == []


def test_the_day_of_the_sample_is_chosen(paht: Paht) -> None:
    early = paht("demo", "--folder", "sample", "--at", "2012-01-10").out
    assert "The record as it stood on Tuesday, 10 January 2012" in early


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("2011-01-01", "The sample begins on 1 December 2011: give a later day."),
        ("2012-01-20T09:00+00:00", "There is a record in sample already: name an empty folder."),
    ],
)
def test_what_the_sample_cannot_be(paht: Paht, tmp_path: Path, at: str, sentence: str) -> None:
    if "already" in sentence:
        (tmp_path / "sample" / "outgoing").mkdir(parents=True)
    assert paht("demo", "--folder", "sample", "--at", at, code=1).err == f"paht: {sentence}\n"


def test_at_a_terminal_it_opens(tmp_path: Path) -> None:
    with at_a_terminal("demo", "--folder", "sample") as (terminal, process):
        terminal.wait_for("PAHT")
        terminal.type("q")
        assert "The sample lies in sample." in terminal.rest()
    assert process.returncode == 0
