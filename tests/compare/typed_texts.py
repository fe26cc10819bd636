"""Texts as other people type them, read as `minuted compare` reads files of them."""

from minuted.model.policy import Policy
from minuted.readers.adopted import Adopted, adopt
from minuted.readers.typed import read_typed


def adopted(text: str | bytes) -> Adopted:
    """Return what a text comes to."""
    document, found = read_typed(text if isinstance(text, bytes) else text.encode())
    assert document is not None, found
    return adopt(document)


def read(text: str | bytes) -> Policy:
    """Return a text as a policy, with the numbers that were typed."""
    return adopted(text).found
