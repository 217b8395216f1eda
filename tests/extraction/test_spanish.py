"""What short Spanish reports give: subjects left unsaid or behind their verb, personal 'a', lists, endings of time."""

import pytest

import entente
from tests.reports import shown

MINISTER = "El ministro del Interior de Chile, Pablo Araya,"
TOLD = {
    "whom a person receives is marked": (
        f"{MINISTER} recibió ayer en Santiago a su homólogo peruano, Juan Rivas.",
        ["meeting held Santiago CL,PE"],
    ),
    "a subject left unsaid after 'donde'": (
        f"{MINISTER} viajó el lunes a Lima, donde se reunió con su homólogo peruano, Juan Rivas.",
        ["visit held Lima CL,PE", "meeting held Lima CL,PE"],
    ),
    "several who left themselves unsaid": (
        f"{MINISTER} y su homólogo peruano, Juan Rivas, se reunieron ayer en Lima. Acordaron realizar patrullajes "
        "conjuntos en abril.",
        ["meeting held Lima CL,PE", "operation planned None CL,PE 2025-04"],
    ),
    "a subject behind its verb": (
        "Ayer llegó a Lima el director de la Policía Nacional de Colombia, general Luis Prada.",
        ["visit ongoing Lima CO,PE"],
    ),
    "what two talk over are talks": (
        f"{MINISTER} repasó ayer en Lima con su homólogo peruano, Juan Rivas, la lucha contra el narcotráfico.",
        ["meeting held Lima CL,PE"],
    ),
    "several who hold the same post": (
        "Los ministros de Defensa de Uruguay, Pablo Risso, y de Brasil, Ana Melo, firmaron ayer en Rivera un acuerdo.",
        ["signing held Rivera BR,UY"],
    ),
    "members of a list between semicolons": (
        f"{MINISTER} se reunió ayer en Lima con el ministro del Interior de Perú, Juan Rivas; la jefa de la Policía "
        "peruana, Ana Soto; y el embajador de Chile.",
        ["meeting held Lima CL,PE"],
    ),
    "the day on which somebody said so": (
        f"{MINISTER} se reunió el lunes en Lima con su homólogo peruano, Juan Rivas, informó hoy el ministerio.",
        ["meeting held Lima CL,PE 2025-03-03"],
    ),
    "what has begun": (
        f"{MINISTER} inició este lunes una visita oficial a Perú.",
        ["visit ongoing None CL,PE"],
    ),
    "to whom somebody is handed over is no place": (
        "Colombia extraditó el lunes a España a dos hombres reclamados por narcotráfico.",
        ["handover held None CO,ES"],
    ),
    "who arrests together": (
        "Las policías chilena y peruana detuvieron ayer en Arica a tres traficantes.",
        ["operation held Arica CL,PE"],
    ),
    "put off until a day": (
        "La reunión entre el ministro del Interior de Chile, Pablo Araya, y su homólogo peruano, Juan Rivas, fue "
        "aplazada hasta el 11 de abril.",
        ["meeting planned None CL,PE 2025-04-11"],
    ),
    "whom somebody takes along": (
        f"{MINISTER} acompañado por la jefa de la Policía, Ana Soto, se reunió ayer en Lima con el ministro Juan "
        "Rivas, de Perú.",
        ["meeting held Lima CL,PE"],
    ),
    "a meeting during a gathering": (
        "En el marco de la II Cumbre de Policía celebrada ayer en Lima, el ministro del Interior de Chile, Pablo "
        "Araya, se reunió con su homólogo peruano, Juan Rivas.",
        ["gathering held Lima PE", "meeting held Lima CL,PE"],
    ),
    "this day for what is to come": (
        f"{MINISTER} viajará este miércoles a Lima.",
        ["visit planned Lima CL,PE 2025-03-05"],
    ),
    "talks of those who left themselves unsaid": (
        f"{MINISTER} viajará mañana a Lima con el jefe de la Policía, Luis Soto. Durante la visita sostendrán "
        "reuniones con el ministro del Interior peruano.",
        ["visit planned Lima CL,PE", "meeting planned Lima CL,PE"],
    ),
    "what was put off before": (
        f"{MINISTER} viajará mañana a Lima. Dicho viaje tuvo que ser postergado en enero.",
        ["visit planned Lima CL,PE"],
    ),
    "a signing that is announced": (
        "El Ministerio del Interior de Chile anunció ayer la firma de un acuerdo de cooperación con el FBI.",
        ["signing held None CL,US"],
    ),
    "what goes with its clause's verb": (
        "Dos agentes de la Policía de Chile viajaron ayer a Lima, capacitando a veinte oficiales peruanos.",
        ["visit held Lima CL,PE", "training held Lima CL,PE"],
    ),
    "a counterpart of a province": (
        "El secretario de Seguridad de Jalisco y su homólogo michoacano firmaron un convenio de seguridad.",
        [],
    ),
    "what has been is not what will be": (
        "Durante una reunión en Lima, la ministra de Justicia de Chile, Ana Soto, y su homólogo peruano, Juan Rivas, "
        "hablaron de narcotráfico. En octubre se realizará en Santiago una reunión de ambos ministros.",
        ["meeting held Lima CL,PE", "meeting planned Santiago CL,PE 2025-10"],
    ),
    "two countries that hold a joint committee": (
        "Chile y Perú celebraron este lunes en Lima la reunión ministerial del Grupo de Alto Nivel de Seguridad.",
        ["meeting held Lima CL,PE 2025-03-03"],
    ),
    "an extradition of a national": (
        "Luis Paiva, un comerciante paraguayo preso en Asunción, fue extraditado ayer a Brasil por lavado de dinero.",
        ["handover held Asunción BR,PY 2025-03-04"],
    ),
    "equipment that is given": (
        "La embajadora de Estados Unidos, Ana Gray, entregó ayer equipo especializado a la Policía Nacional de Perú.",
        ["assistance held None PE,US 2025-03-04"],
    ),
    "training that is talked of": (
        f"{MINISTER} y su homólogo peruano, Juan Rivas, analizaron ayer en Lima la formación de policías peruanos.",
        ["meeting held Lima CL,PE"],
    ),
    "a mayor and a governor": (
        "El alcalde de Cúcuta se reunió ayer con el gobernador de Norte de Santander para coordinar la seguridad de "
        "las fiestas, a las que llegarán turistas de Venezuela.",
        [],
    ),
    "an officer told by rank and nation": (
        "El general peruano se reunió ayer en Lima con el ministro del Interior de Chile, Pablo Araya.",
        ["meeting held Lima CL,PE"],
    ),
    "a verb denied": (
        f"{MINISTER} no se reunió ayer con su homólogo peruano, Juan Rivas.",
        [],
    ),
}


@pytest.mark.parametrize("what", TOLD)
def test_what_is_told(what: str) -> None:
    text, expected = TOLD[what]
    record = entente.read(text, published="2025-03-05", language="es")
    told = [
        f"{e.kind} {e.status} {e.place.city if e.place else None} {','.join(sorted(e.countries))} {e.when}"
        for e in record.engagements
    ]
    assert len(told) == len(expected)
    for line, wanted in zip(told, expected, strict=True):
        assert line.startswith(wanted)


TAKING_PART = {
    "on whose side those are who take part": (
        f"{MINISTER} se reunió ayer en Lima con su homólogo peruano, Juan Rivas. Por parte de Perú participaron el "
        "director de la Policía, Luis Prado, y la fiscal Ana Soto.",
        "Pablo Araya=participant, Juan Rivas=participant, Luis Prado=participant, Ana Soto=participant",
    ),
    "who opens what was told": (
        "Chile y Perú celebraron ayer en Lima una reunión ministerial de la Comisión Mixta. El acto fue "
        "encabezado por el ministro del Interior de Chile, Pablo Araya, la fiscal peruana, Ana Soto, y el general"
        " Luis Prado.",
        "Pablo Araya=participant, Ana Soto=participant, Luis Prado=participant",
    ),
    "whom somebody takes along": (
        f"{MINISTER} que estuvo acompañado por la jefa de la Policía, Ana Soto, se reunió ayer en Lima con su homólogo "
        "peruano, Juan Rivas.",
        "Pablo Araya=participant, Juan Rivas=participant, Ana Soto=participant",
    ),
    "with whom somebody travels": (
        f"{MINISTER} viajó ayer a Lima junto con la jefa de la Policía, Ana Soto.",
        "Pablo Araya=visitor, Ana Soto=visitor",
    ),
}


@pytest.mark.parametrize("what", TAKING_PART)
def test_who_takes_part(what: str) -> None:
    text, expected = TAKING_PART[what]
    assert shown(text, language="es")[0].partition(": ")[2] == expected
