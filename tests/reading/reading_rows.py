"""Policy Markdown in, canonical lines or complaints out: what the tests of reading are made of."""

from datetime import date
from textwrap import dedent

from minuted.model.canonical import canonical
from minuted.model.diagnostic import Diagnostic
from minuted.model.organisation import (
    Group,
    Membership,
    Organisation,
    School,
    Span,
    Trust,
)
from minuted.model.policy import Clause, Policy, Section
from minuted.model.walking import walk
from minuted.readers.policy_markdown import read_policy
from minuted.resolve import Reach, resolve

DAY = date(2024, 6, 1)

TRUST = Organisation(
    Trust("Quarry & Dale Learning Trust", "QDLT"),
    {},
    {
        "DALE": Group("DALE", "Dale Partnership", "DALE", (Membership("ASH"), Membership("OAK"))),
        "PAST": Group(
            "PAST",
            "The old partnership",
            "PAST",
            (Membership("ASH"), Membership("ELM", Span(end=date(2023, 8, 31)))),
        ),
        "NONE": Group("NONE", "Nobody yet", "NONE"),
    },
    {code: School(code, code.title(), code) for code in ("ASH", "OAK", "ELM")},
)


def source(markdown: str, front: str = "title: Phones\n") -> bytes:
    """Return a policy's file with this text, which may be indented by eight spaces as a whole."""
    text = dedent(markdown) if markdown.startswith(" " * 8) else markdown
    return f"---\n{front}---\n\n{text}".encode()


def read(markdown: str, front: str = "title: Phones\n") -> tuple[Policy, list[Diagnostic]]:
    policy, complaints = read_policy(source(markdown, front))
    assert policy is not None
    return policy, complaints


def policy(markdown: str) -> Policy:
    """Read a text that nothing is wrong with."""
    read_one, complaints = read(markdown)
    assert complaints == [], [d.message for d in complaints]
    return read_one


def body(of: Policy) -> str:
    """Return the canonical form without its first two lines."""
    return canonical(of).partition("\n")[2].partition("\n")[2]


def lines(markdown: str) -> list[str]:
    """Return the canonical lines of a text that nothing is wrong with, TAB shown as a space."""
    return body(policy(markdown)).replace("\t", " ").splitlines()


def complaints(markdown: str) -> list[tuple[str, int]]:
    """Return the code and the line, counted from the text's first, of each complaint."""
    return [(d.code, d.line and d.line - 4) for d in read(markdown)[1]]


def codes(markdown: str) -> list[str]:
    return [code for code, _ in complaints(markdown)]


def copy(of: Policy, audience: str, day: date = DAY) -> list[str]:
    """Return the canonical lines of what an audience gets, TAB shown as a space."""
    return body(resolve(of, Reach(TRUST, audience, day))).replace("\t", " ").splitlines()


def numbers(of: Policy) -> list[str]:
    return [b.number for b in walk(of.children) if isinstance(b, Clause | Section)]
