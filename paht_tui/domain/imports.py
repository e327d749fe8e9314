"""Taking an address list into the record: who is new, who is known, what differs; all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.change import Change
from db.enums import Category, NeedKind
from db.tables import EmailAddress, Need, Organisation, Person, Phone, Position, PostalAddress
from db.text import fold
from paht_tui.domain.known_people import Facts, KnownPeople, read_facts
from paht_tui.domain.logistics import note_need
from paht_tui.domain.names import full_name, search_key, sort_key
from paht_tui.domain.people import (
    add_email,
    add_phone,
    add_position,
    add_postal_address,
    edit_person,
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person as a list states it; empty where it states nothing. `phones` are (number, label)."""

    row: int
    family_name: str
    given_name: str = ""
    prefix: str = ""
    post_nominals: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    organisation: str = ""
    position: str = ""
    category: Category | None = None
    country: str | None = None
    languages: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    needs: tuple[tuple[NeedKind, str], ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """The name as it is written."""
        return full_name(
            prefix=self.prefix,
            given_name=self.given_name,
            family_name=self.family_name,
            post_nominals=self.post_nominals,
        )


@dataclass(frozen=True, slots=True)
class Known:
    """A row whose person is in the contacts, and nothing differs."""

    row: int
    name: str
    person_id: int


@dataclass(frozen=True, slots=True)
class Update:
    """A row whose person is in the contacts; `changes` say what the list adds or alters."""

    row: int
    name: str
    person_id: int
    newcomer: Newcomer
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not taken, with a sentence for each reason."""

    row: int
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, each row once; nothing is written by making it."""

    added: tuple[Newcomer, ...]
    updated: tuple[Update, ...]
    unchanged: tuple[Known, ...]
    refused: tuple[RefusedRow, ...]


def plan_import(
    session: Session, *, newcomers: Sequence[Newcomer], refused: Sequence[RefusedRow] = ()
) -> ImportPlan:
    """Compare a list with the contacts; a row that may be one of several people is refused."""
    known = KnownPeople.read(session)
    added: list[Newcomer] = []
    doubtful: list[RefusedRow] = []
    matched: list[tuple[int, Newcomer]] = []
    for newcomer in newcomers:
        match = known.find(newcomer.given_name, newcomer.family_name, newcomer.emails, newcomer.country)
        if match.person_id is not None:
            matched.append((match.person_id, newcomer))
        elif match.candidates:
            names = " or ".join(match.candidates)
            reason = f"It may be {names}: add the e-mail address that tells them apart."
            doubtful.append(RefusedRow(newcomer.row, newcomer.name, (reason,)))
        else:
            added.append(newcomer)
    updated: list[Update] = []
    unchanged: list[Known] = []
    facts = read_facts(session, {person_id for person_id, _ in matched})
    for person_id, newcomer in matched:
        if changes := _differences(facts[person_id], newcomer):
            updated.append(Update(newcomer.row, newcomer.name, person_id, newcomer, changes))
        else:
            unchanged.append(Known(newcomer.row, newcomer.name, person_id))
    return ImportPlan(tuple(added), tuple(updated), tuple(unchanged), (*refused, *doubtful))


def apply_import(change: Change, *, plan: ImportPlan, source: str) -> tuple[int, ...]:
    """Write a plan in one transaction; the people of all its rows, new ones first."""
    total = len(plan.added) + len(plan.updated)
    change.describe("people.imported", f"Imported {total} from {source}")
    new = _add_all(change, plan.added)
    facts = read_facts(change.session, {update.person_id for update in plan.updated})
    for update in plan.updated:
        _update(change, update.person_id, facts[update.person_id], update.newcomer)
    return (*new, *(row.person_id for row in plan.updated), *(row.person_id for row in plan.unchanged))


def _differences(facts: Facts, newcomer: Newcomer) -> tuple[str, ...]:
    """What the list states that the contacts do not, a few words each."""
    found = [
        f"{what}: {old or 'none'} → {new}"
        for what, old, new in (
            ("category", facts.category, newcomer.category),
            ("country", facts.country, newcomer.country),
            ("languages", facts.languages, newcomer.languages),
        )
        if new and new != old
    ]
    found += [f"e-mail {each} is new" for each in newcomer.emails if each.lower() not in facts.emails]
    found += [f"phone {each} is new" for each, _ in newcomer.phones if each not in facts.phones]
    if _is_new(newcomer.organisation, facts.organisations):
        found.append(f"organisation {newcomer.organisation} is new")
    if _is_new(newcomer.address, facts.addresses):
        found.append("the postal address is new")
    found += [
        f"{kind.value} {text} is new" for kind, text in newcomer.needs if (kind, text) not in facts.needs
    ]
    if newcomer.note not in facts.note:
        found.append("the note is longer")
    return tuple(found)


def _update(change: Change, person_id: int, facts: Facts, newcomer: Newcomer) -> None:
    values: dict[str, Any] = {
        "category": newcomer.category or facts.category,
        "country": newcomer.country or facts.country,
        "languages": newcomer.languages or facts.languages,
    }
    if newcomer.note not in facts.note:
        values["note"] = "\n".join(part for part in (facts.note, newcomer.note) if part)
    edit_person(change, person_id=person_id, **values)
    for address in newcomer.emails:
        add_email(change, person_id=person_id, address=address)
    for number, label in newcomer.phones:
        add_phone(change, person_id=person_id, number=number, label=label)
    if _is_new(newcomer.organisation, facts.organisations):
        add_position(change, person_id=person_id, organisation=newcomer.organisation, title=newcomer.position)
    if _is_new(newcomer.address, facts.addresses):
        add_postal_address(
            change,
            person_id=person_id,
            lines=newcomer.address,
            postal_code=newcomer.postal_code,
            city=newcomer.city,
            country=newcomer.country,
        )
    for kind, text in newcomer.needs:
        if (kind, text) not in facts.needs:
            note_need(change, person_id=person_id, kind=kind, text=text)


def _is_new(stated: str, known: frozenset[str]) -> bool:
    return bool(stated) and fold(stated) not in known


def _add_all(change: Change, newcomers: Sequence[Newcomer]) -> tuple[int, ...]:
    """Add people a table at a time: ten thousand rows in a few statements."""
    people = change.add_many(Person, [_person(newcomer) for newcomer in newcomers])
    pairs = tuple(zip(people, newcomers, strict=True))
    change.add_many(
        EmailAddress,
        [
            {"person_id": person_id, "address": each, "address_key": each.lower(), "position": place}
            for person_id, newcomer in pairs
            for place, each in enumerate(newcomer.emails)
        ],
    )
    change.add_many(
        Phone,
        [
            {"person_id": person_id, "number": number, "label": label, "position": place}
            for person_id, newcomer in pairs
            for place, (number, label) in enumerate(newcomer.phones)
        ],
    )
    change.add_many(
        PostalAddress,
        [
            {
                "person_id": person_id,
                "lines": newcomer.address,
                "postal_code": newcomer.postal_code,
                "city": newcomer.city,
                "country": newcomer.country,
            }
            for person_id, newcomer in pairs
            if newcomer.address
        ],
    )
    change.add_many(
        Need,
        [
            {"person_id": person_id, "kind": kind, "text": text}
            for person_id, newcomer in pairs
            for kind, text in newcomer.needs
        ],
    )
    organisations = _organisations(change, newcomers)
    change.add_many(
        Position,
        [
            {
                "person_id": person_id,
                "organisation_id": organisations[fold(newcomer.organisation)],
                "title": newcomer.position,
            }
            for person_id, newcomer in pairs
            if newcomer.organisation
        ],
    )
    return tuple(people)


def _person(newcomer: Newcomer) -> dict[str, Any]:
    organisations = (newcomer.organisation,) if newcomer.organisation else ()
    return {
        "prefix": newcomer.prefix,
        "given_name": newcomer.given_name,
        "family_name": newcomer.family_name,
        "post_nominals": newcomer.post_nominals,
        "full_name": newcomer.name,
        "sort_key": sort_key(family_name=newcomer.family_name, given_name=newcomer.given_name),
        "search_key": search_key(newcomer.name, organisations),
        "category": newcomer.category or Category.OTHER,
        "country": newcomer.country,
        "languages": newcomer.languages,
        "note": newcomer.note,
    }


def _organisations(change: Change, newcomers: Sequence[Newcomer]) -> dict[str, int]:
    """The number of each organisation by its folded name; those that are new are added."""
    stated = {fold(each.organisation): each for each in newcomers if each.organisation}
    found = {
        key: number
        for number, key in change.session.execute(select(Organisation.id, Organisation.name_key))
        if key in stated
    }
    new = [key for key in stated if key not in found]
    numbers = change.add_many(
        Organisation,
        [{"name": stated[key].organisation, "name_key": key, "country": stated[key].country} for key in new],
    )
    return {**found, **dict(zip(new, numbers, strict=True))}
