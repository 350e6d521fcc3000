import pytest
import torch
from mmengine.optim import OptimWrapper
from reference import teacher

from mlcr_mm.models import MeanTeacherClassifier

RESNET = dict(type='ResNet', depth=18, base_channels=8, stem_channels=8)


def make_model(backbone=RESNET, in_channels=64, start=True, momentum=.2):
    model = MeanTeacherClassifier(
        backbone=backbone,
        neck=dict(type='GlobalAveragePooling'),
        head=dict(type='ConsistencyHead', num_classes=3, in_channels=in_channels),
        momentum=momentum)
    model.init_weights()
    if start:
        model.start_teacher()
    return model.train()


def inputs():
    return list(torch.randn(2, 4, 3, 32, 32))


def scores_of(samples):
    return torch.stack([sample.pred_score for sample in samples])


@pytest.mark.parametrize('backbone, in_channels', [
    (RESNET, 64), (dict(type='MobileNetV3', arch='small'), 576)], ids=['resnet', 'mobilenet'])
def test_trains_from_two_augmentations_or_one_image(backbone, in_channels, data_samples):
    model = make_model(backbone, in_channels)
    for images in (torch.randn(4, 3, 32, 32), inputs()):
        total, log = model.parse_losses(model(images, data_samples(4, 3), mode='loss'))
        torch.testing.assert_close(total, log['loss_recognition'] + log['loss_consistency'])
        total.backward()
    student = [*model.backbone.parameters(), *model.head.parameters()]
    assert all(parameter.grad is not None for parameter in student)
    assert all(parameter.grad is None for parameter in model.teacher.parameters())


def test_student_sees_the_first_image_and_teacher_the_second(data_samples):
    model = make_model()
    model.teacher.module.head.fc.bias.data.fill_(1.)
    first, second = inputs()
    with torch.no_grad():
        student_logits = model.head(model.extract_feat(first))  # statistics of the batch
        teacher_logits = model.teacher.module(second)
        losses = model.loss([first, second], data_samples(4, 3))
    assert not model.teacher.training
    expected = (student_logits.sigmoid() - teacher_logits.sigmoid()).square().mean()
    torch.testing.assert_close(losses['loss_consistency'], expected)


def test_teacher_after_k_steps_is_the_average_of_the_students(data_samples):
    model = make_model()
    optimizer = OptimWrapper(torch.optim.SGD(model.parameters(), lr=.1))
    students = []
    for _ in range(7):
        model.train_step(dict(inputs=inputs(), data_samples=data_samples(4, 3)), optimizer)
        model.update_teacher()
        students.append({key: value.clone() for key, value in model.state_dict().items()})
    for name in ('backbone.conv1.weight', 'backbone.bn1.running_var', 'head.fc.bias'):
        expected = teacher([student[name].numpy() for student in students], .2)[-1]
        actual = model.state_dict()[f'teacher.module.{name}'].numpy()
        assert actual == pytest.approx(expected, rel=1e-4, abs=1e-6)
        assert not torch.equal(students[-1][name], model.state_dict()[f'teacher.module.{name}'])


def test_teacher_starts_as_the_student():
    model = make_model(start=False)
    assert not torch.equal(model.head.fc.weight, model.teacher.module.head.fc.weight)
    model.start_teacher()
    for name, weight in model.teacher.module.state_dict().items():
        assert torch.equal(weight, model.state_dict()[name])


def test_a_trained_teacher_is_not_started_anew():
    model = make_model()
    model.update_teacher()
    model.head.fc.weight.data.zero_()
    model.start_teacher()
    assert model.teacher.module.head.fc.weight.any()


def test_teacher_predicts_once_it_was_updated(data_samples):
    model = make_model(start=False).eval()
    images = torch.randn(2, 3, 32, 32)
    student = model(images).sigmoid()
    torch.testing.assert_close(scores_of(model.predict(images)), student)
    model.start_teacher()
    model.update_teacher()
    model.head.fc.bias.data.fill_(3.)
    torch.testing.assert_close(scores_of(model.predict(images, data_samples(2, 3))), student)


def test_state_dict_keeps_the_teacher():
    model, other = make_model(), make_model(start=False)
    model.update_teacher()
    model.head.fc.bias.data.fill_(3.)
    other.load_state_dict(model.state_dict())
    images = torch.randn(2, 3, 32, 32)
    for module in (model, other):
        module.eval()
    torch.testing.assert_close(scores_of(other.predict(images)), scores_of(model.predict(images)))
    other.head.fc.bias.data.fill_(-3.)
    for module in (model, other):
        module.update_teacher()
    # The second update: the mean of two students.
    bias = other.teacher.module.head.fc.bias
    torch.testing.assert_close(bias, model.teacher.module.head.fc.bias - 3.)


def test_teacher_rests_while_the_loss_is_off(data_samples):
    model = make_model()
    calls = []
    model.teacher.register_forward_hook(lambda *_: calls.append(1))
    for factor in (0., 1.):
        model.head.schedule_loss('loss_consistency', factor)
        assert 'loss_consistency' in model.loss(inputs(), data_samples(4, 3))
    assert len(calls) == 1


def test_without_the_hook_there_is_a_clear_error(data_samples):
    with pytest.raises(RuntimeError, match='MeanTeacherHook'):
        make_model(start=False).loss(inputs(), data_samples(4, 3))
