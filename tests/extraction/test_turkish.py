"""What short Turkish reports give: verbs that stand last, marks behind their actor, clauses inside clauses."""

import pytest

import entente

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
        ["visit held Ankara MA,TR"],
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
