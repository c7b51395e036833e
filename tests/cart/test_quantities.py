from __future__ import annotations

from decimal import Decimal

import pytest

from portal.cart.quantities import Fault, Rules

D = Decimal


@pytest.mark.parametrize(
    ("rules", "quantity", "fault", "nearest"),
    [
        pytest.param(Rules(D(1), D(1)), D(3), None, [3], id="whole pieces"),
        pytest.param(Rules(D(1), D(1)), D(0), Fault.NOT_POSITIVE, [1], id="zero"),
        pytest.param(Rules(D(1), D(1)), D(-2), Fault.NOT_POSITIVE, [1], id="negative"),
        pytest.param(Rules(D(1), D(1)), D("2.5"), Fault.NOT_IN_STEP, [2, 3], id="half a piece"),
        pytest.param(Rules(D(100), D(100)), D(150), Fault.NOT_IN_STEP, [100, 200], id="between two rings"),
        pytest.param(Rules(D(100), D(100)), D(50), Fault.BELOW_MINIMUM, [100], id="less than a ring"),
        pytest.param(Rules(D(1), D(10)), D(1), Fault.BELOW_MINIMUM, [10], id="a minimum below the step is one step"),
        pytest.param(Rules(D(15), D(10)), D(15), Fault.BELOW_MINIMUM, [20], id="a minimum between steps rounds up"),
        pytest.param(Rules(D("0.5"), D("0.5"), 1), D("1.5"), None, [D("1.5")], id="decimals where the unit has them"),
        pytest.param(Rules(D("0.5"), D("0.5"), 0), D("1.5"), Fault.DECIMALS, [D("1.5")], id="no decimals in the unit"),
        pytest.param(Rules(D(1), D(1)), D(2_000_000), Fault.TOO_LARGE, [], id="too many"),
        pytest.param(Rules(D(1), D(1)), D("NaN"), Fault.NOT_POSITIVE, None, id="no number"),
        pytest.param(Rules(D(0), D(0)), D("0.3"), Fault.DECIMALS, None, id="no step at all"),
    ],
)
def test_what_can_be_ordered(rules: Rules, quantity: Decimal, fault: Fault | None, nearest: list[int] | None) -> None:
    assert rules.fault(quantity) == fault
    if nearest is not None:
        assert rules.nearest(quantity) == [D(value) for value in nearest]


@pytest.mark.parametrize("quantity", ["1", "99", "100", "101", "250.5"])
def test_rounding_up_gives_what_can_be_ordered(quantity: str) -> None:
    rules = Rules(D(50), D(25))
    up = rules.up(D(quantity))
    assert rules.fault(up) is None
    assert up >= D(quantity)
    assert up - D(quantity) < 25 or up == 50
