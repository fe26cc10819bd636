"""Lines at a document's top that name a school, told from those that name the document.

Ash Primary School       whose it is
Anti-Bullying Policy     its title
"""

import re

_SCHOOL = re.compile(
    r"(?i)\b(?:school|schools|academy|academies|trust|college|nursery|federation|partnership"
    r"|infants|juniors?|primary|secondary)\b"
)
_DOCUMENT = re.compile(
    r"(?i)\b(?:polic(?:y|ies)|procedures?|plan|code|statement|scheme|protocol|guidance|guidelines"
    r"|handbook|agreement|charter|strategy|terms of reference|risk assessment|prospectus)\b"
)
_LONGEST = 10


def names_a_document(line: str) -> bool:
    """Whether a line says what the document is: a policy, a procedure, a code."""
    return bool(_DOCUMENT.search(line))


def names_a_school(line: str) -> bool:
    """Whether a line is but a school's or a trust's name."""
    named = bool(_SCHOOL.search(line)) and not names_a_document(line)
    return named and len(line.split()) <= _LONGEST and not line.endswith((".", ":", ";", ","))
