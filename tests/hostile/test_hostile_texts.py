"""What an author gets wrong in a policy: told by file and line, and no other policy suffers."""

import pytest
from hostile_world import (
    FRONT,
    HOSTILE,
    QUICK,
    Call,
    copies,
    require_healing,
    require_phones,
    require_refusal,
)

from workspaces import TestWorkspace

SLIPS = {
    "a field that nobody has": (
        "1. At {{ school.naem }}.\n",
        (5, "[unknown-field]", "{{ school.naem }}", "Did you mean"),
    ),
    "a look into Python": ("1. At {{ ''.__class__ }}.\n", (5, "[bad-field]", "__class__")),
    "a calculation": ("1. At {{ 'a'*10 }}.\n", (5, "[bad-field]", "no calculation")),
    "a call": ("1. At {{ range(9) }}.\n", (5, "[bad-field]", "calls are not allowed")),
    "a filter": ("1. At {{ school.name | upper }}.\n", (5, "[bad-field]", "filters")),
    "a loop": ("1. At {% for a in b %}x{% endfor %}.\n", (5, "[bad-field]", "{%")),
    "a reference to nothing": (
        "1. As in [](#nowhere).\n",
        (5, "[unknown-reference]", "nowhere"),
    ),
    "the same anchor twice": (
        "1. []{#a} One.\n2. []{#a} Two.\n",
        (6, "[duplicate-anchor]", "the first is on line 5"),
    ),
    "HTML": ("1. One <b>two</b>.\n", (5, "[raw-html]", "<b>")),
    "a script": ("1. One.\n\n<script>alert(1)</script>\n", (7, "[raw-html]", "<script>")),
    "TeX": ("1. One `\\input{/etc/passwd}`{=latex}.\n", (5, "error")),
    "a block of TeX": ("1. One.\n\n```{=latex}\n\\input{x}\n```\n", (7, "error")),
    "a passage that never ends": (
        '1. One.\n\n::: {.only for="ASH"}\n\n2. Two.\n',
        (7, "[unclosed-passage]", "never ended"),
    ),
    "a passage for a school that is not there": (
        '1. One.\n\n::: {.only for="ASH ELN"}\n\n2. Two.\n\n:::\n',
        (7, "[unknown-audience]", "“ELN”", "Did you mean “ELM”?"),
    ),
    "an amendment of nothing": (
        '1. One.\n\n::: {.local for="ASH" replaces="two"}\n\n2. Two.\n\n:::\n',
        (7, "[unknown-target]", "“two”", "nothing can be replaced"),
    ),
    "two amendments of one clause for one school": (
        "1. []{#a} One.\n"
        '\n::: {.local for="ASH OAK" replaces="a"}\n\nTwo.\n\n:::\n'
        '\n::: {.local for="ASH" replaces="a"}\n\nThree.\n\n:::\n',
        (13, "[replaced-twice]", "ASH", "the first is on line 7"),
    ),
    "a number typed in a list": (
        "## A\n\n1. 4.3 You must go.\n",
        (7, "[typed-number]", "4.3"),
    ),
    "a level of headings left out": (
        "## A\n\n#### B\n\n1. One.\n",
        (7, "[heading-level]", "4 #"),
    ),
    "a character that nobody sees": (
        "1. One\u202etwo.\n",
        (5, "[hidden-character]", "U+202E"),
    ),
    "a NUL": ("1. One\0two.\n", (5, "[hidden-character]", "U+0000")),
    "an escape that colours terminals": ("1. \x1b[31mRed\n", (5, "[hidden-character]", "U+001B")),
    "a cell too many": (
        "| a |\n|---|\n| b | lost |\n",
        (7, "[lost-text]", "lost"),
    ),
    "lists forty deep": (
        "".join("   " * depth + "1. One.\n" for depth in range(40)),
        (10, "[too-deep]", "5"),
    ),
    "quotations forty deep": (">" * 40 + " One.\n", (5, "[block-quote]")),
    "passages forty deep": (
        '::: {.only for="ASH"}\n\n' * 40 + "1. One.\n\n" + ":::\n\n" * 40,
        (7, "[passage-nested]", "inside a passage"),
    ),
    "spans forty deep": ("1. " + "[" * 40 + "x" + "]{.a}" * 40 + "\n", (5, "[unknown-attribute]")),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_by_its_line_and_stops_its_own_policy_only(
    workspace: TestWorkspace, call: Call, slip: str
) -> None:
    text, (line, *said) = SLIPS[slip]
    workspace.write(HOSTILE, FRONT + text)
    require_refusal(call, workspace, f"{HOSTILE}:{line}", "error:", *said)
    assert copies(workspace, "hostile") == set()
    require_healing(call, workspace)


FRONT_SLIPS = {
    "a name twice": ("title: A\ntitle: B\n", 3, "[repeated-key]", "the first is on line 2"),
    "no title": ("review: annually\n", 2, "[title]"),
    "half a character": ('title: "a\\ud800b"\n', 2, "[hidden-character]", "U+D800"),
    "a NUL in an escape": ('title: "a\\0b"\n', 2, "[hidden-character]", "U+0000"),
    "an anchor": ("title: &a A\nowner: *a\n", 2, "error"),
    "an object of Python's": ("title: !!python/object:os.system x\n", 2, "error"),
    "a bracket left open": ("title: A\napproved-by: [FGB\n", 3, "error"),
    "forty brackets": ("title: A\nfor: " + "[" * 40 + "]" * 40 + "\n", 3, "[yaml-depth]"),
    "a version named like a folder above": (
        "title: A\nversions:\n  - version: ../../x\n",
        4,
        "[version-name]",
        "../../x",
    ),
    "a version named like a device": (
        "title: A\nversions:\n  - version: CON\n",
        4,
        "[version-name]",
    ),
    "a tab": ("title: A\nversions:\n\t- version: 1\n", 4, "[yaml-tab]", "spaces"),
    "an impossible date": ("title: A\nwithdrawn: 2023-02-30\n", 3, "[date]", "2023-02-30"),
}


@pytest.mark.parametrize("slip", FRONT_SLIPS)
def test_a_slip_in_the_front_matter_is_told_by_its_line(
    workspace: TestWorkspace, call: Call, slip: str
) -> None:
    front, line, *said = FRONT_SLIPS[slip]
    workspace.write(HOSTILE, f"---\n{front}---\n\n1. Words.\n")
    require_refusal(call, workspace, f"{HOSTILE}:{line}", "error:", *said)
    assert copies(workspace, "hostile") == set()
    require_healing(call, workspace)


def test_words_that_yaml_takes_for_something_else_stay_words(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.write(HOSTILE, "---\ntitle: NO\nreview: 1.10\n---\n\n1. {{ policy.title }} words.\n")
    assert call(workspace, "build", "--draft", "--format", "html").code == 0
    page = workspace.files()["ELM/hostile.html"].decode()
    assert "NO words." in page
    assert "1.10" in page
    assert "False" not in page


def test_a_tab_does_no_harm_where_it_is_only_white_space(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.write(HOSTILE, "---\t\ntitle: A\t\nowner: 'b\tc'\n---\n\n1.\tWords.\n")
    built = call(workspace, "build", "--draft", *QUICK)
    assert built.code == 0, built.said


def test_a_field_that_one_school_lacks_stops_that_schools_copy_only(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.write(HOSTILE, FRONT + "1. Ask {{ school.headteacher }}.\n")
    built = require_refusal(
        call,
        workspace,
        f"{HOSTILE}:5",
        "[unfilled-field]",
        "cannot be filled for ELM",
        "trust.yaml",
    )
    assert "failed: hostile for ELM" in built.err
    assert copies(workspace, "hostile") == {"ASH/hostile.html", "OAK/hostile.html"}
    require_healing(call, workspace)


def test_a_footnote_that_cites_itself_eats_no_memory(workspace: TestWorkspace, call: Call) -> None:
    """Pandoc alone would fill whatever memory it is given."""
    workspace.write(HOSTILE, FRONT + "1. a[^1]\n\n[^1]: b[^1] c[^1]\n")
    require_refusal(call, workspace, f"{HOSTILE}:7", "[footnote]", "inside a footnote")
    require_healing(call, workspace)


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n\n" + "".join("   " + "  " * depth + "- x\n" for depth in range(40)),
        "1. " + "*a _b " * 20 + "x" + "_*" * 20 + "\n",
        "1. " + "^a~b" * 20 + "x" + "~^" * 20 + "\n",
        "1. " + "[" * 40 + "x" + "](https://a.example)" * 40 + "\n",
        "1. a" + "^[b" * 40 + "]" * 40 + "\n",
    ],
    ids=["bullets", "emphasis", "scripts", "links", "notes"],
)
def test_what_stands_forty_deep_is_shown_or_refused(
    workspace: TestWorkspace, call: Call, text: str
) -> None:
    workspace.write(HOSTILE, FRONT + text)
    built = call(workspace, "build", "--draft")
    if built.code:
        assert "error:" in built.err
        assert "template" not in built.err, "the office's template is not to blame"
    require_phones(workspace, ("docx", "pdf", "html"))
    require_healing(call, workspace)
