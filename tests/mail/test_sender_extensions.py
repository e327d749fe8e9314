"""What a server offers after EHLO is used, and nothing else."""

import pytest

from paht_tui.mail.compose import compose
from paht_tui.mail.message import Handover, Kind, Mailbox, Outcome, Stage
from paht_tui.mail.sender import SmtpSender
from tests.mail.conftest import Serve
from tests.mail.samples import INVITATION, invitation
from tests.servers import Cut, MailServer, Received

RAW = compose(INVITATION)
ACCEPTED = Outcome(Handover.ACCEPTED, 250, "2.0.0 taken")


async def send(server: MailServer, *recipients: str, raw: bytes = RAW) -> list[Outcome]:
    async with SmtpSender(server.settings(), timeout=5.0) as sender:
        return [
            await sender.hand_over(raw, sender="anna@paht.example", recipient=recipient)
            for recipient in recipients
        ]


def envelopes(server: MailServer) -> list[bytes]:
    """What came in from the network with the start of an envelope in it."""
    return [each for each in server.spoken if each.startswith(b"MAIL")]


async def test_mail_rcpt_and_data_are_one_round_trip(serve: Serve) -> None:
    server = serve(offers={"PIPELINING"})
    assert await send(server, "bob@mp.example", "eva@mp.example") == [ACCEPTED] * 2
    assert envelopes(server) == [
        f"MAIL FROM:<anna@paht.example> SIZE={len(RAW)}\r\nRCPT TO:<{name}@mp.example>\r\nDATA\r\n".encode()
        for name in ("bob", "eva")
    ]
    assert server.received == [
        Received("anna@paht.example", (f"{name}@mp.example",), RAW) for name in ("bob", "eva")
    ]


async def test_without_pipelining_each_command_waits_for_its_answer(serve: Serve) -> None:
    server = serve(conceals={"SIZE"})
    assert await send(server, "bob@mp.example") == [ACCEPTED]
    assert envelopes(server) == [b"MAIL FROM:<anna@paht.example>\r\n"]


async def test_in_one_round_trip_each_answer_is_still_that_of_its_command(serve: Serve) -> None:
    server = serve(offers={"PIPELINING"})
    server.script.recipients = {"gone@mp.example": ["550 5.1.1 no such user"]}
    server.script.mail = ["250 2.1.0 OK", "451 4.3.0 not now"]
    assert await send(server, "gone@mp.example", "bob@mp.example", "eva@mp.example") == [
        Outcome(Handover.REFUSED, 550, "5.1.1 no such user", Stage.RECIPIENT, Kind.ADDRESS),
        Outcome(Handover.DEFERRED, 451, "4.3.0 not now", Stage.SENDER, Kind.BUSY),
        ACCEPTED,
    ]
    assert (len(server.received), server.connections) == (1, 1)


async def test_a_server_that_wants_content_for_nobody_gets_none(serve: Serve) -> None:
    server = serve(offers={"PIPELINING"})
    server.script.recipients = {"gone@mp.example": ["550 5.1.1 no such user"]}
    server.script.data_for_nobody = True
    assert await send(server, "gone@mp.example", "bob@mp.example") == [
        Outcome(Handover.REFUSED, 550, "5.1.1 no such user", Stage.RECIPIENT, Kind.ADDRESS),
        ACCEPTED,
    ]
    assert (len(server.received), server.connections) == (1, 2)


@pytest.mark.parametrize(
    ("cut", "end"), [(Cut.AT_DATA, Handover.DEFERRED), (Cut.AFTER_DOT, Handover.IN_DOUBT)]
)
async def test_a_line_that_breaks_in_one_round_trip_is_told_as_in_three(
    serve: Serve, cut: Cut, end: Handover
) -> None:
    server = serve(offers={"PIPELINING"})
    server.script.cuts = [cut]
    outcomes = await send(server, "bob@mp.example", "eva@mp.example")
    assert [outcome.handover for outcome in outcomes] == [end, Handover.ACCEPTED]


async def test_a_kept_connection_found_closed_is_replaced_in_one_round_trip_too(serve: Serve) -> None:
    server = serve(offers={"PIPELINING"})
    server.script.mail = ["250 2.1.0 OK", "421 4.4.2 idle too long"]
    assert await send(server, "bob@mp.example", "eva@mp.example") == [ACCEPTED] * 2
    assert (len(server.received), server.connections) == (2, 2)


async def test_reports_of_delivery_are_asked_for_where_they_are_offered(serve: Serve) -> None:
    server = serve(offers={"DSN"}, conceals={"SIZE"})
    assert await send(server, "bob+paht@mp.example") == [ACCEPTED]
    assert [each for each in server.spoken if each.startswith((b"MAIL", b"RCPT"))] == [
        b"MAIL FROM:<anna@paht.example> RET=HDRS ENVID=one\r\n",
        (b"RCPT TO:<bob+paht@mp.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;bob+2Bpaht@mp.example\r\n"),
    ]


async def test_an_international_address_goes_where_it_is_offered(serve: Serve) -> None:
    server = serve(offers={"SMTPUTF8"})
    raw = compose(invitation(recipient=Mailbox("Βουλή", "βουλή@βουλή.example")))
    assert "To: =?utf-8?b?zpLOv8+FzrvOrg==?= <βουλή@xn--jxah1ap4a.example>\r\n".encode() in raw
    assert await send(server, "βουλή@βουλή.example", raw=raw) == [ACCEPTED]
    assert server.received == [Received("anna@paht.example", ("βουλή@xn--jxah1ap4a.example",), raw)]
    assert envelopes(server)[0].endswith(b" BODY=8BITMIME SMTPUTF8\r\n")


async def test_an_international_address_is_refused_alone_where_it_is_not(serve: Serve) -> None:
    server = serve()
    outcomes = await send(server, "βουλή@mp.example", "bob@mp.example")
    assert outcomes == [
        Outcome(
            Handover.REFUSED,
            None,
            (
                "The address βουλή@mp.example has letters before the @ that 127.0.0.1 cannot carry"
                " (it offers no SMTPUTF8): use another address, or write a letter."
            ),
        ),
        ACCEPTED,
    ]
    assert not outcomes[0].address_refused
    assert (len(server.received), server.connections) == (1, 1)
