"""The fingerprint can be worked out as docs/fingerprint.md says, with nothing of minuted's."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from docs_pages import ROOT

from workspaces import Outcome, TestWorkspace

POLICY = ROOT / "policy_src" / "social-media.md"
ISSUED = ROOT / "governance" / "issued" / "social-media" / "1" / "social-media.md"


def recorded() -> str:
    found = re.search(r"fingerprint: (m1-[0-9a-f]{64})", ISSUED.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def test_the_pages_program_finds_the_fingerprint_that_was_recorded(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "fingerprint.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert "minuted" not in program.replace("minuted text 1", "")
    script = tmp_path / "fingerprint.py"
    script.write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-W", "ignore::ResourceWarning", script, ISSUED],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout.strip() == recorded()


def test_what_show_prints_is_the_form_but_for_its_first_two_lines(
    call: Callable[..., Outcome],
) -> None:
    shown = call(TestWorkspace(ROOT), "show", "social-media", "--version", "1").out
    form = f"minuted text 1\nSocial Media policy\n{shown}"
    assert f"m1-{hashlib.sha256(form.encode()).hexdigest()}" == recorded()
