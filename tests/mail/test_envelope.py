from dataclasses import replace

import pytest

from paht_tui.mail.compose import compose
from paht_tui.mail.envelope import Envelope, envelope_of, xtext
from paht_tui.mail.message import Mailbox
from tests.mail.samples import INVITATION, invitation

PLAIN = Envelope("anna@paht.example", "bob@mp.example", 1234, "one", eight_bit=False, international=False)
ABROAD = replace(PLAIN, recipient="βουλή@mp.example", eight_bit=True, international=True)
EVERYTHING = {"size": "50000000", "8bitmime": "", "smtputf8": "", "dsn": "", "pipelining": ""}


def test_what_a_message_asks_of_a_server() -> None:
    raw = compose(INVITATION)
    read = envelope_of(raw, sender="anna@paht.example", recipient="bob@mp.example")
    assert read == replace(PLAIN, size=len(raw))
    abroad = compose(invitation(recipient=Mailbox("Βουλή", "βουλή@mp.example")))
    read = envelope_of(abroad, sender="anna@paht.example", recipient="βουλή@mp.example")
    assert read == replace(ABROAD, size=len(abroad))
    nameless = "Subject: one\r\n\r\nż\r\n".encode()
    assert envelope_of(nameless, sender="anna@paht.example", recipient="bob@mp.example") == replace(
        PLAIN, size=20, name="", eight_bit=True
    )


def test_a_server_that_offers_nothing_is_asked_for_nothing() -> None:
    assert PLAIN.commands({}) == (b"MAIL FROM:<anna@paht.example>", b"RCPT TO:<bob@mp.example>")


def test_what_is_offered_is_used() -> None:
    assert PLAIN.commands(EVERYTHING) == (
        b"MAIL FROM:<anna@paht.example> SIZE=1234 RET=HDRS ENVID=one",
        b"RCPT TO:<bob@mp.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;bob@mp.example",
    )
    assert ABROAD.commands(EVERYTHING) == (
        b"MAIL FROM:<anna@paht.example> SIZE=1234 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=one",
        "RCPT TO:<βουλή@mp.example> NOTIFY=FAILURE,DELAY".encode(),
    )


def test_a_name_that_is_no_envelope_id_is_left_out() -> None:
    for name in ("", "x" * 101, "+" * 34):
        mail, _ = replace(PLAIN, name=name).commands({"dsn": ""})
        assert mail == b"MAIL FROM:<anna@paht.example> RET=HDRS"


def test_what_is_no_xtext_goes_in_hex() -> None:
    assert xtext("a+b=c d~!ż") == "a+2Bb+3Dc+20d~!+C5+BC"


@pytest.mark.parametrize(
    ("envelope", "offers", "sentence"),
    [
        (PLAIN, {}, ""),
        (PLAIN, {"size": "1234"}, ""),
        (PLAIN, {"size": "0"}, ""),
        (PLAIN, {"size": ""}, ""),
        (
            replace(PLAIN, size=12_340_000),
            {"size": "10485760"},
            "The message has 12.3 MB, and mail.example takes 10.5 MB at most: attach less.",
        ),
        (ABROAD, EVERYTHING, ""),
        (
            ABROAD,
            {"8bitmime": ""},
            (
                "The address βουλή@mp.example has letters before the @ that mail.example cannot carry"
                " (it offers no SMTPUTF8): use another address, or write a letter."
            ),
        ),
        (
            replace(ABROAD, recipient="bob@mp.example"),
            {"8bitmime": ""},
            (
                "An address in the header has letters before the @ that mail.example cannot carry"
                " (it offers no SMTPUTF8): use another address, or write a letter."
            ),
        ),
        (
            replace(PLAIN, eight_bit=True),
            {},
            "The message has octets that mail.example cannot carry (it offers no 8BITMIME).",
        ),
    ],
)
def test_what_a_server_cannot_take_is_said_before_it_is_asked(
    envelope: Envelope, offers: dict[str, str], sentence: str
) -> None:
    assert envelope.refusal(offers, "mail.example") == sentence
