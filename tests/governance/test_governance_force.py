from dataclasses import replace
from datetime import date, timedelta

import pytest
from governance_samples import (
    SOCIAL_MEDIA,
    TODAY,
    ddat,
    front,
    ledger,
    line,
    quarry_trust,
    social_media_ledger,
)
from hypothesis import strategies as st

from minuted.model.force import InForce, Reason, concerned, corrections_of, in_force
from minuted.model.front_matter import NOT_HELD, Adoption, FrontMatter, Version
from minuted.model.ledger import Kind, Ledger, Line
from minuted.model.organisation import Group, School, Span
from properties import tried

TRUST = quarry_trust()
ISSUED = "m1-" + "b" * 64


def at(day: str, *lines: Line, audience: str = "ASH", policy: FrontMatter | None = None) -> InForce:
    policy = policy or front("1", "2", "3")
    return in_force(policy, ledger(*lines), TRUST, audience, date.fromisoformat(day))


def deciding(found: InForce) -> tuple[str, str]:
    assert found.decision is not None
    assert found.reason is None
    return found.version, found.decision.stated.audience


def test_the_real_schools_are_on_version_1_by_the_decision_that_covers_them():
    book, trust = social_media_ledger(), ddat()
    by_then = {
        code: in_force(SOCIAL_MEDIA, book, trust, code, TODAY).decision
        for code in ("AS", "DCT", "STG", "BAK", "MDPP")
    }
    assert {code: d.stated.minute for code, d in by_then.items() if d} == {
        "AS": "RMC/2223/290823/1",
        "DCT": "RMC/2223/290823/1",
        "STG": "RMC/2223/290823/1",
        "BAK": "FGB/2324/120224/13",
        "MDPP": "RMC/2223/290823/1",
    }
    assert concerned(SOCIAL_MEDIA, book, trust, TODAY) == ["AS", "DCT", "STG", "BAK", "MDPP"]


def test_bakewell_has_nothing_before_its_own_decision_because_it_joined_after_the_groups():
    found = in_force(SOCIAL_MEDIA, social_media_ledger(), ddat(), "BAK", date(2024, 2, 11))
    assert (found.decision, found.version, found.reason) == (None, "", Reason.NOT_YET)
    assert "12 February 2024" in found.in_words("Bakewell Infants")


def test_the_latest_decision_by_the_day_counts():
    lines = (line("2022-09-06"), line("2023-09-05", version="2"))
    assert deciding(at("2023-09-04", *lines)) == ("1", "ASH")
    assert deciding(at("2023-09-05", *lines)) == ("2", "ASH")


def test_a_decision_counts_from_the_day_it_takes_effect():
    lines = (line("2022-09-06"), line("2023-06-01", version="2", effective="2023-09-01"))
    assert deciding(at("2023-08-31", *lines))[0] == "1"
    assert deciding(at("2023-09-01", *lines))[0] == "2"


def test_the_order_in_the_file_does_not_matter_between_days():
    assert deciding(at("2024-01-01", line("2023-09-05", version="2"), line("2022-09-06")))[0] == "2"


@pytest.mark.parametrize("kind", [Kind.NOTED, Kind.DEFERRED, Kind.SUBJECT_TO_CHANGES])
def test_what_puts_nothing_in_force_leaves_the_earlier_text(kind):
    lines = (line("2022-09-06"), line("2023-09-05", version="2", kind=kind))
    assert deciding(at("2024-01-01", *lines))[0] == "1"


@pytest.mark.parametrize("kind", [Kind.ADOPTED, Kind.REVIEWED, Kind.CHAIRS_ACTION])
def test_what_puts_a_text_in_force_does(kind):
    assert deciding(at("2022-09-06", line("2022-09-06", kind=kind)))[0] == "1"


def test_a_voided_decision_never_was():
    lines = (
        line("2022-09-06"),
        line("2023-09-05", version="2", minute="FGB/2"),
        line("2023-10-01", kind=Kind.VOID, about="FGB/2"),
    )
    assert deciding(at("2023-09-06", *lines))[0] == "1"


def test_a_withdrawal_ends_it_until_it_is_adopted_again():
    lines = (
        line("2022-09-06"),
        line("2023-01-10", kind=Kind.WITHDRAWN, minute="FGB/9"),
        line("2023-09-05", version="2"),
    )
    assert deciding(at("2023-01-09", *lines))[0] == "1"
    ended = at("2023-01-10", *lines)
    assert ended.reason is Reason.WITHDRAWN
    assert ended.in_words("Ash Primary") == (
        "It was withdrawn for Ash Primary on 10 January 2023 (minute FGB/9)."
    )
    assert deciding(at("2023-09-05", *lines))[0] == "2"


def test_a_groups_decision_covers_its_members_of_that_date_for_good():
    lines = (line("2022-09-06", "VALE", body="VJC"),)
    assert deciding(at("2022-09-06", *lines, audience="TOR")) == ("1", "VALE")
    assert deciding(at("2024-01-01", *lines, audience="TOR")) == ("1", "VALE")  # left meanwhile
    early = (line("2021-12-31", "VALE", body="VJC"),)
    assert at("2022-09-06", *early, audience="TOR").reason is Reason.NEVER_DECIDED
    assert deciding(at("2022-09-06", *early)) == ("1", "VALE")


def test_membership_is_of_the_decisions_date_not_of_the_day_it_takes_effect():
    lines = (line("2021-12-31", "VALE", body="VJC", effective="2022-02-01"),)
    assert at("2022-09-06", *lines, audience="TOR").reason is Reason.NEVER_DECIDED


def test_a_members_decision_does_not_cover_its_group():
    assert at("2023-01-01", line("2022-09-06"), audience="VALE").reason is Reason.NEVER_DECIDED


def test_the_trusts_decision_covers_all_only_where_the_trust_adopts():
    lines = (line("2020-09-06", "HILL", body="TB"),)
    trust = front("1", adoption=Adoption.TRUST)
    for code in ("ASH", "QLI", "VALE", "HILL"):
        assert deciding(at("2022-01-01", *lines, audience=code, policy=trust)) == ("1", "HILL")
    assert at("2022-01-01", *lines).reason is Reason.NEVER_DECIDED
    assert deciding(at("2022-01-01", *lines, audience="HILL")) == ("1", "HILL")


def test_the_trusts_decision_covers_a_school_from_the_day_it_joined():
    lines = (line("2020-09-06", "HILL", body="TB"),)
    trust = front("1", adoption=Adoption.TRUST)
    assert at("2021-08-31", *lines, audience="TOR", policy=trust).reason is Reason.NOT_THERE
    assert deciding(at("2021-09-01", *lines, audience="TOR", policy=trust)) == ("1", "HILL")


def test_on_a_tie_own_goes_before_group_before_trust_whatever_the_order():
    own = line("2022-09-06", version="1")
    group = line("2022-09-06", "VALE", version="2", body="VJC")
    trust = line("2022-09-06", "HILL", version="3", body="TB")
    policy = front("1", "2", "3", adoption=Adoption.TRUST)
    assert deciding(at("2023-01-01", own, group, trust, policy=policy))[0] == "1"
    assert deciding(at("2023-01-01", trust, group, own, policy=policy))[0] == "1"
    assert deciding(at("2023-01-01", trust, group, policy=policy))[0] == "2"
    assert deciding(at("2023-01-01", group, trust, policy=policy))[0] == "2"


def test_on_a_tie_of_equals_the_later_in_the_file_counts():
    lines = (line("2022-09-06", minute="a"), line("2022-09-06", minute="b", version="2"))
    assert deciding(at("2023-01-01", *lines))[0] == "2"


def test_a_later_group_decision_goes_before_an_earlier_own_one():
    lines = (line("2022-09-06"), line("2022-09-07", "VALE", version="2", body="VJC"))
    assert deciding(at("2023-01-01", *lines)) == ("2", "VALE")


@pytest.mark.parametrize(
    ("lines", "audience", "reason"),
    [
        ((), "ASH", Reason.NEVER_DECIDED),
        ((line("2022-09-06", kind=Kind.NOTED),), "ASH", Reason.NOT_ADOPTED),
        ((line("2022-09-06", kind=Kind.SUBJECT_TO_CHANGES),), "ASH", Reason.NOT_ADOPTED),
        ((line("2024-09-06"),), "ASH", Reason.NOT_YET),
        (
            (line("2022-09-06", minute="m"), line("2022-10-01", kind=Kind.VOID, about="m")),
            "ASH",
            Reason.VOID,
        ),
        ((line("2022-09-06", kind=Kind.WITHDRAWN),), "ASH", Reason.WITHDRAWN),
        ((line("2020-09-06", "TOR"),), "NOBODY", Reason.NOT_THERE),
        ((line("2022-09-06"),), "HILL", Reason.NOT_CONCERNED),
    ],
)
def test_where_nothing_is_in_force_the_reason_is_given_in_words(lines, audience, reason):
    found = at("2023-01-01", *lines, audience=audience)
    assert (found.decision, found.version, found.reason) == (None, "", reason)
    words = found.in_words("Ash Primary")
    assert words.endswith(".")
    assert "  " not in words


def test_what_was_done_instead_of_adopting_is_told():
    found = at("2023-01-01", line("2022-09-06", kind=Kind.SUBJECT_TO_CHANGES, minute="FGB/3"))
    assert found.in_words("Ash Primary") == (
        "Ash Primary has not adopted it; it was only approved subject to changes on "
        "6 September 2022 (minute FGB/3)."
    )


def test_only_what_would_put_a_text_in_force_is_a_reason():
    noted = line("2022-09-06", kind=Kind.NOTED, minute="m")
    void = line("2022-10-01", kind=Kind.VOID, about="m")
    assert at("2023-01-01", noted, void).reason is Reason.NEVER_DECIDED
    assert at("2022-09-05", noted).reason is Reason.NEVER_DECIDED
    both = (noted, line("2022-09-07", minute="v"), line("2022-10-01", kind=Kind.VOID, about="v"))
    assert at("2023-01-01", *both).reason is Reason.NOT_ADOPTED


def test_a_withdrawn_policy_is_in_force_nowhere_from_its_day():
    policy = front("1", withdrawn="2023-09-01")
    assert deciding(at("2023-08-31", line("2022-09-06"), policy=policy))[0] == "1"
    found = at("2023-09-01", line("2022-09-06"), policy=policy)
    assert found.reason is Reason.POLICY_WITHDRAWN
    assert found.in_words("Ash Primary") == "The policy was withdrawn on 1 September 2023."


def test_a_school_that_left_has_nothing_in_force_here():
    schools = dict(TRUST.schools) | {
        "ASH": replace(TRUST.schools["ASH"], span=Span(end=date(2023, 8, 31)))
    }
    trust = replace(TRUST, schools=schools)
    book = ledger(line("2022-09-06"))
    assert in_force(front("1"), book, trust, "ASH", date(2023, 8, 31)).version == "1"
    gone = in_force(front("1"), book, trust, "ASH", date(2023, 9, 1))
    assert gone.reason is Reason.NOT_THERE


# corrections


def correction(name: str, of: str, dated: str = "", fingerprint: str = ISSUED) -> Version:
    return Version(name, dated, f"Slip of {of}", fingerprint, of)


@pytest.mark.parametrize(
    ("more", "day", "version"),
    [
        ((correction("1.1", "1", "2023-02-01"),), "2023-01-31", "1"),
        ((correction("1.1", "1", "2023-02-01"),), "2023-02-01", "1.1"),
        ((correction("1.1", "1", "2023-02"),), "2023-02-01", "1.1"),
        ((correction("1.1", "1"),), "2022-09-06", "1.1"),
        ((correction("1.1", "1", fingerprint=""),), "2023-02-01", "1"),
        ((correction("1.1", "1", fingerprint=NOT_HELD),), "2023-02-01", "1.1"),
        ((correction("1.1", "1"), correction("1.2", "1.1", "2023-03-01")), "2023-02-01", "1.1"),
        ((correction("1.1", "1"), correction("1.2", "1.1", "2023-03-01")), "2023-03-01", "1.2"),
        ((correction("1.1", "1"), correction("1.2", "1")), "2023-03-01", "1.2"),
        ((correction("1.1", "2"),), "2023-03-01", "1"),
        ((correction("1.1", "1.1"), correction("1.2", "1.2")), "2023-03-01", "1"),
    ],
)
def test_a_correction_reaches_adopters_without_a_meeting_once_its_day_has_come(more, day, version):
    found = at(day, line("2022-09-06"), policy=front("1", "2", more=more))
    assert found.version == version
    assert found.decision is not None
    assert found.decision.stated.version == "1"


def test_corrections_of_an_unknown_version_or_in_a_ring_are_none():
    ring = front(more=(correction("a", "b"), correction("b", "a")))
    assert [v.name for v in corrections_of(ring, "a", TODAY)] == ["b"]
    assert corrections_of(ring, "c", TODAY) == ()


# whom a policy concerns


@pytest.mark.parametrize(
    ("audiences", "day", "expected"),
    [
        ((), "2022-06-01", ["ASH", "QLI", "TOR", "VALE"]),
        ((), "2021-06-01", ["ASH", "QLI", "VALE"]),
        (("ASH",), "2022-06-01", ["ASH"]),
        (("VALE",), "2022-06-01", ["ASH", "QLI", "TOR", "VALE"]),
        (("VALE",), "2023-09-01", ["ASH", "QLI", "VALE"]),
        (("HILL",), "2022-06-01", ["ASH", "QLI", "TOR", "VALE", "HILL"]),
    ],
)
def test_a_policy_concerns_whom_it_names_that_day(audiences, day, expected):
    policy = front("1", audiences=audiences)
    assert concerned(policy, ledger(), TRUST, date.fromisoformat(day)) == expected


def test_the_trust_is_concerned_where_it_adopts_or_has_decided():
    trust = front("1", adoption=Adoption.TRUST)
    assert concerned(trust, ledger(), TRUST, TODAY)[-1] == "HILL"
    book = ledger(line("2022-09-06", "HILL", body="TB"))
    assert concerned(front("1"), book, TRUST, TODAY)[-1] == "HILL"


def test_a_policy_that_is_not_for_a_school_is_not_in_force_there():
    policy = front("1", audiences=("QLI",))
    assert at("2023-01-01", line("2022-09-06"), policy=policy).reason is Reason.NOT_CONCERNED


# against a model that knows nothing of the code


DAYS = st.integers(0, 30).map(lambda n: date(2022, 1, 1) + timedelta(n * 30))
AUDIENCES = st.sampled_from(["ASH", "QLI", "TOR", "VALE", "HILL"])


@st.composite
def books(draw):
    lines = []
    for number in range(draw(st.integers(0, 7))):
        audience = draw(AUDIENCES)
        kind = draw(
            st.sampled_from([Kind.ADOPTED] * 3 + [Kind.REVIEWED, Kind.NOTED, Kind.WITHDRAWN])
        )
        effective = draw(st.none() | DAYS)
        lines.append(
            replace(
                line(draw(DAYS).isoformat(), audience, minute=f"m{number}", kind=kind),
                version=draw(st.sampled_from(["1", "2"])),
                effective=effective,
            )
        )
        if draw(st.integers(0, 5)) == 0:
            lines.append(line("2024-01-01", audience, kind=Kind.VOID, about=f"m{number}"))
    return ledger(*lines)


def by_hand(book: Ledger, audience: str, day: date, *, trust_adopts: bool) -> str:
    """Replay the rules of the design as they read: each day in turn, each level in turn."""
    void = {(entry.audience, entry.about) for entry in book.lines if entry.kind is Kind.VOID}
    memberships = {
        "ASH": (date.min, date.max),
        "QLI": (date.min, date.max),
        "TOR": (date(2022, 1, 1), date(2023, 8, 31)),
    }
    version = ""
    today = date(2021, 1, 1)
    while today <= day:
        for level in ("HILL", "VALE", "own"):  # the last that speaks on a day wins
            for entry in book.lines:
                if entry.kind is Kind.VOID or (entry.audience, entry.minute) in void:
                    continue
                if (entry.effective or entry.date) != today:
                    continue
                own = entry.audience == audience
                if level == "own":
                    covered = own
                elif level == "VALE":
                    first, last = memberships.get(audience, (date.max, date.min))
                    covered = not own and entry.audience == "VALE" and first <= entry.date <= last
                else:
                    covered = not own and entry.audience == "HILL" and trust_adopts
                if covered and entry.kind in (Kind.ADOPTED, Kind.REVIEWED):
                    version = entry.version
                if covered and entry.kind is Kind.WITHDRAWN:
                    version = ""
        today += timedelta(1)
    return version


@tried(37, 1500, books(), AUDIENCES, DAYS, st.booleans())
def test_what_is_in_force_is_what_replaying_every_day_gives(book, audience, day, trust_adopts):
    adoption = Adoption.TRUST if trust_adopts else Adoption.LOCAL
    found = in_force(front("1", "2", adoption=adoption), book, TRUST, audience, day)
    if audience == "HILL" and found.reason is Reason.NOT_CONCERNED:
        assert not any(entry.audience == "HILL" for entry in book.lines)
    assert found.version == by_hand(book, audience, day, trust_adopts=trust_adopts)
    assert (found.reason is None) == bool(found.version)


def test_the_invented_trust_is_as_the_model_has_it():
    assert isinstance(TRUST.audience("VALE"), Group)
    assert isinstance(TRUST.audience("TOR"), School)
    assert TRUST.groups["VALE"].has("TOR", date(2023, 8, 31))
    assert not TRUST.groups["VALE"].has("TOR", date(2023, 9, 1))
