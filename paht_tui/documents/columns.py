"""What the columns of an address list mean, told from their headings; and the mapping that a person corrects.

Looks at headings only, never at the cells below them. It must never give a column a meaning that its heading
does not state: an unknown heading is `Field.IGNORED`, shown as such, and can be mapped by hand.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from paht_tui.documents import headings as vocabulary
from paht_tui.documents.folding import fold
from paht_tui.documents.tables import REFUSED_BECAUSE
from paht_tui.errors import UserError


class Field(StrEnum):
    """What a column can be. The values are the words of `--map HEADING=FIELD`."""

    NAME = "name"  # the whole name in one cell
    PREFIX = "prefix"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    POST_NOMINALS = "post_nominals"
    EMAIL = "email"
    EMAIL_2 = "email_2"  # after those of every EMAIL column
    PHONE = "phone"
    MOBILE = "mobile"
    ORGANISATION = "organisation"
    POSITION = "position"
    CATEGORY = "category"
    COUNTRY = "country"
    LANGUAGES = "languages"
    ADDRESS = "address"
    ADDRESS_2 = "address_2"  # further lines of the same address
    POSTAL_CODE = "postal_code"
    CITY = "city"
    DIET = "diet"
    ACCESS = "access"
    INTERPRETATION = "interpretation"
    NOTE = "note"
    GENDER = "gender"  # recognised, and not kept
    IGNORED = "ignored"


ColumnMap = Mapping[int, Field]  # column index from 0, to what the column is

_TITLE: Final = fold("title")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_TOGETHER: Final = {
    frozenset({Field.GIVEN_NAME, Field.FAMILY_NAME}): Field.NAME,
    frozenset({Field.POSTAL_CODE, Field.CITY}): Field.ADDRESS_2,
    frozenset({Field.PHONE, Field.MOBILE}): Field.PHONE,
}


def recognise(headings: Sequence[str]) -> dict[int, Field]:
    """What each column is, by index from 0; every one has an entry, `Field.IGNORED` where nothing is known.

    Several columns may be the same field: the first is the primary one (`contacts` says what becomes of the
    others). "Name" beside "Vorname" is the family name, beside "Surname" the given name, and alone the whole
    name.
    """
    folded = [fold(heading) for heading in headings]
    fields = {index: _field(heading) for index, heading in enumerate(headings)}
    _settle_names(folded, fields)
    _settle_titles(folded, fields)
    return fields


def is_plain(heading: str, field: Field) -> bool:
    """Whether the heading says no more than the field does: "Telefon" for a phone, not "Capitol phone"."""
    return fold(heading) in _words(vocabulary.SPELLINGS.get(field.value, ""))


def parse_map(pairs: Iterable[str], headings: Sequence[str]) -> dict[int, Field]:
    """The columns named in `--map HEADING=FIELD`, to be laid over those of `recognise`.

    The heading is compared as typed, then folded; all columns with that heading are meant. Raises UserError
    that names an unknown heading or field and lists those there are.
    """
    mapped: dict[int, Field] = {}
    for pair in pairs:
        heading, equals, word = pair.rpartition("=")
        if not equals:
            raise UserError(f"“{pair}” is not HEADING=FIELD, for example “Kontakt=email”.")
        field = _field_named(word, pair)
        mapped |= dict.fromkeys(_columns_named(heading.strip(), headings), field)
    return mapped


def _field_named(word: str, pair: str) -> Field:
    try:
        return Field(fold(word).replace(" ", "_"))
    except ValueError as error:
        raise UserError(
            f"“{pair}”: there is no field “{word}”. The fields are: {', '.join(Field)}."
        ) from error


def _columns_named(heading: str, headings: Sequence[str]) -> list[int]:
    exact = [index for index, there in enumerate(headings) if heading and there == heading]
    alike = exact or [
        index for index, there in enumerate(headings) if heading and fold(there) == fold(heading)
    ]
    if not alike:
        known = ", ".join(f"“{there}”" for there in headings if there)
        raise UserError(f"There is no column “{heading}”. The columns are: {known}.")
    return alike


def _field(heading: str) -> Field:
    folded = fold(heading)
    if folded == fold(REFUSED_BECAUSE):
        return Field.IGNORED
    if folded in _words(vocabulary.NOTED) or _words(vocabulary.SOMEONE_ELSE) & set(folded.split()):
        return Field.NOTE
    bare = fold(_IN_BRACKETS.sub(" ", heading))  # "First name(s)", "Telefon (Büro)"
    known = _by_spelling().get(folded) or _by_spelling().get(bare)
    return known or _of_parts(heading) or _contained(folded)


def _of_parts(heading: str) -> Field | None:
    """The field of a heading in parts.

    "Country / Pays" says it twice, "Vorname/Nachname" is one thing in two parts, "City/Country" is neither.
    """
    parts = [fold(part) for part in heading.split("/")]
    fields = frozenset(field for part in parts if (field := _by_spelling().get(part)))
    if len(parts) == 1 or not fields:
        return None
    return next(iter(fields)) if len(fields) == 1 else _TOGETHER.get(fields, Field.IGNORED)


def _contained(folded: str) -> Field:
    padded = f" {folded} "
    found = [
        Field(name)
        for name in vocabulary.CONTAINED
        if any(f" {spelling} " in padded for spelling in _words(vocabulary.SPELLINGS[name]))
    ]
    if {Field.POSTAL_CODE, Field.CITY} <= set(found):
        return Field.ADDRESS_2  # "PLZ Ort": a line of the address, as it is written on a letter
    return found[0] if found else Field.IGNORED


def _settle_names(folded: list[str], fields: dict[int, Field]) -> None:
    """Decide for the words that mean the whole name in one list and a part of it in another."""
    present = set(fields.values())
    has_given, has_family = Field.GIVEN_NAME in present, Field.FAMILY_NAME in present
    if has_given == has_family:
        return
    part = Field.FAMILY_NAME if has_given else Field.GIVEN_NAME
    for index, heading in enumerate(folded):
        if heading in _words(vocabulary.WHOLE_OR_PART):
            fields[index] = part


def _settle_titles(folded: list[str], fields: dict[int, Field]) -> None:
    """Where "Mr/Ms" has its own column, "Title" is the title of the job."""
    prefixes = [index for index, field in fields.items() if field is Field.PREFIX]
    titles = [index for index in prefixes if folded[index] == _TITLE]
    if len(prefixes) > len(titles):
        fields.update(dict.fromkeys(titles, Field.POSITION))


@cache
def _words(listed: str) -> frozenset[str]:
    return frozenset(fold(word) for word in listed.split(",") if word.strip())


@cache
def _by_spelling() -> dict[str, Field]:
    return {word: Field(name) for name, listed in vocabulary.SPELLINGS.items() for word in _words(listed)}
