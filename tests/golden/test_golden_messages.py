"""Every complaint has an example: a file with the slip in it, and what minuted says of it.

policy/<code>[-variant].md     what a policy's author typed ┐
trust/<code>[-variant].yaml    … the trust's office         ├─ beside each, .txt: the messages
ledger/<code>[-variant].csv    … a clerk                    │
workspace/<code>[-variant]/    … a whole trust              ┘

and for each fault of the office's templates (golden_templates.py) word/, pages/ and typst/ have the
messages. What the surroundings come to is in test_golden_surroundings.py.

`pytest tests/golden --accept` writes the messages anew; read the difference before you keep it.
"""

import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import golden_templates
import pytest

from minuted.checks.ledger import check_ledger
from minuted.checks.text import TextContext, check_text
from minuted.cli.wording import in_words
from minuted.model.diagnostic import Diagnostic, in_file_order
from minuted.model.front_matter import FrontMatter
from minuted.model.organisation import Organisation
from minuted.readers.ledger_csv import read_ledger
from minuted.readers.policy_markdown import MAX_BYTES, read_policy
from minuted.readers.trust_yaml import read_trust
from minuted.readers.yaml_source import MAX_CHARACTERS
from minuted.resolve import Reach, resolve
from workspaces import Outcome, TestWorkspace

HERE = Path(__file__).parent
TODAY = date(2024, 6, 1)
KINDS = {"policy": ".md", "trust": ".yaml", "ledger": ".csv"}
TEMPLATES = ("word", "pages", "typst")

MADE = {
    "policy/not-utf-8.md": lambda: "---\ntitle: The café\n---\n\n1. Sign in.\n".encode("latin-1"),
    "policy/too-large.md": lambda: b"Visitors sign in.\n" * (MAX_BYTES // 18 + 1),
    "trust/yaml-size.yaml": lambda: b"# nothing\n" * (MAX_CHARACTERS // 10 + 1),
}
"""Sources that tools for text would stumble over; their messages are kept all the same."""


def examples() -> list[str]:
    files = (p for kind, end in KINDS.items() for p in (HERE / kind).glob(f"*{end}"))
    folders = (p for p in (HERE / "workspace").iterdir() if p.is_dir())
    typed = (p.relative_to(HERE).as_posix() for p in (*files, *folders))
    return sorted([*typed, *MADE, *golden_templates.examples()])


def answer(name: str) -> Path:
    place = HERE / name
    return place.with_suffix(".txt") if place.suffix in KINDS.values() else HERE / f"{name}.txt"


def source(name: str) -> bytes:
    return MADE[name]() if name in MADE else (HERE / name).read_bytes()


def organisation() -> Organisation:
    text = (HERE / "organisation.yaml").read_text(encoding="utf-8")
    read, complaints = read_trust(text, "")
    assert read is not None
    assert not complaints
    return read


def of_policy(name: str) -> list[Diagnostic]:
    policy, found = read_policy(source(name))
    if policy is None or any(d.is_error for d in found):
        return found
    trust = organisation()
    audiences = list(trust.audiences(TODAY))
    resolved = {a.code: resolve(policy, Reach(trust, a.code, TODAY)) for a in audiences}
    return in_file_order([*found, *check_text(TextContext(policy, "", trust, audiences, resolved))])


def of_trust(name: str) -> list[Diagnostic]:
    return read_trust(source(name).decode(), "")[1]


def of_ledger(name: str) -> list[Diagnostic]:
    ledger, found = read_ledger(source(name), "visitors", "")
    return in_file_order([*found, *check_ledger(ledger, ledger_front(), organisation(), TODAY)])


def ledger_front() -> FrontMatter:
    policy, complaints = read_policy((HERE / "ledger-policy.md").read_bytes())
    assert policy is not None
    assert not complaints
    return policy.front


def in_words_all(name: str, found: Iterable[Diagnostic]) -> str:
    path = name.partition("/")[2]
    return "".join(click.unstyle(in_words(replace(d, path=path))) + "\n" for d in found)


def said_of(name: str, tmp_path: Path, call: Callable[..., Outcome]) -> str:
    """Return what minuted prints about an example."""
    kind = name.partition("/")[0]
    if kind == "workspace":
        shutil.copytree(HERE / name, tmp_path / "trust")
        outcome = call(TestWorkspace(tmp_path / "trust"), "check")
        return click.unstyle(outcome.out)
    if kind in TEMPLATES:
        return "".join(
            click.unstyle(in_words(d)) + "\n" for d in golden_templates.examples()[name]()
        )
    found = {"policy": of_policy, "trust": of_trust, "ledger": of_ledger}[kind](name)
    return in_words_all(name, found)


@pytest.mark.parametrize("name", examples())
def test_each_example_is_answered_in_the_words_that_were_agreed(
    name: str,
    tmp_path: Path,
    call: Callable[..., Outcome],
    request: pytest.FixtureRequest,
) -> None:
    said = said_of(name, tmp_path, call)
    if request.config.getoption("--accept"):
        answer(name).write_bytes(said.encode())
    assert said == answer(name).read_text(encoding="utf-8"), "see --accept"


@pytest.mark.parametrize("name", examples())
def test_each_example_shows_the_complaint_that_it_is_named_after(name: str) -> None:
    said = answer(name).read_text(encoding="utf-8")
    stem = answer(name).stem
    codes = {line.rpartition(" [")[2][:-1] for line in said.splitlines() if line.endswith("]")}
    assert any(stem == code or stem.startswith(code + "-") for code in codes), codes


def test_no_answer_is_left_over_from_an_example_that_is_gone() -> None:
    kinds = (*KINDS, "workspace", *TEMPLATES)
    answers = {p for kind in kinds for p in (HERE / kind).glob("*.txt")}
    assert answers == {answer(name) for name in examples()}


@pytest.mark.parametrize("name", examples())
def test_each_message_is_a_sentence_and_each_has_a_hint(name: str) -> None:
    lines = answer(name).read_text(encoding="utf-8").splitlines()
    for message, hint in zip(lines[::2], lines[1::2], strict=True):
        words = message.rpartition(" [")[0]
        assert words.endswith((".", ".)")), words
        assert ": error: " in words or ": warning: " in words
        assert hint.startswith("  → ")
        assert len(hint) > 8
