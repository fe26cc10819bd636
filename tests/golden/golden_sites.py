"""Every message that the code can end with, found in the code itself.

A message is the first sentence that is given to one of `SAYING`, the classes and functions that
carry messages to the user. It becomes a pattern: what stands in braces may be anything.

    raise NotFoundError(f"There is no policy “{slug}”.", …)   ▶   There is no policy “.*”\\.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import minuted

PACKAGE = Path(minuted.__file__).parent
ANYTHING = "[^\n]*"

CARRIERS = {"PackageFaultError", "UsageError", "BadParameter"}
"""What carries a message to the user and is no `MinutedError`."""

WORD_FAULTS = {"error", "warning"}
"""The functions by which the Word writer's modules make their complaints about a template."""


@dataclass(frozen=True)
class Site:
    """A message in the code.

    Attributes:
        module: such as `store/history.py`.
        pattern: that what the user reads has to match.
    """

    module: str
    line: int
    pattern: str

    @property
    def words(self) -> str:
        """The message as the code has it, `…` for what is filled in."""
        return re.sub(r"\\(.)", r"\1", self.pattern.replace(ANYTHING, "…"))


@cache
def sites() -> tuple[Site, ...]:
    """Return every message of the surroundings, the templates and the command line."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    errors = _errors(trees.values())
    found: dict[Site, None] = {}
    for path, tree in sorted(trees.items()):
        module = path.relative_to(PACKAGE).as_posix()
        saying = errors | CARRIERS | (WORD_FAULTS if module.startswith("writers/docx/") else set())
        for scope, call in _calls(tree):
            if _name(call.func) in saying:
                for pattern in _message(call, _values(tree) | _values(scope)):
                    found.setdefault(Site(module, call.lineno, pattern))
    return tuple(found)


def _errors(trees: object) -> set[str]:
    """Return the names of `MinutedError` and of every class that is one."""
    bases: dict[str, set[str]] = defaultdict(set)
    for tree in trees:  # type: ignore[attr-defined]
        for node in _statements(tree):
            if isinstance(node, ast.ClassDef):
                bases[node.name] |= {_name(base) for base in node.bases}
    found = {"MinutedError"}
    while more := {name for name, its in bases.items() if its & found} - found:
        found |= more
    return found


def _statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every statement, however deep; most of a tree is expressions, in which none stands."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.expr):
            yield node
            yield from _statements(node)


def _name(node: ast.expr) -> str:
    return str(getattr(node, "id", getattr(node, "attr", "")))


def _calls(tree: ast.AST, scope: ast.AST | None = None) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Yield each call with the function that it stands in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield scope or tree, node
        inner = node if isinstance(node, ast.FunctionDef) else scope
        yield from _calls(node, inner)


def _values(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """Return what the names of a function, or of a module, are set to."""
    values: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(scope) if isinstance(scope, ast.FunctionDef) else scope.body:  # type: ignore[attr-defined]
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                values[name].append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                values[name].append(value)
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=given)):
                for target, value in zip(names, given, strict=False):
                    values[_name(target)].append(value)
            case _:
                pass
    return values


def _message(call: ast.Call, values: Mapping[str, list[ast.expr]]) -> list[str]:
    """Return the patterns of the first argument that holds words, one a choice."""
    for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
        said = [pattern for pattern in _patterns(argument, values) if "\\ " in pattern]
        if said:
            return said
    return []


def _patterns(node: ast.expr, values: Mapping[str, list[ast.expr]], depth: int = 0) -> list[str]:
    match node:
        case ast.Constant(value=str() as text):
            return [re.escape(text)]
        case ast.JoinedStr(values=parts):
            return [
                "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANYTHING
                    for part in parts
                )
            ]
        case ast.IfExp(body=one, orelse=other):
            return _patterns(one, values, depth) + _patterns(other, values, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [
                one + other
                for one in _patterns(left, values, depth) or [ANYTHING]
                for other in _patterns(right, values, depth) or [ANYTHING]
            ]
        case ast.Name(id=name) if depth < 3:
            return [
                pattern
                for value in values.get(name, [])
                for pattern in _patterns(value, values, depth + 1)
            ]
        case _:
            return []
