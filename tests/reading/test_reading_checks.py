"""A text held against the trust: whom it names, what it refers to, what it asks to be filled in."""

from dataclasses import replace

import pytest
from reading_rows import DAY, TRUST, policy

from minuted.checks.text import TextContext, check_text
from minuted.model.diagnostic import Diagnostic
from minuted.model.organisation import Body
from minuted.model.policy import Policy
from minuted.resolve import Reach, resolve

HEAD = replace(TRUST.schools["ASH"], fields={"headteacher": "Ms Sample"})
WITH_HEAD = replace(
    TRUST,
    schools={**TRUST.schools, "ASH": HEAD},
    bodies={"FGB": Body("FGB", "Full Governing Body")},
)


def context(text: Policy, *, issued: bool = False, bystanders: tuple[str, ...] = ()) -> TextContext:
    audiences = list(WITH_HEAD.audiences(DAY))
    resolved = {a.code: resolve(text, Reach(WITH_HEAD, a.code, DAY)) for a in audiences}
    return TextContext(
        text, "a.md", WITH_HEAD, audiences, resolved, issued, bystanders=frozenset(bystanders)
    )


def found(markdown: str) -> list[Diagnostic]:
    return check_text(context(policy(markdown)))


def brief(markdown: str) -> list[tuple[str, int, tuple[str, ...]]]:
    """Return code, line counted from the text's first, and audiences of each complaint."""
    return [(d.code, d.line - 4, d.audiences) for d in found(markdown)]


def test_nothing_is_said_of_a_text_that_everybody_can_have() -> None:
    assert found("1. []{#a} {{ school.name }} of {{ trust.name }}\n2. See [](#a).\n") == []


def test_a_field_that_some_cannot_fill_stops_their_copies_only() -> None:
    (complaint,) = found("1. Ask {{ school.headteacher }}.\n2. Or {{ school.headteacher }}.\n")
    assert (complaint.code, complaint.line) == ("unfilled-field", 5)
    assert complaint.audiences == ("OAK", "ELM", "DALE", "PAST", "NONE", "QDLT")


def test_nobody_expects_a_bystander_to_fill_a_field() -> None:
    text = policy("1. Ask {{ school.headteacher }}.\n")
    aside = ("DALE", "PAST", "NONE", "QDLT")
    (complaint,) = check_text(context(text, bystanders=aside))
    assert complaint.audiences == ("OAK", "ELM")


def test_a_field_in_a_passage_is_asked_of_those_who_get_it() -> None:
    assert brief('::: {.only for="ASH"}\n1. {{ school.headteacher }}\n:::\n') == [
        ("unfilled-field", 2, ("PAST",))  # whose only school on that day is Ash
    ]
    assert brief('::: {.only for="OAK"}\n1. {{ school.headteacher }}\n:::\n') == [
        ("unfilled-field", 2, ("OAK",))
    ]


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("school.nmae", "Did you mean {{ school.name }}?"),
        ("school.headteachr", "Did you mean {{ school.headteacher }}?"),
        ("school.caretaker", "A field of your own is given under fields:"),
        ("policy.number", "A policy's fields come from its front matter."),
        ("trust.shortname", "Did you mean {{ trust.short_name }}?"),
    ],
)
def test_a_field_that_nobody_can_fill_is_an_error_for_all(field: str, hint: str) -> None:
    (complaint,) = found(f"1. {{{{ {field} }}}}\n")
    assert (complaint.code, complaint.audiences) == ("unknown-field", ())
    assert complaint.hint.startswith(hint)


def test_what_an_issued_text_says_of_those_who_are_gone_is_only_a_warning() -> None:
    text = policy('::: {.only for="GONE"}\n1. a\n:::\n')
    assert [d.is_error for d in check_text(context(text))] == [True]
    assert [d.is_error for d in check_text(context(text, issued=True))] == [False]


def test_a_reference_to_what_a_copy_has_not_got_is_a_warning() -> None:
    text = '1. See [](#a) and [words](#a).\n\n::: {.only for="ASH"}\n2. []{#a} a [](#a)\n:::\n'
    (complaint,) = found(text)
    assert complaint.code == "reference-not-kept"
    assert not complaint.is_error
    assert "copies of OAK, ELM, DALE, NONE, QDLT" in complaint.message


def test_a_reference_to_one_schools_addition_is_not_met_by_anothers_of_the_same_number() -> None:
    (complaint,) = found("""\
        1. []{#a} See [](#own).

        ::: {.local for="ASH" after="a"}
        1. []{#own} Ash's.
        :::

        ::: {.local for="OAK" after="a"}
        1. Oak's.
        :::
    """)
    assert complaint.code == "reference-not-kept"
    assert "OAK" in complaint.message
    assert "ASH" not in complaint.message


def test_a_replaced_clause_can_still_be_referred_to() -> None:
    assert (
        brief('1. []{#a} a\n2. See [](#a).\n\n::: {.local for="ASH" replaces="a"}\nours\n:::\n')
        == []
    )


def test_a_school_and_its_group_may_not_both_amend_one_clause() -> None:
    assert brief("""\
        1. []{#a} a

        ::: {.local for="ASH" replaces="a"}
        1. b
        :::

        ::: {.local for="DALE" replaces="a"}
        1. c
        :::
    """) == [("number-twice", 8, ("ASH", "PAST"))]


def test_an_amendment_by_those_who_have_not_the_clause_is_a_warning() -> None:
    text = '::: {.only for="ASH"}\n1. []{#a} a\n:::\n\n::: {.local for="OAK" after="a"}\nb\n:::\n'
    assert brief(text) == [("local-outside", 5, ())]


def test_an_amendment_inside_what_is_replaced_as_a_whole_is_a_warning() -> None:
    text = """\
        1. []{#a} a
           1. []{#b} b

        ::: {.local for="WHOLE" replaces="a"}
        c
        :::

        ::: {.local for="ASH" after="b"}
        d
        :::
    """
    assert brief(text.replace("WHOLE", "DALE")) == [("local-within", 8, ())]
    assert brief(text.replace("WHOLE", "QDLT")) == [("local-within", 8, ())]
    assert brief(text.replace("WHOLE", "ELM")) == []


def test_many_references_in_many_copies_take_no_time() -> None:
    text = policy("".join(f"1. []{{#c{n}}} a [](#c{n // 2})\n" for n in range(600)))
    assert check_text(context(text)) == []
