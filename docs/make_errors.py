"""Write docs/errors.md from the golden examples of the tests.

    .venv/bin/python docs/make_errors.py

For every code it shows what was typed and what minuted says of it, both taken from tests/golden,
where a test proves that minuted still says so.
"""

import re
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
GOLDEN = HERE.parent / "tests" / "golden"
PAGE = HERE / "errors.md"

OPENING = """\
# Messages, with an example of each

This page is made by `docs/make_errors.py` from the examples that the tests run. The example shows
the line that was typed, then the message. What each code means in general, and which are only
warnings, stands in [complaints.md](complaints.md).
"""

OF_COMMANDS = """\
## From commands, the disk and git

Each example shows a command and what it says where something is amiss.
"""
KINDS = {
    "policy": ("In a policy", ".md"),
    "trust": ("In governance/trust.yaml", ".yaml"),
    "ledger": ("In a ledger", ".csv"),
    "workspace": ("In the workspace as a whole", ""),
    "word": ("In the Word template", ""),
    "pages": ("In the page templates", ""),
    "typst": ("In the PDF template", ""),
    "documents": ("In a Word file that is read", ""),
}
SCENES = "surroundings"
_MESSAGE = re.compile(r"(?P<path>[^:\n]*)(?::(?P<line>\d+))?(?::\d+)?: (?:error|warning): .*")
_CODE = re.compile(r"\[([a-z0-9-]+)\]$")
_LONGEST = 100


def page() -> str:
    """Return the whole page."""
    parts = [OPENING]
    for kind, (heading, ending) in KINDS.items():
        parts.append(f"\n## {heading}\n")
        seen: set[str] = set()
        for answer in sorted((GOLDEN / kind).glob("*.txt")):
            for code, example in _examples(answer, ending):
                if code not in seen and answer.stem.startswith(code):
                    seen.add(code)
                    parts.append(f"\n### {code}\n\n{example}")
    parts.append(f"\n{OF_COMMANDS}")
    for answer in sorted((GOLDEN / SCENES).glob("*.txt")):
        said = answer.read_text(encoding="utf-8")
        parts.append(f"\n### {answer.stem}\n\n```text\n{said}```\n")
    return "".join(parts)


def _examples(answer: Path, ending: str) -> Iterator[tuple[str, str]]:
    lines = answer.read_text(encoding="utf-8").split("\n")
    for index, line in enumerate(lines):
        message, code = _MESSAGE.fullmatch(line), _CODE.search(line)
        if message and code:
            typed = _typed(answer, message["path"], message["line"], ending)
            said = "\n".join(lines[index : index + 2])
            shown = f"```text\n{typed}\n```\n\n" if typed else ""
            yield code[1], f"{shown}```text\n{said}\n```\n"


def _typed(answer: Path, path: str, line: str | None, ending: str) -> str:
    """Return the line that a message is about; nothing where it is about a whole file."""
    source = answer.with_suffix(ending) if ending else answer.with_suffix("") / path
    if line is None or not source.is_file():
        return ""
    try:
        text = source.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
    lines = text.split("\n")
    shown = lines[int(line) - 1].rstrip("\r") if int(line) <= len(lines) else ""
    if not shown.strip() or not shown.replace("\t", " ").isprintable():
        return ""
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
