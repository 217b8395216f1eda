"""Mentions to known things: which mentions are one, by people's decisions first and then by the judgements.

Only what is tied to a mention that came, changed or went is grouped anew, over however many steps; the outcome is that
of grouping everything.
"""

from __future__ import annotations

from collections.abc import Mapping

from entente.register.clustering import Apart, Decided, Link, cluster
from entente.register.database import Database, select
from entente.register.decisions import Standing
from entente.register.ids import PUT_TOGETHER


class Grouping:
    """Keeps what mentions are known as."""

    def __init__(self, database: Database, standing: Standing) -> None:
        self.database, self.standing = database, standing
        self.rejected = standing.rejected

    def group(self, touched: set[str]) -> set[str]:
        """Give every touched mention its known thing; gives the known things to be written or dropped."""
        touched = touched - self._settled(touched)
        members, links, apart, before = self._component(touched)
        decided = [
            Decided(decision.number, decision.verdict == "same", one, other)
            for decision, one, other in self.standing.ties()
            if one not in self.rejected and other not in self.rejected
        ]
        after = cluster(members, links, decided, apart)
        changed: list[tuple[str | None, str]] = [(known, id) for id, known in after.items() if before.get(id) != known]
        changed += [(None, id) for id, known in before.items() if known and id in self.rejected]
        self.database.many("UPDATE mentions SET known = ? WHERE id = ?", changed)
        stale = {after[id] for id in touched if id in after}
        stale |= {known for known, _ in changed if known}
        stale |= {old for id, old in before.items() if old and (id not in after or after[id] != old)}
        changed_ids = [id for _, id in changed]
        documents = select(self.database, "SELECT DISTINCT document FROM mentions WHERE id IN", changed_ids)
        beside = select(
            self.database,
            "SELECT DISTINCT known FROM mentions WHERE now = id AND part IN ('engagements', 'commitments') "
            "AND document IN",
            (document for (document,) in documents),
        )
        stale |= {known for (known,) in beside if known}
        return stale

    def _settled(self, touched: set[str]) -> set[str]:
        """New mentions of people and bodies that look like others which are all one: they join them at once.

        This is what grouping anew would come to, unless the document already names that person otherwise, people have
        decided on them, or the newcomer's id is the smallest and so becomes the name of all.
        """
        tied = {end for _, one, other in self.standing.ties() for end in (one, other)}
        held = {known for (known,) in select(self.database, "SELECT known FROM mentions WHERE id IN", tied)}
        sql = "SELECT id, document, part, profile, known FROM mentions WHERE now = id AND id IN"
        rows = [row for row in select(self.database, sql, touched - self.rejected) if row[2] in PUT_TOGETHER]
        groups = {profile: self._only_known(profile) for profile in {row[3] for row in rows if row[3] is not None}}
        sql = "SELECT document, known FROM mentions WHERE now = id AND part = 'people' AND document IN"
        taken = set(select(self.database, sql, (row[1] for row in rows)))
        settled: list[tuple[str, str]] = []
        for id, document, part, profile, before in sorted(rows):
            known = groups.get(profile)
            if before is not None or known is None or id < known or known in held:
                continue
            if part == "bodies" or (document, known) not in taken:
                settled.append((known, id))
                taken.add((document, known))
        self.database.many("UPDATE mentions SET known = ? WHERE id = ?", settled)
        return {id for _, id in settled}

    def _only_known(self, profile: int) -> str | None:
        """The known thing that all mentions of a profile are, where they are one."""
        ends = [f"SELECT {end}(known) FROM mentions WHERE profile = ?" for end in ("min", "max")]  # read off the index
        sql = f"SELECT ({ends[0]}), ({ends[1]}), (SELECT verdict FROM judgements WHERE one = ? AND other = ?)"
        row = self.database.one(sql, profile, profile, profile, profile)
        return str(row[0]) if row and row[0] and row[0] == row[1] and row[2] == "same" else None

    def _component(self, touched: set[str]) -> tuple[dict[str, str], list[Link], list[Apart], dict[str, str | None]]:
        """All that is linked with the touched mentions, over whatever many steps, or was one group with them."""
        tied: dict[str, set[str]] = {}
        for _, one, other in self.standing.ties():
            tied.setdefault(one, set()).add(other)
            tied.setdefault(other, set()).add(one)
        seen_groups: set[str] = set()
        members: dict[str, str] = {}
        before: dict[str, str | None] = {}
        likes: dict[int, list[str]] = {}
        frontier = set(touched)
        while frontier:
            rows = select(
                self.database, "SELECT id, document, now, known, profile, part FROM mentions WHERE id IN", frontier
            )
            found = {other for id in frontier for other in tied.get(id, ())}
            for id, document, now, known, _, part in rows:
                before[id] = known
                if now == id and id not in self.rejected:
                    # one record may name a body in two ways, but not tell one engagement twice
                    members[id] = id if part == "bodies" else document
            groups = {row[3] for row in rows if row[3]} - seen_groups
            seen_groups |= groups
            found |= {id for (id,) in select(self.database, "SELECT id FROM mentions WHERE known IN", groups)}
            profiles = {row[4] for row in rows if row[4]} - likes.keys()
            while profiles:  # all profiles that are linked, over whatever many steps, with all their mentions
                likes |= {profile: [] for profile in profiles}
                for profile, id in select(self.database, "SELECT profile, id FROM mentions WHERE profile IN", profiles):
                    found.add(id)
                    if id not in self.rejected:
                        likes[profile].append(id)
                near: set[int] = set()
                for end, other in (("one", "other"), ("other", "one")):
                    sql = f"SELECT {other} FROM judgements WHERE verdict = 'same' AND {end} IN"
                    near |= {profile for (profile,) in select(self.database, sql, profiles)}
                profiles = near - likes.keys()
            frontier = found - before.keys()
        links, apart = self._links(likes)
        return members, links, apart, before

    def _links(self, likes: Mapping[int, list[str]]) -> tuple[list[Link], list[Apart]]:
        """Judgements of profiles as links of mentions: the smallest of each profile speaks for it."""
        speakers = {profile: min(ids) for profile, ids in likes.items() if ids}
        links: list[Link] = []
        apart: list[Apart] = []
        sql = "SELECT one, other, verdict, score FROM judgements WHERE verdict <> 'unsure' AND one IN"
        for one, other, verdict, score in select(self.database, sql, speakers):
            if one == other:
                if verdict == "same":
                    links += [Link(speakers[one], id, score) for id in likes[one] if id != speakers[one]]
            elif other in speakers:
                left, right = sorted((speakers[one], speakers[other]))
                if verdict == "same":
                    links.append(Link(left, right, score))
                else:
                    apart.append(Apart(left, right, score))
        return links, apart
