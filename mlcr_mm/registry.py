"""The registries that `mlcr_mm` registers into: mmpretrain's own nodes.

They are re-exported here so that the scheme stands in one place. Registering into the host's nodes
(and not into a scope of our own) is what lets configs name our classes without a prefix and lets
`mmpretrain.apis.get_model` build them.
"""
from mmengine.registry import RUNNERS  # the toolbox's own launchers look here only
from mmpretrain.registry import (
    BATCH_AUGMENTS,
    DATA_SAMPLERS,
    DATASETS,
    HOOKS,
    LOG_PROCESSORS,
    LOOPS,
    METRICS,
    MODELS,
    OPTIM_WRAPPER_CONSTRUCTORS,
    OPTIM_WRAPPERS,
    PARAM_SCHEDULERS,
    TASK_UTILS,
    TRANSFORMS,
)

__all__ = [
    'BATCH_AUGMENTS', 'DATASETS', 'DATA_SAMPLERS', 'HOOKS', 'LOG_PROCESSORS', 'LOOPS', 'METRICS',
    'MODELS', 'OPTIM_WRAPPERS', 'OPTIM_WRAPPER_CONSTRUCTORS', 'PARAM_SCHEDULERS', 'RUNNERS',
    'TASK_UTILS', 'TRANSFORMS'
]
