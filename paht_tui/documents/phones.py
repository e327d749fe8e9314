"""The telephone numbers in a cell, in the form that can be dialled from anywhere.

A number that cannot be understood stays as it was typed: a person can still read it. Never imports
`phonenumbers.geocoder`, which takes seconds and hundreds of megabytes.
"""

import re
from functools import lru_cache
from typing import Final

import phonenumbers

_BETWEEN: Final = re.compile(
    r"\s*(?:[;|\n]|[/,]\s*(?=\+|00)|,\s*(?=\(?0)|\s(?:or|oder|ou|lub|sau|und|and)\s)\s*"
)
_SEVERAL: Final = re.compile(r"[;|\n/,]|\s[a-z]")  # else there is one number
_ABROAD: Final = re.compile(r"^(\D*)00\s*(?=[1-9])")


def read_phones(cell: str, region: str | None) -> tuple[str, ...]:
    """The numbers as E.164 ("+31703123456", with " ext. 12" where there is one), read as dialled in `region`.

    `region` is the ISO code of the country, None where it is not known: then only numbers with + or 00 are
    understood. What is not understood comes back as typed. The same number comes once.
    """
    parts = _BETWEEN.split(cell) if _SEVERAL.search(cell) else [cell]
    return tuple(dict.fromkeys(_read(part.strip(), region) for part in parts if part.strip()))


@lru_cache(maxsize=65536)
def _read(typed: str, region: str | None) -> str:
    if sum(letter.isdigit() for letter in typed) < 5:  # noqa: PLR2004 (an extension or a remark, no number)
        return typed
    try:
        number = phonenumbers.parse(_ABROAD.sub(r"\g<1>+", typed), region)
    except phonenumbers.NumberParseException:
        return typed
    if not phonenumbers.is_possible_number(number):
        return typed
    dialled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{dialled} ext. {number.extension}" if number.extension else dialled
