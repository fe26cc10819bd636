"""PDFs that are broken, locked, scanned or made to hurt: refused by name, bounded, no traceback."""

import contextlib
import io
import random
import zlib

import pikepdf
import pytest
from pdf_pages import pdf

from minuted.errors import MinutedError, RefusedError
from minuted.readers.pdf import process, raw_words, read_pdf

GOOD = pdf("#c[1.1][A clause.]\n#c[1.2][Another.]")


def _saved(data: bytes, **options: object) -> bytes:
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(done, **options)  # type: ignore[arg-type]
    return done.getvalue()


def _scan() -> bytes:
    with pikepdf.new() as made:
        page = made.add_blank_page()
        picture = pikepdf.Stream(made, zlib.compress(b"\x80" * 10_000))
        picture.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=100,
            Height=100,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.FlateDecode,
        )
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
        page.obj.Contents = pikepdf.Stream(made, b"q 500 0 0 700 50 50 cm /I Do Q")
        done = io.BytesIO()
        made.save(done)
        return done.getvalue()


def _tags_gone(opened: pikepdf.Pdf) -> None:
    opened.Root.StructTreeRoot = 5


def _font_untold(opened: pikepdf.Pdf) -> None:
    for font in opened.pages[0].obj.Resources.Font.values():
        font.ToUnicode = opened.make_stream(b"x")
        font.ToUnicode.write(b"no such thing", filter=pikepdf.Name.FlateDecode)


@pytest.mark.parametrize("change", [_tags_gone, _font_untold])
def test_where_its_tags_are_broken_a_pdf_is_read_by_its_look(change):
    done = io.BytesIO()
    with pikepdf.open(io.BytesIO(GOOD)) as opened:
        assert "/StructTreeRoot" in opened.Root
        change(opened)
        opened.save(done)
    labels = [part.label for part in read_pdf(done.getvalue(), "it").parts]
    assert len(labels) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_saved(GOOD, encryption=pikepdf.Encryption(owner="o", user="u")), "password"),
        (_scan(), "scan"),
        (b"", "no PDF"),
        (b"PK\x03\x04 no such thing", "no PDF"),
        (b"%PDF-1.7\nnonsense", "no PDF, or is broken"),
        (GOOD[: len(GOOD) // 3], "broken"),
    ],
    ids=["locked", "scan", "empty", "zip", "nonsense", "cut"],
)
def test_what_cannot_be_read_is_refused_by_name(data, words):
    with pytest.raises(RefusedError) as refused:
        read_pdf(data, "Trips.pdf")
    assert refused.value.message.startswith("Trips.pdf ")
    assert words in refused.value.message
    assert refused.value.hint


def test_a_locked_pdf_that_opens_without_a_password_is_read():
    data = _saved(GOOD, encryption=pikepdf.Encryption(owner="o", user=""))
    assert len(read_pdf(data, "it").parts) == 2


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read():
    process.end()  # one that is already there may be as fast as that
    with pytest.raises(process.ChildDiedError):
        process.ask("tables", GOOD, 0.001)
    assert len(process.ask("tables", GOOD, 60)["pages"]) == 1


def test_nothing_of_the_folder_it_is_started_in_is_run(tmp_path, monkeypatch):
    for name in ("json.py", "struct.py", "minuted.py", "pypdfium2.py"):
        (tmp_path / name).write_text("open('run', 'w').close()", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    process.end()  # the next file gets a process that is started here
    assert len(read_pdf(GOOD, "it").parts) == 2
    process.end()
    assert not (tmp_path / "run").exists()


def test_words_at_places_that_no_page_has_are_read_all_the_same():
    with pikepdf.open(io.BytesIO(GOOD)) as opened:
        for far in (b"1e38 1e38", b"-9e30 4", b"0 99999999"):
            more = b"BT /F9 1e30 Tf 1 0 0 1 %s Tm (far) Tj ET" % far
            opened.pages[0].contents_add(more)
        opened.pages[0].obj.Resources.Font["/F9"] = opened.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
            )
        )
        done = io.BytesIO()
        opened.save(done)
    labels = [part.label for part in read_pdf(done.getvalue(), "it").parts]
    assert {"1.1", "1.2"} <= set(labels)


@pytest.mark.stress  # pdfium goes round for ten seconds before it gives up
def test_a_page_that_draws_itself_ends():
    with pikepdf.open(io.BytesIO(GOOD)) as opened:
        page = opened.pages[0]
        form = pikepdf.Stream(opened, b"/F Do /F Do")
        form.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 100, 100],
        )
        form = opened.make_indirect(form)
        form.stream_dict.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page.obj.Resources.XObject = pikepdf.Dictionary(F=form)
        page.contents_add(b"/F Do")
        done = io.BytesIO()
        opened.save(done)
    _survives(done.getvalue())


def _mutations(count: int, seed: int) -> list[bytes]:
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        data = bytearray(GOOD)
        for _ in range(chance.choice((1, 3, 20, 200))):
            at = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(1, 50)]
                case 2:
                    data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(20)))
                case _:
                    length = chance.randrange(1, 300)
                    other = chance.randrange(len(data))
                    data[at : at + length] = data[other : other + length]
            if not data:
                data = bytearray(b"%PDF-")
        made.append(bytes(data))
    return made


def _survives(data: bytes) -> None:
    """Read a file in every way; whatever else than a plain refusal comes out fails the test."""
    for read in (read_pdf, raw_words):
        with contextlib.suppress(MinutedError):
            read(data, "it")


def test_no_mutation_gets_past_a_plain_refusal():
    for data in _mutations(40, 1):
        _survives(data)


@pytest.mark.stress
def test_no_mutation_of_thousands_gets_past_a_plain_refusal():
    for data in _mutations(3_000, 2):
        _survives(data)
