"""The envelope of one message, in the words of the server it goes to: what EHLO offered is used, and no more.

SIZE (RFC 1870), 8BITMIME (RFC 6152), SMTPUTF8 (RFC 6531), DSN (RFC 3461). It talks to no server.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_MESSAGE_ID: Final = re.compile(rb"^Message-ID:[ \t]*<([^@<>\s]+)@", re.MULTILINE | re.IGNORECASE)
_UNSAFE: Final = re.compile(r"[^!-~]|[+=]")
_LONGEST_ID: Final = 100
_LONGEST_ADDRESS: Final = 500
_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom, to whom, and what the content asks of a server. The addresses are as they go on the wire."""

    sender: str
    recipient: str
    size: int
    """Octets of the content with its CRLF, without the final dot (RFC 1870 5)."""
    name: str
    """The left part of the Message-ID, or nothing."""
    eight_bit: bool
    international: bool
    """Whether an address, in the envelope or in the header, has letters outside of ASCII before its @."""

    def refusal(self, offers: Mapping[str, str], host: str) -> str:
        """Why this server cannot take the message, as a sentence, or nothing."""
        if self.international and "smtputf8" not in offers:
            address = next((each for each in (self.recipient, self.sender) if not each.isascii()), "")
            whose = f"The address {address}" if address else "An address in the header"
            return (
                f"{whose} has letters before the @ that {host} cannot carry (it offers no SMTPUTF8):"
                " use another address, or write a letter."
            )
        if self.eight_bit and "8bitmime" not in offers:
            return f"The message has octets that {host} cannot carry (it offers no 8BITMIME)."
        limit = _size_limit(offers)
        if limit and self.size > limit:
            return (
                f"The message has {self.size / _MEGABYTE:.1f} MB, and {host} takes"
                f" {limit / _MEGABYTE:.1f} MB at most: attach less."
            )
        return ""

    def commands(self, offers: Mapping[str, str]) -> tuple[bytes, bytes]:
        """MAIL and RCPT with the parameters that the server offered."""
        mail = [f"MAIL FROM:<{self.sender}>"]
        rcpt = [f"RCPT TO:<{self.recipient}>"]
        if "size" in offers:
            mail.append(f"SIZE={self.size}")
        if self.eight_bit:
            mail.append("BODY=8BITMIME")
        if self.international:
            mail.append("SMTPUTF8")
        if "dsn" in offers:
            # Without SUCCESS: who has the message shows by the answer, not by a machine's word for each.
            mail.append("RET=HDRS")
            rcpt.append("NOTIFY=FAILURE,DELAY")
            envid, original = xtext(self.name), f"rfc822;{xtext(self.recipient)}"
            if 0 < len(envid) <= _LONGEST_ID:
                mail.append(f"ENVID={envid}")
            if self.recipient.isascii() and len(original) <= _LONGEST_ADDRESS:
                rcpt.append(f"ORCPT={original}")
        return " ".join(mail).encode(), " ".join(rcpt).encode()


def envelope_of(content: bytes, *, sender: str, recipient: str) -> Envelope:
    """The envelope for a content whose line ends are CRLF."""
    head = content.partition(b"\r\n\r\n")[0]
    name = _MESSAGE_ID.search(head)
    return Envelope(
        sender=sender,
        recipient=recipient,
        size=len(content),
        name=name[1].decode("ascii", "replace") if name else "",
        eight_bit=not content.isascii(),
        international=not (sender.isascii() and recipient.isascii() and head.isascii()),
    )


def xtext(text: str) -> str:
    """Printable ASCII without `+`, `=` and space, everything else in hex (RFC 3461 4)."""
    return _UNSAFE.sub(lambda found: "".join(f"+{octet:02X}" for octet in found[0].encode()), text)


def _size_limit(offers: Mapping[str, str]) -> int:
    """The largest content the server takes; 0 where it names none."""
    named = offers.get("size", "").strip()
    return int(named) if named.isdecimal() else 0
