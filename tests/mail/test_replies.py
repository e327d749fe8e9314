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
        # no time, no room
        (421, "4.3.2 shutting down", SENDER, Kind.BUSY),
        (421, "closing", SENDER, Kind.BUSY),
        (452, "4.3.1 Insufficient system storage", MESSAGE, Kind.BUSY),
        (452, "no room", MESSAGE, Kind.BUSY),
        (451, "4.4.2 upstream is away", RECIPIENT, Kind.BUSY),
        # about the one who is written to, for now
        (452, "4.2.2 The mailbox is full", RECIPIENT, Kind.OTHER),
        (450, "4.1.2 Domain not found", RECIPIENT, Kind.OTHER),
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


def test_only_a_refusal_of_the_address_marks_it() -> None:
    marks = [
        (handover, kind)
        for handover in Handover
        for kind in Kind
        if Outcome(handover, 550, "", RECIPIENT, kind).address_refused
    ]
    assert marks == [(Handover.REFUSED, Kind.ADDRESS)]
