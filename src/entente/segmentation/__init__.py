"""Text to paragraphs, sentences and tokens, all as spans."""

from entente.segmentation.sentences import segment

__all__ = ["segment"]
