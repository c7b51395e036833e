"""The page that the full test run leaves."""

from __future__ import annotations

from pathlib import Path

from scripts.full_tests import outcomes, page

REPORT = """<testsuites><testsuite>
<testcase classname="tests.cart.test_lines" name="test_add" time="1.25"/>
<testcase classname="tests.cart.test_lines" name="test_remove" time="0.75">
<failure message="assert 1 == 2&#10;more">trace</failure></testcase>
<testcase classname="tests.e2e.test_story" name="test_story" time="0">
<skipped message="needs /usr/bin/chromium"/></testcase>
</testsuite></testsuites>"""


def test_page_counts_by_group_and_names_failures(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    text = page(outcomes(report), 90.0)
    assert "**1 passed, 1 failed, 1 skipped**" in text
    assert "1.5 minutes" in text
    assert "| tests.cart | 1 | 1 | 0 | 2.0 |" in text
    assert "- `tests.cart` test_remove: assert 1 == 2\n" in text
    assert "- `tests.e2e` test_story: needs …/chromium\n" in text
