"""Countries and languages by the names that people write, as ISO codes.

The names come from babel (CLDR), in English, in the languages of the programme and in each country's own. A
name that is not known is nobody's country: it must never be guessed from something that looks like it.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, cast

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.languages import get_official_languages

from paht_tui.documents.folding import fold

_LOCALES: Final = (
    "en",
    "de",
    "fr",
    "nl",
    "pl",
    "ro",
    "pt",
    "it",
    "es",
    "el",
    "bg",
    "cs",
    "hu",
    "sv",
    "da",
    "fi",
    "hr",
)
_NOT_COUNTRIES: Final = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
_USUAL: Final = {
    "GB": """
        uk, u.k., great britain, britain, england, scotland, wales, northern ireland, united kingdom of
        great britain and northern ireland, großbritannien, england und wales, grande-bretagne,
        groot-brittannië, wielka brytania, anglia, marea britanie, grã-bretanha, inglaterra, gran bretagna,
        inghilterra, gran bretaña, μεγάλη βρετανία, αγγλία, великобритания, англия, royaume uni
    """,
    "NL": """
        holland, the netherlands, the kingdom of the netherlands, hollande, olanda, holandia, holanda,
        ολλανδία, холандия
    """,
    "CZ": """
        czech republic, tschechische republik, république tchèque, tsjechische republiek, republika czeska,
        republica cehă, república checa, repubblica ceca, τσεχική δημοκρατία, чешка република, česká
        republika, čr
    """,
    "MK": """
        macedonia, fyrom, fyr macedonia, former yugoslav republic of macedonia, mazedonien, macédoine,
        macedonië, πγδμ, македония
    """,
    "US": """
        usa, u.s.a., u.s., us, america, united states of america, the united states, vereinigte staaten von
        amerika, états-unis d'amérique, verenigde staten van amerika, stany zjednoczone ameryki, statele
        unite ale americii, eua, sua, ee.uu., eeuu, ηπα, сащ
    """,
    "GR": "el, hellas, hellenic republic, hellenische republik",
    "IE": "eire, republic of ireland, irish republic",
    "DE": "brd, bundesrepublik, bundesrepublik deutschland, deutschl.",
    "SK": "slovak republic, slovakei, slowakische republik",
    "BA": "bosnia, bosnien, bosnia-hercegovina, bosnia and hercegovina, bosna i hercegovina, bih",
    "RU": "russian federation, russische föderation, fédération de russie",
    "MD": "republic of moldova, moldova republic of, republica moldova",
    "TR": "turkey, türkei, turkiye",
    "VA": "holy see, vatican, vatikan, saint siège, heiliger stuhl",
    "CI": "ivory coast, cote d'ivoire",
    "KR": "south korea, republic of korea, korea republic of, südkorea",
    "KP": "north korea, dprk",
    "CD": "democratic republic of the congo, dr congo, drc",
    "CG": "republic of the congo",
    "CV": "cape verde",
    "SZ": "swaziland",
    "MM": "burma, myanmar",
    "TL": "east timor",
    "PS": "palestine",
    "HK": "hong kong",
    "SY": "syria, syrian arab republic",
    "XK": "kosovo, kosova",
    "BY": "belarus, weißrussland, byelorussia",
}
_USUAL_LANGUAGES: Final = {
    "flemish": "nl",
    "vlaams": "nl",
    "moldovan": "ro",
    "farsi": "fa",
    "castilian": "es",
    "mandarin": "zh",
    "eng": "en",
    "ger": "de",
    "fre": "fr",
    "norwegian": "no",
    "gaelic": "gd",
    "serbo croatian": "sh",
}
_TWO: Final = 2
_STATELY: Final = re.compile(
    r"^(?:the )?(?:(?:federal|french|italian|portuguese|federative) )?"
    r"(?:republic|kingdom|grand duchy|principality|state|commonwealth) of (?:the )?|^the "
)
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_BETWEEN: Final = re.compile(r"[;,/|&+\n]|\s(?:and|und|et|en|i|și|si|e|y|και|и|or|oder|ou)\s")


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """The ISO 3166 alpha-2 code of a country written as a code or by name ("UK", "Polska"), or None."""
    for written in (text, _BRACKETS.sub(" ", text)):
        folded = fold(written)
        code = (
            _countries().get(folded) or _countries().get(_STATELY.sub("", folded)) or _own_names().get(folded)
        )
        if code:
            return code
    return None


@lru_cache(maxsize=4096)
def language_codes(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ISO 639-1 codes of the languages in a cell ("English; fr"), and the words that are none."""
    known: dict[str, None] = {}
    unknown = []
    for part in _BETWEEN.split(_BRACKETS.sub(" ", text)):
        folded = fold(part)
        code = _languages().get(folded) or (folded and _languages_by_own_name().get(folded))
        if code:
            known[code] = None
        elif part.strip():
            unknown.append(part.strip())
    return tuple(known), tuple(unknown)


@cache
def _countries() -> dict[str, str]:
    """Folded names, codes of two and three letters: the usual names first, then English, then the others."""
    codes = [
        code for code in _territories("en") if re.fullmatch("[A-Z]{2}", code) and code not in _NOT_COUNTRIES
    ]
    names = {fold(code): code for code in codes}
    names |= {fold(name): code for code, listed in _USUAL.items() for name in listed.split(",")}
    for old, new in get_global("territory_aliases").items():
        if len(old) == 3 and old.isalpha() and len(new) == 1:  # noqa: PLR2004 (DEU, and never one that split)
            names.setdefault(fold(old), new[0])
    for language in _LOCALES:
        here = _territories(language)
        _add(names, ((here.get(code), code) for code in codes))
    return names


@cache
def _own_names() -> dict[str, str]:
    """What each country calls itself: read only when a name is found nowhere else, for it takes a while."""
    names: dict[str, str] = {}
    for code in sorted(set(_countries().values())):
        for language in get_official_languages(code, de_facto=True):
            try:
                name = Locale.parse(language).territories.get(code)
            except (UnknownLocaleError, ValueError):
                continue
            _add(names, [(name, code)])
    return names


@cache
def _languages() -> dict[str, str]:
    codes = [code for code in _names_of_languages("en") if len(code) == _TWO]
    names = {code: code for code in codes} | _USUAL_LANGUAGES
    for language in _LOCALES:
        here = _names_of_languages(language)
        _add(names, ((here.get(code), code) for code in codes))
    return names


@cache
def _languages_by_own_name() -> dict[str, str]:
    """What each language calls itself: read only when a name is found nowhere else."""
    names: dict[str, str] = {}
    for code in sorted(set(_languages().values())):
        try:
            _add(names, [(_names_of_languages(code).get(code), code)])
        except UnknownLocaleError:
            continue
    return names


def _territories(language: str) -> dict[str, str]:
    return cast("dict[str, str]", dict(Locale(language).territories))


def _names_of_languages(language: str) -> dict[str, str]:
    return cast("dict[str, str]", dict(Locale(language).languages))


def _add(names: dict[str, str], more: Iterable[tuple[str | None, str]]) -> None:
    for name, code in more:
        if name:
            names.setdefault(fold(name), code)
