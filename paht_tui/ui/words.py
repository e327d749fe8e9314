"""How the closed lists of the record read on the screen: short words for columns, and pairs for a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.enums import (
    ActivityType,
    AgendaRole,
    Answer,
    Category,
    Channel,
    Delivery,
    Direction,
    Firmness,
    NeedKind,
    Reason,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

NOTHING: Final = "–"
"""Stands where there is nothing to say."""

_SHORT: Final[dict[StrEnum, str]] = {
    Category.MP: "MP",
    Category.REGIONAL_MP: "reg. MP",
    Category.NGO: "NGO",
    Category.IGO: "IGO",
    Category.RAPPORTEUR: "rapport.",
    Category.RESEARCHER: "research",
    Category.ASSISTANT: "assist.",
    Category.INTERPRETER: "interpr.",
    ActivityType.GOOD_PRACTICE_EXCHANGE: "good practice",
    ActivityType.COORDINATORS_MEETING: "coordinators",
}
_LONG: Final[dict[StrEnum, str]] = {
    Category.MP: "member of parliament",
    Category.REGIONAL_MP: "member of a regional assembly",
    Category.NGO: "NGO",
    Category.IGO: "international organisation",
    Category.CLERK: "parliamentary clerk",
    AgendaRole.WRAP_UP: "wrap-up",
    Channel.EMAIL: "e-mail",
    Direction.ARRIVAL: "to the meeting",
    Direction.DEPARTURE: "home",
    NeedKind.INTERPRETATION: "interpretation",
}


def word(value: StrEnum) -> str:
    """A value in words: "parliamentary business", "member of parliament"."""
    return _LONG.get(value, value.value.replace("_", " "))


def short(value: StrEnum) -> str:
    """A value in at most nine cells or so, for a column."""
    return _SHORT.get(value, value.value.replace("_", " "))


def options(values: Iterable[StrEnum], *, nothing: str = "") -> tuple[tuple[str, str], ...]:
    """The options of a choice; with `nothing`, the empty one first under that word."""
    first = (("", nothing),) if nothing else ()
    return (*first, *((value.value, word(value)) for value in values))


def answer_word(answer: Answer) -> str:
    """An answer for a column; nothing while there is none."""
    return NOTHING if answer is Answer.NONE else answer.value


def delivery_word(delivery: Delivery | None, channel: Channel) -> str:
    """Where the invitation is: a letter is posted, not sent."""
    if delivery is None:
        return NOTHING
    if delivery is Delivery.SENT and channel is Channel.LETTER:
        return "posted"
    return short(delivery)


def firmness_mark(firmness: Firmness | None) -> str:
    """Nothing for a firm answer, `~` for a likely one, `?` for a vague one."""
    return {Firmness.LIKELY: "~", Firmness.VAGUE: "?"}.get(firmness, "") if firmness else ""


def reason_word(reason: Reason | None) -> str:
    """A reason for a column."""
    return word(reason) if reason else ""


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 person", "3 people", "2 calls"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
