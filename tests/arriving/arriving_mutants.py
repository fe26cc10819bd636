"""Files that somebody shook: by the byte, by the element, by the object, by the mark."""

import io
import random
import re
import zipfile
from collections.abc import Callable

import pikepdf
from lxml import etree

NUMBERS = ("", "0", "-1", "1", "9", "99", "2147483648", "1e308", "NaN", "٣", "½")
ODD = ("\u202e", "\u00ad", "\ufeff", "x" * 5_000, "😀", "a\u0301", "\u2028", "{{ school.name }}")
NOISE = (
    *("1. ", "1.1 ", "(a) ", "iv. ", "- ", "> ", "# ", "###### ", "| a | b |\n|---|---|\n", ":::"),
    *("::: {.only for=ASH}", "[^1]", "[^1]: note\n", "[](#x)", "![](x.png)", "{#x}", "**", "_"),
    *("{{", "}}", "{% if %}", "`", "~~~\n", "\\", "\t", "\n\n", "\f", "---\n", "&amp;", "&#0;"),
    *(
        "Page 2 of 9\n",
        "9.9.9.9.9.9 ",
        "Minute FGB/2324/050923/7",
        "29th August 2023",
        "<!--",
        "-->",
    ),
)
TAGS = (
    *("<p>", "</p>", "<ol>", "</ol>", "<li>", "</li>", "<table>", "<tr>", "<td colspan=9>", "<th>"),
    *("</table>", "<h1>", "</h1>", "<h6>", "<div hidden>", "</div>", "<span style='color:#fff'>"),
    *("<sup>", "<a href='#x'>", "</a>", "<script>", "<style>", "<br>", "<ol start=7 type=a>"),
    *("<!--", "<![CDATA[", "<svg>", "<math>", "<template>", "<del>", "<ins>", "<base href='x'>"),
)
_WORDS = re.compile(r"<[^<>]{0,200}>|\w+|\s+|[^\w\s]")

Change = Callable[[bytes, random.Random], bytes]


def shaken_bytes(data: bytes, chance: random.Random) -> bytes:
    """Change, cut out, double or move some bytes, or cut the file short."""
    done = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40))):
        at, length = chance.randrange(len(done)), chance.randrange(1, 200)
        match chance.randrange(5):
            case 0:
                done[at] = chance.randrange(256)
            case 1:
                del done[at : at + length]
            case 2:
                done[at:at] = done[at : at + length]
            case 3:
                other = chance.randrange(len(done))
                done[at : at + length] = done[other : other + length]
            case _:
                if chance.random() < 0.1:
                    del done[at:]
        done = done or bytearray(b"x")
    return bytes(done)


def shaken_zip(data: bytes, chance: random.Random) -> bytes:
    """Shake the XML of one or two parts of a Word file, or lose, swap or double the parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    likely = [n for n in parts if re.search(r"document|numbering|styles|notes|header|\.rels", n)]
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(likely if chance.random() < 0.9 else list(parts))
        match chance.randrange(12):
            case 0:
                parts[name] = shaken_bytes(parts[name] or b"x", chance)
            case 1:
                del parts[name]
                likely = [n for n in likely if n in parts] or list(parts)
            case 2:
                other = chance.choice(likely)
                parts[name], parts[other] = parts[other], parts[name]
            case _:
                parts[name] = _shaken_tree(parts[name], chance)
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return done.getvalue()


def _shaken_tree(content: bytes, chance: random.Random) -> bytes:
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return content
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    values = [value for one in elements for value in one.attrib.values()] or [""]
    for _ in range(chance.choice((1, 1, 3, 10))):
        one, other = chance.choice(elements), chance.choice(elements)
        parent = one.getparent()
        match chance.randrange(9):
            case 0 if parent is not None:
                parent.remove(one)
            case 1 if parent is not None:
                for _ in range(chance.choice((1, 1, 30))):
                    one.addnext(_copy(one))
            case 2:
                other.append(_copy(one)) if len(etree.tostring(root)) < 400_000 else None
            case 3 if parent is not None and other.getparent() is not None:
                copied = _copy(other)
                parent.replace(one, copied)
            case 4 if one.attrib:
                key = chance.choice(list(one.attrib))
                one.set(key, chance.choice((*NUMBERS, chance.choice(values))))
            case 5 if one.attrib:
                del one.attrib[chance.choice(list(one.attrib))]
            case 6:
                one.tag = other.tag
            case 7 if one.text:
                one.text = chance.choice((*ODD, one.text[::-1], "", one.text * 3))
            case _:
                one.tail = chance.choice((" ", "words beside", ODD[0]))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def shaken_objects(data: bytes, chance: random.Random) -> bytes:
    """Shake the objects and the drawing of a PDF."""
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        objects = [
            one for one in opened.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)
        ]
        for _ in range(chance.choice((1, 1, 3, 8))):
            if chance.random() < 0.3:
                _shake_drawing(opened, chance)
                continue
            one, other = chance.choice(objects), chance.choice(objects)
            keys = [key for key in one if key != "/Length"]
            if not keys:
                continue
            key = chance.choice(keys)
            match chance.randrange(5):
                case 0:
                    del one[key]
                case 1:
                    one[key] = other
                case 2:
                    one[key] = chance.choice((0, -1, 2**31 - 1, 1, "x", True))
                case 3:
                    one[key] = pikepdf.Array([one.get(key), other])
                case _:
                    one[key] = pikepdf.Name(chance.choice(("/X", "/Page", "/H1", "/Artifact")))
        opened.save(done)
    return done.getvalue()


def _shake_drawing(opened: pikepdf.Pdf, chance: random.Random) -> None:
    page = chance.choice(list(opened.pages))
    drawn = list(pikepdf.parse_content_stream(page))
    if not drawn:
        return
    for _ in range(chance.choice((1, 5, 40))):
        at, other = chance.randrange(len(drawn)), chance.randrange(len(drawn))
        match chance.randrange(3):
            case 0 if len(drawn) > 1:
                del drawn[at]
            case 1:
                drawn[at], drawn[other] = drawn[other], drawn[at]
            case _:
                drawn.insert(at, drawn[other])
    page.Contents = opened.make_stream(pikepdf.unparse_content_stream(drawn))


def shaken_marks(data: bytes, chance: random.Random) -> bytes:
    """Shake a text or a page by its words, marks and lines."""
    pieces = _WORDS.findall(data.decode("utf-8", "replace"))
    noise = TAGS if b"<html" in data[:400].lower() else NOISE
    for _ in range(chance.choice((1, 2, 8, 40))):
        at, length = chance.randrange(len(pieces)), chance.choice((1, 1, 2, 30))
        match chance.randrange(5):
            case 0:
                del pieces[at : at + length]
            case 1:
                pieces[at:at] = pieces[at : at + length]
            case 2:
                other = chance.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 3:
                pieces.insert(at, chance.choice(noise) * chance.choice((1, 1, 1, 50)))
            case _:
                pieces[at] = chance.choice((*ODD, *NUMBERS))
        pieces = pieces or ["x"]
    return "".join(pieces).encode()


CHANGES: dict[str, tuple[Change, ...]] = {
    "docx": (shaken_zip, shaken_zip, shaken_zip, shaken_bytes),
    "pdf": (shaken_objects, shaken_objects, shaken_bytes),
    "html": (shaken_marks, shaken_marks, shaken_bytes),
    "txt": (shaken_marks, shaken_marks, shaken_bytes),
    "md": (shaken_marks, shaken_marks, shaken_bytes),
}
