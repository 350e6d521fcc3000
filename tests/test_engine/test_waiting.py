"""What makes the host wait for a GPU: none of it between two lines of the log."""
import pytest
from torch.utils._python_dispatch import TorchDispatchMode
from toy import write_toy_config

from mlcr_mm.apis import load_config
from mlcr_mm.models.host_buffers import host_buffer_names
from mlcr_mm.registry import RUNNERS

# Python asks for a number, or for a shape that depends on numbers.
WAITS = {'_local_scalar_dense', 'nonzero', 'is_nonzero', '_unique2', 'masked_select', 'equal'}

#: Operators of a step, forwards, backwards and of the optimizer, of ResNet-18.
CALLS = dict(mlcr=900, mean_teacher=870, fixmatch=425)


class Asked(TorchDispatchMode):
    """Counts all calls, and those that wait if their tensor is not one that stays on the host."""

    def __init__(self, model):
        super().__init__()
        self.calls, self.waits = 0, []
        buffers = dict(model.named_buffers())
        self.on_host = {buffers[name].data_ptr() for name in host_buffer_names(model)}

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        name = function.overloadpacket.__name__
        self.calls += 1
        if name in WAITS and args[0].data_ptr() not in self.on_host:
            self.waits.append(name)
        return function(*args, **(kwargs or {}))


@pytest.mark.parametrize('method, phase', [
    ('mlcr', 'views'), ('mean_teacher', 'consistency'), ('fixmatch', 'pseudo_labels')])
def test_steps_between_lines_of_the_log_ask_for_no_number(tmp_path, monkeypatch, method, phase):
    config = load_config(str(write_toy_config(tmp_path, method=method)), {
        'train_dataloader.num_workers': 0, 'train_cfg.phases': [phase],
        'default_hooks.logger.interval': 4,
        'optim_wrapper.optimizer': dict(type='AdamW', lr=1e-3, fused=True)})
    config.val_cfg = config.val_dataloader = config.val_evaluator = None
    config.default_hooks.checkpoint = None
    config.work_dir = config.experiment_name = str(tmp_path / 'work')
    runner, asked = RUNNERS.build(config), []
    run_iter = runner.train_loop.run_iter

    def watched(idx, data_batch):
        with Asked(runner.model) as mode:
            run_iter(idx, data_batch)
        asked.append(mode)

    monkeypatch.setattr(runner.train_loop, 'run_iter', watched)
    runner.train()
    # The first step sees whether anything is learned at all.
    assert asked[1].waits == asked[2].waits == []
    assert asked[1].calls <= CALLS[method]
