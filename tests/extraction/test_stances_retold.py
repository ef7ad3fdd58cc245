import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body, Headline
from schemas.statement import Stance

EXTRACTOR = Extractor()
HEADLINE = "سالم الحمدي: غلق الجسر يعزل تلاميذ القرى"
RETOLD = "قال النائب سالم الحمدي إن غلق الجسر جريمة نكراء تعزل تلاميذ القرى."


def headline_stance(headline: str, body: str) -> Stance:
    """The headline's stance on transport."""
    made = EXTRACTOR.statements(
        Article(uri="urn:1", headlines=(Headline(value=headline),), bodies=(Body(value=body),))
    )[0]
    assert made.field == "headline"
    return next(stance for stance in made.stances if stance.topic == "transport")


def test_a_headline_takes_the_side_of_what_it_retells() -> None:
    """The side has less weight than in the body; what the headline says is the evidence."""
    stance = headline_stance(HEADLINE, RETOLD)
    assert (stance.polarity, 0 < stance.score < 0.5) == ("oppose", True)
    assert stance.evidence is not None
    assert stance.evidence.text == "غلق الجسر يعزل تلاميذ القرى"


@pytest.mark.parametrize(
    ("headline", "body", "side"),
    [
        pytest.param("سالم الحمدي: الجسر طوله مئة متر", RETOLD, "neutral", id="another matter"),
        pytest.param("سالم الحمدي: متى يعزل غلق الجسر تلاميذ القرى؟", RETOLD, "neutral", id="a question"),
        pytest.param("سالم الحمدي: يجب غلق الجسر أمام تلاميذ القرى", RETOLD, "support", id="a side of its own"),
        pytest.param(
            HEADLINE, "قال النائب سالم الحمدي إن غلق الجسر يعزل تلاميذ القرى.", "neutral", id="no side in the body"
        ),
    ],
)
def test_other_headlines_do_not(headline: str, body: str, side: str) -> None:
    """A headline that says something else, asks, or shows a side itself takes none over."""
    assert headline_stance(headline, body).polarity == side
