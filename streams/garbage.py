"""When Python looks for garbage: seldom in a process that keeps a lexicon and makes many objects an article."""

import gc

# Objects before a search: an article makes many, and hardly any of them in a circle.
YOUNG = (50_000, 20, 20)


def spare_the_collector() -> None:
    """Keep what lives as long as the process, the lexicon first of all, out of every search for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*YOUNG)
