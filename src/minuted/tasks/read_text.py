"""One text of a policy, as read, and the pictures that belong to it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from minuted.errors import WorkspaceError
from minuted.model.diagnostic import Diagnostic, Severity
from minuted.model.policy import Block, Image, Inline, Policy
from minuted.model.walking import map_blocks, words_in
from minuted.resolve import Resolver
from minuted.store.cache import key_of


@dataclass(frozen=True, slots=True)
class ReadText:
    """One text of a policy, as read.

    Attributes:
        policy: None where nothing can be trusted.
        digest: of the file's bytes and its pictures', to tell texts apart without comparing them.
        resolver: gives each audience's variant; None where there is no policy.
        images: the pictures' bytes by SHA-256.
        source: a key of the file's own bytes.
        pictures: keys of theirs by their paths from the workspace's root, in the order of the text;
            an empty one for a picture that could not be read.
    """

    path: str
    policy: Policy | None
    diagnostics: tuple[Diagnostic, ...] = ()
    digest: str = ""
    resolver: Resolver | None = None
    images: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    source: str = ""

    @property
    def errors(self) -> list[Diagnostic]:
        """The complaints that stop copies."""
        return [d for d in self.diagnostics if d.is_error]


def with_pictures(
    read: Callable[[str], bytes], text: ReadText, fault_of: Callable[[bytes], str]
) -> ReadText:
    """Read the pictures of a text, and note their digests in it.

    Args:
        read: returns a file of the workspace, by its path; raises `WorkspaceError` if it cannot.
        fault_of: says why a picture cannot be used; empty where it can.
    """
    if text.policy is None or text.errors:
        return text
    folder = PurePosixPath(text.path).parent
    digests: dict[str, str] = {}
    images: dict[str, bytes] = {}
    pictures: dict[str, str] = {}
    complaints: list[Diagnostic] = []
    for block, image in _images(text.policy.children):
        if image.path in digests:
            continue
        digests[image.path] = ""
        path = (folder / image.path).as_posix()
        pictures[path] = ""
        try:
            data = read(path)
        except WorkspaceError as error:
            line = block.line
            complaints.append(_error("image-missing", text.path, line, error.message, error.hint))
            continue
        fault = fault_of(data)
        if fault:
            line = block.line
            message = f"The picture “{image.path}” {fault}."
            hint = "Save it again as a plain PNG, JPEG or SVG file, in RGB colours."
            complaints.append(_error("image-fault", text.path, line, message, hint))
        digests[image.path] = hashlib.sha256(data).hexdigest()
        images[digests[image.path]] = data
        pictures[path] = key_of(data)
    if not digests:
        return text

    def known(inline: Inline) -> Inline:
        if isinstance(inline, Image):
            return replace(inline, sha256=digests[inline.path])
        return inline

    policy = replace(text.policy, children=map_blocks(text.policy.children, known))
    diagnostics = (*text.diagnostics, *complaints)
    digest = key_of(text.digest, *digests.values())
    return replace(
        text,
        policy=policy,
        diagnostics=diagnostics,
        digest=digest,
        images=images,
        pictures=pictures,
    )


def _images(blocks: tuple[Block, ...]) -> list[tuple[Block, Image]]:
    return [(block, inline) for block, inline in words_in(blocks) if isinstance(inline, Image)]


def _error(code: str, path: str, line: int, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, code, message, hint, path, line)
