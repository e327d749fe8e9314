"""Somebody who is added in the course of something else: a substitute, a colleague named on the phone."""

from dataclasses import dataclass

from db.change import Change
from db.enums import Category
from paht_tui.domain.names import full_name
from paht_tui.domain.people import add_person


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person who is not in the contacts yet; the name in its parts."""

    family_name: str
    given_name: str = ""
    prefix: str = ""
    post_nominals: str = ""
    email: str = ""
    country: str | None = None
    category: Category = Category.OTHER

    @property
    def name(self) -> str:
        """The name as it is written."""
        return full_name(
            prefix=self.prefix,
            given_name=self.given_name,
            family_name=self.family_name,
            post_nominals=self.post_nominals,
        )


def add_newcomer(change: Change, newcomer: NewPerson) -> int:
    """Add the person to the contacts, as a part of the act that `change` is."""
    return add_person(
        change,
        family_name=newcomer.family_name,
        given_name=newcomer.given_name,
        prefix=newcomer.prefix,
        post_nominals=newcomer.post_nominals,
        category=newcomer.category,
        country=newcomer.country,
        emails=[newcomer.email] if newcomer.email else (),
    )
