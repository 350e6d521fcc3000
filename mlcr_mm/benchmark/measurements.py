"""All measurements of some configs, in one process."""
import tempfile
from dataclasses import replace
from typing import Any, Dict, List, Optional

from mmengine.config import Config

from .component_tasks import loss_tasks, metric_tasks, sampler_task
from .data_path import data_tasks
from .inference_tasks import first_view, inference_tasks
from .machine import describe_machine, peak_memory
from .timing import Task, Timing, measure, ratio
from .training_bench import TrainingBench

_BACKWARD = ('a bare step', 'b step', 'c training')


def run_benchmark(configs: Dict[str, Config], rounds: int, steps: int, num_images: int,
                  metric_images: int, peak_tflops: Optional[float] = None) -> Dict[str, Any]:
    """Measure configs, all of them in turns.

    Args:
        configs (dict[str, Config]): By name; they are changed.
        rounds (int): How often each task runs.
        steps (int): Training steps of a round.
        num_images (int): Images that the data path loads in a round.
        metric_images (int): Images that the metric sees.
        peak_tflops (float, optional): Of the device, in the precision that is used, for the share
            of it. Defaults to None: no share.

    Returns:
        dict: ``machine``, ``memory_mib`` and, by name, ``configs`` with ``times``, ``ratios`` and
        ``rates``.
    """
    with tempfile.TemporaryDirectory() as folder:
        benches = {name: TrainingBench(config, f'{number}-{name}', folder)
                   for number, (name, config) in enumerate(configs.items())}
        # Apart from each other, since loader workers run beside the first kind only.
        kinds = ({name: bench.tasks(steps) for name, bench in benches.items()},
                 {name: data_tasks(bench.loop.dataloader.dataset, num_images)
                  for name, bench in benches.items()},
                 {name: _component_tasks(bench, metric_images)
                  for name, bench in benches.items()})
        timings: Dict[str, Dict[str, Timing]] = {name: {} for name in benches}
        for kind in kinds:
            for name, found in _measure_all(kind, rounds).items():
                timings[name].update(found)
            for bench in benches.values():
                bench.stop_loading()
        return dict(
            machine=describe_machine(),
            settings=dict(rounds=rounds, steps=steps, images=num_images, peak_tflops=peak_tflops),
            memory_mib=peak_memory(),
            configs={name: summarize(timings[name], bench.batch_size, bench.flops(), peak_tflops)
                     for name, bench in benches.items()})


def _measure_all(tasks: Dict[str, List[Task]], rounds: int) -> Dict[str, Dict[str, Timing]]:
    found = measure([replace(task, name=f'{name}\n{task.name}')
                     for name, own in tasks.items() for task in own], rounds)
    timings: Dict[str, Dict[str, Timing]] = {name: {} for name in tasks}
    for key, timing in found.items():
        name, _, task = key.partition('\n')
        timings[name][task] = timing
    return timings


def _component_tasks(bench: TrainingBench, metric_images: int) -> List[Task]:
    num_classes = bench.bare.labels.shape[1]
    classifier = bench.bare.classifiers[0]
    return [
        *loss_tasks(bench.batch_size, num_classes, classifier.in_features,
                    classifier.weight.device),
        sampler_task(bench.loop.dataloader),
        *metric_tasks(bench.config, metric_images, num_classes, len(bench.bare.backbones)),
        *inference_tasks(bench.runner.model, first_view(bench.batch)),
    ]


def summarize(timings: Dict[str, Timing], batch_size: int, flops: int,
              peak_tflops: Optional[float] = None) -> Dict[str, Any]:
    """Medians, ratios and rates of one config.

    Args:
        timings (dict[str, Timing]): By the names of the tasks.
        batch_size (int): N of a training step.
        flops (int): Of a bare step.
        peak_tflops (float, optional): See :func:`run_benchmark`.

    Returns:
        dict: ``times``, ``ratios``, ``rates``.
    """
    bare, step, training = (timings[name] for name in _BACKWARD)
    # A training on all cores shares them with its loader workers, whose time is that of the path.
    loaded = Timing(cpu=[time + batch_size * path for time, path in
                         zip(training.cpu, timings['d data path'].cpu)])
    ratios = {'b/a': ratio(step, bare), 'c/a': ratio(training, bare),
              'b/a, CPU': ratio(step, bare, 'cpu'), '(c + data)/a, CPU': ratio(loaded, bare, 'cpu')}
    if 'decode' in timings:
        ratios['d/decode, CPU'] = ratio(timings['d data path'], timings['decode'], 'cpu')
    times = {name: timing.summary() for name, timing in timings.items()}
    seconds = times['c training']['ms'] / 1e3
    rates = {'batch size': batch_size, 'training images/s': batch_size / seconds,
             'share of waiting': max(0., 1 - times['b step']['ms'] / times['c training']['ms']),
             'GFLOP of a bare step': flops / 1e9, 'TFLOP/s of training': flops / seconds / 1e12}
    if peak_tflops:
        rates['share of peak'] = flops / seconds / 1e12 / peak_tflops
    return dict(times=times, ratios=ratios, rates=rates)
