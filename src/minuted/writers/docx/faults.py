"""What can be wrong with the office's template, as diagnostics."""

from minuted.model.diagnostic import Diagnostic, Severity

TEMPLATE = "templates/policy.docx"
"""Where the template lies in a workspace, as diagnostics name it."""


def error(code: str, message: str, hint: str) -> Diagnostic:
    """Return a complaint that stops every copy."""
    return Diagnostic(Severity.ERROR, code, message, hint, TEMPLATE)


def warning(code: str, message: str, hint: str) -> Diagnostic:
    """Return a complaint that stops nothing."""
    return Diagnostic(Severity.WARNING, code, message, hint, TEMPLATE)
