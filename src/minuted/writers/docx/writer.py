"""Word copies: a text is laid out once in the office's template, and stamped for each school.

Policy + policy.docx ──compile──▶ DocxTemplate ──stamp(Copy)──▶ bytes
                                   ├─ members that are done, compressed
                                   └─ members in pieces, with slots for what differs
"""

from collections.abc import Mapping
from dataclasses import dataclass

from minuted.errors import RenderError
from minuted.model.copy import Copy, VersionRow
from minuted.model.diagnostic import Diagnostic
from minuted.model.policy import Policy
from minuted.writers.base import Assets
from minuted.writers.docx.branding import brand_values
from minuted.writers.docx.layout import lay_out
from minuted.writers.docx.pieces import Pieces, escape, fill, slots
from minuted.writers.docx.placeholders import ROW
from minuted.writers.docx.prepare import Prepared, known_brands, prepare
from minuted.writers.docx.properties import property_values
from minuted.writers.docx.runs import FIELD
from minuted.writers.docx.zipping import Member, archive, deflate

_TEMPLATE = "policy.docx"
_QUICK = 3
"""zlib's level for what is compressed again for each copy."""

NO_DECISION = "No decision recorded"
"""What the version table says where it has no rows."""


def template_problems(template: bytes) -> list[Diagnostic]:
    """Return every complaint about an office's template, `templates/policy.docx`."""
    return list(prepare(template)[1])


class DocxWriter:
    """Writes Word files."""

    def compile(self, text: Policy, assets: Assets) -> "DocxTemplate":
        """Lay a resolved text out in the office's template.

        Raises:
            RenderError: the template is missing or has a fault, or a picture, a link or a number
                of the text cannot be written.
        """
        template = assets.templates.get(_TEMPLATE)
        if template is None:
            raise RenderError(
                "The workspace has no Word template, templates/policy.docx.",
                "Put one there; `minuted init` makes a workspace with one to start from.",
            )
        prepared, problems = prepare(template)
        if prepared is None:
            first = next(problem for problem in problems if problem.is_error)
            raise RenderError(f"{first.path}: {first.message}", first.hint)
        fixed = {member.name.decode(): member for member in prepared.fixed}
        differing: dict[str, Pieces] = {}
        wanted: set[str] = set()
        for name, pieces in lay_out(text, prepared, assets.images).items():
            names = set(slots(pieces))
            if names:
                differing[name] = pieces
                wanted |= names
            else:
                fixed[name] = deflate(name, fill(pieces, {}, ()))
        return DocxTemplate(prepared, fixed, differing, frozenset(wanted))


@dataclass(frozen=True, eq=False)
class DocxTemplate:
    """One text in one template.

    Attributes:
        fixed: the members that are the same in every copy of this text, by name.
        differing: the members that differ by copy.
        wanted: the names of their slots.
    """

    prepared: Prepared
    fixed: Mapping[str, Member]
    differing: Mapping[str, Pieces]
    wanted: frozenset[str]

    def stamp(self, copy: Copy) -> bytes:
        """Return one audience's Word file.

        Raises:
            RenderError: a field has no value, or the logo cannot be read.
        """
        values = self._values(copy)
        rows = [_cells(row) for row in copy.table or (_NO_ROW,)]
        members = {**self.fixed, **known_brands.of(self.prepared, copy.brand)}
        for name, pieces in self.differing.items():
            members[name] = deflate(name, fill(pieces, values, rows), _QUICK)
        return archive(members[name] for name in sorted(members, key=_reading_order))

    def _values(self, copy: Copy) -> dict[str, bytes]:
        """Return the value of every slot, as escaped XML."""
        values = {name: escape(fact).encode() for name, fact in copy.facts().items()}
        values |= property_values(copy)
        values |= brand_values(self.wanted, copy.brand)
        for slot in self.wanted:
            if not slot.startswith(FIELD):
                continue
            name = slot.removeprefix(FIELD)
            if name not in copy.fields:
                raise RenderError(
                    f"{copy.audience_name} has no value for {{{{ {name} }}}}.",
                    "Give it one in governance/trust.yaml.",
                )
            values[slot] = escape(copy.fields[name]).encode()
        return values


_NO_ROW = VersionRow("", "", NO_DECISION, "", "")


def _cells(row: VersionRow) -> dict[str, bytes]:
    return dict(zip(ROW, (escape(cell).encode() for cell in row.cells()), strict=True))


def _reading_order(name: str) -> tuple[bool, bool, str]:
    """Sort content types first and relationships of the whole next, as every reader wants them."""
    return name != "[Content_Types].xml", name != "_rels/.rels", name
