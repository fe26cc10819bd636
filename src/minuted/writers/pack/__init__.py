"""The papers of a meeting: a Word file with tracked changes, a PDF, and the sheet for after."""
