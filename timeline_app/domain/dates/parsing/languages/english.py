"""English words of dates."""

from __future__ import annotations

from typing import Final

WORDS: Final = """
month 1 | january, jan
month 2 | february, feb
month 3 | march, mar
month 4 | april, apr
month 5 | may
month 6 | june, jun
month 7 | july, jul
month 8 | august, aug
month 9 | september, sept, sep
month 10 | october, oct
month 11 | november, nov
month 12 | december, dec
weekday 0 | monday, mon
weekday 1 | tuesday, tues, tue
weekday 2 | wednesday, wed
weekday 3 | thursday, thurs, thur, thu
weekday 4 | friday, fri
weekday 5 | saturday, sat
weekday 6 | sunday, sun
season 21 | spring
season 22 | summer
season 23 | autumn, fall
season 24 | winter
season 37 | first four months, first four months of
season 38 | middle four months, middle four months of
season 39 | last four months, last four months of
unknown day | some day in, an unknown day in, day unknown
unknown month | some month in, an unknown month in, month unknown
part early | early, beginning of, start of, at the beginning of, at the start of, the beginning of, the start of
part mid | mid, middle of, the middle of, in the middle of
part late | late, end of, the end of, at the end of
half | half, half of
quarter | quarter, quarter of
quarter_mark | q
half_mark | h
about | or about, in or about, on or about, at about
about | abt, est, cal, estimated, calculated, cca
about | about, around, approximately, approx, circa, c, ca, roughly, some time around, sometime around
perhaps | perhaps, possibly, probably, maybe, presumably, reportedly
perhaps_after | uncertain, not certain
about_after | approx, approximately, approximate, or so, roughly
before | pre
before | before, prior to, earlier than
after | after, later than
not_after | by, no later than, not later than, not after, on or before, before or on, in or before, at the latest by
ante | bef, ante, terminus ante quem, taq
post | aft, post, terminus post quem, tpq
or_earlier | or earlier, or before, at the latest
not_before | no earlier than, not before, not earlier than, on or after, from no earlier than
or_later | or later, or after, at the earliest
until | to, until, till, up to, up until, up to and including
since | since, ever since, starting, starting from
from | from
end_unknown | end unknown, end not known, until an unknown date
start_unknown | beginning unknown, start unknown, beginning not known
no_start | with no beginning
between | bet, between, some time between, sometime between
to | to, until, till, through
and | and
or | or
now | now, present, the present, today, ongoing, still going on, still ongoing
still | still going on, still ongoing, ongoing, onwards, onward, on
no_date | n d, nd, s d, no date, undated, date unknown
never_mind | fl, floruit
never_mind | the, of, in, on, year, the year, some time in, sometime in, some time on, at some point in
week_of | week of, the week of, week beginning, the week beginning
week_number | week, w
year_word | year, the year
bce | bce, bc, b c, b c e
ce | ce, ad, a d, c e
old_style | o s, os, old style, julian, julian calendar
new_style | n s, ns, new style, gregorian
at | at
am | am, a m
pm | pm, p m
noon | noon, midday, 12 noon
midnight | midnight, 12 midnight
hour | o'clock, h, hrs, hours
day_offset 0 | today
day_offset -1 | yesterday
day_offset 1 | tomorrow
day_offset -2 | day before yesterday, the day before yesterday
day_offset 2 | day after tomorrow, the day after tomorrow
which -1 | last, past, previous
which 0 | this, current
which 1 | next, coming
ago | ago
ahead | in
unit day | day, days
unit week | week, weeks
unit month | month, months
unit year | year, years
century | century, centuries, c, cent
millennium | millennium, millennia
daypart 06-12 | morning, the morning, morning of, in the morning of, on the morning of
daypart 12-18 | afternoon, the afternoon, afternoon of, on the afternoon of
daypart 18-24 | evening, the evening, evening of, on the evening of
daypart 00-06 | early hours of, the early hours of, in the early hours of
night_to | night to, the night to, overnight to, overnight into, in the night to, overnight on
night_joint | to, and, into
night_of | overnight, night of, the night of, on the night of, in the night of
thousand 3 | thousand
thousand 6 | million, m, mya
thousand 9 | billion, bn
years_ago | years ago, year ago, years before present, yr ago, yrs ago
number 1 | one, a, an
number 2 | two
number 3 | three
number 4 | four
number 5 | five
number 6 | six
number 7 | seven
number 8 | eight
number 9 | nine
number 10 | ten
ordinal 1 | first
ordinal 2 | second
ordinal 3 | third
ordinal 4 | fourth
ordinal 5 | fifth
ordinal 6 | sixth
ordinal 12 | twelfth
ordinal 13 | thirteenth
ordinal 14 | fourteenth
ordinal 15 | fifteenth
ordinal 16 | sixteenth
ordinal 17 | seventeenth
ordinal 18 | eighteenth
ordinal 19 | nineteenth
ordinal 20 | twentieth
ordinal 21 | twenty first
ordinal_suffix | st, nd, rd, th
decade_suffix | s, 's
zone Europe/Kyiv | kyiv, kiev, kyiv time, kiev time, in kyiv, ukrainian time, ukraine time
zone Europe/Moscow | moscow, moscow time, msk, russian time, in moscow
zone Europe/Istanbul | istanbul, istanbul time, ankara, turkish time, trt
zone Europe/London | london, london time, uk time
zone Europe/Berlin | berlin, berlin time
zone Europe/Paris | paris, paris time
zone Europe/Brussels | brussels, brussels time
zone Europe/Warsaw | warsaw, warsaw time
zone Europe/Minsk | minsk, minsk time
zone America/New_York | new york, new york time, washington, washington time, eastern time
zone UTC | utc, gmt, z, zulu
zone +01:00 | cet, bst
zone +02:00 | eet, cest
zone +03:00 | eest
zone -05:00 | est
zone -04:00 | edt
zone local | local time, my time
"""
