"""Addresses as they go on the wire. It asks no server and corrects nobody's spelling."""

from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from paht_tui.errors import UserError


@lru_cache(maxsize=8192)
def wire_address(address: str, field: str) -> str:
    """The address with its domain in IDNA (RFC 5890), as it stands in headers, calendars and envelopes.

    Letters outside of ASCII before the @ stay: the sender sees whether the server carries them (SMTPUTF8, RFC
    6531). Raises `UserError` naming `field` when it is no address.
    """
    try:
        checked = validate_email(address, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise UserError(f"The {field} address {address!r} cannot be used: {error}") from error
    return checked.ascii_email or f"{checked.local_part}@{checked.ascii_domain}"
