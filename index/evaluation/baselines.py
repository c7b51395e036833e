"""What our ranking is compared with."""

from collections.abc import Iterable

import tantivy

from index.documents import SearchDocument

FIELD = "text"


class PlainBm25:
    """BM25 as a stock engine does it: one field of all texts, lower case, English stems, Okapi's
    parameters.
    """

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_unsigned_field("id", indexed=True, fast=True)
        builder.add_text_field(FIELD, tokenizer_name="en_stem")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(50_000_000, num_threads=1)
        for document in documents:
            made = tantivy.Document()
            made.add_unsigned("id", document.id)
            made.add_text(FIELD, _all_text(document))
            writer.add_document(made)
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, text: str, limit: int) -> list[int]:
        """Ids, best first."""
        query, _faults = self._index.parse_query_lenient(text, [FIELD])
        found = self._searcher.search(query, limit)
        numbers = self._searcher.fast_field_values("id", [address for _score, address in found.hits])
        return [int(number) for number in numbers if number is not None]


def _all_text(document: SearchDocument) -> str:
    parts = [*document.names.values(), *document.descriptions.values(), document.brand, document.mpn]
    return " ".join(part for part in parts if part)
