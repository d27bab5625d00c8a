"""English prose beyond dates: what opens, joins and closes a sentence, and which nouns name events.

English beyond its time words: how its verbs tell past from future, and which words keep numbers from being dates.
"""

from __future__ import annotations

import re
from typing import Final

from timeline_app.extract.languages.english.event_words import EVENT_WORDS
from timeline_app.extract.languages.model import GuardWords, Prose, TenseCues, listed

_VERBS_OF_SAYING = (
    "said says say told tells added adds wrote writes noted notes reported reports stated states announced announces "
    "confirmed confirms claimed claims insisted argued warned explained declared remarked tweeted posted acknowledged"
)

PROSE: Final = Prose(
    connectives=listed("""
        however meanwhile moreover furthermore nevertheless nonetheless therefore thus hence also then later
        earlier instead still yet so and but or crucially notably importantly finally eventually subsequently
        consequently similarly likewise additionally besides indeed afterwards afterward overall
    """),
    ties=listed("and but or so yet then also still thus hence instead meanwhile however nor"),
    witnesses=listed("saw brought marked witnessed"),
    openers=listed("""
        in on at after during following according despite with by since for amid as under from before until
        within through throughout over upon against
    """),
    subordinators=listed("""
        after before since while when because although though until that which who whom whose where whereas but
        unless once if whether as why how what
    """),
    saying=listed(_VERBS_OF_SAYING),
    determiners=listed("the a an its his her their our this that these those some two three four five"),
    pronouns=listed("he she it they we i you this these those there who which that"),
    dangling=listed("""
        the a an of in on at by for from to with and or but as that which who while after before since until
        into than its his her their was were is are be been has have had will would including about over under
        between also around both not
    """),
    joints=listed("in on at by for from with after before since until into while as during following against"),
    of_place=listed("in on at"),
    relative=listed("which who"),
    continues=listed("that as"),
    leads_event=listed("with after before since following during despite"),
    begins=listed("began ended started"),
    attributes=listed("according"),
    telling=listed("told"),
    articles=listed("the a an"),
    verbs=listed("""
        is are was were be been has have had will would should could may might must can did does do said
    """),
    events=listed("""
        accord agreement aggression airstrike airstrikes annexation announcement armistice arrest arrests
        assassination assault attack attacks attempt ban battle blast blockade bombardment bombing bombings
        briefing campaign capture ceasefire cease-fire clash clashes collapse conference conflict congress coup
        crackdown crash crisis death deal declaration defeat deployment elections election evacuation exchange
        exchanges execution explosion explosions expulsion fall famine fighting fire flood genocide handover
        hearing incident incursion independence inauguration intervention invasion killing killings landing
        landings liberation massacre meeting meetings mobilisation mobilization murder mutiny negotiations
        occupation offensive operation outbreak overthrow parade peace pogrom protest protests putsch raid raids
        referendum repatriation resignation resolution revolt revolution riot riots round rounds sanctions
        seizure session shelling shooting siege signing speech statement storm strike strikes summit surrender
        swap swaps takeover talks treaty trial truce uprising verdict victory visit vote votes war withdrawal
    """),
    again=listed("again once more then later finally"),
    lead_in=re.compile(
        r"(?:^|(?<=\s))(?:(?:very\s+)?(?:early|late|shortly|just|soon|only|already|again)(?:\s+|$))?(?:"
        r"(?:(?:(?:in|on|during|at|since|until|till|by|before|after)\s+)?(?:the\s+)?(?:early\s+|late\s+|small\s+)?"
        r"(?:night|evening|morning|afternoon|eve|hours|midnight|noon|dawn|dusk)\s*)"
        r"(?:of|on|from|in)?(?:\s+the)?|(?:in|on|by|at|since|until|till|from|during|before|after|around|about)(?:\s+the)?"
        r"|(?:the\s+)?year|dated?)?\s*$",
        re.IGNORECASE,
    ),
    expletives=listed("there"),
    persons=listed("he she"),
    things=listed("it"),
    many=listed("they"),
    pointers=listed("this that these those"),
    owners=listed("his her its their our my your"),
    helpers=listed("was were is are am be been being has have had 's 've 'm 're 'd"),
    ahead=listed("will would shall 'll"),
    to="to",
    plurals=listed("police people troops both forces sides parties men women children aircraft media staff"),
    people=listed("""
        president premier chancellor minister secretary chief leader head envoy negotiator spokesman spokeswoman
        spokesperson governor mayor general commander colonel admiral ambassador king queen prince pope patriarch
        senator judge prosecutor director journalist author historian soldier man woman boy girl
    """),
    ordinals=listed("first second third fourth fifth sixth seventh eighth ninth tenth another last next"),
    goes_on=listed("went go goes going carried carries dragged drags raged rages continued moved pressed"),
    counting=listed("date dated dates dating counted reckoned"),
    counted_from=listed("from to back"),
    singles=listed("this that"),
    speakers=listed("i we you"),
    owner_pronouns={"his": "he", "her": "she", "its": "it", "their": "they"},
    weighing=EVENT_WORDS,
)


CUES: Final = TenseCues(
    proposes=listed("proposed offered suggested"),
    meant=listed("expected due scheduled planned supposed meant slated intended set"),
    called_off=listed("cancelled canceled scrapped abandoned aborted dropped shelved postponed rescheduled delayed"),
    off_pairs=frozenset(
        {
            ("called", "off"),
            ("put", "off"),
            ("broken", "off"),
            ("not", "take"),
            ("never", "took"),
            ("not", "happen"),
            ("not", "held"),
            ("not", "materialise"),
            ("not", "materialize"),
        }
    ),
    superseded=listed("now instead"),
    future=listed("""
        will shall would should could might must may scheduled planned plans plan planning expected expects
        expect due slated upcoming 'll won't forthcoming intends intend preparing prepare hopes hope aims
        promises i'll we'll you'll he'll she'll it'll they'll that'll
    """),
    past=listed("""
        was were had did said told came went took began became left held met made found fell won lost gave got
        sent saw ran led brought thought wrote died broke rose flew shot struck hit killed ceded fled sank spoke
        drew drove fought grew kept knew laid paid rang sat sold stood taught wore chose built sought bought
        caught shook threw swore withdrew overthrew arose awoke bore beat bent blew bred burst clung crept dealt drank
        drove fed felt flung forbade forgot forgave froze got hung heard hid knelt leapt learnt lent lit meant overcame
        overtook rode sought shone shut slept slid spent spun split sprang stole stuck strove swam swept swung tore trod
        understood undertook upheld woke wound set
    """),
    past_endings=("ed",),
    not_past=listed(
        "hundred indeed speed unprecedented exceed proceed succeed embed hatred sacred naked breed aged alleged"
    ),
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
    relatives=listed("who which whose whom"),
    decreed=listed("declared ordered announced imposed proclaimed decreed called introduced"),
    decrees_from=listed("from starting beginning"),
    range_starts=listed("from between"),
    range_ends=listed("to until till through and"),
)

HABITS: Final = GuardWords(
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
    yearly=listed("annually yearly"),
    states_of=frozenset({("as", "of")}),
    superlatives=("est", "most"),
    of_person=listed("his her he she"),
    births=listed("birth"),
    deaths=listed("death died execution assassination suicide"),
    seasonal=listed("""
        offensive offensives campaign campaigns fighting uprising counter counteroffensive invasion war advance
    """),
    given_names=listed("april june august may"),
    named_days=listed("black bloody good ash palm easter holy cyber super red maundy giving casual"),
    numbered=listed("""
        army armies infantry cavalry panzer armored armoured airborne guards artillery rifle rifles marine marines
        fleet congress parliament amendment dynasty parallel arrondissement ward precinct district party
    """),
    old_style=listed("old o.s. os julian"),
    styles=listed("old o.s. os julian new n.s. ns gregorian style calendar"),
    clock_leads=listed("""
        at on of the from by just shortly soon around about approximately roughly before after some
    """),
    abbreviations=listed("""
        mr mrs ms dr prof gen col lt capt sgt maj sen rep gov st jr sr vs etc no vol jan feb mar apr jun jul aug
        sept sep oct nov dec mon tue wed thu fri sat sun inc ltd co corp dept est approx ca c fig pp p e.g i.e
        cf al adm brig cpl rev hon mt
    """),
)
