"""PDF copies by Typst in process: one file that is both PDF/UA-1 and PDF/A-2a.

Policy ──source──▶ body.typ ─┐
templates/policy.typ ────────┼─▶ a private folder ──press──▶ bytes
typst/*.typ (ours) ──────────┤       ▲ a small file for each thing that differs
fonts ───────────────────────┘
"""

from minuted.writers.pdf.fonts import families
from minuted.writers.pdf.probe import template_problems
from minuted.writers.pdf.writer import PdfTemplate, PdfWriter

__all__ = ["PdfTemplate", "PdfWriter", "families", "template_problems"]
