"""What stands in a page's `<head>`: what the page is, what it may load (nothing), how it looks."""

from collections.abc import Iterable

from minuted.errors import RenderError
from minuted.model.contrast import is_colour, text_in, text_on
from minuted.model.copy import Brand
from minuted.writers.html.fragment import words

# The page loads nothing and runs nothing. Its style is in the page itself; there is nowhere that
# a style could send anything, so it needs no hash, and the office may write style where it likes.
_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'"
)


def head(
    title: str,
    description: str,
    properties: Iterable[tuple[str, str]],
    style: str,
) -> str:
    """Return the inside of a `<head>`.

    Args:
        title: what the browser's tab and its list of bookmarks say.
        description: what a search engine says below it.
        properties: what the page says of itself, as names and values; an empty value is left out.
        style: a style sheet.
    """
    metas = "".join(
        f'<meta name="{words(name)}" content="{words(value)}">\n'
        for name, value in (("description", description), ("generator", "minuted"), *properties)
        if value
    )
    return (
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{words(_POLICY)}">\n'
        f"<title>{words(title)}</title>\n{metas}<style>\n{style}</style>\n"
    )


def brand_style(brand: Brand, *, running: str = "", mark: str = "") -> str:
    """Return the custom properties that the style sheet takes its brand from.

    Args:
        brand: colour and font; where its colour is too pale for words on white, words are dark
            and only bars have it.
        running: the line at the foot of every printed page.
        mark: the word across every printed page; empty for none.

    Raises:
        RenderError: the colour is no `#rrggbb`.
    """
    if not is_colour(brand.colour):
        raise RenderError(
            f"The brand colour “{brand.colour}” is not a colour.",
            "In governance/trust.yaml write # and six hex digits in quotes, such as “#7a1f3d”.",
        )
    properties = {
        "brand": brand.colour,
        "on-brand": text_on(brand.colour),
        "brand-text": text_in(brand.colour),
    }
    if brand.font:
        properties["font"] = css_string(brand.font)
    if running:
        properties["running"] = css_string(running)
    if mark:
        properties["mark"] = css_string(mark)
    inner = "".join(f"--{name}: {value};\n" for name, value in properties.items())
    return f":root {{\n{inner}}}\n"


def css_string(text: str) -> str:
    """Return text as a quoted string of a style sheet, unable to end it or the `<style>`."""
    return '"' + "".join(c if c.isalnum() or c in " .,·-" else f"\\{ord(c):x} " for c in text) + '"'
