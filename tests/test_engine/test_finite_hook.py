from types import SimpleNamespace

import pytest
import torch
from mmengine.logging import HistoryBuffer
from mmpretrain.structures import DataSample

from mlcr_mm.engine import FiniteHook
from mlcr_mm.not_finite import NotFiniteError


def runner(phase='labeled', log_scalars=None):
    return SimpleNamespace(
        iter=41, epoch=3, message_hub=SimpleNamespace(
            get_info=dict(phase=phase).get, log_scalars=log_scalars or {}),
        optim_wrapper=SimpleNamespace(get_lr=lambda: {'lr': [0.5, 0.05]}))


def batch(number):
    return dict(data_samples=[DataSample(metainfo=dict(img_path=f'{i}.png'))
                              for i in range(number)])


@pytest.mark.parametrize('value', [float('nan'), float('inf'), -float('inf')])
def test_names_term_iteration_phase_images_and_rate(value):
    losses = dict(loss=torch.tensor(value), loss_multi_view=torch.tensor(value),
                  loss_recognition=torch.tensor(1.))
    with pytest.raises(NotFiniteError) as error:
        FiniteHook().after_train_iter(runner(), 0, batch(10), losses)
    text = str(error.value)
    assert text.startswith(f'loss_multi_view is {value} in iteration 42, epoch 4 of phase labeled')
    assert '0.png, 1.png' in text and '7.png and 2 more' in text and '8.png' not in text
    assert 'now 0.5' in text and 'loss_recognition' not in text


def test_a_loss_without_terms_and_images_without_names():
    with pytest.raises(NotFiniteError, match='loss is nan .* images without names'):
        FiniteHook().after_train_iter(runner(None), 0, None, dict(loss=torch.tensor(float('nan'))))


def test_finite_losses_and_weights_pass():
    FiniteHook().after_train_iter(runner(), 0, batch(2), dict(loss=torch.tensor(3e38), lr=1.))
    FiniteHook().after_train_iter(runner(), 0, batch(2), None)
    FiniteHook().before_save_checkpoint(
        runner(), dict(state_dict=dict(a=torch.ones(2), count=torch.tensor(3))))


def test_spoilt_weights_are_not_saved():
    weights = dict(a=torch.ones(2), b=torch.tensor([1., float('nan')]), c=torch.tensor(2))
    with pytest.raises(NotFiniteError, match='1 tensors of the model, first b'):
        FiniteHook().before_save_checkpoint(runner(), dict(state_dict=weights))


def test_a_loss_that_has_been_read_is_not_read_again():
    class OnGpu:
        def item(self):
            raise AssertionError('waits for the GPU')

    read = {'train/loss': HistoryBuffer([1., 2.], [1, 1])}
    FiniteHook().after_train_iter(runner(log_scalars=read), 0, None, dict(loss=OnGpu()))
    read['train/loss'].update(float('nan'))
    with pytest.raises(NotFiniteError, match='loss is nan'):
        FiniteHook().after_train_iter(runner(log_scalars=read), 0, None, dict(loss=OnGpu()))
