"""Files and folders that are not what they should be: odd bytes, odd names, odd kinds of thing."""

import os
import shutil
from pathlib import Path

import pytest
from hostile_world import (
    FRONT,
    GOOD,
    HOSTILE,
    QUICK,
    Call,
    copies,
    require_complaint,
    require_healing,
    require_phones,
    require_refusal,
)

from workspaces import HEADING, TestWorkspace

ADOPTED = "2023-09-05,FGB,{code},FGB/2324/050923/7,1,adopted,Fine,2025-09,,,,"
LEDGER = "governance/minutes/phones.csv"
IN_FORCE = ("build", *QUICK)


@pytest.fixture
def adopted(workspace: TestWorkspace) -> TestWorkspace:
    """A workspace whose one policy is issued, and adopted at Ash and Oak."""
    workspace.issue_by_hand("phones")
    for code in ("ASH", "OAK"):
        workspace.add_line("phones", ADOPTED.format(code=code))
    return workspace


def link_or_skip(link: Path, target: Path) -> None:
    try:
        link.symlink_to(target)
    except (OSError, NotImplementedError) as error:
        pytest.skip(f"symbolic links cannot be made here: {error}")


# what the bytes are


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        ((FRONT + "1. Caf\xe9.\n").encode("latin-1"), f"{HOSTILE}:5", ("[not-utf-8]", "0xe9")),
        ((FRONT + "1. A.\n").encode("utf-16"), f"{HOSTILE}:1", ("[not-utf-8]",)),
        (b"\x00" * 400, f"{HOSTILE}:1", ("error:",)),
        (b"", f"{HOSTILE}:1", ("[front-matter]",)),
        (b"\n\n\n", f"{HOSTILE}:1", ("[front-matter]",)),
        (b"---", f"{HOSTILE}:1", ("[front-matter]", "never ended")),
        (FRONT.encode(), f"{HOSTILE}:4", ("[empty-policy]",)),
        (b"PK\x03\x04\xff" * 99, f"{HOSTILE}:1", ("[not-utf-8]",)),
        (b"x" * 5_000_001, HOSTILE, ("[too-large]",)),
    ],
    ids=["latin-1", "utf-16", "NULs", "empty", "blank", "cut", "no text", "a zip", "5 MB"],
)
def test_a_file_that_holds_something_else_is_told(
    workspace: TestWorkspace, call: Call, data: bytes, place: str, said: tuple[str, ...]
) -> None:
    workspace.write(HOSTILE, data)
    require_refusal(call, workspace, place, *said)
    assert copies(workspace, "hostile") == set()
    require_healing(call, workspace)


@pytest.mark.parametrize(
    "change", [lambda d: b"\xef\xbb\xbf" + d, lambda d: d.replace(b"\n", b"\r\n")]
)
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(
    workspace: TestWorkspace, call: Call, change
) -> None:
    text = FRONT + "1. One caf\xe9.\n   1. Two.\n\n| a | b |\n|---|---|\n| c | d |\n"
    workspace.write(HOSTILE, text)
    assert call(workspace, "build", "--draft").code == 0
    plain = {name: workspace.files()[name] for name in copies(workspace, "hostile")}
    workspace.write(HOSTILE, change(text.encode()))
    changed = call(workspace, "build", "--draft")
    assert changed.code == 0, changed.said
    assert {name: workspace.files()[name] for name in plain} == plain
    assert "0 built" in changed.out


# what the files are called


@pytest.mark.parametrize(
    "slug",
    [
        "index",
        "Con",
        "con",
        "nul.txt",
        "com1",
        "Hostile",
        "two words",
        "-x",
        "x-",
        "é",
        "a+b",
        "x" * 80,
    ],
)
def test_a_name_that_no_copy_can_have_is_told_whatever_its_decisions(
    adopted: TestWorkspace, call: Call, slug: str
) -> None:
    adopted.write(f"policy_src/{slug}.md", adopted.read("policy_src/phones.md"))
    adopted.write(
        f"governance/issued/{slug}/1/{slug}.md",
        adopted.read("governance/issued/phones/1/phones.md"),
    )
    adopted.write(f"governance/minutes/{slug}.csv", adopted.read(LEDGER))
    for command in (IN_FORCE, ("build", "--draft", *QUICK), ("check",)):
        outcome = call(adopted, *command)
        assert outcome.code == 1
        require_complaint(outcome.said, f"policy_src/{slug}.md", "[slug]", slug)
    index = adopted.files()["ASH/index.html"].decode()
    assert "phones.html" in index, "the list of copies is no policy's"
    assert copies(adopted, "phones") >= {"ASH/phones.html", "OAK/phones.html"}
    assert copies(adopted, slug) <= {
        "ASH/index.html",
        *(f"{c}/index.html" for c in ("OAK", "ELM", "DALE")),
    }
    adopted.path(f"policy_src/{slug}.md").unlink()
    adopted.path(f"governance/minutes/{slug}.csv").unlink()
    assert call(adopted, *IN_FORCE).code == 0


def test_two_names_that_differ_in_case_only_are_not_taken_for_one(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.write("policy_src/Phones.md", GOOD)
    if "Hostile" in workspace.read("policy_src/phones.md"):
        pytest.skip("this file system takes the two names for one")
    outcome = call(workspace, "build", "--draft", *QUICK)
    assert outcome.code == 1
    require_complaint(outcome.err, "policy_src/Phones.md", "[slug]", "“Phones”")
    require_phones(workspace)
    assert b"Phones stay in bags." in workspace.files()["ASH/phones.html"]


def test_an_ending_in_capitals_is_not_passed_over(workspace: TestWorkspace, call: Call) -> None:
    workspace.write("policy_src/hostile.MD", GOOD)
    outcome = call(workspace, "build", "--draft", *QUICK)
    if workspace.path(HOSTILE).exists():  # the file system does not tell the two apart
        assert outcome.code == 0
        return
    require_complaint(outcome.err, HOSTILE, "is not there", "correct its name")
    assert outcome.code == 1
    require_phones(workspace)


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
def test_a_name_that_is_no_text_is_told(workspace: TestWorkspace, call: Call) -> None:
    path = os.fsencode(workspace.path("policy_src")) + b"/caf\xe9.md"
    try:
        Path(os.fsdecode(path)).write_text(GOOD, encoding="utf-8")
    except OSError as error:
        pytest.skip(f"this file system allows no such name: {error}")
    # what is printed is no text either; the real command prints ? there
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("click.echo", lambda *_args, **_more: None)
        assert call(workspace, "build", "--draft", *QUICK).code == 1
        assert call(workspace, "check").code == 1
    require_phones(workspace)


@pytest.mark.parametrize(
    "name", [".hidden.md", "._phones.md", ".DS_Store", "notes.txt", "~$phones.docx"]
)
def test_what_systems_and_word_leave_about_is_no_policy(
    adopted: TestWorkspace, call: Call, name: str
) -> None:
    for folder in ("policy_src", "governance/minutes", "governance/issued/phones"):
        adopted.write(f"{folder}/{name}", b"\x00\x05\x16\x07")
    outcome = call(adopted, *IN_FORCE)
    assert outcome.code == 0, outcome.said
    assert "2 built" in outcome.out
    assert call(adopted, "check").code == 0


# what kind of thing they are


def test_a_folder_in_a_policys_place_is_told_and_its_copies_stay(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.write(HOSTILE, GOOD)
    assert call(workspace, "build", "--draft", *QUICK).code == 0
    before = workspace.files()
    workspace.path(HOSTILE).unlink()
    workspace.path(HOSTILE).mkdir()
    require_refusal(call, workspace, HOSTILE, "[unreadable]", "is a folder")
    assert workspace.files() == before, "the last good copies are better than none"
    workspace.path(HOSTILE).rmdir()
    require_healing(call, workspace)


@pytest.mark.parametrize("target", ["../outside.md", "gone.md", "hostile.md"])
def test_a_policy_that_is_a_link_to_elsewhere_is_told(
    workspace: TestWorkspace, call: Call, target: str
) -> None:
    workspace.root.parent.joinpath("outside.md").write_text(GOOD, encoding="utf-8")
    place = Path("../../outside.md") if "outside" in target else Path(target)
    link_or_skip(workspace.path(HOSTILE), place)
    require_refusal(call, workspace, HOSTILE, "[unreadable]")
    workspace.path(HOSTILE).unlink()
    require_healing(call, workspace)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_a_pipe_in_a_files_place_is_refused_rather_than_waited_for(
    workspace: TestWorkspace, call: Call
) -> None:
    os.mkfifo(workspace.path(HOSTILE))
    os.mkfifo(workspace.path("policy_src/pipe.svg"))
    workspace.write("policy_src/other.md", FRONT + "1. ![a](pipe.svg)\n")
    built = require_refusal(call, workspace, HOSTILE, "[unreadable]", "no ordinary file")
    require_complaint(built.err, "policy_src/other.md:5", "no ordinary file")


def test_a_file_that_may_not_be_opened_is_told(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.write(HOSTILE, GOOD)
    read = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "hostile.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    require_refusal(call, workspace, HOSTILE, "[unreadable]", "Permission denied")
    monkeypatch.undo()
    require_healing(call, workspace)


def test_a_file_that_goes_between_listing_and_reading_is_told(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from minuted.store.workspace import Workspace

    workspace.write(HOSTILE, GOOD)
    read = Workspace.read

    def going(self: Workspace, path: str) -> bytes:
        if path == HOSTILE:
            workspace.path(HOSTILE).unlink(missing_ok=True)
        return read(self, path)

    monkeypatch.setattr(Workspace, "read", going)
    outcome = call(workspace, "build", "--draft", *QUICK)
    assert outcome.code == 1
    require_complaint(outcome.err, HOSTILE, "[unreadable]", "is not there")
    require_phones(workspace)
    monkeypatch.undo()
    require_healing(call, workspace)


@pytest.mark.parametrize("name", ["policy_src", "governance/minutes", "governance/issued"])
def test_a_file_in_a_folders_place_takes_no_copy_away(
    adopted: TestWorkspace, call: Call, name: str
) -> None:
    assert call(adopted, *IN_FORCE).code == 0
    before = adopted.files()
    shutil.move(adopted.path(name), adopted.path("aside"))
    adopted.write(name, "a file")
    for command in (IN_FORCE, ("check",)):
        outcome = call(adopted, *command)
        assert outcome.code == 1, outcome.said
        assert name in outcome.err
    assert adopted.files() == before
    adopted.path(name).unlink()
    shutil.move(adopted.path("aside"), adopted.path(name))
    assert call(adopted, *IN_FORCE).code == 0
    assert adopted.files() == before


def test_a_workspace_without_its_policies_loses_no_copy(adopted: TestWorkspace, call: Call) -> None:
    assert call(adopted, *IN_FORCE).code == 0
    before = adopted.files()
    shutil.move(adopted.path("policy_src"), adopted.path("aside"))
    for command in (IN_FORCE, ("check",), ("show", "phones"), ("log", "phones")):
        outcome = call(adopted, *command)
        assert outcome.code == 1
        assert "policy_src is not there" in outcome.err
    assert adopted.files() == before


def test_a_workspace_without_policies_is_well(workspace: TestWorkspace, call: Call) -> None:
    workspace.path("policy_src/phones.md").unlink()
    outcome = call(workspace, "build")
    assert outcome.code == 0, outcome.said
    assert "0 built, 0 unchanged, 0 removed, 0 not adopted, 0 failed" in outcome.out
    assert workspace.files() == {}
    assert call(workspace, "check").code == 0
    workspace.write(HOSTILE, GOOD)
    assert call(workspace, "build", "--draft", *QUICK).code == 0


def test_an_issued_text_that_is_gone_stops_its_own_copies_only(
    adopted: TestWorkspace, call: Call
) -> None:
    shutil.copytree(
        adopted.path("governance/issued/phones"), adopted.path("governance/issued/bikes")
    )
    adopted.path("governance/issued/bikes/1/phones.md").rename(
        adopted.path("governance/issued/bikes/1/bikes.md")
    )
    adopted.write("policy_src/bikes.md", adopted.read("policy_src/phones.md"))
    adopted.write("governance/minutes/bikes.csv", adopted.read(LEDGER))
    assert call(adopted, *IN_FORCE).code == 0
    before = adopted.files()
    adopted.path("governance/issued/bikes/1/bikes.md").unlink()
    outcome = call(adopted, *IN_FORCE)
    assert outcome.code == 1
    place = "governance/issued/bikes/1/bikes.md"
    require_complaint(outcome.err, place, "[issued-touched]", "not there", f"checkout -- {place}")
    require_complaint(call(adopted, "check").out, place, "[issued-touched]")
    assert adopted.files() == before


def test_a_folder_in_the_ledgers_place_takes_no_copy_away(
    adopted: TestWorkspace, call: Call
) -> None:
    assert call(adopted, *IN_FORCE).code == 0
    before = adopted.files()
    adopted.path(LEDGER).unlink()
    adopted.path(LEDGER).mkdir()
    for command in (IN_FORCE, ("check",)):
        outcome = call(adopted, *command)
        assert outcome.code == 1
        require_complaint(outcome.said, LEDGER, "[unreadable]", "is a folder")
    assert adopted.files() == before


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_template_that_is_no_file_is_told(
    workspace: TestWorkspace, call: Call, kind: str
) -> None:
    path = workspace.path("templates/policy.html")
    if kind == "folder":
        path.mkdir()
    else:
        link_or_skip(path, Path("../../elsewhere.html"))
    for command in (("build", "--draft", *QUICK), ("check",)):
        outcome = call(workspace, *command)
        assert outcome.code == 1
        assert "templates/policy.html" in outcome.said
    assert copies(workspace, "phones") == set()
    path.rmdir() if kind == "folder" else path.unlink()
    assert call(workspace, "build", "--draft", *QUICK).code == 0


# the ledger

LEDGER_SLIPS = {
    "too few cells": ("2024-01-09,FGB,ASH", 4, "[ledger-columns]", "has 3 cells instead of 12"),
    "too many cells": (ADOPTED.format(code="ELM") + ",more", 4, "[ledger-columns]", "13 cells"),
    "a school that is not there": (ADOPTED.format(code="ELN"), 4, "[unknown-audience]", "“ELM”"),
    "the same code in small letters": (ADOPTED.format(code="elm"), 4, "[unknown-audience]", "elm"),
    "a body that is not there": (
        ADOPTED.format(code="ELM").replace("FGB", "RMC"),
        4,
        "[unknown-body]",
        "RMC",
    ),
    "a version that is not there": (
        ADOPTED.format(code="ELM").replace(",1,adopted", ",7,adopted"),
        4,
        "[unknown-version]",
        "“7”",
    ),
    "another text's fingerprint": (
        ADOPTED.format(code="ELM") + "m1-" + "0" * 64,
        4,
        "[decision-fingerprint]",
        "0000 0000 0000",
    ),
    "a day that is none": (
        "2023-02-30,FGB,ELM,FGB/2223/300223/7,1,adopted,Fine,,,,,",
        4,
        "[bad-date]",
        "2023-02-30",
    ),
    "the month first": (
        "9/31/2023,FGB,ELM,FGB/2324/310923/7,1,adopted,Fine,,,,,",
        4,
        "[bad-date]",
        "9/31/2023",
    ),
    "about nothing": (
        "2024-01-09,FGB,ELM,FGB/2324/090124/7,1,corrected,Fine,,,,FGB/2223/010123/1,",
        4,
        "[about-nothing]",
    ),
    "a formula": (
        ADOPTED.format(code="ELM").replace("Fine", "=HYPERLINK(1)"),
        4,
        "[ledger-formula]",
    ),
    "a quotation mark left open": (
        ADOPTED.format(code="ELM").replace("Fine", '"Fine'),
        4,
        "[ledger-csv]",
    ),
    "a NUL": (ADOPTED.format(code="ELM").replace("Fine", "Fi\0ne"), 4, "[hidden-character]"),
    "an unknown word": (
        ADOPTED.format(code="ELM").replace("adopted", "approved"),
        4,
        "[unknown-decision]",
    ),
}


@pytest.mark.parametrize("slip", LEDGER_SLIPS)
def test_a_slip_in_a_ledger_is_told_by_its_line_and_stops_its_own_policy_only(
    adopted: TestWorkspace, call: Call, slip: str
) -> None:
    line, number, *said = LEDGER_SLIPS[slip]
    adopted.write("policy_src/bikes.md", adopted.read("policy_src/phones.md"))
    adopted.write(
        "governance/issued/bikes/1/bikes.md", adopted.read("governance/issued/phones/1/phones.md")
    )
    adopted.write("governance/minutes/bikes.csv", adopted.read(LEDGER))
    assert call(adopted, *IN_FORCE).code == 0
    good, before = adopted.read(LEDGER), adopted.files()
    adopted.write(LEDGER, good + line + "\n")
    for command in (IN_FORCE, ("check",)):
        outcome = call(adopted, *command)
        assert outcome.code == 1, outcome.said
        require_complaint(outcome.said, f"{LEDGER}:{number}", "error:", *said)
    assert adopted.files() == before, "the last good copies stay, and the other policy's"
    adopted.write(LEDGER, good)
    assert call(adopted, *IN_FORCE).code == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "[ledger-heading]"),
        (HEADING.replace(",", ";").encode(), "[ledger-separator]"),
        (HEADING.encode("utf-16"), "[ledger-encoding]"),
        (HEADING.encode() + b"\ncaf\xe9", "[ledger-encoding]"),
        (b"\0" * 300, "[ledger-heading]"),
        (b'"' * 300_001, "[ledger-"),
    ],
    ids=["empty", "semicolons", "utf-16", "latin-1", "NULs", "quotes"],
)
def test_a_ledger_that_is_none_is_told_and_takes_no_copy_away(
    adopted: TestWorkspace, call: Call, data: bytes, said: str
) -> None:
    assert call(adopted, *IN_FORCE).code == 0
    before = adopted.files()
    adopted.write(LEDGER, data)
    for command in (IN_FORCE, ("check",), ("log", "phones")):
        outcome = call(adopted, *command)
        assert outcome.code == 1, outcome.said
        assert f"{LEDGER}:" in outcome.said
        assert said in outcome.said
    assert adopted.files() == before


# trust.yaml

TRUST_SLIPS = {
    "two spellings of one code": (
        "  OAK:",
        "  ash:",
        15,
        "[repeated-code]",
        "ASH stands on line 12",
    ),
    "a code that leads elsewhere": ("  OAK:", "  ../x:", 15, "[bad-code]", "../x"),
    "a code that is a device": ("  OAK:", "  CON:", 15, "[bad-code]", "CON"),
    "a code with a stroke": ("  OAK:", "  a/b:", 15, "[bad-code]", "a/b"),
    "a name twice": ("    name: Ash Primary", "    name: A\n    name: B", 14, "[repeated-key]"),
    "a tab": ("    name: Ash Primary", "\tname: A", 13, "[yaml-"),
    "a member that is not there": (
        "{ASH: {}, OAK: {}}",
        "{ASH: {}, OKA: {}}",
        10,
        "[unknown-school]",
    ),
    "half a character": ("name: Ash Primary", 'name: "\\ud800"', 13, "[hidden-character]"),
    "a name of nothing": ("name: Ash Primary", "label: A", 13, "[missing-key]"),
    "a wrong colour": ('"#1f3a5f"', '"#1f3a5g"', 4, "[bad-colour]"),
}


@pytest.mark.parametrize("slip", TRUST_SLIPS)
def test_a_slip_in_the_register_is_told_by_its_line_and_takes_no_copy_away(
    workspace: TestWorkspace, call: Call, slip: str
) -> None:
    old, new, line, *said = TRUST_SLIPS[slip]
    assert call(workspace, "build", "--draft", *QUICK).code == 0
    before, good = workspace.files(), workspace.read("governance/trust.yaml")
    workspace.edit("governance/trust.yaml", old, new)
    for command in (("build", "--draft", *QUICK), ("check",)):
        outcome = call(workspace, *command)
        assert outcome.code == 1
        require_complaint(outcome.said, f"governance/trust.yaml:{line}", "error:", *said)
    assert workspace.files() == before
    assert not workspace.path("../x").exists()
    workspace.write("governance/trust.yaml", good)
    assert "0 built" in call(workspace, "build", "--draft", *QUICK).out


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"- a\n", b"[", b"x", b"\0", b"trust: 1\n", b"a: " * 90_000]
)
def test_a_register_that_is_none_is_told(workspace: TestWorkspace, call: Call, data: bytes) -> None:
    workspace.write("governance/trust.yaml", data)
    for command in (("build",), ("check",), ("log", "phones"), ("show", "phones", "--for", "ASH")):
        outcome = call(workspace, *command)
        assert outcome.code == 1
        assert "governance/trust.yaml" in outcome.said
    assert not workspace.path("build").exists()


def test_words_that_yaml_takes_for_something_else_stay_words_in_the_register(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.edit("governance/trust.yaml", "name: Ash Primary", "name: NO")
    workspace.edit(
        "governance/trust.yaml", "headteacher: the Headteacher of Ash", "headteacher: 1.10"
    )
    workspace.write(HOSTILE, FRONT + "1. {{ school.name }} said {{ school.headteacher }}.\n")
    call(workspace, "build", "--draft", "--for", "ASH", *QUICK)
    assert "NO said 1.10." in workspace.files()["ASH/hostile.html"].decode()


# the build's own record and the cache

POISON = {
    "words": b"{",
    "nothing": b"",
    "a number": b"7",
    "no files": b'{"format": 1}',
    "files of another kind": b'{"format": 1, "files": [1, 2]}',
    "entries of another kind": b'{"format": 1, "files": {"ASH/phones.html": 5}}',
    "an entry without its parts": b'{"format": 1, "files": {"ASH/phones.html": {}}}',
    "parts of another kind": b'{"format": 1, "files": {"ASH/phones.html":'
    b' {"key": [], "size": "x", "mtime_ns": null, "facts": 5}}}',
    "facts of another kind": b'{"format": 1, "files": {"ASH/phones.html":'
    b' {"key": "k", "size": 1, "mtime_ns": 1, "facts": {"policy": [], "audience": {}}}}}',
    "facts without their parts": b'{"format": 1, "files": {"ASH/phones.html":'
    b' {"key": "k", "size": 1, "mtime_ns": 1, "facts": {"policy": "phones"}}}}',
    "a path with a NUL": b'{"format": 1, "files": {"a\\u0000b": {"key": "k", "size": 1,'
    b' "mtime_ns": 1, "facts": {}}}}',
    "brackets without end": b"[" * 200_000,
    "another format": b'{"format": 2, "files": {}}',
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("poison", POISON)
def test_a_poisoned_record_is_passed_over(
    workspace: TestWorkspace, call: Call, poison: str
) -> None:
    assert call(workspace, "build", "--draft", *QUICK).code == 0
    good = workspace.files()
    workspace.write("build/.minuted.json", POISON[poison])
    outcome = call(workspace, "build", "--draft", *QUICK)
    assert outcome.code == 0, outcome.said
    assert workspace.files() == good
    assert "0 built, 4 unchanged" in call(workspace, "build", "--draft", *QUICK).out


def test_a_record_that_is_huge_is_passed_over(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call(workspace, "build", "--draft", *QUICK).code == 0
    good = workspace.files()
    monkeypatch.setattr("minuted.store.output.MOST_BYTES", 10)
    assert call(workspace, "build", "--draft", *QUICK).code == 0
    assert workspace.files() == good


@pytest.mark.parametrize(
    "path",
    [
        "../victim.html",
        "../../victim.html",
        "{root}/victim.html",
        "ASH/../../victim.html",
        "away/victim.html",
    ],
)
def test_a_poisoned_record_removes_nothing_elsewhere(
    adopted: TestWorkspace, call: Call, path: str
) -> None:
    assert call(adopted, *IN_FORCE).code == 0
    victims = [
        adopted.write("victim.html", "mine"),
        adopted.write("../victim.html", "mine"),
        adopted.write("../away/victim.html", "mine"),
    ]
    if path.startswith("away"):
        link_or_skip(adopted.path("build/away"), adopted.root.parent / "away")
    facts = '"policy": "gone", "audience": "GONE", "title": "", "version": ""'
    entry = f'{{"key": "k", "size": 4, "mtime_ns": 1, "facts": {{{facts}}}}}'
    name = path.replace("{root}", adopted.root.as_posix())
    adopted.write("build/.minuted.json", f'{{"format": 1, "files": {{"{name}": {entry}}}}}')
    outcome = call(adopted, *IN_FORCE)
    assert outcome.code == 0, outcome.said
    assert [victim.read_text(encoding="utf-8") for victim in victims] == ["mine"] * 3


def test_links_in_the_build_folder_are_not_written_through(
    workspace: TestWorkspace, call: Call
) -> None:
    outside = workspace.root.parent / "outside"
    for name in ("phones.html", "index.html", "lock", "record"):
        (outside / name).parent.mkdir(exist_ok=True)
        (outside / name).write_text("mine", encoding="utf-8")
    workspace.path("build/OAK").mkdir(parents=True)
    link_or_skip(workspace.path("build/ASH"), outside)
    link_or_skip(workspace.path("build/OAK/phones.html"), outside / "phones.html")
    link_or_skip(workspace.path("build/.minuted.lock"), outside / "lock")
    link_or_skip(workspace.path("build/.minuted.json"), outside / "record")
    link_or_skip(workspace.path("build/index.html"), outside / "index.html")
    outcome = call(workspace, "build", "--draft", *QUICK)
    assert outcome.code == 1
    require_complaint(
        outcome.err, "build/ASH/phones.html", "error:", "leads out of the build folder"
    )
    assert {p.name: p.read_text(encoding="utf-8") for p in outside.iterdir()} == dict.fromkeys(
        ("phones.html", "index.html", "lock", "record"), "mine"
    )
    assert b"Phones stay in bags." in workspace.path("build/OAK/phones.html").read_bytes()
    assert not workspace.path("build/OAK/phones.html").is_symlink()
    workspace.path("build/ASH").unlink()
    assert call(workspace, "build", "--draft", *QUICK).code == 0
    require_phones(workspace)


def test_a_build_folder_that_is_a_link_out_of_the_workspace_is_refused(
    workspace: TestWorkspace, call: Call
) -> None:
    outside = workspace.root.parent / "outside"
    outside.mkdir()
    link_or_skip(workspace.path("build"), outside)
    outcome = call(workspace, "build", "--draft", *QUICK)
    assert outcome.code == 1
    assert "leads out of the workspace" in outcome.err
    assert "--output" in outcome.err
    assert list(outside.iterdir()) == []
    asked = call(workspace, "build", "--draft", *QUICK, "--output", str(outside))
    assert asked.code == 0, "somebody who names the folder means it"
    assert (outside / "ASH/phones.html").exists()


CACHED = {
    "nothing": b"",
    "words": b"\xff\xfe garbage",
    "another shape": b'["",1,2]',
    "another object": b'["",["Text","a"],["",["Text","a"]]]',
    "an object that is not there": b'["os.system","x"]',
    "an object with too many parts": b'["",["Policy",1,2,3,4,5,6,7],[""]]',
    "brackets without end": b"[" * 100_000,
    "a number": b"7",
}


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("poison", CACHED)
def test_a_poisoned_cache_is_passed_over(
    workspace: TestWorkspace,
    call: Call,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    poison: str,
    signed: bool,
) -> None:
    import hashlib

    cache = tmp_path / "cache"
    monkeypatch.setenv("MINUTED_CACHE", str(cache))
    assert call(workspace, "build", "--draft", *QUICK).code == 0
    good = workspace.files()
    entries = [path for path in cache.rglob("*") if path.is_file()]
    assert entries
    data = CACHED[poison]
    if signed:
        data = hashlib.sha256(data).hexdigest().encode() + b"\n" + data
    for entry in entries:
        entry.write_bytes(data)
    shutil.rmtree(workspace.path("build"))
    outcome = call(workspace, "build", "--draft", *QUICK)
    assert outcome.code == 0, outcome.said
    assert workspace.files() == good


def test_a_cache_that_cannot_be_written_is_done_without(
    workspace: TestWorkspace, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("MINUTED_CACHE", str(blocked / "cache"))
    assert call(workspace, "build", "--draft", *QUICK).code == 0
    require_phones(workspace)


def test_a_workspace_with_odd_things_about_is_still_found_from_inside(
    workspace: TestWorkspace, call: Call
) -> None:
    deep = workspace.path("governance/a/b/c")
    deep.mkdir(parents=True)
    assert call(TestWorkspace(deep), "check").code == 0
    (deep / "governance").mkdir()
    (deep / "governance/trust.yaml").mkdir()
    assert call(TestWorkspace(deep), "check").code == 0, "a folder of that name is no register"


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"\0" * 99, b"---\n", b"x" * 5_000_001, b"---\n" + b"[" * 9999]
)
@pytest.mark.parametrize("arguments", [(), ("--json",), ("--for", "ASH")])
def test_a_file_that_is_shown_can_hold_anything(
    workspace: TestWorkspace, call: Call, data: bytes, arguments: tuple[str, ...]
) -> None:
    path = workspace.write("elsewhere/odd.md", data)
    outcome = call(workspace, "show", str(path), *arguments)
    assert outcome.code == 1
    assert outcome.out == ""
    assert "error:" in outcome.err
    assert "odd.md" in outcome.err


def test_a_workspace_may_lie_in_a_folder_of_any_name(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Père #1 %41 [x] $HOME 'q' & co;"
    temporary = tmp_path / "$x #é"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    workspace = TestWorkspace(folder)
    begun = call(TestWorkspace(tmp_path), "init", folder.name)
    assert begun.code == 0, begun.said
    built = call(workspace, "build")
    assert built.code == 0, built.said
    assert "33 built" in built.out
    assert call(workspace, "check").code == 0
    issued = "governance/issued/school-visits/2024/school-visits.md"
    workspace.edit(issued, "\n1. ", "\n1.  ")
    assert "[issued-touched]" in call(workspace, "check").out, "git was asked"
