"""The user's own keys: how keys are written for people, and what is wrong with a `[keys]` setting."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, Keys, key_to_character

from paht_tui.ui.verbs import OUTCOMES, PLACES, VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paht_tui.ui.verbs import Verb

_NAMES = {
    "enter": "⏎",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "⇧Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}
_MODIFIERS = {"ctrl", "shift", "alt", "super"}


def character_of(key: str) -> str | None:
    """The character a key types, if it types one. (Textual's own function does not know `slash`.)"""
    character = key_to_character(REPLACED_KEYS.get(key, key))
    return character if character and character.isprintable() else None


def key_word(key: str) -> str:
    """One key as a person reads it: `ctrl+p` is `^p`, `question_mark` is `?`."""
    if key in _NAMES:
        return _NAMES[key]
    *modifiers, last = key.split("+")
    word = character_of(last) or last
    if len(word) > 1:
        word = word.upper() if word[0] == "f" and word[1:].isdigit() else word.capitalize()
    return "".join("^" if modifier == "ctrl" else f"{modifier}+" for modifier in modifiers) + word


def key_words(verb: Verb, keymap: Mapping[str, str] | None = None) -> str:
    """All keys of a verb as a person reads them, the user's own keys in place of the given ones."""
    return " ".join(key_word(key) for key in _keys(verb, keymap or {}))


def keymap_errors(keymap: Mapping[str, str]) -> list[str]:
    """What is wrong with a `[keys]` setting (verb id to keys), one sentence for each fault."""
    unknown = [_unknown_verb(verb_id) for verb_id in keymap if verb_id not in VERBS]
    strange = [
        f'[keys] {verb_id}: "{key}" is not a key; write for example "s", "ctrl+s" or "f7".'
        for verb_id, keys in keymap.items()
        for key in keys.split(",")
        if not _is_key(_long(key))
    ]
    return [*unknown, *strange, *_clashes({k: v for k, v in keymap.items() if k in VERBS})]


def _keys(verb: Verb, keymap: Mapping[str, str]) -> list[str]:
    return [_long(key) for key in keymap.get(verb.id, verb.key).split(",") if key.strip()]


def _long(key: str) -> str:
    """A key by the name Textual uses: `?` is `question_mark`."""
    key = key.strip()
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _is_key(key: str) -> bool:
    *modifiers, last = key.split("+")
    known = character_of(last) is not None or last in _KEY_NAMES
    return bool(last) and known and all(modifier in _MODIFIERS for modifier in modifiers)


def _unknown_verb(verb_id: str) -> str:
    near = get_close_matches(verb_id, VERBS, n=1)
    hint = f' Did you mean "{near[0]}"?' if near else " The help lists the names."
    return f'[keys] "{verb_id}" is not something this program does.{hint}'


def _clashes(keymap: Mapping[str, str]) -> Iterator[str]:
    """Two verbs on one key, where the user's setting is the cause; outcomes of a call may hide the places."""
    holders: dict[str, list[Verb]] = {}
    for verb in VERBS.values():
        for key in _keys(verb, keymap):
            holders.setdefault(key, []).append(verb)
    for key, verbs in holders.items():
        for index, first in enumerate(verbs):
            for second in verbs[index + 1 :]:
                if {first.group, second.group} == {PLACES, OUTCOMES}:
                    continue
                moved, other = (first, second) if first.id in keymap else (second, first)
                yield (
                    f'[keys] {moved.id} = "{key_word(key)}": that key is already "{other.id}"'
                    f" ({other.label}); give one of them another key."
                )


_KEY_NAMES = frozenset(str(key.value) for key in Keys) | frozenset(_NAMES)
