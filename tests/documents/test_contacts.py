import pytest

from paht_tui.documents.categories import CATEGORIES
from paht_tui.documents.columns import Field, recognise
from paht_tui.documents.contacts import Contact, ContactSheet, Phone, Refusal, read_contacts
from paht_tui.documents.tables import Row, Table
from paht_tui.errors import UserError

UNUSABLE = "The e-mail address “a..b@x.example” cannot be used:"
SHIFTED = (
    "It has 3 cells and there are 2 headings: “Northern Ireland” stands under none. "
    "A cell with the separator in it needs quotation marks."
)


def sheet(headings: str, *rows: str) -> ContactSheet:
    named = tuple(headings.split("|"))
    numbered = tuple(Row(number, tuple(row.split("|"))) for number, row in enumerate(rows, start=2))
    table = Table(named, numbered, "CSV, UTF-8, bars")
    return read_contacts(table, recognise(named))


def reasons(headings: str, *rows: str) -> dict[int, tuple[str, ...]]:
    return {refusal.row: refusal.reasons for refusal in sheet(headings, *rows).refused}


def test_a_row_with_everything() -> None:
    headings = (
        "Title|Name|E-mail|E-mail 2|Phone|Mobile|Institution|Function|MP/NGO|Country|Languages|"
        "Address|Address 2|Postcode|City|Diet|Access|Interpretation|Remarks"
    )
    row = (
        "Dr|Anna Lo MLA|lo@assembly.example|Anna <anna@home.example>|028 9052 1000|07700 900123|Assembly|"
        "Member|MLA|UK|English, zh|"
        "Parliament Buildings\nStormont|Room 3|BT4 3XX|Belfast|vegetarian|no|yes|knows the project"
    )

    assert sheet(headings, row) == ContactSheet(
        contacts=(
            Contact(
                row=2,
                family_name="Lo",
                given_name="Anna",
                prefix="Dr",
                post_nominals="MLA",
                emails=("lo@assembly.example", "anna@home.example"),
                phones=(Phone("+442890521000"), Phone("+447700900123", "mobile")),
                organisation="Assembly",
                position="Member",
                category="regional_mp",
                country="GB",
                languages=("en", "zh"),
                address=("Parliament Buildings", "Stormont", "Room 3"),
                postal_code="BT4 3XX",
                city="Belfast",
                needs=(("diet", "vegetarian"), ("interpretation", "yes")),
                note="knows the project",
            ),
        ),
        refused=(),
    )


def test_a_legislator_with_two_offices() -> None:
    read = sheet(
        "Name|Given name|Family name|Gender|E-mail|Party|State|"
        "Capitol address|Capitol phone|District address|District phone|Country",
        "Billy Bob Falk|Billy Bob|Falk|Male|falk@x.example|Independent|ME|"
        "1 State Square|207-555-0100|2 Mill Road|207-555-0101|US",
    )

    assert read.contacts == (
        Contact(
            row=2,
            family_name="Falk",
            given_name="Billy Bob",
            emails=("falk@x.example",),
            phones=(Phone("+12075550100", "Capitol phone"), Phone("+12075550101", "District phone")),
            country="US",
            address=("1 State Square",),
            note="Party: Independent\nState: ME\nDistrict address: 2 Mill Road",
        ),
    )


def test_a_name_alone_is_enough() -> None:
    assert sheet("Name|E-mail|Phone|Country|Category", "Teller|-|n/a||").contacts == (Contact(2, "Teller"),)


def test_a_row_is_refused_with_every_reason() -> None:
    headings = "Name|E-mail|Country|Category|Languages"

    assert sheet(headings, "|a..b@x.example|Atlantis|wizard|Klingon").refused == (
        Refusal(
            row=2,
            cells=("", "a..b@x.example", "Atlantis", "wizard", "Klingon"),
            reasons=(
                "There is no name in it.",
                "The country “Atlantis” is not known. Write its name in English, or its code of two letters.",
                f"{UNUSABLE} An email address cannot have two periods in a row.",
                f"The category “wizard” is not known. Write one of: {', '.join(CATEGORIES)}.",
                "The language “Klingon” is not known. Write its name in English, or its code of two letters.",
            ),
        ),
    )


def test_one_bad_address_among_good_ones_refuses_the_row() -> None:
    assert reasons("Name|E-mail", "Anna Lo|lo@x.example; lo(at)y.example") == {
        2: ("The e-mail address “lo(at)y.example” cannot be used: there is no @ in it.",)
    }


def test_the_same_person_twice_is_refused_however_it_is_written() -> None:
    assert reasons(
        "Name|E-mail",
        "José Muñoz|office@x.example",
        "MUÑOZ, José|Office@X.example",
        "Dr Jose Munoz MEP|other@x.example; office@x.example",
    ) == {
        3: ("It is the same as row 2: the same name and e-mail address.",),
        4: ("It is the same as row 2: the same name and e-mail address.",),
    }


def test_a_row_that_repeats_every_cell_is_refused_without_an_address_too() -> None:
    assert reasons("Name|City", "Anna Lo|Belfast", "Anna Lo|Derry", "Anna Lo|Belfast") == {
        4: ("It is the same as row 2: every cell is alike.",)
    }


def test_one_address_may_be_shared_by_an_office() -> None:
    read = sheet("Name|E-mail", "Anna Lo|office@x.example", "Ard van der Steur|office@x.example")

    assert [contact.family_name for contact in read.contacts] == ["Lo", "van der Steur"]


def test_the_row_after_a_refused_one_is_not_its_double() -> None:
    read = sheet("Name|E-mail|Country", "Anna Lo|lo@x.example|Atlantis", "Anna Lo|lo@x.example|UK")

    assert ([contact.row for contact in read.contacts], [refusal.row for refusal in read.refused]) == (
        [3],
        [2],
    )


def test_a_shifted_row_is_refused() -> None:
    assert reasons("Name|City", "Anna Lo|Belfast|Northern Ireland") == {2: (SHIFTED,)}


def test_text_is_data() -> None:
    read = sheet("Name|Institution|Note", "=HYPERLINK(1)|@SUM(A1)|+x\n-y", "Anna\nBcc: x|a\nb|")

    assert read.contacts == (
        Contact(2, "=HYPERLINK(1)", organisation="@SUM(A1)", note="+x\n-y"),
        Contact(3, "x", given_name="Anna Bcc:", organisation="a b"),
    )


def test_what_a_second_column_says_differently_is_kept() -> None:
    read = sheet("Name|Institution|Organisation|Country", "Anna Lo|Assembly|Alliance|UK", "Ann Re|X|X|UK")

    assert [(contact.organisation, contact.note) for contact in read.contacts] == [
        ("Assembly", "Organisation: Alliance"),
        ("X", ""),
    ]


def test_a_prefix_in_its_column_and_one_in_the_name_are_both_kept() -> None:
    read = sheet("Salutation|Name", "Mrs|Dr. Anna Lo", "Dr|Dr. Anna Lee", "|Lord McColl")

    assert [contact.prefix for contact in read.contacts] == ["Mrs Dr.", "Dr", "Lord"]


def test_a_number_is_read_as_the_country_of_its_row_writes_it() -> None:
    read = sheet("Name|Country|Phone", "A|NL|070 3129200", "B|GB|020 7946 0018")

    assert [(contact.country, contact.phones) for contact in read.contacts] == [
        ("NL", (Phone("+31703129200"),)),
        ("GB", (Phone("+442079460018"),)),
    ]


def test_a_mapping_made_by_hand_is_followed() -> None:
    table = Table(("Wer", "Wo"), (Row(2, ("Anna Lo", "UK")),), "CSV")

    read = read_contacts(table, {0: Field.NAME, 1: Field.COUNTRY})

    assert read.contacts == (Contact(2, "Lo", given_name="Anna", country="GB"),)


def test_a_list_without_names_is_an_error() -> None:
    with pytest.raises(UserError, match="No column is known to hold names"):
        sheet("E-mail|Country", "lo@x.example|UK")
