"""Readers of catalogues and judgements."""

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.documents import DocumentError, SearchDocument


class DataError(Exception):
    """A file cannot be used; the message names file, line and reason."""


def read_catalogue(path: Path, limit: int | None = None) -> list[SearchDocument]:
    """JSON lines, plain or gzipped: search documents, or Icecat products (known by their ``title``)."""
    documents = []
    for line, content in _lines(path):
        try:
            documents.append(_icecat(content) if "title" in content else SearchDocument.from_dict(content))
        except (DocumentError, KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}, line {line}: {error!r}") from error
        if limit is not None and len(documents) >= limit:
            break
    return documents


def read_judgements(path: Path) -> dict[str, dict[int, int]]:
    """CSV ``query,docid,rating``; queries without any positive rating are left out: nothing can be right
    there.
    """
    found: dict[str, dict[int, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            try:
                found.setdefault(row["query"], {})[int(row["docid"])] = round(float(row["rating"]))
            except (KeyError, TypeError, ValueError) as error:
                raise DataError(f"{path}, line {line}: expected query,docid,rating ({error!r})") from error
    return {query: judged for query, judged in sorted(found.items()) if max(judged.values()) > 0}


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, json.loads(line)
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {error}") from error


def _icecat(product: dict[str, Any]) -> SearchDocument:
    return SearchDocument(
        id=int(product["id"]),
        sku=str(product["name"]),
        mpn=str(product["name"]),
        eans=[str(ean) for ean in product.get("ean") or []],
        names={"en": str(product["title"])},
        descriptions={"en": str(product.get("short_description") or "")},
        brand=str(product.get("supplier") or ""),
        price=float(product["price"]) / 100 if product.get("price") is not None else None,
        in_stock=True,
    )
