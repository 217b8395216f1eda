"""The register in the browser: pages, their JSON twins, and the review of documents.

`application` gives an ASGI application; every page is one context (`pages/`) shown as HTML (`templates/`) or as JSON.
"""

from entente.web.application import application

__all__ = ["application"]
