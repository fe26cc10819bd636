"""`minuted sync` between two real clones: what comes, what goes, what is said."""

import json
from datetime import date
from pathlib import Path

import pytest
from two_clones import Clones, record, state, two_clones

from workspaces import Run, TestWorkspace

OAK = "2024-09-11,FGB,OAK,FGB/2425/110924/3,2,adopted,New,2025-09,,,,"
ELM = "2024-09-12,FGB,ELM,FGB/2425/120924/4,2,adopted,New,2025-09,,,,"


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    return two_clones(tmp_path)


def test_two_clerks_decisions_come_together_and_both_have_the_same(
    clones: Clones, call: Run
) -> None:
    clones.ours.add_line("phones", OAK)
    record(clones.ours)
    clones.theirs.add_line("phones", ELM)
    record(clones.theirs)
    first = call(clones.theirs, "sync")
    assert (first.code, first.out.splitlines()[0]) == (0, "Nothing came in.")
    assert "  1 line in the ledger of Phones policy, for ELM" in first.out
    second = call(clones.ours, "sync")
    assert second.code == 0, second.said
    assert "Came in from" in second.out
    assert "by B Clerk:\n  1 line in the ledger of Phones policy, for ELM" in second.out
    assert "by A Clerk:\n  1 line in the ledger of Phones policy, for OAK" in second.out
    assert call(clones.theirs, "sync").code == 0
    assert len(clones.heads()) == 1
    for each in (clones.ours, clones.theirs):
        text = each.read("governance/minutes/phones.csv")
        assert text.count(OAK) == text.count(ELM) == 1
        assert text.startswith("date,body,for,")


def test_a_second_sync_says_that_both_have_the_same(clones: Clones, call: Run) -> None:
    done = call(clones.ours, "sync")
    assert (done.code, "both have the same" in done.out) == (0, True)


def test_ledgers_are_joined_even_where_the_workspace_does_not_ask_git_to(
    tmp_path: Path, call: Run
) -> None:
    clones = two_clones(tmp_path, attributes="* text=auto eol=lf\n")
    clones.ours.add_line("phones", OAK)
    record(clones.ours)
    clones.theirs.add_line("phones", ELM)
    record(clones.theirs)
    assert call(clones.theirs, "sync").code == 0
    assert call(clones.ours, "sync").code == 0
    assert OAK in clones.ours.read("governance/minutes/phones.csv")
    assert ELM in clones.ours.read("governance/minutes/phones.csv")


def test_a_draft_edited_in_two_places_has_both_edits(clones: Clones, call: Run) -> None:
    name = "policy_src/phones.md"
    clones.ours.edit(name, "switched off; and", "switched off at the gate; and")
    record(clones.ours)
    clones.theirs.edit(name, "does not bind", "shall not bind")
    record(clones.theirs)
    call(clones.theirs, "sync")
    done = call(clones.ours, "sync")
    assert done.code == 0
    assert "the draft of Phones policy was changed" in done.out
    assert "switched off at the gate; and" in clones.ours.read(name)
    assert "shall not bind" in clones.ours.read(name)


def test_a_draft_edited_in_the_same_place_is_told_and_nothing_is_half_merged(
    clones: Clones, call: Run
) -> None:
    name = "policy_src/phones.md"
    clones.ours.edit(name, "Phones stay in lockers", "Phones stay in cupboards")
    record(clones.ours)
    clones.theirs.edit(name, "Phones stay in lockers", "Phones stay at home")
    record(clones.theirs)
    call(clones.theirs, "sync")
    before = state(clones.ours)
    done = call(clones.ours, "sync")
    assert done.code == 1
    assert (
        "policy_src/phones.md: The draft of Phones policy was changed on both sides, in the same"
        " lines (B Clerk)." in done.err
    )
    assert "Nothing was changed, here or there." in done.err
    assert state(clones.ours) == before
    assert "<<<<" not in clones.ours.read(name)


@pytest.mark.parametrize(("side", "words"), [("mine", "cupboards"), ("theirs", "at home")])
def test_one_side_can_be_taken_where_a_draft_does_not_go_together(
    clones: Clones, call: Run, side: str, words: str
) -> None:
    name = "policy_src/phones.md"
    clones.ours.edit(name, "Phones stay in lockers", "Phones stay in cupboards")
    clones.ours.add_line("phones", OAK)
    record(clones.ours)
    clones.theirs.edit(name, "Phones stay in lockers", "Phones stay at home")
    clones.theirs.add_line("phones", ELM)
    record(clones.theirs)
    call(clones.theirs, "sync")
    done = call(clones.ours, "sync", f"--{side}", name)
    assert done.code == 0, done.said
    assert words in clones.ours.read(name)
    assert ELM in clones.ours.read("governance/minutes/phones.csv")
    call(clones.theirs, "sync")
    assert len(clones.heads()) == 1
    assert words in clones.theirs.read(name)


def test_two_issues_of_one_version_are_told_and_can_be_settled(clones: Clones, call: Run) -> None:
    for each, words in ((clones.ours, "cupboards"), (clones.theirs, "at home")):
        each.edit("policy_src/phones.md", "Phones stay in lockers", f"Phones stay in {words}")
        done = call(each, "issue", "phones", "--narrative", words, "--yes")
        assert done.code == 0, done.said
    assert call(clones.theirs, "sync").code == 0
    before = state(clones.ours)
    done = call(clones.ours, "sync", "--mine", "policy_src/phones.md")
    assert done.code == 1
    assert "each issued a version 3 of Phones policy." in done.err
    assert state(clones.ours) == before
    undo = done.err.split("git revert ")[1].split(")")[0]
    clones.ours.git("revert", "--no-edit", undo)
    again = call(clones.ours, "sync")
    assert again.code == 0, again.said
    assert "version 3 of Phones policy was issued" in again.out
    checked = call(clones.ours, "check")
    assert "issued-touched" not in checked.said
    assert "at home" in clones.ours.read("governance/issued/phones/3/phones.md")


def test_what_is_joined_is_held_against_the_ledgers_rules_and_reported(
    clones: Clones, call: Run
) -> None:
    clones.ours.add_line("phones", OAK)
    record(clones.ours)
    clones.theirs.add_line("phones", OAK.replace("2025-09", "2025-11"))
    record(clones.theirs)
    call(clones.theirs, "sync")
    done = call(clones.ours, "sync")
    assert done.code == 1
    assert "[decision-clash]" in done.err
    assert "corrected" in done.err, "it says what to do"
    assert len(clones.heads()) == 2, "both lines are facts; the others get them with their sync"
    assert call(clones.theirs, "sync").code == 1, "and are told as well"
    assert len(clones.heads()) == 1


def test_front_matter_that_joins_into_something_unreadable_is_refused(
    clones: Clones, call: Run
) -> None:
    name = "policy_src/lockdown.md"
    clones.ours.edit(name, "title: Lockdown policy\n", "title: Lockdown policy\nowner: A\n")
    record(clones.ours)
    clones.theirs.edit(name, "approved-by: [FGB]\n", "approved-by: [FGB]\nowner: B\n")
    record(clones.theirs)
    call(clones.theirs, "sync")
    before = state(clones.ours)
    done = call(clones.ours, "sync")
    assert done.code == 1
    assert "[repeated-key]" in done.err
    assert state(clones.ours) == before


def test_unrecorded_changes_stay_and_are_named(clones: Clones, call: Run) -> None:
    clones.theirs.add_line("phones", ELM)
    record(clones.theirs)
    call(clones.theirs, "sync")
    clones.ours.edit("policy_src/visits.md", "out of sight", "far out of sight")
    clones.ours.write("policy_src/new.md", "not finished")
    done = call(clones.ours, "sync")
    assert done.code == 0
    assert "Stays here, because it is not recorded: policy_src/visits.md" in done.err
    assert "Stays here, because it is not recorded: policy_src/new.md" in done.err
    assert ELM in clones.ours.read("governance/minutes/phones.csv")
    assert "far out of sight" in clones.ours.read("policy_src/visits.md")


@pytest.mark.parametrize("staged", [False, True])
def test_an_unrecorded_change_in_the_way_is_refused_and_kept(
    clones: Clones, call: Run, staged: bool
) -> None:
    clones.theirs.add_line("phones", ELM)
    clones.theirs.write("policy_src/new.md", "theirs")
    record(clones.theirs)
    call(clones.theirs, "sync")
    clones.ours.add_line("phones", OAK)
    clones.ours.write("policy_src/new.md", "mine")
    if staged:
        clones.ours.git("add", "--all")
    before = state(clones.ours)
    done = call(clones.ours, "sync")
    assert done.code == 1
    assert "governance/minutes/phones.csv, policy_src/new.md" in done.err
    assert state(clones.ours) == before


def test_an_issued_text_that_the_others_touched_is_reported(clones: Clones, call: Run) -> None:
    clones.theirs.edit("governance/issued/phones/1/phones.md", "in bags", "anywhere")
    record(clones.theirs)
    clones.theirs.git("push", "--quiet")
    done = call(clones.ours, "sync")
    assert done.code == 1
    assert "[issued-touched]" in done.err


def test_a_line_that_the_others_took_out_of_a_ledger_is_told(clones: Clones, call: Run) -> None:
    text = clones.theirs.read("governance/minutes/phones.csv").splitlines(keepends=True)
    clones.theirs.write("governance/minutes/phones.csv", "".join([*text[:1], *text[2:]]))
    record(clones.theirs)
    clones.theirs.git("push", "--quiet")
    done = call(clones.ours, "sync")
    assert "1 line was changed or taken out in the ledger of Phones policy" in done.out


def test_data_for_programs_says_the_same(clones: Clones, call: Run) -> None:
    clones.ours.add_line("phones", OAK)
    record(clones.ours, "Adopted at Oak")
    data = json.loads(call(clones.ours, "sync", "--json").out)
    assert data["format"] == 1
    assert data["sent"]
    assert data["went"]["ledgers"] == [{"policy": "phones", "lines": 1, "for": ["OAK"]}]
    assert data["went"]["commits"] == [{"author": "A Clerk", "subject": "Adopted at Oak"}]
    assert data["came"]["commits"] == []


def test_the_first_sync_into_an_empty_repository_sends_everything(
    decided: TestWorkspace, call: Run, tmp_path: Path
) -> None:
    decided.begin_git()
    decided.git("init", "--quiet", "--bare", str(tmp_path / "empty.git"))
    decided.git("remote", "add", "origin", str(tmp_path / "empty.git"))
    done = call(decided, "sync")
    assert done.code == 0, done.said
    assert "version 2 of Phones policy was issued" in done.out
    assert decided.git("rev-parse", "--abbrev-ref", "main@{upstream}") == "origin/main"
    assert "both have the same" in call(decided, "sync").out


def test_a_workspace_in_a_folder_of_a_larger_repository_is_synced(
    tmp_path: Path, call: Run
) -> None:
    clones = two_clones(tmp_path)
    for each in (clones.ours, clones.theirs):
        each.git("config", "pull.rebase", "false")
    clones.ours.path("trust-folder").mkdir()
    clones.ours.git("mv", "governance", "policy_src", "templates", "trust-folder/")
    record(clones.ours)
    inner = TestWorkspace(clones.ours.path("trust-folder"))
    assert call(inner, "sync").code == 0
    clones.theirs.git("pull", "--quiet")
    others = TestWorkspace(clones.theirs.path("trust-folder"))
    inner.add_line("phones", OAK)
    record(inner)
    others.add_line("phones", ELM)
    record(others)
    assert call(others, "sync").code == 0
    done = call(inner, "sync")
    assert done.code == 0, done.said
    assert "1 line in the ledger of Phones policy, for ELM" in done.out
    assert ELM in inner.read("governance/minutes/phones.csv")


def test_somebody_who_is_quicker_is_waited_for(
    clones: Clones, call: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between our fetch and our push the others push: the sync fetches and joins again."""
    from minuted.store.remote import Exchange

    push = Exchange.push
    overtaken: list[date] = []

    def late(self: Exchange, *arguments: object) -> None:
        if not overtaken:
            overtaken.append(date(2024, 10, 1))
            clones.theirs.add_line("phones", ELM)
            record(clones.theirs)
            clones.theirs.git("push", "--quiet")
        push(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Exchange, "push", late)
    clones.ours.add_line("phones", OAK)
    record(clones.ours)
    done = call(clones.ours, "sync")
    assert done.code == 0, done.said
    assert ELM in clones.ours.read("governance/minutes/phones.csv")
    call(clones.theirs, "sync")
    assert len(clones.heads()) == 1
