"""English: what tells an event from what is always so, and what happened from what was only meant to."""

from __future__ import annotations

from typing import Final

from timeline_app.extract.languages.event_words import EventWords
from timeline_app.extract.languages.model import listed

EVENT_WORDS: Final = EventWords(
    captions=listed("image images photo photos photograph picture video credit file caption graphic map courtesy"),
    from_file=listed("file"),
    being=listed("is are was were am be been being 're 'm"),
    having=listed("has have had 've"),
    states=listed("""
        accounts accounted belongs belonged carries comprises comprised consists consisted contains contained covers
        depends depended exists existed faces houses includes included lacks lacked lies lay lives lived looks looked
        means meant owns owned remains remained represents represented requires required resembles resembled seems
        seemed serves sits stands stays stayed symbolises symbolizes underscores marks revolves hovers numbers totals
        totalled amounts amounted features featured tends tended stretches shows reflects enjoys enjoyed appears
        suffers results continues depict depicts
    """),
    thinking=listed("""
        think thinks thought believe believes believed hope hopes hoped fear fears feared want wants wanted know knows
        knew feel feels felt doubt doubts doubted wonder wonders expects predict predicts predicted estimate estimates
        estimated remember remembers remembered consider considers considered prefer prefers assume assumes like likes
        need needs needed wish wishes
    """),
    participles=("ed", "en", "ing", "wn", "rn"),
    irregular=listed("""
        cut put let shut shed hit set split spread read beat hurt cast sunk begun run come become gone done overrun sung
        drunk rung sprung stung swum hung struck
    """),
    same_past=listed("cut put let shut hit set split spread beat hurt cast shed quit burst"),
    adverbs=("ly",),
    between=listed("also not still then now first at last once again never already just"),
    phases=listed("off over underway"),
    roles=listed("guest guests speaker speakers witness winner winners"),
    habits=listed(
        "every usually often always typically generally normally sometimes annually yearly regularly whenever"
    ),
    speakers=listed("i we you my our your us me i'm we're you're i've we've i'd we'd"),
    conditions=listed("if unless"),
    nobodies=listed("some many most others few"),
    possible=listed("would could might may should"),
    unreal=listed("have"),
    traded=listed("""
        shares stock stocks index futures crude oil gold bond bonds yields dollar euro rouble ruble hryvnia yen brent
        bitcoin price prices market markets
    """),
    measures=listed("percent % pct points point cents"),
    moves=listed("""
        rose fell dropped climbed gained lost slipped jumped closed opened traded surged plunged slid edged eased
        exceeded increased decreased declined grew shrank reached accounted dwindled doubled
    """),
    meant=listed("expected due scheduled planned supposed meant set slated intended poised promised"),
    meant_passive=listed("set"),
    had=listed("had 'd"),
    since=listed("since"),
    object_relatives=listed("which that whom who"),
    subject_relatives=listed("who"),
    lasting=listed("lasted began started ended continued followed"),
    occurring=listed("occurred happened took place held came occurs happens takes"),
    issued=listed("posted published released issued aired broadcast given made recorded dated sent"),
    periods=listed("period years term season"),
    negations=listed("no nobody none neither nothing never not didn't wasn't weren't"),
    particles=listed("over about around"),
    name_links=listed("of for and de la al el ben bin von van der"),
)
