"""trust.yaml to the organisation: the trust, its bodies, schools and groups.

trust:    {name, short_name, minute_pattern, brand, fields}
bodies:   CODE: {name, of, minute_pattern}
groups:   CODE: {name, label, members: {CODE: {from, to}}, from, to, brand, fields}
schools:  CODE: {name, label, from, to, brand, fields}
"""

from minuted.model.diagnostic import Diagnostic, Severity, in_file_order
from minuted.model.minutes import MinutePattern
from minuted.model.nearest import did_you_mean
from minuted.model.organisation import (
    DEFAULT_MINUTE_PATTERN,
    Body,
    Group,
    Membership,
    Organisation,
    School,
    Trust,
)
from minuted.readers.yaml_brand import read_brand
from minuted.readers.yaml_shape import Shape
from minuted.readers.yaml_source import Mapping, Scalar, parse_yaml

TOP_KEYS = ("trust", "bodies", "groups", "schools")
TRUST_KEYS = ("name", "short_name", "minute_pattern", "brand", "fields")
BODY_KEYS = ("name", "of", "minute_pattern")
SCHOOL_KEYS = ("name", "label", "from", "to", "brand", "fields")
GROUP_KEYS = ("name", "label", "members", "from", "to", "brand", "fields")
MEMBER_KEYS = ("from", "to")


def read_trust(text: str, path: str) -> tuple[Organisation | None, list[Diagnostic]]:
    """Read trust.yaml.

    Args:
        text: of the whole file.
        path: put into the complaints.

    Returns:
        The organisation, and every complaint in the order of the file. There is none where the
        file cannot be read or does not name the trust. After other errors there is one, without
        what could not be read, so that the rest of a workspace can be looked at as well; whoever
        makes copies or records stops at the errors.
    """
    root, complaints = parse_yaml(text)
    complaints = [_with_path(complaint, path) for complaint in complaints]
    organisation = None
    if root is not None or not complaints:
        organisation = _TrustReader(Shape(complaints, path)).read(root)
    return organisation, in_file_order(complaints)


def _with_path(complaint: Diagnostic, path: str) -> Diagnostic:
    return Diagnostic(
        complaint.severity,
        complaint.code,
        complaint.message,
        complaint.hint,
        path,
        complaint.line,
        complaint.column,
    )


class _TrustReader:
    """Reads the file's four parts; groups and bodies last, since they name the others."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._taken: dict[str, Scalar] = {}

    def read(self, root: object) -> Organisation | None:
        shape = self._shape
        if not isinstance(root, Mapping):
            shape.complain(
                "missing-key",
                root if isinstance(root, Scalar) else None,
                "The file does not describe a trust.",
                "Begin it with trust: {name: …, short_name: …}, then bodies:, groups: and schools:",
            )
            return None
        shape.known_keys(root, TOP_KEYS, "trust.yaml")
        trust = self._trust(root)
        schools = self._schools(root)
        groups = self._groups(root, schools)
        audiences = [*schools, *groups, *([trust.code] if trust else ())]
        bodies = self._bodies(root, audiences)
        return Organisation(trust, bodies, groups, schools) if trust else None

    def _trust(self, root: Mapping) -> Trust | None:
        shape = self._shape
        before = len(shape.complaints)
        mapping = shape.mapping(root.get("trust"), "trust")
        if mapping is None:
            if len(shape.complaints) == before:
                shape.complain(
                    "missing-key",
                    root.get("trust") or root,
                    "trust.yaml does not say which trust it is of.",
                    "Write trust: {name: …, short_name: …} at its top.",
                )
            return None
        shape.known_keys(mapping, TRUST_KEYS, "trust")
        name = shape.needed(mapping, "name", "the trust")
        code = shape.needed(mapping, "short_name", "the trust")
        given = mapping.get("short_name")
        usable = isinstance(given, Scalar) and bool(code) and self._claim(given, "the trust")
        pattern = self._minute_pattern(mapping, "the trust") or DEFAULT_MINUTE_PATTERN
        brand = read_brand(shape, mapping, "the trust")
        fields = shape.fields(mapping, "the trust")
        if not name or not usable:
            return None
        return Trust(name, code, brand, fields, pattern, mapping.line)

    def _schools(self, root: Mapping) -> dict[str, School]:
        shape = self._shape
        schools: dict[str, School] = {}
        for key, mapping in self._entries(root, "schools", "a school"):
            what = f"the school {key.value}"
            if not self._claim(key, "a school"):
                continue
            shape.known_keys(mapping, SCHOOL_KEYS, what)
            schools[key.value] = School(
                key.value,
                shape.needed(mapping, "name", what) or key.value,
                shape.text(mapping, "label", what) or key.value,
                read_brand(shape, mapping, what),
                shape.fields(mapping, what),
                shape.span(mapping, what),
                key.line,
            )
        return schools

    def _groups(self, root: Mapping, schools: dict[str, School]) -> dict[str, Group]:
        shape = self._shape
        groups: dict[str, Group] = {}
        for key, mapping in self._entries(root, "groups", "a group"):
            what = f"the group {key.value}"
            if not self._claim(key, "a group"):
                continue
            shape.known_keys(mapping, GROUP_KEYS, what)
            groups[key.value] = Group(
                key.value,
                shape.needed(mapping, "name", what) or key.value,
                shape.text(mapping, "label", what) or key.value,
                self._members(key, mapping, schools),
                read_brand(shape, mapping, what),
                shape.fields(mapping, what),
                shape.span(mapping, what),
                key.line,
            )
        return groups

    def _members(
        self, group: Scalar, mapping: Mapping, schools: dict[str, School]
    ) -> tuple[Membership, ...]:
        shape = self._shape
        what = f"members of the group {group.value}"
        before = len(shape.complaints)
        inner = shape.mapping(mapping.get("members"), what)
        members: list[Membership] = []
        for key, value in inner.entries if inner else ():
            if key.value not in schools:
                shape.complain(
                    "unknown-school",
                    key,
                    f"“{key.value}” in the {what} is no school of this file.",
                    did_you_mean(key.value, schools, "Name the schools by their codes."),
                )
                continue
            days = shape.mapping(value, f"{key.value} in the {what}")
            if days is not None:
                shape.known_keys(days, MEMBER_KEYS, f"the {what}")
            span = shape.span(days, f"{key.value} in the {what}") if days else None
            members.append(Membership(key.value, span) if span else Membership(key.value))
        if not members and len(shape.complaints) == before:
            shape.complain(
                "empty-group",
                group,
                f"The group {group.value} has no members.",
                "Write them by their codes: members: {AS: {}, BAK: {from: 2024-01-01}}",
                severity=Severity.WARNING,
            )
        return tuple(members)

    def _bodies(self, root: Mapping, audiences: list[str]) -> dict[str, Body]:
        shape = self._shape
        bodies: dict[str, Body] = {}
        folded: dict[str, Scalar] = {}
        for key, mapping in self._entries(root, "bodies", "a body"):
            what = f"the body {key.value}"
            if not shape.code(key, "a body"):
                continue
            if self._is_repeated(key, folded):
                continue
            shape.known_keys(mapping, BODY_KEYS, what)
            of = shape.text(mapping, "of", what)
            if of and of not in audiences:
                shape.complain(
                    "unknown-audience",
                    mapping.get("of"),
                    f"“{of}”, whose body {key.value} is to be, is no school or group.",
                    did_you_mean(of, audiences, "Write the code of one from this file."),
                )
                of = ""
            name = shape.needed(mapping, "name", what) or key.value
            pattern = self._minute_pattern(mapping, what)
            bodies[key.value] = Body(key.value, name, of, pattern, key.line)
        return bodies

    def _entries(self, root: Mapping, section: str, what: str) -> list[tuple[Scalar, Mapping]]:
        """Return a section's codes with their mappings; an empty mapping where none is given."""
        shape = self._shape
        mapping = shape.mapping(root.get(section), section)
        entries = []
        for key, value in mapping.entries if mapping else ():
            before = len(shape.complaints)
            inner = shape.mapping(value, f"{what} {key.value}")
            if inner is None and len(shape.complaints) == before:
                inner = Mapping((), key.line, key.column, key.end_line)
            if inner is not None:
                entries.append((key, inner))
        return entries

    def _claim(self, key: Scalar, what: str) -> bool:
        """Whether an audience's code is one, and its own."""
        return self._shape.code(key, what) and not self._is_repeated(key, self._taken)

    def _is_repeated(self, key: Scalar, taken: dict[str, Scalar]) -> bool:
        first = taken.setdefault(key.value.casefold(), key)
        if first is key:
            return False
        self._shape.complain(
            "repeated-code",
            key,
            f"The code {key.value} is taken: {first.value} stands on line {first.line}.",
            "Give each its own code; capital and small letters do not tell codes apart.",
        )
        return True

    def _minute_pattern(self, mapping: Mapping, what: str) -> str:
        text = self._shape.text(mapping, "minute_pattern", what)
        if not text:
            return ""
        try:
            return MinutePattern.parse(text).text
        except ValueError as error:
            self._shape.complain(
                "bad-minute-pattern",
                mapping.get("minute_pattern"),
                str(error),
                f"A pattern looks like this: {DEFAULT_MINUTE_PATTERN}",
            )
            return ""
