from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from paht_tui.documents.tables import Row, Table, read_table
from paht_tui.errors import UserError
from tests.documents.containers import compound_file, ods, xls


def table(folder: Path, content: str | bytes, name: str = "list.csv") -> Table:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_table(path)


def test_a_list_is_read_as_it_lies_in_its_file(tmp_path: Path) -> None:
    assert table(tmp_path, "Name;E-mail\nAnna Lo;lo@assembly.example\n") == Table(
        headings=("Name", "E-mail"),
        rows=(Row(2, ("Anna Lo", "lo@assembly.example")),),
        source="CSV, UTF-8, semicolons",
        remarks=(),
        separator=";",
    )


@pytest.mark.parametrize(
    ("separator", "named"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_separators_are_recognised(tmp_path: Path, separator: str, named: str) -> None:
    lines = (
        ["Name", "Party", "Post"],
        ["Anna Lo", "Alliance", "Member"],
        ["Ard van der Steur", "VVD", "Member"],
    )
    content = "\r\n".join(separator.join(line) for line in lines)

    read = table(tmp_path, content)

    assert (read.source, read.headings) == (f"CSV, UTF-8, {named}", ("Name", "Party", "Post"))
    assert read.rows[1] == Row(3, ("Ard van der Steur", "VVD", "Member"))


def test_a_comma_inside_the_cells_does_not_decide(tmp_path: Path) -> None:
    read = table(tmp_path, 'Name;Address\nA;"x, y, z"\nB;"x, y, z"\nC;"x, y, z"\n')

    assert read.rows[0] == Row(2, ("A", "x, y, z"))


def test_a_file_with_one_column_keeps_its_commas(tmp_path: Path) -> None:
    read = table(tmp_path, "Name\nSteen, Anthony\nLo, Anna\n")

    assert read.rows == (Row(2, ("Steen, Anthony",)), Row(3, ("Lo, Anna",)))


def test_the_first_line_of_excel_is_obeyed_and_not_counted(tmp_path: Path) -> None:
    read = table(tmp_path, "sep=|\r\nName|Note\r\nAnna|a;b;c\r\n")

    assert (read.headings, read.rows) == (("Name", "Note"), (Row(2, ("Anna", "a;b;c")),))


def test_line_breaks_inside_quotes_stay_and_blank_lines_are_counted(tmp_path: Path) -> None:
    read = table(tmp_path, 'Name;Address\r\nA;"Binnenhof 22\r\nDen Haag"\r\n\r\n;\r\nB;x\r\n')

    assert read.rows == (Row(2, ("A", "Binnenhof 22\nDen Haag")), Row(5, ("B", "x")))


def test_rows_that_do_not_fit_are_kept_and_reported(tmp_path: Path) -> None:
    read = table(tmp_path, "Name,Post,City\nA\nB,x,y,z\nC,x,y\nD,x,y,,\n")

    assert read.rows == (
        Row(2, ("A",)),
        Row(3, ("B", "x", "y", "z")),
        Row(4, ("C", "x", "y")),
        Row(5, ("D", "x", "y")),
    )
    assert read.remarks == (
        "Row 2 has 1 cell, the headings are 3.",
        "Row 3 has 4 cells, the headings are 3.",
    )


def test_a_title_above_the_headings_is_skipped(tmp_path: Path) -> None:
    read = table(tmp_path, "Participants, The Hague\n\nName;City;Post\nA;x;y\nB;x;y\n")

    assert (read.headings, read.rows[0]) == (("Name", "City", "Post"), Row(4, ("A", "x", "y")))


def test_cells_come_clean(tmp_path: Path) -> None:
    read = table(tmp_path, "Name;Note\n\u00a0Anna\u00a0 Lo\u200b ;a\x00b\x1b[31m\u202ec\n")

    assert read.rows == (Row(2, ("Anna Lo", "ab[31mc")),)


def test_letters_of_two_code_points_become_one(tmp_path: Path) -> None:
    assert table(tmp_path, "Name;City\nJose\u0301;x\n").rows == (Row(2, ("José", "x")),)


def test_what_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    read = table(tmp_path, "Name;Note\n=1+1;@x\n+A;-b\n'=c;'d\n")

    assert read.rows == (Row(2, ("=1+1", "@x")), Row(3, ("+A", "-b")), Row(4, ("'=c", "'d")))


def test_polish_and_greek_offices(tmp_path: Path) -> None:
    polish = table(tmp_path, "Imię;Nazwisko\nLech;Wałęsa\n".encode("cp1250"))
    greek = table(tmp_path, "Όνομα;Επώνυμο\nΓιώργος;Παπαδόπουλος\n".encode("cp1253"))

    assert (polish.source, polish.rows[0].cells) == (
        "CSV, Windows-1250 (central European), semicolons",
        ("Lech", "Wałęsa"),
    )
    assert (greek.source, greek.rows[0].cells) == (
        "CSV, Windows-1253 (Greek), semicolons",
        ("Γιώργος", "Παπαδόπουλος"),
    )


def test_excel_saves_unicode_text_as_utf16_with_tabs(tmp_path: Path) -> None:
    assert table(tmp_path, "Name\tCity\nŁucja\tŁódź\n".encode("utf-16")).source == "CSV, UTF-16, tabs"


def test_a_workbook_gives_what_a_person_sees(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("Empty")
        sheet = book.add_worksheet("Guests")
        sheet.write_row(0, 0, ["Name", "Phone", "Age", "Share", "Born", "Seen", "Vegan"])
        sheet.write_row(2, 0, ["Anna Lo", 31703123456, 30.0, 0.5])
        sheet.write_datetime(2, 4, date(1950, 6, 17), day)
        sheet.write_datetime(2, 5, datetime(2012, 1, 26, 9, 30), day)  # noqa: DTZ001 (a spreadsheet has no zones)
        sheet.write_boolean(2, 6, True)

    assert read_table(path) == Table(
        headings=("Name", "Phone", "Age", "Share", "Born", "Seen", "Vegan"),
        rows=(Row(3, ("Anna Lo", "31703123456", "30", "0.5", "1950-06-17", "2012-01-26 09:30", "yes")),),
        source="XLSX, sheet “Guests”",
    )


def test_open_document_and_old_excel(tmp_path: Path) -> None:
    rows = [["Name", "City"], ["Łucja", "Łódź"]]

    open_document = table(tmp_path, ods(rows), "list.ods")
    old_excel = table(tmp_path, xls(rows), "list.xls")

    assert (open_document.source, open_document.rows) == ("ODS, sheet “List”", (Row(2, ("Łucja", "Łódź")),))
    assert (old_excel.source, old_excel.rows) == ("XLS, sheet “List”", (Row(2, ("Łucja", "Łódź")),))


def test_a_workbook_named_csv_is_still_a_workbook(tmp_path: Path) -> None:
    assert table(tmp_path, ods([["Name"], ["Anna"]]), "list.csv").source == "ODS, sheet “List”"


PASSWORD = compound_file({"EncryptionInfo": b"\4\0\4\0" + bytes(60), "EncryptedPackage": bytes(600)})
UNREADABLE: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.csv", b"", r"a\.csv is empty\."),
    "blank lines": ("a.csv", b"\r\n ; \r\n", r"a\.csv is empty\."),
    "only its mark": ("a.csv", b"\xef\xbb\xbf", r"a\.csv is empty\."),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\1\2\3" * 40, r"a\.csv is not a table\."),
    "a PDF": ("a.csv", b"%PDF-1.7\nx,y\n1,2", r"a\.csv is not a table\."),
    "no headings": ("a.csv", b"Anna,lo@x.example\n", r"no headings: its row 1 holds “lo@x\.example”"),
    "an open quote": ("a.csv", b'Name,City\n"A,b\nC,d\n', r"Line 2: a quotation mark is opened"),
    "damaged": ("a.xlsx", b"PK\3\4 and then nothing", r"a\.xlsx cannot be read as a spreadsheet"),
    "protected": ("a.xlsx", PASSWORD, r"a\.xlsx is protected by a password\."),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_says_why(tmp_path: Path, kind: str) -> None:
    name, content, sentence = UNREADABLE[kind]

    with pytest.raises(UserError, match=sentence):
        table(tmp_path, content, name)


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()

    with pytest.raises(UserError, match=r"a\.xlsx is empty: none of its sheets"):
        read_table(path)


def test_not_there_a_folder_or_far_too_large(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(50_000_001)

    with pytest.raises(UserError, match=r"There is no file .*none\.csv"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(UserError, match=r"is a folder\. Name the file in it\."):
        read_table(tmp_path)
    with pytest.raises(UserError, match=r"large\.csv is larger than 50 MB"):
        read_table(large)
