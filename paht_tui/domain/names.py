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
