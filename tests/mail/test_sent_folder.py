import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager

import pytest

from paht_tui.errors import UserError
from paht_tui.mail.compose import compose
from paht_tui.mail.errors import (
    AuthenticationRefused,
    CertificateRefused,
    ConnectionFailed,
    MailError,
    StarttlsMissing,
)
from paht_tui.mail.sent_folder import SentFolder
from tests.imap_server import SECRET, Imap, ImapServer, Kept
from tests.mail.samples import INVITATION, invitation
from tests.servers import HOST, Certificates, free_port

ONE = compose(INVITATION)
TWO = compose(invitation(message_id="<two@paht.example>"))
DATE = "05-Jan-2026 08:00:00 +0000"

Serve = Callable[..., ImapServer]


@pytest.fixture
def serve(certificates: Certificates) -> Iterator[Serve]:
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(ImapServer(certificates, **options))


@pytest.fixture
def server(serve: Serve) -> ImapServer:
    return serve(security="tls")


def sent(server: ImapServer, certificates: Certificates, settings: Imap | None = None) -> SentFolder:
    return SentFolder(
        settings or server.settings(), SECRET, timeout=5.0, context=certificates.client_context()
    )


async def refusal(folder: SentFolder) -> tuple[type[MailError], str]:
    """How keeping a copy fails; the folder is left all the same."""
    async with folder:
        with pytest.raises(MailError) as caught:
            await folder.keep(ONE)
    return type(caught.value), str(caught.value)


@pytest.mark.parametrize("security", ["tls", "starttls", "none"])
async def test_a_copy_lies_in_the_folder_read_and_at_its_date(
    serve: Serve, certificates: Certificates, security: str
) -> None:
    server = serve(security=security)
    async with sent(server, certificates) as folder:
        await folder.keep(ONE)
        await folder.keep(TWO)
    assert server.connections == 1
    assert await asyncio.to_thread(server.contents) == [
        Kept(ONE, ("\\Seen",), DATE),
        Kept(TWO, ("\\Seen",), DATE),
    ]


async def test_what_the_folder_holds_was_sent(server: ImapServer, certificates: Certificates) -> None:
    async with sent(server, certificates) as folder, sent(server, certificates) as elsewhere:
        assert not await folder.holds("<one@paht.example>")
        await elsewhere.keep(ONE)
        assert await folder.holds("<one@paht.example>")
        assert not await folder.holds("<two@paht.example>")


async def test_what_is_no_message_id_is_never_asked_for(
    server: ImapServer, certificates: Certificates
) -> None:
    async with sent(server, certificates) as folder:
        for wrong in ("", "one@paht.example", '<one"@paht.example>', "<one@paht.example>\r\nA1 LOGOUT"):
            with pytest.raises(ValueError, match="no Message-ID"):
                await folder.holds(wrong)


async def test_where_the_provider_files_sent_mail_no_copy_is_put_there(
    server: ImapServer, certificates: Certificates
) -> None:
    settings = Imap(HOST, server.port, "tls", copy_sent=False)
    async with sent(server, certificates, settings) as folder:
        await folder.keep(ONE)
        assert not await folder.holds("<one@paht.example>")


async def test_a_connection_left_idle_is_replaced_and_no_copy_lies_there_twice(
    server: ImapServer, certificates: Certificates
) -> None:
    async with sent(server, certificates) as folder:
        await folder.keep(ONE)
        await asyncio.to_thread(server.hang_up)
        await folder.keep(ONE)  # as after an answer that was lost
        await asyncio.to_thread(server.hang_up)
        await folder.keep(TWO)
    assert [kept.raw for kept in await asyncio.to_thread(server.contents)] == [ONE, TWO]
    assert server.connections == 4


async def test_copies_made_at_once_do_not_mix(server: ImapServer, certificates: Certificates) -> None:
    raws = [compose(invitation(message_id=f"<{number}@paht.example>")) for number in range(5)]
    async with sent(server, certificates) as folder:
        await asyncio.gather(*(folder.keep(raw) for raw in raws))
    assert [kept.raw for kept in await asyncio.to_thread(server.contents)] == raws


async def test_a_token_lets_in_and_is_asked_for_at_each_connection(
    server: ImapServer, certificates: Certificates
) -> None:
    tokens = iter([SECRET, "outdated"])
    settings, context = server.settings(auth="xoauth2"), certificates.client_context()
    async with SentFolder(settings, lambda: next(tokens), timeout=5.0, context=context) as folder:
        await folder.keep(ONE)
        await asyncio.to_thread(server.hang_up)
        with pytest.raises(AuthenticationRefused) as refused:
            await folder.keep(TWO)
    assert str(refused.value) == (
        f"{HOST}:{server.port} refused the login of anna: check imap.user, imap.auth and the stored token."
    )


async def test_a_folder_that_is_not_there_is_named(server: ImapServer, certificates: Certificates) -> None:
    folder = sent(server, certificates, server.settings(sent_folder="Wysłane"))
    sentence = (
        f"The folder “Wysłane” at {HOST} cannot be used ([TRYCREATE] Mailbox does not exist.):"
        " check imap.sent_folder."
    )
    assert await refusal(folder) == (MailError, sentence)
    async with folder:
        for question in (folder.look(), folder.holds("<one@paht.example>")):
            with pytest.raises(MailError, match="The folder “Wysłane” at"):
                await question


async def test_looking_leaves_nothing(server: ImapServer, certificates: Certificates) -> None:
    async with sent(server, certificates) as folder:
        await folder.look()
    assert await asyncio.to_thread(server.contents) == []


async def test_a_wrong_password_is_not_repeated(server: ImapServer, certificates: Certificates) -> None:
    folder = SentFolder(server.settings(), "falsch-0815", context=certificates.client_context())
    kind, sentence = await refusal(folder)
    assert kind is AuthenticationRefused
    assert sentence == (
        f"{HOST}:{server.port} refused the login of anna: check imap.user, imap.auth and the stored password."
    )


@asynccontextmanager
async def a_server_whose_logins_are_away() -> AsyncIterator[int]:
    """It greets, and can look no password up."""

    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] here\r\n")
        async for line in reader:
            tag, command = line.split()[:2]
            if command == b"CAPABILITY":
                writer.write(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + tag + b" OK done\r\n")
            else:
                writer.write(tag + b" NO [UNAVAILABLE] Temporary authentication failure.\r\n")
        writer.close()

    async with await asyncio.start_server(attend, HOST, 0) as server:
        yield server.sockets[0].getsockname()[1]


async def test_a_login_that_cannot_be_checked_now_is_no_wrong_password() -> None:
    async with a_server_whose_logins_are_away() as port:
        assert await refusal(SentFolder(Imap(HOST, port, "none"), SECRET)) == (
            ConnectionFailed,
            f"{HOST}:{port} cannot check a login now: try again later.",
        )


async def test_no_password_at_all(server: ImapServer, certificates: Certificates) -> None:
    assert await refusal(SentFolder(server.settings(), context=certificates.client_context())) == (
        AuthenticationRefused,
        (
            f"There is no password for anna at {HOST}: store it with `keyring set paht anna`,"
            " or set imap.password_command."
        ),
    )


async def test_nothing_listens() -> None:
    port = free_port()
    assert await refusal(SentFolder(Imap(HOST, port, "tls"), SECRET)) == (
        ConnectionFailed,
        f"Nothing answers at {HOST}:{port}: check imap.host and imap.port.",
    )


async def test_no_starttls_offered(serve: Serve, certificates: Certificates) -> None:
    server = serve(security="none")
    assert await refusal(sent(server, certificates, Imap(HOST, server.port, "starttls"))) == (
        StarttlsMissing,
        (
            f"{HOST}:{server.port} offers no STARTTLS, so the mailbox was not opened: ask for its port with"
            ' encryption (often 143, or 993 with imap.security = "tls").'
        ),
    )


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_of_an_unknown_authority(serve: Serve, security: str) -> None:
    server = serve(security=security)
    assert await refusal(SentFolder(server.settings(), SECRET)) == (
        CertificateRefused,
        (
            f"The certificate of {HOST}:{server.port} is not trusted (unable to get local issuer"
            " certificate): the mailbox was not opened. Check imap.host, or ask whoever runs the server."
        ),
    )


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_of_another_host(serve: Serve, certificates: Certificates, security: str) -> None:
    server = serve(security=security, certificate_name="imap.elsewhere.example")
    kind, sentence = await refusal(sent(server, certificates))
    assert kind is CertificateRefused
    assert "IP address mismatch, certificate is not valid for '127.0.0.1'" in sentence


def test_only_this_machine_may_be_asked_in_the_clear() -> None:
    with pytest.raises(UserError) as refused:
        SentFolder(Imap("imap.parliament.example", 143, "none"))
    assert str(refused.value) == (
        'imap.security is "none", which only this machine itself may use, and the host is'
        ' imap.parliament.example: write "starttls" or "tls".'
    )
