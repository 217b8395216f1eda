"""What the text names: words to units, units to larger units by the phases of the pack."""

from entente.recognition.units import recognise

__all__ = ["recognise"]
