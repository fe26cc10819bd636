"""Whether the text that a copy has was adopted for its audience, and is in force today."""

from dataclasses import replace

from minuted.model.copy import short_fingerprint
from minuted.model.dates import in_full
from minuted.model.force import InForce
from minuted.model.verification import Finding, FindingKind, Held
from minuted.tasks.verify_texts import Candidate, Texts


def standing(texts: Texts, candidate: Candidate, *, exact: bool) -> tuple[Held, list[Finding]]:
    """Return what a copy was held against, and what is to be said of that text's standing."""
    slug, code = candidate.policy, candidate.audience.code
    force = texts.in_force(slug, code, texts.today)
    adopted = texts.adopted(slug, candidate.version, code) if candidate.version else None
    stated = adopted.stated if adopted else None
    current = _is_current(texts, candidate, force)
    findings: list[Finding] = []
    held = Held(
        policy=slug,
        title=candidate.title,
        version=candidate.version,
        audience=code,
        audience_name=candidate.audience.name,
        fingerprint=candidate.fingerprint,
        exact=exact,
        in_force=force.version,
        minute=stated.minute if stated else "",
        decided=stated.date if stated else None,
    )
    if not candidate.version:
        issued = [v for v in texts.versions(slug) if v]
        same = any(
            other.fingerprint == candidate.fingerprint
            for version in issued
            for other in texts.candidates(slug, version)
            if other.audience.code == code
        )
        if not same:
            findings.append(
                Finding(
                    FindingKind.DRAFT,
                    "",
                    "Its words are those of the draft, which no body has adopted.",
                    "Ask the school for its copy of the text that was adopted.",
                )
            )
        return held, findings
    name = candidate.audience.name
    if adopted is None and not current:
        findings.append(
            Finding(
                FindingKind.NOT_ADOPTED,
                "",
                f"No decision of {name} adopts version {candidate.version}.",
                force.in_words(name),
            )
        )
    elif not current and force.decision is not None:
        held, finding = _superseded(texts, held, force)
        findings.append(finding)
    elif not current:
        findings.append(
            Finding(FindingKind.SUPERSEDED, "", f"It is not in force. {force.in_words(name)}")
        )
    return held, findings


def _is_current(texts: Texts, candidate: Candidate, force: InForce) -> bool:
    """Whether the text in force is this text, whatever its version is called."""
    if not force.version:
        return False
    if force.version == candidate.version:
        return True
    return any(
        other.fingerprint == candidate.fingerprint
        for other in texts.candidates(candidate.policy, force.version)
        if other.audience.code == candidate.audience.code
    )


def _superseded(texts: Texts, held: Held, force: InForce) -> tuple[Held, Finding]:
    decision = force.decision
    if decision is None:
        raise ValueError("nothing is in force")
    since, minute = decision.takes_effect, decision.stated.minute
    days = [
        day
        for day in texts.days(held.policy)
        if texts.in_force(held.policy, held.audience, day).version == held.version
    ]
    last = max(days, default=None)
    if last is not None:  # the first day after it on which another text was in force
        later = [
            day
            for day in texts.days(held.policy)
            if day > last
            and texts.in_force(held.policy, held.audience, day).version != held.version
        ]
        if later:
            since = min(later)
            then = texts.in_force(held.policy, held.audience, since)
            minute = then.decision.stated.minute if then.decision else minute
    by = f", by minute {minute}" if minute else ""
    message = (
        f"A later text is in force for {held.audience_name} since {in_full(since)}{by}:"
        f" version {force.version}."
    )
    finding = Finding(
        FindingKind.SUPERSEDED,
        "",
        message,
        f"Version {held.version} (text {short_fingerprint(held.fingerprint)}) was approved, and is"
        " not in force any more.",
    )
    return replace(held, since=since, since_minute=minute), finding
