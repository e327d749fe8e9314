from paht_tui.documents.letters.glyphs import TABLE, missing_in, named
from tests.documents.letters.drawn import candidates, drawn, ranges


def test_the_table_is_what_typst_draws() -> None:
    assert TABLE.read_text(encoding="ascii") == ranges(drawn(candidates()))


def test_the_names_of_europe_can_be_printed() -> None:
    names = (
        "Ελένη Παράδειγμα · Ἀθῆναι · Цветан Стоянов, ѝ · Żaneta Żółć · Ștefan Țepeș · Győző Őry · Þórður Ðe"
    )
    more = "Jūratė Čiurlionienė · Ģirts Ķēniņš · Işıl Ağaoğlu · Ћирић Љиљана · Їжак Ґава · „“”’«»–—… € № §"
    assert missing_in(names + more) == ""


def test_what_no_font_has_is_named_once_each() -> None:
    missing = missing_in("漢 Anna 漢 😀 \ue000")
    assert missing == "漢😀\ue000"
    assert named(missing) == "“漢” (CJK UNIFIED IDEOGRAPH-6F22), “😀” (GRINNING FACE), “\ue000” (U+E000)"
