"""What a copy says of itself: in its properties, and on its pages."""

import re

from minuted.compare.copy_units import copy_lines
from minuted.model.document import Document
from minuted.model.verification import Claim

_STANDING = re.compile(
    r"(?:Version (?P<version>\S+)|(?P<draft>DRAFT) · not adopted) · text"
    r" (?P<text>[0-9a-f]{4} [0-9a-f]{4} [0-9a-f]{4})"
)
_KEYWORDS = re.compile(
    r"(?P<policy>[a-z0-9-]+), (?P<audience>[^,]+), (?P<version>[^,]*), (?P<mark>m1-[0-9a-f]{64})"
)
_DRAFT = re.compile(r"\bDRAFT\b")


def claim_of(document: Document) -> Claim:
    """Return what a copy says of itself; its properties count least, and prove nothing."""
    said = {name.lower(): value for name, value in document.properties.items()}
    claim = _from_properties(said)
    printed = [omitted.text for omitted in document.omitted if omitted.kind != "hidden text"]
    printed += [line.words for line in copy_lines(document)[:60]]
    standing = next((m for text in printed if (m := _STANDING.search(text))), None)
    draft = claim.draft or any(_DRAFT.search(text) for text in printed[: len(document.omitted) + 8])
    return Claim(
        ours=claim.ours or standing is not None,
        title=document.title,
        policy=claim.policy,
        version=(standing["version"] or "") if standing else claim.version,
        audience=claim.audience,
        minute=claim.minute,
        fingerprint=standing["text"] if standing else claim.fingerprint,
        draft=draft or bool(standing and standing["draft"]),
    )


def _from_properties(said: dict[str, str]) -> Claim:
    keywords = _KEYWORDS.search(said.get("keywords", ""))
    if keywords:  # a PDF's
        return Claim(
            True,
            policy=keywords["policy"],
            version=keywords["version"],
            audience=keywords["audience"],
            fingerprint=keywords["mark"],
            draft="DRAFT" in said.get("subject", ""),
        )

    def named(name: str) -> str:
        return (
            said.get(name, "") or said.get(f"minuted.{name}", "") or said.get(f"minuted:{name}", "")
        )

    mark = named("fingerprint")
    return Claim(
        mark.startswith("m1-"),
        policy=named("policy"),
        version=named("version"),
        audience=named("audience"),
        minute=named("minute"),
        fingerprint=mark,
        draft=named("draft").lower() in ("true", "yes", "1") or named("status") == "draft",
    )
