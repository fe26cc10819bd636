"""What the office's templates need to bear a document that is no copy, such as a comparison."""

from dataclasses import dataclass
from datetime import date

from minuted.model.copy import Brand, Copy


@dataclass(frozen=True, slots=True)
class Letter(Copy):
    """A document of ours on the office's template.

    Attributes:
        line: what the foot of every page says in place of the version.
    """

    line: str

    @property
    def standing(self) -> str:
        """Say in one line what this is."""
        return self.line


def letter(
    title: str,
    line: str,
    *,
    audience: str,
    audience_name: str,
    trust: str,
    brand: Brand,
    when: date,
) -> Letter:
    """Return a document's description; whom it is for may be empty, and so may the trust."""
    return Letter(
        policy="",
        title=title,
        audience=audience,
        audience_name=audience_name,
        trust_name=trust,
        review="",
        version="",
        dated="",
        draft=False,
        fingerprint="",
        minute="",
        decided=None,
        review_date="",
        table=(),
        fields={},
        brand=brand,
        when=when,
        line=line,
    )
