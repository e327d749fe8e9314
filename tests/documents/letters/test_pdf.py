import io

import pytest
from pypdf import PdfReader

from paht_tui.documents.letters.content import Letterhead
from paht_tui.documents.letters.sheets import Output
from paht_tui.errors import UserError
from tests.documents.letters.reading import HEAD, JANA, letter, lines, pages, pdf

ELENI = ("Ελένη Παράδειγμα", "Βουλή των Ελλήνων", "100 21 Αθήνα", "GREECE")
TOP = [
    "Parliamentarians against Human Trafficking",
    "Human Trafficking Foundation · Sample Street 1 · London SW1A 0AA",
    "Telephone +44 1632 960001",
    "paht@htf.example",
]
RETURN = [
    "Parliamentarians against Human Trafficking · Human Trafficking Foundation ·",
    "Sample Street 1 · London SW1A 0AA",
]
LONG = "Dear colleague,\n\n" + "We write at some length about the matter at hand.\n\n" * 75 + "Yours,"


def test_a_letter_has_everything_in_its_place() -> None:
    assert lines(pdf(letter())) == [
        *TOP,
        *RETURN,
        *JANA,
        "London, 4 January 2012",
        "Invitation",
        "Dear Dr Beispiel,",
        "please come.",
        "Yours sincerely,",
        "Anthony Steen",
        "Chairman",
    ]


def test_the_address_stands_in_the_window() -> None:
    # DIN 5008, form B: the lines of the address lie 63.5 to 90 mm from the top, 25 to 105 mm from the left.
    page = PdfReader(io.BytesIO(pdf(letter()))).pages[0]
    found: dict[str, tuple[float, float]] = {}

    def note(text: str, at: list[float], _: list[float], *_rest: object) -> None:
        if text.strip() in {JANA[0], JANA[-1]}:
            found[text.strip()] = (at[4] / 72 * 25.4, 297 - at[5] / 72 * 25.4)

    page.extract_text(visitor_text=note)
    (left, first), (_, last) = found[JANA[0]], found[JANA[-1]]
    assert (round(left), 63.5 < first < last < 90) == (25, True)


def test_two_sign_side_by_side() -> None:
    signatories = (("A. One", "Coordinator of A"), ("B. Two", "Coordinator of B"))
    assert lines(pdf(letter(signatories=signatories)))[-4:] == [
        "A. One",
        "Coordinator of A",
        "B. Two",
        "Coordinator of B",
    ]


def test_names_in_greek_bulgarian_polish_and_romanian_come_out_as_they_are() -> None:
    text = "Ελένη Παράδειγμα, Цветан Стоянов, **Żaneta Żółć**, *Ștefan Țepeș*"
    made = lines(pdf(letter(to=ELENI, text=text, language="el")))
    assert made[6:10] == list(ELENI)
    assert made[-3] == "Ελένη Παράδειγμα, Цветан Стоянов, Żaneta Żółć, Ștefan Țepeș"


def test_text_is_never_read_as_typst() -> None:
    source = '#panic("x") $1/0$ *x* <label> @ref `raw` \\#a'
    made = lines(pdf(letter(subject=source, to=(source, *JANA[1:]))))
    assert made[6] == source
    assert made.count(source) == 2


def test_marks_are_set() -> None:
    text = "**bold** *slanted* [the hall](https://x.example)\n\n- one\n- two\n\n3. three\n\n> said\n\nBye"
    assert lines(pdf(letter(text=text)))[-8:-2] == [
        "bold slanted the hall (https://x.example)",
        "• one",
        "• two",
        "3. three",
        "said",
        "Bye",
    ]


def test_each_letter_begins_on_a_page_of_its_own_and_counts_its_pages() -> None:
    made = pages(pdf(letter(1, text=LONG), letter(2)))
    assert len(made) == 4
    assert [page.rstrip().rpartition("\n")[2] for page in made] == [
        "We write at some length about the matter at hand.",
        "Dr Jana Beispiel MP 2/3",
        "Dr Jana Beispiel MP 3/3",
        "Chairman",
    ]


def test_the_end_of_the_text_stands_on_the_page_of_the_signature() -> None:
    for length in range(18, 30):
        text = "Dear colleague,\n\n" + "A line of the text.\n\n" * length + "Yours sincerely,"
        last = pages(pdf(letter(text=text)))[-1]
        assert "Yours sincerely," in last
        assert "Anthony Steen" in last


def test_on_both_sides_each_letter_begins_on_a_new_sheet() -> None:
    made = pages(pdf(letter(1), letter(2), both_sides=True))
    assert [bool(page.strip()) for page in made] == [True, False, True]


def test_a_booklet_begins_with_the_list_of_its_letters_and_counts_all_pages() -> None:
    made = pdf(letter(1, text=LONG), letter(2, to=ELENI), output=Output.BOOKLET)
    assert lines(made)[4:] == [
        "Letters: The Hague",
        "1 Dr Jana Beispiel MP Deutscher Bundestag, Platz der Republik 1, 11011",
        "Berlin, GERMANY",
        "2",
        "2 Ελένη Παράδειγμα Βουλή των Ελλήνων, 100 21 Αθήνα, GREECE 5",
    ]
    assert [lines(made, page)[-1] for page in range(1, 5)] == [
        "Dr Jana Beispiel MP 2",
        "Dr Jana Beispiel MP 3",
        "Dr Jana Beispiel MP 4",
        "Ελένη Παράδειγμα 5",
    ]


@pytest.mark.parametrize(("output", "on_a_sheet"), [(Output.L7160, 21), (Output.L7163, 14)])
def test_labels_fill_a_sheet(output: Output, on_a_sheet: int) -> None:
    made = pages(pdf(*(letter(number) for number in range(22)), output=output))
    found = [page.count(JANA[0]) for page in made]
    assert found == [on_a_sheet, 22 - on_a_sheet]


@pytest.mark.parametrize(("output", "size"), [(Output.DL, (220, 110)), (Output.C5, (229, 162))])
def test_an_envelope_has_its_size_the_sender_and_the_address(output: Output, size: tuple[int, int]) -> None:
    made = pdf(letter(1), letter(2, to=ELENI), output=output)
    box = PdfReader(io.BytesIO(made)).pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == size
    assert lines(made, 1) == [HEAD.name, *HEAD.address, *ELENI]


def test_the_same_letters_of_the_same_day_give_the_same_bytes() -> None:
    assert pdf(letter()) == pdf(letter())
    found = PdfReader(io.BytesIO(pdf(letter()))).metadata
    assert found is not None
    assert (found.title, found.author, str(found["/CreationDate"])) == (
        "Letters: The Hague",
        "PAHT",
        "D:20120104120000Z",
    )


def test_a_character_that_no_font_has_is_refused_with_the_name_of_the_person() -> None:
    with pytest.raises(UserError) as refused:
        pdf(letter(1), letter(2, to=("Li 漢", "Peking")), letter(3, to=ELENI, text="Hello 😀"))
    assert str(refused.value) == (
        "Nothing was printed. Li 漢: no font has “漢” (CJK UNIFIED IDEOGRAPH-6F22);"
        " Ελένη Παράδειγμα: no font has “😀” (GRINNING FACE)."
    )


def test_of_many_the_first_ten_are_named() -> None:
    with pytest.raises(UserError, match=r"Li 9: no font has “漢” \(CJK [^)]*\); and 2 more\.$"):
        pdf(*(letter(number, to=(f"Li {number}", "漢")) for number in range(12)), output=Output.DL)


def test_the_letterhead_is_checked_too() -> None:
    with pytest.raises(UserError, match="the letterhead: no font has “漢”"):
        pdf(letter(), head=Letterhead("漢"))


@pytest.mark.parametrize("output", [Output.LETTERS, Output.L7160, Output.DL])
def test_an_address_that_does_not_fit_is_refused_with_the_name_of_the_person(output: Output) -> None:
    long = tuple(f"Line {number}" for number in range(25))
    with pytest.raises(UserError) as refused:
        pdf(letter(1), letter(2, to=("Jana Beispiel", *long)), output=output)
    assert str(refused.value) == (
        "The address of Jana Beispiel has too many lines, or too long ones: shorten it."
    )
