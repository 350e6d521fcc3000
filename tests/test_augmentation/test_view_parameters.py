import numpy as np

from mlcr_mm.augmentation import ViewParameters


def test_nothing_is_recoloured_or_erased_unless_it_is_drawn():
    view = ViewParameters(np.eye(2, 3), (8, 8))
    assert view.jitter is None and view.box is None
