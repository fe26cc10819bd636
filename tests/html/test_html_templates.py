"""Each thing that the office can get wrong in its templates, and what it is told."""

import pytest
from html_pages import TEMPLATES, clause_text, compiled, one, read

import samples
from minuted.errors import RenderError
from minuted.model.diagnostic import Severity
from minuted.writers.html.problems import template_problems
from minuted.writers.index import IndexPages

PAGE, INDEX, STYLE = "policy.html", "index.html", "policy.css"


def changed(name: str, old: str, new: str) -> dict[str, bytes]:
    """Return the templates with one passage of one of them changed."""
    assert TEMPLATES[name].decode().count(old) == 1, f"{old!r} is not once in {name}"
    return TEMPLATES | {name: TEMPLATES[name].replace(old.encode(), new.encode())}


def line_of(name: str, words: str) -> int:
    return TEMPLATES[name].decode().partition(words)[0].count("\n") + 1


def test_the_templates_that_minuted_brings_are_well():
    assert template_problems(TEMPLATES) == []


TEXT_MARK = "{{ text }}"
FAULTS = {
    "an unclosed block": (
        (PAGE, "</main>", "</main>{% if draft %}"),
        ("template-syntax", PAGE, "Unexpected end of template"),
    ),
    "an unclosed placeholder": (
        (PAGE, "<h1>{{ policy.title }}</h1>", "<h1>{{ policy.title }</h1>"),
        ("template-syntax", PAGE, "unexpected '}'"),
    ),
    "an unknown name": (
        (PAGE, "<h1>{{ policy.title }}", "<h1>{{ policy.title }} {{ motto }}"),
        ("template-unknown-name", PAGE, "It uses the name “motto”, and there is none."),
    ),
    "an unknown name behind a dot": (
        (PAGE, "<h1>{{ policy.title }}", "<h1>{{ policy.titel }}"),
        ("template-unknown-name", PAGE, "It uses the name “policy.titel”, and there is none."),
    ),
    "a school's own field, which other schools may not have": (
        (PAGE, "<h1>{{ policy.title }}", "<h1>{{ policy.title }} {{ school.telephone }}"),
        ("template-unknown-name", PAGE, "“school.telephone”"),
    ),
    "an unknown name that only a draft reaches": (
        (PAGE, "<dd>Draft", "<dd>Draft {{ motto }}"),
        ("template-unknown-name", PAGE, "“motto”"),
    ),
    "no text": (
        (PAGE, TEXT_MARK, ""),
        ("template-placeholder", PAGE, "{{ text }} stands nowhere in the page"),
    ),
    "the text twice": (
        (PAGE, TEXT_MARK, TEXT_MARK * 2),
        ("template-placeholder", PAGE, "{{ text }} stands more than once in the page"),
    ),
    "the text changed": (
        (PAGE, TEXT_MARK, "{{ text | upper }}"),
        ("template-placeholder", PAGE, "{{ text }} stands nowhere in the page"),
    ),
    "the text for adopted copies only": (
        (PAGE, TEXT_MARK, "{% if not draft %}{{ text }}{% endif %}"),
        ("template-placeholder", PAGE, "{{ text }} stands nowhere in the page"),
    ),
    "no head": (
        (PAGE, "<head>\n{{ head }}", "<head>"),
        ("template-placeholder", PAGE, "{{ head }} stands nowhere in the page"),
    ),
    "no title": (
        (PAGE, "<h1>{{ policy.title }}</h1>", "<h1>Policy</h1>"),
        None,  # the foot of the page still says it
    ),
    "no version table": (
        (PAGE, "<td>{{ cell }}</td>", ""),
        ("template-placeholder", PAGE, "does not print the version table, {{ versions }}."),
    ),
    "nothing says that it is a draft": (
        (PAGE, "<strong>DRAFT</strong>", "<strong>New</strong>"),
        None,  # the foot of the page still says it
    ),
    "arithmetic without end": (
        (PAGE, "</main>", "</main>{{ 9 ** 9 ** 9 ** 9 }}"),
        ("template-fails", PAGE, "“**” cannot be used in a template"),
    ),
    "a way out of the sandbox": (
        (PAGE, "</main>", "</main>{{ school.__class__.__mro__ }}"),
        ("template-fails", PAGE, "'__class__'"),
    ),
    "a loop without end": (
        (PAGE, "</main>", "</main>{% for i in range(9999999) %}{% endfor %}"),
        ("template-unknown-name", PAGE, "“range”"),
    ),
    "a template that is not there": (
        (PAGE, "</main>", "</main>{% include 'banner.html' %}"),
        ("template-fails", PAGE, "there is no template “banner.html”"),
    ),
    "a division by nothing": (
        (PAGE, "</main>", "</main>{{ 1 / 0 }}"),
        ("template-fails", PAGE, "division by zero"),
    ),
    "a script": (
        (PAGE, "</main>", "</main><script>alert(1)</script>"),
        ("template-outside", PAGE, "“<script>”"),
    ),
    "a style sheet from elsewhere": (
        (PAGE, "</head>", '<link rel="stylesheet" href="https://example.org/a.css"></head>'),
        ("template-outside", PAGE, "“https://example.org/a.css”"),
    ),
    "a picture from elsewhere": (
        (PAGE, "</main>", '</main><img src="banner.png" alt="">'),
        ("template-outside", PAGE, "“banner.png”"),
    ),
    "a typeface from elsewhere": (
        (STYLE, "/* Index pages */", "a { background: url( 'https://example.org/a' ) }"),
        ("template-outside", STYLE, "https://example.org/a"),
    ),
    "a style sheet that fetches another": (
        (STYLE, "/* Index pages */", "@import 'more.css';"),
        ("template-outside", STYLE, "@import"),
    ),
    "a style sheet that ends itself": (
        (STYLE, "/* Index pages */", "</STYLE>"),
        ("template-style-sheet", STYLE, "would end the style"),
    ),
    "an index without policies": (
        (INDEX, "{{ policy.title }}</h2>", "</h2>"),
        None,  # each link to a file still says it
    ),
    "an index without links": (
        (INDEX, '<a href="{{ file.link }}">', "<a>"),
        ("template-placeholder", INDEX, "does not print the link of each of a policy’s files."),
    ),
    "an index without schools": (
        (INDEX, "{{ audience.name }}</a>", "</a>"),
        ("template-placeholder", INDEX, "does not print the name of each of {{ audiences }}."),
    ),
    "an index that does not mark drafts": (
        (INDEX, '<strong class="mark">DRAFT</strong> {% endif %}', "{% endif %}"),
        ("template-placeholder", INDEX, "does not print the word DRAFT, beside a draft."),
    ),
    "an unknown name in the index": (
        (INDEX, "<h1>{{ title }}", "<h1>{{ title }} {{ motto }}"),
        ("template-unknown-name", INDEX, "“motto”"),
    ),
}


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


def test_a_template_that_includes_itself_is_named_and_no_crash():
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
