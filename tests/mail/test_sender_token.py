"""Logging in with a token of OAuth 2.0 in place of a password."""

import pytest

from paht_tui.mail.compose import compose
from paht_tui.mail.errors import AuthenticationRefused
from paht_tui.mail.message import Handover
from paht_tui.mail.sender import SmtpSender
from tests.mail.conftest import Serve
from tests.mail.samples import INVITATION
from tests.servers import HOST, Certificates, MailServer

RAW = compose(INVITATION)
TOKEN = "ya29.geheim-4711"


def a_sender(server: MailServer, certificates: Certificates, *tokens: str | None) -> SmtpSender:
    given = iter(tokens)
    settings = server.settings(user="anna", auth="xoauth2")
    return SmtpSender(settings, lambda: next(given), context=certificates.client_context())


async def refusal(sender: SmtpSender) -> str:
    with pytest.raises(AuthenticationRefused) as refused:
        async with sender:
            pass
    return str(refused.value)


async def test_a_token_is_asked_for_at_each_connection(serve: Serve, certificates: Certificates) -> None:
    server = serve(security="starttls", tokens={"anna": TOKEN})
    server.script.closes_after_message = True
    async with a_sender(server, certificates, TOKEN, TOKEN, "outdated") as sender:
        for _ in range(2):
            outcome = await sender.hand_over(RAW, sender="a@paht.example", recipient="b@mp.example")
            assert outcome.handover is Handover.ACCEPTED
        with pytest.raises(AuthenticationRefused):
            await sender.hand_over(RAW, sender="a@paht.example", recipient="b@mp.example")
    assert [received.user for received in server.received] == ["anna"] * 2


async def test_a_token_that_is_refused_is_not_repeated(serve: Serve, certificates: Certificates) -> None:
    server = serve(security="starttls", tokens={"anna": TOKEN})
    assert await refusal(a_sender(server, certificates, "outdated")) == (
        f"{HOST}:{server.port} refused the login of anna (code 535): check smtp.user and the stored token."
    )


async def test_no_token_at_all(serve: Serve, certificates: Certificates) -> None:
    server = serve(security="starttls", tokens={"anna": TOKEN})
    assert await refusal(a_sender(server, certificates, None)) == (
        f"There is no token for anna at {HOST}: store it with `keyring set paht anna`,"
        " or set smtp.password_command."
    )


async def test_a_token_never_goes_where_passwords_are_asked_for(
    serve: Serve, certificates: Certificates
) -> None:
    server = serve(security="starttls", users={"anna": TOKEN})
    assert await refusal(a_sender(server, certificates, TOKEN)) == (
        f"{HOST}:{server.port} lets nobody in by XOAUTH2:"
        ' set smtp.auth = "password", or ask whoever runs the server.'
    )
    assert not any(b"AUTH" in each for each in server.spoken)


async def test_a_password_never_goes_where_tokens_are_asked_for(
    serve: Serve, certificates: Certificates
) -> None:
    server = serve(security="starttls", tokens={"anna": TOKEN})
    sender = SmtpSender(server.settings(user="anna"), "geheim", context=certificates.client_context())
    assert await refusal(sender) == (
        f"{HOST}:{server.port} offers no way to log in that this program knows:"
        " remove smtp.user if it needs none."
    )
    assert not any(b"AUTH" in each for each in server.spoken)
