from pathlib import Path

import pytest
import time_machine

from paht_tui.cli import shapes
from paht_tui.cli.output import clean, json_text, width
from tests.cli.conftest import Paht


def test_people_as_a_table(the_hague: Paht) -> None:
    assert the_hague("people", "category:mp").out.splitlines() == [
        "ID  NAME             COUNTRY  CATEGORY  ORGANISATION    E-MAIL                 PHONE",
        "4   Max Beispiel     DE       mp        Bundestag       max@bundestag.example",
        "2   Anna Lo          GB       mp        Assembly        lo@mla.example",
        "1   Lord Ian McColl  GB       mp        House of Lords  mccoll@lords.example",
    ]


def test_people_as_json(the_hague: Paht) -> None:
    assert the_hague("people", "zolc", "--json").json == [
        {
            "id": 3,
            "name": "Ewa Żółć",
            "country": "PL",
            "category": "ngo",
            "organisation": "La Strada",
            "email": "ewa@ngo.example",
            "email_state": "untried",
            "phone": None,
            "do_not_contact": False,
        }
    ]
    assert "Ewa Żółć" in the_hague("people", "zolc", "--json").out


def test_wide_letters_line_up(paht: Paht, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name;Country\n王明;CN\nAnna Lo;GB\nRenée\u0301;FR\n", "utf-8")
    paht("import", "list.csv")
    lines = paht("people").out.splitlines()
    starts = {
        width(line.partition(word)[0])
        for line in lines
        for word in ("COUNTRY", "CN", "GB", "FR")
        if word in line
    }
    assert (len(lines), starts) == (4, {width("ID  Anna Lo  ")})


NASTY = "\x1b]0;owned\x07[bold]=cmd()\x9b31m\u202egro\ud800"


@pytest.mark.parametrize("kind", ["table", "json"])
def test_names_never_move_the_terminal(paht: Paht, kind: str) -> None:
    # The importer cleans what it reads; the title of a meeting is taken as it was typed.
    paht("programme", "new", "P", "--short=P")
    paht("meeting", "new", NASTY.replace("\ud800", ""), "--zone=UTC", "--city=Rome")
    out = paht("meetings", *(["--json"] if kind == "json" else [])).out
    assert [letter for letter in out if not letter.isprintable() and letter != "\n"] == []
    assert "[bold]=cmd()" in out
    if kind == "json":
        assert paht("meetings", "--json").json[0]["title"] == NASTY.replace("\ud800", "")


def test_cleaning() -> None:
    assert clean(NASTY) == "]0;owned[bold]=cmd()31mgro\ufffd"
    assert clean("a\tb\r\nc\u2028d") == "a b  c d"
    assert clean("a\r\nb", lines=True) == "a\nb"
    assert json_text("\x9b\u202e\ud800 é") == '"\\u009b\\u202e\\ud800 é"'


def test_invitations_tell_the_three_facts(the_hague: Paht) -> None:
    the_hague("answer", "mccoll", "--meeting=hague", "ACCEPTED", "--said-by=office", "--firm=likely")
    the_hague("checkin", "hague", "mccoll", "--session=reception")
    assert the_hague("invitations", "answer:accepted", "--json").json == [
        {
            "id": 1,
            "meeting": "the-hague",
            "person_id": 1,
            "name": "Lord Ian McColl",
            "country": "GB",
            "category": "mp",
            "organisation": "House of Lords",
            "capacity": "participant",
            "seat": None,
            "channel": "email",
            "delivery": None,
            "answer": "accepted",
            "said_by": "office",
            "firmness": "likely",
            "reason": None,
            "answered_at": "2012-01-16T11:00:00Z",
            "answer_note": "",
            "calls": 0,
            "substitute_for": None,
            "sessions": [
                {
                    "session_id": 1,
                    "session": "Meeting",
                    "answer": "accepted",
                    "said_by": "office",
                    "answer_reason": None,
                    "presence": "expected",
                    "arrived_at": None,
                    "arrival": None,
                    "absence_reason": None,
                },
                {
                    "session_id": 2,
                    "session": "Reception",
                    "answer": "accepted",
                    "said_by": "office",
                    "answer_reason": None,
                    "presence": "present",
                    "arrived_at": "2012-01-16T11:00:00Z",
                    "arrival": "expected",
                    "absence_reason": None,
                },
            ],
        }
    ]


def test_words_that_exclude(the_hague: Paht) -> None:
    the_hague("answer", "mccoll", "--meeting=hague", "accepted")
    rows = the_hague("invitations", "-answer:none", "--meeting=hague", "--json").json
    assert [row["name"] for row in rows] == ["Lord Ian McColl"]
    rows = the_hague("people", "-category:mp", "org:la strada", "--json").json
    assert [row["name"] for row in rows] == ["Ewa Żółć"]


def test_people_of_a_meeting(the_hague: Paht, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("Name\nSiobhán O'Neill\n", encoding="utf-8")
    the_hague("import", "more.csv")
    assert len(the_hague("people", "--json").json) == 5
    assert len(the_hague("people", "--meeting=hague", "--json").json) == 4
    assert [row["name"] for row in the_hague("people", "o'neill", "--json").json] == ["Siobhán O'Neill"]


WORDS = (
    "lo category:mp contact:yes country:gb email:none email:untried id:1 language:en meeting:the-hague"
    " org:strada answer:none called:no called:yes capacity:participant delivery:none delivery:sent"
    " presence:present presence:absent reason:none said:none seat:none"
)


@pytest.mark.parametrize("word", WORDS.split())
def test_every_filter_word_in_every_list(the_hague: Paht, word: str) -> None:
    for name in ("invitations", "calls", "messages"):
        the_hague(name, word)
        the_hague(name, f"-{word}", "--meeting=hague", "--json")
    the_hague("calls", "--due", word)
    the_hague("send", "hague", "--dry-run", "--filter", word)
    # Nobody has accepted, so nobody can be absent; but the word is understood.
    assert the_hague("absent", "hague", word, "--reason=weather", code=1).err.startswith("paht: Nobody who")


def test_empty_lists(paht: Paht) -> None:
    for name, sentence in (
        ("people", "No contact is found.\n"),
        ("meetings", "No meeting is found.\n"),
        ("invitations", "Nobody on a list is found.\n"),
        ("calls", "No call is found.\n"),
        ("messages", "No message is found.\n"),
    ):
        said = paht(name)
        assert (said.out, said.err) == ("", sentence)
        assert paht(name, "--json").out == "[]\n"


def test_calls_made_and_to_be_made(the_hague: Paht) -> None:
    the_hague(
        "call",
        "lo",
        "org:assembly",
        "--meeting=hague",
        "--outcome=no_answer",
        code=2,
    )
    the_hague("call", "anna lo", "--meeting=hague", "--outcome=message-left", "--note=on the\x07 machine")
    assert the_hague("calls", "--json").json == [
        {
            "id": 1,
            "meeting": "the-hague",
            "invitation_id": 2,
            "person_id": 2,
            "name": "Anna Lo",
            "country": "GB",
            "called_at": "2012-01-16T11:00:00Z",
            "outcome": "message_left",
            "spoke_with": None,
            "note": "on the\x07 machine",
        }
    ]
    assert the_hague("calls").out.splitlines() == [
        "CALLED             MEETING    NAME     COUNTRY  OUTCOME       SPOKE WITH  NOTE",
        "16 Jan 2012 12:00  the-hague  Anna Lo  GB       message_left              on the machine",
    ]
    assert the_hague("calls", "--due", "--json").json == []


def test_whom_to_call_now(the_hague: Paht) -> None:
    the_hague("send", "hague", "--yes")
    with time_machine.travel("2012-01-20T09:00:00+00:00", tick=False):
        rows = the_hague("calls", "country:pl,de", "--due", "--json").json
    assert [(row["name"], row["sent_at"], row["calls"]) for row in rows] == [
        ("Ewa Żółć", "2012-01-16T11:00:00Z", 0),
        ("Max Beispiel", "2012-01-16T11:00:00Z", 0),
    ]
    assert tuple(rows[0]) == shapes.CALLS_DUE.fields


def test_messages(the_hague: Paht) -> None:
    the_hague("send", "hague", "--yes", "--filter=country:pl")
    [row] = the_hague("messages", "--json").json
    assert tuple(row) == shapes.MESSAGES.fields
    assert (row["name"], row["kind"], row["state"], row["sent_at"], row["subject"]) == (
        "Ewa Żółć",
        "invitation",
        "sent",
        "2012-01-16T11:00:00Z",
        "Invitation: Good practice exchange, Thursday, 26 January 2012",
    )
    assert the_hague("messages", "country:gb", "--meeting=hague", "--json").json == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("people", "state:new"),
            "“state:” is not a filter word here. There are: category, contact, country",
        ),
        (("people", "category:mps"), "“mps” is not one of: mp, regional_mp,"),
        (("people", "country:"), "“country:” needs a value: for example country:de."),
        (("people", 'org:"la'), "A quotation mark in the filter is not closed."),
        (("meetings", "speaker:x"), "“speaker:” is not a filter word here. There are: activity, city,"),
        (("invitations", "--meeting=rome"), "There is no meeting “rome”. There are: the-hague."),
    ],
)
def test_filters_that_are_not_understood(the_hague: Paht, words: tuple[str, ...], sentence: str) -> None:
    assert the_hague(*words, code=1).err.startswith(f"paht: {sentence}")
