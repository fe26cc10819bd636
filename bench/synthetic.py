"""A synthetic trust made from the real policy: many distinct policies, many schools, own logos."""

import random
import re
from pathlib import Path

from minuted.model.canonical import fingerprint
from minuted.readers.policy_markdown import read_policy

_TOPICS = [
    "Attendance",
    "Behaviour",
    "Charging",
    "Complaints",
    "Curriculum",
    "Data Protection",
    "Equality",
    "Exclusion",
    "Fire Safety",
    "First Aid",
    "Governance",
    "Health",
    "Home Learning",
    "Inclusion",
    "Induction",
    "Lettings",
    "Lockdown",
    "Marking",
    "Medicines",
    "Minibus",
    "Music",
    "Online Safety",
    "Pay",
    "Phonics",
    "Premises",
    "Reading",
    "Recruitment",
    "Remote Learning",
    "Reserves",
    "Safeguarding",
    "School Meals",
    "Sickness",
    "Smoking",
    "Social Media",
    "Sport",
    "Teaching",
    "Transport",
    "Uniform",
    "Visits",
    "Whistleblowing",
]


def policy_source(root: Path, number: int, seed: int = 0) -> str:
    """Return a policy of about 2,000 words that no other number gives."""
    source = (root / "policy_src/social-media.md").read_text(encoding="utf-8")
    body = source.split("---\n", 2)[2]
    topic = _TOPICS[number % len(_TOPICS)]
    name = topic if number < len(_TOPICS) else f"{topic} {number // len(_TOPICS) + 1}"
    pick = random.Random(seed * 1000 + number)
    body = body.replace("social media", name.lower())
    lines = [
        re.sub(r"\.$", f", as {pick.choice(_TOPICS).lower()} requires.", line)
        if line.startswith(tuple("123456789")) and pick.random() < 0.5
        else line
        for line in body.split("\n")
    ]
    body = "\n".join(lines) + "\n## REVIEW\n\n1. {{ school.name }} reviews this policy each year.\n"
    return f"---\ntitle: {name} policy\nreview: annually\n---\n{body}"


def make_trust(root: Path, folder: Path, policies: int, schools: int) -> None:
    """Write a workspace in which every school has adopted every policy."""
    codes = [f"S{number:03}" for number in range(schools)]
    entries = []
    for number, code in enumerate(codes):
        long = " of the Holy and Undivided Parish of Upper and Lower Quarry" if number % 3 else ""
        colour = (
            f"#{20 + 7 * number % 90:02x}{30 + 11 * number % 70:02x}{40 + 13 * number % 90:02x}"
        )
        logo = folder / f"templates/brands/{code}/logo.svg"
        logo.parent.mkdir(parents=True, exist_ok=True)
        logo.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60" width="60" height="60">'
            f'<rect width="60" height="60" rx="{number % 30}" fill="{colour}"/></svg>\n',
            encoding="utf-8",
        )
        entries.append(
            f"  {code}:\n    name: School {number}{long}\n"
            f'    brand: {{logo: templates/brands/{code}/logo.svg, colour: "{colour}"}}\n'
        )
    trust = (
        "trust: {name: Synthetic Learning Trust, short_name: SLT}\n"
        "bodies:\n  FGB: {name: Full Governing Body}\nschools:\n" + "".join(entries)
    )
    _write(folder / "governance/trust.yaml", trust)
    for number in range(policies):
        _write_policy(root, folder, number, codes)


def _write_policy(root: Path, folder: Path, number: int, codes: list[str]) -> None:
    slug = f"policy-{number:03}"
    source = policy_source(root, number)
    policy, problems = read_policy(source.encode())
    if policy is None or problems:
        raise ValueError(problems)
    entry = (
        f"versions:\n  - version: 1\n    dated: 2025-06\n    fingerprint: {fingerprint(policy)}\n"
    )
    source = source.replace("\n---\n", f"\n{entry}---\n", 1)
    _write(folder / f"policy_src/{slug}.md", source)
    _write(folder / f"governance/issued/{slug}/1/{slug}.md", source)
    lines = [
        "date,body,for,minute,version,decision,narrative,review_date,minutes,effective,about,"
        "fingerprint"
    ]
    lines += [
        f"2025-09-09,FGB,{code},FGB/2526/090925/{number + 1},1,adopted,As issued,2026-09,,,,"
        for code in codes
    ]
    _write(folder / f"governance/minutes/{slug}.csv", "\n".join(lines) + "\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
