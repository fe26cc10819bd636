"""What schools' own fields are called, and their values found among words."""

import re
from collections.abc import Mapping, Sequence

from minuted.tasks.copies_reading import SchoolCopy
from minuted.tasks.copies_slots import Kind, is_a_school

OPEN, CLOSE = "\ue100", "\ue101"
"""Stand around a field's name among the words until the Markdown is written."""

_MARKED = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_ROLE = re.compile(
    r"(?i)\b(head ?teacher|executive head|head of school|principal|head|chair of governors|"
    r"chair|designated safeguarding lead|dsl|senco|sendco|business manager|office manager|"
    r"data protection officer|caretaker|site manager|bursar|deputy head(?: ?teacher)?)\b"
)
_NAMES: Mapping[Kind, str] = {
    "email": "email",
    "web": "website",
    "telephone": "telephone",
    "postcode": "postcode",
    "colour": "colour",
}
_NEVER = re.compile(r"(?i)\b(?:headteacher|governors?|office|chair|board|trust|staff|pupils?)\b")
_FEWEST_NAMES = 3
_FEWEST_WORDS = 4


def filled_in(markdown: str) -> str:
    """Return Markdown with fields where they were marked among the words."""
    return _MARKED.sub(lambda found: f"{{{{ {found[1].replace(chr(92), '')} }}}}", markdown)


def known_of(copy: SchoolCopy) -> dict[str, str]:
    """Return the values of a school's fields that could be found in its copy."""
    audience = copy.audience
    values = {
        "school.name": audience.name,
        "school.label": audience.label,
        "school.code": audience.code,
    }
    return values | {f"school.{name}": value for name, value in audience.fields.items()}


def replaced(text: str, value: str, name: str) -> str:
    """Return a text with a field where a value stands; empty where it does not stand there."""
    match = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text)
    return f"{text[: match.start()]}{OPEN}{name}{CLOSE}{text[match.end() :]}" if match else ""


def are_names(values: Sequence[str], around: tuple[str, str]) -> bool:
    """Whether words with capitals are sure to be names, and no other word for the same thing."""
    if any(_NEVER.search(value) and not is_a_school(value) for value in values):
        return False
    if all(is_a_school(value) for value in values):
        return True
    before = around[0].strip()
    begins = not before or before.endswith((".", ":", ";", "!", "?"))
    alone = len(" ".join(around).split()) < _FEWEST_WORDS
    return len(values) >= _FEWEST_NAMES and not begins and not alone


def plain_name(kind: Kind, around: tuple[str, str], values: Mapping[str, str]) -> str:
    """Return a name for a field, of what stands around it where nothing else tells."""
    if kind in _NAMES:
        return _NAMES[kind]
    if all(is_a_school(value) for value in values.values()):
        return "full_name"
    before, after = around
    role = next(iter([*_ROLE.findall(before)][-1:] or _ROLE.findall(after)[:1]), "")
    plain = "_".join(role.lower().replace("head teacher", "headteacher").split())
    return plain or ("person" if kind == "person" else "own_name")
