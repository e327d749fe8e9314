"""Programmes and their targets."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from db.change import Change
from db.enums import Category, TargetKind
from db.tables import Programme, Target
from paht_tui.errors import UserError


def create_programme(
    change: Change,
    *,
    name: str,
    short_name: str,
    description: str = "",
    funder: str = "",
    run_by: str = "",
    letterhead: str = "",
    letter_place: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> int:
    """Start a programme; `short_name` stands in headings and must be its own.

    Raises:
        UserError: a name is empty, or the short name is taken.
    """
    if not name.strip() or not short_name.strip():
        raise UserError("A programme needs a name and a short name.")
    if change.session.scalar(select(Programme.id).where(Programme.short_name == short_name.strip())):
        raise UserError(f"There is already a programme “{short_name}”: choose another short name.")
    change.describe("programme.created", f"Started the programme {name}")
    row = Programme(
        name=name.strip(),
        short_name=short_name.strip(),
        description=description,
        funder=funder,
        run_by=run_by,
        letterhead=letterhead,
        letter_place=letter_place,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return change.add(row).id


def set_target(
    change: Change,
    *,
    programme_id: int,
    kind: TargetKind,
    goal: int,
    label: str,
    category: Category | None = None,
) -> None:
    """Set what the programme promised; a target of the same kind and category is replaced.

    Raises:
        UserError: the goal is not a positive number.
    """
    if goal <= 0:
        raise UserError("A target is a number above zero.")
    session = change.session
    change.describe("programme.target", f"Target: {goal} {label}")
    same = select(Target).where(
        Target.programme_id == programme_id,
        Target.kind == kind,
        Target.category == category if category else Target.category.is_(None),
    )
    if row := session.scalar(same):
        change.set(row, goal=goal, label=label)
        return
    place = session.scalar(select(func.count()).where(Target.programme_id == programme_id)) or 0
    change.add(
        Target(
            programme_id=programme_id, kind=kind, category=category, goal=goal, label=label, position=place
        )
    )


def edit_programme(change: Change, *, programme_id: int, **values: Any) -> bool:
    """Alter columns of a programme. Says whether any did.

    Raises:
        UserError: a name is empty, the short name is another's, or the programme is gone.
    """
    session = change.session
    row = session.get(Programme, programme_id)
    if row is None:
        raise UserError("This programme is no longer in the record.")
    name, short_name = values.get("name", row.name), values.get("short_name", row.short_name)
    if not name.strip() or not short_name.strip():
        raise UserError("A programme needs a name and a short name.")
    taken = select(Programme.id).where(Programme.short_name == short_name, Programme.id != programme_id)
    if session.scalar(taken) is not None:
        raise UserError(f"There is already a programme “{short_name}”: choose another short name.")
    change.describe("programme.edited", f"Edited the programme {row.short_name}")
    return change.set(row, **values)
