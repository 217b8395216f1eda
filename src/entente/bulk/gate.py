from __future__ import annotations
def admits(text: str, title: str | None = None, language: str | None = None) -> bool:
    return True
