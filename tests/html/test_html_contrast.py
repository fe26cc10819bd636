"""Colours are readable by WCAG's measure; the figures are those of other published calculators."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minuted.model.contrast import INK, READABLE, WHITE, contrast, is_colour, text_in, text_on

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffffff", 8.59),
        ("#00ff00", "#000000", 15.30),
        ("#7A1F3D", "#7a1f3d", 1.0),
    ],
)
def test_the_ratio_is_the_one_that_calculators_give(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@settings(deadline=None)
@given(COLOURS, COLOURS)
def test_the_ratio_is_the_same_both_ways_and_from_1_to_21(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@settings(deadline=None)
@given(COLOURS)
def test_words_on_a_brand_colour_and_words_in_it_can_always_be_read(colour):
    assert contrast(text_on(colour), colour) >= READABLE
    assert contrast(text_in(colour), WHITE) >= READABLE


def test_a_colour_that_can_be_read_is_kept():
    assert text_in("#7a1f3d") == "#7a1f3d"
    assert text_in("#ffdd00") == INK
    assert text_on("#7a1f3d") == "#ffffff"
    assert text_on("#ffdd00") == "#000000"


@pytest.mark.parametrize("wrong", ["red", "#fff", "7a1f3d", "#7a1f3g", "#7a1f3d ", "", "#7a1f3d\n"])
def test_what_is_no_colour_is_refused(wrong):
    assert not is_colour(wrong)
    with pytest.raises(ValueError, match="no colour"):
        contrast(wrong, "#ffffff")
