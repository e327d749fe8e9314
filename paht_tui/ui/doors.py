"""Opening one screen from another. The screens are imported when they are opened: they open each other."""

# ruff: noqa: PLC0415 - each function imports the screen that it opens

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

    from paht_tui.ui.ground import Ground


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


def open_add_people(app: App[Any], ground: Ground, meeting_id: int) -> None:
    """Choose people from the contacts for a meeting."""
    from paht_tui.ui.screens.add_people import AddPeople

    _ = app.push_screen(AddPeople(ground, meeting_id))
