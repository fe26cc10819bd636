"""The model into diagnostics: a table of checks."""
