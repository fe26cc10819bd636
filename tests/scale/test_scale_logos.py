"""A logo has as many pixels as copies have use for, and is drawn once for all of them."""

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

import samples
from minuted.model.copy import Brand
from minuted.store.cache import Cache
from minuted.tasks.logos import Logos
from minuted.writers import logos, raster, writer
from minuted.writers.base import Assets
from minuted.writers.docx.prepare import KnownBrands, known_brands, prepare
from workspaces import Run, TestWorkspace

FOLDER = Path(__file__).parents[2] / "templates"
TEMPLATES = {
    name: (FOLDER / name).read_bytes()
    for name in ("policy.docx", "policy.typ", "policy.html", "policy.css")
}
LARGE = samples.png(2400, 1200)
FITTING = samples.png(480, 240)


def jpg() -> bytes:
    done = io.BytesIO()
    Image.new("RGB", (1500, 700), (200, 0, 0)).save(done, "JPEG")
    return done.getvalue()


KINDS = {"png": LARGE, "svg": samples.LOGO, "jpg": jpg()}


def branded(logo: bytes, kind: str = "png") -> Brand:
    return replace(samples.BRAND, logo=logo, logo_format=kind)


def stamped(form: str, brand: Brand, templates: dict[str, bytes] = TEMPLATES) -> bytes:
    template = writer(form).compile(samples.rich_policy(), Assets(templates, samples.IMAGES))
    return template.stamp(replace(samples.COPY, brand=brand))


def sizes_in_pdf(data: bytes) -> set[tuple[int, int]]:
    """Return the sizes of a copy's pictures in pixels, but for the one in the text."""
    pdf = pikepdf.open(io.BytesIO(data))
    images = [
        (int(one.Width), int(one.Height))
        for one in pdf.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
    ]
    return set(images) - {(40, 20)}


def logo_in_page(data: bytes) -> bytes:
    found = re.search(rb'class="logo" src="data:image/[a-z+]+;base64,([^"]+)"', data)
    assert found
    return base64.b64decode(found[1])


def size_of(picture: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(picture)).size


def logo_in_word(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        (name,) = [name for name in package.namelist() if name.startswith("word/media/logo")]
        return package.read(name)


@pytest.mark.parametrize(
    ("box", "size"),
    [
        ("width: 70mm, height: 17mm", (480, 240)),
        ("width: 40mm, height: 80mm", (480, 240)),
        ("width: 90mm, height: 35mm", (900, 450)),
        ("width: 160mm, height: 80mm", (2400, 1200)),
    ],
)
def test_a_pdf_has_the_pixels_that_its_template_s_place_has_use_for(
    box: str, size: tuple[int, int]
) -> None:
    shipped = TEMPLATES["policy.typ"]
    assert b"logo(width: 70mm, height: 17mm)" in shipped
    own = shipped.replace(b"width: 70mm, height: 17mm", box.encode())
    data = stamped("pdf", branded(LARGE), TEMPLATES | {"policy.typ": own})
    assert sizes_in_pdf(data) == {size}


def test_a_page_and_a_word_file_have_no_more_pixels_than_they_show() -> None:
    assert size_of(logo_in_page(stamped("html", branded(LARGE)))) == (480, 240)
    assert size_of(logo_in_word(stamped("docx", branded(LARGE)))) == (900, 450)


def test_a_logo_that_is_no_larger_stays_as_the_school_saved_it() -> None:
    assert logo_in_page(stamped("html", branded(FITTING))) == FITTING
    assert logo_in_word(stamped("docx", branded(FITTING))) == FITTING
    assert sizes_in_pdf(stamped("pdf", branded(FITTING))) == {(480, 240)}


@pytest.mark.parametrize("kind", ["svg", "jpg"])
def test_lines_and_photographs_stay_as_they_are_in_pdfs_and_pages(kind: str) -> None:
    brand = branded(KINDS[kind], kind)
    assert logo_in_page(stamped("html", brand)) == KINDS[kind]
    assert sizes_in_pdf(stamped("pdf", brand)) == ({(1500, 700)} if kind == "jpg" else set())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_a_copy_is_the_same_whether_or_not_its_logo_was_drawn_beforehand(
    form: str, kind: str, tmp_path: Path, drawings: list[str]
) -> None:
    brand = branded(KINDS[kind], kind)
    alone = stamped(form, brand)
    (ready,) = Logos(Cache(tmp_path)).drawn(form, [brand])
    drawings.clear()
    forget()
    assert stamped(form, ready) == alone
    assert not drawings, "it was drawn a second time"


def test_what_was_drawn_once_is_not_drawn_again_until_it_is_lost(
    tmp_path: Path, drawings: list[str]
) -> None:
    brands = [branded(samples.png(1000 + number, 500)) for number in range(3)]
    for _ in range(2):
        forget()
        ready = Logos(Cache(tmp_path))
        in_pdfs = ready.drawn("pdf", brands)
        ready.drawn("docx", brands)
        assert [size_of(logos.logo_sizes(brand)[0]) for brand in in_pdfs] == [
            (round(240 * (1000 + number) / 500), 240) for number in range(3)
        ]
    assert len(drawings) == 2 * len(brands)
    for path in tmp_path.rglob("*.json"):
        path.write_bytes(b"spoiled")
    forget()
    (again,) = Logos(Cache(tmp_path)).drawn("docx", brands[:1])
    assert again.drawn
    assert len(drawings) == 2 * len(brands) + 2


def test_how_many_are_drawn_is_told_while_they_are(tmp_path: Path, drawings: list[str]) -> None:
    told: list[tuple[int, int]] = []
    ready = Logos(Cache(tmp_path), lambda *pair: told.append(pair))
    brands = [branded(samples.png(1000 + number, 500)) for number in range(3)]
    for _ in range(2):
        ready.drawn("docx", brands)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_pages_and_pdfs_alone_have_no_drawing_of_lines_made_for_word(
    tmp_path: Path, drawings: list[str]
) -> None:
    brand = branded(samples.LOGO, "svg")
    ready = Logos(Cache(tmp_path))
    for form in ("pdf", "html"):
        assert ready.drawn(form, [brand]) == [brand]
    assert not drawings
    assert ready.drawn("docx", [brand])[0].drawn
    assert ready.drawn("html", [brand]) == [brand], "it would travel for nothing"


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
@pytest.mark.parametrize("broken", [LARGE[:20], LARGE[:60], LARGE[:-30]])
def test_a_broken_logo_is_left_to_the_copy_that_shows_it(
    form: str, broken: bytes, tmp_path: Path
) -> None:
    assert Logos(Cache(tmp_path)).drawn(form, [branded(broken)]) == [branded(broken)]


def test_a_thousand_schools_keep_what_their_look_comes_to_in_word() -> None:
    prepared, _ = prepare(TEMPLATES["policy.docx"])
    assert prepared is not None
    known = KnownBrands()
    brands = [Brand(f"#{number:06x}") for number in range(1_000)]
    first = [known.of(prepared, brand) for brand in brands]
    assert all(known.of(prepared, brand) is one for brand, one in zip(brands, first, strict=True))


def test_large_logos_are_known_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared, _ = prepare(TEMPLATES["policy.docx"])
    assert prepared is not None
    brands = [branded(samples.png(50 + number, 50)) for number in range(9)]
    taken = sum(len(m.deflated) for m in KnownBrands().of(prepared, brands[0]).values())
    monkeypatch.setattr(KnownBrands, "MOST_BYTES", 5 * taken)
    known = KnownBrands()
    first = [known.of(prepared, brand) for brand in brands]
    again = [known.of(prepared, b) is one for b, one in zip(brands, first, strict=True)]
    assert 2 <= again.count(True) <= 5
    assert again[0], "one that forgot what is oldest would know none the next time round"


def test_a_build_draws_a_large_logo_once_for_all_copies_and_pages(
    workspace: TestWorkspace, call: Run, drawings: list[str]
) -> None:
    trust = workspace.root / "governance/trust.yaml"
    said = trust.read_text(encoding="utf-8").replace("QDLT/logo.svg", "QDLT/logo.png")
    trust.write_text(said, encoding="utf-8")
    (workspace.root / "templates/brands/QDLT/logo.png").write_bytes(LARGE)
    assert call(workspace, "build", "--draft").code == 0
    assert len(drawings) == 2
    for page in workspace.root.joinpath("build").rglob("*.html"):
        assert size_of(logo_in_page(page.read_bytes())) == (480, 240), page


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was drawn, by kind; nothing is remembered from before."""
    done: list[str] = []
    draw = raster._drawn

    def noting(data: bytes, kind: str, width: str, pixels_an_inch: float) -> bytes:
        done.append(kind)
        return draw(data, kind, width, pixels_an_inch)

    forget()
    monkeypatch.setattr(raster, "_drawn", noting)
    yield done
    forget()


def forget() -> None:
    """Have this process know no drawing any more."""
    raster.to_png.cache_clear()
    known_brands.clear()
