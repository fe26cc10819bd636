"""docs/commands.md is what the commands say of themselves; commands in other pages exist."""

import importlib.util
import re
import shlex

import click
import pytest
from docs_pages import ROOT, examples, name, pages, spans

from minuted.cli.app import COMMANDS, app

CONTEXT = app.make_context("minuted", [], resilient_parsing=True)


def made() -> str:
    spec = importlib.util.spec_from_file_location("make_commands", ROOT / "docs/make_commands.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = module.page()
    assert isinstance(page, str)
    return page


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert page == made(), "run .venv/bin/python docs/make_commands.py"


def test_every_command_has_an_example() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    missing = [c for c in COMMANDS if not re.search(rf"^minuted {c}\b.*# ", page, re.MULTILINE)]
    assert not missing, f"add an example to docs/make_commands.py for {missing}"


def typed() -> list[str]:
    """Return every command line in an example."""
    lines = [
        line.split("  #")[0].strip().replace(".venv\\Scripts\\", "").replace(".venv/bin/", "")
        for example in examples()
        if example.kind == "sh" or ".venv" in example.text
        for line in example.text.splitlines()
    ]
    return sorted({line for line in lines if line.startswith("minuted ")})


@pytest.mark.parametrize("line", typed())
def test_a_command_of_an_example_is_understood(line: str) -> None:
    words = shlex.split(line)[1:]
    found, command, rest = app.resolve_command(CONTEXT, words)
    assert command is not None
    command.make_context(found, list(rest), parent=CONTEXT)


def mentioned() -> list[tuple[str, str]]:
    """Return every `minuted …` among the words, with its page."""
    return sorted(
        {
            (name(page), span)
            for page in [*pages(), ROOT / "src/minuted/example/README.md"]
            for span in spans(page)
            if span.split()[0] == "minuted" and len(span.split()) > 1
        }
    )


@pytest.mark.parametrize(("page", "span"), mentioned())
def test_a_command_that_is_mentioned_exists(page: str, span: str) -> None:
    words = span.split()[1:]
    if words[0].startswith("-"):
        known = {option for param in app.get_params(CONTEXT) for option in param.opts}
        assert set(words) <= known
        return
    command = app.get_command(CONTEXT, words[0])
    assert command is not None, f"{page} names a command that there is not"
    context = click.Context(command, CONTEXT, words[0])
    known = {option for param in command.get_params(context) for option in param.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_the_documents_mention_commands() -> None:
    assert len(typed()) > 10
    assert len(mentioned()) > 10


MAKE = re.compile(r"^([a-z]+):.*## ", re.MULTILINE)


def test_every_make_target_of_the_documents_exists() -> None:
    targets = set(MAKE.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    words = [span for page in pages() for span in spans(page)]
    words += [line for e in examples("sh") for line in e.text.splitlines()]
    named = {found[1] for word in words if (found := re.match(r"make ([a-z]+)\b", word))}
    assert named
    assert named <= targets
