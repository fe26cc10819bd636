"""An invented trust whose policies stand in many ways at once."""

from pathlib import Path

from workspaces import TestWorkspace, make_workspace


def decided_workspace(root: Path) -> TestWorkspace:
    """Return a workspace with two issued policies and one that is a draft still.

    phones   ASH 2 (reviewed), OAK 1 (behind, overdue), ELM nothing
    visits   the partnership decided for ASH and OAK; ELM by a chair's action, minutes draft
    """
    workspace = make_workspace(root)
    workspace.write(
        "policy_src/visits.md",
        workspace.read("policy_src/phones.md").replace("Phones policy", "Visits policy"),
    )
    workspace.write(
        "policy_src/lockdown.md",
        workspace.read("policy_src/phones.md").replace("Phones policy", "Lockdown policy"),
    )
    for slug in ("phones", "visits"):
        workspace.issue_by_hand(slug)
    workspace.edit("policy_src/phones.md", "Phones stay in bags", "Phones stay in lockers")
    workspace.issue_by_hand("phones", "2")
    committee = "  JC: {name: Joint Committee, of: DALE}\ngroups:"
    workspace.edit("governance/trust.yaml", "groups:", committee)
    for line in (
        "2023-09-05,FGB,ASH,FGB/2324/050923/7,1,adopted,First,2024-09,,,,",
        "2023-09-06,FGB,OAK,FGB/2324/060923/7,1,adopted,First,2024-08,,,,",
        "2024-09-10,FGB,ASH,FGB/2425/100924/7,2,adopted,New,2025-09,,,,",
    ):
        workspace.add_line("phones", line)
    for line in (
        "2024-03-05,JC,DALE,JC/2324/050324/2,1,adopted,First,2024-11-05,,,,",
        "2024-07-01,FGB,ELM,,1,chairs-action,First,2025-07,draft,,,",
    ):
        workspace.add_line("visits", line)
    return workspace
