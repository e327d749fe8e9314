"""Text made comparable: case, accents and punctuation taken away.

For comparing only; what is stored is always the text as it was typed.
"""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a base letter and an accent.
_WHOLE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_PUNCTUATION = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text in lower case, without accents, every run of punctuation or space as one space.

    "E-Mail-Adresse" becomes "e mail adresse", "Επώνυμο" "επωνυμο", "O'Brien" "obrien", "WAŁĘSA" "walesa".
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _PUNCTUATION.sub(" ", _APOSTROPHES.sub("", bare.translate(_WHOLE))).strip()
