"""docs/complaints.md has every complaint of the code by its code, and none that is gone."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import minuted

PACKAGE = Path(minuted.__file__).parent
PAGE = Path(__file__).resolve().parents[2] / "docs" / "complaints.md"

CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
COMPLAINING = {
    *("Diagnostic", "error", "_error", "warning", "complain", "add", "complaint", "_complaint"),
    *("Wording", "PackageFaultError", "TemplateFaultError", "WordFaultError", "forcible"),
}
"""What a complaint is made with; its code is the first of the words that looks like one."""
REMARKING = {"Remark", "_remark", "remark", "tell", "told"}
"""What a remark on a file is made with, whose code is printed as well."""


def codes_of(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the code of every complaint that a module can make, besides remarks."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in COMPLAINING:
                yield from _first([*node.args, *(k.value for k in node.keywords)])
            case ast.Assign(targets=[ast.Name(id="code" | "CODE")], value=value):
                yield from _first([value])
            case ast.AnnAssign(target=ast.Name(id="code"), value=ast.expr() as value):
                yield from _first([value])
            case ast.Assign(
                targets=[ast.Tuple(elts=[ast.Name(id="code"), *_])], value=ast.Tuple(elts=values)
            ):
                yield from _first(values)
            case ast.Tuple(elts=[ast.Constant(), *_, ast.Constant(value=str() as last)]) if len(
                node.elts
            ) == 3 and last.endswith("."):
                yield from _first(node.elts)
            case ast.Tuple(elts=[ast.IfExp() | ast.Constant() as first, ast.JoinedStr(), _]):
                yield from _first([first])
            case _:
                pass


def remarks_of(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the code of every remark on a file that a module can make."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in REMARKING:
                yield from _first(node.args)
            case _:
                pass


def _first(values: list[ast.expr]) -> Iterator[str]:
    for value in values:
        choices = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
        found = [
            choice.value
            for choice in choices
            if isinstance(choice, ast.Constant) and isinstance(choice.value, str)
            if CODE.fullmatch(choice.value)
        ]
        if found:
            yield from found
            return


@cache
def _searched() -> tuple[set[str], set[str]]:
    """Return the codes of complaints and those of remarks, of each module walked once."""
    complaints: set[str] = set()
    remarks: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        complaints.update(codes_of(nodes))
        remarks.update(remarks_of(nodes))
    return complaints, remarks


def in_the_code() -> set[str]:
    return _searched()[0]


def remarks_in_the_code() -> set[str]:
    return _searched()[1]


def on_the_page() -> list[str]:
    return re.findall(r"^\| `([a-z0-9-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_complaint_of_the_code_stands_on_the_page() -> None:
    assert len(remarks_in_the_code()) > 40, "the search for remarks has gone blind"
    missing = (in_the_code() | remarks_in_the_code()) - set(on_the_page())
    assert not missing, f"say in docs/complaints.md what these mean: {', '.join(sorted(missing))}"


def test_no_complaint_stands_on_the_page_that_the_code_does_not_make() -> None:
    gone = set(on_the_page()) - in_the_code() - remarks_in_the_code()
    assert not gone, f"take these out of docs/complaints.md: {', '.join(sorted(gone))}"


def test_no_complaint_stands_on_the_page_twice() -> None:
    listed = on_the_page()
    assert len(listed) == len(set(listed))


def test_the_search_sees_every_way_in_which_a_code_is_written() -> None:
    source = """
Diagnostic(Severity.ERROR, "one-code", message, hint)
self._error("two-codes", line, "A message.", "A hint.")
context.complaint(Severity.ERROR, "three", line)
gathered.error("four-a" if node else "four-b", 1, 2, "A message.", "A hint.")
KEY = Wording("A message.", "A hint.", "five-fifths")
TABLE = {"Key": ("six-pack", "A message.", "A hint.")}
code, message = "seven-seas", "A message."
CODE = "eight-days"
def nine(): return ("nine-lives", f"A {what} message", "A hint.")
"""
    assert set(codes_of(ast.walk(ast.parse(source)))) == {
        *("one-code", "two-codes", "three", "four-a", "four-b", "five-fifths", "six-pack"),
        *("seven-seas", "eight-days", "nine-lives"),
    }
