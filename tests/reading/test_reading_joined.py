"""Joining plain words spares pandoc most of its work, and never changes what it makes of a text."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from policy_generator import Doc, docs, type_out
from reading_rows import source

from minuted.readers import pandoc
from minuted.readers.joined import JOINT, joined
from minuted.readers.policy_markdown import read_policies
from minuted.readers.tree import plain
from properties import tried

SEED = Path(__file__).parents[2] / "policy_src" / "social-media.md"

SAME = [
    "one word, and another",
    "# A heading of words #\n\nUnder a line\n==========",
    "a. a list of letters\nb. a second item\n\nii. of Roman numbers",
    "(a) a list of letters\n(b) a second item",
    "- one item\n  that goes on\n\n      code of four words",
    "| a cell | two words |\n|--|:-:|\n| one more | the last one |",
    "*so or so* and _this one_ and snake_case words_ here",
    "two  spaces and a hard  \nline break and\\\nanother one",
    "```text\nfenced code of words\n```\n\n~~~\nso is this\n~~~",
    "code in `two words` of it, ``more\nof the same kind\nand so on`` in code",
    "~two words\nof some kind~ lowered, ^two\nwords of mine\nor so^ raised, ~~two words~~",
    "a note[^n] of words\nand on\n\n[^n]: the note itself",
    "Term of words\n: what it means in words",
    "\tcode by a tab of words\n\nwords then\ta tab",
    "größer als alles, d’accord mon ami, it's the school's own",
    "[two words](https://example.org 'a title\nof some words') and after",
    "a picture ![of some\nthing or other\nof mine](picture.png)",
    "a reference [](#place) to words, a [span of\nsome words\nor other]{.name} here",
    "<https://example.org/> is a link\nwith words after",
    "<a\nhref title\n>tag</a> and words",
    "<div\ntitle hidden\n>\na block of words\n</div>",
    "> a quotation\n> of words",
    "&amp; &copy of words &nbsp; and so on",
]
"""Joined, and yet the same."""

UNSAFE = [
    f"a letter {JOINT} of old stones\nand some words",
    f"a letter &#{ord(JOINT)}; written as its number\nand some words",
    "[a label\nof some words\nover lines]: https://example.org\n\n"
    "[a label of\nsome words over\nlines] is used",
    "[a link](\nof some words\n)",
    "[^n]: [a label\n  of some words\n  over lines]: https://example.org\n\n"
    "used[^n] and [a label of\nsome words over\nlines] too",
]
"""Not joined at all: a line of plain words may be part of some markup."""

LINES = [
    "::: a division\nwords of it\n:::",
    "[a link](not an address)",
    "{.name a b} words after",
    "<https://example.org and words>",
    "~~~text of words\ncode\n~~~",
    "[a span]{.a\nb=c d=e\n}",
    "```{.a b c}\ncode\n```",
]
"""With lines that are left as they are."""


@pytest.mark.parametrize("text", [*SAME, *UNSAFE, *LINES])
def test_the_tree_is_the_same_with_joined_words(text: str) -> None:
    with _apart() as patch:
        apart = _flat(pandoc.parse(text + "\n"))
        patch.undo()
        assert _flat(pandoc.parse(text + "\n")) == apart


@pytest.mark.parametrize("text", SAME)
def test_plain_words_are_joined(text: str) -> None:
    assert joined(text).replace(JOINT, " ") == text
    assert JOINT in joined(text)


@pytest.mark.parametrize("text", UNSAFE)
def test_a_text_with_markup_that_may_hold_plain_lines_is_left_alone(text: str) -> None:
    assert joined(text) is text


def test_the_real_policy_has_a_third_of_the_elements() -> None:
    text = SEED.read_text(encoding="utf-8")
    with _apart() as patch:
        apart = str(pandoc.parse(text))
        patch.undo()
        assert str(pandoc.parse(text)).count("wrapper") < apart.count("wrapper") / 3


_PIECES = st.one_of(
    st.sampled_from(["word", "two words", "a", "ii", "of some thing, and more", "x y", "naïve é"]),
    st.sampled_from(list("[](){}<>`~^=\\|*_#-+.:;,!\"'&@$%/ 0")),
    st.sampled_from(["\n", "\n", "\n\n", "  ", "    ", "  \n", "\t"]),
    st.sampled_from(
        ["](", "]:", "[^", "](#", "{#", "{.", "<a ", "</a>", "<!--", "-->", ":::", "&#"]
    ),
    st.sampled_from(["1. ", "- ", "(a) ", "a) ", "> ", "## ", "```", "~~~", "---", "| ", "|-|-|"]),
)


@tried(15, 400, st.lists(st.lists(_PIECES, max_size=25).map("".join), min_size=20, max_size=20))
def test_any_text_is_read_the_same(texts: list[str]) -> None:
    with _apart() as patch:
        apart = pandoc.trees(texts)
        patch.undo()
        now = pandoc.trees(texts)
    for one, other, text in zip(now, apart, texts, strict=True):
        if one and other:
            assert _flat(pandoc.blocks_of(one)) == _flat(pandoc.blocks_of(other)), text


@tried(3, 100, st.lists(docs(), min_size=4, max_size=4))
def test_any_policy_is_read_the_same(drawn: list[Doc]) -> None:
    sources = [type_out(one) for one in drawn]
    sources.append(source("## A\n\n1. A clause of words, *some* set {{ otherwise }}.\n"))
    with _apart() as patch:
        apart = read_policies(sources)
        patch.undo()
        assert read_policies(sources) == apart


@contextmanager
def _apart() -> Iterator[pytest.MonkeyPatch]:
    """Leave words as they are, until the patch is undone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pandoc, "joined", lambda text: text)
        yield patch


def _flat(tree: Any) -> Any:
    """Return a tree without what is only so because of where words were parted."""
    if isinstance(tree, list):
        if tree and all(isinstance(one, dict) and "t" in one for one in tree):
            return [
                (node.tag, node.position, str(node.attributes), _flat(node.content))
                for node in plain(tree)
            ]
        return [_flat(one) for one in tree]
    if isinstance(tree, dict):
        return {key: _flat(value) for key, value in tree.items()}
    return tree
