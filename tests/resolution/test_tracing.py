"""Every value of a record tells which rules and entries found its words."""

import re

from entente import pipeline

REPORT = (
    "Rabat, 4 mars 2025 - Le ministre marocain de l'Intérieur, Karim Alami, a rencontré mardi à Rabat le "
    "ministre espagnol de l'Intérieur, Luis Ortega. Les entretiens ont porté sur la lutte contre le terrorisme."
)
ORIGIN = re.compile(r"[a-z_]+/(rules/)?[a-z-]+\.(toml|tsv):\d+")


def test_each_value_with_a_span_has_reasons_that_name_file_and_line() -> None:
    record, text, trace = pipeline.read_explained(REPORT, published="2025-03-05", language="fr")
    engagement = record.engagements[0]
    wanted = {f"{engagement.id}.{field}" for field in engagement.spans}
    wanted |= {f"{person.id}.{field}" for person in record.people for field in person.spans}
    assert len(wanted) > 10
    for key in wanted:
        assert trace[key], key
        for reason in trace[key]:
            assert ORIGIN.fullmatch(reason.origin), reason
            assert text[slice(*reason.span)].strip()


def test_a_topic_names_its_row_and_a_post_its_rule() -> None:
    record, _, trace = pipeline.read_explained(REPORT, published="2025-03-05", language="fr")
    assert [r.origin.split(":")[0] for r in trace["e1.topics.terrorism"]][:1] == ["fr/topics.tsv"]
    assert any(r.entry == "rule 'post'" for r in trace[f"{record.people[0].id}.posts.0.title"])
