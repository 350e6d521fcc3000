import numpy as np
import pytest

from mlcr_mm.ranking import STRATEGIES, choose_faces, k_center_greedy
from mlcr_mm.ranking.face_choice import needs_features


@pytest.mark.parametrize('by', ['disagreement', 'entropy'])
def test_the_highest_scores_first(candidates, by):
    scores = getattr(candidates, by)
    chosen = [choice.index for choice in choose_faces(candidates, by, 6)]
    assert chosen == sorted(range(30), key=lambda index: -scores[index])[:6]
    assert len(choose_faces(candidates, by, 99)) == 30


def test_diversity_among_the_five_times_as_many_of_the_highest(candidates):
    chosen = [choice.index for choice in choose_faces(candidates, 'entropy+diverse', 3)]
    pool = np.argsort(-candidates.entropy)[:15]
    expected = k_center_greedy(candidates.features[pool], 3, 0)
    assert chosen == pool[expected.indices].tolist() and chosen[0] == pool[0]
    assert chosen != pool[:3].tolist()


def test_all_from_the_middle_on_and_away_from_what_has_labels(candidates):
    first, *_ = choose_faces(candidates, 'diverse', 4)
    distance = np.linalg.norm(candidates.features - candidates.features.mean(axis=0), axis=1)
    assert first.index == distance.argmin() and np.isnan(first.distance)
    covered = candidates.features[[3]]
    first, *_ = choose_faces(candidates, 'diverse', 4, covered)
    distance = np.linalg.norm(candidates.features - covered, axis=1)
    assert first.index == distance.argmax()
    assert first.distance == pytest.approx(distance.max(), rel=1e-5)


def test_strategies_and_what_they_need(candidates):
    assert [name for name in STRATEGIES if needs_features(name)] == [
        'disagreement+diverse', 'entropy+diverse', 'diverse']
    candidates.rows = [row._replace(disagreement=None) for row in candidates.rows]
    with pytest.raises(ValueError, match='this one has one: take --by entropy'):
        choose_faces(candidates, 'disagreement+diverse', 3)
