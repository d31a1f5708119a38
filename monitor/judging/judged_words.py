"""How far a night judged, in the one sentence that circular, ledger, console, terminal, letters,
doctor and health have in common.
"""

from config.words import Words
from monitor.judging.words import JUDGED_TEXT
from store.judged import JudgedUnits

_PARTS = ("wholly", "partly", "not_at_all", "not_applicable")


def judged_words(counts: JudgedUnits) -> Words:
    """34个单位：30个全部判断，4个部分判断（19项未能判断）. How many were wholly judged is said even
    where none was; of the rest what is nobody is left out.
    """
    parts = [
        JUDGED_TEXT[part].filled(n=getattr(counts, part))
        for part in _PARTS
        if part == "wholly" or getattr(counts, part)
    ]
    between = [word for part in parts for word in (JUDGED_TEXT["between"], part)][1:]
    undecided = [JUDGED_TEXT["undecided"].filled(n=counts.undecided)] if counts.undecided else []
    said = [JUDGED_TEXT["of"].filled(n=counts.of), *between, *undecided]
    return Words("".join(word.zh for word in said), "".join(word.en for word in said))
