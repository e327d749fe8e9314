"""What holds for the whole program: who may import whom, who may change what, how long a module may be."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONGEST = 400

ANSWERS = "paht_tui/domain/answers.py"
DELIVERY = "paht_tui/domain/outbox.py"
GUARDED = {
    "answer": ({"Invitation", "Attendance"}, ANSWERS),
    "state": ({"OutboxMessage"}, DELIVERY),
}
"""A column, the tables whose column is meant, and the one module that may assign it."""
MECHANISM = {"db/change.py", "paht_tui/domain/undo.py"}
"""What assigns any column because it was told to, and what brings back a value that was recorded."""


def modules() -> Iterator[Path]:
    for package in ("db", "paht_tui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "versions" not in path.parts:
                yield path


def test_imports_go_one_way() -> None:
    words = (Path(sys.executable).parent / "lint-imports", "--no-cache")
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_module_is_longer_than_a_reader_bears() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


TREES = {path: ast.parse(path.read_text()) for path in modules()}
TABLES = {
    node.name
    for path, tree in TREES.items()
    if path.is_relative_to(ROOT / "db" / "tables")
    for node in tree.body
    if isinstance(node, ast.ClassDef)
}
RETURNS = {
    node.name: table
    for tree in TREES.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef)
    for table in (TABLES & {getattr(node.returns, "id", "")})
}
"""The functions that hand out a row, with its table."""
DICTIONARIES = {
    node.name: [ast.unparse(each.target) for each in node.body if isinstance(each, ast.AnnAssign)]
    for tree in TREES.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.ClassDef) and "TypedDict" in {getattr(base, "id", "") for base in node.bases}
}
"""The closed sets of keyword arguments, with their names."""
ANY = "*"
WRITERS = {"insert", "update", "add_many"}


class Assignments(ast.NodeVisitor):
    """The lines of a module that assign a guarded column of a guarded table.

    What is known of a name is what stands in the same function: an annotation, a row that was made there, or
    read with `get`, `get_one`, `select` or a function that says what it returns, or a loop over such rows. Of
    a name of which nothing is known the worst is assumed, unless the module does not know the table at all;
    likewise of columns whose names are not written there.
    """

    def __init__(self, source: str) -> None:
        tree = ast.parse(source)
        self.imported = {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        self.known: list[dict[str, str]] = [{}]
        self.closed: list[dict[str, list[str]]] = [{}]
        self.rows: list[dict[str, list[str]]] = [{}]
        self.found: set[tuple[int, str]] = set()
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        arguments = (*node.args.args, *node.args.kwonlyargs, *node.args.posonlyargs)
        mine = {each.arg: table for each in arguments if (table := _table_in(each.annotation))}
        for each in ast.walk(node):
            if isinstance(each, ast.Assign) and (table := _table_in(each.value)):
                mine |= {name.id: table for name in each.targets if isinstance(name, ast.Name)}
            elif isinstance(each, ast.NamedExpr) and (table := _table_in(each.value)):
                mine[each.target.id] = table
        for each in ast.walk(node):
            if isinstance(each, ast.For | ast.comprehension) and isinstance(each.target, ast.Name):
                over = [_table_in(each.iter), *(mine.get(name) for name in _names(each.iter))]
                if tables := [table for table in over if table]:
                    mine[each.target.id] = tables[0]
        rest = node.args.kwarg
        names = [name for name in _names(rest.annotation) if name in DICTIONARIES] if rest else []
        self.rows.append(
            {
                ast.unparse(target): _keys_in(each.value)
                for each in ast.walk(node)
                if isinstance(each, ast.Assign | ast.AnnAssign) and each.value and _keys_in(each.value)
                for target in (each.targets if isinstance(each, ast.Assign) else [each.target])
            }
        )
        self.known.append({**self.known[-1], **mine})
        self.closed.append({rest.arg: DICTIONARIES[names[0]]} if rest and names else {})
        self.generic_visit(node)
        self.known.pop()
        self.rows.pop()
        self.closed.pop()

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the name is that of `ast`

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        columns = [column for each in node.keywords for column in self._columns(each)]
        if name in TABLES:
            self._note(node, columns, name)
        elif name == "setattr":
            written = node.args[1]
            self._note(
                node, [_word(written) if isinstance(written, ast.Constant) else ANY], self._table(node)
            )
        elif name == "set" and node.args:
            self._note(node, columns, self._table(node))
        elif table := self._written_in(node):
            given = node.args[1:] if name in {"add_many", "execute"} else []
            rows = [each.id for each in given if isinstance(each, ast.Name)]
            columns += [column for each in rows for column in self.rows[-1].get(each, [ANY])]
            self._note(node, [*columns, *_keys_in(node)], table)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Attribute):
                self._note(node, [target.attr], self._table_of(target.value))
        self.generic_visit(node)

    def _note(self, node: ast.expr | ast.stmt, columns: list[str], table: str | None) -> None:
        for column, (tables, _) in GUARDED.items():
            meant = table in tables if table else bool(tables & self.imported)
            if meant and {column, ANY} & {*columns}:
                self.found.add((node.lineno, column))

    def _columns(self, keyword: ast.keyword) -> list[str]:
        """The names that a keyword argument stands for: its own, or those of a `**`."""
        if keyword.arg is not None:
            return [keyword.arg]
        if isinstance(keyword.value, ast.Dict) and all(
            isinstance(key, ast.Constant) for key in keyword.value.keys
        ):
            return _keys_in(keyword.value)
        return self.closed[-1].get(getattr(keyword.value, "id", ""), [ANY])

    def _table(self, node: ast.Call) -> str | None:
        return self._table_of(node.args[0])

    def _table_of(self, node: ast.expr) -> str | None:
        known = self.known[-1].get(node.id) if isinstance(node, ast.Name) else None
        return known or _table_in(node)

    def _written_in(self, node: ast.Call) -> str | None:
        """The table of an `insert(…)`, `update(…)` or `add_many(…)`, also of one that `execute` is given."""
        for each in ast.walk(node):
            name = (
                getattr(each.func, "attr", getattr(each.func, "id", "")) if isinstance(each, ast.Call) else ""
            )
            if isinstance(each, ast.Call) and each.args and name in WRITERS:
                return self._table(each)
        return None


def _names(node: ast.AST | None) -> list[str]:
    return [each.id for each in ast.walk(node) if isinstance(each, ast.Name)] if node else []


def _table_in(node: ast.AST | None) -> str | None:
    """The table whose row an expression is: `session.get_one(Person, 1)`, `list[Person]`, `get_person(…)`."""
    return next((RETURNS.get(name, name) for name in _names(node) if name in {*TABLES, *RETURNS}), None)


def _word(node: ast.expr | None) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ANY


def _keys_in(node: ast.AST) -> list[str]:
    return [_word(key) for each in ast.walk(node) if isinstance(each, ast.Dict) for key in each.keys]


def assigned(source: str) -> list[str]:
    """The guarded columns that a module assigns, line by line."""
    return [f"{column} in line {line}" for line, column in sorted(Assignments(source).found)]


def test_answers_and_deliveries_are_assigned_in_one_module_each() -> None:
    strangers = {}
    for path in modules():
        name = str(path.relative_to(ROOT))
        if name in MECHANISM:
            continue
        mine = {column for column, (_, owner) in GUARDED.items() if owner == name}
        found = [each for each in assigned(path.read_text()) if each.split()[0] not in mine]
        if found:
            strangers[name] = found
    assert strangers == {}


@pytest.mark.parametrize(("path", "column"), [(ANSWERS, "answer"), (DELIVERY, "state")])
def test_the_owners_are_found_to_assign(path: str, column: str) -> None:
    found = {each.split()[0] for each in assigned((ROOT / path).read_text())}
    assert found == {column}


IMPORTS = "from db.tables import Attendance, Batch, Invitation, MeetingSession, OutboxMessage\n"


@pytest.mark.parametrize(
    ("planted", "column"),
    [
        ("def f(change, row: Invitation): change.set(row, answer=1)", "answer"),
        ("def f(change, row: Invitation): change.set(row, **{'answer': 1})", "answer"),
        ("def f(change, row: Invitation): row.answer = 1", "answer"),
        ("def f(change, row: Invitation): setattr(row, 'answer', 1)", "answer"),
        ("def f(change, row: Invitation, name): setattr(row, name, 1)", "answer"),
        (
            "def f(change):\n row = change.session.get_one(Attendance, 1)\n change.set(row, answer=1)",
            "answer",
        ),
        ("def f(change): change.set(change.session.get(Invitation, 1), answer=1)", "answer"),
        (
            (
                "def f(change):\n for row in change.session.scalars(select(Attendance)):\n"
                "  change.set(row, answer=None)"
            ),
            "answer",
        ),
        (
            (
                "def f(change):\n rows = change.session.scalars(select(OutboxMessage))\n"
                " for row in rows: change.set(row, state=1)"
            ),
            "state",
        ),
        ("def f(change):\n if row := change.session.get(OutboxMessage, 1): row.state = 1", "state"),
        ("def f(change, row): change.set(row, answer=1)", "answer"),
        ("def f(session): session.execute(update(OutboxMessage).values(state=1))", "state"),
        ("def f(session): session.execute(update(OutboxMessage).where(1).values({'state': 1}))", "state"),
        ("def f(session): session.execute(insert(OutboxMessage), [{'state': 1}])", "state"),
        ("def f(change): change.add_many(OutboxMessage, [{'state': 1}])", "state"),
        ("def f(change):\n rows = [{'state': 1}]\n change.add_many(OutboxMessage, rows)", "state"),
        ("def f(change, rows): change.add_many(OutboxMessage, rows)", "state"),
        ("def f(session, rows): session.execute(insert(Attendance), rows)", "answer"),
        ("def f(change): change.add(OutboxMessage(state=1))", "state"),
        ("def f(change): change.add(Invitation(answer=1))", "answer"),
        ("def f(change, row): change.update(OutboxMessage, row, state=1)", "state"),
        ("def f(change, row): change.update(OutboxMessage, row, **moved(row))", "state"),
        ("def f(change, **values): change.set(get_invitation(1), **values)", "answer"),
        ("def f(change, row: Invitation, values): change.set(row, **values)", "answer"),
        ("async def f(change, row: OutboxMessage): change.set(row, state=1)", "state"),
    ],
)
def test_an_assignment_elsewhere_is_caught(planted: str, column: str) -> None:
    assert {each.split()[0] for each in assigned(IMPORTS + planted)} == {column}


@pytest.mark.parametrize(
    "allowed",
    [
        "def f(change, row: Batch): change.set(row, state=1)",
        "def f(change, row: MeetingSession): row.state = 1",
        "def f(change):\n row = change.session.get_one(Batch, 1)\n change.set(row, state=1)",
        "def f(change, row: Invitation): change.set(row, capacity=1)",
        "def f(session): return session.execute(select(Invitation.answer))",
        "def f(change): record_answer(change, invitation_id=1, answer=1)",
        "def f(change): change.add(Batch(state=1))",
        "def f(change, **values): change.set(get_meeting(1), **values)",
        "def f(change, row: Invitation, **values: Unpack[Terms]): change.set(row, **values)",
        "def f(session): session.execute(update(Batch).values(state=1))",
        "def f(change):\n rows = [{'session_id': 1}]\n change.add_many(Attendance, rows)",
    ],
)
def test_what_is_no_such_assignment_is_left_alone(allowed: str) -> None:
    assert assigned(IMPORTS + allowed) == []


def test_a_module_that_does_not_know_the_tables_is_not_suspected() -> None:
    assert assigned("def f(widget): widget.state = 1; widget.set(widget, answer=2)") == []
