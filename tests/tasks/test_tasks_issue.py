"""Issuing: the draft becomes the next version, in one commit or not at all."""

from collections.abc import Callable

import pytest

from workspaces import Outcome, TestWorkspace

Call = Callable[..., Outcome]
ISSUE = ("issue", "phones", "--narrative", "First issue", "--yes")


@pytest.fixture
def kept(workspace: TestWorkspace) -> TestWorkspace:
    """A workspace under git."""
    workspace.begin_git()
    return workspace


def test_issuing_freezes_the_text_and_records_it_in_one_commit(
    kept: TestWorkspace, call: Call
) -> None:
    outcome = call(kept, *ISSUE)
    assert outcome.code == 0, outcome.said
    assert "Issued version 1 of Phones policy" in outcome.out
    frozen = kept.path("governance/issued/phones/1/phones.md").read_bytes()
    assert frozen == kept.path("policy_src/phones.md").read_bytes()
    assert b"fingerprint: m1-" in frozen
    assert kept.git("log", "--format=%s") == "Issue version 1 of Phones policy\nBegin"
    assert kept.git("status", "--porcelain") == ""
    names = kept.git("show", "--name-only", "--format=", "HEAD").split()
    assert names == ["governance/issued/phones/1/phones.md", "policy_src/phones.md"]


def test_comments_and_layout_of_the_front_matter_stay(kept: TestWorkspace, call: Call) -> None:
    before = kept.read("policy_src/phones.md")
    call(kept, *ISSUE)
    after = kept.read("policy_src/phones.md")
    lines = [line for line in after.split("\n") if line not in before.split("\n")]
    assert "review: annually        # the office's own comment" in after
    assert [line.split(":")[0] for line in lines] == [
        "versions",
        "  - version",
        "    dated",
        "    narrative",
        "    fingerprint",
    ]
    assert [line for line in after.split("\n") if line not in lines] == before.split("\n")


def test_the_next_version_goes_to_the_end_of_the_list(kept: TestWorkspace, call: Call) -> None:
    call(kept, *ISSUE)
    kept.edit("policy_src/phones.md", "in bags", "at home")
    outcome = call(kept, "issue", "phones", "--narrative", 'Says "home": no bags', "--yes")
    assert "Issued version 2" in outcome.out, outcome.said
    text = kept.read("policy_src/phones.md")
    assert text.index("version: 1") < text.index("version: 2") < text.index("## Purpose")
    assert 'narrative: "Says \\"home\\": no bags"' in text
    assert call(kept, "check").code == 0


def test_a_version_that_waits_in_the_list_is_filled_in(kept: TestWorkspace, call: Call) -> None:
    waiting = "versions:\n  - version: 2026.1   # for the summer\n    narrative: Summer\n---\n\n"
    kept.edit("policy_src/phones.md", "---\n\n## Purpose", f"{waiting}## Purpose")
    outcome = call(kept, "issue", "phones", "--yes")
    assert "Issued version 2026.1" in outcome.out, outcome.said
    text = kept.read("policy_src/phones.md")
    assert "  - version: 2026.1   # for the summer\n    narrative: Summer\n    dated: " in text
    assert text.count("narrative:") == 1


def test_nothing_changed_is_refused(kept: TestWorkspace, call: Call) -> None:
    call(kept, *ISSUE)
    kept.edit("policy_src/phones.md", "Phones stay in bags.", "Phones stay\n   in *bags*.")
    before = kept.read("policy_src/phones.md")
    outcome = call(kept, *ISSUE)
    assert outcome.code == 1
    assert "Nothing changed: the draft of phones is the text of version 1." in outcome.err
    assert kept.read("policy_src/phones.md") == before


def test_pictures_are_frozen_with_the_text(kept: TestWorkspace, call: Call) -> None:
    kept.write("policy_src/plans/site.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    kept.edit("policy_src/phones.md", "out of sight.", "out of sight ![The site](plans/site.svg).")
    assert call(kept, *ISSUE).code == 0
    assert kept.path("governance/issued/phones/1/plans/site.svg").exists()
    assert kept.git("status", "--porcelain") == ""
    kept.write("policy_src/plans/site.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1"/>')
    outcome = call(kept, "issue", "phones", "--narrative", "New drawing", "--yes")
    assert "Issued version 2" in outcome.out, outcome.said


def test_other_staged_work_stays_out_of_the_commit(kept: TestWorkspace, call: Call) -> None:
    kept.write("notes.txt", "mine")
    kept.git("add", "notes.txt")
    assert call(kept, *ISSUE).code == 0
    assert kept.git("status", "--porcelain") == "A  notes.txt"


def test_a_hook_that_refuses_leaves_everything_as_it_was(kept: TestWorkspace, call: Call) -> None:
    hook = kept.write(".git/hooks/pre-commit", "#!/bin/sh\necho 'the office says no' >&2\nexit 1\n")
    hook.chmod(0o755)
    before = kept.read("policy_src/phones.md")
    outcome = call(kept, *ISSUE)
    assert outcome.code == 1
    assert "the office says no" in outcome.err
    assert kept.read("policy_src/phones.md") == before
    assert not kept.path("governance/issued").exists()
    assert kept.git("status", "--porcelain") == ""


def test_without_a_terminal_nothing_is_issued_unless_told(kept: TestWorkspace, call: Call) -> None:
    outcome = call(kept, "issue", "phones", "--narrative", "First")
    assert outcome.code == 1
    assert "--yes" in outcome.err
    assert not kept.path("governance/issued").exists()


def test_outside_git_it_says_how_to_begin(workspace: TestWorkspace, call: Call) -> None:
    outcome = call(workspace, *ISSUE)
    assert outcome.code == 1
    assert "git init" in outcome.err
    assert not workspace.path("governance/issued").exists()


def test_during_a_merge_nothing_is_recorded(kept: TestWorkspace, call: Call) -> None:
    head = kept.git("rev-parse", "HEAD")
    kept.write(".git/MERGE_HEAD", head + "\n")
    outcome = call(kept, *ISSUE)
    assert outcome.code == 1
    assert "A merge is half done" in outcome.err
    assert not kept.path("governance/issued").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[](#bags)", "[](#sacks)", "unknown-reference"),
        ("{{ school.name }}", "{{ school.motto }}", "unknown-field"),
        ("{{ school.name }}", "{{ school.headteacher }}", "cannot be filled for"),
    ],
)
def test_a_text_that_cannot_be_built_is_not_issued(
    kept: TestWorkspace, call: Call, old: str, new: str, said: str
) -> None:
    kept.edit("policy_src/phones.md", old, new)
    outcome = call(kept, *ISSUE)
    assert outcome.code == 1
    assert said in outcome.err
    assert not kept.path("governance/issued").exists()


def test_a_version_needs_a_narrative_and_a_free_name(kept: TestWorkspace, call: Call) -> None:
    assert "no narrative" in call(kept, "issue", "phones", "--yes").err
    call(kept, *ISSUE)
    kept.edit("policy_src/phones.md", "in bags", "at home")
    outcome = call(kept, *ISSUE, "--version", "1")
    assert outcome.code == 1
    assert "never changes" in outcome.err


def test_a_list_in_brackets_is_refused_rather_than_rewritten(
    kept: TestWorkspace, call: Call
) -> None:
    call(kept, *ISSUE)
    text = kept.read("policy_src/phones.md")
    mark = text.partition("fingerprint: ")[2].split("\n")[0]
    head, _, body = text.partition("versions:")
    body = body.partition("\n---\n")[2]
    kept.write(
        "policy_src/phones.md",
        f"{head}versions: [{{version: 1, fingerprint: {mark}}}]\n---\n{body}".replace(
            "in bags", "at home"
        ),
    )
    before = kept.read("policy_src/phones.md")
    outcome = call(kept, *ISSUE)
    assert outcome.code == 1
    assert "in brackets" in outcome.err
    assert kept.read("policy_src/phones.md") == before


def test_windows_line_ends_stay(kept: TestWorkspace, call: Call) -> None:
    text = kept.read("policy_src/phones.md").replace("\n", "\r\n")
    kept.write("policy_src/phones.md", text)
    assert call(kept, *ISSUE).code == 0
    issued = kept.path("policy_src/phones.md").read_bytes()
    assert issued.count(b"\n") == issued.count(b"\r\n")


def test_two_audiences_stand_on_different_versions(kept: TestWorkspace, call: Call) -> None:
    """Issue twice, adopt each at one school, edit the draft, build both."""
    call(kept, *ISSUE)
    kept.edit("policy_src/phones.md", "in bags", "at home")
    call(kept, "issue", "phones", "--narrative", "Home", "--yes")
    kept.add_line("phones", "2023-09-05,FGB,ASH,FGB/2324/050923/7,1,adopted,Fine,2024-09,,,,")
    kept.add_line("phones", "2024-09-10,FGB,OAK,FGB/2425/100924/3,2,adopted,Fine,2025-09,,,,")
    kept.edit("policy_src/phones.md", "at home", "on the moon")
    assert call(kept, "build").code == 0
    for code, words in (("ASH", "Phones stay in bags."), ("OAK", "Phones stay at home.")):
        assert words in kept.read(f"build/{code}/phones.html")
        shown = call(kept, "show", "phones", "--for", code)
        assert words in shown.out
    assert "moon" in call(kept, "show", "phones").out
