"""Roles and what each may do. A role is a set of permissions; a person has one or more roles."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The buyer's side first, then the supplier's."""

    BUYER = "buyer"
    APPROVER = "approver"
    FINANCE = "finance"
    COMPANY_ADMIN = "company_admin"
    MANAGER = "manager"
    HEAD_OF_SALES = "head_of_sales"
    SUPPLIER_FINANCE = "supplier_finance"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"


BUYER_ROLES = (Role.BUYER, Role.APPROVER, Role.FINANCE, Role.COMPANY_ADMIN)
STAFF_ROLES = (Role.MANAGER, Role.HEAD_OF_SALES, Role.SUPPLIER_FINANCE, Role.OPERATOR, Role.ADMINISTRATOR)


class Permission(StrEnum):
    """What a service asks for before it acts."""

    CATALOGUE_VIEW = "catalogue.view"
    CART_EDIT = "cart.edit"
    ORDER_VIEW = "order.view"
    ORDER_PLACE = "order.place"
    RFQ_VIEW = "rfq.view"
    RFQ_RAISE = "rfq.raise"
    QUOTE_ACCEPT = "quote.accept"
    INVOICE_VIEW = "invoice.view"
    CREDIT_VIEW = "credit.view"
    CHAT = "chat"
    COMPANY_MANAGE = "company.manage"

    STAFF_CHAT = "staff.chat"
    STAFF_SUPERVISE = "staff.supervise"
    STAFF_RFQ_VIEW = "staff.rfq.view"
    STAFF_QUOTE = "staff.quote"
    STAFF_CUSTOMERS = "staff.customers"
    STAFF_ORDERS = "staff.orders"
    STAFF_ANSWERS = "staff.answers"
    STAFF_TEACH = "staff.teach"
    STAFF_ADMIN = "staff.admin"


P = Permission
_EVERY_BUYER = frozenset({P.CATALOGUE_VIEW, P.ORDER_VIEW, P.RFQ_VIEW, P.CHAT})
_PURCHASING = frozenset({P.CART_EDIT, P.ORDER_PLACE, P.RFQ_RAISE, P.QUOTE_ACCEPT, P.CREDIT_VIEW})
_FINANCE = frozenset({P.INVOICE_VIEW, P.CREDIT_VIEW})
_EVERY_STAFF = frozenset({P.CATALOGUE_VIEW, P.STAFF_CUSTOMERS, P.ORDER_VIEW, P.RFQ_VIEW})

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.BUYER: _EVERY_BUYER | _PURCHASING,
    Role.APPROVER: _EVERY_BUYER | _PURCHASING,
    Role.FINANCE: _EVERY_BUYER | _FINANCE,
    Role.COMPANY_ADMIN: _EVERY_BUYER | _PURCHASING | _FINANCE | {P.COMPANY_MANAGE},
    Role.MANAGER: _EVERY_STAFF | {P.STAFF_RFQ_VIEW, P.STAFF_QUOTE, P.STAFF_ORDERS, P.STAFF_CHAT, P.CREDIT_VIEW},
    Role.HEAD_OF_SALES: _EVERY_STAFF
    | {
        P.STAFF_RFQ_VIEW,
        P.STAFF_QUOTE,
        P.STAFF_ORDERS,
        P.STAFF_CHAT,
        P.STAFF_SUPERVISE,
        P.CREDIT_VIEW,
        P.STAFF_ANSWERS,
        P.STAFF_TEACH,
    },
    Role.SUPPLIER_FINANCE: _EVERY_STAFF | {P.STAFF_RFQ_VIEW, P.INVOICE_VIEW, P.CREDIT_VIEW},
    Role.OPERATOR: _EVERY_STAFF | {P.STAFF_CHAT, P.STAFF_RFQ_VIEW},
    Role.ADMINISTRATOR: _EVERY_STAFF
    | {
        P.STAFF_ADMIN,
        P.STAFF_ORDERS,
        P.STAFF_CHAT,
        P.STAFF_SUPERVISE,
        P.STAFF_RFQ_VIEW,
        P.CREDIT_VIEW,
        P.STAFF_ANSWERS,
        P.STAFF_TEACH,
    },
}


def permissions_of(roles: frozenset[Role]) -> frozenset[Permission]:
    """Everything the roles allow together."""
    return frozenset().union(*(GRANTS[role] for role in roles)) if roles else frozenset()
