from pathlib import Path

import pytest

from tests.cli.conftest import Paht
from tests.documents.letters.reading import lines, pages

ADDRESSES = """\
First name;Surname;Street;Postal code;City;Country
Ewa;Żółć;Sample 1;00-001;Warszawa;PL
Max;Beispiel;Platz 1;11011;Berlin;DE
"""


@pytest.fixture
def lettered(the_hague: Paht, tmp_path: Path) -> Paht:
    """Four on the list, of whom two have a postal address; letters to them are prepared."""
    (tmp_path / "addresses.csv").write_text(ADDRESSES, encoding="utf-8")
    the_hague("import", "addresses.csv")
    said = the_hague("letters", "prepare", "hague")
    assert said.out == (
        "Left out: Anna Lo has no postal address that works.\n"
        "Left out: Lord Ian McColl has no postal address that works.\n"
        "Prepared 2 letters to Good practice exchange: batch 1.\n"
    )
    return the_hague


def state(paht: Paht) -> list[tuple[str | None, ...]]:
    shown = ("name", "state", "printed_on", "posted_on", "returned_on", "out_of_date")
    return [tuple(row[name] for name in shown) for row in paht("letters", "list", "hague", "--json").json]


def test_letters_are_printed_posted_and_returned(lettered: Paht, tmp_path: Path) -> None:
    said = lettered("letters", "print", "hague", "-o", "letters.pdf", "--date=2012-01-04", "--printed")
    assert said.out == "Made a PDF of 2 letters: letters.pdf.\n"
    made = (tmp_path / "letters.pdf").read_bytes()
    assert len(pages(made)) == 2
    assert {"Ewa Żółć", "00-001 Warszawa", "POLAND", "4 January 2012"} <= set(lines(made, 1))
    printed = "2012-01-16"
    assert state(lettered) == [
        ("Max Beispiel", "planned", printed, None, None, None),
        ("Ewa Żółć", "planned", printed, None, None, None),
    ]
    assert lettered("letters", "mark", "posted", "hague", "--on=2012-01-12").out == "2 letters posted.\n"
    assert (
        lettered("letters", "mark", "returned", "hague", "--filter=country:pl").out == "1 letter returned.\n"
    )
    assert state(lettered) == [
        ("Max Beispiel", "sent", printed, "2012-01-12", None, None),
        ("Ewa Żółć", "returned", printed, "2012-01-12", "2012-01-16", None),
    ]
    # The call is due from the day on which the letter was posted.
    assert [row["name"] for row in lettered("calls", "--due", "--json").json] == ["Max Beispiel"]


def test_labels_go_to_another_file(lettered: Paht, tmp_path: Path) -> None:
    said = lettered("letters", "print", "hague", "--as", "l7160", "-o", "labels.pdf")
    assert said.out == "Made a PDF of the addresses of 2 letters: labels.pdf.\n"
    assert len(pages((tmp_path / "labels.pdf").read_bytes())) == 1


def test_a_file_is_replaced_only_when_that_is_said(lettered: Paht, tmp_path: Path) -> None:
    (tmp_path / "letters.pdf").write_text("mine")
    said = lettered("letters", "print", "hague", "-o", "letters.pdf", code=1)
    assert said.err == "paht: letters.pdf is there already: name another file, or replace it.\n"
    lettered("letters", "print", "hague", "-o", "letters.pdf", "--replace")
    assert (tmp_path / "letters.pdf").read_bytes().startswith(b"%PDF-")


def test_letters_of_a_meeting_that_was_changed_are_not_printed_unasked(lettered: Paht) -> None:
    lettered("meeting", "set", "hague", "--title=Exchange of good practice")
    said = lettered("letters", "print", "hague", "-o", "letters.pdf", code=1)
    assert said.err == (
        "paht: The meeting was changed since 2 letters were written (Max Beispiel, Ewa Żółć):"
        " drop and prepare them anew, or say --anyway.\n"
    )
    assert {row[-1] for row in state(lettered)} == {"meeting"}
    lettered("letters", "print", "hague", "-o", "letters.pdf", "--anyway")


def test_nobody_gets_the_same_letter_twice(lettered: Paht) -> None:
    assert lettered("letters", "prepare", "hague").out.endswith("No letter is to be prepared.\n")


def test_what_cannot_be_done_is_said(lettered: Paht) -> None:
    assert lettered("letters", "mark", "returned", "hague", code=1).err == (
        "paht: No letter of Good practice exchange can be returned now.\n"
    )
    assert lettered("letters", "prepare", "hague", "--template=invitation", code=1).err == (
        "paht: “invitation” goes by e-mail: `paht send` sends it.\n"
    )
    assert lettered("letters", "print", "hague", "--batch=7", "-o", "x.pdf", code=1).err == (
        "paht: Batch 7 has no letter of Good practice exchange.\n"
    )
    lettered("letters", "mark", "posted", "hague")
    assert lettered("letters", "print", "hague", "-o", "x.pdf", code=1).err.startswith(
        "paht: There is no letter to print"
    )


def test_the_list_as_a_table(lettered: Paht) -> None:
    lettered("letters", "mark", "printed", "hague", "--filter=country:de")
    assert lettered("letters", "list", "hague").out.splitlines() == [
        "NAME          KIND        STATE    PRINTED      POSTED  RETURNED  OUT OF DATE",
        "Max Beispiel  invitation  planned  16 Jan 2012",
        "Ewa Żółć      invitation  planned",
    ]


def test_who_is_told_otherwise_by_a_batch_that_waits_is_named_when_letters_are_prepared(
    the_hague: Paht, tmp_path: Path
) -> None:
    the_hague("send", "hague", "--yes")
    the_hague("send", "hague", "--template=cancellation", "--at=2012-01-17 08:00", "--yes")
    (tmp_path / "addresses.csv").write_text(ADDRESSES, encoding="utf-8")
    the_hague("import", "addresses.csv")
    said = the_hague("letters", "prepare", "hague")
    assert said.err == ("Batch 2 waits too, and says otherwise (cancellation) to Max Beispiel, Ewa Żółć.\n")
