"""Preparing a batch from the screen: which text, to whom, who is left out and why. Nothing leaves here.

It decides nothing about who may be written to; that is `jobs/prepare.py` and `jobs/posting.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.enums import Channel, MessageKind
from db.errors import FilterError
from db.queries.filters import INVITATIONS, conditions
from db.queries.meetings import list_sessions
from db.queries.templates import list_templates
from paht_tui.domain.entries import drop_unsent
from paht_tui.errors import UserError
from paht_tui.ui.changing import shown_instead
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.dialogs.fields import Field
from paht_tui.ui.dialogs.form import Form
from paht_tui.ui.dialogs.message import Show
from paht_tui.ui.mail_lists import kind_words
from paht_tui.ui.words import counted, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.meetings import SessionRow
    from db.queries.templates import TemplateRow
    from paht_tui.jobs.posting import Unsent
    from paht_tui.ui.dialogs.fields import Values
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_MAIN = "main"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the form has asked for."""

    meeting_id: int
    template: TemplateRow
    values: Values
    invitation_ids: tuple[int, ...] | None

    @property
    def filter(self) -> str:
        """The filter typed, where there was one to type."""
        return self.values.text("filter") if self.invitation_ids is None else ""

    @property
    def is_of_a_change(self) -> bool:
        """Whether it goes to everybody whom a change concerns, each getting what is due."""
        kinds = {MessageKind.UPDATE, MessageKind.CANCELLATION}
        by_mail = self.template.channel is Channel.EMAIL and self.template.kind in kinds
        return by_mail and self.invitation_ids is None and not self.filter and self.session_id is None

    @property
    def session_id(self) -> int | None:
        """The session asked to; None: the main one."""
        chosen = self.values.get("session", _MAIN)
        return None if chosen == _MAIN else int(str(chosen))


async def prepare_from(
    shell: Shell, ground: Ground, meeting_id: int, invitation_ids: Sequence[int]
) -> int | None:
    """Prepare messages to these invitees and open the batch; its number, None when there is none.

    Who is left out is shown, with the reason.

    Raises:
        UserError: no sender, no session, or a template that cannot be used.
    """
    return await _prepare(shell, ground, meeting_id, tuple(invitation_ids))


async def prepare_by_filter(shell: Shell, ground: Ground, meeting_id: int) -> int | None:
    """The same, to everybody on the list who has not got it, or to those of them whom a filter finds."""
    return await _prepare(shell, ground, meeting_id, None)


def no_sender() -> str:
    """The sentence for settings without a sender."""
    from paht_tui.jobs.prepare import NO_SENDER  # noqa: PLC0415 - brings the mail libraries

    return f"{NO_SENDER} Press , to edit them."


async def _prepare(
    shell: Shell, ground: Ground, meeting_id: int, invitation_ids: tuple[int, ...] | None
) -> int | None:
    from paht_tui.jobs.prepare import write_batch  # noqa: PLC0415 - brings the mail libraries
    from paht_tui.ui.screens.batch import BatchScreen  # noqa: PLC0415 - that screen sends, and so imports us

    if not ground.settings.sender.address:
        raise UserError(no_sender())
    templates = await ground.store.read(list_templates)
    if not templates:
        raise UserError("There is no text to send yet: write one on the Mail tab of a meeting, with n.")
    sessions = await ground.store.read(list_sessions, meeting_id=meeting_id)
    to = "" if invitation_ids is None else f" to {counted(len(invitation_ids), 'person', 'people')}"
    form = Form(f"Prepare messages{to}", _fields(templates, sessions, with_filter=invitation_ids is None))
    if (values := await shell.ask(form)) is None:
        return None
    template = next(row for row in templates if str(row.id) == values.text("template"))
    wanted = _Wanted(meeting_id, template, values, invitation_ids)
    if wanted.is_of_a_change and await shown_instead(shell, ground, meeting_id, template):
        return None
    unsent = await _plan(shell, ground, wanted)
    if unsent is None:
        return None
    if not unsent.plan.messages and unsent.plan.instead:
        dropped = await ground.store.write(drop_unsent, message_ids=unsent.plan.instead)
        shell.tell(f"Nothing is to be cancelled: {dropped} that had not left are dropped; z takes it back.")
        return None
    if not unsent.plan.messages:
        nobody = ["The list is empty, or the filter finds nobody."]
        await shell.ask(Show("Nothing was prepared", "\n".join(left_out(unsent) or nobody)))
        return None
    batch_id = await write_batch(ground.store, unsent.plan, sender=ground.settings.sender)
    shell.push_screen(BatchScreen(ground, batch_id))
    prepared = kind_words(template.kind, len(unsent.plan.messages), template.channel)
    if reasons := left_out(unsent):
        title = f"Prepared {prepared}. Left out:"
        await shell.ask(Show(title, "\n".join(reasons)))
    else:
        shell.tell(f"Prepared {prepared}.")
    return batch_id


def left_out(unsent: Unsent) -> list[str]:
    """Who gets nothing of a batch, and why."""
    had = unsent.already
    already = [f"{counted(had, 'person', 'people')}: sent already, or prepared for them."] if had else []
    return [*unsent.plan.left_out, *already]


async def _plan(shell: Shell, ground: Ground, wanted: _Wanted) -> Unsent | None:
    """The plan; whether those get the text again who have had it is asked, where that may be."""
    from paht_tui.jobs.compose import carries_calendar  # noqa: PLC0415 - brings the mail libraries
    from paht_tui.jobs.posting import plan_unsent  # noqa: PLC0415
    from paht_tui.ui.mending import mended  # noqa: PLC0415 - its forms are needed only where a gap is

    async def plan(*, again: bool) -> Unsent:
        return await plan_unsent(
            ground.store,
            meeting_id=wanted.meeting_id,
            template=wanted.template,
            sender=ground.settings.sender,
            text=wanted.filter,
            session_id=wanted.session_id,
            invitation_ids=wanted.invitation_ids,
            again=again,
        )

    unsent = await mended(shell, ground, wanted.meeting_id, lambda: plan(again=False))
    if unsent is None or not unsent.already or carries_calendar(wanted.template.kind):
        return unsent
    fresh, had = len(unsent.plan.messages), unsent.already
    options = [
        Option(value=True, label=f"All {fresh + had}, also those who have had it"),
        *([Option(value=False, label=f"Only the {fresh} who have not")] if fresh else ()),
    ]
    again = await shell.ask(Choose(f"{counted(had, 'person', 'people')} had this text already", options))
    if again is None:
        return None
    return await plan(again=True) if again else unsent


def _fields(
    templates: Sequence[TemplateRow], sessions: Sequence[SessionRow], *, with_filter: bool
) -> list[Field]:
    # Who reads English or nothing that is known is written to in English, where there is a text in it.
    ordered = sorted(templates, key=lambda row: row.language != "en")
    kept: dict[str, list[TemplateRow]] = {}
    for row in ordered:
        kept.setdefault(row.name, []).append(row)
    texts = tuple((str(first.id), _label(first, *others)) for first, *others in kept.values())
    first = kept["invitation"][0] if "invitation" in kept else ordered[0]
    fields = [
        Field(
            "template",
            "Text",
            "choice",
            value=str(first.id),
            options=texts,
            expected="Each gets it in a language of theirs that it is kept in; else in the one named.",
        )
    ]
    if with_filter:
        fields.append(
            Field(
                "filter",
                "To",
                check=_check_filter,
                expected="Empty: everybody who has not got it. Or words such as country:de category:mp.",
            )
        )
    if len(sessions) > 1:
        others = tuple((str(row.id), f"only to {row.title}") for row in sessions)
        fields.append(
            Field(
                "session",
                "Calendar",
                "choice",
                value=_MAIN,
                options=((_MAIN, "the main session"), *others),
                expected="The session whose entry the message puts into the calendar.",
            )
        )
    return fields


def _label(first: TemplateRow, *others: TemplateRow) -> str:
    """A text in a list of texts: name, by which way it goes, and in which languages."""
    languages = f"{first.language} and {len(others)} more" if others else first.language
    return f"{first.name} · by {word(first.channel)}, {languages}"


def _check_filter(typed: object) -> str | None:
    try:
        conditions(str(typed), INVITATIONS)
    except FilterError as problem:
        return str(problem)
    return None
