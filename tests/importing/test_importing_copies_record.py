"""The decisions of all copies' version tables become one record, and every copy builds."""

import html
import re

import pytest

from workspaces import Run, TestWorkspace

HEAD = "Version\tDate\tNarrative\tMinute Number\tReview Date\n"
OWN = {
    "ASH": "1\t6.9.22\tFirst issue\tFGB/2223/060922/15\tAugust 2023\n",
    "OAK": "1\t5.10.22\tFirst issue\tFGB/2223/051022/7\tAugust 2023\n",
    "ELM": "1\t7.9.22\tFirst issue\tFGB/2223/070922/4\tAugust 2023\n",
}
NAMES = {
    "ASH": "Ash Primary",
    "OAK": "Oak <Infants> & Nursery",
    "ELM": "Elm Junior",
    "DALE": "Dale Partnership",
}
LOCKED = "Bikes are locked to the rack, and the shed is shut at four."


@pytest.fixture
def trust(workspace: TestWorkspace) -> TestWorkspace:
    workspace.path("policy_src/phones.md").unlink()
    workspace.begin_git()
    return workspace


def write(trust: TestWorkspace, code: str, rows: str, words: str, cover: str = "") -> str:
    text = (
        f"# Bikes policy\n\n{cover or NAMES[code]}\n\n{HEAD}{rows}\n## 1 SHED\n\n1.1 {LOCKED}\n\n"
    )
    trust.write(f"{code}.txt", f"{text}1.2 {words}\n")
    return f"{code}={code}.txt"


def ledger(trust: TestWorkspace) -> list[list[str]]:
    lines = trust.read("governance/minutes/bikes.csv").splitlines()[1:]
    return [line.split(",")[:6] for line in lines]


def test_each_table_tells_its_own_schools_decision(trust: TestWorkspace, call: Run) -> None:
    pairs = [write(trust, code, row, "Helmets are worn.") for code, row in OWN.items()]
    outcome = call(trust, "import", "--copies", *pairs)
    assert outcome.code == 0, outcome.said
    assert ledger(trust) == [
        ["2022-09-06", "FGB", "ASH", "FGB/2223/060922/15", "1", "adopted"],
        ["2022-09-07", "FGB", "ELM", "FGB/2223/070922/4", "1", "adopted"],
        ["2022-10-05", "FGB", "OAK", "FGB/2223/051022/7", "1", "adopted"],
    ]
    rows = {line.split("\t")[0]: line.split("\t") for line in outcome.out.splitlines()}
    assert rows["OAK"][3:5] == ["1", "FGB/2223/051022/7"]
    assert call(trust, "check").code == 0
    assert call(trust, "build", "--format", "html").code == 0


def test_a_decision_that_all_tables_tell_is_told_once(trust: TestWorkspace, call: Run) -> None:
    row = (
        "1\tASH: 6.9.22 OAK: 5.10.22\tFirst issue\tASH: FGB/2223/060922/15 OAK: F GB/2223/051022/7"
        "\tAugust 2023\n"
    )
    pairs = [write(trust, code, row, "Helmets are worn.") for code in ("ASH", "OAK")]
    outcome = call(trust, "import", "--copies", *pairs)
    assert outcome.code == 0, outcome.said
    assert len(ledger(trust)) == 2
    assert "contradict" not in outcome.said
    assert outcome.out.count("put right") == 1


def test_what_a_schools_own_table_says_goes_before_what_anothers_says(
    trust: TestWorkspace, call: Run
) -> None:
    wrong = (
        OWN["ASH"]
        .replace("6.9.22", "ASH: 6.9.22")
        .replace("FGB/2223/060922/15", "ASH: FGB/2223/060922/51")
    )
    oak = write(trust, "OAK", OWN["OAK"] + wrong, "Helmets are worn.")
    ash = write(trust, "ASH", OWN["ASH"], "Helmets are worn.")
    outcome = call(trust, "import", "--copies", oak, ash)
    assert outcome.code == 0, outcome.said
    assert [line[3] for line in ledger(trust)] == ["FGB/2223/060922/15", "FGB/2223/051022/7"]
    assert "[copies-contradict]" in outcome.err
    front = trust.read("policy_src/bikes.md").split("\n---\n")[0]
    assert "FGB/2223/060922/51" in front


def test_a_groups_decision_is_its_own_where_the_cover_names_it(
    trust: TestWorkspace, call: Run
) -> None:
    pairs = [
        write(trust, code, OWN["ASH"], "Helmets are worn.", cover=NAMES["DALE"])
        for code in ("ASH", "OAK")
    ]
    outcome = call(trust, "import", "--copies", *pairs)
    assert outcome.code == 0, outcome.said
    assert [line[2] for line in ledger(trust)] == ["DALE"]
    assert call(trust, "build", "--format", "html").code == 0
    assert trust.path("build/OAK/bikes.html").is_file()


def test_copies_of_two_versions_are_issued_as_two_and_each_school_builds_its_own(
    trust: TestWorkspace, call: Run
) -> None:
    second = "2\t4.9.23\tHelmets\tFGB/2324/040923/6\tAugust 2024\n"
    pairs = [
        write(trust, "ASH", OWN["ASH"] + second, "Helmets are worn."),
        write(trust, "OAK", OWN["OAK"] + second, "Helmets are worn."),
        write(trust, "ELM", OWN["ELM"], "Helmets are advised."),
    ]
    outcome = call(trust, "import", "--copies", *pairs)
    assert outcome.code == 0, outcome.said
    assert "the copies of ELM are of an older one" in outcome.err
    assert call(trust, "check").code == 0
    assert call(trust, "build", "--format", "html").code == 0
    said = {
        code: html.unescape(re.sub(r"<[^>]+>", " ", trust.read(f"build/{code}/bikes.html")))
        for code in OWN
    }
    assert "Helmets are worn." in said["ASH"]
    assert "Helmets are advised." in said["ELM"]
    compared = call(trust, "compare", "bikes", "1", "2")
    assert "1 clause amended" in compared.said
    assert '.local for="ELM"' in trust.read("policy_src/bikes.md")


def test_a_replaced_policy_keeps_its_history(trust: TestWorkspace, call: Run) -> None:
    pairs = [write(trust, code, row, "Helmets are worn.") for code, row in OWN.items()]
    assert call(trust, "import", "--copies", *pairs).code == 0
    kept = trust.files("governance")
    write(trust, "ELM", OWN["ELM"], "Helmets are advised.")
    refused = call(trust, "import", "--copies", *pairs)
    assert refused.code == 1
    assert "say --replace" in refused.err
    outcome = call(trust, "import", "--copies", *pairs, "--replace")
    assert outcome.code == 0, outcome.said
    assert "history      kept as it is" in outcome.out
    assert '.local for="ELM"' in trust.read("policy_src/bikes.md")
    assert trust.files("governance") == kept


def test_an_import_of_copies_is_one_commit_of_all_that_it_wrote(
    trust: TestWorkspace, call: Run
) -> None:
    pairs = [
        write(trust, code, row, f"Ring 01629 5550{at}0 about bikes.")
        for at, (code, row) in enumerate(OWN.items())
    ]
    assert call(trust, "import", "--copies", *pairs).code == 0
    assert trust.git("log", "--format=%s").splitlines() == ["Import Bikes policy", "Begin"]
    assert trust.git("show", "--name-only", "--format=").splitlines() == [
        "governance/issued/bikes/1/bikes.md",
        "governance/minutes/bikes.csv",
        "governance/trust.yaml",
        "policy_src/bikes.md",
    ]


def test_a_false_claim_of_no_amendments_is_named(trust: TestWorkspace, call: Run) -> None:
    first = OWN["ASH"]
    claim = "2\t5.9.23\tNo amendments\tFGB/2324/050923/7\tAugust 2024\n"
    pairs = [
        write(trust, "ASH", first, "Helmets are advised."),
        write(trust, "ELM", OWN["ELM"] + claim, "Helmets are worn."),
    ]
    outcome = call(trust, "import", "--copies", *pairs)
    assert outcome.code == 0, outcome.said
    assert (
        "of version 2 for ELM on 2023-09-05, and it differs from version 1 as the copy of ASH has"
        " it: 1.2 amended." in outcome.err
    )
    trust.write("ELM.txt", trust.read("ELM.txt").replace("worn", "advised"))
    outcome = call(trust, "import", "--copies", *pairs, "--policy", "cycling")
    assert outcome.code == 0, outcome.said
    assert "claim-contradicted" not in outcome.err


def test_what_to_do_about_a_group_s_copy_and_its_schools_is_said_and_helps(
    trust: TestWorkspace, call: Run
) -> None:
    own = "Helmets are worn.\n\n1.3 Trikes come in."
    pairs = [
        write(trust, "DALE", "1\t29.8.22\tFirst issue\t\t\n", "Trikes stay outside."),
        write(trust, "ASH", OWN["ASH"], own),
        write(trust, "OAK", OWN["OAK"], own),
    ]
    outcome = call(trust, "import", "--copies", *pairs, "--dry-run")
    assert "NOT brought in, because it is in DALE" in outcome.out
    assert "import again without DALE=DALE.txt" in outcome.err
    outcome = call(trust, "import", "--copies", *pairs[1:])
    assert outcome.code == 0, outcome.said
    assert "NOT brought in" not in outcome.out
