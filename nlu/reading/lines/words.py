"""Words around order lines that name no product. Three kinds, four languages; see `kind`."""

from __future__ import annotations

import re
from typing import Final

from nlu.reading.lines.numbers import fold, without_marks

# What orders: everything before such a word and the amount is talk.
_ORDERING: Final = (
    "please pls plz plss kindly need needs needed want wants require requires required add adding put order ordering buy send "
    "supply give get take throw include reserve book drop grab bring provide prepare quote adn "
    "i i'd i'll i'm im id we we'd we'll we're our us me my you your u ur can could would may shall will "
    "like have hi hello hey ok okay urgent urgently asap let looking cart basket qty "
    "привіт вітаю прошу просимо потрібно потрібен потрібна потрібні потрібне потребую потребуємо треба хочу хочемо хотів хотіла хотіли "
    "би б можна можете можеш додай додайте додати добав добавте добавити докинь докиньте докинути закинь закиньте "
    "поклади покладіть кинь киньте дай дайте давай давайте візьму візьмемо візьми візьміть беру беремо бери замов замовте замовляю "
    "замовляємо замовити замовлення купити купимо куплю купую відвантажте відвантажити відправте надішліть надіслати пришліть пришли "
    "привезіть привезти доставте оформіть оформити оформи виставте виставити виставіть рахунок підготуйте підготувати "
    "зарезервуйте порахуйте прорахуйте ми нам мені нас у_нас я ви вам вас терміново скинь скиньте включіть включи внесіть "
    "запиши запишіть записуй записуйте плз плюсани скомплектуйте зберіть збери відкладіть корзину корзини кошик кошика кошику "
    "привет здравствуйте просьба нужно нужен нужна нужны надо требуется требуются хочу хотим хотел хотела хотели бы можно можете "
    "добавь добавьте добавить положи положите закинь закиньте докинь докиньте кинь дайте возьму возьмем возьмём возьмите возьми берем "
    "берём закажи закажите заказать заказываю заказываем заказ купить куплю купим отгрузите отправьте пришлите пришли "
    "привезите доставьте оформите оформить оформи выставьте выставить счет счёт подготовьте посчитайте зарезервируйте "
    "мы нам мне нас вам вас вы срочно скиньте включите внесите запишите записывай записывайте запиши карзину карзина соберите плиз пліз пжл пожалуйста корзина корзине "
    "czy hej cześć witam proszę poproszę prosimy prosze dodaj dodajcie dodać wrzuć wrzuccie wrzućcie wrzucić włóż dorzuć dorzućcie dorzucić "
    "daj dajcie wezmę weźmiemy wezme biorę bierzemy zamów zamówcie zamawiam zamawiamy zamówić zamówienia zamówienie kup kupić "
    "kupię chcę chcemy chciałbym chciałabym chcielibyśmy potrzeba potrzebuję potrzebuje potrzebujemy potrzebny potrzebna potrzebne "
    "potrzebnych potrzebowałbym trzeba mogę możemy możecie można prosić przyślijcie wyślijcie wyślij prześlij dostarczcie przygotujcie "
    "przygotuj wyceń wycenę nam mi nas pilnie koszyka koszyk przydałoby przydałby przydałaby wystaw wystawcie "
    "dodai dodajte dobryj dobrij den privet mne nuzhno nado potribno treba dodaj dobav zakazhi"
)
# What talks of something else: a part of a message with such a word and no amount is no order line.
_TALKING: Final = (
    "thanks thank thx cheers regards sincerely invoice delivery delivered when because if contact call phone finished ended "
    "is are was were am how what where why who price prices total discount payment pay paid urgent morning afternoon evening "
    "today tomorrow attached below above following list mail confirm confirmation "
    "дякую дякуємо спасибі повагою закінчився закінчилась закінчилися закінчились закінчується закінчуються скінчився скінчилися "
    "скільки коли якщо чому який яка які маєте є буде будуть доставка доставку доставки оплата оплату оплатимо самовивіз самовивозом "
    "ціна ціни ціну знижка телефон підтвердіть підтвердження список перелік нижче вкладенні завтра сьогодні стільки столько наявності адреса адресою "
    "спасибо уважением закончился закончилась закончились закончилось заканчивается заканчиваются сколько когда если почему какой какая "
    "какие есть будет будут доставка доставку доставки оплата оплату оплатим самовывоз самовывозом цена цены цену скидка телефон "
    "подтвердите список перечень ниже вложении завтра сегодня наличии адрес адресу благодарю "
    "dziękuję dziękujemy dzieki dzięki pozdrawiam poważaniem skończył skończyła skończyły skończyło kończy kończą ile kiedy jeśli "
    "dlaczego jaki jaka jakie macie jest są będzie dostawa dostawę dostawy płatność zapłacimy odbiór cena ceny cenę rabat telefon "
    "potwierdźcie potwierdzenie lista listę poniżej załączniku jutro dziś magazynie adres fakturę faktura"
)
# What only joins: stripped at the edges of a phrase.
_JOINING: Final = (
    "the a an of some also and plus then too another more extra_ to in into for as well so just about around approx "
    "на з із в у до та й і ще також а ну ок для по больше більше десь приблизно примерно где-то "
    "и еще ещё также же к с из от вот так то "
    "i oraz też także jeszcze do na z w dla więcej około ok po "
    "там чё че шо що што того тот тую "
    "um uh uhm erm like yeah well gimme them those these sorry no siema dobra więc wiec tak ze yyy eee ну вот эээ еее ммм короче значить значит "
    "usual sku article art артикул арт indeks "
    "такі таких самих самі таку такий такого такие таких такой takich takie same "
    "штуки_ + & - – — = * • · , . : ; ! ? | /"
)
# A word that merely points at goods named elsewhere is no product.
_POINTING: Final = (
    "it this these that those them one ones both more all такі таких цих ці це цей його їх оба обидва "
    "такие этих эти это его их takich tych tego to te ten oba each кожного каждого każdego every"
)


def _set(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in (word, without_marks(word)))


ORDERING: Final = _set(_ORDERING) - {"cart_"}
TALKING: Final = _set(_TALKING)
JOINING: Final = frozenset(_JOINING.split())
POINTING: Final = frozenset(_POINTING.split())
# Joining words at the end of a phrase that may belong to a name after all ("valve 3 in", "кабель в") are few.
_EACH: Final = re.compile(r"^(?:each|ea|every|кожн\w+|кажд\w+|każd\w+|kazd\w+)$")
_MEASURE: Final = re.compile(r"^(?:length|long|wide|thick|high|довж\w+|длин\w+|завдовжки|шир\w+|dług\w+|szer\w+)$")
_OF_NAME: Final = re.compile(
    r"^(?:ring|drum|coil|бухта|барабан|krążek|bęben|відріз|отрез|cut|"
    r"black|white|gr[ae]y|red|blue|brown|green|yellow|orange|silver|zinc|stainless\w*|transparent|clear|"
    r"чорн\w+|біл(?:ий|а|е|і)|сір\w+|червон\w+|син(?:ій|я|є|і)|коричнев\w+|зелен\w+|жовт\S+|помаранчев\w+|срібн\w+|прозор\w+|"
    r"ч[её]рн\w+|бел(?:ый|ая|ое|ые)|сер(?:ый|ая|ое|ые)|красн\w+|зел[её]н\w+|ж[её]лт\S+|оранжев\w+|прозрачн\w+|цинк|оцинков\w+|нерж\S*|"
    r"czarn\w+|biał\w+|szar(?:y|a|e)|czerwon\w+|niebiesk\w+|brązow\w+|zielon\w+|żółt\S+|srebrn\w+|ocynk\w*|nierdzewn\w+|przezroczyst\w+)$"
)
_DIGIT_START: Final = re.compile(r"^(?:[a-zа-я]{0,3}\d|ip\d|ral)", re.IGNORECASE)


def is_letter(word: str) -> bool:
    """Whether the word is one capital: "A, Б та В" are names."""
    return len(word) == 1 and word.isupper() and word != "I"


def is_ordering(word: str) -> bool:
    """Whether the word orders or addresses somebody."""
    return fold(word) in ORDERING and not is_letter(word)


def is_talking(word: str) -> bool:
    """Whether the word belongs to talk about something else than a product."""
    return fold(word) in TALKING


def is_joining(word: str) -> bool:
    """Whether the word says nothing at the edge of a phrase."""
    folded = fold(word)
    return (folded in JOINING and not is_letter(word)) or not folded or word in JOINING


def is_measure(word: str) -> bool:
    """"length", "довжиною": the figure before it is the product's."""
    return bool(_MEASURE.match(fold(word)))


def is_each(word: str) -> bool:
    """"each", "кожного", "każdego"."""
    return bool(_EACH.match(fold(word)))


def continues_name(word: str) -> bool:
    """Whether a part after a comma that begins with this word describes the product before it (a colour, a figure)."""
    return bool(_OF_NAME.match(fold(word)))


def is_figure(word: str) -> bool:
    """Whether a word is a figure of a product: 40A, 1P, C16, IP65."""
    return bool(_DIGIT_START.match(word))
