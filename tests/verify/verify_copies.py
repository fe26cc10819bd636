"""Copies to verify: a trust with a rich policy, and copies of it that somebody forged.

A forged copy is made by our own writers from an altered text, with everything that it says of
itself left as it was. So it is as good as a forgery can be.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from minuted.model.canonical import fingerprint
from minuted.model.policy import Block, Clause, Inline, Paragraph, Policy, Section, Text
from minuted.model.verification import Verification
from minuted.model.walking import map_blocks
from minuted.store.cache import Cache
from minuted.store.workspace import Workspace
from minuted.tasks.plan import Wanted
from minuted.tasks.reading import Desk
from minuted.tasks.verify import Verifier
from minuted.tasks.verify_texts import Texts
from minuted.writers import writer
from minuted.writers.base import Assets
from samples import PICTURE
from workspaces import TestWorkspace, make_workspace

FORMATS = ("docx", "pdf", "html")
TODAY = date(2025, 3, 1)

RICH = """\
---
title: Trips policy
review: annually
approved-by: [FGB]
---

An opening paragraph for {{ school.name }}, before any heading.

## Purpose

1. This policy is for everybody at {{ school.name }}, and the words of {{ school.headteacher }}'s
   letter; see paragraph [](#forms) or [the part on costs](#costs).
2. Trips are *safe*, **well planned**, H~2~O is taken, and the 2^nd^ of May is free.[^1]

   A continuation of the same clause.

   - first bullet at {{ school.name }};
   - second bullet.

   1. a sub-clause;
   2. another, with [a link](https://example.org/a?b=1&c=2) in it.
3. A long clause, so that its lines break in a copy: staff who take pupils out of school read the
   risk assessment of the place first, sign it on the day before the trip at the latest, and leave
   a well-marked copy of it in the office/reception, where it is kept for re-use.

[^1]: Not in leap years.

## Forms {#forms}

1. The office keeps:

   | Form | Kept by | Years |
   |------|---------|------:|
   | Consent | {{ school.name }} | 5 |
   | Risk & hazard | the office | 3 |

2. First line,\\
   second line.

![A plain red rectangle](red.png)

::: {.only for="ASH"}
3. Only Ash has a minibus.
:::

4. Everybody has this.

## Costs {#costs}

### Who pays

1. Parents do:
   1. before the trip;
      1. by card.

## Who to ask {.unnumbered}

Ask the office.

## Consent form {.appendix}

1. Name of the child.
"""


def trips_workspace(root: Path) -> TestWorkspace:
    """Return a trust whose two schools adopted version 1, and one of them version 2 as well."""
    workspace = make_workspace(root)
    workspace.edit(
        "governance/trust.yaml",
        "ELM: {name: Elm Junior, label: Elm}",
        "ELM: {name: Elm Junior, label: Elm, fields: {headteacher: Elm's Head}}",
    )
    workspace.edit(
        "governance/trust.yaml",
        "    members: {ASH: {}, OAK: {}}",
        "    members: {ASH: {}, OAK: {}}\n    fields: {headteacher: its Heads}",
    )
    workspace.path("policy_src/phones.md").unlink()
    workspace.write("policy_src/trips.md", RICH)
    workspace.write("policy_src/red.png", PICTURE)
    _issue(workspace, "1")
    workspace.add_line(
        "trips", "2023-09-05,FGB,ASH,FGB/2324/050923/7,1,adopted,First issue,2024-09,,,,"
    )
    workspace.add_line(
        "trips", "2023-09-12,FGB,OAK,FGB/2324/120923/4,1,adopted,First issue,2024-09,,,,"
    )
    workspace.edit("policy_src/trips.md", "Everybody has this.", "Everybody has this, and more.")
    _issue(workspace, "2")
    workspace.add_line(
        "trips", "2024-09-10,FGB,ASH,FGB/2425/100924/3,2,adopted,More said,2025-09,,,,"
    )
    return workspace


def _issue(workspace: TestWorkspace, version: str) -> None:
    mark = workspace.issue_by_hand("trips", version)
    issued = f"governance/issued/trips/{version}"
    workspace.write(f"{issued}/red.png", PICTURE)
    policy = Desk(Workspace(workspace.root), Cache.default()).draft("trips").policy
    assert policy is not None
    for name in ("policy_src/trips.md", f"{issued}/trips.md"):  # the picture's digest counts
        workspace.edit(name, mark, fingerprint(policy))


class Trust:
    """A workspace with its verifier, and a forger's workshop."""

    def __init__(self, workspace: TestWorkspace, cache: Path, today: date = TODAY) -> None:
        self.workspace = workspace
        self.today = today
        self.desk = Desk(Workspace(workspace.root), Cache(cache))
        self.verifier = Verifier(self.desk, today)
        self.texts = Texts(self.desk, today)

    def wanted(
        self,
        slug: str = "trips",
        code: str = "ASH",
        *,
        day: date | None = None,
        draft: bool = False,
    ) -> Wanted:
        """Return what the copy of an audience is made of, as of a day."""
        found = self.texts.copy_on(slug, code, day or self.today, draft=draft)
        assert found is not None, f"no copy of {slug} for {code}"
        return found

    def made(self, wanted: Wanted, form: str) -> bytes:
        assets = Assets(self.desk.workspace.templates(), wanted.images)
        return writer(form).compile(wanted.text, assets).stamp(wanted.copy)

    def verify(self, data: bytes, name: str = "copy") -> Verification:
        return self.verifier.data(data, name)


def with_words(wanted: Wanted, old: str, new: str) -> Wanted:
    """Change words of a text; its fingerprint and all else that it says stay."""
    done = 0

    def changed(inline: Inline) -> Inline:
        nonlocal done
        if isinstance(inline, Text) and old in inline.text:
            done += 1
            return Text(inline.text.replace(old, new))
        return inline

    children = map_blocks(wanted.text.children, changed)
    assert done, f"{old!r} is not in the text"
    return replace(wanted, text=replace(wanted.text, children=children))


def with_blocks(wanted: Wanted, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]) -> Wanted:
    """Change the order or number of blocks, at every level."""

    def deep(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(block, children=deep(block.children))
            if isinstance(block, Section | Clause)
            else block
            for block in change(blocks)
        )

    return replace(wanted, text=replace(wanted.text, children=deep(wanted.text.children)))


def without(number: str) -> Callable[[tuple[Block, ...]], tuple[Block, ...]]:
    return lambda blocks: tuple(b for b in blocks if getattr(b, "number", "") != number)


def renumbered(old: str, new: str) -> Callable[[tuple[Block, ...]], tuple[Block, ...]]:
    def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(b, number=new) if isinstance(b, Clause) and b.number == old else b
            for b in blocks
        )

    return change


def swapped(one: str, other: str) -> Callable[[tuple[Block, ...]], tuple[Block, ...]]:
    """Swap the words of two clauses; their numbers stay where they were."""

    def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        held = {b.number: b for b in blocks if isinstance(b, Clause)}
        if one not in held or other not in held:
            return blocks
        turned = {
            one: replace(held[other], number=one),
            other: replace(held[one], number=other),
        }
        return tuple(turned.get(b.number, b) if isinstance(b, Clause) else b for b in blocks)

    return change


def with_row(wanted: Wanted, index: int, **cells: str) -> Wanted:
    """Change cells of the printed version table."""
    table = list(wanted.copy.table)
    table[index] = replace(table[index], **cells)
    return replace(wanted, copy=replace(wanted.copy, table=tuple(table)))


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),), "p9")


def appended(policy: Policy, block: Block) -> Policy:
    return replace(policy, children=(*policy.children, block))


def edited_docx(
    data: bytes, change: Callable[[str], str], part: str = "word/document.xml"
) -> bytes:
    """Edit a part of a Word file as text."""
    done = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(done, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == part:
                before = content.decode()
                after = change(before)
                assert after != before, "nothing was changed"
                content = after.encode()
            target.writestr(info.filename, content)
    return done.getvalue()


def edited_html(data: bytes, old: str, new: str) -> bytes:
    text = data.decode()
    assert old in text, f"{old!r} is not in the page"
    return text.replace(old, new, 1).encode()
