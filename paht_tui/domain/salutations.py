"""How a formal letter begins, in each language; pure.

What is known of a person is a title, and no gender is recorded: a form that says Mr or Ms is taken only
where the title says it, never from a given name. Without one stands what is right for everybody.
"""

from typing import Final, Literal

from paht_tui.domain.languages import known_language

Style = Literal["mr", "ms", "lord", "lady"]

_COURTESY: Final[dict[Style, str]] = {
    "mr": "mr mister herr herrn monsieur mr heer dhr signor sig pan domnul dl г-н господин κύριος κύριε κος",
    "ms": (
        "ms mrs miss frau madame mme mlle mevrouw mevr mw signora sig.ra pani doamna dna d-na г-жа госпожа"
        " κυρία κα"
    ),
}
"""Titles of courtesy, which each language has for itself: it is translated."""
_RANKS: Final[dict[Style, str]] = {
    "lord": "lord sir viscount earl baron count prince",
    "lady": "lady dame baroness viscountess countess princess",
}
"""Ranks, which stay what they are in every language."""
_STYLES: Final[dict[str, Style]] = {
    word: style for table in (_COURTESY, _RANKS) for style, words in table.items() for word in words.split()
}
_WITH_GIVEN_NAME: Final = ("Sir", "Dame")
_ENGLISH_TITLES: Final = (
    *("Lord", "Lady", "Baroness", "Senator", "Dr", "Prof", "Professor", "Mr", "Ms", "Mrs", "Miss"),
)
"""Titles that stand before the family name alone in English."""


def salutation(*, own: str, prefix: str, given_name: str, family_name: str, language: str = "en") -> str:
    """The opening of a letter, without the comma; `own` where the person has one: "Dear Lord McColl".

    In a language that the program does not write, the whole name.
    """
    if own:
        return own
    full = _joined(prefix, given_name, family_name)
    known = known_language(language)
    if known is None:
        return full
    if known.tag == "en" and (plain := _english(prefix, given_name, family_name)):
        return plain
    style, title = _style_of(prefix)
    named = given_name if prefix in _WITH_GIVEN_NAME and given_name else family_name
    form = getattr(known.openings, style) if style else known.openings.either
    untitled = _joined(given_name, family_name)
    return str(form).format(
        name=_joined(title, named),
        family=family_name,
        full=untitled if known.tag == "en" else full,
    )


def _english(prefix: str, given_name: str, family_name: str) -> str | None:
    """The English form for a title that English has."""
    if prefix in _WITH_GIVEN_NAME and given_name:
        return f"Dear {prefix} {given_name}"
    titles = (prefix, _style_of(prefix)[1])
    found = next((title for title in titles if title.rstrip(".") in _ENGLISH_TITLES), None)
    return f"Dear {found} {family_name}" if found else None


def _style_of(prefix: str) -> tuple[Style | None, str]:
    """What a title says, and what of it stands before the name: of "Frau Dr." only "Dr."."""
    first, _, rest = prefix.partition(" ")
    style = _STYLES.get(first.lower().rstrip("."))
    return style, rest.strip() if style in _COURTESY else prefix


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
