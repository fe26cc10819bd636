"""What irregular documents come to: each is as somebody typed it, with the lines it must give."""

import pytest
from import_samples import adopted, lines, read_back

CASES = {
    "letters under a clause take the next level": (
        "# T\n\n1 PURPOSE\n\n1.1 You may:\n  (a) talk;\n  (b) write.\n\n1.2 Else not.\n",
        ["1\tPURPOSE", "1.1\tYou may:", "1.1.1\ttalk;", "1.1.2\twrite.", "1.2\tElse not."],
    ),
    "a number left out is not used, and later ones stay true": (
        "# T\n\n1 PURPOSE\n\n1.1 One.\n\n1.3 Three.\n",
        ["1\tPURPOSE", "1.1\tOne.", "1.2\tNot used", "1.3\tThree."],
    ),
    "a section left out is not used": (
        "# T\n\n## 1 PURPOSE\n\n1.1 One.\n\n## 3 SCOPE\n\n3.1 Two.\n",
        ["1\tPURPOSE", "1.1\tOne.", "2\tNot used", "3\tSCOPE", "3.1\tTwo."],
    ),
    "clauses in the wrong order keep their places": (
        "# T\n\n## 1 PURPOSE\n\n- 1.1 One.\n- 1.3 Three.\n- 1.2 Two.\n- 1.4 Four.\n",
        ["1\tPURPOSE", "1.1\tOne.", "1.2\tThree.", "1.3\tTwo.", "1.4\tFour."],
    ),
    "bullets belong to their clause": (
        "# T\n\n## 1 PURPOSE\n\n1.1 Bring:\n\n• a bag;\n• a coat.\n\n1.2 Go.\n",
        ["1\tPURPOSE", "1.1\tBring: • a bag; • a coat.", "1.2\tGo."],
    ),
    "headings without numbers stay without": (
        "# T\n\n## Purpose\n\nWords of it.\n\n## Scope\n\nMore words.\n",
        ["p1\tPurpose", "p1/p1\tWords of it.", "p2\tScope", "p2/p1\tMore words."],
    ),
    "an appendix is lettered": (
        "# T\n\n## 1 PURPOSE\n\n1.1 One.\n\n## Appendix A The form\n\nA.1 It asks.\n",
        ["1\tPURPOSE", "1.1\tOne.", "A\tThe form", "A.1\tIt asks."],
    ),
    "references that resolve are made, others stay typed": (
        "# T\n\n## 1 PURPOSE\n\n1.1 See paragraph 1.2 and clause 9.9.\n\n"
        "1.2 Section 5 of the Equality Act 2010 binds us.\n",
        [
            "1\tPURPOSE",
            "1.1\tSee paragraph 1.2 and clause 9.9.",
            "1.2\tSection 5 of the Equality Act 2010 binds us.",
        ],
    ),
    "a table stands where it stood": (
        "# T\n\n## 1 PURPOSE\n\n1.1 These:\n\n| Day | Opens |\n|---|---|\n"
        "| Mon | 8.30 |\n\n1.2 Go.\n",
        ["1\tPURPOSE", "1.1\tThese:", "1.1/p1/r1\tDay\tOpens", "1.1/p1/r2\tMon\t8.30", "1.2\tGo."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_an_irregular_text_comes_to(case: str) -> None:
    text, wanted = CASES[case]
    assert lines(text) == wanted


def codes(text: str) -> list[str]:
    return [remark.code for remark in adopted(text).remarks]


def test_what_is_odd_about_numbers_is_told() -> None:
    assert codes(CASES["a number left out is not used, and later ones stay true"][0]) == [
        "number-gap"
    ]
    assert codes(CASES["clauses in the wrong order keep their places"][0]) == ["number-order"]
    twice = "# T\n\n## 1 PURPOSE\n\n- 1.1 One.\n- 1.2 Two.\n- 1.2 Again.\n"
    assert codes(twice) == ["number-repeated"]


def test_references_are_counted_and_unresolved_ones_listed() -> None:
    one = adopted(CASES["references that resolve are made, others stay typed"][0])
    assert one.references == 1
    (remark,) = one.remarks
    assert "clause 9.9" in remark.message


def test_a_reference_follows_its_clause_where_the_number_changes() -> None:
    text = "# T\n\n## 1 PURPOSE\n\n- 1.1 One.\n- 1.1 Two.\n- 1.2 See paragraph 1.2.\n"
    (_, _, _, last) = lines(text)
    assert last == "1.3\tSee paragraph 1.3."


def test_signs_of_markdown_in_the_source_stay_words() -> None:
    signs = "Ask *us*_not_ [them](x) for `code` #1 1. - + > | ~ ^ <b> &amp; {a} \\ ![i]"
    one = adopted(f"# T\n\n## 1 PURPOSE\n\n1.1 {signs}\n")
    read_back(one)
