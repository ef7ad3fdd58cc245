import pytest

from extraction.extractor import Extractor
from schemas.article import Article, Body
from schemas.statement import Stance, Statement

EXTRACTOR = Extractor()
BLAME = "قال النائب سالم الحمدي إن هدم الجسر جريمة نكراء."


def stances(body: str) -> list[tuple[Statement, Stance]]:
    """Each statement with its stance on transport."""
    found = EXTRACTOR.statements(Article(uri="urn:1", bodies=(Body(value=body),)))
    return [(made, stance) for made in found for stance in made.stances if stance.topic == "transport"]


def test_who_goes_on_keeps_his_side() -> None:
    """The side is kept with less weight; the cue by which he goes on is the evidence."""
    (_, blame), (made, kept) = stances(f"{BLAME} وأضاف أن الجسر يعبره تلاميذ القرى.")
    assert (kept.polarity, kept.target) == ("oppose", blame.target)
    assert kept.evidence is not None
    assert kept.evidence.text == made.cue.text == "وأضاف"
    assert 0 < kept.score < blame.score


@pytest.mark.parametrize(
    "going_on",
    [
        pytest.param("وقالت الوزيرة ليلى النابلسي إن الجسر يعبره تلاميذ القرى.", id="somebody else"),
        pytest.param("وأضاف أن الجسر عبره 300 تلميذ.", id="figures"),
        pytest.param("وأفاد بأن الجسر يعبره تلاميذ القرى.", id="facts passed on"),
        pytest.param('وتساءل: "متى عبر التلاميذ الجسر؟"', id="a question"),
        pytest.param("وأضاف أنه إذا عبر التلاميذ الجسر رجعت الحافلات.", id="a condition"),
    ],
)
def test_no_side_is_kept(going_on: str) -> None:
    """Others, figures, facts passed on, questions and conditions take no side of what was said before."""
    (_, blame), (_, other) = stances(f"{BLAME} {going_on}")
    assert (blame.polarity, other.polarity) == ("oppose", "neutral")


def test_a_side_of_his_own_comes_before_the_one_kept() -> None:
    """Who shows a side takes that one."""
    assert [stance.polarity for _, stance in stances(f"{BLAME} وأضاف أنه يجب ترميم الجسر.")] == ["oppose", "support"]


def test_a_kept_side_is_not_kept_again() -> None:
    """Only the statement right behind the one that shows a side keeps it."""
    body = f"{BLAME} وأضاف أن الجسر يعبره تلاميذ القرى. وأضاف أن الجسر يعبره تجار السوق."
    assert [stance.polarity for _, stance in stances(body)] == ["oppose", "oppose", "neutral"]
