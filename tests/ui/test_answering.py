"""Answers by one key, from the screen of a person: what is asked, what is recorded, what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.enums import Answer, Reason, SaidBy, Via
from db.queries.invitations import invitation_by_id, list_invitations
from db.queries.people import list_people
from db.tables import Invitation
from paht_tui.domain.answers import Said, record_answer
from paht_tui.ui.answering import answer_many
from tests.ui.driving import told
from tests.ui.house import House, at_home, make_house
from tests.ui.keys import press, recorded, seen, settled
from tests.ui.pasting import paste

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from paht_tui.domain.clock import SetClock


@pytest.fixture
def house(tmp_path: Path, clock: SetClock) -> House:
    return make_house(tmp_path, clock)


async def answers(house: House) -> list[tuple[str, Answer, Reason | None]]:
    rows = await recorded(house, list_invitations, meeting_id=house.meeting)
    return [(row.name, row.answer, row.reason) for row in rows]


async def test_a_yes_is_one_key_and_undo_another(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "A")
        assert (await answers(house))[0] == ("Dr Jana Beispiel MP", Answer.ACCEPTED, None)
        assert told(app) == ["Dr Jana Beispiel MP: coming."]
        assert "accepted" in seen(app)
        await press(pilot, "z")
        assert (await answers(house))[0] == ("Dr Jana Beispiel MP", Answer.NONE, None)


async def test_a_no_asks_for_the_reason_by_one_key(house: House) -> None:
    async with at_home(house) as (_, pilot):
        await press(pilot, "3", "enter", "D", "1")
        assert (await answers(house))[0] == (
            "Dr Jana Beispiel MP",
            Answer.DECLINED,
            Reason.PARLIAMENTARY_BUSINESS,
        )
        await press(pilot, "D", "0")
        assert (await answers(house))[0] == ("Dr Jana Beispiel MP", Answer.DECLINED, None)
        await press(pilot, "D", "escape")
        assert (await answers(house))[0] == ("Dr Jana Beispiel MP", Answer.DECLINED, None)


async def test_a_withdrawal_of_somebody_who_had_not_accepted_is_refused_in_a_sentence(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "W", "3")
        assert told(app) == [
            "Dr Jana Beispiel MP has not answered: “withdrawn” cannot follow that. Record “declined”."
        ]
        assert (await answers(house))[0][1] is Answer.NONE


async def test_a_substitute_from_the_contacts(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "S")
        await paste(pilot, "zoe")
        assert "Zoë Voorbeeld" in seen(app)
        await press(pilot, "enter")
        found = await recorded(house, list_invitations, meeting_id=house.meeting)
        assert [
            (row.name, row.answer, row.substitute_for) for row in found if row.answer is not Answer.NONE
        ] == [
            ("Dr Jana Beispiel MP", Answer.DELEGATED, None),
            ("Zoë Voorbeeld", Answer.ACCEPTED, "Dr Jana Beispiel MP"),
        ]


async def test_a_substitute_who_is_new_is_added_in_the_same_act(house: House) -> None:
    async with at_home(house) as (app, pilot):
        await press(pilot, "3", "enter", "S")
        await paste(pilot, "[b]Élodie[/b] d'Exemple")
        assert "+ somebody new: “[b]Élodie[/b] d'Exemple”" in seen(app)
        await press(pilot, "enter", "enter")
        await paste(pilot, "elodie@parliament.example")
        await press(pilot, "ctrl+s")
        rows = await recorded(house, list_people, text="email:elodie@parliament.example")
        assert [(row.name, row.country) for row in rows] == [("[b]Élodie[/b] d'Exemple", "DE")]
        assert len(await answers(house)) == 7
        await press(pilot, "z")
        assert len(await answers(house)) == 6
        assert len(await recorded(house, list_people)) == 6


async def test_one_answer_for_many_names_those_it_is_refused_for_and_one_undo_takes_all_back(
    house: House,
) -> None:
    store = house.record.store
    for invitation_id in house.invitations[:2]:
        await store.write(
            record_answer, invitation_id=invitation_id, answer=Answer.ACCEPTED, said=Said(by=SaidBy.OFFICE)
        )
    async with at_home(house) as (app, pilot):
        rows = await store.read(list_invitations, meeting_id=house.meeting)
        ground = app.screen.ground  # type: ignore[attr-defined]
        app.run_worker(answer_many(app, ground, rows[-3:], Answer.WITHDRAWN), group="verbs")
        await settled(pilot)
        assert "Why is each of these 3 people not coming?" in seen(app)
        await press(pilot, "8")
        assert told(app) == [
            "Ελένη Παράδειγμα MP: not coming after all.",
            " ".join(
                f"{name} has not answered: “withdrawn” cannot follow that. Record “declined”."
                for name in ("Lord Sample", "Zoë Voorbeeld")
            ),
        ]
        row = await recorded(house, invitation_by_id, invitation_id=house.invitations[1])
        assert (row.answer, row.reason) == (Answer.WITHDRAWN, Reason.FLIGHT_CANCELLED)
        app.run_worker(answer_many(app, ground, rows, Answer.TENTATIVE), group="verbs")
        await settled(pilot)
        assert {answer for _, answer, _ in await answers(house)} == {Answer.TENTATIVE}
        await press(pilot, "z")
    assert [answer for _, answer, _ in await answers(house)] == [
        Answer.ACCEPTED,
        Answer.NONE,
        Answer.NONE,
        Answer.NONE,
        Answer.NONE,
        Answer.WITHDRAWN,
    ]


async def test_an_answer_by_hand_says_that_it_came_by_hand(house: House) -> None:
    def way(session: Session) -> Via | None:
        return session.get_one(Invitation, house.invitations[0]).answer_via

    async with at_home(house) as (_, pilot):
        await press(pilot, "3", "enter", "T")
        assert await recorded(house, way) is Via.HAND
