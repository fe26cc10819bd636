"""Checks of one text against the trust: whom it names, what it asks to be filled in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from minuted.model.audience_fields import field_values
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.nearest import did_you_mean
from minuted.model.organisation import Audience, Organisation
from minuted.model.policy import (
    Field,
    Passage,
    PassageKind,
    Policy,
    Reference,
    inlines_of,
    numbered,
    walk,
    walk_inlines,
)


@dataclass(frozen=True, slots=True)
class TextContext:
    """What a check of a text may look at.

    Attributes:
        policy: the text with its passages.
        path: its file.
        resolved: what each audience gets of it, by code.
        audiences: those that the policy concerns.
        issued: whether the text is an issued one, which nobody can edit any more: what it says
            of schools and bodies that are gone since is only worth a warning.
        bystanders: groups, or the trust, that have never decided on the policy: nobody expects
            them to fill its fields.
    """

    policy: Policy
    path: str
    organisation: Organisation
    audiences: Sequence[Audience]
    resolved: dict[str, Policy]
    issued: bool = False
    bystanders: frozenset[str] = frozenset()

    @property
    def severity(self) -> Severity:
        """How bad it is to name somebody who is not there."""
        return Severity.WARNING if self.issued else Severity.ERROR

    def complaint(
        self,
        severity: Severity,
        code: str,
        line: int,
        message: str,
        hint: str,
        audiences: tuple[str, ...] = (),
    ) -> Diagnostic:
        """Return a diagnostic about this text."""
        return Diagnostic(severity, code, message, hint, self.path, line, 0, audiences)


def unknown_audience(context: TextContext) -> Iterator[Diagnostic]:
    """Find codes, in passages and in the front matter, that are nobody's."""
    known = context.organisation.codes()
    places = [("for", code, 1) for code in context.policy.front.audiences]
    for block in walk(context.policy.children):
        if isinstance(block, Passage):
            places += [("this passage", code, block.line) for code in block.codes]
    for where, code, line in places:
        if code not in known:
            yield context.complaint(
                context.severity,
                "unknown-audience",
                line,
                f"“{code}” in {where} is no school, group or trust of governance/trust.yaml.",
                did_you_mean(code, known, f"Known are: {_list(known)}."),
            )


def unknown_body(context: TextContext) -> Iterator[Diagnostic]:
    """Find bodies in `approved-by` that the trust has not."""
    known = list(context.organisation.bodies)
    for code in context.policy.front.approved_by:
        if code not in known:
            yield context.complaint(
                context.severity,
                "unknown-body",
                1,
                f"“{code}” in approved-by is no body of governance/trust.yaml.",
                did_you_mean(code, known, f"Known are: {_list(known)}."),
            )


def unknown_field(context: TextContext) -> Iterator[Diagnostic]:
    """Find fields that nobody, or not everybody who gets them, can fill."""
    organisation, front = context.organisation, context.policy.front
    values = {a.code: field_values(organisation, a, front) for a in context.audiences}
    wanted: dict[str, list[tuple[str, int]]] = {}
    fields: dict[int, dict[str, int]] = {}  # by identity: many audiences share one text
    for audience in context.audiences:
        text = context.resolved[audience.code]
        if id(text) not in fields:
            fields[id(text)] = fields_of(text)
        for name, line in fields[id(text)].items():
            wanted.setdefault(name, []).append((audience.code, line))
    known = sorted({name for filled in values.values() for name in filled})
    for name, places in wanted.items():
        lacking = tuple(
            code
            for code, _ in places
            if name not in values[code] and (name not in known or code not in context.bystanders)
        )
        line = places[0][1]
        if not lacking:
            continue
        if name not in known:
            yield context.complaint(
                Severity.ERROR,
                "unknown-field",
                line,
                f"Nobody can fill the field {{{{ {name} }}}}.",
                did_you_mean(name, known, _where(name)),
            )
        else:
            yield context.complaint(
                Severity.ERROR,
                "unfilled-field",
                line,
                f"The field {{{{ {name} }}}} cannot be filled for {_list(lacking)}.",
                f"Give it under fields: of {_list(lacking)} in governance/trust.yaml.",
                lacking,
            )


def reference_not_kept(context: TextContext) -> Iterator[Diagnostic]:
    """Find references to places that are not in the copy that they stand in."""
    sharing: dict[int, list[str]] = {}
    for code, text in context.resolved.items():
        sharing.setdefault(id(text), []).append(code)
    lacking: dict[tuple[str, int], list[str]] = {}
    for codes in sharing.values():
        text = context.resolved[codes[0]]
        here = {block.number for block in numbered(text.children) if not block.not_used}
        for number, line in _references(text):
            if number not in here:
                lacking.setdefault((number, line), []).extend(codes)
    for (number, line), codes in lacking.items():
        yield context.complaint(
            Severity.WARNING,
            "reference-not-kept",
            line,
            f"This refers to {number}, which is not used in the copies of {_list(codes)}.",
            "Put the reference into the same passage, or word it for every school.",
        )


def local_outside(context: TextContext) -> Iterator[Diagnostic]:
    """Find amendments of a clause by audiences that have not got the clause."""
    for outer in walk(context.policy.children):
        if not isinstance(outer, Passage) or outer.kind is not PassageKind.ONLY:
            continue
        for inner in walk(outer.children):
            if isinstance(inner, Passage) and not set(inner.codes) <= set(outer.codes):
                yield context.complaint(
                    Severity.WARNING,
                    "local-outside",
                    inner.line,
                    f"{inner.target} stands in a passage of {_list(outer.codes)} only, and is"
                    f" amended here for {_list(inner.codes)}.",
                    "Name the same schools in both.",
                )


TEXT_CHECKS: tuple[Callable[[TextContext], Iterator[Diagnostic]], ...] = (
    unknown_audience,
    unknown_body,
    unknown_field,
    reference_not_kept,
    local_outside,
)


def check_text(context: TextContext) -> list[Diagnostic]:
    """Return what every check of a text finds."""
    return [diagnostic for check in TEXT_CHECKS for diagnostic in check(context)]


def fields_of(policy: Policy) -> dict[str, int]:
    """Return the names of a text's fields with the line that each first stands on."""
    first: dict[str, int] = {}
    for block in walk(policy.children):
        for inlines in inlines_of(block):
            for inline in walk_inlines(inlines):
                if isinstance(inline, Field):
                    first.setdefault(inline.name, block.line)
    return first


def _references(policy: Policy) -> list[tuple[str, int]]:
    return [
        (inline.number, block.line)
        for block in walk(policy.children)
        for inlines in inlines_of(block)
        for inline in walk_inlines(inlines)
        if isinstance(inline, Reference)
    ]


def _where(name: str) -> str:
    if name.startswith("policy."):
        return "A policy's fields come from its front matter."
    return "A field of your own is given under fields: in governance/trust.yaml."


def _list(codes: Sequence[str]) -> str:
    return ", ".join(codes)
