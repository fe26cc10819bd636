"""Policies that nothing was to be done about: they are not planned again while nothing changes.

    the policy's own files ──▶ digests ──┐
                                         ├─ as they were? ──▶ what the plan came to then
    all else that it hangs on ──▶ a key ─┘        └── no ──▶ plan it (planner.py)

Planning a policy takes reading its texts, proving their fingerprints and working out every
audience's standing; comparing bytes takes a twentieth of that, and most builds and checks find most
policies as they left them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from minuted.model import wire
from minuted.model.diagnostic import Diagnostic
from minuted.readers import pandoc
from minuted.store.cache import key_of
from minuted.store.workspace import TRUST_YAML
from minuted.tasks.identity import whole_identity
from minuted.tasks.reading import Desk


@dataclass(frozen=True, slots=True)
class Settled:
    """What a policy came to, once.

    Attributes:
        orders: by path in the build folder, the key of each copy that there should be.
        not_adopted: by code, why an audience gets none.
        diagnostics: what was worth saying of it; no error is among them.
        counts: how much of it was looked at, by what that is.
    """

    orders: Mapping[str, str] = field(default_factory=dict)
    not_adopted: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


class Memory:
    """What policies of one workspace came to, kept in the user's cache."""

    def __init__(self, desk: Desk, question: str, *about: str) -> None:
        """Begin with what is asked of each policy.

        Args:
            question: what for, in a word or two; each question of a policy has one answer kept.
            about: all that the answers hang on besides the policy's own files, our own code and
                trust.yaml.
        """
        self._desk = desk
        self._question = question
        self._about = key_of(
            whole_identity(), pandoc.stamp(), str(wire.VERSION), desk.digest(TRUST_YAML), *about
        )

    def of(self, slug: str, also: str = "") -> Settled | None:
        """Return what a policy came to; None where anything that it hangs on is another now.

        Args:
            also: what it hangs on besides, for this policy alone.
        """
        kept = self._desk.cache.get(self._key(slug))
        if kept is None:
            return None
        try:
            about, files, *parts = wire.decode(kept)
            settled = Settled(*parts)
            if about == key_of(self._about, also) and self._are_still(files):
                self._desk.let_go(files)
                return settled
        except (ValueError, TypeError, AttributeError):
            pass  # something else lies there
        return None

    def keep(self, slug: str, settled: Settled, also: str = "") -> None:
        """Note what a policy came to, now that the desk has read it.

        An error is not kept: whoever mends it may do so outside the policy's own files.
        """
        if any(d.is_error for d in settled.diagnostics):
            return
        parts = (getattr(settled, part.name) for part in fields(Settled))
        kept = (key_of(self._about, also), self._desk.files_of(slug), *parts)
        self._desk.cache.put(self._key(slug), wire.encode(kept))

    def _are_still(self, files: Mapping[str, str]) -> bool:
        return all(self._desk.digest(path) == digest for path, digest in files.items())

    def _key(self, slug: str) -> str:
        return key_of("settled", str(self._desk.workspace.root), self._question, slug)
