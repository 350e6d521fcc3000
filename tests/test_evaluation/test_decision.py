import numpy as np
import pytest
import torch

from mlcr_mm.evaluation.decision import DECISION_PROBABILITY, decide
from mlcr_mm.models import DualViewHead, RecognitionHead


def test_present_from_the_threshold_on():
    scores = np.array([[.2, .5], [.49999, .9]], np.float32)
    assert decide(scores).tolist() == [[False, True], [False, True]]
    assert decide(torch.from_numpy(scores)).tolist() == [[False, True], [False, True]]


@pytest.mark.parametrize('head', [DualViewHead, RecognitionHead])
def test_the_heads_have_no_threshold_of_their_own(head):
    assert head(num_classes=2, in_channels=3).thr == DECISION_PROBABILITY
    with pytest.raises(TypeError, match='thr'):
        head(num_classes=2, in_channels=3, thr=.3)
