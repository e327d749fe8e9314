"""Opening one screen from another. The screens are imported when they are opened: they open each other."""

# ruff: noqa: PLC0415 - each function imports the screen that it opens

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from db.enums import TargetKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell


def open_person(app: App[Any], ground: Ground, person_id: int) -> None:
    """Show one person with the timeline."""
    from paht_tui.ui.screens.person import PersonScreen

    _ = app.push_screen(PersonScreen(ground, person_id))


def open_meeting(app: App[Any], ground: Ground, meeting_id: int, *, tab: str | None = None) -> None:
    """Show a meeting, on a tab or on the one it was left on."""
    from paht_tui.ui.screens.meeting import MeetingScreen

    _ = app.push_screen(MeetingScreen(ground, meeting_id, tab=tab))


def open_figure(app: App[Any], ground: Ground, title: str, person_ids: tuple[int, ...]) -> None:
    """Show the people behind a number."""
    from paht_tui.ui.screens.figure import FigureScreen

    _ = app.push_screen(FigureScreen(ground, title, person_ids))


def opener(
    app: App[Any],
    ground: Ground,
    title: str,
    person_ids: tuple[int, ...],
    *,
    programme_id: int,
    target: TargetKind | None = None,
) -> Callable[[], object]:
    """What opens a figure: the people behind it, or for a `target` that counts other things, those."""
    if target is TargetKind.REACHED_INDIRECTLY:
        return partial(open_report_backs, app, ground, programme_id)
    if target is TargetKind.FOCAL_POINTS:
        return partial(open_focal_points, app, ground, programme_id)
    if target is TargetKind.MEETINGS_HELD:
        return partial(cast("Shell", app).switch_place, "meetings")
    return partial(open_figure, app, ground, title, person_ids)


def open_report_backs(app: App[Any], ground: Ground, programme_id: int) -> None:
    """Show who told others."""
    from paht_tui.ui.screens.reach import ReportBacks

    _ = app.push_screen(ReportBacks(ground, programme_id))


def open_focal_points(app: App[Any], ground: Ground, programme_id: int) -> None:
    """Show whom the parliaments named."""
    from paht_tui.ui.screens.reach import FocalPoints

    _ = app.push_screen(FocalPoints(ground, programme_id))


def open_call(app: App[Any], ground: Ground, invitation_id: int) -> None:
    """Show the call to one invitee."""
    from paht_tui.ui.screens.calls import Calls

    _ = app.push_screen(Calls(ground, invitation_id=invitation_id))


def open_import(app: App[Any], ground: Ground, *, meeting_id: int | None = None) -> None:
    """Import people from a file, into a meeting or into the contacts."""
    from paht_tui.ui.screens.import_file import ImportScreen

    _ = app.push_screen(ImportScreen(ground, meeting_id=meeting_id))


def open_follow_ups(app: App[Any], ground: Ground) -> None:
    """Show what is to be done."""
    from paht_tui.ui.screens.follow_ups import FollowUps

    _ = app.push_screen(FollowUps(ground))


def open_consequences(app: App[Any], ground: Ground, meeting_id: int) -> None:
    """Show what follows from a change of a meeting."""
    from paht_tui.ui.screens.consequences import ConsequencesScreen

    _ = app.push_screen(ConsequencesScreen(ground, meeting_id))


def open_add_people(app: App[Any], ground: Ground, meeting_id: int) -> None:
    """Choose people from the contacts for a meeting."""
    from paht_tui.ui.screens.add_people import AddPeople

    _ = app.push_screen(AddPeople(ground, meeting_id))
