"""The mentions behind known things: which are one and the same, how people name them, what matching said of them."""

from __future__ import annotations

from typing import Any

import msgspec

from entente.register.ids import PARTS
from entente.register.things import MOST, Things


class Mentions(Things):
    """What known things were made one of."""

    def mentions_of(self, known: str) -> set[str]:
        """All ids that lead to a known thing, those of earlier readings too."""
        live = "SELECT {} FROM mentions WHERE known = ? AND now = id"
        rows = self.database.all(
            f"SELECT id FROM mentions WHERE document IN ({live.format('document')}) AND now IN ({live.format('id')})",
            known,
            known,
        )
        return {id for (id,) in rows}

    def live_mentions_of(self, known: str) -> list[tuple[str, str]]:
        """The mentions that are one in a known thing, each with its name as `document#id`."""
        rows = self.database.all(
            "SELECT m.id, d.id, m.thing FROM mentions m JOIN documents d ON d.key = m.document "
            "WHERE m.known = ? AND m.now = m.id ORDER BY d.published DESC, d.id, m.thing LIMIT ?",
            known,
            MOST,
        )
        return [(id, f"{document}#{thing}") for id, document, thing in rows]

    def label(self, mention: str) -> str:
        """A mention as people name it, `document#id`; a document by its key as its id."""
        row = self.database.one(
            "SELECT d.id, m.thing FROM mentions m JOIN documents d ON d.key = m.document WHERE m.id = ?", mention
        )
        row = row or self.database.one("SELECT id, '' FROM documents WHERE key = ?", mention)
        return "#".join(filter(None, row)) if row else mention

    def groups(self) -> dict[str, list[list[str]]]:
        """What is one and the same, as `document#id`: groups of two or more, sorted."""
        answer: dict[str, list[list[str]]] = {part: [] for part in PARTS if part != "commitments"}
        for part, groups in answer.items():
            found: dict[str, list[str]] = {}
            for known, document, thing in self.database.all(
                "SELECT m.known, d.id, m.thing FROM mentions m JOIN documents d ON d.key = m.document "
                "WHERE m.part = ? AND m.now = m.id AND m.known IS NOT NULL",
                part,
            ):
                found.setdefault(known, []).append(f"{document}#{thing}")
            groups += sorted(sorted(group) for group in found.values() if len(group) > 1)
        return answer

    def judgements(self, id: str) -> list[dict[str, Any]]:
        """What matching said of the mentions of a known thing, with the others that it is unsure of."""
        own = {
            profile for (profile,) in self.database.all("SELECT profile FROM mentions WHERE known = ?", id) if profile
        }
        found = []
        for profile in sorted(own):
            rows = self.database.all(
                "SELECT one, other, verdict, score, reasons FROM judgements WHERE one = ? OR other = ?",
                profile,
                profile,
            )
            found += [row for row in rows if row[0] != row[1]]
        return [
            {"one": self._speaker(one), "other": self._speaker(other), "verdict": verdict, "score": score,
             "reasons": msgspec.json.decode(reasons)}
            for one, other, verdict, score, reasons in sorted(set(found), key=lambda row: (-row[3], row[0], row[1]))
        ]  # fmt: skip

    def _speaker(self, profile: int) -> str:
        row = self.database.one("SELECT min(id) FROM mentions WHERE profile = ?", profile)
        return self.label(row[0]) if row and row[0] else ""
