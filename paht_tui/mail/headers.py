"""Header lines of a message: RFC 5322 folding and RFC 2047 encoding; nobody smuggles in a further one.

Every value passes `one_line` first. Lines stay under 78 octets unless a single address is longer. All is
ASCII but an address with other letters before its @ (RFC 6532). It never decides what a header says.
"""

import base64
import re

from paht_tui.mail.addresses import wire_address
from paht_tui.mail.message import Mailbox
from paht_tui.mail.text import one_line

_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*\Z")
_LINE = 76
_LONGEST_WORD = 60
_FRAME = len("=?utf-8?b??=")
_MOST_OCTETS = 45


def header(name: str, value: str) -> str:
    """One unstructured header (RFC 5322 2.2.1) of any text, with its CRLF."""
    text = one_line(value)
    words = text.split(" ")
    if not text.isascii() or "=?" in text or max(map(len, words)) > _LONGEST_WORD:
        return f"{name}: {_encoded_words(text, _room(name))}\r\n"
    folded = [f"{name}:"]
    for word in words:
        if len(folded[-1]) + 1 + len(word) <= _LINE:
            folded[-1] += f" {word}"
        else:
            folded.append(f" {word}")
    return "\r\n".join(folded) + "\r\n"


def mailbox_header(name: str, mailbox: Mailbox, field: str) -> str:
    """One address header (RFC 5322 3.4); raises `UserError` naming `field` for an unusable address."""
    address = wire_address(mailbox.address, field)
    phrase = _phrase(one_line(mailbox.name), _room(name))
    if not phrase:
        return f"{name}: {address}\r\n"
    last_line = f"{name}: {phrase}".rpartition("\n")[2]
    gap = " " if len(last_line) + len(address.encode()) + 3 <= _LINE else "\r\n "
    return f"{name}: {phrase}{gap}<{address}>\r\n"


def _phrase(name: str, room: int) -> str:
    if not name.isascii() or "=?" in name or len(name) > _LONGEST_WORD:
        return _encoded_words(name, room)
    if _ATOMS.match(name):
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _room(name: str) -> int:
    """How many octets of text an encoded word can hold on the first line of this header."""
    return (_LINE - len(f"{name}: ") - _FRAME) // 4 * 3


def _encoded_words(text: str, room: int) -> str:
    """RFC 2047: words of whole characters; as few as possible, for some readers put a space between two."""
    chunks: list[bytes] = [b""]
    for character in text:
        octets = character.encode()
        if len(chunks[-1]) + len(octets) > (room if len(chunks) == 1 else _MOST_OCTETS):
            chunks.append(b"")
        chunks[-1] += octets
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(chunk).decode()}?=" for chunk in chunks)
