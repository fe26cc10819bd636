"""The front matter: what it says, what is wrong with it, and how a version is added to it."""

import pytest

from minuted.errors import RefusedError
from minuted.model.front_matter import Adoption, FrontMatter, Version
from minuted.readers.policy_markdown import read_policy
from minuted.tasks.front_edit import with_version

BODY = "\n## A\n\n1. x\n"


def front(text: str) -> FrontMatter:
    policy, complaints = read_policy(f"---\n{text}---\n{BODY}".encode())
    assert complaints == []
    assert policy is not None
    return policy.front


def codes(text: str) -> list[tuple[str, int]]:
    return [(d.code, d.line) for d in read_policy(text.encode())[1]]


def test_everything_is_read_as_it_was_typed() -> None:
    assert front("""\
title: "Phones: in  school"   # a comment
review: every two years
approved-by: [FGB, RMC]
adoption: trust
for: [NO, ON]
owner: 007
statutory: yes
withdrawn: 2024-08-31
formerly: mobile-phones
replaces:
  - watches
versions:
  - version: 1.10
    dated: 2021-07
    narrative: DDAT
      policy
    fingerprint: not held
  - {version: 2, corrects: 1.10}
""") == FrontMatter(
        "Phones: in school",
        "every two years",
        ("FGB", "RMC"),
        Adoption.TRUST,
        (
            Version("1.10", "2021-07", "DDAT policy", "not held", line=14),
            Version("2", corrects="1.10", line=19),
        ),
        ("NO", "ON"),
        "007",
        "yes",
        "2024-08-31",
        ("mobile-phones",),
        ("watches",),
    )


def test_only_a_title_is_needed() -> None:
    assert front("title: Phones\n") == FrontMatter("Phones")
    assert front("title: Phones\nversions:\nowner: ~\nfor: []\n") == FrontMatter("Phones")


@pytest.mark.parametrize("end", ["---", "...", "---   "])
def test_the_front_matter_ends_with_dashes_or_dots(end: str) -> None:
    assert codes(f"---\ntitle: Phones\n{end}\n{BODY}") == []


@pytest.mark.parametrize(
    "text",
    ["", BODY, "\n---\ntitle: T\n---\n" + BODY, " ---\ntitle: T\n---\n", "---\ntitle: T\n" + BODY],
)
def test_without_front_matter_there_is_one_complaint_and_no_policy(text: str) -> None:
    assert codes(text) == [("front-matter", 1)]
    assert read_policy(text.encode())[0] is None


def test_a_text_is_looked_at_although_its_front_matter_is_wrong() -> None:
    assert codes(f"---\nreview: annually\n---\n\n~~a~~ b\n{BODY}") == [
        ("title", 2),
        ("strikeout", 5),
    ]


def test_half_a_character_in_an_escape_does_no_harm() -> None:
    policy, complaints = read_policy(f'---\ntitle: "a\\uD800b"\n---\n{BODY}'.encode())
    assert [d.code for d in complaints] == ["hidden-character"]
    assert policy is not None
    assert policy.title.encode()


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"---\ntitle: T\xe9\n---\n", (2, 9)),
        ("---\ntitle: T\n---\n".encode("utf-16"), (1, 1)),
        (b"---\ntitle: T\n---\n\xed\xa0\x80\n", (4, 1)),
        (b"\xff", (1, 1)),
    ],
)
def test_a_file_in_another_encoding_is_named_with_its_place(
    data: bytes, place: tuple[int, int]
) -> None:
    policy, found = read_policy(data)
    assert policy is None
    assert [(d.code, (d.line, d.column)) for d in found] == [("not-utf-8", place)]


# a version added in place

MARK = "m1-" + "0" * 64
NEW = Version("2", "2022-09", "It's new: yes #1", MARK)


def added(text: str, version: Version = NEW) -> str:
    """Add a version, and check that nothing but whole lines went in."""
    done = with_version(text.encode(), version).decode()
    policy, complaints = read_policy(done.encode())
    assert complaints == []
    assert policy is not None
    assert policy.front.versions[-1].name == version.name
    assert policy.front.versions[-1].fingerprint == version.fingerprint
    before = text.splitlines(keepends=True)
    after = done.splitlines(keepends=True)
    kept = [line for line in after if line in before]
    assert [line for line in before if line in kept] == kept
    return done


ENTRY = ["version: 2", "dated: 2022-09", 'narrative: "It\'s new: yes #1"', f"fingerprint: {MARK}"]


def entry(indent: str, end: str = "\n") -> str:
    first, *rest = ENTRY
    lines = [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]
    return "".join(line + end for line in lines)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: T\n", "title: T\nversions:\n" + entry("  ")),
        ("title: T\nversions:\nowner: x\n", f"title: T\nversions:\n{entry('  ')}owner: x\n"),
        ("versions: # c\ntitle: T\n", f"versions: # c\n{entry('  ')}title: T\n"),
        (
            "title: T\nversions:\n- version: 1\n  fingerprint: not held\n# end\nowner: x\n",
            "title: T\nversions:\n- version: 1\n  fingerprint: not held\n"
            + entry("")
            + "# end\nowner: x\n",
        ),
        (
            "title: T\nversions:\n   -   version: 1\n       fingerprint: not held # c\n\n",
            "title: T\nversions:\n   -   version: 1\n       fingerprint: not held # c\n"
            + entry("   ")
            + "\n",
        ),
    ],
)
def test_a_version_goes_to_the_end_of_the_list_and_all_else_stays(before: str, after: str) -> None:
    assert added(f"---\n{before}---\n{BODY}") == f"---\n{after}---\n{BODY}"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_what_they_are(end: str) -> None:
    before = f"---\ntitle: T\nversions:\n---\n{BODY}".replace("\n", end)
    expected = f"---\ntitle: T\nversions:\n{entry('  ')}---\n{BODY}".replace("\n", end)
    assert added(before) == expected


def test_mixed_line_ends_and_a_mark_of_order_stay_too() -> None:
    before = "\ufeff---\r\ntitle: T\nversions:\r\n---\n\n## A\r\n\n1. x\n2. y"
    done = added(before)
    assert done == before.replace("versions:\r\n", "versions:\r\n" + entry("  ", "\r\n"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "  - version: 2\n    narrative: Own words\n",
            "  - version: 2\n    narrative: Own words\n"
            f"    dated: 2022-09\n    fingerprint: {MARK}\n",
        ),
        (
            "  - version: '2'\n    fingerprint:\n    dated:   # soon\n    narrative: ~\n",
            f"  - version: '2'\n    fingerprint: {MARK}\n    dated: 2022-09 # soon\n"
            '    narrative: "It\'s new: yes #1"\n',
        ),
        (
            "  -\n    version: 2\n    narrative: >\n      Own\n      words\n",
            "  -\n    version: 2\n    narrative: >\n      Own\n      words\n"
            f"    dated: 2022-09\n    fingerprint: {MARK}\n",
        ),
    ],
)
def test_a_waiting_entry_gets_what_it_lacks(before: str, after: str) -> None:
    head = "---\ntitle: T\nversions:\n"
    assert added(f"{head}{before}---\n{BODY}") == f"{head}{after}---\n{BODY}"


@pytest.mark.parametrize(
    "narrative",
    [
        "Plain",
        "It's new",
        "yes",
        "a: b",
        "# no",
        "- x",
        "“curly”",
        'a "b"',
        "a\\b",
        "2021",
        "é 日本",
    ],
)
def test_a_narrative_is_read_back_as_it_was_given(narrative: str) -> None:
    done = with_version(f"---\ntitle: T\n---\n{BODY}".encode(), Version("1", "", narrative, MARK))
    policy, complaints = read_policy(done)
    assert complaints == []
    assert policy is not None
    assert policy.front.versions == (Version("1", "", narrative, MARK, line=4),)


@pytest.mark.parametrize(
    "versions",
    [
        "versions: []\n",
        "versions: [{version: 1, fingerprint: not held}]\n",
        "versions:\n  - {version: 1, fingerprint: not held}\n",
        "versions: ~\n",
        "versions: {}\n",
    ],
)
def test_a_list_in_a_form_that_cannot_be_added_to_is_refused(versions: str) -> None:
    with pytest.raises(RefusedError, match="line"):
        with_version(f"---\ntitle: T\n{versions}---\n{BODY}".encode(), NEW)
    with pytest.raises(RefusedError, match="cannot be read"):
        with_version(BODY.encode(), NEW)
