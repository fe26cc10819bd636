"""docs/errors.md shows the golden examples as they are now."""

import importlib.util
import re

from docs_pages import ROOT


def made() -> str:
    spec = importlib.util.spec_from_file_location("make_errors", ROOT / "docs/make_errors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = module.page()
    assert isinstance(page, str)
    return page


def test_the_page_of_messages_is_what_the_examples_say() -> None:
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    assert page == made(), "run .venv/bin/python docs/make_errors.py"


def test_every_golden_answer_has_its_place_on_the_page() -> None:
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"^### ([a-z0-9-]+)$", page, re.MULTILINE))
    answers = {path.stem for path in (ROOT / "tests/golden").glob("*/*.txt")}
    missing = [name for name in answers if not any(name.startswith(code) for code in shown)]
    assert not missing, missing
