"""Pictures in policy Markdown: their words, their place, their width."""

import re

from minuted.model.policy import Image
from minuted.readers import fields
from minuted.readers.gathered import Gathered
from minuted.readers.tree import Node, plain
from minuted.readers.words import check_characters

_PICTURES = (".svg", ".png", ".jpg", ".jpeg")
_WIDTH = re.compile(r"(\d{1,3}(?:\.\d+)?)(mm|cm)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def read_image(node: Node, line: int, gathered: Gathered) -> Image:
    """Return a picture, its bytes not yet looked at."""
    path, title = node.content[2]
    column = node.position.column
    alt = " ".join(plain_text(plain(node.content[1])).split())
    check_characters(fields.MASK.sub("…", alt), line, gathered)
    if not alt:
        gathered.error(
            "image-alt",
            line,
            column,
            f"The picture “{path}” has no words for readers who cannot see it.",
            "Write what it shows between the square brackets: ![A map of the site](map.png).",
        )
    if title:
        gathered.error(
            "link-title",
            line,
            column,
            f"The picture's title “{title}” would be printed nowhere.",
            "Delete it, or write it among the words.",
        )
    _check_path(path, line, column, gathered)
    return Image(alt, path, "", _width(node, line, gathered))


def _check_path(path: str, line: int, column: int, gathered: Gathered) -> None:
    check_characters(fields.MASK.sub("…", path), line, gathered)
    if _SCHEME.match(path) or path.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", path):
        gathered.error(
            "image-path",
            line,
            column,
            f"The picture “{path}” does not lie beside this policy.",
            "Put the file in the folder policy_src and write its name only.",
        )
    elif not path.lower().endswith(_PICTURES) or "\\" in path:
        gathered.error(
            "image-path",
            line,
            column,
            f"“{path}” is not the name of a picture that every copy can show.",
            "Use a .png, .jpg or .svg file, with / between folders.",
        )


def _width(node: Node, line: int, gathered: Gathered) -> float:
    attributes = node.attributes
    match = _WIDTH.fullmatch(attributes.pairs.get("width", ""))
    rest = {key: value for key, value in attributes.pairs.items() if key != "width"}
    width = float(match[1]) * (10 if match[2] == "cm" else 1) if match else 0.0
    if attributes.id or attributes.classes or rest or (attributes.pairs and not width):
        gathered.error(
            "unknown-attribute",
            line,
            node.position.column,
            f"{attributes} is not understood on a picture.",
            "Only a width in mm or cm can be given: {width=60mm}.",
        )
    return width


def plain_text(nodes: list[Node]) -> str:
    """Return the words of some inlines, for a place where nothing else can stand."""
    done: list[str] = []
    for node in nodes:
        match node.tag:
            case "Str":
                done.append(node.content)
            case "Space" | "SoftBreak" | "LineBreak":
                done.append(" ")
            case "Code":
                done.append(node.content[1])
            case "Link" | "Image":
                done.append(plain_text(plain(node.content[1])))
            case "Span" | "Emph" | "Strong" | "Superscript" | "Subscript" | "Strikeout":
                done.append(plain_text(plain(node.content)))
            case _:
                pass
    return "".join(done)
