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

# A line that names a day tells the reader more than where to go.
NAMED_DAY = re.compile(
    r"\b(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|tonight)\b"
    r"|\b(?:Jan(?:uary)?|Feb(?:ruary)?|March|April|May|June|July|Aug(?:ust)?|Sept(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_NETWORK = r"(?:twitter|facebook|instagram|youtube|linkedin|tiktok|threads|whatsapp|telegram)"
_NETWORKS = rf"on {_NETWORK}(?:(?:,|,? and|,? or| &) (?:on )?{_NETWORK})*"
_HANDLE = r"(?<![\w.+-])@\w+"  # an e-mail address is none
HANDLE = re.compile(_HANDLE)
ADDRESS = re.compile(  # a handle, or where a mail or a browser finds something
    rf"{_HANDLE}|\S@\S|://|\bwww\.|\b[\w-]{{2,}}\.(?:com|de|edu|eu|example|gov|info|io|net|org|uk)\b"
)
_CAPITAL = r"(?-i:[A-Z])"
_HOLDER = rf"(?:(?:,|\s[|–—-])?\s+(?:{_CAPITAL}[^\s,;:]*|and|by|for|of|the))*+"
# Notices in set legal phrases, anchored wherever prose could say the same.
NOTICE = re.compile(
    r"^all rights reserved(?:[.,;]|\W*$)|(?:[.,;:|–—©-]|\d{4})\s*all rights reserved\W*$"
    rf"|^(?:copyright\s+)?(?:©|\(c\))\s*(?:copyright\s+)?(?:by\s+)?(?:\d|{_CAPITAL})"
    rf"|^copyright\s+\d{{4}}(?:[-–, ]+\d{{4}})*{_HOLDER}[^\w,;:]*$"
    r"|\bmay not be (?:published|reproduced|copied), (?:broadcast|distributed|rewritten)"
    r"|^(?:we use|this (?:web)?site uses|our (?:web)?site uses) cookies"
    r"(?:\W*$| and (?:similar|other)\b| on (?:this|our)\b"
    r"| to (?:improve|ensure|give|provide|personali[sz]e|enhance|offer|analy[sz]e|deliver)\b)",
    re.IGNORECASE,
)
# Notices that bid the reader do something, of the page that they stand on.
BID = re.compile(
    r"^by (?:continuing to (?:browse|use th)|subscribing|submitting your e)"
    r".*\byou (?:\w+ )?(?:agree|accept|acknowledge|confirm|consent)\b"
    r"|^(?:please )?(?:subscribe|sign up)(?: now| here| today)? (?:to|for|and|with)\b"
    r".*\b(?:our [^.;!?]{0,60}\b(?:newsletters?|e-?mails?|channel|podcast)|your inbox)\b"
    rf"|^(?:please )?(?:follow|like) (?:us|me|our [\w ]{{1,30}})(?: {_HANDLE})? {_NETWORKS}\b"
    rf"|^(?:please )?follow (?!up\b)(?:[^@,;!?]{{0,80}}(?:{_NETWORKS},)?[ :(])?{_HANDLE}"
    rf"(?:(?:,|,? and) {_HANDLE})*\)?(?: {_NETWORKS})?(?:\W*$| for\b)"
    r"|^(?:click|tap) here(?=\W*$| (?:to|for|and|if)\b)"
    r"|^download our [^,;]{0,40}\bapp\b(?:\W*$| (?:and|for|from|here|now|on|to|today)\b)",
    re.IGNORECASE,
)
# Of somebody else than the page, as people write in notes of their own.
DOUBTFUL_BID = re.compile(
    r"^(?:please )?(?:subscribe|sign up)\b.*\bnewsletters?\b"
    rf"|^(?:please )?(?:follow|like (?:the|this|us))\b.{{0,80}}\b{_NETWORKS}\b",
    re.IGNORECASE,
)
# The label before the headline of another article; the headline is stuck to it where a page's link
# has lost its space.
PROMOTION_LABEL = re.compile(
    r"(?:read more|also read|read also|read next|related|you may (?:also )?like"
    r"|see also|more|more from [\w ]{1,30}|don['’]t miss)"
    r"\s*[:|»›–—](?P<space>\s*)(?P<headline>.*)",
    re.IGNORECASE,
)
# Bids the reader go elsewhere.
CALL = re.compile(
    r"\bHERE[.!»>]*\s*$"
    r"|(?i:^(?:discover|stay tuned|check out (?:these|this))\b)"
    r"|(?i:^(?:read|watch|listen to|check out)\b.*\b(?:click|tap) here\b)"
    r"|(?i:^(?:read|watch|listen to|check out|subscribe to|sign up (?:for|to)|download|take) our"
    r" (?:[\w-]+ ){0,2}(?:app|channel|coverage|gallery|guide|newsletter|podcast|quiz|videos?)\b)"
    r"|(?i:\?\s+(?:we (?:asked|explain|reveal|ranked)|find out|click|take our)\b)"
    r"|(?i:\b(?:click|tap|read|find out|watch|subscribe|sign up|learn|download)"
    r"(?: (?:all|it|more|now|them))? here[.!»>]*\s*$)"
)
# What people bid themselves as well.
DOUBTFUL_CALL = re.compile(
    r"^(?:read|watch(?! for| out)|listen to|find out|check out(?! of)|click|tap|subscribe|sign up"
    r"|download|want (?:to|more)|looking for|curious)\b"
    r"|\?\s+(?:read|watch|check)\b"
    r"|\b(?:click|read|find out|watch|subscribe|sign up|learn more|download)\b.*"
    r"\bhere[.!»>]*\s*$",
    re.IGNORECASE,
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
