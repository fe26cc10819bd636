"""What only some copies have or have elsewhere, and whose cannot stand side by side."""

import json
import re
import zipfile

import pytest

from samples import png
from workspaces import Run, TestWorkspace

TITLE = "# Bikes policy\n"


def typed(*clauses: str, section: str = "1", title: str = "PARKING") -> str:
    lines = [f"{section}.{at} {words}" for at, words in enumerate(clauses, 1)]
    return f"\n## {section} {title}\n\n" + "\n\n".join(lines) + "\n"


LOCKED = "Bikes are locked to the rack."
SHED = "The shed is shut at four o'clock."
HELMETS = "Helmets hang on the hooks by the door."
TRIKES = "Trikes stay outside in all weathers."
SCOOTERS = "Scooters are folded and carried in."


@pytest.fixture
def trust(workspace: TestWorkspace) -> TestWorkspace:
    workspace.begin_git()
    return workspace


def bring(trust: TestWorkspace, call: Run, *more: str, **copies: str) -> dict[str, list[str]]:
    """Import copies, and return what each audience gets: its clauses, with their numbers."""
    for code, text in copies.items():
        trust.write(f"{code}.txt", TITLE + text)
    pairs = [f"{code}={code}.txt" for code in copies]
    outcome = call(trust, "import", "--copies", *pairs, *more)
    assert outcome.code == 0, outcome.said
    assert call(trust, "check").code == 0, call(trust, "check").said
    return {code: shown(trust, call, code) for code in copies}


def shown(trust: TestWorkspace, call: Run, code: str) -> list[str]:
    outcome = call(trust, "show", "policy_src/bikes.md", "--for", code, "--json")
    assert outcome.code == 0, outcome.said
    clauses = json.loads(outcome.out)["clauses"]
    return [f"{one['number']} {one['text']}" for one in clauses]


def test_a_clause_that_some_have_is_a_passage_and_the_others_say_not_used(
    trust: TestWorkspace, call: Run
) -> None:
    got = bring(
        trust,
        call,
        ASH=typed(LOCKED, SHED),
        OAK=typed(LOCKED, SHED, TRIKES),
        ELM=typed(LOCKED, SHED),
    )
    draft = trust.read("policy_src/bikes.md")
    assert f'::: {{.only for="OAK"}}\n1. {TRIKES}\n:::' in draft
    assert got["OAK"] == ["1 PARKING", f"1.1 {LOCKED}", f"1.2 {SHED}", f"1.3 {TRIKES}"]
    assert got["ASH"] == got["ELM"] == [*got["OAK"][:3], "1.3 Not used"]


def test_a_clause_that_one_lacks_is_for_all_others_a_school_without_a_copy_too(
    trust: TestWorkspace, call: Run
) -> None:
    trust.edit(
        "governance/trust.yaml",
        "  ELM: {name: Elm",
        "  YEW: {name: Yew Infants}\n  ELM: {name: Elm",
    )
    got = bring(
        trust,
        call,
        ASH=typed(LOCKED, SHED, HELMETS),
        OAK=typed(LOCKED, SHED),
        ELM=typed(LOCKED, SHED, HELMETS),
    )
    assert '::: {.only for="ASH ELM YEW"}' in trust.read("policy_src/bikes.md")
    assert got["OAK"][-1] == "1.3 Not used"
    assert shown(trust, call, "YEW") == got["ASH"]


def test_clauses_that_changed_places_have_each_schools_numbers(
    trust: TestWorkspace, call: Run
) -> None:
    clauses = (LOCKED, SHED, HELMETS, TRIKES, SCOOTERS)
    moved = (SHED, LOCKED, HELMETS, TRIKES, SCOOTERS)
    got = bring(trust, call, ASH=typed(*clauses), OAK=typed(*clauses), ELM=typed(*moved))
    assert got["ASH"][1:3] == [f"1.1 {LOCKED}", f"1.2 {SHED}"]
    assert got["ELM"][1:3] == [f"1.1 {SHED}", f"1.2 {LOCKED}"]
    draft = trust.read("policy_src/bikes.md")
    assert draft.count('.local for="ELM"') == 2
    assert draft.count(HELMETS) == 1


def test_where_a_clause_more_moves_all_numbers_the_section_is_the_schools_own(
    trust: TestWorkspace, call: Run
) -> None:
    got = bring(
        trust,
        call,
        ASH=typed(LOCKED, SHED, HELMETS),
        OAK=typed(LOCKED, SHED, HELMETS),
        ELM=typed(TRIKES, LOCKED, SHED, HELMETS),
    )
    draft = trust.read("policy_src/bikes.md")
    assert '::: {.local for="ELM" replaces="parking"}\n## PARKING' in draft
    assert got["ASH"] == ["1 PARKING", f"1.1 {LOCKED}", f"1.2 {SHED}", f"1.3 {HELMETS}"]
    assert got["ELM"][1:] == [f"1.1 {TRIKES}", f"1.2 {LOCKED}", f"1.3 {SHED}", f"1.4 {HELMETS}"]


def test_an_appendix_a_table_and_a_paragraph_that_one_lacks_are_passages(
    trust: TestWorkspace, call: Run
) -> None:
    table = "\n| Day | Shed |\n|---|---|\n| Monday | shut |\n"
    note = "\nThis is for the whole school and all who visit it.\n"
    appendix = typed("Keys lie in the drawer.", section="A", title="KEYS").replace(
        "## A", "## Appendix A"
    )
    full = note + typed(LOCKED, SHED, HELMETS) + table + appendix
    bare = typed(LOCKED, SHED, HELMETS)
    got = bring(trust, call, ASH=full, OAK=full, ELM=bare)
    assert got["ASH"] == [
        "p1 This is for the whole school and all who visit it.",
        "1 PARKING",
        f"1.1 {LOCKED}",
        f"1.2 {SHED}",
        f"1.3 {HELMETS}",
        "1/p1 Day\tShed\nMonday\tshut",
        "A KEYS",
        "A.1 Keys lie in the drawer.",
    ]
    assert got["ELM"] == [*got["ASH"][1:5], "A Not used"]


def test_a_section_of_one_goes_before_an_appendix_of_another_and_a_third_has_both(
    trust: TestWorkspace, call: Run
) -> None:
    appendix = f"\n## Appendix A FORM\n\nA.1 {HELMETS}\n"
    got = bring(
        trust,
        call,
        ASH=typed(LOCKED) + appendix,
        OAK=typed(LOCKED) + typed(SHED, section="2", title="SHED"),
        ELM=typed(LOCKED) + typed(SHED, section="2", title="SHED") + appendix,
    )
    assert f"2.1 {SHED}" in got["OAK"]
    assert f"A.1 {HELMETS}" in got["ASH"]
    assert {f"2.1 {SHED}", f"A.1 {HELMETS}"} < set(got["ELM"])


def test_a_note_and_a_reference_are_the_schools_that_have_them(
    trust: TestWorkspace, call: Run
) -> None:
    noted = "The shed is shut[^1] as paragraph 1.1 says."
    text = typed(LOCKED, noted, HELMETS) + "\n[^1]: At {} o'clock.\n"
    got = bring(trust, call, ASH=text.format(4), OAK=text.format(4), ELM=text.format(5))
    assert got["ASH"][2] == "1.2 The shed is shut[^ At 4 o'clock.] as paragraph 1.1 says."
    assert got["ELM"][2] == "1.2 The shed is shut[^ At 5 o'clock.] as paragraph 1.1 says."
    assert "as paragraph [](#clause-1-1) says" in trust.read("policy_src/bikes.md")


def test_what_was_added_with_a_letter_is_added_after_its_clause(
    trust: TestWorkspace, call: Run
) -> None:
    added = typed(LOCKED, SHED).replace("1.2 ", f"1.1A {TRIKES}\n\n1.2 ")
    got = bring(trust, call, ASH=typed(LOCKED, SHED), OAK=added, ELM=typed(LOCKED, SHED))
    assert '::: {.local for="OAK" after="clause-1-1"}' in trust.read("policy_src/bikes.md")
    assert got["OAK"] == ["1 PARKING", f"1.1 {LOCKED}", f"1.1A {TRIKES}", f"1.2 {SHED}"]
    assert got["ASH"] == ["1 PARKING", f"1.1 {LOCKED}", f"1.2 {SHED}"]


def test_each_place_has_the_words_of_most_and_a_slip_is_one_schools_own(
    trust: TestWorkspace, call: Run
) -> None:
    got = bring(
        trust,
        call,
        ASH=typed(LOCKED.replace("rack", "rak"), SHED, HELMETS),
        OAK=typed(LOCKED, SHED.replace("shut", "shutt"), HELMETS),
        ELM=typed(LOCKED, SHED, HELMETS.replace("hooks", "hoks")),
    )
    draft = trust.read("policy_src/bikes.md")
    assert all(f"}} {words}" in draft for words in (LOCKED, SHED, HELMETS))
    assert [draft.count(f'.local for="{code}"') for code in got] == [1, 1, 1]
    assert got["ASH"][1] == "1.1 Bikes are locked to the rak."


def test_the_trusts_own_copy_goes_before_those_of_all_schools(
    trust: TestWorkspace, call: Run
) -> None:
    worn = HELMETS.replace("hang", "lie")
    got = bring(
        trust,
        call,
        ASH=typed(LOCKED, worn),
        OAK=typed(LOCKED, worn),
        QDLT=typed(LOCKED, HELMETS, SHED),
    )
    assert got["QDLT"] == ["1 PARKING", f"1.1 {LOCKED}", f"1.2 {HELMETS}", f"1.3 {SHED}"]
    assert got["ASH"][2:] == [f"1.2 {worn}", "1.3 Not used"]
    assert shown(trust, call, "ELM") == got["QDLT"]


def test_what_no_passage_can_say_is_left_out_and_kept_word_for_word(
    trust: TestWorkspace, call: Run
) -> None:
    for code in ("ASH", "OAK"):
        trust.write(f"{code}.txt", TITLE + typed(LOCKED, SHED, TRIKES))
    trust.write("DALE.txt", TITLE + typed(LOCKED, SHED, SCOOTERS))
    outcome = call(trust, "import", "--copies", "ASH=ASH.txt", "OAK=OAK.txt", "DALE=DALE.txt")
    assert outcome.code == 0, outcome.said
    assert "[copy-left-out]" in outcome.err
    rows = [line.split("\t") for line in outcome.out.splitlines() if "\t" in line]
    (row,) = (row for row in rows if "NOT brought in" in row[2])
    code, words = row[0], SCOOTERS if row[0] == "DALE" else TRIKES
    front = trust.read("policy_src/bikes.md").split("\n---\n")[0]
    assert f"{code}: 1.3 {words}" in front
    assert f"{code}: 1.3 {words}" in outcome.out


def test_a_group_and_a_school_of_it_may_differ(trust: TestWorkspace, call: Run) -> None:
    got = bring(
        trust,
        call,
        DALE=typed(LOCKED, SHED, HELMETS),
        ASH=typed(LOCKED, SHED.replace("four", "five")),
        ELM=typed(LOCKED, SHED, TRIKES),
    )
    assert got["DALE"] == ["1 PARKING", f"1.1 {LOCKED}", f"1.2 {SHED}", f"1.3 {HELMETS}"]
    assert got["ASH"][2:] == ["1.2 The shed is shut at five o'clock.", "1.3 Not used"]
    assert got["ELM"][3] == f"1.3 {TRIKES}"
    assert shown(trust, call, "OAK") == got["DALE"]


MAPPED = """---
title: Bikes policy
---

## Site

1. The map shows where bikes are locked:

   ![Map of the site](map.png)

2. The shed is shut at four, and the rack stands beside it.
"""


def test_each_school_keeps_its_own_picture_and_one_that_all_have_is_there_once(
    trust: TestWorkspace, call: Run
) -> None:
    pictures = {"ASH": png(), "OAK": png(), "ELM": png(rgb=(1, 2, 3))}
    pairs = []
    for code, picture in pictures.items():
        trust.write("policy_src/bikes.md", MAPPED)
        trust.write("policy_src/map.png", picture)
        built = call(trust, "build", "bikes", "--draft", "--for", code, "--format", "docx")
        assert built.code == 0, built.said
        trust.write(f"{code}.docx", trust.path(f"build/{code}/bikes.docx").read_bytes())
        pairs.append(f"{code}={code}.docx")
    trust.path("policy_src/bikes.md").unlink()
    trust.path("policy_src/map.png").unlink()
    outcome = call(trust, "import", "--copies", *pairs)
    assert outcome.code == 0, outcome.said
    assert "NOT" not in outcome.out
    assert call(trust, "check").code == 0
    held = {name: data for name, data in trust.files("policy_src").items() if "png" in name}
    assert len(held) == 2
    draft = trust.read("policy_src/bikes.md")
    (own,) = re.findall(r'::: \{\.(?:local|only) for="ELM".*?\((bikes-\d\.png)\)', draft, re.DOTALL)
    assert draft.count(own) == 1
    assert held[own] == picture_of(trust, "ELM")
    (other,) = set(held) - {own}
    assert held[other] == picture_of(trust, "OAK")


def picture_of(trust: TestWorkspace, code: str) -> bytes:
    """Return the picture of a school's Word file, as its maker put it in."""
    with zipfile.ZipFile(trust.path(f"{code}.docx")) as archive:
        (name,) = (n for n in archive.namelist() if n.startswith("word/media/") and "logo" not in n)
        return archive.read(name)
