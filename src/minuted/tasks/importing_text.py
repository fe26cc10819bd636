"""An adopted source as policy Markdown, named, proved to read back as the same text."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from minuted.errors import RefusedError, WorkspaceError
from minuted.model.canonical import canonical, text_of
from minuted.model.diagnostic import Diagnostic
from minuted.model.policy import Emphasis, Image, Inline, Inlines, Policy, Strong
from minuted.model.walking import map_blocks
from minuted.readers.adopted import Adopted, slug_of
from minuted.readers.adopted.adopt import with_inlines
from minuted.readers.policy_markdown import read_policy
from minuted.store.workspace import SLUG
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.documents import Source, Tracked
from minuted.tasks.importing_fitted import readable, told
from minuted.tasks.importing_pictures import with_pictures
from minuted.writers.markdown import body_markdown


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """How to import.

    Attributes:
        policy: the slug; empty to make it of the title.
        replace: whether a draft that is there already gives way.
        tracked: what becomes of tracked changes.
    """

    policy: str = ""
    replace: bool = False
    tracked: Tracked = "refuse"


@dataclass(frozen=True)
class Text:
    """A source turned into policy Markdown, without front matter."""

    adopted: Adopted
    policy: Policy
    body: str
    pictures: tuple[tuple[str, bytes], ...]
    remarks: tuple[Diagnostic, ...]


def text_of_source(source: Source, title: str, slug: str) -> Text:
    """Turn an adopted source into policy Markdown.

    Raises:
        RefusedError: nothing is left of it: it holds but pictures, which cannot be kept.
    """
    assert source.adopted is not None
    adopted, pictures, remarks = with_pictures(source, slug)
    if not adopted.policy.children:
        raise RefusedError(
            f"{source.name} holds no text of a policy.", "Check that it is the file that was meant."
        )
    policy = replace(adopted.policy, front=replace(adopted.policy.front, title=title))
    body = body_markdown(policy, anchor_names(adopted))
    return Text(adopted, policy, body, pictures, remarks)


def anchor_names(adopted: Adopted) -> dict[str, str]:
    """Return a name for each place that is referred to: of a heading's words, else its number."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    nodes = {node.key: node for node in adopted.tree.walk() if node.key}
    for key in adopted.anchors:
        node = nodes[key]
        words = text_of(node.title) if node.kind == "section" else ""
        slug = "-".join(re.findall(r"[a-z0-9]+", words.lower())[:5])
        if not slug or not slug[0].isalpha() or slug in taken:
            slug = "clause-" + re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
        while slug in taken:
            slug += "-x"
        taken.add(slug)
        names[key] = slug
    return names


def slug_and_title(source: Source, request: ImportRequest) -> tuple[str, str]:
    """Return what a policy will be called: by its title, else by its file's name."""
    cover = source.adopted.cover if source.adopted else None
    title = readable(cover.title if cover else "").strip() or title_of_file(source.name)
    return slug_of_source(source, request, title), title


def slug_of_source(source: Source, request: ImportRequest, title: str) -> str:
    """Return a policy's short name: as asked for, else of its title, else of its file's name."""
    return request.policy or slug_of(title) or slug_of(Path(source.name).stem)


def title_of_file(name: str) -> str:
    """Return a title made of a file's name."""
    words = re.sub(r"[_\s]+", " ", Path(name).stem).strip()
    return words[:1].upper() + words[1:]


def check_slug(slug: str) -> None:
    """Refuse what cannot be a policy's short name.

    Raises:
        RefusedError: it cannot.
    """
    if not SLUG.fullmatch(slug) or slug == "index":
        raise RefusedError(
            f"“{slug}” cannot be a policy's short name."
            if slug
            else "The document has no title to make a short name of.",
            "Give it one of small letters, digits and dashes: --policy social-media",
        )


def proved_draft(front: str, text: Text, name: str) -> tuple[Text, bytes]:
    """Return a text and its draft, proved to read back; without bold and italics if need be.

    Raises:
        ComplaintsError: it has errors.
        WorkspaceError: it is another text.
    """
    data = f"{front}\n{text.body}".encode()
    try:
        prove(data, text, name)
    except (ComplaintsError, WorkspaceError):
        text = _without_looks(text, name)
        data = f"{front}\n{text.body}".encode()
        prove(data, text, name)
    return text, data


def _without_looks(text: Text, name: str) -> Text:
    def plain(inline: Inline) -> Inlines:
        return inline.children if isinstance(inline, Emphasis | Strong) else (inline,)

    adopted = with_inlines(text.adopted, plain)
    policy = replace(adopted.policy, front=text.policy.front)
    remark = looks_left_out(name)
    body = body_markdown(policy, anchor_names(adopted))
    return replace(text, adopted=adopted, policy=policy, body=body, remarks=(*text.remarks, remark))


def looks_left_out(name: str) -> Diagnostic:
    """Return the warning that a source's bold and italics were dropped."""
    return told(
        "looks-left-out",
        "Bold and italics change so often within words here that Markdown cannot have them.",
        "Every word is there; make bold again what should be.",
        name,
    )


def prove(data: bytes, text: Text, name: str) -> None:
    """Read the Markdown back: it must be the adopted text, without a complaint.

    Raises:
        ComplaintsError: it has errors.
        WorkspaceError: it is another text.
    """
    policy, found = read_policy(data)
    errors = [replace(d, path=f"{name}, as policy Markdown") for d in found if d.is_error]
    if errors:
        raise ComplaintsError(name, errors)
    bare = without_pictures(text.policy)
    if policy is None or canonical(without_pictures(policy)) != canonical(bare):
        raise WorkspaceError(
            f"{name} could not be turned into policy Markdown that reads back as the same text.",
            "Please report this, with the file; nothing was written.",
        )


def without_pictures(policy: Policy) -> Policy:
    """Return a text whose pictures are told by their words alone, as Markdown reads back."""

    def bare(inline: Inline) -> Inline:
        return replace(inline, sha256="") if isinstance(inline, Image) else inline

    return replace(policy, children=map_blocks(policy.children, bare))
