"""An audience's look as trust.yaml gives it: the logo's place, a colour, a font."""

import re

from minuted.model.organisation import BrandSpec
from minuted.readers.yaml_shape import Shape, is_device
from minuted.readers.yaml_source import Mapping

BRAND_KEYS = ("logo", "colour", "font")
LOGO_ENDINGS = (".svg", ".png", ".jpg", ".jpeg")

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_NOT_IN_PATHS = re.compile(r'[\\:*?"<>|]')


def read_brand(shape: Shape, mapping: Mapping, what: str) -> BrandSpec:
    """Return what `brand` says; without what is wrong in it, which is complained of."""
    inner = shape.mapping(mapping.get("brand"), f"brand of {what}")
    if inner is None:
        return BrandSpec()
    shape.known_keys(inner, BRAND_KEYS, f"the brand of {what}")
    return BrandSpec(
        _logo(shape, inner, what),
        _colour(shape, inner, what),
        shape.text(inner, "font", what),
        inner.line,
    )


def _logo(shape: Shape, brand: Mapping, what: str) -> str:
    logo = shape.text(brand, "logo", what)
    problem = _problem_of_path(logo) if logo else ""
    if not problem:
        return logo
    shape.complain(
        "bad-logo-path",
        brand.get("logo"),
        f"The logo of {what}, “{logo[:80]}”, {problem}.",
        "Write the path from the workspace's root, such as templates/brands/AS/logo.svg",
    )
    return ""


def _colour(shape: Shape, brand: Mapping, what: str) -> str:
    colour = shape.text(brand, "colour", what)
    if _COLOUR.fullmatch(colour):
        digits = colour[1:].lower()
        return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits))
    given = brand.get("colour")
    if given is None:
        return ""
    # Without quotes a # begins a comment, so a colour typed plainly reads as nothing at all.
    said = f"is “{colour[:20]}”" if colour else "is empty"
    shape.complain(
        "bad-colour",
        given,
        f"The colour of {what} {said}, and should be # and six digits or letters a to f.",
        'Write it in quotes, because a # begins a comment: colour: "#7a1f3d"',
    )
    return ""


def _problem_of_path(path: str) -> str:
    """Return what keeps a path from being one inside the workspace, on every system; or nothing."""
    parts = path.split("/")
    if "\\" in path:
        return "has a backslash in it; write / instead"
    if path.startswith(("/", "~")) or ":" in path:
        return "begins outside the workspace"
    if ".." in parts or "." in parts or "" in parts:
        return "does not name one place: leave out “.”, “..” and double or final slashes"
    if _NOT_IN_PATHS.search(path):
        return "has a character in it that Windows allows in no file name"
    if any(is_device(part) or part != part.strip(" .") for part in parts):
        return "has a part that Windows allows as no file name"
    if not path.lower().endswith(LOGO_ENDINGS):
        return "is not an SVG, PNG or JPEG picture"
    return ""
