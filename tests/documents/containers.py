"""Old and open spreadsheet files for tests, as small as they can be: no library here writes them."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    """An OpenDocument file with one sheet, "List"."""
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    }
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(cell.format(escape(text)) for text in row)}</table:table-row>"
        for row in rows
    )
    declared = " ".join(f'xmlns:{short}="{name}"' for short, name in names.items())
    content = (
        f'<?xml version="1.0"?><office:document-content {declared}><office:body><office:spreadsheet>'
        f'<table:table table:name="List">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("mimetype", ODS_TYPE)
        parts.writestr("META-INF/manifest.xml", manifest)
        parts.writestr("content.xml", content)
    return file.getvalue()


def xls(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of Excel 97 with one sheet, "List"."""
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 0x5, 0, 0, 0, 0))
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            label = struct.pack("<HHHHB", number, column, 0, len(text), 1) + text.encode("utf-16-le")
            sheet += _record(0x204, label)
    sheet += _record(0xA, b"")
    named = struct.pack("<BBBB", 0, 0, 4, 0) + b"List"
    offset = len(start) + 4 + 4 + len(named) + 4
    listed = _record(0x85, struct.pack("<I", offset) + named) + _record(0xA, b"")
    return compound_file({"Workbook": start + listed + sheet})


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file (.xls, or a protected .xlsx) with these streams, each padded to 4096 bytes."""
    padded = {
        name: data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b"\0") for name, data in streams.items()
    }
    chain, body, entries = [FAT, END], b"", [_entry("Root Entry", 5, END, 0, child=1)]
    for index, (name, data) in enumerate(padded.items(), start=1):
        first, count = len(chain), len(data) // SECTOR
        chain += [*range(first + 1, first + count), END]
        body += data
        entries.append(_entry(name, 2, first, len(data), right=index + 1 if index < len(padded) else FREE))
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    entries += [_entry("", 0, 0, 0)] * (4 - len(entries))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    return header.ljust(SECTOR, b"\xff") + table + b"".join(entries) + body


def _entry(name: str, kind: int, first: int, size: int, *, child: int = FREE, right: int = FREE) -> bytes:
    letters = name.encode("utf-16-le")
    length = len(letters) + 2 if name else 0
    described = letters.ljust(64, b"\0") + struct.pack("<HBBIII", length, kind, 1, FREE, right, child)
    return described + bytes(36) + struct.pack("<IQ", first, size)
