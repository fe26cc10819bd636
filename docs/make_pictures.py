"""Make the pictures in docs/images from copies built on the spot.

    .venv/bin/python docs/make_pictures.py

It needs what the tests need to look at copies (LibreOffice's `soffice`, `pdftoppm` of
poppler-utils, `chromium`), and Pillow, which pikepdf brings. Run it after a change to a template.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 200_000

_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #eceff2; font: 16px/1.4 "Liberation Sans", Arial, sans-serif }}
main {{ display: flex; gap: 40px; padding: 40px; width: max-content }}
figure {{ margin: 0; width: {width}px }}
img {{ display: block; width: {width}px; height: {height}px; object-fit: cover;
  object-position: top; background: #fff; box-shadow: 0 2px 14px rgb(0 0 0 / .18) }}
figcaption {{ margin-top: 14px; color: #3b434c; text-align: center }}
</style><main>{figures}</main>"""


def main() -> None:
    """Build the workspace, take the pictures, and put them into docs/images."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        os.environ["MINUTED_CACHE"] = str(work / "cache")
        build, drafts = work / "build", work / "drafts"
        _run(sys.executable, "-m", "minuted", "-C", ROOT, "build", "--output", build)
        _run(
            *(sys.executable, "-m", "minuted", "-C", ROOT, "build"),
            *("--draft", "--for", "AS", "--output", drafts),
        )
        _collage(
            work,
            "copies.png",
            {
                "PDF, for the partnership": _of_pdf(build / "MDPP/social-media.pdf", work),
                "Word, for Bakewell Infants": _of_word(build / "BAK/social-media.docx", work),
                "Web page, for AS": _of_page(build / "AS/social-media.html", work),
            },
            (440, 622),
        )
        _collage(
            work,
            "draft.png",
            {
                "A draft, before anybody has adopted it": _of_pdf(
                    drafts / "AS/social-media.pdf", work
                )
            },
            (440, 622),
        )
        _collage(
            work,
            "template.png",
            {
                "templates/policy.docx, as Word opens it": _of_word(
                    ROOT / "templates/policy.docx", work
                )
            },
            (620, 410),
        )


def _collage(work: Path, name: str, pages: dict[str, Path], size: tuple[int, int]) -> None:
    """Set pages beside each other, each with its caption, and save them as one small PNG."""
    width, height = size
    figures = "".join(
        f'<figure><img src="{page.as_uri()}"><figcaption>{caption}</figcaption></figure>'
        for caption, page in pages.items()
    )
    page = work / "collage.html"
    page.write_text(_PAGE.format(width=width, height=height, figures=figures), encoding="utf-8")
    whole = (len(pages) * (width + 40) + 40, height + 117)
    shot = _screenshot(page, whole, work / name)
    with Image.open(shot) as picture:
        # of the methods, the one that keeps a logo's few pixels in their own colour
        method = Image.Quantize.MAXCOVERAGE
        small = picture.convert("RGB").quantize(256, method, dither=Image.Dither.NONE)
    small.save(IMAGES / name, optimize=True)
    if (IMAGES / name).stat().st_size > MOST_BYTES:
        sys.exit(f"docs/images/{name} is larger than {MOST_BYTES // 1000} kB")


def _of_pdf(path: Path, work: Path) -> Path:
    """Return a picture of a PDF's first page."""
    stem = work / f"{path.parent.name}-{path.stem}-{path.stat().st_size}"
    _run("pdftoppm", "-r", "110", "-png", "-f", "1", "-l", "1", "-singlefile", path, stem)
    return stem.with_name(f"{stem.name}.png")


def _of_word(path: Path, work: Path) -> Path:
    """Return a picture of a Word file's first page, as LibreOffice lays it out."""
    own = path.parent.name
    profile = (work / "profile").as_uri()
    folder = work / own
    _run(
        *("soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"),
        *("--outdir", folder, path),
    )
    return _of_pdf(folder / f"{path.stem}.pdf", work)


def _of_page(path: Path, work: Path) -> Path:
    """Return a picture of a web page's beginning."""
    return _screenshot(path, (900, 1272), work / "page.png")


def _screenshot(page: Path, size: tuple[int, int], target: Path) -> Path:
    browser = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    _run(
        *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
        *(f"--window-size={size[0]},{size[1]}", f"--screenshot={target}", page.as_uri()),
    )
    return target


def _run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr.decode(errors='replace')}")


if __name__ == "__main__":
    main()
