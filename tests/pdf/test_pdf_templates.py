"""The office's template: what it may change, and how its faults are told."""

import pytest
from pdf_tag_tree import TEMPLATES, tag_tree

import samples
from minuted.errors import RenderError
from minuted.writers.base import Assets
from minuted.writers.pdf import PdfWriter, template_problems

POLICY_TYP = TEMPLATES["policy.typ"].decode()
PLAIN = """
#import "/minuted/copy.typ": *
#let layout(body) = { set text(font: fonts("Source Sans Pro")); body }
#let opening(title, versions) = { title; versions((1fr,) * 5) }
"""


def problems(typst, **others):
    """The problems of a template, each as (path, line, message)."""
    data = typst if isinstance(typst, bytes) else typst.encode()
    files = {name.replace("_", "."): text.encode() for name, text in others.items()}
    return [(d.path, d.line, d.message) for d in template_problems({"policy.typ": data, **files})]


def changed(old, new):
    assert POLICY_TYP.count(old) == 1
    return POLICY_TYP.replace(old, new)


def test_the_template_of_this_repository_has_no_problems():
    assert template_problems(TEMPLATES) == []


def test_a_template_may_be_three_lines():
    assert problems(PLAIN) == []


def test_whatever_the_template_looks_like_the_tags_are_the_same():
    def kinds(tag):
        return [(t.kind, kinds(t)) for t in tag.tags()]

    trees = []
    for files in (TEMPLATES, {"policy.typ": PLAIN.encode()}):
        template = PdfWriter().compile(samples.rich_policy(), Assets(files, samples.IMAGES))
        tags = kinds(tag_tree(template.stamp(samples.COPY)))
        first = next(i for i, (kind, _) in enumerate(tags) if kind == "H2")
        trees.append(tags[first:])
    assert trees[0] == trees[1]


def test_a_template_may_use_files_beside_it():
    beside = changed(
        '#import "/minuted/copy.typ": *', '#import "/minuted/copy.typ": *\n#import "own.typ": shade'
    ).replace("luma(35%)", "shade")
    assert problems(beside, own_typ="#let shade = luma(30%)") == []


def test_no_template_at_all_is_told():
    (problem,) = template_problems({})
    assert problem.path == "templates/policy.typ"
    assert "missing" in problem.message
    assert problem.is_error
    with pytest.raises(RenderError, match=r"policy\.typ: It is missing"):
        PdfWriter().compile(samples.rich_policy(), Assets({}))


def test_a_template_with_a_typing_slip_is_told_by_its_line():
    ((path, line, message),) = problems(POLICY_TYP + "\n#let x = \n")
    assert path == "templates/policy.typ"
    assert line == POLICY_TYP.count("\n") + 2
    assert "expected expression" in message


@pytest.mark.parametrize("name", ["layout", "opening"])
def test_a_function_that_minuted_calls_and_that_is_not_there_is_named(name):
    ((_, _, message),) = problems(changed(f"#let {name}(", f"#let {name}-old("))
    assert message == f"The function `{name}`, which minuted calls, is not defined in it."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    title\n", "", "The copy does not begin with the policy's title."),
        (
            "    title\n",
            "    title\n    title\n",
            "Its function `opening` places the policy's title 2 times.",
        ),
        (
            "  versions((",
            "  let unused = ((",
            "Its function `opening` places the version table nowhere.",
        ),
        (
            'fact("trust.name")',
            'fact("trust.nam")',
            'Typst says: dictionary does not contain key "trust.nam" and no default value was '
            "specified.",
        ),
        (
            "#let opening(title, versions)",
            "#let opening(title)",
            "What minuted calls in it does not work: unexpected argument.",
        ),
    ],
)
def test_a_template_that_leaves_out_what_a_copy_needs_is_told(old, new, message):
    assert problems(changed(old, new)) == [("templates/policy.typ", 0, message)]


def test_a_fault_inside_a_function_is_told_by_its_line():
    line = POLICY_TYP[: POLICY_TYP.index("\n  logo(width")].count("\n") + 2
    broken = changed("\n  logo(width", '\n  image("crest.png")\n  logo(width')
    assert problems(broken) == [("templates/policy.typ", line, "Typst says: file not found.")]


def test_a_font_that_the_template_names_and_nobody_has_is_told():
    broken = changed('fonts("Source Sans Pro"), size', '"Comic Neue", size')
    ((_, line, message),) = problems(broken)
    assert message == "Typst says: unknown font family: comic neue."
    assert "Comic Neue" in broken.splitlines()[line - 1]
    with pytest.raises(RenderError, match="comic neue"):
        PdfWriter().compile(
            samples.rich_policy(), Assets({"policy.typ": broken.encode()}, samples.IMAGES)
        ).stamp(samples.COPY)


def test_a_font_file_that_is_none_is_told():
    (problem,) = template_problems({**TEMPLATES, "fonts/Lato.ttf": b"not a font"})
    assert problem.path == "templates/fonts/Lato.ttf"
    assert "not a font" in problem.message


def test_a_template_that_is_not_utf_8_is_told():
    ((_, _, message),) = problems(POLICY_TYP.encode() + b"\xe9")
    assert message == "It is not text in UTF-8."


@pytest.mark.parametrize(
    "fetch",
    [
        '#import "@preview/tablex:0.0.1": x',
        '#let name = "@preview/tablex:0.0.1"\n#import name: x',
        '#let x = include "\\u{40}preview/tablex:0.0.1"',
        '#let x = { import "." + "@preview/tablex:0.0.1" }',
        '#let x = (1, include ("@preview/tablex:0.0.1"))',
        '#let x = { let y = 1;include ".".slice(1) }',
        '#/**/import "@preview/tablex:0.0.1"',
    ],
)
def test_a_template_that_fetches_a_package_is_refused_before_typst_sees_it(fetch):
    ((_, line, message),) = problems(f"{POLICY_TYP}{fetch}\n")
    assert line > POLICY_TYP.count("\n")
    assert message == "Only files of the templates folder can be imported."


def test_a_draft_s_own_parts_are_tried_too():
    ((_, _, message),) = problems(
        changed("[DRAFT]))\n\n#let layout", "[#nowhere]))\n\n#let layout")
    )
    assert "nowhere" in message


def test_a_template_may_name_every_fact_that_a_copy_has():
    named = " ".join(f'#fact("{name}")' for name in samples.COPY.facts())
    assert problems(PLAIN.replace("title;", f"title; [{named}];")) == []
