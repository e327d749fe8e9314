"""Placeholders in the texts of a template: `{{ name }}`, `{% if name %} … {% else %} … {% endif %}`, no more.

The syntax is Jinja's and Jinja parses it, but nothing is ever compiled or run: the parsed template is
walked here, and every node other than these three is refused. So no template can loop, call, filter or
reach into an object, whoever wrote it. A value filled in is text, never markup and never a template.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from paht_tui.errors import UserError
from paht_tui.mail.text import lines, one_line

Values = Mapping[str, str | None]

_PARSER = Environment(  # noqa: S701 - only its parser is used, nothing is rendered by it
    trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, extensions=()
)
_LONGEST = 200_000
_MOST_BLOCKS = 100
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>&|~])")
_LINE_START = re.compile(r"(\d{0,9})([-+#=.)!])")
_ALLOWED = "write only {{ name }} and {% if name %} … {% else %} … {% endif %}"


def check(source: str, known: frozenset[str]) -> None:
    """Raise `UserError` for other syntax, or naming the first unknown placeholder, its line, the nearest."""
    for name in _names(_parse(source)):
        if name.name not in known:
            near = get_close_matches(name.name, sorted(known), n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}."
            raise UserError(f"Line {name.lineno}: there is no placeholder {name.name!r}; {hint}")


def missing(source: str, values: Values) -> tuple[str, ...]:
    """The placeholders that would be printed and have no value (None, or only spaces), in order, once."""
    shown = (piece for piece in _walk(_parse(source), values) if isinstance(piece, nodes.Name))
    return tuple(dict.fromkeys(name.name for name in shown if not _value(values, name.name)))


def render(source: str, values: Values, *, markdown: bool) -> str:
    """The template with its values filled in.

    With `markdown` each value is escaped so that it reads as typed (CommonMark 2.4), its line breaks kept;
    without (a subject) the result is one line. Raises `UserError` naming what is missing.
    """
    if gaps := missing(source, values):
        raise UserError(
            f"There is no value for {', '.join(gaps)}: fill it in, "
            "or put it between {% if %} and {% endif %}."
        )
    pieces = (
        piece if isinstance(piece, str) else _escape(_value(values, piece.name), markdown=markdown)
        for piece in _walk(_parse(source), values)
    )
    text = "".join(pieces)
    return text if markdown else one_line(text)


@lru_cache(maxsize=128)
def _parse(source: str) -> nodes.Template:
    """The checked tree of a template; raises `UserError` with the line of what it may not contain."""
    if len(source) > _LONGEST or source.count("{%") > _MOST_BLOCKS:
        raise UserError(
            f"The template is too long: at most {_LONGEST} characters and {_MOST_BLOCKS} {{% blocks."
        )
    try:
        template = _PARSER.parse(source)
    except TemplateSyntaxError as error:
        raise UserError(f"Line {error.lineno}: {error.message} In a template {_ALLOWED}.") from error
    _refuse_other(template.body)
    return template


def _refuse_other(body: Sequence[nodes.Node]) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            _refuse_other(node.nodes)
        elif isinstance(node, nodes.If) and isinstance(node.test, nodes.Name) and not node.elif_:
            _refuse_other(node.body)
            _refuse_other(node.else_)
        elif not isinstance(node, nodes.Name | nodes.TemplateData):
            raise UserError(f"Line {node.lineno}: {_kind(node)} cannot stand in a template: {_ALLOWED}.")


def _kind(node: nodes.Node) -> str:
    names: dict[type[nodes.Node], str] = {
        nodes.Filter: "a filter",
        nodes.Call: "a call",
        nodes.For: "a loop",
        nodes.Getattr: "a part of a value",
        nodes.Getitem: "a part of a value",
        nodes.If: "this condition",
    }
    return names.get(type(node), f"this expression ({type(node).__name__.lower()})")


def _names(template: nodes.Template) -> Iterator[nodes.Name]:
    return iter(sorted(template.find_all(nodes.Name), key=lambda name: name.lineno))


def _walk(template: nodes.Node, values: Values) -> Iterator[str | nodes.Name]:
    """The text and the placeholders that these values show, in order."""
    for node in template.iter_child_nodes():
        if isinstance(node, nodes.TemplateData):
            yield node.data
        elif isinstance(node, nodes.Name):
            yield node
        elif isinstance(node, nodes.If):
            assert isinstance(node.test, nodes.Name)
            taken = node.body if _value(values, node.test.name) else node.else_
            yield from _walk(nodes.Output(taken), values)
        else:
            yield from _walk(node, values)


def _value(values: Values, name: str) -> str:
    return lines(values.get(name) or "").strip()


def _escape(value: str, *, markdown: bool) -> str:
    if not markdown:
        return one_line(value)
    rows = (_SPECIAL.sub(r"\\\1", row.strip()) for row in value.split("\n"))
    return "\\\n".join(
        _LINE_START.sub(r"\1\\\2", row, count=1) if _LINE_START.match(row) else row for row in rows if row
    )
