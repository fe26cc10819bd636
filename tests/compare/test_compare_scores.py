"""How well clauses are paired and told, on generated pairs that nothing was tuned on."""

import pytest
from generator import KINDS, REPORTING_SEED, TUNING_SEED, cases
from scoring import Scores, score

FEW = 12


@pytest.fixture(scope="module", params=[(6, 0.95), (16, 0.92)], ids=["6 edits", "16 edits"])
def scored(request: pytest.FixtureRequest) -> tuple[Scores, float]:
    edits, status = request.param
    return score(cases(REPORTING_SEED, edits, FEW)), status


def test_clauses_are_paired_and_their_statuses_told(scored: tuple[Scores, float]) -> None:
    scores, status = scored
    assert scores.pairing.precision >= 0.99
    assert scores.pairing.recall >= 0.98
    assert scores.status.precision >= status
    assert scores.status.recall >= status


def test_every_kind_of_edit_is_told_most_of_the_time(scored: tuple[Scores, float]) -> None:
    scores, _ = scored
    assert len(scores.by_kind) >= 20
    assert {k: t.recall for k, t in scores.by_kind.items() if t.true > 5 and t.recall < 0.8} == {}


def test_what_is_only_renumbered_is_never_called_amended(scored: tuple[Scores, float]) -> None:
    assert scored[0].renumbered_called_amended == 0


def test_changed_words_read_as_phrases(scored: tuple[Scores, float]) -> None:
    assert scored[0].segments_a_clause <= 3
    assert scored[0].islands == 0


def test_the_generator_draws_on_enough_kinds_and_tells_the_truth() -> None:
    assert len(KINDS) >= 12
    assert TUNING_SEED != REPORTING_SEED
    for case in cases(TUNING_SEED, 16, 2):
        old = [a for item in case.truth.items for a in item[0]]
        new = [a for item in case.truth.items for a in item[1]]
        assert len(old) == len(set(old)) > 100
        assert len(new) == len(set(new)) > 90


@pytest.mark.stress
def test_many_more_pairs_are_as_good() -> None:
    for edits, status in ((6, 0.95), (16, 0.92)):
        scores = score(cases(REPORTING_SEED + 10_000, edits, 100))
        assert scores.pairing.precision >= 0.99
        assert scores.pairing.recall >= 0.98
        assert min(scores.status.precision, scores.status.recall) >= status
