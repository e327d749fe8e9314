import pytest

from tests.cli.conftest import THE_HAGUE, Paht


def test_from_nothing_to_a_meeting(paht: Paht) -> None:
    assert (
        paht(
            "programme",
            "new",
            "Parliamentarians against Human Trafficking",
            "--short=PAHT",
            "--target=people_reached.mp=100: members of parliament",
        ).out
        == "Started Parliamentarians against Human Trafficking (PAHT).\n"
    )
    assert paht(*THE_HAGUE).out == "Planned Good practice exchange: the-hague.\n"
    assert paht("meetings", "--json").json == [
        {
            "id": 1,
            "slug": "the-hague",
            "programme": "PAHT",
            "number": None,
            "title": "Good practice exchange",
            "activity": "other",
            "state": "planned",
            "starts_on": "2012-01-26",
            "ends_on": "2012-01-26",
            "zone": "Europe/Amsterdam",
            "city": "The Hague",
            "country": "NL",
            "venue": "",
            "capacity": None,
            "on_list": 0,
            "invited": 0,
            "answered": 0,
            "accepted": 0,
            "present": 0,
            "sessions": [
                {
                    "id": 1,
                    "title": "Meeting",
                    "counts": True,
                    "starts_at": "2012-01-26T08:30:00Z",
                    "ends_at": "2012-01-26T16:00:00Z",
                    "place": "Senate",
                    "cancelled": False,
                    "doors_opened_at": None,
                },
                {
                    "id": 2,
                    "title": "Reception",
                    "counts": False,
                    "starts_at": "2012-01-25T17:30:00Z",
                    "ends_at": "2012-01-25T19:00:00Z",
                    "place": "Hotel",
                    "cancelled": False,
                    "doors_opened_at": None,
                },
            ],
        }
    ]


def test_a_meeting_is_held_and_gets_another_session(the_hague: Paht) -> None:
    said = the_hague("meeting", "set", "hague", "--state=held", "--session=Second day; 2012-01-27 9:00-12:00")
    assert said.out == "Altered Good practice exchange.\n"
    [meeting] = the_hague("meetings", "state:held", "--json").json
    assert [each["title"] for each in meeting["sessions"]] == ["Meeting", "Reception", "Second day"]
    assert the_hague("meetings", "-state:held", "--json").json == []


def test_a_meeting_and_its_sessions_are_one_act(the_hague: Paht) -> None:
    the_hague("meeting", "new", "Rome", "--zone=Europe/Rome", "--session=A; 2012-03-22 09:00-17:00")
    assert the_hague("undo").out == "Undone: Planned Rome.\n"
    assert [row["slug"] for row in the_hague("meetings", "--json").json] == ["the-hague"]


def test_a_session_over_several_days(the_hague: Paht) -> None:
    the_hague(
        "meeting", "new", "Congress", "--zone=UTC", "--session=Congress; 2012-05-03 09:00 - 2012-05-05 16:00"
    )
    [meeting] = the_hague("meetings", "congress", "--json").json
    assert (meeting["starts_on"], meeting["ends_on"]) == ("2012-05-03", "2012-05-05")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--zone=Amsterdam",), "“Amsterdam” is not a time zone: write one such as Europe/Amsterdam."),
        (
            ("--zone=UTC", "--session=Meeting, tomorrow"),
            (
                "“Meeting, tomorrow” is no session: write one such as"
                " “Reception; 2012-01-25 18:30-20:00; Hotel”."
            ),
        ),
        (
            ("--zone=UTC", "--session=A; 2012-02-30 09:00-10:00"),
            "“A; 2012-02-30 09:00-10:00”: there is no 2012-02-30 09:00.",
        ),
        (
            ("--zone=Europe/Rome", "--session=A; 0001-01-01 00:00-01:00"),
            "“A; 0001-01-01 00:00-01:00”: there is no 0001-01-01 00:00.",
        ),
        (
            ("--zone=UTC", "--country=ZZZZ"),
            "“ZZZZ” is not a country that is known: write a name or a code, Germany or DE.",
        ),
        (
            ("--zone=UTC", "--session=A; 2012-02-03 19:00-10:00"),
            "The session “A” would end before it starts: check its times.",
        ),
        (("--zone=UTC", "--programme=XY"), "Name the programme with --programme. There are: PAHT."),
    ],
)
def test_what_a_meeting_cannot_be(the_hague: Paht, words: tuple[str, ...], sentence: str) -> None:
    assert the_hague("meeting", "new", "Rome", *words, code=1).err == f"paht: {sentence}\n"
    assert len(the_hague("meetings", "--json").json) == 1


def test_a_meeting_needs_a_programme(paht: Paht) -> None:
    assert paht(*THE_HAGUE, code=1).err == (
        "paht: There is no programme yet: start one with `paht programme new`.\n"
    )


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("100", "“100” is no target: write one such as “people_reached.mp=100: members”."),
        ("peopel_reached=3", "“peopel_reached” is not one of them. Did you mean people_reached? There are:"),
        ("countries.mps=3", "“mps” is not one of them. Did you mean mp? There are: mp, regional_mp,"),
        ("countries=0", "A target is a number above zero."),
        ("countries=9999999999", "“countries=9999999999” is no target: write one such as"),
    ],
)
def test_what_a_target_cannot_be(paht: Paht, target: str, sentence: str) -> None:
    said = paht("programme", "new", "X", "--short=X", "--target", target, code=1)
    assert said.err.startswith(f"paht: {sentence}")


def test_nothing_to_alter(the_hague: Paht) -> None:
    assert the_hague("meeting", "set", "hague", code=1).err.startswith("paht: Say what to alter: --state")
