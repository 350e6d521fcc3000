import pickle
import re
from concurrent.futures.process import _ExceptionWithTraceback

import numpy as np
import pytest
import torch
from mmengine.runner import Runner
from torch._utils import ExceptionWrapper

from mlcr_mm.alignment.similarity import fit_similarity
from mlcr_mm.apis import load_config
from mlcr_mm.apis.command_line.error_sentence import error_sentence
from mlcr_mm.files import load_checkpoint_safely, printable
from mlcr_mm.registry import MODELS, TRANSFORMS


def caught(function, *arguments, **settings):
    try:
        function(*arguments, **settings)
    except Exception as error:
        return error
    raise AssertionError('no error')


def refused():
    return caught(load_config, 'mlcr_demo.py', {'fold': 2})


SENTENCE = 'mlcr_demo.py has no dataset with fold; leave the option fold out'


def test_what_the_package_refuses_is_its_sentence():
    assert error_sentence(refused()) == SENTENCE
    assert 'no config nonsense.py' in error_sentence(caught(load_config, 'nonsense.py'))


@pytest.mark.parametrize('function, arguments', [
    (printable, (None, )), (fit_similarity, (np.eye(2), np.eye(3))),
    (load_config, ('mlcr_demo.py', 7)), (int, ('x', )), ({}.__getitem__, ('key', )),
    (torch.zeros(2).reshape, (3, ))])
def test_a_bug_is_no_sentence(function, arguments):
    assert error_sentence(caught(function, *arguments)) is None


@pytest.mark.parametrize('function, sentence', [
    (lambda: load_config('mlcr_demo.py', {'fold': 2}), SENTENCE),
    (lambda: load_checkpoint_safely('no.pth'), 'checkpoint no.pth does not exist'),
    (lambda: printable(None), None)])
def test_the_sentence_of_a_worker_of_a_loader(function, sentence):
    try:
        function()
    except Exception:
        sent = ExceptionWrapper(where='in DataLoader worker process 0')
    assert error_sentence(caught(sent.reraise)) == sentence


@pytest.mark.parametrize('function, sentence', [
    (lambda: load_checkpoint_safely('no.pth'), 'checkpoint no.pth does not exist'),
    (lambda: printable(None), None)])
def test_the_sentence_of_a_process_of_a_pool(function, sentence):
    error = caught(function)
    sent = pickle.loads(pickle.dumps(_ExceptionWithTraceback(error, error.__traceback__)))
    assert error_sentence(sent) == sentence


@pytest.mark.parametrize('error, words', [
    (OSError(28, 'No space left on device', 'a.log'), r'^a.log could not be written \(No space.*'),
    (PermissionError(13, 'Permission denied', '/x'), '^/x: Permission denied$'),
    (torch.OutOfMemoryError('CUDA out of memory. Tried to allocate\nmore'), 'batch_size.*allocate'),
    (MemoryError(), 'memory is full'),
    (ImportError('Please run\n "pip install x" to install x'), '^Please run "pip install x'),
    (caught(torch.nn.BatchNorm2d(2), torch.zeros(1, 2, 1, 1)), 'batch_size to 2 or more')])
def test_what_the_system_refuses(error, words):
    assert re.search(words, error_sentence(error))


@pytest.mark.parametrize('config, words', [
    (dict(type='NoSuchModel'), 'NoSuchModel is not in .*; custom_imports .*--config CONFIG'),
    (dict(type='ResNet', depth=17), 'invalid depth 17'),
    (dict(type='ResNet', depth=18, dept=3), 'unexpected keyword argument .dept'),
    (dict(type='DualViewHead', num_classes=2, in_channels=4, labels=3), 'argument .labels'),
    (dict(type='ViewDataPreprocessor', mean=127.5), 'mean and std should be both')])
def test_what_the_config_has_wrong(config, words):
    sentence = error_sentence(caught(MODELS.build, config))
    assert re.search(words, sentence) and '\n' not in sentence


def test_a_bug_in_a_class_of_the_config_is_no_sentence():
    config = dict(type='OneWarpAugment', scale=5)
    assert error_sentence(caught(TRANSFORMS.build, config)) is None


def test_what_the_runner_does_not_take():
    error = caught(Runner, dict(type='ResNet'), '/tmp', train_dataloader=dict())
    assert re.match('the config does not fit together: train_dataloader, train_cfg, and optim_wr',
                    error_sentence(error))
