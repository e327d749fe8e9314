"""Finding out whether somebody on a list is in the contacts already; it reads all names once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.enums import Category, NeedKind
from db.tables import EmailAddress, Need, Organisation, Person, Phone, Position, PostalAddress
from db.text import fold

_AT_ONCE = 5000
"""How many people one statement asks for: databases limit the values of a statement."""


@dataclass(frozen=True, slots=True)
class Match:
    """Who it is; without a person, `candidates` are those it may be (none: somebody new)."""

    person_id: int | None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the contacts hold of one person, for comparison; organisations and address lines are folded."""

    category: Category
    country: str | None
    languages: str
    note: str
    emails: frozenset[str]
    phones: frozenset[str]
    organisations: frozenset[str]
    addresses: frozenset[str]
    needs: frozenset[tuple[NeedKind, str]]


@dataclass(frozen=True, slots=True)
class _Entry:
    person_id: int
    label: str
    country: str | None
    words: frozenset[str]


class KnownPeople:
    """The names and addresses of all contacts, to be asked many times."""

    def __init__(self, entries: dict[frozenset[str], list[_Entry]], by_email: dict[str, set[int]]) -> None:
        """Made by `read`."""
        self._entries = entries
        self._by_email = by_email

    @classmethod
    def read(cls, session: Session) -> "KnownPeople":
        """Everybody who is in the contacts now."""
        entries: dict[frozenset[str], list[_Entry]] = {}
        rows = session.execute(
            select(Person.id, Person.full_name, Person.given_name, Person.family_name, Person.country)
        )
        for number, label, given, family, country in rows:
            words = _words(given, family)
            entries.setdefault(words, []).append(_Entry(number, label, country, words))
        by_email: dict[str, set[int]] = {}
        for key, owner in session.execute(
            select(EmailAddress.address_key, EmailAddress.person_id).where(
                EmailAddress.person_id.is_not(None)
            )
        ):
            by_email.setdefault(key, set()).add(owner or 0)
        return cls(entries, by_email)

    def find(self, given: str, family: str, emails: tuple[str, ...], country: str | None) -> Match:
        """Who this is: the same name with a shared address, or else the same name of the same country.

        A shared address alone is an office's; the same name of another country is another person.
        """
        alike = self._entries.get(_words(given, family), [])
        owners = set[int]().union(*(self._by_email.get(each.lower(), set()) for each in emails))
        same = [entry for entry in alike if entry.person_id in owners]
        if not same:
            same = [entry for entry in alike if country is None or entry.country in {country, None}]
        if len(same) == 1:
            return Match(same[0].person_id)
        return Match(None, tuple(f"{entry.label} (number {entry.person_id})" for entry in same))


def _words(given: str, family: str) -> frozenset[str]:
    return frozenset(fold(f"{given} {family}").split())


def read_facts(session: Session, person_ids: Iterable[int]) -> dict[int, Facts]:
    """What the contacts hold of these people, in a few statements however many they are."""
    found: dict[int, Facts] = {}
    ids = sorted(person_ids)
    for start in range(0, len(ids), _AT_ONCE):
        found |= _read_facts(session, tuple(ids[start : start + _AT_ONCE]))
    return found


def _read_facts(session: Session, ids: tuple[int, ...]) -> dict[int, Facts]:
    emails = _gather(session, EmailAddress.person_id, ids, EmailAddress.address_key)
    phones = _gather(session, Phone.person_id, ids, Phone.number)
    addresses = _gather(session, PostalAddress.person_id, ids, PostalAddress.lines)
    needs = _gather(session, Need.person_id, ids, Need.kind, Need.text)
    organisations: dict[int, set[Any]] = {}
    for number, key in session.execute(
        select(Position.person_id, Organisation.name_key)
        .join(Organisation, Organisation.id == Position.organisation_id)
        .where(Position.person_id.in_(ids), Position.ends_on.is_(None))
    ):
        organisations.setdefault(number, set()).add(key)
    people = select(Person.id, Person.category, Person.country, Person.languages, Person.note)
    return {
        number: Facts(
            category=category,
            country=country,
            languages=languages,
            note=note,
            emails=frozenset(emails.get(number, ())),
            phones=frozenset(phones.get(number, ())),
            organisations=frozenset(organisations.get(number, ())),
            addresses=frozenset(fold(lines) for lines in addresses.get(number, ())),
            needs=frozenset(needs.get(number, ())),
        )
        for number, category, country, languages, note in session.execute(people.where(Person.id.in_(ids)))
    }


def _gather(session: Session, owner: Any, ids: tuple[int, ...], *columns: Any) -> dict[int, set[Any]]:
    """The values of a table by person; several columns make a tuple."""
    found: dict[int, set[Any]] = {}
    for number, *values in session.execute(select(owner, *columns).where(owner.in_(ids))):
        found.setdefault(number, set()).add(values[0] if len(values) == 1 else tuple(values))
    return found
