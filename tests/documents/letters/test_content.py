import pytest

from paht_tui.documents.letters.content import (
    Letterhead,
    address_lines,
    plain,
    read_letterhead,
    read_signatories,
    without_signature,
)


def test_a_letterhead_is_the_name_the_address_and_after_an_empty_line_the_rest() -> None:
    text = "Foundation\nSample Street 1\nLondon\n\n+44 1632 960001\n\npaht@htf.example\n"
    assert read_letterhead(text, otherwise="PAHT") == Letterhead(
        "Foundation", ("Sample Street 1", "London"), ("+44 1632 960001", "paht@htf.example")
    )


def test_without_a_letterhead_the_programme_is_named() -> None:
    assert read_letterhead(" \n", otherwise="PAHT") == Letterhead("PAHT")


def test_an_empty_line_divides_two_who_sign() -> None:
    text = "Anthony Steen\nChairman\n\n\nStana Buchowska\n"
    assert read_signatories(text, otherwise="PAHT") == (("Anthony Steen", "Chairman"), ("Stana Buchowska",))


def test_where_nobody_is_named_the_sender_signs() -> None:
    assert read_signatories("", otherwise="PAHT") == (("PAHT",),)


def test_an_address_begins_with_the_name_which_is_not_repeated() -> None:
    lines = ("Jana Beispiel", "Bundestag", "11011 Berlin")
    assert address_lines("Jana Beispiel", "Bundestag\n\n 11011 Berlin ") == lines
    assert address_lines("Jana Beispiel", "Jana Beispiel\r\nBundestag\n11011 Berlin") == lines


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dear Jana,\n\nYours sincerely,\nPAHT\n", "Dear Jana,\n\nYours sincerely,"),
        ("Dear Jana,\n\nYours sincerely,\n", "Dear Jana,\n\nYours sincerely,\n"),
    ],
)
def test_a_text_that_ends_with_the_sender_is_not_signed_twice(text: str, left: str) -> None:
    assert without_signature(text, "PAHT") == left


def test_text_from_outside_has_no_control_in_it_and_is_composed() -> None:
    assert plain("Z\u0307o\u0301ł\x00\x1b[31m\u202eć\tx\r\ny\u2028z\u200b\u00ad") == "Żół[31mć x\ny\nz"
