"""Which encoding a text file of an office is in, told from its bytes alone.

UTF-8 and UTF-16 prove themselves. Among the one-byte code pages every reading is possible, so each is scored
by the letters that result: the same byte is ñ in western and ń in central Europe, but ñ stands before a vowel
("Muñoz") and ń before a consonant or at the end ("Kamiński"). Where nothing speaks for either, both readings
give the same text (German umlauts), or cp1252 is taken. It must never alter or drop a byte in silence.
"""

import codecs
import re
from typing import Final

from paht_tui.errors import UserError

NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with BOM",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1250": "Windows-1250 (central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1252": "Windows-1252 (western European)",
    "cp1253": "Windows-1253 (Greek)",
}
_CODE_PAGES: Final = ("cp1252", "cp1250", "cp1253", "cp1251")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SCORED: Final = 400_000  # characters that are scored; a longer list has shown its language by then
_NUL_SHARE: Final = 0.05  # UTF-16 without its mark: ASCII makes NULs, and all on the same side

# A sign that belongs to no word, inside a word: the reading is wrong.
_ODD = re.compile(
    r"(?<=[^\W\d_])[^\w\s'’.,;:/()&|+@\"<>{}\[\]–—·!?#*-]|[¹²³¼½¾¤¦§¨¬¯¸˘ˇ˙˛˝¿¡£¥±ªº¶÷×]+(?=[^\W\d_])"
)
_LETTERS = [chr(code) for code in range(0xC0, 0x530)]
_UPPER = "".join(letter for letter in _LETTERS if letter.isupper())
_LOWER = "".join(letter for letter in _LETTERS if letter.islower()) + "abcdefghijklmnopqrstuvwxyz"
_UPPER_INSIDE = re.compile(rf"[{_LOWER}][{_UPPER}]")
_MIXED = re.compile(r"[A-Za-z][Ͱ-ӿ]|[Ͱ-ӿ][A-Za-z]")

_CONSONANT = "bcdfghjklmnpqrstvwxz"
_WESTERN = re.compile(
    rf"[ãõ][oe]|ñ[aeiouyáéíóúü]|ø[{_CONSONANT}y]|æ(?!w)[{_CONSONANT}]|å|ê(?=[tmrlv])|ês\b|è(?=[{_CONSONANT}]e)"
    rf"|[àìò](?!\w)|à|[aeou]ï|ï[{_CONSONANT}]|œu|þ[oóuúa]|ð[aiu]",
    re.IGNORECASE,
)
_CENTRAL = re.compile(
    rf"[ąłśźżťőş]|ć(?=[aeiou]|w|\b)|ię|ę(?=[bcdgkpsżz](?!\b))|ń(?=[{_CONSONANT}]|\b)|ă(?=[{_CONSONANT}]|\b)|\wţ"
    rf"|č(?=[aiouíáků]|\b)|ř(?=[aeiouyáéíěýů]|\b)|ě(?=\w)|ů(?=\w)|(?<!\b)ň(?=[aeiouky]|\b)|ď(?=[auy]|\b)|ű(?=[a-z])",
    re.IGNORECASE,
)
_GREEK = re.compile(r"\b[Ͱ-Ͽ]?[ά-ώ]{2,}\b|\b[Α-ΡΣ-Ϋ]{3,}\b")
_NOT_GREEK = re.compile(r"ς(?=\w)|\wσ\b|[ΰΐ]|[βγδζθκλμνξπρσςτφχψ]{4,}", re.IGNORECASE)
_CYRILLIC = re.compile(r"\b[Ѐ-ӿ]?[а-џ]{2,}\b|\b[А-Я]{3,}\b")
_NOT_CYRILLIC = re.compile(r"[аеиоуъюя]ь|\b[ьъ]|[бвгджзйклмнпрстфхцчшщь]{4,}", re.IGNORECASE)
_FOREIGN_RUN = re.compile(r"[À-ſ]{3,}")
_SIGNS: Final = {
    "cp1252": (_WESTERN, _FOREIGN_RUN),
    "cp1250": (_CENTRAL, _FOREIGN_RUN),
    "cp1253": (_GREEK, _NOT_GREEK),
    "cp1251": (_CYRILLIC, _NOT_CYRILLIC),
}


def decode(raw: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file without its byte order mark, and the Python name of the encoding that was used.

    `encoding` forces one. Raises UserError when it is unknown, or when the bytes are not in it.
    """
    if encoding is not None:
        return _decode_as(raw, encoding), encoding
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return _decode_as(raw, name), name
    unmarked = _utf16_without_mark(raw)
    if unmarked:
        return _decode_as(raw, unmarked), unmarked
    for name, text in (("utf-8", _try(raw, "utf-8")), *_by_score(raw)):
        if text is not None:
            return text, name
    raise UserError("The file's letters are in no encoding that can be told. Save it again as “CSV UTF-8”.")


def _decode_as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        known = ", ".join(sorted(NAMES))
        raise UserError(f"There is no encoding “{encoding}”. Usual ones: {known}.") from error
    except UnicodeError as error:
        raise UserError(f"The file is not in the encoding {NAMES.get(encoding, encoding)}.") from error


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_mark(raw: bytes) -> str | None:
    head = raw[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) * _NUL_SHARE or min(even, odd) > max(even, odd) * _NUL_SHARE:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _by_score(raw: bytes) -> list[tuple[str, str]]:
    """The readings that are possible at all, the most convincing first."""
    readings = [(name, text) for name in _CODE_PAGES if (text := _try(raw, name)) is not None]
    return sorted(readings, key=lambda reading: -_score(*reading))


def _score(encoding: str, text: str) -> int:
    """Letters in their natural places, less three for each that cannot stand where it stands."""
    words = "\n".join(_foreign_words(text[:_SCORED]))
    good, bad = _SIGNS[encoding]
    gained = sum(len(match.group()) for match in good.finditer(words))
    lost = sum(len(sign.findall(words)) for sign in (bad, _ODD, _UPPER_INSIDE, _MIXED))
    return gained - 3 * lost


def _foreign_words(text: str) -> list[str]:
    return [word for word in text.split() if not word.isascii()]
