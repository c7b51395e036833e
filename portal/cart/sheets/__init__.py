"""Order lines out of the rows of a file: which rows ask for goods, and which cell says what. Pure.

Pasted rows come tab by tab and are short; files bring letterheads, price columns, totals, whole price lists with a few
quantities filled in. So columns are told first, by header or by content, and what names no quantity is no order.
"""

from portal.cart.sheets.lines import QuantitiesMissing, order_lines

__all__ = ["QuantitiesMissing", "order_lines"]
