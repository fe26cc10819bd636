"""A synthetic trust made from the real policy: many distinct policies, many schools, own logos.

    social-media.md ──other words, more clauses──▶ policy-000 … policy-039
                                                   some 2,000 words and 54 clauses each
    S000 … S024     short and long names, a colour and a logo each (every other one a PNG)

The same numbers always give the same files.
"""

import random
import re
import shutil
import struct
import subprocess
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from minuted.model.canonical import fingerprint
from minuted.model.dates import academic_year
from minuted.model.ledger import COLUMNS
from minuted.readers.policy_markdown import read_policy

WORDS = 2000
CLAUSES = 54
DECIDED = date(2025, 9, 9)

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
_LONG = " of the Holy and Undivided Parish of Upper and Lower Quarry"
_ADDED = ("ROLES AND RESPONSIBILITIES", "PROCEDURE", "REVIEW")
_FIRST = "1. This policy applies to {{ school.name }} and to everybody who works there."
_LAST = "1. The Headteacher of {{ school.name }} reports on this policy each year."


@dataclass(frozen=True)
class School:
    """A school of the synthetic trust; `logo` is its PNG."""

    code: str
    name: str
    colour: str
    logo: bytes

    @property
    def logo_format(self) -> str:
        """Which of its two logos it uses: every other school has a PNG."""
        return "png" if int(self.code[1:]) % 2 else "svg"


def school(number: int) -> School:
    """Return a school; two of three have a name that runs over a line."""
    red, green, blue = 20 + 7 * number % 90, 30 + 11 * number % 70, 40 + 13 * number % 90
    name = f"School {number}{_LONG if number % 3 else ''}"
    logo = _png(red, green, blue, 2 + number % 60)
    return School(f"S{number:03}", name, f"#{red:02x}{green:02x}{blue:02x}", logo)


def topic(number: int) -> str:
    """Return what a policy is about; no two are about the same."""
    name = _TOPICS[number % len(_TOPICS)]
    return name if number < len(_TOPICS) else f"{name} {number // len(_TOPICS) + 1}"


def policy_source(root: Path, number: int) -> str:
    """Return a policy of about `WORDS` words and `CLAUSES` clauses that no other number gives."""
    source = (root / "policy_src/social-media.md").read_text(encoding="utf-8")
    pick = random.Random(number)
    about = topic(number)
    body = source.split("---\n", 2)[2].strip().replace("social media", about.lower())
    lines = [_reworded(line, pick) for line in body.split("\n")]
    first = next(i for i, line in enumerate(lines) if line.startswith("1. "))
    lines.insert(first, _FIRST)
    lines += _more(lines, pick)
    return f"---\ntitle: {about} policy\nreview: annually\n---\n\n" + "\n".join(lines) + "\n"


def _reworded(line: str, pick: random.Random) -> str:
    """Change the end of every other clause, so that no two policies share their clauses."""
    if _is_clause(line) and pick.random() < 0.5:
        return re.sub(r"\.$", f", as the {pick.choice(_TOPICS)} policy requires.", line)
    return line


def _more(lines: list[str], pick: random.Random) -> list[str]:
    """Return further sections, of sentences of the text, up to the wanted length."""
    sentences = [
        sentence
        for line in lines
        if _is_clause(line) and "[" not in line and "{" not in line
        for sentence in re.findall(r"[A-Z][^.]+\.(?= |$)", line)
    ]
    clauses = CLAUSES - sum(map(_is_clause, lines))
    each = (WORDS - len(" ".join(lines).split())) / clauses
    made: list[str] = []
    for _ in range(clauses - 1):
        words: list[str] = []
        while len(words) < each - 8:
            words += pick.choice(sentences).split()
        made.append("1. " + " ".join(words))
    made.append(_LAST)
    done: list[str] = []
    share = -(-clauses // len(_ADDED))
    for index, heading in enumerate(_ADDED):
        done += ["", f"## {heading}", "", *made[index * share : (index + 1) * share]]
    return done


def _is_clause(line: str) -> bool:
    return bool(re.match(r" *\d+\. ", line))


def make_trust(root: Path, folder: Path, policies: int, schools: int) -> None:
    """Write a workspace, in git, in which every school has adopted every policy.

    Args:
        root: the repository with the real policy.

    Raises:
        ValueError: a policy that was made up is not one that minuted reads without complaint.
    """
    register = [school(number) for number in range(schools)]
    for one in register:
        _write_logos(folder, one)
    trust = (
        "trust: {name: Synthetic Learning Trust, short_name: SLT}\n"
        "bodies:\n  FGB: {name: Full Governing Body}\nschools:\n" + "".join(map(_entry, register))
    )
    _write(folder / "governance/trust.yaml", trust)
    with ThreadPoolExecutor() as threads:  # pandoc reads every policy, for its fingerprint
        list(threads.map(lambda n: _write_policy(root, folder, n, register), range(policies)))
    _write(folder / ".gitignore", "/build/\n")
    _begin_git(folder)


def _begin_git(folder: Path) -> None:
    for command in (
        ("init", "--quiet", "--initial-branch=main"),
        ("config", "user.name", "A Clerk"),
        ("config", "user.email", "clerk@synthetic.example"),
        ("config", "commit.gpgsign", "false"),
        ("config", "core.autocrlf", "false"),
        ("add", "--all"),
        ("commit", "--quiet", "--message", "Begin"),
    ):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)


def slug_of(number: int) -> str:
    """Return a policy's slug."""
    return f"policy-{number:03}"


def decision_line(number: int, code: str, version: str = "1", decided: date = DECIDED) -> str:
    """Return a line of a ledger: a school adopts a version of a policy."""
    minute = f"FGB/{academic_year(decided)}/{decided:%d%m%y}/{number + 1}"
    review = f"{decided.year + 1}-{decided.month:02}"
    return f"{decided},FGB,{code},{minute},{version},adopted,Adopted as issued,{review},,,,"


def take(trust: Path, folder: Path, policies: int) -> None:
    """Write a workspace with the first policies of a trust and all its schools."""
    for name in ("governance/trust.yaml", ".gitignore"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(trust / name, folder / name)
    shutil.copytree(trust / "templates", folder / "templates")
    for number in range(policies):
        slug = slug_of(number)
        for name in (
            f"policy_src/{slug}.md",
            f"governance/issued/{slug}/1/{slug}.md",
            f"governance/minutes/{slug}.csv",
        ):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(trust / name, folder / name)
    _begin_git(folder)


def _entry(one: School) -> str:
    logo = f"templates/brands/{one.code}/logo.{one.logo_format}"
    return (
        f"  {one.code}:\n    name: {one.name}\n"
        f'    brand: {{logo: {logo}, colour: "{one.colour}"}}\n'
    )


def _write_logos(folder: Path, one: School) -> None:
    brand = folder / "templates/brands" / one.code
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60" width="60" height="60">'
        f'<rect width="60" height="60" rx="{int(one.code[1:]) % 30}" fill="{one.colour}"/></svg>\n'
    )
    _write(brand / "logo.svg", svg)
    (brand / "logo.png").write_bytes(one.logo)


def _png(red: int, green: int, blue: int, band: int) -> bytes:
    """Return a picture of 120 by 120 dots, of one colour with a white band across it."""
    plain = b"\0" + bytes((red, green, blue)) * 120
    white = b"\0" + b"\xff" * 360
    rows = b"".join(white if band <= row < band + 20 else plain for row in range(120))
    head = struct.pack(">2I5B", 120, 120, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def _write_policy(root: Path, folder: Path, number: int, register: list[School]) -> None:
    slug = slug_of(number)
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
    lines = [",".join(COLUMNS), *(decision_line(number, one.code) for one in register)]
    _write(folder / f"governance/minutes/{slug}.csv", "\n".join(lines) + "\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
