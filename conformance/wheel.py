"""Install the built wheel in an empty place, begin a workspace with it and build.

What a newcomer does, on nothing but a Python: proves that the wheel holds everything (templates,
example, Typst sources), and measures the time to the first PDF. Run by `make conformance`.
"""

import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WANTED = "33 built, 0 unchanged, 0 removed, 2 not adopted, 0 failed"


def main() -> int:
    """Build the wheel, install it, init, build, check; return 0 if all went well."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
        subprocess.run(
            [*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True
        )
        (wheel,) = folder.glob("minuted-*.whl")
        begun = time.perf_counter()
        place = folder / "place"
        venv.create(place / ".venv", with_pip=True)
        binaries = place / ".venv" / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run(
            [binaries / "python", *pip[1:], "install", str(wheel)], check=True, cwd=place
        )
        installed = time.perf_counter()
        environment = {
            **os.environ,
            "MINUTED_CACHE": str(folder / "cache"),
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
        }
        for variable in ("PYTHONPATH", "VIRTUAL_ENV"):
            environment.pop(variable, None)
        (folder / "gitconfig").write_text("[user]\nname = A Clerk\nemail = clerk@ash.example\n")

        def minuted(*arguments: str) -> str:
            done = subprocess.run(
                [binaries / "minuted", *arguments],
                check=True,
                cwd=place,
                env=environment,
                capture_output=True,
                text=True,
            )
            return done.stdout

        minuted("init", "my-trust")
        built = minuted("-C", "my-trust", "build")
        ready = time.perf_counter()
        found = minuted("-C", "my-trust", "check")
        first = place / "my-trust" / "build" / "ASH" / "mobile-phones.pdf"
        ok = WANTED in built and not found and first.read_bytes().startswith(b"%PDF-")
        own = next((place / ".venv").rglob("minuted/__init__.py")).parent
        print(
            f"wheel {wheel.stat().st_size / 1024:.0f} kB, installed {_size(own) / 1e6:.1f} MB,",
            end=" ",
        )
        print(f"with Python's environment and all it needs {_size(place / '.venv') / 1e6:.0f} MB")
        print(
            f"from pip install to the first PDF, with 32 other copies, {ready - begun:.1f} s",
            end=" ",
        )
        print(f"({installed - begun:.1f} s of it installing)")
        print("The wheel works." if ok else f"The wheel does not work: {built}{found}")
        return 0 if ok else 1


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    sys.exit(main())
