"""Which document is meant: "рахунок", "faktura", "packing list", "акт сверки"."""

# ruff: noqa: E501 - lists of words, a language or a kind to a line
from __future__ import annotations

import re

from nlu.reading.found import MAX_TEXT, Found, overlaps

# The first pattern that claims a stretch of text keeps it: an act of reconciliation is no mere act.
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "reconciliation",
        (r"акт\w{0,2}\s+(?:звір\w+|сверк\w+)|звірк\w+|сверк\w+|reconciliation(?: (?:act|statement|report))?|"
        r"potwierdzeni\w+ sald\w*|uzgodnieni\w+ sald\w*|sald[oa] do potwierdzenia"),
    ),
    (
        "certificate",
        (r"certificates?(?: of \w+)?|declarations? of (?:conformity|performance)|safety data sheets?|data ?sheets?|msds|"
        r"сертифікат\w*|сертификат\w*|деклараці\w+ (?:про )?відповідн\w+|деклараци\w+ соответств\w+|"
        r"паспорт\w* (?:якост\w+|качеств\w+|безпек\w+|безопасност\w+)|certyfikat\w*|deklaracj\w+ zgodno\w+|"
        r"kart\w+ charakterystyk\w*|atest\w*"),
    ),
    (
        "delivery_note",
        (r"delivery notes?|packing (?:list|slip)s?|way ?bills?|consignment notes?|cmr|proof of delivery|"
        r"(?:товарно-?\s?транспортн\w+ |видатков\w+ |расходн\w+ |товарн\w+ |прибутков\w+ )?накладн\w+|ттн|упд|"
        r"list(?:u|em|y)? przewozow\w+|dokument\w* (?:wz|dostawy)|\bwz\b|potwierdzeni\w+ (?:dostawy|odbioru)"),
    ),
    (
        "price_list",
        r"price ?lists?|прайс(?:-?лист)?\w*|прейскурант\w*|cennik\w*",
    ),
    (
        "statement",
        r"(?:account )?statements?(?: of account)?|виписк\w+|выписк\w+|wyci[ąa]g\w*|zestawieni\w+(?: (?:faktur|płatności))?",
    ),
    ("contract", r"(?:framework )?contracts?|supply agreements?|догов[оі]р\w*|контракт(?:у|ом|и|ы)?|umow\w+"),
    (
        "invoice",
        (r"(?:proforma |pro-forma |tax )?(?:invoices?|bills?)|рахун(?:ок|ку|ки|ків|ком)(?:-фактур\w*)?|сч[её]т(?:-фактур\w*|а|у|ом|ов)?|"
        r"інвойс\w*|инвойс\w*|фактур\w*|faktur\w*|pro ?form\w*|податков\w+ накладн\w+"),
    ),
    ("act", r"акт(?:у|и|а|ы|ом|ів|ов)?(?: (?:виконан\w+ робіт|выполненн\w+ работ|при[йё]м\w+(?:[- ]\w+)?))?|protok[oó]ł\w* (?:odbioru|zdawcz\w+)"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for kind, words in _KINDS)
# "at the expense of", "concerning", "on your account": the word alone is no document
_NOT = re.compile(r"(?<!\w)(?:за|на|в)\s+(?:рахунок|сч[её]т)(?!\w)|way\s?bill\s?gates", re.IGNORECASE)
_TAX_NOTE = re.compile(r"податков\w+ накладн\w+", re.IGNORECASE)


def find_documents(text: str) -> list[Found]:
    """The kinds of documents that ``text`` names, in order; ``document_kind`` is one of invoice, act, delivery_note,
    statement, price_list, certificate, contract, reconciliation.
    """
    text = text[:MAX_TEXT]
    taken = [match.span() for match in _NOT.finditer(text)]
    found = []
    for match in _TAX_NOTE.finditer(text):
        taken.append(match.span())
        found.append(Found("document_kind", *match.span(), "invoice"))
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not overlaps(match.span(), taken):
                taken.append(match.span())
                found.append(Found("document_kind", *match.span(), kind))
    return sorted(found, key=lambda one: one.start)
