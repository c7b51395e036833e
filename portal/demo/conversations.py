# ruff: noqa: E501 - a message stays on one line
"""A few conversations: closed ones in four languages, one that waits for an operator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from portal.demo.types import Conversation, Message, Order, Person

# key | person | state | days ago | operator's mail name | subject, then "author: words"; {order} is one of the company's orders
_CONVERSATIONS: Final = """
en-delivery|rasa.kairyte@voltera.example|closed|11|oksana.bondar|Delivery of {order}
buyer: Good morning, where is order {order}? The crew is waiting for it.
bot: Order {order} has left the warehouse. I do not know the hour of delivery.
buyer: I need a person please
system: Waiting for an operator.
system: Oksana Bondar has joined.
operator: Good morning, Rasa. I have called the carrier: the truck unloads in Panevėžys now and will be with you between 13:00 and 14:00.
buyer: Great, I will tell the site manager. Could you put the drums on a separate pallet next time?
operator: Noted on your account: cable drums always on a pallet of their own.
buyer: Thank you!
system: The conversation was closed.

uk-kabel|andrii.hnatiuk@zakhid.example|closed|19|oksana.bondar|Заміна кабелю
buyer: Доброго дня! Потрібно 300 м ВВГнг 3х2,5 на завтра, а показує лише 100 м у Львові
bot: У Львові вільно 100 м, решта є в Каунасі, доставка 4 дні. Оформити частинами?
buyer: Чотири дні довго. Є чим замінити? Покличте людину
system: Очікуємо оператора.
system: До розмови долучилася Оксана Бондар.
operator: Добрий день, Андрію. Можу дати NYM-J 3х2,5 у бухтах по 100 м, три бухти є у Львові, ціна як за ВВГнг. Підійде?
buyer: Так, підійде, у нас усе йде в гофрі
operator: Зарезервувала три бухти, відвантажимо завтра зранку машиною на Рясне.
buyer: Дякую, дуже виручили
system: Розмову закрито.

pl-faktura|monika.duda@budrex.example|closed|6|kamil.brzezinski|Korekta faktury
buyer: Dzień dobry, na fakturze do zamówienia {order} jest zły numer budowy
bot: Nie potrafię zmienić danych na fakturze. Czy połączyć z konsultantem?
buyer: Tak, proszę
system: Oczekiwanie na konsultanta.
system: Do rozmowy dołączył Kamil Brzeziński.
operator: Dzień dobry, Pani Moniko. Jaki numer budowy powinien się znaleźć na fakturze?
buyer: BR/2214, Żerań
operator: Poprawione, nota korygująca przyjdzie dziś mailem. Od teraz do zamówień na adres Żerań wpisujemy BR/2214.
buyer: Super, dziękuję
system: Rozmowa została zamknięta.

ru-avtomaty|serhii.kravtsov@dniproavt.example|closed|3|oksana.bondar|Автоматы 10 кА
buyer: Здравствуйте, чем отличается автомат C16 6 кА от 10 кА, кроме цены?
bot: Отличие в отключающей способности: 6 кА по EN 60898-1 для бытовых сетей, 10 кА по EN 60947-2 для промышленных щитов.
buyer: Понятно. Для щита рядом с ТП берём 10 кА. Скидка от 200 штук есть?
bot: Скидка от количества видна в карточке товара. Особую цену подтверждает менеджер, я передам вопрос.
system: Ожидаем оператора.
system: К разговору присоединилась Оксана Бондар.
operator: Сергей, добрый день! От 200 штук Олена даст минус 8 %, отправила ей запрос, ответит сегодня.
buyer: Спасибо, жду
system: Разговор закрыт.

en-lamps|callum.briggs@northgate.example|bot|1||Lamps for the Bradford depot
buyer: hi, do you have 18w T8 tubes 4000K in stock
bot: Yes: LED tube T8 1200 mm 18 W 4000 K, sold in packs of 25.
buyer: ok will check how many we need and come back

pl-zwrot|katarzyna.nowicka@elmont.example|queued|0||Zwrot opraw
buyer: Dzień dobry, z zamówienia {order} dwie oprawy przyszły z pękniętym kloszem
bot: Przykro mi. Zwroty i reklamacje prowadzi konsultant. Czy mam go wezwać?
buyer: Tak, proszę, mam zdjęcia
system: Oczekiwanie na konsultanta.
"""


def build_conversations(
    people: Mapping[str, Person], orders: Sequence[Order], as_of: datetime
) -> tuple[Conversation, ...]:
    """Read the conversations; days count back from `as_of`."""
    return tuple(
        _conversation(block.splitlines(), people, orders, as_of) for block in _CONVERSATIONS.strip().split("\n\n")
    )


def _conversation(
    block: list[str], people: Mapping[str, Person], orders: Sequence[Order], as_of: datetime
) -> Conversation:
    key, mail, state, days, operator, subject = block[0].split("|")
    person = people[mail]
    assert person.company is not None
    opened = as_of - timedelta(days=int(days), minutes=25 if days == "0" else 140)
    delivered = [
        order
        for order in orders
        if order.company == person.company and order.status == "delivered" and order.placed_at < opened
    ]
    number = delivered[-1].number if delivered else ""
    clerk = f"{operator}@amberline.example" if operator else None
    messages, at, waiting = [], opened, None
    for seq, row in enumerate(block[1:], start=1):
        author, words = row.split(": ", 1)
        at += timedelta(seconds={"bot": 2, "system": 5, "buyer": 50, "operator": 95}[author] + len(words) % 30)
        if waiting is None and author == "system":
            waiting = at
        who = {"buyer": person.email, "operator": clerk}.get(author)
        messages.append(Message(seq, author, who, words.replace("{order}", number), at))
    closed = at if state == "closed" else None
    return Conversation(
        key, person.company, person.email, "web", person.locale, state, subject.replace("{order}", number),
        clerk, opened, waiting, closed, tuple(messages),
    )  # fmt: skip
