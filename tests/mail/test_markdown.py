import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from markdown_it.tree import SyntaxTreeNode

from paht_tui.mail.markdown import Rendered, _blocks, render_markdown
from paht_tui.markdown import MARKDOWN


def test_both_faces_of_a_letter() -> None:
    source = (
        "# Invitation\n\nDear **Mr Janssen**,\nplease see [the programme](https://paht.example/p),"
        " or write to [anna@paht.example](mailto:anna@paht.example).\n\n"
        "1. Registration\n2. Opening\n   - *welcome*\n\n> A quote\n\n---\n\n    code\n"
    )
    assert render_markdown(source) == Rendered(
        html=(
            "<h1>Invitation</h1>\n<p>Dear <strong>Mr Janssen</strong>,<br />\nplease see"
            ' <a href="https://paht.example/p">the programme</a>, or write to'
            ' <a href="mailto:anna@paht.example">anna@paht.example</a>.</p>\n'
            "<ol>\n<li>Registration</li>\n<li>Opening\n<ul>\n<li><em>welcome</em></li>\n</ul>\n</li>\n</ol>\n"
            "<blockquote>\n<p>A quote</p>\n</blockquote>\n<hr />\n<pre><code>code\n</code></pre>\n"
        ),
        plain=(
            "Invitation\n\nDear Mr Janssen,\nplease see the programme <https://paht.example/p>, or write to"
            " anna@paht.example.\n\n1. Registration\n2. Opening\n   - welcome\n\n> A quote\n\n"
            + "-" * 40
            + "\n\ncode"
        ),
    )


def test_a_loose_list_keeps_its_distance() -> None:
    assert render_markdown("3. one\n\n4. two\n\n   more").plain == "3. one\n\n4. two\n\n   more"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("![spy](https://x.example/1.gif)", '<p>!<a href="https://x.example/1.gif">spy</a></p>\n'),
    ],
)
def test_nothing_runs_and_nothing_is_loaded(source: str, html: str) -> None:
    assert render_markdown(source).html == html


PIECES = ["a", "b c", "*", "**", "_", "`", "```", "~~~", "#", ">", "-", "+", "=", "1.", "2)", "[", "](x)"]
SPACES = [" ", "  ", "    ", "\t", "\n", "\n\n", "\n \n", "\n\t\n", "\\", "\\\n", "<b>", "&amp;", "|", "]: y"]


@given(some.lists(some.sampled_from([*PIECES, *SPACES])).map("".join))
@example("> a\n\n> b\n\n---\n\n  c\n\nd\n===")
@example("- a\n\n  b\n\n[x]\n\n[x]: y")
def test_paragraph_by_paragraph_is_the_same_as_the_whole_text_at_once(source: str) -> None:
    tokens = MARKDOWN.parse(source)
    assert render_markdown(source) == Rendered(
        html=MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}),
        plain="\n".join(_blocks(SyntaxTreeNode(tokens).children)),
    )
