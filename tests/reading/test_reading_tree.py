"""Pandoc's tree made plain: words joined, places kept."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from minuted.readers import pandoc
from minuted.readers.tree import Node, Position, plain

PIECES = ("You", " ", "must", "  ", "é", "\\*", "“", "😀", "&amp;", ",", "*so*", "`c`", "7.2")


def words_of(markdown: str) -> list[Node]:
    (block,) = plain(pandoc.parse(markdown + "\n"))
    return plain(block.content)


def test_words_of_one_line_are_one_piece_with_the_place_of_all():
    (node,) = words_of("You must\\* not, é &amp; “so”.")
    assert (node.tag, node.content) == ("Str", "You must* not, é & “so”.")
    assert node.position == Position(1, 1, 1, 30)


def test_words_are_not_joined_over_the_end_of_a_line():
    assert [(n.tag, n.content, n.position.line) for n in words_of("You\nmust")] == [
        ("Str", "You", 1),
        ("SoftBreak", None, 0),
        ("Str", "must", 2),
    ]


def test_words_are_not_joined_over_markup():
    first, emphasis, last = words_of("You *must* not")
    assert (first.content, first.position.end_column) == ("You ", 5)
    assert (emphasis.tag, emphasis.position) == ("Emph", Position(1, 5, 1, 11))
    assert (last.content, last.position.column) == (" not", 11)


def test_an_attribute_stays_with_its_own_word():
    nodes = words_of("You [must]{.loud} not")
    assert [(node.tag, bool(node.attributes)) for node in nodes] == [
        ("Str", False),
        ("Span", True),
        ("Str", False),
    ]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=20).map("".join))
def test_what_is_joined_goes_on_where_it_ended_and_nothing_stands_between(drawn: str):
    nodes = words_of(f"x{drawn}x")
    for one, next_one in pairwise(nodes):
        assert not one.tag == next_one.tag == "Str" or one.position[2:] != next_one.position[:2]
        assert one.position[2:] <= next_one.position[:2]
