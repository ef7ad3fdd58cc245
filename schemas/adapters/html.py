"""Text out of HTML bodies."""

import re

from lxml import etree  # type: ignore[import-untyped] # lxml brings no types

_BLOCKS = re.compile(
    "address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6r]|header|li|main|nav|ol|p|pre"
    "|section|table|td|th|tr|ul"
)
_UNREAD = re.compile("head|iframe|noscript|object|script|style|template")
_SPACE = re.compile(r"\s+")
_SPACES = re.compile(r" {2,}")
_BREAKS = re.compile(r" ?\n[ \n]*")


def text_of(html: str) -> str:
    r"""The text that a reader sees, a line for each paragraph.

    >>> text_of("<p>قال الوزير <b>إن</b>\nالسد آمن.</p><script>x</script><p>وأضاف &quot;نعم&quot;.")
    'قال الوزير إن السد آمن.\nوأضاف "نعم".'
    """
    root = _parsed(html)
    if root is None:
        return ""
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        parts.append(_before(element) if event == "start" else _after(element))
        if event == "start" and _UNREAD.fullmatch(element.tag):
            walk.skip_subtree()
    return _BREAKS.sub("\n", _SPACES.sub(" ", "".join(parts))).strip()


def _parsed(html: str) -> "etree._Element | None":
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(html.encode(), parser)
    except etree.LxmlError:
        return None


def _before(element: "etree._Element") -> str:
    inner = "" if _UNREAD.fullmatch(element.tag) else _SPACE.sub(" ", element.text or "")
    return _edge(element) + inner


def _after(element: "etree._Element") -> str:
    return _edge(element) + _SPACE.sub(" ", element.tail or "")


def _edge(element: "etree._Element") -> str:
    return "\n" if _BLOCKS.fullmatch(element.tag) else ""
