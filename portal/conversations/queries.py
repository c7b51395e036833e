"""Every select of conversations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Text, and_, cast, exists, func, or_, select, text, true, update
from sqlalchemy.orm import Session

from portal.conversations.models import (
    CannedReply,
    ChatBlock,
    Conversation,
    FollowUp,
    Mention,
    Message,
    Transition,
)
from portal.conversations.states import State
from portal.orders.models import Order
from portal.rfq.models import Rfq

_BUTTONS = text(
    "SELECT jsonb_agg(b) FROM messages m, LATERAL ("
    "SELECT jsonb_array_elements(m.buttons) AS b UNION ALL SELECT jsonb_path_query(m.cards, '$.**.buttons[*]')) x "
    "WHERE m.conversation_id = :conversation AND m.author IN ('bot', 'system') AND NOT m.internal AND m.seq > :after"
)


def conversation(session: Session, conversation_id: UUID) -> Conversation | None:
    """The conversation as it is now, if the actor may see it."""
    return session.scalar(
        select(Conversation).where(Conversation.id == conversation_id).execution_options(populate_existing=True)
    )


def locked_conversation(session: Session, conversation_id: UUID, *, share: bool = False) -> Conversation | None:
    """The conversation, locked until the transaction ends; `share` lets others share the lock but nobody change it."""
    return session.scalar(
        select(Conversation)
        .where(Conversation.id == conversation_id)
        .with_for_update(read=share, key_share=not share)
        .execution_options(populate_existing=True)
    )


def open_web_conversation(session: Session, user_id: UUID, company_id: UUID | None) -> Conversation | None:
    """The buyer's web conversation that is not closed, locked."""
    return session.scalar(
        select(Conversation)
        .where(
            Conversation.user_id == user_id,
            Conversation.company_id == company_id,
            Conversation.channel == "web",
            Conversation.state != State.CLOSED,
        )
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )


def message_of_client(session: Session, conversation_id: UUID, client_id: str) -> Message | None:
    """The message stored under this client id."""
    return session.scalar(
        select(Message).where(Message.conversation_id == conversation_id, Message.client_id == client_id)
    )


def messages_after(
    session: Session, conversation_id: UUID, after: int, limit: int, *, internal: bool = False
) -> Sequence[Message]:
    """Messages with a higher sequence number, oldest first; internal ones only when asked for."""
    return session.scalars(
        _messages(conversation_id, internal=internal).where(Message.seq > after).order_by(Message.seq).limit(limit)
    ).all()


def latest_messages(
    session: Session, conversation_id: UUID, limit: int, *, internal: bool = False
) -> Sequence[Message]:
    """The last messages, oldest first."""
    newest = session.scalars(
        _messages(conversation_id, internal=internal).order_by(Message.seq.desc()).limit(limit)
    ).all()
    return newest[::-1]


def _messages(conversation_id: UUID, *, internal: bool) -> Select[Message]:
    visible: ColumnElement[bool] = true() if internal else Message.internal.is_(False)
    return select(Message).where(Message.conversation_id == conversation_id, visible)


def buttons_shown(session: Session, conversation_id: UUID, *, after: int = 0) -> list[dict[str, Any]]:
    """The buttons of the bot's messages and cards that the buyer was shown, after a sequence number."""
    return list(session.scalar(_BUTTONS, {"conversation": conversation_id, "after": after}) or [])


def last_word(session: Session, conversation_id: UUID) -> int:
    """The sequence number of the buyer's last message, 0 when there is none."""
    return (
        session.scalar(
            select(func.max(Message.seq)).where(Message.conversation_id == conversation_id, Message.author == "buyer")
        )
        or 0
    )


def fresh_notices(session: Session, conversation_id: UUID, before: int, limit: int = 5) -> list[dict[str, Any]]:
    """What the notices after the last word of anybody else are about, newest first, ahead of a sequence number."""
    visible = _messages(conversation_id, internal=False).where(Message.seq < before).order_by(Message.seq.desc())
    about = []
    for message in session.scalars(visible.limit(limit)):
        if message.notice is None:
            break
        about.append(message.notice)
    return about


def pending_messages(session: Session, conversation: Conversation) -> Sequence[Message]:
    """The buyer's messages that the bot has not dealt with, in order."""
    return session.scalars(
        select(Message)
        .where(
            Message.conversation_id == conversation.id,
            Message.author == "buyer",
            Message.seq > conversation.answered_seq,
        )
        .order_by(Message.seq)
    ).all()


def buyer_messages_between(session: Session, conversation_id: UUID, first: int, last: int) -> Sequence[Message]:
    """The buyer's messages with these sequence numbers, both included."""
    return session.scalars(
        select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.author == "buyer",
            Message.seq.between(first, last),
        )
        .order_by(Message.seq)
    ).all()


def left_unanswered(session: Session, before: datetime, limit: int = 500) -> Sequence[UUID]:
    """Conversations of the bot with a message that nobody dealt with since `before`."""
    forgotten = exists().where(
        Message.conversation_id == Conversation.id,
        Message.author == "buyer",
        Message.seq > Conversation.answered_seq,
        Message.created_at < before,
    )
    return session.scalars(select(Conversation.id).where(Conversation.state == State.BOT, forgotten).limit(limit)).all()


def last_move(session: Session, conversation_id: UUID) -> Transition | None:
    """The latest change of state."""
    return session.scalar(
        select(Transition).where(Transition.conversation_id == conversation_id).order_by(Transition.id.desc()).limit(1)
    )


def advance_reading(session: Session, conversation_id: UUID, side: str, seq: int) -> bool:
    """Note how far the buyer or the desk (`operator`) has read; False when it had read as far before."""
    column = Conversation.read_by_buyer if side == "buyer" else Conversation.read_by_desk
    advanced = session.scalar(
        update(Conversation)
        .where(Conversation.id == conversation_id, column < seq)
        .values({column: seq, Conversation.updated_at: Conversation.updated_at})
        .returning(Conversation.id)
    )
    return advanced is not None


def mentions(
    session: Session, user_id: UUID, *, seen: bool | None, before: datetime | None, limit: int
) -> Sequence[Row[Mention, Message]]:
    """Where this person was named, newest first, with the notes."""
    statement = select(Mention, Message).join(Message, Message.id == Mention.message_id)
    statement = statement.where(Mention.user_id == user_id)
    if seen is not None:
        statement = statement.where(Mention.seen_at.is_not(None) if seen else Mention.seen_at.is_(None))
    if before is not None:
        statement = statement.where(Mention.created_at < before)
    return session.execute(statement.order_by(Mention.created_at.desc(), Mention.id).limit(limit)).all()


def block(session: Session, conversation: Conversation) -> ChatBlock | None:
    """The block that holds for the conversation's person, or for this conversation of a guest."""
    whose = (
        ChatBlock.user_id == conversation.user_id
        if conversation.user_id is not None
        else ChatBlock.conversation_id == conversation.id
    )
    return session.scalar(select(ChatBlock).where(whose, ChatBlock.lifted_at.is_(None)))


def blocked_among(session: Session, conversations: Sequence[Conversation]) -> set[UUID]:
    """Which of these conversations have a blocked person."""
    people = {one.user_id for one in conversations if one.user_id is not None}
    ids = {one.id for one in conversations}
    rows = session.execute(
        select(ChatBlock.user_id, ChatBlock.conversation_id).where(
            ChatBlock.lifted_at.is_(None),
            or_(ChatBlock.user_id.in_(people), ChatBlock.conversation_id.in_(ids)),
        )
    ).all()
    users, guests = {row[0] for row in rows if row[0]}, {row[1] for row in rows if row[1]}
    return {one.id for one in conversations if one.id in guests or (one.user_id is not None and one.user_id in users)}


def follow_ups(
    session: Session, user_id: UUID, *, done: bool, conversation_id: UUID | None, limit: int = 200
) -> Sequence[FollowUp]:
    """A person's follow-ups, or everybody's of one conversation, the next due first."""
    whose = FollowUp.user_id == user_id if conversation_id is None else FollowUp.conversation_id == conversation_id
    state = FollowUp.done_at.is_not(None) if done else FollowUp.done_at.is_(None)
    return session.scalars(
        select(FollowUp).where(whose, state).order_by(FollowUp.due_at, FollowUp.id).limit(limit)
    ).all()


def canned(session: Session, wanted: str, limit: int = 200) -> Sequence[CannedReply]:
    """Canned replies by shortcut; those that begin with the words before those that hold them."""
    statement = select(CannedReply)
    begins = CannedReply.shortcut.istartswith(wanted, autoescape=True)
    if wanted:
        held = (CannedReply.title + " " + cast(CannedReply.texts, Text)).icontains(wanted, autoescape=True)
        statement = statement.where(or_(begins, held))
    return session.scalars(statement.order_by(begins.desc(), CannedReply.shortcut).limit(limit)).all()


def last_order_number(session: Session, company_id: UUID) -> str | None:
    """The company's latest order."""
    return session.scalar(
        select(Order.number).where(Order.company_id == company_id).order_by(Order.placed_at.desc()).limit(1)
    )


def last_rfq_number(session: Session, company_id: UUID) -> str | None:
    """The company's latest request for quotation."""
    return session.scalar(
        select(Rfq.number).where(Rfq.company_id == company_id).order_by(Rfq.created_at.desc()).limit(1)
    )


def conversations_of(session: Session, user_id: UUID) -> Sequence[Conversation]:
    """Every conversation of a person, oldest first."""
    return session.scalars(
        select(Conversation).where(Conversation.user_id == user_id).order_by(Conversation.created_at)
    ).all()


def outlived(session: Session, before: datetime, limit: int) -> Sequence[UUID]:
    """Conversations that ended before then, and those of guests in which nothing has happened since."""
    ended = and_(Conversation.closed_at < before, Conversation.state == State.CLOSED)
    left = and_(Conversation.user_id.is_(None), Conversation.updated_at < before)
    return session.scalars(select(Conversation.id).where(or_(ended, left)).limit(limit)).all()


def count_messages(session: Session, ids: Sequence[UUID]) -> int:
    """How many messages these conversations hold."""
    return session.scalar(select(func.count()).select_from(Message).where(Message.conversation_id.in_(list(ids)))) or 0


def left_the_bot(session: Session, conversation_id: UUID, *, before: int) -> Transition | None:
    """The last move out of the bot's hands ahead of another move."""
    return session.scalar(
        select(Transition)
        .where(
            Transition.conversation_id == conversation_id,
            Transition.from_state == State.BOT,
            Transition.id < before,
        )
        .order_by(Transition.id.desc())
        .limit(1)
    )
