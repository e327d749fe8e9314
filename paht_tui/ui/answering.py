"""An answer recorded by hand, from any list: one key, for one invitation or for many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.enums import Answer
from db.queries.people import PersonRow
from paht_tui.domain.answers import Said
from paht_tui.domain.many_answers import Substitution, record_answers, record_substitutes
from paht_tui.ui.dialogs.message import Show
from paht_tui.ui.finding import ask_person
from paht_tui.ui.reasons import ask_reason
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.invitations import InvitationRow
    from paht_tui.domain.many_answers import Recorded
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

BY_VERB: Final = {
    "accepted": Answer.ACCEPTED,
    "declined": Answer.DECLINED,
    "tentative": Answer.TENTATIVE,
    "withdrawn": Answer.WITHDRAWN,
    "substitute": Answer.DELEGATED,
}
"""The answer that each verb of the group Answers records."""

_WORDS: Final = {
    Answer.NONE: "asked again",
    Answer.TENTATIVE: "may come",
    Answer.ACCEPTED: "coming",
    Answer.DECLINED: "not coming",
    Answer.DELEGATED: "sends a substitute",
    Answer.WITHDRAWN: "not coming after all",
}
_IN_A_SENTENCE: Final = 2


async def answer_many(shell: Shell, ground: Ground, rows: Sequence[InvitationRow], answer: Answer) -> bool:
    """Record `answer` for these invitations, in one act; whether anything was recorded.

    A no asks for its reason, a delegation for the substitute; to go back there records nothing. Who cannot
    be given the answer is named, the others are recorded.
    """
    if not rows:
        shell.tell("There is nobody under the cursor to answer for.")
        return False
    if answer is Answer.DELEGATED:
        done = await _delegate(shell, ground, rows)
    elif answer in {Answer.DECLINED, Answer.WITHDRAWN}:
        going_on, reason = await ask_reason(shell, f"Why is {_whom(rows)} not coming?")
        done = await _record(ground, rows, answer, Said(reason=reason)) if going_on else None
    else:
        done = await _record(ground, rows, answer, Said())
    if done is None:
        return False
    await _report(shell, rows, answer, done)
    return bool(done.invitations)


async def _record(ground: Ground, rows: Sequence[InvitationRow], answer: Answer, said: Said) -> Recorded:
    ids = [row.id for row in rows]
    return await ground.store.write(record_answers, invitation_ids=ids, answer=answer, said=said)


async def _delegate(shell: Shell, ground: Ground, rows: Sequence[InvitationRow]) -> Recorded | None:
    substitutions = []
    for row in rows:
        who = await ask_person(shell, ground, f"Who comes instead of {row.name}?", country=row.country)
        if who is None:
            return None
        substitute = who.id if isinstance(who, PersonRow) else who
        substitutions.append(Substitution(row.id, substitute))
    return await ground.store.write(record_substitutes, substitutions=substitutions)


async def _report(shell: Shell, rows: Sequence[InvitationRow], answer: Answer, done: Recorded) -> None:
    if len(done.invitations) == 1:
        name = next(row.name for row in rows if row.id == done.invitations[0])
        shell.tell(f"{name}: {_WORDS[answer]}.")
    elif done.invitations:
        shell.tell(f"{counted(len(done.invitations), 'person', 'people')}: {_WORDS[answer]}.")
    if not done.refused:
        return
    if len(done.refused) <= _IN_A_SENTENCE:
        shell.tell(" ".join(done.refused), problem=True)
    else:
        title = f"{len(done.refused)} of {len(rows)} were not recorded"
        await shell.ask(Show(title, "\n".join(done.refused)))


def _whom(rows: Sequence[InvitationRow]) -> str:
    return rows[0].name if len(rows) == 1 else f"each of these {len(rows)} people"
