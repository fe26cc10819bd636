"""What came of checking a copy: which text it claims to be, whether it is, and what is amiss.

Verification ── claim: Claim       what it says of itself
  │  ├─ held: Held                 the text of ours that it was held against
  │  ├─ findings ── Finding        each with its place
  │  └─ comparison                 clause by clause, where it differs
  └ verdict                        approved, or the worst that was found
"""

import datetime
from dataclasses import dataclass
from enum import Enum

from minuted.model.change import Comparison


class Verdict(Enum):
    """What a copy is; `APPROVED` alone is well."""

    APPROVED = "approved"
    SUPERSEDED = "superseded"
    DRAFT = "draft"
    NOT_ADOPTED = "not adopted"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


class FindingKind(Enum):
    """What a finding is about.

    `FIELD` and `NOTE` are told and stop nothing: a field's value is no part of the text.
    """

    ALTERED = "altered"
    HIDDEN = "hidden"
    ADDED = "added"
    FIELD = "field"
    TABLE = "version table"
    CLAIM = "claim"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    NOT_ADOPTED = "not adopted"
    UNREADABLE = "unreadable"
    NOTE = "note"

    @property
    def stops(self) -> bool:
        """Whether a copy with such a finding is not the approved one."""
        return self not in (FindingKind.FIELD, FindingKind.NOTE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is amiss, or worth knowing.

    Attributes:
        place: such as `clause 4.3`, `version table, row 2` or `page 3`; empty for the whole copy.
        message: what it is, as a sentence; `hint` what to do about it.
    """

    kind: FindingKind
    place: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a copy says of itself, in its words and in its properties; empty where it does not.

    Attributes:
        ours: whether it looks like a copy that minuted made; never taken for a proof of anything.
        policy: the slug, from its properties.
        fingerprint: as far as it says it: twelve digits where it is printed, else whole.
    """

    ours: bool = False
    title: str = ""
    policy: str = ""
    version: str = ""
    audience: str = ""
    minute: str = ""
    fingerprint: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """The text that a copy was held against.

    Attributes:
        version: empty for the draft.
        audience: a code; empty where the copy names nobody and it does not matter.
        exact: whether its words are that text's, one by one.
        nearest: whether it is only the text most like it.
        in_force: the version that is in force for the audience today; empty for none.
        minute, decided: of the decision that adopted the copy's version for the audience.
        since: the day from which a later text is in force; None where none is.
        since_minute: of the decision by which it is.
    """

    policy: str
    title: str
    version: str
    audience: str
    audience_name: str
    fingerprint: str
    exact: bool
    nearest: bool = False
    in_force: str = ""
    minute: str = ""
    decided: datetime.date | None = None
    since: datetime.date | None = None
    since_minute: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """All that is known of one file.

    Attributes:
        comparison: the approved text with the copy's, where they differ; None otherwise.
        identical: whether the file is, byte for byte, the copy that minuted makes today.
    """

    file: str
    verdict: Verdict
    claim: Claim
    held: Held | None
    findings: tuple[Finding, ...]
    comparison: Comparison | None = None
    identical: bool = False

    @property
    def well(self) -> bool:
        """Whether it is the approved text, unaltered, and in force."""
        return self.verdict is Verdict.APPROVED
