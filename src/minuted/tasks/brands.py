"""The brand of each audience, with its logo's bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Self

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
        audiences = map(organisation.audience, organisation.codes())
        look = lru_cache(maxsize=None)(partial(_logo, desk))  # many share the trust's
        return cls({a.code: _brand(look, organisation, a) for a in audiences if a is not None})

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
    return _brand(partial(_logo, desk), organisation, audience)


def _brand(
    look: Callable[[str], tuple[bytes, str, str]], organisation: Organisation, audience: Audience
) -> tuple[Brand, list[Diagnostic]]:
    spec = organisation.brand_of(audience)
    colour = spec.colour or DEFAULT_COLOUR
    if not spec.logo:
        return Brand(colour, spec.font), []
    owner = audience if audience.brand.logo else organisation.trust
    data, complaint, hint = look(spec.logo)
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


def _logo(desk: Desk, path: str) -> tuple[bytes, str, str]:
    """Return a logo's bytes, and what is wrong with it and what to do, both empty where nothing."""
    try:
        data = desk.workspace.read(path)
    except WorkspaceError as error:
        return b"", f"The logo {error.message}", error.hint
    fault = desk.picture_fault(data)
    complaint = f"The logo {path} {fault}." if fault else ""
    return data, complaint, SAVE_ANEW if fault else ""
