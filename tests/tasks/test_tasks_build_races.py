"""Building while the world changes: another build, a member that left, a template shared."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import samples
from minuted.store.cache import Cache
from minuted.store.workspace import Workspace
from minuted.tasks import build as building
from minuted.tasks.brands import Brands
from minuted.tasks.reading import Desk
from minuted.tasks.settled import Memory, Settled
from workspaces import LOGO, REPOSITORY, Outcome, TestWorkspace

Call = Callable[..., Outcome]
PAGES = ("--format", "html")
PASSAGE = '\n::: {.only for="DALE"}\n2. The head is {{ school.head }}.\n:::\n'


def adopt(workspace: TestWorkspace, code: str) -> None:
    workspace.add_line("phones", f"2023-09-05,FGB,{code},FGB/2324/050923/7,1,adopted,,2025-09,,,,")


@pytest.fixture
def passage(workspace: TestWorkspace) -> TestWorkspace:
    """A text with a passage for a group's schools, which needs a field that Elm has not."""
    draft = workspace.read("policy_src/phones.md")
    workspace.write("policy_src/phones.md", draft.rstrip("\n") + "\n" + PASSAGE)
    workspace.edit("governance/trust.yaml", "fields: {head", "fields: {head: A Head, head")
    workspace.issue_by_hand("phones")
    adopt(workspace, "ELM")
    return workspace


def elm_belongs(workspace: TestWorkspace, when: str) -> None:
    members = "{ASH: {}, OAK: {}}"
    workspace.edit("governance/trust.yaml", members, f"{{ASH: {{}}, OAK: {{}}, ELM: {{{when}}}}}")


def test_a_text_is_held_against_the_day_on_which_it_was_adopted(
    passage: TestWorkspace, call: Call
) -> None:
    elm_belongs(passage, "from: 2025-01-01")
    outcome = call(passage, "build", "--for", "ELM", *PAGES)
    assert outcome.out.startswith("1 built")
    assert "governance/issued" not in outcome.err, "only the draft lacks a value today"
    assert "The head is" not in passage.read("build/ELM/phones.html")


def test_check_finds_what_a_copy_lacks_that_rests_on_an_earlier_membership(
    passage: TestWorkspace, call: Call
) -> None:
    elm_belongs(passage, "to: 2025-01-01")
    checked = call(passage, "check")
    assert checked.code == 1
    assert "school.head" in checked.said
    assert call(passage, "build", "--for", "ELM", *PAGES).code == 1


def test_a_build_that_had_to_wait_builds_what_is_there_then(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = building.locked

    @contextmanager
    def after_another(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
        with locked(folder, waiting):
            workspace.edit("governance/trust.yaml", "name: Ash Primary", "name: Ash Infants")
            workspace.write("policy_src/bags.md", workspace.read("policy_src/phones.md"))
            yield

    monkeypatch.setattr(building, "locked", after_another)
    assert call(workspace, "build", "--draft", *PAGES).code == 0
    assert "Ash Infants" in workspace.read("build/ASH/phones.html")
    assert workspace.path("build/ASH/bags.html").exists()


def test_a_part_that_pages_take_from_another_template_counts(
    workspace: TestWorkspace, call: Call
) -> None:
    motto = "{% macro motto() %}Be kind{% endmacro %}"
    shutil.copytree(REPOSITORY / "templates", workspace.path("templates"), dirs_exist_ok=True)
    page = workspace.read("templates/policy.html")
    workspace.write(
        "templates/policy.html",
        page.replace("</main>", '{% from "index.html" import motto %}{{ motto() }}</main>'),
    )
    index = workspace.read("templates/index.html")
    workspace.write(
        "templates/index.html", f"{motto}{{% if head is defined %}}{index}{{% endif %}}"
    )
    assert call(workspace, "build", "--draft", *PAGES).code == 0
    assert "Be kind" in workspace.read("build/ASH/phones.html")
    workspace.edit("templates/index.html", "Be kind", "Be brave")
    assert call(workspace, "build", "--draft", *PAGES).code == 0
    assert "Be brave" in workspace.read("build/ASH/phones.html")


def test_a_picture_that_changes_between_two_texts_is_made_again(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.write("policy_src/plan.png", samples.png(20, 10))
    for slug in ("bags", "phones"):
        text = workspace.read("policy_src/phones.md").split("\n![")[0]
        workspace.write(f"policy_src/{slug}.md", f"{text}\n![The plan](plan.png)\n")
    assert call(workspace, "check").code == 0  # both texts are known
    before, reads = Workspace.read, []

    def saved_meanwhile(self: Workspace, path: str) -> bytes:
        data = before(self, path)
        if path.endswith("plan.png"):
            reads.append(path)
            workspace.write("policy_src/plan.png", samples.png(30, 10))
        return data

    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "read", saved_meanwhile)
        call(workspace, "build", "--draft", *PAGES)
    assert reads
    assert call(workspace, "build", "--draft", *PAGES).code == 0
    clean = ("--output", str(workspace.path("clean")))
    call(workspace, "build", "--draft", *PAGES, *clean)
    assert workspace.files() == workspace.files("clean")


def test_what_is_settled_leaves_no_bytes_behind(
    workspace: TestWorkspace, call: Call, tmp_path: Path
) -> None:
    workspace.write("policy_src/plan.png", samples.png(20, 10))
    text = workspace.read("policy_src/phones.md")
    workspace.write("policy_src/phones.md", f"{text}\n![The plan](plan.png)\n")
    desk = Desk(Workspace.find(workspace.root), Cache(tmp_path / "cache"))
    path = "policy_src/phones.md"
    assert desk.text(path).policy is not None
    memory = Memory(desk, "test")
    memory.keep("phones", Settled())
    later = desk.again()
    assert Memory(later, "test").of("phones") == Settled()
    workspace.write(path, "other bytes")
    assert later.text(path).policy is None, "it was kept since it was asked for its digest"


def test_a_logo_that_many_share_is_read_once(
    workspace: TestWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    before = Workspace.read

    def noted(self: Workspace, path: str) -> bytes:
        read.append(path)
        return before(self, path)

    workspace.write("templates/brands/QDLT/logo.svg", LOGO.format(colour="red"))
    monkeypatch.setattr(Workspace, "read", noted)
    desk = Desk(Workspace.find(workspace.root), Cache(tmp_path / "cache"))
    organisation, _ = desk.organisation()
    assert organisation is not None
    brands = Brands.of(desk, organisation)
    assert len({id(brands[code].logo) for code in ("ASH", "OAK", "ELM")}) == 1
    assert sum(bool(re.search("logo", path)) for path in read) == 1
