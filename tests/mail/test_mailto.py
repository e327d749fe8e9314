from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paht_tui.errors import UserError
from paht_tui.mail.compose import compose
from paht_tui.mail.mailto import mailto, shortened
from paht_tui.mail.templates import render
from tests.mail.links import followed, links_of
from tests.mail.samples import invitation

NASTY = "A&B=C?d#e %0d%0aBcc: x@y.example \"'<>[]()\\`*_{}|~!+;,/:@ Τίτλος 🎈"
LINK = mailto("o'neill_&+%0a~x@bücher.example", subject=NASTY, body=NASTY)


def test_a_link_is_plain_ascii_with_one_subject_and_one_body() -> None:
    assert mailto("office@paht.example", subject="Yes: A & B [x-1]", body="Yes, I shall come.") == (
        "mailto:office@paht.example?subject=Yes%3A%20A%20%26%20B%20%5Bx-1%5D&body=Yes%2C%20I%20shall%20come."
    )


@pytest.mark.parametrize(
    ("address", "arrives"),
    [
        ("δοκιμή@παράδειγμα.example", "δοκιμή@xn--hxajbheg2az3al.example"),
        ("o'neill_&+%0a~x?y=z@paht.example", "o'neill_&+%0a~x?y=z@paht.example"),
    ],
)
def test_an_address_is_only_an_address(address: str, arrives: str) -> None:
    link = mailto(address, subject="Όχι\r\nBcc: x", body="a\nb")
    assert link.isascii()
    assert followed(link) == (arrives, {"subject": "Όχι Bcc: x", "body": "a b"})


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(UserError, match="The reply-to address 'office' cannot be used"):
        mailto("office", subject="Yes", body="Yes")


@given(st.text(), st.text())
def test_no_text_adds_a_field(subject: str, body: str) -> None:
    address, fields = followed(mailto("office@paht.example", subject=subject, body=body))
    assert (address, list(fields)) == ("office@paht.example", ["subject", "body"])
    assert not any(each in value for value in fields.values() for each in "\r\n")


@given(st.text(), st.integers(10, 100))
def test_a_line_is_cut_to_its_octets(text: str, octets: int) -> None:
    short = shortened(text, octets)
    link = mailto("o@p.example", subject=short, body="")
    assert len(link) <= len(mailto("o@p.example", subject="", body="")) + octets
    assert short == shortened(short, octets)


def test_a_long_title_ends_where_there_is_no_more_room() -> None:
    assert shortened("The Hague", 11) == "The Hague"
    assert shortened("The Hague, 2012", 15) == "The…"
    assert shortened("The Hague, 2012", 20) == "The Hague…"
    assert shortened("Χάγη " * 100_000, 60) == "Χάγη Χάγη…"


@pytest.mark.parametrize("source", ["Choose:\n\n- [Yes]({{ link }})", "Choose:\n\n- [Yes](<{{ link }}>)"])
def test_a_link_arrives_in_both_texts_of_a_message_as_it_was_made(source: str) -> None:
    text = render(source, {"link": LINK}, markdown=True)
    message = message_from_bytes(compose(invitation(text=text)), policy=default)
    page, plain = message.get_body(("html",)), message.get_body(("plain",))
    assert page is not None
    assert plain is not None
    assert links_of(page.get_content()) == [(LINK, "Yes")]
    assert plain.get_content().replace("\r\n", "\n") == f"Choose:\n\n- Yes <{LINK}>\n"
    assert followed(LINK) == (
        "o'neill_&+%0a~x@xn--bcher-kva.example",
        {"subject": NASTY, "body": NASTY},
    )


def test_a_link_in_the_open_reads_as_it_was_made() -> None:
    text = render("{{ link }}", {"link": LINK}, markdown=True)
    message = message_from_bytes(compose(invitation(text=text)), policy=default)
    plain = message.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().strip() == LINK
