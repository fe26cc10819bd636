"""The real register and ledger, and an invented trust, for the tests of governance."""

from datetime import date

from minuted.model.dates import MonthOrDay
from minuted.model.front_matter import Adoption, FrontMatter, Version
from minuted.model.ledger import Kind, Ledger, Line
from minuted.model.organisation import (
    Body,
    Group,
    Membership,
    Organisation,
    School,
    Span,
    Trust,
)
from minuted.readers.ledger_csv import read_ledger
from minuted.readers.trust_yaml import read_trust

TODAY = date(2024, 6, 1)

DDAT_YAML = """\
trust: {name: Derby Diocesan Academy Trust, short_name: DDAT}
bodies:
  FGB: {name: Full Governing Body}
  RMC: {name: RMC, of: MDPP}
groups:
  MDPP:
    name: Matlock & Dales Primary Partnership
    members: {AS: {}, DCT: {}, STG: {}, BAK: {from: 2024-01-01}}
schools:
  AS: {name: AS}
  DCT: {name: DCT}
  STG: {name: STG}
  BAK: {name: Bakewell Infants, label: Bakewell}
"""

SOCIAL_MEDIA_CSV = """\
date,body,for,minute,version,decision,narrative,review_date,minutes,effective,about,fingerprint
2022-09-06,FGB,AS,FGB/2223/060922/15,1,adopted,DDAT policy. No amendments,2023-08,,,,
2022-09-13,FGB,STG,FGB/2223/130922/15,1,adopted,DDAT policy. No amendments,2023-08,,,,
2022-10-05,FGB,DCT,FGB/2223/051022/15,1,adopted,DDAT policy. No amendments,2023-08,,,,
2023-08-29,RMC,MDPP,RMC/2223/290823/1,1,reviewed,Summer policy review. No amendments.,2024-08,,,,
2024-02-12,FGB,BAK,FGB/2324/120224/13,1,adopted,Summer policy review. No amendments.,2024-08,,,,
"""

SOCIAL_MEDIA = FrontMatter(
    "Social Media policy",
    "annually",
    ("FGB", "RMC"),
    versions=(Version("1", "2021-07", "DDAT policy", "m1-" + "0" * 64),),
)


def ddat() -> Organisation:
    """Return the real trust."""
    organisation, complaints = read_trust(DDAT_YAML, "governance/trust.yaml")
    assert complaints == []
    assert organisation is not None
    return organisation


def social_media_ledger() -> Ledger:
    """Return the real ledger."""
    ledger, complaints = read_ledger(SOCIAL_MEDIA_CSV.encode(), "social-media", "x.csv")
    assert complaints == []
    return ledger


def quarry_trust() -> Organisation:
    """Return an invented trust: two schools in a group, one that joined late and left it."""
    schools = (
        School("ASH", "Ash Primary", "Ash"),
        School("QLI", "Quarry Lane Infants", "Quarry Lane"),
        School("TOR", "Torside Junior", "Torside", span=Span(date(2021, 9, 1))),
    )
    vale = Group(
        "VALE",
        "Vale Partnership",
        "Vale",
        (
            Membership("ASH"),
            Membership("TOR", Span(date(2022, 1, 1), date(2023, 8, 31))),
            Membership("QLI"),
        ),
    )
    bodies = (
        Body("FGB", "Full Governing Body"),
        Body("TB", "Trust Board", of="HILL"),
        Body("VJC", "Vale Joint Committee", of="VALE"),
        Body("LAB", "Local Advisory Board", "ASH", "{body}/{item}/{academic_year:yy-yy}"),
    )
    return Organisation(
        Trust("Hillside Trust", "HILL"),
        {body.code: body for body in bodies},
        {vale.code: vale},
        {school.code: school for school in schools},
    )


def front(
    *names: str,
    adoption: Adoption = Adoption.LOCAL,
    audiences: tuple[str, ...] = (),
    approved_by: tuple[str, ...] = (),
    withdrawn: str = "",
    more: tuple[Version, ...] = (),
) -> FrontMatter:
    """Return front matter with these versions issued, and then those of `more`."""
    versions = tuple(Version(name, fingerprint="m1-" + "a" * 64) for name in names)
    return FrontMatter(
        "Lettings policy",
        adoption=adoption,
        versions=(*versions, *more),
        audiences=audiences,
        approved_by=approved_by,
        withdrawn=withdrawn,
    )


def line(
    day: str,
    audience: str = "ASH",
    *,
    minute: str = "",
    kind: Kind = Kind.ADOPTED,
    version: str = "1",
    body: str = "FGB",
    narrative: str = "",
    review: MonthOrDay | None = None,
    minutes: str = "",
    effective: str = "",
    about: str = "",
    at: int = 0,
) -> Line:
    """Return a line; days are ISO."""
    return Line(
        date.fromisoformat(day),
        body,
        audience,
        minute,
        version,
        kind,
        narrative,
        review,
        minutes,
        date.fromisoformat(effective) if effective else None,
        about,
        "",
        at,
    )


def ledger(*lines: Line) -> Ledger:
    """Return a ledger of these lines, numbered as in a file."""
    numbered = (
        Line(*(getattr(entry, name) for name in entry.__slots__[:-1]), place)
        for place, entry in enumerate(lines, 2)
    )
    return Ledger("lettings", tuple(numbered))
