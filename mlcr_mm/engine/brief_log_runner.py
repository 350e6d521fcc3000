"""A runner whose console begins with what matters."""
import logging

from mmengine.logging import MMLogger
from mmengine.runner import Runner

from mlcr_mm.registry import RUNNERS

from .once_formatted_config import AnyConfig, OnceFormattedConfig

#: Beginnings of what goes to the log file only: long blocks, and remarks of mmengine on itself.
FILE_ONLY = (
    '\n' + '-' * 60 + '\nSystem environment:',
    'Config:\n',
    'Hooks will be executed in the following order:',
    'Distributed training is not used, all SyncBatchNorm',
    '"FileClient" will be deprecated',
    '"HardDiskBackend" is the alias',
)


def is_for_console(record: logging.LogRecord) -> bool:
    """Whether a log record is none of those that go to the file only."""
    return not record.getMessage().startswith(FILE_ONLY)


@RUNNERS.register_module()
class BriefLogRunner(Runner):
    """A runner that prints environment, config and hooks into its log file only.

    The config in its work directory is that of a training, whatever else is run there.

    A config asks for it with ``runner_type='BriefLogRunner'``; ``'Runner'`` brings the 300 lines
    back to the console.
    """

    @classmethod
    def from_cfg(cls, cfg: AnyConfig) -> Runner:
        """Build a runner from a config, which it then formats once.

        Returns:
            Runner: The runner.
        """
        return super().from_cfg(OnceFormattedConfig.of(cfg))

    def call_hook(self, fn_name: str, **kwargs) -> None:
        """Call the hooks; when all of them let a training begin, write its config down.

        A training that is refused, as a resumed one with other settings is, leaves the config of
        the one that was there.

        Args:
            fn_name (str): Name of their method.
            **kwargs: Its arguments.
        """
        super().call_hook(fn_name, **kwargs)
        if fn_name == 'before_train':
            super().dump_config()

    def dump_config(self) -> None:
        """Nothing, when the runner is built: in the work directory lies the config of a training.

        A test there, or a calibration, has a config of its own, whose images and model may be
        others.
        """

    def build_logger(self, *args, **kwargs) -> MMLogger:
        """Build the logger, and tell the console where the rest is.

        Returns:
            MMLogger: The logger.
        """
        logger = super().build_logger(*args, **kwargs)
        for handler in logger.handlers:
            if not isinstance(handler, logging.FileHandler):
                handler.addFilter(is_for_console)
        logger.info(f'environment, config, hooks and all that follows: {logger.log_file}')
        return logger
