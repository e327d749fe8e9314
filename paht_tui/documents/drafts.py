"""One row of an address list taken field by field, with every reason why a cell cannot be used.

Each function reads one field of a `Draft` and adds to its reasons or its asides; none refuses the row itself,
so that a person sees all that is wrong with it at once.
"""

from dataclasses import dataclass, field
from typing import Final

from paht_tui.documents.categories import CATEGORIES, category_named
from paht_tui.documents.cells import or_nothing
from paht_tui.documents.columns import ColumnMap, Field, is_plain
from paht_tui.documents.emails import read_emails
from paht_tui.documents.folding import fold
from paht_tui.documents.places import country_code, language_codes
from paht_tui.documents.tables import Row

_OR_CODE: Final = "Write its name in English, or its code of two letters."
NEEDS: Final = (Field.DIET, Field.ACCESS, Field.INTERPRETATION)

# "No" in the column of needs, folded.
_NO_NEED: Final = frozenset(
    """
    0 no nein non nee nie nu nao οχι не ne nothing keine keiner aucun aucune geen nessuna nessuno ninguna
    ninguno nenhuma nenhum zadne
    """.split()  # noqa: SIM905 (a list of words is read as words)
)


@dataclass(slots=True)
class Draft:
    """One row by its fields: (heading, text) of each cell that has text; and what is found wrong in it."""

    cells: dict[Field, list[tuple[str, str]]]
    reasons: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)

    def texts(self, column: Field) -> list[str]:
        """What the columns of this field say, each as it is, line breaks and all."""
        return [text for _, text in self.cells.get(column, ())]

    def one(self, column: Field) -> str:
        """What the first column says, on one line; what others say differently goes into the note."""
        return " ".join(self.first(column).split())

    def first(self, column: Field) -> str:
        """What the first column says, line breaks and all; what others say differently goes into the note."""
        cells = self.cells.get(column, [])
        self.asides += [f"{heading}: {text}" for heading, text in cells[1:] if text != cells[0][1]]
        return cells[0][1] if cells else ""


def draft_of(row: Row, headings: tuple[str, ...], mapping: ColumnMap) -> Draft:
    """The cells of the row by field. A row with more cells than headings is shifted: that is a reason."""
    cells: dict[Field, list[tuple[str, str]]] = {}
    for index, (heading, text) in enumerate(zip(headings, row.cells, strict=False)):
        column = mapping.get(index, Field.IGNORED)
        stated = text if column is Field.NOTE else or_nothing(text)
        if stated and column is not Field.IGNORED:
            cells.setdefault(column, []).append((heading, stated))
    draft = Draft(cells)
    surplus = [cell for cell in row.cells[len(headings) :] if cell]
    if surplus:
        draft.reasons.append(
            f"It has {len(row.cells)} cells and there are {len(headings)} headings: “{surplus[0]}” stands "
            "under none. A cell with the separator in it needs quotation marks."
        )
    return draft


def emails_of(draft: Draft) -> tuple[str, ...]:
    """Every address, those of the main columns first; each that cannot be used is a reason."""
    found: dict[str, None] = {}
    for cell in draft.texts(Field.EMAIL) + draft.texts(Field.EMAIL_2):
        addresses, reasons = read_emails(cell)
        found |= dict.fromkeys(addresses)
        draft.reasons += reasons
    return tuple(found)


def country_of(draft: Draft) -> str | None:
    """The ISO code, None where no country is stated; one that is not known is a reason."""
    text = draft.one(Field.COUNTRY)
    code = country_code(text) if text else None
    if text and code is None:
        draft.reasons.append(f"The country “{text}” is not known. {_OR_CODE}")
    return code


def category_of(draft: Draft) -> str | None:
    """The category, None where none is stated; one that is not known is a reason."""
    text = draft.one(Field.CATEGORY)
    category = category_named(text) if text else None
    if text and category is None:
        known = ", ".join(CATEGORIES)
        draft.reasons.append(f"The category “{text}” is not known. Write one of: {known}.")
    return category


def languages_of(draft: Draft) -> tuple[str, ...]:
    """The ISO codes; each language that is not known is a reason."""
    known, unknown = language_codes(", ".join(draft.texts(Field.LANGUAGES)))
    draft.reasons += [f"The language “{word}” is not known. {_OR_CODE}" for word in unknown]
    return known


def address_of(draft: Draft) -> tuple[str, ...]:
    """The lines of the first address; another address goes into the note."""
    texts = [draft.first(Field.ADDRESS), *draft.texts(Field.ADDRESS_2)]
    return tuple(line for text in texts for line in text.split("\n") if line)


def needs_of(draft: Draft) -> tuple[tuple[str, str], ...]:
    """Pairs of kind and text; a plain "no" is no need."""
    stated = ((kind.value, text) for kind in NEEDS for text in draft.texts(kind))
    return tuple((kind, text) for kind, text in stated if fold(text) not in _NO_NEED)


def note_of(draft: Draft) -> str:
    """The notes under their headings, then what other columns said differently. Asked for last."""
    cells = draft.cells.get(Field.NOTE, ())
    notes = [text if is_plain(heading, Field.NOTE) else f"{heading}: {text}" for heading, text in cells]
    return "\n".join(notes + draft.asides)
