"""``python -m index.evaluate``: how good is the ranking, on any catalogue with judgements.

Example: ``python -m index.evaluate --catalogue products.jsonl.gz --judgements judgements.csv --json``
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from index.encoder import Encoder, EncoderError
from index.evaluation.data import DataError, read_catalogue, read_judgements


def main(arguments: list[str] | None = None) -> int:
    """Print the measures; 1 and a plain message when a file cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        documents = read_catalogue(options.catalogue)
        judgements = read_judgements(options.judgements)
        encoder = Encoder()
    except (DataError, EncoderError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    from index.evaluation.baselines import PlainBm25
    from index.evaluation.build import build_engine
    from index.evaluation.quality import all_rankings, evaluate

    cache = None if options.no_cache else Path(os.environ.get("VAR_DIR") or "var") / "evaluation"
    engine = build_engine(documents, encoder, cache, lambda text: print(text, file=sys.stderr))
    bm25 = PlainBm25(documents)
    result = evaluate(engine, bm25, judgements)
    if options.per_query:
        options.per_query.write_text(json.dumps(all_rankings(engine, bm25, judgements), ensure_ascii=False, indent=1))
    print(json.dumps(result, indent=2) if options.json else _table(result))
    return 0


def _table(result: dict[str, Any]) -> str:
    methods = [name for name in result if name != "ours_over"]
    columns = list(result[methods[0]])
    lines = ["".join([f"{'':14}", *(f"{column:>19}" for column in columns)])]
    lines += ["".join([f"{name:14}", *(f"{result[name][column]:>19.4f}" for column in columns)]) for name in methods]
    for name, intervals in result["ours_over"].items():
        parts = [f"{measure} {mean:+.4f} [{low:+.4f}, {high:+.4f}]" for measure, (mean, low, high) in intervals.items()]
        lines.append(f"ours - {name}: {'; '.join(parts)}")
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.evaluate", description=__doc__)
    parser.add_argument(
        "--catalogue", type=Path, required=True, help="search documents or Icecat products, .jsonl[.gz]"
    )
    parser.add_argument("--judgements", type=Path, required=True, help="CSV: query,docid,rating (0-3)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--per-query", type=Path, help="write every method's ranking for every query to this file")
    parser.add_argument("--no-cache", action="store_true", help="do not keep the vectors in $VAR_DIR/evaluation")
    return parser


if __name__ == "__main__":
    sys.exit(main())
