"""The brand of each audience, with its logo's bytes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self, TypeAlias

from minuted.errors import WorkspaceError
from minuted.model.copy import Brand
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.organisation import Audience, Organisation
from minuted.readers.pictures import picture_format
from minuted.store.workspace import TRUST_YAML
from minuted.tasks.reading import Desk

DEFAULT_COLOUR = "#1f3a5f"
SAVE_ANEW = "Save it again as a plain SVG, PNG or JPEG file, in RGB colours."


@dataclass(frozen=True, slots=True)
class Brands:
    """Every audience's brand, worked out once, and what is wrong with it; by code."""

    found: dict[str, tuple[Brand, list[Diagnostic]]]

    @classmethod
    def of(cls, desk: Desk, organisation: Organisation) -> Self:
        """Work out the brands of the schools, the groups and the trust."""
        audiences = [a for a in map(organisation.audience, organisation.codes()) if a is not None]
        logos = _logos(desk, (organisation.brand_of(audience).logo for audience in audiences))
        return cls({a.code: _brand(logos, organisation, a) for a in audiences})

    def __getitem__(self, code: str) -> Brand:
        """Return an audience's brand."""
        return self.found[code][0]

    def problems(self, code: str) -> list[Diagnostic]:
        """Return what is wrong with an audience's brand."""
        return self.found[code][1]

    def all_problems(self) -> list[Diagnostic]:
        """Return what is wrong with any of them."""
        return [problem for _, problems in self.found.values() for problem in problems]


def brand_of(
    desk: Desk, organisation: Organisation, audience: Audience
) -> tuple[Brand, list[Diagnostic]]:
    """Return an audience's brand, the trust's taken where it has none of its own.

    A logo that cannot be used is reported and left out of the brand.
    """
    logos = _logos(desk, [organisation.brand_of(audience).logo])
    return _brand(logos, organisation, audience)


_Logo: TypeAlias = tuple[bytes, str, str]
"""A logo's bytes, what is wrong with it, and what to do; the last two empty where nothing is."""


def _brand(
    logos: Mapping[str, _Logo], organisation: Organisation, audience: Audience
) -> tuple[Brand, list[Diagnostic]]:
    spec = organisation.brand_of(audience)
    colour = spec.colour or DEFAULT_COLOUR
    if not spec.logo:
        return Brand(colour, spec.font), []
    owner = audience if audience.brand.logo else organisation.trust
    data, complaint, hint = logos[spec.logo]
    if complaint:
        problem = Diagnostic(
            Severity.ERROR,
            "logo",
            complaint,
            hint,
            TRUST_YAML,
            owner.brand.line,
            audiences=(audience.code,),
        )
        return Brand(colour, spec.font), [problem]
    kind = picture_format(data) or ""
    return Brand(colour, spec.font, data, kind, f"Logo of {owner.name}"), []


def _logos(desk: Desk, paths: Iterable[str]) -> dict[str, _Logo]:
    """Read logos, each once, for many share the trust's."""
    read: dict[str, bytes] = {}
    found: dict[str, _Logo] = {}
    for path in dict.fromkeys(filter(None, paths)):
        try:
            read[path] = desk.workspace.read(path)
        except WorkspaceError as error:
            found[path] = b"", f"The logo {error.message}", error.hint
    faults = desk.picture_faults(list(read.values()))
    for (path, data), fault in zip(read.items(), faults, strict=True):
        complaint = f"The logo {path} {fault}." if fault else ""
        found[path] = data, complaint, SAVE_ANEW if fault else ""
    return found
