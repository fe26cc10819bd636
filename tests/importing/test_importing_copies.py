"""Schools' own copies of one policy become one text, fields and passages."""

from minuted.readers.policy_markdown import read_policy
from workspaces import Run, TestWorkspace

COPY = (
    "# Bikes policy\n\n## 1 PURPOSE\n\n- 1.1 This is for everybody at {}.\n"
    "- 1.2 Helmets are {}.\n\n## 2 PARKING\n\n- 2.1 Bikes are locked.\n{}"
)


def test_copies_become_one_text_with_what_is_a_schools_own(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    workspace.write("ash.txt", COPY.format("Ash Primary", "advised", ""))
    workspace.write("elm.txt", COPY.format("Elm Junior", "worn", ""))
    workspace.write("oak.txt", COPY.format("Oak <Infants> & Nursery", "advised", ""))
    outcome = call(workspace, "import", "--copies", "ASH=ash.txt", "ELM=elm.txt", "OAK=oak.txt")
    assert outcome.code == 0, outcome.said
    draft = workspace.read("policy_src/bikes.md")
    assert "1. This is for everybody at {{ school.name }}." in draft
    assert '::: {.local for="ELM" replaces="clause-1-2"}' in draft
    rows = [line.split("\t")[:3] for line in outcome.out.splitlines() if "\t" in line]
    assert rows == [
        ["ASH", "1", "nothing"],
        ["OAK", "1", "nothing"],
        ["ELM", "2", "1.2 amended"],
    ]
    policy, found = read_policy(draft.encode())
    assert policy is not None
    assert not [d for d in found if d.is_error]
    assert "Helmets are worn." in call(workspace, "show", "policy_src/bikes.md", "--for", "ELM").out


def test_a_section_that_one_school_has_is_a_passage_of_its_own(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    workspace.write("ash.txt", COPY.format("all", "advised", ""))
    workspace.write("elm.txt", COPY.format("all", "advised", "\n## 3 MORE\n\n- 3.1 Trikes too.\n"))
    outcome = call(workspace, "import", "--copies", "ASH=ash.txt", "ELM=elm.txt")
    assert outcome.code == 0, outcome.said
    draft = workspace.read("policy_src/bikes.md")
    assert '::: {.only for="ELM"}\n## MORE\n\n1. Trikes too.\n:::' in draft
    assert "3 will print “Not used”" in outcome.out
    assert "3 added, 3.1 added" in outcome.out
