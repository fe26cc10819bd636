"""Every fault of a template, told before a copy is made, in words for the office."""

import random

import pytest
from lxml import etree
from word_faults import DOCUMENT, FAULTS, WARNINGS, with_words, without_style
from word_reading import NS, TEMPLATE, W, changed, packed, parts, with_part

from minuted.errors import RenderError
from minuted.model.diagnostic import Severity
from minuted.writers.base import Assets
from minuted.writers.docx import DocxWriter, template_problems
from samples import IMAGES, rich_policy


def test_the_template_that_comes_with_minuted_has_no_fault():
    assert template_problems(TEMPLATE) == []


@pytest.mark.parametrize(("make", "code", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_explained_and_stops_the_copy(make, code, message):
    template = make()
    problems = template_problems(template)
    fitting = [p for p in problems if p.code == code and message in p.message]
    assert fitting, problems
    assert fitting[0].severity is Severity.ERROR
    for problem in problems:
        assert problem.path == "templates/policy.docx"
        assert problem.line == 0
        assert problem.message.endswith(".")
        assert problem.hint.endswith(".")
    errors = [p for p in problems if p.is_error]
    with pytest.raises(RenderError) as refused:
        DocxWriter().compile(rich_policy(), Assets({"policy.docx": template}, IMAGES))
    assert refused.value.message == f"templates/policy.docx: {errors[0].message}"
    assert refused.value.hint == errors[0].hint


@pytest.mark.parametrize(("make", "code", "message"), WARNINGS.values(), ids=WARNINGS)
def test_a_lesser_fault_is_a_warning_and_stops_nothing(make, code, message):
    template = make()
    [problem] = template_problems(template)
    assert problem.severity is Severity.WARNING
    assert problem.code == code
    assert message in problem.message
    DocxWriter().compile(rich_policy(), Assets({"policy.docx": template}, IMAGES))


def test_a_near_miss_of_a_placeholder_is_told_the_right_name():
    [problem] = template_problems(with_words("{{ Policy.Title }}"))
    assert problem.hint == "Write {{ policy.title }} instead."


def test_a_hyperlink_out_of_the_template_is_welcome():
    template = with_part(
        "word/extra.bin",
        b"",
        "application/octet-stream",
        f'Type="{NS["r"]}/hyperlink" Target="https://example.org/" TargetMode="External"',
    )
    assert template_problems(template) == []


def test_a_level_that_one_use_of_a_list_changes_counts():
    def overridden(root):
        num = root.find(f"{W}num")
        more = etree.SubElement(num, f"{W}lvlOverride", {f"{W}ilvl": "0"})
        lvl = etree.SubElement(more, f"{W}lvl", {f"{W}ilvl": "0"})
        for name, value in (("start", "1"), ("numFmt", "decimal"), ("lvlText", "§%1")):
            etree.SubElement(lvl, f"{W}{name}", {f"{W}val": value})

    [problem] = template_problems(changed(numbering=overridden))
    assert problem.code == "template-number-format"
    assert "Level 1 of the list of the clauses" in problem.message


def test_a_list_that_is_linked_by_a_style_is_followed():
    def linked(root):
        [own] = root.xpath("//w:abstractNum[@w:abstractNumId='0']", namespaces=NS)
        own.insert(2, etree.Element(f"{W}styleLink", {f"{W}val": "PolicyList"}))
        pointer = etree.Element(f"{W}abstractNum", {f"{W}abstractNumId": "90"})
        etree.SubElement(pointer, f"{W}numStyleLink", {f"{W}val": "PolicyList"})
        own.addprevious(pointer)
        [num] = root.xpath("//w:num[@w:numId='1']/w:abstractNumId", namespaces=NS)
        num.set(f"{W}val", "90")

    assert template_problems(changed(numbering=linked)) == []


def test_several_faults_are_all_told():
    template = changed(
        without_style("Clause 1"),
        replace={DOCUMENT: [("{{ policy.text }}", "Here"), ("{{ policy.title }}", "{{ nobody }}")]},
    )
    codes = {p.code for p in template_problems(template)}
    assert codes == {"template-style", "template-text", "template-placeholder"}


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_to_a_template_makes_a_crash(seed):
    dice = random.Random(seed)
    damaged = bytearray(TEMPLATE)
    for _ in range(dice.choice((1, 2, 20))):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    assert isinstance(template_problems(bytes(damaged[: dice.choice((len(damaged), 7000))])), list)


@pytest.mark.parametrize("seed", range(60))
def test_no_change_to_a_templates_xml_makes_a_crash(seed):
    dice = random.Random(seed)
    members = parts(TEMPLATE)
    name = dice.choice([n for n in members if n.endswith((".xml", ".rels"))])
    root = etree.fromstring(members[name])
    for _ in range(dice.choice((1, 3))):
        element = dice.choice(list(root.iter()))
        if element.getparent() is not None and dice.random() < 0.5:
            element.getparent().remove(element)
        elif element.attrib:
            odd = ["", "x", "-1", "99999999999999", "1e999", "{{ logo }}", "{{ policy.text }}"]
            element.set(dice.choice(list(element.attrib)), dice.choice(odd))
    template = packed({**members, name: etree.tostring(root)})
    if not any(p.is_error for p in template_problems(template)):
        DocxWriter().compile(rich_policy(), Assets({"policy.docx": template}, IMAGES))
