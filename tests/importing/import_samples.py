"""Texts as other people type them, and workspaces to import them into."""

from pathlib import Path

from minuted.model.canonical import canonical
from minuted.model.policy import Policy
from minuted.readers.adopted import Adopted, adopt
from minuted.readers.policy_markdown import read_policy
from minuted.readers.typed import read_typed
from minuted.tasks.importing_text import anchor_names
from minuted.writers.markdown import body_markdown

SEED = Path(__file__).resolve().parents[1] / "seed" / "social-media-policy.txt"


def adopted(text: str) -> Adopted:
    document, found = read_typed(text.encode())
    assert document is not None, found
    return adopt(document, ["Ash Primary"])


def read_back(one: Adopted) -> Policy:
    """Write the Markdown and read it again; it must be the same text, without a complaint."""
    markdown = f"---\ntitle: T\n---\n\n{body_markdown(one.policy, anchor_names(one))}"
    policy, found = read_policy(markdown.encode())
    assert [d for d in found if d.is_error] == [], markdown
    assert policy is not None
    return policy


def lines(text: str) -> list[str]:
    """Return the canonical lines that a typed text comes to, by way of the Markdown."""
    one = adopted(text)
    again = canonical(read_back(one)).split("\n")[2:-1]
    assert again == canonical(one.policy).split("\n")[2:-1]
    return again
