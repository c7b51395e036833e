"""Snooze, put back, transfer, read."""

from __future__ import annotations

from flask import Response, current_app

from portal.console.desk_schemas import SnoozeIn, TransferIn
from portal.console.routes.blueprint import ONE, api, row
from portal.console.schemas import NoteIn, OperatorConversation
from portal.conversations.schemas import ConversationPath, ReadIn
from portal.conversations.service import moves, receipts
from portal.security import web


@api.post(f"{ONE}/snooze", responses={200: OperatorConversation})
@web.idempotent
def snooze(path: ConversationPath, body: SnoozeIn) -> Response:
    """Put it aside until a moment; it comes back to its operator, or waits in the queue once the buyer writes."""
    moves.snooze(web.session(), web.actor(), path.conversation_id, until=body.until, note=body.note)
    return row(path.conversation_id)


@api.post(f"{ONE}/queue", responses={200: OperatorConversation})
@web.idempotent
def put_back(path: ConversationPath, body: NoteIn) -> Response:
    """Give it back to the queue, to the place that it had."""
    moves.queue(web.session(), web.actor(), path.conversation_id, note=body.note)
    return row(path.conversation_id)


@api.post(f"{ONE}/transfer", responses={200: OperatorConversation})
@web.idempotent
def transfer(path: ConversationPath, body: TransferIn) -> Response:
    """Give it to a colleague, who has it at once, or to a team, where it waits."""
    moves.transfer(
        web.session(),
        web.actor(),
        path.conversation_id,
        operator_id=body.operator_id,
        team_id=body.team_id,
        note=body.note,
        teams=current_app.extensions.get("prilavok.teams"),
    )
    return row(path.conversation_id)


@api.post(f"{ONE}/read", responses={204: None})
def operator_reads(path: ConversationPath, body: ReadIn) -> Response:
    """The desk has seen everything up to this message."""
    receipts.read_by_operator(web.session(), web.actor(), path.conversation_id, body.seq)
    return web.empty()
