"""French sentences to what a record says of them: constructions that other languages do not have."""

from __future__ import annotations

import pytest

import entente
from tests import reports

PUBLISHED = "2025-05-20"  # a Tuesday
SAYING = ("a indiqué", "selon un communiqué que publie")


def shown(text: str) -> list[str]:
    return reports.shown(text, PUBLISHED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # doing before and after
            "Le ministre français de l'Intérieur, Jean Dupont, a été reçu lundi à Ankara par le Président turc, "
            "Ali Kaya, avant de s'entretenir avec le chef de la police turque, Orhan Demir.",
            [
                "meeting held 2025-05-19 Ankara: Jean Dupont=participant, Ali Kaya=participant",
                "meeting held 2025-05-19 Ankara: Jean Dupont=participant, Orhan Demir=participant",
            ],
        ),
        (  # 'lui' is whoever was named before
            "Luc Perrin, directeur général de la gendarmerie française, a salué l'accueil, lundi à Yaoundé, lors de "
            "l'audience que lui a accordée le ministre camerounais de la Défense, Paul Essomba.",
            ["meeting held 2025-05-19 Yaoundé: Paul Essomba=participant, Luc Perrin=participant"],
        ),
        (
            "Un stage a été dispensé du 5 au 7 à l'École de police de Libreville par des experts français à des "
            "policiers gabonais.",
            ["training held 2025-05-05/2025-05-07 Libreville: experts français=provider, policiers gabonais=recipient"],
        ),
        (
            "Le ministre malien de la Défense, Moussa Keïta, a rencontré il y a trois jours à Lomé son homologue "
            "togolais, Koffi Mensah.",
            ["meeting held 2025-05-17 Lomé: Moussa Keïta=participant, Koffi Mensah=participant"],
        ),
        (  # whoever examines something with somebody meets him
            "Le directeur général de la police malienne, Moussa Keïta, a passé en revue, hier à Bamako, avec la "
            "directrice de la coopération du ministère suisse de la Justice, Anna Keller, la formation des enquêteurs.",
            ["meeting held 2025-05-19 Bamako: Moussa Keïta=participant, Anna Keller=participant"],
        ),
        (  # a surname alone behind a post, two days told in different ways, a name with 'de'
            "Xavier de Brimeux, ministre belge de l'Intérieur, sera demain et jeudi à Lomé pour une visite de travail. "
            "Il sera reçu par le président togolais Adingra.",
            [
                "visit planned 2025-05-21/2025-05-22 Lomé: Xavier de Brimeux=visitor",
                "meeting planned None Lomé: Xavier de Brimeux=participant, Adingra=participant",
            ],
        ),
        (  # days between a verb and what is done
            "Le ministre belge de l'Intérieur, Luc Peeters, effectue, depuis hier et "
            "jusqu'à demain, une visite au Togo.",
            ["visit ongoing 2025-05-19/2025-05-21 None: Luc Peeters=visitor"],
        ),
        ("Les deux pays avaient arrêté les bases d'une coopération policière.", []),
        (  # an operation in several countries is of all of them
            "Une opération conjointe a été menée entre le 12 et le 14 mai derniers en Tchéquie, en Pologne et en "
            "Belgique. Eurojust a soutenu les enquêteurs. Europol a également apporté son soutien.",
            [
                "operation held 2025-05-12/2025-05-14 None: CZ=participant, PL=participant, BE=participant, "
                "Eurojust=provider, Europol=provider"
            ],
        ),
        (  # posts joined without a determiner are one person's
            "Jean Roy, ministre de la Justice et procureur général du Canada, l'honorable Paul Lee, ministre de la "
            "Sécurité publique, et le tsar du fentanyl, Luc Morin, ont rencontré lundi à Ottawa la procureure des "
            "États-Unis, Pamela Hart.",
            [
                "meeting held 2025-05-19 Ottawa: Jean Roy=participant, Paul Lee=participant, Luc Morin=participant, "
                "Pamela Hart=participant"
            ],
        ),
        (  # two cities of one rank are no city
            "Le ministre français de la Justice, Luc Perrin, a effectué une visite les 12 et 13 mai à Abou Dhabi et "
            "Dubaï.",
            ["visit held 2025-05-12/2025-05-13 None: Luc Perrin=visitor"],
        ),
        (  # 'au siège de' says where, not who
            "Les États-Unis ont fait don de véhicules à la police béninoise, lundi, au siège de l'unité à Cotonou.",
            ["assistance held 2025-05-19 Cotonou: US=provider, police béninoise=recipient"],
        ),
        (  # an agreement to meet again is a plan where it says when
            "Le ministre malien de la Défense, Moussa Keïta, et son homologue togolais, Koffi Mensah, sont convenus de "
            "se réunir à Lomé en juin prochain.",
            ["meeting planned 2025-06 Lomé: Moussa Keïta=participant, Koffi Mensah=participant"],
        ),
        (  # 'les deux marines' are those that were told
            "Les marines du Mali et du Togo ont mené du 12 au 14 mai un exercice conjoint. Les deux marines avaient "
            "organisé un exercice conjoint le 10 mars dernier.",
            [
                "exercise held 2025-05-12/2025-05-14 None: marines (Mali)=participant, marines (Togo)=participant",
                "exercise held 2025-03-10 None: marines (Mali)=organiser, marines (Togo)=organiser",
            ],
        ),
        (  # nobody talks with countries in brackets
            "Le colonel algérien Karim Lahbi accueillait lundi à Bouira les diplomates des six pays (Portugal, France, "
            "Espagne, Italie, Pologne et Tunisie).",
            [],
        ),
        (  # to be somewhere is a visit
            "Le ministre burkinabè de la Défense, Kassoum Traoré, était à Moscou lundi. Le Russe Ivan Petrov a salué "
            "ce partenariat.",
            ["visit held 2025-05-19 Moscou: Kassoum Traoré=visitor"],
        ),
        (  # what talks are about is no training
            "Le ministre malien de la Défense, Moussa Keïta, et son homologue togolais, Koffi Mensah, ont parlé à Lomé "
            "lundi de la formation des policiers maliens.",
            ["meeting held 2025-05-19 Lomé: Moussa Keïta=participant, Koffi Mensah=participant"],
        ),
        (  # who arrests in several countries does so together
            "Trente personnes ont été arrêtées lundi lors d'une opération policière menée en Belgique, en France "
            "et aux Pays-Bas.",
            ["operation held 2025-05-19 None: BE=participant, FR=participant, NL=participant"],
        ),
        (  # 'Félicité' is no participle, and who took part may stand behind the verb
            "Le Président gabonais, Ali Bongo, a reçu lundi à Libreville le général Luc Perrin, chef d'état-major des "
            "armées françaises. Prenait également part à cette entrevue Mme Félicité Mba, ministre de la Défense.",
            [
                "meeting held 2025-05-19 Libreville: Ali Bongo=participant, Luc Perrin=participant, "
                "Félicité Mba=participant"
            ],
        ),
        (  # until when, of a visit that has not begun
            "Le directeur de la police française, Luc Perrin, effectuera une visite de trois jours à Alger à partir de "
            "jeudi.",
            ["visit planned 2025-05-22/2025-05-24 Alger: Luc Perrin=visitor"],
        ),
        (  # whom a preposition governs does nothing
            "Après le Mali, le Niger et le Tchad, le chef de la police française, Luc Perrin, a été reçu lundi à Lomé "
            "par le ministre togolais de la Sécurité, Koffi Mensah.",
            ["meeting held 2025-05-19 Lomé: Luc Perrin=participant, Koffi Mensah=participant"],
        ),
        (  # the sides of what is signed sign it
            "La ministre suisse de la Justice, Anna Keller, a signé lundi à Berlin l'accord révisé de coopération "
            "policière entre la Suisse et l'Allemagne.",
            ["signing held 2025-05-19 Berlin: Anna Keller=signatory, DE=signatory"],
        ),
        (
            "Les ministres Luc Perrin et Ali Kaya se sont réunis lundi à Ankara pour parler de la lutte contre le "
            "terrorisme entre la France et la Turquie.",
            ["meeting held 2025-05-19 Ankara: Luc Perrin=participant, Ali Kaya=participant"],
        ),
    ],
)
def test_what_a_sentence_tells(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_named_officials_sign_what_was_told_of() -> None:
    text = (
        "Un accord de coopération policière entre la Suisse et le Togo a été signé mardi à Lomé. "
        "Le document a été signé par Anna Keller pour la partie suisse et par Koffi Mensah pour la partie togolaise."
    )
    assert shown(text) == [
        "signing held 2025-05-20 Lomé: Anna Keller=signatory, Koffi Mensah=signatory",
    ]


def test_who_act_together_are_of_one_country() -> None:
    text = (
        "Jean Dupont, ministre de l'Intérieur, et Luc Perrin, ministre français de la Justice, ont été reçus lundi à "
        "Bucarest par le Premier ministre roumain, Ion Popa."
    )
    record = entente.read(text, published=PUBLISHED, language="fr")
    assert {person.name: person.country for person in record.people} == {
        "Jean Dupont": "FR",
        "Luc Perrin": "FR",
        "Ion Popa": "RO",
    }


def test_a_named_end_gives_the_last_day() -> None:
    text = (
        "Les armées du Mali et du Niger participent depuis le 12 mai à un exercice militaire à Tillia, au Niger. "
        "L'exercice prendra fin le 3 juin."
    )
    assert [line.split(":")[0] for line in shown(text)] == ["exercise ongoing 2025-05-12/2025-06-03 Tillia"]


def test_an_official_told_by_post_is_whoever_is_named_later() -> None:
    text = (
        "En visite de travail à Alger, le ministre français de l'Intérieur a été reçu mardi par le Premier ministre, "
        "Kamel Sellami. L'entretien entre M. Sellami et M. Bruno Lerouge a porté sur la lutte contre le terrorisme."
    )
    record = reports.read(text, PUBLISHED)
    assert [(p.name, p.country, [post.title for post in p.posts]) for p in record.people] == [
        ("Kamel Sellami", "DZ", ["Premier ministre"]),
        ("Bruno Lerouge", "FR", ["ministre de l'Intérieur"]),
    ]


def test_talks_with_his_counterpart_are_of_whoever_was_named_before() -> None:
    text = (
        "Le ministre belge de l'Intérieur, Jan Maes, est en visite à Lomé. Lors d'une rencontre lundi avec son "
        "homologue, Koffi Mensah, il a été question de la lutte contre la drogue."
    )
    assert shown(text)[1] == "meeting held 2025-05-19 Lomé: Koffi Mensah=participant, Jan Maes=participant"


def test_companions_take_part_and_this_meeting_may_be_a_gathering() -> None:
    text = (
        "Le ministre gabonais de l'Intérieur, Paul Mba, a participé lundi à Tunis à la 4e session du Conseil des "
        "ministres africains de l'Intérieur. Le ministre était accompagné d'une délégation composée de Jean Ndong, "
        "directeur de la police. Cette réunion s'est tenue en présence d'Interpol."
    )
    assert shown(text) == [
        "gathering held 2025-05-19 Tunis: Paul Mba=participant, Jean Ndong=participant, Interpol=participant",
    ]


def test_officials_speak_beside_a_body_but_not_in_its_communique() -> None:
    said = (
        "Le ministre français de l'Intérieur, Luc Perrin, a rencontré lundi à Rabat le ministre marocain de la Santé, "
        "Ali Alami, {} le ministère français de l'Intérieur. La coopération est excellente, selon Ali Alami."
    )
    kinds = [[source.kind for source in reports.read(said.format(how), PUBLISHED).sources] for how in SAYING]
    assert kinds == [["official", "communique"], ["communique"]]


def test_meetings_on_the_margins_of_a_meeting_have_the_gathering_as_occasion() -> None:
    text = (
        "Le ministre gabonais de l'Intérieur, Paul Mba, a participé lundi à Tunis à la 4e session du Conseil des "
        "ministres africains de l'Intérieur. En marge de la réunion, il a rencontré ses homologues, notamment les "
        "ministres de la Sécurité du Togo et du Mali."
    )
    told = reports.read(text, PUBLISHED).engagements
    assert [(e.kind, e.occasion) for e in told] == [("gathering", None), ("meeting", "e1"), ("meeting", "e1")]


def test_each_envoy_of_a_list_is_whoever_is_named_later() -> None:
    text = (
        "Le directeur marocain de la Sûreté nationale, Karim Alami, a reçu lundi les ambassadeurs du Royaume-Uni et du "
        "Gabon. M. Alami s'est entretenu avec Alex Pinder, ambassadeur du Royaume-Uni."
    )
    assert shown(text)[0] == "meeting held 2025-05-19 None: Karim Alami=participant, Alex Pinder=participant"


def test_whose_opinion_a_sentence_gives_is_a_source() -> None:
    text = f"{reports.MET} Pour Luis Ortega, la lutte contre la drogue est une priorité."
    assert [source.name for source in reports.read(text, PUBLISHED).sources] == ["Luis Ortega"]


def test_a_visitor_is_of_none_of_the_countries_visited_and_those_met_there_are() -> None:
    text = (
        "Du 8 au 11 mars, le général Luc Perrin, chef d'état-major des armées (CEMA), s'est rendu au Sénégal. "
        "Au Sénégal, le CEMA a rencontré le ministre de la Défense sénégalais Ali Sow et le président Omar Fall. "
        "Il s'est ensuite rendu au Niger. Les armées françaises et nigériennes travaillent ensemble."
    )
    people = {person.name: person.country for person in entente.read(text, published=PUBLISHED).people}
    assert people == {"Luc Perrin": "FR", "Ali Sow": "SN", "Omar Fall": "SN"}


def test_talks_of_the_headline_were_the_call_told_below() -> None:
    text = (
        "Luc Perrin s'est entretenu avec son homologue belge Anna Peeters\n\nLors de l'entrevue qui a eu lieu par "
        "visioconférence le 12 mai 2025, le ministre français de l'Intérieur, Luc Perrin, et la ministre belge de "
        "l'Intérieur, Anna Peeters, ont échangé sur la coopération policière."
    )
    assert shown(text) == ["call held 2025-05-12 None: Luc Perrin=participant, Anna Peeters=participant"]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Cette visite témoigne de la ferme volonté des deux pays de renforcer la coopération policière.", []),
        ("Les deux parties ont réaffirmé leur volonté de renforcer la coopération policière.", ["intent"]),
        ("M. Keïta a promis de livrer dix véhicules à la police.", ["pledge"]),
    ],
)
def test_a_will_is_that_of_somebody(sentence: str, kinds: list[str]) -> None:
    text = (
        "Le ministre malien de la Sécurité, Moussa Keïta, a reçu lundi à Bamako l'ambassadeur d'Espagne, Luis Ortega. "
        f"{sentence}"
    )
    assert [c.kind for c in entente.read(text, published=PUBLISHED).commitments] == kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a city that hosts
            "Cotonou accueille, du lundi 19 au mercredi 21 mai 2025, un atelier régional consacré à la lutte contre le "
            "blanchiment, organisé par Interpol.",
            ["gathering ongoing 2025-05-19/2025-05-21 Cotonou: Interpol=organiser, BJ=host"],
        ),
        (  # who leads a delegation is told after the talks
            "Des responsables de la sécurité du Bénin et du Togo se sont réunis lundi à Lomé. La délégation béninoise "
            "était conduite par le général Luc Perrin.",
            [
                "meeting held 2025-05-19 Lomé: responsables (Bénin)=participant, responsables (Togo)=participant, "
                "Luc Perrin=participant"
            ],
        ),
        (  # where and when it was is told after it
            "Des agents de la police togolaise ont suivi une formation dispensée par les services américains. "
            "L'initiative s'est tenue du 5 au 9 mai à Lomé.",
            [
                "training held 2025-05-05/2025-05-09 Lomé: agents de la police togolaise=recipient, "
                "services américains=provider"
            ],
        ),
        (  # to whom somebody is handed over is who wants him
            "Le ministère émirien de l'Intérieur a procédé à l'extradition de deux hommes recherchés par les autorités "
            "belges.",
            ["handover held None None: ministère émirien de l'Intérieur=provider, autorités belges=recipient"],
        ),
        (  # a headline
            "Accord de coopération policière signé entre la Belgique et le Togo\n\nLes polices travailleront ensemble.",
            ["signing held None None: BE=signatory, TG=signatory"],
        ),
        (  # who gives is told in the headline
            "Tchad: l'Union européenne offre des véhicules à la police\n\nNeuf véhicules ont été remis le 12 mai à la "
            "Police nationale du Tchad.",
            ["assistance held 2025-05-12 None: Union européenne=provider, Police nationale du Tchad=recipient"],
        ),
        (  # whoever does something with a gift gives it
            "Le Japon renforce la sécurité au Tchad avec un don de cinq véhicules à la police nationale.",
            ["assistance held None None: police nationale=recipient, JP=provider"],
        ),
        (  # the heads of two organisations
            "M. Luc Perrin, le Directeur d'Europol, et M. Paul Stone, le Secrétaire général d'Interpol, ont fait le "
            "point lundi sur la cybercriminalité.",
            [
                "meeting held 2025-05-19 None: Luc Perrin=participant, Paul Stone=participant, Europol=participant, "
                "Interpol=participant"
            ],
        ),
        (  # a day at the beginning
            "Du 5 au 9 mai, des gendarmes togolais et béninois ont participé à un séminaire sur la cybercriminalité.",
            [
                "gathering held 2025-05-05/2025-05-09 None: gendarmes togolais=participant, "
                "gendarmes béninois=participant"
            ],
        ),
    ],
)
def test_what_is_told_around_an_engagement(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_two_told_by_their_posts_are_named_in_their_order() -> None:
    text = (
        "Le vice-Premier ministre de l'Intérieur a eu des échanges avec l'ambassadrice des États-Unis en RDC. Jacques "
        "Shabani et Lucy Hart se sont entretenus de la police de proximité."
    )
    people = reports.read(text, PUBLISHED).people
    assert [(p.name, p.country, p.posts[0].title) for p in people] == [
        ("Jacques Shabani", "CD", "vice-Premier ministre de l'Intérieur"),
        ("Lucy Hart", "US", "ambassadrice des États-Unis en RDC"),
    ]


def test_they_agreed_are_those_who_met_in_that_sentence() -> None:
    text = (
        "Le ministre malien de la Défense, Moussa Keïta, a rencontré lundi à Lomé le ministre togolais de la Défense, "
        "Koffi Mensah, et ils ont convenu de lutter ensemble contre le terrorisme."
    )
    assert [(c.kind, c.parties) for c in reports.read(text, PUBLISHED).commitments] == [("agreed", ["ML", "TG"])]


def test_an_agency_behind_its_verb_is_the_source() -> None:
    text = f"{reports.MET[:-1]}, rapporte l'Agence d'information du Burkina."
    assert [(s.name, s.kind) for s in reports.read(text, PUBLISHED).sources] == [
        ("Agence d'information du Burkina", "agency")
    ]


def test_two_of_a_headline_are_not_of_one_country() -> None:
    text = (
        "Coopération Côte d'Ivoire – États-Unis : le ministre Sidi Traoré et Anna Hart satisfaits\n\nLe ministre de "
        "l'Intérieur, Sidi Traoré, a échangé lundi avec Anna Hart, la chargée d'affaires de l'ambassade des États-Unis "
        "en Côte d'Ivoire, de la lutte contre le terrorisme."
    )
    assert {p.name: p.country for p in reports.read(text, PUBLISHED).people} == {"Sidi Traoré": "CI", "Anna Hart": "US"}


def test_what_is_named_again_takes_the_topics_rather_than_talks_told_between() -> None:
    text = (
        "Des experts français ont formé du 5 au 9 mai à Lomé vingt policiers togolais. Le ministre français de "
        "l'Intérieur, Luc Perrin, a rencontré mercredi à Lomé le ministre togolais de la Sécurité, Koffi Mensah. Cette "
        "formation a porté sur la cybercriminalité."
    )
    told = {engagement.kind: engagement.topics for engagement in reports.read(text, PUBLISHED).engagements}
    assert "cybercrime" in told["training"]
    assert "cybercrime" not in told["meeting"]


def test_the_delegation_is_that_of_whoever_leads_it() -> None:
    text = (
        "Le directeur de la police malienne, Moussa Keïta, effectue une visite au Togo, à la tête d'une délégation "
        "de la police. Au cours de cette visite, la délégation a été informée des équipements."
    )
    assert shown(text) == ["visit ongoing None None: Moussa Keïta=visitor"]
