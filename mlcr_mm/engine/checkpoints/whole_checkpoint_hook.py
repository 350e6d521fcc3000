"""Saving checkpoints so that a whole one is there at every moment."""
import os.path as osp
from typing import Dict, Optional

from mmengine.dist import is_main_process
from mmengine.hooks import CheckpointHook
from mmengine.runner import Runner

from mlcr_mm.files import CheckpointFileError, which_is_whole, write_text
from mlcr_mm.files.atomic_backend import AtomicBackend  # noqa: F401 (registers 'atomic')
from mlcr_mm.registry import HOOKS


@HOOKS.register_module()
class WholeCheckpointHook(CheckpointHook):
    """mmengine's hook, whose files are whole or not there, and which removes after it has saved.

    mmengine writes a checkpoint and ``last_checkpoint`` in place, and removes an outdated one
    before: whoever is killed in between may be left without any.

    Args:
        backend_args (dict, optional): As in mmengine. Defaults to None: local files, written
            beside and renamed.
        kwargs: Those of :class:`mmengine.hooks.CheckpointHook`.
    """

    def __init__(self, *args, backend_args: Optional[dict] = None, **kwargs) -> None:
        remote = '://' in str(kwargs.get('out_dir') or '')
        if backend_args is None and not remote and not kwargs.get('file_client_args'):
            backend_args = dict(backend='atomic')
        super().__init__(*args, backend_args=backend_args, **kwargs)

    def before_train(self, runner: Runner) -> None:
        """Prepare as mmengine does; the best checkpoint is this directory's own.

        A resumed run is told where the file was, also where the directory is a copy, or was moved:
        the file of the original would be removed when there is a better one.
        """
        super().before_train(runner)
        if not self.save_best:
            return
        for key, path in self._best_files().items():
            if path and '://' not in path:
                own = self.file_backend.join_path(self.out_dir, osp.basename(path))
                own = own if self.file_backend.isfile(own) else None
                self._set_best(key, own)
                runner.message_hub.update_info(f'best_ckpt_{key}' if key else 'best_ckpt', own)

    def _save_checkpoint_with_step(self, runner: Runner, step: int, meta: Dict) -> None:
        """Save, point to it, then remove what is one too many."""
        outdated = None
        if self.max_keep_ckpts > 0 and step not in list(self.keep_ckpt_ids)[-1:]:
            if len(self.keep_ckpt_ids) == self.max_keep_ckpts:
                outdated = self.keep_ckpt_ids.popleft()
            self.keep_ckpt_ids.append(step)
            runner.message_hub.update_info('keep_ckpt_ids', list(self.keep_ckpt_ids))
        name = self.filename_tmpl.format(step)
        self.last_ckpt = self.file_backend.join_path(self.out_dir, name)
        runner.message_hub.update_info('last_ckpt', self.last_ckpt)
        try:
            runner.save_checkpoint(
                self.out_dir, name, self.file_client_args, save_optimizer=self.save_optimizer,
                save_param_scheduler=self.save_param_scheduler, meta=meta, by_epoch=self.by_epoch,
                backend_args=self.backend_args, **self.args)
            if is_main_process():
                write_text(osp.join(runner.work_dir, 'last_checkpoint'), self.last_ckpt)
        except OSError as error:
            raise self._not_written(self.last_ckpt, error) from error
        if outdated is not None:
            self._remove(self.file_backend.join_path(
                self.out_dir, self.filename_tmpl.format(outdated)))

    def _save_best_checkpoint(self, runner: Runner, metrics: Dict) -> None:
        """Save the best one as mmengine does, and remove the former best one afterwards."""
        if not self.save_best:
            return
        missing = [key for key in self.key_indicators if key not in (*metrics, 'auto')]
        if missing or not metrics:
            runner.logger.warning(f'no best checkpoint is chosen: the validation gave no '
                                  f'{", ".join(missing) or "metric"}')
            return
        former = self._best_files()
        self._forget_best()
        try:
            super()._save_best_checkpoint(runner, metrics)
        except OSError as error:
            raise self._not_written(f'best_* in {self.out_dir}', error) from error
        finally:
            for key, path in former.items():
                if self._best_files()[key] is None:
                    self._set_best(key, path)
        present = set(self._best_files().values())
        for path in former.values():
            if path and path not in present:
                self._remove(path)
                runner.logger.info(f'The previous best checkpoint {path} is removed')

    def _best_files(self) -> Dict[str, Optional[str]]:
        """The best checkpoint by the name of its metric; '' where there is one metric only."""
        if len(self.key_indicators) == 1:
            return {'': self.best_ckpt_path}
        return dict(self.best_ckpt_path_dict)

    def _forget_best(self) -> None:
        """Set no best one: mmengine reads it for nothing but to remove it, too early."""
        for key in self._best_files():
            self._set_best(key, None)

    def _set_best(self, key: str, path: Optional[str]) -> None:
        if len(self.key_indicators) == 1:
            self.best_ckpt_path = path
        else:
            self.best_ckpt_path_dict[key] = path

    def _remove(self, path: str) -> None:
        if not is_main_process():
            return
        if self.file_backend.isfile(path):
            self.file_backend.remove(path)
        elif self.file_backend.isdir(path):
            self.file_backend.rmtree(path)  # deepspeed saves folders

    def _not_written(self, path: str, error: OSError) -> CheckpointFileError:
        reason = error.strerror or str(error)
        return CheckpointFileError(
            f'checkpoint {path} could not be written ({reason}); {self._kept(path)}; make room or '
            'correct the folder, then go on with --resume')

    def _kept(self, path: str) -> str:
        folder = str(self.out_dir)
        return which_is_whole(folder, path) if osp.isdir(folder) else 'none was saved yet'
