"""Folding of text for search and comparison, the same on every database (SQLite itself folds ASCII only)."""

import unicodedata

# Letters that Unicode does not decompose, as people type them without a keyboard for them.
_PLAIN = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ħ": "h", "ı": "i", "þ": "th", "ð": "d", "æ": "ae", "œ": "oe"}
)


def fold(text: str) -> str:
    """`text` in small letters, without accents, with single spaces: "Żółć" and "zolc" become the same."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.translate(_PLAIN).split())


def like(word: str) -> str:
    r"""A LIKE pattern (escape `\\`) that finds `word` anywhere, its own wildcards taken literally."""
    escaped = fold(word).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
