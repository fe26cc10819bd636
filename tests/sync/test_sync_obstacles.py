"""What stands in the way of an exchange, and what another side may try; never half done."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from two_clones import Clones, record, state, two_clones

from workspaces import Run, TestWorkspace

LINE = "2024-09-11,FGB,OAK,FGB/2425/110924/3,2,adopted,New,2025-09,,,,"
OTHER = "2024-09-12,FGB,ELM,FGB/2425/120924/4,2,adopted,New,2025-09,,,,"


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    return two_clones(tmp_path)


def refused(workspace: TestWorkspace, call: Run, *words: str) -> None:
    before = state(workspace)
    done = call(workspace, "sync")
    assert (done.code, done.out) == (1, ""), done.said
    for each in words:
        assert each in done.err
    assert "→" in done.err, "it says what to do"
    assert "Traceback" not in done.err
    assert state(workspace) == before


def test_outside_git_it_says_how_to_begin(workspace: TestWorkspace, call: Run) -> None:
    done = call(workspace, "sync")
    assert done.code == 1
    assert "is not kept in git" in done.err


def test_before_the_first_commit_there_is_nothing_to_share(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.git("init", "--quiet", "--initial-branch", "main")
    done = call(workspace, "sync")
    assert done.code == 1
    assert "Nothing is recorded in this workspace yet" in done.err


def test_without_another_repository_it_says_how_to_name_one(
    workspace: TestWorkspace, call: Run
) -> None:
    workspace.begin_git()
    refused(workspace, call, "not shared with anybody yet", "git remote add origin ADDRESS")


def test_on_no_branch_nothing_is_exchanged(clones: Clones, call: Run) -> None:
    clones.ours.git("checkout", "--quiet", "--detach")
    done = call(clones.ours, "sync")
    assert done.code == 1
    assert "detached HEAD" in done.err


def test_a_merge_that_is_half_done_is_left_alone(clones: Clones, call: Run) -> None:
    for each, words in ((clones.ours, "cupboards"), (clones.theirs, "at home")):
        each.edit("policy_src/phones.md", "Phones stay in lockers", f"Phones stay in {words}")
        record(each)
    clones.theirs.git("push", "--quiet")
    clones.ours.git("fetch", "--quiet")
    with pytest.raises(subprocess.CalledProcessError):
        clones.ours.git("merge", "origin/main")
    refused(clones.ours, call, "A merge is half done")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://127.0.0.1:9/trust.git", "cannot be reached"),
        ("https://host.invalid/trust.git", "cannot be reached"),
        ("/nowhere/trust.git", "There is no repository at"),
        ("ext::sh -c touch% OWNED", "would have git run a program of its own"),
        ("-oProxyCommand=touch OWNED", "would have git run a program of its own"),
    ],
)
def test_an_address_that_leads_nowhere_or_runs_something_is_told(
    clones: Clones, call: Run, address: str, words: str
) -> None:
    clones.ours.git("config", "remote.origin.url", address)
    clones.ours.add_line("phones", LINE)
    record(clones.ours)
    refused(clones.ours, call, words)
    assert not clones.ours.path("OWNED").exists()


def test_a_name_and_password_in_an_address_are_not_printed(clones: Clones, call: Run) -> None:
    clones.ours.git("config", "remote.origin.url", "http://clerk:secret@127.0.0.1:9/trust.git")
    done = call(clones.ours, "sync")
    assert done.code == 1
    assert "127.0.0.1:9/trust.git" in done.err
    assert "secret" not in done.said


def test_a_repository_that_lets_nobody_in_is_told_and_does_not_ask(
    clones: Clones, call: Run
) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", UNAUTHORISED], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        clones.ours.git("config", "remote.origin.url", f"http://127.0.0.1:{port}/trust.git")
        refused(clones.ours, call, "did not let you in", "safe here")
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


UNAUTHORISED = """
import http.server
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="x"')
        self.end_headers()
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
"""


def test_histories_without_a_common_beginning_are_not_joined(
    clones: Clones, call: Run, tmp_path: Path
) -> None:
    other = TestWorkspace(tmp_path / "other")
    other.write("README.md", "another repository")
    other.begin_git()
    other.git("push", "--quiet", "--force", str(clones.between), "main")
    refused(clones.ours, call, "no beginning in common")


def test_what_was_received_stays_when_sending_is_refused(clones: Clones, call: Run) -> None:
    hook = clones.between / "hooks/pre-receive"
    clones.theirs.add_line("phones", OTHER)
    record(clones.theirs)
    call(clones.theirs, "sync")
    hook.write_text("#!/bin/sh\necho main is kept for the office >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    clones.ours.add_line("phones", LINE)
    record(clones.ours)
    done = call(clones.ours, "sync")
    assert done.code == 1
    assert "Came in from" in done.out
    assert "Waits here to be sent" in done.out
    assert "main is kept for the office" in done.err
    assert OTHER in clones.ours.read("governance/minutes/phones.csv")
    hook.unlink()
    again = call(clones.ours, "sync")
    assert (again.code, "Went out to" in again.out) == (0, True)


def test_only_the_one_branch_is_asked_for(clones: Clones, call: Run) -> None:
    clones.theirs.git("tag", "--annotate", "--message", "x", "evil")
    clones.theirs.git("push", "--quiet", "origin", "evil", "main:refs/heads/--upload-pack=x")
    clones.theirs.add_line("phones", OTHER)
    record(clones.theirs)
    clones.theirs.git("push", "--quiet", "--follow-tags")
    assert call(clones.ours, "sync").code == 0
    references = clones.ours.git("for-each-ref", "--format=%(refname)").splitlines()
    assert set(references) <= {
        "refs/heads/main",
        "refs/remotes/origin/main",
        "refs/remotes/origin/HEAD",
    }


@pytest.mark.parametrize("name", ["--upload-pack=touch OWNED", "-x", "a..b", "main;touch OWNED"])
def test_a_branch_or_repository_with_a_name_like_an_option_is_refused(
    clones: Clones, call: Run, name: str
) -> None:
    clones.ours.git("config", "branch.main.merge", f"refs/heads/{name}")
    refused(clones.ours, call, "which git could take for something else")
    clones.ours.git("config", "branch.main.merge", "refs/heads/main")
    clones.ours.git("config", "branch.main.remote", name)
    refused(clones.ours, call, "which git could take for something else")
    assert not clones.ours.path("OWNED").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="hooks here are shell scripts")
def test_no_program_that_the_repository_names_is_run(clones: Clones, call: Run) -> None:
    mark = clones.ours.root.parent / "OWNED"
    run = f"touch {mark}"
    for key in ("remote.origin.uploadpack", "remote.origin.receivepack", "core.fsmonitor"):
        clones.ours.git("config", key, f"{run};git-upload-pack")
    for hook in ("post-merge", "post-checkout", "reference-transaction", "pre-push", "post-commit"):
        path = clones.ours.path(f".git/hooks/{hook}")
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{run}\n", encoding="utf-8")
        path.chmod(0o755)
    mark.unlink(missing_ok=True)
    clones.theirs.add_line("phones", OTHER)
    record(clones.theirs)
    clones.theirs.git("push", "--quiet")
    clones.ours.add_line("phones", LINE)
    off = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false")
    clones.ours.git(*off, "commit", "--quiet", "--all", "--message", "x")
    mark.unlink(missing_ok=True)
    assert call(clones.ours, "sync").code == 0
    assert not mark.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_out_of_the_workspace_brings_nothing_in(clones: Clones, call: Run) -> None:
    secret = clones.ours.root.parent / "secret.csv"
    secret.write_text("secret\n", encoding="utf-8")
    ledger = clones.theirs.path("governance/minutes/phones.csv")
    ledger.unlink()
    ledger.symlink_to(secret)
    record(clones.theirs)
    clones.theirs.git("push", "--quiet")
    done = call(clones.ours, "sync")
    assert "secret" not in done.out.replace(str(secret), "")
    assert secret.read_text(encoding="utf-8") == "secret\n"


def test_what_others_are_called_cannot_act_on_the_terminal(clones: Clones, call: Run) -> None:
    clones.theirs.git("config", "user.name", "B\x1b[2J Clerk")
    clones.theirs.add_line("phones", OTHER)
    record(clones.theirs, "Recorded \x1b]0;owned\x07")
    clones.theirs.git("push", "--quiet")
    done = call(clones.ours, "sync")
    assert done.code == 0
    assert "\x1b" not in done.said


def test_a_file_that_git_ignores_here_is_not_overwritten(clones: Clones, call: Run) -> None:
    clones.ours.write("build/AS/own.txt", "mine")
    clones.theirs.write("build/AS/own.txt", "theirs")
    clones.theirs.git("add", "--force", "build/AS/own.txt")
    record(clones.theirs)
    clones.theirs.git("push", "--quiet")
    refused(clones.ours, call, "own.txt")
    assert clones.ours.read("build/AS/own.txt") == "mine"


def test_a_history_that_git_holds_for_broken_is_not_taken_in(clones: Clones, call: Run) -> None:
    tree = clones.theirs.git("rev-parse", "HEAD^{tree}")
    parent = clones.theirs.git("rev-parse", "HEAD")
    bad = (
        f"tree {tree}\nparent {parent}\nauthor A <a@b> 99999999999999999999 +0000\n"
        "committer A <a@b> 1700000000 +0000\n\nx\n"
    )
    path = clones.theirs.root / "bad"
    path.write_bytes(bad.encode())
    commit = clones.theirs.git("hash-object", "-t", "commit", "-w", "--literally", "bad")
    clones.theirs.git("push", "--quiet", "origin", f"{commit}:refs/heads/main")
    refused(clones.ours, call, "Git could not speak with")


# killed

PHONES = ("governance/minutes/phones.csv",)

KILLED = """
import sys
from minuted.store import remote
ask = remote.ask
def dying(root, *arguments, **named):
    if arguments[0] == "merge":
        tree = arguments[-1]
        for name in NAMES:
            (root / name).write_bytes(ask(root, "show", f"{tree}:{name}").out)
        import os
        os.kill(os.getpid(), 9)
    return ask(root, *arguments, **named)
remote.ask = dying
from minuted.cli import run
run(["-C", sys.argv[1], "sync"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process as Unix does")
@pytest.mark.parametrize("names", [(), PHONES, (*PHONES, "policy_src/new.md")])
def test_a_sync_that_is_killed_half_way_is_taken_back_by_the_next_command(
    clones: Clones, call: Run, names: tuple[str, ...]
) -> None:
    clones.theirs.add_line("phones", OTHER)
    clones.theirs.write("policy_src/new.md", clones.theirs.read("policy_src/visits.md"))
    record(clones.theirs)
    clones.theirs.git("push", "--quiet")
    clones.ours.edit("policy_src/visits.md", "out of sight", "far out of sight")
    before = state(clones.ours)
    script = KILLED.replace("NAMES", repr(names))
    done = subprocess.run([sys.executable, "-c", script, str(clones.ours.root)], check=False)
    assert done.returncode == -signal.SIGKILL
    said = call(clones.ours, "log", "phones")
    assert "The last sync was stopped half way, and was taken back." in said.err
    assert state(clones.ours) == before
    assert call(clones.ours, "sync").code == 0
    assert OTHER in clones.ours.read("governance/minutes/phones.csv")


@pytest.mark.stress
@pytest.mark.skipif(sys.platform == "win32", reason="kills a process as Unix does")
@pytest.mark.parametrize("wait", [n / 20 for n in range(4, 36)])
def test_a_sync_killed_at_any_instant_loses_nothing(tmp_path: Path, call: Run, wait: float) -> None:
    clones = two_clones(tmp_path)
    clones.theirs.add_line("phones", OTHER)
    for number in range(200):
        clones.theirs.write(f"papers/{number}.txt", "x\n" * 5000)
    record(clones.theirs)
    clones.theirs.git("push", "--quiet")
    clones.ours.add_line("phones", LINE)
    record(clones.ours)
    command = [sys.executable, "-m", "minuted", "-C", str(clones.ours.root), "sync"]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGKILL)
    clones.ours.path(".git/index.lock").unlink(missing_ok=True)
    for reference in clones.ours.path(".git").rglob("*.lock"):
        reference.unlink()
    done = call(clones.ours, "sync")
    assert done.code == 0, done.said
    text = clones.ours.read("governance/minutes/phones.csv")
    assert text.count(LINE) == text.count(OTHER) == 1
    assert clones.ours.git("status", "--porcelain") == ""
