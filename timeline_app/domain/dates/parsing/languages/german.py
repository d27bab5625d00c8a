"""German words of dates; ß is read as ss."""

from __future__ import annotations

from typing import Final

WORDS: Final = """
month 1 | januar, jan, jänner, jän
month 2 | februar, feb, feber
month 3 | märz, mrz, mär, maerz
month 4 | april, apr
month 5 | mai
month 6 | juni, jun
month 7 | juli, jul
month 8 | august, aug
month 9 | september, sept, sep
month 10 | oktober, okt
month 11 | november, nov
month 12 | dezember, dez
weekday 0 | montag, montags, mo
weekday 1 | dienstag, di
weekday 2 | mittwoch, mi
weekday 3 | donnerstag, do
weekday 4 | freitag, fr
weekday 5 | samstag, sonnabend, sa
weekday 6 | sonntag, so
season 21 | frühling, frühjahr, frühlings, frühjahrs
season 22 | sommer, sommers
season 23 | herbst, herbstes
season 24 | winter, winters
season 37 | erstes jahresdrittel, erstes drittel des jahres
season 38 | zweites jahresdrittel, mittleres jahresdrittel, zweites drittel des jahres
season 39 | letztes jahresdrittel, drittes jahresdrittel, letztes drittel des jahres
unknown day | tag unbekannt, ein tag im, ein unbekannter tag im
unknown month | monat unbekannt, ein monat im jahr, ein unbekannter monat im jahr
part early | anfang, anf, beginn, zu beginn, zu beginn des, am anfang, am anfang des, frühes, frühe, frühen
part mid | mitte, in der mitte, mitte des
part late | ende, ende des, am ende, am ende des, spätes, späte, späten
half | hälfte, hälfte des, halbjahr, halbjahr des
quarter | quartal, quartal des, vierteljahr
about | etwa, ungefähr, circa, ca, um, gegen, rund, um das jahr, zirka
perhaps | vielleicht, möglicherweise, vermutlich, wahrscheinlich, wohl
perhaps_after | unsicher, ungewiss
before | vor, vor dem
after | nach, nach dem
not_after | nicht nach, nicht nach dem, spätestens, bis spätestens, nicht später als
or_earlier | oder früher
not_before | nicht vor, nicht vor dem, frühestens, nicht früher als
or_later | oder später
until | bis, bis zum, bis zu
since | seit, seit dem, ab, ab dem
end_unknown | ende unbekannt
start_unknown | beginn unbekannt, anfang unbekannt
no_start | ohne beginn, ohne anfang
from | von, vom, ab
between | zwischen, irgendwann zwischen, zwischen dem
to | bis, bis zum
and | und, und dem
or | oder, oder dem
now | heute, jetzt, gegenwart
still | andauernd, dauert an, noch andauernd
no_date | o j, o d, ohne datum, ohne jahr, undatiert
never_mind | die, im, in, am, der, des, den, das, jahr, jahre, jahren, jahres, irgendwann, dem
week_of | woche vom, woche ab, in der woche vom
week_number | kw, kalenderwoche, woche
year_word | jahr, jahre, jahres
bce | v chr, vor christus, v u z, vor unserer zeitrechnung
ce | n chr, nach christus, u z
old_style | a st, alten stils, julianisch, jul
new_style | n st, neuen stils, gregorianisch
at | um
am | morgens, früh, vormittags
pm | nachmittags, abends
noon | mittags, mittag, 12 uhr mittags
midnight | mitternacht, um mitternacht
hour | uhr, h
day_offset 0 | heute
day_offset -1 | gestern
day_offset 1 | morgen
day_offset -2 | vorgestern
day_offset 2 | übermorgen
which -1 | letzten, letzte, letzter, letztes, letztem, vorigen, vorige, voriges, vergangenen, vergangene
which 0 | diesen, diese, dieser, dieses, diesem
which 1 | nächsten, nächste, nächster, nächstes, nächstem, kommenden, kommende, kommendes
ago_before | vor
ahead | in
unit day | tag, tage, tagen
unit week | woche, wochen
unit month | monat, monate, monaten
unit year | jahr, jahre, jahren
millennium | jahrtausend, jahrtausends
daypart 06-12 | am morgen des, am vormittag des, morgen des, vormittag des
daypart 12-18 | am nachmittag des, nachmittag des
daypart 18-24 | am abend des, abend des
night_to | in der nacht zum, nacht zum, in der nacht auf den, nacht auf den
night_joint | auf den, zum, auf
night_of | in der nacht vom, nacht vom
century | jahrhundert, jahrhunderte, jahrhunderts, jh, jhd, jhdt
thousand 3 | tausend
thousand 6 | million, millionen, mio
thousand 9 | milliarde, milliarden, mrd
number 1 | eins, ein, eine, einem, einen, einer
number 2 | zwei
number 3 | drei
number 4 | vier
number 5 | fünf
number 6 | sechs
number 7 | sieben
number 8 | acht
number 9 | neun
number 10 | zehn
ordinal 1 | erste, ersten, erstes, erster
ordinal 2 | zweite, zweiten, zweites, zweiter
ordinal 3 | dritte, dritten, drittes, dritter
ordinal 4 | vierte, vierten, viertes, vierter
decade_suffix | er, ern
zone Europe/Kyiv | kiew, kiewer zeit, kyjiw, ukrainischer zeit
zone Europe/Moscow | moskau, moskauer zeit
zone Europe/Berlin | mez berlin, deutscher zeit, berliner zeit
zone Europe/Istanbul | istanbuler zeit
zone Europe/London | londoner zeit
zone Europe/Paris | pariser zeit
zone Europe/Brussels | brüssel, brüsseler zeit
zone Europe/Warsaw | warschau, warschauer zeit
zone America/New_York | new yorker zeit, washingtoner zeit
zone +01:00 | mez
zone +02:00 | mesz
"""
