"""minuted's own commands, each a whole process from its start to its end, in a synthetic trust."""

import json
import re
import statistics
import sys
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from figures import Single, Singles
from measure import Cost, call, median, run
from synthetic import decision_line, school, slug_of

_TRIED = 3
_COUNTS = re.compile(r"(\d+) built, (\d+) unchanged")


class Trust:
    """A workspace with a cache and a build folder of its own.

    Attributes:
        workspace: its folder.
        copies: how many documents it has: policies times schools.
    """

    def __init__(self, workspace: Path, scratch: Path, policies: int, schools: int) -> None:
        self.workspace = workspace
        self.copies = policies * schools
        self._policies = policies
        self._schools = schools
        self._scratch = scratch / f"runs-{workspace.name}"
        self._beginnings = 0
        self.forget()

    def minuted(self, *arguments: str) -> Cost:
        """Run a command of minuted."""
        command = [sys.executable, "-m", "minuted", "-C", str(self.workspace), *arguments]
        return run(command, self.workspace, {"MINUTED_CACHE": str(self._cache)})

    def forget(self) -> None:
        """Begin anew with a cache and a build folder that nobody has used before.

        Those from before are left where they are: on Linux's ext4, files that were deleted a moment
        ago make new ones slow.
        """
        self._beginnings += 1
        self._cache = self._scratch / f"cache-{self._beginnings}"
        self._build = self._scratch / f"build-{self._beginnings}"

    def build(self, formats: str) -> Cost:
        """Build, whatever is up to date."""
        return self.minuted("build", "--format", formats, "--output", str(self._build))

    def cold(self, formats: str) -> Cost:
        """Build with nothing known and nothing built before; return what that run cost."""
        return self.colds(formats, 1)[0]

    def colds(self, formats: str, times: int) -> list[Cost]:
        """Build so often with nothing known and nothing built before; return what each run cost.

        Raises:
            RuntimeError: not every copy was built.
        """
        costs = []
        for _ in range(times):
            self.forget()
            cost = self.build(formats)
            wanted = self.copies * len(formats.split(","))
            if built(cost) != wanted:
                raise RuntimeError(f"{built(cost)} files were built where {wanted} should be.")
            costs.append(cost)
        return costs

    def nothing_to_do(self, formats: str, times: int) -> Cost:
        """Build again what is up to date; return the median run."""
        return median([self.build(formats) for _ in range(times)])

    def after_a_clause(self, formats: str) -> Cost:
        """Change one clause, issue it, let every school adopt it; return what the build costs."""
        costs = []
        for number in range(_TRIED):
            slug = slug_of(number)
            draft = self.workspace / f"policy_src/{slug}.md"
            text = draft.read_text(encoding="utf-8")
            changed = text.replace("works there.", "works or learns there.", 1)
            draft.write_text(changed, encoding="utf-8", newline="\n")
            self.minuted("issue", slug, "--narrative", "One clause changed", "--yes")
            today = date.today()  # noqa: DTZ011  a decision cannot come before its version
            lines = [
                decision_line(number, school(place).code, "2", today)
                for place in range(self._schools)
            ]
            with (self.workspace / f"governance/minutes/{slug}.csv").open(
                "a", encoding="utf-8", newline="\n"
            ) as ledger:
                ledger.write("\n".join(lines) + "\n")
            costs.append(self.build(formats))
        return median(costs)

    def after_a_name(self, formats: str) -> Cost:
        """Change one school's name; return what the build costs."""
        trust = self.workspace / "governance/trust.yaml"
        costs = []
        for number in range(_TRIED):
            text = trust.read_text(encoding="utf-8")
            old = f"name: {school(number).name}\n"
            trust.write_text(text.replace(old, f"name: Renamed {number}\n"), encoding="utf-8")
            costs.append(self.build(formats))
        return median(costs)

    def after_a_logo(self, formats: str) -> Cost:
        """Change one school's logo; return what the build costs."""
        costs = []
        for number in range(0, 2 * _TRIED, 2):  # every other school has an SVG
            logo = self.workspace / f"templates/brands/{school(number).code}/logo.svg"
            drawn = logo.read_text(encoding="utf-8")
            logo.write_text(drawn.replace('width="60" height="60" rx', 'width="50" height="60" rx'))
            costs.append(self.build(formats))
        return median(costs)

    def check_cold(self, times: int) -> float:
        """Return how many seconds `minuted check` takes with nothing known before."""
        taken = []
        for _ in range(times):
            self.forget()
            taken.append(self.minuted("check").seconds)
        return statistics.median(taken)

    def check_warm(self, times: int) -> float:
        """Return how many seconds `minuted check` takes with every text read before."""
        return statistics.median(self.minuted("check").seconds for _ in range(times))

    def single_copies(self) -> Singles:
        """Return what single copies take, on one core."""
        script = Path(__file__).with_name("further_schools.py")
        environment = {"MINUTED_CACHE": str(self._cache), "RAYON_NUM_THREADS": "1"}
        command = [sys.executable, str(script), str(self.workspace)]
        said = json.loads(call(command, self.workspace, environment))
        formats = {name: Single(**single) for name, single in said["formats"].items()}
        return Singles(formats, said["write"])

    def quick_commands(self, times: int) -> list[dict[str, float]]:
        """Time commands that should be instant, and importing click, in so many turns.

        Returns:
            Milliseconds by command, turn by turn: a busy moment hits all of a turn alike.
        """
        return [
            {
                "click": 1000 * run([sys.executable, "-c", "import click"], Path()).seconds,
                "--help": 1000 * self.minuted("--help").seconds,
                "log": 1000 * self.minuted("log", slug_of(0)).seconds,
            }
            for _ in range(times)
        ]


@dataclass
class Rounds:
    """What was measured again and again in the course of a benchmark, to be told as medians.

    The machine may be shared with others, and be slow for a minute; so each thing is measured in
    rounds with other work between them.
    """

    trust: Trust
    formats: str
    colds: list[Cost] = field(default_factory=list)
    nothings: list[float] = field(default_factory=list)
    singles: list[Singles] = field(default_factory=list)
    commands: list[dict[str, float]] = field(default_factory=list)
    checks: list[tuple[float, float]] = field(default_factory=list)

    def measure(self, colds: int, times: int) -> None:
        """Measure one round: so many cold builds, and what is short so often."""
        trust = self.trust
        self.colds += trust.colds(self.formats, colds)
        # single copies take two seconds in all: often enough to fall into a slow moment whole
        self.singles.append(trust.single_copies())
        self.nothings.append(trust.nothing_to_do(self.formats, times).seconds)
        self.singles.append(trust.single_copies())
        self.commands += trust.quick_commands(times)
        self.singles.append(trust.single_copies())
        self.checks.append((trust.check_cold(times), trust.check_warm(times)))

    @property
    def cold(self) -> Cost:
        """The median of all cold builds."""
        return median(self.colds)

    @property
    def nothing(self) -> float:
        """Seconds that a build with nothing to do takes."""
        return statistics.median(self.nothings)

    @property
    def single(self) -> Singles:
        """What single copies take."""
        formats = {
            name: Single(
                *(
                    statistics.median(getattr(one.formats[name], what.name) for one in self.singles)
                    for what in fields(Single)
                )
            )
            for name in self.singles[0].formats
        }
        rounds = {name: [one.formats[name].further for one in self.singles] for name in formats}
        return Singles(formats, statistics.median(one.write for one in self.singles), rounds)

    @property
    def imports(self) -> dict[str, float]:
        """How many times as long as importing click each quick command takes, turn by turn."""
        return {
            name: statistics.median(turn[name] / turn["click"] for turn in self.commands)
            for name in self.commands[0]
            if name != "click"
        }

    @property
    def quick(self) -> dict[str, float]:
        """The milliseconds of each quick command, and of importing click."""
        return {
            name: statistics.median(one[name] for one in self.commands) for name in self.commands[0]
        }

    @property
    def check(self) -> tuple[float, float]:
        """Seconds that `minuted check` takes, with nothing known before and with every text."""
        cold, warm = (statistics.median(taken) for taken in zip(*self.checks, strict=True))
        return cold, warm


def built(cost: Cost) -> int:
    """Return how many files a build says that it wrote."""
    found = _COUNTS.search(cost.said)
    return int(found[1]) if found else 0
