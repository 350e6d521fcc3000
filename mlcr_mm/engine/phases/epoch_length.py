"""Going on where an epoch has another number of iterations than before."""
import logging
from typing import Any, Dict, List, Optional, Sequence

from mmengine.dist import get_world_size
from mmengine.logging import print_log
from mmengine.runner import Runner

from ..checkpoints.resume import checkpoint_name

_COUNTED = ('periods', 'cumulative_periods')


def batch_of_run(runner: Runner) -> Dict[str, int]:
    """Processes, and images of each in a batch, if there is such a number; for the checkpoint."""
    return dict(processes=get_world_size(),
                batch_size=getattr(runner.train_dataloader.batch_sampler, 'batch_size', None) or 0)


def keep_epoch(runner: Runner, checkpoint: Dict[str, Any],
               before: Optional[Dict[str, int]]) -> None:
    """Count a checkpoint's iterations in those that an epoch has now, before it is resumed.

    With another number of processes, batch size or number of images an epoch has other iterations.
    Phases, growing losses and learning rate follow the epochs, so that the training goes on at the
    epoch that comes next. A warm-up counts steps and goes on as it is. Where an epoch is as long as
    before, nothing changes, and a warning tells of other batches.

    Args:
        runner (Runner): Of the training that goes on.
        checkpoint (dict): Changed in place.
        before (dict, optional): :func:`batch_of_run` of the run before, None if it has not said it.

    Raises:
        ValueError: If ``param_scheduler`` of the config counts in iterations what it was given in
            epochs: what it has kept cannot be told from what it was given.
    """
    epoch, iteration = checkpoint['meta']['epoch'], checkpoint['meta']['iter']
    length = len(runner.train_dataloader)
    if not epoch or iteration % epoch:
        return
    now = batch_of_run(runner)
    if iteration == epoch * length:
        _tell_other_batches(runner, before, now)
        return
    old = iteration // epoch
    change = (f'checkpoint {checkpoint_name(runner)} has epochs of {old} iterations'
              f'{_in_words(before)}, this run of {length}{_in_words(now)}')
    given = runner.cfg.get('param_scheduler') or []
    if any(scheduler.get('convert_to_iter_based')
           for scheduler in ([given] if isinstance(given, dict) else given)):
        raise ValueError(f'{change}: param_scheduler with convert_to_iter_based=True cannot go on; '
                         f'resume with {_remedy(before, now) or "the same batches"}')
    checkpoint['meta']['iter'] = epoch * length
    schedulers = checkpoint.get('param_schedulers') or []
    for state in schedulers:
        if 'bounds' in state:  # PhaseLR
            state.update({name: _scaled(state[name], old, length) for name in _COUNTED})
            state.update(last_step=epoch * length, _global_step=epoch * length)
    remedy = _remedy(before, now)
    print_log(f'{change}: it goes on at epoch {epoch + 1} with the learning rate as it was'
              f'{f"; {remedy} keeps the batches as they were" if remedy else ""}',
              logger='current', level=logging.WARNING)


def _tell_other_batches(runner: Runner, before: Optional[Dict[str, int]],
                        now: Dict[str, int]) -> None:
    """Warn where epochs are as long as before, and the batches are others."""
    remedy = _remedy(before, now)
    if remedy:
        print_log(f'checkpoint {checkpoint_name(runner)} was trained with batches'
                  f'{_in_words(before)}, this run has others{_in_words(now)}, as many in an epoch: '
                  f'{remedy} keeps them as they were', logger='current', level=logging.WARNING)


def _scaled(counts: Sequence[int], old: int, new: int) -> List[int]:
    return [count * new // old for count in counts]


def _in_words(batch: Optional[Dict[str, int]]) -> str:
    return f' ({batch["processes"]} x {batch["batch_size"]} images)' if batch else ''


def _remedy(before: Optional[Dict[str, int]], now: Dict[str, int]) -> str:
    """Batch size with which this run has the batches of the run before; '' if there is none."""
    if not before or not before['batch_size']:
        return ''
    images = before['processes'] * before['batch_size']
    share, rest = divmod(images, now['processes'])
    is_it = images == now['processes'] * now['batch_size']
    return '' if rest or is_it else f'train_dataloader.batch_size={share}'
