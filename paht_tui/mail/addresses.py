"""Addresses as they go on the wire: ASCII only. It asks no server and corrects nobody's spelling."""

from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from paht_tui.errors import UserError


@lru_cache(maxsize=8192)
def wire_address(address: str, field: str) -> str:
    """The address with its domain in IDNA (RFC 5890), as it stands in headers, calendars and envelopes.

    Raises `UserError` naming `field` when it is no address, and when letters outside ASCII stand before the
    @: few servers carry those yet (SMTPUTF8, RFC 6531).
    """
    try:
        checked = validate_email(
            address, check_deliverability=False, allow_smtputf8=False, globally_deliverable=False
        )
    except EmailNotValidError as error:
        raise UserError(f"The {field} address {address!r} cannot be used: {error}") from error
    assert checked.ascii_email is not None
    return checked.ascii_email
