"""Mentions to statements: who did what with whom, who promised what, who says so."""

from entente.extraction.reader import extract

__all__ = ["extract"]
