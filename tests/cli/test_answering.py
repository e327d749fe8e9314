import pytest
import time_machine

from tests.cli.conftest import Paht


def answers(paht: Paht, *filter_words: str) -> dict[str, tuple[str | None, ...]]:
    rows = paht("invitations", *filter_words, "--json").json
    return {row["name"]: (row["answer"], row["said_by"], row["firmness"], row["reason"]) for row in rows}


def test_an_answer_by_hand(the_hague: Paht) -> None:
    said = the_hague("answer", "mccoll", "--meeting=hague", "TENTATIVE", "--said-by=office", "--firm=vague")
    assert said.out == "Lord Ian McColl. The answer is tentative.\n"
    assert answers(the_hague, "mccoll") == {"Lord Ian McColl": ("tentative", "office", "vague", None)}


def test_a_no_after_a_yes_is_a_withdrawal(the_hague: Paht) -> None:
    the_hague("answer", "mccoll", "--meeting=hague", "ACCEPTED")
    said = the_hague("answer", "mccoll", "--meeting=hague", "DECLINED", "--reason=flight-cancelled")
    assert said.out == "Lord Ian McColl. The answer is withdrawn.\n"
    assert answers(the_hague, "mccoll") == {"Lord Ian McColl": ("withdrawn", None, None, "flight_cancelled")}


def test_a_whole_name_wins_over_parts_of_others(the_hague: Paht) -> None:
    assert the_hague("answer", "lo", "--meeting=hague", "accepted", code=1).err == (
        "paht: “lo” finds several people: Anna Lo (id:2), Lord Ian McColl (id:1). Say more of the name.\n"
    )
    assert the_hague("answer", "anna LO", "--meeting=hague", "accepted").out.startswith("Anna Lo.")
    assert the_hague("answer", "id:2", "--meeting=hague", "tentative").out.startswith("Anna Lo.")


def test_a_substitute(the_hague: Paht) -> None:
    said = the_hague("answer", "mccoll", "--meeting=hague", "DELEGATED", "--substitute=zolc")
    assert said.out == "Lord Ian McColl. The answer is delegated.\n"
    [row] = the_hague("invitations", "zolc", "--json").json
    assert (row["answer"], row["substitute_for"]) == ("accepted", "Lord Ian McColl")


def test_an_answer_for_one_session(the_hague: Paht) -> None:
    the_hague("answer", "zolc", "--meeting=hague", "ACCEPTED")
    said = the_hague("answer", "zolc", "--meeting=hague", "DECLINED", "--session=reception")
    assert said.out == "Ewa Żółć for Reception: declined. The answer is accepted.\n"
    [row] = the_hague("invitations", "zolc", "--json").json
    assert [each["presence"] for each in row["sessions"]] == ["expected", "not_expected"]


def test_a_call_with_its_answer(the_hague: Paht) -> None:
    said = the_hague(
        "call",
        "zolc",
        "--meeting=hague",
        "--outcome=coming",
        "--said-by=member",
        "--firm=firm",
        "--note=will bring \x1b[31mslides",
    )
    assert said.out == "Ewa Żółć: coming. The answer is accepted.\n"
    [call] = the_hague("calls", "--json").json
    assert (call["outcome"], call["spoke_with"]) == ("coming", "member")
    assert answers(the_hague, "zolc") == {"Ewa Żółć": ("accepted", "member", "firm", None)}


def test_a_call_back_in_the_zone_of_the_meeting(the_hague: Paht) -> None:
    the_hague(
        "call",
        "zolc",
        "--meeting=hague",
        "--outcome=call_back",
        "--callback=2012-01-16 15:00",
        "--answer=tentative",
    )
    assert answers(the_hague, "zolc") == {"Ewa Żółć": ("tentative", None, None, None)}
    with time_machine.travel("2012-01-16T14:00:00+00:00", tick=False):
        [due] = the_hague("calls", "--due", "--json").json
    assert (due["name"], due["promised_at"]) == ("Ewa Żółć", "2012-01-16T14:00:00Z")


def test_a_call_and_its_answer_are_undone_as_one(the_hague: Paht) -> None:
    the_hague("call", "zolc", "--meeting=hague", "--outcome=for_organizer", "--answer=accepted")
    assert the_hague("undo").out == "Undone: Called Ewa Żółć: for me to do.\n"
    assert answers(the_hague, "zolc") == {"Ewa Żółć": ("none", None, None, None)}
    assert the_hague("calls", "--json").json == []


def test_an_answer_for_one_session_keeps_who_gave_it_and_why(the_hague: Paht) -> None:
    the_hague("answer", "zolc", "--meeting=hague", "accepted", "--said-by=member")
    words = ("declined", "--session=reception", "--said-by=office", "--reason=illness")
    the_hague("answer", "zolc", "--meeting=hague", *words)
    (invited,) = the_hague("invitations", "zolc", "--json").json
    assert [(each["answer"], each["said_by"], each["answer_reason"]) for each in invited["sessions"]] == [
        ("accepted", "member", None),
        ("withdrawn", "office", "illness"),
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("call", "zolc", "--outcome=coming", "--answer=declined"),
            "“coming” means accepted, and --answer says declined: say one.",
        ),
        (("call", "zolc", "--outcome=call_back"), "Call back when? Give a day and a time."),
        (
            ("call", "zolc", "--outcome=call_back", "--callback=2012-01-16 11:00"),
            "16 Jan 2012 11:00 is in the past: give a later time to call back.",
        ),
        (("call", "zolc", "--outcome=substitute"), "Who comes for Ewa Żółć? Name the substitute."),
        (("call", "zolc", "--outcome=maybe", "--substitute=lo"), "“lo” finds several people: "),
        (
            ("call", "zolc", "--outcome=maybe", "--substitute=anna lo"),
            "--substitute goes with --outcome substitute.",
        ),
        (("answer", "zolc", "delegated"), "DELEGATED needs --substitute PERSON, and --substitute goes with"),
        (("answer", "zolc", "withdrawn"), "Ewa Żółć has not answered: “withdrawn” cannot follow that."),
        (("answer", "nobody", "accepted"), "Nobody on the list of this meeting is found by “nobody”."),
        (
            ("answer", "zolc", "accepted", "--session=dinner"),
            "“dinner” is not one session of this meeting. There are: Meeting, Reception.",
        ),
        (
            ("answer", "zolc", "delegated", "--substitute=zolc"),
            "Ewa Żółć cannot be the substitute of the same person: choose another.",
        ),
    ],
)
def test_what_is_refused(the_hague: Paht, words: tuple[str, ...], sentence: str) -> None:
    before = the_hague("invitations", "--json").json
    assert the_hague(*words, "--meeting=hague", code=1).err.startswith(f"paht: {sentence}")
    assert the_hague("invitations", "--json").json == before
    assert the_hague("calls", "--json").json == []


def test_an_apostrophe_in_a_name(the_hague: Paht) -> None:
    the_hague("checkin", "hague", "Siobhán O'Neill", "--walk-in")
    assert the_hague("answer", "o'neill", "--meeting=hague", "accepted").out.startswith("Siobhán O'Neill.")
