from tests.cli.conftest import Paht


def test_who_is_in_the_room(the_hague: Paht) -> None:
    the_hague("answer", "mccoll", "--meeting=hague", "ACCEPTED")
    assert [
        the_hague("checkin", "hague", *words).out
        for words in (
            ("mccoll",),
            ("mccoll",),
            ("zolc",),
            ("Naum Beispiel", "--walk-in", "--country=bg", "--category=police"),
            ("mccoll", "--session=reception"),
        )
    ] == [
        "Lord Ian McColl arrived: Meeting.\n",
        "Lord Ian McColl was checked in to Meeting before.\n",
        "Ewa Żółć was not expected and is let in: Meeting.\n",
        "Naum Beispiel was not on the list and walked in: Meeting.\n",
        "Lord Ian McColl arrived: Reception.\n",
    ]
    assert [row["name"] for row in the_hague("invitations", "presence:present", "--json").json] == [
        "Naum Beispiel",
        "Lord Ian McColl",
        "Ewa Żółć",
    ]
    [walked_in] = the_hague("people", "naum", "--json").json
    assert (walked_in["country"], walked_in["category"]) == ("BG", "police")


def test_a_contact_walks_in_without_becoming_two(the_hague: Paht) -> None:
    the_hague("meeting", "new", "Rome", "--zone=Europe/Rome", "--session=Day; 2012-03-22 09:00-17:00")
    the_hague("checkin", "rome", "ewa zolc", "--walk-in")
    assert len(the_hague("people", "zolc", "--json").json) == 1
    assert the_hague("checkin", "rome", "ewa zolc", "--walk-in", code=1).err == (
        "paht: Ewa Żółć is on the list: check in from there.\n"
    )


def test_absent_are_those_who_were_expected_and_are_not_there(the_hague: Paht) -> None:
    for name in ("mccoll", "anna lo", "max"):
        the_hague("answer", name, "--meeting=hague", "ACCEPTED")
    the_hague("checkin", "hague", "max")
    assert the_hague("absent", "hague", "country:gb", "-lords", "--reason=illness").out == (
        "Anna Lo: absent from Meeting, illness.\n"
    )
    assert the_hague("absent", "hague", "--reason=weather").out == (
        "Lord Ian McColl: absent from Meeting, weather.\n"
        "Anna Lo: keeps the reason “illness”; --replace alters it.\n"
    )
    assert the_hague("absent", "hague", "anna", "--reason=no_notice", "--replace").out == (
        "Anna Lo: absent from Meeting, no notice (was: illness).\n"
    )
    absent = {
        row["name"]: row["sessions"][0]["absence_reason"]
        for row in the_hague("invitations", "presence:absent", "--json").json
    }
    assert absent == {"Lord Ian McColl": "weather", "Anna Lo": "no_notice"}


def test_nobody_is_absent(the_hague: Paht) -> None:
    assert the_hague("absent", "hague", "zolc", "--reason=weather", code=1).err == (
        "paht: Nobody who is expected at Meeting and has not come is found.\n"
    )
    # Looking for them has not opened the doors either.
    [meeting] = the_hague("meetings", "--json").json
    assert [each["doors_opened_at"] for each in meeting["sessions"]] == [None, None]


def test_who_is_not_on_the_list_is_not_checked_in(the_hague: Paht) -> None:
    assert the_hague("checkin", "hague", "naum", code=1).err == (
        "paht: Nobody on the list of this meeting is found by “naum”.\n"
    )
    assert the_hague("checkin", "hague", "id:99", "--walk-in", code=1).err == (
        "paht: Nobody in the contacts has the number id:99.\n"
    )
    assert the_hague("checkin", "hague", " ", "--walk-in", code=1).err.startswith("paht: ")


def test_undo_takes_back_one_thing_after_the_other(the_hague: Paht) -> None:
    the_hague("answer", "zolc", "--meeting=hague", "ACCEPTED")
    the_hague("checkin", "hague", "zolc")
    assert the_hague("undo").out == "Undone: Ewa Żółć arrived (Meeting).\n"
    assert the_hague("undo").out == "Undone: Ewa Żółć is coming.\n"
    assert the_hague("undo").out == "Undone: Imported 4 from people.csv.\n"


def test_a_new_record_has_nothing_to_undo(paht: Paht) -> None:
    assert paht("undo", code=1).err == "paht: There is nothing of yours to undo.\n"
