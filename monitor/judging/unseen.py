"""What is answered of that which nobody looked at. Pure.

Absence of a look is never “not applicable”: a rule may say that it does not apply by the law, by
the kind of unit, by its parent or by something that was seen. A kind of `found_nothing`
(words.toml) says that a look found nothing, and stands only where there was one. Of a site that was
not open the answer says what was met in its place.
"""

from dataclasses import replace

from config.words import Words
from monitor.dossier.facts import Dossier, PageView, SiteView
from monitor.judging.answers import NO_WORDS, subject_of
from monitor.judging.rule import Rule
from monitor.judging.verdict import Answer, Verdict, Why
from monitor.judging.words import FOUND_NOTHING, ONE_RULE, WHY_TEXT, reason_words
from monitor.measures.sight import incident_of_any, why_not_all_seen, why_unseen, why_unseen_on
from store.urls import canonical

SILENCE = "nothing_to_judge"  # the kind of a rule that found no subject


def seen_or_told(verdict: Verdict, rule: Rule, dossier: Dossier) -> Verdict:
    """The verdict as it stands, or as it has to be said for want of a look."""
    if verdict.answer is Answer.CLEAR and verdict.good and not _saw_any(dossier):
        return replace(verdict, good=None)
    if verdict.answer is Answer.CANNOT_TELL:
        return _with_what_was_met(verdict, dossier)
    if verdict.answer is Answer.NOT_APPLICABLE and verdict.kind in FOUND_NOTHING:
        return _found_nothing(verdict, rule, dossier)
    return verdict


def _found_nothing(verdict: Verdict, rule: Rule, dossier: Dossier) -> Verdict:
    """Where there is no address, a person's word that there is no site tells that no page of one is
    owed; what the unit publishes elsewhere stays unseen.
    """
    unit = dossier.unit
    named = subject_of(dossier, verdict.subject, NO_WORDS)
    if not dossier.sites and unit.kind == "second_level":
        return named.not_applicable("parent_answers")
    if not dossier.sites and verdict.kind == SILENCE and unit.is_known_blank(dossier.as_of):
        return named.not_applicable("no_site")
    why = why_not_all_seen(dossier)
    subject = subject_of(dossier, verdict.subject, ONE_RULE, title=rule.title)
    return _with_what_was_met(subject.cannot_tell(why), dossier) if why else verdict


def _saw_any(dossier: Dossier) -> bool:
    return any(why_unseen(site.home) is None for site in dossier.sites)


def _with_what_was_met(verdict: Verdict, dossier: Dossier) -> Verdict:
    """域名无法解析 in the place of 页面未能打开, where one thing was met and nothing else."""
    verdict = _as_its_home_page_was_met(verdict, dossier)
    met = {
        page.now.outcome.value
        for page in _pages_met(verdict.subject, dossier)
        if page.visited_tonight and page.now and why_unseen(page) is Why.SITE_DOWN
    }
    if verdict.why is not Why.SITE_DOWN or len(met) != 1:
        return verdict
    return _told_by(replace(verdict, met=met.pop()), WHY_TEXT[Why.SITE_DOWN])


def _as_its_home_page_was_met(verdict: Verdict, dossier: Dossier) -> Verdict:
    """A page that nobody asked for because its site's home page did not open was kept from us by
    what stood there: nobody left the unit out.
    """
    sites = _sites_of(verdict.subject, dossier)
    if verdict.why is not Why.NOT_VISITED or not all(site.home.visited_tonight for site in sites):
        return verdict
    whys = [why_unseen_on(site, site.home, dossier) for site in sites]
    if not whys or not all(whys):
        return verdict
    told = replace(
        verdict, why=whys[0], details={**verdict.details, **incident_of_any(sites, dossier)}
    )
    return _told_by(told, WHY_TEXT[Why.NOT_VISITED])


def _told_by(verdict: Verdict, was: Words) -> Verdict:
    """Its sentence with its reason of now in the place of the one that it `was` told by."""
    now = reason_words(verdict.reason)
    return replace(
        verdict,
        sentence_zh=verdict.sentence_zh.replace(was.zh, now.zh, 1),
        sentence_en=verdict.sentence_en.replace(was.en, now.en, 1),
    )


def _sites_of(subject: str, dossier: Dossier) -> list[SiteView]:
    """The site that the subject names or that its channel stands on, or all of the unit's."""
    kind, _, name = subject.partition(":")
    if kind == "channel":
        return [s for s in dossier.sites if any(canonical(c.url) == name for c in s.channels)][:1]
    return [site for site in dossier.sites if kind != "site" or site.id == name]


def _pages_met(subject: str, dossier: Dossier) -> list[PageView]:
    """What was asked for tonight: the page that the subject names, else the home page before it."""
    asked = [page for page in _pages_of(subject, dossier) if page.visited_tonight]
    return asked or [site.home for site in _sites_of(subject, dossier)]


def _pages_of(subject: str, dossier: Dossier) -> list[PageView]:
    """The page that the subject names, or the home pages of the unit."""
    kind, _, name = subject.partition(":")
    if kind == "channel":
        listed = [channel for site in dossier.sites for channel in site.channels]
        return [channel.page for channel in listed if canonical(channel.url) == name][:1]
    return [site.home for site in dossier.sites if kind != "site" or site.id == name]
