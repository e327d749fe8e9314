"""Reports, from the record and nothing else: of a meeting or of a programme, as Markdown or JSON."""

from typing import Any

from db.queries.people import people_by_id
from db.store import Store
from paht_tui.documents.report import Paragraph, Report, Section, Table, report_markdown
from paht_tui.domain.account import account_of_meeting
from paht_tui.domain.account_programme import ProgrammeAccount, account_of_programme
from paht_tui.domain.targets import percent_text
from paht_tui.jobs.report_data import meeting_data, programme_data
from paht_tui.jobs.report_parts import meeting_document
from paht_tui.jobs.report_words import activity_name, between, capital


async def meeting_report(store: Store, meeting_id: int) -> str:
    """The report of a meeting as Markdown.

    Raises:
        RecordError: there is no such meeting.
    """
    account = await store.read(account_of_meeting, meeting_id=meeting_id, now=store.clock())
    return report_markdown(meeting_document(account))


async def meeting_report_json(store: Store, meeting_id: int) -> dict[str, Any]:
    """The same figures as plain values, each with the numbers and names of the people behind it.

    Raises:
        RecordError: there is no such meeting.
    """
    return meeting_data(await store.read(account_of_meeting, meeting_id=meeting_id, now=store.clock()))


async def programme_report(store: Store, programme_id: int) -> str:
    """The report of a programme by type of activity, with its targets, as Markdown.

    Raises:
        RecordError: there is no such programme.
    """
    account = await store.read(account_of_programme, programme_id=programme_id)
    return report_markdown(programme_document(account))


async def programme_report_json(store: Store, programme_id: int) -> dict[str, Any]:
    """The same figures as plain values, each with the people behind it.

    Raises:
        RecordError: there is no such programme.
    """
    account = await store.read(account_of_programme, programme_id=programme_id)
    ids = {person for each in account.activities for held in each.held for person in held.people.people}
    ids.update(person for target in account.targets for person in target.people)
    people = await store.read(people_by_id, ids=tuple(ids))
    return programme_data(account, {row.id: row.name for row in people})


def programme_document(account: ProgrammeAccount) -> Report:
    """Events and participants by type of activity, and the targets."""
    rows = [
        (
            activity_name(each.activity, each.reach),
            str(len(each.held)),
            str(len(each.to_come)),
            between(each.low, each.high),
        )
        for each in account.activities
    ]
    to_come = sum(len(each.to_come) for each in account.activities)
    total = ("TOTAL", str(account.held), str(to_come), between(account.low, account.high))
    activities = Table(
        ("Type of activity", "Held", "To come", "Participants"), (*rows, total) if rows else ()
    )
    targets = Table(
        ("Target", "Goal", "Reached", "Percent"),
        tuple(
            (capital(each.target.label), str(each.target.goal), str(each.reached), percent_text(each.percent))
            for each in account.targets
        ),
    )
    note = "Participants are added up over the events; the targets count each person once."
    return Report(
        account.programme.name,
        tuple(line for line in (account.programme.run_by, account.programme.funder) if line),
        (
            Section(
                "Activities",
                (activities, Paragraph(note if rows else "")),
                "The programme has no meetings in the record.",
            ),
            Section("Targets", (targets,), "The programme has no targets in the record."),
        ),
    )
