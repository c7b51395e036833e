"""The supplier's standing answers: who reads them, who writes them, in which language."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.answers.models import StandingAnswer
from portal.audit.models import AuditEntry
from portal.security.permissions import Role
from tests.factories import Factory


@pytest.fixture
def written(make: Factory) -> None:
    make.save(StandingAnswer(topic="faq_payment", locale="en", body="Bank transfer only."))
    make.save(StandingAnswer(topic="faq_payment", locale="pl", body="Tylko przelew."))


@pytest.mark.usefixtures("written")
def test_a_buyer_hears_the_answer_and_his_own_terms(make: Factory, login) -> None:
    buyer = login(make.buyer(make.company(payment_terms_days=30, country="PL")).email)
    answer = buyer.get("/api/v1/answers/faq_payment", headers={"Accept-Language": "pl"}).json
    assert answer["text"] in {"Tylko przelew.", "Bank transfer only."}
    assert answer["terms"] == {"payment_terms_days": 30, "country": "PL"}


@pytest.mark.usefixtures("written")
def test_a_visitor_hears_it_too_and_a_missing_text_is_none(client) -> None:
    answer = client.get("/api/v1/answers/faq_payment").json
    assert (answer["text"], answer["terms"]) == ("Bank transfer only.", None)
    assert client.get("/api/v1/answers/faq_delivery").json["text"] is None
    assert client.get("/api/v1/answers/passwords").status_code == 422


def test_the_heads_write_them_and_nobody_else(make: Factory, login) -> None:
    head = login(make.staff(Role.HEAD_OF_SALES).email)
    form = {"faq_delivery-en": "Two days.", "faq_delivery-uk": "Два дні.", "faq_warranty-pl": " "}
    assert head.post("/staff/answers", data=form).status_code == 302
    assert "Два дні." in head.get("/staff/answers").text
    stored = {(row.topic, row.locale) for row in make.session.scalars(select(StandingAnswer))}
    assert stored == {("faq_delivery", "en"), ("faq_delivery", "uk")}
    head.post("/staff/answers", data=form | {"faq_delivery-en": ""})
    assert {row.locale for row in make.session.scalars(select(StandingAnswer))} == {"uk"}
    assert make.session.scalars(select(AuditEntry).where(AuditEntry.action == "answers.written")).all()
    for other in (login(make.staff(Role.OPERATOR).email), login(make.buyer(make.company()).email)):
        assert other.get("/staff/answers").status_code == 403
        assert other.post("/staff/answers", data=form).status_code == 403


def test_a_text_that_is_too_long_is_kept_on_the_page_and_not_stored(make: Factory, login) -> None:
    head = login(make.staff(Role.ADMINISTRATOR).email)
    answer = head.post("/staff/answers", data={"faq_payment-en": "x" * 2001, "faq_payment-pl": "kept"})
    assert answer.status_code == 422
    assert "kept" in answer.text
    assert "2000" in answer.text
    assert make.session.scalars(select(StandingAnswer)).all() == []


@pytest.mark.usefixtures("written")
def test_what_the_supplier_writes_is_shown_as_text(make: Factory, login) -> None:
    head = login(make.staff(Role.ADMINISTRATOR).email)
    head.post("/staff/answers", data={"faq_payment-en": "</textarea><script>alert(1)</script>"})
    assert "<script>alert" not in head.get("/staff/answers").text
