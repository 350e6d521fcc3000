"""Training of a config, ready to be timed from the bare step to the whole loop."""
import os.path as osp
from typing import Any, Iterator, List

import torch
from mmengine.config import Config
from mmengine.registry import OPTIMIZERS
from mmengine.runner import Runner
from torch.utils.flop_counter import FlopCounterMode

from mlcr_mm.registry import RUNNERS

from .bare_networks import BareNetworks
from .timing import Task

_PREFETCHED = 2  # batches that a loader worker has ready


class TrainingBench:
    """A runner that is about to train, and the bare networks beside it.

    The first phase is what is timed; nothing is validated or saved.

    Args:
        config (Config): As :func:`mlcr_mm.apis.config_from_arguments` gives it; changed.
        name (str): Unique among the benches of a process.
        work_dir (str): Folder for what a training writes.
    """

    def __init__(self, config: Config, name: str, work_dir: str) -> None:
        config.work_dir, config.experiment_name = osp.join(work_dir, name), name
        config.log_level = 'WARNING'
        config.val_cfg = config.val_dataloader = config.val_evaluator = None
        config.load_from, config.resume = None, False
        self.config, self.runner = config, RUNNERS.build(config)
        self._start(self.runner)
        self.loop = self.runner.train_loop
        self._batches: Iterator[Any] = iter(())
        model = self.runner.model
        self.batch = model.data_preprocessor.cast_data(self._next_batch())  # resident
        data = model.data_preprocessor(self.batch, training=True)
        labels = torch.stack([sample.gt_score for sample in data['data_samples']]).float()
        self.batch_size = len(labels)
        self.bare = BareNetworks(model, data['inputs'], labels)
        settings = {key: value for key, value in config.optim_wrapper.optimizer.items()}
        self.optimizer = OPTIMIZERS.build(dict(settings, params=self.bare.parameters()))

    @staticmethod
    def _start(runner: Runner) -> None:
        """What ``Runner.train`` does before its first iteration, but for weights from files."""
        loop = runner.train_loop
        runner.optim_wrapper = runner.build_optim_wrapper(runner.optim_wrapper)
        if runner.param_schedulers is not None:
            runner.param_schedulers = runner.build_param_scheduler(runner.param_schedulers)
        runner.call_hook('before_run')
        runner.optim_wrapper.initialize_count_status(runner.model, 0, loop.max_iters)
        runner.call_hook('before_train')
        runner.call_hook('before_train_epoch')
        runner.model.train()

    def _next_batch(self) -> Any:
        batch = next(self._batches, None)
        if batch is None:  # the epoch is over
            self._batches = iter(self.loop.dataloader)
            batch = next(self._batches)
        return batch

    def stop_loading(self) -> None:
        """End the loader workers; the next training step starts new ones."""
        self._batches = iter(())

    def bare_step(self) -> None:
        """Step of the bare networks on the resident batch, in the same precision."""
        with self.runner.optim_wrapper.optim_context(self.bare):
            loss = self.bare()
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()

    def step(self) -> None:
        """Step of the training on the resident batch."""
        self.runner.model.train_step(self.batch, self.runner.optim_wrapper)

    def train(self) -> None:
        """Iteration of the training loop: data, hooks, step."""
        self.loop.run_iter(0, self._next_batch())

    def tasks(self, steps: int) -> List[Task]:
        """Bare step, step, and training, ``steps`` of each at a time.

        Before the training is timed it uses up what the workers have made ready meanwhile.
        """
        waiting = _PREFETCHED * max(self.loop.dataloader.num_workers, 0)
        return [
            Task('a bare step', lambda: _repeat(self.bare_step, steps), steps),
            Task('b step', lambda: _repeat(self.step, steps), steps),
            Task('c training', lambda: _repeat(self.train, steps), steps,
                 lambda: _repeat(self.train, waiting)),
        ]

    def flops(self) -> int:
        """Floating-point operations of a bare step, forward and backward."""
        with FlopCounterMode(display=False) as counter:
            self.bare().backward()
        self.optimizer.zero_grad()
        return counter.get_total_flops()


def _repeat(function: Any, times: int) -> None:
    for _ in range(times):
        function()
