"""What is told a server before its message follows: it saves a wait, and never delivers anything."""

import pytest

from paht_tui.errors import UserError
from paht_tui.mail.compose import compose
from paht_tui.mail.message import Handover, Kind, Outcome, Stage
from paht_tui.mail.sender import SmtpSender
from tests.mail.conftest import Serve
from tests.mail.samples import INVITATION
from tests.servers import Cut, MailServer

RAW = compose(INVITATION)
ACCEPTED = Outcome(Handover.ACCEPTED, 250, "2.0.0 taken")
OFFERS = pytest.mark.parametrize("offers", [(), ("PIPELINING",)], ids=["one by one", "at once"])


async def send(sender: SmtpSender, name: str) -> Outcome:
    return await sender.hand_over(RAW, sender="anna@paht.example", recipient=f"{name}@mp.example")


def announce(sender: SmtpSender, name: str) -> None:
    sender.announce(RAW, sender="anna@paht.example", recipient=f"{name}@mp.example")


def reached(server: MailServer) -> list[str]:
    return [address for message in server.received for address in message.recipients]


def commands(server: MailServer) -> list[bytes]:
    """What was said after the first message."""
    words = [line.split(b" ")[0] for line in b"".join(server.spoken).splitlines()]
    said = [word for word in words if word in {b"MAIL", b"RCPT", b"DATA", b"RSET"}]
    return said[said.index(b"DATA") + 1 :]


@OFFERS
async def test_the_announced_message_needs_no_second_envelope(serve: Serve, offers: tuple[str, ...]) -> None:
    server = serve(offers=offers)
    async with SmtpSender(server.settings()) as sender:
        await send(sender, "bob")
        announce(sender, "eva")
        assert await send(sender, "eva") == ACCEPTED
    assert reached(server) == ["bob@mp.example", "eva@mp.example"]
    assert commands(server) == [b"MAIL", b"RCPT", b"DATA"]


@OFFERS
async def test_another_message_than_the_announced_takes_it_back_first(
    serve: Serve, offers: tuple[str, ...]
) -> None:
    server = serve(offers=offers)
    async with SmtpSender(server.settings()) as sender:
        await send(sender, "bob")
        announce(sender, "eva")
        assert await send(sender, "tom") == ACCEPTED
    assert reached(server) == ["bob@mp.example", "tom@mp.example"]
    assert commands(server) == [b"MAIL", b"RCPT", b"RSET", b"MAIL", b"RCPT", b"DATA"]
    assert server.connections == 1


async def test_an_announced_message_that_never_follows_reaches_nobody(serve: Serve) -> None:
    server = serve()
    async with SmtpSender(server.settings()) as sender:
        await send(sender, "bob")
        announce(sender, "eva")
    assert reached(server) == ["bob@mp.example"]


async def test_a_server_that_does_not_answer_the_announcement_does_not_keep_the_program(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve()
    monkeypatch.setattr("paht_tui.mail.sender._FAREWELL", 0.05)
    async with SmtpSender(server.settings()) as sender:
        await send(sender, "bob")
        server.script.delays["MAIL"] = 1.0
        announce(sender, "eva")
    assert reached(server) == ["bob@mp.example"]


@OFFERS
async def test_what_the_server_has_against_it_is_told_when_its_turn_comes(
    serve: Serve, offers: tuple[str, ...]
) -> None:
    server = serve(offers=offers)
    server.script.recipients = {"gone@mp.example": ["550 5.1.1 no such user"] * 2}
    gone = Outcome(Handover.REFUSED, 550, "5.1.1 no such user", Stage.RECIPIENT, Kind.ADDRESS)
    async with SmtpSender(server.settings()) as sender:
        await send(sender, "bob")
        announce(sender, "gone")
        assert await send(sender, "gone") == gone
        announce(sender, "gone")
        assert [await send(sender, name) for name in ("tom", "eva")] == [ACCEPTED, ACCEPTED]
    assert reached(server) == ["bob@mp.example", "tom@mp.example", "eva@mp.example"]
    assert server.connections == 1


async def test_a_connection_that_ends_after_the_announcement_is_replaced(serve: Serve) -> None:
    server = serve()
    async with SmtpSender(server.settings()) as sender:
        await send(sender, "bob")
        server.script.mail = ["421 4.4.2 idle too long"]
        announce(sender, "eva")
        assert await send(sender, "eva") == ACCEPTED
        server.script.cuts = [Cut.AT_DATA]
        announce(sender, "tom")
        assert await send(sender, "tom") == ACCEPTED
    assert reached(server) == ["bob@mp.example", "eva@mp.example", "tom@mp.example"]
    assert server.connections == 3


async def test_without_an_open_connection_nothing_is_announced(serve: Serve) -> None:
    server = serve()
    sender = SmtpSender(server.settings())
    announce(sender, "eva")
    async with sender:
        assert await send(sender, "eva") == ACCEPTED
    assert (reached(server), server.connections) == (["eva@mp.example"], 1)


async def test_an_address_that_cannot_be_used_is_refused_at_once(serve: Serve) -> None:
    server = serve()
    async with SmtpSender(server.settings()) as sender:
        with pytest.raises(UserError, match="recipient"):
            announce(sender, "a>\r\nRCPT TO:<x")
        assert await send(sender, "bob") == ACCEPTED
    assert reached(server) == ["bob@mp.example"]
