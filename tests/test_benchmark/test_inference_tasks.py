import torch
from torch import nn

from mlcr_mm.benchmark.inference_tasks import first_view, inference_tasks


class Model(nn.Module):

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4, 2)
        self.seen = []

    def test_step(self, batch):
        result = self.linear(batch['inputs'])
        self.seen.append((self.training, result.dtype, result.requires_grad))


def test_both_precisions_predict_and_leave_the_model_in_training():
    model = Model()
    tasks = inference_tasks(model, dict(inputs=torch.ones(3, 4), data_samples=[0, 1, 2]))
    for task in tasks:
        task.run()
        assert task.units == 3
    assert model.seen == [(False, torch.float32, False), (False, torch.bfloat16, False)]
    assert model.training


def test_the_first_augmentation_is_taken():
    views = [torch.zeros(2, 3, 4, 4), torch.ones(2, 3, 4, 4)]
    assert first_view(dict(inputs=views))['inputs'] is views[0]
    assert first_view(dict(inputs=views[1]))['inputs'] is views[1]
    images = [torch.zeros(3, 4, 4)] * 2
    assert first_view(dict(inputs=images))['inputs'] is images
    source = torch.zeros(2, 3, 4, 4, dtype=torch.uint8)
    numbers = torch.arange(60.).view(2, 2, 15)
    for packed in (numbers, numbers[:, 0]):
        pair = first_view(dict(inputs=[source, packed]))['inputs']
        assert pair[0] is source and torch.equal(pair[1], numbers[:, 0])
