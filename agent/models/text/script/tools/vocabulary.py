"""Words that mean the same when people ask for things and when tools are described."""

from functools import lru_cache

from agent.models.text.script.language import stem

_VERBS = {
    "show": "show list view see read check display review get repeat recap",
    "find": "find search browse locate look",
    "add": "add put create schedule book enter insert plan make mkdir touch include throw note block pencil reserve",
    "move": "move reschedule shift push postpone delay bring change mv",
    "change": "change edit update modify correct rename adjust",
    "remove": "remove delete cancel drop erase scrap take clear discard rm rmdir withdraw unsave retract",
    "switch": "switch turn shut power flip put",
    "lock": "lock bolt",
    "unlock": "unlock unbolt",
    "open": "open raise",
    "close": "close shut lower",
    "set": "set adjust lower raise change turn put keep make dim brighten",
    "order": "order buy purchase insure checkout place submit confirm complete finalize",
    "send": "send write message text tell ask",
    "post": "post tweet publish share write",
    "reply": "reply answer respond comment",
    "exchange": "exchange swap trade replace switch",
    "return": "return",
    "save": "save bookmark store",
    "use": "use redeem apply",
    "login": "login log sign authenticate",
    "repost": "repost retweet share",
    "like": "like favourite favorite heart",
    "follow": "follow",
    "unfollow": "unfollow",
    "run": "run start activate launch execute trigger",
    "stop": "stop end pause halt",
    "copy": "copy duplicate cp",
    "rename": "rename mv",
    "write": "write echo",
    "tail": "tail",
    "enter": "enter cd",
    "pay": "pay transfer",
    "book": "book reserve",
    "apply": "apply",
    "register": "register enroll",
    "compare": "compare diff",
    "sort": "sort arrange",
    "count": "count",
}
_NOUNS = {
    "entry": "entry event appointment meeting reminder item calendar agenda schedule",
    "basket": "basket cart trolley",
    "product": "product item article goods",
    "order": "order purchase",
    "message": "message text note mail",
    "post": "post tweet status",
    "light": "light lamp lighting",
    "thermostat": "thermostat heating heat temperature heater",
    "device": "device gadget",
    "lock": "lock door",
    "blind": "blind shade curtain shutter",
    "plug": "plug socket outlet",
    "file": "file document",
    "folder": "folder directory",
    "total": "total price cost sum pay",
    "delivery": "delivery shipping shipment",
    "people": "people attendee guest participant person traveler traveller seat passenger ticket",
    "word": "word keyword term",
    "user": "user username account contact friend receiver recipient",
    "job": "job position role vacancy opening",
    "flight": "flight plane booking",
    "free": "free available availability gap slot open",
    "scene": "scene mode routine",
    "hashtag": "hashtag tag",
    "application": "application apply",
    "following": "following follow",
    "sent": "sent send write",
    "received": "received receive get incoming",
    "saved": "saved save",
    "voucher": "voucher coupon",
    "name": "name",
    "place": "place location venue",
}
MEANS = ("card", "account", "payment", "delivery")
"""What something is done with, and not what it is done to."""
DEEDS = frozenset(
    "call phone ring dial email fax play sing print scan drive cook bake wake remind translate record film draw paint "
    "clean wash water feed vacuum mow fix repair deliver fetch hire invite download upload install teach dance "
    "navigate charge mute pause weigh measure photograph google navigate hug buzz".split()
)
"""What people ask for that tools seldom go by."""
READING_VERBS = frozenset(
    "list find search show get view see read check look fetch count compare estimate display cat ls pwd grep tail "
    "compute convert calculate retrieve wc du find_free available is has".split()
)
MEASURES = frozenset(
    "bag bags box boxes pack packs packet packets bottle bottles piece pieces pair pairs carton cartons can cans unit "
    "units bunch dozen jar jars roll rolls copy copies".split()
)
FILLERS = frozenset(
    "wait um uh uhm er erm hmm hm mm ah oh well so okay ok now alright right like yeah yes please just".split()
)
STOP = frozenset(
    "own below under beneath underneath say says whom a an the my your our his her him hers yours mine me "
    "their its this that these those some any i me you we us it he she they them of "
    "to for in on at by with from into onto is are was were be been am do does did have has had can could would "
    "will shall should may might must please just also too then and or but not no so well okay ok um uh er oh yes "
    "yeah now again there here what which who when where why how if as up out about want need like let get got go "
    "going know there's more much many very really thing things one ones all both each every everything everyone "
    "anything something someone else than via per still yet already ever even right once over status state instead "
    "rather sure across everybody left".split()
)
ATTRIBUTES = frozenset(
    "cost costs price prices priced much expensive cheap tax included fee fees cheapest cheaper dearest "
    "priciest".split()
)
UNITS = frozenset("degree degrees percent dollar dollars minute minutes hour hours fahrenheit celsius".split())
RELATIVE = frozenset(
    "warmer colder cooler hotter higher brighter darker dimmer louder quieter little bit slightly lot earlier "
    "later".split()
)
SWITCHES = {
    "off": frozenset("off out kill disable deactivate extinguish".split()),
    "on": frozenset("on enable activate".split()),
}
ALL_WORDS = frozenset("all every everything everyone everybody both each whole entire".split())


@lru_cache(maxsize=4096)
def verb_classes(word: str) -> frozenset[str]:
    """What a verb may mean; an unknown one means itself."""
    found = {name for name, words in _VERBS.items() if word in words.split() or stem(word) in _stems(words)}
    return frozenset(found or {stem(word)})


@lru_cache(maxsize=4096)
def is_known_verb(word: str) -> bool:
    """Whether a word can be a request's verb."""
    return any(word in words.split() or stem(word) in _stems(words) for words in _VERBS.values())


@lru_cache(maxsize=4096)
def noun_classes(word: str) -> frozenset[str]:
    """What a noun may mean, itself included."""
    own = stem(word)
    return frozenset({own} | {f"={name}" for name, words in _NOUNS.items() if own in _stems(words)})


@lru_cache(maxsize=256)
def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))
