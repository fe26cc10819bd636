"""Any sequence of commands keeps the ledger, the log and what is in force in step with a model.

The model knows nothing of lines: it holds decisions, and changes them in place.
"""

import datetime
import itertools
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from minuted.model.force import in_force
from minuted.model.ledger import Kind
from minuted.model.recording import About, Entry, FollowUp
from minuted.model.version_table import log_rows
from minuted.store.cache import Cache
from minuted.store.workspace import Workspace
from minuted.tasks.reading import Desk
from minuted.tasks.record import RecordRequest, carry_out, prepare
from workspaces import TestWorkspace

TODAY = datetime.date(2024, 8, 15)
BASE = datetime.date(2022, 9, 1)
AUDIENCES = ("ASH", "OAK", "ELM", "DALE")
DALE = ("ASH", "OAK")
KINDS = ("adopted", "chairs-action", "noted", "deferred", "withdrawn")
DAYS = [BASE + datetime.timedelta(days=n) for n in (0, 1, 100, 200, 400, 600, 668)]


@dataclass
class Known:
    """A decision, as the model has it."""

    audience: str
    day: datetime.date
    minute: str
    version: str
    kind: str
    review: str
    draft: bool
    ratified: bool = False
    void: bool = False


@dataclass
class Model:
    """All decisions, in the order that they were recorded."""

    decisions: list[Known] = field(default_factory=list)
    count: int = 0

    def version(self, audience: str, day: datetime.date) -> str:
        """Return the version in force, by going through everything."""
        best, found = (datetime.date.min, 0), ""
        for one in self.decisions:
            mine = one.audience == audience
            covers = mine or (one.audience == "DALE" and audience in DALE)
            if one.void or not covers or one.day > day or one.kind in ("noted", "deferred"):
                continue
            if (one.day, mine) >= best:
                best = (one.day, mine)
                found = "" if one.kind == "withdrawn" else one.version
        return found


class Runner:
    """Does the same to a workspace and to the model."""

    def __init__(self, root: Path) -> None:
        self.desk = Desk(Workspace(root), Cache.default())
        self.model = Model()

    def run(self, step: tuple[int, int, int, int]) -> None:
        name, which, one, other = step
        live = [d for d in self.model.decisions if not d.void]
        self.model.count += 1
        if name == 0 or not live:
            self.record(AUDIENCES[which % 4], DAYS[one % len(DAYS)], other)
            return
        decision = live[which % len(live)]
        day = (decision.day + datetime.timedelta(days=30)).isoformat()
        if name == 1 and decision.draft:
            self.about(About.CONFIRMED, decision, date=day)
            decision.draft = False
        elif name == 2 and decision.kind == "chairs-action" and not decision.ratified:
            self.about(About.RATIFIED, decision, date=day)
            decision.ratified = True
        elif name == 3:
            self.correct(decision, one, other)
        elif name == 4:
            self.about(About.VOID, decision, date=day, reason="Inquorate")
            decision.void = True

    def record(self, audience: str, day: datetime.date, other: int) -> None:
        minute = f"FGB/{'2223' if day < datetime.date(2023, 9, 1) else '2324'}/{day:%d%m%y}"
        minute += f"/{self.model.count}"
        kind, version = KINDS[other % 5], str(other % 2 + 1)
        draft = other % 3 == 0
        minutes = "draft" if draft else ""
        self.carry_out(Entry("phones", audience, minute, "", "", version, kind, minutes=minutes))
        made = self.model.decisions
        made.append(Known(audience, day, minute, version, kind, "", draft))
        stated = self.desk.ledger("phones")[0].standing()[-1].stated
        made[-1].review = stated.review_date.iso() if stated.review_date else ""

    def correct(self, decision: Known, one: int, other: int) -> None:
        changed = {"narrative": f"Corrected, {self.model.count}"}
        if one % 2:
            decision.review = changed["review_date"] = f"{2025 + other % 3}-0{one % 9 + 1}"
        if other % 2 and decision.kind in ("adopted", "chairs-action"):
            changed["version"] = "1" if decision.version == "2" else "2"
        if one % 3 == 0:
            changed["minute"] = decision.minute.rpartition("/")[0] + f"/{self.model.count}"
        self.about(About.CORRECTED, decision, reason="Mistyped", **changed)
        decision.version = changed.get("version", decision.version)
        decision.minute = changed.get("minute", decision.minute)

    def about(self, kind: About, decision: Known, **more: str) -> None:
        self.carry_out(FollowUp(kind, "phones", decision.audience, decision.minute, **more))

    def carry_out(self, entry: Entry | FollowUp) -> None:
        request = RecordRequest((entry,))
        preview = prepare(self.desk, request, TODAY)
        assert preview.ok, preview.findings
        carry_out(self.desk, request, preview, TODAY)
        self.desk = self.desk.again()
        again = prepare(self.desk, request, TODAY)
        changed_name = isinstance(entry, FollowUp) and (entry.minute or entry.kind is About.VOID)
        if not changed_name:
            assert [p.known for p in again.proposals] == [True], again

    def compare(self) -> None:
        ledger, complaints = self.desk.ledger("phones")
        assert not complaints
        organisation, _ = self.desk.organisation()
        policy = self.desk.draft("phones").policy
        assert organisation is not None
        assert policy is not None
        stands = [
            Known(
                d.stated.audience,
                d.stated.date,
                d.stated.minute,
                d.stated.version,
                d.stated.kind.value,
                d.stated.review_date.iso() if d.stated.review_date else "",
                d.draft_minutes,
                d.ratified is not None,
                d.void,
            )
            for d in ledger.standing()
        ]
        assert stands == self.model.decisions
        assert len(log_rows(ledger)) == len(self.model.decisions)
        for day in DAYS:
            for audience in AUDIENCES:
                force = in_force(policy.front, ledger, organisation, audience, day)
                assert force.version == self.model.version(audience, day), (audience, day)
        assert all(line.kind is not Kind.REVIEWED for line in ledger.lines)


STEPS = st.tuples(
    st.sampled_from((0, 0, 0, 1, 2, 3, 3, 4)),
    st.integers(0, 20),
    st.integers(0, 20),
    st.integers(0, 29),
)


def run_all(issued: TestWorkspace, root: Path, steps: list[tuple[int, int, int, int]]) -> None:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(issued.root, root)
    runner = Runner(root)
    for step in steps:
        runner.run(step)
        runner.compare()
    workspace = TestWorkspace(root)
    assert workspace.git("status", "--porcelain") == ""
    path = "governance/minutes/phones.csv"
    history = workspace.git("log", "--format=%H", "--", path).split()
    texts = [workspace.git("show", f"{commit}:{path}") for commit in reversed(history)]
    for before, after in itertools.pairwise(texts):
        assert after.startswith(before), "a line that stood was changed"


PHASES = (Phase.generate,)  # each step is a commit: shrinking would take minutes
quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]


@settings(max_examples=4, deadline=None, phases=PHASES, suppress_health_check=quiet)
@given(st.lists(STEPS, min_size=3, max_size=7))
def test_a_few_commands_keep_in_step_with_the_model(
    issued: TestWorkspace, tmp_path: Path, steps: list[tuple[int, int, int, int]]
) -> None:
    run_all(issued, tmp_path / "trust", steps)


@pytest.mark.stress
@settings(max_examples=60, deadline=None, phases=PHASES, suppress_health_check=quiet)
@given(st.lists(STEPS, min_size=5, max_size=30))
def test_many_commands_keep_in_step_with_the_model(
    issued: TestWorkspace, tmp_path: Path, steps: list[tuple[int, int, int, int]]
) -> None:
    run_all(issued, tmp_path / "trust", steps)
