"""Countries as they are written in an English sentence; it never guesses: an unknown code stands as it is."""

from functools import cache

from babel import Locale

_SHORT = {"GB": "UK", "US": "US"}
_WITH_ARTICLE = frozenset({"AE", "BS", "GB", "GM", "MV", "NL", "PH", "US"})
_ADJECTIVES = {
    "AL": "Albanian",
    "AT": "Austrian",
    "BE": "Belgian",
    "BG": "Bulgarian",
    "CH": "Swiss",
    "CY": "Cypriot",
    "CZ": "Czech",
    "DE": "German",
    "DK": "Danish",
    "EE": "Estonian",
    "ES": "Spanish",
    "FI": "Finnish",
    "FR": "French",
    "GB": "British",
    "GR": "Greek",
    "HR": "Croatian",
    "HU": "Hungarian",
    "IE": "Irish",
    "IS": "Icelandic",
    "IT": "Italian",
    "LT": "Lithuanian",
    "LU": "Luxembourg",
    "LV": "Latvian",
    "MD": "Moldovan",
    "MT": "Maltese",
    "NL": "Dutch",
    "NO": "Norwegian",
    "PL": "Polish",
    "PT": "Portuguese",
    "RO": "Romanian",
    "RS": "Serbian",
    "SE": "Swedish",
    "SI": "Slovenian",
    "SK": "Slovak",
    "TR": "Turkish",
    "UA": "Ukrainian",
    "US": "American",
}


def country_name(code: str | None) -> str:
    """The name for a table: "United Kingdom", "Netherlands"; "no country" where none is recorded."""
    return _territories().get(code, code) if code else "no country"


def country_short(code: str | None) -> str:
    """The name in brackets: "UK", "Netherlands"."""
    return _SHORT.get(code or "", country_name(code))


def country_in_text(code: str | None) -> str:
    """The name for a sentence, after "from" or "in": "the UK", "the Netherlands", "Greece"."""
    return f"the {country_short(code)}" if code in _WITH_ARTICLE else country_short(code)


def of_country(noun: str, code: str | None) -> str:
    """`noun` of a country: "German members of parliament"; "members of parliament from Malawi"."""
    if not code:
        return noun
    adjective = _ADJECTIVES.get(code)
    return f"{adjective} {noun}" if adjective else f"{noun} from {country_in_text(code)}"


@cache
def _territories() -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale.parse("en").territories.items()}
