"""What languages are told by: their function words, the letters that they have or lack, the scripts of their own."""

from __future__ import annotations

from typing import Final

FUNCTION_WORDS: Final = {
    "en": """
        the of and to in that is was for with by on at from as are be has have had it this which were after will
        said a i he she you they not but or can been one all there
    """,
    "uk": """
        і й та у в на з із що до не за як від про для це його її був була було були також або під після вже але ще
        який яка які цього між час року коли буде має й щоб через він вона воно вони ми їх їм тому так лише саме завдяки
    """,
    "ru": """
        и в на с что до не за как от о об для это его её ее был была было были также или под после уже но ещё еще
        который которая которые этого между время года когда будет он она они из к по от так ли бы чтобы через при со
    """,
    "be": """
        і ў у на з што да не за як ад пра для гэта яго яе быў была было былі таксама або пасля ужо але які якая
        гэтага
    """,
    "bg": """
        и в на с че до не за като от се е са да по при този тази това който която които беше след няма има ще
        със
    """,
    "sr": """
        и у на са да је до не за као од се су по при овај ова ово који која које био била након има ће или i u
        na sa da je se su koji koja biti bio nije ili
    """,
    "mk": "и во на со дека до не за како од се е да по при овој оваа ова кој која кои беше по има ќе или",
    "de": """
        der die das und in zu den von mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat
        dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis
        mehr durch man sein wurde wurden seit vom
    """,
    "fr": """
        le la les de des du et en un une que qui dans est pour pas sur au aux par plus ce il elle avec sont été
        cette ont mais ou où
    """,
    "es": """
        el la los las de del y en un una que se por con no para es su al lo como más pero sus ha fue este entre
        cuando también está
    """,
    "pt": """
        o a os as de do da dos das e em um uma que se por com não para é seu ao como mais mas foi este entre
        também está são pelo
    """,
    "it": """
        il lo la i gli le di del della dei e in un una che si per con non è su al come più ma ha sono stato
        questo anche nel alla dal
    """,
    "nl": """
        de het een en van in is op te dat die voor met zijn niet aan er om ook als maar bij door naar uit werd
        wordt heeft over tot
    """,
    "pl": """
        i w na z że do nie za jak od o dla to jego jej był była było były także lub pod po już ale się jest
        który która które przez oraz przy są
    """,
    "cs": """
        a v na s že do ne za jak od o pro to jeho byl byla bylo byli také nebo pod po už ale se je který která
        které jsou při ve podle
    """,
    "sk": """
        a v na s že do nie za ako od o pre to jeho bol bola bolo boli tiež alebo pod po už ale sa je ktorý ktorá
        ktoré sú pri podľa
    """,
    "ro": """
        și în de la cu că nu pe din pentru este a fost sunt care mai dar sau prin după ca un o al ale lui între
    """,
    "hu": "a az és hogy nem is egy ez volt meg csak már még de vagy mint ha el ki lesz szerint után majd",
    "sv": "och i att det som en på är av för med den till inte om ett har de var från men vid efter under kan",
    "da": "og i at det som en på er af for med den til ikke om et har de var fra men ved efter under kan blev",
    "no": "og i at det som en på er av for med den til ikke om et har de var fra men ved etter under kan ble",
    "fi": "ja on ei että se oli myös joka ovat kuin mutta hän sen tai ole vain jo jälkeen mukaan",
    "et": "ja on ei et see oli ka mis kui aga ta selle või ole ainult juba pärast järgi",
    "lv": "un ir ka ar no uz par tas bija arī kas bet pēc vai nav tika kā pie gada",
    "lt": "ir yra kad su iš į tai buvo taip pat kuris bet po ar nėra apie kaip prie metų jo",
    "tr": """
        ve bir bu da de için ile olarak olan daha çok gibi ancak sonra kadar var değil ne ise olduğu tarafından
    """,
}
"""Words that no text of a language lacks."""

TELLING_LETTERS: Final = {
    "uk": ("ґєїі", "ыэъёў"), "ru": ("ыэё", "ґєїіў"), "be": ("ў", "ґєїищъ"), "bg": ("ъ", "ґєїіўыэё"),
    "sr": ("ђћљњџ", "ґєіїўыэёъьйщюя"), "mk": ("ѓќѕ", "ґєіїўыэёъьйщюя"), "de": ("äöüß", "åøæčřšžąęłńóñ"),
    "pl": ("łąęśźżń", "äöüß"), "cs": ("řěů", "äöüßł"), "sk": ("ľĺŕô", "ßřěů"), "fr": ("çèêàœâ", "ßäöñ"),
    "es": ("ñ¿¡", "äöüßç"), "pt": ("ãõç", "äöüßñ"), "it": ("àòù", "äöüßñç"), "ro": ("ășțţş", "äöüß"),
    "hu": ("őű", "ßä"), "sv": ("å", "üßøæ"), "da": ("øæå", "äöüß"), "no": ("øæå", "äöüß"), "fi": ("", "üßå"),
    "et": ("õ", "ß"), "lv": ("āēīļņķģ", "äöüß"), "lt": ("ėųįū", "äöüß"), "tr": ("ğışİ", "äß"),
}  # fmt: skip
"""Letters that few others have, and letters that the language lacks."""

EXPECTED_LETTERS: Final = {
    "uk": ("іїє", 15), "be": ("іў", 15), "bg": ("ъ", 80), "sr": ("јљњ", 40), "mk": ("јѓќ", 40),
}  # fmt: skip
"""Letters of which so many letters of a language hold one at least: a sentence without "і" is hardly Ukrainian."""

SCRIPTS: Final = (
    ("ja", (("\u3040", "\u30ff"),)), ("zh", (("\u4e00", "\u9fff"),)), ("ko", (("\uac00", "\ud7af"),)),
    ("el", (("\u0370", "\u03ff"),)), ("he", (("\u0590", "\u05ff"),)), ("ar", (("\u0600", "\u06ff"),)),
    ("ka", (("\u10a0", "\u10ff"),)), ("hy", (("\u0530", "\u058f"),)), ("hi", (("\u0900", "\u097f"),)),
    ("th", (("\u0e00", "\u0e7f"),)),
)  # fmt: skip
"""Scripts that tell the language, or the largest that uses them."""
