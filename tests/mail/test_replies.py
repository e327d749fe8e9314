import pytest

from paht_tui.mail.message import Handover, Kind, Outcome, Stage
from paht_tui.mail.replies import kind_of

SENDER, RECIPIENT, MESSAGE = Stage.SENDER, Stage.RECIPIENT, Stage.MESSAGE


@pytest.mark.parametrize(
    ("code", "text", "stage", "kind"),
    [
        # greylists: postgrey, milter-greylist, rspamd, Exim
        (450, "4.2.0 <bob@mp.example>: Recipient address rejected: Greylisted", RECIPIENT, Kind.GREYLISTED),
        (451, "4.7.1 Greylisting in action, please come back in 00:05:00", RECIPIENT, Kind.GREYLISTED),
        (451, "4.7.1 Try again later", MESSAGE, Kind.GREYLISTED),
        (450, "try again later", RECIPIENT, Kind.GREYLISTED),
        (421, "gray-listed, come back", RECIPIENT, Kind.GREYLISTED),
        # too fast: Google, Yahoo, Exchange, Postfix
        (421, "4.7.28 Our system has detected an unusual rate of mail", MESSAGE, Kind.RATE),
        (450, "4.2.1 The user is receiving mail too quickly", RECIPIENT, Kind.RATE),
        (421, "4.7.0 [TSS04] Messages temporarily deferred due to complaints", SENDER, Kind.RATE),
        (451, "4.7.500 Server busy. Please try again later", RECIPIENT, Kind.RATE),
        (450, "4.7.1 Error: too much mail from 192.0.2.1", SENDER, Kind.RATE),
        (452, "4.5.3 recipients", RECIPIENT, Kind.RATE),
        (452, "4.5.3 Your message has too many recipients.", RECIPIENT, Kind.RATE),
        (421, "4.7.0 [192.0.2.1 15] Our system has detected an unusual rate of mail", MESSAGE, Kind.RATE),
        (421, "4.7.0 Try again later, closing connection.", SENDER, Kind.RATE),
        (450, "4.2.1 The user is receiving mail at a rate that prevents more", RECIPIENT, Kind.RATE),
        (451, "4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77714)", SENDER, Kind.RATE),
        (451, "4.7.650 The mail server has been temporarily rate limited", MESSAGE, Kind.RATE),
        (432, "4.3.2 STOREDRV; recipient thread limit exceeded", MESSAGE, Kind.RATE),
        (450, "Connection frequency limited", RECIPIENT, Kind.RATE),
        # no time, no room
        (421, "4.3.2 shutting down", SENDER, Kind.BUSY),
        (421, "closing", SENDER, Kind.BUSY),
        (452, "4.3.1 Insufficient system storage", MESSAGE, Kind.BUSY),
        (452, "no room", MESSAGE, Kind.BUSY),
        (451, "4.4.2 upstream is away", RECIPIENT, Kind.BUSY),
        (421, "4.3.2 The maximum number of concurrent connections has been reached", SENDER, Kind.BUSY),
        (421, "4.4.5 Server busy", SENDER, Kind.BUSY),
        (450, "4.3.2 System not accepting network messages", RECIPIENT, Kind.BUSY),
        # about the one who is written to, for now
        (452, "4.2.2 The mailbox is full", RECIPIENT, Kind.OTHER),
        (450, "4.2.1 Mailbox temporarily disabled", RECIPIENT, Kind.OTHER),
        (450, "4.1.2 Domain not found", RECIPIENT, Kind.OTHER),
        # about us, for now: to wait longer would not help
        (454, "4.7.0 Temporary authentication failure", SENDER, Kind.OTHER),
        (454, "4.7.1 <bob@mp.example>: Relay access denied", RECIPIENT, Kind.OTHER),
        (450, "4.7.1 Client host rejected: cannot find your reverse hostname", RECIPIENT, Kind.OTHER),
        (450, "4.7.1 <x>: Helo command rejected: Host not found", RECIPIENT, Kind.OTHER),
        (450, "4.1.8 <anna@paht.example>: Sender address rejected: Domain not found", SENDER, Kind.OTHER),
        (451, "aborted", MESSAGE, Kind.OTHER),
    ],
)
def test_what_a_temporary_answer_means(code: int, text: str, stage: Stage, kind: Kind) -> None:
    assert kind_of(code, text, stage) is kind


@pytest.mark.parametrize(
    ("code", "text", "stage", "kind"),
    [
        (550, "5.1.1 no such user", RECIPIENT, Kind.ADDRESS),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound", MESSAGE, Kind.ADDRESS),
        (550, "5.2.1 The account is disabled", RECIPIENT, Kind.ADDRESS),
        (556, "5.1.10 the domain takes no mail", RECIPIENT, Kind.ADDRESS),
        (550, "no such user here", RECIPIENT, Kind.ADDRESS),
        (553, "5.0.0 sorry", RECIPIENT, Kind.ADDRESS),
        # a rule, which says nothing about the address
        (550, "5.7.1 Recipient address rejected: Access denied", RECIPIENT, Kind.POLICY),
        (554, "5.7.1 <bob@mp.example>: Relay access denied", RECIPIENT, Kind.POLICY),
        (550, "relaying denied", RECIPIENT, Kind.POLICY),
        (550, "blocked, see http://list.example", RECIPIENT, Kind.POLICY),
        (550, "5.7.26 This mail is unauthenticated", MESSAGE, Kind.POLICY),
        # about the sender, the content, the size
        (550, "5.1.1 no such sender", SENDER, Kind.OTHER),
        (550, "5.1.8 Sender address rejected: Domain not found", RECIPIENT, Kind.OTHER),
        (552, "5.3.4 too big", MESSAGE, Kind.OTHER),
        (554, "5.6.0 looks strange", MESSAGE, Kind.OTHER),
        (550, "looks strange", MESSAGE, Kind.OTHER),
        # an enhanced code of another class is none
        (550, "4.7.1 nobody", RECIPIENT, Kind.ADDRESS),
    ],
)
def test_what_a_refusal_means(code: int, text: str, stage: Stage, kind: Kind) -> None:
    assert kind_of(code, text, stage) is kind


@pytest.mark.parametrize(
    ("code", "text"),
    [
        # Exchange Online, at its edge and behind it
        (550, "5.4.1 Recipient address rejected: Access denied. AS(201806281) [AM3.protection.example]"),
        (550, "5.4.1 [bob@mp.example]: Recipient address rejected: Access denied"),
        (550, "5.4.1 All recipient addresses rejected : Access denied"),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
        (550, "5.1.1 RESOLVER.ADR.ExRecipNotFound; not found"),
        # Gmail
        (550, "5.1.1 The email account that you tried to reach does not exist. Please try\ndouble-checking"),
        (550, "5.2.1 The email account that you tried to reach is disabled."),
        # GMX, web.de, IONOS
        (550, "Requested action not taken: mailbox unavailable\nFor explanation visit https://x.example"),
        # Outlook.com, whose code says nothing
        (550, "5.5.0 Requested action not taken: mailbox unavailable (S2017062302)."),
        # Postfix, Sendmail, Exim, qmail, IronPort, Domino, Mimecast
        (550, "5.1.1 <bob@mp.example>: Recipient address rejected: User unknown in local recipient table"),
        (550, "5.1.1 <sender@full.example>... User unknown"),
        (550, "No Such User Here"),
        (550, "sorry, no mailbox here by that name. (#5.1.1)"),
        (550, "#5.1.0 Address rejected bob@mp.example"),
        (550, "bob@mp.example... No such user"),
        (550, "Invalid Recipient - https://gateway.example/docs/550"),
        # iCloud, Fastmail, Zoho, mail.ru, Free, Orange
        (550, "5.1.1 <bob@mp.example>: user does not exist"),
        (550, "5.1.6 recipient no longer on server: bob@mp.example"),
        (550, "Message was not accepted -- invalid mailbox. Local mailbox bob@mp.example is unavailable"),
        (550, "5.2.1 This mailbox has been blocked due to inactivity"),
        (550, "5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_418"),
    ],
)
def test_a_server_that_knows_nobody_of_that_name_marks_the_address(code: int, text: str) -> None:
    assert kind_of(code, text, RECIPIENT) is Kind.ADDRESS


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (554, "delivery error: dd This user doesn't have a mail.example account (bob@mail.example) [0]"),
        (
            554,
            "delivery error: dd Sorry, it cannot be delivered. This mailbox is disabled (554.30).",
        ),
        (552, "1 Requested mail action aborted, mailbox not found"),
        (554, "5.1.1 STOREDRV.Deliver; nobody"),
    ],
)
def test_nobody_may_be_known_only_when_the_message_is_there(code: int, text: str) -> None:
    assert kind_of(code, text, MESSAGE) is Kind.ADDRESS


@pytest.mark.parametrize("stage", [RECIPIENT, MESSAGE])
@pytest.mark.parametrize(
    ("code", "text"),
    [
        # who sends: address, machine, name
        (550, "5.7.1 Service unavailable; Client host [192.0.2.1] blocked using list.example"),
        (554, "5.7.1 Service unavailable; Client host [192.0.2.1] blocked using list.example"),
        (550, "5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. (S3140)"),
        (550, "SC-001 Unfortunately, messages from 192.0.2.1 weren't sent: it is on our block list"),
        (550, "5.7.606 Access denied, banned sending IP [192.0.2.1]"),
        (550, "5.7.708 Service unavailable. Access denied, traffic not accepted from this IP"),
        (550, "5.7.23 The message was rejected because of Sender Policy Framework violation"),
        (550, "SPF check failed"),
        (554, "Transaction failed\nReject due to SPF policy."),
        (550, "5.7.26 Unauthenticated email from paht.example is not accepted due to domain's DMARC policy."),
        (550, "5.7.515 Access denied, sending domain doesn't meet the required authentication level"),
        (550, "JunkMail rejected - host [192.0.2.1] is in an RBL"),
        (550, "rejected because 192.0.2.1 is in a black list at b.list.example"),
        # whom it lets in, and what
        (554, "5.7.1 <bob@mp.example>: Relay access denied"),
        (553, "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"),
        (550, "5.7.54 SMTP; Unable to relay recipient in non-accepted domain"),
        (550, "5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required"),
        (550, "Please turn on SMTP Authentication in your mail client"),
        (550, "Administrative prohibition"),
        (554, "5.7.9 Message not accepted for policy reasons."),
        (554, "Message not allowed - [PH01] Email not accepted for policy reasons."),
        (550, "High probability of spam"),
        (550, "permanent failure for one or more recipients (bob@mp.example:blocked)"),
    ],
)
def test_a_rule_marks_nothing(code: int, text: str, stage: Stage) -> None:
    assert kind_of(code, text, stage) is Kind.POLICY


@pytest.mark.parametrize("stage", [RECIPIENT, MESSAGE])
@pytest.mark.parametrize(
    ("code", "text"),
    [
        # no room
        (552, "5.2.2 The email account that you tried to reach is over quota."),
        (552, "5.2.2 mailbox full"),
        (554, "5.2.2 mailbox full; STOREDRV.Deliver"),
        (550, "Mailbox quota exceeded"),
        (550, "5.2.1 Mailbox is full"),
        (552, "Requested mail action aborted: exceeded storage allocation"),
        # too much
        (550, "5.2.1 The user you are trying to contact is receiving mail at a rate that prevents more"),
        (550, "5.4.5 Daily user sending limit exceeded."),
        (550, "5.1.90 Your message can't be sent because you've reached your daily limit"),
        (550, "5.2.121 RESOLVER.RST.RecipientsPerHour; recipient's per hour message receive limit"),
        # who sends
        (550, "5.1.8 Access denied, bad outbound sender"),
        (550, "5.1.0 <anna@paht.example> sender rejected."),
        (550, "Verification failed for <anna@paht.example>\n550 No such user\nSender verify failed"),
        (550, "Requested action not taken: mailbox unavailable\ninvalid DNS MX or A/AAAA resource record"),
        (550, "#5.1.8 Domain of sender address does not exist"),
        # the way there, the text
        (550, "5.4.1 no answer from host"),
        (550, "5.4.14 Hop count exceeded - possible mail loop"),
        (552, "5.3.4 Message size exceeds fixed limit"),
        (554, "5.6.0 Corrupt message content"),
    ],
)
def test_what_is_not_about_the_address_marks_nothing(code: int, text: str, stage: Stage) -> None:
    assert kind_of(code, text, stage) is Kind.OTHER


def test_only_a_refusal_of_the_address_marks_it() -> None:
    marks = [
        (handover, kind)
        for handover in Handover
        for kind in Kind
        if Outcome(handover, 550, "", RECIPIENT, kind).address_refused
    ]
    assert marks == [(Handover.REFUSED, Kind.ADDRESS)]
