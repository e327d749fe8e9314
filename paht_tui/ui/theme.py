"""The look: one accent on a quiet ground, dark and light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.theme import Theme

if TYPE_CHECKING:
    from textual.app import App

_SAME: Final = {
    "block-cursor-text-style": "none",
    "footer-background": "transparent",
}

DARK: Final = Theme(
    name="paht",
    primary="#7fb4c4",
    secondary="#4d7c8a",
    accent="#e0b15e",
    warning="#e0b15e",
    error="#e07a6b",
    success="#93b874",
    foreground="#d6d8d4",
    background="#16191b",
    surface="#1e2326",
    panel="#283034",
    variables={
        **_SAME,
        "block-cursor-background": "#33474f",
        "block-cursor-foreground": "#f2f3f0",
        "input-selection-background": "#4d7c8a 60%",
    },
)

LIGHT: Final = Theme(
    name="paht-light",
    primary="#1f5f73",
    secondary="#5f8b99",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a8321f",
    success="#41702a",
    foreground="#23282a",
    background="#f4f3ef",
    surface="#e9e7e1",
    panel="#dddbd3",
    dark=False,
    variables={
        **_SAME,
        "block-cursor-background": "#b9d0d6",
        "block-cursor-foreground": "#101414",
        "input-selection-background": "#5f8b99 50%",
    },
)


BY_SETTING: Final = {"dark": DARK.name, "light": LIGHT.name}
"""The themes by their names in the settings."""


def wear(app: App[None]) -> None:
    """Give an app both themes, and the dark one to begin with; mark it where there is no colour."""
    for theme in (DARK, LIGHT):
        app.register_theme(theme)
    app.theme = DARK.name
    app.set_class(app.no_color, "-no-color")
