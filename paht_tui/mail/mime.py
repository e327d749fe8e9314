"""The parts of a message as bytes (RFC 2045, RFC 2046): CRLF throughout, and 7 bit for every server.

Written out and not through `email.message`, which takes longer for a message than a server on the same
machine, and turns the CRLF of a calendar into LF. It knows nothing about meetings or people.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from urllib.parse import quote

_MANY_NON_ASCII = 6
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 ._()-]{1,60}")
_PIECES = re.compile(r"(?:%..|[^%]){1,20}")
"""Letters and whole encoded octets: at most 60 octets of text, whatever the script."""


def text_part(subtype: str, text: str) -> bytes:
    """A text part in UTF-8: quoted-printable, or base64 where many letters are not ASCII."""
    body = "\r\n".join([*text.split("\n"), ""]).encode()
    if len(body) - len(text) > len(text) // _MANY_NON_ASCII:
        return base64_part(f"text/{subtype}; charset=utf-8", body)
    head = (
        f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + binascii.b2a_qp(body)


def base64_part(content_type: str, body: bytes, *, file_name: str | None = None) -> bytes:
    """Bytes that arrive as they are; with `file_name` (RFC 2231) as an attachment (RFC 2183)."""
    disposition = f"Content-Disposition: attachment; {_named(file_name)}\r\n" if file_name else ""
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: base64\r\n{disposition}\r\n"
    return head.encode() + base64.encodebytes(body).replace(b"\n", b"\r\n")


def _named(file_name: str) -> str:
    """The name of a file as parameters: plain ASCII as it is, any other in pieces that fit into lines."""
    if _PLAIN_NAME.fullmatch(file_name):
        return f'filename="{file_name}"'
    pieces = _PIECES.findall("utf-8''" + quote(file_name, safe=""))
    return ";\r\n ".join(f"filename*{number}*={piece}" for number, piece in enumerate(pieces))


def multipart(subtype: str, parts: Sequence[bytes], boundary: str) -> bytes:
    """The parts between boundaries; `=_` at its start keeps the boundary out of every encoded body."""
    mark = f"--=_{boundary}".encode()
    head = f'Content-Type: multipart/{subtype}; boundary="=_{boundary}"\r\n\r\n'.encode()
    body = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts)
    return head + body + mark + b"--\r\n"
