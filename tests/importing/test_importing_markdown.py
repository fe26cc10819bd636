"""Policy Markdown that is written reads back as the same text, whatever stands in it."""

import policy_generator as made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minuted.model.canonical import canonical
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Bullets,
    Clause,
    Emphasis,
    Inline,
    Paragraph,
    Policy,
    Section,
    Strong,
    Text,
)
from minuted.readers.policy_markdown import read_policy
from minuted.writers.markdown import body_markdown

QUICK = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
_ODD = st.sampled_from([*list("aZ9 .,;:!?'\"()[]{}<>*_~^`|\\#+-=&@$%/£é日•–—"), " 1. ", " a) "])
_WORDS = (
    st.lists(_ODD, min_size=1, max_size=14).map("".join).map(lambda t: f"w{t}w".replace("{", "{x "))
)
_RUN: st.SearchStrategy[tuple[Inline, ...]] = st.one_of(
    _WORDS.map(lambda t: (Text(t),)),
    st.tuples(_WORDS, _WORDS).map(lambda p: (Text(p[0] + " "), Strong((Text(p[1]),)))),
    st.tuples(_WORDS, _WORDS).map(lambda p: (Emphasis((Text(p[0]),)), Text(" " + p[1]))),
)
_OPENING = st.sampled_from(
    [
        "1. x",
        "a) x",
        "(iv) x",
        "- x",
        "+ x",
        "# x",
        "> x",
        ": x",
        "::: x",
        "=== x",
        "| x | y",
        "~~~ x",
    ]
)


def read_back(policy: Policy) -> str:
    markdown = f"---\ntitle: T\n---\n\n{body_markdown(policy)}"
    again, found = read_policy(markdown.encode())
    assert [d.message for d in found if d.is_error] == [], markdown
    assert again is not None
    return canonical(again)


@QUICK
@given(st.lists(st.one_of(_RUN, _OPENING.map(lambda t: (Text(t),))), min_size=1, max_size=5))
def test_odd_words_come_back_as_they_were(runs: list[tuple[Inline, ...]]) -> None:
    clauses = tuple(
        Clause(
            f"1.{n}",
            2,
            (Paragraph(run), Bullets(((Paragraph(run),),))),
            (Clause(f"1.{n}.1", 3, (Paragraph(run),)), Paragraph(run, f"1.{n}/p1")),
        )
        for n, run in enumerate(runs, 1)
    )
    policy = Policy(FrontMatter("T"), (Section("1", 1, runs[0], clauses),))
    assert read_back(policy) == canonical(policy)


@QUICK
@given(made.docs())
def test_a_policy_that_is_read_and_written_is_the_same_policy(doc: made.Doc) -> None:
    policy, found = read_policy(made.type_out(doc))
    assert not [d for d in found if d.is_error]
    assert policy is not None
    title = policy.title
    markdown = f"---\ntitle: {title}\n---\n\n{body_markdown(policy, names_in(policy))}"
    again, found = read_policy(markdown.encode())
    assert not [d for d in found if d.is_error], markdown
    assert again is not None
    assert canonical(again) == canonical(policy), markdown


def names_in(policy: Policy) -> dict[str, str]:
    """Give every anchor its own name, and the clause that a passage means too."""
    from minuted.model.walking import numbered

    named = [block for block in numbered(policy.children) if block.anchor]
    return {b.anchor: b.anchor for b in named} | {b.number: b.anchor for b in named}


def test_an_amount_that_words_begin_with_is_no_typed_number() -> None:
    amount = (Text("2.5 miles an hour"),)
    clause = Clause("1.1", 2, (Paragraph(amount), Bullets(((Paragraph(amount),),))))
    policy = Policy(FrontMatter("T"), (Section("1", 1, amount, (clause,)),))
    assert read_back(policy) == canonical(policy)
