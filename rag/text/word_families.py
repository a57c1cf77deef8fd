"""Groups of words that mean a like thing though a stemmer keeps them apart: "wrote", "written".

Three kinds: the forms of irregular verbs, a deed and who does it ("direct", "director"), and
British and American spellings. The search adds the other words of a group to a question's word, so
that "who directed the film?" finds "the director Ann Moss".
"""

from collections.abc import Callable, Mapping, Sequence

# The forms of a verb, and the nouns made of it where it has them.
_IRREGULAR = """
    arise arose arisen; awake awoke awoken; bear bore borne; beat beaten; become became
    begin began begun beginning; bend bent; bind bound; bite bit bitten; bleed bled
    blow blew blown; break broke broken breakage; breed bred; bring brought; build built builder
    burn burnt; buy bought buyer; catch caught; choose chose chosen choice; come came; creep crept
    deal dealt dealer; dig dug; draw drew drawn; drink drank drunk; drive drove driven driver
    eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought fighter; find found
    flee fled; fly flew flown flight; forbid forbade forbidden; forget forgot forgotten
    forgive forgave forgiven; freeze froze frozen; get got gotten; give gave given giver
    go went gone; grow grew grown growth grower; hang hung; hear heard hearing; hide hid hidden
    hold held holder; keep kept keeper; know knew known knowledge; lay laid; lead led leader
    leave left; lend lent lender; light lit; lose lost loss; make made maker; mean meant
    meet met meeting; mow mown; pay paid payment payer; prove proven proof; ride rode ridden rider
    ring rang rung; rise rose risen; run ran runner; say said; see saw seen; seek sought
    sell sold sale seller; send sent sender; sew sewn; shake shook shaken; shine shone
    shoot shot; show shown; shrink shrank shrunk; sing sang sung singer; sink sank sunk; sit sat
    sleep slept; slide slid; speak spoke spoken speaker speech; spell spelt; spend spent; spin spun
    spill spilt; spring sprang sprung; stand stood; steal stole stolen theft; stick stuck
    sting stung; strike struck stricken; swear swore sworn; sweep swept; swell swollen
    swim swam swum swimmer; swing swung; take took taken; teach taught teacher; tear tore torn
    tell told; think thought; throw threw thrown thrower; wake woke woken; wear wore worn wearer
    weave wove woven weaver; weep wept; win won winner; wind wound; write wrote written writer
"""
# A deed or a measure, and who does it or what comes of it.
_DERIVED = """
    accuse accusation; act actor actress; apply application applicant; appoint appointment
    approve approval; arrive arrival; attack attacker; bake baker; born birth
    cancel cancellation; chair chairman chairwoman chairperson; close closure; coach coach
    complain complaint; compose composer; conduct conductor; cost price; create creator
    decide decision; deep depth; deliver delivery; depart departure; design designer
    destroy destruction; develop developer; die death dead; direct director
    discover discovery discoverer; drum drummer; edit editor; elect election; employ employer
    expire expiry expiration; explode explosion; farm farmer; garden gardener
    graduate graduation; heat hot; height high; host hostess; illustrate illustrator
    inspect inspection inspector; install installation installer; instruct instructor
    invent inventor; invest investor; investigate investigation investigator; lecture lecturer
    long length; manage manager; marry marriage; narrate narrator; organise organiser
    own owner; paint painter; perform performer; photograph photographer
    play player; present presenter; produce producer; propose proposal; publish publisher
    refuse refusal; renew renewal; rent renter rental; repair repairer; report reporter
    research researcher; resign resignation; retire retirement; sculpt sculptor sculpture
    sponsor sponsorship; strong strength; supervise supervisor; survey surveyor
    survive survivor; train trainer; translate translator; treasurer treasury; visit visitor
    warm warmth; weigh weight; wide width
"""
# Spelt in Britain and in America.
_SPELLINGS = """
    aluminium aluminum; analyse analyze; apologise apologize; authorise authorize
    behaviour behavior; catalogue catalog; centre center; colour color; defence defense
    dialogue dialog; favour favor; favourite favorite; fibre fiber; flavour flavor; grey gray
    harbour harbor; honour honor; jewellery jewelry; kerb curb; labour labor; licence license
    litre liter; metre meter; mould mold; moustache mustache; neighbour neighbor
    neighbourhood neighborhood; offence offense; organise organize; organiser organizer
    plough plow; practise practice; programme program; realise realize; recognise recognize
    rumour rumor; theatre theater; tyre tire
"""


def relatives(analyze: Callable[[str], Sequence[str]]) -> Mapping[str, frozenset[str]]:
    """Map each term of these words to the others of its family, as an analyzer cuts them."""
    found: dict[str, frozenset[str]] = {}
    for line in (_IRREGULAR + _DERIVED + _SPELLINGS).splitlines():
        for family in line.split(";"):
            terms = frozenset(term for word in family.split() for term in analyze(word))
            for term in terms if len(terms) > 1 else ():
                found[term] = found.get(term, frozenset()) | (terms - {term})
    return found
