"""What has to be arranged for those who come: needs, journeys, nights; always as a recorded change."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from db.change import Change
from db.enums import Direction, NeedKind, TravelState
from db.tables import Need, Person, Stay, Travel
from paht_tui.domain.invitations import get_invitation
from paht_tui.domain.meetings import get_meeting
from paht_tui.domain.people import get_person
from paht_tui.domain.zones import in_zone
from paht_tui.errors import UserError


def note_need(change: Change, *, person_id: int, kind: NeedKind, text: str) -> int:
    """Note a diet, an access need or a language of interpretation; it holds for every meeting.

    Raises:
        UserError: nothing is said, or the person is gone.
    """
    person = get_person(change.session, person_id)
    change.describe("need.noted", f"{person.full_name}: {kind.value} {_said(text)}")
    return change.add(Need(person_id=person_id, kind=kind, text=_said(text))).id


def edit_need(change: Change, *, need_id: int, kind: NeedKind, text: str) -> bool:
    """Alter a need. Says whether anything changed."""
    need = _need(change.session, need_id)
    person = get_person(change.session, need.person_id)
    change.describe("need.edited", f"{person.full_name}: {kind.value} {_said(text)}")
    return change.set(need, kind=kind, text=_said(text))


def remove_need(change: Change, *, need_id: int) -> None:
    """Take a need back."""
    need = _need(change.session, need_id)
    person = get_person(change.session, need.person_id)
    change.describe("need.removed", f"{person.full_name}: no {need.kind.value} {need.text}")
    change.remove(need)


def note_journey(change: Change, /, *, invitation_id: int, direction: Direction, **values: Any) -> int:
    """Note a journey to the meeting or home; naive times are read in the meeting's zone.

    Raises:
        UserError: it would arrive before it departs, or the invitation is gone.
    """
    person, zone = _whose(change.session, invitation_id)
    values = _in_order(values, zone)
    change.describe("travel.noted", f"{person.full_name}: {values.get('carrier') or 'a journey'}")
    return change.add(Travel(invitation_id=invitation_id, direction=direction, **values)).id


def edit_journey(change: Change, /, *, journey_id: int, **values: Any) -> bool:
    """Alter a journey. Says whether anything changed."""
    row = _journey(change.session, journey_id)
    person, zone = _whose(change.session, row.invitation_id)
    state = values.get("state", row.state)
    word = "journey" if state is TravelState.PLANNED else f"journey {state.value}"
    change.describe("travel.edited", f"{person.full_name}: {word}")
    return change.set(row, **_in_order(values, zone))


def remove_journey(change: Change, *, journey_id: int) -> None:
    """Take a journey out."""
    row = _journey(change.session, journey_id)
    person, _ = _whose(change.session, row.invitation_id)
    change.describe("travel.removed", f"{person.full_name}: without the journey {row.carrier}".rstrip())
    change.remove(row)


def note_stay(
    change: Change,
    *,
    invitation_id: int,
    hotel: str,
    arrives_on: date,
    leaves_on: date,
    paid_by: str = "",
    note: str = "",
) -> int:
    """Note nights in a hotel.

    Raises:
        UserError: no hotel, or no night between the two days.
    """
    person, _ = _whose(change.session, invitation_id)
    _check_nights(hotel, arrives_on, leaves_on)
    change.describe("stay.noted", f"{person.full_name}: {hotel.strip()}")
    row = Stay(
        invitation_id=invitation_id,
        hotel=hotel.strip(),
        arrives_on=arrives_on,
        leaves_on=leaves_on,
        paid_by=paid_by,
        note=note,
    )
    return change.add(row).id


def edit_stay(change: Change, /, *, stay_id: int, **values: Any) -> bool:
    """Alter nights in a hotel. Says whether anything changed."""
    row = _stay(change.session, stay_id)
    person, _ = _whose(change.session, row.invitation_id)
    _check_nights(
        values.get("hotel", row.hotel),
        values.get("arrives_on", row.arrives_on),
        values.get("leaves_on", row.leaves_on),
    )
    change.describe("stay.edited", f"{person.full_name}: {values.get('hotel', row.hotel)}")
    return change.set(row, **values)


def remove_stay(change: Change, *, stay_id: int) -> None:
    """Take nights out."""
    row = _stay(change.session, stay_id)
    person, _ = _whose(change.session, row.invitation_id)
    change.describe("stay.removed", f"{person.full_name}: without {row.hotel}")
    change.remove(row)


def _said(text: str) -> str:
    if not text.strip():
        raise UserError("Say what is needed, such as “vegetarian” or “Greek”.")
    return text.strip()


def _check_nights(hotel: str, arrives_on: date, leaves_on: date) -> None:
    if not hotel.strip():
        raise UserError("A stay needs the name of the hotel.")
    if leaves_on <= arrives_on:
        raise UserError("A stay ends on a later day than it begins: check the two days.")


def _in_order(values: dict[str, Any], zone: str) -> dict[str, Any]:
    times: dict[str, datetime] = {
        name: in_zone(values[name], zone) for name in ("departs_at", "arrives_at") if values.get(name)
    }
    if len(times) > 1 and times["arrives_at"] < times["departs_at"]:
        raise UserError("The journey would arrive before it departs: check its times.")
    return {**values, **times}


def _whose(session: Session, invitation_id: int) -> tuple[Person, str]:
    """The traveller, and the zone in which the times of the meeting are read."""
    invitation = get_invitation(session, invitation_id)
    return get_person(session, invitation.person_id), get_meeting(session, invitation.meeting_id).zone


def _need(session: Session, need_id: int) -> Need:
    if (row := session.get(Need, need_id)) is None:
        raise UserError("This need is no longer in the record.")
    return row


def _journey(session: Session, journey_id: int) -> Travel:
    if (row := session.get(Travel, journey_id)) is None:
        raise UserError("This journey is no longer in the record.")
    return row


def _stay(session: Session, stay_id: int) -> Stay:
    if (row := session.get(Stay, stay_id)) is None:
        raise UserError("This stay is no longer in the record.")
    return row
