"""What a Word file says of itself, under File, Info and Properties. Nothing of it is proved."""

from minuted.readers.word.names import local
from minuted.readers.word.package import Package

_MOST = 200
_LONGEST = 1_000


def read_properties(package: Package) -> dict[str, str]:
    """Return the file's properties: its own by their names, Word's as `title` and so on.

    Raises:
        WordFaultError: the parts that hold them are made to do harm.
    """
    found: dict[str, str] = {}
    for relation in package.related("").values():
        if relation.external or not relation.type.endswith(
            ("/core-properties", "/custom-properties")
        ):
            continue
        root = package.tree(relation.target)
        for element in [] if root is None else list(root)[:_MOST]:
            text = "".join(str(part) for part in element.itertext()).strip()[:_LONGEST]
            name = element.get("name") or local(element)
            if text:
                found.setdefault(name[:_LONGEST], text)
    return found
