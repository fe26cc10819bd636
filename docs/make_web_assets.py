"""Make the web face's style sheet and script anew from govuk-frontend.

    .venv/bin/python docs/make_web_assets.py

Needs npm. The style leaves out the GDS Transport font, which is barred outside government, and the
page uses neither crown nor crest. What comes out lies in src/minuted/web/static and is kept in git,
so that nobody who installs minuted needs npm.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "src/minuted/web/static"
GOVUK = "govuk-frontend@6.3.0"
"""The release that govuk-frontend-jinja says it is in step with."""
SASS = "sass@1"
STYLE = """\
@use "govuk-frontend/dist/govuk" with (
  $govuk-font-family: ("Source Sans Pro", "Source Sans 3", arial, sans-serif),
  $govuk-include-default-font-face: false
);
"""


def main() -> None:
    """Install, compile, and put three files into the package."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not there: install Node.js (Debian: npm), then try again.")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "package.json").write_text("{}", encoding="utf-8")
        (folder / "style.scss").write_text(STYLE, encoding="utf-8")
        run = [npm, "install", "--silent", "--no-audit", "--no-fund", GOVUK, SASS]
        subprocess.run(run, cwd=folder, check=True)
        sass = folder / "node_modules" / "sass" / "sass.js"
        subprocess.run(
            [
                *("node", str(sass), "--style=compressed", "--no-source-map", "--quiet-deps"),
                *("--load-path=node_modules", "style.scss", "govuk.css"),
            ],
            cwd=folder,
            check=True,
        )
        STATIC.mkdir(parents=True, exist_ok=True)
        style = (folder / "govuk.css").read_text(encoding="utf-8")
        style = style.replace('url("/assets/images/govuk-crest.svg")', "none")
        (STATIC / "govuk.css").write_text(style, encoding="utf-8")
        package = folder / "node_modules" / "govuk-frontend"
        script = (package / "dist/govuk/govuk-frontend.min.js").read_text(encoding="utf-8")
        script = "\n".join(x for x in script.splitlines() if not x.startswith("//# source")) + "\n"
        (STATIC / "govuk.js").write_text(script, encoding="utf-8")


if __name__ == "__main__":
    main()
