"""English prose beyond dates: what opens, joins and closes a sentence, and which nouns name events."""

from __future__ import annotations

import re
from typing import Final

from timeline_app.extract.languages.model import listed
from timeline_app.extract.text.prose import Prose

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
)
