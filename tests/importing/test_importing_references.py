"""Typed cross-references in every form: what becomes one, what is listed, what is left alone."""

import pytest
from import_samples import adopted

from minuted.model.policy import Reference
from minuted.readers.adopted import Adopted

TEXT = """# T

## 1 PURPOSE

- 1.1 {}
- 1.2 Second.

## 2 USE

- 2.1 You may:
  (a) talk;
  (b) write.
- 2.2 Second.
  - 2.2.1 Under it.
  - 2.2.2 Under it too.
- 2.3 Third.

## 3 LAW

- 3.1 One.

## Appendix A Forms

- A.1 One.

## Appendix B Rules

- B.1 One.
"""

CASES = {
    "See paragraph 2.2.": (["2.2"], []),
    "See paragraphs 2.2 or 3.": (["2.2", "3"], []),
    "See paragraphs 2.1 to 2.3 and 3.1.": (["2.1", "2.3", "3.1"], []),
    "See paragraphs 2.1, 2.2 and 2.3.": (["2.1", "2.2", "2.3"], []),
    "See paragraphs 2.1–2.3.": (["2.1", "2.3"], []),
    "as in clause 2.2.1 and sub-clause 2.2.2": (["2.2.1", "2.2.2"], []),
    "Section 3 above binds us.": (["3"], []),
    "as para. 2.3 says": (["2.3"], []),
    "as point 3.1 says": (["3.1"], []),
    "(see 2.2 below)": (["2.2"], []),
    "see also 2.2.1, and 3.1 above": (["2.2.1", "3.1"], []),
    "Appendix B and Appendix A.": (["B", "A"], []),
    "Appendices A and B.": (["A", "B"], []),
    "paragraph A.1": (["A.1"], []),
    "paragraph 2.1(a)": (["2.1(a)"], []),
    "SECTION 2 APPLIES": (["2"], []),
    "section 3 of this policy": (["3"], []),
    "paragraph 9.9 says": ([], ["paragraph 9.9"]),
    "clauses 2.2 and 7": (["2.2"], ["7"]),
    "see 4.4 below": ([], ["4.4"]),
    "section 175 of the Education Act 2002": ([], []),
    "sections 1 and 2 of the Children Act 1989": ([], []),
    "section 3(1) of the 2010 Act": ([], []),
    "the Education Act 2002, section 3": ([], []),
    "Equality Act 2010 (section 2)": ([], []),
    "section 2, Equality Act 2010": ([], []),
    "paragraph 3 of the Complaints Policy": ([], []),
    "the Complaints Policy, paragraph 3": ([], []),
    "section 3 of Ash Primary's policy": ([], []),
    "paragraph 2 of the school's own rules": ([], []),
    "Part 3 of Keeping Children Safe": ([], []),
    "a journey of 2.2 miles, 3.1 per cent": ([], []),
    "see 2 of them": ([], []),
    "it costs £2.2 below the price": ([], []),
    "room 2.2 and version 3.1": ([], []),
}


def made(one: Adopted) -> list[str]:
    """Return what the first clause's references print."""
    clause = next(node for node in one.tree.walk() if node.found == "1.1")
    return [
        inline.anchor
        for flow in clause.lead
        for inline in getattr(flow, "inlines", ())
        if isinstance(inline, Reference)
    ]


@pytest.mark.parametrize("sentence", CASES)
def test_a_sentence_refers_to(sentence: str) -> None:
    one = adopted(TEXT.format(sentence))
    wanted, unresolved = CASES[sentence]
    assert made(one) == wanted
    listed = [r.message for r in one.remarks if r.code == "reference-unresolved"]
    assert len(listed) == len(unresolved)
    for words, message in zip(unresolved, listed, strict=True):
        assert words in message
