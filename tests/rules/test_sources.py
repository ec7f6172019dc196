"""No threshold without a source, and no rule without its words."""

import pytest

from screening.rules import cat2, sources, triad
from screening.rules.flags import FLAGS
from screening.rules.profile import DOMAINS, WITHOUT_POINTS

KNOWN = set(sources.SOURCES.values())
RULES = [*triad.ROWS, *cat2.INDICATORS, *FLAGS]
FACTORS = [factor for domain in DOMAINS for factor in domain.factors] + list(WITHOUT_POINTS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_names_its_source_and_says_itself_in_words(rule: object):
    assert rule.source in KNOWN
    assert rule.rule.__doc__


@pytest.mark.parametrize("factor", FACTORS, ids=lambda factor: factor.code)
def test_every_factor_rests_on_a_source_and_on_the_articles_phrase(factor: object):
    rests = sources.FACTOR_SOURCES[factor.code]
    assert rests.source in KNOWN
    assert rests.article.phrase


def test_every_domain_threshold_names_its_source():
    assert all(domain.source in KNOWN for domain in DOMAINS)
