"""The programme of a session: its items in the order of their times, and who does what in them."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.change import Change
from db.enums import AgendaRole
from db.tables import AgendaItem, AgendaPart, MeetingSession
from paht_tui.domain.meetings import add_agenda_item, get_meeting, get_session
from paht_tui.domain.people import get_person
from paht_tui.domain.zones import in_zone
from paht_tui.errors import UserError


def add_item(
    change: Change,
    *,
    session_id: int,
    title: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    description: str = "",
) -> int:
    """Add an item where its time puts it; naive times are read in the meeting's zone.

    Raises:
        UserError: it has no title, or would end before it starts.
    """
    times = _times(change.session, session_id, starts_at=starts_at, ends_at=ends_at)
    _check(title, times["starts_at"], times["ends_at"])
    item = add_agenda_item(
        change, session_id=session_id, title=title.strip(), description=description, **times
    )
    _order(change, session_id)
    return item


def edit_item(change: Change, /, *, item_id: int, **values: Any) -> bool:
    """Alter title, times or description of an item. Says whether anything changed.

    Raises:
        UserError: as `add_item`, or it is gone.
    """
    item = _item(change.session, item_id)
    times = {name: values[name] for name in ("starts_at", "ends_at") if name in values}
    values |= _times(change.session, item.session_id, **times)
    _check(
        values.get("title", item.title),
        values.get("starts_at", item.starts_at),
        values.get("ends_at", item.ends_at),
    )
    change.describe("agenda.edited", f"Programme: edited {item.title}")
    changed = change.set(item, **values)
    _order(change, item.session_id)
    return changed


def remove_item(change: Change, *, item_id: int) -> None:
    """Take an item out of the programme, with the parts people have in it."""
    item = _item(change.session, item_id)
    change.describe("agenda.removed", f"Programme: removed {item.title}")
    change.remove(item)


def add_part(change: Change, *, item_id: int, person_id: int, role: AgendaRole) -> int:
    """Give somebody a part in an item; the same part given twice is one.

    Raises:
        UserError: the item or the person is gone.
    """
    session = change.session
    item, person = _item(session, item_id), get_person(session, person_id)
    known = select(AgendaPart.id).where(
        AgendaPart.agenda_item_id == item_id, AgendaPart.person_id == person_id, AgendaPart.role == role
    )
    if (part_id := session.scalar(known)) is not None:
        return part_id
    place = session.scalar(select(func.count()).where(AgendaPart.agenda_item_id == item_id)) or 0
    change.describe("agenda.part", f"{person.full_name}: {role.value.replace('_', ' ')}, {item.title}")
    row = AgendaPart(agenda_item_id=item_id, person_id=person_id, role=role, position=place)
    return change.add(row).id


def edit_part(change: Change, *, part_id: int, role: AgendaRole) -> bool:
    """Give a part another role. Says whether it is another.

    Raises:
        UserError: the part is gone, or the person has that role in the item already.
    """
    session = change.session
    part = _part(session, part_id)
    person = get_person(session, part.person_id)
    same = select(AgendaPart.id).where(
        AgendaPart.agenda_item_id == part.agenda_item_id,
        AgendaPart.person_id == part.person_id,
        AgendaPart.role == role,
        AgendaPart.id != part_id,
    )
    if session.scalar(same) is not None:
        raise UserError(f"{person.full_name} has that part in this item already.")
    change.describe("agenda.part", f"{person.full_name}: {role.value.replace('_', ' ')}")
    return change.set(part, role=role)


def remove_part(change: Change, *, part_id: int) -> None:
    """Take a part from somebody."""
    part = _part(change.session, part_id)
    person = get_person(change.session, part.person_id)
    change.describe("agenda.part", f"Programme: without {person.full_name}")
    change.remove(part)


def _item(session: Session, item_id: int) -> AgendaItem:
    item = session.get(AgendaItem, item_id)
    if item is None:
        raise UserError("This item is no longer in the programme.")
    return item


def _part(session: Session, part_id: int) -> AgendaPart:
    part = session.get(AgendaPart, part_id)
    if part is None:
        raise UserError("This part is no longer in the programme.")
    return part


def _times(session: Session, session_id: int, **times: datetime | None) -> dict[str, Any]:
    row: MeetingSession = get_session(session, session_id)
    zone = get_meeting(session, row.meeting_id).zone
    return {name: None if at is None else in_zone(at, zone).astimezone(UTC) for name, at in times.items()}


def _check(title: str, starts_at: datetime | None, ends_at: datetime | None) -> None:
    if not title.strip():
        raise UserError("An item of the programme needs a title.")
    if starts_at and ends_at and ends_at < starts_at:
        raise UserError(f"“{title}” would end before it starts: check its times.")


def _order(change: Change, session_id: int) -> None:
    """By time; what has none stays behind what it followed."""
    items = change.session.scalars(
        select(AgendaItem)
        .where(AgendaItem.session_id == session_id)
        .order_by(AgendaItem.position, AgendaItem.id)
    ).all()
    last = datetime.min.replace(tzinfo=UTC)
    timed: list[tuple[datetime, AgendaItem]] = []
    for item in items:
        last = item.starts_at or last
        timed.append((last, item))
    for position, (_, item) in enumerate(sorted(timed, key=lambda pair: pair[0])):
        change.set(item, position=position)
