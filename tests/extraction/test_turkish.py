"""What short Turkish reports give: verbs that stand last, marks behind their actor, clauses inside clauses."""

import pytest

import entente
from tests import reports

PUBLISHED = "2025-03-05"  # a Wednesday


def shown(text: str) -> list[str]:
    return reports.shown(text, PUBLISHED, "tr")


TOLD = {
    "a visitor whom a participle describes": (
        "İçişleri Bakanı Kerim Alan, çalışma ziyareti için Türkiye'de bulunan Fas İçişleri Bakanı Ömer Tazi'yi 4 Mart "
        "2025'te Ankara'da kabul etti.",
        ["visit ongoing Türkiye MA,TR", "meeting held Ankara MA,TR"],
    ),
    "what is expected of two that share an ending": (
        "Fas Emniyet Genel Müdürü Ömer Tazi ve İçişleri Bakanı Kerim Alan'ın yarın Ankara'da bir araya gelmesi "
        "bekleniyor.",
        ["meeting planned Ankara MA,TR"],
    ),
    "a delegation by its head before it": (
        "Ömer Tazi başkanlığındaki Fas polis heyeti, Emniyet Genel Müdürü Kerim Alan'ın davetlisi olarak pazartesi "
        "günü Ankara'ya geldi.",
        ["visit ongoing Ankara MA,TR"],
    ),
    "a handover from one to the other": (
        "Uyuşturucu ticareti suçundan aranan R.K. pazartesi günü Gambiya'dan Türkiye'ye iade edildi.",
        ["handover held None GM,TR"],
    ),
    "a training told before those whom it trained": (
        "Jandarma Eğitim Timi'nin Banjul'da eğittiği 180 Gambiyalı polis, 3 Mart 2025'te mezun oldu.",
        ["training held Banjul GM,TR"],
    ),
    "who attended, in a clause before the noun": (
        "Türk ve Azerbaycan polislerinin katıldığı ortak tatbikat 3-4 Mart 2025 tarihlerinde Bakü'de yapıldı.",
        ["exercise held Bakü AZ,TR"],
    ),
    "a signing between two": (
        "Türkiye ile Fas arasında 4 Mart 2025'te Rabat'ta güvenlik iş birliği anlaşması imzalandı.",
        ["signing held Rabat MA,TR"],
    ),
    "what is given": ("Türkiye, Kosova polisine 12 araç hibe etti.", ["assistance held None TR,XK"]),
    "what did not happen": ("İçişleri Bakanı Kerim Alan, Fas İçişleri Bakanı Ömer Tazi ile görüşmedi.", []),
    "nothing but home affairs": ("KONYA (AA) - Konya Valisi Ali Er, İl Emniyet Müdürü Can Su'yu kabul etti.", []),
}


@pytest.mark.parametrize("what", TOLD)
def test_what_is_told(what: str) -> None:
    text, expected = TOLD[what]
    record = entente.read(text, published="2025-03-05", language="tr")
    told = [
        f"{e.kind} {e.status} {e.place.name if e.place else None} {','.join(e.countries)}" for e in record.engagements
    ]
    assert told == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a name that ends like a case; the semicolon before whom he met
            "İçişleri Bakan Yardımcısı Metin Karaca; Somali İçişleri Bakanı Yusuf Ali ile bir araya geldi.",
            ["meeting held None None: Metin Karaca=participant, Yusuf Ali=participant"],
        ),
        (
            "Türkiye ve Azerbaycan'ın ortak tatbikatı 3 Mart'ta Bakü'de yapıldı.",
            ["exercise held 2025-03-03 Bakü: TR=participant, AZ=participant"],
        ),
        (
            "Türkiye tarafından hibe edilen 29 araç, dün Kosova Polisi'ne teslim edildi.",
            ["assistance held 2025-03-04 None: TR=provider, Kosova Polisi=recipient"],
        ),
        (  # whose minister he is needs no saying
            "İçişleri Bakanı Murat Aydemir, Gürcistan İçişleri Bakanı Giorgi Lomidze ile Tiflis'te görüştü.",
            ["meeting held None Tiflis: Murat Aydemir=participant, Giorgi Lomidze=participant"],
        ),
        (
            "Genelkurmay Başkanı Ali Kaya, temaslarda bulunmak üzere geldiği Bakü'de Bakan Elçin Aliyev ile görüştü.",
            [
                "visit ongoing None Bakü: Ali Kaya=visitor",
                "meeting held None Bakü: Ali Kaya=participant, Elçin Aliyev=participant",
            ],
        ),
        (
            "Türkiye-Mısır Dostluk Denizi-2025 Tatbikatı Marmaris'te icra edildi. Tatbikata Türk Deniz "
            "Kuvvetlerinden TCG Oruçreis ve Mısır Deniz Kuvvetlerinden ENS Tahya katıldı.",
            [
                "exercise held None Marmaris: Türk Deniz Kuvvetleri=participant, Mısır Deniz Kuvvetleri=participant",
            ],
        ),
        (
            "Azerbaycan İçişleri Bakanı Tural Hasanov, Türkiye'nin Azerbaycan Büyükelçisi Melih Soner'i kabul etti. "
            "Taraflar ekim ayında İstanbul'da ortak bir polis semineri düzenleme konusunda anlaştı.",
            [
                "meeting held None None: Tural Hasanov=participant, Melih Soner=participant",
                "training planned 2025-10 İstanbul: Tural Hasanov=participant, Melih Soner=participant",
            ],
        ),
    ],
)
def test_turkish_reports(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_who_attended_the_talks_took_part_in_those_told_first() -> None:
    text = (
        "İçişleri Bakanı Murat Aydemir, Gürcistan İçişleri Bakanı Giorgi Lomidze ile Tiflis'te görüştü. "
        "Görüşmede iki ülke arasındaki güvenlik iş birliği ele alındı. Görüşmeye Büyükelçi Kemal Sezer de katıldı."
    )
    assert [line.count("participant") for line in shown(text)] == [3]


def test_a_ministry_that_says_so_is_a_source() -> None:
    text = (
        "Milli Savunma Bakanı Ali Kaya, ABD Savunma Bakanı Tom Hayes ile görüştü. Bakanlıktan yapılan açıklamaya göre."
    )
    assert [(s.name, s.kind) for s in reports.read(text, PUBLISHED, "tr").sources] == [("Bakanlık", "communique")]
