"""Pictures turned into PNG for Word."""

import io

import pytest
from PIL import Image

from minuted.writers.raster import UnreadableImageError, kind_of, natural_size, pixel_size, to_png
from samples import LOGO, png


def opened(data):
    return Image.open(io.BytesIO(data))


def jpg(width, height):
    done = io.BytesIO()
    Image.new("RGB", (width, height), (200, 0, 0)).save(done, "JPEG")
    return done.getvalue()


def svg(inner="", size='width="30" height="10"'):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inner}</svg>'.encode()


def test_an_svg_is_drawn_to_the_size_asked_for_and_clear_where_it_is_empty():
    drawn = opened(to_png(LOGO, "svg", (600, 600))).convert("RGBA")
    assert drawn.size == (600, 200)
    assert drawn.getpixel((5 * 5, 20 * 5)) == (122, 31, 61, 255)
    assert drawn.getpixel((45 * 5, 5))[3] == 0


def test_a_jpg_becomes_a_png_of_the_same_pixels():
    drawn = opened(to_png(jpg(30, 20), "jpg", (1000, 1000)))
    assert (drawn.format, drawn.size) == ("PNG", (30, 20))
    assert drawn.convert("RGB").getpixel((10, 10))[0] == pytest.approx(200, abs=3)


def test_a_png_stays_as_it_was_saved_unless_it_is_larger_than_asked():
    small, large = png(30, 20), png(400, 100)
    assert to_png(small, "png", (200, 200)) is small
    assert opened(to_png(large, "png", (200, 200))).size == (200, 50)


@pytest.mark.parametrize(
    ("data", "size"),
    [(png(40, 20), (40, 20)), (jpg(33, 44), (33, 44)), (LOGO, (120, 40))],
    ids=["png", "jpg", "svg"],
)
def test_the_natural_size_is_in_pixels_at_96_to_the_inch(data, size):
    assert natural_size(data, kind_of(data)) == size


def test_an_svg_of_a_giants_size_is_measured_without_being_drawn():
    assert natural_size(svg(size='width="1000000" height="500000"'), "svg") == (1_000_000, 500_000)


@pytest.mark.parametrize("kind", ["svg", "png", "jpg"])
@pytest.mark.parametrize(
    "data", [b"", b"<svg", png()[:40], png()[:-20], b"\xff\xd8\xff\xe0\x00", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_picture_is_refused(data, kind):
    with pytest.raises(UnreadableImageError):
        to_png(data, kind, (100, 100))


@pytest.mark.parametrize(
    "target", ["secret.png", "/etc/passwd", "file:///etc/passwd", "https://example.org/x.png"]
)
def test_an_svg_shows_nothing_from_outside_itself(tmp_path, monkeypatch, target):
    (tmp_path / "secret.png").write_bytes(png(10, 10, (1, 2, 3)))
    monkeypatch.chdir(tmp_path)
    try:
        drawn = to_png(svg(f'<image href="{target}" width="30" height="10"/>'), "svg", (30, 30))
    except UnreadableImageError:
        return
    assert opened(drawn).convert("RGBA").getextrema()[3] == (0, 0)


def test_words_in_an_svg_are_drawn_alike_on_every_machine():
    words = svg('<text y="9" font-size="9" font-family="Wingdings">Ash</text>')
    assert opened(to_png(words, "svg", (300, 300))).convert("RGBA").getextrema()[3][1] == 255


@pytest.mark.parametrize("cut", range(2, 60, 3))
def test_a_cut_jpg_never_has_a_made_up_size(cut):
    whole = jpg(33, 44)
    try:
        assert pixel_size(whole[: cut * len(whole) // 60]) == (33, 44)
    except UnreadableImageError:
        assert cut < 30
