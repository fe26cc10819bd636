"""Copies that we build, in every format, import back to the text that they were built from."""

import shutil

import pytest

from minuted.model.canonical import fingerprint
from minuted.readers.adopted.law import account_for
from minuted.readers.policy_markdown import read_policy
from minuted.tasks.documents import read_source
from workspaces import REPOSITORY, Run, TestWorkspace

NAMES = ("Matlock & Dales Primary Partnership", "Derby Diocesan Academy Trust")


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> TestWorkspace:
    root = tmp_path_factory.mktemp("real") / "trust"
    for folder in ("policy_src", "governance", "templates"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    return TestWorkspace(root)


def test_a_copy_in_any_format_is_the_text_it_was_built_from(
    trust: TestWorkspace, call: Run
) -> None:
    assert call(trust, "build", "--for", "MDPP").code == 0
    wanted, _ = read_policy(trust.path("policy_src/social-media.md").read_bytes())
    assert wanted is not None
    for suffix in ("docx", "pdf", "html"):
        source = read_source(trust.path(f"build/MDPP/social-media.{suffix}"), names=NAMES, law=True)
        assert source.adopted is not None
        assert fingerprint(source.adopted.policy) == fingerprint(wanted), suffix
        account = account_for(source.words, source.adopted)
        assert account.holds, (suffix, account)
        assert len(source.adopted.cover.history.rows) == 2, suffix
    word, pdf = "build/MDPP/social-media.docx", "build/MDPP/social-media.pdf"
    compared = call(trust, "compare", word, pdf)
    assert compared.code == 0
    assert "0 amendments" in compared.said or "No amendments" in compared.said
