"""The typefaces that copies are set in: the bundled ones and the office's; never the machine's."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

import font_source_sans_pro
import typst

from minuted.errors import RenderError
from minuted.writers.pdf.faults import TemplateError
from minuted.writers.pdf.private_folder import PrivateFolder

FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
OFFICE_FONTS = "fonts/"
_BUNDLED = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


class Typefaces:
    """A set of fonts, loaded once for any number of policies.

    Attributes:
        fonts: as Typst wants them.
        families: the names to choose from.
    """

    def __init__(self, office: tuple[tuple[str, bytes], ...]) -> None:
        self._folder = PrivateFolder()
        folders = []
        # Typst takes folders, in their own order on disk. One folder a font makes the order ours,
        # and so the choice between two fonts that claim the same name.
        for index, (name, data) in enumerate((*office, *_bundled())):
            self._folder.write(f"{index}/{PurePosixPath(name).name}", data)
            folders.append(self._folder.path / str(index))
        self.fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=folders
        )
        found = self.fonts.fonts()
        self.families = frozenset(font.family for font in found)
        loaded = {Path(font.path).parent.name for font in found if font.path}
        self.unreadable = tuple(
            name for index, (name, _) in enumerate(office) if str(index) not in loaded
        )

    def has(self, family: str) -> bool:
        """Whether text can be set in a family; case does not matter."""
        return family.casefold() in {known.casefold() for known in self.families}


def typefaces(templates: Mapping[str, bytes]) -> Typefaces:
    """Return the fonts among the office's template files, and the bundled ones after them.

    Raises:
        TemplateError: a file is not a font.
    """
    loaded = _load(office_fonts(templates))
    if loaded.unreadable:
        raise TemplateError(
            "It is not a font that can be read.",
            "Replace it with the family's .ttf or .otf file, or remove it.",
            f"templates/{loaded.unreadable[0]}",
        )
    return loaded


def families(templates: Mapping[str, bytes]) -> frozenset[str]:
    """Return the families that a brand may name, given the office's template files.

    Raises:
        TemplateError: a file is not a font.
    """
    return typefaces(templates).families


def office_fonts(templates: Mapping[str, bytes]) -> tuple[tuple[str, bytes], ...]:
    """Return the office's font files by name, sorted."""
    return tuple(
        (name, data)
        for name, data in sorted(templates.items())
        if name.startswith(OFFICE_FONTS) and name.lower().endswith(FONT_SUFFIXES)
    )


def must_have(faces: Typefaces, family: str) -> None:
    """Check that a brand's family is at hand; empty is the template's own.

    Raises:
        RenderError: it is not.
    """
    if family and not faces.has(family):
        at_hand = ", ".join(sorted(faces.families))
        raise RenderError(
            f"The font “{family}” is not installed with these templates.",
            f"Put its .ttf or .otf files into templates/{OFFICE_FONTS}, or name one of: {at_hand}.",
        )


@lru_cache(maxsize=4)
def _load(office: tuple[tuple[str, bytes], ...]) -> Typefaces:
    return Typefaces(office)


def _bundled() -> list[tuple[str, bytes]]:
    folder = Path(font_source_sans_pro.font_directory)
    names = [f"SourceSansPro-{style}.ttf" for style in _BUNDLED]
    return [(name, (folder / name).read_bytes()) for name in names]
