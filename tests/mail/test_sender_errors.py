import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from paht_tui.mail.errors import (
    AuthenticationRefused,
    CertificateRefused,
    ConnectionFailed,
    MailError,
    StarttlsMissing,
)
from paht_tui.mail.sender import SmtpSender
from tests.mail.conftest import Serve
from tests.servers import HOST, Certificates, MailServer, Smtp, free_port

PASSWORD = "geheim-4711"


async def refusal(sender: SmtpSender) -> tuple[type[MailError], str]:
    """How opening the way fails."""
    with pytest.raises(MailError) as caught:
        async with sender:
            pass
    return type(caught.value), str(caught.value)


@asynccontextmanager
async def listener(greeting: bytes) -> AsyncIterator[int]:
    """A server that says one thing and then nothing any more."""
    writers = []

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        writer.write(greeting)

    async with await asyncio.start_server(greet, HOST, 0) as server:
        yield server.sockets[0].getsockname()[1]
        for writer in writers:
            writer.transport.abort()
            await writer.wait_closed()


async def test_nothing_listens() -> None:
    port = free_port()
    assert await refusal(SmtpSender(Smtp(HOST, port, "starttls"))) == (
        ConnectionFailed,
        f"Nothing answers at {HOST}:{port}: check smtp.host and smtp.port.",
    )


async def test_no_such_host() -> None:
    assert await refusal(SmtpSender(Smtp("mail.invalid", 587, "starttls"))) == (
        ConnectionFailed,
        "There is no host mail.invalid: check smtp.host and the network.",
    )


async def test_a_server_that_never_greets() -> None:
    async with listener(b"") as port:
        assert await refusal(SmtpSender(Smtp(HOST, port, "none"), timeout=0.2)) == (
            ConnectionFailed,
            (
                f"{HOST}:{port} did not answer within 0.2 seconds:"
                " check the network, smtp.port and smtp.security."
            ),
        )


async def test_a_server_that_is_closed_for_today() -> None:
    async with listener(b"554 5.3.2 closed\x1b[2J\r\n") as port:
        assert await refusal(SmtpSender(Smtp(HOST, port, "none"))) == (
            ConnectionFailed,
            f"{HOST}:{port} does not take messages now (554 5.3.2 closed[2J): try again later.",
        )


async def test_no_starttls_offered(serve: Serve, certificates: Certificates) -> None:
    server = serve(security="none")
    sender = SmtpSender(server.settings(security="starttls"), context=certificates.client_context())
    assert await refusal(sender) == (
        StarttlsMissing,
        (
            f"{HOST}:{server.port} offers no STARTTLS, so nothing was sent: ask for its port with encryption"
            ' (often 587, or 465 with smtp.security = "tls").'
        ),
    )


async def test_tls_spoken_to_a_port_that_expects_starttls(
    server: MailServer, certificates: Certificates
) -> None:
    sender = SmtpSender(server.settings(security="tls"), context=certificates.client_context())
    assert await refusal(sender) == (
        ConnectionFailed,
        f"{HOST}:{server.port} does not speak TLS there: check smtp.port and smtp.security.",
    )


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_of_an_unknown_authority(serve: Serve, security: str) -> None:
    server = serve(security=security)
    assert await refusal(SmtpSender(server.settings())) == (
        CertificateRefused,
        (
            f"The certificate of {HOST}:{server.port} is not trusted"
            " (unable to get local issuer certificate): nothing was sent."
            " Check smtp.host, or ask whoever runs the server."
        ),
    )


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_of_another_host(serve: Serve, certificates: Certificates, security: str) -> None:
    server = serve(security=security, certificate_name="mail.elsewhere.example")
    kind, sentence = await refusal(SmtpSender(server.settings(), context=certificates.client_context()))
    assert kind is CertificateRefused
    assert "IP address mismatch, certificate is not valid for '127.0.0.1'" in sentence


async def test_a_wrong_password_is_not_repeated_in_the_error(
    serve: Serve, certificates: Certificates
) -> None:
    server = serve(security="starttls", users={"anna": "another"})
    sender = SmtpSender(server.settings(user="anna"), PASSWORD, context=certificates.client_context())
    kind, sentence = await refusal(sender)
    assert kind is AuthenticationRefused
    assert sentence == (
        f"{HOST}:{server.port} refused the login of anna (code 535): check smtp.user and the stored password."
    )
    assert PASSWORD not in repr(sender)


async def test_a_login_that_cannot_be_checked_now_is_no_wrong_password(
    serve: Serve, certificates: Certificates
) -> None:
    server = serve(security="starttls", users={"anna": PASSWORD})
    # It is asked by each of the ways that it offers.
    server.script.logins = ["454 4.7.0 Temporary authentication failure"] * 2
    sender = SmtpSender(server.settings(user="anna"), PASSWORD, context=certificates.client_context())
    assert await refusal(sender) == (
        ConnectionFailed,
        f"{HOST}:{server.port} cannot check a login now (code 454): try again later.",
    )
    async with sender:
        pass
    assert server.script.logins == []


async def test_no_password_at_all(serve: Serve, certificates: Certificates) -> None:
    server = serve(security="starttls", users={"anna": "secret"})
    sender = SmtpSender(server.settings(user="anna"), context=certificates.client_context())
    assert await refusal(sender) == (
        AuthenticationRefused,
        (
            f"There is no password for anna at {HOST}: store it with `keyring set paht anna`,"
            " or set smtp.password_command."
        ),
    )


async def test_a_server_without_login(server: MailServer, certificates: Certificates) -> None:
    sender = SmtpSender(server.settings(user="anna"), PASSWORD, context=certificates.client_context())
    assert await refusal(sender) == (
        AuthenticationRefused,
        (
            f"{HOST}:{server.port} offers no way to log in that this program knows:"
            " remove smtp.user if it needs none."
        ),
    )


async def test_a_server_gone_in_mid_batch_is_an_error_before_the_message_leaves(
    certificates: Certificates,
) -> None:
    server = MailServer(certificates, security="starttls")
    server.script.closes_after_message = True
    sender = SmtpSender(server.settings(), context=certificates.client_context())
    with server:
        await sender.__aenter__()
        await sender.hand_over(b"Subject: one\r\n\r\n", sender="a@x.example", recipient="b@x.example")
    with pytest.raises(ConnectionFailed, match="Nothing answers at"):
        await sender.hand_over(b"Subject: two\r\n\r\n", sender="a@x.example", recipient="b@x.example")
    await sender.__aexit__(None, None, None)
