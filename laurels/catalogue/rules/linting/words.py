"""English words for the linter: verbs that nobody can see, verbs that one can, syllables, words that carry meaning. Pure."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
UNSEEN = re.compile(
    r"^(?:(?:can|will|is able to|be able to|should)\s+)?"
    r"(knows?|understands?|appreciates?|(?:is|are|be) aware|learns?|believes?|(?:is|are|be) familiar|grasps?|feels?|realises?)"
    r"\b",
    re.I,
)
CLAIMS = re.compile(r"\b(accredited|accreditation|certified|licen[sc]ed)\b", re.I)
MICRO = re.compile(r"\bmicro[\s-]?credentials?\b", re.I)

_SEEN = """
    accept achieve act adapt add address adjust administer advise agree allocate analyse answer apply approve arrange ask
    assemble assess assist attend audit book brief bring build calculate call calibrate care carry change chart check choose
    clarify classify clean close coach collect communicate compare compile complete comply conduct confirm connect consult
    contact control convert cook coordinate correct count create deal decide define delegate deliver demonstrate describe
    design detect develop diagnose direct discuss dispose document draft draw drive edit encourage enter escalate estimate
    evaluate examine explain file fill find finish fit fix follow gather give greet guide handle help hold identify
    implement improve inform inspect install interpret introduce investigate invite issue judge keep label lead leave lift
    list listen load log maintain make manage map mark measure meet mend mentor monitor move name negotiate note notice
    observe obtain offer open operate order organise pack pass perform pick plan point prepare present prevent prioritise
    process produce propose protect prove provide publish put question raise read recall recognise recommend record reduce
    refer reflect refuse remove repair replace reply report request resolve respond restore return review run say schedule
    search secure select sell send separate serve set share shift show sign solve sort speak start state stop store submit
    suggest summarise supervise supply support take talk teach tell test thank tidy track train transfer translate treat
    turn update use verify wash weigh welcome work wrap write
"""
SEEN = frozenset(_SEEN.split())
"""Verbs whose doing one can see or hear, in their first form."""

EMPTY = frozenset(
    "a an and are as at be by can do does for from has have her his how in into is it its of on or our own so that the their them "
    "then they this to up use uses using was we what when where which who will with you your each every all any not no".split()
)
"""Words that carry no meaning of their own when two lines are compared."""


def third(verb: str) -> str:
    """The form with which a line begins: carry -> carries, pass -> passes, check -> checks."""
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"


THIRD = frozenset(third(verb) for verb in SEEN)
_JOINS = re.compile(r"(?:;|,?\s+(?:and|then|or)\b|,)\s+(?:(?:also|then|always|never)\s+)?([a-z]+)", re.I)


def further_verbs(statement: str) -> list[str]:
    """Verbs that begin a second outcome in a line, in the form of its first word: "Checks dates and tells the lead" -> tells.

    Two verbs of one object are one outcome: "Plans and runs a test".
    """
    first = WORD.match(statement.strip())
    if first is None:
        return []
    word = first.group().lower()
    forms = THIRD if word in THIRD else SEEN if word in SEEN else frozenset()
    return [
        found.group(1).lower()
        for found in _JOINS.finditer(statement)
        if found.group(1).lower() in forms and not all(said.lower() in forms for said in WORD.findall(statement[: found.start()]))
    ]


def says_a_verb(statement: str) -> bool:
    """Whether some word of a line is a verb whose doing one can see."""
    return any(word.lower() in SEEN or word.lower() in THIRD for word in WORD.findall(statement))


def syllables(word: str) -> int:
    """About how many syllables an English word has: its groups of vowels, a silent e at its end left out."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee"))
    return max(1, groups - (1 if silent and groups > 1 else 0))


def grade(text: str) -> float | None:
    """School years that an English text asks for (Flesch-Kincaid); None for fewer than thirty words, too few to say.

    0.39 words per sentence + 11.8 syllables per word - 15.59 [years of school].

    Source: Kincaid et al., Derivation of new readability formulas (1975).
    """
    words = WORD.findall(text)
    if len(words) < 30:
        return None
    sentences = max(1, sum(1 for part in re.split(r"[.!?:;\n]+", text) if WORD.search(part)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


_SIGNS = str.maketrans(dict.fromkeys('.,;:!?()[]“”"', " "))


def spoken(text: str) -> frozenset[str]:
    """The words of a text as they stand, in small letters: quick, for a first look."""
    return frozenset(text.lower().translate(_SIGNS).split())


def may_be_alike(statement: str, ours: frozenset[str]) -> bool:
    """A first look at one of thousands of lines: half of its words stand in ours as well."""
    theirs = spoken(statement)
    return 2 * len(theirs & ours) >= len(theirs)


def meaning(statement: str) -> frozenset[str]:
    """The words of a line that carry its meaning, their endings cut: "Checks dates" and "check the date" are alike."""
    return frozenset(_stem(word) for word in WORD.findall(statement.lower()) if word not in EMPTY)


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("e") + ("y" if ending == "ies" else "")
    return word.rstrip("e") if len(word) > 3 else word


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of what two lines mean they share (Jaccard) [0..1]."""
    return len(one & other) / len(one | other) if one and other else 0.0
