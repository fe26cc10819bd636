"""Word files read and changed without minuted's own code, for the tests of its writer."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import word_numbers
from lxml import etree

from minuted.model import policy as model
from minuted.writers.base import Assets
from minuted.writers.docx import DocxWriter
from samples import COPY, IMAGES, rich_policy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NS = {"w": W[1:-1], "r": R[1:-1], "wp": WP[1:-1], "pic": PIC[1:-1], "a": A[1:-1]}
NS |= {"v": "urn:schemas-microsoft-com:vml"}
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

TEMPLATE = (Path(__file__).resolve().parents[2] / "templates" / "policy.docx").read_bytes()

Change = Callable[[etree._Element], None]


def parts(docx):
    """Return the parts of a Word file by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members):
    """Return a Word file of parts."""
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return done.getvalue()


def changed(docx=TEMPLATE, replace=None, **changes):
    """Return a Word file with parts changed: `changed(document=lambda root: …)`.

    `replace` maps a part's name to (old, new) pieces of its XML, each of which has to be there.
    """
    members = parts(docx)
    for short, change in changes.items():
        name = f"word/{short}.xml"
        root = etree.fromstring(members[name])
        change(root)
        members[name] = etree.tostring(root)
    for name, swaps in (replace or {}).items():
        text = members[name].decode()
        for old, new in swaps:
            assert old in text, (name, old)
            text = text.replace(old, new)
        members[name] = text.encode()
    return packed(members)


def with_part(name, content, type_=None, relationship=None, docx=TEMPLATE, source="word/document"):
    """Return a Word file with one more part, its content type and a relationship to it."""
    members = parts(docx)
    members[name] = content
    if type_:
        types = members["[Content_Types].xml"].decode()
        override = f'<Override PartName="/{name}" ContentType="{type_}"/></Types>'
        members["[Content_Types].xml"] = types.replace("</Types>", override).encode()
    if relationship:
        folder, base = posixpath.split(source)
        rels = f"{folder}/_rels/{base}.xml.rels"
        one = f'<Relationship Id="rIdMore" {relationship}/></Relationships>'
        members[rels] = members[rels].decode().replace("</Relationships>", one).encode()
    return packed(members)


def stamped(copy=COPY, policy=None, template=TEMPLATE, images=IMAGES):
    """Return a copy, compiled and stamped."""
    text = policy if policy is not None else rich_policy()
    return DocxWriter().compile(text, Assets({"policy.docx": template}, images)).stamp(copy)


def tree(docx, part="word/document.xml"):
    """Return one part, parsed."""
    return etree.fromstring(parts(docx)[part])


def words(element):
    """Return what an element of WordprocessingML says; a tab is a tab, a break is a space."""
    said = []
    for node in element.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if node.getparent().tag == f"{W}tabs":
            continue
        said.append({f"{W}tab": "\t", f"{W}br": " "}.get(node.tag, node.text or ""))
    return "".join(said)


def everything_said(docx):
    """Return the words of body, headers, footers and footnotes, a paragraph a line."""
    lines = []
    for name, content in parts(docx).items():
        if re.fullmatch(r"word/(document|header.*|footer.*|footnotes)\.xml", name):
            lines += (words(p) for p in etree.fromstring(content).iter(f"{W}p"))
    return "\n".join(lines)


class Numbers:
    """Works out the number of each paragraph of a file as Word does; knows nothing of minuted."""

    def __init__(self, docx):
        members = parts(docx)
        self.document = etree.fromstring(members["word/document.xml"])
        self._numbers = word_numbers.Numbers(
            etree.fromstring(members["word/styles.xml"]),
            etree.fromstring(members["word/numbering.xml"]),
        )

    def paragraphs(self):
        """Yield (number as printed, words) of each paragraph outside tables; '' for no number."""
        for paragraph in self.document.find(f"{W}body").iterchildren(f"{W}p"):
            yield self._numbers.of(paragraph), words(paragraph)


def expected(policy, copy=COPY):
    """Return (number as printed, words) of each paragraph of a text, its tables left out."""
    return list(_expected(policy.children, copy))


def _expected(blocks, copy):
    for block in blocks:
        match block:
            case model.Paragraph():
                yield "", plain(block.inlines, copy)
            case model.Bullets():
                for item in block.items:
                    for index, (_, said) in enumerate(_expected(item, copy)):
                        yield (
                            ("•" if index == 0 or isinstance(item[index], model.Bullets) else ""),
                            said,
                        )
            case model.Section():
                number = "" if block.numbering is model.Numbering.UNNUMBERED else block.number
                number = number and model.label(block.number, block.depth)
                said = "Not used" if block.not_used else plain(block.title, copy)
                yield (number, said) if not block.inserted else ("", f"{number}\t{said}")
                yield from _expected(block.children, copy)
            case model.Clause():
                lead = [*_expected(block.lead, copy)] or [("", "")]
                number = model.label(block.number, block.depth)
                first = "Not used" if block.not_used else lead[0][1]
                yield (number, first) if not block.inserted else ("", f"{number}\t{first}")
                yield from ([] if block.not_used else lead[1:])
                yield from _expected(block.children, copy)


def plain(inlines, copy=COPY):
    """Return the words of some inlines, fields filled in and notes left out."""
    said = []
    for inline in inlines:
        match inline:
            case model.Text() | model.Code():
                said.append(inline.text)
            case model.LineBreak():
                said.append(" ")
            case model.Field():
                said.append(copy.fields[inline.name])
            case model.Reference():
                said.append(plain(inline.children, copy) or inline.number)
            case model.Footnote() | model.Image():
                pass
            case _:
                said.append(plain(inline.children, copy))
    return "".join(said)


def assert_sound(docx):
    """Check what every Word file must be, whatever schema it follows."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert len(names) == len(set(names))
    assert names[0] == "[Content_Types].xml"
    members = parts(docx)
    trees = {n: etree.fromstring(c) for n, c in members.items() if n.endswith((".xml", ".rels"))}
    assert_types(members, trees["[Content_Types].xml"])
    assert_relationships(members, trees)
    for name, root in trees.items():
        text = etree.tostring(root, encoding="unicode")
        assert not re.search("[\ufdd0-\ufdef]", text), name
        assert "<?" not in text, name
    assert_names(trees)


def assert_types(members, types):
    endings = {d.get("Extension") for d in types.iter(f"{TYPES}Default")}
    overrides = [o.get("PartName")[1:] for o in types.iter(f"{TYPES}Override")]
    assert len(overrides) == len(set(overrides))
    assert set(overrides) <= set(members)
    for name in members:
        ending = name.rpartition(".")[2]
        assert name in overrides or ending in endings or name == "[Content_Types].xml", name
        # A part of Word's is known by its own type only, not as some XML.
        assert name in overrides or not name.startswith("word/") or ending != "xml", name


def assert_relationships(members, trees):
    reached = {"[Content_Types].xml"}
    for name, root in trees.items():
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        folder, base = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        assert source == "" or source in members, name
        ids = [r.get("Id") for r in root]
        assert len(ids) == len(set(ids)), name
        for one in root:
            if one.get("TargetMode") != "External":
                whole = posixpath.join(posixpath.dirname(source), one.get("Target"))
                reached.add(posixpath.normpath(whole))
        if source:
            used = {v for e in trees[source].iter() for k, v in e.attrib.items() if k.startswith(R)}
            assert used <= set(ids), (name, used - set(ids))
    assert reached == set(members)
    for name, root in trees.items():
        if name.startswith("word/") and f"word/_rels/{name[5:]}.rels" not in trees:
            assert not [k for e in root.iter() for k in e.attrib if k.startswith(R)], name


def assert_names(trees):
    document = trees["word/document.xml"]
    story = [t for n, t in trees.items() if re.match(r"word/(document|header|footer|footnotes)", n)]
    starts = list(document.iter(f"{W}bookmarkStart"))
    names = [s.get(f"{W}name") for s in starts]
    assert len(names) == len({n.lower() for n in names})
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", n) for n in names), names
    ids = [s.get(f"{W}id") for s in starts]
    assert len(ids) == len(set(ids))
    assert sorted(ids) == sorted(e.get(f"{W}id") for e in document.iter(f"{W}bookmarkEnd"))
    for root in story:
        anchors = {h.get(f"{W}anchor") for h in root.iter(f"{W}hyperlink")} - {None}
        codes = [i.text.split()[1] for i in root.iter(f"{W}instrText") if "REF " in i.text]
        assert anchors | set(codes) <= set(names)
    drawings = [d.get("id") for root in story for d in root.iter(f"{WP}docPr")]
    assert len(drawings) == len(set(drawings))
    notes = trees.get("word/footnotes.xml")
    idents = [] if notes is None else [n.get(f"{W}id") for n in notes.iter(f"{W}footnote")]
    assert len(idents) == len(set(idents))
    assert {r.get(f"{W}id") for r in document.iter(f"{W}footnoteReference")} <= set(idents)
    styles = {s.get(f"{W}styleId") for s in trees["word/styles.xml"].iter(f"{W}style")}
    lists = {n.get(f"{W}numId") for n in trees["word/numbering.xml"].iter(f"{W}num")}
    for root in story:
        used = root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
        assert {s.get(f"{W}val") for s in used} <= styles
        assert {n.get(f"{W}val") for n in root.iter(f"{W}numId")} <= lists | {"0"}
