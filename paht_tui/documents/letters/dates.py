"""Place and date of a letter, as they are written in its language."""

from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

_BEFORE_THE_DAY = {"fr": "le "}
"""What stands between the place and the day, where anything does."""


def dateline(place: str, day: date, language: str) -> str:
    """`London, 4 January 2012`; without a place, the day alone."""
    words = _BEFORE_THE_DAY.get(_base(language), "") if place else ""
    written = words + format_date(day, format="long", locale=_locale(language))
    return f"{place}, {written}" if place else written


def typeset_language(language: str) -> str:
    """The language as typst knows it, for dividing words: two or three letters."""
    base = _base(language)
    return base if base.isascii() and base.isalpha() and len(base) in {2, 3} else "en"


def _base(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


def _locale(language: str) -> Locale:
    # "English" without a country is American to babel; the programme's letters are European.
    named = "en_GB" if language.lower() == "en" else language.replace("-", "_")
    try:
        return Locale.parse(named)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
