"""The figures of a meeting's account that reconciliation does not give, from plain rows; pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from db.enums import Answer, Category, Delivery, Reason
from db.queries.attendance import AttendanceRow
from db.queries.invitations import InvitationRow
from paht_tui.domain.reconcile import Figure, figure

_REACHED = {Delivery.SENT, Delivery.BOUNCED, Delivery.RETURNED, Delivery.IN_DOUBT}
"""An invitation that has left the house, whatever became of it."""


@dataclass(frozen=True, slots=True)
class InvitationFigures:
    """A meeting's way from the list to the room."""

    on_list: Figure
    invited: Figure
    answered: Figure
    accepted: Figure
    tentative: Figure
    declined: Figure
    delegated: Figure
    withdrew: Figure
    present: Figure


@dataclass(frozen=True, slots=True)
class Group:
    """People of one category and country who share a fate, and their reasons."""

    category: Category
    country: str | None
    people: Figure
    reasons: tuple[tuple[Reason | None, Figure], ...]


@dataclass(frozen=True, slots=True)
class CountryPresence:
    """A country: who was invited, who came, and who of them came for somebody else."""

    country: str
    invited: Figure
    present: Figure
    substitutes: Figure


@dataclass(frozen=True, slots=True)
class Substitution:
    """Somebody who came in the place of another."""

    person_id: int
    name: str
    replaced: str
    country: str | None


def invitation_figures(invited: Sequence[InvitationRow], came: Iterable[AttendanceRow]) -> InvitationFigures:
    """The funnel in people: what was sent, what was answered, who was there."""

    def said(*answers: Answer) -> Figure:
        return _people(row for row in invited if row.answer in answers)

    return InvitationFigures(
        on_list=_people(invited),
        invited=_people(row for row in invited if row.delivery in _REACHED),
        answered=_people(row for row in invited if row.answer is not Answer.NONE),
        accepted=said(Answer.ACCEPTED),
        tentative=said(Answer.TENTATIVE),
        declined=said(Answer.DECLINED),
        delegated=said(Answer.DELEGATED),
        withdrew=said(Answer.WITHDRAWN),
        present=figure(came),
    )


def country_presence(
    invited: Sequence[InvitationRow], came: Iterable[AttendanceRow]
) -> tuple[CountryPresence, ...]:
    """Each invited country with who came; a substitute represents it as its member does."""
    here = {row.person_id for row in came}
    return tuple(
        CountryPresence(
            country=country,
            invited=_people(rows),
            present=_people(row for row in rows if row.person_id in here),
            substitutes=_people(row for row in rows if row.person_id in here and row.substitute_for),
        )
        for country in sorted({row.country for row in invited if row.country})
        if (rows := [row for row in invited if row.country == country])
    )


def substitutions(
    invited: Sequence[InvitationRow], came: Iterable[AttendanceRow]
) -> tuple[Substitution, ...]:
    """Who came for whom."""
    here = {row.person_id for row in came}
    return tuple(
        Substitution(row.person_id, row.name, row.substitute_for, row.country)
        for row in invited
        if row.substitute_for and row.person_id in here
    )


def did_not_come(
    rows: Iterable[AttendanceRow], counting: set[int], came: Iterable[AttendanceRow]
) -> tuple[Group, ...]:
    """People who were expected in a session that counts and were in none of them, with the reason."""
    here = {row.person_id for row in came}
    absent = {
        row.person_id: row
        for row in rows
        if row.session_id in counting and row.expected and row.person_id not in here
    }
    return _groups((row.category, row.country, row.person_id, row.absence_reason) for row in absent.values())


def withdrew(invited: Iterable[InvitationRow]) -> tuple[Group, ...]:
    """People who had accepted and took it back, with the reason."""
    return _groups(
        (row.category, row.country, row.person_id, row.reason)
        for row in invited
        if row.answer is Answer.WITHDRAWN
    )


def reasons(pairs: Iterable[tuple[Reason | None, int]]) -> tuple[tuple[Reason | None, Figure], ...]:
    """People by reason, the commonest first."""
    found = list(pairs)
    groups = [
        (reason, Figure(tuple(dict.fromkeys(person for why, person in found if why is reason))))
        for reason in dict.fromkeys(why for why, _ in found)
    ]
    return tuple(sorted(groups, key=lambda group: (-group[1].count, group[0].value if group[0] else "")))


def _groups(rows: Iterable[tuple[Category, str | None, int, Reason | None]]) -> tuple[Group, ...]:
    found = list(rows)
    keys = sorted({(category, country) for category, country, _, _ in found}, key=_order)
    return tuple(
        Group(
            category=category,
            country=country,
            people=Figure(tuple(person for *key, person, _ in found if tuple(key) == (category, country))),
            reasons=reasons(
                (why, person) for *key, person, why in found if tuple(key) == (category, country)
            ),
        )
        for category, country in keys
    )


_PLACE: Callable[[Category], int] = list(Category).index


def _order(key: tuple[Category, str | None]) -> tuple[int, str]:
    return _PLACE(key[0]), key[1] or ""


def _people(rows: Iterable[InvitationRow]) -> Figure:
    return Figure(tuple(dict.fromkeys(row.person_id for row in rows)))
