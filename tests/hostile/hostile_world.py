"""A workspace with one policy that is well and another that is not, and what must hold there.

phones.md    well: whatever the other holds, its copies are made
hostile.md   what the test puts there
"""

from collections.abc import Callable

from hostile_answers import require_whole_files

from workspaces import Outcome, TestWorkspace

Call = Callable[..., Outcome]

HOSTILE = "policy_src/hostile.md"
FRONT = "---\ntitle: Hostile policy\n---\n\n"
"""Four lines, so that a text after it begins on line 5."""

GOOD = FRONT + "1. Good words.\n"
AUDIENCES = ("ASH", "OAK", "ELM", "DALE")
QUICK = ("--format", "html")


def copies(workspace: TestWorkspace, slug: str) -> set[str]:
    """Return the copies of a policy that lie in build/."""
    return {name for name in workspace.files() if name.partition("/")[2].startswith(f"{slug}.")}


def every(slug: str, *formats: str) -> set[str]:
    """Return the copies that all audiences should have of a policy."""
    return {f"{audience}/{slug}.{name}" for audience in AUDIENCES for name in formats}


def require_phones(workspace: TestWorkspace, formats: tuple[str, ...] = ("html",)) -> None:
    """Require that the policy that is well has all its drafts."""
    assert copies(workspace, "phones") >= {f"{a}/phones.{f}" for a in AUDIENCES for f in formats}


def require_refusal(
    call: Call,
    workspace: TestWorkspace,
    place: str,
    *said: str,
    build: tuple[str, ...] = ("build", "--draft", *QUICK),
) -> Outcome:
    """Require that build and check complain at a place, and that the other policy is built.

    Args:
        place: such as `policy_src/hostile.md:5`.
        said: what the complaint holds.
    """
    built = call(workspace, *build)
    assert built.code == 1, built.said
    require_complaint(built.err, place, *said)
    require_phones(workspace)
    require_whole_files(workspace.path("build"))
    checked = call(workspace, "check")
    assert checked.code == 1, checked.said
    require_complaint(checked.out, place, *said)
    return built


def require_complaint(text: str, place: str, *said: str) -> None:
    """Require one complaint at a place that holds all the words."""
    lines = text.splitlines()
    complaints = [
        f"{line}\n{following}"
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if line == place or line.startswith((f"{place}:", f"{place} "))
    ]
    assert any(all(words in one for words in said) for one in complaints), text
    assert "Traceback" not in text


def require_healing(call: Call, workspace: TestWorkspace) -> None:
    """Require that a good text, and nothing else, makes a good run."""
    workspace.write(HOSTILE, GOOD)
    healed = call(workspace, "build", "--draft", *QUICK)
    assert healed.code == 0, healed.said
    assert copies(workspace, "hostile") >= every("hostile", "html")
