"""What is written differently in each language: openings of letters, the texts to start with, local time.

One module for each language, and nothing but data in it; what is done with it is in `salutations.py`,
`templates.py` and `jobs/recipients.py`. A text of the user is never looked up here.
"""

from typing import Final

from paht_tui.domain.languages.bg import BULGARIAN
from paht_tui.domain.languages.de import GERMAN
from paht_tui.domain.languages.el import GREEK
from paht_tui.domain.languages.en import ENGLISH
from paht_tui.domain.languages.fr import FRENCH
from paht_tui.domain.languages.it import ITALIAN
from paht_tui.domain.languages.nl import DUTCH
from paht_tui.domain.languages.pl import POLISH
from paht_tui.domain.languages.ro import ROMANIAN
from paht_tui.domain.languages.shape import Language

LANGUAGES: Final[dict[str, Language]] = {
    each.tag: each for each in (ENGLISH, GERMAN, FRENCH, DUTCH, ITALIAN, POLISH, ROMANIAN, BULGARIAN, GREEK)
}
"""The languages that the program writes, by their tag."""


def language_name(tag: str) -> str:
    """A language in English, or its tag where the program does not write it."""
    known = known_language(tag)
    return known.name if known else tag


def known_language(tag: str) -> Language | None:
    """The language of a tag; "de-AT" is German."""
    return LANGUAGES.get(tag.partition("-")[0].lower())
