"""Words that every school has its own of become fields, and trust.yaml gets what it lacks."""

import html
import json
import re

import pytest

from minuted.readers.trust_yaml import read_trust
from minuted.tasks.copies_slots import kind_of, slots_in
from minuted.tasks.trust_edit import with_values
from workspaces import Run, TestWorkspace

COPY = """\
# Bikes policy

{name}

Version\tDate\tNarrative\tMinute Number\tReview Date
1\t{day}.9.22\tFirst issue\tFGB/2223/{day:02}0922/15\tAugust 2023

## 1 WHO

1.1 This is for everybody at {name}, pupils and staff alike.

1.2 Ask {head}, the headteacher, or ring {phone} before four o'clock.

1.3 Bikes are locked to the rack, and the office of {name} has a key.
{more}
## Appendix A SHED

A.1 The shed is shut at night.
"""
NAMES = (
    *("Ash", "Birch", "Cedar", "Elder", "Fir", "Hazel", "Hornbeam", "Juniper", "Larch", "Lime"),
    *("Maple", "Oak", "Pear", "Pine", "Plum", "Poplar", "Quince", "Rowan", "Spruce", "Thorn"),
    *("Walnut", "Whitebeam", "Willow", "Wych", "Yew"),
)


def big_trust(workspace: TestWorkspace) -> dict[str, str]:
    """Make a trust of 25 schools; return each one's copy, as its clerk would type it."""
    lines = ["trust: {name: The Wold Trust, short_name: TWT}", "bodies:"]
    lines += ["  FGB: {name: Full Governing Body}", "schools:"]
    copies: dict[str, str] = {}
    for number, name in enumerate(NAMES):
        code = f"S{number:02}"
        lines.append(f"  {code}: {{name: {name} Primary}}")
        text = COPY.format(
            name=f"{name} Primary",
            head=f"{('Mrs', 'Mr', 'Ms')[number % 3]} {NAMES[-1 - number]}",
            phone=f"01629 5550{number:02}",
            day=number + 1,
            more="\n1.4 Trikes stay outside.\n" if number in (3, 17) else "",
        )
        copies[code] = text if number != 11 else text.partition("## Appendix")[0]
    workspace.write("governance/trust.yaml", "\n".join(lines) + "\n")
    return copies


def test_what_25_schools_typed_builds_at_once_and_says_what_each_file_says(
    workspace: TestWorkspace, call: Run
) -> None:
    copies = big_trust(workspace)
    workspace.path("policy_src/phones.md").unlink()
    workspace.begin_git()
    for code, text in copies.items():
        workspace.write(f"{code}.txt", text)
    outcome = call(workspace, "import", "--copies", *(f"{code}={code}.txt" for code in copies))
    assert outcome.code == 0, outcome.said
    assert outcome.err.startswith("Imported policy_src/bikes.md")
    built = call(workspace, "build", "--format", "html")
    assert built.code == 0, built.said
    assert "25 built" in built.out
    for code, text in copies.items():
        page = workspace.read(f"build/{code}/bikes.html")
        said = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
        at = 0
        for number, words in re.findall(r"^(\w\.\d) (.*)$", text, re.MULTILINE):
            found = re.compile(rf"{re.escape(number)} {re.escape(words)}").search(said, at)
            assert found, (code, number, words)
            at = found.end()
        assert ("Trikes" in said) == (code in ("S03", "S17"))
        assert ("The shed is shut" in said) == (code != "S11")
        assert f"FGB/2223/{int(code[1:]) + 1:02}0922/15" in said
    draft = workspace.read("policy_src/bikes.md")
    assert draft.count(":::") == 4
    assert "Ask {{ school.headteacher }}, the headteacher, or ring {{ school.telephone }}" in draft
    rows = [line.split("\t") for line in outcome.out.splitlines() if line.startswith("S")]
    assert [row[1] for row in rows].count("1") == 22
    assert call(workspace, "check").code == 0


def bring(workspace: TestWorkspace, call: Run, *more: str, **copies: str) -> str:
    workspace.begin_git()
    for code, words in copies.items():
        workspace.write(f"{code}.txt", f"# Bikes policy\n\n## 1 WHO\n\n{words}\n")
    pairs = [f"{code}={code}.txt" for code in copies]
    outcome = call(workspace, "import", "--copies", *pairs, *more)
    assert outcome.code == 0, outcome.said
    return outcome.out


def test_a_name_that_all_copies_have_alike_stays_a_name(
    workspace: TestWorkspace, call: Run
) -> None:
    words = "1.1 The shed of Ash Primary is for all.\n\n1.2 This is for {} and its guests."
    bring(workspace, call, ASH=words.format("Ash Primary"), ELM=words.format("Elm Junior"))
    draft = workspace.read("policy_src/bikes.md")
    assert "1. The shed of Ash Primary is for all." in draft
    assert "2. This is for {{ school.name }} and its guests." in draft


def test_a_schools_colour_is_a_field(workspace: TestWorkspace, call: Run) -> None:
    words = "1.1 Bikes are locked to the {} rack by the gate."
    colours = {"ASH": "navy", "OAK": "maroon", "ELM": "bottle green"}
    bring(workspace, call, **{code: words.format(colour) for code, colour in colours.items()})
    draft = workspace.read("policy_src/bikes.md")
    assert "1. Bikes are locked to the {{ school.colour }} rack by the gate." in draft
    assert ":::" not in draft


def test_an_amendment_is_no_field(workspace: TestWorkspace, call: Run) -> None:
    bring(
        workspace,
        call,
        ASH="1.1 The Headteacher decides who may cycle.",
        OAK="1.1 The Governors decide who may cycle.",
        ELM="1.1 The Chair decides who may cycle.",
    )
    assert "{{" not in workspace.read("policy_src/bikes.md")


def test_a_school_that_words_it_its_own_way_has_the_field_too(
    workspace: TestWorkspace, call: Run
) -> None:
    bring(
        workspace,
        call,
        ASH="1.1 This is for everybody at Ash Primary.",
        OAK="1.1 This is for everybody at Oak <Infants> & Nursery.",
        ELM="1.1 This is for all who come to Elm Junior.",
    )
    assert "1. This is for all who come to {{ school.name }}." in workspace.read(
        "policy_src/bikes.md"
    )


def test_a_value_that_trust_yaml_lacks_for_one_school_is_taken_from_its_copy(
    workspace: TestWorkspace, call: Run
) -> None:
    words = "1.1 Ask {} about the shed, please."
    out = bring(
        workspace,
        call,
        ASH=words.format("the Headteacher of Ash"),
        OAK=words.format('Oak\'s "Head"'),
        ELM=words.format("Mr Specimen"),
    )
    assert "a field of trust.yaml, which gets it for ELM" in out
    assert '  ELM: {name: Elm Junior, label: Elm, fields: {headteacher: "Mr Specimen"}}' in (
        workspace.read("governance/trust.yaml")
    )


def test_where_a_school_has_no_copy_the_policy_is_for_those_that_have(
    workspace: TestWorkspace, call: Run
) -> None:
    words = "1.1 Ring the office on 01629 5550{} before four."
    bring(workspace, call, ASH=words.format(10), OAK=words.format(20))
    assert "for: [ASH, OAK]" in workspace.read("policy_src/bikes.md")
    assert call(workspace, "check").code == 0


def test_the_guesses_are_told_and_nothing_is_written_on_a_dry_run(
    workspace: TestWorkspace, call: Run
) -> None:
    trust = workspace.read("governance/trust.yaml")
    words = "1.1 Write to {} about bikes."
    copies = {"ASH": words.format("a@ash.example"), "ELM": words.format("b@elm.example")}
    out = bring(workspace, call, "--dry-run", **copies)
    assert "{{ school.email }} in 1 place: a new field" in out
    assert "ASH: a@ash.example" in out
    told = json.loads(
        call(workspace, "import", "--copies", "ASH=ASH.txt", "ELM=ELM.txt", "--json").out
    )
    assert told["format"] == 1
    assert told["written"] is False
    assert told["guessed_fields"] == [
        {
            "field": "school.email",
            "new": True,
            "places": 1,
            "values": {"ASH": "a@ash.example", "ELM": "b@elm.example"},
            "into_trust_yaml": ["ASH", "ELM"],
        }
    ]
    assert [one["brought_in"] for one in told["copies"]] == [True, True]
    assert workspace.read("governance/trust.yaml") == trust
    assert not workspace.path("policy_src/bikes.md").exists()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("01632 960010", "telephone"),
        ("(01629) 555 010", "telephone"),
        ("+44 1629 555010", "telephone"),
        ("office@ash-primary.example", "email"),
        ("www.ash.example/bikes", "web"),
        ("DE45 1AB", "postcode"),
        ("Mrs Example-Sample", "person"),
        ("Dr O'Neill", "person"),
        ("bottle green and gold", "colour"),
        ("St Mary's Church of England Primary School", "name"),
        ("helmets", None),
    ],
)
def test_what_words_of_a_schools_own_are(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


def test_words_of_a_schools_own_are_found_where_they_stand() -> None:
    text = "Ring Mrs Example of Ash Primary on 01632 960010 or write to a@ash.example."
    found = [slot.words for slot in slots_in(text, ["Ash Primary"])]
    assert found == ["Ring Mrs Example of Ash Primary", "01632 960010", "a@ash.example"]


TRUST = """\
# the register
trust:
  name: The Wold Trust   # its full name
  short_name: TWT
schools:
  ASH: {name: Ash Primary}
  OAK: {name: Oak Primary, fields: {email: o@oak.example, }}
  ELM:
    name: Elm Primary
    # its head
    fields:
      email: e@elm.example   # since May

  FIR:
    name: Fir Primary
    fields:
  YEW:
    name: Yew Primary
    brand: {colour: "#112233"}
groups:
  ALL:
    members: {ASH: {}, OAK: {}}
    name: All of Them"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_values_are_added_in_place_and_all_else_stays_as_it_was_typed(end: str, last: str) -> None:
    before = (TRUST + last).replace("\n", end)
    codes = ("TWT", "ASH", "OAK", "ELM", "FIR", "YEW", "ALL")
    after = with_values(before.encode(), {c: {"telephone": f'0 "{c}": #1, {{}}'} for c in codes})
    organisation, complaints = read_trust(after.decode(), "trust.yaml")
    assert organisation is not None
    assert not complaints
    for code in codes:
        audience = organisation.audience(code)
        assert audience is not None
        assert audience.fields["telephone"] == f'0 "{code}": #1, {{}}'
    rest = after.decode()
    for code in codes:
        value = json.dumps(f'0 "{code}": #1, {{}}')
        rest = re.sub(
            rf"(?:, |(?<=\{{)| (?=telephone)){re.escape(f'telephone: {value}')}", "", rest
        )
        rest = rest.replace(f"      telephone: {value}{end}", "")
    kept = rest.replace(f"    fields:{end}", "").replace(f"  fields:{end}", "")
    assert "# since May" in kept
    assert "# its full name" in kept
    assert kept.count("Primary") == 5
