"""A country as it is typed on the command line; every usual name and code is understood."""

from paht_tui.documents.places import country_code
from paht_tui.errors import UserError


def country_of(text: str | None) -> str | None:
    """The code of a country named or coded; None where none was named.

    Raises:
        UserError: there is no such country.
    """
    code = country_code(text) if text else None
    if text and code is None:
        raise UserError(f"“{text}” is not a country that is known: write a name or a code, Germany or DE.")
    return code
