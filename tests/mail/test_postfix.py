"""The same against a real Postfix, where one is installed."""

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

import pytest

from paht_tui.mail.compose import compose
from paht_tui.mail.errors import AuthenticationRefused, CertificateRefused, ConnectionFailed, StarttlsMissing
from paht_tui.mail.message import Handover, Kind, Mailbox, Outcome, Stage
from paht_tui.mail.sender import SmtpSender
from tests.mail.samples import INVITATION, invitation
from tests.postfix import GREYLISTED, LATER_UNKNOWN, SECRET, USER, Postfix, why_not
from tests.servers import HOST, Certificates, Smtp

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

RAW = compose(INVITATION)
BOB = "bob@mp.example"


@pytest.fixture(scope="module")
def server(certificates: Certificates) -> Iterator[Postfix]:
    with Postfix(certificates) as started:
        yield started


@pytest.fixture
def sender(server: Postfix, certificates: Certificates) -> SmtpSender:
    return to(server.settings(), certificates)


def to(settings: Smtp, certificates: Certificates) -> SmtpSender:
    return SmtpSender(settings, context=certificates.client_context())


async def send(sender: SmtpSender, *recipients: str, raw: bytes = RAW) -> list[Outcome]:
    async with sender:
        return [
            await sender.hand_over(raw, sender="anna@paht.example", recipient=recipient)
            for recipient in recipients
        ]


def without_trace(raw: bytes) -> bytes:
    """The message without the lines that servers put on top of it."""
    return raw[raw.index(b"From: ") :]


async def test_a_message_arrives_as_it_was_composed(server: Postfix, sender: SmtpSender) -> None:
    [outcome] = await send(sender, BOB)
    assert (outcome.handover, outcome.smtp_code) == (Handover.ACCEPTED, 250)
    assert without_trace(server.arrived(BOB)) == RAW


async def test_what_is_wrong_with_one_recipient_stops_nobody_else(
    server: Postfix, sender: SmtpSender
) -> None:
    unknown, grey, taken = await send(sender, "gone@mp.example", GREYLISTED, BOB)
    assert unknown == Outcome(
        Handover.REFUSED,
        550,
        ("5.1.1 <gone@mp.example>: Recipient address rejected: User unknown in virtual mailbox table"),
        Stage.RECIPIENT,
        Kind.ADDRESS,
    )
    assert grey == Outcome(
        Handover.DEFERRED,
        450,
        f"4.2.0 <{GREYLISTED}>: Recipient address rejected: Greylisted, come again",
        Stage.RECIPIENT,
        Kind.GREYLISTED,
    )
    assert taken.handover is Handover.ACCEPTED
    assert without_trace(server.arrived(BOB)) == RAW


async def test_a_message_too_large_is_refused_before_it_travels(server: Postfix, sender: SmtpSender) -> None:
    huge = RAW + (b"y" * 70 + b"\r\n") * 3_000
    large, small = await send(sender, BOB, raw=huge), await send(sender, BOB)
    assert large == [
        Outcome(
            Handover.REFUSED, None, f"The message has 0.2 MB, and {HOST} takes 0.2 MB at most: attach less."
        )
    ]
    assert small[0].handover is Handover.ACCEPTED
    assert without_trace(server.arrived(BOB)) == RAW


async def test_an_international_address(
    server: Postfix, sender: SmtpSender, certificates: Certificates
) -> None:
    raw = compose(invitation(recipient=Mailbox("Βουλή", "βουλή@mp.example")))
    [outcome] = await send(sender, "βουλή@mp.example", raw=raw)
    assert outcome.handover is Handover.ACCEPTED
    assert without_trace(server.arrived("βουλή@mp.example")) == raw
    [refused] = await send(
        to(server.settings("plain", security="none"), certificates), "βουλή@mp.example", raw=raw
    )
    assert refused.reply.startswith("The address βουλή@mp.example has letters before the @ that")


async def test_a_report_names_the_message_and_the_address(server: Postfix, sender: SmtpSender) -> None:
    [outcome] = await send(sender, LATER_UNKNOWN)
    assert outcome.handover is Handover.ACCEPTED
    report = message_from_bytes(server.arrived("anna@paht.example"), policy=default)
    parts = list(report.walk())
    [status] = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    blocks = [block for block in status.walk() if block is not status]
    fields = {name: value for block in blocks for name, value in block.items()}
    assert (fields["Original-Envelope-Id"], fields["Original-Recipient"], fields["Status"]) == (
        "one",
        f"rfc822;{LATER_UNKNOWN}",
        "5.1.1",
    )
    # Only the headers of what was sent come back.
    assert [part.get_content_type() for part in parts][-1] == "text/rfc822-headers"


async def test_no_starttls_offered(server: Postfix, certificates: Certificates) -> None:
    with pytest.raises(StarttlsMissing, match="offers no STARTTLS, so nothing was sent"):
        await send(to(server.settings("plain"), certificates), BOB)


async def test_a_certificate_of_another_host(server: Postfix, certificates: Certificates) -> None:
    with pytest.raises(CertificateRefused, match=r"IP address mismatch"):
        await send(to(server.settings("wrong"), certificates), BOB)


async def test_without_encryption_on_this_machine(server: Postfix, certificates: Certificates) -> None:
    [outcome] = await send(to(server.settings("plain", security="none"), certificates), BOB)
    assert outcome.handover is Handover.ACCEPTED
    assert without_trace(server.arrived(BOB)) == RAW


def logged_in(
    server: Postfix, certificates: Certificates, password: str | None, user: str | None = USER
) -> SmtpSender:
    settings = server.settings("login", user=user)
    return SmtpSender(settings, password, context=certificates.client_context())


async def test_who_logs_in_may_send(server: Postfix, certificates: Certificates) -> None:
    outcomes = await send(logged_in(server, certificates, SECRET), BOB, BOB)
    assert [outcome.handover for outcome in outcomes] == [Handover.ACCEPTED] * 2
    for _ in outcomes:
        arrived = server.arrived(BOB)
        assert without_trace(arrived) == RAW
        assert b"(Authenticated sender: anna@paht.example)" in arrived


async def test_a_wrong_password_lets_nothing_out(server: Postfix, certificates: Certificates) -> None:
    sender = logged_in(server, certificates, "geheim-4712")
    with pytest.raises(AuthenticationRefused) as refused:
        await send(sender, BOB)
    place = f"{HOST}:{server.settings('login').port}"
    assert str(refused.value) == (
        f"{place} refused the login of {USER} (code 535): check smtp.user and the stored password."
    )
    assert not server.holds_mail(BOB)


async def test_a_login_that_cannot_be_checked_now_is_no_wrong_password(
    server: Postfix, certificates: Certificates
) -> None:
    server.logins.is_away = True
    try:
        with pytest.raises(ConnectionFailed) as refused:
            await send(logged_in(server, certificates, SECRET), BOB)
    finally:
        server.logins.is_away = False
    place = f"{HOST}:{server.settings('login').port}"
    assert str(refused.value) == f"{place} cannot check a login now (code 454): try again later."


async def test_without_a_login_nobody_is_marked(server: Postfix, certificates: Certificates) -> None:
    [outcome] = await send(logged_in(server, certificates, None, user=None), BOB)
    assert (outcome.handover, outcome.kind, outcome.address_refused) == (
        Handover.REFUSED,
        Kind.POLICY,
        False,
    )
