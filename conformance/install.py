"""Install the independent validators, each once, from PyPI, npm and Debian by name.

    python conformance/install.py        what is missing goes into .conformance/

    .conformance/venv            veraPDF and its Java bridge, Playwright, PDF readers   (PyPI)
    .conformance/node_modules    Open XML SDK, Nu checker, axe-core                     (npm)
    the machine                  Java and JAXB, LibreOffice, Chromium, npm              (Debian)

Debian's packages are installed only where that needs no password; elsewhere the command to type
is shown. With everything there it only looks, which takes a fraction of a second.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from judges import JUDGES

HERE = Path(__file__).resolve().parent
TOOLS = HERE.parent / ".conformance"
ALLOW_SKIP = "CONFORMANCE_ALLOW_SKIP"
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
JAXB = Path("/usr/share/java/jaxb-api.jar")


@dataclass(frozen=True, slots=True)
class Need:
    """A Debian package.

    Attributes:
        package: its name.
        judges: who needs it.
        there: tells whether it, or another package that does the same, is installed.
    """

    package: str
    judges: frozenset[str]
    there: Callable[[], bool]


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


FROM_NPM = frozenset({"axe", "nu", "ooxml"})
NEEDS = (
    Need("default-jre-headless", frozenset({"verapdf", "nu"}), _program("java")),
    Need("libjaxb-java", frozenset({"verapdf"}), JAXB.exists),
    Need("libreoffice-writer-nogui", frozenset({"libreoffice"}), _program("soffice")),
    Need(
        "chromium",
        frozenset({"axe", "page"}),
        _program("chromium", "chromium-browser", "google-chrome"),
    ),
    Need("npm", FROM_NPM, _program("npm")),
)


class InstallError(Exception):
    """Something is missing that cannot be installed from here; the message says what to type."""


def venv_python(tools: Path) -> Path:
    """Return where the validators' own Python is, or would be."""
    windows = tools / "venv" / "Scripts" / "python.exe"
    return windows if os.name == "nt" else tools / "venv" / "bin" / "python"


def allowed_to_skip(names: str) -> frozenset[str]:
    """Read the variable that lets judges be left out.

    Raises:
        ValueError: it names a judge that does not exist, so that a slip allows nothing.
    """
    wanted = frozenset(name.strip() for name in names.split(",") if name.strip())
    unknown = wanted - {judge.name for judge in JUDGES}
    if unknown:
        known = ", ".join(judge.name for judge in JUDGES)
        message = f"there is no judge {', '.join(sorted(unknown))}; there are {known}"
        raise ValueError(message)
    return wanted


def missing(tools: Path) -> list[str]:
    """Return what is not installed, in words; nothing where all is there."""
    absent = [f"Debian's {need.package}" for need in NEEDS if not need.there()]
    if not _made(tools, "venv"):
        absent.append("the packages from PyPI")
    if not _made(tools, "node_modules"):
        absent.append("the packages from npm")
    return absent


def install(tools: Path, allowed: frozenset[str]) -> None:
    """Install what is missing.

    Args:
        tools: the folder for what comes from PyPI and npm.
        allowed: the judges that may be left out, so that what only they need may be missing.

    Raises:
        InstallError: something could not be installed.
    """
    _install_debian([n for n in NEEDS if not n.there() and not n.judges.issubset(allowed)])
    tools.mkdir(parents=True, exist_ok=True)
    if not _made(tools, "venv"):
        _say("Installing the validators from PyPI …")
        try:
            venv.create(tools / "venv", clear=True, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            message = f"No Python environment could be made ({error}).\nOn Debian or Ubuntu type\n"
            raise InstallError(message + "  sudo apt-get install python3-venv") from error
        requirements = HERE / "requirements.txt"
        # --no-deps: the list is complete, so nothing comes in that is not pinned.
        _run(
            [venv_python(tools), "-m", "pip", "install", "-q", "--no-deps", "-r", requirements],
            HERE,
        )
        _mark(tools, "venv")
    npm = shutil.which("npm")
    if not _made(tools, "node_modules") and npm is not None:
        _say("Installing the validators from npm …")
        for name in NPM_FILES:
            shutil.copyfile(HERE / name, tools / name)
        # Not `npm ci`: it wants a lock of every platform's binary, and a mirror may not have all.
        # The lock's checksums hold all the same. --ignore-scripts: one would fetch a Java.
        shutil.rmtree(tools / "node_modules", ignore_errors=True)
        try:
            _run([npm, "install", "--ignore-scripts", "--no-audit", "--no-fund"], tools)
        except InstallError as error:
            if not FROM_NPM.issubset(allowed):
                raise
            _say(str(error))
            return
        _mark(tools, "node_modules")


def _install_debian(needs: Sequence[Need]) -> None:
    if not needs:
        return
    packages = [need.package for need in needs]
    root = getattr(os, "geteuid", lambda: 1)() == 0
    if shutil.which("apt-get") is None or not root:
        message = (
            f"Not installed: {', '.join(packages)}.\nOn Debian or Ubuntu type\n"
            f"  sudo apt-get install --no-install-recommends {' '.join(packages)}\n"
            f"and run `make conformance` again. To do without their judges set\n"
            f"  {ALLOW_SKIP}={','.join(sorted(set().union(*(n.judges for n in needs))))}"
        )
        raise InstallError(message)
    _say(f"Installing {', '.join(packages)} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "update", "-q"], HERE, quiet)
    _run(["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], HERE, quiet)
    absent = [need.package for need in needs if not need.there()]
    if absent:
        message = f"Installed, and yet not found: {', '.join(absent)}."
        raise InstallError(message)


def _run(command: Sequence[str | Path], folder: Path, env: dict[str, str] | None = None) -> None:
    run = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=env,
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    if run.returncode:
        told = (run.stderr + run.stdout).strip()[:2000]
        message = f"`{' '.join(str(word) for word in command)}` failed:\n{told}"
        raise InstallError(message)


def _fingerprint(part: str) -> str:
    """Tell one state of the pins from another, and one Python from the next."""
    files = ("requirements.txt",) if part == "venv" else NPM_FILES
    digest = hashlib.sha256()
    for name in files:
        digest.update((HERE / name).read_bytes())
    digest.update(f"{sys.version_info[:2]}".encode() if part == "venv" else b"")
    return digest.hexdigest()


def _stamps(tools: Path) -> dict[str, str]:
    try:
        stamps = json.loads((tools / "stamps.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def _made(tools: Path, part: str) -> bool:
    """Whether a part was installed, to its end, from the pins as they are now."""
    there = venv_python(tools) if part == "venv" else tools / part
    return there.exists() and _stamps(tools).get(part) == _fingerprint(part)


def _mark(tools: Path, part: str) -> None:
    stamps = {**_stamps(tools), part: _fingerprint(part)}
    (tools / "stamps.json").write_text(json.dumps(stamps, indent=1) + "\n", encoding="utf-8")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Install what is missing and return the exit code."""
    parser = argparse.ArgumentParser(description="Install the independent validators.")
    parser.add_argument("--tools", type=Path, default=TOOLS, metavar="DIR")
    tools: Path = parser.parse_args().tools.resolve()
    try:
        install(tools, allowed_to_skip(os.environ.get(ALLOW_SKIP, "")))
    except ValueError as error:
        sys.stderr.write(f"{ALLOW_SKIP}: {error}\n")
        return 2
    except InstallError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    absent = missing(tools)
    _say("The validators are installed." if not absent else f"Left out: {', '.join(absent)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
