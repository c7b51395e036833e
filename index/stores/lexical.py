"""Words, identifiers and filters, kept in a tantivy index on disk.

Terms are cut by ``index.text``, so tantivy only splits at blanks; BM25, postings and filters are tantivy's.
"""

import shutil
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from index.documents import SearchDocument
from index.text.characters import identifier_key
from index.text.terms import document_terms, words

TOKENIZER = "terms"
HEAP_BYTES = 50_000_000
TEXT_FIELDS = ("name", "detail", "brand", "category", "synonym", "spec")
IDENTIFIER_FIELDS = ("sku", "mpn", "ean")
META_FILE = "meta.json"


class LexicalStore:
    """One writer thread may change it; any number of threads may search."""

    def __init__(self, path: Path | None = None) -> None:
        """Open or create the index in the folder ``path``; in memory without one."""
        self.path = path
        self.schema = _schema()
        if path is not None:
            path.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self.schema, path=None if path is None else str(path))
        self._index.register_tokenizer(TOKENIZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        self._index.config_reader(reload_policy="manual")
        self._writer: tantivy.IndexWriter | None = None
        self._lock = threading.Lock()
        self.generation = 0

    def searcher(self) -> tantivy.Searcher:
        """A view of the last committed state."""
        return self._index.searcher()

    def apply(self, upserts: Iterable[SearchDocument], deletes: Iterable[int] = ()) -> None:
        """Add, replace and remove documents; visible to searches begun after it returns."""
        with self._lock:
            writer = self._open_writer()
            for number in deletes:
                writer.delete_documents_by_term("id", number)
            for document in upserts:
                writer.delete_documents_by_term("id", document.id)
                writer.add_document(_tantivy_document(document))
            writer.commit()
            self._index.reload()
            self.generation += 1

    def copy_to(self, folder: Path) -> None:
        """Link the committed state into ``folder``: segments never change, so a hard link is a copy.

        Called by the writing thread, between changes. A merge in the background may remove a segment
        meanwhile; then the copy is begun anew.
        """
        assert self.path is not None, "only an index on disk can be copied"
        for _attempt in range(20):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            try:
                _link_all(self.path, folder)
            except FileNotFoundError:
                continue
            if tantivy.Index.open(str(folder)).searcher().num_docs == self.searcher().num_docs:
                return
        raise OSError(f"the index in {self.path} could not be copied: it kept changing")

    def close(self) -> None:
        """Finish merges and give the writer's lock back."""
        with self._lock:
            if self._writer is not None:
                self._writer.wait_merging_threads()
                self._writer = None

    def ids(self, searcher: tantivy.Searcher, found: tantivy.SearchResult) -> list[tuple[int, float]]:
        """The ids and scores of what tantivy found."""
        numbers = searcher.fast_field_values("id", [address for _score, address in found.hits])
        return [(int(number or 0), float(score)) for (score, _), number in zip(found.hits, numbers, strict=True)]

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(HEAP_BYTES, num_threads=1)
        return self._writer


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", indexed=True, fast=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="freq")
    builder.add_text_field("words", tokenizer_name=TOKENIZER, index_option="basic")
    for name in IDENTIFIER_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("attribute", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("category_id", indexed=True, fast=True)
    builder.add_boolean_field("in_stock", indexed=True)
    builder.add_float_field("price", indexed=True, fast=True)
    return builder.build()


def _tantivy_document(document: SearchDocument) -> tantivy.Document:
    made = tantivy.Document()
    made.add_integer("id", document.id)
    for name, terms in _text_terms(document).items():
        made.add_text(name, " ".join(terms))
    made.add_text("words", " ".join(sorted(_typed_words(document))))
    for name, numbers in _identifiers(document).items():
        for key in numbers:
            made.add_text(name, key)
    for code, value in document.attributes.items():
        made.add_text("attribute", f"{code}={value}")
    for number in document.category_ids:
        made.add_integer("category_id", number)
    made.add_boolean("in_stock", document.in_stock)
    if document.price is not None:
        made.add_float("price", document.price)
    return made


def _text_terms(document: SearchDocument) -> dict[str, list[str]]:
    names = [term for language, text in document.names.items() for term in document_terms(text, language)]
    details = [term for language, text in document.descriptions.items() for term in document_terms(text, language)]
    return {
        "name": names,
        "detail": details,
        "brand": document_terms(document.brand),
        "category": _joined(document.categories),
        "synonym": _joined(document.synonyms),
        "spec": _joined(list(document.attributes.values())),
    }


def _joined(texts: Sequence[str]) -> list[str]:
    return [term for text in texts for term in document_terms(text)]


def _typed_words(document: SearchDocument) -> set[str]:
    texts = [*document.names.values(), document.brand, *document.categories, *document.synonyms]
    return {word for text in texts for word in words(text)}


def _identifiers(document: SearchDocument) -> dict[str, set[str]]:
    numbers = {"sku": [document.sku], "mpn": [document.mpn], "ean": document.eans}
    return {name: {key for text in texts if (key := identifier_key(text))} for name, texts in numbers.items()}


def _link_all(source: Path, target: Path) -> None:
    for path in source.iterdir():
        if path.name == META_FILE:
            shutil.copy2(path, target / path.name)
        elif path.is_file() and not path.name.endswith(".lock"):
            (target / path.name).hardlink_to(path)
