"""Files in a conversation: their lines go into the cart or a request, what cannot be read is offered to a person."""

from __future__ import annotations

from typing import Any

from actions import formats
from actions.api.errors import LoginRequiredError, NotFoundError, RefusedError
from actions.base import BuyerAction
from actions.buttons import button, talk_button
from actions.cart import say_lines
from actions.turn import Turn
from actions.with_files import instead_of

Json = dict[str, Any]

PRICED = 15
UNREAD = frozenset({"file_unreadable", "no_file_lines", "quantities_empty", "too_many_lines", "no_lines"})


class ActionAttachment(BuyerAction):
    """A file came without a word."""

    called = "action_attachment"

    async def act(self, turn: Turn) -> None:
        """Take its lines for an order."""
        await take_files(turn)


@instead_of(
    "action_fallback", "action_out_of_scope", "action_greet", "action_thank", "action_affirm", "action_help",
    "action_search_product", "action_view_cart", "action_change_cart", "action_show_more", "action_pick_option",
    "action_recommend", "action_find_substitute",
)  # fmt: skip
async def take_files(turn: Turn) -> None:
    """Put the sure lines of the files into the cart, ask about the unsure ones together, say what could not be read.

    A message of several requests is served part by part, and its files once.
    """
    turn_id = turn.metadata.get("turn_id")
    if turn.slot("files_taken") == turn_id:
        turn.stay_silent()
        return
    turn.remember("files_taken", turn_id)
    answer, troubles = await read_files(turn, apply=True)
    if answer is not None:
        await say_lines(turn, answer, before=troubles)
    else:
        _offer_a_person(turn, troubles)


@instead_of("action_check_price", "action_check_availability")
async def price_files(turn: Turn) -> None:
    """What the products of the files cost and how many are there; nothing is added."""
    answer, troubles = await read_files(turn, apply=False)
    if answer is None:
        _offer_a_person(turn, troubles)
        return
    _, n_ = turn.texts._, turn.texts.n_
    sure = [line for line in answer["lines"] if line["status"] == "sure"]
    unsure = [line for line in answer["lines"] if line["status"] == "unsure"]
    unknown = [line for line in answer["lines"] if line["status"] == "unknown"]
    said = [*troubles, *(_priced(turn, line) for line in sure[:PRICED])]
    if len(sure) > PRICED:
        said.append(n_("… and {n} more line.", "… and {n} more lines.", len(sure) - PRICED))
    if unsure:
        said.append(n_("{n} line needs your choice.", "{n} lines need your choice.", len(unsure)))
    if unknown:
        names = "; ".join(line["phrase"] or line["text"] for line in unknown[:PRICED])
        said.append(_("I did not find in our catalogue: {names}. I can request a quotation for it.", names=names))
    buttons = [
        button(_("Add them to the cart"), "attachment", file_id=one["id"], file_name=one["name"])
        for one in turn.attachments[:1]
    ]
    turn.say("\n".join(said), buttons=[*buttons, _quote_button(turn, turn.attachments[0])])


def _priced(turn: Turn, line: Json) -> str:
    product = line["product"]
    _ = turn.texts._
    amount = formats.quantity(line["quantity"], product["unit"], turn.texts)
    price = formats.money(product["price"], turn.texts) if product.get("price") else _("price on request")
    stock = (
        _("{quantity} in stock", quantity=formats.quantity(product["available"], product["unit"], turn.texts))
        if product.get("in_stock")
        else _("to order")
    )
    return f"• {amount} {product['name']}: {price}, {stock}"


async def read_files(turn: Turn, *, apply: bool) -> tuple[Json | None, list[str]]:
    """The lines of all files that can be read, numbered through, and a sentence for each that cannot.

    None where there are no lines at all. Errors that are not about a file pass through.
    """
    lines: list[Json] = []
    troubles: list[str] = []
    cart: Json | None = None
    for one in turn.attachments:
        try:
            answer = await turn.portal.cart.read_file(one["id"], apply=apply)
        except RefusedError as error:
            if error.code not in UNREAD:
                raise
            troubles.append(_named(one, error.detail))
            continue
        except NotFoundError as error:
            troubles.append(_named(one, error.detail))
            continue
        lines += [{**line, "position": len(lines) + place} for place, line in enumerate(answer["lines"], 1)]
        cart = answer.get("cart") or cart
    return ({"lines": lines, "cart": cart} if lines else None), troubles


def _named(one: Json, detail: str) -> str:
    return f"{one['name']}: {detail}" if one["name"] else detail


def _offer_a_person(turn: Turn, troubles: list[str]) -> None:
    """What cannot be read stays in the conversation, where a colleague sees it."""
    _ = turn.texts._
    names = ", ".join(one["name"] for one in turn.attachments if one["name"])
    kept = _("The file stays here in the conversation: a colleague can look at it, or I attach it to a request.")
    buttons = [
        talk_button(turn, _("Look at the file: {names}", names=names) if names else ""),
        *(_quote_button(turn, one) for one in turn.attachments[:1]),
    ]
    turn.say("\n".join([*troubles, kept]), buttons=buttons)


def _quote_button(turn: Turn, one: Json) -> dict[str, str]:
    return button(turn.texts._("Request a quotation"), "request_quote", file_id=one["id"], file_name=one["name"])


async def files_for_request(turn: Turn, lines_of: Any) -> None:
    """Attach the files to the request under way; their lines become its lines, or are added to what it has.

    ``lines_of`` turns a line of the portal's reading into one of the request. A file without lines is a line itself.
    """
    kept = [one for one in turn.slot("rfq_files") or [] if one["id"] not in {each["id"] for each in turn.attachments}]
    turn.remember("rfq_files", [*kept, *({"id": one["id"], "name": one["name"]} for one in turn.attachments)])
    before: list[Json] = turn.slot("rfq_lines") or []
    try:
        answer, _troubles = await read_files(turn, apply=False)
    except LoginRequiredError:
        turn.remember("rfq_problem", "login_required")
        return
    found = [lines_of(line) for line in answer["lines"]] if answer else []
    if not found and not before:
        as_attached = turn.texts._("As in the attached file")
        names = ", ".join(one["name"] for one in turn.attachments if one["name"])
        text = f"{as_attached}: {names}" if names else as_attached
        found = [{"sku": None, "description": text, "quantity": "1", "unit": None}]
    if found:
        turn.remember("rfq_lines", [*before, *found])
