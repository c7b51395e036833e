"""The demo supplier's standing answers."""

# ruff: noqa: E501 - sentences for people

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from portal.answers.models import StandingAnswer

# fmt: off
_TEXTS: Final[dict[str, dict[str, str]]] = {
    "faq_delivery": {
        "en": (
            "Goods in stock that are ordered by 14:00 leave our warehouse the same working day; within the country they "
            "usually take 1-2 working days, pallets 2-3. Delivery is free from €150 net, below that it is €9.50. "
            "You can also collect from the warehouse, Monday to Friday, 8:00-17:00."
        ),
        "uk": (
            "Товар зі складу, замовлений до 14:00, відвантажуємо того самого робочого дня; по країні доставка зазвичай "
            "триває 1-2 робочі дні, палети - 2-3. Доставка безкоштовна від 150 € без ПДВ, менші замовлення - 9,50 €. "
            "Можна забрати й самому зі складу, з понеділка по п’ятницю, 8:00-17:00."
        ),
        "ru": (
            "Товар со склада, заказанный до 14:00, отгружаем в тот же рабочий день; по стране доставка обычно занимает "
            "1-2 рабочих дня, паллеты - 2-3. Доставка бесплатна от 150 € без НДС, заказы меньше - 9,50 €. "
            "Можно забрать и самому со склада, с понедельника по пятницу, 8:00-17:00."
        ),
        "pl": (
            "Towar z magazynu zamówiony do 14:00 wysyłamy tego samego dnia roboczego; w kraju dostawa trwa zwykle 1-2 dni "
            "robocze, palety 2-3. Dostawa jest bezpłatna od 150 € netto, poniżej tej kwoty kosztuje 9,50 €. "
            "Możliwy jest też odbiór własny z magazynu, od poniedziałku do piątku, 8:00-17:00."
        ),
    },
    "faq_payment": {
        "en": (
            "We accept bank transfers in the currency of your invoice; cards and cash are not accepted. New customers "
            "pay in advance; a credit limit and payment terms are agreed after the first three orders. The invoice "
            "comes by e-mail on the day of dispatch."
        ),
        "uk": (
            "Приймаємо банківський переказ у валюті рахунка; картки та готівку не приймаємо. Нові клієнти працюють за "
            "передоплатою; кредитний ліміт і відстрочку погоджуємо після перших трьох замовлень. Рахунок надходить "
            "електронною поштою в день відвантаження."
        ),
        "ru": (
            "Принимаем банковский перевод в валюте счёта; карты и наличные не принимаем. Новые клиенты работают по "
            "предоплате; кредитный лимит и отсрочку согласуем после первых трёх заказов. Счёт приходит по электронной "
            "почте в день отгрузки."
        ),
        "pl": (
            "Przyjmujemy przelewy bankowe w walucie faktury; kart i gotówki nie przyjmujemy. Nowi klienci płacą z góry; "
            "limit kredytowy i termin płatności uzgadniamy po pierwszych trzech zamówieniach. Faktura przychodzi "
            "e-mailem w dniu wysyłki."
        ),
    },
    "faq_warranty": {
        "en": (
            "Tools carry a 24-month warranty, other goods 12 months unless the manufacturer gives more. Unused goods in "
            "the original packing can be returned within 14 days; cable cut to length and goods ordered specially cannot. "
            "Please report visible transport damage within 3 working days, with a photo."
        ),
        "uk": (
            "На інструмент діє гарантія 24 місяці, на інший товар - 12 місяців, якщо виробник не дає більше. "
            "Невикористаний товар в оригінальній упаковці можна повернути протягом 14 днів, крім відрізаного кабелю та "
            "товару під замовлення. Про видимі пошкодження під час перевезення повідомте за 3 робочі дні, з фото."
        ),
        "ru": (
            "На инструмент действует гарантия 24 месяца, на остальной товар - 12 месяцев, если производитель не даёт "
            "больше. Неиспользованный товар в заводской упаковке можно вернуть в течение 14 дней, кроме отрезанного "
            "кабеля и товара под заказ. О видимых повреждениях при перевозке сообщите за 3 рабочих дня, с фото."
        ),
        "pl": (
            "Narzędzia mają 24 miesiące gwarancji, pozostałe towary 12 miesięcy, chyba że producent daje więcej. "
            "Nieużywany towar w oryginalnym opakowaniu można zwrócić w ciągu 14 dni, z wyjątkiem kabla ciętego na wymiar "
            "i towaru na specjalne zamówienie. Widoczne uszkodzenia w transporcie prosimy zgłosić w ciągu 3 dni roboczych, "
            "ze zdjęciem."
        ),
    },
}
# fmt: on


def write_answers(session: Session) -> None:
    """Store the texts of every topic in every language."""
    session.add_all(
        StandingAnswer(topic=topic, locale=locale, body=body)
        for topic, texts in _TEXTS.items()
        for locale, body in texts.items()
    )
    session.flush()
