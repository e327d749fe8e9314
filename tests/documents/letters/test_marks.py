from typing import Any

import pytest

from paht_tui.documents.letters.marks import blocks


def text(words: str) -> dict[str, Any]:
    return {"is": "text", "text": words}


def paragraph(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"is": "paragraph", "parts": list(parts)}


BREAK = {"is": "break"}


def test_paragraphs_lines_and_stress() -> None:
    assert blocks("Dear Jana,\n\n**on** *behalf*\nof `us`\\\nall") == [
        paragraph(text("Dear Jana,")),
        paragraph(
            {"is": "strong", "parts": [text("on")]},
            text(" "),
            {"is": "emphasis", "parts": [text("behalf")]},
            BREAK,
            text("of "),
            text("us"),
            BREAK,
            text("all"),
        ),
    ]


def test_lists_keep_their_numbers_and_how_close_they_stand() -> None:
    assert blocks("- one\n- two\n\n3. a\n\n4. b") == [
        {
            "is": "bullets",
            "tight": True,
            "start": 1,
            "items": [[paragraph(text("one"))], [paragraph(text("two"))]],
        },
        {
            "is": "numbers",
            "tight": False,
            "start": 3,
            "items": [[paragraph(text("a"))], [paragraph(text("b"))]],
        },
    ]


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("[us](https://x.example)", [text(" (https://x.example)")]),
        ("[us](mailto:a@x.example)", [text(" (a@x.example)")]),
        ("<https://x.example>", []),
        ("<a@x.example>", []),
    ],
)
def test_a_link_is_followed_by_its_target_where_the_words_do_not_say_it(
    source: str, after: list[dict[str, Any]]
) -> None:
    link, *rest = blocks(source)[0]["parts"]
    assert link["is"] == "link"
    assert rest == after


def test_a_link_to_nowhere_is_its_words() -> None:
    assert blocks("[us]()") == [paragraph(text("us"))]


def test_the_rest_of_markdown() -> None:
    assert blocks("# Title\n\n> said\n\n---\n\n    a\n     b\n") == [
        {"is": "heading", "parts": [text("Title")]},
        {"is": "quote", "blocks": [paragraph(text("said"))]},
        {"is": "rule"},
        {"is": "verse", "lines": ["a", " b"]},
    ]


def test_what_looks_like_html_an_image_or_typst_is_text() -> None:
    source = '<b>x</b> #panic("x") $y$ @z'
    assert blocks(source) == [paragraph(text(source))]
    assert blocks("![alt](/etc/passwd)")[0]["parts"][0] == text("!")


def test_no_text_is_one_empty_paragraph() -> None:
    assert blocks(" \n") == [paragraph()]
