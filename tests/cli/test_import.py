import os
from pathlib import Path

from tests.cli.conftest import PEOPLE, Paht


def test_a_dry_run_says_row_by_row_what_would_be_done(
    the_hague: Paht, tmp_path: Path, list_of_people: Path
) -> None:
    list_of_people.write_text(PEOPLE.replace("PL;NGO", "PL;IGO") + ";No;;x;;;\n;Eva;Nova;;CZ;;\n", "utf-8")
    before = the_hague("people", "--json").json
    said = the_hague("import", "people.csv", "--dry-run", "--meeting=hague", code=3)
    assert said.out == (
        "Row 2: Lord Ian McColl: is known, nothing differs\n"
        "Row 3: Anna Lo: is known, nothing differs\n"
        "Row 4: Ewa Żółć: would be updated (category: ngo → igo)\n"
        "Row 5: Max Beispiel: is known, nothing differs\n"
        "Row 6: No: refused. The e-mail address “x” cannot be used: there is no @ in it.\n"
        "Row 7: Eva Nova: would be added\n"
        "1 would be added, 1 updated, 3 unchanged, 1 refused. Nothing was written.\n"
        "5 would be put on the list of Good practice exchange, unless they are on it.\n"
    )
    assert the_hague("people", "--json").json == before
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["people.csv"]


def test_a_dry_run_on_an_empty_machine_leaves_no_database_behind(paht: Paht, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name\nAnna Beispiel\n", encoding="utf-8")
    said = paht("import", "list.csv", "--dry-run", "--db", "new/paht.db")
    assert said.out == (
        "Row 2: Anna Beispiel: would be added\n"
        "1 would be added, 0 updated, 0 unchanged, 0 refused. Nothing was written.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_what_the_columns_were_taken_for(paht: Paht, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Wer;Land;Zimmer\nAnna Beispiel;DE;7\n", encoding="cp1252")
    said = paht("import", "list.csv", "--map", "Wer=name", "--dry-run")
    assert said.err == (
        "list.csv: CSV, UTF-8, semicolons, 1 row.\n"
        "  Wer: name\n"
        "  Land: country\n"
        "  Zimmer: not taken over\n"
        "Wrong? Say --map HEADING=FIELD.\n"
    )


def test_refused_rows_are_mended_and_imported_again(paht: Paht, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        "Name;E-mail\nAnna Beispiel;anna@x.example\n=Bob Muster;bob\n", "utf-8"
    )
    said = paht("import", "list.csv", code=3)
    assert said.out.endswith(
        "1 added, 0 updated, 0 unchanged, 1 refused.\n"
        "The refused rows are in list-refused.csv: mend them there and import that file.\n"
    )
    refused = tmp_path / "list-refused.csv"
    refused.write_text(refused.read_text("utf-8-sig").replace(";bob;", ";bob@y.example;"), "utf-8")
    assert paht("import", "list-refused.csv").out == "1 added, 0 updated, 0 unchanged, 0 refused.\n"
    assert [row["name"] for row in paht("people", "--json").json] == ["Anna Beispiel", "=Bob Muster"]


def test_a_list_whose_name_is_no_text(paht: Paht, tmp_path: Path) -> None:
    name = os.fsdecode(b"Z\xfcrich.csv")
    (tmp_path / name).write_text("Name\nAnna Beispiel\n", encoding="utf-8")
    assert paht("import", name).out == "1 added, 0 updated, 0 unchanged, 0 refused.\n"
    assert paht("undo").out == "Undone: Imported 1 from Z?rich.csv.\n"


def test_the_same_list_twice_changes_nothing(the_hague: Paht) -> None:
    assert the_hague("import", "people.csv", "--meeting=hague").out == (
        "0 added, 0 updated, 4 unchanged, 0 refused.\n0 put on the list of Good practice exchange.\n"
    )


def test_what_cannot_be_imported(the_hague: Paht, tmp_path: Path) -> None:
    assert the_hague("import", "none.csv", code=1).err == "paht: There is no file none.csv.\n"
    assert the_hague("import", "people.csv", "--map=Tel=phone", code=1).err.startswith(
        "paht: There is no column “Tel”. The columns are: “Title”, “First name”,"
    )
    assert the_hague("import", "people.csv", "--map=Title=job", code=1).err.startswith(
        "paht: “Title=job”: there is no field “job”. The fields are: name, prefix,"
    )
    assert the_hague("import", "people.csv", "--meeting=rome", code=1).err == (
        "paht: There is no meeting “rome”. There are: the-hague.\n"
    )


def test_inviting_by_filter(the_hague: Paht) -> None:
    the_hague("meeting", "new", "Rome", "--zone=Europe/Rome", "--session=A; 2012-03-22 09:00-17:00")
    said = the_hague("invite", "rome", "category:mp", "-country:de")
    assert said.out == "2 put on the list of Rome; 0 were on it before.\n"
    assert the_hague("invite", "rome", "category:mp country:gb,de").out == (
        "1 put on the list of Rome; 2 were on it before.\n"
    )
    rows = the_hague("invitations", "--meeting=rome", "--json").json
    assert [row["name"] for row in rows] == ["Max Beispiel", "Anna Lo", "Lord Ian McColl"]


def test_inviting_to_one_session_as_a_speaker(the_hague: Paht, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("Name\nEva Nova\n", encoding="utf-8")
    the_hague("import", "more.csv")
    the_hague("invite", "hague", "nova", "--session=reception", "--capacity=speaker")
    [row] = the_hague("invitations", "nova", "--json").json
    assert (row["capacity"], [each["session"] for each in row["sessions"]]) == ("speaker", ["Reception"])


def test_nobody_to_invite(the_hague: Paht) -> None:
    assert the_hague("invite", "hague", "country:fr", code=1).err == (
        "paht: No contact is found by “country:fr”: `paht people` lists them.\n"
    )
    assert the_hague("invite", "hague", " ", code=1).err == (
        "paht: An empty filter would put everybody on the list: say who, such as category:mp.\n"
    )
    assert the_hague("invite", "hague", "state:new", code=1).err.startswith(
        "paht: “state:” is not a filter word here. There are: category,"
    )
