"""Old names on a unit's pages, parted by what people said of them. Pure.

A question is the name and its sentence, wherever it stands: another sentence is another question.
"""

from dataclasses import dataclass

from monitor.dossier.facts import Dossier, MentionDocument
from store.desk.wording import WordingAnswer, WordingDecision, latest_words
from store.records import Mention

SIDE = "old_name"


@dataclass(frozen=True, slots=True)
class OldNameHit:
    document: MentionDocument
    mention: Mention
    said: WordingDecision | None  # None: nobody has answered yet

    @property
    def is_confirmed(self) -> bool:
        return self.said is not None and self.said.what is WordingAnswer.CONFIRMED


def old_name_hits(dossier: Dossier) -> list[OldNameHit]:
    """On pages that are still there, of names that are still on the list."""
    said = latest_words(dossier.wording)
    listed = {name.old for name in dossier.rulebook.old_names}
    return [
        OldNameHit(document, mention, said.get((mention.term, mention.sentence)))
        for document in dossier.mentions
        if document.is_there
        for mention in document.mentions
        if mention.side == SIDE and mention.term in listed
    ]
