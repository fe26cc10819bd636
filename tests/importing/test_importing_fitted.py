"""Words that would mean something in a policy come in as words, and the place is told."""

from collections.abc import Callable

import pytest

from workspaces import Outcome, TestWorkspace

Call = Callable[..., Outcome]

MEANT = [
    "{{ school.name }}",
    "{% if %}",
    "}} and %}",
    "{{{{{{{{",
    "{#place} and #}",
    "{.class}",
    "a pattern such as ^[a-z]+",
    "a note [^9] that is none",
    "\\newpage",
    "\\textbf{strong}",
    "\\cite[3]{somebody}",
]


@pytest.mark.parametrize("words", MEANT)
def test_words_that_a_policy_would_take_for_something_else_are_imported_and_told(
    words: str, workspace: TestWorkspace, call: Call
) -> None:
    text = f"Test policy\n\n1. Scope\n\n1.1 Here stands {words} and no more.\n"
    workspace.write("typed.txt", text)
    done = call(workspace, "import", str(workspace.path("typed.txt")), "--dry-run")
    assert done.code == 0, done.said
    assert "signs that mean something in a policy" in done.said
    assert "in order" in done.said


@pytest.mark.parametrize("heading", ["The form {abc}", "The forms {a} and {b}", "A } brace }"])
@pytest.mark.parametrize("number", ["1 ", ""])
def test_a_heading_may_end_in_a_brace(
    heading: str, number: str, workspace: TestWorkspace, call: Call
) -> None:
    workspace.write("typed.md", f"# Test policy\n\n## {number}{heading}\n\nWords of it.\n")
    done = call(workspace, "import", str(workspace.path("typed.md")), "--dry-run")
    assert done.code == 0, done.said
    assert heading in call(workspace, "show", str(workspace.path("typed.md"))).out


@pytest.mark.parametrize(
    "item",
    [" <br>Words of it.", "Words of it.<br> ", "Words of it.<br><b> </b>", "<i> </i>Words of it."],
)
def test_white_space_at_the_ends_of_an_item_is_no_part_of_it(
    item: str, workspace: TestWorkspace, call: Call
) -> None:
    page = f"<html><body><h1>Test policy</h1><ol><li>{item}</li></ol></body></html>"
    workspace.write("page.html", page)
    done = call(workspace, "import", str(workspace.path("page.html")), "--dry-run")
    assert done.code == 0, done.said
    assert "1\tWords of it.\n" in call(workspace, "show", str(workspace.path("page.html"))).out


def test_signs_that_mean_nothing_are_left_alone(workspace: TestWorkspace, call: Call) -> None:
    workspace.write("typed.txt", "Test policy\n\n1. Scope\n\n1.1 In C:\\Users {a} [b] ^c 100%.\n")
    done = call(workspace, "import", str(workspace.path("typed.txt")), "--dry-run")
    assert done.code == 0, done.said
    assert "warning" not in done.said
    shown = call(workspace, "show", str(workspace.path("typed.txt")))
    assert "In C:\\Users {a} [b] ^c 100%." in shown.out
