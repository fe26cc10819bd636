"""Building copies: who gets which text, what changes when something changes."""

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from minuted.model.copy import Copy
from minuted.model.dates import academic_year
from minuted.tasks import schedule
from minuted.writers.html import HtmlTemplate
from workspaces import LOGO, REPOSITORY, Outcome, TestWorkspace, real_workspace

Call = Callable[..., Outcome]
QUICK = ("--format", "html")


def adopt(workspace: TestWorkspace, code: str, version: str = "1", day: str = "2023-09-05") -> None:
    """Record an adoption in the ledger."""
    when = date.fromisoformat(day)
    minute = f"FGB/{academic_year(when)}/{when:%d%m%y}/7"
    workspace.add_line("phones", f"{day},FGB,{code},{minute},{version},adopted,Fine,2025-09,,,,")


@pytest.fixture
def adopted(workspace: TestWorkspace) -> TestWorkspace:
    """A workspace whose one policy is issued, and adopted at Ash and Oak."""
    workspace.issue_by_hand("phones")
    adopt(workspace, "ASH")
    adopt(workspace, "OAK")
    return workspace


def test_every_audience_with_an_adoption_gets_three_copies(
    adopted: TestWorkspace, call: Call
) -> None:
    outcome = call(adopted, "build")
    assert outcome.code == 0, outcome.said
    assert {n for n in adopted.files() if "phones" in n} == {
        f"{code}/phones.{ending}" for code in ("ASH", "OAK") for ending in ("docx", "pdf", "html")
    }
    assert {"index.html", "ASH/index.html", "OAK/index.html"} <= set(adopted.files())


def test_the_build_says_who_gets_no_copy_and_why(adopted: TestWorkspace, call: Call) -> None:
    outcome = call(adopted, "build", *QUICK)
    assert "not adopted: phones for ELM" in outcome.err
    assert "Elm Junior" in outcome.err
    assert "2 built, 0 unchanged, 0 removed, 2 not adopted, 0 failed" in outcome.out


def test_a_second_build_writes_nothing(adopted: TestWorkspace, call: Call) -> None:
    call(adopted, "build")
    before = {p: p.stat().st_mtime_ns for p in adopted.path("build").rglob("*") if p.is_file()}
    outcome = call(adopted, "build")
    assert "0 built, 6 unchanged" in outcome.out
    after = {p: p.stat().st_mtime_ns for p in adopted.path("build").rglob("*") if p.is_file()}
    del before[adopted.path("build/.minuted.lock")], after[adopted.path("build/.minuted.lock")]
    assert after == before


def test_two_clean_builds_are_byte_identical(adopted: TestWorkspace, call: Call) -> None:
    call(adopted, "build", "--output", str(adopted.path("one")))
    call(adopted, "build", "--output", str(adopted.path("two")), "--jobs", "2")
    assert adopted.files("one") == adopted.files("two")
    assert len(adopted.files("one")) == 9


def test_an_edited_draft_changes_nothing(adopted: TestWorkspace, call: Call) -> None:
    call(adopted, "build", *QUICK)
    before = adopted.files()
    adopted.edit("policy_src/phones.md", "Phones stay in bags.", "Phones stay at home.")
    outcome = call(adopted, "build", *QUICK)
    assert "0 built, 2 unchanged" in outcome.out
    assert adopted.files() == before


def test_a_draft_build_shows_the_working_text_to_everybody(
    adopted: TestWorkspace, call: Call
) -> None:
    call(adopted, "build", *QUICK)
    in_force = adopted.files()
    adopted.edit("policy_src/phones.md", "Phones stay in bags.", "Phones stay at home.")
    outcome = call(adopted, "build", "--draft", *QUICK)
    assert outcome.code == 0, outcome.said
    drafts = adopted.files()
    for code in ("ASH", "OAK", "ELM", "DALE"):
        page = drafts[f"{code}/phones.html"].decode()
        assert "Phones stay at home." in page
        assert "DRAFT" in page
    outcome = call(adopted, "build", *QUICK)
    assert "2 removed" in outcome.out
    assert adopted.files() == in_force


def test_a_changed_school_name_changes_its_own_copies_only(
    adopted: TestWorkspace, call: Call
) -> None:
    call(adopted, "build", *QUICK)
    before = adopted.files()
    adopted.edit("governance/trust.yaml", "name: Ash Primary", "name: Ash Academy")
    outcome = call(adopted, "build", *QUICK)
    assert "1 built, 1 unchanged" in outcome.out
    after = adopted.files()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"ASH/phones.html", "ASH/index.html", "index.html"}
    assert b"everybody at Ash Academy." in after["ASH/phones.html"]


def test_a_schools_own_logo_changes_its_own_copies_only(adopted: TestWorkspace, call: Call) -> None:
    call(adopted, "build", *QUICK)
    adopted.write("templates/brands/OAK/logo.svg", LOGO.format(colour="#004400"))
    adopted.edit(
        "governance/trust.yaml",
        "name: Oak <Infants> & Nursery",
        "name: Oak <Infants> & Nursery\n    brand: {logo: templates/brands/OAK/logo.svg}",
    )
    outcome = call(adopted, "build", *QUICK)
    assert "1 built, 1 unchanged" in outcome.out


def test_the_trusts_logo_changes_every_copy_without_its_own(
    adopted: TestWorkspace, call: Call
) -> None:
    call(adopted, "build", *QUICK)
    adopted.write("templates/brands/QDLT/logo.svg", LOGO.format(colour="#004400"))
    assert "2 built, 0 unchanged" in call(adopted, "build", *QUICK).out


def test_a_changed_template_changes_its_format_only(adopted: TestWorkspace, call: Call) -> None:
    call(adopted, "build", "--format", "html,docx")
    source = (Path(__file__).parents[2] / "templates/policy.html").read_text(encoding="utf-8")
    adopted.write("templates/policy.html", source + "\n<!-- the office was here -->\n")
    outcome = call(adopted, "build", "--format", "html,docx")
    assert "2 built, 2 unchanged" in outcome.out


def test_what_lies_beside_the_pdf_template_can_be_used_by_it(
    adopted: TestWorkspace, call: Call
) -> None:
    source = (Path(__file__).parents[2] / "templates/policy.typ").read_text(encoding="utf-8")
    adopted.write("templates/policy.typ", f'#import "letterhead.typ": *\n{source}')
    adopted.write("templates/letterhead.typ", "#let motto = [Be kind]\n")
    call(adopted, "build", "--format", "pdf,html")
    assert (call(adopted, "build", "--format", "pdf,html")).out.startswith("0 built, 4 unchanged")
    adopted.write("templates/letterhead.typ", "#let motto = [Be kinder]\n")
    outcome = call(adopted, "build", "--format", "pdf,html")
    assert outcome.code == 0, outcome.said
    assert " 0 failed" in outcome.out


def test_a_copy_somebody_changed_by_hand_is_made_again_and_theirs_is_kept(
    adopted: TestWorkspace, call: Call
) -> None:
    call(adopted, "build", *QUICK)
    good = adopted.files()
    for number, name in enumerate(("phones.html", "phones-2.html"), 1):
        adopted.write("build/ASH/phones.html", f"scribbled {number}")
        outcome = call(adopted, "build", *QUICK)
        assert (outcome.code, outcome.out.split(",")[0]) == (0, "1 built")
        assert f"now build/.minuted-kept/ASH/{name}" in outcome.err
        assert adopted.read(f"build/.minuted-kept/ASH/{name}") == f"scribbled {number}"
    assert adopted.files() == good
    assert "kept" not in call(adopted, "build", *QUICK).said


def test_what_lay_in_the_place_of_a_copy_or_a_list_is_kept(
    adopted: TestWorkspace, call: Call
) -> None:
    adopted.write("site/index.html", "our own home page")
    adopted.write("site/ASH/phones.html", "our own copy")
    outcome = call(adopted, "build", *QUICK, "--output", str(adopted.path("site")))
    assert outcome.code == 0
    assert "site/ASH/phones.html: warning: This was not as minuted had left it" in outcome.err
    assert "The same goes for one other file." in outcome.err
    assert adopted.read("site/.minuted-kept/index.html") == "our own home page"
    assert adopted.read("site/.minuted-kept/ASH/phones.html") == "our own copy"


def test_copies_that_were_only_copied_elsewhere_are_still_ours(
    adopted: TestWorkspace, call: Call
) -> None:
    call(adopted, "build", *QUICK)
    for path in adopted.path("build").rglob("*.html"):
        os.utime(path, (1, 1))
    adopted.edit("governance/trust.yaml", "name: Ash Primary", "name: Ash Infants")
    outcome = call(adopted, "build", *QUICK)
    assert "not as minuted had left it" not in outcome.err
    assert not adopted.path("build/.minuted-kept").exists()


def test_an_edited_copy_that_nobody_should_have_any_more_is_kept(
    adopted: TestWorkspace, call: Call
) -> None:
    call(adopted, "build", *QUICK)
    adopted.write("build/OAK/phones.html", "my notes in it")
    adopted.add_line(
        "phones", "2024-01-09,FGB,OAK,FGB/2324/090124/2,1,withdrawn,Left the trust,,,,,"
    )
    assert "1 removed" in call(adopted, "build", *QUICK).out
    assert adopted.read("build/.minuted-kept/OAK/phones.html") == "my notes in it"


def test_lists_say_of_each_format_what_text_it_is(adopted: TestWorkspace, call: Call) -> None:
    call(adopted, "build", "--format", "html,docx")
    call(adopted, "build", "--format", "docx", "--draft")
    page = adopted.read("build/ASH/index.html")
    entries = re.findall(r"<li>.*?</li>", page, re.DOTALL)
    texts = [entry for entry in entries if "phones." in entry]
    of_page = next(entry for entry in texts if "phones.html" in entry)
    of_word = next(entry for entry in texts if "phones.docx" in entry)
    assert "DRAFT" in of_word
    assert "DRAFT" not in of_page
    assert "Version 1" in of_page


def test_a_copy_that_nobody_should_have_any_more_is_removed(
    adopted: TestWorkspace, call: Call
) -> None:
    call(adopted, "build", *QUICK)
    adopted.write("build/OAK/their-own-notes.txt", "keep me")
    adopted.add_line(
        "phones", "2024-01-09,FGB,OAK,FGB/2324/090124/2,1,withdrawn,Left the trust,,,,,"
    )
    outcome = call(adopted, "build", *QUICK)
    assert "1 removed" in outcome.out
    names = set(adopted.files())
    assert "OAK/phones.html" not in names
    assert "OAK/index.html" not in names
    assert "OAK/their-own-notes.txt" in names


def test_a_build_of_one_school_leaves_the_others_alone(adopted: TestWorkspace, call: Call) -> None:
    call(adopted, "build", *QUICK)
    adopted.edit("governance/trust.yaml", "name: Ash Primary", "name: Ash Academy")
    adopted.edit("governance/trust.yaml", "Oak <Infants>", "Oak Tree")
    before = adopted.files()
    outcome = call(adopted, "build", "--for", "ASH", *QUICK)
    assert outcome.out.startswith("1 built, 0 unchanged, 0 removed")
    assert adopted.files()["OAK/phones.html"] == before["OAK/phones.html"]


def test_versions_differ_between_schools_and_days(adopted: TestWorkspace, call: Call) -> None:
    adopted.edit("policy_src/phones.md", "Phones stay in bags.", "Phones stay at home.")
    adopted.issue_by_hand("phones", "2")
    adopt(adopted, "OAK", "2", "2024-09-10")
    assert call(adopted, "build", *QUICK).code == 0
    files = adopted.files()
    assert b"Phones stay in bags." in files["ASH/phones.html"]
    assert b"Phones stay at home." in files["OAK/phones.html"]
    call(adopted, "build", "--on", "1.9.24", *QUICK)
    assert b"Phones stay in bags." in adopted.files()["OAK/phones.html"]
    outcome = call(adopted, "build", "--on", "2023-09-04", *QUICK)
    assert "0 built, 0 unchanged, 2 removed" in outcome.out


def test_a_touched_issued_text_stops_its_copies_and_keeps_the_last_good_ones(
    adopted: TestWorkspace, call: Call
) -> None:
    call(adopted, "build", *QUICK)
    before = adopted.files()
    adopted.edit("governance/issued/phones/1/phones.md", "stay in bags", "stay in pockets")
    outcome = call(adopted, "build", *QUICK)
    assert outcome.code == 1
    assert "issued-touched" in outcome.err
    assert "governance/issued/phones/1/phones.md" in outcome.err
    assert adopted.files() == before


def test_an_emphasis_added_to_an_issued_text_is_seen_by_git(
    adopted: TestWorkspace, call: Call
) -> None:
    adopted.begin_git()
    adopted.edit("governance/issued/phones/1/phones.md", "stay in bags", "stay *in bags*")
    outcome = call(adopted, "build", *QUICK)
    assert outcome.code == 1
    assert "was changed after it was issued" in outcome.err
    assert not [name for name in adopted.files() if name.endswith("phones.html")]


def test_one_bad_policy_does_not_stop_the_others(adopted: TestWorkspace, call: Call) -> None:
    adopted.write("policy_src/bad.md", "---\ntitle: Bad\n---\n\nSee [](#nowhere).\n")
    outcome = call(adopted, "build", *QUICK)
    assert outcome.code == 1
    assert "policy_src/bad.md:5" in outcome.err
    assert "unknown-reference" in outcome.err
    assert "2 built" in outcome.out


def test_what_stops_many_copies_is_told_once(adopted: TestWorkspace, call: Call) -> None:
    adopt(adopted, "ELM")
    adopt(adopted, "DALE")
    own = (REPOSITORY / "templates/policy.typ").read_text(encoding="utf-8")
    adopted.write("templates/policy.typ", own.replace("#let footer = {", "#let footer = {\n  fcat"))
    outcome = call(adopted, "build", "--format", "pdf,html")
    assert outcome.code == 1
    assert "4 built, 0 unchanged, 0 removed, 0 not adopted, 4 failed" in outcome.out
    assert outcome.err.count("unknown variable: fcat") == 2
    assert "The same stops 3 other copies." in outcome.err
    assert "failed: phones for ASH and 3 other copies: templates/policy.typ" in outcome.err


def test_a_field_that_one_school_lacks_stops_its_copy_only(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.edit("policy_src/phones.md", "Phones stay", "{{ school.headteacher }} decides. They")
    workspace.issue_by_hand("phones")
    for code in ("ASH", "ELM"):
        adopt(workspace, code)
    outcome = call(workspace, "build", *QUICK)
    assert outcome.code == 1
    assert "cannot be filled for ELM" in outcome.err
    assert set(workspace.files()) >= {"ASH/phones.html"}
    assert "ELM/phones.html" not in workspace.files()


def test_a_decision_on_another_text_is_an_error(adopted: TestWorkspace, call: Call) -> None:
    wrong = "m1-" + "0" * 64
    ledger = adopted.read("governance/minutes/phones.csv")
    adopted.write(
        "governance/minutes/phones.csv",
        ledger.replace("ASH,FGB/2324/050923/7,1,adopted,Fine,2025-09,,,,", "ASH,FGB/2324/050923/7,"
                       f"1,adopted,Fine,2025-09,,,,{wrong}"),
    )  # fmt: skip
    outcome = call(adopted, "build", *QUICK)
    assert outcome.code == 1
    assert "decision-fingerprint" in outcome.err
    assert "OAK/phones.html" in adopted.files()
    assert "ASH/phones.html" not in adopted.files()


def test_a_wrong_line_of_the_ledger_stops_the_copies_that_rest_on_it_only(
    adopted: TestWorkspace, call: Call
) -> None:
    adopted.edit("governance/minutes/phones.csv", "2023-09-05,FGB,ASH", "2023-09-06,FGB,ASH")
    outcome = call(adopted, "build", *QUICK)
    assert outcome.code == 1
    assert "governance/minutes/phones.csv:2" in outcome.err
    assert "failed: phones for ASH" in outcome.err
    assert "OAK/phones.html" in adopted.files()
    assert "ASH/phones.html" not in adopted.files()


def test_a_line_that_cannot_be_read_stops_all_of_the_policys_copies(
    adopted: TestWorkspace, call: Call
) -> None:
    adopted.add_line("phones", "2024-01-09,FGB,OAK")
    outcome = call(adopted, "build", *QUICK)
    assert outcome.code == 1
    assert "governance/minutes/phones.csv:4" in outcome.err
    assert "0 built" in outcome.out


def test_names_with_markup_come_out_right(adopted: TestWorkspace, call: Call) -> None:
    call(adopted, "build", *QUICK)
    page = adopted.files()["OAK/phones.html"].decode()
    assert "everybody at Oak &lt;Infants&gt; &amp; Nursery." in page


def test_a_broken_trust_file_stops_everything_with_its_lines(
    adopted: TestWorkspace, call: Call
) -> None:
    adopted.edit("governance/trust.yaml", "short_name: QDLT", "short_name: ASH")
    outcome = call(adopted, "build")
    assert outcome.code == 1
    assert "governance/trust.yaml:" in outcome.err
    assert not adopted.path("build").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "fones"), "There is no policy “fones”"),
        (("build", "--for", "AHS"), "Did you mean “ASH”"),
        (("build", "--format", "odt"), "“odt” is no format"),
        (("build", "--on", "9/31/2024"), "is not a day"),
        (("build", "--jobs", "0"), "jobs"),
    ],
)
def test_a_wrong_request_is_answered_with_what_would_be_right(
    adopted: TestWorkspace, call: Call, arguments: tuple[str, ...], said: str
) -> None:
    outcome = call(adopted, *arguments)
    assert outcome.code in (1, 2)
    assert said in outcome.err
    assert not adopted.path("build").exists()


def test_a_spoiled_record_only_means_that_all_is_made_again(
    adopted: TestWorkspace, call: Call
) -> None:
    call(adopted, "build", *QUICK)
    good = adopted.files()
    adopted.write("build/.minuted.json", "{")
    assert call(adopted, "build", *QUICK).code == 0
    assert adopted.files() == good


def test_a_record_cannot_make_the_build_remove_files_elsewhere(
    adopted: TestWorkspace, call: Call
) -> None:
    call(adopted, "build", *QUICK)
    victim = adopted.write("victim.html", "mine")
    record = json.loads(adopted.read("build/.minuted.json"))
    entry = dict(record["files"]["ASH/phones.html"])
    record["files"]["../victim.html"] = entry
    adopted.write("build/.minuted.json", json.dumps(record))
    call(adopted, "build", *QUICK)
    assert victim.exists()


def test_the_real_workspace_builds_the_five_audiences(tmp_path: Path, call: Call) -> None:
    workspace = real_workspace(tmp_path)
    outcome = call(workspace, "build", *QUICK)
    assert outcome.code == 0, outcome.said
    assert "5 built, 0 unchanged, 0 removed, 0 not adopted, 0 failed" in outcome.out
    copies = {name for name in workspace.files() if name.endswith("social-media.html")}
    assert copies == {f"{c}/social-media.html" for c in ("AS", "DCT", "STG", "BAK", "MDPP")}


def test_a_template_that_changes_during_a_build_is_taken_by_the_next_one(
    workspace: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.write("policy_src/bikes.md", "---\ntitle: Bikes\n---\n\n1. Ride.\n")
    ours = (REPOSITORY / "templates/policy.html").read_text(encoding="utf-8")
    run = schedule.run

    def changing(work: object, todo: list[object], *more: object) -> Iterator[object]:
        for number, done in enumerate(run(work, todo, *more)):  # type: ignore[type-var,arg-type]
            if number == 0:
                workspace.write("templates/policy.html", ours + "<!-- of the new look -->\n")
            yield done

    monkeypatch.setattr(schedule, "run", changing)
    first = call(workspace, "build", "--draft", "--format", "html")
    assert first.out.startswith("8 built")
    made = workspace.files()
    assert not any(b"of the new look" in data for data in made.values())
    monkeypatch.undo()
    again = call(workspace, "build", "--draft", "--format", "html")
    assert again.out.startswith("8 built, 0 unchanged")
    healed = workspace.files()
    assert all(b"of the new look" in healed[name] for name in made if "index" not in name)


def test_what_failed_is_counted_in_files(adopted: TestWorkspace, call: Call) -> None:
    adopted.edit("governance/trust.yaml", "logo.svg", "no-such-logo.svg")
    assert ", 6 failed" in call(adopted, "build").out, "two audiences' copies in three formats"
    outcome = call(adopted, "build", *QUICK)
    assert outcome.out.endswith(", 2 failed\n")
    adopted.write("policy_src/bags.md", "no front matter")
    assert call(adopted, "build", *QUICK).out.endswith(", 2 failed, nothing of 1 policy built\n")
    adopted.write("governance/trust.yaml", "trust: [")
    assert call(adopted, "build").out.endswith(", 0 failed, no policy built\n")


@pytest.mark.parametrize("option", ["--for", "--format", "--output"])
def test_an_empty_value_is_a_slip_and_builds_nothing(
    option: str, adopted: TestWorkspace, call: Call
) -> None:
    before = set(adopted.root.iterdir())
    outcome = call(adopted, "build", option, "")
    assert outcome.code == 2
    assert "is named" in outcome.err
    assert set(adopted.root.iterdir()) == before


def test_a_word_template_that_is_none_is_named(adopted: TestWorkspace, call: Call) -> None:
    adopted.write("templates/policy.docx", "no Word file")
    outcome = call(adopted, "build", "--format", "docx")
    assert "templates/policy.docx: The template is not a Word document" in outcome.err


def test_a_build_that_is_stopped_leaves_lists_of_what_is_there(
    adopted: TestWorkspace, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    call(adopted, "build", *QUICK)
    stamp = HtmlTemplate.stamp
    stamped = []

    def stopping(self: HtmlTemplate, copy: Copy) -> bytes:
        if copy.audience == "OAK":
            raise KeyboardInterrupt
        stamped.append(copy.audience)
        return stamp(self, copy)

    monkeypatch.setattr(HtmlTemplate, "stamp", stopping)
    monkeypatch.setattr("minuted.tasks.render.MOST_ORDERS", 1)
    assert "Stopped." in call(adopted, "build", *QUICK, "--draft").err
    assert "DRAFT" in adopted.read("build/ASH/phones.html")
    assert "DRAFT" in adopted.read("build/ASH/index.html")
    assert "DRAFT" not in adopted.read("build/OAK/index.html")
