"""One policy made of several copies' texts, and proved: each school gets of it what its copy says.

groups ──merge──▶ Markdown ──read back──▶ each school's text ──▶ what its copy says?
▲                                                               │ no
└──────── again, without the copy that cannot be brought in ◀───┘
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from minuted.errors import WorkspaceError
from minuted.model.audience_fields import field_values
from minuted.model.front_matter import FrontMatter
from minuted.model.organisation import Organisation, School, Trust
from minuted.model.policy import Block, Image, Inline, Policy
from minuted.model.walking import map_blocks, words_in
from minuted.readers.policy_markdown import read_policy
from minuted.resolve import Reach, resolve
from minuted.tasks.complaints import ComplaintsError
from minuted.tasks.copies_field_names import filled_in
from minuted.tasks.copies_merge import Voice, merge
from minuted.tasks.copies_places import placed, without_looks
from minuted.tasks.copies_proof import filled, is_what_it_says, only_not_used
from minuted.tasks.copies_reading import SchoolCopy
from minuted.writers.markdown import body_markdown


@dataclass(frozen=True)
class Group:
    """Copies with the same text, fields among its words.

    Attributes:
        by_number: how it is merged; see `Voice`.
        leads: whether its words go before those of single schools, because its passages reach them.
        plain: whether it is without bold and italics, because Markdown cannot have them as here.
    """

    copies: tuple[SchoolCopy, ...]
    children: tuple[Block, ...]
    by_number: bool = False
    leads: bool = False
    plain: bool = False

    def fails(self, failing: Mapping[str, str]) -> bool:
        """Whether its copies are among those that are not served; all of them are or none."""
        return self.copies[0].code in failing

    @property
    def schools(self) -> frozenset[str]:
        """The schools whose copies these are."""
        return frozenset[str]().union(*(copy.schools for copy in self.copies))

    @property
    def weight(self) -> int:
        """How much its words weigh: a school each; the trust's own are everybody's."""
        if any(isinstance(copy.audience, Trust) for copy in self.copies):
            return 1_000_000
        return max(1, len(self.schools)) + 1000 * self.leads

    @property
    def is_of_several(self) -> bool:
        """Whether one of them is the copy of a group or the trust."""
        return any(not isinstance(copy.audience, School) for copy in self.copies)


@dataclass(frozen=True)
class Draft:
    """One text for all groups that it could be made for.

    Attributes:
        body: as policy Markdown, without front matter.
        policy: as it reads back.
        left_out: the copies that it does not serve, by code, with why not.
        blanks: for each audience, the numbers that it prints “Not used” for and its copy has not.
        plain: the codes of those whose copies lost their bold and italics.
    """

    body: str
    policy: Policy
    left_out: dict[str, str]
    blanks: dict[str, tuple[str, ...]]
    plain: tuple[str, ...] = ()


_UNREADABLE = Policy(FrontMatter(""))
"""What is had of Markdown with errors."""


@dataclass(frozen=True)
class Around:
    """What a draft is made and judged by: the trust, the day, the fields' new values by code."""

    organisation: Organisation
    today: date
    values: dict[str, dict[str, str]]
    front: str


def draft_of(groups: Sequence[Group], around: Around) -> Draft:
    """Bring groups together.

    Raises:
        ComplaintsError, WorkspaceError: not even the first of them can be written as Markdown.
    """
    serving = list(groups)
    left_out: dict[str, str] = {}
    while True:
        draft, failing = _tried(serving, around)
        if not failing:
            plain = tuple(copy.code for group in serving if group.plain for copy in group.copies)
            return replace(draft, left_out=left_out, plain=plain)
        serving = [part for group in serving for part in _parted(group, failing)]
        tried = _otherwise(serving, failing, readable=draft.policy is not _UNREADABLE)
        if tried != serving:
            serving = tried
            continue
        if len(serving) == 1:
            raise WorkspaceError(
                f"{serving[0].copies[0].source.name} could not be turned into policy Markdown that"
                " reads back as the same text.",
                "Please report this, with the file; nothing was written.",
            )
        # the smallest that is not served gives way: its own words keep others from theirs
        worst = max(at for at, group in enumerate(serving) if group.fails(failing))
        left_out |= {copy.code: failing[copy.code] for copy in serving[worst].copies}
        del serving[worst]


def _otherwise(
    groups: Sequence[Group], failing: Mapping[str, str], *, readable: bool
) -> list[Group]:
    """Return groups to be merged in another way than before; the same where there is no other."""
    lost = frozenset[str]().union(*(g.schools for g in groups if g.fails(failing)))
    tried = list(groups)
    if readable:
        tried = [
            replace(
                group,
                by_number=group.by_number or group.fails(failing),
                leads=group.leads or (group.is_of_several and bool(group.schools & lost)),
            )
            for group in groups
        ]
    if tried != list(groups):
        return tried
    return [replace(g, plain=True) if g.fails(failing) or not readable else g for g in groups]


def _parted(group: Group, failing: Mapping[str, str]) -> Iterator[Group]:
    """Yield a group's copies that are served and those that are not as groups of their own."""
    for fails in (False, True):
        copies = tuple(copy for copy in group.copies if (copy.code in failing) == fails)
        if copies:
            yield replace(group, copies=copies)


def _tried(groups: Sequence[Group], around: Around) -> tuple[Draft, dict[str, str]]:
    """Return a draft, and the copies that it does not serve, by code, with why not."""
    codes = [copy.code for group in groups for copy in group.copies]
    voices = [
        Voice(
            tuple(copy.code for copy in group.copies),
            group.schools,
            group.weight,
            without_looks(group.children) if group.plain else group.children,
            group.by_number,
        )
        for group in groups
    ]
    merged = merge(voices, around.organisation.schools)
    children, names = placed(merged.children)
    title = FrontMatter(groups[0].copies[0].text.title)
    body = filled_in(body_markdown(Policy(title, children), names))
    policy, found = read_policy(f"{around.front}\n{body}".encode())
    errors = [d for d in found if d.is_error]
    if policy is None or errors:
        if len(groups) == 1 and groups[0].plain:
            raise ComplaintsError(groups[0].copies[0].source.name, errors)
        why = {copy.code: errors[0].message.rstrip(".") for copy in groups[-1].copies}
        return Draft(body, _UNREADABLE, {}, {}), why
    policy = _with_pictures(policy, groups)
    failing: dict[str, str] = {}
    blanks: dict[str, tuple[str, ...]] = {}
    for at, group in enumerate(groups):
        for copy in group.copies:
            result = resolved(policy, copy, around)
            blanks[copy.code] = only_not_used(result, copy.text)
            if not is_what_it_says(result, copy.text):
                failing[copy.code] = _why(copy, at in merged.refused, codes, around.organisation)
    return Draft(body, policy, {}, blanks), failing


def resolved(policy: Policy, copy: SchoolCopy, around: Around) -> Policy:
    """Return what a policy gives the audience of a copy, fields filled."""
    reach = Reach(around.organisation, copy.code, around.today)
    values = field_values(around.organisation, copy.audience, policy.front)
    given = {f"school.{name}": v for name, v in around.values.get(copy.code, {}).items()}
    return filled(resolve(policy, reach), values | given)


def _why(copy: SchoolCopy, refused: bool, codes: Sequence[str], organisation: Organisation) -> str:
    """Return why a copy's text cannot be given to its audience, as the end of a sentence."""
    if refused:
        return "it has headings where the others have clauses under the same numbers"
    others = set(codes) - {copy.code}
    above = [
        group.code
        for group in organisation.groups.values()
        if group.code in others and any(m.school == copy.code for m in group.members)
    ]
    if above:
        return f"it is in {above[0]}, whose own copy says otherwise"
    if len(copy.schools) > 1:
        return f"schools of {copy.code} have copies that say otherwise"
    return "its numbers or its order cannot be had beside those of the others"


def pictures_of(policy: Policy) -> dict[str, str]:
    """Return a text's pictures: the SHA-256 of each by its path."""
    return {
        inline.path: inline.sha256
        for _, inline in words_in(policy.children)
        if isinstance(inline, Image)
    }


def _with_pictures(policy: Policy, groups: Sequence[Group]) -> Policy:
    """Return a policy that was read back with its pictures told by their bytes."""
    known: dict[str, str] = {}
    for group in groups:
        known |= pictures_of(Policy(policy.front, group.children))

    def told(inline: Inline) -> Inline:
        if isinstance(inline, Image):
            return replace(inline, sha256=known.get(inline.path, ""))
        return inline

    return replace(policy, children=map_blocks(policy.children, told))
