"""`portal import catalogue`: all or nothing, idempotent, in four formats; the search documents follow."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from portal.audit.models import AuditEntry
from portal.catalogue.models import AttributeDefinition, Category, Product, SearchDocumentRow
from portal.importing.catalogue import CatalogueImporter
from portal.importing.errors import ImportRejected
from portal.importing.icecat import IcecatImporter
from portal.importing.run import Outcome, run_import
from portal.pricing.models import Price
from portal.shared.database import Database
from tests.factories import Factory

Run = Callable[..., Outcome]

GOOD = """sku,name_en,name_pl,ean,category,unit,min_quantity,price,attr.section,active
NYM-1,Cable NYM 3x1.5,Przewód NYM 3x1.5,5901234567890|5901234567891,Cables > Installation cables,m,10,"1,25",1.5,yes
NYM-2,Cable NYM 3x2.5,,,Cables > Installation cables,m,10,1.95,2.5,
"""


def products(make: Factory) -> dict[str, Product]:
    make.session.expire_all()
    found = {each.sku: each for each in make.session.scalars(select(Product))}
    make.session.commit()
    return found


def counts(outcome: Outcome, thing: str) -> tuple[int, int, int]:
    report = outcome.report
    return report.created[thing], report.updated[thing], report.unchanged[thing]


def test_products_arrive_whole(run: Run, make: Factory) -> None:
    outcome = run(CatalogueImporter("csv"), GOOD)
    assert outcome.applied, outcome.report.errors
    assert counts(outcome, "products") == (2, 0, 0)
    cable = products(make)["NYM-1"]
    assert cable.names == {"en": "Cable NYM 3x1.5", "pl": "Przewód NYM 3x1.5"}
    assert cable.eans == ["5901234567890", "5901234567891"]
    assert (cable.unit, cable.min_quantity, cable.external_id) == ("m", Decimal(10), "NYM-1")
    assert cable.attributes == {"section": {"value": "1.5", "labels": {}}}
    category = make.session.get_one(Category, cable.category_id)
    assert category.path == ["cables", "installation-cables"]
    assert make.session.scalars(select(Price.amount).order_by(Price.amount)).all() == [Decimal("1.25"), Decimal("1.95")]
    assert make.session.get(AttributeDefinition, "section") is not None
    document = make.session.get_one(SearchDocumentRow, cable.id)
    assert document.document["price"] == 1.25
    assert document.document["category_ids"] == [category.parent_id, category.id]
    assert document.document["in_stock"] is False


def test_importing_again_changes_nothing(run: Run, make: Factory) -> None:
    run(CatalogueImporter("csv"), GOOD)
    before = {row.product_id: row.changed_xid for row in make.session.scalars(select(SearchDocumentRow))}
    make.session.commit()
    outcome = run(CatalogueImporter("csv"), GOOD)
    assert counts(outcome, "products") == (0, 0, 2)
    assert counts(outcome, "prices") == (0, 0, 2)
    make.session.expire_all()
    assert before == {row.product_id: row.changed_xid for row in make.session.scalars(select(SearchDocumentRow))}
    assert make.session.query(AuditEntry).filter_by(action="import.run").count() == 2


def test_what_the_file_does_not_mention_stays(run: Run, make: Factory) -> None:
    run(CatalogueImporter("csv"), GOOD)
    outcome = run(CatalogueImporter("csv"), "sku;name;lead_time_days\nNYM-1;Cable, new name;7\n")
    assert counts(outcome, "products") == (0, 1, 0)
    cable = products(make)["NYM-1"]
    assert (cable.names, cable.lead_time_days) == ({"en": "Cable, new name"}, 7)
    assert cable.attributes
    assert cable.category_id is not None
    assert make.session.get_one(SearchDocumentRow, cable.id).document["names"] == {"en": "Cable, new name"}


BAD = """sku,external_id,name,unit,price,lead_time_days
A-1,1,Good,pcs,1.00,
,2,No number,pcs,1.00,
A-3,3,,pcs,1.00,
A-4,4,Odd price,pcs,cheap,
A-5,5,Odd unit,furlong,1.00,
A-6,6,Odd days,pcs,1.00,soon
A-1,7,Twice,pcs,1.00,
A-8,8,Too,many,1,1,1
"""


def test_one_faulty_row_stops_everything_and_every_fault_is_told(run: Run, make: Factory) -> None:
    outcome = run(CatalogueImporter("csv"), BAD)
    assert not outcome.applied
    assert products(make) == {}
    assert make.session.query(AuditEntry).count() == 0
    with outcome.report.faults_file.open(encoding="utf-8", newline="") as file:
        faults = {(int(row["row"]), row["field"]): row["reason"] for row in csv.DictReader(file)}
    assert set(faults) == {
        (3, "sku"), (4, "name"), (5, "price"), (6, "unit"), (7, "lead_time_days"), (8, "sku"), (9, ""),
    }  # fmt: skip
    assert faults[5, "price"] == "is not a number"
    assert outcome.report.error_count == 7


def test_partial_takes_the_good_rows(run: Run, make: Factory) -> None:
    outcome = run(CatalogueImporter("csv"), BAD, partial=True)
    assert outcome.applied
    assert set(products(make)) == {"A-1"}


def test_a_number_of_another_product_is_refused(run: Run, make: Factory) -> None:
    make.product("A-1", external_id="ERP-9")
    outcome = run(CatalogueImporter("csv"), "external_id,sku,name\nERP-1,A-1,Mine\n")
    assert outcome.report.errors == {("sku", "belongs to another product"): 1}


@pytest.mark.parametrize(
    ("content", "message"),
    [("name\nx\n", "column sku is missing"), ("sku,name,colour\n1,x,red\n", "colour"), ("\n", "name the columns")],
)
def test_an_unusable_file_is_refused_with_the_reason(run: Run, content: str, message: str) -> None:
    with pytest.raises(ImportRejected, match=message):
        run(CatalogueImporter("csv"), content)


def test_a_file_in_another_encoding_is_refused(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes("sku,name\n1,Кабель\n".encode("cp1251"))
    with pytest.raises(ImportRejected, match="not UTF-8"):
        run_import(database, CatalogueImporter("csv"), path)


def test_jsonl_and_xlsx_say_the_same_as_csv(run: Run, make: Factory, database: Database, tmp_path: Path) -> None:
    record = {
        "sku": "J-1",
        "names": {"en": "Hammer", "uk": "Молоток"},
        "attributes": {"weight": "500"},
        "synonyms": {"uk": ["молот"]},
    }
    assert run(CatalogueImporter("jsonl"), json.dumps(record) + "\nnot json\n", name="d.jsonl", partial=True).applied
    hammer = products(make)["J-1"]
    assert hammer.names["uk"] == "Молоток"
    assert hammer.synonyms == {"uk": ["молот"]}
    book = Workbook()
    assert book.active is not None
    book.active.append(["sku", "name", "ean", "price"])
    book.active.append(["X-1", "Saw", 5901234567890.0, 12.5])
    book.save(tmp_path / "d.xlsx")
    outcome = run_import(database, CatalogueImporter("xlsx"), tmp_path / "d.xlsx")
    assert outcome.applied, outcome.report.errors
    assert products(make)["X-1"].eans == ["5901234567890"]


def test_icecat_records(run: Run, make: Factory) -> None:
    record = {
        "id": "77",
        "name": "006R90321",
        "title": "Xerox toner",
        "ean": ["0095205603217"],
        "short_description": "Toner",
        "supplier": "Xerox",
        "price": 4995,
        "attr_t_product_type": "Toner",
        "attr_n_page_yield": 23000.0,
        "attr_b_rohs": True,
    }
    bad = record | {"id": "78", "attr_n_page_yield": "many"}
    lines = f"{json.dumps(record)}\n{json.dumps(bad)}\n"
    outcome = run(IcecatImporter(), lines, name="d.jsonl", partial=True)
    assert outcome.report.errors == {("attr_n_page_yield", "is not a number"): 1}
    (toner,) = products(make).values()
    assert (toner.external_id, toner.mpn, toner.brand) == ("icecat:77", "006R90321", "Xerox")
    assert toner.attributes["page_yield"]["value"] == "23000"
    assert toner.attributes["rohs"]["labels"]["pl"] == "tak"
    assert make.session.scalars(select(Price.amount)).one() == Decimal("49.95")
    again = run(IcecatImporter(), lines, name="d.jsonl", partial=True)
    assert counts(again, "products") == (0, 0, 1)
