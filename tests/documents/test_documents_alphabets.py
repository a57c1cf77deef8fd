"""Code pages of Latin letters, told apart by the languages written in them."""

import pytest

from rag.documents.alphabets import code_page, is_latin
from rag.documents.decoding import decode

PARAGRAPHS = {  # language -> its code page and a paragraph
    "French": (
        "cp1252",
        "Où est passé le président ? Il était à Paris où il a déjà reçu les élèves du "
        "collège. La forêt brûlait depuis la veille, et les pompiers, fatigués, ont "
        "dû être relevés à l'aube.",
    ),
    "Portuguese": (
        "cp1252",
        "A situação não é fácil: as eleições foram adiadas e os cidadãos não sabem "
        "quando poderão votar. O presidente da câmara disse que a decisão será tomada "
        "amanhã de manhã.",
    ),
    "Spanish": (
        "cp1252",
        "El niño comió una manzana en la montaña. ¿Cuándo vendrá mañana el señor "
        "Muñoz? La situación política está en crisis según el periódico de la región.",
    ),
    "German": (
        "cp1252",
        "Die Straße war größer als früher, und die Häuser schienen älter. Später "
        "hörte man, daß der Bürgermeister müde geworden sei und über einen Rückzug "
        "nachdächte.",
    ),
    "Italian": (
        "cp1252",
        "Perché non è più così? La città è cambiata, e però la gente è rimasta la "
        "stessa. Il lunedì e il martedì c'è il mercato; la libertà costa più di "
        "quanto si pensi.",
    ),
    "Swedish": (
        "cp1252",
        "Åsa gick över ån på en brygga och såg älgen på andra sidan. Det är också så "
        "att många människor där hör på radio hela dagen när det blåser från öster.",
    ),
    "Danish": (
        "cp1252",
        "Rødgrød med fløde er en dansk ret, som mange prøver at udtale. På øen så vi "
        "også både får og køer, og børnene løb ned til åen for at fiske.",
    ),
    "Finnish": (
        "cp1252",
        "Hän ei tiennyt, että pöydällä oli vielä yksi päärynä. Isäntä löysi järven "
        "rannalta vanhan kirjan, jossä kerrottiin metsän eläimistä ja niiden "
        "elämästä.",
    ),
    "Dutch": (
        "cp1252",
        "De coördinator zei dat er geen reünie komt in België. Het idee van één café "
        "per wijk vond hij geniaal, maar de financiële situatie liet het niet toe.",
    ),
    "Icelandic": (
        "cp1252",
        "Þetta er gott veður í dag og börnin eru úti að leika sér. Það er ekki "
        "auðvelt að læra íslensku, en fólkið í bænum hjálpar öllum sem vilja það.",
    ),
    "Catalan": (
        "cp1252",
        "L'alcalde va dir que la situació és difícil però que això no canviarà la "
        "decisió. Què passarà després? Ningú no ho sap, perquè el consell encara no "
        "s'ha reunit.",
    ),
    "Polish": (
        "cp1250",
        "Książka leżała na stole, obok niej szklanka wody i źródło światła. Żona "
        "sąsiada przyszła późno i powiedziała, że już nie będzie czekać dłużej na "
        "odpowiedź urzędu.",
    ),
    "Czech": (
        "cp1250",
        "Příliš žluťoučký kůň úpěl ďábelské ódy. Včera se v Brně sešli zástupci měst, "
        "aby jednali o financování škol. Ředitelé říkají, že peníze nestačí ani na "
        "opravy střech.",
    ),
    "Slovak": (
        "cp1250",
        "Včera sa v Bratislave stretli zástupcovia miest, aby rokovali o financovaní "
        "škôl. Riaditelia hovoria, že peniaze nestačia ani na opravu striech a že "
        "učitelia odchádzajú.",
    ),
    "Hungarian": (
        "cp1250",
        "Az őszi esőzések miatt a folyó vízszintje jelentősen megemelkedett. A "
        "polgármester szerint a gátak erősek, de a lakóknak fel kell készülniük a "
        "legrosszabbra. Több útszakaszt lezártak.",
    ),
    "Romanian": (
        "cp1250",
        "Şcoala a început astăzi şi copiii sînt fericiţi. Primăria a anunţat că toate "
        "clădirile vor fi reparate pînă la sfîrşitul anului, însă părinţii se "
        "îndoiesc de acest lucru.",
    ),
    "Croatian": (
        "cp1250",
        "Jučer su se u Zagrebu okupili građani koji traže čišći zrak. Načelnik je "
        "rekao da će općina idući tjedan objaviti što točno namjerava učiniti s "
        "tvornicom.",
    ),
    "Turkish": (
        "cp1254",
        "Dün akşam İstanbul'da yağmur yağdı ve yollar kapandı. Belediye başkanı, "
        "çalışmaların sabaha kadar süreceğini söyledi. Öğrenciler okula gidemedi, "
        "çünkü otobüsler çalışmıyordu.",
    ),
    "Lithuanian": (
        "cp1257",
        "Vakar vakare Vilniuje įvyko susitikimas su miesto meru. Žmonės klausė, kada "
        "bus sutvarkyti keliai ir kodėl šiluma tokia brangi. Meras atsakė, kad pinigų "
        "šiemet neužteks.",
    ),
    "Latvian": (
        "cp1257",
        "Vakar vakarā Rīgā notika iedzīvotāju sapulce ar pilsētas mēru. Cilvēki "
        "jautāja, kad tiks salaboti ceļi un kāpēc siltums ir tik dārgs. Mērs "
        "atbildēja, ka naudas šogad nepietiks.",
    ),
    "Estonian": (
        "cp1257",
        "Eile õhtul toimus Tallinnas elanike kohtumine linnapeaga. Inimesed küsisid, "
        "millal teed korda tehakse ja miks küte nii kallis on. Žürii otsus tuli "
        "öösel, ütles šokeeritud võitja.",
    ),
    "Greek": (
        "cp1253",
        "Χθες το βράδυ έβρεξε πολύ στην Αθήνα και οι δρόμοι έκλεισαν. Ο δήμαρχος είπε "
        "ότι οι εργασίες θα συνεχιστούν μέχρι το πρωί και ότι τα σχολεία θα μείνουν "
        "κλειστά.",
    ),
    "Russian": (
        "cp1251",
        "Вчера вечером в Москве прошёл сильный дождь, и дороги были закрыты. Мэр "
        "города сказал, что работы продолжатся до утра, а школы останутся закрытыми.",
    ),
    "Bulgarian": (
        "cp1251",
        "Снощи в София валя силен дъжд и пътищата бяха затворени. Кметът каза, че "
        "работата ще продължи до сутринта, а училищата ще останат затворени.",
    ),
}
NAMES = (
    "The guests were José Muñoz, Zoë Müller, François Lefèvre, Søren Ångström, João Magalhães, "
    "Jürgen Weiß, André Côté, Renée Dürr, Íñigo Ruíz and Mónica Gómez. They met at a café."
)


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_language_is_read_in_its_own_code_page(language: str) -> None:
    page, text = PARAGRAPHS[language]
    assert decode(text.encode(page), "a.txt") == text


@pytest.mark.parametrize("language", ["Polish", "Czech", "Hungarian", "Croatian"])
def test_central_europe_has_a_second_code_page(language: str) -> None:
    _, text = PARAGRAPHS[language]
    assert decode(text.encode("iso8859_2"), "a.txt") == text


def test_the_euro_and_the_ligature_of_iso_8859_15_are_read() -> None:
    text = "L'œuvre coûte 20 €, a dit le président, déçu, à l'élève qui rêvait d'où il était né."
    assert decode(text.encode("iso8859_15"), "a.txt") == text


def test_english_with_names_of_many_western_languages_is_western() -> None:
    assert decode(NAMES.encode("cp1252"), "a.txt") == NAMES


def test_a_language_with_a_foreign_name_stays_in_its_code_page() -> None:
    text = f"{PARAGRAPHS['Polish'][1]} Powiedział to Jürgen Müller."
    assert decode(text.encode("cp1250"), "a.txt") == text


def test_marks_of_every_language_tell_nothing() -> None:
    text = "“Well”, she said – “it’s so…” " * 20
    assert code_page(text.encode("cp1252")) == "cp1252"
    assert decode(text.encode("cp1252"), "a.txt") == text


def test_bytes_that_are_like_no_alphabet_have_no_code_page() -> None:
    assert code_page(PARAGRAPHS["French"][1].encode("mac_roman")) is None


@pytest.mark.parametrize(
    ("text", "latin"),
    [("", True), ("word", True), ("Łódź", True), ("où – Ω", True), ("Ωμ ö", False)],
)
def test_text_is_latin_when_most_letters_beyond_ascii_are(text: str, latin: bool) -> None:
    assert is_latin(text) is latin
