"""Reading turns bytes and rows into a `Document`: plain NFC text with what is known about it."""

from entente.reading.plain import read

__all__ = ["read"]
