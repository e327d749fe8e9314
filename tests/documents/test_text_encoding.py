import pytest

from paht_tui.documents.text_encoding import decode
from paht_tui.errors import UserError

POLISH = "Lech Wałęsa\nMałgorzata Kidawa-Błońska\nJan Kamiński\nBożena Dębska\nAndrzej Stępień\nPaweł Łącki"
ROMANIAN = "Traian Băsescu\nVlad Ţepeş\nIoniţă Mărginean\nŞtefan Măruţă\nAna Brânză\nConstanţa"
CZECH = "Jiří Dvořák\nZdeněk Růžička\nVáclav Kučera\nBožena Němcová\nTomáš Šťastný\nLuděk Čech"
CROATIAN = "Ivan Ivanović\nMarko Kovač\nĐorđe Petrović\nŽeljka Čović\nStjepan Šimić"
HUNGARIAN = "Erdős Pál\nGyőri Ágnes\nFűzfa Béla"
GERMAN = "Jörg Müller\nBärbel Groß\nUlla Schäfer"
PORTUGUESE = "João Conceição\nInês Magalhães\nAntónio Gusmão\nLuís Simões\nEstêvão São"
FRENCH = "Hélène Lefèvre\nBenoît Forêt\nFrançois Dupré\nThérèse Noël\nAnaïs Crête"
SPANISH = "Rosa Muñoz\nIker Peña\nLuz Ibáñez\nJosé Avendaño\nInés Núñez"
DANISH = "Søren Kjær\nJørgen Åkesson\nLærke Sørensen\nBjørn Møller"
GREEK = "Επώνυμο;Όνομα;Χώρα\nΠαπαδόπουλος;Γιώργος;Ελλάδα\nΠαπανδρέου;Μαρία;Κύπρος"
GREEK_CAPITALS = "ΠΑΠΑΔΟΠΟΥΛΟΣ ΓΕΩΡΓΙΟΣ\nΕΛΛΑΔΑ\nΟΝΟΜΑ"
BULGARIAN = "Име;Фамилия;Държава\nИван;Петров;България\nЙорданка;Цветкова;България"
BULGARIAN_CAPITALS = "ИВАН ПЕТРОВ\nГЕОРГИЕВА МАРИЯ"
LISTS = {
    "Polish": (POLISH, "cp1250"),
    "Romanian": (ROMANIAN, "cp1250"),
    "Czech": (CZECH, "cp1250"),
    "Croatian": (CROATIAN, "cp1250"),
    "Hungarian": (HUNGARIAN, "cp1250"),
    "central European": ("Jörg Müller\nJan Kamiński\nTraian Băsescu\nJiří Dvořák", "cp1250"),
    "one Polish name": ("Name;Country\nJózef Dąbrowski;PL", "cp1250"),
    "Polish headings only": ("Imię;Nazwisko;Uwagi\nJan;Nowak;", "cp1250"),
    "Romanian headings only": ("Ţară;Funcţie\nRO;deputat", "cp1250"),
    "German": (GERMAN, "cp1252"),
    "Portuguese": (PORTUGUESE, "cp1252"),
    "French": (FRENCH, "cp1252"),
    "Spanish": (SPANISH, "cp1252"),
    "Danish": (DANISH, "cp1252"),
    "western European": ("Jörg Müller\nJosé Muñoz\nHélène Rivière", "cp1252"),
    "French headings only": ("Prénom;Pays\nJean;FR", "cp1252"),
    "curly quotes and euro": ("Name;Note\nMary;“the best” – it’s €5 per m² N°5", "cp1252"),
    "Greek": (GREEK, "cp1253"),
    "Greek capitals": (GREEK_CAPITALS, "cp1253"),
    "one Greek name": ("Name;Country\nΓιώργος Παπαδόπουλος;GR", "cp1253"),
    "Bulgarian": (BULGARIAN, "cp1251"),
    "Bulgarian capitals": (BULGARIAN_CAPITALS, "cp1251"),
    "one Bulgarian name": ("Name;Country\nЦветан Цветанов;BG", "cp1251"),
}


@pytest.mark.parametrize("language", LISTS)
def test_the_code_page_is_told_from_the_letters(language: str) -> None:
    text, encoding = LISTS[language]

    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("language", LISTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_unicode_proves_itself(language: str, encoding: str) -> None:
    text, _ = LISTS[language]
    padded = f"Name;E-mail;Phone;Organisation\n{text}"  # UTF-16 without a mark shows by the zeros of ASCII

    assert decode(padded.encode(encoding)) == (padded, encoding)


def test_an_encoding_can_be_forced() -> None:
    assert decode(b"Mu\xf1oz", "cp1250") == ("Muńoz", "cp1250")


def test_a_forced_encoding_that_does_not_exist_or_fit_is_an_error() -> None:
    with pytest.raises(UserError, match=r"There is no encoding “latin-99”\. Usual ones: cp1250, cp1251"):
        decode(b"x", "latin-99")
    with pytest.raises(UserError, match=r"The file is not in the encoding UTF-8\."):
        decode(b"Mu\xf1oz", "utf-8")
