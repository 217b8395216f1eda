"""English sentences to what a record says of them: constructions that other languages do not have."""

from __future__ import annotations

import pytest

from tests import reports

PUBLISHED = "2025-03-05"  # a Wednesday


def shown(text: str) -> list[str]:
    return reports.shown(text, PUBLISHED, "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Turkey's interior minister, Ali Kaya, met his Spanish counterpart, Luis Ortega, in Ankara on Tuesday.",
            ["meeting held 2025-03-04 Ankara: Ali Kaya=participant, Luis Ortega=participant"],
        ),
        (
            "Moroccan police chief Ali Alami is in Lisbon on a visit at the invitation of the Portuguese police.",
            ["visit ongoing None Lisbon: Ali Alami=visitor, Portuguese police=inviter"],
        ),
        (
            "The India-US counter-terrorism talks were held in New Delhi on 3 March.",
            ["meeting held 2025-03-03 New Delhi: IN=participant, US=participant"],
        ),
        (
            "The Kenya Police has extradited a fugitive from Uganda.",
            ["handover held None None: Kenya Police=recipient, UG=provider"],
        ),
        ("If the bill passes, the Spanish police could hold a joint exercise with the Moroccan police.", []),
        ("The two police chiefs did not meet in Madrid. Interior Minister Karim Alami called on Spain to act.", []),
    ],
)
def test_english_sentences(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_a_bare_infinitive_after_and_shares_the_auxiliary() -> None:
    text = "Swedish Justice Minister Eva Lund will visit Rome on Friday and meet Italian Interior Minister Aldo Riva."
    assert [line.split()[:2] for line in shown(text)] == [["visit", "planned"], ["meeting", "planned"]]


def test_what_is_signed_at_the_end_of_talks_is_signed_then_and_there() -> None:
    text = (
        "Swedish Justice Minister Eva Lund met Italian Interior Minister Aldo Riva in Rome on Monday.\n"
        "A police agreement was signed at the end of the meeting."
    )
    assert shown(text)[1].startswith("signing held 2025-03-03 Rome")


def test_whoever_is_welcomed_to_a_city_visits_it() -> None:
    text = "Spanish minister Luis Ortega welcomed Chilean police chief Ana Soto to Madrid on Monday for talks."
    assert [line.split()[0] for line in shown(text)] == ["visit", "meeting"]


def test_a_headline_lists_its_countries_with_a_comma() -> None:
    assert shown("Peru, Chile sign police agreement") == ["signing held None None: PE=signatory, CL=signatory"]


def test_those_of_the_headline_are_the_people_named_below() -> None:
    text = (
        "Saudi, Omani interior ministers meet in Muscat\n\n"
        "Saudi Interior Minister Majid Saleh arrived in Muscat on Monday at the invitation of "
        "Omani Interior Minister Salim Nasser."
    )
    assert "meeting held None Muscat: Majid Saleh=participant, Salim Nasser=participant" in [
        line.replace("2025-03-03", "None") for line in shown(text)
    ]


def test_who_organises_what_was_told_before() -> None:
    text = (
        "A training course on fraud for Albanian police officers opened in Tirana on Monday. "
        "It is organised by Europol and the Italian State Police."
    )
    assert shown(text)[0].endswith("Europol=provider, Italian State Police=provider")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister Ali Kaya met Spanish police chief Luis Ortega at the Police Headquarters, Ankara, on Monday.",
            "meeting held 2025-03-03 Ankara",
        ),
        ("US embassy officials handed over a scanner to Georgia's police at Georgia's border post in Vorti.", "Vorti"),
    ],
)
def test_a_city_behind_a_building_and_an_unknown_place_are_where_it_was(text: str, expected: str) -> None:
    assert expected in shown(text)[0]


def test_an_acronym_in_brackets_is_the_body_from_then_on() -> None:
    text = (
        "Fiji Police Force (FPF) Commissioner Jone Waqa met Ana Soto, head of the Chilean police, in Suva on Monday. "
        "The FPF donated vehicles to the Chilean police."
    )
    assert shown(text)[1].endswith("Fiji Police Force (FPF)=provider, Chilean police=recipient")


def test_the_news_agency_whose_name_a_police_force_shares_is_no_source_there() -> None:
    text = (
        "Australian Federal Police (AFP) Commissioner Ross Carlyle and Fiji Police Commissioner Jone Waqa signed an "
        "agreement in Suva on Monday. The AFP said so."
    )
    assert [s.kind for s in reports.read(text, PUBLISHED, "en").sources] == ["communique"]


def test_who_acts_together_takes_part_and_who_supports_provides() -> None:
    text = "Romanian Police, working together with the Greek police and supported by Europol, arrested five smugglers."
    assert shown(text)[0].endswith("Romanian Police=participant, Greek police=participant, Europol=provider")


def test_each_signs_for_the_side_before_him() -> None:
    text = (
        "Qatar and Rwanda signed a police agreement, which was signed on the Qatari side by Jassim Ali and on the "
        "Rwandan side by Eric Habimana."
    )
    assert shown(text)[0].endswith("Jassim Ali=signatory, Eric Habimana=signatory")


def test_whoever_attended_the_meeting_took_part_in_the_one_told() -> None:
    text = (
        "Chinese Ambassador Lin Hao met Kenyan police chief Daniel Kip in Nairobi on Tuesday. The meeting was attended "
        "by Ambassador Grace Mutua."
    )
    assert shown(text)[0].endswith("Daniel Kip=participant, Grace Mutua=participant")


def test_who_gave_what_was_told_as_received() -> None:
    text = (
        "Pakistani police officials received equipment in Islamabad on Tuesday. The donations were provided by the "
        "U.S. Department of State."
    )
    assert shown(text) == [
        "assistance held 2025-03-04 Islamabad: Pakistani police officials=recipient, U.S. Department of State=provider"
    ]


def test_a_ceremony_told_before_what_it_is_for_adds_who_attended() -> None:
    text = (
        "On Monday, Ambassador Carol Whit attended a ceremony in Tbilisi. "
        "The US government handed over scanners to the Georgian police."
    )
    assert shown(text)[-1].endswith("Georgian police=recipient, Carol Whit=participant")


def test_what_was_on_the_agenda_is_a_topic_of_the_talks() -> None:
    text = (
        "Turkish interior minister Ali Kaya met his Spanish counterpart, Luis Ortega, in Ankara on Tuesday. "
        "Migrant smuggling and police training were among the key areas of discussion."
    )
    assert set(reports.read(text, PUBLISHED, "en").engagements[0].topics) == {"irregular-migration", "training"}


def test_al_said_is_a_name_and_no_verb() -> None:
    text = "Salim bin Said Al-Amri, Omani police chief, met Saudi police chief Ali Saleh in Muscat on Monday."
    assert [p.name for p in reports.read(text, PUBLISHED, "en").people] == ["Salim bin Said Al-Amri", "Ali Saleh"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the day on which somebody said so
            "Thai police chief Somchai Rat met his Malaysian counterpart, Azman Rahim, he said in a statement Tuesday.",
            ["meeting held None None: Somchai Rat=participant, Azman Rahim=participant"],
        ),
        (  # the day on which somebody arrived
            "Malaysian minister Omar Rahim, who arrived on Wednesday, met Thai police chief Somchai Rat in Bangkok.",
            ["meeting held None Bangkok: Omar Rahim=participant, Somchai Rat=participant"],
        ),
        (
            "Rwandan police chief Eric Nsh is in Lesotho on invitation from the Lesotho Mounted Police Service.",
            ["visit ongoing None None: Eric Nsh=visitor, Lesotho Mounted Police Service=inviter"],
        ),
        (
            "The UK announced a deal with Iraq on migrants. UK police minister David Harlow signed the agreement.",
            ["signing held None None: David Harlow=signatory, IQ=signatory"],
        ),
        (
            "Police in Spain, Ghana and Peru took part in an operation, dubbed Neptune VII, which ran in 2024.",
            [
                "operation held 2024 None: Police in Spain=participant, Police in Ghana=participant, "
                "Police in Peru=participant"
            ],
        ),
        (  # since when: no engagement of its own
            "Zambian police chief Grace Mul met Rwandan police chief Jean Hab in Kigali on Monday. "
            "She said that the two institutions have had good relations since the signing of the pact.",
            ["meeting held 2025-03-03 Kigali: Grace Mul=participant, Jean Hab=participant"],
        ),
    ],
)
def test_when_and_with_whom(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_who_comes_along_is_none_of_the_two() -> None:
    text = (
        "Rwandan police chief Eric Nsh met his Lesotho counterpart, Thabo Mok, in Maseru on Monday. He was "
        "accompanied by Ambassador Paul Kar. The two chiefs discussed drug trafficking."
    )
    assert [line.split()[0] for line in shown(text)] == ["meeting"]


def test_an_agreement_in_a_field_is_not_about_cooperation_as_such() -> None:
    texts = [
        "Spain and Peru signed a security cooperation agreement.",
        "Spain and Peru signed an agreement on police training.",
    ]
    topics = [reports.read(text, PUBLISHED, "en").engagements[0].topics for text in texts]
    assert topics == [["institutional-cooperation"], ["training"]]


def test_what_is_said_to_be_signed_is_not_signed_by_whoever_says_so() -> None:
    text = (
        "The Home Ministry announced that a police agreement was signed by Malaysian minister Omar Rahim and "
        "Singaporean minister Ravi Chandran."
    )
    assert shown(text)[0].endswith(": Omar Rahim=signatory, Ravi Chandran=signatory")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ramiro Ruiz, said to have led a cartel that smuggled cocaine, was arrested in Mexico in 2006 and handed "
            "over to U.S. officials on Monday.",
            ["handover held 2025-03-03 None: Ramiro Ruiz=participant, U.S. officials=recipient, MX=provider"],
        ),
        (
            "Ghana and Togo are hosting a US Africa Command drill.",
            ["exercise ongoing None None: GH=host, TG=host"],
        ),
        (
            "Spanish police chief Luis Ruiz, who is in Greece on a visit, met Greek minister Niko Vla on Monday.",
            ["visit ongoing None None: Luis Ruiz=visitor", "meeting held 2025-03-03 None: Luis Ruiz=participant"],
        ),
        (
            "Australian Commissioner Ian Marsh travelled to Indonesia and met its police chief Budi Santo on Tuesday.",
            ["visit held None None: Ian Marsh=visitor", "meeting held 2025-03-04 None: Ian Marsh=participant"],
        ),
        (
            "The Kenyan Coast Guard and the Indian Coast Guard met in Mombasa. The two agencies signed an agreement.",
            [
                "meeting held None Mombasa: Kenyan Coast Guard=participant",
                "signing held None None: Kenyan Coast Guard=",
            ],
        ),
        (
            "Frontex Director Jan Kowal met Tunisian interior minister Sami Trab in Tunis.",
            ["meeting held None Tunis: Jan Kowal=participant"],
        ),
        (
            "Rwandan police and Tanzanian police held a meeting in Kigali on Monday. The meeting, held at police "
            "headquarters, was co-chaired by Rwandan police chief Felix Muga and his Tanzanian counterpart Juma Mwa.",
            ["meeting held 2025-03-03 Kigali: Rwandan police=participant, Tanzanian police=participant, Felix Muga="],
        ),
        (
            "General Jan Kowal of the Polish Police met Tunisian interior minister Sami Trab in Tunis.",
            ["meeting held None Tunis: Jan Kowal=participant, Sami Trab=participant"],
        ),
        (
            "Kuwaiti Interior Minister Faisal Yusuf headed Kuwait's delegation at the 41st GCC Ministerial Meeting "
            "held in Doha.",
            ["gathering held None Doha: Faisal Yusuf=participant"],
        ),
    ],
)
def test_reports_from_everywhere(text: str, expected: list[str]) -> None:
    lines = shown(text)
    assert len(lines) == len(expected)
    for line, start in zip(lines, expected, strict=True):
        assert line.startswith(start)


def test_ministers_of_two_nations_are_those_named() -> None:
    text = (
        "Kenyan police minister Ali Kip met Ugandan police minister Tom Oke in Nairobi on Monday. "
        "The Kenyan and Ugandan ministers will meet in Kampala on Friday."
    )
    assert shown(text)[1] == "meeting planned 2025-03-07 Kampala: Ali Kip=participant, Tom Oke=participant"


def test_a_training_is_about_training_and_a_handover_about_legal_cooperation() -> None:
    texts = ["Spain trained ten Kenyan police officers in Nairobi.", "Spain extradited a fugitive to Kenya."]
    topics = [reports.read(text, PUBLISHED, "en").engagements[0].topics for text in texts]
    assert topics == [["training"], ["legal-cooperation"]]


def test_the_side_may_stand_before_who_signs() -> None:
    text = (
        "The interior minister of Qatar, Ali Hamad, met the interior minister of Rwanda, Paul Gasana, on Monday in "
        "Doha. After the meeting, a memorandum was signed. On behalf of the Rwandan side, the police chief Felix "
        "Rugema signed the memorandum."
    )
    people = {person.name: person.country for person in reports.read(text, PUBLISHED, "en").people}
    assert people["Felix Rugema"] == "RW"


def test_who_looks_on_does_not_part_a_gift_from_its_giver() -> None:
    text = (
        "Pakistani police officials received equipment at an event in Islamabad on Tuesday. The event was presided "
        "over by Deputy Inspector General Asif Satti. The donations are being provided by the U.S. Department of State."
    )
    assert shown(text) == [
        "assistance held 2025-03-04 Islamabad: Pakistani police officials=recipient, Asif Satti=participant, "
        "U.S. Department of State=provider"
    ]
