"""`minuted compare`: the texts that can be asked for, the formats, and wrong questions."""

import json
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from minuted.compare.proof import confirm
from minuted.tasks import compare as task
from workspaces import Outcome, TestWorkspace, make_workspace, real_workspace

Call = Callable[..., Outcome]
CASES = Path(__file__).resolve().parents[1] / "compare-cases"
CORE = (str(CASES / "core/v1.md"), str(CASES / "core/v2.md"))
NOAMEND = (str(CASES / "noamend/v1.md"), str(CASES / "noamend/v2.md"))


def _line(code: str, date: str, digits: str, version: int) -> str:
    return f"{date},FGB,{code},FGB/2324/{digits}/4,{version},adopted,Phones,2024-09,,,,"


@pytest.fixture
def issued(tmp_path: Path) -> TestWorkspace:
    """Two versions: ASH has adopted the first, ELM the second, OAK none."""
    workspace = make_workspace(tmp_path / "trust")
    workspace.issue_by_hand("phones", "1")
    workspace.edit(
        "policy_src/phones.md", "2. out of sight.", "2. out of sight; and\n   3. quiet at any time."
    )
    workspace.issue_by_hand("phones", "2")
    workspace.add_line("phones", _line("ASH", "2023-10-02", "021023", 1))
    workspace.add_line("phones", _line("ELM", "2023-11-02", "021123", 2))
    workspace.edit("policy_src/phones.md", "3. quiet at any time.", "3. silent at any time.")
    return workspace


def data(call: Call, workspace: TestWorkspace, *arguments: str) -> dict[str, object]:
    outcome = call(workspace, "compare", *arguments, "--json")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def changed(report: dict[str, object]) -> list[tuple[str, list[str], list[str]]]:
    return [
        (c["status"], c["old"], c["new"]) for c in report["clauses"] if c["status"] != "unchanged"
    ]


ADDED = [("amended", ["1.2.2"], ["1.2.2"]), ("added", [], ["1.2.3"])]


@pytest.mark.parametrize(
    ("arguments", "versions", "changes"),
    [
        (("1", "2"), ("1", "2"), ADDED),
        (("1",), ("1", "2"), ADDED),
        (("--for", "ASH"), ("1", "2"), ADDED),
        (("--between", "ASH", "ELM"), ("1", "2"), ADDED),
        ((), ("2", None), [("amended", ["1.2.3"], ["1.2.3"])]),
        (("--draft",), ("2", None), [("amended", ["1.2.3"], ["1.2.3"])]),
        (("--draft", "--for", "ELM"), ("2", None), [("amended", ["1.2.3"], ["1.2.3"])]),
        (("1", "--draft"), ("1", None), ADDED),
        (("2", "1"), ("2", "1"), [ADDED[0], ("removed", ["1.2.3"], [])]),
    ],
)
def test_every_way_to_name_two_texts(
    issued: TestWorkspace,
    call: Call,
    arguments: tuple[str, ...],
    versions: tuple[str, str | None],
    changes: list[object],
) -> None:
    report = data(call, issued, "phones", *arguments)
    assert (report["old"]["version"], report["new"]["version"]) == versions
    assert changed(report) == changes


def test_the_report_says_which_decisions_the_texts_rest_on(
    issued: TestWorkspace, call: Call
) -> None:
    report = data(call, issued, "phones", "--between", "ASH", "ELM")
    assert report["old"]["decision"]["minute"] == "FGB/2324/021023/4"
    assert report["new"]["decision"] == {
        "for": "ELM",
        "body": "FGB",
        "date": "2023-11-02",
        "minute": "FGB/2324/021123/4",
        "decision": "adopted",
    }
    assert data(call, issued, "phones", "--for", "ASH")["new"]["decision"] is None
    said = call(issued, "compare", "phones", "--between", "ASH", "ELM").out
    assert "adopted under FGB/2324/021023/4 (ASH, 2 October 2023)" in said


def test_no_amendments_is_proved_and_says_what_was_compared(tmp_path: Path, call: Call) -> None:
    real = real_workspace(tmp_path / "real")
    outcome = call(real, "compare", "social-media", "--between", "AS", "BAK")
    assert outcome.code == 0
    assert "No amendments." in outcome.out
    mark = "m1-2608f7c0a7ce91082bae58f276789a48f48dcd1696ed9fdb8936fe2ceb9e6b61"
    assert outcome.out.count(mark) == 2
    for minute in ("RMC/2223/290823/1", "FGB/2324/120224/13"):
        assert minute in outcome.out
    assert "version 1, in force at AS" in outcome.out


def test_the_json_is_as_promised(call: Call, workspace: TestWorkspace) -> None:
    report = data(call, workspace, *CORE)
    assert list(report) == [
        "format", "old", "new", "no_amendments", "renumbered_only", "counts", "clauses",
        "renumbered",
    ]  # fmt: skip
    assert report["format"] == 1
    assert not report["no_amendments"]
    assert Counter(c["status"] for c in report["clauses"]) == Counter(report["counts"])
    assert report["clauses"][0]["old"] == report["clauses"][0]["new"] == ["title"]
    keys = {"status", "moved", "renumbered", "kind", "old", "new", "notes", "words"}
    assert all(set(clause) == keys for clause in report["clauses"])
    flagged = [c for c in report["clauses"] if c["renumbered"]]
    assert [[c["old"][0], c["new"][0]] for c in flagged] == report["renumbered"]
    assert len(report["renumbered"]) == 15
    assert data(call, workspace, *NOAMEND)["no_amendments"]


def test_text_reads_without_colour(call: Call, workspace: TestWorkspace) -> None:
    outcome = call(workspace, "compare", *CORE)
    assert "\x1b" not in outcome.out
    lines = outcome.out.splitlines()
    assert lines[4].startswith("2 clauses added, 2 removed, 5 amended,")
    assert "~ 1.3  amended (punctuation only)" in lines
    assert "+ 2.2  added" in lines
    assert "- 2.1.5  removed" in lines
    assert "> 4.6 → 8.1  moved" in lines
    assert "  2.2 → 2.3" in lines
    assert "[-You must avoid making-]{+Staff must not publish+} any social media" in outcome.out


class Page(HTMLParser):
    """What a page holds: its ids, links, and what stands in each change."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.looks: list[list[str]] = []
        self.outside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags[tag] += 1
        self.ids += [values["id"]] if values.get("id") else []
        self.links += [values["href"]] if tag == "a" and values.get("href") else []
        self.outside += [v for k, v in attrs if k in ("src", "href") and v and "//" in v]
        if tag == "article":
            self.looks.append((values["class"] or "").split())


def test_the_page_holds_the_same_as_the_json_and_needs_nothing(
    tmp_path: Path, call: Call, workspace: TestWorkspace
) -> None:
    target = tmp_path / "page.html"
    outcome = call(workspace, "compare", *CORE, "--format", "html", "--output", str(target))
    assert outcome.code == 0
    html = target.read_text(encoding="utf-8")
    page = Page(html)
    counts = data(call, workspace, *CORE)["counts"]
    for status in ("amended", "added", "removed", "merged"):
        assert sum(status in look for look in page.looks) == counts[status]
    quiet = sum(not {"amended", "added", "removed", "merged"} & set(x) for x in page.looks)
    assert quiet == counts["unchanged"] - 1  # the title stands at the top already
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert page.outside == []
    assert page.tags["script"] == 0
    assert page.tags["main"] == page.tags["h1"] == 1
    assert "14 renumbered only; 24 unchanged." in html
    assert re.search(r"<del>.{0,50}lunch .{0,30}</del>", html)


def test_words_of_a_policy_can_do_nothing_in_the_page(
    tmp_path: Path, call: Call, workspace: TestWorkspace
) -> None:
    one = workspace.write("one.txt", "1 A\n\n1.1 <script>alert(1)</script> & so on.\n")
    other = workspace.write("other.txt", '1 A\n\n1.1 <script>alert(2)</script> & "so" on.\n')
    html = call(workspace, "compare", str(one), str(other), "--format", "html").out
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_no_text_reaches_the_terminal_as_a_command(call: Call, workspace: TestWorkspace) -> None:
    one = workspace.write("one.txt", "# Red \x1b[31m\n\n1 A\n\n1.1 Clear \x1b[2J it.\n")
    other = workspace.write("other.txt", "1 A\n\n1.1 Clear \x9b2J all of it.\n")
    assert not re.search("[\x1b\x9b]", call(workspace, "compare", str(one), str(other)).said)


def test_a_policy_file_is_compared_with_a_typed_text(call: Call, workspace: TestWorkspace) -> None:
    one = workspace.write(
        "one.md", "---\ntitle: Alone\n---\n\n## A\n\n1. W [](#b).\n2. []{#b} B.\n"
    )
    other = workspace.write("other.txt", "# Alone\n\n1 A\n\n1.1 W 1.2.\n\n1.2 B.\n")
    assert data(call, workspace, str(one), str(other))["no_amendments"]


def test_files_are_compared_outside_any_workspace(tmp_path: Path, call: Call) -> None:
    report = data(call, TestWorkspace(tmp_path), *CORE)
    assert report["old"] == {
        "policy": "v1.md",
        "version": None,
        "fingerprint": report["old"]["fingerprint"],
        "decision": None,
    }


def test_unrelated_documents_are_said_to_be_different(call: Call, workspace: TestWorkspace) -> None:
    words = " ".join(f"ladder{n} workshop{n} fume{n}" for n in range(60))
    other = workspace.write("other.txt", f"1 SAFETY\n\n1.1 {words}.\n")
    outcome = call(workspace, "compare", CORE[0], str(other))
    assert outcome.code == 0
    assert "These seem to be different documents" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("compare", "phone"), "Known are: phones.", 1),
        (("compare", "phones", "7"), "Version 7 of phones was never issued.", 1),
        (("compare", "phones", "--for", "OAK"), "No decision on it is recorded", 1),
        (("compare", "phones", "--for", "OAKS"), "Did you mean “OAK”", 1),
        (("compare", "phones", "--between", "ASH", "X"), "no school, group or trust “X”", 1),
        (("compare", "phones", "1", "--between", "ASH", "ELM"), "--between names both texts", 2),
        (("compare", "phones", "1", "2", "--draft"), "--draft is the new text", 2),
        (("compare", "phones", "--json", "--format", "html"), "two different formats", 2),
        (("compare", CORE[0]), "compared with one other file", 2),
        (("compare", CORE[0], "nothing.txt"), "There is no file", 1),
        (("compare", CORE[0], "governance"), "is a folder", 1),
        (("compare", CORE[0], "picture.txt"), "is a picture", 1),
        (("compare", *CORE, "--output", "governance"), "governance", 2),
    ],
)
def test_a_wrong_question_is_answered_plainly(
    issued: TestWorkspace, call: Call, arguments: tuple[str, ...], said: str, code: int
) -> None:
    issued.write("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0")
    outcome = call(issued, *arguments)
    assert outcome.code == code
    assert said in outcome.err
    assert outcome.out == ""


def test_a_version_whose_text_is_not_held_cannot_be_compared(
    issued: TestWorkspace, call: Call
) -> None:
    text = issued.read("policy_src/phones.md")
    issued.write("policy_src/phones.md", re.sub(r"m1-\w+", "not held", text, count=1))
    outcome = call(issued, "compare", "phones", "1", "2")
    assert outcome.code == 1
    assert "The text of version 1 is not held." in outcome.err


def test_nothing_is_reported_where_the_two_paths_disagree(
    issued: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = task.compare
    monkeypatch.setattr(task, "compare", lambda old, new: real(old, old))
    assert task.confirm is confirm
    outcome = call(issued, "compare", "phones", "1", "2")
    assert outcome.code == 1
    assert "Internal error" in outcome.err
    assert outcome.out == ""
