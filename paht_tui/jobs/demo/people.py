"""Everybody in the sample, read from the table beside this module, and put into the record.

Whom the documents name has no phone, no language and no need here: nothing is invented about them. All
others have plainly fictitious names. No address of the sample can be written to, and no number rings.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from db.change import Change
from db.enums import Capacity, Category, NeedKind
from db.text import fold
from paht_tui.domain.logistics import note_need
from paht_tui.domain.people import add_person, add_postal_address
from paht_tui.jobs.demo.stage import Cast

Group = Literal["named", "came", "dutch", "german", "travel", "other", "referred"]
Asked = Literal["", "main", "reception", "both"]

_FOR_DRAMA = ("+44 20 7946 0", "+44 1632 960")
"""Ofcom's ranges of numbers for fiction; all other numbers of the sample are impossible, and labelled so."""


@dataclass(frozen=True)
class Who:
    """A line of the table; `asked` says to which sessions of The Hague."""

    key: str
    group: Group
    asked: Asked
    prefix: str
    given: str
    family: str
    after: str
    category: Category
    country: str | None
    organisation: str
    position: str
    languages: str
    phone: str
    needs: str
    capacity: Capacity

    @property
    def email(self) -> str:
        """An address under `.example`, which no server has (RFC 2606)."""
        words = fold(f"{self.given} {self.family}").replace(" ", ".")
        return f"{words}@{(self.country or 'intl').lower()}.example"


@cache
def everybody() -> tuple[Who, ...]:
    """The table, line by line."""
    text = files(__package__).joinpath("people.csv").read_text(encoding="utf-8")
    return tuple(_who(row) for row in csv.DictReader(text.splitlines()))


def keys(*groups: Group, asked: tuple[Asked, ...] = ("main", "reception", "both")) -> tuple[str, ...]:
    """Those of some groups who are asked to some sessions, by the script's names."""
    return tuple(who.key for who in everybody() if who.group in groups and who.asked in asked)


def add(change: Change, cast: Cast, who: Who) -> None:
    """Put one person into the contacts."""
    label = "office" if who.phone.startswith(_FOR_DRAMA) else "office (no real number)"
    person = add_person(
        change,
        prefix=who.prefix,
        given_name=who.given,
        family_name=who.family,
        post_nominals=who.after,
        category=who.category,
        country=who.country,
        languages=who.languages,
        emails=(who.email,),
        phones=((who.phone, label),) if who.phone else (),
        organisation=who.organisation,
        position=who.position,
    )
    if who.group == "german":
        add_postal_address(
            change,
            person_id=person,
            lines="Beispielstraße 1",
            postal_code="00000",
            city="Berlin",
            country="DE",
        )
    for need in filter(None, who.needs.split("; ")):
        kind, _, text = need.partition(": ")
        note_need(change, person_id=person, kind=NeedKind(kind), text=text)
    cast.people[who.key] = person


def _who(row: dict[str, str]) -> Who:
    return Who(
        key=row["key"],
        group=cast("Group", row["group"]),
        asked=cast("Asked", row["asked"]),
        prefix=row["prefix"],
        given=row["given"],
        family=row["family"],
        after=row["after"],
        category=Category(row["category"]),
        country=row["country"] or None,
        organisation=row["organisation"],
        position=row["position"],
        languages=row["languages"],
        phone=row["phone"],
        needs=row["needs"],
        capacity=Capacity(row["capacity"]),
    )
