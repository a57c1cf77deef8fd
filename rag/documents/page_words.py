"""The vocabulary of a web page's own furniture, for `boilerplate`. English only."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The objects that a page's controls act upon.
OBJECTS = _words(
    "tweet tweets retweet post posts article articles story stories newsletter newsletters"
    " comment comments caption captions ad ads advertisement advertisements advertising sponsor"
    " sponsored facebook twitter instagram whatsapp linkedin pinterest youtube tiktok reddit"
    " telegram email e-mail link url cookies cookie slideshow gallery app inbox notifications feed"
    " subscription embed thread hashtag sidebar menu navigation transcript"
)
# What a page's own controls do; an article seldom bids it in so few words.
READER_ACTIONS = _words(
    "expand collapse read watch listen share retweet follow subscribe unsubscribe continue"
    " continues continued skip view see show load reply report"
)
# What a manual bids as well ("Open the menu"): a control only where it is repeated.
_ACTIONS = READER_ACTIONS | _words(
    "hide play pause save print copy click tap scroll swipe loading reload close open toggle sign"
    " log login join register download install back top next previous enlarge zoom send accept"
    " manage return jump go get leave add"
)
_OTHERS = _words(
    "this that on to the our your for a an in of with via or and by from all more less now up"
    " down out off below above here here's free daily today full main original related latest us"
    " page content video videos photo photos image images audio media news site website reading"
    " photographs please later also most popular trending recommended updates browser mobile"
    " desktop"
)
CONTROLS = OBJECTS | _ACTIONS | _OTHERS
# Words that are a control when they are a line of their own, or stand in one.
ALONE = _words("advertisement advertisements advertising unsubscribe retweet")
# Controls that name no object, or do nothing themselves.
PHRASE = re.compile(
    r"(?:read|see|show|load|view|watch) (?:more|less)(?: below| here| now)?$"
    r"|(?:click|tap) here|sign (?:up|in) (?:now|here|today|for free)$|scroll (?:down )?to continue"
    r"|back to top$|continue reading(?: below)?$|related (?:story|stories|articles?|posts?)$"
    r"|related content$"
    r"|(?:the )?(?:story|article|post) continues|(?:skip|jump) to (?:main )?content$|read here$"
)

_NETWORK = r"(?:twitter|facebook|instagram|youtube|linkedin|tiktok|threads|whatsapp|telegram)"
# Notices in set legal phrases, anchored wherever prose could say the same.
NOTICE = re.compile(
    r"^all rights reserved\b|\ball rights reserved\W*$|^(?:©|\(c\)|copyright\s+(?:©|\(c\)|\d{4}))"
    r"|\bmay not be (?:published|reproduced|copied), (?:broadcast|distributed|rewritten)"
    r"|^(?:we use|this (?:web)?site uses|our (?:web)?site uses) cookies\b",
    re.IGNORECASE,
)
# Notices that bid the reader do something. With a number in it, such a line says more than that.
BID = re.compile(
    r"^by (?:continuing to (?:browse|use th)|subscribing|submitting your e)(?=.*\byou\b)"
    r"|^(?:please )?(?:subscribe|sign up)\b.*"
    r"\b(?:newsletters?|your inbox|our (?:e-?mails?|channel|podcast))\b"
    rf"|^(?:please )?(?:follow|like)\b.{{0,80}}\bon {_NETWORK}\b|^follow .{{0,60}}@\w+"
    r"|^(?:click|tap) here(?=\W*$| (?:to|for|and|if)\b)|^download our .{0,40}\bapp\b",
    re.IGNORECASE,
)
HANDLE = re.compile(r"@\w+")
# The label before the headline of another article.
PROMOTION_LABEL = re.compile(
    r"(?:read more|also read|read also|read next|see also|related|more|more from [\w ]{1,30}"
    r"|you may (?:also )?like|don['’]t miss)\s*[:|»›–—]\s*(?P<headline>.*)",
    re.IGNORECASE,
)
# Bids the reader go elsewhere.
CALL = re.compile(
    r"\bHERE[.!»>]*\s*$"
    r"|(?i:^(?:read|watch(?! for| out)|listen to|find out|discover|check out|click|tap"
    r"|stay tuned|subscribe|sign up|download|want (?:to|more)|looking for|curious)\b)"
    r"|(?i:\?\s+(?:we (?:asked|explain|reveal|ranked)|find out|click|read|watch|check|take our)\b)"
    r"|(?i:\b(?:click|read|find out|watch|subscribe|sign up|learn more|download)\b.*"
    r"\bhere[.!»>]*\s*$)"
)

# The small words of sentences: a line that has one says something.
SMALL = _words(
    "i me my mine you your yours he him his she her hers it its we us our they them their who"
    " whom whose what which when where why how am is are was were be been being do does did done"
    " have has had will would shall should can could may might must not no never don't won't can't"
    " isn't wasn't didn't doesn't i'm you're he's she's it's we're they're let let's a an the of"
    " to in on at by for from with without into onto over under about after before between through"
    " as than and or but nor so yet if because while though although until since that this these"
    " those there here again then too very oh ah yeah hey la na come go"
)
