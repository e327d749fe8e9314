"""Writes docs/keys.md from the table of verbs: `python -m tests.documented_keys`."""

from pathlib import Path

from paht_tui.ui.keymap import key_words
from paht_tui.ui.verbs import VERBS

PAGE = Path(__file__).parent.parent / "docs" / "keys.md"
_HEAD = """# Keys

The same key does the same everywhere. The name is what `[keys]` of the settings takes, with a key as Textual
names it: `call = "C"`, `undo = "ctrl+z"`.
"""
_TABLE_HEAD = "| key | | name | what it does |\n|---|---|---|---|"


def keys_page() -> str:
    """The page: a table for each group of verbs."""
    parts = [_HEAD]
    for group in dict.fromkeys(verb.group for verb in VERBS.values()):
        rows = [
            f"| {key_words(verb, {})} | {verb.label} | `{verb.id}` | {verb.help} |".replace("| | |", "|  | |")
            for verb in VERBS.values()
            if verb.group == group
        ]
        parts.append(
            f"\n## {group}\n\n| key | | name | what it does |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
        )
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(keys_page(), encoding="utf-8")
