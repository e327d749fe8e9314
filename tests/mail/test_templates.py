import pytest
from hypothesis import given
from hypothesis import strategies as st

from paht_tui.errors import UserError
from paht_tui.mail import text
from paht_tui.mail.markdown import render_markdown
from paht_tui.mail.templates import check, missing, render

LETTER = """\
Dear {{ salutation }},

{% if office %}
copied to {{ office }}
{% else %}
in person
{% endif %}
see you in **{{city}}**.
"""


def test_a_letter_filled_in() -> None:
    values = {"salutation": "Mr Janssen", "office": None, "city": "The Hague"}
    assert (
        render(LETTER, values, markdown=True) == "Dear Mr Janssen,\n\nin person\nsee you in **The Hague**.\n"
    )
    assert render(LETTER, values | {"office": "Ms Smit"}, markdown=True) == (
        "Dear Mr Janssen,\n\ncopied to Ms Smit\nsee you in **The Hague**.\n"
    )


def test_a_subject_is_one_line_and_not_markdown() -> None:
    assert (
        render("Invitation: {{ title }}", {"title": "A*B\r\nBcc: x"}, markdown=False)
        == "Invitation: A*B Bcc: x"
    )


@pytest.mark.parametrize(
    "value",
    [
        "*Bob* [x](http://x.example)",
        "{{7*7}}",
        "<b>&amp;</b>",
        "`a` \\",
        "# 1",
        "1. one",
        "- x",
        "===",
        "+1 31",
        "a_b_c",
    ],
)
def test_a_value_is_text_and_not_markup(value: str) -> None:
    filled = render("Dear\n{{ name }}\nbye", {"name": value}, markdown=True)
    assert render_markdown(filled).plain == f"Dear\n{value}\nbye"
    assert render_markdown(filled).html.count("<") == 4  # one paragraph, two breaks


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("*_`[]()<>#+-=~!&|\\\n 1.)")))
def test_any_value_reads_as_it_was_typed(value: str) -> None:
    rows = [row.strip() for row in text.lines(value).split("\n")]
    expected = "\n".join(["Dear", *(row for row in rows if row), "bye"])
    filled = render("Dear\n{% if v %}\n{{ v }}\n{% endif %}\nbye", {"v": value}, markdown=True)
    assert render_markdown(filled).plain == expected


def test_lines_of_an_address_stay_lines() -> None:
    filled = render("{{ address }}", {"address": "Binnenhof 1A\r\n\r\n2513 AA Den Haag"}, markdown=True)
    assert render_markdown(filled).plain == "Binnenhof 1A\n2513 AA Den Haag"


def test_an_unknown_placeholder_is_named_with_its_line_and_its_neighbour() -> None:
    with pytest.raises(UserError) as refused:
        check("Dear {{ salutation }},\n\n{{ citty }}", frozenset({"salutation", "city"}))
    assert str(refused.value) == "Line 3: there is no placeholder 'citty'; did you mean city?"
    with pytest.raises(
        UserError, match=r"Line 1: there is no placeholder 'zzz'; known are city, salutation\."
    ):
        check("{% if zzz %}x{% endif %}", frozenset({"salutation", "city"}))


def test_a_known_template_passes() -> None:
    check(LETTER, frozenset({"salutation", "office", "city", "more"}))


def test_what_has_no_value_is_named_once_and_only_where_it_would_show() -> None:
    source = "{{ a }} {{ b }} {{ a }}{% if c %}{{ c }} {{ d }}{% endif %}"
    assert missing(source, {"a": " ", "b": "x", "c": None}) == ("a",)
    assert missing(source, {"a": None, "c": "x"}) == ("a", "b", "d")
    with pytest.raises(UserError) as refused:
        render(source, {"b": "x"}, markdown=True)
    assert str(refused.value) == (
        "There is no value for a: fill it in, or put it between {% if %} and {% endif %}."
    )


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("\n{{ '%099999999d'|format(1) }}", "Line 2: a filter"),
        ("{{ name|upper }}", "Line 1: a filter"),
        ("{{ name() }}", "Line 1: a call"),
        ("{{ name.__class__ }}", "Line 1: a part of a value"),
        ("{{ name['x'] }}", "Line 1: a part of a value"),
        ("{{ 7*7 }}", "Line 1: this expression (mul)"),
        ("{{ 'text' }}", "Line 1: this expression (const)"),
        ("{% for x in name %}{% endfor %}", "Line 1: a loop"),
        ("{% if a == b %}{% endif %}", "Line 1: this condition"),
        ("{% if a %}{% elif b %}{% endif %}", "Line 1: this condition"),
        ("{% if a %}\n{{ b ~ c }}{% endif %}", "Line 2: this expression (concat)"),
        ("{% set a = 1 %}", "Line 1: this expression (assign)"),
        ("{% include 'x' %}", "Line 1: this expression (include)"),
        ("{% macro a() %}{% endmacro %}", "Line 1: this expression (macro)"),
    ],
)
def test_nothing_else_can_stand_in_a_template(source: str, what: str) -> None:
    with pytest.raises(UserError) as refused:
        check(source, frozenset({"a", "name", "x"}))
    assert str(refused.value) == (
        f"{what} cannot stand in a template: write only {{{{ name }}}} and"
        " {% if name %} … {% else %} … {% endif %}."
    )


@pytest.mark.parametrize(
    ("source", "start"),
    [
        ("Dear {{ name", "Line 1: unexpected end of template"),
        ("a\n{% if x %}", "Line 2: Unexpected end of template."),
        ("{{ }}", "Line 1: Expected an expression, got 'end of print statement'"),
        ("{% if a %}" * 101, "The template is too long: at most 200000 characters and 100 {% blocks."),
    ],
)
def test_a_broken_template_names_its_line(source: str, start: str) -> None:
    with pytest.raises(UserError) as refused:
        check(source, frozenset({"a", "name", "x"}))
    assert str(refused.value).startswith(start)
