"""Drafts from verbs: who received, visited, signed, arrested whom."""

from __future__ import annotations

from typing import Any

from entente.extraction.grammar import REACH
from entente.extraction.settling import Settling
from entente.languages.rules import Unit
from entente.model.statement import Draft, Party


class Verbs(Settling):
    """Opens what a verb announces."""

    def open(self, at: int, unit: Unit, name: str, frame: dict[str, Any], thing: int | None) -> None:
        """A draft from a verb."""
        passive = unit.setting("voice") == "passive" and not frame.get("moves")
        draft = self.draft(str(frame["kind"]), at, unit)
        if frame.get("turns") and self.clause.where("airport"):
            frame = self.frames[str(frame["turns"])]
            draft.kind = frame["kind"]
        draft.tense = self.tense(unit)
        subjects = self.subject(at)
        objects = self.objects(at)
        objects += [(party, "with", at) for party in self.with_whom(at)]
        alone = len(subjects) == 1 if not passive else not subjects
        draft.apart = name in ("receive", "meet", "talk") and alone
        active, passive_role = frame.get("subject"), frame.get("object")
        if not subjects and not passive:
            free = [(p, n) for p, mark, n in objects if mark == ""]
            if len(free) >= 2 or (free and not passive_role):
                subjects = [free[0][0]]
                objects = [row for row in objects if row[0] is not free[0][0]]
        for party in subjects:
            role = passive_role if passive else active
            if role:
                draft.add(party, str(role))
        for party, mark, _ in objects:
            role = None
            if mark == "" and not (passive and subjects):
                role = passive_role
            elif mark in ("with", "by", "to", "between", "for", "of", "help", "in"):
                role = frame.get({"help": "by"}.get(mark, mark))
                if mark == "help" and frame["kind"] == "operation":
                    role = "provider"
            elif mark == "presence":
                role = "participant"
            elif mark == "invitation":
                role = "inviter"
            elif mark == "led":
                role = passive_role if not passive else active
            if (
                mark == "of"
                and frame["kind"] == "honour"
                and party.kind == "person"
                and not any(r == "recipient" for _, r in draft.parties)
            ):
                role, mark = "recipient", "to"
            if role and mark != "of":
                draft.add(party, str(role))
        if frame["kind"] == "handover" and not any(role == "provider" for _, role in draft.parties):
            self.sender(draft, at)
        self.settle(draft, at)
        self.entities.reconcile(draft)
        if frame["kind"] == "operation":
            self.helpers(draft)
        if name == "decorate" and not {"provider", "recipient"} <= {
            role for party, role in draft.parties if party.kind != "pronoun"
        }:
            return
        if frame["kind"] == "training" and not any(role == "recipient" for _, role in draft.parties):
            return
        if frame["kind"] == "signing" and not draft.parties:
            for n, parties in self.here.items():
                if self.clause.units[n].setting("what") in ("both", "country") and self.clause.mark(n) in (
                    "",
                    "between",
                ):
                    for party in parties:
                        draft.add(party, "signatory")
        if frame["kind"] in ("meeting", "call") and all(p.kind == "country" for p, _ in draft.parties):
            return
        if frame.get("needs") == "help" and not any(
            self.clause.has(n, "help") or self.clause.has(n, "with") for n in range(len(self.clause.units))
        ):
            return
        if frame.get("goal") == "place" and draft.place is None:
            return
        if "least" in frame and len({p.identity for p, _ in draft.parties}) < int(str(frame["least"])):
            return
        if draft.kind == "meeting" and any(
            self.clause.has(n, "phone") for n in range(at, min(at + 8, len(self.clause.units)))
        ):
            draft.kind = "call"
        self.keep(draft)

    def sender(self, draft: Draft, at: int) -> None:
        """'extradé de Dubaï': the country of the city that somebody is handed over from."""
        for n in self.clause.where("city"):
            row = self.clause.units[n].value("city")
            if row and n > at and self.clause.has(n - 1, "of"):
                span = (self.clause.units[n].start, self.clause.units[n].end)
                draft.add(Party("country", row.split("/")[1], row.split("/")[1], span), "provider")
                return

    def helpers(self, draft: Draft) -> None:
        """Whose information or request an operation rests on: the actors after words of help."""
        clause = self.clause
        begin = next(iter(clause.where("help")), None)
        if begin is None:
            return
        for n in range(begin + 1, len(clause.units)):
            for party in self.here.get(n, []):
                draft.add(party, "provider")
            if (
                clause.units[n].rule is None
                and (code := clause.units[n].value("capital_name"))
                and clause.has(n - 1, "help")
            ):
                draft.add(Party("country", code, code, (clause.units[n].start, clause.units[n].end)), "provider")

    def attend(self, at: int) -> None:
        """'Y assistaient X et Y': they take part in what was told last."""
        clause = self.clause
        gathered = any(clause.units[n].kind == "gathering" for n in range(at, min(at + 8, len(clause.units))))
        if gathered or not self.out.drafts:
            return
        target = next((d for d in reversed(self.out.drafts[-REACH:]) if d.kind != "ceremony"), None)
        if target is None or (
            target.kind
            not in ("training", "meeting", "honour", "signing", "assistance", "exercise", "gathering", "call")
            or self.number - target.sentence > 3
        ):
            return
        parties = self.subject(at)
        if not parties or clause.units[at].start == self.sentences[self.number].start:
            parties = [p for p, mark, _ in self.objects(at) if mark in ("", "between")]
        for party in parties:
            if party.kind != "country":
                target.add(party, "participant")

    def bring(self, at: int) -> None:
        """'Il a rassemblé des militaires de …': the objects take part in the event told last."""
        target = next(
            (d for d in reversed(self.out.drafts) if d.kind in ("exercise", "meeting", "gathering", "training")),
            None,
        )
        if target is None or self.number - target.sentence > 2:
            return
        for party, mark, _ in self.objects(at):
            if mark in ("", "between"):
                target.add(party, "participant")
        sentence = self.sentences[self.number]
        target.evidence.append((sentence.start, sentence.end))
        self.settle(target, at)
