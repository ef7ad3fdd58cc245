"""Every named rule fires where its cases say, and nowhere else."""

from pathlib import Path

import pytest

from extraction import extractor
from extraction.explain import explain
from extraction.extractor import Extractor
from extraction.rules import NAMES, RULES, Case, Rule
from schemas.article import Article, Body, Headline
from schemas.statement import Statement

EXTRACTOR = Extractor()
POSITIVE = [(rule, case) for rule in RULES for case in rule.cases if case.cue]
NEGATIVE = [(rule, case) for rule in RULES for case in rule.cases if not case.cue]


def found(rule: Rule, case: Case) -> list[Statement]:
    """The statements of a case's text, a headline for the rule of headlines."""
    if rule.id == "headline-colon":
        return EXTRACTOR.statements(Article(uri="urn:x", headlines=(Headline(value=case.text),)))
    return EXTRACTOR.statements(Article(uri="urn:x", bodies=(Body(value=case.text),)))


@pytest.mark.parametrize(("rule", "case"), POSITIVE, ids=lambda value: getattr(value, "id", None))
def test_a_rule_fires_on_its_cases(rule: Rule, case: Case) -> None:
    """The statement of a positive case has the cue, speaker and content that the case gives, by this rule."""
    fitting = [s for s in found(rule, case) if rule.id in s.rules and s.cue.text == case.cue]
    assert [s.content.text for s in fitting] == [case.content]
    speaker = fitting[0].speaker
    assert case.speaker in (speaker.name, speaker.mention.text if speaker.mention else "")


@pytest.mark.parametrize(("rule", "case"), NEGATIVE, ids=lambda value: getattr(value, "id", None))
def test_a_rule_keeps_quiet_elsewhere(rule: Rule, case: Case) -> None:
    """No statement of a negative case is made by the rule."""
    assert not [s for s in found(rule, case) if rule.id in s.rules]


def test_every_rule_has_cases_both_ways_and_a_place_in_the_readme() -> None:
    """A rule without a case for and one against, or without a line for people, is not finished."""
    readme = (Path(extractor.__file__).parent / "README.md").read_text(encoding="utf-8")
    for rule in RULES:
        assert any(case.cue for case in rule.cases)
        assert any(not case.cue for case in rule.cases)
        assert f"`{rule.id}`" in readme, rule.id
    assert len(NAMES) == len(RULES)


@pytest.mark.parametrize(("rule", "case"), POSITIVE, ids=lambda value: getattr(value, "id", None))
def test_every_explanation_can_be_replayed(rule: Rule, case: Case) -> None:
    """An explanation names known rules only, and its parts are stretches of the text."""
    for statement in found(rule, case):
        explanation = explain(statement)
        assert {fired.id for fired in explanation.rules} == set(statement.rules) <= set(NAMES)
        assert {"cue", "content"} <= {part.part for part in explanation.parts}
        for part in explanation.parts:
            assert case.text[part.start : part.end] == part.text
