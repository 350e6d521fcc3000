"""Hooks that a config or an option leaves out."""
from mmengine.config import Config

#: The runner's own: it registers those that ``default_hooks`` does not name, and leaves out those
#: that are None there.
RUNNER_HOOKS = ('runtime_info', 'timer', 'sampler_seed', 'logger', 'param_scheduler', 'checkpoint')


def leave_out_hooks(config: Config) -> None:
    """Take the hooks that are None out of ``default_hooks``, as in ``default_hooks.finite=None``.

    mmengine leaves out its own ones that are None, and ends in an assertion for another.

    Args:
        config (Config): Changed in place.
    """
    hooks = config.get('default_hooks') or {}
    for name in [name for name, hook in hooks.items() if hook is None]:
        if name not in RUNNER_HOOKS:
            del hooks[name]
