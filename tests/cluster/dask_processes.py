"""A real Dask cluster for tests: a scheduler and workers, each a process in a folder of its own."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workspaces import Outcome, TestWorkspace

_QUIET = {"DASK_LOGGING__DISTRIBUTED": "critical", "PYTHONWARNINGS": "ignore"}
_PATIENT = """\
import sys
from minuted.tasks import cluster
cluster.PATIENCE = {patience}
cluster.TO_CONNECT = {to_connect}
if __name__ == "__main__":
    from minuted.cli import run
    sys.exit(run(sys.argv[1:]))
"""


def wait_for(what: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so.

    Raises:
        AssertionError: it did not come about.
    """
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "what was waited for did not come about"
        time.sleep(0.05)


@dataclass
class DaskCluster:
    """Processes that share nothing but the machine; `security` is Dask's environment for TLS."""

    folder: Path
    security: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, *names: str) -> None:
        """Start a scheduler, and workers with these names, and wait until all have met."""
        where = self.folder / "scheduler.json"
        protocol = "tls" if self.security else "tcp"
        self.scheduler = self._process(
            "scheduler",
            ("--protocol", protocol, "--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
            ("--no-jupyter", "--scheduler-file", str(where)),
        )
        wait_for(lambda: where.exists() and where.read_text().rstrip().endswith("}"))
        self.address = json.loads(where.read_text())["address"]
        for name in names:
            self.add_worker(name)
        for name in names:
            self.wait_for_worker(name)

    def add_worker(self, name: str, environment: Mapping[str, str] | None = None) -> None:
        """Start one worker."""
        self.workers[name] = self._process(
            "worker",
            (self.address, "--name", name, "--nthreads", "1", "--no-nanny", "--no-dashboard"),
            ("--local-directory", str(self.folder / name), "--host", "127.0.0.1"),
            name=name,
            environment=environment,
        )

    def wait_for_worker(self, name: str) -> None:
        """Wait until a worker says that it has met the scheduler."""
        said = self.folder / name / "said.txt"
        wait_for(lambda: b"Registered to" in said.read_bytes())

    def kill(self, *names: str) -> None:
        """Kill workers, as a machine that loses power would."""
        for name in names:
            process = self.workers.pop(name)
            process.kill()
            process.wait()

    def stop(self) -> None:
        """End everything."""
        for process in [*self.workers.values(), *([self.scheduler] if self.scheduler else [])]:
            process.kill()
            process.wait()

    def begin(
        self,
        workspace: TestWorkspace,
        *arguments: str,
        patience: float = 30,
        to_connect: float = 30,
    ) -> subprocess.Popen[str]:
        """Start `minuted build` on this cluster, in a process of its own."""
        script = self.folder / "patient.py"
        script.write_text(_PATIENT.format(patience=patience, to_connect=to_connect))
        command = [sys.executable, str(script), "-C", str(workspace.root), "build"]
        return subprocess.Popen(
            [*command, "--cluster", self.address, *arguments],
            env={**os.environ, **_QUIET, **self.security},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def build(self, workspace: TestWorkspace, *arguments: str, **more: float) -> Outcome:
        """Run `minuted build` on this cluster to its end."""
        return ended(self.begin(workspace, *arguments, **more))

    def _process(
        self,
        kind: str,
        *arguments: tuple[str, ...],
        name: str = "scheduler",
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        own = self.folder / name
        (own / "tmp").mkdir(parents=True)
        flat = [one for some in arguments for one in some]
        own_environment = {
            **os.environ,
            **self.security,
            "TMPDIR": str(own / "tmp"),
            "MINUTED_CACHE": str(own / "cache"),
            "PYTHONWARNINGS": "ignore",
            **(environment or {}),
        }
        with (own / "said.txt").open("wb") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", kind, *flat],
                cwd=own,
                env=own_environment,
                stdout=said,
                stderr=subprocess.STDOUT,
            )


def ended(process: subprocess.Popen[str]) -> Outcome:
    """Wait for a command; return what it came to."""
    try:
        out, err = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            out, err = process.communicate(timeout=10)
        raise AssertionError(f"the build did not end: {out}{err}") from None
    return Outcome(process.returncode, out, err)


def certificates(folder: Path) -> dict[str, str]:
    """Write a certificate that all of a cluster share; return Dask's settings that name it."""
    from distributed.security import Security

    made = Security.temporary()
    folder.mkdir()
    paths = {"ca-file": "ca.pem", "cert": "cert.pem", "key": "key.pem"}
    given = {
        "ca-file": made.tls_ca_file,
        "cert": made.tls_client_cert,
        "key": made.tls_client_key,
    }
    settings = {"DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "true"}
    for what, name in paths.items():
        (folder / name).write_text(given[what])
    start = "DASK_DISTRIBUTED__COMM__TLS__"
    settings[f"{start}CA_FILE"] = str(folder / "ca.pem")
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        settings[f"{start}{role}__CERT"] = str(folder / "cert.pem")
        settings[f"{start}{role}__KEY"] = str(folder / "key.pem")
    return settings
