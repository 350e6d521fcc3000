"""Hooks that a config or an option leaves out."""
from mmengine.config import Config

#: Of the runner itself: it registers them where ``default_hooks`` does not name them, and leaves out
#: those that are None there.
RUNNER_HOOKS = ('runtime_info', 'timer', 'sampler_seed', 'logger', 'param_scheduler', 'checkpoint')


def leave_out_hooks(config: Config) -> None:
    """Take the hooks that are None out of ``default_hooks``, e.g. ``default_hooks.calibration=None``.

    mmengine leaves out its own ones that are None, and ends in an assertion for another.

    Args:
        config (Config): Changed in place.
    """
    hooks = config.get('default_hooks') or {}
    for name in [name for name, hook in hooks.items() if hook is None]:
        if name not in RUNNER_HOOKS:
            del hooks[name]
