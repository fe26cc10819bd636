"""What a policy says of itself above its text: its title, who decides on it, and its versions.

It has a module without the text's own classes, since most commands ask for no text.
"""

from dataclasses import dataclass
from enum import Enum


class Adoption(Enum):
    """Whose decision puts a policy in force: each school's or group's own, or the trust's."""

    LOCAL = "local"
    TRUST = "trust"


NOT_HELD = "not held"
"""A version's fingerprint where the trust no longer has its text."""


@dataclass(frozen=True, slots=True)
class Version:
    """One entry of the front matter's version list.

    Attributes:
        name: a token such as `1`, `1.1` or `2019`, unique in its policy.
        dated: `2021-07` or `2021-07-14`, as printed on the text; empty where none is given.
        narrative: what the version brought, in the trust's words.
        fingerprint: `m1-…`, `NOT_HELD`, or empty for a version that is not issued yet.
        corrects: the name of the version whose slip it puts right; empty otherwise.
    """

    name: str
    dated: str = ""
    narrative: str = ""
    fingerprint: str = ""
    corrects: str = ""
    line: int = 0

    @property
    def issued(self) -> bool:
        """Whether `minuted issue` has written its fingerprint (or its text is not held)."""
        return bool(self.fingerprint)

    @property
    def held(self) -> bool:
        """Whether the trust has its text."""
        return self.fingerprint not in ("", NOT_HELD)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a policy says of itself above its text.

    Attributes:
        review: the review cycle, such as `annually`; empty where none is given.
        approved_by: codes of the bodies that may approve it; empty for any.
        audiences: `for` in the file: codes of the audiences it concerns; empty for all.
        withdrawn: ISO date from which it is in force nowhere; empty where it is not withdrawn.
        owner, statutory: kept as written.
        formerly, replaces: slugs.
    """

    title: str
    review: str = ""
    approved_by: tuple[str, ...] = ()
    adoption: Adoption = Adoption.LOCAL
    versions: tuple[Version, ...] = ()
    audiences: tuple[str, ...] = ()
    owner: str = ""
    statutory: str = ""
    withdrawn: str = ""
    formerly: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    def version(self, name: str) -> Version | None:
        """Return the entry of that name, or None."""
        return next((v for v in self.versions if v.name == name), None)

    @property
    def latest_issued(self) -> Version | None:
        """The last issued entry of the list, or None."""
        return next((v for v in reversed(self.versions) if v.issued), None)
