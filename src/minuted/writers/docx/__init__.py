"""The Word writer, in the office's own template."""

from minuted.writers.docx.writer import DocxTemplate, DocxWriter, template_problems

__all__ = ["DocxTemplate", "DocxWriter", "template_problems"]
