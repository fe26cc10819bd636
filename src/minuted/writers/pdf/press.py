"""One text's Typst compiler, kept for all its copies: files in, PDF bytes or complaints out.

    hold("minuted/body.typ", …)  once  ──▶ folder ──┐
    put("minuted/facts/school.name", …) ──▶ memory ─┴──▶ Typst ──▶ PDF

What stays as it is lies in a folder, which holds nothing else: Typst parses it once. What differs
from copy to copy, a dozen small texts, Typst is handed from memory, for writing and reading so many
files takes longer than laying out what depends on them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any

import typst

from minuted.errors import EngineError
from minuted.writers.pdf.fonts import Typefaces
from minuted.writers.pdf.private_folder import PrivateFolder

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
OURS = "minuted"
"""The folder of our own files at the compiler's root; the office's templates are beside it."""

_RESOURCES = ("main.typ", "copy.typ", "text.typ", "entry_points.typ", "picture.typ")


class Press:
    """A private folder and the compiler that reads nothing else.

    What makes the second copy quick is Typst's own memory of the first: only what read a changed
    file is laid out again. So one press serves one text, and its copies follow each other.
    """

    def __init__(
        self, typefaces: Typefaces, given: Mapping[str, bytes], main: str = "main.typ"
    ) -> None:
        """Begin with what is the same for every copy.

        Args:
            given: the office's files and ours, by path from the root.
            main: the file in our own folder that is compiled.
        """
        self._folder = PrivateFolder()
        self._texts: dict[str, bytes] = {}
        self._main = main
        resources = files("minuted.writers.pdf") / "typst"
        for name in _RESOURCES:
            self.hold(f"{OURS}/{name}", (resources / name).read_bytes())
        for name, data in given.items():
            self.hold(name, data)
        # Packages are refused before (office_files.py); these folders make sure that none which the
        # machine happens to hold is picked up.
        nowhere = self._folder.path / "no-packages"
        self._given: dict[str, Any] = {
            "root": self._folder.path,
            "font_paths": typefaces.fonts,
            "ignore_system_fonts": True,
            "package_path": nowhere,
            "package_cache_path": nowhere,
        }
        self._compiler = typst.Compiler(**self._given)
        self._typefaces = typefaces  # their folder lives as long as the compiler does

    def hold(self, name: str, data: bytes) -> None:
        """Keep a file, by its path from the root; what is held once is not changed any more."""
        self._folder.write(name, data)

    def put(self, name: str, text: str) -> None:
        """Say what a file of ours says from now on."""
        self._texts[f"{OURS}/{name}"] = text.encode()

    def put_json(self, name: str, data: object) -> None:
        """Say what a file of ours says from now on, as JSON."""
        self.put(name, json.dumps(data, ensure_ascii=False))

    def check_entry_points(self) -> None:
        """Read the office's template without laying anything out.

        Raises:
            typst.TypstError: it is no Typst, or lacks a function that we call.
        """
        self._run("entry_points.typ", [])

    def check_picture(self, path: str) -> None:
        """Show one picture alone, by its path from the root.

        Raises:
            typst.TypstError: it cannot be shown.
        """
        self.put_json("picture.json", {"path": path, "alt": "Picture"})
        self._run("picture.typ", STANDARDS)

    def copy(self, when: date) -> tuple[bytes, list[typst.TypstWarning]]:
        """Make one copy of what is held now; `when` is its day of creation.

        Raises:
            typst.TypstError: Typst refused; the diagnostic names a file by its path here.
            EngineError: Typst itself failed.
        """
        return self._run(self._main, STANDARDS, when)

    def count(self, place: str) -> int:
        """Return how often the copy last made has a label of ours.

        Raises:
            typst.TypstError: as `copy` does.
        """
        # A question has no input of its own, so it needs a compiler that is made with these texts.
        asked = typst.Compiler(self._input(self._main), **self._given)
        return len(json.loads(asked.query(f"<{place}>")))

    def _input(self, name: str) -> Any:
        """Return what is compiled, by path from the root: `main` is where Typst begins.

        The package takes such a dictionary, and its types do not say so.
        """
        return {**self._texts, "main": f'#include "/{OURS}/{name}"'.encode()}

    def _run(
        self, main: str, standards: list[typst.PDFStandard], when: date = date(1970, 1, 1)
    ) -> tuple[bytes, list[typst.TypstWarning]]:
        try:
            made, warnings = self._compiler.compile_with_warnings(
                self._input(main),
                format="pdf",
                pdf_standards=standards,
                timestamp=datetime.combine(when, time(), UTC),
            )
        except typst.TypstError:
            raise
        except BaseException as failure:
            # A panic of the engine comes as an exception that is not an `Exception`.
            if type(failure).__name__ != "PanicException":
                raise
            message = f"Typst broke down: {failure}."
            raise EngineError(message, "Please report this, with the policy.") from failure
        assert isinstance(made, bytes)
        return made, warnings
