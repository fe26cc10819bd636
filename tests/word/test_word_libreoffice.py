"""The numbers that LibreOffice prints, against those that we say Word prints."""

import shutil
import subprocess

import pytest
from word_lists import CASES
from word_shown import plain_words, read

from minuted.model.document import Piece

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """Return what LibreOffice makes of each case, all in one run of it."""
    folder = tmp_path_factory.mktemp("lists")
    names = {name: folder / f"{at:02}.docx" for at, name in enumerate(CASES)}
    for name, path in names.items():
        path.write_bytes(CASES[name].data)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder)),
            *map(str, names.values()),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {
        name: path.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines()
        for name, path in names.items()
    }


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_prints_the_same_numbers_or_is_known_to_be_wrong(name, texts):
    case = CASES[name]
    words = [plain_words(one.inlines) for one in read(case.data).parts if isinstance(one, Piece)]
    lines = [" ".join(line.split()) for line in texts[name]]

    def printed(labels):
        pairs = zip(labels, words, strict=True)
        return [" ".join(f"{label} {said}".split()) for label, said in pairs]

    expected = [printed(case.printed)]
    if case.libreoffice:
        expected.append(printed(case.libreoffice))
    if name == "a hidden paragraph does not count":
        lines = [line for line in lines if "Hidden" not in line]
    assert lines in expected
