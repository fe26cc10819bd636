"""What a Word file says behind a reader's back: hidden, white or tiny words, boxes, changes.

A reading of the words says nothing of them, because it leaves them out or takes them in; somebody
who asks whether a copy was altered wants to be told.
"""

from collections.abc import Iterator

from lxml import etree

from minuted.model.document import Place, Remark
from minuted.readers.excerpts import short
from minuted.readers.word.faults import WordFaultError
from minuted.readers.word.package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TINY = 7
"""Half points; letters of three points and less are not meant to be read."""

_CHANGES = {
    f"{_W}ins": "added",
    f"{_W}del": "struck",
    f"{_W}moveFrom": "moved away",
    f"{_W}moveTo": "moved here",
}
_FOREIGN = {
    f"{_W}altChunk": "a part of another file",
    f"{_W}object": "an embedded object",
    f"{_W}subDoc": "a part of another file",
}
_OFF = ("0", "false", "off", "none")


def word_marks(data: bytes) -> list[Remark]:
    """Return a remark for each such thing in the order of the file; none of an unreadable one."""
    try:
        return list(_of_package(Package(data)))
    except WordFaultError:
        return []


def _of_package(package: Package) -> Iterator[Remark]:
    parts = [package.document]
    for one in package.related(package.document).values():
        kind = one.type.rpartition("/")[2]
        if kind in ("header", "footer", "footnotes", "endnotes") and not one.external:
            parts.append(one.target)
    styles_part = package.first("styles")
    looks = _Looks(package.tree(styles_part) if styles_part else None)
    for part in dict.fromkeys(parts):
        root = package.tree(part)
        if root is not None:
            yield from _of_part(root, looks, "" if part == package.document else _name(part))


def _name(part: str) -> str:
    name = part.rpartition("/")[2].partition(".")[0]
    return name.rstrip("0123456789")


class _Looks:
    """The looks of the styles that hide words, by their ids."""

    def __init__(self, styles: etree._Element | None) -> None:
        self.why: dict[str, str] = {}
        self._above: dict[str, str] = {}
        for style in () if styles is None else styles.iter(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            based = style.find(f"{_W}basedOn")
            self._above[name] = "" if based is None else based.get(f"{_W}val", "")
            self.why[name] = _why(style.find(f"{_W}rPr"))

    def of(self, name: str) -> str:
        """Return why words in a style are not seen; empty where they are."""
        for _ in range(20):
            if not name:
                return ""
            if self.why.get(name):
                return self.why[name]
            name = self._above.get(name, "")
        return ""


def _of_part(root: etree._Element, looks: _Looks, where: str) -> Iterator[Remark]:
    paragraph = 0
    for element in root.iter():
        tag = element.tag
        if tag == f"{_W}p":
            paragraph += 1
        place = Place(0, paragraph, where or f"paragraph {max(paragraph, 1)}")
        if tag == f"{_W}r":
            said = _words(element)
            why = _run_is_unseen(element, looks) if said.strip() else ""
            if why:
                yield _remark("hidden-text", f"There are {why} words: “{_short(said)}”.", place)
        elif tag in _CHANGES and element.getparent() is not None:
            said = _words(element)
            if said.strip():
                what = _CHANGES[str(tag)]
                yield _remark(
                    "tracked-change", f"A tracked change has words {what}: “{_short(said)}”.", place
                )
        elif tag == f"{_W}txbxContent":
            inner = any(True for _ in element.iterancestors(f"{_W}txbxContent"))
            if not inner and not _is_fallback(element):
                said = _words(element)
                yield _remark("text-box", f"There is a text box: “{_short(said)}”.", place)
        elif tag in _FOREIGN:
            yield _remark("foreign", f"There is {_FOREIGN[str(tag)]} in it.", place)


def _is_fallback(element: etree._Element) -> bool:
    return any(str(above.tag).endswith("}Fallback") for above in element.iterancestors())


def _run_is_unseen(run: etree._Element, looks: _Looks) -> str:
    properties = run.find(f"{_W}rPr")
    own = _why(properties)
    if own:
        return own
    named = properties.find(f"{_W}rStyle") if properties is not None else None
    if named is not None and (why := looks.of(named.get(f"{_W}val", ""))):
        return why
    for paragraph in run.iterancestors(f"{_W}p"):
        styled = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return looks.of(styled.get(f"{_W}val", "")) if styled is not None else ""
    return ""


def _why(properties: etree._Element | None) -> str:
    """Return how a look hides words; empty where it does not."""
    if properties is None:
        return ""
    for name in ("vanish", "specVanish", "webHidden"):
        element = properties.find(f"{_W}{name}")
        if element is not None and element.get(f"{_W}val", "1").lower() not in _OFF:
            return "hidden"
    size = _number(properties, "sz")
    if size is not None and size < _TINY:
        return "tiny"
    scale = _number(properties, "w")
    if scale is not None and scale < 10:
        return "tiny"
    colour = properties.find(f"{_W}color")
    said = colour.get(f"{_W}val", "") if colour is not None else ""
    themed = colour.get(f"{_W}themeColor", "") if colour is not None else ""
    ground = any(properties.find(f"{_W}{name}") is not None for name in ("shd", "highlight"))
    return "white" if not ground and (themed == "background1" or _is_pale(said)) else ""


def _is_pale(colour: str) -> bool:
    try:
        value = bytes.fromhex(colour)
    except ValueError:
        return False
    return len(value) == 3 and min(value) > 242


def _number(properties: etree._Element, name: str) -> float | None:
    element = properties.find(f"{_W}{name}")
    said = element.get(f"{_W}val", "") if element is not None else ""
    try:
        return float(said.rstrip("%")) if said else None
    except ValueError:
        return None


def _words(element: etree._Element) -> str:
    kinds = (f"{_W}t", f"{_W}delText")
    return "".join(text.text or "" for text in element.iter(*kinds))


def _short(text: str) -> str:
    return short(" ".join(text.split()))


def _remark(code: str, message: str, place: Place) -> Remark:
    return Remark(
        code, message, "Find out how it came there; no copy that minuted makes has it.", place
    )
