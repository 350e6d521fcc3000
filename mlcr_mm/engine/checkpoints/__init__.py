"""Checkpoints: whether they fit, what a training takes over from them, models made of them."""
from .checkpoint_guard_hook import CheckpointGuardHook
from .trained_model import build_trained_model, load_trained_model
from .uncalibrated import warn_if_uncalibrated
from .view_checkpoint import load_view_module
from .whole_checkpoint_hook import WholeCheckpointHook

__all__ = [
    'CheckpointGuardHook', 'WholeCheckpointHook', 'build_trained_model', 'load_trained_model',
    'load_view_module', 'warn_if_uncalibrated'
]
