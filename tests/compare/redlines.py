"""Redlines for tests: of two policies, on the template that comes with minuted."""

from datetime import date
from functools import cache
from pathlib import Path

from minuted.compare.compare import compare
from minuted.compare.proof import prove
from minuted.model.canonical import plain
from minuted.model.change import Report, Side
from minuted.model.copy import Brand
from minuted.model.letter import Letter, letter
from minuted.model.policy import Policy
from minuted.readers.policy_markdown import read_policy
from minuted.writers.docx.letterhead import Letterhead
from minuted.writers.redline.document import comparison_docx

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
DAY = date(2024, 9, 2)


def report_of(old: Policy, new: Policy) -> Report:
    proof = prove(old, new)
    sides = (
        Side("phones", str(n), f"version {n}", plain(policy.title), mark)
        for n, policy, mark in ((1, old, proof.old), (2, new, proof.new))
    )
    return Report(*sides, proof.no_amendments, compare(old, new), old, new)


def letter_for(title: str = "Phones") -> Letter:
    return letter(
        title,
        "From version 1 to version 2",
        audience="ASH",
        audience_name="Ash Primary",
        trust="Quarry & Dale Learning Trust",
        brand=Brand("#1f3a5f"),
        when=DAY,
    )


@cache
def letterhead() -> Letterhead:
    return Letterhead((TEMPLATES / "policy.docx").read_bytes(), letter_for())


def redline(old: Policy, new: Policy) -> bytes:
    return comparison_docx(report_of(old, new), letterhead(), when=DAY)


def policy(markdown: str) -> Policy:
    read, complaints = read_policy(markdown.encode())
    assert read is not None, complaints
    assert not [c for c in complaints if c.is_error], complaints
    return read


RICH_OLD = """\
---
title: Phones policy
---

Words before any heading.

## Purpose {#purpose}

1. This policy is for everybody at {{ school.name }}, and for *visitors*.
2. []{#bags} Phones stay in bags:

   - switched off;
   - out of sight; and
   - out of mind.

   This goes for watches too.
3. Trips are told of in paragraph [](#trips).

## Exceptions

Some may keep theirs.

1. []{#trips} On trips, the **trip leader** decides.[^law]
2. The 2^nd^ warning is the last; see [the guidance](https://example.org/phones).
3. Staff phones are for staff.
4. Staff watches are for staff as well.

| Who | Where | When |
|-----|-------|------|
| Year 1 | Bags | All day |
| Year 2 | Lockers | All day |
| Year 6 | Lockers | Lessons |

5. Any loss is told to the office on the day it happens.

   1. by telephone;
      1. before three; or
      2. after three;
   2. in person.

## Notes {.unnumbered}

Nothing here counts.

## Forms {.appendix}

1. The form for lost phones.

[^law]: Under the Education Act *1996*.
"""

RICH_NEW = """\
---
title: Phones and watches policy
---

Words before any heading at all.

## Lost things

1. Any loss is told to the office on the day it happens.

   1. by telephone;
      1. before four; or
      2. after four;
   2. in person.

## Purpose {#purpose}

1. This policy is for everybody at {{ school.name }} and {{ trust.name }}, and for **visitors**.
2. A new clause, with a list:

   - of one; and
   - of *two*.
3. []{#bags} Phones stay in bags:

   - switched off;
   - out of mind.

   This goes for watches too. It goes for tablets as well.
4. Trips are told of in paragraph [](#trips).

## Exceptions

Some may keep theirs.

1. []{#trips} On trips, the **trip leader** decides.[^law]
2. The 2^nd^ warning is the last; see [the guidance](https://example.org/watches).
3. Staff phones are for staff, and staff watches are for staff as well.

| Who | Where | When |
|-----|-------|------|
| Year 1 | Bags | All day |
| Year 3 | Trays | Mornings, and all day on Fridays |
| Year 6 | Lockers | Lessons only |

| A new | table |
|-------|-------|
| in    | full  |

## Remarks {.unnumbered}

Nothing here counts.

## Forms {.appendix}

1. The form for lost phones and watches.
2. The form for found ones.

[^law]: Under the Education Act *1996*, section 550.
"""
