"""The office's Word template around a document of ours that is no copy: its look, another body.

    template ──stamped without a text──▶ headers, footers, styles, brand ──document(body)──▶ bytes
                                         the body goes, its last section stays

Comparisons and papers for meetings are made this way, so that they look like the school's copies.
"""

from lxml import etree

from minuted.model.copy import Copy
from minuted.model.front_matter import FrontMatter
from minuted.model.opc import relationships_name
from minuted.model.policy import Policy
from minuted.writers.base import Assets
from minuted.writers.docx import ooxml
from minuted.writers.docx.look import Look, StyleSheet
from minuted.writers.docx.members import content_types, relationships_pieces, serialise
from minuted.writers.docx.ooxml import w
from minuted.writers.docx.package import Package, read_package
from minuted.writers.docx.pieces import escape, fill
from minuted.writers.docx.writer import DocxWriter
from minuted.writers.docx.zipping import archive, deflate

_BEFORE_TRACKING = frozenset(
    w(name)
    for name in (
        *("writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime"),
        *("doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText"),
        *("printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts"),
        *("embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins"),
        *("alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter"),
        *("gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle"),
        *("proofState", "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter"),
        *("stylePaneSortMethod", "documentType", "mailMerge", "revisionView", "trackRevisions"),
    )
)
"""What the schema wants before `w:trackRevisions`, and that itself."""


class Letterhead:
    """One template with one audience's brand; any number of documents can be made on it.

    Attributes:
        look: what the body takes its styles and measures from.
        first_id: from here on no number of a bookmark, drawing or change is taken.
    """

    def __init__(self, template: bytes, copy: Copy) -> None:
        """Prepare the template; `copy` fills in what headers and footers say.

        Raises:
            RenderError: the template has a fault, or the logo cannot be read.
        """
        nothing = Policy(FrontMatter(copy.title), ())
        compiled = DocxWriter().compile(nothing, Assets({"policy.docx": template}))
        self.look: Look = compiled.prepared.look
        self._stamped = compiled.stamp(copy)
        package = read_package(self._stamped)
        self._styles = StyleSheet(package.trees.get(_part(package, "/styles")))
        self.first_id = 1 + max(
            (
                int(value)
                for tree in package.trees.values()
                for element in tree.iter(etree.Element)
                for value in (element.get(w("id"), ""), element.get("id", ""))
                if value.isdecimal() and len(value) < 10
            ),
            default=0,
        )

    def style(self, name: str, otherwise: str) -> str:
        """Return the id of a paragraph style, or of another one where the office has none such."""
        return escape(self._styles.find(name, "paragraph") or self.look.styles[otherwise])

    def document(self, body: str, *, tracked: bool = False) -> bytes:
        """Return a Word file.

        Args:
            body: paragraphs and tables.
            tracked: whether what somebody changes in it later is tracked too.
        """
        package = read_package(self._stamped)
        _replace_body(package.trees[package.document], body)
        settings = package.trees.get(package.target(package.document, ooxml.REL_SETTINGS))
        if tracked and settings is not None and settings.find(w("trackRevisions")) is None:
            before = sum(child.tag in _BEFORE_TRACKING for child in settings)
            settings.insert(before, etree.Element(w("trackRevisions")))
        package.drop_unreachable()
        return _zipped(package)


def _part(package: Package, ending: str) -> str:
    for one in package.relationships.get(package.document, ()):
        if one.type.endswith(ending):
            return one.target
    return ""


def _replace_body(document: etree._Element, xml: str) -> None:
    body = document.find(w("body"))
    assert body is not None  # or it would have been no Word file
    last = [child for child in body if child.tag == w("sectPr")][-1:]
    prefixes = " ".join(f'xmlns:{p}="{uri}"' for p, uri in ooxml.BODY_PREFIXES.items())
    new = etree.fromstring(f"<body {prefixes}>{xml}<w:p/></body>")
    for child in list(body):
        body.remove(child)
    body.text = None
    body.extend([*new, *last])


def _zipped(package: Package) -> bytes:
    members = {"[Content_Types].xml": content_types(package.defaults, package.overrides)}
    for part, relationships in package.relationships.items():
        if relationships:
            members[relationships_name(part)] = fill(
                relationships_pieces(part, relationships), {}, ()
            )
    for name, content in package.parts.items():
        tree = package.trees.get(name)
        members[name] = content if tree is None else serialise(tree)
    first = ("[Content_Types].xml", "_rels/.rels")
    order = sorted(members, key=lambda name: (name != first[0], name != first[1], name))
    return archive(deflate(name, members[name]) for name in order)
