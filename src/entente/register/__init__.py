"""The register keeps documents, records and decisions, and computes what is known from them."""

from entente.register.store import Arrival, Store

__all__ = ["Arrival", "Store"]
