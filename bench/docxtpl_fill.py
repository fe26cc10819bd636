"""Fill Word templates with docxtpl: what an office with a little Python would run.

python docxtpl_fill.py JOBS.json

JOBS.json holds a list of `{"template", "target", "picture", "logo", "context"}`. Run by the
benchmark in a process of its own, so that its start-up counts as anybody's would.
"""

import json
import sys
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate


def fill(job: dict[str, Any]) -> None:
    """Make one Word file; docxtpl wants its template opened anew for each."""
    template = DocxTemplate(job["template"])
    template.replace_pic(job["picture"], job["logo"])
    template.render(job["context"], autoescape=True)
    template.save(job["target"])


if __name__ == "__main__":
    for one in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        fill(one)
