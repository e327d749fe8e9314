"""How far a programme is from its targets: distinct people, not the sum of the meetings; pure."""

from dataclasses import dataclass, replace
from datetime import date

from db.enums import TargetKind
from db.queries.targets import TargetFacts, TargetRow

_OF_MEETINGS = frozenset({TargetKind.PEOPLE_REACHED, TargetKind.COUNTRIES})


@dataclass(frozen=True, slots=True)
class Progress:
    """A target and what was reached, with the people, countries and meetings behind the figure."""

    target: TargetRow
    reached: int
    people: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    meetings: tuple[int, ...] = ()

    @property
    def percent(self) -> float:
        """How much of the goal was reached, in percent, with one decimal: 7 of 15 are 46.7."""
        return round(100 * self.reached / self.target.goal, 1)

    @property
    def missing(self) -> int:
        """How many are still to be reached."""
        return max(0, self.target.goal - self.reached)


def measure_targets(facts: TargetFacts) -> tuple[Progress, ...]:
    """Every target with the progress of the whole programme."""
    return tuple(_measure(target, facts) for target in facts.targets)


def contributed_by(facts: TargetFacts, *, meeting_id: int) -> tuple[Progress | None, ...]:
    """What one meeting contributes to each target: people and countries, those who were there.

    None for the others: meetings held, people reached indirectly and focal points are counted for the
    programme, and no part of them belongs to a meeting.
    """
    here = replace(facts, reached=tuple(row for row in facts.reached if row.meeting_id == meeting_id))
    return tuple(_measure(target, here) if target.kind in _OF_MEETINGS else None for target in facts.targets)


def percent_text(value: float) -> str:
    """A percentage as it is printed: 11%, 46.7%."""
    return f"{value:.0f}%" if value == int(value) else f"{value:.1f}%"


def _measure(target: TargetRow, facts: TargetFacts) -> Progress:
    reached = [row for row in facts.reached if target.category is None or row.category is target.category]
    if target.kind is TargetKind.PEOPLE_REACHED:
        people = tuple(dict.fromkeys(row.person_id for row in reached))
        return Progress(target, len(people), people=people)
    if target.kind is TargetKind.COUNTRIES:
        countries = tuple(sorted({row.country for row in reached if row.country}))
        people = tuple(dict.fromkeys(row.person_id for row in reached if row.country))
        return Progress(target, len(countries), people=people, countries=countries)
    if target.kind is TargetKind.MEETINGS_HELD:
        return Progress(target, len(facts.held), meetings=facts.held)
    if target.kind is TargetKind.FOCAL_POINTS:
        countries = tuple(sorted({country for _, country in facts.focal_points}))
        people = tuple(person for person, _ in facts.focal_points)
        return Progress(target, len(countries), people=people, countries=countries)
    people = tuple(dict.fromkeys(person for person, _ in facts.report_backs))
    return Progress(target, sum(number for _, number in facts.report_backs), people=people)


def days_to_go(starts_on: date | None, today: date) -> int | None:
    """Days from `today` to a meeting; negative once it is over, None without a day."""
    return None if starts_on is None else (starts_on - today).days
