"""Any policy that is typed out as a text, as Markdown or as a web page imports back as it was."""

from dataclasses import dataclass
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minuted.model.canonical import canonical
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import Bullets, Clause, Paragraph, Policy, Section, Text
from minuted.readers.adopted.law import account_for
from minuted.tasks.documents import source_of

QUICK = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
LONG = settings(QUICK, max_examples=1500, derandomize=False)
_WORD = st.sampled_from(
    [
        *("pupils", "staff", "the", "school", "phones", "must", "not", "carry", "café", "(or)"),
        *("£5", "25", "2.5", "9.30", "e.g.", "A4", "“bags”", "it's"),
    ]
)
_SENTENCE = st.lists(_WORD, min_size=2, max_size=30).map(
    lambda words: "Then " + " ".join(words) + "."
)
_TITLE = st.lists(
    st.sampled_from(["Use", "Scope", "Law", "Review", "Phones"]), min_size=1, max_size=3
).map(" ".join)


@dataclass(frozen=True)
class Item:
    """A clause: words, bullets, and clauses below it."""

    words: str
    bullets: tuple[str, ...]
    below: tuple["Item", ...]


_BULLETS = st.lists(_SENTENCE, max_size=3).map(tuple)
_LEAF = st.builds(Item, _SENTENCE, _BULLETS, st.just(()))
_ITEM = st.builds(Item, _SENTENCE, _BULLETS, st.lists(_LEAF, max_size=3).map(tuple))
_ITEMS = st.lists(_ITEM, min_size=1, max_size=4).map(tuple)
_POLICY = st.lists(st.tuples(_TITLE, _ITEMS), min_size=2, max_size=4)
Made = list[tuple[str, tuple[Item, ...]]]


def policy_of(made: Made) -> Policy:
    """Return the policy that is meant."""
    sections = tuple(
        Section(str(n), 1, (Text(title),), _clauses(items, str(n), 2))
        for n, (title, items) in enumerate(made, 1)
    )
    return Policy(FrontMatter("Phones policy"), sections)


def _clauses(items: tuple[Item, ...], above: str, depth: int) -> tuple[Clause, ...]:
    done = []
    for n, item in enumerate(items, 1):
        bullets = tuple((Paragraph((Text(words),)),) for words in item.bullets)
        lead = (Paragraph((Text(item.words),)), *((Bullets(bullets),) if bullets else ()))
        number = f"{above}.{n}"
        done.append(Clause(number, depth, lead, _clauses(item.below, number, depth + 1)))
    return tuple(done)


def typed(made: Made, width: int = 0) -> str:
    """Type a policy out, its lines broken at a width if one is given."""
    blocks = ["Phones policy"]
    for n, (title, items) in enumerate(made, 1):
        blocks.append(f"{n} {title.upper()}")
        _type(items, str(n), blocks)
    return "\n\n".join(_broken(block, width) for block in blocks) + "\n"


def _type(items: tuple[Item, ...], above: str, blocks: list[str]) -> None:
    for n, item in enumerate(items, 1):
        blocks.append(f"{above}.{n} {item.words}")
        blocks.extend(f"• {words}" for words in item.bullets)
        _type(item.below, f"{above}.{n}", blocks)


def _broken(block: str, width: int) -> str:
    if not width:
        return block
    lines, line = [], ""
    for word in block.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def as_markdown(made: Made) -> str:
    """Write a policy as Markdown's lists, which count for themselves."""
    lines = ["# Phones policy", ""]
    for n, (title, items) in enumerate(made, 1):
        lines += [f"## {n}. **{title}**", ""]
        for at, item in enumerate(items, 1):
            lines.append(f"- {n}.{at} {_escaped(item.words)}")
            lines += [f"  - {_escaped(words)}" for words in item.bullets]
            for under, leaf in enumerate(item.below, 1):
                lines.append(f"  - {n}.{at}.{under} {_escaped(leaf.words)}")
                lines += [f"    * {_escaped(words)}" for words in leaf.bullets]
        lines.append("")
    return "\n".join(lines)


def _escaped(words: str) -> str:
    return words.replace(".", "\\.").replace("(", "\\(")


def as_page(made: Made) -> str:
    """Write a policy as a page whose lists the browser counts."""
    body = "".join(
        f"<h2>{n}. {escape(title)}</h2>{_listed(items, str(n))}"
        for n, (title, items) in enumerate(made, 1)
    )
    return f"<!doctype html><html><body><h1>Phones policy</h1>{body}</body></html>"


def _listed(items: tuple[Item, ...], above: str) -> str:
    done = ""
    for n, item in enumerate(items, 1):
        done += f"<p>{above}.{n} {escape(item.words)}</p>"
        if item.bullets:
            done += "<ul>" + "".join(f"<li>{escape(w)}</li>" for w in item.bullets) + "</ul>"
        done += _listed(item.below, f"{above}.{n}")
    return done


def hold(made: Made, *, wide: bool = True) -> None:
    """Require every way of writing a policy to come back as it, every word accounted for."""
    shouted = [(title.upper(), items) for title, items in made]
    written = [
        (typed(made), "a.txt", shouted),
        (as_markdown(made), "a.md", made),
        (as_page(made), "a.html", made),
    ]
    if wide:
        written.append((typed(made, 72), "b.txt", shouted))
    for text, name, meant in written:
        source = source_of(text.encode(), name, law=True)
        assert source.adopted is not None
        assert canonical(source.adopted.policy) == canonical(policy_of(meant)), text
        assert account_for(source.words, source.adopted).holds, text
        assert source.adopted.cover.title == "Phones policy"


@QUICK
@given(_POLICY)
def test_a_policy_that_is_typed_out_comes_back(made: Made) -> None:
    hold(made)


@pytest.mark.stress
@LONG
@given(_POLICY)
def test_very_many_policies_come_back(made: Made) -> None:
    hold(made)
