"""Structured attributes: code, kind, unit and the name in four languages."""

from __future__ import annotations

from typing import Final

from portal.demo.types import Attribute, Text

_ROWS: Final = """
cores|number||Number of cores|Кількість жил|Количество жил|Liczba żył
section|number|mm²|Cross-section|Переріз жили|Сечение жилы|Przekrój żyły
pairs|number||Number of pairs|Кількість пар|Количество пар|Liczba par
putup|choice||Put-up|Намотка|Намотка|Konfekcja
colour|choice||Colour|Колір|Цвет|Kolor
material|choice||Material|Матеріал|Материал|Materiał
finish|choice||Strength class / finish|Клас міцності / покриття|Класс прочности / покрытие|Klasa / powłoka
standard|text||Standard|Стандарт|Стандарт|Norma
voltage|text|V|Rated voltage|Номінальна напруга|Номинальное напряжение|Napięcie znamionowe
coil|choice||Coil voltage|Напруга котушки|Напряжение катушки|Napięcie cewki
poles|text||Poles|Кількість полюсів|Количество полюсов|Liczba biegunów
curve|text||Tripping curve|Характеристика спрацювання|Характеристика срабатывания|Charakterystyka
amps|number|A|Rated current|Номінальний струм|Номинальный ток|Prąd znamionowy
breaking|number|kA|Breaking capacity|Вимикальна здатність|Отключающая способность|Zdolność zwarciowa
leakage|number|mA|Residual operating current|Диференційний струм|Дифференциальный ток|Prąd różnicowy
rcd_type|text||RCD type|Тип ПЗВ|Тип УЗО|Typ RCD
range|text|A|Setting range|Діапазон уставки|Диапазон уставки|Zakres nastaw
size|text||Size|Розмір|Размер|Rozmiar
modules|number||Modules|Кількість модулів|Количество модулей|Liczba modułów
ip|text||Degree of protection|Ступінь захисту|Степень защиты|Stopień ochrony
height|number|mm|Height|Висота|Высота|Wysokość
width|number|mm|Width|Ширина|Ширина|Szerokość
depth|number|mm|Depth|Глибина|Глубина|Głębokość
length|number|mm|Length|Довжина|Длина|Długość
metres|number|m|Length|Довжина|Длина|Długość
diameter|number|mm|Diameter|Діаметр|Диаметр|Średnica
bore|number|mm|Bore|Посадковий отвір|Посадочное отверстие|Otwór
thickness|number|mm|Thickness|Товщина|Толщина|Grubość
thread|text||Thread|Різьба|Резьба|Gwint
drive|text||Drive|Шліц|Шлиц|Gniazdo
grit|number||Grit|Зернистість|Зернистость|Ziarnistość
hole|number|mm|Stud hole|Отвір під болт|Отверстие под болт|Otwór pod śrubę
series|choice||Series|Серія|Серия|Seria
function|choice||Function|Виконання|Исполнение|Wykonanie
gangs|number||Gangs|Кількість постів|Количество постов|Krotność
cap|text||Cap|Цоколь|Цоколь|Trzonek
watts|number|W|Power|Потужність|Мощность|Moc
lumens|number|lm|Luminous flux|Світловий потік|Световой поток|Strumień świetlny
cct|number|K|Colour temperature|Колірна температура|Цветовая температура|Temperatura barwowa
shoe_size|number||Size (EU)|Розмір (EU)|Размер (EU)|Rozmiar (EU)
en388|text||EN 388|EN 388|EN 388|EN 388
class|text||Class|Клас захисту|Класс защиты|Klasa ochrony
volume|number|ml|Volume|Об'єм|Объём|Pojemność
weight|number|g/m²|Paper weight|Щільність паперу|Плотность бумаги|Gramatura
pages|number||Yield, pages|Ресурс, сторінок|Ресурс, страниц|Wydajność, stron
sheets|number||Sheets|Кількість аркушів|Количество листов|Liczba kartek
spine|number|mm|Spine width|Ширина корінця|Ширина корешка|Szerokość grzbietu
way|number||Ways|Кількість провідників|Количество проводников|Liczba przewodów
"""


def _read(row: str) -> Attribute:
    code, kind, unit, en, uk, ru, pl = row.split("|")
    return Attribute(code, Text(en, uk, ru, pl), kind, unit or None)


ATTRIBUTES: Final = tuple(_read(row) for row in _ROWS.strip().splitlines())
BY_CODE: Final = {attribute.code: attribute for attribute in ATTRIBUTES}
