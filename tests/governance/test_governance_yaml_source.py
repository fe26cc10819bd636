import pytest
from hypothesis import strategies as st

from minuted.model.diagnostic import Diagnostic
from minuted.readers.yaml_source import MAX_DEPTH, Mapping, Scalar, Sequence, parse_yaml
from properties import tried


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(c.code, c.line, c.column) for c in parse_yaml(text)[1]]


def mapping(text: str) -> Mapping:
    node, complaints = parse_yaml(text)
    assert complaints == []
    assert isinstance(node, Mapping)
    return node


def value(node: Mapping, key: str) -> str:
    found = node.get(key)
    assert isinstance(found, Scalar)
    return found.value


@pytest.mark.parametrize(
    "typed", ["NO", "yes", "1.10", "2022-09-06", "0x1F", "1_000", "12:30", ".inf", "null", "~"]
)
def test_every_scalar_stays_the_text_that_was_typed(typed):
    assert value(mapping(f"a: {typed}\n"), "a") == typed


def test_a_key_such_as_no_is_a_name_like_any_other():
    assert value(mapping("NO: 1\n2022-09-06: 2\n"), "NO") == "1"


def test_nothing_and_null_are_null_but_not_in_quotes():
    node = mapping("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: x\n")
    nulls = [isinstance(v, Scalar) and v.is_null for _, v in node.entries]
    assert nulls == [True, True, True, False, False, False]


def test_every_node_knows_its_place():
    text = "a: |\n  x\n  y\n\nb:\n  - 'p\n    q'\n  - r\nc: {d: 1,\n  e: 2}\nf: p\n  q\n"
    node = mapping(text)
    places = {
        key.value: (key.line, key.column, v.line, v.column, v.end_line) for key, v in node.entries
    }
    assert places == {
        "a": (1, 1, 1, 4, 3),
        "b": (5, 1, 6, 3, 8),
        "c": (9, 1, 9, 4, 10),
        "f": (11, 1, 11, 4, 12),
    }
    assert (node.line, node.column, node.end_line) == (1, 1, 12)


def test_a_block_of_words_ends_on_its_last_line_whatever_follows():
    node = mapping("a: |\n  x\nb: >-\n  y\n  z\n# remark\nc: |\n  w")
    assert [v.end_line for _, v in node.entries] == [2, 5, 8]


def test_lines_count_from_the_first_line_that_is_given():
    node, _ = parse_yaml("a: 1\nb: 2\n", first_line=7)
    assert isinstance(node, Mapping)
    assert [key.line for key, _ in node.entries] == [7, 8]
    assert [c.line for c in parse_yaml("a: 1\na: 2\n", first_line=7)[1]] == [8]


def test_a_list_keeps_its_order():
    node, _ = parse_yaml("[b, a, b]")
    assert isinstance(node, Sequence)
    assert [i.value for i in node.items if isinstance(i, Scalar)] == ["b", "a", "b"]


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm():
    node = mapping("\ufeffa: 1\r\nb: 2\r\n")
    assert [(k.value, k.line) for k, _ in node.entries] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_a_text_without_a_value_has_no_tree_and_no_complaint(text):
    node, complaints = parse_yaml(text)
    assert complaints == []
    assert node is None or (isinstance(node, Scalar) and node.is_null)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb:\n  c: 1\n  c: 2\n", [("repeated-key", 4, 3)]),
        ("a: &x 1\n", [("yaml-alias", 1, 4)]),
        ("a: *x\n", [("yaml-alias", 1, 4)]),
        ("<<: *x\n", [("yaml-alias", 1, 5)]),
        ("a: !!str 1\n", [("yaml-tag", 1, 4)]),
        ("a: !x!y z\n", [("yaml-tag", 1, 4)]),
        ("a: 1\n---\nb: 2\n", [("yaml-documents", 2, 1)]),
        ("%YAML 1.1\n---\na: 1\n", [("yaml-directive", 2, 1)]),
        ("a: {{ school.name }}\n", [("yaml-key", 1, 5)]),
        ("? [a]\n: b\n", [("yaml-key", 1, 3)]),
        (": b\n", [("yaml-key", 1, 1)]),
        ("a:\n\tb: 1\n", [("yaml-tab", 2, 1)]),
        ("a: b: c\n", [("yaml-syntax", 1, 5)]),
        ("a:\n  b: 1\n c: 2\n", [("yaml-syntax", 3, 2)]),
        ("a: 'x\n", [("yaml-syntax", 1, 4)]),
        ("a: [x\nb: 1\n", [("yaml-syntax", 1, 4)]),
        ("a: 'b' c\n", [("yaml-syntax", 1, 8)]),
        ("a: @x\n", [("yaml-syntax", 1, 4)]),
        ('a: "x\\q"\n', [("yaml-syntax", 1, 7)]),
        ('a: "\\U00110000"\n', [("yaml-syntax", 1, 0)]),
        ("a\u200b: \x07\n", [("hidden-character", 1, 2), ("hidden-character", 1, 5)]),
        ("a: x # \u202e\n", [("hidden-character", 1, 8)]),
        ('a: "\\u202e"\n', [("hidden-character", 1, 4)]),
        ("a: \ud800\n", [("hidden-character", 1, 4)]),
        ("x" * 500_001, [("yaml-size", 1, 0)]),
    ],
)
def test_what_is_refused_is_refused_at_its_place(text, expected):
    assert codes(text) == expected


def test_the_first_of_two_equal_names_is_kept_and_the_complaint_names_its_line():
    node, complaints = parse_yaml("a: 1\na: 2\n")
    assert isinstance(node, Mapping)
    assert [(k.value, v.value) for k, v in node.entries if isinstance(v, Scalar)] == [("a", "1")]
    assert "line 1" in complaints[0].message


def test_nesting_is_read_as_deep_as_the_limit_and_no_deeper():
    deepest = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parse_yaml(deepest)[1] == []
    assert codes("[" * 100_000) == [("yaml-depth", 1, MAX_DEPTH + 1)]
    assert codes("a: " * 3 + "\n") == [("yaml-syntax", 1, 5)]


def test_everything_wrong_is_reported_at_once_where_a_tree_is_left():
    text = "a: 1\na: 2\nb: &x 3\nc: !t 4\nd: \u200b\n"
    assert [c[0] for c in codes(text)] == [
        "repeated-key",
        "yaml-alias",
        "yaml-tag",
        "hidden-character",
    ]


YAMLISH = st.text(alphabet="ab:-[]{},'\"\n \t#&*!|>%@?~\\\r\ufeff\u2028\ud800x0.", max_size=60)


def says_what_to_do(complaint: Diagnostic, lines: int) -> bool:
    return bool(complaint.message and complaint.hint and 1 <= complaint.line <= lines)


@tried(100, 4000, st.one_of(st.text(max_size=60), YAMLISH))
def test_no_text_makes_reading_raise(text):
    _, complaints = parse_yaml(text)
    lines = text.count("\n") + text.count("\r") + 1
    assert all(says_what_to_do(c, lines) for c in complaints)


TREES = st.recursive(
    st.from_regex(r"[A-Za-z0-9.-]{1,8}", fullmatch=True),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.from_regex(r"[A-Za-z]{1,4}", fullmatch=True), inner, max_size=3),
    ),
    max_leaves=8,
)


def flow(tree: object) -> str:
    """Write a tree as JSON, which is YAML too."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f'"{k}": {flow(v)}' for k, v in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(flow(v) for v in tree) + "]"
    return f'"{tree}"'


def plain(node: object) -> object:
    if isinstance(node, Mapping):
        return {key.value: plain(v) for key, v in node.entries}
    if isinstance(node, Sequence):
        return [plain(v) for v in node.items]
    assert isinstance(node, Scalar)
    return node.value


@tried(25, 1000, TREES)
def test_what_was_written_is_what_is_read(tree):
    node, complaints = parse_yaml(flow(tree))
    assert complaints == []
    assert plain(node) == tree
