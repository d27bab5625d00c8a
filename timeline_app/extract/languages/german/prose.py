"""German beyond its time words: how its verbs tell past from future, and what keeps numbers from being dates."""

from __future__ import annotations

from typing import Final

from timeline_app.extract.languages.model import GuardWords, TenseCues, listed, prose_of

CUES: Final = TenseCues(
    proposes=listed("schlug schlugen vorgeschlagen bot boten angeboten"),
    meant=listed("""
        geplant geplante geplanten vorgesehen vorgesehene angesetzt angesetzte anberaumt anberaumte sollte sollten
    """),
    called_off=listed("abgesagt gestrichen verschoben vertagt ausgefallen geplatzt abgebrochen platzte"),
    off_pairs=frozenset({("nicht", "statt"), ("fiel", "aus"), ("fielen", "aus"), ("kam", "nicht"), ("kamen", "nicht")}),
    superseded=listed("nun stattdessen"),
    future=listed("""
        wird werden soll sollen will wollen möchte möchten muss müssen könnte könnten kann können dürfte dürften
        plant planen geplant vorgesehen angesetzt terminiert anberaumt erwartet bevorsteht bevor beginnt beginnen tritt
        trifft reist tagt tagen kommt kommen findet finden startet starten endet enden spricht berät beraten läuft folgt
        entscheidet wählt eröffnet fliegt empfängt besucht stattfinden fährt fahre fahren liefert plädiert spielt
        gastiert lädt feiert öffnet schließt präsentiert zeigt treffen reisen liest steht gibt stimmt verhandelt
        kehrt geht erscheint bleibt veranstaltet lädt folgen
    """),
    past=listed("""
        war waren wurde wurden hatte hatten ging gingen kam kamen traf trafen gab gaben nahm nahmen stand standen fand
        fanden hielt hielten sprach sprachen sah sahen ließ ließen blieb blieben lag lagen zog zogen rief riefen fiel
        fielen starb starben schrieb begann begannen trat traten schlug schlugen trug griff griffen verlor verloren
        gewann gewannen flog flogen fuhr fuhren lief liefen erhielt erhielten verließ bekam bekamen schloss
        unterzeichnet getroffen gegangen gekommen gegeben genommen gestanden gefunden gehalten gesprochen gesehen
        geblieben gezogen
        gerufen gefallen gestorben geschrieben begonnen getreten geschlagen verloren gewonnen geflogen gefahren
        angegriffen gemeldet getötet verletzt zerstört beschlossen gestellt gebracht abgeschossen ausgetauscht
        verurteilt gestorben verhandelt gestiegen geworden gewesen gehabt gemacht gezählt gelöscht gesagt befreit
    """),
    past_endings=(
        "gte", "lte", "kte", "rte", "ete", "mte", "nte", "hte", "ßte", "pte", "ffte", "gten", "lten", "kten", "rten",
        "eten", "mten", "nten", "hten", "ßten", "pten", "fften",
    ),
    not_past=listed("""
        heute alte alten kalte kalten rechte rechten echte echten gesamte gesamten bekannte bekannten sogenannte
        sogenannten vierte vierten achte achten zehnte zehnten siebte siebten zweite zweiten fünfte leichte leichten
        schlechte schlechten harte harten zarte direkte direkten nackte sanfte konkrete konkreten erwarten halten
        erhalten enthalten verhalten treten arbeiten antworten berichten richten bereiten beobachten betrachten
        errichten rechten warten starten leisten bieten beten retten könnte könnten möchte möchten bunte dichte exakte
        verwandte erkrankte konstante milchte dritte privaten geehrte hundertste spate
    """),
    puts_off=listed("verschoben vertagt verlegt verschob verlegte vertagte"),
    deadlines=listed("bis"), ahead=frozenset(), appointed=listed("für"), to_be=frozenset(), infinitive="",
    present=frozenset(), progressive="", general=frozenset(), timetable=frozenset(),
    perfect=frozenset(), deadline_of=frozenset(), range_starts=listed("von vom ab zwischen"),
    range_ends=listed("bis"), passive=frozenset(), until=listed("bis vor"),
)  # fmt: skip

HABITS: Final = GuardWords(
    labels=listed("""
        artikel art paragraf paragraph § resolution punkt aktenzeichen az nummer nr no kapitel absatz abs satz flug zug
        ice ic re zimmer seite seiten s band bd linie kilometer km blende foto kamera modell typ version bundesstraße
        autobahn a b k raum gleis tor haus klasse gruppe ziffer randnummer kaliber höhe kanal psalm vers auflage
        postfach konto telefon tel din iso norm serie bus
    """),
    streets=listed("straße platz allee weg brücke ufer gasse ring damm"),
    counted=listed("""
        mann menschen soldaten tonnen kilometer meter euro dollar mark prozent stück exemplare granaten schuss mal
        personen leute mitglieder mitarbeiter zuschauer einwohner häuser wohnungen flüchtlinge tote verletzte
        quadratmeter liter hektar kilo gramm volt watt jahre tage stunden minuten franken schilling lire rubel
        millionen milliarden mio mrd
    """),
    dated=frozenset(),
    titles=listed("herr frau"),
    particles=listed("in im am an und oder aber die der das dem den des er sie es wir ich man sich noch schon nur als"),
    prefixes=frozenset(),
    asides=listed("seit stand"),
    yearly=listed("alljährlich jährlich"),
    seasonal=frozenset(),
    given_names=frozenset(),
    named_days=frozenset(),
    numbered=frozenset(),
    old_style=listed("julianischen julianisch"),
    styles=listed("nach dem julianischen gregorianischen kalender julianisch gregorianisch stils alten neuen"),
    clock_leads=listed("am um gegen ab kurz vor nach etwa rund bis ca punkt genau"),
    abbreviations=listed("""
        dr prof nr bzw ca etc usw vgl inkl st str mio mrd evtl ggf jh jhd jan feb febr apr jun jul aug sept sep okt nov
        dez mo di mi do fr sa so abs art az bd hrsg geb verh sog allg engl dt chr tel u z v n d h
    """),
)

PROSE: Final = prose_of(
    subordinators="dass weil als seit nachdem während obwohl wenn seitdem",
    name_endings="s es",
    connectives="und aber doch jedoch auch dann danach dagegen allerdings zudem außerdem unterdessen inzwischen denn",
    saying="""
        sagte sagten erklärte erklärten teilte teilten meldete meldeten betonte schrieb fügte bestätigte bestätigten
        berichtete berichteten sagt sagen
    """,
    pronouns="er sie es das dies diese dieser wir ich man",
    dangling="und oder aber der die das dem den des ein eine einen einem einer in im am an auf mit von vom zu zum zur "
    "für bei nach vor als wie dass weil die um ohne nicht",
    verbs="stammt stammte stammten datiert gilt begann "
    "ist sind war waren wird werden wurde wurden hat haben hatte hatten soll sollen will kann können",
    relative="der die das dem den denen deren dessen dass wo welche welcher welches",
    again="erneut wieder abermals",
    verb_second="yes",
)
