"""Character n-gram features that are stored as JSON and arrays, never as pickles."""

import json
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer


class CharacterNgrams:
    """TF-IDF of character n-grams inside word boundaries; rows have length 1."""

    def __init__(self, shortest: int, longest: int, min_df: int) -> None:
        """N-grams of ``shortest`` to ``longest`` characters that occur in at least ``min_df`` texts."""
        self._settings = {"shortest": shortest, "longest": longest, "min_df": min_df}
        self._vectorizer = self._make(None)

    def _make(self, vocabulary: dict[str, int] | None) -> TfidfVectorizer:
        return TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(self._settings["shortest"], self._settings["longest"]),
            min_df=1 if vocabulary else self._settings["min_df"],
            sublinear_tf=True,
            vocabulary=vocabulary,
            dtype=np.float32,
        )

    def fit_transform(self, texts: list[str]) -> csr_matrix:
        """Learn the n-grams of ``texts`` and return their features, shape (texts, n-grams)."""
        return self._vectorizer.fit_transform(texts)

    def transform(self, texts: list[str]) -> csr_matrix:
        """Features of ``texts``, shape (texts, n-grams)."""
        return self._vectorizer.transform(texts)

    def save(self, path: Path) -> None:
        """Write settings, n-grams and their weights to ``path``."""
        vocabulary = {gram: int(column) for gram, column in self._vectorizer.vocabulary_.items()}
        weights = [round(float(weight), 6) for weight in self._vectorizer.idf_]
        content = {"settings": self._settings, "vocabulary": vocabulary, "idf": weights}
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "CharacterNgrams":
        """Read what ``save`` wrote."""
        content = json.loads(path.read_text(encoding="utf-8"))
        ngrams = cls(**content["settings"])
        ngrams._vectorizer = ngrams._make(content["vocabulary"])
        ngrams._vectorizer.idf_ = np.asarray(content["idf"], dtype=np.float32)
        return ngrams
