"""How far a programme is from its targets: distinct people, not the sum of the meetings; pure."""

from dataclasses import dataclass
from datetime import date

from db.enums import TargetKind
from db.queries.targets import TargetFacts, TargetRow


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


def measure_targets(facts: TargetFacts, *, meeting_id: int | None = None) -> tuple[Progress, ...]:
    """Every target with its progress; with `meeting_id`, what this one meeting contributes to it."""
    return tuple(_measure(target, facts, meeting_id) for target in facts.targets)


def percent_text(value: float) -> str:
    """A percentage as it is printed: 11%, 46.7%."""
    return f"{value:.0f}%" if value == int(value) else f"{value:.1f}%"


def _measure(target: TargetRow, facts: TargetFacts, meeting_id: int | None) -> Progress:
    reached = [
        row
        for row in facts.reached
        if (meeting_id is None or row.meeting_id == meeting_id)
        and (target.category is None or row.category is target.category)
    ]
    if target.kind is TargetKind.PEOPLE_REACHED:
        people = tuple(dict.fromkeys(row.person_id for row in reached))
        return Progress(target, len(people), people=people)
    if target.kind is TargetKind.COUNTRIES:
        countries = tuple(sorted({row.country for row in reached if row.country}))
        people = tuple(dict.fromkeys(row.person_id for row in reached if row.country))
        return Progress(target, len(countries), people=people, countries=countries)
    if target.kind is TargetKind.MEETINGS_HELD:
        held = tuple(number for number in facts.held if meeting_id in {None, number})
        return Progress(target, len(held), meetings=held)
    if target.kind is TargetKind.FOCAL_POINTS:
        countries = tuple(sorted({country for _, country in facts.focal_points}))
        people = tuple(person for person, _ in facts.focal_points)
        return Progress(target, len(countries), people=people, countries=countries)
    return Progress(target, facts.indirectly)


def days_to_go(starts_on: date | None, today: date) -> int | None:
    """Days from `today` to a meeting; negative once it is over, None without a day."""
    return None if starts_on is None else (starts_on - today).days
