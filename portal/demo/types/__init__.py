"""What the demo generator hands out: frozen records that know nothing of the database.

Conventions: money is ``Decimal`` in the currency named beside it (unit prices up to 4 places, totals 2);
quantities are ``Decimal`` in the product's own unit; times are timezone-aware UTC; every record refers to
another one by its natural key (SKU, company code, e-mail, order number), never by an id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.demo.types.catalogue import (
    Attribute,
    AttributeValue,
    Brand,
    Category,
    Price,
    PriceList,
    Product,
    StockLevel,
    TaxRate,
    Text,
    Unit,
    Warehouse,
)
from portal.demo.types.customers import (
    Address,
    Company,
    ContractPrice,
    Person,
    Supplier,
)
from portal.demo.types.dealings import (
    Conversation,
    Invoice,
    Message,
    Order,
    OrderLine,
    Rfq,
    RfqLine,
    Shipment,
    ShipmentLine,
    StatusChange,
)

__all__ = [
    "Address",
    "Attribute",
    "AttributeValue",
    "Brand",
    "Category",
    "Company",
    "ContractPrice",
    "Conversation",
    "Demo",
    "Invoice",
    "Message",
    "Order",
    "OrderLine",
    "Person",
    "Price",
    "PriceList",
    "Product",
    "Rfq",
    "RfqLine",
    "Shipment",
    "ShipmentLine",
    "StatusChange",
    "StockLevel",
    "Supplier",
    "TaxRate",
    "Text",
    "Unit",
    "Warehouse",
]


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything the loader writes. Equal (as_of, seed) give equal content."""

    as_of: datetime
    seed: int
    supplier: Supplier
    units: tuple[Unit, ...]
    categories: tuple[Category, ...]
    attributes: tuple[Attribute, ...]
    brands: tuple[Brand, ...]
    warehouses: tuple[Warehouse, ...]
    tax_rates: tuple[TaxRate, ...]
    products: tuple[Product, ...]
    price_lists: tuple[PriceList, ...]
    prices: tuple[Price, ...]
    contract_prices: tuple[ContractPrice, ...]
    companies: tuple[Company, ...]
    people: tuple[Person, ...]
    orders: tuple[Order, ...]
    invoices: tuple[Invoice, ...]
    rfqs: tuple[Rfq, ...]
    conversations: tuple[Conversation, ...]
