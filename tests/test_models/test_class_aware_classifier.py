import pytest
import torch
from mmengine.optim import OptimWrapper

from mlcr_mm.models import ClassAwareClassifier


def make_model(start=True):
    model = ClassAwareClassifier(
        backbone=dict(type='ResNet', depth=18, base_channels=8, stem_channels=8),
        neck=dict(type='GlobalAveragePooling'),
        head=dict(type='ClassAwareHead', num_classes=3, in_channels=64),
        momentum=.2)
    model.init_weights()
    if start:
        model.start_teacher()
    return model.train()


@pytest.fixture
def samples(data_samples):
    samples = data_samples(4, 3)
    samples[3].set_gt_score(torch.full((3, ), -1.))
    samples[3].set_field(torch.tensor([1., 0., -1.]), 'pseudo_labels')
    return samples


def test_trains_the_student_alone(samples):
    model = make_model()
    total, log = model.parse_losses(model(torch.randn(4, 3, 32, 32), samples, mode='loss'))
    torch.testing.assert_close(total, log['loss_recognition'] + log['loss_pseudo_label'])
    assert log['loss_pseudo_label'] > 0
    total.backward()
    student = [*model.backbone.parameters(), *model.head.parameters()]
    assert all(parameter.grad is not None for parameter in student)
    assert all(parameter.grad is None for parameter in model.teacher.parameters())


def test_the_teacher_predicts_once_it_has_learned(samples):
    model = make_model()
    assert model.predictor is model
    optimizer = OptimWrapper(torch.optim.SGD(model.parameters(), lr=.1))
    images = torch.randn(4, 3, 32, 32)
    for _ in range(2):
        model.train_step(dict(inputs=images, data_samples=samples), optimizer)
        model.update_teacher()
    model.eval()
    assert model.predictor is model.teacher.module
    scores = torch.stack([sample.pred_score for sample in model.predict(images, samples)])
    torch.testing.assert_close(scores, model.teacher.module(images).sigmoid())
    assert not torch.allclose(scores, model(images).sigmoid())


def test_a_teacher_that_nobody_updates_is_an_error(samples):
    with pytest.raises(RuntimeError, match='teacher of ClassAwareClassifier is never updated'):
        make_model(start=False).loss(torch.randn(4, 3, 32, 32), samples)
