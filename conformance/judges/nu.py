"""The Nu HTML checker: is the page the HTML that the standard describes?

One Java machine checks all pages. It says nothing of a page that is well, and of a file that it
did not find only a warning; so it has to name each page that it checks, and to reject one that is
known to be wrong, before its silence counts.
"""

import json
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from contract import CannotJudgeError, Copy, Verdict, serve

COLUMN = "Nu"
SECONDS = 120
CANARY = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Twice</title></head>
<body><p id="twice">One</p><p id="twice">Two</p></body></html>
"""


def judge(copies: Sequence[Copy], tools: Path) -> Iterator[Verdict]:
    """Check each page; errors reject it, warnings are notes."""
    with tempfile.TemporaryDirectory() as folder:
        # Numbered names: the checker prints paths as URLs, and ours may hold any letter.
        pages = {}
        for number, copy in enumerate(copies):
            page = Path(folder) / f"{number:04}.html"
            shutil.copyfile(copy.path, page)
            pages[page.name] = copy
        canary = Path(folder) / "canary.html"
        canary.write_text(CANARY, encoding="utf-8")
        checked, messages = _check([*(Path(folder) / name for name in pages), canary], tools)
    if not any(m["type"] == "error" for m in messages[canary.name]):
        message = "the Nu checker accepts a page that is known to be wrong"
        raise CannotJudgeError(message)
    for name, copy in pages.items():
        if name not in checked:
            message = f"the Nu checker did not check {copy.name}"
            raise CannotJudgeError(message)
        yield _verdict(copy, messages[name])


def _check(
    pages: Sequence[Path], tools: Path
) -> tuple[set[str], defaultdict[str, list[dict[str, Any]]]]:
    jar = tools / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = shutil.which("java")
    if not jar.exists():
        message = "the Nu checker is not installed: run `make conformance`"
        raise CannotJudgeError(message)
    if java is None:
        message = "Java is not installed: sudo apt-get install default-jre-headless"
        raise CannotJudgeError(message)
    # -Xss: its schemas overflow a usual stack now and then, and it then checks nothing.
    command = [java, "-Xss8m", "-jar", str(jar), "--format", "json", "--verbose"]
    command += map(str, pages)
    try:
        run = subprocess.run(
            command, capture_output=True, check=False, timeout=SECONDS, encoding="utf-8"
        )
        told = json.loads(run.stderr)["messages"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError) as error:
        message = f"the Nu checker gave no verdict: {error}"
        raise CannotJudgeError(message) from error
    messages: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for found in told:
        if "url" not in found:
            message = f"the Nu checker has a trouble of its own: {found.get('message')}"
            raise CannotJudgeError(message)
        messages[found["url"].rpartition("/")[2]].append(found)
    checked = {Path(line.strip()).name for line in run.stdout.splitlines() if line.strip()}
    return checked, messages


def _verdict(copy: Copy, messages: list[dict[str, Any]]) -> Verdict:
    findings, notes = [], []
    for found in messages:
        line = f"line {found.get('lastLine', '?')}: {found['message']}"
        if found["type"] == "info":
            notes.append(line)
        else:
            findings.append(line)
    return Verdict(copy.name, COLUMN, tuple(findings), tuple(notes))


if __name__ == "__main__":
    serve(judge)
