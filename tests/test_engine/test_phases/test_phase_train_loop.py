import math

import pytest
import torch
from mmengine.hooks import Hook
from mmengine.model import BaseModel
from mmengine.runner import Runner, find_latest_checkpoint
from training_doubles import LABELS

from mlcr_mm.engine import EpochSeedHook, PhaseHook, PhaseLogProcessor, PhaseTrainLoop

PHASES = dict(phases=['labeled', 'views'], labeled=dict(epochs=2, lr_mult=(1., .1)),
              views=dict(epochs=3, lr_mult=.5))
LENGTH = 3  # iterations per epoch


class Line(BaseModel):
    """A model without a head: the loop does what does not need one."""

    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 1)

    def forward(self, inputs, mode='tensor'):
        loss = (self.layer(inputs) + torch.rand(len(inputs), 1)).square().mean()
        return dict(loss=loss) if mode == 'loss' else loss


class Stop(Hook):
    """Kills a training before an epoch."""

    def __init__(self, epoch):
        self.epoch = epoch

    def before_train_epoch(self, runner):
        if runner.epoch == self.epoch:
            raise KeyboardInterrupt


class Seen(Hook):
    """Learning rate and phase of each iteration."""

    def __init__(self):
        self.lrs, self.phases = [], []

    def before_train_iter(self, runner, batch_idx, data_batch=None):
        self.lrs += runner.optim_wrapper.get_lr()['lr']
        self.phases.append(runner.train_loop.phase.name)


@pytest.fixture
def train(tmp_path):
    """Train in ``tmp_path / name``; returns the runner."""

    def run(name='work', resume=False, scheduler=None, stop=None, **settings):
        data = torch.utils.data.TensorDataset(torch.from_numpy(LABELS[:LENGTH]))
        loader = torch.utils.data.DataLoader(data, collate_fn=lambda rows: dict(
            inputs=torch.stack([row[0] for row in rows])))
        torch.manual_seed(0)
        runner = Runner(
            Line(), str(tmp_path / name), loader,
            train_cfg=dict(type='PhaseTrainLoop', **{**PHASES, **settings}),
            optim_wrapper=dict(optimizer=dict(type='Adam', lr=.1)), param_scheduler=scheduler,
            default_hooks=dict(logger=dict(type='LoggerHook', interval=1)),
            custom_hooks=[Seen(), EpochSeedHook(), Stop(stop)], randomness=dict(seed=0),
            log_processor=dict(type='PhaseLogProcessor'), default_scope='mmpretrain',
            resume=resume, experiment_name=f'{tmp_path.name}{name}{resume}')
        runner.train()
        return runner

    return run


def seen(runner):
    return next(hook for hook in runner.hooks if isinstance(hook, Seen))


def test_epochs_phases_and_learning_rate_follow_from_the_list(train, tmp_path):
    runner = train()
    assert isinstance(runner.train_loop, PhaseTrainLoop) and runner.max_epochs == 5
    assert seen(runner).phases == ['labeled'] * 6 + ['views'] * 9
    lrs = seen(runner).lrs
    cosine = [(1 + math.cos(math.pi * step / 6)) / 2 for step in range(6)]
    assert lrs[:6] == pytest.approx([.1 * (.1 + .9 * share) for share in cosine])
    assert lrs[6:] == pytest.approx([.05] * 9)
    assert sum(isinstance(hook, PhaseHook) for hook in runner.hooks) == 1
    log = next(tmp_path.rglob('*.log')).read_text()
    assert isinstance(runner.log_processor, PhaseLogProcessor)
    assert 'phase: labeled' in log.split('Epoch(train)')[6]
    assert 'phase: views' in log.split('Epoch(train)')[7]
    assert 'views    epochs 3 to 5' in log


def assert_same_weights(first, second):
    first, second = (torch.load(find_latest_checkpoint(str(folder)), weights_only=False)
                     for folder in (first, second))
    for name, weight in first['state_dict'].items():
        assert torch.equal(weight, second['state_dict'][name]), name


@pytest.mark.parametrize('stop', [1, 2, 4])
def test_a_resumed_run_ends_with_the_same_weights(train, tmp_path, stop):
    whole = train('whole', warmup_iters=4)
    with pytest.raises(KeyboardInterrupt):
        train('part', stop=stop, warmup_iters=4)
    resumed = train('part', resume=True, warmup_iters=4)
    assert seen(resumed).lrs == seen(whole).lrs[LENGTH * stop:]
    assert_same_weights(tmp_path / 'whole', tmp_path / 'part')


@pytest.mark.parametrize('missing', ['optimizer', 'param_schedulers'])
def test_a_checkpoint_of_weights_alone_is_not_resumed(train, tmp_path, missing):
    with pytest.raises(KeyboardInterrupt):
        train(stop=2)
    path = find_latest_checkpoint(str(tmp_path / 'work'))
    content = torch.load(path, weights_only=False)
    del content[missing]
    torch.save(content, path)
    with pytest.raises(ValueError, match=f"has no .'{missing}'.*Resume from an epoch_<k>.pth"):
        train(resume=True)


def test_a_run_to_which_a_phase_is_appended_ends_with_the_same_weights(train, tmp_path):
    whole = train('whole', warmup_iters=4)
    train('part', warmup_iters=4, phases=['labeled'])
    resumed = train('part', resume=True, warmup_iters=4)
    assert seen(resumed).phases == ['views'] * 9
    assert seen(resumed).lrs == seen(whole).lrs[6:]
    assert_same_weights(tmp_path / 'whole', tmp_path / 'part')


def test_a_warm_up_ends_with_the_first_phase(train):
    constant = dict(epochs=2, lr_mult=1.)
    for iterations, growing in ((4, 4), (1000, 6)):
        lrs = seen(train(f'{iterations}', warmup_iters=iterations, labeled=constant)).lrs
        shares = [min(step / (growing - 1), 1) for step in range(6)]
        assert lrs[:6] == pytest.approx([.1 * (.02 + .98 * share) for share in shares])
        assert lrs[6:] == pytest.approx([.05] * 9)


def test_schedulers_of_the_config_are_kept(train):
    phases = dict(labeled=dict(epochs=2), views=dict(epochs=3))
    scheduler = dict(type='MultiStepLR', milestones=[2], gamma=.1, by_epoch=True)
    lrs = seen(train(scheduler=scheduler, **phases)).lrs
    assert lrs == pytest.approx([.1] * 6 + [.01] * 9)


@pytest.mark.parametrize('settings, message', [
    (dict(max_epochs=9), 'train_cfg.max_epochs has no meaning beside train_cfg.phases'),
    (dict(val_intervall=2), 'train_cfg.val_intervall=2 is neither a setting of PhaseTrainLoop nor'),
    (dict(vews=dict(epochs=2)), r'train_cfg.vews is no phase .*did you mean train_cfg.views'),
    (dict(labled=dict(epochs=2)), 'did you mean train_cfg.labeled'),
    (dict(warmup_iters=-1), 'train_cfg.warmup_iters must be a whole number .*, got -1'),
    (dict(warmup_iters=2.5), 'train_cfg.warmup_iters must be a whole number .*, got 2.5'),
    (dict(warmup_iters=True), 'train_cfg.warmup_iters must be a whole number .*, got True'),
    (dict(val_interval=0), 'train_cfg.val_interval must be a whole number of epochs >= 1, got 0'),
    (dict(val_interval=1.5), 'train_cfg.val_interval must be a whole number .*, got 1.5'),
    (dict(val_begin='abc'), "train_cfg.val_begin must be a whole number .*, got 'abc'"),
    (dict(phases=[]), 'train_cfg.phases must be a list'),
    (dict(labeled=dict(epoch=2)), 'train_cfg.labeled.epoch does not exist; did you mean epochs'),
    (dict(scheduler=[dict(type='StepLR', step_size=1)]), 'param_scheduler and by'),
])
def test_bad_settings_are_named_before_the_first_epoch(train, settings, message):
    with pytest.raises(ValueError, match=message):
        train(**settings)
