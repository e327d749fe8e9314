"""A programme with everything it promised, started or altered in one act."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.change import Change
from db.enums import Category, TargetKind
from db.tables import Target
from paht_tui.domain.programmes import create_programme, edit_programme, set_target


@dataclass(frozen=True, slots=True)
class Promise:
    """A target as it is asked for; without a goal there is none of this kind."""

    kind: TargetKind
    goal: int | None
    label: str
    category: Category | None = None


def start_programme_with(
    change: Change,
    *,
    name: str,
    short_name: str,
    funder: str = "",
    run_by: str = "",
    letterhead: str = "",
    letter_place: str = "",
    targets: Sequence[Promise] = (),
) -> int:
    """Start a programme with its targets.

    Raises:
        UserError: as `create_programme` and `set_target`.
    """
    number = create_programme(
        change,
        name=name,
        short_name=short_name,
        funder=funder,
        run_by=run_by,
        letterhead=letterhead,
        letter_place=letter_place,
    )
    _promise(change, number, targets)
    return number


def change_programme(
    change: Change,
    *,
    programme_id: int,
    name: str,
    short_name: str,
    funder: str = "",
    run_by: str = "",
    letterhead: str = "",
    letter_place: str = "",
    targets: Sequence[Promise] = (),
    instead_of: Sequence[int] = (),
) -> None:
    """Alter a programme and its targets; of the targets `instead_of`, what is not asked for again goes.

    Raises:
        UserError: as `edit_programme` and `set_target`.
    """
    edit_programme(
        change,
        programme_id=programme_id,
        name=name.strip(),
        short_name=short_name.strip(),
        funder=funder,
        run_by=run_by,
        letterhead=letterhead,
        letter_place=letter_place,
    )
    wanted = {(each.kind, each.category) for each in targets if each.goal is not None}
    for row in change.session.scalars(select(Target).where(Target.id.in_(instead_of))).all():
        if (row.kind, row.category) not in wanted:
            change.remove(row)
    _promise(change, programme_id, targets)


def _promise(change: Change, programme_id: int, targets: Sequence[Promise]) -> None:
    for each in targets:
        if each.goal is not None:
            set_target(
                change,
                programme_id=programme_id,
                kind=each.kind,
                goal=each.goal,
                label=each.label,
                category=each.category,
            )
