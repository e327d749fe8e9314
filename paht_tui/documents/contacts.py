"""The people of an address list, read under a mapping of its columns; and the rows that are refused.

Pure: a table in, contacts and refusals out. Nothing of a mapped column is lost: a row is read whole, with
what has no field of its own in the note, or it is refused with every reason. Text stays text: a cell that
begins with = is a cell that begins with =.
"""

from dataclasses import dataclass
from typing import Final

from paht_tui.documents import drafts
from paht_tui.documents.columns import ColumnMap, Field, is_plain
from paht_tui.documents.folding import fold
from paht_tui.documents.names import Name, join_name, split_name
from paht_tui.documents.phones import read_phones
from paht_tui.documents.tables import Row, Table
from paht_tui.errors import UserError

_SAME: Final = "the same name and e-mail address"
_ALIKE: Final = "every cell is alike"
_NAMES: Final = (Field.NAME, Field.GIVEN_NAME, Field.FAMILY_NAME)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as E.164 where it was understood, else as typed; `label` is "mobile", the heading or ""."""

    number: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One person as the list states them; "" or an empty tuple where it states nothing.

    `row` is the row's number in the file. `category` is one of `categories.CATEGORIES`, `country` an ISO 3166
    alpha-2 code, `languages` are ISO 639-1 codes, `needs` pairs of kind (diet, access, interpretation) and
    text. The first e-mail address and the first phone are the primary ones. The family name is never empty.
    """

    row: int
    family_name: str
    given_name: str = ""
    prefix: str = ""
    post_nominals: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    organisation: str = ""
    position: str = ""
    category: str | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    postal_code: str = ""
    city: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not taken: its number, its cells as they are in the file, a sentence for each reason."""

    row: int
    cells: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """Every row of the table, once: as a contact or as a refusal, each in the order of the file."""

    contacts: tuple[Contact, ...]
    refused: tuple[Refusal, ...]


def read_contacts(table: Table, mapping: ColumnMap) -> ContactSheet:
    """The contacts of the table, and the rows refused with their reasons.

    Refused are rows without a name, with an e-mail address that cannot be used, with a country, category or
    language that is not known, with more cells than headings, and those with the same e-mail address and name
    as a row before. Raises UserError when no column is mapped to a name.
    """
    if not any(column in _NAMES for column in mapping.values()):
        raise UserError(
            "No column is known to hold names. Say which one does, for example with --map “Teilnehmer=name”."
        )
    contacts: list[Contact] = []
    refused: list[Refusal] = []
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        contact, reasons = _read_row(row, table.headings, mapping)
        keys = _identities(contact, row)
        same = next((seen[key] for key in keys if key in seen), None)
        if same is not None:
            reasons = [*reasons, f"It is the same as row {same}: {_SAME if contact.emails else _ALIKE}."]
        if reasons:
            refused.append(Refusal(row.number, row.cells, tuple(reasons)))
        else:
            contacts.append(contact)
            seen |= dict.fromkeys(keys, row.number)
    return ContactSheet(tuple(contacts), tuple(refused))


def _identities(contact: Contact, row: Row) -> list[tuple[str, ...]]:
    """What makes two rows the same: a name and an address; where there is no address, every cell."""
    name = " ".join(sorted(fold(f"{contact.given_name} {contact.family_name}").split()))
    return [(email.casefold(), name) for email in contact.emails] or [row.cells]


def _read_row(row: Row, headings: tuple[str, ...], mapping: ColumnMap) -> tuple[Contact, list[str]]:
    draft = drafts.draft_of(row, headings, mapping)
    name = _name(draft)
    country = drafts.country_of(draft)
    contact = Contact(
        row=row.number,
        family_name=name.family,
        given_name=name.given,
        prefix=name.prefix,
        post_nominals=name.post_nominals,
        emails=drafts.emails_of(draft),
        phones=_phones(draft, country),
        organisation=draft.one(Field.ORGANISATION),
        position=draft.one(Field.POSITION),
        category=drafts.category_of(draft),
        country=country,
        languages=drafts.languages_of(draft),
        address=drafts.address_of(draft),
        postal_code=draft.one(Field.POSTAL_CODE),
        city=draft.one(Field.CITY),
        needs=drafts.needs_of(draft),
        note=drafts.note_of(draft),
    )
    return contact, draft.reasons


def _name(draft: drafts.Draft) -> Name:
    whole = split_name(draft.one(Field.NAME))
    given, family = draft.one(Field.GIVEN_NAME), draft.one(Field.FAMILY_NAME)
    parts = whole if whole.family and not (given and family) else join_name(given, family)
    if not parts.family:
        draft.reasons.append("There is no name in it.")
    return Name(
        _both(_both(draft.one(Field.PREFIX), parts.prefix), whole.prefix),
        parts.given,
        parts.family,
        _both(_both(draft.one(Field.POST_NOMINALS), parts.post_nominals), whole.post_nominals),
    )


def _both(stated: str, found: str) -> str:
    """What two cells say, without what they say twice: "Mr" and "Mr Dr." make "Mr Dr."."""
    more = [word for word in found.split() if fold(word) not in fold(stated).split()]
    return " ".join(filter(None, (stated, *more)))


def _phones(draft: drafts.Draft, country: str | None) -> tuple[Phone, ...]:
    labels: dict[str, str] = {}
    for column in (Field.PHONE, Field.MOBILE):
        for heading, text in draft.cells.get(column, ()):
            usual = "mobile" if column is Field.MOBILE else ""
            label = usual if usual or is_plain(heading, column) else heading
            for number in read_phones(text, country):
                labels.setdefault(number, label)
    return tuple(Phone(number, label) for number, label in labels.items())
