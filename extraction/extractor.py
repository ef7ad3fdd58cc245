"""The one way in: an article's statements."""

from pathlib import Path

from schemas.article import Article
from schemas.statement import Statement


class Extractor:
    """Finds the statements of articles. Built once per process; ``lexicon`` is a user's own YAML file."""

    version = "0.1.0"

    def __init__(self, lexicon: Path | None = None) -> None:
        self._lexicon = lexicon

    def statements(self, article: Article) -> list[Statement]:  # noqa: ARG002 (the contract comes before the core)
        """The statements of ``article`` in text order, headline first; none where it is canceled."""
        return []
