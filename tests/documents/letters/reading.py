"""Letters to set, and the text of a PDF page by page."""

import io
from datetime import date
from typing import Any

from pypdf import PdfReader

from paht_tui.documents.letters.content import Letter, Letterhead
from paht_tui.documents.letters.pdf import make_pdf
from paht_tui.documents.letters.sheets import Output

DAY = date(2012, 1, 4)
HEAD = Letterhead(
    "Parliamentarians against Human Trafficking",
    ("Human Trafficking Foundation", "Sample Street 1", "London SW1A 0AA"),
    ("Telephone +44 1632 960001", "paht@htf.example"),
)
JANA = ("Dr Jana Beispiel MP", "Deutscher Bundestag", "Platz der Republik 1", "11011 Berlin", "GERMANY")


def letter(number: int = 1, **values: Any) -> Letter:
    """A letter to Jana Beispiel, signed by one, unless `values` say otherwise."""
    known: dict[str, Any] = {
        "to": JANA,
        "language": "en",
        "dateline": "London, 4 January 2012",
        "subject": "Invitation",
        "text": "Dear Dr Beispiel,\n\nplease come.\n\nYours sincerely,",
        "signatories": (("Anthony Steen", "Chairman"),),
    }
    return Letter(id=number, **{**known, **values})


def pdf(*letters: Letter, output: Output = Output.LETTERS, head: Letterhead = HEAD, **options: Any) -> bytes:
    """The PDF of these letters."""
    return make_pdf(
        letters, head, output=output, day=DAY, title="Letters: The Hague", author="PAHT", **options
    )


def pages(made: bytes) -> list[str]:
    """The text of each page, its lines in the order in which they were set."""
    reader = PdfReader(io.BytesIO(made))
    return ["\n".join(page.extract_text().split("\n")) for page in reader.pages]


def lines(made: bytes, page: int = 0) -> list[str]:
    """The lines of one page that are not empty."""
    return [line.strip() for line in pages(made)[page].split("\n") if line.strip()]
