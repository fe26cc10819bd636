"""The number that Word would print, for each rule of its numbering."""

import pytest
from word_lists import CASES

from minuted.model.document import Piece
from minuted.readers.word import read_word
from minuted.readers.word.formats import letters, roman, written


def printed(data):
    document, complaints = read_word(data)
    assert complaints == []
    assert document is not None
    pieces = [one for one in document.parts if isinstance(one, Piece)]
    return tuple("•" if one.kind == "bullet" else one.label for one in pieces)


@pytest.mark.parametrize("name", CASES)
def test_each_rule_gives_the_numbers_that_word_prints(name):
    assert printed(CASES[name].data) == CASES[name].printed


@pytest.mark.parametrize(
    ("count", "name", "pattern", "said"),
    [
        (21, "cardinalText", "", "Twenty-one"),
        (117, "cardinalText", "", "One hundred seventeen"),
        (21, "ordinalText", "", "Twenty-first"),
        (30, "ordinalText", "", "Thirtieth"),
        (12, "ordinalText", "", "Twelfth"),
        (112, "ordinal", "", "112th"),
        (7, "custom", "001, 002, 003, ...", "007"),
        (3, "decimalEnclosedCircle", "", "③"),
        (3, "chicago", "", "‡"),
        (5, "a format of the future", "", "5"),
        (2**40, "decimal", "", "32767"),
    ],
)
def test_a_number_is_written_as_its_format_says(count, name, pattern, said):
    assert written(count, name, pattern) == said


def test_letters_repeat_and_roman_numbers_do_not_end():
    assert [letters(n) for n in (1, 26, 27, 52, 53)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [roman(n) for n in (4, 9, 14, 1999)] == ["IV", "IX", "XIV", "MCMXCIX"]
