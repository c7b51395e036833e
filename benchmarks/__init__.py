"""Measures the whole product: `make bench`. Figures are kept in docs/benchmarks.md; timings are not tests."""
