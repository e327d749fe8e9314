"""What is written differently in each language: openings of letters, the texts to start with, local time.

One module for each language, and nothing but data in it; what is done with it is in `salutations.py`,
`templates.py`, `jobs/recipients.py` and `jobs/reply_links.py`. A text of the user is never looked up here.
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


_TWO_LETTERS: Final = 2
"""Of ISO 639-1, as people's languages are recorded."""


def language_name(tag: str) -> str:
    """A language in English, or its tag where nobody knows it."""
    known = known_language(tag)
    return known.name if known else _english_names().get(tag, tag)


def languages_to_write_in() -> tuple[tuple[str, str], ...]:
    """Tags and English names of all languages that a person may be recorded with, our own first.

    They are those in which days can be written, too.
    """
    from babel.localedata import exists  # noqa: PLC0415 - as in `_english_names`

    others = ((tag, name) for tag, name in _english_names().items() if tag not in LANGUAGES and exists(tag))
    ours = ((tag, each.name) for tag, each in LANGUAGES.items())
    return (*ours, *sorted(others, key=lambda each: each[1]))


def _english_names() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - the first frame does not need the names of all languages

    return {tag: str(name) for tag, name in Locale("en").languages.items() if len(tag) == _TWO_LETTERS}


def known_language(tag: str) -> Language | None:
    """The language of a tag; "de-AT" is German."""
    return LANGUAGES.get(tag.partition("-")[0].lower())
