"""How the parts of a name make the name that is written, sorted by and searched for; pure."""

from db.text import fold


def full_name(*, prefix: str, given_name: str, family_name: str, post_nominals: str) -> str:
    """The name as it is written: "Lord McColl", "Anna Lo MLA"."""
    return " ".join(part for part in (prefix, given_name, family_name, post_nominals) if part)


def sort_key(*, family_name: str, given_name: str) -> str:
    """What lists are ordered by: the family name, then the given name, folded."""
    return fold(f"{family_name} {given_name}")


def search_key(name: str, organisations: tuple[str, ...]) -> str:
    """What typing finds: the name and the organisations, folded."""
    return fold(" ".join((name, *organisations)))


# Titles that stand before the family name alone in a salutation.
_TITLES = ("Lord", "Lady", "Baroness", "Senator", "Dr", "Prof", "Professor", "Mr", "Ms", "Mrs", "Miss")


def salutation(*, own: str, prefix: str, given_name: str, family_name: str) -> str:
    """The opening of a letter in English, `own` where the person has one: "Dear Lord McColl".

    Without a title the whole name stands: a guess at Mr or Ms would be wrong half of the time.
    """
    if own:
        return own
    if prefix in {"Sir", "Dame"} and given_name:
        return f"Dear {prefix} {given_name}"
    if prefix.rstrip(".") in _TITLES:
        return f"Dear {prefix} {family_name}"
    return f"Dear {' '.join(part for part in (given_name, family_name) if part)}"
