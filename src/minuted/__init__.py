"""Policies of a school trust: branded copies, minuted decisions, clause-by-clause comparison."""

__version__ = "0.1.0"
