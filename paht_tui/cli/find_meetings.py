"""Which meetings the words of a filter mean; pure."""

from collections.abc import Iterable, Sequence

from db.errors import FilterError
from db.queries.meetings import MeetingRow
from db.text import fold

_FIELDS = ("activity", "city", "country", "state", "zone")


def chosen_meetings(rows: Iterable[MeetingRow], words: Sequence[str]) -> list[MeetingRow]:
    """The meetings that every word finds: `state:held`, `-country:de`, or any part of title, city, venue.

    Raises:
        FilterError: an unknown field; the sentence names those that there are.
    """
    parts = [part for word in words for part in word.split()]
    return [row for row in rows if all(_finds(row, part) for part in parts)]


def _finds(row: MeetingRow, part: str) -> bool:
    bare = part.removeprefix("-")
    name, colon, values = bare.partition(":")
    if not colon:
        found = fold(bare) in fold(f"{row.title} {row.city} {row.venue} {row.slug}")
    elif name.lower() not in _FIELDS:
        raise FilterError(f"“{name}:” is not a filter word here. There are: {', '.join(_FIELDS)}.")
    else:
        stands = fold(str(getattr(row, name.lower()) or "none"))
        found = stands in {fold(value).replace("-", "_") for value in values.split(",")} or (
            name.lower() == "zone" and stands == fold(values)
        )
    return found is not part.startswith("-")
