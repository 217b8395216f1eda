"""Statements to the record: values for dates and places, drafts of one engagement made one, ids given."""

from entente.resolution.assembling import resolve
from entente.resolution.tracing import trace

__all__ = ["resolve", "trace"]
