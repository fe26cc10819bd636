"""Each thing that the office can get wrong in its templates, and what it is told."""

import inspect
import sys

import pytest
from html_pages import TEMPLATES, clause_text, compiled, one, read
from jinja2 import Environment
from page_faults import FAULTS, INDEX, PAGE, STYLE, changed

import samples
from minuted.errors import RenderError
from minuted.model.diagnostic import Severity
from minuted.writers.html.office import OfficePage
from minuted.writers.html.problems import template_problems
from minuted.writers.index import IndexPages


def line_of(name: str, words: str) -> int:
    return TEMPLATES[name].decode().partition(words)[0].count("\n") + 1


def test_the_templates_that_minuted_brings_are_well():
    assert template_problems(TEMPLATES) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_where_it_is_and_named(fault):
    (name, old, new), expected = FAULTS[fault]
    templates = changed(name, old, new)
    found = [p for p in template_problems(templates) if p.is_error]
    if expected is None:
        assert found == []
        return
    code, file, words = expected
    assert {(p.code, p.path) for p in found} == {(code, f"templates/{file}")}
    assert words in found[0].message
    assert found[0].hint
    whole_file = code == "template-placeholder" or (code == "template-outside" and file == PAGE)
    if not whole_file and "syntax" not in code and code != "template-style-sheet":
        assert found[0].line == line_of(name, old) + (1 if old.startswith("</head") else 0)


def test_a_page_is_compiled_once_and_again_when_it_was_changed(monkeypatch):
    compile_ = Environment.compile
    sources = []

    def counting(self, source, *more, **named):
        sources.append(source)
        return compile_(self, source, *more, **named)

    monkeypatch.setattr(Environment, "compile", counting)
    said = [
        OfficePage({"a.html": f"<p>{words}".encode(), STYLE: b""}, "a.html").render({}, {})
        for words in ("first words", "first words", "second words", "first words")
    ]
    assert said == ["<p>first words", "<p>first words", "<p>second words", "<p>first words"]
    assert sources == ["<p>first words", "<p>second words"]


@pytest.fixture
def shallow():
    """Let Python give up on what calls itself after some hundreds of calls: each costs more."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 300)
    yield
    sys.setrecursionlimit(usual)


def test_a_template_that_includes_itself_is_named_and_no_crash(shallow):
    templates = changed(PAGE, "</main>", "</main>{% include 'policy.html' %}")
    found = template_problems(templates)
    assert [(p.code, p.path) for p in found] == [("template-fails", f"templates/{PAGE}")]
    assert "recursion" in found[0].message


def test_the_line_of_a_broken_placeholder_is_given():
    templates = changed(PAGE, "<h1>{{ policy.title }}</h1>", "<h1>{{ policy.title }</h1>")
    assert template_problems(templates)[0].line == line_of(PAGE, "<h1>")


@pytest.mark.parametrize("name", [PAGE, INDEX, STYLE])
def test_a_template_that_is_missing_is_named_once(name):
    templates = {other: data for other, data in TEMPLATES.items() if other != name}
    found = template_problems(templates)
    assert [(p.code, p.path) for p in found] == [("template-missing", f"templates/{name}")]


@pytest.mark.parametrize("name", [PAGE, INDEX, STYLE])
def test_a_template_that_is_not_utf_8_is_named_with_the_line(name):
    lines = TEMPLATES[name].splitlines(keepends=True)
    lines[3] = b"\xa3 5 caf\xe9\n"  # as Windows code page 1252 has them
    found = template_problems(TEMPLATES | {name: b"".join(lines)})
    assert [(p.code, p.path, p.line) for p in found] == [
        ("template-encoding", f"templates/{name}", 4)
    ]


def test_no_templates_at_all_are_three_complaints_and_no_crash():
    assert {p.path for p in template_problems({})} == {
        "templates/index.html",
        "templates/policy.css",
        "templates/policy.html",
    }


def test_a_page_that_leaves_out_the_minute_number_is_a_warning_only():
    old = "<div><dt>Minute number</dt> <dd>{{ decision.minute }}</dd></div>"
    found = template_problems(changed(PAGE, old, ""))
    assert [(p.severity, p.code) for p in found] == [(Severity.WARNING, "template-placeholder")]
    assert "{{ decision.minute }}" in found[0].message


def test_a_field_that_some_schools_have_can_be_asked_after():
    old = "<h1>{{ policy.title }}</h1>"
    new = old + "{% if school.headteacher is defined %}<p>{{ school.headteacher }}</p>{% endif %}"
    templates = changed(PAGE, old, new)
    assert template_problems(templates) == []
    page = read(compiled(clause_text("Words."), templates).stamp(samples.COPY))
    assert one(page, "//main//p[.='the Headteacher']") is not None


def test_a_writer_says_of_a_broken_template_what_check_says():
    templates = changed(PAGE, "</main>", "</main>{{ motto }}")
    problem = template_problems(templates)[0]
    template = compiled(clause_text("Words."), templates)
    with pytest.raises(RenderError) as failed:
        template.stamp(samples.COPY)
    assert failed.value.message == f"{problem.path}, line {problem.line}: {problem.message}"
    assert failed.value.hint == problem.hint


@pytest.mark.parametrize("make", [lambda t: compiled(clause_text("x"), t), IndexPages])
def test_a_writer_refuses_templates_that_are_not_there(make):
    with pytest.raises(RenderError, match="is not there"):
        make({})
