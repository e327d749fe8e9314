from pathlib import Path

import pytest

from paht_tui.cli import shapes
from tests.cli.conftest import Paht


def test_what_is_not_set_up_yet_is_no_error(paht: Paht, tmp_path: Path) -> None:
    told = paht("doctor").out
    assert (
        "not yet  sender           nobody\n"
        "                          → Put name and address into [sender] of the settings.\n"
    ) in told
    assert "ok       terminal         none: commands only\n" in told
    assert not (tmp_path / "paht.db").exists()


def test_what_is_wrong_is_an_exit_code(the_hague: Paht, tmp_path: Path) -> None:
    (tmp_path / "paht.db").chmod(0o640)
    told = the_hague("doctor", code=1).out
    assert f"PROBLEM  database         {tmp_path}/paht.db, " in told
    assert f"→ Close it: chmod 600 {tmp_path}/paht.db\n" in told


def test_as_json(paht: Paht, tmp_path: Path) -> None:
    rows = {row["what"]: row for row in paht("doctor", "--json").json}
    assert tuple(rows["database"]) == shapes.DOCTOR_FIELDS
    assert rows["database"] == {
        "what": "database",
        "state": "missing",
        "found": f"{tmp_path}/paht.db is not there yet",
        "advice": "The first start makes it.",
    }


@pytest.mark.parametrize(
    ("url", "state", "found"),
    [
        ("a" * 300, "missing", f"{'a' * 300} is not there yet"),
        (
            "~nobody-of-this-name/x",
            "problem",
            "The database file ~nobody-of-this-name/x cannot be found: there is no such user.",
        ),
    ],
)
def test_a_database_of_an_impossible_name(paht: Paht, url: str, state: str, found: str) -> None:
    told = paht("doctor", "--db", url, "--json", code=int(state == "problem")).json
    rows = {row["what"]: row for row in told}
    assert (rows["database"]["state"], rows["database"]["found"]) == (state, found)


def test_settings_with_a_mistake_do_not_stop_the_doctor(paht: Paht, settings: Path) -> None:
    settings.write_text("[sender]\nadress = 'x'\n", encoding="utf-8")
    rows = {row["what"]: row["state"] for row in paht("doctor", "--json", code=1).json}
    assert (rows["settings"], rows["terminal"]) == ("problem", "ok")
