"""What a field of a form may hold, beyond its kind: checks that several forms share, and what they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paht_tui.documents.emails import read_emails
from paht_tui.documents.phones import read_phones
from paht_tui.documents.places import country_code, language_codes
from paht_tui.domain.calendar_entries import check_coordinates
from paht_tui.domain.zones import check_zone
from paht_tui.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAP_HINT = "Latitude, longitude in degrees: 52.0799, 4.3134. Calendars show it on a map."
COUNTRY_HINT = "A name or a code: Germany, DE."
LANGUAGES_HINT = "In order of preference: German, English, or de, en."
PHONES_HINT = "One in each line, its label behind a comma: +49 30 0000 0001, office."
EMAILS_HINT = "One in each line; the first is written to."
_SHOWN = 60


def check_country(value: object) -> str | None:
    """A sentence for what is no country."""
    if country_code(str(value)) is None:
        return f"“{value}” is not a country that is known. {COUNTRY_HINT}"
    return None


def refused_by(rule: Callable[[str], object]) -> Callable[[object], str | None]:
    """The check of a field by a rule that raises `UserError`: its sentence is that of the error."""

    def check(value: object) -> str | None:
        try:
            rule(str(value))
        except UserError as problem:
            return str(problem)
        return None

    return check


def within(numbers: range) -> Callable[[object], str | None]:
    """The check of a field for a number that is one of these."""

    def check(value: object) -> str | None:
        return None if value in numbers else f"A number from {numbers[0]} to {numbers[-1]:,}."

    return check


check_zone_name = refused_by(check_zone)


def check_map(value: object) -> str | None:
    """A sentence for what is no place on the map."""
    try:
        check_coordinates(*coordinates_of(str(value)))
    except ValueError:
        return f"“{str(value)[:_SHOWN]}” is no place on the map. {MAP_HINT}"
    except UserError as problem:
        return str(problem)
    return None


def coordinates_of(typed: str) -> tuple[float | None, float | None]:
    """Latitude and longitude of a checked field; neither when it is empty."""
    if not typed:
        return None, None
    latitude, longitude = (float(part.strip().rstrip("°")) for part in typed.split(","))
    return latitude, longitude


def check_languages(value: object) -> str | None:
    """A sentence for words that are no languages."""
    _, unknown = language_codes(str(value))
    return f"“{unknown[0]}” is not a language that is known. {LANGUAGES_HINT}" if unknown else None


def check_emails(value: object) -> str | None:
    """A sentence for the first address that cannot be used."""
    addresses, reasons = read_emails(str(value))
    if reasons:
        return reasons[0]
    return None if addresses else f"“{str(value)[:_SHOWN]}” is not an e-mail address."


def country_of(typed: str) -> str | None:
    """The code of a checked field; None when it is empty."""
    return country_code(typed) if typed else None


def languages_of(typed: str) -> str:
    """The codes of a checked field, as the record keeps them."""
    return ",".join(language_codes(typed)[0])


def emails_of(typed: str) -> list[str]:
    """The addresses of a checked field."""
    return list(read_emails(typed)[0])


def phones_of(typed: str, country: str | None, known: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The numbers of a field of lines, each with its label; a `known` one stays as it was."""
    phones: list[tuple[str, str]] = []
    for line in typed.splitlines():
        number, _, label = (part.strip() for part in line.partition(","))
        read = (number,) if number in known else read_phones(number, country)
        phones.extend((each, label) for each in read)
    return phones


def phone_lines(phones: Sequence[tuple[str, str]]) -> str:
    """Numbers and labels as `phones_of` reads them."""
    return "\n".join(f"{number}, {label}" if label else number for number, label in phones)
