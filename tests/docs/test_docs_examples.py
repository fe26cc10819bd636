"""The examples in the documents are true: each is read by its reader, and prints what it says."""

import csv
import re
from datetime import date
from itertools import pairwise

import pytest
from docs_pages import ROOT, Example, examples

from minuted.checks.ledger import check_ledger
from minuted.model.canonical import entries
from minuted.model.policy import Policy, Version
from minuted.readers.front_matter import read_front_matter
from minuted.readers.ledger_csv import HEADING, read_ledger
from minuted.readers.policy_markdown import read_policy
from minuted.readers.trust_yaml import read_trust

FORMATS = "docs/policy-format.md"
FRONT = "---\ntitle: Example policy\n---\n\n"
TRUST = "trust: {name: Wold Valley Schools Trust, short_name: WVST}\n"
SCHOOLS = "schools: {ASH: {name: Ash}, QLI: {name: Quarry Lane}, ELM: {name: Elm}}\n"
ADDRESS = re.compile(r"(?:p\d+|[A-Z]|\d+)[A-Z0-9./()a-z]*$")

policies = pytest.mark.parametrize("example", examples("markdown"), ids=str)


def read(example: Example) -> Policy:
    source = example.text if example.text.startswith("---\n") else FRONT + example.text
    policy, complaints = read_policy(source.encode())
    assert complaints == []
    assert policy is not None
    return policy


@policies
def test_a_policy_of_the_documents_is_read_without_a_complaint(example: Example) -> None:
    assert read(example).children


def printed() -> list[tuple[Example, Example]]:
    """Return each policy that is followed by what copies print of it."""
    both = examples(page=FORMATS)
    return [
        (policy, shown)
        for policy, shown in pairwise(both)
        if policy.kind == "markdown" and shown.kind == "text"
    ]


@pytest.mark.parametrize(("policy", "shown"), printed(), ids=str)
def test_a_policy_of_the_documents_prints_what_they_say(policy: Example, shown: Example) -> None:
    found = []
    for entry in entries(read(policy)):
        rows = entry.text.split("\n") if entry.kind == "table" else [entry.text]
        for number, row in enumerate(rows, 1):
            address = f"{entry.address}/r{number}" if entry.kind == "table" else entry.address
            found.append(f"{address} {' '.join(row.split())}")
    told = [" ".join(line.split()) for line in shown.text.splitlines()]
    assert all(ADDRESS.match(line.split()[0]) for line in told)
    assert found == told


def test_the_documents_show_what_several_policies_print() -> None:
    assert len(printed()) >= 5


def ledger_of(example: Example) -> str:
    heading = "" if example.text.startswith("date,") else HEADING
    return heading + example.text


@pytest.mark.parametrize("example", examples("csv"), ids=str)
def test_a_ledger_of_the_documents_is_read_without_a_complaint(example: Example) -> None:
    ledger, complaints = read_ledger(ledger_of(example).encode(), "social-media", "ledger")
    assert complaints == []
    assert len(ledger.lines) == len(list(csv.reader(ledger_of(example).splitlines()))) - 1


def test_the_ledgers_of_the_documents_hold_together_with_their_trust() -> None:
    """One trust, one ledger: the first example of trust-file.md, and all of ledger-format.md."""
    trust, complaints = read_trust(examples("yaml", "docs/trust-file.md")[0].text, "trust.yaml")
    assert trust is not None
    assert complaints == []
    lines = [e.text.removeprefix(HEADING) for e in examples("csv", "docs/ledger-format.md")]
    ledger, complaints = read_ledger((HEADING + "".join(lines)).encode(), "photographs", "ledger")
    assert complaints == []
    mark = "m1-" + "0" * 64
    versions = (Version("1", fingerprint=mark), Version("2", fingerprint=mark))
    policy = read(examples("markdown", FORMATS)[0])
    front = type(policy.front)("Photographs", versions=versions)
    assert check_ledger(ledger, front, trust, date(2025, 1, 1)) == []


@pytest.mark.parametrize("example", examples("csv", "README.md"), ids=str)
def test_the_line_of_the_readme_fits_this_repository(example: Example) -> None:
    trust, _ = read_trust((ROOT / "governance/trust.yaml").read_text(encoding="utf-8"), "")
    assert trust is not None
    own = (ROOT / "governance/minutes/social-media.csv").read_bytes()
    ledger, _ = read_ledger(own + example.text.encode(), "social-media", "")
    draft, _ = read_policy((ROOT / "policy_src/social-media.md").read_bytes())
    assert draft is not None
    line = ledger.lines[-1]
    assert draft.front.version(line.version) is None, "the README issues this version first"
    issued = Version(line.version, fingerprint="m1-" + "0" * 64)
    front = type(draft.front)("", versions=(*draft.front.versions, issued))
    assert check_ledger(ledger, front, trust, line.date) == []


@pytest.mark.parametrize("example", examples("yaml"), ids=str)
def test_yaml_of_the_documents_is_read_without_a_complaint(example: Example) -> None:
    if example.page == FORMATS:
        lines = ["---", "title: Example", *example.text.splitlines(), "---"]
        _, complaints = read_front_matter(lines)
    else:
        text = example.text
        text = text if re.search("^trust:", text, re.MULTILINE) else TRUST + text
        text = text if re.search("^schools:", text, re.MULTILINE) else text + SCHOOLS
        _, complaints = read_trust(text, "trust.yaml")
    assert complaints == []


def test_the_documents_have_examples_of_every_kind() -> None:
    assert {"markdown", "csv", "yaml", "text", "sh"} <= {e.kind for e in examples()}
