import pytest
import torch
from mmengine.config import Config
from torch.utils.data import BatchSampler, DataLoader

from mlcr_mm.benchmark import component_tasks
from mlcr_mm.benchmark.component_tasks import loss_tasks, metric_tasks, sampler_task
from mlcr_mm.evaluation.score_blocks import join_processes


def test_every_loss_runs_backwards():
    tasks = loss_tasks(6, 4, 5, torch.device('cpu'))
    assert [task.name for task in tasks] == [
        'e SelectiveBCELoss', 'e CoRegularizationLoss', 'e MultiViewLoss']
    for task in tasks:
        inputs = [tensor for tensor in task.run.args[1] if tensor.requires_grad]
        task.run()
        assert inputs and all(tensor.grad.abs().sum() > 0 for tensor in inputs)
        assert task.units == component_tasks._CALLS


def test_the_sampler_gives_a_whole_epoch():
    loader = DataLoader(range(10), batch_sampler=BatchSampler(range(10), 4, False))
    assert sampler_task(loader).run() == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]


@pytest.mark.parametrize('views', [1, 2])
def test_the_metric_sees_all_images_in_every_run(views, monkeypatch):
    seen = []
    metric = component_tasks.METRICS.get('AUF1Metric')
    real = metric.compute_metrics
    monkeypatch.setattr(metric, 'compute_metrics', lambda self, results: seen.append(
        join_processes(results)['scores'].shape) or real(self, results))
    take_in, evaluate = metric_tasks(Config(dict(test_evaluator=dict(type='AUF1Metric'))), 140, 3,
                                     views)
    for _ in range(2):
        take_in.run()
        evaluate.prepare()
        assert evaluate.run()['mlcr/map'] > 50
    assert seen == [(1 + views if views > 1 else 1, 3, 140)] * 2
    assert '140 images' in take_in.name and '140 images' in evaluate.name


def test_the_metric_of_several_evaluators():
    others = [dict(type='MultiLabelMetric'), dict(type='AUF1Metric')]
    tasks = metric_tasks(Config(dict(test_evaluator=others)), 20, 3, 1)
    tasks[1].prepare()
    assert 'mlcr/f1' in tasks[1].run()
    with pytest.raises(ValueError, match='test_evaluator has none'):
        metric_tasks(Config(dict(test_evaluator=others[:1])), 20, 3, 1)
