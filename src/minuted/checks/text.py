"""Checks of one text against the trust: whom it names, what it asks to be filled in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from minuted.model.audience_fields import field_values
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.nearest import did_you_mean, nearest
from minuted.model.organisation import Audience, Organisation
from minuted.model.policy import (
    Block,
    Clause,
    Field,
    Passage,
    PassageKind,
    Policy,
    Reference,
    Section,
)
from minuted.model.walking import numbered, walk, words_in


@dataclass(frozen=True)  # without slots, so that what is looked up can be kept
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

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The text's passages, those inside others included."""
        return tuple(b for b in walk(self.policy.children) if isinstance(b, Passage))

    @cached_property
    def variants(self) -> list[tuple[Policy, list[str]]]:
        """Each text that some audience gets, with the codes of those that get it.

        Audiences that keep the same passages share one object, so that a text of a thousand schools
        is looked at once.
        """
        found: dict[int, tuple[Policy, list[str]]] = {}
        for code, text in self.resolved.items():
            found.setdefault(id(text), (text, []))[1].append(code)
        return list(found.values())

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
    for passage in context.passages:
        places += [("this passage", code, passage.line) for code in passage.codes]
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
    found: dict[str, dict[str, int]] = {}
    for text, codes in context.variants:
        found |= dict.fromkeys(codes, fields_of(text))
    for audience in context.audiences:
        for name, line in found[audience.code].items():
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
                _meant(name, known),
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
    if not context.passages:
        return  # what everybody gets has everything in it
    # what a school added shares its number with what another school added
    added = {block.anchor for block in numbered(context.policy.children) if block.inserted}
    lacking: dict[_Place, dict[str, None]] = {}
    for text, codes in context.variants:
        here = [block for block in numbered(text.children) if not block.not_used]
        numbers = {block.number for block in here}
        anchors = {block.anchor for block in here}
        for place in _references(text):
            kept = place.anchor in anchors if place.anchor in added else place.number in numbers
            if not kept:
                lacking.setdefault(place, {}).update(dict.fromkeys(codes))
    for place, without in lacking.items():
        yield context.complaint(
            Severity.WARNING,
            "reference-not-kept",
            place.line,
            f"This refers to {place.number}, which is not used in the copies of"
            f" {_list([code for code in context.resolved if code in without])}.",
            "Put the reference into the same passage, or word it for every school.",
        )


def number_twice(context: TextContext) -> Iterator[Diagnostic]:
    """Find copies that would have two clauses of one number, by way of a school and its group."""
    if not context.passages:
        return
    twice: dict[tuple[str, int, int], list[str]] = {}
    for text, codes in context.variants:
        first: dict[str, int] = {}
        for block in numbered(text.children):
            line = first.setdefault(block.number, block.line)
            if line != block.line:
                twice.setdefault((block.number, line, block.line), []).extend(codes)
    for (number, line, again), both in twice.items():
        codes = [code for code in context.resolved if code in both]
        yield context.complaint(
            Severity.ERROR,
            "number-twice",
            again,
            f"{_list(codes)} would get two clauses {number}, this one and that of line {line}.",
            "Name every school and group in one local amendment only.",
            tuple(codes),
        )


def local_outside(context: TextContext) -> Iterator[Diagnostic]:
    """Find amendments of a clause by audiences that have not got the clause."""
    for outer in context.passages:
        if outer.kind is not PassageKind.ONLY:
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


def local_within(context: TextContext) -> Iterator[Diagnostic]:
    """Find amendments of what the same schools have replaced as a whole."""
    for siblings in _families(context.policy) if context.passages else ():
        for block in siblings:
            if isinstance(block, Passage) and block.kind is PassageKind.REPLACES:
                yield from _within(context, block, siblings)


def _within(
    context: TextContext, whole: Passage, siblings: tuple[Block, ...]
) -> Iterator[Diagnostic]:
    target = next(
        (b for b in siblings if isinstance(b, Clause | Section) and b.number == whole.target), None
    )
    schools = _schools(context.organisation, whole.codes)
    for inner in walk(target.children if target else ()):
        if not isinstance(inner, Passage) or inner.kind is PassageKind.ONLY:
            continue
        both = sorted(schools & _schools(context.organisation, inner.codes))
        if both:
            yield context.complaint(
                Severity.WARNING,
                "local-within",
                inner.line,
                f"{inner.target} is amended here for {_list(both)}, whose copies have other words"
                f" for {whole.target} as a whole (line {whole.line}).",
                "Write it into those words.",
            )


TEXT_CHECKS: tuple[Callable[[TextContext], Iterator[Diagnostic]], ...] = (
    unknown_audience,
    unknown_body,
    unknown_field,
    reference_not_kept,
    number_twice,
    local_outside,
    local_within,
)


def check_text(context: TextContext) -> list[Diagnostic]:
    """Return what every check of a text finds."""
    return [diagnostic for check in TEXT_CHECKS for diagnostic in check(context)]


def fields_of(policy: Policy) -> dict[str, int]:
    """Return the names of a text's fields with the line that each first stands on."""
    first: dict[str, int] = {}
    for block, inline in words_in(policy.children):
        if isinstance(inline, Field):
            first.setdefault(inline.name, block.line)
    return first


@dataclass(frozen=True, slots=True)
class _Place:
    """A reference: what it is to, and the line of the clause that it stands in."""

    anchor: str
    number: str
    line: int


def _references(policy: Policy) -> Iterator[_Place]:
    for block, inline in words_in(policy.children):
        if isinstance(inline, Reference):
            yield _Place(inline.anchor, inline.number, block.line)


def _families(policy: Policy) -> Iterator[tuple[Block, ...]]:
    """Yield every run of blocks that stand side by side."""
    yield policy.children
    for block in walk(policy.children):
        if isinstance(block, Clause | Section | Passage):
            yield block.children


def _schools(organisation: Organisation, codes: Sequence[str]) -> set[str]:
    """Return the schools that codes stand for, on whatever day."""
    if organisation.trust.code in codes:
        return set(organisation.schools)
    groups = [organisation.groups[code] for code in codes if code in organisation.groups]
    members = {member.school for group in groups for member in group.members}
    return members | (set(codes) & set(organisation.schools))


def _meant(name: str, known: Sequence[str]) -> str:
    """Return a hint that names the nearest field of the same root, or where fields come from."""
    root, _, attribute = name.partition(".")
    near = nearest(attribute, (k.partition(".")[2] for k in known if k.startswith(f"{root}.")))
    if near:
        return f"Did you mean {{{{ {root}.{near} }}}}?"
    if root == "policy":
        return "A policy's fields come from its front matter."
    return "A field of your own is given under fields: in governance/trust.yaml."


def _list(codes: Sequence[str]) -> str:
    return ", ".join(codes)
