import asyncio
from email import message_from_bytes

import pytest

from paht_tui.errors import UserError
from paht_tui.mail.compose import compose
from paht_tui.mail.message import Handover, Kind, Outcome, Stage
from paht_tui.mail.sender import SmtpSender
from tests.mail.conftest import Serve
from tests.mail.samples import INVITATION
from tests.servers import Certificates, Cut, MailServer, Received, Smtp

RAW = compose(INVITATION)
ACCEPTED = Outcome(Handover.ACCEPTED, 250, "2.0.0 taken")


def a_sender(server: MailServer, certificates: Certificates, timeout: float = 60.0) -> SmtpSender:
    return SmtpSender(server.settings(), context=certificates.client_context(), timeout=timeout)


async def send(sender: SmtpSender, recipient: str = "bob@parliament.example", raw: bytes = RAW) -> Outcome:
    return await sender.hand_over(raw, sender="anna@paht.example", recipient=recipient)


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
async def test_a_message_arrives_as_it_was_composed(
    serve: Serve, certificates: Certificates, security: str
) -> None:
    server = serve(security=security)
    async with a_sender(server, certificates) as sender:
        assert await send(sender) == ACCEPTED
    assert server.received == [Received("anna@paht.example", ("bob@parliament.example",), RAW)]


async def test_one_connection_carries_the_whole_batch(server: MailServer, certificates: Certificates) -> None:
    async with a_sender(server, certificates) as sender:
        outcomes = [await send(sender, f"mp{number}@parliament.example") for number in range(20)]
    assert outcomes == [ACCEPTED] * 20
    assert [message.recipients for message in server.received] == [
        (f"mp{number}@parliament.example",) for number in range(20)
    ]
    assert server.connections == 1


async def test_messages_handed_over_at_once_do_not_mix(
    server: MailServer, certificates: Certificates
) -> None:
    async with a_sender(server, certificates) as sender:
        await asyncio.gather(*(send(sender, f"mp{number}@parliament.example") for number in range(5)))
    assert sorted(server.received, key=lambda message: message.recipients) == [
        Received("anna@paht.example", (f"mp{number}@parliament.example",), RAW) for number in range(5)
    ]


async def test_login_with_a_password_beyond_ascii(serve: Serve, certificates: Certificates) -> None:
    server = serve(security="starttls", users={"anna": "gehëim ☂"})
    sender = SmtpSender(server.settings(user="anna"), "gehëim ☂", context=certificates.client_context())
    async with sender:
        assert await send(sender) == ACCEPTED
    assert server.received == [Received("anna@paht.example", ("bob@parliament.example",), RAW, "anna")]


async def test_what_is_wrong_with_one_recipient_stops_nobody_else(
    server: MailServer, certificates: Certificates
) -> None:
    server.script.recipients = {
        "greylisted@mp.example": ["450 4.2.0 try again later"],
        "gone@mp.example": ["550 5.1.1 no such user"],
    }
    async with a_sender(server, certificates) as sender:
        outcomes = [
            await send(sender, address)
            for address in (
                "greylisted@mp.example",
                "gone@mp.example",
                "bob@mp.example",
                "greylisted@mp.example",
            )
        ]
    assert outcomes == [
        Outcome(Handover.DEFERRED, 450, "4.2.0 try again later", Stage.RECIPIENT, Kind.GREYLISTED),
        Outcome(Handover.REFUSED, 550, "5.1.1 no such user", Stage.RECIPIENT, Kind.ADDRESS),
        ACCEPTED,
        ACCEPTED,
    ]
    assert server.connections == 1


async def test_a_refused_sender_and_a_refused_content_say_nothing_about_the_address(
    server: MailServer, certificates: Certificates
) -> None:
    server.script.mail = ["550 5.7.1 not your address"]
    server.script.content = ["554 5.6.0 looks like spam", "451 4.3.0 busy"]
    async with a_sender(server, certificates) as sender:
        outcomes = [await send(sender) for _ in range(4)]
    assert outcomes == [
        Outcome(Handover.REFUSED, 550, "5.7.1 not your address", Stage.SENDER, Kind.POLICY),
        Outcome(Handover.REFUSED, 554, "5.6.0 looks like spam", Stage.MESSAGE),
        Outcome(Handover.DEFERRED, 451, "4.3.0 busy", Stage.MESSAGE, Kind.BUSY),
        ACCEPTED,
    ]


async def test_a_message_larger_than_the_server_takes_is_refused_before_it_travels(
    server: MailServer, certificates: Certificates
) -> None:
    huge = RAW + b"x" * 70 + b"\r\n" + b"y" * 34_000_000
    async with a_sender(server, certificates) as sender:
        outcome = await send(sender, raw=huge)
        assert await send(sender) == ACCEPTED
    assert outcome == Outcome(
        Handover.REFUSED,
        None,
        "The message has 34.0 MB, and 127.0.0.1 takes 33.6 MB at most: attach less.",
    )
    assert len(server.received) == 1


async def test_a_message_that_turns_out_too_large_is_refused_and_the_next_one_goes(
    serve: Serve, certificates: Certificates
) -> None:
    server = serve(security="starttls", size_limit=50_000, conceals={"SIZE"})
    async with a_sender(server, certificates) as sender:
        outcomes = [await send(sender, raw=RAW + (b"y" * 70 + b"\r\n") * 1_000), await send(sender)]
    assert outcomes == [Outcome(Handover.REFUSED, 552, "Error: Too much mail data"), ACCEPTED]


async def test_a_server_that_closes_between_messages_is_called_again(
    server: MailServer, certificates: Certificates
) -> None:
    server.script.closes_after_message = True
    async with a_sender(server, certificates) as sender:
        outcomes = [await send(sender) for _ in range(3)]
    assert outcomes == [ACCEPTED] * 3
    assert server.connections == 3


async def test_421_on_a_kept_connection_is_answered_by_a_new_one(
    server: MailServer, certificates: Certificates
) -> None:
    async with a_sender(server, certificates) as sender:
        await send(sender)
        server.script.mail = ["421 4.4.2 idle too long"]
        assert await send(sender) == ACCEPTED
    assert (len(server.received), server.connections) == (2, 2)


async def test_421_to_a_recipient_defers_it_and_the_next_message_goes(
    server: MailServer, certificates: Certificates
) -> None:
    server.script.recipients["bob@mp.example"] = ["421 4.7.0 too many connections"]
    async with a_sender(server, certificates) as sender:
        assert await send(sender, "bob@mp.example") == Outcome(
            Handover.DEFERRED, 421, "4.7.0 too many connections", Stage.RECIPIENT, Kind.RATE
        )
        assert await send(sender, "bob@mp.example") == ACCEPTED
    assert server.connections == 2


async def test_421_to_the_message_itself_defers_it_and_the_next_goes_by_a_new_connection(
    server: MailServer, certificates: Certificates
) -> None:
    server.script.content = ["421 4.3.2 shutting down"]
    async with a_sender(server, certificates) as sender:
        outcomes = [await send(sender) for _ in range(2)]
    assert outcomes == [Outcome(Handover.DEFERRED, 421, "4.3.2 shutting down", kind=Kind.BUSY), ACCEPTED]
    assert server.connections == 2


async def test_a_server_that_is_slow_to_answer_the_envelope_is_not_waited_for(
    server: MailServer, certificates: Certificates
) -> None:
    server.script.delays["MAIL"] = 30.0
    async with a_sender(server, certificates, timeout=0.3) as sender:
        assert await send(sender) == Outcome(
            Handover.DEFERRED,
            None,
            "The connection was lost: no answer within 0.3 seconds",
            Stage.SENDER,
            Kind.BUSY,
        )


async def test_a_server_may_take_its_time_with_the_message_itself(
    server: MailServer, certificates: Certificates
) -> None:
    server.script.delays["."] = 0.5
    async with a_sender(server, certificates, timeout=0.3) as sender:
        assert await send(sender) == ACCEPTED


async def test_lost_before_the_content_was_asked_for_is_deferred(
    server: MailServer, certificates: Certificates
) -> None:
    server.script.cuts = [Cut.AT_DATA]
    async with a_sender(server, certificates) as sender:
        outcomes = [await send(sender) for _ in range(2)]
    assert [outcome.handover for outcome in outcomes] == [Handover.DEFERRED, Handover.ACCEPTED]
    assert len(server.received) == 1


@pytest.mark.parametrize("security", ["starttls", "none"])
async def test_lost_in_the_middle_of_a_large_message_is_deferred_because_the_dot_never_left(
    serve: Serve, certificates: Certificates, security: str
) -> None:
    server = serve(security=security)
    server.script.cuts = [Cut.IN_CONTENT]
    large = RAW + (b"y" * 70 + b"\r\n") * 300_000
    async with a_sender(server, certificates) as sender:
        outcome = await send(sender, raw=large)
    assert (outcome.handover, outcome.smtp_code, server.received) == (Handover.DEFERRED, None, [])


async def test_lost_in_the_middle_of_a_small_message_is_in_doubt_because_the_dot_left_with_it(
    server: MailServer, certificates: Certificates
) -> None:
    server.script.cuts = [Cut.IN_CONTENT]
    async with a_sender(server, certificates) as sender:
        outcome = await send(sender)
    assert (outcome.handover, outcome.smtp_code, server.received) == (Handover.IN_DOUBT, None, [])


@pytest.mark.parametrize("cut", [Cut.AFTER_DOT, Cut.SILENT_AFTER_DOT])
async def test_without_an_answer_to_the_final_dot_the_message_is_in_doubt(
    server: MailServer, certificates: Certificates, cut: Cut
) -> None:
    server.script.cuts = [cut]
    async with a_sender(server, certificates, timeout=0.1) as sender:
        outcomes = [await send(sender) for _ in range(2)]
    assert [outcome.handover for outcome in outcomes] == [Handover.IN_DOUBT, Handover.ACCEPTED]
    assert outcomes[0].reply.startswith("Transmitted, but no answer came: ")
    assert len(server.received) == 2


async def test_a_cancelled_message_leaves_no_answer_for_the_next_one(
    server: MailServer, certificates: Certificates
) -> None:
    server.script.cuts = [Cut.SILENT_AFTER_DOT]
    async with a_sender(server, certificates) as sender:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await send(sender)
        assert await send(sender) == ACCEPTED


async def test_lines_that_begin_with_a_dot_arrive_whole_and_end_nothing(
    server: MailServer, certificates: Certificates
) -> None:
    raw = b".first\r\nSubject: dots\r\n\r\n.\r\n..two\r\n"
    async with a_sender(server, certificates) as sender:
        await send(sender, raw=raw)
    assert [message.content for message in server.received] == [raw]


async def test_bare_line_feeds_cannot_smuggle_a_second_message(
    server: MailServer, certificates: Certificates
) -> None:
    raw = b"Subject: one\r\n\r\ntext\n.\nMAIL FROM:<forged@x.example>\n"
    async with a_sender(server, certificates) as sender:
        await send(sender, raw=raw)
    assert [message_from_bytes(message.content)["Subject"] for message in server.received] == ["one"]


async def test_an_international_domain_goes_as_idna(server: MailServer, certificates: Certificates) -> None:
    async with a_sender(server, certificates) as sender:
        await send(sender, "mp@βουλή.example")
    assert server.received[0].recipients == ("mp@xn--jxah1ap4a.example",)


@pytest.mark.parametrize("address", ["", "no-at", "a@b.example> SIZE=1", "a@b.example\r\nRSET"])
async def test_an_unusable_address_never_reaches_the_server(
    server: MailServer, certificates: Certificates, address: str
) -> None:
    async with a_sender(server, certificates) as sender:
        with pytest.raises(UserError, match=r"The recipient address .* cannot be used"):
            await send(sender, address)


def test_only_this_machine_may_be_talked_to_in_the_clear() -> None:
    with pytest.raises(UserError) as refused:
        SmtpSender(Smtp("mail.parliament.example", 25, "none"))
    assert str(refused.value) == (
        'smtp.security is "none", which only this machine itself may use, and the host is'
        ' mail.parliament.example: write "starttls" or "tls".'
    )


def test_a_security_that_does_not_exist_is_named() -> None:
    with pytest.raises(UserError, match=r"smtp.security is 'ssl': write one of starttls, tls, none\."):
        SmtpSender(Smtp("127.0.0.1", 25, "ssl"))
