"""A comparison as a text with tracked changes: for Word, and for paper."""
