import pytest
import torch
from mmengine.hooks import Hook
from reference import teacher
from toy import write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.engine import MeanTeacherHook
from mlcr_mm.models import FixMatchClassifier
from mlcr_mm.registry import RUNNERS

NAME = 'backbone.conv1.weight'


class StudentRecorder(Hook):
    """Keeps the student after each iteration, and breaks the run off if it is asked to."""

    priority = 'VERY_LOW'

    def __init__(self, stop_at=None):
        self.students, self.stop_at = [], stop_at

    def after_train_iter(self, runner, *args, **kwargs):
        self.students.append(runner.model.state_dict()[NAME].numpy().copy())
        if runner.iter + 1 == self.stop_at:
            raise KeyboardInterrupt


def make_runner(config_path, work_dir, **options):
    config = load_config(str(config_path), {
        'train_dataloader.num_workers': 0, 'train_cfg.phases': ['consistency'],
        'train_cfg.consistency': dict(epochs=1, ramp=None), **options})
    config.train_dataloader.collate_fn = dict(type='default_collate')
    config.val_cfg = config.val_dataloader = config.val_evaluator = None
    config.work_dir, config.experiment_name = str(work_dir), str(work_dir)
    return RUNNERS.build(config)


@pytest.fixture(scope='module')
def config_path(tmp_path_factory):
    return write_toy_config(tmp_path_factory.mktemp('mean_teacher'), method='mean_teacher')


@pytest.mark.parametrize('accumulate', [1, 3])
def test_updates_after_each_optimizer_step(config_path, tmp_path, accumulate):
    runner = make_runner(
        config_path, tmp_path, **{'optim_wrapper.accumulative_counts': accumulate})
    recorder = StudentRecorder()
    runner.register_hook(recorder)
    model = runner.train()
    changed = [s for i, s in enumerate(recorder.students)
               if (i + 1) % accumulate == 0 or i + 1 == len(recorder.students)]
    assert model.teacher.steps == len(changed) > 1
    actual = model.teacher.module.state_dict()[NAME].numpy()
    assert actual == pytest.approx(teacher(changed, model.teacher.momentum)[-1], abs=1e-6)


def test_consistency_ramps_up(config_path, tmp_path):
    runner = make_runner(config_path, tmp_path, **{
        'train_cfg.consistency': dict(epochs=1, ramp=dict(loss_consistency=1))})
    runner.train()
    weight = runner.model.head.loss_consistency.loss_weight
    assert 0 < weight < runner.cfg.model.head.loss_consistency.loss_weight


def test_broken_off_run_resumes_to_the_same_weights(config_path, tmp_path):
    epochs = {'train_cfg.consistency': dict(epochs=2, ramp=dict(loss_consistency=2))}
    whole = make_runner(config_path, tmp_path / 'whole', **epochs).train()
    broken = make_runner(config_path, tmp_path / 'broken', **epochs)
    broken.register_hook(StudentRecorder(stop_at=whole.teacher.steps - 2))  # within epoch 2
    with pytest.raises(KeyboardInterrupt):
        broken.train()
    resumed = make_runner(config_path, tmp_path / 'broken', resume=True, **epochs).train()
    assert whole.state_dict().keys() == resumed.state_dict().keys()
    for name, weight in whole.state_dict().items():
        assert torch.equal(weight, resumed.state_dict()[name]), name


def test_refuses_another_model(config_path, tmp_path):
    runner = make_runner(config_path, tmp_path)
    runner.model = FixMatchClassifier(dict(type='ResNet', depth=18, base_channels=8))
    with pytest.raises(TypeError, match="type='MeanTeacherClassifier'.*FixMatchClassifier"):
        MeanTeacherHook().before_train(runner)
