"""The tests' sample text, which uses all that a policy may hold: two schools and a draft."""

from pathlib import Path

from said import Expected, lines

import samples
from minuted.store.workspace import packaged_templates
from minuted.tasks.render import FORMATS
from minuted.writers import writer
from minuted.writers.base import Assets

COPIES = {"one": samples.COPY, "other": samples.OTHER_COPY, "draft": samples.DRAFT}


def make(folder: Path) -> Expected:
    """Write the sample in every format."""
    templates = {name: path.read_bytes() for name, path in packaged_templates().items()}
    assets = Assets(templates, samples.IMAGES)
    text = samples.rich_policy()
    expected: Expected = {}
    for form in FORMATS:
        template = writer(form).compile(text, assets)
        for name, copy in COPIES.items():
            path = f"{name}/rich.{form}"
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(template.stamp(copy))
            expected[path] = lines(text, copy.fields)
    return expected
