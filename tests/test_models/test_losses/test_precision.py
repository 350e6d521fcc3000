import pytest
import torch

from mlcr_mm.models.losses.precision import at_least_float32


@pytest.mark.parametrize('given, expected', [(torch.float16, torch.float32),
                                             (torch.bfloat16, torch.float32),
                                             (torch.float32, torch.float32),
                                             (torch.float64, torch.float64)])
def test_lifts_half_precision_only(given, expected):
    tensor = torch.tensor([1.5, -2.], dtype=given)
    lifted = at_least_float32(tensor)
    assert lifted.dtype == expected
    assert lifted.tolist() == tensor.tolist()
