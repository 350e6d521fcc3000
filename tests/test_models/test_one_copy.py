import torch
from mmpretrain.structures import DataSample
from torch.utils._python_dispatch import TorchDispatchMode

from mlcr_mm.registry import MODELS


def preprocessor(**kwargs):
    return MODELS.build(dict(type='ViewDataPreprocessor', to_rgb=True, **kwargs))


def samples(count=5):
    made = [DataSample().set_gt_score(torch.tensor([1., 0., -1.])) for _ in range(count)]
    made[2].set_field(torch.ones(3), 'previous_logits')
    return made


class Copies(TorchDispatchMode):
    """Counts copies, and asks for numbers."""

    def __init__(self):
        super().__init__()
        self.names = []

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        self.names.append(function.overloadpacket.__name__)
        return function(*args, **(kwargs or {}))


def test_a_field_of_all_samples_is_one_copy():
    module, batch = preprocessor().to('meta'), samples()
    with Copies() as copies:
        moved = module.cast_data(batch)
    assert copies.names.count('_to_copy') == 2  # gt_score, previous_logits
    assert all(sample.gt_score.device.type == 'meta' for sample in moved)
    assert moved[2].previous_logits.device.type == 'meta' and 'previous_logits' not in moved[1]
    assert moved[0].gt_score.shape == (3, ) and moved[0] is batch[0]


def test_on_the_cpu_nothing_is_done():
    batch = samples()
    with Copies() as copies:
        assert preprocessor().cast_data(batch) is batch
    assert copies.names == []


def test_channels_are_turned_round_as_the_base_class_does():
    views = [torch.randint(256, (3, 3, 4, 4), dtype=torch.uint8) for _ in range(2)]
    for inputs, expected in ((views, views), (views[0], views[:1])):
        out = preprocessor()(dict(inputs=inputs, data_samples=samples(3)))['inputs']
        for got, view in zip([out] if torch.is_tensor(out) else out, expected):
            assert torch.equal(got, view[:, [2, 1, 0]].float())


def test_no_waiting_for_copies_unless_it_is_asked_for():
    assert preprocessor()._non_blocking and not preprocessor(non_blocking=False)._non_blocking
