"""What minuted says where workspaces cannot be brought together."""

from golden_stage import Stage, scene

from workspaces import TestWorkspace

DRAFT = "policy_src/phones.md"


def share(stage: Stage) -> TestWorkspace:
    """Share the workspace through a repository; return somebody else's clone of it."""
    ours, folder = stage.in_git(), stage.workspace.root.parent
    between = folder / "shared.git"
    ours.git("init", "--quiet", "--bare", "--initial-branch", "main", str(between))
    ours.git("remote", "add", "origin", between.as_uri())
    ours.git("push", "--quiet", "--set-upstream", "origin", "main")
    theirs = TestWorkspace(folder / "theirs")
    ours.git("clone", "--quiet", str(between), str(theirs.root))
    theirs.git("config", "user.name", "B Clerk")
    theirs.git("config", "user.email", "b@quarry.example")
    return theirs


def change(workspace: TestWorkspace, words: str, *, send: bool = False) -> None:
    workspace.edit(DRAFT, "Phones stay in bags", f"Phones stay {words}")
    workspace.git("commit", "--quiet", "--all", "--message", "Changed")
    if send:
        workspace.git("push", "--quiet")


@scene
def sync_with_nobody(stage: Stage) -> None:
    stage.workspace.git("init", "--quiet", "--initial-branch", "main")
    stage.run("sync")
    stage.in_git()
    stage.run("sync")
    for name in ("office", "school"):
        stage.workspace.git("remote", "add", name, f"https://{name}.example/trust.git")
    stage.run("sync")


@scene
def sync_with_an_address_that_leads_nowhere(stage: Stage) -> None:
    share(stage)
    for address in (
        "/nowhere/trust.git",
        "ext::sh -c touch% OWNED",
    ):
        stage.workspace.git("config", "remote.origin.url", address)
        stage.run("sync")


@scene
def sync_with_a_branch_called_like_an_option(stage: Stage) -> None:
    share(stage)
    stage.workspace.git("config", "branch.main.merge", "refs/heads/--upload-pack=x")
    stage.run("sync")


@scene
def sync_with_another_trust(stage: Stage) -> None:
    share(stage)
    other = TestWorkspace(stage.workspace.root.parent / "other")
    other.write("README.md", "another repository")
    other.begin_git()
    between = stage.workspace.root.parent / "shared.git"
    other.git("push", "--quiet", "--force", str(between), "main")
    stage.run("sync")


@scene
def sync_what_both_changed(stage: Stage) -> None:
    theirs = share(stage)
    change(theirs, "at home", send=True)
    change(stage.workspace, "in lockers")
    stage.run("sync")
    stage.run("sync", "--mine", DRAFT, "--theirs", DRAFT)


@scene
def sync_over_what_is_not_recorded(stage: Stage) -> None:
    theirs = share(stage)
    change(theirs, "at home", send=True)
    stage.workspace.edit(DRAFT, "Phones stay in bags", "Phones stay in lockers")
    stage.run("sync")


@scene
def sync_into_front_matter_that_nobody_can_read(stage: Stage) -> None:
    theirs = share(stage)
    for workspace, old, line in (
        (theirs, "review: annually", "owner: The office\nreview: annually"),
        (stage.workspace, "approved-by: [FGB]\n", "approved-by: [FGB]\nowner: The trust\n"),
    ):
        workspace.edit(DRAFT, old, line)
        workspace.git("commit", "--quiet", "--all", "--message", "An owner")
    theirs.git("push", "--quiet")
    stage.run("sync")


@scene
def sync_that_is_not_let_in(stage: Stage) -> None:
    share(stage)
    hook = stage.workspace.root.parent / "shared.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho main is kept for the office >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    change(stage.workspace, "in lockers")
    stage.run("sync")
