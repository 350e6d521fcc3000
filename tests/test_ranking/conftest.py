import numpy as np
import pytest
from toy import write_toy_checkpoint, write_toy_config

from mlcr_mm.apis import AUInferencer, load_config
from mlcr_mm.inference import FaceRow, FoundFace, Frame
from mlcr_mm.ranking import Candidates


@pytest.fixture(scope='package')
def inferencer(tmp_path_factory):
    folder = tmp_path_factory.mktemp('ranking')
    config = load_config(str(write_toy_config(folder, workers=0)))
    checkpoint = write_toy_checkpoint(config, folder / 'epoch_4.pth', meta=True)
    return AUInferencer(checkpoint, device='cpu', detector='none')


@pytest.fixture
def candidates(rng):
    """30 faces with probabilities, disagreement and features."""
    found = Candidates()
    found.rows = [FaceRow(Frame(f'{index:02d}.png'), FoundFace((0, 0, 8, 8), face_id=0),
                          rng.random(3, np.float32), rng.random(3, np.float32))
                  for index in range(30)]
    found._features = [rng.random((30, 4), np.float32)]
    return found
