"""Refusals of conversations."""

from __future__ import annotations

from portal.shared.errors import Conflict, Forbidden, Invalid, NotFound
from portal.shared.texts import N_


class ConversationNotFound(NotFound):
    """No such conversation, or not the asker's to see."""

    code = "conversation_not_found"
    default_detail = N_("There is no such conversation, or it is not yours.")


class ConversationClosed(Conflict):
    """Nothing can be written into it any more."""

    code = "conversation_closed"
    default_detail = N_("This conversation is closed. Start a new one.")


class AlreadyTaken(Conflict):
    """Another operator has it; `extra["assignee"]` says who."""

    code = "already_taken"
    default_detail = N_("A colleague has already taken this conversation.")


class NotAssigned(Conflict):
    """The operator writes into a conversation that is not his."""

    code = "not_assigned"
    default_detail = N_("Take the conversation first.")


class IllegalMove(Conflict):
    """The state does not allow this move; `extra["state"]` says which it is."""

    code = "illegal_move"
    default_detail = N_("The conversation's state does not allow this any more. Reload it.")


class TextInvalid(Invalid):
    """Empty or too long."""

    code = "text_invalid"
    default_detail = N_("Write a message of 1 to 4000 characters.")


class ButtonNotOffered(Invalid):
    """The payload belongs to no button of this conversation."""

    code = "button_not_offered"
    default_detail = N_("This button was not offered in this conversation. Write what you want instead.")


class NotAColleague(Invalid):
    """A person who does not work at the desk was named."""

    code = "not_a_colleague"
    default_detail = N_("This person does not work at the operators' desk.")


class SnoozeInvalid(Invalid):
    """The moment is past or too far away."""

    code = "snooze_invalid"
    default_detail = N_("Choose a moment between one minute and one year from now.")


class TransferInvalid(Invalid):
    """It is not said to whom, or to two at once."""

    code = "transfer_invalid"
    default_detail = N_("Name either a colleague or a team.")


class TeamUnknown(Invalid):
    """There is no such team."""

    code = "team_unknown"
    default_detail = N_("There is no such team.")


class MentionNotFound(NotFound):
    """No such mention, or not the asker's."""

    code = "mention_not_found"
    default_detail = N_("There is no such mention of you.")


class ChatBlocked(Forbidden):
    """The desk has blocked the writer."""

    code = "chat_blocked"
    default_detail = N_("You cannot write here any more. Please contact us by telephone or e-mail.")


class TagsInvalid(Invalid):
    """Too many, too long, or empty."""

    code = "tags_invalid"
    default_detail = N_("Give up to 20 tags of 1 to 40 characters.")


class NotClosed(Conflict):
    """Only what is over can be rated."""

    code = "conversation_open"
    default_detail = N_("This conversation is still open. You can rate it once it is closed.")


class FollowUpInvalid(Invalid):
    """The moment is past or too far away, or there is no text."""

    code = "follow_up_invalid"
    default_detail = N_("Give a text of 1 to 500 characters and a moment within the next year.")


class FollowUpNotFound(NotFound):
    """No such follow-up, or not the asker's."""

    code = "follow_up_not_found"
    default_detail = N_("There is no such follow-up of yours.")


class CannedNotFound(NotFound):
    """No such canned reply."""

    code = "canned_not_found"
    default_detail = N_("There is no such canned reply.")


class CannedInvalid(Invalid):
    """No text, an unknown language or an unknown variable."""

    code = "canned_invalid"
    default_detail = N_("Give a text in at least one language, with known variables only.")


class ShortcutTaken(Conflict):
    """Another canned reply has this shortcut."""

    code = "shortcut_taken"
    default_detail = N_("Another canned reply has this shortcut.")


class MergeRefused(Conflict):
    """The two are not of one person, or one is closed."""

    code = "merge_refused"
    default_detail = N_("Only two open conversations of the same person can be merged.")
