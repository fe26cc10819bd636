"""Who may import whom, guarded; with planted violations to show that the guard sees."""

import ast
import sys
from pathlib import Path

import pytest

import minuted

PACKAGE = Path(minuted.__file__).parent

GROUND = {"errors", "model"}
MIDDLE = {"readers", "checks", "resolve", "compare", "writers", "store"}
ALLOWED = {
    "__init__": set(),
    "__main__": {"cli"},
    "errors": set(),
    "model": set(),
    **dict.fromkeys(MIDDLE, GROUND),
    "tasks": GROUND | MIDDLE,
    "cli": GROUND | {"tasks", "__init__"},
    "web": GROUND | {"tasks", "__init__"},
}
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
ONLY_HERE = {"git": "store/history.py", "ruamel": "readers/yaml_source.py"}


def violations(package: Path) -> list[str]:
    """Return every arrow that should not be there, as `file:line: what`."""
    found = []
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        part = inside.parts[0].removesuffix(".py")
        where = inside.as_posix()
        if part not in ALLOWED:
            found.append(f"{where}:1: unknown part {part}")
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            line = getattr(node, "lineno", 0)
            for name in _imported(node, inside):
                problem = _import_problem(part, where, name)
                if problem:
                    found.append(f"{where}:{line}: {problem}")
            if part not in ("cli", "web") and _reads_clock(node):
                found.append(f"{where}:{line}: reads the clock")
    return found


def _imported(node: ast.AST, inside: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level:
        above = ["minuted", *inside.parts[:-1]][: len(inside.parts) - node.level + 1]
        return [".".join([*above, node.module or ""])]
    if isinstance(node, ast.ImportFrom) and node.module == "minuted":
        return [f"minuted.{alias.name}" for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    if (
        isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ):
        return [str(node.args[0].value)]
    return []


def _import_problem(part: str, where: str, name: str) -> str:
    top, _, rest = name.partition(".")
    if top != "minuted":
        if part in GROUND and top not in sys.stdlib_module_names:
            return f"{part} imports {top}"
        if top in ONLY_HERE and where != ONLY_HERE[top]:
            return f"{top} belongs to {ONLY_HERE[top]}"
        return ""
    target = rest.partition(".")[0]
    target = target if target in ALLOWED else "__init__"
    return "" if target == part or target in ALLOWED[part] else f"{part} imports {target}"


def _reads_clock(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    owner = node.func.value
    name = getattr(owner, "id", getattr(owner, "attr", ""))
    return node.func.attr in CLOCKS and name in ("date", "datetime", "time", "dt")


def test_the_house_keeps_its_arrows() -> None:
    assert violations(PACKAGE) == []


PLANTED = {
    "model/a.py": ("from minuted.readers import pandoc", "model imports readers"),
    "model/b.py": ("import lxml.etree", "model imports lxml"),
    "errors.py": ("import minuted.model.policy", "errors imports model"),
    "readers/a.py": ("from minuted.store.cache import Cache", "readers imports store"),
    "readers/b.py": ("from ..writers import base", "readers imports writers"),
    "checks/a.py": ("from minuted.resolve import resolve", "checks imports resolve"),
    "resolve.py": ("import minuted.checks", "resolve imports checks"),
    "compare/a.py": ("from minuted import tasks", "compare imports tasks"),
    "writers/a.py": ("def f():\n    from minuted.store import output", "writers imports store"),
    "store/a.py": ("import minuted.readers.pandoc", "store imports readers"),
    "store/b.py": ("import git", "git belongs to store/history.py"),
    "tasks/a.py": ("from minuted.cli.app import app", "tasks imports cli"),
    "tasks/b.py": ("import_module('minuted.web')", "tasks imports web"),
    "tasks/c.py": ("from datetime import date\nx = date.today()", "reads the clock"),
    "cli/a.py": ("from minuted.web import create_app", "cli imports web"),
    "cli/b.py": ("from minuted.store.cache import Cache", "cli imports store"),
    "web/a.py": ("from minuted.cli.app import app", "web imports cli"),
    "novel/a.py": ("", "unknown part novel"),
    "novel.py": ("", "unknown part novel"),
}


@pytest.mark.parametrize("where", PLANTED)
def test_the_guard_sees_a_planted_violation(where: str, tmp_path: Path) -> None:
    source, expected = PLANTED[where]
    path = tmp_path / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source + "\n", encoding="utf-8")
    (found,) = violations(tmp_path)
    assert found.startswith(f"{where}:")
    assert found.endswith(expected)


def test_clean_code_has_no_violation(tmp_path: Path) -> None:
    path = tmp_path / "tasks" / "a.py"
    path.parent.mkdir()
    path.write_text("from minuted.model import policy\nimport minuted.store.output\n")
    assert violations(tmp_path) == []
