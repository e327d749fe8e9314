from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding

from paht_tui.ui.keymap import key_word, key_words, keymap_errors
from paht_tui.ui.verbs import OUTCOMES, PLACE_IDS, PLACES, VERBS, bindings, everywhere

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType


def _ids(made: Iterable[BindingType]) -> set[str | None]:
    return {binding.id for binding in made if isinstance(binding, Binding)}


def test_no_two_verbs_have_the_same_key() -> None:
    assert keymap_errors({}) == []


def test_only_the_outcomes_of_a_call_take_the_number_keys_of_the_places() -> None:
    keys = {
        group: {k for v in VERBS.values() if v.group == group for k in v.key.split(",")}
        for group in (PLACES, OUTCOMES)
    }
    assert keys[PLACES] & keys[OUTCOMES] == set("123456")
    assert all(f"f{n + 1}" in VERBS[place].key.split(",") for n, place in enumerate(PLACE_IDS))


def test_a_verb_is_bound_with_its_label_its_help_and_its_id() -> None:
    assert bindings("call", hidden=("new",)) == [
        Binding("c", "app.verb('call')", "call", show=True, tooltip=VERBS["call"].help, id="call"),
        Binding("n", "app.verb('new')", "new", show=False, tooltip=VERBS["new"].help, id="new"),
    ]


def test_a_footer_of_more_than_seven_keys_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 7 keys, not 8: call, send, new"):
        bindings("call", "send", "new", "edit", "remove", "undo", "import", "prepare")


def test_every_verb_but_the_outcomes_and_the_arrows_is_known_everywhere() -> None:
    left_out = {verb.id for verb in VERBS.values() if verb.group == OUTCOMES}
    left_out |= {"up", "down", "page_up", "page_down", "top", "bottom"}
    assert _ids(everywhere()) == set(VERBS) - left_out


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("enter", "⏎"),
        ("ctrl+p", "^p"),
        ("question_mark", "?"),
        ("slash", "/"),
        ("right_square_bracket", "]"),
        ("full_stop", "."),
        ("comma", ","),
        ("G", "G"),
        ("f3", "F3"),
        ("shift+tab", "⇧Tab"),
        ("alt+x", "alt+x"),
        ("delete", "Delete"),
    ],
)
def test_keys_are_written_as_people_read_them(key: str, word: str) -> None:
    assert key_word(key) == word


def test_all_keys_of_a_verb_are_shown_the_users_own_in_place_of_the_given() -> None:
    assert key_words(VERBS["down"]) == "↓ j"
    assert key_words(VERBS["down"], {"down": "ctrl+n,?"}) == "^n ?"


@pytest.mark.parametrize(
    ("keymap", "sentences"),
    [
        ({"call": "f7", "send": "ctrl+b", "filter": "?", "help": "f12"}, []),
        ({"call": "s", "send": "c"}, []),
        (
            {"sned": "s"},
            ['[keys] "sned" is not something this program does. Did you mean "send"?'],
        ),
        (
            {"qqqq": "s"},
            ['[keys] "qqqq" is not something this program does. The help lists the names.'],
        ),
        (
            {"send": "crtl+s"},
            ['[keys] send: "crtl+s" is not a key; write for example "s", "ctrl+s" or "f7".'],
        ),
        (
            {"send": "c"},
            ['[keys] send = "c": that key is already "call" (call); give one of them another key.'],
        ),
        ({"send": ""}, ['[keys] send: "" is not a key; write for example "s", "ctrl+s" or "f7".']),
    ],
)
def test_what_is_wrong_with_a_users_keys_is_said_in_sentences(
    keymap: dict[str, str], sentences: list[str]
) -> None:
    assert keymap_errors(keymap) == sentences
