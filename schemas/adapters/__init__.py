"""From wire formats to Article: ninjs 1 to 3, plain text, RSS and Atom, and files of them.

``decode`` is the one entry for the bytes of one article, a Kafka record's value say.
"""

from schemas.adapters.ninjs import decode

__all__ = ["decode"]
