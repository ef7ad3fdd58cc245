"""Plain text: the first line is the headline, the rest the body."""

import codecs
import hashlib
from urllib.parse import quote

from schemas.adapters.ninjs import article_of
from schemas.article import Article
from schemas.errors import UnusableArticle


def text_article(value: bytes, name: str, changed: str | None = None) -> Article:
    r"""The article in a text file called ``name``, last changed at ``changed`` (RFC 3339).

    Its uri holds the name and a hash of the content: the same file again is the same article, and two files of one
    name in two folders are two. A text of a single line is a body without headline.

    >>> text_article("عنوان\n\nقال قيس.".encode(), "a b.txt").body
    'قال قيس.'
    >>> text_article("عنوان".encode(), "a b.txt").uri
    'urn:tasrih:text:a%20b.txt:74190f4bb095'
    """
    try:
        text = value.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as fault:
        sentence = f"Byte {fault.start} (0x{value[fault.start]:02X}) is not UTF-8, expected text in UTF-8."
        raise UnusableArticle("encoding", sentence) from fault
    headline, _, body = text.strip().partition("\n")
    uri = f"urn:tasrih:text:{quote(name, safe='')}:{hashlib.sha256(value).hexdigest()[:12]}"
    fields = {"headline": headline.strip(), "body_text": body.strip()} if body.strip() else {"body_text": headline}
    return article_of({"uri": uri, "versioncreated": changed} | fields)
