"""What Markdown can say and a policy cannot hold: each with its code, its fault and the way out."""

from minuted.readers.tree import Json, Node

Refusal = tuple[str, str, str]
"""A code, what is wrong, what to do."""

_REFUSED: dict[str, Refusal] = {
    "BlockQuote": (
        "block-quote",
        "There is a quotation here (a line that begins with >), which has no number or address.",
        "Write it as a paragraph or a clause.",
    ),
    "CodeBlock": (
        "code-block",
        "This is indented by four spaces or fenced by ```, which makes it program code.",
        "Begin it at the margin, or under the first letter of the clause that it belongs to.",
    ),
    "DefinitionList": (
        "definition-list",
        "There is a list of definitions here (a line that begins with :).",
        "Write it as a table or as clauses.",
    ),
    "HorizontalRule": (
        "rule",
        "There is a line across the page here (--- or ***).",
        "Delete it; a heading parts the text.",
    ),
    "Strikeout": (
        "strikeout",
        "There are struck-out words here, and a policy either says a thing or does not.",
        "Delete the words or the ~~ around them; `minuted compare` shows what was struck.",
    ),
}
_UNKNOWN: Refusal = (
    "unsupported",
    "There is something here that a policy cannot hold.",
    "Write it as a paragraph, a clause or a table, in plain words.",
)


def refusal(node: Node) -> Refusal:
    """Return why a block or inline cannot stand in a policy."""
    if node.tag in ("RawBlock", "RawInline"):
        return _raw(node.content)
    return _REFUSED.get(node.tag, _UNKNOWN)


def _raw(content: Json) -> Refusal:
    """Word the refusal of a piece of HTML, TeX or another raw format."""
    kind, text = content
    shown = " ".join(text.split())
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    if text.lstrip().startswith("<!--"):
        return (
            "comment",
            f"There is a comment here (“{shown}”), which no reader of a copy would see.",
            "Delete it; notes to colleagues belong in the front matter, after a #.",
        )
    if kind == "html":
        return (
            "raw-html",
            f"There is HTML here (“{shown}”), which Word and PDF copies cannot show.",
            "Write it in Markdown; for a plain < write \\<.",
        )
    return (
        "raw-tex" if kind in ("tex", "latex") else "raw-format",
        f"There is raw {kind} here (“{shown}”), which not every copy can show.",
        "Write it in Markdown.",
    )
