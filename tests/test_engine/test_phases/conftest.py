import numpy as np
import pytest
from training_doubles import NUM_CLASSES, NUM_UNLABELED

from mlcr_mm.engine.phases import phase_targets


@pytest.fixture
def predictions(monkeypatch, rng):
    """What the views say, logits (V, N, C)."""
    logits = rng.normal(size=(2, NUM_UNLABELED, NUM_CLASSES)).astype(np.float32)
    monkeypatch.setattr(phase_targets, 'dataset_outputs', lambda *_: list(logits))
    return logits
