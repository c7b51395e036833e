"""Reading and writing the supplier's standing answers."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from portal.accounts import queries as accounts
from portal.answers import queries
from portal.answers.models import StandingAnswer
from portal.answers.schemas import LONGEST, TOPICS, AnswerOut, BuyerTerms, Topic
from portal.audit import service as audit
from portal.security.actor import Actor
from portal.security.permissions import Permission
from portal.shared.errors import Invalid
from portal.shared.i18n import LANGUAGE_NAMES, pick
from portal.shared.texts import text

Texts = dict[str, dict[str, str]]


def answer(session: Session, actor: Actor, topic: Topic) -> AnswerOut:
    """What the supplier says about `topic`, and what was agreed with the asker's company."""
    company = accounts.company(session, actor.company_id) if actor.company_id else None
    terms = (
        BuyerTerms(payment_terms_days=company.payment_terms_days, country=company.country)
        if company is not None
        else None
    )
    return AnswerOut(topic=topic, text=pick(queries.of_topic(session, topic), actor.locale) or None, terms=terms)


def every_text(session: Session, actor: Actor) -> Texts:
    """All texts by topic and language, empty ones included; for those who write them."""
    actor.require(Permission.STAFF_ANSWERS)
    found = queries.everything(session)
    return {
        topic: {code: found[topic, code].body if (topic, code) in found else "" for code in LANGUAGE_NAMES}
        for topic in TOPICS
    }


def write(session: Session, actor: Actor, texts: Mapping[str, Mapping[str, str]]) -> int:
    """Replace the texts that differ, and say how many did. Raises Invalid, a fault for each text that is too long."""
    actor.require(Permission.STAFF_ANSWERS)
    faults = {
        f"{topic}-{code}": text(actor.locale, "At most %(count)s characters.", count=LONGEST)
        for topic, by_language in texts.items()
        for code, words in by_language.items()
        if len(words) > LONGEST
    }
    if faults:
        raise Invalid(fields=faults)
    found = queries.everything(session)
    changed = []
    for topic in TOPICS:
        for code in LANGUAGE_NAMES:
            words = texts.get(topic, {}).get(code)
            if words is None:
                continue
            row = found.get((topic, code))
            if _put(session, row, topic, code, words.strip()):
                changed.append(f"{topic}/{code}")
    if changed:
        audit.record(session, actor, "answers.written", "answers", "standing", changed=changed)
        session.flush()
    return len(changed)


def _put(session: Session, row: StandingAnswer | None, topic: str, code: str, words: str) -> bool:
    """Whether anything changed."""
    if words == (row.body if row else ""):
        return False
    if row is None:
        session.add(StandingAnswer(topic=topic, locale=code, body=words))
    elif words:
        row.body = words
    else:
        session.delete(row)
    return True
