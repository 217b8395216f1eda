"""What counts as an engagement of security, and what lies beside it; in the six languages."""

import pytest

from entente.languages.loading import load
from entente.resolution.matters import Matters, Weight
from tests.reports import read, shown

BESIDE = {
    "food safety with the words of border control": (
        "fr",
        "La directrice des Services vétérinaires du Bénin, Awa Kora, a reçu mardi à Cotonou son "
        "homologue togolais, Koffi "
        "Mensah. Ils ont convenu de contrôler ensemble le bétail au poste-frontière et de se former aux vaccins.",
    ),
    "a post that names social security": (
        "es",
        "La ministra de Inclusión, Seguridad Social y Migraciones, Ana Ruiz, y el ministro de "
        "Trabajo de Uruguay, Juan "
        "Pérez, firmaron el martes en Madrid un convenio sobre pensiones. La migración hace crecer las cotizaciones.",
    ),
    "economic security": (
        "en",
        "Korean Trade Minister Kim Min-jun met German Economy Minister Karl Weber in Seoul on "
        "Tuesday. The ministers signed "
        "a declaration on economic security and rare earths.",
    ),
    "fraud among insurers": (
        "pt",
        "O presidente da associação brasileira de seguradoras, Davi Lima, reuniu-se na terça-feira "
        "em Lisboa com o homólogo "
        "português, Rui Sá. Os dois abordaram a fraude nos seguros automóveis.",
    ),
    "veterinary control at a border gate": (
        "tr",
        "Gıda ve Kontrol Genel Müdürü Ali Kaya, Gürcistan Gıda Ajansı Başkanı Zurab Beridze'yi salı "
        "günü Ankara'da kabul "
        "etti. Görüşmede hayvan sağlığı ve sınır kapısında gıda denetimi ele alındı.",
    ),
    "water and its security": (
        "ar",
        "بحث وزير المياه الموريتاني أحمد ولد سالم مع نظيره السنغالي مامادو ديوب، الثلاثاء في "
        "نواكشوط، أمن السدود وتبادل البيانات "
        "الهيدرولوجية.",
    ),
    "colleagues of one country, where a foreigner was held": (
        "es",
        "El jefe de la Policía de Jalisco, Luis Mora, y su homólogo michoacano, Juan Díaz, firmaron "
        "el martes en La Barca un "
        "convenio de patrullas conjuntas. Fueron detenidas once personas, una de nacionalidad guatemalteca.",
    ),
    "a counterpart of another region": (
        "pt",
        "O delegado-geral do Paraná, Silvio Reis, e seu homólogo paulista, Artur Lopes, reuniram-se "
        "na terça-feira em "
        "Ourinhos e assinaram um termo de cooperação policial. Foi preso um paraguaio.",
    ),
    "a ministry of one's own": (
        "fr",
        "Le directeur général des prisons tunisiennes a signé lundi à Tunis avec le ministère de la Formation "
        "professionnelle une convention au profit des détenus.",
    ),
    "an assumption": (
        "fr",
        "Si demain Bruxelles et Tunis signaient un nouvel accord contre l'immigration clandestine, "
        "qu'y gagneraient-ils ?",
    ),
    "what is denied": (
        "tr",
        "Milli Savunma Bakanlığı, 'Türkiye ile Pakistan arasında üs anlaşması imzalandı' iddiasının "
        "gerçeği yansıtmadığını "
        "açıkladı.",
    ),
    "sport of the police for itself": (
        "ar",
        "وقع اتحاد الشرطة الرياضي القطري ونظيره العماني، أمس الثلاثاء في الدوحة، برنامج تعاون رياضي "
        "في كرة اليد وألعاب القوى.",
    ),
    "a council of one province": (
        "pt",
        "O governador de Nampula, Rui Abdula, dirigiu na quarta-feira a reunião do conselho "
        "provincial de segurança, com o "
        "comandante da PRM.",
    ),
}


@pytest.mark.parametrize(("language", "text"), BESIDE.values(), ids=BESIDE)
def test_what_lies_beside_security_or_within_one_country_gives_nothing(language: str, text: str) -> None:
    record = read(text, language=language)
    assert (record.engagements, record.commitments, record.people) == ([], [], [])


WITHIN = {
    "an office of security, whatever they talk about": (
        "fr",
        "Le ministre marocain de l'Intérieur, Karim Alami, a reçu mardi à Rabat le ministre "
        "français du Tourisme, Paul "
        "Morel, pour parler des musées et des festivals.",
        ["meeting held 2025-03-04 Rabat: Karim Alami=participant, Paul Morel=participant"],
    ),
    "a topic of security alone among others": (
        "fr",
        "Le ministre marocain des Affaires étrangères, Karim Alami, a reçu mardi à Rabat son "
        "homologue malien, Moussa "
        "Traoré. Les entretiens ont porté sur le commerce, la culture, le tourisme et la lutte contre le terrorisme.",
        ["meeting held 2025-03-04 Rabat: Karim Alami=participant, Moussa Traoré=participant"],
    ),
    "a shared topic where no other matter is told": (
        "en",
        "Moroccan Foreign Minister Karim Alami met his Spanish counterpart, Luis Ortega, in Rabat "
        "on Tuesday. The talks "
        "covered irregular migration and border control.",
        ["meeting held 2025-03-04 Rabat: Karim Alami=participant, Luis Ortega=participant"],
    ),
    "an official whose country nobody says, beside one whose country is said": (
        "es",
        "El jefe del Estado Mayor de la Defensa portugués, general José Nunes, se reunió el martes "
        "con la ministra de "
        "Defensa, Margarita Rueda.",
        ["meeting held 2025-03-04 None: José Nunes=participant, Margarita Rueda=participant"],
    ),
}


@pytest.mark.parametrize(("language", "text", "expected"), WITHIN.values(), ids=WITHIN)
def test_who_takes_part_or_a_topic_of_security_alone_makes_an_engagement(
    language: str, text: str, expected: list[str]
) -> None:
    assert shown(text, language=language) == expected


@pytest.mark.parametrize(
    ("language", "words", "weight"),
    [
        ("fr", "la sécurité alimentaire et la police", Weight(1, 1)),
        ("fr", "contrôle sanitaire aux frontières", Weight(1, 1)),
        ("en", "food security and border police", Weight(2, 1)),
        ("ar", "الأمن الغذائي والشرطة", Weight(1, 1)),
        ("tr", "gıda güvenliğini ve polisi", Weight(1, 1)),
        ("es", "", Weight(0, 0)),
    ],
)
def test_the_longest_form_counts_in_whatever_form_it_is_written(language: str, words: str, weight: Weight) -> None:
    assert Matters(load(language)).weigh(words) == weight
