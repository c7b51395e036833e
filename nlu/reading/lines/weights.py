"""How the grammar weighs what speaks against a reading of a row; see `grammar`."""

from __future__ import annotations

from typing import Final

INSIDE: Final = 0.9  # a quantity in the middle of a name
LOST_COUNT: Final = 2.0  # "3 шт" left in a name
LOST_MEASURE: Final = 0.3  # "10 l" left in a name
LOST_WORDS: Final = 0.4  # words before "3 packs of" that are no part of the name
LOST_NUMBER: Final = 0.8  # "40" left in front of a name
COMMA_BEFORE_AMOUNT: Final = 0.5  # "elbow, 20 pcs"
COMMA_IN_NAME: Final = 1.0
COMMA_BEFORE_ATTRIBUTE: Final = -0.2  # "wire, black"
AND_WITHOUT_AMOUNT: Final = 0.7
AND_IN_LIST: Final = -0.05  # "a drill, a hammer and pliers"
AND_OF_EACH: Final = -0.3
CUT_AT_COUNT: Final = 0.9  # no separator, but a count with its unit, or a number in words
CUT_AT_MEASURE: Final = 1.3
CUT_AFTER_MEASURE: Final = 1.9
CUT_AT_NUMBER: Final = 1.75
AMOUNT_ALONE: Final = -1.0
LEADING: Final = 2.0  # strength of a whole number in front of a name
AFTER_MEASURE: Final = 2.0  # "3 m length", "5 l canister": no cut before a word for a measure or a container
NEAR: Final = 12  # a line spans at most so many places where a row may be cut
MANY: Final = 50  # a row with more such places is cut with less care
SIGNS: Final = 5  # and so many commas and counts
