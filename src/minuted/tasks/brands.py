"""The brand of each audience, with its logo's bytes."""

from minuted.errors import WorkspaceError
from minuted.model.copy import Brand
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.organisation import Audience, Organisation
from minuted.readers.pictures import picture_format
from minuted.store.workspace import TRUST_YAML
from minuted.tasks.reading import Desk

DEFAULT_COLOUR = "#1f3a5f"


def brand_of(
    desk: Desk, organisation: Organisation, audience: Audience
) -> tuple[Brand, list[Diagnostic]]:
    """Return an audience's brand, the trust's taken where it has none of its own.

    A logo that cannot be used is reported and left out of the brand.
    """
    spec = organisation.brand_of(audience)
    colour = spec.colour or DEFAULT_COLOUR
    if not spec.logo:
        return Brand(colour, spec.font), []
    owner = audience if audience.brand.logo else organisation.trust
    try:
        data = desk.workspace.read(spec.logo)
        fault = desk.picture_fault(data)
        complaint = f"The logo {spec.logo} {fault}." if fault else ""
        hint = "Save it again as a plain SVG, PNG or JPEG file."
    except WorkspaceError as error:
        data, complaint, hint = b"", f"The logo {error.message}", error.hint
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
