"""The report of an import: what was recognised, put right, kept aside, and what wants an eye."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from minuted.cli.wording import count
from minuted.errors import MinutedError
from minuted.model.copy import short_fingerprint
from minuted.model.diagnostic import Diagnostic
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.copies_fields import Proposal
from minuted.tasks.copies_report import Standpoint
from minuted.tasks.importing import Import, Renumbered

_MOST_SHOWN = 20
_LAST_PART = re.compile(r"\(?\w+\)?$")


def report_lines(one: Import) -> Iterator[str]:
    """Yield the report on one policy, line by line."""
    yield f"{one.title} ({one.slug}), from {Path(one.source).name}, {one.kind}"
    parts = [count(one.sections, "section"), count(one.clauses, "clause")]
    parts += [count(one.tables, "table")] if one.tables else []
    parts += [count(one.pictures, "picture")] if one.pictures else []
    parts += [count(one.references, "cross-reference")] if one.references else []
    yield f"  text         {', '.join(parts)}"
    yield f"  fingerprint  {short_fingerprint(one.fingerprint)}"
    if one.history_kept:
        yield "  history      kept as it is; this text is the draft of the next version"
    elif one.versions:
        names = ", ".join(
            f"{v.name}{'' if v.held else ' (its text is not held)'}" for v in one.versions
        )
        yield f"  versions     {names}"
    for line in one.lines:
        review = f", review {line.review_date.iso()}" if line.review_date else ""
        minute = line.minute or "no minute number"
        yield (
            f"  decision     {line.date.isoformat()} {line.body} for {line.audience},"
            f" {minute}, version {line.version} {line.kind.value}{review}"
            f"{f' (told by {told})' if (told := one.told_by.get(line.key)) else ''}"
        )
    for written, now in one.normalised:
        yield f"  put right    “{' '.join(written.split())}” is {now}"
    for guess in one.guesses:
        yield f"  guessed      {guess.in_words}"
    for unplaced in one.unplaced:
        yield f"  kept aside   “{unplaced.words}”: {unplaced.why}"
    yield from _numbers(one)
    yield from _words(one)


def _numbers(one: Import) -> Iterator[str]:
    runs = list(_runs(one.renumbered))
    for run in runs[:_MOST_SHOWN]:
        first, last = run[0], run[-1]
        source = first.source or "(no number)"
        if len(run) == 1:
            yield f"  number       {source} is {first.result} here ({first.place})"
        else:
            yield (
                f"  number       {source} to {last.source} are {first.result} to {last.result}"
                f" here (from {first.place} on)"
            )
    more = sum(len(run) for run in runs[_MOST_SHOWN:])
    if more:
        yield f"  number       and {more} more whose number is another here"


def _runs(renumbered: Sequence[Renumbered]) -> Iterator[list[Renumbered]]:
    """Yield what stands in a row, all of it under one number: `2(a) to 2(d) are 2.1 to 2.4`."""
    run: list[Renumbered] = []
    for one in renumbered:
        if run and (not one.source or _above(one) != _above(run[-1])):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _above(one: Renumbered) -> tuple[str, str]:
    """Return what a number stands under, before and now; what is before its last part."""
    return _LAST_PART.sub("", one.source), _LAST_PART.sub("", one.result)


def _words(one: Import) -> Iterator[str]:
    account = one.account
    named = "; ".join(f"{name}: {number}" for name, number in account.named)
    aside = f" (besides, {named})" if named else ""
    if one.clean:
        yield f"  words        all {account.words} are there, in order{aside}"
        return
    yield f"  words        NOT CLEAN: {account.words} in the source{aside}"
    for what, runs in (
        ("lost", account.lost),
        ("not in the source", account.gained),
        ("elsewhere", account.moved),
    ):
        for run in runs[:_MOST_SHOWN]:
            yield f"  {what:<12} “{run}”"
        if len(runs) > _MOST_SHOWN:
            yield f"  {what:<12} and {len(runs) - _MOST_SHOWN} more"


def closing_lines(
    imports: Sequence[Import], failed: int, command: str, *, written: bool
) -> Iterator[str]:
    """Yield what became of all files, and what to do next.

    Args:
        failed: how many files cannot be imported.
        command: what was typed, without `--dry-run`.
    """
    unclean = [one for one in imports if not one.clean]
    looked = [one for one in imports if one.clean and (one.remarks or one.unplaced or one.guesses)]
    if len(imports) + failed > 1:
        became = "were imported" if written else "can be imported"
        yield f"{len(imports)} of {count(len(imports) + failed, 'file')} {became}."
        if looked:
            yield f"  to look at   {', '.join(one.slug for one in looked)}"
        if unclean:
            yield f"  NOT CLEAN    {', '.join(one.slug for one in unclean)}"
        if failed:
            yield f"  not imported {count(failed, 'file')}; above stands why, and what to do"
    if imports and not written:
        yield f"  → When the report is right, import with: {command}"
    elif imports:
        yield (
            "  → Read each draft against its file, and mend it in policy_src. Then: minuted check,"
            " and minuted build --draft to see the copies."
        )


STANDPOINTS = ("school", "text", "differs in", "version", "latest minute", "fields", "file")


def standpoint_rows(standpoints: Sequence[Standpoint]) -> Iterator[tuple[str, ...]]:
    """Yield who stands on which text, a row a copy."""
    for one in standpoints:
        differs = one.difference or "nothing"
        if one.left_out:
            differs += f"; NOT brought in, because {one.left_out}"
        elif one.blanks:
            differs += f"; {', '.join(one.blanks)} will print “Not used”"
        fields = ", ".join(one.fields)
        file = Path(one.file).name
        yield one.audience, str(one.group), differs, one.version, one.minute, fields, file


def field_lines(fields: Sequence[Proposal]) -> Iterator[str]:
    """Yield the fields that were guessed, each with every school's own words."""
    for one in fields:
        if one.is_new:
            where = "a new field: its values go into trust.yaml"
        elif one.given:
            where = f"a field of trust.yaml, which gets it for {', '.join(sorted(one.given))}"
        else:
            where = "a field of trust.yaml"
        yield (
            f"  guessed      {{{{ {one.name} }}}} in {count(one.places, 'place')}: {where};"
            " change it in the draft if it is none"
        )
        for code, words in one.values.items():
            yield f"               {code}: {words}"


def as_json(
    imports: Sequence[Import],
    failures: Sequence[tuple[Path, MinutedError]],
    standpoints: Sequence[Standpoint] = (),
    fields: Sequence[Proposal] = (),
    *,
    written: bool,
) -> dict[str, object]:
    """Return the report for programs."""
    return {
        "written": written,
        "copies": [
            {
                "for": one.audience,
                "file": one.file,
                "text": one.group,
                "differs": one.difference,
                "fields": list(one.fields),
                "version": one.version,
                "minute": one.minute,
                "brought_in": not one.left_out,
                "left_out": one.left_out,
                "not_used": list(one.blanks),
            }
            for one in standpoints
        ],
        "guessed_fields": [
            {
                "field": one.name,
                "new": one.is_new,
                "places": one.places,
                "values": dict(one.values),
                "into_trust_yaml": sorted(one.given),
            }
            for one in fields
        ],
        "policies": [_one(one) for one in imports],
        "failed": [
            {
                "file": str(path),
                "message": error.message,
                "hint": error.hint,
                "complaints": [_remark(d) for d in error.diagnostics]
                if isinstance(error, ComplaintsError)
                else [],
            }
            for path, error in failures
        ],
    }


def _one(one: Import) -> dict[str, object]:
    account = one.account
    return {
        "policy": one.slug,
        "title": one.title,
        "source": one.source,
        "kind": one.kind,
        "fingerprint": one.fingerprint,
        "clean": one.clean,
        "files": [path for path, _ in one.files],
        "sections": one.sections,
        "clauses": one.clauses,
        "tables": one.tables,
        "pictures": one.pictures,
        "references": one.references,
        "history_kept": one.history_kept,
        "versions": [
            {
                "version": v.name,
                "dated": v.dated,
                "narrative": v.narrative,
                "fingerprint": v.fingerprint,
            }
            for v in one.versions
        ],
        "decisions": [
            {
                "date": d.date.isoformat(),
                "body": d.body,
                "for": d.audience,
                "minute": d.minute,
                "version": d.version,
                "decision": d.kind.value,
                "narrative": d.narrative,
                "review_date": d.review_date.iso() if d.review_date else "",
                "told_by": one.told_by.get(d.key, ""),
            }
            for d in one.lines
        ],
        "put_right": [{"written": a, "now": b} for a, b in one.normalised],
        "guessed": [{"written": g.written, "taken": g.taken, "why": g.why} for g in one.guesses],
        "kept_aside": [{"words": u.words, "why": u.why} for u in one.unplaced],
        "renumbered": [
            {"source": r.source, "result": r.result, "place": r.place} for r in one.renumbered
        ],
        "words": {
            "count": account.words,
            "lost": list(account.lost),
            "gained": list(account.gained),
            "moved": list(account.moved),
            "accounted": dict(account.named),
        },
        "remarks": [_remark(d) for d in one.remarks],
        "markdown": dict(one.files)[one.draft].decode(),
    }


def _remark(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "file": diagnostic.path,
        "line": diagnostic.line,
    }
