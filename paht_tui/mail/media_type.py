"""What a file is, from how it begins and from its name. It never opens it and never trusts the name alone."""

import mimetypes
from typing import Final

UNKNOWN: Final = "application/octet-stream"
_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
_ZIP: Final = b"PK\x03\x04"
# Mail programs would take these for parts of the message itself.
_PARTS: Final = ("multipart/", "message/", "text/calendar", "text/html")
_OFFICE: Final = "application/vnd."


def media_type(name: str, content: bytes) -> str:
    """The media type (RFC 2046) to send a file by; `UNKNOWN` where name and content do not agree."""
    for beginning, known in _BEGINNINGS:
        if content.startswith(beginning):
            return known
    named = mimetypes.guess_type(name, strict=True)[0] or UNKNOWN
    if named in {known for _, known in _BEGINNINGS} or named.startswith(_PARTS):
        return UNKNOWN
    if named.startswith(_OFFICE) and not content.startswith(_ZIP):
        return UNKNOWN
    return named
