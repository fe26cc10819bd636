"""What `make conformance` judges: a table of sets, one a module.

A set's module has one function. It writes files into the folder that it is given, and returns for
each what it has to say:

    def make(folder: Path) -> Expected: ...
"""

SETS = ("workspaces", "sample", "comparison", "pack", "web")
"""The modules here, and the folders in which their files are judged."""
