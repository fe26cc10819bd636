from datetime import date

import pytest
from governance_samples import DDAT_YAML, ddat
from hypothesis import strategies as st

from minuted.model.diagnostic import Severity
from minuted.model.organisation import DEFAULT_MINUTE_PATTERN, BrandSpec, Organisation, Span
from minuted.readers.trust_yaml import read_trust
from properties import tried

PATH = "governance/trust.yaml"
TRUST = "trust: {name: Hillside Trust, short_name: HILL}\n"


def read(text: str) -> Organisation:
    organisation, complaints = read_trust(text, PATH)
    assert complaints == []
    assert organisation is not None
    return organisation


def complaints_of(text: str) -> list[tuple[str, int, int]]:
    complaints = read_trust(text, PATH)[1]
    assert all(c.path == PATH and c.message and c.hint for c in complaints)
    return [(c.code, c.line, c.column) for c in complaints]


def school(entry: str) -> str:
    return f"{TRUST}schools:\n  ASH: {entry}\n"


def test_the_real_trust_is_read():
    trust = ddat()
    assert (trust.trust.name, trust.trust.code) == ("Derby Diocesan Academy Trust", "DDAT")
    assert trust.trust.minute_pattern == DEFAULT_MINUTE_PATTERN
    assert trust.codes() == ["AS", "DCT", "STG", "BAK", "MDPP", "DDAT"]
    assert trust.bodies["RMC"].of == "MDPP"
    assert (trust.schools["BAK"].label, trust.schools["AS"].label) == ("Bakewell", "AS")
    assert trust.schools["AS"].line == 10
    members = trust.groups["MDPP"].members
    assert [m.school for m in members] == ["AS", "DCT", "STG", "BAK"]
    assert members[3].span == Span(date(2024, 1, 1))
    assert not trust.groups["MDPP"].has("BAK", date(2023, 8, 29))


def test_everything_that_may_be_said_is_read():
    trust = read(
        """\
trust:
  name: Hillside Trust
  short_name: HILL
  minute_pattern: "{body}/{item}/{academic_year:yy-yy}"
  brand: {logo: templates/brands/HILL/logo.svg, colour: "#7A1F3D", font: Source Sans 3}
  fields: {chair: Jo Bloggs, motto: "yes"}
bodies:
  LAB: {name: Local Advisory Board, of: ASH, minute_pattern: "{item}"}
  TB: {name: Trust Board, of: HILL}
groups:
  VALE:
    name: Vale Partnership
    label: Vale
    members: {ASH: , QLI: {from: 2022-01-01, to: 2023-08-31}}
schools:
  ASH: {name: Ash Primary, from: 2020-09-01, to: 2025-08-31, fields: {headteacher: "Sam  O'Neil"}}
  QLI: {name: Quarry Lane Infants, brand: {colour: "#abc"}, fields: {headteacher: }}
"""
    )
    assert trust.trust.brand == BrandSpec(
        "templates/brands/HILL/logo.svg", "#7a1f3d", "Source Sans 3"
    )
    assert trust.trust.fields == {"chair": "Jo Bloggs", "motto": "yes"}
    assert trust.trust.minute_pattern == "{body}/{item}/{academic_year:yy-yy}"
    assert trust.bodies["LAB"].minute_pattern == "{item}"
    assert trust.schools["ASH"].span == Span(date(2020, 9, 1), date(2025, 8, 31))
    assert trust.schools["ASH"].fields == {"headteacher": "Sam O'Neil"}
    assert trust.schools["QLI"].brand.colour == "#aabbcc"
    assert trust.schools["QLI"].fields == {}
    assert trust.groups["VALE"].members[1].span == Span(date(2022, 1, 1), date(2023, 8, 31))


def test_words_that_yaml_would_turn_into_something_else_stay_words():
    trust = read(
        f"{TRUST}schools:\n  NO: {{name: 2024-01-01, label: 1.10, fields: {{ofsted: NO}}}}\n"
    )
    assert (trust.schools["NO"].name, trust.schools["NO"].label) == ("2024-01-01", "1.10")
    assert trust.schools["NO"].fields == {"ofsted": "NO"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("missing-key", 0, 0)]),
        ("just words\n", [("missing-key", 1, 1)]),
        ("schools: {}\n", [("missing-key", 1, 1)]),
        ("trust:\n", [("missing-key", 1, 1)]),
        ("trust: Hillside\n", [("yaml-shape", 1, 8)]),
        ("trust: {short_name: HILL}\n", [("missing-key", 1, 8)]),
        ("trust: {name: Hillside, short_name: }\n", [("missing-key", 1, 25)]),
        ("trust: {name: Hillside, short_name: H T}\n", [("bad-code", 1, 37)]),
        (TRUST + "school: {}\n", [("unknown-key", 2, 1)]),
        (TRUST + "schools: [ASH]\n", [("yaml-shape", 2, 10)]),
        (school("Ash Primary"), [("yaml-shape", 3, 8)]),
        (school("{}"), [("missing-key", 3, 8)]),
        (school(""), [("missing-key", 3, 3)]),
        (school("{name: [a]}"), [("yaml-shape", 3, 15)]),
        (school("{name: Ash, headteacher: Jo}"), [("unknown-key", 3, 20)]),
        (school("{name: Ash, from: 01/09/2020}"), [("bad-date", 3, 26)]),
        (school("{name: Ash, from: 2020-09}"), [("bad-date", 3, 26)]),
        (school("{name: Ash, from: 2020-02-30}"), [("bad-date", 3, 26)]),
        (school("{name: Ash, from: 2021-01-01, to: 2020-01-01}"), [("bad-span", 3, 42)]),
        (school("{name: Ash, fields: {Head: Jo}}"), [("bad-field-name", 3, 29)]),
        (school("{name: Ash, fields: {name: Jo}}"), [("bad-field-name", 3, 29)]),
        (school("{name: Ash, fields: {head: [Jo]}}"), [("yaml-shape", 3, 35)]),
        (school("{name: Ash, brand: {color: '#fff'}}"), [("unknown-key", 3, 28)]),
        (school("{name: Ash, brand: {colour: red}}"), [("bad-colour", 3, 36)]),
        (school("\n    name: Ash\n    brand:\n      colour: #7a1f3d"), [("bad-colour", 6, 7)]),
        (school("{name: Ash, brand: {logo: /etc/logo.svg}}"), [("bad-logo-path", 3, 34)]),
        (school("{name: Ash, brand: {logo: ../logo.svg}}"), [("bad-logo-path", 3, 34)]),
        (school(r"{name: Ash, brand: {logo: a\logo.svg}}"), [("bad-logo-path", 3, 34)]),
        (school("{name: Ash, brand: {logo: 'C:/logo.svg'}}"), [("bad-logo-path", 3, 34)]),
        (school("{name: Ash, brand: {logo: a/nul.svg}}"), [("bad-logo-path", 3, 34)]),
        (school("{name: Ash, brand: {logo: a//b.svg}}"), [("bad-logo-path", 3, 34)]),
        (school("{name: Ash, brand: {logo: a/logo.gif}}"), [("bad-logo-path", 3, 34)]),
        (school("{name: Ash, brand: {logo: 'a /logo.png'}}"), [("bad-logo-path", 3, 34)]),
        (TRUST + "schools: {A B: {name: x}}\n", [("bad-code", 2, 11)]),
        (TRUST + "schools: {-A: {name: x}}\n", [("bad-code", 2, 11)]),
        (TRUST + "schools: {É: {name: x}}\n", [("bad-code", 2, 11)]),
        (TRUST + f"schools: {{{'A' * 33}: {{name: x}}}}\n", [("bad-code", 2, 11)]),
        (TRUST + "schools: {con: {name: x}}\n", [("bad-code", 2, 11)]),
        (TRUST + "schools: {Com1: {name: x}}\n", [("bad-code", 2, 11)]),
        (TRUST + "schools: {hill: {name: x}}\n", [("repeated-code", 2, 11)]),
        (
            TRUST + "groups: {ash: {name: x, members: {ASH: }}}\nschools: {ASH: {name: Ash}}\n",
            [("repeated-code", 2, 10)],
        ),
        (TRUST + "bodies: {FGB: {name: a}, fgb: {name: b}}\n", [("repeated-code", 2, 26)]),
        (TRUST + "bodies: {FGB: {name: a, of: VALE}}\n", [("unknown-audience", 2, 29)]),
        (
            TRUST + "bodies: {FGB: {name: a, minute_pattern: '{x}'}}\n",
            [("bad-minute-pattern", 2, 41)],
        ),
        (TRUST + "groups: {VALE: {name: Vale}}\n", [("empty-group", 2, 10)]),
        (TRUST + "groups: {VALE: {name: Vale, members: [ASH]}}\n", [("yaml-shape", 2, 38)]),
        (TRUST + "groups: {VALE: {name: Vale, members: {ASH: {}}}}\n", [("unknown-school", 2, 39)]),
        (
            school("{name: Ash}") + "groups: {V: {name: V, members: {ASH: {since: 2020-01-01}}}}\n",
            [("unknown-key", 4, 39)],
        ),
        (school("{name: 'Ash\u200b Primary'}"), [("hidden-character", 3, 19)]),
        (school("{name: A, name: B}"), [("repeated-key", 3, 18)]),
    ],
)
def test_every_mistake_is_reported_at_its_place(text, expected):
    assert complaints_of(text) == expected


def test_all_mistakes_are_reported_at_once():
    text = (
        "trust: {nam: x, short_name: H H}\nscools: {}\nschools:\n  A: {}\n  a: {name: y, form: z}\n"
    )
    assert [c[0] for c in complaints_of(text)] == [
        "missing-key",
        "unknown-key",
        "bad-code",
        "unknown-key",
        "missing-key",
        "repeated-code",
    ]


def test_the_nearest_name_is_suggested():
    _, complaints = read_trust(TRUST + "scools: {}\n", PATH)
    assert "schools" in complaints[0].hint
    _, complaints = read_trust(
        school("{name: Ash}") + "groups: {V: {name: V, members: {Ahs: }}}\n", PATH
    )
    assert "ASH" in complaints[0].hint


def test_a_colour_without_quotes_is_explained():
    _, complaints = read_trust(school("\n    name: Ash\n    brand:\n      colour: #7a1f3d"), PATH)
    assert "comment" in complaints[0].hint


def test_after_a_mistake_the_rest_can_still_be_looked_at():
    organisation, complaints = read_trust(
        TRUST + "schools:\n  ASH: {name: Ash, brand: {colour: red}}\n  Q Q: {name: x}\n", PATH
    )
    assert organisation is not None
    assert list(organisation.schools) == ["ASH"]
    assert organisation.schools["ASH"].brand == BrandSpec()
    assert len(complaints) == 2


def test_a_school_or_group_without_a_name_is_called_by_its_code_meanwhile():
    organisation, _ = read_trust(
        TRUST + "schools: {ASH: {}}\ngroups: {V: {members: {ASH: }}}\nbodies: {B: {}}\n", PATH
    )
    assert organisation is not None
    assert organisation.schools["ASH"].name == "ASH"
    assert (organisation.groups["V"].name, organisation.groups["V"].label) == ("V", "V")
    assert organisation.bodies["B"].name == "B"


def test_broken_yaml_leaves_one_complaint_and_no_trust():
    organisation, complaints = read_trust("trust: {name: x\nschools:\n", PATH)
    assert organisation is None
    assert [c.code for c in complaints] == ["yaml-syntax"]


def test_a_group_without_members_is_only_a_warning():
    _, complaints = read_trust(TRUST + "groups: {VALE: {name: Vale}}\n", PATH)
    assert [c.severity for c in complaints] == [Severity.WARNING]


@st.composite
def damaged(draw):
    text = DDAT_YAML
    at = draw(st.integers(0, len(text)))
    length = draw(st.integers(0, 12))
    return text[:at] + draw(st.text(max_size=8)) + text[at + length :]


@tried(50, 2000, st.one_of(damaged(), st.text(max_size=80)))
def test_no_text_makes_reading_raise(text):
    organisation, complaints = read_trust(text, PATH)
    assert organisation is not None or any(c.is_error for c in complaints)
