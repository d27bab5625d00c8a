"""English beyond its time words: how its verbs tell past from future, and which words keep numbers from being dates."""

from __future__ import annotations

from typing import Final

from timeline_app.extract.languages.model import Cues, Habits, listed

CUES: Final = Cues(
    future=listed("""
        will shall would should could might must may scheduled planned plans plan planning expected expects
        expect due slated upcoming 'll won't forthcoming intends intend preparing prepare hopes hope aims
        promises i'll we'll you'll he'll she'll it'll they'll that'll
    """),
    past=listed("""
        was were had did said told came went took began became left held met made found fell won lost gave got
        sent saw ran led brought thought wrote died broke rose flew shot struck hit killed ceded fled sank spoke
        drew drove fought grew kept knew laid paid rang sat sold stood taught wore chose built sought bought
        caught shook threw swore withdrew overthrew
    """),
    past_endings=("ed",),
    not_past=listed("hundred indeed speed unprecedented exceed proceed succeed embed hatred sacred naked breed"),
    puts_off=listed("postponed delayed moved adjourned extended rescheduled pushed deferred shifted prolonged"),
    deadlines=listed("until till by through"),
    ahead=listed("ahead"),
    appointed=listed("for"),
    to_be=listed("is are was were be am"),
    infinitive="to",
    present=listed("am is are i'm we're they're you're"),
    progressive="ing",
    general=listed("is are has have can does do am"),
    timetable=listed("""
        takes begins begin opens open meets meet arrives arrive expires expire resumes resume reopens reopen departs
        depart convenes convene starts start ends end returns return leaves leave travels travel visits visit goes
        comes hosts host holds plays play faces face head heads marks
        go come
    """),
    perfect=listed("had 'd"),
    deadline_of=listed("by until till"),
    passive=listed("be been being is are by of the a"),
)

HABITS: Final = Habits(
    labels=listed("""
        resolution flight gate room highway route article section order page pages frame frames chapter verse
        serial no number numbers nos vol volume issue paragraph paragraphs rule regulation directive protocol
        decree law act bill boeing airbus type mark mk model version windows apollo title unit units block lot
        plot suite apartment floor street avenue road box channel band line lines psalm figure table item step
        level phase pp p squadron brigade regiment division battalion company corps hill point area zone serials
        platform bus tram train track exit mile km nato standard iso grade
    """),
    streets=listed("street avenue road boulevard lane drive ave st blvd rd terrace place square court parkway"),
    counted=listed("""
        men people soldiers troops tons tonnes kilometres kilometers km miles metres meters feet ft m mm cm kg g
        lb lbs pounds dollars euros rubles roubles hryvnias percent % yards acres hectares square tanks aircraft
        guns ships planes dead killed wounded casualties prisoners civilians refugees homes houses vehicles
        pieces copies members students rounds missiles drones rockets shells hours minutes seconds horses
        cavalry infantry inhabitants residents families workers children women persons victims deaths votes
        seats points runs words pages items times evacuees hostages detainees sq mph kph hp kw mw watts volts
        w v rpm hz khz mhz ghz kwh mwh ml ppm psi
        million billion trillion adults pupils ms
        calories litres liters gallons barrels inches inch years months weeks days others fighters militants
        protesters demonstrators officers sailors marines passengers employees customers players strong metre
        meter kilometre kilometer mile ton tonne
    """),
    dated=listed("""
        levels prices elections borders games olympics talks riots protests attacks accords lines standards
    """),
    titles=listed("""
        mr mrs ms miss dr sir lady lord president minister senator general colonel captain secretary premier
        chancellor pope judge
    """),
    particles=listed("""
        it he she they we i you who which when while where with as was were had has have is are would will could
        not also there
    """),
    prefixes=listed("mid pre post early late since non circa ca c to from pro ex then"),
    asides=listed("since"),
    seasonal=listed("""
        offensive offensives campaign campaigns fighting uprising counter counteroffensive invasion war advance
    """),
    given_names=listed("april june august may"),
    named_days=listed("black bloody good ash palm easter holy cyber super red maundy giving casual"),
    numbered=listed("""
        army armies infantry cavalry panzer armored armoured airborne guards artillery rifle rifles marine marines
        fleet congress parliament amendment dynasty parallel arrondissement ward precinct district party
    """),
    abbreviations=listed("""
        mr mrs ms dr prof gen col lt capt sgt maj sen rep gov st jr sr vs etc no vol jan feb mar apr jun jul aug
        sept sep oct nov dec mon tue wed thu fri sat sun inc ltd co corp dept est approx ca c fig pp p e.g i.e
        cf al adm brig cpl rev hon mt
    """),
)
