import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from paht_tui.documents.countries import country_in_text, country_name, country_short, of_country
from paht_tui.documents.report import Paragraph, Points, Report, Section, Table, escape, report_markdown

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
BLOCKS = {"heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"}

SIGNS = st.sampled_from([*"#-+=*_~`<>[]()!|&;:\\@./1 ", "\n", "http://", "www.", "&amp;", "<b>", "](", "- "])
TEXTS = st.lists(SIGNS | st.text(max_size=3), max_size=12).map("".join)


def test_the_sections_stand_one_below_the_other() -> None:
    report = Report(
        "Good practice",
        ("Programme", "26 January"),
        (
            Section("Participants", (Paragraph("There were 2."), Points(("one", "two")))),
            Section("Venue", (Paragraph(""), Points(()), Table(("a",), ())), "The record names no venue."),
            Section("Figures", (Table(("Target", "Goal"), (("members", "100"), ("countries", "15"))),)),
        ),
    )
    assert report_markdown(report) == (
        "# Good practice\n\n"
        "Programme  \n26 January\n\n"
        "## Participants\n\nThere were 2.\n\n- one\n- two\n\n"
        "## Venue\n\nThe record names no venue.\n\n"
        "## Figures\n\n| Target | Goal |\n| --- | ---: |\n| members | 100 |\n| countries | 15 |\n"
    )


def test_ordinary_text_stays_as_it_is_typed() -> None:
    for text in (
        "Lord McColl, Anna Lo MLA (UK): 46.7% – “Żółć”, O'Brien & Co".replace("&", "and"),
        "18 people took part, of 29.",
        "漢字 Παράδειγμα पहचान",
    ):
        assert escape(text) == text


def test_what_would_be_markup_is_escaped() -> None:
    assert escape("# no heading") == r"\# no heading"
    assert escape("1. no list") == r"1\. no list"
    assert escape("46.7%") == "46.7%"
    assert escape("*a* _b_ [c](d) <e> `f` | g") == r"\*a\* \_b\_ \[c\](d) \<e\> \`f\` \| g"
    assert escape("http://x.example www.x.example a@x.example") == (
        r"http\://x.example www\.x.example a\@x.example"
    )
    assert escape("two\nlines\x1b[31m \u202egnp.exe") == r"two lines \[31m gnp.exe"


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_any_text_reads_as_it_was_typed_wherever_it_stands(one: str, other: str) -> None:
    report = Report(
        f"T{one}",
        (one, other),
        (
            Section(
                f"S{other}", (Paragraph(f"P{one}"), Points((other,)), Table((one, other), ((other, one),)))
            ),
        ),
    )
    tokens = READER.parse(report_markdown(report))
    inline = [token for token in tokens if token.type == "inline"]
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= {
        *BLOCKS,
        "inline",
    }
    assert {piece.type for token in inline for piece in token.children or ()} <= {
        *("text", "text_special", "hardbreak")
    }
    shown = [read(token) for token in inline]
    assert [text for text in shown if text] == [
        text
        for text in (
            *(typed(f"T{one}"), typed(f"{one} {other}"), typed(f"S{other}"), typed(f"P{one}"), typed(other)),
            *(typed(one), typed(other), typed(other), typed(one)),
        )
        if text
    ]


def read(token: Token) -> str:
    """What a reader of the rendered text sees."""
    pieces = (" " if piece.type == "hardbreak" else piece.content for piece in token.children or ())
    return " ".join("".join(pieces).split())


def typed(text: str) -> str:
    """A text in one line, without what steers a terminal or a reader."""
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return " ".join(
        "".join(
            letter if letter in "\u200c\u200d" or unicodedata.category(letter) not in hidden else " "
            for letter in text
        ).split()
    )


def test_countries_as_they_are_written() -> None:
    assert [country_name(code) for code in ("GB", "NL", "GR", "XX", None)] == [
        *("United Kingdom", "Netherlands", "Greece", "XX", "no country")
    ]
    assert [country_in_text(code) for code in ("GB", "NL", "GR")] == ["the UK", "the Netherlands", "Greece"]
    assert [country_short(code) for code in ("GB", "NL")] == ["UK", "Netherlands"]
    assert [of_country("members", code) for code in ("DE", "NL", "MW", None)] == [
        *("German members", "Dutch members", "members from Malawi", "members")
    ]
