"""``python -m index.benchmark --n 20000``: speed, memory and restart of the search.

``--catalogue`` takes real products (see ``index.evaluate``); they are multiplied to ``--n``. Without one,
products are made up from the trade's words.
"""

import argparse
import itertools
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from index.documents import SearchDocument
from index.encoder import Encoder, EncoderError
from index.engine import SearchEngine
from index.evaluation.build import passage_vectors
from index.evaluation.data import DataError, read_catalogue
from index.evaluation.speed import (
    Load,
    fill,
    grow,
    measure,
    measure_changes,
    measure_restart,
    report,
    resident_mb,
    sample_queries,
)
from index.stores.lexical import LexicalStore

REAL_VECTORS = 20_000


def main(arguments: list[str] | None = None) -> int:
    """Print the figures as JSON; 1 and a plain message when something is missing."""
    options = _parser().parse_args(arguments)
    try:
        encoder = Encoder()
        base = read_catalogue(options.catalogue, REAL_VECTORS) if options.catalogue else made_up(options.n)
    except (DataError, EncoderError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(json.dumps(_run(encoder, base, options), indent=2))
    return 0


def made_up(count: int) -> list[SearchDocument]:
    """Plausible articles: every combination of kind, size, colour and maker, up to ``count``."""
    kinds = ("Installation cable", "Circuit breaker", "Hex bolt", "Wood screw", "Work glove", "LED lamp", "Socket")
    sizes = [f"{a}x{b}" for a in (2, 3, 4, 5, 6, 8, 10, 12) for b in (1.5, 2.5, 4, 6, 10, 16, 20, 25, 30, 40, 50)]
    colours = ("white", "black", "grey", "red", "blue", "green", "yellow", "zinc", "brass", "orange")
    makers = ("Norden", "Varta", "Elko", "Hager", "Wurth", "Schneider", "Legrand", "Kopos")
    combinations = itertools.islice(itertools.product(makers, sizes, kinds, colours), min(count, REAL_VECTORS))
    return [
        SearchDocument(
            id=number,
            sku=f"{maker[:2].upper()}-{number:06d}",
            mpn=f"{maker[:3].upper()}{number * 7919 % 1_000_003:06d}",
            names={"en": f"{maker} {kind} {size} {colour}"},
            brand=maker,
            categories=[kind],
            in_stock=number % 3 > 0,
            price=number % 500 / 4,
        )
        for number, (maker, size, kind, colour) in enumerate(combinations, 1)
    ]


def _run(encoder: Encoder, base: list[SearchDocument], options: argparse.Namespace) -> dict[str, Any]:
    def say(text: str) -> None:
        print(text, file=sys.stderr)

    cache = Path(os.environ.get("VAR_DIR") or "var") / "evaluation"
    documents, vectors = grow(base, passage_vectors(base, encoder, cache, say), options.n)
    queries = sample_queries(documents, options.searches)
    with tempfile.TemporaryDirectory(prefix="index-benchmark-") as folder:
        before = resident_mb()
        engine = SearchEngine(encoder, LexicalStore(Path(folder) / "live"))
        result: dict[str, Any] = {"products": len(documents)}
        result["build"] = report("build", fill(engine, documents, vectors), say)
        for clients in options.clients:
            name = f"search_{clients}_clients"
            result[name] = report(name, measure(engine, queries, Load(clients, len(queries))), say)
        result["change"] = report("change", measure_changes(engine, documents), say)
        ids = [document.id for document in documents]
        result["restart"] = report("restart", measure_restart(Path(folder) / "snapshots", encoder, engine, ids), say)
        result["resident_mb"] = {"before": before, "after": resident_mb()}
        engine.lexical.close()
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.benchmark", description=__doc__)
    parser.add_argument("--n", type=int, default=20_000, help="number of products")
    parser.add_argument("--catalogue", type=Path, help="real products, .jsonl[.gz]")
    parser.add_argument("--searches", type=int, default=400, help="searches per measurement")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8], help="numbers of clients at once")
    return parser


if __name__ == "__main__":
    sys.exit(main())
