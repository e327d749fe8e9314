"""Organisations by name: parliaments, NGOs, hosts of meetings, delegations; always as a recorded change."""

from sqlalchemy import select

from db.change import Change
from db.tables import Organisation
from db.text import fold


def organisation_named(change: Change, *, name: str, country: str | None = None) -> int | None:
    """The organisation of this name, added when it is new; None for an empty name."""
    if not name.strip():
        return None
    key = fold(name)
    known = change.session.scalar(select(Organisation.id).where(Organisation.name_key == key).limit(1))
    if known is not None:
        return known
    change.describe("organisation.added", f"Added {name.strip()}")
    return change.add(Organisation(name=name.strip(), name_key=key, country=country)).id
