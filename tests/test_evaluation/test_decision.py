import numpy as np
import torch

from mlcr_mm.evaluation.decision import decide


def test_a_label_is_present_from_one_half_on():
    scores = np.array([[0., np.nextafter(np.float32(.5), np.float32(0))], [.5, 1.]], np.float32)
    assert decide(scores).tolist() == [[False, False], [True, True]]
    assert decide(torch.tensor([.2, .4]), thr=.3).tolist() == [False, True]
