"""From a contact list to the account of who came, by commands only."""

from pathlib import Path

import time_machine

from tests.cli.conftest import PEOPLE, THE_HAGUE, Paht


def test_from_the_list_to_the_report(paht: Paht, tmp_path: Path, settings: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    paht(
        "programme",
        "new",
        "Parliamentarians against Human Trafficking",
        "--short=PAHT",
        "--target=people_reached.mp=100: members of parliament",
        "--target=countries.mp=15: countries",
    )
    paht(*THE_HAGUE, "--number=2", "--activity=good-practice-exchange")
    paht("import", "people.csv")
    paht("invite", "2", "category:mp,ngo")
    paht("send", "2", "--yes")
    with time_machine.travel("2012-01-20T09:00:00+00:00", tick=False):
        assert len(paht("calls", "--due", "--json").json) == 4
        paht("call", "mccoll", "--meeting=2", "--outcome=coming", "--said-by=office")
        paht("call", "max", "--meeting=2", "--outcome=no_answer")
        paht("call", "anna lo", "--meeting=2", "--outcome=coming", "--said-by=member")
        paht("answer", "zolc", "--meeting=2", "ACCEPTED", "--via=mail")
    with time_machine.travel("2012-01-26T08:15:00+00:00", tick=False):
        paht("checkin", "2", "mccoll")
        paht("checkin", "2", "zolc")
    with time_machine.travel("2012-01-27T08:00:00+00:00", tick=False):
        paht("absent", "2", "--reason=weather")
        paht("meeting", "set", "2", "--state=held")
        report = paht("report", "2").out
        data = paht("report", "2", "--format=json").json
        paht("report", "2", "-o", "report.md")
    assert (tmp_path / "report.md").read_text("utf-8").rstrip("\n") == report.rstrip("\n")
    for line in (
        "There were 2 participants.",
        "4 people on the list, 4 invited by mail or letter; 3 answered: 3 accepted",
        "This meeting: 1 of 100 members of parliament, 1% of the target.",
    ):
        assert line in report
    assert isinstance(data, dict)
    [meeting] = paht("meetings", "--json").json
    figures = ("on_list", "invited", "answered", "accepted", "present", "state")
    assert [meeting[name] for name in figures] == [4, 4, 3, 3, 2, "held"]


def test_the_report_of_the_programme(the_hague: Paht) -> None:
    assert the_hague("report").out.startswith("# Parliamentarians against Human Trafficking\n")
    assert the_hague("report", "--programme=paht", "--format=json").json == {
        "programme": {
            "name": "Parliamentarians against Human Trafficking",
            "short_name": "PAHT",
            "funder": "",
            "run_by": "",
        },
        "held": 0,
        "participants": {"at_least": 0, "at_most": 0},
        "activities": [
            {
                "activity": "other",
                "reach": None,
                "participants": {"at_least": 0, "at_most": 0},
                "held": [],
                "to_come": [the_hague("report", "hague", "--format=json").json["meeting"]],
            }
        ],
        "targets": [],
    }


def test_which_report_is_meant(paht: Paht) -> None:
    assert paht("report", code=1).err == (
        "paht: There is no programme yet: start one with `paht programme new`.\n"
    )
    paht("programme", "new", "One", "--short=A")
    paht("programme", "new", "Two", "--short=B")
    assert paht("report", code=1).err == "paht: Name the programme with --programme. There are: A, B.\n"
    assert paht("report", "--programme=b").out.startswith("# Two\n")
    assert paht("report", "M", "--programme=b", code=1).err == (
        "paht: The report is of the meeting M or of a --programme: name one of them.\n"
    )


def test_a_report_that_cannot_be_written(the_hague: Paht) -> None:
    assert the_hague("report", "hague", "-o", "no/such/folder.md", code=1).err == (
        "paht: The report cannot be written to no/such/folder.md: No such file or directory.\n"
    )


def test_a_report_of_no_meeting(the_hague: Paht) -> None:
    assert (
        the_hague("report", "rome", code=1).err == "paht: There is no meeting “rome”. There are: the-hague.\n"
    )


def test_on_either_database(paht: Paht, list_of_people: Path, settings: Path, url: str) -> None:
    here = ("--db", url)
    paht("programme", "new", "Parliamentarians", "--short=PAHT", *here)
    paht(*THE_HAGUE, *here)
    paht("import", "people.csv", "--meeting=hague", *here)
    assert paht("send", "hague", "--yes", *here).out.startswith("4 sent.\n")
    assert paht("send", "hague", "--yes", *here).out.endswith("Nothing is to be sent.\n")
    paht("answer", "zolc", "--meeting=hague", "ACCEPTED", *here)
    paht("checkin", "hague", "zolc", *here)
    [row] = paht("invitations", "presence:present", "delivery:sent", "--json", *here).json
    assert (row["name"], row["sessions"][0]["arrived_at"]) == ("Ewa Żółć", "2012-01-16T11:00:00Z")
    assert "There was 1 participant." in paht("report", "hague", *here).out
    assert paht("undo", *here).out == "Undone: Ewa Żółć arrived (Meeting).\n"
