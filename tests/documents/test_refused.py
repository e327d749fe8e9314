import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paht_tui.documents.cells import guard, unguard
from paht_tui.documents.columns import recognise
from paht_tui.documents.contacts import Contact, ContactSheet, Phone, read_contacts
from paht_tui.documents.refused import write_refused
from paht_tui.documents.tables import Table, read_table
from paht_tui.errors import UserError

LIST = (
    "Name;E-mail;Phone;Country;Note\r\n"
    "Anna Lo;lo@x.example;;UK;\r\n"
    "Łucja Ważna;wazna(at)x.example;+48 22 5550100;Polska;=1+1\r\n"
    'Ard van der Steur;ard@x.example;;Atlantis;"a; b\nc"\r\n'
)


def read(path: Path) -> tuple[Table, ContactSheet]:
    table = read_table(path)
    return table, read_contacts(table, recognise(table.headings))


def imported(folder: Path, content: str = LIST) -> tuple[Table, ContactSheet]:
    (folder / "list.csv").write_text(content, encoding="utf-8", newline="")
    return read(folder / "list.csv")


def test_the_file_of_refused_rows(tmp_path: Path) -> None:
    table, sheet = imported(tmp_path)

    path = write_refused(tmp_path / "refused.csv", table, sheet.refused)

    assert path == tmp_path / "refused.csv"
    assert path.read_bytes().decode("utf-8") == (
        "\ufeffName;E-mail;Phone;Country;Note;Refused because\r\n"
        "Łucja Ważna;wazna(at)x.example;'+48 22 5550100;Polska;'=1+1;"
        "The e-mail address “wazna(at)x.example” cannot be used: there is no @ in it.\r\n"
        'Ard van der Steur;ard@x.example;;Atlantis;"a; b\nc";The country “Atlantis” is not known. '
        "Write its name in English, or its code of two letters.\r\n"
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["list.csv", "refused.csv"]


def test_refused_rows_are_mended_and_imported_again(tmp_path: Path) -> None:
    table, sheet = imported(tmp_path)
    path = write_refused(tmp_path / "refused.csv", table, sheet.refused)
    content = path.read_bytes().decode()

    path.write_text(content.replace("(at)", "@").replace("Atlantis", "NL"), encoding="utf-8", newline="")

    assert read(path)[1] == ContactSheet(
        contacts=(
            Contact(
                2,
                "Ważna",
                given_name="Łucja",
                emails=("wazna@x.example",),
                phones=(Phone("+48225550100"),),
                country="PL",
                note="=1+1",
            ),
            Contact(
                3, "van der Steur", given_name="Ard", emails=("ard@x.example",), country="NL", note="a; b\nc"
            ),
        ),
        refused=(),
    )


def test_refused_rows_that_are_not_mended_are_refused_again_for_the_same_reasons(tmp_path: Path) -> None:
    table, sheet = imported(tmp_path, LIST + "Eve;e@x.example;1;2;3;4\r\nShort;s@x\r\n")
    path = write_refused(tmp_path / "refused.csv", table, sheet.refused)

    again = read(path)

    assert again[0].headings == table.headings
    assert [refusal.reasons for refusal in again[1].refused] == [refusal.reasons for refusal in sheet.refused]


def test_another_file_is_never_overwritten(tmp_path: Path) -> None:
    table, sheet = imported(tmp_path)
    target = tmp_path / "refused.csv"
    target.write_text("mine")

    written = [write_refused(target, table, sheet.refused[:count]) for count in (1, 2, 2, 1)]

    assert [path.name for path in written] == [
        "refused-2.csv",
        "refused-3.csv",
        "refused-3.csv",
        "refused-2.csv",
    ]
    assert target.read_text() == "mine"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    table, sheet = imported(tmp_path)

    with pytest.raises(UserError, match=r"cannot be written to .*refused\.csv: No such file or directory\."):
        write_refused(tmp_path / "none" / "refused.csv", table, sheet.refused)


@given(st.text(alphabet="'=+-@\t\r\n＝ab", max_size=6))
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    assert guard(cell)[:1] not in set("=+-@\t\r\n＝")
    assert unguard(guard(cell)) == cell
