"""Texts come back from a cache or another process as they were; nothing else comes back at all."""

import json

import pytest
from reading_rows import policy, read

from minuted.model import wire
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.front_matter import Adoption, FrontMatter, Version
from minuted.model.policy import Policy
from samples import rich_policy

FRONT = FrontMatter(
    "T",
    "annually",
    ("FGB",),
    Adoption.TRUST,
    (Version("1", "2021-07", "First", "not held"), Version("1.1", corrects="1", line=9)),
    audiences=("ASH",),
    formerly=("old",),
)


@pytest.mark.parametrize(
    "value",
    [
        Policy(FRONT),
        rich_policy(),
        policy('1. a\n\n::: {.only for="ASH"}\n1. b\n:::\n\n| c |\n|:-:|\n| d |\n'),
        Diagnostic(Severity.WARNING, "code", "A message.", "A hint.", "a.md", 3, 4, ("ASH",)),
        (None, ()),
        (1, 2.5, True, None, "ü\n", ((),)),
    ],
)
def test_what_is_encoded_comes_back_equal(value: object) -> None:
    assert wire.decode(wire.encode(value)) == value


def test_a_text_and_its_complaints_come_back_equal() -> None:
    found = read("1. ~~a~~ {{ b }}\n\n## C {#c}\n")
    assert wire.decode(wire.encode((found[0], tuple(found[1])))) == (found[0], tuple(found[1]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "{}",
        "[]",
        "[[]]",
        '["os.system","ls"]',
        '["Unknown"]',
        '["Text"]',
        '["Text","a","b","c"]',
        '["=Severity","terrible"]',
        "[1]",
        '[["Text"]]',
        "[" * 100_000,
        '{"Text":"a"}',
    ],
)
def test_what_was_never_encoded_is_refused_or_is_plain_data(text: str) -> None:
    try:
        value = wire.decode(text)
    except ValueError:
        return
    assert isinstance(value, dict | str | int | float | bool | tuple)


@pytest.mark.parametrize("name", ["Path", "Enum", "Any", "object", "type", "dataclass", "Flow"])
def test_no_class_outside_the_model_can_come_back(name: str) -> None:
    with pytest.raises(ValueError, match="wire form"):
        wire.decode(json.dumps([name, "a"]))
