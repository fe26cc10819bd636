"""The front matter and the ledger that an import writes."""

from collections.abc import Sequence
from pathlib import Path

from minuted.model.front_matter import Version
from minuted.model.ledger import Line
from minuted.readers.ledger_csv import HEADING, format_line, read_ledger
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.front_edit import yaml_value
from minuted.tasks.importing_record import Record


def front_matter(
    title: str,
    record: Record,
    versions: Sequence[Version],
    source: str,
    audiences: Sequence[str] = (),
) -> str:
    """Return a policy's front matter, with what could not be placed as comments.

    Args:
        source: the file's name, or what else says so, such as “the schools' copies”.
        audiences: whom the policy concerns; empty for all.
    """
    lines = ["---", f"title: {yaml_value(title)}"]
    if audiences:
        lines.append(f"for: [{', '.join(audiences)}]")
    if record.review:
        lines.append(f"review: {yaml_value(record.review)}")
    if record.owner:
        lines.append(f"owner: {yaml_value(record.owner)}")
    if record.by_trust:
        lines.append("adoption: trust   # every decision of its version table is the trust's own")
    if versions:
        lines.append("versions:")
    for version in versions:
        lines.append(f"  - version: {yaml_value(version.name)}")
        facts = (
            ("dated", version.dated),
            ("narrative", version.narrative),
            ("fingerprint", version.fingerprint),
        )
        lines += [f"    {key}: {yaml_value(value)}" for key, value in facts if value]
    if record.guesses:
        lines.append("# Guessed; make sure of it:")
        lines += [f"#   {_comment(one.in_words)}" for one in record.guesses]
    if record.unplaced:
        lines.append(f"# Besides, word for word, from {_comment(Path(source).name)}:")
        lines += [f"#   {_comment(one.words)}   ({_comment(one.why)})" for one in record.unplaced]
    lines.append("---")
    return "\n".join(lines) + "\n"


def _comment(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def ledger_of(lines: Sequence[Line], slug: str) -> bytes:
    """Return a new ledger with these lines, each read back first.

    Raises:
        ComplaintsError: a line cannot stand in a ledger.
    """
    data = (HEADING + "".join(format_line(line) for line in lines)).encode()
    ledger, found = read_ledger(data, slug, f"governance/minutes/{slug}.csv")
    errors = [d for d in found if d.is_error]
    if errors:
        raise ComplaintsError(f"governance/minutes/{slug}.csv", errors)
    assert len(ledger.lines) == len(lines)
    return data
