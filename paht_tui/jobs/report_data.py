"""The account of a meeting or a programme as JSON: the figures of the report, each with its people.

The keys are an interface for scripts: they are added to, never renamed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from db.enums import Reason
from db.queries.attendance import AttendanceRow
from db.queries.meetings import AgendaLine, MeetingRow
from db.queries.targets import TargetRow
from db.queries.today import FollowUpRow
from paht_tui.domain.account import MeetingAccount, SessionAccount, TargetAccount
from paht_tui.domain.account_figures import Group
from paht_tui.domain.account_programme import ProgrammeAccount
from paht_tui.domain.reconcile import Figure, figure
from paht_tui.domain.targets import Progress

Json: TypeAlias = dict[str, Any]
Opened: TypeAlias = Callable[[Figure], Json]
"""A figure with its people."""


def meeting_data(account: MeetingAccount) -> Json:
    """Everything the report says, as plain values."""
    opened = _opener({number: person.name for number, person in account.people.items()})
    way = account.invitations
    return {
        "at": account.at.isoformat(),
        "programme": {"name": account.programme.name, "short_name": account.programme.short_name},
        "meeting": _meeting(account.meeting),
        "events": {"number": account.meeting.number, "of": account.events},
        "participants": {
            **opened(account.participants),
            "categories": [
                {
                    "category": each.category.value,
                    **opened(each.people),
                    "countries": [{"country": code, **opened(group)} for code, group in each.countries],
                }
                for each in account.categories
            ],
        },
        "countries": [
            {
                "country": each.country,
                "invited": opened(each.invited),
                "present": opened(each.present),
                "substitutes": opened(each.substitutes),
            }
            for each in account.countries
        ],
        "substitutes": [
            {"id": each.person_id, "name": each.name, "for": each.replaced, "country": each.country}
            for each in account.substitutions
        ],
        "invitations": {name: opened(getattr(way, name)) for name in _FUNNEL},
        "targets": [_target(each, opened) for each in account.targets],
        "uncommitted": [
            {
                "category": category.value,
                "country": each.country,
                **opened(each.invited),
                "sent": each.sent,
                "calls": each.calls,
                "each_followed_by_a_call": each.each_followed,
            }
            for category, each in account.uncommitted
        ],
        "did_not_come": [_group(each, opened) for each in account.did_not_come],
        "withdrew": [_group(each, opened) for each in account.withdrew],
        "sessions": [_session(each, opened) for each in account.sessions],
        **_afterwards(account, opened),
    }


def programme_data(account: ProgrammeAccount, names: Mapping[int, str]) -> Json:
    """Everything the report of a programme says, as plain values; `names` are those of its people."""
    opened = _opener(names)
    programme = account.programme
    return {
        "programme": {
            "name": programme.name,
            "short_name": programme.short_name,
            "funder": programme.funder,
            "run_by": programme.run_by,
        },
        "held": account.held,
        "participants": {"at_least": account.low, "at_most": account.high},
        "activities": [
            {
                "activity": each.activity.value,
                "reach": each.reach.value if each.reach else None,
                "participants": {"at_least": each.low, "at_most": each.high},
                "held": [{**_meeting(held.meeting), **opened(held.people)} for held in each.held],
                "to_come": [_meeting(meeting) for meeting in each.to_come],
            }
            for each in account.activities
        ],
        "targets": [{**_goal(each.target), **_progress(each, opened)} for each in account.targets],
    }


def _opener(names: Mapping[int, str]) -> Opened:
    def opened(group: Figure) -> Json:
        behind = [{"id": person, "name": names[person]} for person in group.people]
        return {"count": group.count, "people": behind}

    return opened


_FUNNEL = (
    *("on_list", "invited", "answered", "accepted", "tentative"),
    *("declined", "delegated", "withdrew", "present"),
)


def _afterwards(account: MeetingAccount, opened: Opened) -> Json:
    return {
        "referrals": [
            {
                "id": each.person_id,
                "name": account.people[each.person_id].name,
                "named": opened(each.named),
                "meetings": [row.slug for row in each.meetings],
            }
            for each in account.referrals
        ],
        "offers": [_step(row) for row in account.offers],
        "next_steps": [_step(row) for row in account.next_steps],
        "earlier_steps": [_step(row) for row in account.earlier_steps],
        "agenda": _agenda(account.agenda),
        "next_meetings": [_meeting(row) for row in account.next_meetings],
        "outcomes": account.meeting.outcomes,
        "conclusions": account.meeting.conclusions,
    }


def _meeting(row: MeetingRow) -> Json:
    return {
        "id": row.id,
        "slug": row.slug,
        "title": row.title,
        "focus": row.focus,
        "city": row.city,
        "country": row.country,
        "venue": row.venue,
        "address": row.venue_address,
        "starts_on": row.starts_on.isoformat() if row.starts_on else None,
        "zone": row.zone,
        "state": row.state.value,
    }


def _session(each: SessionAccount, opened: Opened) -> Json:
    session, outcome = each.session, each.outcome

    def rows(found: Iterable[AttendanceRow]) -> Json:
        return opened(figure(found))

    return {
        "id": session.id,
        "title": session.title,
        "counts": session.counts,
        "starts_at": session.starts_at.isoformat(),
        "place": session.place,
        "address": session.address,
        "expected": rows(outcome.expected),
        "present": rows(outcome.here),
        "unexpected": rows(outcome.unexpected),
        "absent": rows(outcome.absent),
        "reasons": [{"reason": _word(reason), **rows(found)} for reason, found in outcome.reasons],
        "withdrew": rows(outcome.withdrew),
    }


def _target(each: TargetAccount, opened: Opened) -> Json:
    return {
        **_goal(each.programme.target),
        "here": _progress(each.here, opened) if each.here else None,
        "programme": _progress(each.programme, opened),
    }


def _goal(target: TargetRow) -> Json:
    return {
        "kind": target.kind.value,
        "category": target.category.value if target.category else None,
        "label": target.label,
        "goal": target.goal,
    }


def _progress(progress: Progress, opened: Opened) -> Json:
    return {
        "reached": progress.reached,
        "percent": progress.percent,
        "people": opened(Figure(progress.people))["people"],
        "countries": list(progress.countries),
        "meetings": list(progress.meetings),
    }


def _group(group: Group, opened: Opened) -> Json:
    return {
        "category": group.category.value,
        "country": group.country,
        **opened(group.people),
        "reasons": [{"reason": _word(reason), **opened(found)} for reason, found in group.reasons],
    }


def _word(reason: Reason | None) -> str | None:
    return reason.value if reason else None


def _step(row: FollowUpRow) -> Json:
    return {
        "text": row.text,
        "country": row.country,
        "person": {"id": row.person_id, "name": row.name} if row.person_id else None,
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "done_at": row.done_at.isoformat() if row.done_at else None,
    }


def _agenda(lines: Sequence[AgendaLine]) -> list[Json]:
    items: dict[int, Json] = {}
    for line in lines:
        item = items.setdefault(
            line.item_id, {"title": line.title, "description": line.description, "parts": []}
        )
        if line.role is not None:
            item["parts"].append({"role": line.role.value, "id": line.person_id, "name": line.name})
    return list(items.values())
