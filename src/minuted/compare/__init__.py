"""Two texts compared clause by clause, and the proof of "No amendments" on a path of its own."""
