"""The script, second part: messages and letters leave, answers come in, the German members are phoned."""

from datetime import datetime
from functools import partial

from db.change import Change
from db.enums import Answer, CallOutcome, Firmness, Reason, SaidBy, Via
from db.queries.mail import list_messages
from db.queries.templates import find_template
from paht_tui.domain.answers import Said, record_answer, record_substitute
from paht_tui.domain.calls import log_call
from paht_tui.domain.letters import mark_posted, mark_printed
from paht_tui.domain.outbox import bounce
from paht_tui.jobs.demo import people
from paht_tui.jobs.demo.stage import SENDER, Act, Cast, Event, Post, Stage, on
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.jobs.send import send_batch
from paht_tui.mail.folder import FolderSender

ACCEPTED, DECLINED, FIRM = Answer.ACCEPTED, Answer.DECLINED, Firmness.FIRM
MEMBER, OFFICE, COLLEAGUE = SaidBy.MEMBER, SaidBy.OFFICE, SaidBy.COLLEAGUE
_LATER = ("eleni", "nikos", "lars", "maya", "astrid", "radu", "arkwright")
"""Who was invited in January only."""


def mailing() -> list[Event]:
    """Everything that leaves the house."""
    listed = people.keys("named", "came", "dutch", "german", "travel", "other")
    first = tuple(key for key in listed if key not in _LATER)
    to_reception = people.keys("named", "came", "travel", "other", asked=("reception", "both"))
    return [
        mail("2011-12-12", "10:00", first),
        Act(on("2011-12-12", "10:05"), _bounce),
        mail("2011-12-12", "10:20", tuple(key for key in to_reception if key not in _LATER), "reception"),
        Post(on("2012-01-03", "15:00"), _prepare_letters),
        Act(on("2012-01-04", "09:00"), _print_letters),
        Act(on("2012-01-04", "16:00"), _post_letters),
        mail("2012-01-05", "10:00", tuple(key for key in _LATER if key != "arkwright")),
        mail("2012-01-05", "10:20", tuple(key for key in _LATER if key != "nikos"), "reception"),
        mail("2012-01-10", "11:00", ("elena", "zofia", "tiago"), template="reminder"),
    ]


def answers() -> list[Event]:
    """What was answered by mail, and by phone to others than the German members."""
    phone, mobile = partial(says, via=Via.PHONE), partial(phoned, by=MEMBER)
    business, other = Reason.PARLIAMENTARY_BUSINESS, Reason.OTHER_ENGAGEMENT
    return [
        *_named(),
        *(says("2011-12-13", "11:00", key) for key in ("ion", "gwen", "rui", "anneke")),
        *(says("2011-12-15", "09:30", key, by=OFFICE) for key in ("piet", "carla", "dino", "olaf", "sam")),
        says("2011-12-15", "14:00", "hugh", DECLINED, by=OFFICE, reason=business),
        says("2011-12-16", "10:00", "jan", DECLINED, by=OFFICE, reason=other),
        phone("2011-12-19", "15:20", "saskia", by=OFFICE, note="will be there from the morning"),
        *(says("2011-12-19", "16:00", key) for key in ("jonas", "ines", "joris", "wim")),
        says("2011-12-19", "16:30", "vlad", DECLINED, reason=Reason.ILLNESS),
        phone("2011-12-20", "10:40", "rasa"),
        says("2011-12-20", "11:00", "aino", DECLINED, reason=other),
        says("2011-12-21", "09:10", "hendrik"),
        Act(on("2012-01-04", "11:30"), _send_substitute),
        *(says("2012-01-09", "10:00", key, by=OFFICE) for key in ("dana", "mihai", "elsa", "astrid")),
        mobile("2012-01-10", "09:30", "joan", CallOutcome.NOT_COMING, firm=FIRM, reason=business),
        *(phone("2012-01-10", "14:00", key) for key in ("lia", "noor")),
        says("2012-01-10", "16:00", "vera"),
        mobile(
            "2012-01-11",
            "10:15",
            "boris",
            CallOutcome.MAYBE,
            note="a vote may be set",
            back="2012-01-18T10:00",
        ),
        mobile(
            "2012-01-12", "10:30", "sven", CallOutcome.MAYBE, note="asks the group", back="2012-01-19T09:30"
        ),
        says("2012-01-12", "12:00", "maya", by=COLLEAGUE),
        says("2012-01-13", "09:00", "lars"),
        says("2012-01-13", "11:45", "petar", DECLINED, reason=Reason.NO_FUNDING),
        phoned("2012-01-13", "10:00", "tiago", CallOutcome.MESSAGE_LEFT, by=OFFICE, back="2012-01-17T10:00"),
        says("2012-01-17", "09:20", "zofia"),
        phoned("2012-01-17", "10:00", "tiago", CallOutcome.NO_ANSWER),
        phoned("2012-01-17", "10:10", "elena", CallOutcome.COMING, by=OFFICE, firm=Firmness.LIKELY),
        mobile("2012-01-18", "10:00", "boris", CallOutcome.COMING, firm=FIRM),
        phoned("2012-01-18", "10:20", "eleni", CallOutcome.COMING, by=COLLEAGUE, firm=FIRM),
        phoned("2012-01-18", "10:30", "nikos", CallOutcome.NO_ANSWER),
        mobile("2012-01-19", "09:30", "sven", CallOutcome.COMING, firm=FIRM),
    ]


def germany() -> list[Event]:
    """Each e-mail and each letter to the German members is followed by a call; none of them commits."""
    nobody, left, back = CallOutcome.NO_ANSWER, CallOutcome.MESSAGE_LEFT, CallOutcome.CALL_BACK
    business = Reason.PARLIAMENTARY_BUSINESS
    refused = partial(phoned, outcome=CallOutcome.NOT_COMING, firm=FIRM)
    vague = partial(phoned, outcome=CallOutcome.MAYBE, by=OFFICE, firm=Firmness.VAGUE)
    return [
        *(phoned("2011-12-15", "10:00", key, nobody) for key in ("karl", "otto")),
        phoned("2011-12-15", "10:20", "petra", left, by=OFFICE),
        *(phoned("2011-12-16", "10:00", key, nobody) for key in ("jana", "uwe")),
        phoned("2011-12-16", "10:20", "ines-m", left, by=OFFICE),
        phoned("2012-01-09", "09:30", "jana", nobody),
        phoned("2012-01-13", "09:40", "karl", left, by=OFFICE),
        phoned("2012-01-09", "09:50", "uwe", nobody),
        phoned("2012-01-13", "14:00", "uwe", left, by=COLLEAGUE),
        phoned("2012-01-12", "09:30", "jana", back, by=OFFICE, note="will check", back="2012-01-16T09:00"),
        phoned("2012-01-12", "09:45", "petra", back, by=OFFICE, note="in session", back="2012-01-16T10:30"),
        vague("2012-01-16", "09:20", "jana", note="cannot commit yet", back="2012-01-19T10:00"),
        vague("2012-01-16", "10:30", "petra", note="cannot commit"),
        phoned("2012-01-16", "11:00", "ines-m", nobody),
        refused("2012-01-16", "11:10", "otto", by=OFFICE, reason=business),
        refused("2012-01-17", "09:30", "karl", by=OFFICE, reason=business),
        refused("2012-01-18", "09:30", "uwe", by=MEMBER, reason=Reason.OTHER_ENGAGEMENT),
        refused("2012-01-19", "10:00", "jana", by=OFFICE, reason=business),
        phoned("2012-01-20", "09:30", "ines-m", left, by=OFFICE, note="no commitment"),
    ]


def says(
    day: str,
    time: str,
    key: str,
    answer: Answer = ACCEPTED,
    *,
    by: SaidBy = MEMBER,
    via: Via = Via.MAIL,
    reason: Reason | None = None,
    note: str = "",
) -> Act:
    """A firm answer of somebody fictitious."""
    said = Said(by=by, firmness=FIRM, via=via, reason=reason, note=note)
    return Act(on(day, time), partial(_answer, key=key, answer=answer, said=said))


def phoned(
    day: str,
    time: str,
    key: str,
    outcome: CallOutcome,
    *,
    by: SaidBy | None = None,
    firm: Firmness | None = None,
    reason: Reason | None = None,
    note: str = "",
    back: str = "",
) -> Act:
    """A call to somebody fictitious; `back` is when to call again."""
    said = Said(by=by, firmness=firm, via=Via.PHONE, reason=reason, note=note)
    call_back = datetime.fromisoformat(back) if back else None
    return Act(on(day, time), partial(_call, key=key, outcome=outcome, said=said, back=call_back))


def mail(
    day: str, time: str, keys: tuple[str, ...], session: str = "the-hague", *, template: str = "invitation"
) -> Post:
    """A batch of e-mail."""
    return Post(on(day, time), partial(_mail, keys=keys, session=session, template=template))


def _named() -> list[Act]:
    """Those whom the documents name came, so they had accepted; by whom and how is not said."""
    accepted = Said()
    earlier = people.keys("named", asked=("main",))
    return [
        *(
            Act(on("2011-12-20", "17:00"), partial(_answer, key=key, answer=ACCEPTED, said=accepted))
            for key in earlier
        ),
        Act(on("2012-01-09", "17:00"), partial(_answer, key="arkwright", answer=ACCEPTED, said=accepted)),
    ]


def _answer(change: Change, cast: Cast, *, key: str, answer: Answer, said: Said) -> None:
    record_answer(change, invitation_id=cast.invitations[key], answer=answer, said=said)


def _call(
    change: Change, cast: Cast, *, key: str, outcome: CallOutcome, said: Said, back: datetime | None
) -> None:
    log_call(change, invitation_id=cast.invitations[key], outcome=outcome, said=said, call_back_at=back)


def _send_substitute(change: Change, cast: Cast) -> None:
    cast.invitations["radu"] = record_substitute(
        change,
        invitation_id=cast.invitations["anca"],
        substitute_id=cast.people["radu"],
        said=Said(by=MEMBER, firmness=FIRM, via=Via.MAIL),
    )


def _bounce(change: Change, cast: Cast) -> None:
    rows = list_messages(change.session, text=f"id:{cast.people['nina']}")
    bounce(change, message_id=rows[0].id, reply="550 no such mailbox")


async def _mail(stage: Stage, *, keys: tuple[str, ...], session: str, template: str) -> None:
    cast = stage.cast
    plan = await plan_batch(
        stage.store,
        meeting_id=cast.meetings["the-hague"],
        invitation_ids=[cast.invitations[key] for key in keys],
        template=await stage.store.read(find_template, name=template),
        sender=SENDER,
        session_id=cast.sessions[session],
    )
    batch = await write_batch(stage.store, plan, sender=SENDER)
    async for _ in send_batch(stage.store, batch_id=batch, sender=SENDER, post=FolderSender(stage.outgoing)):
        pass


async def _prepare_letters(stage: Stage) -> None:
    cast = stage.cast
    plan = await plan_batch(
        stage.store,
        meeting_id=cast.meetings["the-hague"],
        invitation_ids=[cast.invitations[key] for key in people.keys("german")],
        template=await stage.store.read(find_template, name="invitation letter"),
        sender=SENDER,
    )
    cast.letters = await write_batch(stage.store, plan, sender=SENDER)


def _print_letters(change: Change, cast: Cast) -> None:
    change.describe("letter.printed", "Printed the letters to the German members")
    for row in list_messages(change.session, batch_id=cast.letters):
        mark_printed(change, message_id=row.id)


def _post_letters(change: Change, cast: Cast) -> None:
    change.describe("letter.posted", "Posted the letters to the German members")
    for row in list_messages(change.session, batch_id=cast.letters):
        mark_posted(change, message_id=row.id)
