"""Links that open a message ready to be sent (RFC 6068); what is put into one never adds a field to it."""

from urllib.parse import quote

from paht_tui.mail.addresses import wire_address
from paht_tui.mail.text import one_line


def mailto(address: str, *, subject: str, body: str) -> str:
    """A `mailto:` link to one address; subject and body are a line each.

    Raises `UserError` when the address is none.
    """
    local, _, domain = wire_address(address, "reply-to").rpartition("@")
    return f"mailto:{_encoded(local)}@{_encoded(domain)}?subject={_encoded(subject)}&body={_encoded(body)}"


def shortened(text: str, octets: int) -> str:
    """The beginning of a line that takes at most so many octets in a link, cut between two characters."""
    line = one_line(text)
    if len(_encoded(line)) <= octets:
        return line
    line = line[:octets]
    room = octets - len(_encoded("…"))
    while len(_encoded(line)) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _encoded(text: str) -> str:
    return quote(one_line(text), safe="")
