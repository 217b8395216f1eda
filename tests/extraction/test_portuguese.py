"""What short Portuguese reports give: subjects left unsaid, contractions, places after their verb."""

import pytest

import entente
from tests.reports import shown

TOLD = {
    "a subject left unsaid in a relative clause": (
        "O ministro do Interior de Angola, Rui Lopes, deslocou-se a Rabat, onde se reuniu com o homólogo marroquino, "
        "Karim Alami.",
        ["visit held Rabat AO,MA", "meeting held Rabat AO,MA"],
    ),
    "a gathering after its verb": (
        "Terminou ontem, em Luanda, a VI Reunião dos Ministros do Interior da CPLP.",
        ["gathering held Luanda AO"],
    ),
    "a gathering with its place between it and its verb": (
        "O ministro do Interior de Angola, Rui Lopes, participou ontem, em Rabat, na Conferência sobre Segurança.",
        ["gathering held Rabat MA"],
    ),
    "a training that its trainees complete": (
        "Vinte agentes guineenses concluíram ontem, em Bissau, uma formação ministrada por peritos da PSP de Portugal.",
        ["training held Bissau GW,PT"],
    ),
    "a training said again after its subject matter": (
        "Vinte agentes guineenses terminaram ontem, em Bissau, um curso sobre ordem pública, ministrado pela PSP.",
        ["training held Bissau GW,PT"],
    ),
    "who is received on a visit": (
        "O ministro do Interior de Angola, Rui Lopes, recebeu ontem, em Luanda, o ministro da Defesa de Moçambique, "
        "Ivo Prado, no âmbito de uma visita oficial.",
        ["meeting held Luanda AO,MZ", "visit held Luanda AO,MZ"],
    ),
    "talks that a visit includes": (
        "O ministro do Interior de Angola, Rui Lopes, iniciou ontem uma visita a Lisboa. A visita inclui um encontro "
        "com a ministra da Justiça de Portugal, Ana Melo.",
        ["visit ongoing Lisboa AO,PT", "meeting held Lisboa AO,PT"],
    ),
    "an instrument signed after talks": (
        "O ministro do Interior de Angola, Rui Lopes, recebeu o homólogo egípcio, Ali Amr. Depois do encontro foi "
        "assinado um memorando de entendimento.",
        ["meeting held None AO,EG", "signing held None AO,EG"],
    ),
    "a counterpart recalled without the name": (
        "O ministro do Interior de Angola, Rui Lopes, viajou ontem ao Cairo, a convite do homólogo egípcio, Ali Amr. "
        "Rui Lopes manteve um encontro com o homólogo egípcio.",
        ["visit held Cairo AO,EG", "meeting held Cairo AO,EG"],
    ),
    "the present for what is to come": (
        "O ministro do Interior de Angola, Rui Lopes, inicia na sexta-feira uma visita a Moçambique.",
        ["visit planned None AO,MZ"],
    ),
    "a town that is no country": (
        "Os secretários de Segurança de São Paulo, Rui Lopes, e de Minas Gerais, Ivo Melo, reuniram-se em Franca.",
        [],
    ),
    "of whom a delegation consists": (
        "O ministro do Interior de Angola, Rui Lopes, chegou ontem a Lisboa. Integram a delegação angolana o "
        "comandante-geral da Polícia, Ivo Prado, e o director Ary Melo.",
        ["visit ongoing Lisboa AO,PT"],
    ),
    "an instrument's contents": (
        "Angola e Portugal assinaram ontem, em Luanda, um acordo policial. A parceria prevê operações conjuntas "
        "entre os dois países.",
        ["signing held Luanda AO,PT"],
    ),
    "signatories behind a relative clause": (
        "O acordo policial foi assinado ontem, em Luanda, pelo ministro do Interior de Angola, Rui Lopes, que "
        "chefia a delegação, e pela ministra da Justiça de Portugal, Ana Melo.",
        ["signing held Luanda AO,PT"],
    ),
    "who arrived on the eve": (
        "O ministro do Interior de Angola, Rui Lopes, inicia hoje uma visita de três dias a Maputo. Rui Lopes chegou a "
        "Maputo na noite de terça-feira.",
        ["visit ongoing Maputo AO,MZ"],
    ),
    "an extradition from where he was caught": (
        "A Polícia Federal concluiu ontem a extradição de um traficante preso em Portugal.",
        ["handover held None BR,PT"],
    ),
    "a parliament is no gathering": (
        "A Assembleia da República aprovou hoje, em Lisboa, a lei de segurança interna, que segue o modelo francês.",
        [],
    ),
    "a verb denied": (
        "O ministro do Interior de Angola, Rui Lopes, não recebeu o homólogo marroquino, Karim Alami.",
        [],
    ),
    "a field named by several words": (
        "O ministro da Administração Interna de Portugal, Rui Lopes, viajou ontem a Rabat.",
        ["visit held Rabat MA,PT"],
    ),
}


@pytest.mark.parametrize("what", TOLD)
def test_what_is_told(what: str) -> None:
    text, expected = TOLD[what]
    record = entente.read(text, published="2025-03-05", language="pt")
    told = [
        f"{e.kind} {e.status} {e.place.city if e.place else None} {','.join(e.countries)}" for e in record.engagements
    ]
    assert told == expected


TAKING_PART = {
    "of whom a delegation consists": (
        "O ministro do Interior de Angola, Rui Lopes, chegou ontem a Lisboa. Integram a delegação angolana o "
        "comandante-geral da Polícia, Ivo Prado, e o director Ary Melo.",
        "Rui Lopes=visitor, Ivo Prado=visitor, Ary Melo=visitor",
    ),
    "signatories behind a relative clause": (
        "O acordo policial foi assinado ontem pelo ministro do Interior de Angola, Rui Lopes, que chefia a "
        "delegação, e pela ministra da Justiça de Portugal, Ana Melo.",
        "Rui Lopes=signatory, Ana Melo=signatory",
    ),
    "who is named after the post": (
        "O ministro do Interior de Angola iniciou ontem uma visita a Lisboa. Rui Lopes visitou a Polícia Judiciária.",
        "Rui Lopes=visitor",
    ),
}


@pytest.mark.parametrize("what", TAKING_PART)
def test_who_takes_part(what: str) -> None:
    text, expected = TAKING_PART[what]
    assert shown(text, language="pt")[0].partition(": ")[2] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # two bodies of one name, of two countries
            "A Polícia Federal do Brasil e a Polícia Federal Argentina (PFA) assinaram na terça-feira um acordo.",
            [
                "signing held 2025-03-04 None: Polícia Federal do Brasil=signatory, "
                "Polícia Federal Argentina (PFA)=signatory"
            ],
        ),
        (  # who spoke during a meeting met
            "Segundo o ministro do Interior de Angola, João Lopes, que falava durante um encontro com a ministra "
            "cabo-verdiana da Justiça, Ana Rocha, a cooperação policial é boa.",
            ["meeting held None None: João Lopes=participant, Ana Rocha=participant"],
        ),
        (  # who signed is told after what was signed
            "Brasil e Bolívia assinaram na terça-feira um acordo de cooperação policial. O acordo, assinado pelo "
            "diretor da polícia brasileira, Luiz Prado, e pelo ministro boliviano Juan Mamani, vale por um ano.",
            ["signing held 2025-03-04 None: Luiz Prado=signatory, Juan Mamani=signatory"],
        ),
    ],
)
def test_who_meets_and_who_signs(text: str, expected: list[str]) -> None:
    assert shown(text, language="pt") == expected
