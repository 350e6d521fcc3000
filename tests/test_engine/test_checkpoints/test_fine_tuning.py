import pytest
import torch

from mlcr_mm.engine.checkpoints.fine_tuning import adapt_weights
from mlcr_mm.registry import MODELS

LABELS = ['AU1', 'AU2', 'AU4']


def make(num_labels=3, head='GCNHead', seed=0, channels=8, **model):
    torch.manual_seed(seed)
    single = head in ('RecognitionHead', 'ConsistencyHead')
    model = MODELS.build(dict(
        type=model.pop('type', 'ImageClassifier' if single else 'DualViewClassifier'),
        backbone=dict(type='ResNet', depth=18, base_channels=channels, stem_channels=channels),
        neck=dict(type='GlobalAveragePooling'),
        head=dict(type=head, num_classes=num_labels, in_channels=8 * channels), **model))
    model.init_weights()
    return model.eval()


@pytest.fixture
def trained():
    """A model at the end of its graph phase, far from zero."""
    model = make()
    with torch.no_grad():
        for parameter in model.head.parameters():
            torch.nn.init.normal_(parameter, std=.3)
        for module in model.backbone.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.weight.fill_(1)  # residual branches start at zero
    model.head.set_adjacency(torch.tensor([[1., .5, .2], [.4, 1., .1], [.3, .2, 1.]]))
    model.head.start_graph()
    return model


@pytest.fixture
def images():
    return torch.randn(4, 3, 32, 32, generator=torch.Generator().manual_seed(0))


def adapt(model, old, labels=LABELS, old_labels=LABELS):
    checkpoint = dict(state_dict=old.state_dict())
    line = adapt_weights(model, checkpoint, labels, old_labels, 'a.pth')
    model.load_state_dict(checkpoint['state_dict'])
    return line


def test_the_same_labels_predict_what_the_graph_predicted(trained, images):
    model = make(seed=1)
    line = adapt(model, trained)
    assert not model.head.graph_started and not model.head.adjacency.any()
    torch.testing.assert_close(model(images), trained(images), atol=1e-5, rtol=1e-5)
    assert 'folded' in line and 'all 3 labels' in line and 'all weights' in line


def test_where_the_old_training_decided_is_forgotten(trained):
    trained.head.logit_shift.fill_(2.)
    model = make(seed=1)
    adapt(model, trained)
    assert not model.head.logit_shift.any()


def test_labels_are_matched_by_name(trained, images):
    model = make(4, seed=1)
    fresh = model.head.classifier_weights()[0][0].clone()
    adapt(model, trained, ['AU9', 'AU4', 'AU1', 'AU2'])
    logits, before = model(images), trained(images)  # (V, N, C)
    torch.testing.assert_close(logits[:, :, [2, 3, 1]], before, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(model.head.classifier_weights()[0][0], fresh)


def test_all_parameters_in_use_get_a_gradient_with_other_labels(trained, images):
    model = make(2, seed=1)
    adapt(model, trained, ['smile', 'hat'])
    model.train()
    model(images).square().sum().backward()
    unused = {'head.gcn.weight0', 'head.gcn.weight1'}  # of the phase to come
    for name, parameter in model.named_parameters():
        if name not in unused:
            assert parameter.grad is not None and parameter.grad.any(), name


def test_a_plain_head_starts_from_a_graph_and_the_other_way_round(trained, images):
    plain = make(head='DualViewHead', seed=1)
    adapt(plain, trained)
    torch.testing.assert_close(plain(images), trained(images), atol=1e-5, rtol=1e-5)
    again = make(seed=2)
    adapt(again, plain)
    torch.testing.assert_close(again(images), plain(images), atol=1e-5, rtol=1e-5)


def test_the_teacher_becomes_the_student(images):
    old = make(head='ConsistencyHead', type='MeanTeacherClassifier')
    new = make(head='ConsistencyHead', type='MeanTeacherClassifier', seed=1)
    old.start_teacher()
    old.update_teacher()
    with torch.no_grad():
        for parameter in old.backbone.parameters():
            parameter.zero_()  # the student goes astray
    adapt(new, old)
    torch.testing.assert_close(new(images), old.teacher(images))
    assert new.teacher.steps == 0


def test_what_does_not_fit_starts_anew(trained):
    model = make(seed=1)
    state = trained.state_dict()
    state['backbone.0.conv1.weight'] = torch.zeros(1)
    fresh = model.backbone[0].conv1.weight.clone()
    checkpoint = dict(state_dict=state)
    line = adapt_weights(model, checkpoint, LABELS, LABELS, 'a.pth')
    torch.testing.assert_close(checkpoint['state_dict']['backbone.0.conv1.weight'], fresh)
    assert line.count(' of ') and '1 of ' in line and 'start anew' in line


def test_a_checkpoint_of_another_network_is_refused(trained):
    for other in (make(head='RecognitionHead'), make(channels=4)):
        with pytest.raises(ValueError, match=r"no weight .*Pretrained.* prefix='backbone.0.'"):
            adapt_weights(other, dict(state_dict=trained.state_dict()), LABELS, LABELS, 'a.pth')
