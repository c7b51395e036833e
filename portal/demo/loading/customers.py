"""Companies, people, addresses and contract prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.accounts.models import Address, Company, Membership, User
from portal.demo import types
from portal.demo.loading.rows import write
from portal.pricing.models import ContractPrice, PriceList
from portal.security.tokens import hash_password
from portal.shared.ids import new_id


@dataclass(frozen=True, slots=True)
class Ids:
    """The database's ids by natural key; addresses by (company, code)."""

    products: Mapping[str, int]
    people: Mapping[str, UUID]
    companies: Mapping[str, UUID]
    addresses: Mapping[tuple[str, str], UUID]


def write_customers(session: Session, demo: types.Demo, products: Mapping[str, int], password: str) -> Ids:
    """Write staff and customers, all with the demo's password; returns the ids that what follows refers to."""
    ids = Ids(
        products,
        {one.email: new_id() for one in demo.people},
        {one.code: new_id() for one in demo.companies},
        {(one.code, address.code): new_id() for one in demo.companies for address in one.addresses},
    )
    # One hash for all: each takes tens of milliseconds on purpose, and the password is the same anyway.
    password_hash = hash_password(password)
    write(session, User, [_person(one, ids, password_hash) for one in demo.people])
    lists = {row.code: row.id for row in session.execute(select(PriceList.code, PriceList.id))}
    write(session, Company, [_company(one, ids, lists[one.price_list]) for one in demo.companies])
    members = [
        {"user_id": ids.people[one.email], "company_id": ids.companies[one.company], "roles": [one.role]}
        for one in demo.people
        if one.company
    ]
    write(session, Membership, members)
    write(session, Address, [_address(one, each, ids) for one in demo.companies for each in one.addresses])
    write(session, ContractPrice, [_contract(one, ids) for one in demo.contract_prices])
    return ids


def _person(one: types.Person, ids: Ids, password_hash: str) -> dict[str, Any]:
    return {
        "id": ids.people[one.email],
        "email": one.email,
        "name": one.name,
        "kind": "buyer" if one.company else "staff",
        "staff_roles": [] if one.company else [one.role],
        "password_hash": password_hash,
        "locale": one.locale,
        "phone": one.phone,
        "job_title": one.job_title,
    }


def _company(one: types.Company, ids: Ids, price_list_id: int) -> dict[str, Any]:
    return {
        "id": ids.companies[one.code],
        "external_id": one.code,
        "name": one.name,
        "legal_name": one.legal_name,
        "country": one.country,
        "currency": one.currency,
        "locale": one.locale,
        "timezone": one.timezone,
        "trade": one.trade,
        "vat_id": one.vat_id,
        "registration_no": one.registration_no,
        "credit_limit": one.credit_limit,
        "payment_terms_days": one.payment_terms_days,
        "price_list_id": price_list_id,
        "account_manager_id": ids.people[one.account_manager],
        "customer_since": datetime.combine(one.customer_since, time(), UTC),
    }


def _address(company: types.Company, one: types.Address, ids: Ids) -> dict[str, Any]:
    return {
        "id": ids.addresses[company.code, one.code],
        "company_id": ids.companies[company.code],
        "code": one.code,
        "kind": one.kind,
        "label": one.label,
        "recipient": one.recipient,
        "street": one.street,
        "postcode": one.postcode,
        "city": one.city,
        "country": one.country,
        "phone": one.phone,
    }


def _contract(one: types.ContractPrice, ids: Ids) -> dict[str, Any]:
    return {
        "company_id": ids.companies[one.company],
        "product_id": ids.products[one.sku],
        "min_quantity": one.min_quantity,
        "amount": one.amount,
        "currency": one.currency,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "reference": one.reference,
    }
