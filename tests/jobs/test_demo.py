from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.enums import Answer, Category, Channel, Delivery
from db.queries.calls import calls_due, contacts_of
from db.queries.invitations import list_invitations
from db.queries.mail import attention, list_batches
from db.queries.meetings import find_meeting, list_meetings
from db.queries.people import list_people, person_card
from db.queries.today import expectations, funnels
from db.tables import Attendance, Call, EmailAddress, History, Need, Person, Phone
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from paht_tui.jobs.demo import ABOUT, Demo, build_demo, demo_text
from paht_tui.jobs.demo.people import everybody
from paht_tui.jobs.demo.stage import on
from paht_tui.jobs.report import meeting_report, meeting_report_json

Opened = dict[str, Any]

MEMBERS = [
    *("Ard van der Steur MP", "Elena Exemplu MP", "Elisabeth Nauclér MP", "Ion Exemplu MP", "Lord McColl"),
    *("Maria Cardoso MP", "Michael Connarty MP", "Nassos Alevras MP", "Peter Bone MP", "Robert Biedroń MP"),
    "Senator Willem Bröcker",
]
NGOS = [
    *("Bas de Visser", "Christine Beddoe", "Eleni Paradeigma", "Gwen Sample", "Jaana Kauppinen"),
    *("Marieke van Dorninck", "Radu Exemplu", "Rui Exemplo", "Sandra Classen", "Theo Noten"),
    "Zofia Przykład",
]
OTHERS = [
    *("Anna Lo MLA", "Anneke Voorbeeld", "Anthony Steen", "Corinne Dettmeijer-Vermeulen", "Dana Exemplu"),
    *("Inès Exemple", "Joris Voorbeeld", "Lia Sample", "Massimo Martinelli", "Mihai Exemplu", "Noor Sample"),
    *("Olaf Sample", "Sam Sample", "Stana Buchowska", "Wim Voorbeeld"),
]
TRAVELLERS_BY_AIR = [
    *("Astrid Exempel MP", "Boris Primer MP", "Carla Esempio MP", "Dino Esempio MP", "Elsa Esempio"),
    *("Lars Exempel", "Sven Exempel MP", "Vera Primer MP"),
]
KEPT_BY_THE_WEATHER = ["Jonas Pavyzdys MP", "Maya Primer", "Rasa Pavyzdys MP"]


def names(figure: Opened) -> list[str]:
    """Who is behind a figure; the figure is as many as there are."""
    found = sorted(person["name"] for person in figure["people"])
    assert figure["count"] == len(found) == len(set(found))
    return found


def category(account: Opened, wanted: Category) -> Opened:
    return next(each for each in account["participants"]["categories"] if each["category"] == wanted)


def by_country(figure: Opened) -> dict[str | None, int]:
    return {each["country"]: each["count"] for each in figure["countries"]}


async def test_thirty_seven_took_part_and_the_figure_opens_into_them(demo: Demo) -> None:
    account = await meeting_report_json(demo.store, demo.meeting_id)
    assert account["participants"]["count"] == 37
    assert names(account["participants"]) == sorted([*MEMBERS, *NGOS, *OTHERS])


async def test_eleven_members_of_seven_parliaments_three_from_the_united_kingdom(demo: Demo) -> None:
    members = category(await meeting_report_json(demo.store, demo.meeting_id), Category.MP)
    assert names(members) == MEMBERS
    assert by_country(members) == {"GB": 3, "NL": 2, "RO": 2, "FI": 1, "GR": 1, "PL": 1, "PT": 1}
    british = next(each for each in members["countries"] if each["country"] == "GB")
    assert names(british) == ["Lord McColl", "Michael Connarty MP", "Peter Bone MP"]


async def test_eleven_ngo_representatives_of_the_same_seven_countries(demo: Demo) -> None:
    account = await meeting_report_json(demo.store, demo.meeting_id)
    ngos = category(account, Category.NGO)
    assert names(ngos) == NGOS
    assert by_country(ngos).keys() == by_country(category(account, Category.MP)).keys()


async def test_against_the_targets_eleven_of_a_hundred_and_seven_of_fifteen(demo: Demo) -> None:
    account = await meeting_report_json(demo.store, demo.meeting_id)
    members, countries, indirectly, focal_points, held = account["targets"]
    assert (members["here"]["reached"], members["goal"], members["here"]["percent"]) == (11, 100, 11.0)
    assert sorted(person["name"] for person in members["here"]["people"]) == MEMBERS
    assert (countries["here"]["reached"], countries["goal"], countries["here"]["percent"]) == (7, 15, 46.7)
    assert countries["here"]["countries"] == ["FI", "GB", "GR", "NL", "PL", "PT", "RO"]
    assert [(each["programme"]["reached"], each["goal"]) for each in (indirectly, focal_points, held)] == [
        (0, 1000),
        (0, 8),
        (2, 11),
    ]
    assert account["events"] == {"number": 2, "of": 11}


async def test_six_german_members_were_mailed_written_to_and_phoned_and_none_committed(demo: Demo) -> None:
    account = await meeting_report_json(demo.store, demo.meeting_id)
    (germany,) = account["uncommitted"]
    assert names(germany) == [
        *("Dr Jana Beispiel MP", "Ines Mustermann MP", "Karl Beispiel MP", "Otto Mustermann MP"),
        *("Petra Muster MP", "Uwe Muster MP"),
    ]
    del germany["people"]
    assert germany == {
        "category": "mp",
        "country": "DE",
        "count": 6,
        "sent": 12,
        "calls": 20,
        "each_followed_by_a_call": True,
    }


async def test_the_way_to_each_german_member_is_mail_call_letter_call(demo: Demo) -> None:
    rows = await demo.store.read(list_invitations, meeting_id=demo.meeting_id, text="country:de")
    assert {row.answer for row in rows} == {Answer.NONE, Answer.TENTATIVE, Answer.DECLINED}
    for row in rows:
        contacts = await demo.store.read(contacts_of, invitation_id=row.id)
        assert [contact.channel for contact in contacts[:4]] == [Channel.EMAIL, None, Channel.LETTER, None]
        assert {contact.channel for contact in contacts[4:]} <= {None}


async def test_three_dutch_members_had_confirmed_and_did_not_come(demo: Demo) -> None:
    account = await meeting_report_json(demo.store, demo.meeting_id)
    (dutch,) = account["did_not_come"]
    assert (dutch["category"], dutch["country"]) == ("mp", "NL")
    assert names(dutch) == ["Hendrik Voorbeeld MP", "Piet Voorbeeld MP", "Saskia Voorbeeld MP"]
    assert [(each["reason"], each["count"]) for each in dutch["reasons"]] == [("no_notice", 3)]


async def test_at_the_reception_eighteen_came_of_twenty_nine_expected(demo: Demo) -> None:
    account = await meeting_report_json(demo.store, demo.meeting_id)
    main, reception = account["sessions"]
    fictitious = {
        f"{who.given} {who.family} {who.after}".strip() for who in everybody() if who.group == "came"
    }
    assert names(reception["present"]) == sorted(["Paul Arkwright", *fictitious])
    assert (reception["expected"]["count"], reception["present"]["count"], reception["counts"]) == (
        29,
        18,
        False,
    )
    assert {each["reason"]: names(each) for each in reception["reasons"]} == {
        "flight_cancelled": TRAVELLERS_BY_AIR,
        "weather": KEPT_BY_THE_WEATHER,
    }
    assert names(main["withdrew"]) == sorted([*TRAVELLERS_BY_AIR, *KEPT_BY_THE_WEATHER])
    assert (main["expected"]["count"], main["present"]["count"], main["absent"]["count"]) == (40, 37, 3)


async def test_three_participants_named_new_members_for_rome_and_four_countries_offered_help(
    demo: Demo,
) -> None:
    account = await meeting_report_json(demo.store, demo.meeting_id)
    assert [(each["name"], names(each["named"]), each["meetings"]) for each in account["referrals"]] == [
        ("Ion Exemplu MP", ["Toma Exemplu MP"], ["rome"]),
        ("Zofia Przykład", ["Ewa Przykład MP"], ["rome"]),
        ("Rui Exemplo", ["Ana Exemplo MP"], ["rome"]),
    ]
    assert [offer["country"] for offer in account["offers"]] == ["IT", "PL", "PT", "RO"]
    assert [(each["slug"], each["starts_on"]) for each in account["next_meetings"]] == [
        ("rome", "2012-03-22"),
        ("warsaw", "2012-04-18"),
    ]


async def test_eleven_events_in_eight_cities_eighteen_on_the_list_of_rome(demo: Demo) -> None:
    meetings = await demo.store.read(list_meetings, programme_id=demo.programme_id)
    assert len(meetings) == 11
    assert {row.city for row in meetings} - {""} == {
        *("London", "Berlin", "Bucharest", "Warsaw", "The Hague", "Sofia", "Lisbon", "Rome")
    }
    rome = await demo.store.read(find_meeting, text="rome")
    funnel = (await demo.store.read(funnels))[rome.id]
    assert (funnel.on_list, funnel.invited, funnel.answered) == (18, 0, 0)


async def test_nothing_is_made_up_about_the_people_whom_the_documents_name(demo: Demo) -> None:
    named = {who.email for who in everybody() if who.group == "named"}

    def about_them(session: Session) -> list[int]:
        people = select(EmailAddress.person_id).where(EmailAddress.address.in_(named))
        assert session.scalar(select(func.count()).select_from(people.subquery())) == len(named) == 21
        return [
            session.scalar(select(func.count()).where(table.person_id.in_(people))) or 0
            for table in (Phone, Need, Call)
        ]

    assert await demo.store.read(about_them) == [0, 0, 0]
    rows = await demo.store.read(list_invitations, meeting_id=demo.meeting_id, limit=1000)
    cards = {who.id: who for who in await demo.store.read(list_people, limit=1000) if who.email in named}
    theirs = [row for row in rows if row.person_id in cards]
    assert {(row.answer, row.firmness, row.said_by, row.reason, row.answer_note) for row in theirs} == {
        (Answer.ACCEPTED, None, None, None, "")
    }


async def test_no_address_can_be_written_to_and_no_number_rings(demo: Demo) -> None:
    def reached(session: Session) -> tuple[list[str], list[tuple[str, str]]]:
        numbers = session.execute(select(Phone.number, Phone.label)).all()
        return list(session.scalars(select(EmailAddress.address))), [
            (number, label) for number, label in numbers
        ]

    addresses, numbers = await demo.store.read(reached)
    assert [address for address in addresses if not address.endswith(".example")] == []
    for number, label in numbers:
        fictional = number.startswith(("+44 20 7946 0", "+44 1632 960"))
        assert fictional or ("no real number" in label and "000 00" in number.replace("0000", "000 00"))
    assert demo.sender.address.endswith(".example")


async def test_an_office_serves_several_german_members(demo: Demo) -> None:
    people = await demo.store.read(list_people, text="beispiel jana")
    card = await demo.store.read(person_card, person_id=people[0].id)
    assert card is not None
    assert card.offices == ("Büro Beispiel und Muster (ask for Frau Muster)",)
    assert [phone.value for phone in card.phones] == ["+49 170 000 0002", "+49 30 0000 0001"]


async def test_the_sent_mail_lies_in_the_folder_each_to_one_person(demo: Demo) -> None:
    files = sorted(demo.outgoing.glob("*.eml"))
    batches = await demo.store.read(list_batches, meeting_id=demo.meeting_id)
    mailed = sum(row.total for row in batches if row.channel is Channel.EMAIL)
    letters = [(row.total, row.sent) for row in batches if row.channel is Channel.LETTER]
    assert (len(files), letters) == (mailed, [(6, 6)])
    for file in files:
        message = message_from_bytes(file.read_bytes())
        assert message["From"].endswith("<paht@htf.example>")
        assert message.get_all("To", [])[0].count("@") == 1
        assert message["Cc"] is None


async def test_the_history_is_real_each_act_with_its_own_instant_and_sentence(demo: Demo) -> None:
    def told(session: Session) -> list[tuple[datetime, str, str]]:
        rows = session.execute(select(History.at, History.actor, History.summary).order_by(History.id)).all()
        return [(at, actor, summary) for at, actor, summary in rows]

    history = await demo.store.read(told)
    instants = [at for at, _, _ in history]
    assert instants == sorted(instants)
    assert {actor for _, actor, _ in history} == {"coordinator"}
    assert (on("2012-01-26", "08:40"), "Peter Bone MP arrived (Main session)") in [
        (at, summary) for at, _, summary in history
    ]


async def test_ten_days_before_nothing_later_has_happened(before: Demo) -> None:
    at = before.clock()
    assert at == datetime(2012, 1, 16, 8, 12, tzinfo=UTC)

    def latest(session: Session) -> tuple[datetime | None, int]:
        arrived = session.scalar(select(func.count(Attendance.arrived_at)))
        return session.scalar(select(func.max(History.at))), arrived or 0

    newest, arrived = await before.store.read(latest)
    assert newest is not None
    assert newest <= at
    assert arrived == 0
    opened = [each.doors_opened_at for each in await before.store.read(expectations)]
    assert set(opened) == {None}


async def test_ten_days_before_there_is_something_to_do(before: Demo) -> None:
    due = await before.store.read(calls_due, now=before.clock(), cool_down=timedelta(days=3))
    assert [row.name for row in due] == [
        *("Dr Jana Beispiel MP", "Ines Mustermann MP", "Otto Mustermann MP", "Nikos Paradeigma MP"),
        *("Eleni Paradeigma", "Elena Exemplu MP", "Zofia Przykład"),
    ]
    assert (due[1].sent_by, due[1].sent_at) == (Channel.LETTER, on("2012-01-04", "16:00"))
    wanted = "category:mp country:de"
    germany = await before.store.read(list_invitations, meeting_id=before.meeting_id, text=wanted)
    assert [row.answer for row in germany] == [Answer.NONE] * 6
    maybe = "answer:tentative capacity:speaker"
    tentative = await before.store.read(list_invitations, meeting_id=before.meeting_id, text=maybe)
    assert [row.name for row in tentative] == ["Sven Exempel MP", "Boris Primer MP"]
    assert (await before.store.read(attention)).bounced == 1


async def test_ten_days_before_the_report_says_what_is_known(before: Demo) -> None:
    text = await meeting_report(before.store, before.meeting_id)
    assert "Nobody is recorded as present. 47 people accepted so far." in text
    assert "24 people expected; the doors have not been opened" in text


async def test_the_sample_does_not_differ_from_one_building_to_the_next(demo: Demo, tmp_path: Path) -> None:
    again = await build_demo(folder=tmp_path / "again")
    try:
        assert await meeting_report_json(again.store, again.meeting_id) == await meeting_report_json(
            demo.store, demo.meeting_id
        )
    finally:
        again.store.close()


async def test_what_was_recorded_last_can_be_undone(tmp_path: Path) -> None:
    demo = await build_demo(folder=tmp_path / "sample", at=on("2012-01-26", "08:41"))
    try:
        undone = await demo.store.write(undo_last)
        here = next(each for each in await demo.store.read(expectations) if each.title == "Main session")
        assert (undone.summary, here.present) == ("Peter Bone MP arrived (Main session)", 0)
    finally:
        demo.store.close()


async def test_the_text_tells_what_is_made_up_and_where_everything_lies(demo: Demo) -> None:
    text = await demo_text(demo)
    assert text.startswith("# Good Practice Exchange, The Hague\n")
    assert ABOUT in text
    assert text.endswith(f"Sent mail: 100 messages in {demo.outgoing}\nThe record: {demo.database}\n")


async def test_a_record_that_is_there_is_left_alone(demo: Demo) -> None:
    with pytest.raises(UserError, match=r"There is a record in .* already: name an empty folder"):
        await build_demo(folder=demo.database.parent)


async def test_before_the_lists_there_is_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="The sample begins on 1 December 2011: give a later day"):
        await build_demo(folder=tmp_path / "early", at=on("2011-11-30", "12:00"))
    assert not (tmp_path / "early").exists()


async def test_everybody_asked_was_invited_and_one_message_came_back(demo: Demo) -> None:
    rows = await demo.store.read(list_invitations, meeting_id=demo.meeting_id, limit=1000)
    delivered = [row.delivery for row in rows]
    assert len(rows) == 68
    assert {state: delivered.count(state) for state in set(delivered)} == {
        Delivery.SENT: 67,
        Delivery.BOUNCED: 1,
    }
    people = await demo.store.read(lambda session: session.scalar(select(func.count(Person.id))))
    assert people == len(everybody())
