"""A copy's own description of itself: what Word shows under File, Info and Properties.

`docProps/core.xml` has the title, the author and the dates; `docProps/custom.xml` the facts by
which a copy is told again: policy, version, audience, minute, fingerprint.
"""

from lxml import etree

from minuted.model.copy import Copy
from minuted.writers.docx import ooxml
from minuted.writers.docx.drafting import DRAFT
from minuted.writers.docx.ooxml import CORE, CUSTOM, DC, DCTERMS, VT, XSI
from minuted.writers.docx.package import Package
from minuted.writers.docx.pieces import INSTRUCTION, escape, slot

_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What Word knows custom properties by."""

_CORE_POINTER = "/metadata/core-properties"

WHEN = "copy.when"

_CUSTOM = {
    "Policy": "policy.slug",
    "Version": "policy.version",
    "Audience": "school.code",
    "Minute": "decision.minute",
    "Decision date": "copy.decided",
    "Review date": "copy.review_date",
    "Fingerprint": "copy.fingerprint",
}
"""Custom properties and the values they show; one without a value is left out."""


def property_values(copy: Copy) -> dict[str, bytes]:
    """Return the values that only properties use, as escaped XML."""
    values = {
        WHEN: f"{copy.when.isoformat()}T00:00:00Z",
        "copy.decided": copy.decided.isoformat() if copy.decided else "",
        "copy.review_date": copy.review_date,
        "copy.fingerprint": copy.fingerprint,
        DRAFT: "yes" if copy.draft else "",
    }
    return {name: escape(value).encode() for name, value in values.items()}


def open_properties(package: Package) -> None:
    """Let the file's properties be the copy's; what else the office filled in stays."""
    _open_core(package)
    _open_custom(package)


def _open_core(package: Package) -> None:
    # LibreOffice points to this part by a name of its own, which Word does not know.
    pointers = [r for r in package.relationships[""] if r.type.endswith(_CORE_POINTER)]
    part = pointers[0].target if pointers else "docProps/core.xml"
    package.relationships[""] = [r for r in package.relationships[""] if r not in pointers]
    package.relate("", ooxml.REL_CORE, part)
    old = package.trees.get(part)
    prefixes = {"cp": CORE, "dc": DC, "dcterms": DCTERMS, "xsi": XSI}
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap=prefixes)
    ours = {
        f"{{{DC}}}title": slot("policy.title"),
        f"{{{DC}}}creator": slot("trust.name"),
        f"{{{CORE}}}lastModifiedBy": slot("trust.name"),
        f"{{{DCTERMS}}}created": slot(WHEN),
        f"{{{DCTERMS}}}modified": slot(WHEN),
    }
    for name, value in ours.items():
        element = etree.SubElement(root, name)
        element.text = value
        if name.startswith(f"{{{DCTERMS}}}"):
            element.set(f"{{{XSI}}}type", "dcterms:W3CDTF")
    stale = {f"{{{CORE}}}{name}" for name in ("revision", "lastPrinted")}
    for element in () if old is None else list(old):
        if element.tag not in ours and element.tag not in stale:
            root.append(element)
    language = f"{{{DC}}}language"
    if root.find(language) is None:
        etree.SubElement(root, language).text = "en-GB"
    package.add_tree(part, ooxml.TYPE_CORE, root)


def _open_custom(package: Package) -> None:
    part = package.target("", ooxml.REL_CUSTOM)
    old = package.trees.get(part)
    root = etree.fromstring(f'<Properties xmlns="{CUSTOM}" xmlns:vt="{VT}"/>')
    for element in () if old is None else list(old):
        if element.get("name") not in (*_CUSTOM, "Draft"):
            root.append(element)
    for name, value in _CUSTOM.items():
        root.append(etree.ProcessingInstruction(INSTRUCTION, f"when {value}"))
        etree.SubElement(_property(root, name), f"{{{VT}}}lpwstr").text = slot(value)
        root.append(etree.ProcessingInstruction(INSTRUCTION, "end"))
    draft = _property(root, "Draft")
    for opening, value in ((f"when {DRAFT}", "true"), ("otherwise", "false")):
        draft.append(etree.ProcessingInstruction(INSTRUCTION, opening))
        etree.SubElement(draft, f"{{{VT}}}bool").text = value
    draft.append(etree.ProcessingInstruction(INSTRUCTION, "end"))
    for pid, element in enumerate(root.iterchildren(etree.Element), 2):
        element.set("pid", str(pid))
    if part not in package.parts:
        part = "docProps/custom.xml"
        package.relate("", ooxml.REL_CUSTOM, part)
    package.add_tree(part, ooxml.TYPE_CUSTOM, root)


def _property(root: etree._Element, name: str) -> etree._Element:
    element = etree.SubElement(root, f"{{{CUSTOM}}}property")
    element.set("fmtid", _FORMAT_ID)
    element.set("pid", "0")
    element.set("name", name)
    return element
