"""Pictures, charts and drawn letters: what stands in a drawing besides text boxes."""

import posixpath
from collections.abc import Callable, Iterator
from hashlib import sha256

from minuted.model.document import Picture
from minuted.model.policy import Image
from minuted.readers.word.names import CHART, DIAGRAM, MC, WP, A, Element, R, V, number, w
from minuted.readers.word.package import Package

_EMU_PER_MM = 36_000
_BLIP, _IMAGE_DATA = f"{{{A}}}blip", f"{{{V}}}imagedata"
_TEXT_PATH, _SHAPE = f"{{{V}}}textpath", f"{{{V}}}shape"
_DIAGRAM, _CHART = f"{{{DIAGRAM}}}relIds", f"{{{CHART}}}chart"
_ALTERNATE = f"{{{MC}}}AlternateContent"
BOX = w("txbxContent")
_LETTERS = f"{{{A}}}t"
_LEAVES = frozenset((BOX, _LETTERS, _BLIP, _IMAGE_DATA, _TEXT_PATH, _DIAGRAM, _CHART))
_PLAIN_ENDINGS = frozenset((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg"))

Tell = Callable[[str, str, str], None]
"""Takes a remark's code, message and hint."""


def chosen(alternate: Element) -> Element | None:
    """Return the one branch of an AlternateContent that counts: the first, as in Word today."""
    choice = alternate.find(f"{{{MC}}}Choice")
    return choice if choice is not None else alternate.find(f"{{{MC}}}Fallback")


def contents_of(drawing: Element) -> Iterator[Element]:
    """Yield the text boxes, pictures, charts and drawn letters of a drawing, outermost only."""
    for child in drawing:
        if child.tag == _ALTERNATE:
            branch = chosen(child)
            if branch is not None:
                yield from contents_of(branch)
        elif child.tag in _LEAVES:
            yield child
        else:
            yield from contents_of(child)


class Pictures:
    """The pictures of one file, each once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.found: dict[str, Picture] = {}

    def read(self, element: Element, drawing: Element, part: str, tell: Tell) -> Image | str:
        """Return the picture that an element of a drawing shows, or the words it draws.

        Args:
            part: whose pointers the element's ids are.
        """
        if element.tag == _TEXT_PATH:
            return element.get("string", "")
        if element.tag == _LETTERS:
            return element.text or ""
        if element.tag == _DIAGRAM:
            self._tell_diagram(element, part, tell)
            return ""
        if element.tag == _CHART:
            tell(
                "chart",
                "There is a chart here, which is not read.",
                "Make a picture of it in Word, or give its figures as a table.",
            )
            return ""
        return self._image(element, drawing, part, tell)

    def _image(self, element: Element, drawing: Element, part: str, tell: Tell) -> Image | str:
        pointer = self._package.related(part).get(
            element.get(f"{{{R}}}embed") or element.get(f"{{{R}}}id") or ""
        )
        alt, width = _described(element, drawing)
        if pointer is None or pointer.external:
            tell(
                "picture-outside",
                "There is a picture here that lies outside the file, and nothing is fetched.",
                "In Word, insert the picture itself: Insert, Pictures.",
            )
            return ""
        data = self._package.picture(pointer.target)
        if data is None:
            tell(
                "picture-missing",
                f"The picture {posixpath.basename(pointer.target)} is missing, damaged or far"
                " too large.",
                "Insert it again in Word.",
            )
            return ""
        name = sha256(data).hexdigest()
        suffix = posixpath.splitext(pointer.target)[1].lower()
        if suffix not in _PLAIN_ENDINGS:
            tell(
                "picture-format",
                f"The picture {posixpath.basename(pointer.target)} is a drawing of Windows"
                f" ({suffix or 'no ending'}), which copies cannot show.",
                "In Word copy it, paste it as a picture (PNG), and delete the drawing.",
            )
        self.found[name] = Picture(data, suffix)
        return Image(alt, posixpath.join("media", posixpath.basename(pointer.target)), name, width)

    def _tell_diagram(self, element: Element, part: str, tell: Tell) -> None:
        pointer = self._package.related(part).get(element.get(f"{{{R}}}dm") or "")
        words: list[str] = []
        tree = None if pointer is None else self._package.tree(pointer.target)
        if tree is not None:
            words = [one.text for one in tree.iter(f"{{{A}}}t") if one.text]
        tell(
            "diagram",
            f"There is a SmartArt diagram here, which is not read: “{' / '.join(words)[:500]}”.",
            "Write its words as a list or a table.",
        )


def _described(element: Element, drawing: Element) -> tuple[str, float]:
    """Return a picture's words for those who do not see it, and its width in millimetres."""
    properties = next(drawing.iter(f"{{{WP}}}docPr"), None)
    extent = next(drawing.iter(f"{{{WP}}}extent"), None)
    alt, width = "", 0.0
    if properties is not None:
        alt = properties.get("descr") or properties.get("title") or ""
    if extent is not None:
        width = round(max(0, number(extent.get("cx"), 0)) / _EMU_PER_MM, 1)
    if properties is None:
        shape = next(element.iterancestors(_SHAPE), None)
        alt = "" if shape is None else shape.get("alt", "")
        alt = alt or element.get("title", "")
    return " ".join(alt.split()), width
